//! Holds, and their end.

use super::{all_refused, json, thrice, town};

const ID: &str = "fairview-oh-pd/go-1";

/// A rule of the order.
fn rule(id: &str) -> String {
    format!("{ID}#{id}")
}

#[test]
fn rules_are_put_on_hold_and_decide_nothing() {
    let home = town();
    let (warrant, release) = (rule("act-on-admin-warrant"), rule("notify-release"));
    let (said, _) = thrice(
        &home,
        &[
            "enjoin",
            &warrant,
            &release,
            "--by",
            "N.D. Ohio",
            "--from",
            "2026-01-10",
            "--ground",
            "standing",
            "--source",
            "https://courts.example/1",
            "--source-kind",
            "court",
        ],
    );
    for words in [
        "(act-on-admin-warrant, notify-release) cannot be enforced",
        "from 10 January 2026, by N.D. Ohio (standing)",
        "nothing on record",
        "comity ask fairview-oh-pd act-on-admin-warrant --for ice",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let record = home.record(ID);
    assert!(
        record.contains("{ from = \"2026-01-10\", by = \"N.D. Ohio\", ground = \"standing\", rules = [\"act-on-admin-warrant\", \"notify-release\"] }"),
        "{record}"
    );
    assert!(
        record.contains("sources = [\"herald\", \"courts-example\"]"),
        "{record}"
    );
}

#[test]
fn a_whole_version_is_put_on_hold_for_a_time() {
    let home = town();
    let view = json(
        &home,
        &[
            "enjoin",
            ID,
            &rule("assist-arrest"),
            "--by",
            "N.D. Ohio",
            "--from",
            "2021-01-10",
            "--until",
            "2021-03-01",
            "--ground",
            "merits",
        ],
    );
    // It was over long ago: the cells are read for the first day on which it was felt.
    assert_eq!(view["cells"][0]["on"], "2021-01-10");
    assert_eq!(view["cells"][0]["after"], "nothing on record");
    let record = home.record(ID);
    assert!(
        record.contains("{ from = \"2021-01-10\", until = \"2021-03-01\", by = \"N.D. Ohio\", ground = \"merits\" }"),
        "{record}"
    );
}

#[test]
fn a_hold_is_lifted() {
    let home = town();
    let (said, _) = thrice(
        &home,
        &[
            "enjoin",
            ID,
            "--lift",
            "stay",
            "--until",
            "2026-01-20",
            "--lifted-by",
            "Sixth Circuit",
        ],
    );
    assert!(
        said.contains("by S.D. Ohio ends on 20 January 2026 (stay)."),
        "{said}"
    );
    assert!(said.contains("help in an immigration"), "{said}");
    let record = home.record(ID);
    assert!(
        record.contains("until = \"2026-01-20\", by = \"S.D. Ohio\", ground = \"merits\", lifted_by = \"Sixth Circuit\", lifted = \"stay\", rules = [\"assist-arrest\"]"),
        "{record}"
    );
}

#[test]
fn a_lift_by_a_text_that_is_not_on_record_says_so() {
    let home = town();
    let lift = |by: &str| {
        home.run(&[
            "enjoin",
            ID,
            "--lift",
            "stay",
            "--until",
            "2026-01-20",
            "--lifted-by",
            by,
            "--dry-run",
        ])
        .answer()
    };
    let said = lift("sixth-circuit/none");
    assert!(
        said.contains("\"sixth-circuit/none\" is not on record"),
        "{said}"
    );
    for known in [ID, "Sixth Circuit"] {
        assert!(
            !lift(known).contains("not on record: what lifted"),
            "{known}"
        );
    }
}

#[test]
fn a_hold_that_is_lifted_for_some_rules_goes_on_for_the_others() {
    let home = town();
    let _all = home
        .run(&[
            "enjoin",
            ID,
            "--by",
            "N.D. Ohio",
            "--from",
            "2025-01-10",
            "--ground",
            "merits",
        ])
        .answer();
    let warrant = rule("act-on-admin-warrant");
    let (said, _) = thrice(
        &home,
        &[
            "enjoin",
            &warrant,
            "--lift",
            "merits",
            "--until",
            "2025-06-01",
        ],
    );
    assert!(
        said.contains("It goes on for assist-arrest, notify-release."),
        "{said}"
    );
    let asked = |topic: &str| {
        home.run(&["ask", "fairview-oh-pd", topic, "--for", "ice"])
            .answer()
    };
    assert!(asked("act-on-admin-warrant").contains("Prohibited"));
    assert!(asked("assist-arrest").contains("Nothing on record"));
}

#[test]
fn many_directives_are_not_put_on_hold_unasked() {
    let home = town();
    let ids = [ID, "lapd/special-order-40", "sfpd/dgo-5-15"];
    let flags = [
        "--by",
        "N.D. Ohio",
        "--from",
        "2026-01-10",
        "--ground",
        "merits",
    ];
    let args = [&["enjoin"], &ids[..], &flags[..]].concat();
    all_refused(
        &home,
        &[(&args, 2, &["Put on hold 3 directives?", "--yes"])],
    );
    let view = json(&home, &[&args[..], &["--yes"]].concat());
    assert_eq!(
        view["records"].as_array().expect("an array").len(),
        3,
        "{view}"
    );
}

#[test]
fn what_cannot_be_held_or_lifted_is_refused() {
    let home = town();
    let _hold = home
        .run(&[
            "enjoin",
            ID,
            "--by",
            "N.D. Ohio",
            "--from",
            "2025-01-10",
            "--ground",
            "merits",
        ])
        .answer();
    let release = rule("notify-relase");
    let arrest = rule("assist-arrest");
    let hold = |id: &'static str| ["enjoin", id, "--by", "X", "--ground", "merits", "--from"];
    all_refused(
        &home,
        &[
            (
                &["enjoin", ID, "--by", "X", "--from", "2026-01-01"],
                2,
                &["--ground"],
            ),
            (
                &[&hold(ID)[..], &["2026-13-01"]].concat(),
                3,
                &["there is no month 13"],
            ),
            (
                &[&hold(ID)[..], &["2026-01-02", "--until", "2026-01-02"]].concat(),
                3,
                &["not after the day given with --from"],
            ),
            (
                &[
                    "enjoin",
                    &release,
                    "--by",
                    "X",
                    "--from",
                    "2026-01-01",
                    "--ground",
                    "merits",
                ],
                1,
                &["did you mean \"notify-release\"?"],
            ),
            (
                &[
                    "enjoin",
                    ID,
                    "--by",
                    "N.D. Ohio",
                    "--from",
                    "2025-01-10",
                    "--ground",
                    "standing",
                ],
                3,
                &["already, otherwise", "--lift"],
            ),
            (&["enjoin", ID, "--lift", "stay"], 2, &["--until"]),
            (
                &["enjoin", ID, "--lift", "sty", "--until", "2026-01-01"],
                3,
                &["did you mean \"stay\"?"],
            ),
            (
                &["enjoin", &arrest, "--lift", "stay", "--until", "2026-01-01"],
                3,
                &["there are 2 holds on it", "S.D. Ohio", "N.D. Ohio"],
            ),
            (
                &[
                    "enjoin",
                    ID,
                    "--lift",
                    "stay",
                    "--by",
                    "N.D. Ohio",
                    "--until",
                    "2024-01-01",
                ],
                3,
                &["the hold began on", "^^^^"],
            ),
            (
                &[
                    "enjoin",
                    ID,
                    "--lift",
                    "stay",
                    "--by",
                    "Nobody",
                    "--until",
                    "2026-01-01",
                ],
                3,
                &["there is no hold on it"],
            ),
            (
                &[&hold("fairview-oh-pd/go-9")[..], &["2026-01-02"]].concat(),
                1,
                &["not on record"],
            ),
        ],
    );
}

#[test]
fn a_version_that_had_ended_is_not_put_on_hold() {
    let home = town();
    let _second = home
        .run(&["revise", ID, "--effective", "2025-01-01"])
        .answer();
    let old = format!("{ID}@2020-01-01");
    let hold = |id: &str, from: &str| {
        home.run(&[
            "enjoin", id, "--by", "X", "--from", from, "--ground", "merits",
        ])
    };
    let said = hold(&old, "2025-01-01").refused(3);
    assert!(
        said.contains("the version @2020-01-01 had ended by then"),
        "{said}"
    );
    let said = hold(&old, "2024-12-31").answer();
    assert!(said.contains("@2020-01-01 cannot be enforced"), "{said}");
    // Without a version, the one that is in force on the day.
    let said = hold(ID, "2025-02-01").answer();
    assert!(said.contains("@2025-01-01 cannot be enforced"), "{said}");
}
