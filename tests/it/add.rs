//! Recording a directive: from flags, a file, an editor.

use crate::common::{Home, Output};

/// A home with the starter records and Fairview's police.
fn fairview() -> Home {
    let home = Home::starter();
    let _added = home
        .run(&[
            "org",
            "add",
            "fairview-oh-pd",
            "--name",
            "Fairview Police Department",
            "--kind",
            "police",
            "--in",
            "Fairview, OH",
        ])
        .answer();
    home
}

const GO_1: [&str; 17] = [
    "add",
    "fairview-oh-pd/go-1",
    "--title",
    "Requests from ICE",
    "--type",
    "general order",
    "--number",
    "GO 1",
    "--effective",
    "March 1, 2025",
    "--document",
    "order.pdf",
    "--authority",
    "Chief of Police: Jane Roe, signs, documented",
    "--rule",
    "VIII.C: prohibits act-on-admin-warrant for ice unless custody-for-other-violation",
    "--last-checked=today",
];

fn add(home: &Home, more: &[&str]) -> Output {
    std::fs::write(home.file("order.pdf"), "the order").expect("a file");
    home.run(&[&GO_1[..], more].concat())
}

#[test]
fn one_command_takes_a_paper_on_the_desk_to_a_cell() {
    let home = fairview().with("COLUMNS", "160");
    let said = add(&home, &[]).answer();
    for words in [
        "New directive: fairview-oh-pd/go-1",
        "in force since 1 March 2025",
        "It binds Fairview Police Department.",
        "1 cell reads otherwise on 31 January 2026",
        "act on an administrative warrant",
        "prohibits unless in custody for another violation",
        "Operation 3.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let next: Vec<&str> = said
        .lines()
        .skip_while(|line| *line != "Next:")
        .skip(1)
        .map(str::trim)
        .collect();
    assert_eq!(
        next[0],
        "comity compare fairview-oh-pd --topic act-on-admin-warrant --for ice"
    );
    for command in next {
        let words: Vec<&str> = command.split(' ').skip(1).collect();
        let answer = home.run(&words).answer();
        assert!(
            answer.to_lowercase().contains("prohibit"),
            "{command}: {answer}"
        );
    }
    let _dumped = home.run(&["dump", "records"]).answer();
    let record =
        std::fs::read_to_string(home.file("records/fairview-oh-pd/go-1.toml")).expect("a record");
    assert_eq!(
        record,
        "\
id = \"fairview-oh-pd/go-1\"
title = \"Requests from ICE\"
number = \"GO 1\"
type = \"general-order\"
binds = [{ org = \"fairview-oh-pd\" }]

[document.copy]
file = \"~/order.pdf\"
sha256 = \"aa89d680fb0ad7ec311df2ac4606fd6d0f579f8119439463999427e558cc768c\"

[[version]]
label = \"2025-03-01\"
dates = { effective = \"2025-03-01\" }
text = \"full\"
document = \"copy\"
last_checked = \"2026-01-31\"
standing = \"documented\"
authority = [{ office = \"Chief of Police\", person = \"Jane Roe\", act = \"signs\", certainty = \"documented\" }]

[[version.rule]]
id = \"act-on-admin-warrant\"
says = \"prohibits act-on-admin-warrant for ice unless custody-for-other-violation\"
cite = \"VIII.C\"
"
    );
}

#[test]
fn a_past_order_is_shown_on_its_own_day() {
    let home = fairview();
    let said = home
        .run(&[
            "add",
            "fairview-oh-pd/memo",
            "--title",
            "Memo",
            "--type",
            "memo",
            "--draft",
            "--issued",
            "2019-10-05",
            "--rule",
            "prohibits assist-arrest",
            "--rule",
            "requires assist-arrest when legally-required",
        ])
        .answer();
    assert!(
        said.contains("fairview-oh-pd/memo@2019-10-05: draft."),
        "{said}"
    );
    assert!(
        said.contains("No cell of a body with records of its own"),
        "{said}"
    );
    let shown = home
        .run(&["show", "fairview-oh-pd/memo", "--json"])
        .answer();
    assert!(shown.contains("assist-arrest-2"), "{shown}");
    assert!(shown.contains("reported"), "{shown}");
}

#[test]
fn a_law_above_reaches_the_bodies_with_records() {
    let home = Home::starter();
    let said = home
        .run(&[
            "add",
            "illinois-legislature/hb-1",
            "--title",
            "Act",
            "--type",
            "statute",
            "--effective",
            "2025-06-01",
            "--binds",
            "within Illinois, kinds police and sheriff",
            "--rule",
            "sec. 5: prohibits use-surveillance-tech for any-federal",
            "--source",
            "https://www.ilga.gov/hb1",
            "--source-kind",
            "primary",
            "--json",
        ])
        .answer();
    let view: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let bodies: Vec<_> = view["cells"]
        .as_array()
        .expect("an array")
        .iter()
        .map(|cell| cell["organization"].as_str().unwrap_or_default())
        .collect();
    assert!(bodies.contains(&"chicago-pd"), "{view}");
    assert!(!bodies.contains(&"chicago-council"), "{view}");
    assert!(!bodies.contains(&"lapd"), "{view}");
}

#[test]
fn an_unknown_issuer_ends_with_the_line_to_type() {
    let home = Home::starter();
    let said = add(&home, &[]).refused(1);
    let line = "comity org add fairview-oh-pd --name \"Fairview Police Department\" --kind police \
                --in \"Fairview, OH\"";
    assert!(said.contains(line), "{said}");
    let said = home
        .run(&["add", "chicago-p/x", "--title", "X", "--type", "memo"])
        .refused(1);
    assert!(said.contains("did you mean \"chicago-pd\"?"), "{said}");
    let said = home
        .run(&[
            "add",
            "lapd/x",
            "--title",
            "X",
            "--type",
            "memo",
            "--binds",
            "nobody-pd",
        ])
        .refused(1);
    assert!(said.contains("nobody-pd"), "{said}");
}

#[test]
fn every_wrong_value_has_its_caret_and_nothing_is_written() {
    let home = fairview();
    let before = std::fs::read(home.database()).expect("the database");
    for (flag, value, message) in [
        ("--effective", "2019-13-01", "there is no month 13"),
        ("--issued", "10/5/2019", "2019-10-05"),
        (
            "--rule",
            "x: prohibits act-on-admin-warrnt",
            "did you mean \"act-on-admin-warrant\"?",
        ),
        ("--rule", "prohibits assist unless (cited", "is not closed"),
        ("--rule", "permits assist only", "only when CONDITION"),
        (
            "--rule",
            "permits assist when cited and booked or in-custody",
            "side by side",
        ),
        ("--type", "generl-order", "did you mean \"general-order\"?"),
        (
            "--authority",
            "Chief: Jane Roe, sign",
            "did you mean \"signs\"?",
        ),
        ("--standing", "sure", "documented, confirmed"),
        ("--text", "some", "full, part, none"),
        ("--source-kind", "pres", "did you mean \"press\"?"),
        ("--source-date", "soon", "soon"),
        ("--last-checked", "soon", "soon"),
        (
            "--binds",
            "within OH, kinds polise",
            "did you mean \"police\"?",
        ),
        ("--title", " ", "a text is missing"),
    ] {
        let mut args = vec!["add", "fairview-oh-pd/go-1"];
        for (needed, value) in [("--title", "X"), ("--type", "memo")] {
            if needed != flag {
                args.extend([needed, value]);
            }
        }
        args.extend([flag, value]);
        let said = home.run(&args).refused(3);
        assert!(said.contains('^'), "{flag}: {said}");
        assert!(said.contains(flag), "{flag}: {said}");
        assert!(said.contains(message), "{flag}: {said}");
    }
    let said = home
        .run(&["add", "Fairview", "--title", "X", "--type", "memo"])
        .refused(3);
    assert!(said.contains("ISSUER/NAME"), "{said}");
    let said = home
        .run(&[
            "add",
            "lapd/x",
            "--title",
            " ",
            "--type",
            "x",
            "--effective",
            "x",
            "--rule",
            "x",
            "--rule",
            "y",
        ])
        .refused(3);
    assert!(said.contains("5 faults; nothing was written"), "{said}");
    assert_eq!(
        std::fs::read(home.database()).expect("the database"),
        before
    );
    let _missing = home.run(&["add", "lapd/x"]).refused(2);
    let said = add(&home, &["--document", "nowhere.pdf"]);
    assert_eq!(said.status, 2, "a flag twice: {said:?}");
    let args = [
        "add",
        "lapd/x",
        "--title",
        "X",
        "--type",
        "memo",
        "--document",
        "nowhere.pdf",
    ];
    assert!(home.run(&args).refused(3).contains("nowhere.pdf"));
}

#[test]
fn what_is_there_is_not_added_again() {
    let home = fairview();
    let _added = add(&home, &["--dry-run"]).answer();
    let _added = add(&home, &[]).answer();
    let said = add(&home, &[]).refused(3);
    for words in [
        "on record already",
        "comity show fairview-oh-pd/go-1",
        "comity edit",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let _dumped = home.run(&["dump", "records"]).answer();
    let said = home
        .run(&["add", "--from", "records/fairview-oh-pd/go-1.toml"])
        .refused(3);
    assert!(said.contains("comity load FILE"), "{said}");
}

#[test]
fn the_same_rule_is_not_recorded_twice() {
    let home = fairview();
    let before = std::fs::read(home.database()).expect("a database");
    let again = GO_1
        .into_iter()
        .find(|text| text.starts_with("VIII.C"))
        .expect("a rule");
    let said = add(&home, &["--rule", again]).refused(3);
    assert!(said.contains("this rule is given twice"), "{said}");
    assert!(before == std::fs::read(home.database()).expect("a database"));
    let elsewhere = again.replace("VIII.C", "IX.A");
    let _added = add(&home, &["--rule", &elsewhere]).answer();
    let revise = ["revise", "fairview-oh-pd/go-1", "--effective", "2025-06-01"];
    let new = ["--rule", "X: permits share-information for ice"];
    let said = home
        .run(&[&revise[..], &new[..], &new[..]].concat())
        .refused(3);
    assert!(said.contains("this rule is given twice"), "{said}");
    let _revised = home.run(&[&revise[..], &new[..]].concat()).answer();
}

const RECORD: &str = "id = \"fairview-oh-pd/go-2\"\ntitle = \"Two\"\ntype = \"memo\"\n\n\
                      [[version]]\nlabel = \"1\"\ntext = \"none\"\nstanding = \"reported\"\n";

#[test]
fn a_record_file_or_standard_input_is_added() {
    let home = fairview();
    let said = home.run_with(&["add", "--from", "-"], RECORD).answer();
    assert!(
        said.contains("New directive: fairview-oh-pd/go-2"),
        "{said}"
    );
    let said = home
        .run_with(&["add", "--from", "-", "--title", "x"], RECORD)
        .refused(2);
    assert!(said.contains("cannot be used with"), "{said}");
}

/// A home whose editor runs a shell script on the text.
#[cfg(unix)]
fn with_editor(script: &str) -> Home {
    let home = fairview();
    std::fs::write(home.file("good.toml"), RECORD).expect("a file");
    std::fs::write(home.file("bad.toml"), RECORD.replace("memo", "memmo")).expect("a file");
    home.with_editor(script)
}

#[cfg(unix)]
#[test]
fn a_text_from_the_editor_is_recorded() {
    let home = with_editor("grep -q 'id = \"fairview-oh-pd/go-2\"' \"$1\" && cp good.toml \"$1\"");
    let said = home.run(&["add", "fairview-oh-pd/go-2", "--edit"]).answer();
    assert!(
        said.contains("New directive: fairview-oh-pd/go-2"),
        "{said}"
    );
    assert_eq!(home.kept(), Vec::<String>::new());
    let said = home
        .run(&["add", "fairview-oh-pd/go-2", "--edit"])
        .refused(3);
    assert!(said.contains("on record already"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_text_with_faults_is_opened_again_with_them_above_it() {
    let home = with_editor(
        "if grep -q '^#!.*did you mean \"memo\"' \"$1\"; then cp \"$1\" shown.toml; cp good.toml \"$1\"; \
         else cp bad.toml \"$1\"; fi",
    );
    let said = home.run(&["add", "--edit"]).answer();
    assert!(
        said.contains("New directive: fairview-oh-pd/go-2"),
        "{said}"
    );
    let shown = std::fs::read_to_string(home.file("shown.toml")).expect("what was shown");
    let line = 1 + shown
        .lines()
        .position(|line| line == "type = \"memmo\"")
        .expect("the line");
    assert!(shown.contains(&format!(".toml:{line}:9")), "{shown}");
    assert_eq!(home.kept(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_text_that_is_given_up_is_kept() {
    let home = with_editor("grep -q '^#!' \"$1\" || cp bad.toml \"$1\"");
    let said = home.run(&["add", "--edit"]).refused(3);
    assert!(said.contains("given up"), "{said}");
    let [name] = &home.kept()[..] else {
        panic!("{said}")
    };
    assert!(said.contains(name.as_str()), "{said}");
    let text = std::fs::read_to_string(home.file(name)).expect("the text");
    assert!(text.contains("type = \"memmo\""), "{text}");
    let home = with_editor("echo more >> \"$1\"; exit 1");
    let said = home.run(&["add", "--edit"]).refused(4);
    assert!(said.contains("your text is kept"), "{said}");
    assert_eq!(home.kept().len(), 1);
}

#[cfg(unix)]
#[test]
fn an_empty_or_unchanged_text_records_nothing() {
    for script in ["exit 0", ": > \"$1\"", "echo '# nothing' > \"$1\""] {
        let home = with_editor(script);
        let before = std::fs::read(home.database()).expect("the database");
        let said = home.run(&["add", "--edit"]);
        assert_eq!((said.status, said.stdout.as_str()), (0, ""), "{said:?}");
        assert!(said.stderr.contains("nothing was recorded"), "{said:?}");
        assert_eq!(home.kept(), Vec::<String>::new());
        assert_eq!(
            std::fs::read(home.database()).expect("the database"),
            before
        );
    }
    let said = fairview().run(&["add", "--edit"]).refused(2);
    assert!(said.contains("EDITOR"), "{said}");
}
