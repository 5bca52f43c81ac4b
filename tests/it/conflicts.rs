//! `comity conflicts`: what a user sees, and the search behind it against brute force.

mod brute;
mod many;

use serde_json::Value;

use crate::common::{Home, words};

/// The starter records with more on top.
fn with_records(files: &[(&str, &str)]) -> Home {
    let home = Home::starter();
    for (name, text) in files {
        std::fs::write(home.file(name), text).expect("a file");
    }
    let mut args = vec!["load", "--yes"];
    args.extend(files.iter().map(|(name, _)| *name));
    assert_eq!(home.run(&args).status, 0);
    home
}

fn json(home: &Home, args: &[&str], status: i32) -> Vec<Value> {
    let args: Vec<&str> = ["conflicts"]
        .iter()
        .chain(args)
        .chain(&["--json"])
        .copied()
        .collect();
    let output = home.run(&args);
    assert_eq!(output.status, status, "{output:?}");
    assert_eq!(output.stderr, "");
    serde_json::from_str(&output.stdout).expect("an array")
}

fn of_kind<'v>(all: &'v [Value], kind: &str) -> Vec<&'v Value> {
    all.iter().filter(|one| one["kind"] == kind).collect()
}

#[test]
fn travis_county_under_the_injunction() {
    let home = Home::starter();
    let args = ["travis-county-sheriff", "--on", "2017-09-15"];
    let all = json(&home, &args, 1);
    let clashes = of_kind(&all, "clash");
    assert_eq!(clashes.len(), 1, "{clashes:?}");
    let clash = clashes[0];
    assert_eq!(clash["settled_by"], "rank");
    assert_eq!(clash["certainty"], "certain");
    assert_eq!(
        clash["over"]["rule"],
        "texas-legislature/sb-4@2017-09-01#inquire-status"
    );
    assert_eq!(clash["over"]["cite"], "Government Code 752.053(b)(1)");
    assert_eq!(
        clash["under"]["rule"],
        "travis-county-sheriff/ice-policy@2017-02-01#inquire-status"
    );
    assert_eq!(
        clash["facts"],
        serde_json::json!([["in-custody"], ["lawful-stop"]])
    );
    let contrary = of_kind(&all, "may-be-contrary");
    let bans: Vec<&str> = contrary
        .iter()
        .map(|one| one["topics"][0].as_str().expect("a topic"))
        .collect();
    assert_eq!(
        bans,
        [
            "hold-on-detainer",
            "inquire-status",
            "jail-access",
            "notify-release"
        ]
    );
    for one in &contrary {
        assert_eq!(one["over"]["cite"], "Government Code 752.053(a)(1)");
        assert_eq!(one["settled_by"], Value::Null);
    }
    let held = of_kind(&all, "suspended");
    assert_eq!(held.len(), 1, "{held:?}");
    assert_eq!(held[0]["topics"], serde_json::json!(["hold-on-detainer"]));
    assert_eq!(held[0]["suspended"]["until"], "2017-09-25");

    let page = home.run(&["conflicts", "travis-county-sheriff", "--on", "2017-09-15"]);
    assert_eq!((page.status, page.stderr.as_str()), (1, ""));
    for words in [
        "Government Code 752.053(b)(1)",
        "rank: state before department",
        "when in custody, or lawfully stopped",
        "May be contrary to a ban on policies that limit cooperation",
        "from 30 August 2017 until 25 September 2017, by W.D. Tex.",
    ] {
        let text: Vec<&str> = page.stdout.split_whitespace().collect();
        assert!(text.join(" ").contains(words), "{words}:\n{}", page.stdout);
    }
}

#[test]
fn once_the_policy_has_ended_there_is_nothing() {
    let home = Home::starter();
    let args = ["conflicts", "travis-county-sheriff", "--on", "2017-09-26"];
    let answer = home.run(&args).answer();
    assert!(answer.contains("Nothing on record contradicts itself here."));
    assert!(json(&home, &args[1..], 0).is_empty());
    let csv = home
        .run(&[&args[..], &["--format", "csv"]].concat())
        .answer();
    assert!(
        csv.starts_with("kind,settled_by,") && csv.lines().count() == 1,
        "{csv}"
    );
}

