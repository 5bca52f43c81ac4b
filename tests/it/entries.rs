//! What happened, what a body does, and what was looked for: event, practice, coverage.

use crate::common::Home;

mod back;

fn json(home: &Home, args: &[&str]) -> serde_json::Value {
    let args = [args, &["--json"]].concat();
    serde_json::from_str(&home.run(&args).answer()).expect("JSON")
}

const RELEASE: &str = "permits notify-release for ice by jail when listed-conviction";

#[test]
fn a_practice_is_shown_in_words_with_its_source_and_decides_nothing() {
    let home = Home::starter();
    let before = json(&home, &["ask", "nopd", "notify-release", "--for", "ice"]);
    let args = [
        "practice",
        "nopd",
        RELEASE,
        "--from",
        "2025",
        "--source",
        "https://example.org/a",
        "--source-publisher",
        "The Herald",
    ];
    let said = home.run(&args).answer();
    assert!(said.contains("no answer changes"), "{said}");
    assert!(
        said.contains("comity ask nopd notify-release --for ice"),
        "{said}"
    );
    let asked = ["ask", "nopd", "notify-release", "--for", "ice"];
    let page = home.run(&asked).answer();
    let words = "permits: tell when someone is released, for ICE, by the jail, when has a listed \
                 conviction, since 2025 (one account); it decides nothing [The Herald]";
    let flowed = crate::common::words(&page);
    assert!(flowed.contains(words), "{flowed}");
    let after = json(&home, &asked);
    for key in ["answer", "class", "text", "certainty"] {
        assert_eq!(before[key], after[key], "{key}");
    }
    assert_eq!(after["practice"][0]["says"], RELEASE);
    assert_eq!(
        after["practice"][0]["sources"][0]["url"],
        "https://example.org/a"
    );
    // Outside its span it is not shown.
    let earlier = json(&home, &[&asked[..], &["--on", "2024-05-01"]].concat());
    assert_eq!(earlier["practice"], serde_json::json!([]));
}

#[test]
fn the_same_entry_again_writes_nothing() {
    let home = Home::starter();
    for args in [
        &["practice", "nopd", RELEASE, "--from", "2025"][..],
        &[
            "event",
            "nopd",
            "The monitor reported",
            "--on",
            "2025-03",
            "--kind",
            "report",
        ],
        &[
            "event",
            "fairfax-county-pd/go-601",
            "An order was given",
            "--on",
            "2019-10-01",
            "--kind",
            "statement",
            "--source",
            "https://example.org/a",
        ],
        &[
            "coverage",
            "add",
            "nopd",
            "no-reply",
            "--asked",
            "2025-03-02",
        ],
        &["coverage", "edit", "nopd", "--found", "refused"],
        &["org", "set", "gulf", "nopd"],
        &[
            "org",
            "edit",
            "nopd",
            "--note",
            "Its jail is the sheriff's.",
        ],
        &[
            "place",
            "edit",
            "us-la-new-orleans",
            "--ocd",
            "ocd-division/x",
        ],
        &[
            "topic",
            "edit",
            "assist-arrest",
            "--short",
            "help in an arrest of immigrants",
        ],
        &[
            "condition",
            "edit",
            "booked",
            "--definition",
            "The person was booked",
        ],
    ] {
        let first = json(&home, args);
        let operation = first["operation"].as_i64().expect("an operation");
        assert_ne!(first["records"], serde_json::json!([]), "{args:?}");
        let again = json(&home, args);
        assert_eq!(again["operation"], serde_json::Value::Null, "{args:?}");
        assert_eq!(again["records"], serde_json::json!([]), "{args:?}");
        let page = home.run(args).answer();
        assert!(
            page.contains("already") || page.contains("just so"),
            "{page}"
        );
        let last = home.run(&["sql", "SELECT max(id) FROM operation", "--format", "csv"]);
        assert!(last.answer().contains(&operation.to_string()), "{args:?}");
    }
}

#[test]
fn a_dry_run_leaves_the_file_as_it_was() {
    let home = Home::starter();
    let _two = home.run(&[
        "org",
        "add",
        "orleans-pd",
        "--name",
        "x",
        "--kind",
        "police",
        "--in",
        "New Orleans, LA",
    ]);
    let before = std::fs::read(home.database()).expect("the database");
    for args in [
        &["practice", "nopd", RELEASE][..],
        &[
            "event",
            "nopd",
            "The monitor reported",
            "--on",
            "2025-03",
            "--kind",
            "report",
        ],
        &["coverage", "add", "nopd", "no-reply"],
        &["org", "set", "gulf", "nopd"],
        &["org", "set", "story-2019", "--delete"],
        &["org", "edit", "nopd", "--parent", "lapd"],
        &["org", "merge", "nopd", "orleans-pd"],
        &["place", "edit", "us-la-new-orleans", "--in", "us-tx"],
        &["topic", "edit", "assist-arrest", "--broader", ""],
        &["condition", "edit", "booked", "--short", "written up"],
    ] {
        let said = home.run(&[args, &["--dry-run"]].concat()).answer();
        assert!(said.contains("Dry run: nothing was written."), "{said}");
        assert_eq!(
            std::fs::read(home.database()).expect("the database"),
            before,
            "{args:?}"
        );
    }
}

