//! The records from which the pairs are made: one with which nothing is wrong, and ways to change it.

use crate::common::Home;

/// The folder of the record files.
pub(super) const DIR: &str = "records";

/// A record with which nothing is wrong.
pub(super) const TEXT: &str = r#"id = "chicago-pd/x"
title = "Made-up order about the blue moon"
number = "Order 9901"
type = "general-order"
binds = [{ org = "chicago-pd" }]

[source.text]
title = "The order"
url = "https://police.example/x.pdf"
date = "2020-01-02"
kind = "primary"

[[version]]
label = "first"
dates = { issued = "2020-01-01", effective = "2020-01-05" }
text = "full"
last_checked = "2025-12"
standing = "documented"
sources = ["text"]

[[version.rule]]
id = "hold"
says = "prohibits hold-on-detainer for ice unless judicial-warrant"
summary = "Nobody is held on a detainer alone."
"#;

/// A second version, from 2022 on, with the same rule.
pub(super) const SECOND: &str = r#"
[[version]]
label = "second"
dates = { issued = "2022-01-01", effective = "2022-01-01" }
text = "full"
last_checked = "2025-12"
standing = "documented"
sources = ["text"]

[[version.rule]]
id = "hold"
says = "prohibits hold-on-detainer for ice unless judicial-warrant"
"#;

/// A city without any law above it on record.
pub(super) const PLACES: &str = r#"[[place]]
id = "us-oh-blue-moon"
name = "Blue Moon"
kind = "city"
parent = "us-oh"
"#;

pub(super) const BODIES: &str = r#"[[organization]]
id = "blue-moon-pd"
kind = "police"
place = "us-oh-blue-moon"
names = [{ name = "Blue Moon Police Department" }]
"#;

pub(super) const COVERAGE: &str = r#"[source.letter]
title = "Letter of the department"
url = "https://police.example/letter.pdf"
kind = "official-statement"

[[coverage]]
organization = "blue-moon-pd"
topic = "all"
found = "no-written-policy"
asked = "2021-03"
sources = ["letter"]
"#;

pub(super) fn write(home: &Home, name: &str, text: &str) {
    let path = home.file(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, text).expect("a file");
}

/// Writes the record with some changes; every one must change something.
pub(super) fn text(home: &Home, changes: &[(&str, &str)]) {
    let mut text = TEXT.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    write(home, &format!("{DIR}/x.toml"), &text);
}

/// Writes the record with more at its end.
pub(super) fn more(home: &Home, more: &str) {
    write(home, &format!("{DIR}/x.toml"), &format!("{TEXT}{more}"));
}

/// Writes the record with a second version, both changed.
pub(super) fn two(home: &Home, changes: &[(&str, &str)]) {
    let mut text = format!("{TEXT}{SECOND}");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    write(home, &format!("{DIR}/x.toml"), &text);
}

/// Writes a rule more.
pub(super) fn rule(home: &Home, id: &str, says: &str) {
    more(
        home,
        &format!("\n[[version.rule]]\nid = \"{id}\"\nsays = \"{says}\"\n"),
    );
}

/// Writes a department of its own, with coverage changed.
pub(super) fn department(home: &Home, coverage: &[(&str, &str)]) {
    write(home, &format!("{DIR}/places.toml"), PLACES);
    write(home, &format!("{DIR}/organizations.toml"), BODIES);
    let mut text = COVERAGE.to_owned();
    for (from, to) in coverage {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    write(home, &format!("{DIR}/coverage.toml"), &text);
}

/// The department's own order on holds since 2020.
pub(super) fn order(home: &Home) {
    let text = TEXT.replace("chicago-pd", "blue-moon-pd");
    write(home, &format!("{DIR}/x.toml"), &text);
}

/// Runs SQL as another program would, without foreign keys.
pub(super) fn sql(home: &Home, sql: &str) {
    let conn = rusqlite::Connection::open(home.database()).expect("the file");
    conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}"))
        .expect("written");
}

/// A record with a copy of which these bytes were read, and the copy as it lies in the folder.
pub(super) fn copy(home: &Home, bytes: Option<&str>) {
    // The SHA-256 of "read".
    let sum = "3316348dbadfb7b11c7c2ea235949419e23f9fa898ad2c198f999617912a9925";
    let document = format!("\n[document.scan]\nfile = \"x.pdf\"\nsha256 = \"{sum}\"\n");
    let text = TEXT.replace("\n[[version]]", &format!("{document}\n[[version]]"));
    write(home, &format!("{DIR}/x.toml"), &text);
    write(home, "copies/other.pdf", "other");
    if let Some(bytes) = bytes {
        write(home, "copies/chicago-pd/x.pdf", bytes);
    }
}
