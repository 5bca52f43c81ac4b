//! Records as files, and back, without a byte of difference.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::Home;

/// The files of a folder with their texts, hidden ones too.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in next.read_dir().expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path
                .strip_prefix(folder)
                .expect("inside")
                .display()
                .to_string();
            all.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
    all
}

/// Every row of every table of records, without the operation that wrote it. The index of words is
/// made from them and may lie otherwise in the file.
fn tables(database: &Path) -> BTreeMap<String, Vec<String>> {
    let conn = rusqlite::Connection::open(database).expect("a database");
    let names: Vec<String> = conn
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_history' \
             AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%operation%' \
             AND name NOT GLOB 'search*'",
        )
        .and_then(|mut names| names.query_map([], |row| row.get(0))?.collect())
        .expect("names");
    let mut all = BTreeMap::new();
    for name in names {
        let mut statement = conn
            .prepare(&format!("SELECT * FROM {name}"))
            .expect("a table");
        let kept: Vec<usize> = statement
            .column_names()
            .enumerate()
            .filter(|(_, column)| *column != "operation")
            .map(|(at, _)| at)
            .collect();
        let mut rows: Vec<String> = statement
            .query_map([], |row| {
                let cells: Result<Vec<rusqlite::types::Value>, _> =
                    kept.iter().map(|at| row.get(*at)).collect();
                Ok(format!("{:?}", cells?))
            })
            .and_then(Iterator::collect)
            .expect("rows");
        rows.sort();
        all.insert(name, rows);
    }
    all
}

fn corpus() -> BTreeMap<String, Vec<u8>> {
    let mut files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus"));
    files.retain(|name, _| name.ends_with(".toml"));
    files
}

#[track_caller]
fn assert_same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) {
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    for (name, bytes) in one {
        let (one, other) = (
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&other[name]),
        );
        assert_eq!(one, other, "{name}");
    }
}

#[test]
fn the_starter_records_are_what_dump_writes() {
    let home = Home::empty();
    let _made = home.run(&["init", "--starter"]).answer();
    let said = home.run(&["dump", "records"]).answer();
    assert!(said.contains("89 files in records: 89 written"), "{said}");
    assert_same(&files(&home.file("records")), &corpus());
}

#[test]
fn dump_and_load_give_the_same_database() {
    let first = Home::empty();
    let _made = first.run(&["init", "--starter"]).answer();
    let full = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/good/exampleton");
    let _loaded = first.run(&["load", full, "--yes", "--quiet"]).answer();
    let _dumped = first.run(&["dump", "records"]).answer();
    // Into a database that has the ground already: all of it stands in the files.
    let second = Home::empty();
    let _made = second.run(&["init"]).answer();
    let records = first.file("records");
    let records = records.display().to_string();
    let _loaded = second.run(&["load", &records, "--yes", "--quiet"]).answer();
    let _dumped = second.run(&["dump", "records"]).answer();
    assert_same(
        &files(&first.file("records")),
        &files(&second.file("records")),
    );
    let (one, other) = (tables(&first.database()), tables(&second.database()));
    assert!(one.len() > 40, "{:?}", one.keys());
    for (name, rows) in &one {
        assert_eq!(rows, &other[name], "{name}");
    }
    // Records that came in another order are found in the same one.
    for words in ["detainer", "chicago warrant", "supervis*"] {
        let search = ["search", words, "--format", "csv", "--limit", "500"];
        assert_eq!(first.run(&search).answer(), second.run(&search).answer());
    }
    let again = second.run(&["load", &records]).answer();
    assert!(
        again.contains("Nothing changed, nothing was written."),
        "{again}"
    );
}

#[test]
fn a_dump_is_brought_up_to_date_and_what_stands_beside_it_stays() {
    let home = Home::starter();
    let _dumped = home.run(&["dump", "records"]).answer();
    for (name, text) in [
        ("LICENSE", "CC0"),
        (".git/config", "x"),
        ("lapd/.hidden", "x"),
        (
            "lapd/special-order-40.toml",
            "id = \"lapd/special-order-40\"\nold\n",
        ),
        ("lapd/gone.toml", "id = \"lapd/gone\"\n"),
        ("nobody/gone.toml", "id = \"nobody/gone\"\n"),
        ("events.toml", "old"),
    ] {
        let path = home.file("records").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    let said = home.run(&["dump", "records", "--width", "200"]).answer();
    assert!(
        said.contains("1 written, 88 as they were, 3 no longer needed and removed"),
        "{said}"
    );
    let mut now = files(&home.file("records"));
    for beside in ["LICENSE", ".git/config", "lapd/.hidden"] {
        assert!(now.remove(beside).is_some(), "{beside}");
    }
    assert_same(&now, &corpus());
    assert!(!home.file("records/nobody").exists());
}

#[test]
fn a_folder_of_other_files_is_refused_and_left_alone() {
    for (name, reason) in [
        ("Cargo.toml", "Cargo.toml is no file of a dump"),
        ("notes.txt", "there is no codebook.toml in it"),
        (
            "app/settings.toml",
            "app/settings.toml is no record of a dump",
        ),
        ("a/b/c.txt", "there is no codebook.toml in it"),
    ] {
        let home = Home::starter();
        let path = home.file("mine").join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, "x").expect("a file");
        let said = home.run(&["dump", "mine"]).refused(4);
        assert!(said.contains(reason), "{said}");
        assert_eq!(files(&home.file("mine")).len(), 1);
    }
    let home = Home::starter();
    std::fs::create_dir(home.file("empty")).expect("a folder");
    let _dumped = home.run(&["dump", "empty"]).answer();
    std::fs::write(home.file("file"), "x").expect("a file");
    let said = home.run(&["dump", "file"]).refused(4);
    assert!(said.contains("file"), "{said}");
}

#[test]
fn dump_needs_a_folder_and_a_database() {
    let said = Home::starter().run(&["dump"]).refused(2);
    assert!(said.contains("<DIR>"), "{said}");
    let home = Home::empty();
    let said = home.run(&["dump", "records"]).refused(4);
    assert!(said.contains("comity init"), "{said}");
    assert!(!home.file("records").exists());
}
