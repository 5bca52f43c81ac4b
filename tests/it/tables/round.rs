//! What goes out comes in again, and a table never harms what it cannot hold.

use proptest::prelude::*;

use super::{ROW, ground, table, text, with};
use crate::common::Home;
use crate::generate;

#[test]
fn the_starter_records_go_out_and_come_in_again() {
    let first = Home::starter();
    let csv = first.run(&["export"]).answer();
    assert!(csv.lines().count() > 170, "{}", csv.lines().count());
    assert!(csv.starts_with(
        "directive,department,title,number,type,version,issued,effective,ended,authority_office,\
         authority_name,effect,topic,counterpart,role,only,when,unless,protected,procedure,cite,\
         summary,standing,source_url,binds,stage,modality,place\n"
    ));
    let second = ground();
    std::fs::write(second.file("rules.csv"), &csv).expect("a file");
    let said = second.run(&["import", "rules.csv", "--quiet"]).answer();
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_records();
    let texts: std::collections::BTreeSet<String> =
        rows.map(|row| row.expect("a row")[0].to_owned()).collect();
    let count = format!("directives  {} new", texts.len());
    assert!(said.contains(&count), "{count}\n{said}");
    assert_eq!(second.run(&["export"]).answer(), csv);
    // A second time nothing is new, and the file is not touched.
    let before = std::fs::read(second.database()).expect("a database");
    let said = second.run(&["import", "rules.csv"]).answer();
    assert!(
        said.contains("Nothing changed, nothing was written."),
        "{said}"
    );
    assert!(before == std::fs::read(second.database()).expect("a database"));
}

#[test]
fn a_table_of_a_database_changes_nothing_in_it() {
    let home = Home::starter();
    let _written = home.run(&["export", "-o", "rules.csv", "--quiet"]).answer();
    let said = home.run(&["import", "rules.csv", "--json"]).answer();
    for part in ["\"new\": 0", "\"changed\": 0", "\"operation\": null"] {
        assert!(said.contains(part), "{said}");
    }
    // So does a table of some of the columns, in another order.
    let csv = text(&home, "rules.csv");
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let mut some = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(rows.headers().expect("a header").clone())
        .chain(rows.records().map(|row| row.expect("a row")))
    {
        some.write_record([&row[12], &row[5], &row[0], &row[11], &row[20]])
            .expect("a row");
    }
    let some = some.into_inner().expect("bytes");
    std::fs::write(home.file("some.csv"), some).expect("a file");
    let said = home.run(&["import", "some.csv"]).answer();
    assert!(said.contains("Nothing changed"), "{said}");
}

#[test]
fn a_cell_that_differs_is_set_and_nothing_else() {
    let home = Home::starter();
    let csv = home.run(&["export", "fairfax-county-pd"]).answer();
    let changed = csv.replace(",VIII.C.5.e,", ",VIII.C.5.f,");
    assert_ne!(csv, changed);
    std::fs::write(home.file("rules.csv"), changed).expect("a file");
    let _dumped = home.run(&["dump", "before"]).answer();
    let said = home.run(&["import", "rules.csv", "--quiet"]).answer();
    assert!(said.contains("directives  1 changed"), "{said}");
    let _dumped = home.run(&["dump", "after"]).answer();
    let file = "fairfax-county-pd/go-601.toml";
    let (before, after) = (
        text(&home, &format!("before/{file}")),
        text(&home, &format!("after/{file}")),
    );
    assert_eq!(
        before.replace("cite = \"VIII.C.5.e\"", "cite = \"VIII.C.5.f\""),
        after
    );
    let all = crate::dump::files(&home.file("before"));
    for (name, bytes) in crate::dump::files(&home.file("after")) {
        assert!(name == file || all[&name] == bytes, "{name}");
    }
}

#[test]
fn a_new_rule_of_a_text_on_record_is_added_to_it() {
    let row =
        "chicago-pd/dhs-requests-memo-2019,2019-09,prohibits,inquire-status,ice,chicago-pd,IV";
    let home = with(
        "rules.csv",
        format!("directive,version,effect,topic,counterpart,binds,cite\n{row}\n"),
    );
    let rules = |home: &Home| {
        let shown = home
            .run(&["show", "chicago-pd/dhs-requests-memo-2019", "--json"])
            .answer();
        shown.matches("\"says\"").count()
    };
    let before = rules(&home);
    let said = home.run(&["import", "rules.csv"]).answer();
    assert!(said.contains("new         1"), "{said}");
    assert!(said.contains("chicago-pd/dhs-requests-memo-2019"), "{said}");
    assert_eq!(rules(&home), before + 1);
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let home = with("rules.csv", table(&[ROW]));
    let dry = home.run(&["import", "rules.csv", "--dry-run"]).answer();
    assert!(dry.contains("Dry run: nothing was written."), "{dry}");
    assert!(home.run(&["show", "chicago-pd/x-1"]).status == 1);
    let real = home.run(&["import", "rules.csv"]).answer();
    let kept = real.split("Operation 2.").next().expect("a part");
    assert_eq!(dry.split("Dry run").next(), Some(kept));
    assert!(
        home.run(&["show", "chicago-pd/x-1"])
            .answer()
            .contains("Test order")
    );
}

