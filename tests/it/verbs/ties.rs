//! Relations, and records that are discarded.

use super::{all_refused, bytes, json, thrice, town};

const ID: &str = "fairview-oh-pd/go-1";

#[test]
fn a_directive_is_related_to_another() {
    let home = town();
    let (said, _) = thrice(
        &home,
        &[
            "relate",
            ID,
            "implements",
            "chicago-council/welcoming-city-ordinance",
            "--part",
            "VIII",
            "--of",
            "2-173",
        ],
    );
    assert!(
        said.contains("fairview-oh-pd/go-1 implements chicago-council/welcoming-city-ordinance (VIII; there: 2-173)."),
        "{said}"
    );
    let page = home
        .run(&["show", "chicago-council/welcoming-city-ordinance"])
        .answer();
    assert!(page.contains("fairview-oh-pd/go-1"), "{page}");
    // A relation that reads the same from both sides is written once.
    let _one = home
        .run(&["relate", ID, "may be same", "lapd/special-order-40"])
        .answer();
    let other = home
        .run(&["relate", "lapd/special-order-40", "may-be-same", ID])
        .answer();
    assert!(other.contains("already, on the other side"), "{other}");
    assert!(other.contains("nothing was written"), "{other}");
}

#[test]
fn an_amendment_can_change_cells() {
    let home = town();
    let _two = home
        .run(&[
            "add",
            "fairview-oh-pd/go-0",
            "--title",
            "Waiver",
            "--type",
            "general-order",
            "--effective",
            "2019-01-01",
            "--rule",
            "permits act-on-admin-warrant for ice by officer",
        ])
        .answer();
    let view = json(&home, &["relate", "fairview-oh-pd/go-0", "amends", ID]);
    assert_eq!(view["cells"][0]["topic"], "act-on-admin-warrant", "{view}");
}

#[test]
fn what_cannot_be_a_relation_is_refused() {
    let home = town();
    all_refused(
        &home,
        &[
            (
                &["relate", ID, "ammends", "lapd/special-order-40"],
                3,
                &["did you mean \"amends\"?"],
            ),
            (
                &["relate", ID, "supersedes", "lapd/special-order-40"],
                3,
                &["comity rescind OTHER", "revise"],
            ),
            (
                &["relate", ID, "amends", "lapd/special-order-44"],
                1,
                &["did you mean", "--text none"],
            ),
            (
                &["relate", ID, "amends", "lapd/special-order-40@1980"],
                1,
                &["has no version \"1980\""],
            ),
            (&["relate", ID, "amends", ID], 3, &["the same directive"]),
            (&["relate", ID, "amends", "lapd"], 3, &["ISSUER/NAME"]),
            (
                &["relate", ID, "amends", "lapd/special-order-40#x"],
                3,
                &["one rule cannot be named"],
            ),
            (
                &[
                    "relate",
                    ID,
                    "amends",
                    "lapd/special-order-40",
                    "--part",
                    " ",
                ],
                3,
                &["a text is missing"],
            ),
        ],
    );
}

#[test]
fn a_record_made_in_error_is_set_aside() {
    let home = town();
    let (said, again) = thrice(&home, &["discard", ID, "--reason", "the order was made up"]);
    assert!(said.contains("Discarded: fairview-oh-pd/go-1."), "{said}");
    assert!(said.contains("nothing on record"), "{said}");
    assert!(
        again.contains("was discarded on 31 January 2026 already: the order was made up"),
        "{again}"
    );
    let shown = home.run(&["show", ID]).refused(1);
    assert!(
        shown.contains("was discarded on 31 January 2026: the order was made up"),
        "{shown}"
    );
    let listed = home.run(&["list", "fairview-oh-pd"]).answer();
    assert!(!listed.contains("GO 1"), "{listed}");
    for args in [
        &["edit", ID, "--from", "x"][..],
        &["revise", ID, "--effective", "2026-01-15"],
        &["relate", "lapd/special-order-40", "related", ID],
    ] {
        let said = home.run(args).refused(1);
        assert!(said.contains(ID), "{args:?}: {said}");
    }
    let kept = home
        .run(&[
            "sql",
            "SELECT discarded_reason FROM directive WHERE discarded_on = '2026-01-31'",
            "--format",
            "csv",
        ])
        .answer();
    assert!(kept.contains("the order was made up"), "{kept}");
}

#[test]
fn a_record_that_others_name_is_not_set_aside() {
    let home = town();
    let go_2 = [
        "add",
        "fairview-oh-pd/go-2",
        "--title",
        "Arrests",
        "--type",
        "general-order",
        "--effective",
        "2026-01-10",
    ];
    let _two = home.run(&go_2).answer();
    let _tie = home
        .run(&[
            "relate",
            "lapd/special-order-40",
            "related",
            "fairview-oh-pd/go-2",
        ])
        .answer();
    let rule = format!("{ID}#assist-arrest");
    let _end = home
        .run(&[
            "rescind",
            &rule,
            "--effective",
            "2026-01-10",
            "--by",
            "fairview-oh-pd/go-2",
        ])
        .answer();
    all_refused(
        &home,
        &[
            (
                &["discard", "fairview-oh-pd/go-2", "--reason", "x"],
                3,
                &[
                    "is named by others in 2 places",
                    "fairview-oh-pd/go-1 has a rule that was ended by it: comity edit fairview-oh-pd/go-1",
                    "lapd/special-order-40 is related to it",
                ],
            ),
            (&["discard", ID, "--reason", " "], 3, &["a text is missing"]),
            (&["discard", ID], 2, &["--reason"]),
            (
                &["discard", "fairview-oh-pd/go-7", "--reason", "x"],
                1,
                &["not on record"],
            ),
        ],
    );
}

#[test]
fn a_discarded_record_can_be_recorded_anew() {
    let home = town();
    let _gone = home.run(&["discard", ID, "--reason", "x"]).answer();
    let before = bytes(&home);
    let said = home.run_with(&["add", "--from", "-"], super::GO_1).answer();
    assert!(
        said.contains("New directive: fairview-oh-pd/go-1"),
        "{said}"
    );
    assert_ne!(bytes(&home), before);
    let shown = home.run(&["show", ID]).answer();
    assert!(shown.contains("Requests from ICE"), "{shown}");
}
