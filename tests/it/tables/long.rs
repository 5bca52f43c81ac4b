//! Tables longer than what is on record, whose indexes are set aside while they are written; and rows
//! that name directives further down.

use super::{HEAD, ROW, ground, table, text, with};
use crate::common::Home;

/// As many directives as the indexes are set aside for, and some more.
const MANY: usize = 2_300;

fn rows(count: usize) -> Vec<String> {
    (0..count)
        .map(|n| ROW.replace("x-1", &format!("x-{n}")))
        .collect()
}

fn table_of(rows: &[String]) -> String {
    table(&rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What a statement of another program says of the file.
fn asked(home: &Home, sql: &str) -> Vec<String> {
    let conn = rusqlite::Connection::open(home.database()).expect("the database");
    let mut statement = conn.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| row.get(0)).expect(sql);
    rows.map(|row| row.expect("a text")).collect()
}

fn same_file_as(home: &Home, other: &Home) {
    let schema =
        "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY 1";
    assert_eq!(asked(home, schema), asked(other, schema));
    assert_eq!(asked(home, "PRAGMA integrity_check"), ["ok"]);
    let loose = asked(home, "SELECT \"table\" FROM pragma_foreign_key_check");
    assert!(loose.is_empty(), "{loose:?}");
}

#[test]
fn a_long_table_is_the_same_as_many_short_ones() {
    let all = rows(MANY);
    let (long, short) = (ground(), ground());
    std::fs::write(long.file("rules.csv"), table_of(&all)).expect("a file");
    let dry = long
        .run(&["import", "rules.csv", "--dry-run", "--json"])
        .answer();
    assert!(dry.contains("\"new\": 2300"), "{dry}");
    assert!(!long.run(&["list", "chicago-pd"]).stdout.contains("x-1"));
    same_file_as(&long, &short);
    let said = long.run(&["import", "rules.csv"]).answer();
    assert!(said.contains("directives  2300 new"), "{said}");
    for part in all.chunks(460) {
        std::fs::write(short.file("part.csv"), table_of(part)).expect("a file");
        let _said = short.run(&["import", "part.csv", "--quiet"]).answer();
    }
    same_file_as(&long, &short);
    for command in [
        &["export"][..],
        &["search", "Test order", "--limit", "3"],
        &["ask", "chicago-pd", "hold-on-detainer", "--for", "ice"],
    ] {
        // All but the number of the last operation.
        let read = |home: &Home| -> Vec<String> {
            let words = home.run(command).answer();
            let words = words.split_whitespace().map(str::to_owned);
            words.filter(|word| word != "3." && word != "7.").collect()
        };
        assert_eq!(read(&long), read(&short), "{command:?}");
    }
    // It is as live as before: the next table is compared with it.
    let changed = table_of(&all[..2]).replace("Test order", "Another title");
    std::fs::write(long.file("rules.csv"), changed).expect("a file");
    let said = long.run(&["import", "rules.csv", "--yes"]).answer();
    assert!(said.contains("directives  2 changed"), "{said}");
    let found = long.run(&["search", "Another title"]).answer();
    assert!(found.contains("chicago-pd/x-0"), "{found}");
    same_file_as(&long, &short);
}

#[test]
fn a_fault_at_the_end_of_a_long_table_leaves_the_file_as_it_was() {
    let mut all = rows(MANY);
    all.push(
        ROW.replace("hold-on-detainer", "nothing")
            .replace("x-1", "y"),
    );
    let home = ground();
    let before = std::fs::read(home.database()).expect("the file");
    std::fs::write(home.file("rules.csv"), table_of(&all)).expect("a file");
    let said = home.run(&["import", "rules.csv"]).refused(3);
    assert!(said.contains("nothing was written"), "{said}");
    assert!(std::fs::read(home.database()).expect("the file") == before);
}

/// Rows with what ended them.
fn ended(rows: &[(&str, &str)]) -> String {
    let mut text = format!("{}\n", HEAD.replace("effective", "effective,ended"));
    for (slug, by) in rows {
        let end = match *by {
            "" => String::new(),
            by => format!("2021 | superseded by chicago-pd/{by}"),
        };
        let row = ROW
            .replace("x-1", slug)
            .replace("2020-01-01", &format!("2020-01-01,{end}"));
        text.push_str(&row);
        text.push('\n');
    }
    text
}

#[test]
fn a_row_whose_end_is_nowhere_is_bad_and_the_others_are_taken() {
    // b names what comes nowhere, a names b; c names what comes later, d and e name each other.
    let csv = ended(&[
        ("a", "b"),
        ("b", "none"),
        ("c", "f"),
        ("d", "e"),
        ("e", "d"),
        ("f", "s06-14-03"),
        ("g", "g"),
    ]);
    let home = with("t.csv", &csv);
    let _refused = home.run(&["import", "t.csv"]).refused(3);
    let out = home.run(&["import", "t.csv", "--skip-bad", "bad.csv", "--json"]);
    assert_eq!(out.status, 1, "{out:?}");
    for part in ["\"rows\": 7", "\"new\": 5", "\"bad\": 2"] {
        assert!(out.stdout.contains(part), "{out:?}");
    }
    let bad = text(&home, "bad.csv");
    let lines: Vec<&str> = bad.lines().collect();
    assert_eq!(lines.len(), 3, "{bad}");
    assert!(
        lines[1].contains("ended: the directive \"\"chicago-pd/none\"\" is not on record"),
        "{bad}"
    );
    assert!(
        lines[2].contains("chicago-pd/b\"\" is not on record"),
        "{bad}"
    );
    let kept = home.run(&["export", "chicago-pd"]).answer();
    for taken in ["c", "d", "e", "f", "g"] {
        assert!(kept.contains(&format!("chicago-pd/{taken},")), "{kept}");
    }
    same_file_as(&home, &Home::starter());
}

#[test]
fn of_two_that_name_each_other_both_are_left_out_where_one_is_bad() {
    let csv = ended(&[("a", "b"), ("b", "a"), ("c", "")]).replacen(
        "chicago-pd/b,Test order,general-order",
        "chicago-pd/b,Test order,no-such-type",
        1,
    );
    let home = with("t.csv", &csv);
    let out = home.run(&["import", "t.csv", "--skip-bad", "bad.csv", "--json"]);
    assert_eq!(out.status, 1, "{out:?}");
    for part in ["\"new\": 1", "\"bad\": 2"] {
        assert!(out.stdout.contains(part), "{out:?}");
    }
    assert_eq!(text(&home, "bad.csv").lines().count(), 3);
    // A body that is not on record is found out later than what is wrong in a cell.
    let body = ended(&[("d", "e"), ("e", "f"), ("f", "d")]).replacen(
        "prohibits,hold-on-detainer,ice,chicago-pd",
        "prohibits,hold-on-detainer,ice,nowhere-pd",
        1,
    );
    std::fs::write(home.file("t.csv"), body).expect("a file");
    let out = home.run(&["import", "t.csv", "--skip-bad", "bad.csv", "--json"]);
    assert_eq!(out.status, 1, "{out:?}");
    assert!(out.stdout.contains("\"bad\": 3"), "{out:?}");
    same_file_as(&home, &Home::starter());
}

#[test]
fn an_end_may_stand_anywhere_in_a_long_table() {
    let slugs: Vec<String> = (0..MANY).map(|n| format!("x-{n}")).collect();
    let last = slugs.last().expect("a slug").as_str();
    // The first is ended by the last, the second by a text that comes nowhere, the others by the next.
    let pairs: Vec<(&str, &str)> = slugs
        .iter()
        .enumerate()
        .map(|(at, slug)| {
            let by = match at {
                0 => last,
                1 => "none",
                at if at + 1 == MANY => "",
                at => slugs[at + 1].as_str(),
            };
            (slug.as_str(), by)
        })
        .collect();
    let home = ground();
    std::fs::write(home.file("t.csv"), ended(&pairs)).expect("a file");
    let out = home.run(&["import", "t.csv", "--skip-bad", "bad.csv", "--json"]);
    assert_eq!(out.status, 1, "{out:?}");
    for part in ["\"new\": 2299", "\"bad\": 1"] {
        assert!(out.stdout.contains(part), "{out:?}");
    }
    assert_eq!(text(&home, "bad.csv").lines().count(), 2);
    same_file_as(&home, &ground());
    // Without the one that names nothing, all are taken.
    let good: Vec<(&str, &str)> = pairs
        .iter()
        .filter(|(_, by)| *by != "none")
        .copied()
        .collect();
    let home = ground();
    std::fs::write(home.file("t.csv"), ended(&good)).expect("a file");
    let said = home.run(&["import", "t.csv", "--json"]).answer();
    assert!(said.contains("\"new\": 2299"), "{said}");
    same_file_as(&home, &ground());
}

#[test]
fn no_body_is_made_for_a_directive_that_is_left_out() {
    let csv = "directive,department,title,type,version,effective,ended,binds,place\n\
        fairview-oh-pd/go-1,Fairview Police,A,general-order,1,2020,2021 | superseded by chicago-pd/x-2,fairview-oh-pd,\n\
        chicago-pd/x-2,,B,general-order,1,2020,2021 | superseded by fairview-oh-pd/go-1,someone,\n";
    let home = with("t.csv", csv);
    let typed = [
        "import",
        "t.csv",
        "--skip-bad",
        "bad.csv",
        "--new-orgs",
        "--json",
    ];
    let out = home.run(&typed);
    assert!(out.stdout.contains("\"bad\": 2"), "{out:?}");
    let _said = home.run(&["org", "show", "fairview-oh-pd"]).refused(1);
    // Bound is who can be told from the slug: each is there for the other, and the body is made.
    std::fs::write(home.file("t.csv"), csv.replace(",someone,", ",chicago-pd,")).expect("a file");
    let said = home.run(&typed).answer();
    assert!(said.contains("\"new\": 2"), "{said}");
    let _said = home.run(&["org", "show", "fairview-oh-pd"]).answer();
}
