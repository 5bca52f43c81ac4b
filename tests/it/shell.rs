//! The shell of the program: help, exit statuses, formats, files, pipes, colour, widths.

use std::io::Read;
use std::process::Stdio;

use unicode_width::UnicodeWidthStr;

use crate::common::Home;

#[test]
fn alone_it_says_what_to_type_next_and_makes_no_file() {
    let home = Home::empty();
    let text = home.run(&[]).answer();
    assert!(text.contains("comity init --starter"), "{text}");
    assert!(!home.database().exists());
    assert!(!home.file("data").exists());
}

#[test]
fn before_init_every_command_says_what_to_type_and_makes_no_file() {
    let home = Home::empty();
    for args in [
        &["info"][..],
        &["list"],
        &["show", "chicago-pd/s06-14-03"],
        &["compare", "chicago-pd"],
        &["ask", "chicago-pd"],
        &["org", "list"],
        &["place", "show", "us"],
        &["topic", "list"],
        &["condition", "list"],
        &["sql", "SELECT 1"],
        &[
            "org", "add", "x-pd", "--name", "X", "--kind", "police", "--in", "us",
        ],
    ] {
        let said = home.run(args).refused(4);
        assert!(said.contains("there is no database at"), "{args:?}: {said}");
        assert!(said.contains("comity init"), "{args:?}: {said}");
    }
    assert!(!home.file("data").exists());
}

#[test]
fn help_groups_the_commands_and_explains_the_exit_status() {
    let text = Home::empty().run(&["--help"]).answer();
    for words in [
        "Record:",
        "Look:",
        "Compare:",
        "Care:",
        "Exit status:",
        "It is not legal advice",
    ] {
        assert!(text.contains(words), "{words}:\n{text}");
    }
    for line in text.lines() {
        assert!(line.width() <= 100, "{line}");
    }
    let narrow = Home::empty().with("COLUMNS", "60");
    let compare = narrow.run(&["compare", "--help"]).answer();
    let example =
        "  comity compare chicago-pd fairfax-county-pd lapd sfpd --for ice --on 2019-10-05\n";
    assert!(compare.contains(example), "{compare}");
    assert_eq!(compare, narrow.run(&["help", "compare"]).answer());
}

