//! Tables that cannot be right: every fault with its line, its column and what was expected.

use super::{HEAD, ROW, table, text, with};
use crate::common::Home;

#[track_caller]
fn refused(text: impl AsRef<[u8]>, parts: &[&str]) {
    let home = with("t.csv", text);
    let before = std::fs::read(home.database()).expect("a database");
    let said = home.run(&["import", "t.csv"]).refused(3);
    for part in parts {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(before == std::fs::read(home.database()).expect("a database"));
}

#[test]
fn every_fault_of_a_table_comes_in_one_go() {
    let rows = [
        ROW.replace("prohibits", "forbids"),
        ROW.replace("x-1", "x-2")
            .replace("hold-on-detainer", "hold-on-detaner"),
        ROW.replace("x-1", "x-3").replace("general-order", ""),
        ROW.replace("x-1", "X 4"),
        ROW.replace("x-1", "x-5")
            .replace(",chicago-pd", ",\"within us-il, sort jail\""),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    refused(
        table(&rows),
        &[
            " --> t.csv:2\n",
            "effect: forbids",
            " --> t.csv:3\n",
            "did you mean \"hold-on-detainer\"?",
            "the type is missing",
            "directive: chicago-pd/X 4",
            "\"sort jail\" is not expected here",
            "5 faults; nothing was written",
            "--skip-bad FILE",
        ],
    );
}

#[test]
fn the_same_fault_of_many_rows_is_shown_once() {
    let rows: Vec<String> = (0..60)
        .map(|n| {
            ROW.replace("x-1", &format!("x-{n}"))
                .replace("hold-on-detainer", "nothing")
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let home = with("t.csv", table(&rows));
    let said = home.run(&["import", "t.csv"]).refused(3);
    assert_eq!(
        said.matches("the topic \"nothing\" is not on record")
            .count(),
        1,
        "{said}"
    );
    assert!(
        said.contains("60 faults, of which 1 are shown, each once"),
        "{said}"
    );
}

#[test]
fn rows_of_one_text_have_to_agree() {
    let second = ROW
        .replace("Test order", "Best order")
        .replace("hold-on-detainer", "notify-release");
    refused(
        table(&[ROW, &second]),
        &[
            "title: Best order",
            "line 2 says otherwise",
            "there it is \"Test order\"",
        ],
    );
}

#[test]
fn the_names_of_columns_are_held() {
    refused(
        table(&[ROW]).replace("effective", "efective"),
        &[
            "\"efective\" is not a column",
            "did you mean \"effective\"?",
        ],
    );
    refused(
        table(&[ROW]).replace("counterpart", "topic"),
        &["the column \"topic\" stands twice"],
    );
    refused(
        "a,b\n1,2\n",
        &[
            "there is no column \"directive\"",
            "there is no column \"version\"",
        ],
    );
    let head = HEAD.to_uppercase();
    let text = table(&[ROW]).replace(HEAD, &head);
    let home = with(
        "t.csv",
        text.replace("BINDS", "BINDS,Coder")
            .replace(",chicago-pd\n", ",chicago-pd,x\n"),
    );
    let out = home.run(&["import", "t.csv"]);
    assert_eq!(out.status, 0, "{out:?}");
    assert!(out.stderr.contains("left out: Coder"), "{out:?}");
}

#[test]
fn a_table_is_read_however_it_was_saved() {
    let plain = table(&[
        ROW,
        &ROW.replace("x-1", "x-2")
            .replace("Test order", "\"Two\nlines\""),
    ]);
    let semicolons = plain.replace(',', ";");
    let tabs = plain.replace(',', "\t");
    for text in [
        plain.clone(),
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{plain}"),
        semicolons,
        tabs,
        format!("{plain}\n\n"),
        plain.replace("Test order", "'=cmd()"),
        plain
            .replace("2020-01-01", "January 1, 2020")
            .replace(",January 1, 2020", ",\"January 1, 2020\""),
    ] {
        let home = with("t.csv", &text);
        let said = home.run(&["import", "t.csv", "--json"]).answer();
        assert!(said.contains("\"new\": 2"), "{text}\n{said}");
    }
    let home = with("t.csv", plain.replace("Test order", "'=cmd()"));
    let _said = home.run(&["import", "t.csv", "--quiet"]).answer();
    let csv = home
        .run(&["export", "chicago-pd", "--for-spreadsheet"])
        .answer();
    assert!(csv.contains(",'=cmd(),"), "{csv}");
    assert!(
        home.run(&["export", "chicago-pd"])
            .answer()
            .contains(",=cmd(),")
    );
}

#[test]
fn rows_with_too_few_or_too_many_cells_are_saved_with_their_reasons() {
    let rows = [
        ROW.to_owned(),
        "chicago-pd/x-2,Short".to_owned(),
        ROW.replace("x-1", "x-3") + ",,more",
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let home = with("t.csv", table(&rows));
    let out = home.run(&["import", "t.csv", "--skip-bad", "bad.csv"]);
    assert_eq!(out.status, 1, "{out:?}");
    assert!(out.stdout.contains("not taken   2"), "{out:?}");
    let bad = text(&home, "bad.csv");
    let lines: Vec<&str> = bad.lines().collect();
    assert_eq!(lines.len(), 3, "{bad}");
    assert!(
        lines[1].starts_with("chicago-pd/x-2,Short,,,,,,,,3,"),
        "{bad}"
    );
    assert!(lines[1].contains("the row has 2 cells"), "{bad}");
    assert!(lines[2].contains(",chicago-pd,4,"), "{bad}");
    assert!(lines[2].contains("the row has 11 cells"), "{bad}");
    assert!(lines[2].ends_with(",,more"), "{bad}");
    let listed = home
        .run(&["list", "chicago-pd", "--format", "csv"])
        .answer();
    assert!(listed.contains("chicago-pd/x-1,"), "{listed}");
    assert!(!listed.contains("chicago-pd/x-2,"), "{listed}");
}

#[test]
fn what_is_no_table_is_refused() {
    refused("", &["t.csv: the file is empty"]);
    refused(
        b"directive,version\nchicago-pd/x,caf\xe9\n",
        &["line 2 is not UTF-8", "0xe9", "UTF-8"],
    );
    refused(
        b"directive,version\nchicago-pd/x,a\0b\n",
        &["line 2 holds a NUL byte"],
    );
    refused(vec![b','; 1_000_000], &["1000001 columns"]);
    refused(
        format!("{HEAD}\n\"{}", "x\n".repeat(3_000_000)),
        &["begins on line 2 has no end"],
    );
    refused(
        table(&["chicago-pd/x-1,too,few"]),
        &["3 cells, and there are 9 columns"],
    );
    let home = with("t.csv", format!("{HEAD}\n"));
    let said = home.run(&["import", "t.csv"]).answer();
    assert!(said.contains("Nothing changed"), "{said}");
    let home = Home::starter();
    let said = home.run(&["import", "none.csv"]).refused(4);
    assert!(said.contains("cannot read none.csv"), "{said}");
    let said = home.run(&["import", "."]).refused(4);
    assert!(said.contains("a folder"), "{said}");
    let said = home
        .run(&["import", "t.csv", "--profile", "comity-rule"])
        .refused(3);
    assert!(said.contains("did you mean \"comity-rules\"?"), "{said}");
    let said = Home::empty().run(&["import", "t.csv"]).refused(4);
    assert!(said.contains("comity init"), "{said}");
}

#[test]
fn a_date_that_cannot_be_read_is_kept_in_the_note() {
    let rows = [
        ROW.replace("2020-01-01", "10/5/2019"),
        ROW.replace("x-1", "x-2")
            .replace("2020-01-01", "1790-05 | 2019-05"),
    ];
    let home = with("t.csv", table(&[&rows[0], &rows[1]]));
    let said = home.run(&["import", "t.csv", "--width", "100"]).answer();
    assert!(said.contains("doubtful    2"), "{said}");
    assert!(
        said.contains("Line 2: effective as given: 10/5/2019: no date, kept in the note."),
        "{said}"
    );
    let shown = home.run(&["show", "chicago-pd/x-2", "--json"]).answer();
    assert!(shown.contains("effective as given: 1790-05"), "{shown}");
    let said = home.run(&["import", "t.csv"]).answer();
    assert!(said.contains("Nothing changed"), "{said}");
}

#[test]
fn an_end_says_how() {
    let head = HEAD.replace("effective", "effective,ended");
    let row = |ended: &str| ROW.replace("2020-01-01", &format!("2020-01-01,{ended}"));
    let of = |ended: &str| format!("{head}\n{}\n", row(ended));
    refused(
        of("2021-01-01"),
        &["how it ended is missing", "2020-06 | rescinded"],
    );
    refused(
        of("2021 | superseded by chicago-pd/none"),
        &["the directive \"chicago-pd/none\" is not on record"],
    );
    let home = with("t.csv", of("2021 | superseded by chicago-pd/s06-14-03"));
    let _said = home.run(&["import", "t.csv", "--quiet"]).answer();
    let csv = home.run(&["export", "chicago-pd"]).answer();
    assert!(
        csv.contains(",2020-01-01,2021 | superseded by chicago-pd/s06-14-03,"),
        "{csv}"
    );
}

#[test]
fn good_rows_are_taken_and_bad_ones_saved() {
    let rows = [
        ROW.to_owned(),
        ROW.replace("x-1", "x-2"),
        ROW.replace("x-1", "x-2")
            .replace("hold-on-detainer", "nothing"),
        ROW.replace("x-1", "x-3").replace(",chicago-pd", ",no-body"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let home = with("t.csv", table(&rows));
    let dry = home.run(&["import", "t.csv", "--skip-bad", "bad.csv", "--dry-run"]);
    assert_eq!(dry.status, 1, "{dry:?}");
    assert!(!home.file("bad.csv").exists());
    let out = home.run(&["import", "t.csv", "--skip-bad", "bad.csv", "--json"]);
    assert_eq!(out.status, 1, "{out:?}");
    for part in ["\"rows\": 4", "\"new\": 1", "\"bad\": 3"] {
        assert!(out.stdout.contains(part), "{out:?}");
    }
    assert!(out.stderr.contains("3 rows were not taken"), "{out:?}");
    let bad = text(&home, "bad.csv");
    let lines: Vec<&str> = bad.lines().collect();
    assert_eq!(lines.len(), 4, "{bad}");
    assert!(lines[0].ends_with(",line,reason"), "{bad}");
    assert!(lines[1].contains(",3,left out with line 4"), "{bad}");
    assert!(
        lines[2].contains(",4,\"topic: ") || lines[2].contains(",4,topic: "),
        "{bad}"
    );
    assert!(
        lines[3].contains(",5,the body no-body is not on record"),
        "{bad}"
    );
    // Corrected, the saved rows are a table again.
    let mended = bad
        .replace("nothing", "notify-release")
        .replace(",no-body,", ",chicago-pd,");
    std::fs::write(home.file("bad.csv"), mended).expect("a file");
    let said = home.run(&["import", "bad.csv", "--json"]).answer();
    assert!(said.contains("\"new\": 3"), "{said}");
    let said = home
        .run(&["import", "t.csv", "--skip-bad", "t.csv"])
        .refused(2);
    assert!(said.contains("another file"), "{said}");
}
