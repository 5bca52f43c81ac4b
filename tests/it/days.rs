//! The five working days of `docs/working-days.md`: walked as they stand there, each write typed
//! twice, and then held against what the page cannot show.

mod after;

use crate::common::Home;
use crate::docs;

/// A day of the page, walked: each command that writes is typed once more, and changes
/// nothing.
#[track_caller]
pub(crate) fn walked(day: &str) -> Home {
    let page = std::fs::read_to_string(docs::root().join("docs/working-days.md")).expect("a page");
    let (_, rest) = page.split_once(&format!("\n## {day}\n")).expect("the day");
    let text = rest.split("\n## ").next().unwrap_or_default();
    let home = if text.contains("<!-- home: starter -->") {
        docs::starter()
    } else {
        docs::empty()
    };
    let commands = commands(text);
    assert!(commands.len() > 5, "{commands:?}");
    for args in &commands {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let before = bytes(&home);
        let said = home.run(&args);
        let after = bytes(&home);
        let again = home.run(&args);
        assert_eq!(bytes(&home), after, "{args:?}: {again:?}");
        if before == after {
            assert_eq!(said.status, again.status, "{args:?}");
            continue;
        }
        assert_eq!(said.status, 0, "{args:?}: {said:?}");
        let told = again.stdout + &again.stderr;
        assert!(told.contains("othing was written"), "{args:?}: {told}");
    }
    home
}

/// The commands of the examples.
fn commands(text: &str) -> Vec<Vec<String>> {
    let joined = text.replace("\\\n>   ", "");
    let lines = joined.lines().filter_map(|line| line.strip_prefix("$ "));
    lines
        .map(|line| docs::words(line).expect("a command"))
        .collect()
}

/// The bytes of the database; none where there is none.
fn bytes(home: &Home) -> Vec<u8> {
    std::fs::read(home.database()).unwrap_or_default()
}

/// Runs each command, which must end so, say these words, and change nothing.
#[track_caller]
fn refused(home: &Home, cases: &[(&str, i32, &[&str])]) {
    let before = bytes(home);
    for (typed, status, words) in cases {
        let args = docs::words(typed).expect("a command");
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let said = home.run(&args).refused(*status);
        for word in *words {
            assert!(said.contains(word), "{typed}: {word}: {said}");
        }
        assert_eq!(bytes(home), before, "{typed}");
    }
}

/// The JSON view of a command.
#[track_caller]
fn json(home: &Home, typed: &str) -> serde_json::Value {
    let args = docs::words(typed).expect("a command");
    let mut args: Vec<&str> = args.iter().map(String::as_str).collect();
    args.push("--json");
    serde_json::from_str(&home.run(&args).answer()).expect("JSON")
}

/// The class of the answer of a body on a day, with the directive that decides.
#[track_caller]
fn class(home: &Home, question: &str) -> (String, Option<String>) {
    let view = json(home, &format!("comity ask {question}"));
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let class = text(&view["class"]).expect("a class");
    (class, text(&view["decided_by"]["directive"]))
}

/// A table that was written: its columns and its rows.
#[track_caller]
fn table(home: &Home, name: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut table = csv::Reader::from_path(home.file(name)).expect("a table");
    let head = table.headers().expect("a header");
    let head = head.iter().map(str::to_owned).collect();
    let rows = table.records().map(|row| {
        let row = row.expect("a row");
        row.iter().map(str::to_owned).collect()
    });
    (head, rows.collect())
}

/// A file that was written.
#[track_caller]
fn text(home: &Home, name: &str) -> String {
    std::fs::read_to_string(home.file(name)).expect("a file")
}