#[test]
fn open_dates_make_it_uncertain() {
    let home = Home::starter();
    let all = json(&home, &["orleans-parish-sheriff"], 1);
    let clash = of_kind(&all, "clash")[0];
    assert_eq!(clash["certainty"], "uncertain", "{clash}");
    assert_eq!(clash["topics"], serde_json::json!(["hold-on-detainer"]));
    let jsonl = home.run(&["conflicts", "orleans-parish-sheriff", "--format", "jsonl"]);
    assert_eq!(jsonl.status, 1);
    assert_eq!(jsonl.stdout.lines().count(), all.len());
}

#[test]
fn without_a_body_all_are_looked_at_and_one_pair_is_told_once() {
    let home = with_records(&[(
        "two.toml",
        r#"id = "chicago-council/two"
title = "Two sentences"
type = "ordinance"
binds = [{ of = "us-il-chicago" }]

[source.code]
title = "Code"
date = "2024"
kind = "primary"

[[version]]
label = "2024-01-01"
dates = { effective = "2024-01-01" }
text = "full"
standing = "documented"
sources = ["code"]

[[version.rule]]
id = "must"
says = "requires gather-intelligence for any-federal"

[[version.rule]]
id = "must-not"
says = "prohibits gather-intelligence for ice"
"#,
    )]);
    let all = json(
        &home,
        &["chicago-pd", "chicago-mayor", "chicago-council"],
        1,
    );
    let own: Vec<&Value> = all
        .iter()
        .filter(|one| one["topics"][0] == "gather-intelligence")
        .collect();
    // The ban is the more special one, so it settles it: nothing to tell.
    assert!(own.is_empty(), "{own:?}");
    let plain = std::fs::read_to_string(home.file("two.toml")).expect("the file");
    let plain = plain.replace(
        "prohibits gather-intelligence for ice",
        "prohibits gather-intelligence for any-federal",
    );
    std::fs::write(home.file("two.toml"), plain).expect("a file");
    assert_eq!(home.run(&["load", "two.toml"]).status, 0);
    let all = json(&home, &[], 1);
    let own: Vec<&Value> = all
        .iter()
        .filter(|one| one["topics"][0] == "gather-intelligence")
        .collect();
    assert_eq!(own.len(), 1, "{own:?}");
    assert_eq!(own[0]["settled_by"], "nothing");
    let bodies = own[0]["organizations"].as_array().expect("bodies");
    assert!(bodies.len() > 1, "{bodies:?}");
    assert_eq!(
        all[0]["settled_by"], "nothing",
        "what nothing settles comes first"
    );
    // Rules of one text without a section are told apart by their ids.
    let page = home
        .run(&["ask", "chicago-pd", "gather-intelligence", "--for", "ice"])
        .answer();
    assert!(
        page.contains("rule must,") && page.contains("rule must-not,"),
        "{page}"
    );
}

/// A draft of a city that requires what the state prohibits.
const DRAFT: &str = r#"id = "seattle-council/draft"
title = "Cooperation at the jail"
type = "ordinance"
binds = [{ of = "us-wa-seattle" }]

[source.bill]
title = "Bill as introduced"
date = "2026"
kind = "primary"

[[version]]
label = "introduced"
stage = "draft"
dates = { effective = "2026-07-01" }
text = "full"
standing = "documented"
sources = ["bill"]

[[version.rule]]
id = "notify-release"
says = "requires notify-release for immigration-authorities"
"#;

#[test]
fn a_draft_is_held_against_the_law_above_it() {
    let home = with_records(&[("draft.toml", DRAFT)]);
    // As it is, a draft contradicts nothing.
    let before = json(&home, &["seattle-pd", "--on", "2026-07-01"], 0);
    assert!(before.is_empty(), "{before:?}");
    let found = json(
        &home,
        &["--with-draft", "seattle-council/draft@introduced"],
        1,
    );
    assert!(!found.is_empty());
    for one in &found {
        let rules = [&one["over"]["rule"], &one["under"]["rule"]].map(|rule| rule.to_string());
        assert!(
            rules
                .iter()
                .any(|rule| rule.contains("seattle-council/draft@introduced"))
        );
        assert!(
            rules
                .iter()
                .any(|rule| rule.contains("washington-legislature/kww")),
            "{rules:?}"
        );
        // The day that the draft names is still to come.
        assert_eq!(one["on"], "2026-07-01");
    }
    let only = json(
        &home,
        &[
            "--with-draft",
            "seattle-council/draft",
            "--on",
            "2026-02-01",
        ],
        1,
    );
    assert_eq!(only[0]["on"], "2026-02-01", "the only draft needs no label");
    // Nothing was written.
    assert!(json(&home, &["seattle-pd", "--on", "2026-07-01"], 0).is_empty());
}

