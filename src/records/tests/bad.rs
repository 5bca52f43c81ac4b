//! Every fault has its place and its cure, and all faults of a folder come in one go.

use super::{all_problems, known, read};
use crate::records::{Known, read_bytes, read_text};

/// File, line, column, a part of the message, a part of the cure.
const FAULTS: &[(&str, usize, usize, &str, &str)] = &[
    ("and-beside-or", 19, 94, "side by side", "put parentheses"),
    ("bad-id", 1, 7, "ISSUER/NAME", "such as"),
    (
        "bare-date",
        12,
        20,
        "not a number",
        "put quotes round it: \"2013\"",
    ),
    (
        "bare-date",
        12,
        38,
        "not a bare date",
        "put quotes round it: \"2013-04-01\"",
    ),
    ("cut-in-half", 19, 70, "no closing quote", "cut off"),
    (
        "end-before-beginning",
        13,
        16,
        "ends before it begins",
        "check both",
    ),
    (
        "end-by-nothing-on-record",
        13,
        50,
        "not a directive on record",
        "text = \"none\"",
    ),
    ("many-faults", 12, 24, "two ways", "2013-10-05"),
    ("many-faults", 13, 9, "\"whole\"", "full, part, none"),
    ("many-faults", 14, 12, "needs quotes", "before and after"),
    (
        "many-faults",
        19,
        9,
        "not an effect",
        "did you mean \"prohibits\"",
    ),
    ("missing-keys", 1, 1, "\"title\" is missing", "title ="),
    ("missing-parenthesis", 19, 66, "not closed", "add \")\""),
    (
        "misspelt-topic",
        19,
        19,
        "not a topic",
        "\"act-on-admin-warrant\"",
    ),
    ("month-13", 12, 29, "no month 13", "year-month-day"),
    ("not-utf-8", 2, 35, "0xf1", "UTF-8"),
    ("only-without-when", 19, 46, "without \"when\"", "only when"),
    (
        "two-versions-with-one-label",
        22,
        10,
        "has the label",
        "of its own",
    ),
    (
        "unknown-key",
        14,
        1,
        "no key \"standign\"",
        "did you mean \"standing\"",
    ),
    ("unknown-names", 3, 9, "not a type", "\"general-order\""),
    (
        "unknown-names",
        4,
        19,
        "not an organization",
        "\"exampleton-pd\"",
    ),
    ("unknown-names", 15, 12, "not a topic", "\"notify-release\""),
    ("unknown-names", 16, 22, "not a place", "\"us-oh\""),
    ("unknown-names", 16, 40, "not a kind", "\"police\""),
    ("unknown-names", 16, 58, "not a role", "\"officer\""),
    (
        "unknown-rule",
        15,
        39,
        "ends before it begins",
        "check both",
    ),
    (
        "unknown-rule",
        15,
        75,
        "not a rule of this version",
        "\"act-on-admin-warrant\"",
    ),
    (
        "unknown-source",
        15,
        13,
        "not a source of this file",
        "\"herald\"",
    ),
];

#[test]
fn all_faults_of_a_folder_come_in_one_go() {
    let known = known(&read("good/exampleton").records);
    let problems = all_problems(read("bad"), &known);
    for (problem, (file, line, column, message, cure)) in problems.list.iter().zip(FAULTS) {
        let at = format!("{problem}");
        assert!(problem.file.ends_with(&format!("bad/{file}.toml")), "{at}");
        assert_eq!((problem.line, problem.column), (*line, *column), "{at}");
        assert!(problem.message.contains(message), "{at}");
        let has_cure = problem
            .cure
            .as_ref()
            .is_some_and(|text| text.contains(cure));
        assert!(has_cure, "{at}");
    }
    assert_eq!(problems.list.len(), FAULTS.len(), "{problems}");
}

/// The problems of one text, as `line:column: message (cure)`.
fn problems_of(text: &str) -> Vec<String> {
    let reading = read_text("x", text);
    let list = reading.problems.list.iter();
    list.map(|problem| problem.to_string()[2..].to_owned())
        .collect()
}

/// The one problem of a text holds the words.
fn assert_fault(text: &str, words: &str) {
    let problems = problems_of(text);
    assert!(
        matches!(problems.as_slice(), [one] if one.contains(words)),
        "{words}: {problems:#?}"
    );
}

/// A directive with lines of its own in its version.
fn with_version(lines: &str) -> String {
    format!(
        "id = \"a/b\"\ntitle = \"T\"\ntype = \"memo\"\n\n[[version]]\nlabel = \"2019\"\n\
         dates = {{ issued = \"2019\" }}\ntext = \"full\"\nstanding = \"documented\"\n{lines}\n"
    )
}