#[test]
fn an_event_is_on_a_body_or_on_a_directive() {
    let home = Home::starter();
    let view = json(
        &home,
        &[
            "event",
            "New Orleans PD",
            "A suit was brought",
            "--on",
            "today",
            "--kind",
            "lawsuit",
            "--topic",
            "hold on a detainer",
        ],
    );
    assert_eq!(view["records"][0]["kind"], "events");
    assert_eq!(view["records"][0]["id"], "nopd");
    let page = home
        .run(&["ask", "nopd", "hold-on-detainer", "--on", "2026-01-30"])
        .answer();
    assert!(page.contains("A suit was brought"), "{page}");
    let view = json(
        &home,
        &[
            "event",
            "fairfax-county-pd/go-601",
            "The order was praised",
            "--on",
            "2019-11",
            "--kind",
            "statement",
        ],
    );
    assert_eq!(view["records"][0]["id"], "fairfax-county-pd/go-601");
    let page = home.run(&["show", "fairfax-county-pd/go-601"]).answer();
    assert!(page.contains("The order was praised"), "{page}");
}

#[test]
fn sources_of_one_address_are_one_and_others_get_names_of_their_own() {
    let home = Home::starter();
    let event = |what: &str, source: &[&str]| {
        let args = ["event", "nopd", what, "--on", "2025", "--kind", "report"];
        let _said = home.run(&[&args, source].concat()).answer();
    };
    event(
        "one",
        &["--source", "https://example.org/a", "--source-title", "A"],
    );
    event("two", &["--source", "https://example.org/a"]);
    event(
        "three",
        &["--source", "https://example.org/b", "--source-title", "B"],
    );
    let _dumped = home.run(&["dump", "records"]).answer();
    let events = std::fs::read_to_string(home.file("records/events.toml")).expect("events");
    assert_eq!(
        events.matches("[source.example-org]").count(),
        1,
        "{events}"
    );
    assert_eq!(
        events.matches("[source.example-org-2]").count(),
        1,
        "{events}"
    );
    assert_eq!(
        events.matches("sources = [\"example-org\"]").count(),
        2,
        "{events}"
    );
    // What was typed loads as the same.
    let again = home.run(&["load", "records"]).answer();
    assert!(again.contains("Nothing changed"), "{again}");
}

