//! `comity check`: a record that each check finds beside a near one that it leaves alone, and what a
//! user sees.

mod pairs;
mod records;

use std::collections::BTreeSet;

use comity::check::CHECKS;
use serde_json::Value;

use crate::common::Home;
use pairs::{PAIRS, Pair};
use records::{DIR, TEXT};

/// The findings of a run as code and record.
fn found(home: &Home, args: &[&str]) -> Vec<(String, String)> {
    let args: Vec<&str> = ["check"]
        .iter()
        .chain(args)
        .chain(&["--json"])
        .copied()
        .collect();
    let output = home.run(&args);
    assert!(output.status < 2, "{output:?}");
    assert_eq!(output.stderr, "", "{output:?}");
    let all: Vec<Value> = serde_json::from_str(&output.stdout).expect("an array");
    let text = |one: &Value, key: &str| one[key].as_str().expect("a text").to_owned();
    all.iter()
        .map(|one| (text(one, "code"), text(one, "record")))
        .collect()
}

#[test]
fn every_check_finds_its_record_and_leaves_the_twin_alone() {
    let mut faults = Vec::new();
    for pair in PAIRS {
        for (is_bad, prepare) in [(true, pair.bad), (false, pair.twin)] {
            let home = Home::starter();
            prepare(&home);
            let told = found(&home, pair.args);
            let own: Vec<_> = told
                .iter()
                .filter(|(code, record)| code == pair.code && record.contains(pair.record))
                .collect();
            if own.is_empty() == is_bad {
                let which = if is_bad {
                    "does not find its record"
                } else {
                    "finds the twin"
                };
                faults.push(format!("{} {which}: {told:?}", pair.code));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_check_has_a_pair() {
    let tested: BTreeSet<&str> = PAIRS.iter().map(|pair: &Pair| pair.code).collect();
    let all: BTreeSet<&str> = CHECKS.iter().map(|check| check.code).collect();
    assert_eq!(tested, all);
    assert_eq!(all.len(), CHECKS.len(), "a name stands twice");
}

#[test]
fn the_page_in_the_docs_lists_every_check() {
    let page = include_str!("../../docs/commands/check.md");
    let rows: Vec<String> = CHECKS
        .iter()
        .map(|check| {
            format!(
                "| `{}` | {} | {} |",
                check.code, check.severity, check.meaning
            )
        })
        .collect();
    let listed: Vec<&str> = page
        .lines()
        .skip_while(|line| !line.starts_with("| name |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert_eq!(listed, rows);
}

/// What is left in the starter records stands in the docs with its reason, and nothing else does.
#[test]
fn the_starter_records_have_no_error_and_every_warning_a_reason() {
    let home = Home::starter();
    let output = home.run(&["check", "--json"]).answer();
    let all: Vec<Value> = serde_json::from_str(&output).expect("an array");
    assert!(all.iter().all(|one| one["severity"] != "error"), "{all:?}");
    let warnings: BTreeSet<(String, String)> = all
        .iter()
        .filter(|one| one["severity"] == "warning")
        .map(|one| {
            (
                one["code"].as_str().expect("a code").to_owned(),
                one["record"].as_str().expect("a record").to_owned(),
            )
        })
        .collect();
    let page = include_str!("../../docs/commands/check.md");
    let mut listed = BTreeSet::new();
    for line in page
        .lines()
        .skip_while(|line| !line.starts_with("| warning |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
    {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == 3 && cells[2].len() > 20, "no reason: {line}");
        for record in cells[1].split(", ") {
            listed.insert((
                cells[0].trim_matches('`').to_owned(),
                record.trim_matches('`').to_owned(),
            ));
        }
    }
    assert_eq!(listed, warnings);
}

#[test]
fn a_finding_in_a_file_names_file_and_line() {
    let home = Home::starter();
    let text = TEXT.replace("unless judicial-warrant", "unless listed-charge");
    std::fs::create_dir_all(home.file(DIR)).expect("a folder");
    std::fs::write(home.file(&format!("{DIR}/x.toml")), &text).expect("a file");
    let json = home.run(&["check", DIR, "--json"]).answer();
    let all: Vec<Value> = serde_json::from_str(&json).expect("an array");
    let one = all
        .iter()
        .find(|one| one["code"] == "term-unexplained")
        .expect("found");
    assert_eq!(one["schema"], "comity.check/1");
    assert_eq!(one["file"], format!("{DIR}/x.toml"));
    let line = text
        .lines()
        .position(|line| line == "id = \"hold\"")
        .expect("a rule")
        + 1;
    assert_eq!(one["line"], line);
    // Nothing of the file was written, and nothing of other records is told.
    assert!(all.iter().all(|one| {
        one["record"]
            .as_str()
            .expect("a record")
            .contains("chicago-pd/x")
    }));
    assert!(
        home.run(&["show", "chicago-pd/x"])
            .refused(1)
            .contains("not on record")
    );
    let page = home.run(&["check", DIR]).answer();
    assert!(page.contains(&format!("({DIR}/x.toml:{line})")), "{page}");
}

#[test]
fn the_exit_status_follows_the_weight_asked_for() {
    let home = Home::starter();
    assert_eq!(home.run(&["check"]).status, 0);
    assert_eq!(home.run(&["check", "--fail-on", "warning"]).status, 1);
    let told = found(&home, &[]);
    let codes: BTreeSet<&str> = told.iter().map(|(code, _)| code.as_str()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let allowed = codes.join(",");
    let quiet = home
        .run(&["check", "--fail-on", "note", "--allow", &allowed])
        .answer();
    assert!(
        quiet.contains("Nothing is wrong that a check can find."),
        "{quiet}"
    );
    assert!(
        quiet.contains(&format!("{} more findings left out", told.len())),
        "{quiet}"
    );
}

#[test]
fn values_that_cannot_be_right_are_refused() {
    let home = Home::starter();
    let said = home
        .run(&["check", "--allow", "source-unused,date-mising"])
        .refused(3);
    assert!(said.contains("did you mean \"date-missing\"?"), "{said}");
    assert!(said.contains("              ^^^^^^^^^^^"), "{said}");
    // Where no name is near, all are told.
    let said = home.run(&["check", "--allow", "no-such"]).refused(3);
    assert!(
        said.contains("hint: the names are: dates-out-of-order, ")
            && said.contains("source-unused"),
        "{said}"
    );
    assert!(
        home.run(&["check", "--fail-on", "fatal"])
            .refused(3)
            .contains("error, warning, note")
    );
    assert!(
        home.run(&["check", "--copies", "nowhere"])
            .refused(3)
            .contains("nowhere")
    );
    assert!(
        home.run(&["check", "nowhere.toml"])
            .refused(3)
            .contains("nowhere.toml")
    );
    std::fs::write(home.file("bad.toml"), "id = 3").expect("a file");
    assert!(
        home.run(&["check", "bad.toml"])
            .refused(3)
            .contains("bad.toml:1")
    );
}

#[test]
fn the_same_records_give_the_same_findings() {
    let home = Home::starter();
    let first = home.run(&["check", "--format", "csv"]).answer();
    assert_eq!(first, home.run(&["check", "--format", "csv"]).answer());
    let lines = home.run(&["check", "--format", "jsonl"]).answer();
    assert_eq!(lines.lines().count(), first.lines().count() - 1);
}