#[test]
fn values_of_a_version_are_checked() {
    assert_eq!(problems_of(&with_version("")), Vec::<String>::new());
    for (lines, words) in [
        (
            "sources = \"herald\"",
            "10:11: a list is expected here, not a text (write [\"herald\"])",
        ),
        (
            "note = \"\"",
            "10:8: this text is empty (leave the key out)",
        ),
        ("note = [\"a\"]", "one text is expected here, not a list"),
        ("note = \"a\\u0000b\"", "NUL"),
        ("silent = [\"X\"]", "10:12: a name has no \"X\""),
        ("expires = \"soon\"", "10:12: \"soon\" is not a date"),
        ("expires = \"\\u0073oon\"", "10:11: \"soon\" is not a date"),
        (
            "ended = { how = \"rescinded\" }",
            "10:9: \"on\" is missing from an end",
        ),
        (
            "ended = { on = \"2020\" }",
            "10:9: \"how\" is missing from an end",
        ),
        (
            "ended = { on = \"2020\", how = \"repeald\" }",
            "did you mean \"repealed\"?",
        ),
        (
            "ended = { on = \"2020\", how = \"repealed\", by = \"a/c#x\" }",
            "10:51: one rule cannot be named here",
        ),
        (
            "binds = [{ org = \"a\", of = \"us\" }]",
            "one of org, of and within",
        ),
        ("binds = [{ kinds = [\"police\"] }]", "\"org\" is missing"),
        ("document = \"scan\"", "describe it under [document.scan]"),
        (
            "sources = [\"herald\"]",
            "describe it under [source.herald]",
        ),
        ("terms = { \"A b\" = \"x\" }", "10:11: a name has no \"A\""),
        ("rule = 3", "a list is expected here, not a number"),
        (
            "[[version.rule]]\nsays = \"permits x\"\npage = \"7\"",
            "leave the quotes out: 7",
        ),
        (
            "[[version.rule]]\nsays = \"permits x\"\npage = -7",
            "out of range",
        ),
        (
            "[[version.rule]]\nsays = \"permits x\"\nsuspended = []",
            "12:1: a rule has no key \"suspended\" (write it in the version",
        ),
        (
            "[[version.rule]]\nsays = \"permits x\"\nfrom = \"2021\"\nended = { on = \"2020\", how = \"repealed\" }",
            "13:16: this rule ends before it begins",
        ),
        (
            "[[version.rule]]\nid = \"a\"\nsays = \"permits x\"\n[[version.rule]]\nid = \"a\"\nsays = \"permits y\"",
            "14:7: another rule of this version has the id \"a\"",
        ),
        (
            "[version.rule]\nsays = \"permits x\"",
            "a list is expected here, not a table (write [[version.rule]])",
        ),
        (
            "[[place]]\nid = \"us\"",
            "10:3: a directive has no key \"place\" (write it in a file of its own)",
        ),
    ] {
        assert_fault(&with_version(lines), words);
    }
}

#[test]
fn a_void_version_may_end_before_it_begins_and_an_unknown_day_has_a_form() {
    for lines in [
        "ended = { on = \"2018\", how = \"void\" }",
        "ended = { how = \"void\" }",
        "ended = { on = \"..\", how = \"rescinded\" }",
        "ended = { how = \"superseded\", by = \"a/c\" }",
        "ended = { on = \"2019\", how = \"rescinded\" }",
    ] {
        assert_eq!(
            problems_of(&with_version(lines)),
            Vec::<String>::new(),
            "{lines}"
        );
    }
}

#[test]
fn a_version_has_at_most_two_hundred_rules() {
    let rules = |n: usize| with_version(&"[[version.rule]]\nsays = \"permits x\"\n".repeat(n));
    assert_eq!(problems_of(&rules(200)), Vec::<String>::new());
    assert_fault(&rules(201), "at most 200 rules, this has 201");
}

#[test]
fn a_text_with_windows_line_ends_has_the_same_places() {
    let text = with_version("expires = \"soon\"").replace('\n', "\r\n");
    assert_fault(&text, "10:12: \"soon\" is not a date");
    let marked = format!("\u{feff}{text}");
    assert_fault(&marked, "10:12: \"soon\" is not a date");
    let long = with_version("note = \"\"\"\nseveral\nlines\"\"\"\nexpires = '''\nsoon'''");
    assert_fault(&long, "14:1: \"soon\" is not a date");
}

#[test]
fn one_slip_in_the_toml_makes_one_problem() {
    for (text, words) in [
        (
            "id = \"a/b\"\ntitle = \"x\"\ntags = [\"a\", \"b\"\nnote = \"b\"\n[[version]]\nlabel = \"x\"\n",
            "4:1: a comma or a closing bracket is missing",
        ),
        ("id = \"a/b\"\nid = \"x\"\n", "2:1: this key stands twice"),
        (
            "id = \"a/b\"\n[source.x]\ntitle = \"a\"\n[source.x]\ntitle = \"b\"\n",
            "4:9: this key stands twice",
        ),
        (
            "id = \"a/b\"\ntitle = \"x\"\ntype = \"memo\"\n[[version]\nlabel = \"x\"\n",
            "4:11: this header has no closing bracket",
        ),
        ("id = \"a/b\"\ntitle =\n", "has no value"),
        ("", "1:1: there is no record in this file"),
        ("# nothing\n", "there is no record in this file"),
    ] {
        let problems = problems_of(text);
        assert!(problems[0].contains(words), "{words}: {problems:#?}");
        assert_eq!(problems.len(), 1, "{problems:#?}");
    }
}

