//! Rows read one after the other.

use super::{Groups, Header, Known, Record, Sheet, draft};
use crate::model::{Family, Slug};

const HEAD: &str = "directive,department,type,version,issued,effective,ended,authority_office,\
                    authority_name,effect,topic,counterpart,only,when,standing,source_url,binds,stage";
const ROW: [&str; 18] = [
    "a-pd/x",
    "a-pd",
    "order",
    "2020",
    "2019-12-31",
    "2020-01-01",
    "",
    "Chief",
    "Jane Roe",
    "permits",
    "hold",
    "ice",
    "no",
    "",
    "reported",
    "https://e.example/a",
    "a-pd",
    "adopted",
];
/// Cells with which rows differ: by column, sound ones, doubtful ones, and such as are refused.
const CELLS: [(usize, &[&str]); 12] = [
    (0, &["b-pd/x", " a-pd/x "]),
    (1, &["", "b-pd"]),
    (2, &["", "nothing", "order "]),
    (4, &["", "in spring", "2019 (rule)"]),
    (5, &["", "2020-13-01", "2020 (rule)"]),
    (6, &["2021 | repealed", "2021 | superseded by a-pd/y"]),
    (7, &["", "Chief; Mayor"]),
    (8, &["", "Jane Roe; John Roe"]),
    (14, &["", "reportd", "confirmed"]),
    (15, &["", "https://e.example/a; https://e.example/b"]),
    (16, &["", "nowhere-pd", "in:us", "in:nowhere", "'a-pd"]),
    (17, &["", "draft", "drafty"]),
];

fn known() -> Known {
    let key = |text: &str| text.parse::<Slug>().expect("a slug");
    let term = |family, text| (family, [key(text)].into());
    Known {
        terms: [
            term(Family::Type, "order"),
            term(Family::Topic, "hold"),
            term(Family::Counterpart, "ice"),
        ]
        .into(),
        bodies: ["a-pd", "b-pd"]
            .map(|body| (key(body), (Vec::new(), None)))
            .into(),
        merged: [(key("old-pd"), key("a-pd"))].into(),
        places: [key("us")].into(),
    }
}

/// The base row, and it with one or two cells of another sort.
fn variants() -> Vec<Vec<&'static str>> {
    let base = ROW.to_vec();
    let mut all = vec![base.clone()];
    for (at, cells) in CELLS {
        for cell in cells {
            let mut one = base.clone();
            one[at] = cell;
            all.push(one.clone());
            one[14] = "disputed";
            all.push(one);
        }
    }
    all
}

#[test]
fn what_a_row_says_does_not_depend_on_the_row_before_it() {
    let mut table = format!("{HEAD}\n");
    for row in variants() {
        table.push_str(&format!("\"{}\"\n", row.join("\",\"")));
    }
    let mut sheet = Sheet::new(table.as_bytes()).expect("a table");
    let header = Header::new(sheet.header()).expect("a header");
    let mut groups = Groups::new(&mut sheet, &header);
    let mut records: Vec<Record> = Vec::new();
    while let Some(group) = groups.next_group().expect("rows") {
        records.extend(group.rows.into_iter().map(|(record, _)| record));
    }
    let known = known();
    let alone: Vec<_> = records
        .iter()
        .map(|record| draft(record, &header, &known, None))
        .collect();
    let taken = alone.iter().filter(|draft| draft.is_ok()).count();
    assert!(taken > 20 && taken < alone.len() - 10, "{taken}");
    for (before, said) in records.iter().zip(&alone) {
        let Ok(said) = said else { continue };
        for (record, alone) in records.iter().zip(&alone) {
            let read = draft(record, &header, &known, Some((before, said)));
            assert_eq!(format!("{read:?}"), format!("{alone:?}"));
        }
    }
}
