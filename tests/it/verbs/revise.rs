//! A new version.

use super::{all_refused, json, thrice, town};
use crate::common::words;

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
    let said = words(&said);
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
fn words_pages_and_the_copy_of_the_new_text_are_recorded_with_it() {
    let home = town();
    std::fs::write(home.file("go-1.txt"), "VIII.C shall never act").expect("a file");
    let args = [
        "revise",
        "fairview-oh-pd/go-1",
        "--effective",
        "2026-01-01",
        "--document",
        "go-1.txt",
        "--obtained",
        "records request 12",
        "--obtained-on",
        "today",
        "--source",
        "https://example.org/go-1",
        "--rule",
        "IX: prohibits share-information for ice",
        "--words",
        "VIII.C=shall never act",
        "--page",
        "assist-arrest=3",
        "--page",
        "IX=4",
    ];
    let (said, _) = thrice(&home, &args);
    assert!(
        said.contains(
            "2 copied from @2020-01-01 (act-on-admin-warrant, assist-arrest); 1 added \
             (share-information); 3 given words or a page (act-on-admin-warrant, assist-arrest, \
             share-information)"
        ),
        "{said}"
    );
    let view = json(&home, &["show", "fairview-oh-pd/go-1@2026-01-01"]);
    let rules = &view[0]["version"]["rules"];
    assert_eq!(rules[0]["words"], "shall never act");
    assert_eq!(rules[0]["page"], serde_json::Value::Null);
    assert_eq!(
        (&rules[1]["page"], &rules[2]["page"]),
        (&3.into(), &4.into())
    );
    let copy = &view[0]["documents"][0];
    assert_eq!(copy["file"], "~/go-1.txt");
    assert!(copy.to_string().contains("records request 12"), "{copy}");
    assert!(copy.to_string().contains("2026-01-31"), "{copy}");
    // An address that is on record already is the same source.
    let _third = home
        .run(&[
            "revise",
            "fairview-oh-pd/go-1",
            "--effective",
            "2026-01-20",
            "--source",
            "https://example.org/go-1",
        ])
        .answer();
    let view = json(&home, &["show", "fairview-oh-pd/go-1"]);
    let sources = view[0]["sources"].as_array().expect("sources");
    assert_eq!(sources.len(), 2, "{sources:?}");
    all_refused(
        &home,
        &[(
            &[
                "revise",
                "fairview-oh-pd/go-1",
                "--effective",
                "2026-01-25",
                "--words",
                "VIII.Z=x",
                "--page",
                "VIII.C=none",
            ],
            3,
            &[
                "write RULE=... with one of: VIII.C; VIII.D; IX",
                "this is no page",
            ],
        )],
    );
}