#[test]
fn rows_of_one_directive_may_stand_apart_in_a_file() {
    let other = ROW.replace("x-1", "x-2");
    let second = ROW.replace("hold-on-detainer", "notify-release");
    let text = table(&[ROW, &other, &second]);
    let home = with("rules.csv", &text);
    let said = home.run(&["import", "rules.csv", "--json"]).answer();
    assert!(said.contains("\"new\": 3"), "{said}");
    let home = Home::starter();
    let said = home.run_with(&["import", "-"], &text).refused(3);
    assert!(
        said.contains("chicago-pd/x-1 stand apart: again on line 4"),
        "{said}"
    );
}

#[test]
fn new_bodies_are_made_where_the_table_tells_enough() {
    let head = "directive,department,title,type,version,binds,place\n";
    let rows = "fairview-oh-pd/go-1,Fairview Police,A,general-order,1,fairview-oh-pd,\n\
                mill-county-oh-sheriff/p-1,,B,sheriff-policy,1,mill-county-oh-sheriff,us-oh-mill-county\n";
    let home = with("rules.csv", format!("{head}{rows}"));
    let said = home.run(&["import", "rules.csv"]).refused(3);
    for line in [
        "2 bodies are not on record; nothing was written",
        "comity org add fairview-oh-pd --name \"Fairview Police\" --kind police --in \"Fairview, OH\"",
        "comity org add mill-county-oh-sheriff --name \"Mill County Sheriff's Office\" --kind sheriff --in \"us-oh-mill-county\"",
        "or add --new-orgs",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let said = home
        .run(&["import", "rules.csv", "--new-orgs", "--json"])
        .answer();
    assert!(said.contains("\"new\": 2"), "{said}");
    let shown = home
        .run(&["org", "show", "mill-county-oh-sheriff"])
        .answer();
    assert!(shown.contains("Mill County Sheriff's Office"), "{shown}");
    assert!(shown.contains("us-oh-mill-county"), "{shown}");
    // What nobody can tell from a slug is still refused.
    let home = with(
        "rules.csv",
        table(&[&ROW.replace("chicago-pd/", "nobody/")]),
    );
    let said = home.run(&["import", "rules.csv", "--new-orgs"]).refused(3);
    assert!(
        said.contains("comity org add nobody --name \"NAME\" --kind KIND"),
        "{said}"
    );
}

#[test]
fn many_changes_are_asked_for() {
    let home = Home::starter();
    let csv = home
        .run(&["export", "--topic", "hold-on-detainer"])
        .answer();
    let changed = csv.replace(",adopted,", ",draft,");
    std::fs::write(home.file("rules.csv"), changed).expect("a file");
    let said = home.run(&["import", "rules.csv"]).refused(2);
    assert!(said.contains("directives that are on record?"), "{said}");
    let said = home
        .run(&["import", "rules.csv", "--yes", "--quiet"])
        .answer();
    assert!(said.contains(" changed"), "{said}");
}

#[test]
fn a_long_table_is_written_as_it_is_read() {
    let rows: Vec<String> = (0..1_200)
        .map(|n| ROW.replace("x-1", &format!("x-{n}")))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let home = with("rules.csv", table(&rows));
    let said = home.run(&["import", "rules.csv"]).answer();
    assert!(said.contains("directives  1200 new"), "{said}");
    assert!(said.contains("no cell was compared"), "{said}");
    let said = home.run(&["import", "rules.csv"]).answer();
    assert!(said.contains("the same  1200"), "{said}");
    // A fault at its end leaves nothing of it.
    let wrong = table(
        &[
            &rows[..],
            &[&ROW.replace("x-1", "x-9999").replace("ice", "nobody-there")],
        ]
        .concat(),
    );
    let home = with("rules.csv", wrong);
    let said = home.run(&["import", "rules.csv"]).refused(3);
    assert!(said.contains("nobody-there"), "{said}");
    assert!(home.run(&["show", "chicago-pd/x-1"]).status == 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn generated_records_go_out_and_come_in_again(docket in generate::dockets()) {
        let (first, second) = (Home::empty(), Home::empty());
        for (home, has_texts) in [(&first, true), (&second, false)] {
            let mut writer = comity::store::Writer::create(
                &home.made(),
                std::time::Duration::ZERO,
                crate::common::stamp(),
            ).expect("a database");
            writer.put_terms(docket.codebook.terms()).expect("terms");
            for place in docket.places.values() {
                writer.put_place(place).expect("a place");
            }
            for body in docket.organizations.values() {
                writer.put_organization(body).expect("a body");
            }
            for directive in docket.directives.values().filter(|_| has_texts) {
                writer.put_directive(directive).expect("a directive");
            }
            writer.finish().expect("kept");
        }
        let csv = first.run(&["export"]).answer();
        std::fs::write(second.file("rules.csv"), &csv).expect("a file");
        let _said = second.run(&["import", "rules.csv", "--quiet"]).answer();
        prop_assert_eq!(second.run(&["export"]).answer(), csv.clone());
        std::fs::write(first.file("rules.csv"), &csv).expect("a file");
        let said = first.run(&["import", "rules.csv"]).answer();
        prop_assert!(said.contains("Nothing changed"), "{}", said);
    }
}