#[test]
fn names_are_held_against_each_other() {
    let registers = r#"
[[kind]]
key = "police"

[[topic]]
key = "x"
broader = ["y"]

[[topic]]
key = "y"
broader = ["x"]

[[topic]]
key = "y"

[[place]]
id = "us"
name = "United States"
kind = "country"
parent = "us"

[[organization]]
id = "a"
kind = "police"
parent = "b"

[[organization]]
id = "b"
kind = "police"
parent = "a"
place = ["us", "uk"]
"#;
    let reading = read_bytes([
        ("registers", registers.as_bytes()),
        ("more", b"[[organization]]\nid = \"a\"\nkind = \"police\"\n"),
    ]);
    let problems = all_problems(reading, &Known::default()).to_string();
    for words in [
        "registers:14:8: the topic \"y\" stands on line 10 too",
        "registers:17:7: the place \"us\" lies in itself",
        "registers:31:17: \"uk\" is not a place on record",
        "more:2:7: the organization \"a\" stands in registers too",
    ] {
        assert!(problems.contains(words), "{words}:\n{problems}");
    }
    let loops = r#"
[[topic]]
key = "x"
broader = ["y"]

[[topic]]
key = "y"
broader = ["x"]

[[organization]]
id = "a"
kind = "police"
parent = "b"

[[counterpart]]
key = "g"
members = ["h"]

[[counterpart]]
key = "h"
members = ["a", "g"]
"#;
    let mut on_record = Known::default();
    for (id, parent) in [("a", None), ("b", Some("a"))] {
        let slug = |id: &str| id.parse().expect("a slug");
        on_record.organizations.insert(slug(id), parent.map(slug));
    }
    let problems = all_problems(read_text("loops", loops), &on_record).to_string();
    for words in [
        "loops:3:8: the topic \"x\" is broader than itself",
        "loops:7:8: the topic \"y\" is broader than itself",
        "loops:11:7: the organization \"a\" lies in itself",
        "loops:12:9: \"police\" is not a kind of organization",
        "loops:16:8: the counterpart group \"g\" lies in itself",
    ] {
        assert!(problems.contains(words), "{words}:\n{problems}");
    }
}

#[test]
fn a_fault_in_a_record_does_not_make_it_unknown() {
    let text = r#"
[[kind]]
key = "police"
levle = "department"

[[organization]]
id = "a"
kind = "police"
names = [{ nam = "A" }]

[[directive]]
id = "a/b"
type = "memo"

[[directive]]
id = "a/c"
title = "C"
type = "memo"
relations = [{ type = "amends", id = "a/b" }]
"#;
    let reading = read_text("x", text);
    let problems = all_problems(reading, &Known::default()).to_string();
    assert!(!problems.contains("on record"), "{problems}");
    assert!(!problems.contains("not a kind"), "{problems}");
}

#[test]
fn a_version_may_be_named_by_label_or_day() {
    let text = |by: &str| {
        format!(
            "{}\n[[event]]\non = \"2019\"\nkind = \"report\"\nwhat = \"x\"\n",
            with_version(&format!(
                "ended = {{ on = \"2020\", how = \"superseded\", by = \"{by}\" }}"
            ))
        )
    };
    let found = |by: &str| {
        let problems = all_problems(read_text("x", &text(by)), &Known::default());
        problems
            .list
            .into_iter()
            .map(|problem| problem.to_string())
            .filter(|problem| {
                problem.contains("version") || problem.contains("directive on record")
            })
            .collect::<Vec<_>>()
    };
    assert!(found("a/b@2019").is_empty());
    assert!(found("a/b@2021-01-01").is_empty());
    let problems = found("a/b@2018");
    assert!(
        problems[0].starts_with("x:10:54: \"2018\" is not a version of a/b"),
        "{problems:?}"
    );
}

#[test]
fn two_sources_with_one_name_are_told_apart() {
    let file = |title: &str| {
        format!(
            "[source.s]\ntitle = \"{title}\"\nkind = \"press\"\n\n[[coverage]]\norganization = \"a\"\ntopic = \"all\"\nfound = \"refused\"\nsources = [\"s\"]\n"
        )
    };
    let (a, b) = (file("A"), file("B"));
    let same = read_bytes([("a", a.as_bytes()), ("b", a.as_bytes())]);
    assert!(same.problems.is_empty(), "{}", same.problems);
    let other = read_bytes([("a", a.as_bytes()), ("b", b.as_bytes())]);
    let problems = other.problems.to_string();
    assert!(
        problems.starts_with("b:1:9: \"s\" is the name of another source in a"),
        "{problems}"
    );
}