#[test]
fn the_version_before_a_draft_is_thought_to_end() {
    let adopted = r#"
[[version]]
label = "2020"
dates = { effective = "2020" }
text = "full"
standing = "documented"
sources = ["bill"]

[[version.rule]]
id = "notify-release"
says = "prohibits notify-release for immigration-authorities"
"#;
    let home = with_records(&[("draft.toml", &format!("{DRAFT}{adopted}"))]);
    let found = json(
        &home,
        &["--with-draft", "seattle-council/draft@introduced"],
        1,
    );
    assert!(!found.is_empty());
    for one in &found {
        let rules = format!("{} {}", one["over"]["rule"], one["under"]["rule"]);
        assert!(!rules.contains("draft@2020"), "{rules}");
    }
}

#[test]
fn what_is_told_of_a_draft_is_told_again_when_it_is_adopted() {
    let under_sb_4 = DRAFT
        .replace("seattle-council/draft", "travis-county-sheriff/draft")
        .replace("type = \"ordinance\"", "type = \"general-order\"")
        .replace("of = \"us-wa-seattle\"", "org = \"travis-county-sheriff\"")
        .replace("requires notify-release", "prohibits notify-release");
    let home = with_records(&[("draft.toml", DRAFT), ("under.toml", &under_sb_4)]);
    for id in ["seattle-council/draft", "travis-county-sheriff/draft"] {
        let told = json(&home, &["--with-draft", id], 1);
        let adopted = home.run(&["adopt", id, "--effective", "2026-07-01", "--json"]);
        let view: Value = serde_json::from_str(&adopted.stdout).expect("an object");
        let warnings = view["warnings"].as_array().expect("warnings");
        assert_eq!(warnings.len(), told.len(), "{view}");
        for (warning, one) in warnings.iter().zip(&told) {
            let (warning, text) = (warning.as_str(), one["text"].as_str());
            let (warning, text) = (warning.expect("a text"), text.expect("a text"));
            assert!(warning.ends_with(&format!("{text}.")), "{warning}");
        }
    }
}

#[test]
fn a_draft_that_is_none_is_refused() {
    let home = with_records(&[("draft.toml", DRAFT)]);
    let run = |draft: &str| home.run(&["conflicts", "--with-draft", draft]);
    assert!(
        run("seattle-council/draft@second")
            .refused(1)
            .contains("it has: introduced")
    );
    assert!(
        run("fairfax-county-pd/go-601@2013-04-01")
            .refused(1)
            .contains("adopted already")
    );
    assert!(
        run("fairfax-county-pd/go-601")
            .refused(1)
            .contains("no single draft")
    );
    assert!(
        run("seattle-council/drft@introduced")
            .refused(1)
            .contains("did you mean")
    );
    assert!(run("draft").refused(3).contains("ISSUER/NAME"));
}

#[test]
fn an_answer_names_the_lower_ban_beside_the_ban_above_it() {
    let home = Home::starter();
    let args = [
        "ask",
        "travis-county-sheriff",
        "jail-access",
        "--for",
        "ice",
        "--on",
        "2017-09-15",
    ];
    let page = home.run(&args).answer();
    let limited = page.split("limited by").nth(1).expect("a label");
    let limited = words(limited);
    assert!(limited.contains("752.053(a)(1)"), "{page}");
    assert!(
        limited.starts_with("Travis County Sheriff's Office Policy")
            && limited.contains("version of 1 February 2017 may be contrary to SB 4"),
        "{page}"
    );
}

#[test]
fn a_ban_toward_local_agencies_limits_no_cooperation_in_federal_matters() {
    let home = Home::starter();
    // Phoenix bans help to other local agencies; the state's ban speaks of immigration matters.
    let all = json(&home, &["phoenix-pd", "--on", "2015-01-01"], 0);
    assert!(all.is_empty(), "{all:?}");
    let asked = [
        "ask",
        "phoenix-pd",
        "assist",
        "--for",
        "other-local",
        "--on",
        "2015-01-01",
    ];
    let page = home.run(&asked).answer();
    assert!(!page.contains("limited by"), "{page}");
}