#[test]
fn coverage_stands_in_the_cell_and_is_changed_when_the_answer_comes() {
    let home = Home::starter();
    let said = home
        .run(&[
            "coverage",
            "add",
            "nopd",
            "no-reply",
            "--topic",
            "share-information,hold-on-detainer",
            "--asked",
            "2025-03-02",
        ])
        .answer();
    assert!(said.contains("1 cell reads otherwise"), "{said}");
    let cell = |found: &str| {
        let view = json(&home, &["compare", "nopd", "--topic", "share-information"]);
        assert_eq!(view["cells"][0]["coverage"], found);
        view["cells"][0]["text"].to_string()
    };
    assert!(cell("no-reply").contains("no reply"));
    let which = home
        .run(&["coverage", "edit", "nopd", "--found", "silent"])
        .refused(1);
    assert!(
        which.contains("--topic share-information, --topic hold-on-detainer"),
        "{which}"
    );
    let said = home
        .run(&[
            "coverage",
            "edit",
            "nopd",
            "--topic",
            "share information",
            "--found",
            "no-written-policy",
            "--answered",
            "2025-03-20",
        ])
        .answer();
    assert!(
        said.contains("it was: share information: no reply"),
        "{said}"
    );
    assert!(cell("no-written-policy").contains("no written policy"));
    let list = home
        .run(&["coverage", "list", "nopd", "--format", "csv"])
        .answer();
    let rows: Vec<&str> = list.lines().skip(1).collect();
    assert_eq!(
        rows,
        [
            "nopd,New Orleans Police Department,share-information,no-written-policy,2025-03-02,2025-03-20,,",
            "nopd,New Orleans Police Department,hold-on-detainer,no-reply,2025-03-02,,,",
        ]
    );
    let rows = |args: &[&str]| json(&home, &[&["coverage", "list", "nopd"], args].concat());
    assert_eq!(
        rows(&["--found", "no-reply"]).as_array().map(Vec::len),
        Some(1)
    );
    assert_eq!(
        rows(&["--topic", "assist"]).as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(
        json(&home, &["coverage", "list", "lapd"])
            .as_array()
            .map(Vec::len),
        Some(0)
    );
    let shown = home.run(&["coverage", "show", "NOPD"]).answer();
    assert!(
        shown.contains("no written policy (no-written-policy)"),
        "{shown}"
    );
    // An empty text takes a part away.
    let _said = home
        .run(&[
            "coverage",
            "edit",
            "nopd",
            "--topic",
            "hold-on-detainer",
            "--asked",
            "",
        ])
        .answer();
    assert_eq!(
        rows(&["--found", "no-reply"])[0]["asked"],
        serde_json::Value::Null
    );
}

#[test]
fn coverage_of_all_topics_is_told_in_one_row() {
    let home = Home::starter().with("COLUMNS", "160");
    let said = home
        .run(&["coverage", "add", "nopd", "not-obtained"])
        .answer();
    assert!(
        said.contains("topics: hold for an immigration matter;"),
        "{said}"
    );
    let rows = said
        .lines()
        .filter(|line| line.contains("text not obtained") && line.starts_with("NOPD"));
    assert_eq!(rows.count(), 1, "{said}");
    let view = json(&home, &["coverage", "edit", "nopd", "--found", "refused"]);
    assert!(
        view["cells"]
            .as_array()
            .is_some_and(|cells| cells.len() > 10)
    );
}

#[test]
fn what_cannot_be_right_is_told_in_one_go() {
    let home = Home::starter();
    for (args, status, words) in [
        (
            &["event", "nopd", "x", "--on", "2025-13", "--kind", "reprt"][..],
            3,
            &["month 13", "did you mean \"report\"", "2 faults"][..],
        ),
        (
            &["event", "nopd", " ", "--on", "2025", "--kind", "report"],
            3,
            &["a text is missing"],
        ),
        (&["event", "nopd", "x", "--on", "2025"], 2, &["--kind"]),
        (
            &[
                "event",
                "nopd/none",
                "x",
                "--on",
                "2025",
                "--kind",
                "report",
            ],
            1,
            &["not on record", "comity list nopd"],
        ),
        (
            &[
                "event",
                "fairview-oh-pd",
                "x",
                "--on",
                "2025",
                "--kind",
                "report",
            ],
            1,
            &["comity org add fairview-oh-pd --name"],
        ),
        (
            &[
                "event",
                "fairview-oh-pd/x",
                "x",
                "--on",
                "2025",
                "--kind",
                "report",
            ],
            1,
            &["comity org add fairview-oh-pd --name"],
        ),
        (
            &["practice", "nopd", "permits notify-relese"],
            3,
            &["did you mean \"notify-release\"", "^^^"],
        ),
        (
            &["practice", "nopd", "permits fly-kites when on-horseback"],
            3,
            &[
                "\"fly-kites\" is not a topic",
                "see them all: comity topic list; a new one: comity topic add fly-kites --definition TEXT",
                "see them all: comity condition list; a new one: comity condition add on-horseback \
                 --definition TEXT",
            ],
        ),
        (
            &[
                "practice", "nopd", RELEASE, "--from", "2025", "--until", "2024",
            ],
            3,
            &["end before it begins"],
        ),
        (
            &["practice", "nopd", RELEASE, "--standing", "rumour"],
            3,
            &["is not a standing"],
        ),
        (
            &["practice", "nopd", RELEASE, "--source-date", "2024"],
            3,
            &["which source"],
        ),
        (
            &["practice", "fairview-oh-pd", RELEASE],
            1,
            &["comity org add fairview-oh-pd"],
        ),
        (
            &["coverage", "add", "nopd", "silnt", "--topic", "asist"],
            3,
            &["did you mean \"silent\"", "2 faults"],
        ),
        (
            &[
                "coverage",
                "add",
                "nopd",
                "silent",
                "--asked",
                "2025",
                "--answered",
                "2024",
            ],
            3,
            &["before the question"],
        ),
        (
            &["coverage", "add", "fairview-oh-pd", "silent"],
            1,
            &["comity org add fairview-oh-pd"],
        ),
        (
            &["coverage", "edit", "nopd", "--found", "silent"],
            1,
            &["comity coverage add nopd FOUND"],
        ),
        (&["coverage", "edit", "nopd"], 2, &["what is to change"]),
        (
            &["coverage", "show", "nopd"],
            1,
            &["comity coverage add nopd FOUND"],
        ),
    ] {
        let said = home.run(args).refused(status);
        for words in words {
            assert!(said.contains(words), "{args:?}: {words}: {said}");
        }
    }
    let _added = home.run(&["coverage", "add", "nopd", "silent"]).answer();
    let said = home.run(&["coverage", "add", "nopd", "refused"]).refused(3);
    assert!(
        said.contains("comity coverage edit nopd --topic all"),
        "{said}"
    );
    let info = json(&home, &["coverage", "list", "nopd"]);
    assert_eq!(info.as_array().map(Vec::len), Some(1));
}
