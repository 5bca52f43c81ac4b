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
        "The draft fairview-oh-pd/go-1@draft-2026 becomes law.",
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
    assert!(
        record.contains("dates = { issued = \"2026-01-10\", effective = \"2026-01-20\" }"),
        "{record}"
    );
    assert!(record.contains("act = \"signs\""), "{record}");
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