#[test]
fn the_exit_status_follows_the_kind_of_failure() {
    let home = Home::starter();
    for (args, status, words) in [
        (&["--nonsense"][..], 2, "--nonsense"),
        (&["lst"], 2, "list"),
        (&["ask"], 2, "ORG"),
        (&["compare"], 2, "a body is missing"),
        (&["list", "--format"], 2, "--format"),
        (&["list", "--json", "--format", "csv"], 2, "--format"),
        (&["list", "--format", "nope"], 3, "nope"),
        (&["list", "--wait", "soon"], 3, "soon"),
        (&["list", "--width", "3"], 3, "3"),
        (&["list", "--on", "2019-13-01"], 3, "there is no month 13"),
        (&["list", "--on", "10/5/2019"], 3, "2019-10-05"),
        (
            &["ask", "chicago-pd", "hold-on-detaner"],
            3,
            "hold-on-detainer",
        ),
        (
            &["compare", "lapd", "--topic", "hold-on-detainer,nope"],
            3,
            "nope",
        ),
        (&["ask", "chicago-pd", "--given", "cited,citd"], 3, "citd"),
        (&["show", "chicago-pd"], 3, "ISSUER/NAME"),
        (&["show", "chicago-pd/nope"], 1, "comity list chicago-pd"),
        (&["show", "chicago-pd/s06-14-3"], 1, "chicago-pd/s06-14-03"),
        (
            &["ask", "fairview-oh-pd"],
            1,
            "comity org add fairview-oh-pd",
        ),
        (&["ask", "chicgo-pd"], 1, "did you mean \"chicago-pd\"?"),
        (&["compare", "@nope"], 1, "the set \"nope\""),
        (&["compare", "--place", "us-zz"], 1, "the place \"us-zz\""),
        (&["ask", "chicago-pd", "--for", "fbx"], 1, "fbx"),
        (&["list", "-o", "a.xlsx"], 3, ".csv"),
    ] {
        let said = home.run(args).refused(status);
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

#[test]
fn a_caret_stands_under_the_fault() {
    let home = Home::starter();
    let said = home.run(&["list", "--on", "2019-13-01"]).refused(3);
    assert_eq!(
        said,
        "error: there is no month 13\n \
          |\n \
          | --on 2019-13-01\n \
          |           ^^\n \
          |\n \
          = help: write year-month-day, such as 2019-07-12\n"
    );
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let home = Home::starter();
    let mut child = home
        .command(&["list", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut said = String::new();
    child
        .stderr
        .take()
        .expect("a pipe")
        .read_to_string(&mut said)
        .expect("UTF-8");
    let status = child.wait().expect("the program ends");
    assert_eq!((status.code(), said.as_str()), (Some(0), ""));
}

#[test]
fn an_answer_goes_to_a_file_in_the_format_of_its_ending() {
    let home = Home::starter();
    for (name, begins) in [
        ("a.csv", "id,"),
        ("a.json", "["),
        ("a.jsonl", "{"),
        ("a.md", "# "),
        ("a.html", "<!doctype html>"),
        ("a.txt", ""),
    ] {
        let output = home.run(&["org", "list", "-o", name]);
        assert_eq!(
            (output.status, output.stdout.as_str()),
            (0, ""),
            "{output:?}"
        );
        assert!(output.stderr.contains(name), "{output:?}");
        let text = std::fs::read_to_string(home.file(name)).expect(name);
        assert!(text.starts_with(begins), "{name}: {text}");
    }
    assert_eq!(
        home.run(&["org", "list", "-o", "a.csv", "--quiet"])
            .answer(),
        ""
    );
    let said = home.run(&["org", "list", "-o", "none/a.csv"]).refused(4);
    assert!(said.contains("none/a.csv"), "{said}");
    let database = home.database().display().to_string();
    let said = home
        .run(&["org", "list", "--format", "csv", "-o", &database])
        .refused(2);
    assert!(said.contains("over the database"), "{said}");
    assert!(
        home.run(&["org", "list", "-o", "-"])
            .answer()
            .contains("lapd")
    );
    assert_eq!(home.left_behind(), [""; 0]);
}

#[test]
fn every_format_of_every_listing_is_sound() {
    let home = Home::starter();
    for args in [
        &["list"][..],
        &["list", "chicago-pd"],
        &["show", "fairfax-county-pd/go-601"],
        &[
            "compare",
            "chicago-pd",
            "lapd",
            "--for",
            "ice",
            "--on",
            "2019-10-05",
        ],
        &[
            "ask",
            "chicago-pd",
            "assist-arrest",
            "--for",
            "dhs",
            "--on",
            "2019-10-05",
        ],
        &["org", "list"],
        &["org", "show", "ice"],
        &["place", "list"],
        &["place", "show", "us-va"],
        &["topic", "list"],
        &["topic", "show", "hold-on-detainer"],
        &["condition", "list"],
        &["condition", "show", "cited"],
        &["info"],
        &["sql", "SELECT id, title FROM directive"],
    ] {
        let with = |format: &str| {
            let args: Vec<&str> = args.iter().chain(&["--format", format]).copied().collect();
            home.run(&args).answer()
        };
        let json: serde_json::Value = serde_json::from_str(&with("json")).expect("JSON");
        assert!(json.is_array() || json.is_object(), "{args:?}");
        for line in with("jsonl").lines() {
            let item: serde_json::Value = serde_json::from_str(line).expect("JSON");
            assert!(item.is_object(), "{args:?}: {line}");
        }
        let csv = with("csv");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let rows = reader.records().filter(|row| row.is_ok()).count();
        assert!(rows > 0, "{args:?}: {csv}");
        assert!(with("md").ends_with('\n'));
        crate::html::sound(&with("html"));
        assert!(!with("table").contains('\u{1b}'));
    }
}

#[test]
fn tables_fit_every_width() {
    let home = Home::starter();
    let bodies = [
        "chicago-pd",
        "fairfax-county-pd",
        "lapd",
        "sfpd",
        "nopd",
        "seattle-pd",
        "fairfax-county-sheriff",
        "travis-county-sheriff",
        "prince-william-county-pd",
    ];
    for count in [2, 4, 9] {
        for width in ["80", "120", "200"] {
            let mut args = vec!["compare"];
            args.extend(&bodies[..count]);
            args.extend(["--for", "ice", "--on", "2019-10-05", "--width", width]);
            let text = home.run(&args).answer();
            let limit: usize = width.parse().expect("a number");
            // Commands to paste are never broken.
            for line in text.lines().filter(|line| !line.starts_with("  comity ")) {
                assert!(line.width() <= limit, "{count} at {width}: {line}");
            }
            assert!(text.contains("administrative"), "{text}");
        }
    }
}

#[test]
fn colour_comes_only_when_it_is_asked_for() {
    let home = Home::starter();
    assert!(!home.run(&["org", "list"]).answer().contains('\u{1b}'));
    let asked = ["org", "list", "--color", "always"];
    assert!(home.run(&asked).answer().contains("\u{1b}[1m"));
    let silent = Home::starter().with("NO_COLOR", "1");
    assert!(!silent.run(&["org", "list"]).answer().contains('\u{1b}'));
}

#[test]
fn box_characters_fall_back() {
    let home = Home::starter().with("LANG", "C");
    let text = home.run(&["org", "list"]).answer();
    assert!(text.contains("----"), "{text}");
    assert!(!text.contains('─'), "{text}");
}

#[test]
fn sql_reads_and_refuses_to_write() {
    let home = Home::starter();
    let before = std::fs::read(home.database()).expect("the database");
    let csv = home
        .run(&[
            "sql",
            "SELECT id FROM organization WHERE id = 'ice'",
            "--format",
            "csv",
        ])
        .answer();
    assert_eq!(csv, "id\nice\n");
    for statement in [
        "DELETE FROM organization",
        "DROP TABLE directive",
        "ATTACH 'x.db' AS x",
        "PRAGMA journal_mode = WAL",
        "SELECT 1; DELETE FROM organization",
        "VACUUM",
        "SELECT load_extension('x')",
    ] {
        let said = home.run(&["sql", statement]).refused(3);
        assert!(said.contains("error:"), "{said}");
    }
    let said = home
        .run(&["sql", "SELECT nme FROM organization"])
        .refused(3);
    assert!(said.contains("| SELECT nme FROM"), "{said}");
    assert!(said.contains("^^^"), "{said}");
    assert_eq!(
        std::fs::read(home.database()).expect("the database"),
        before
    );
    assert!(!home.file("x.db").exists());
    let piped = home.run_with(&["sql", "-", "--format", "csv"], "SELECT 1 AS one");
    assert_eq!(piped.answer(), "one\n1\n");
}

#[test]
fn a_formula_in_a_name_is_neutralised_for_a_spreadsheet() {
    let home = Home::starter();
    let statement = "SELECT '=1+1' AS a, 'x' AS b";
    let plain = home.run(&["sql", statement, "--format", "csv"]).answer();
    assert_eq!(plain, "a,b\n=1+1,x\n");
    let safe = home
        .run(&["sql", statement, "--format", "csv", "--for-spreadsheet"])
        .answer();
    assert_eq!(safe, "a,b\n'=1+1,x\n");
}

#[test]
fn control_characters_in_a_name_are_shown() {
    let home = Home::starter();
    let name = "Evil \u{1b}[2J\u{202e}Police";
    let added = home.run(&[
        "org",
        "add",
        "evil-oh-pd",
        "--name",
        name,
        "--kind",
        "police",
        "--in",
        "Evil, OH",
    ]);
    assert!(!added.answer().contains('\u{1b}'));
    for format in ["table", "md", "json"] {
        let text = home
            .run(&["org", "show", "evil-oh-pd", "--format", format])
            .answer();
        assert!(!text.contains('\u{1b}'), "{format}: {text}");
        assert!(!text.contains('\u{202e}'), "{format}: {text}");
        assert!(text.contains("1b"), "{format}: {text}");
    }
    let said = home.run(&["ask", "no\u{1b}[2Jbody"]).refused(1);
    assert!(!said.contains('\u{1b}'), "{said}");
}
