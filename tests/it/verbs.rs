//! The verbs on a directive that is on record, each over a made-up order of a town.

mod adopt;
mod edit;
mod ends;
mod holds;
mod revise;
mod ties;

use crate::common::{Home, words};

/// The order: a version with three rules, one of which has ended, and much that is said of its text.
const GO_1: &str = r#"id = "fairview-oh-pd/go-1"
title = "Requests from ICE"
number = "GO 1"
type = "general-order"
binds = [{ org = "fairview-oh-pd" }]

[source.herald]
title = "Police order"
date = "2020-01-03"
kind = "press"

[[version]]
label = "2020-01-01"
dates = { effective = "2020-01-01" }
review_due = "2025-01"
text = "part"
silent = ["hold-on-detainer"]
last_checked = "2024-06-30"
standing = "documented"
terms = { custody-for-other-violation = "booked, not cited" }
suspended = [{ from = "2024-05-01", by = "S.D. Ohio", ground = "merits", rules = ["assist-arrest"] }]
sources = ["herald"]

[[version.rule]]
id = "act-on-admin-warrant"
says = "prohibits act-on-admin-warrant for ice by officer unless custody-for-other-violation"
cite = "VIII.C"
page = 7
words = "shall not act"
summary = "Officers do not act on ICE's own warrants."
sources = ["herald"]

[[version.rule]]
id = "assist-arrest"
says = "prohibits assist-arrest for ice"
cite = "VIII.D"

[[version.rule]]
id = "notify-release"
says = "prohibits notify-release for ice"
ended = { on = "2022-03-01", how = "rescinded" }
"#;

/// The town with its order.
fn town() -> Home {
    let home = Home::starter();
    let org = [
        "org",
        "add",
        "fairview-oh-pd",
        "--name",
        "Fairview Police Department",
        "--kind",
        "police",
        "--in",
        "Fairview, OH",
    ];
    let _added = home.run(&org).answer();
    let _added = home.run_with(&["add", "--from", "-"], GO_1).answer();
    home
}

/// The bytes of the database.
fn bytes(home: &Home) -> Vec<u8> {
    std::fs::read(home.database()).expect("the database")
}

/// Runs a command in dry run, for good, and once more: the dry run writes nothing and says what the
/// run says, and the last run says that all is so already and writes nothing. Returns what the run
/// said and what the last one did.
fn thrice(home: &Home, args: &[&str]) -> (String, String) {
    let before = bytes(home);
    let dry = home
        .run(&[args, &["--dry-run", "--quiet"]].concat())
        .answer();
    assert!(dry.contains("Dry run: nothing was written."), "{dry}");
    assert_eq!(bytes(home), before, "{dry}");
    let said = home.run(&[args, &["--quiet"]].concat()).answer();
    let (effect, _) = said.split_once("Operation ").expect(&said);
    assert!(dry.starts_with(effect.trim_end()), "{dry}\n{said}");
    let after = bytes(home);
    assert_ne!(after, before, "{said}");
    let again = home.run(args).answer();
    assert!(again.contains("already"), "{again}");
    assert!(
        again.contains("Nothing changed, nothing was written."),
        "{again}"
    );
    assert_eq!(bytes(home), after, "{again}");
    (words(&said), words(&again))
}

/// Runs commands that go wrong: each ends with its status, says these words, and writes nothing.
fn all_refused(home: &Home, cases: &[(&[&str], i32, &[&str])]) {
    let before = bytes(home);
    for (args, status, words) in cases {
        let said = home.run(args).refused(*status);
        for word in *words {
            assert!(said.contains(word), "{args:?}: {word}: {said}");
        }
        assert_eq!(bytes(home), before, "{args:?}: {said}");
    }
}

/// The view of a command under `--json`.
fn json(home: &Home, args: &[&str]) -> serde_json::Value {
    let said = home.run(&[args, &["--json", "--quiet"]].concat()).answer();
    serde_json::from_str(&said).expect("JSON")
}
