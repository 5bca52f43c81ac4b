//! A new version, and a draft that becomes law.

use super::{all_refused, flowing, json, thrice, town};

const ID: &str = "fairview-oh-pd/go-1";

#[test]
fn a_new_version_has_the_rules_of_the_one_before() {
    let home = town();
    let (said, _) = thrice(
        &home,
        &[
            "revise",
            ID,
            "--effective",
            "2026-01-15",
            "--number",
            "GO 1 rev. 2",
            "--rule",
            "VIII.C: prohibits act-on-admin-warrant for ice by officer",
            "--rule",
            "IX: requires respond-to-request for dhs",
            "--source",
            "https://fairview.example/go-1",
            "--source-kind",
            "primary",
        ],
    );
    for words in [
        "New version: fairview-oh-pd/go-1@2026-01-15",
        "It takes the place of @2020-01-01, which ends that day.",
        "1 copied from @2020-01-01 (assist-arrest)",
        "1 changed (act-on-admin-warrant)",
        "1 added (respond-to-request)",
        "1 not copied, since they had ended by then (notify-release)",
        "in force since 15 January 2026",
        "It binds Fairview Police Department.",
        "read otherwise on 31 January 2026",
        "comity ask fairview-oh-pd",
        "--for ice",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let record = home.record(ID);
    let (_, version) = record.split_once("label = \"2026-01-15\"").expect(&record);
    assert_eq!(
        version,
        "
number = \"GO 1 rev. 2\"
dates = { effective = \"2026-01-15\" }
text = \"part\"
standing = \"documented\"
terms = { custody-for-other-violation = \"booked, not cited\" }
sources = [\"fairview-example\"]

[[version.rule]]
id = \"act-on-admin-warrant\"
says = \"prohibits act-on-admin-warrant for ice by officer\"
cite = \"VIII.C\"

[[version.rule]]
id = \"assist-arrest\"
says = \"prohibits assist-arrest for ice\"
cite = \"VIII.D\"

[[version.rule]]
id = \"respond-to-request\"
says = \"requires respond-to-request for dhs\"
cite = \"IX\"
"
    );
}

#[test]
fn what_was_said_of_the_old_text_alone_stays_with_it_and_is_told() {
    let home = town();
    let said = home
        .run(&[
            "revise",
            ID,
            "--effective",
            "2026-01-15",
            "--drop",
            "act-on-admin-warrant",
        ])
        .answer();
    let said = flowing(&said);
    for words in [
        "1 dropped (act-on-admin-warrant)",
        "that it says nothing on hold-on-detainer",
        "when it was last checked",
        "when its review is due",
        "the hold by S.D. Ohio from 1 May 2024",
        "No source is on record for it yet.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // The rule is copied, and what put it on hold in the old version is not.
    let asked = home
        .run(&["ask", "fairview-oh-pd", "assist-arrest", "--for", "ice"])
        .answer();
    assert!(asked.contains("Prohibited"), "{asked}");
    let before = home
        .run(&[
            "ask",
            "fairview-oh-pd",
            "assist-arrest",
            "--for",
            "ice",
            "--on",
            "2026-01-14",
        ])
        .answer();
    assert!(before.contains("Nothing on record"), "{before}");
}

#[test]
fn a_rule_is_named_by_its_id_where_several_are_on_one_topic() {
    let home = town();
    let rule = "IX.2: permits assist-arrest for ice when criminal-warrant";
    let _two = home
        .run(&[
            "revise",
            ID,
            "--effective",
            "2025-06-01",
            "--rule",
            &format!("#exception {rule}"),
        ])
        .answer();
    let revise =
        |rule: &str| home.run(&["revise", ID, "--effective", "2026-01-15", "--rule", rule]);
    let said = revise("X: requires assist-arrest for ice").refused(3);
    assert!(said.contains("#assist-arrest CITE: SENTENCE"), "{said}");
    // The cite tells which one is meant, else the effect, else the id.
    let said = revise("VIII.D: requires assist-arrest for ice").answer();
    assert!(said.contains("1 changed (assist-arrest)"), "{said}");
    assert!(
        home.record(ID)
            .contains("says = \"permits assist-arrest for ice when criminal-warrant\"")
    );
    let said = home
        .run(&[
            "revise",
            ID,
            "--effective",
            "2026-01-20",
            "--rule",
            "#exception: requires assist-arrest for ice",
        ])
        .answer();
    assert!(said.contains("1 changed (exception)"), "{said}");
}

#[test]
fn a_version_that_is_to_come_is_told_for_its_own_day() {
    let home = town();
    let view = json(
        &home,
        &[
            "revise",
            ID,
            "--effective",
            "2026-06-01",
            "--drop",
            "act-on-admin-warrant",
        ],
    );
    assert_eq!(view["schema"], "comity.write/1");
    assert_eq!(view["records"][0]["change"], "changed");
    let topics = view["cells"]
        .as_array()
        .expect("cells")
        .iter()
        .map(|cell| &cell["topic"]);
    assert!(
        topics
            .into_iter()
            .any(|topic| topic == "act-on-admin-warrant"),
        "{view}"
    );
    assert_eq!(view["cells"][0]["on"], "2026-06-01");
    assert_eq!(view["warnings"], serde_json::json!([]));
    let page = home.run(&["show", ID]).answer();
    assert!(page.contains("in force, until 1 June 2026"), "{page}");
}

#[test]
fn what_cannot_be_a_new_version_is_refused() {
    let home = town();
    all_refused(
        &home,
        &[
            (
                &["revise", ID],
                2,
                &["--effective DATE is missing", "--draft"],
            ),
            (
                &["revise", ID, "--effective", "2019-12-31"],
                3,
                &["began on 2020-01-01", "^^^^^^^^^^", "comity edit"],
            ),
            (
                &[
                    "revise",
                    ID,
                    "--effective",
                    "2020-01-01",
                    "--label",
                    "again",
                ],
                3,
                &["not after it"],
            ),
            (
                &[
                    "revise",
                    ID,
                    "--effective",
                    "2026-01-15",
                    "--label",
                    "2020-01-01",
                ],
                3,
                &["has a version of this label already", "--label"],
            ),
            (
                &[
                    "revise",
                    ID,
                    "--effective",
                    "2026-01-15",
                    "--drop",
                    "assist-arest",
                    "--rule",
                    "x: forbids all",
                ],
                3,
                &["did you mean \"assist-arrest\"?", "2 faults"],
            ),
            (
                &["revise", "fairview-oh-pd/go-2", "--effective", "2026-01-15"],
                1,
                &["did you mean \"fairview-oh-pd/go-1\"?"],
            ),
            (
                &["revise", ID, "--effective", "soon"],
                3,
                &["\"soon\" is not a date"],
            ),
        ],
    );
}

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
            warned.starts_with("warning: GO 1, III requires hold on a detainer"),
            "{warned}"
        );
        assert!(
            warned.contains("Act, sec. 2") && warned.contains("prevails"),
            "{warned}"
        );
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
