//! A draft that becomes law.

use super::{all_refused, json, thrice, town};

const ID: &str = "fairview-oh-pd/go-1";

#[test]
fn a_draft_becomes_law_in_the_same_version() {
    let home = town();
    let said = home
        .run(&[
            "revise",
            ID,
            "--draft",
            "--label",
            "draft-2026",
            "--rule",
            "VIII.D: permits assist-arrest for ice",
        ])
        .answer();
    assert!(
        said.contains("New draft: fairview-oh-pd/go-1@draft-2026"),
        "{said}"
    );
    assert!(said.contains("No cell"), "{said}");
    assert!(
        said.contains("comity adopt fairview-oh-pd/go-1@draft-2026 --effective DATE"),
        "{said}"
    );
    let (said, _) = thrice(
        &home,
        &[
            "adopt",
            ID,
            "--effective",
            "2026-01-20",
            "--issued",
            "2026-01-10",
            "--authority",
            "Chief of Police: signs, documented",
            "--standing",
            "confirmed",
        ],
    );
    for words in [
        "The draft fairview-oh-pd/go-1@draft-2026 becomes law, as @2026-01-20.",
        "It takes the place of @2020-01-01, which ends that day.",
        "in force since 20 January 2026",
        "help in an immigration",
        "comity ask fairview-oh-pd",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let record = home.record(ID);
    assert_eq!(record.matches("[[version]]").count(), 2, "{record}");
    assert!(!record.contains("stage"), "{record}");
    assert!(!record.contains("draft"), "{record}");
    assert!(
        record.contains("dates = { issued = \"2026-01-10\", effective = \"2026-01-20\" }"),
        "{record}"
    );
    assert!(record.contains("act = \"signs\""), "{record}");
}

#[test]
fn an_adopted_text_goes_by_its_day_unless_it_is_cited_or_named() {
    let drafted = |label: &str| {
        let home = town();
        let revise = [
            "revise", ID, "--draft", "--label", label, "--note", "Sent out",
        ];
        let _draft = home.run(&revise).answer();
        home
    };
    let adopt = |label: &str, more: &[&str]| {
        let named = format!("{ID}@{label}");
        let args = ["adopt", &named, "--effective", "2026-01-20"];
        [&args[..], more]
            .concat()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    for (label, more, as_label) in [
        ("draft", &[][..], "2026-01-20"),
        ("draft.2", &[][..], "2026-01-20"),
        ("drafting-1", &[][..], "drafting-1"),
        ("draft-council", &[][..], "draft-council"),
        ("rev-3", &[][..], "rev-3"),
        ("rev-3", &["--label", "rev-3-final"][..], "rev-3-final"),
    ] {
        let home = drafted(label);
        let typed = adopt(label, more);
        let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
        let (said, _) = thrice(&home, &typed);
        assert!(
            said.contains("The draft's note stays: \"Sent out\""),
            "{said}"
        );
        let record = home.record(ID);
        assert!(
            record.contains(&format!("label = \"{as_label}\"")),
            "{record}"
        );
        assert_eq!(record.matches("[[version]]").count(), 2, "{record}");
    }
    // Another record cites the draft: unasked its label stays, so that the citation does too.
    let home = drafted("draft");
    let cited = format!("{ID}@draft");
    let _related = home
        .run(&["relate", "columbus-council/161-10", "related", &cited])
        .answer();
    let typed = adopt("draft", &["--label", "2026-01-20"]);
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    all_refused(
        &home,
        &[(&typed, 3, &["columbus-council/161-10 cites", "comity edit"])],
    );
    let (said, _) = thrice(&home, &["adopt", &cited, "--effective", "2026-01-20"]);
    assert!(said.contains(&format!("{ID}@draft becomes law.")), "{said}");
    // A label that another version has.
    let home = drafted("draft");
    let typed = adopt("draft", &["--label", "2020-01-01"]);
    let typed: Vec<&str> = typed.iter().map(String::as_str).collect();
    all_refused(
        &home,
        &[(&typed, 3, &["has a version of this label already"])],
    );
}

#[test]
fn what_cannot_become_law_is_refused() {
    let home = town();
    let draft = |label: &str| {
        let _draft = home
            .run(&["revise", ID, "--draft", "--label", label])
            .answer();
    };
    draft("one");
    draft("two");
    all_refused(
        &home,
        &[
            (
                &["adopt", &format!("{ID}@one")],
                2,
                &["--effective DATE is missing"],
            ),
            (
                &["adopt", ID, "--effective", "2026-01-20"],
                3,
                &["there are 2 drafts", "one, two"],
            ),
            (
                &["adopt", &format!("{ID}@three"), "--effective", "2026-01-20"],
                1,
                &["has no version \"three\""],
            ),
            // What is wrong with the date needs no draft to be told.
            (
                &["adopt", &format!("{ID}@three"), "--effective", "2026-02-30"],
                3,
                &[
                    "has no version \"three\"",
                    "it has: 2020-01-01, one, two",
                    "--effective 2026-02-30",
                    "2 faults; nothing was written",
                ],
            ),
            (
                &["adopt", ID, "--effective", "2026-02-30"],
                3,
                &["there are 2 drafts", "--effective 2026-02-30", "2 faults"],
            ),
            (
                &["adopt", &format!("{ID}@one"), "--effective", "2019-01-20"],
                3,
                &["began on 2020-01-01", "^^^^^^^^^^"],
            ),
            (
                &[
                    "adopt",
                    &format!("{ID}@2020-01-01"),
                    "--effective",
                    "2026-01-20",
                ],
                3,
                &["adopted already", "comity edit"],
            ),
            (
                &[
                    "adopt",
                    &format!("{ID}@one#assist-arrest"),
                    "--effective",
                    "2026-01-20",
                ],
                3,
                &["one rule cannot be named here"],
            ),
        ],
    );
}

#[test]
fn a_law_that_stands_against_the_law_above_is_told_and_recorded() {
    let home = town();
    let statute = [
        "add",
        "ohio-legislature/hb-1",
        "--title",
        "Act",
        "--type",
        "statute",
        "--effective",
        "2021",
        "--binds",
        "within OH, kinds police",
        "--rule",
        "sec. 2: prohibits hold-on-detainer for ice",
    ];
    let org = [
        "org",
        "add",
        "ohio-legislature",
        "--name",
        "General Assembly of Ohio",
        "--kind",
        "legislature",
        "--in",
        "OH",
    ];
    let _org = home.run(&org).answer();
    let _statute = home.run(&statute).answer();
    let _draft = home
        .run(&[
            "revise",
            ID,
            "--draft",
            "--rule",
            "III: requires hold-on-detainer for ice",
        ])
        .answer();
    let adopt = ["adopt", ID, "--effective", "2026-01-20"];
    let dry = home.run(&[&adopt[..], &["--dry-run"]].concat());
    assert_eq!(dry.status, 0, "{dry:?}");
    let said = home.run(&adopt);
    assert_eq!(said.status, 0, "{said:?}");
    for warned in [&dry.stderr, &said.stderr] {
        assert!(
            warned.starts_with("warning: hold on a detainer (prohibits, requires): Act, sec. 2"),
            "{warned}"
        );
        assert!(warned.contains("prevails over GO 1, III"), "{warned}");
    }
    let view = json(&home, &["revise", ID, "--effective", "2026-01-25"]);
    assert!(
        view["warnings"][0]
            .as_str()
            .expect("a text")
            .contains("hold on a detainer"),
        "{view}"
    );
}
