//! Ends: of a version, of a rule.

use super::{all_refused, json, thrice, town};

const ID: &str = "fairview-oh-pd/go-1";

#[test]
fn a_directive_ends() {
    let home = town();
    let (said, again) = thrice(&home, &["rescind", ID, "--effective", "1 January 2026"]);
    for words in [
        "fairview-oh-pd/go-1@2020-01-01 ends, with its 3 rules: 1 January 2026, rescinded.",
        "ended 1 January 2026, rescinded",
        "act on an administrative",
        "nothing on record",
        "comity show fairview-oh-pd/go-1",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(
        again.contains("is on record as ended already: 1 January 2026"),
        "{again}"
    );
    let page = home.run(&["show", ID]).answer();
    assert!(page.contains("ended 1 January 2026, rescinded"), "{page}");
}

#[test]
fn one_rule_ends_and_the_text_goes_on() {
    let home = town();
    let _two = home
        .run(&[
            "add",
            "fairview-oh-pd/go-2",
            "--title",
            "Arrests",
            "--type",
            "general-order",
            "--effective",
            "2026-01-10",
        ])
        .answer();
    let rule = format!("{ID}@2020-01-01#act-on-admin-warrant");
    let (said, _) = thrice(
        &home,
        &[
            "rescind",
            &rule,
            "--effective",
            "2026-01-10",
            "--by",
            "fairview-oh-pd/go-2",
            "--source",
            "https://fairview.example/2",
            "--standing",
            "confirmed",
        ],
    );
    assert!(said.contains("superseded by fairview-oh-pd/go-2"), "{said}");
    assert!(said.contains("The rest of the text goes on."), "{said}");
    assert!(said.contains("in force since 1 January 2020"), "{said}");
    let record = home.record(ID);
    let end = "ended = { on = [{ on = \"2026-01-10\", source = \"fairview-example\" }], \
               how = \"superseded\", by = \"fairview-oh-pd/go-2\", certainty = \"confirmed\" }";
    assert!(record.contains(end), "{record}");
    assert!(record.contains("[source.fairview-example]"), "{record}");
}

#[test]
fn a_text_that_was_never_in_force_is_void() {
    let home = town();
    let _first = home
        .run(&[
            "add",
            "fairview-oh-pd/go-0",
            "--title",
            "X",
            "--type",
            "memo",
            "--effective",
            "2019-01-01",
        ])
        .answer();
    let _second = home
        .run(&["revise", "fairview-oh-pd/go-0", "--effective", "2020-01-01"])
        .answer();
    // The second run does not go on with the version before.
    let (said, _) = thrice(
        &home,
        &[
            "rescind",
            "fairview-oh-pd/go-0",
            "--effective",
            "2025-01-01",
            "--how",
            "void",
        ],
    );
    assert!(
        said.contains("go-0@2020-01-01 was never in force"),
        "{said}"
    );
    let said = home
        .run(&["rescind", ID, "--effective", "2025-01-01", "--how", "void"])
        .answer();
    assert!(said.contains("was never in force"), "{said}");
    let asked = home
        .run(&[
            "ask",
            "fairview-oh-pd",
            "act-on-admin-warrant",
            "--for",
            "ice",
            "--on",
            "2023-01-01",
        ])
        .answer();
    assert!(asked.contains("Nothing on record"), "{asked}");
    let again = home
        .run(&["rescind", ID, "--effective", "2025-01-01", "--how", "void"])
        .answer();
    assert!(again.contains("already"), "{again}");
}

#[test]
fn an_end_to_come_is_told_for_its_own_day() {
    let home = town();
    let view = json(
        &home,
        &[
            "rescind",
            ID,
            "--effective",
            "2026-06-01",
            "--how",
            "expired",
        ],
    );
    assert_eq!(view["operation"], 4);
    assert_eq!(view["records"][0]["id"], ID);
    assert_eq!(view["cells"][0]["on"], "2026-06-01");
    assert_eq!(view["cells"][0]["after"], "nothing on record");
}

#[test]
fn what_cannot_be_an_end_is_refused() {
    let home = town();
    let _second = home
        .run(&["revise", ID, "--effective", "2025-01-01"])
        .answer();
    let _draft = home
        .run(&[
            "add",
            "fairview-oh-pd/memo",
            "--title",
            "Memo",
            "--type",
            "memo",
            "--draft",
        ])
        .answer();
    let old = format!("{ID}@2020-01-01");
    let ended = format!("{ID}@2020-01-01#notify-release");
    let unknown = format!("{ID}#act-on-admin-warant");
    all_refused(
        &home,
        &[
            (&["rescind", ID], 2, &["--effective"]),
            (
                &["rescind", ID, "--effective", "2024-06-01"],
                3,
                &[
                    "began on 2025-01-01",
                    "^^^^",
                    "comity rescind fairview-oh-pd/go-1@2020-01-01",
                ],
            ),
            (
                &["rescind", &old, "--effective", "2026-01-01"],
                3,
                &[
                    "ended on 2025-01-01, when the version @2025-01-01 began",
                    "comity rescind fairview-oh-pd/go-1@2025-01-01",
                ],
            ),
            (
                &["rescind", &ended, "--effective", "2023-01-01"],
                3,
                &["on record as ended: 1 March 2022, rescinded", "comity edit"],
            ),
            (
                &["rescind", &unknown, "--effective", "2026-01-01"],
                1,
                &["did you mean \"act-on-admin-warrant\"?"],
            ),
            (
                &[
                    "rescind",
                    ID,
                    "--effective",
                    "2026-01-01",
                    "--how",
                    "repeled",
                ],
                3,
                &["did you mean \"repealed\"?"],
            ),
            (
                &[
                    "rescind",
                    ID,
                    "--effective",
                    "2026-01-01",
                    "--by",
                    "fairview-oh-pd/go-9",
                ],
                1,
                &[
                    "not on record",
                    "comity add fairview-oh-pd/go-9",
                    "--text none",
                ],
            ),
            (
                &["rescind", ID, "--effective", "2026-01-01", "--by", ID],
                3,
                &["does not end itself"],
            ),
            (
                &[
                    "rescind",
                    "fairview-oh-pd/memo",
                    "--effective",
                    "2026-01-01",
                ],
                3,
                &["comity adopt fairview-oh-pd/memo@1"],
            ),
            (
                &[
                    "rescind",
                    "fairview-oh-pd/memo@1",
                    "--effective",
                    "2026-01-01",
                ],
                3,
                &["a draft was never law"],
            ),
            (
                &[
                    "rescind",
                    &format!("{ID}@2019-01-01"),
                    "--effective",
                    "2026-01-01",
                ],
                1,
                &["was in force on 2019-01-01"],
            ),
        ],
    );
}
