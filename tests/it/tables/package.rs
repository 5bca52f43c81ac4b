//! Codebook, package and the row a place.

use std::process::Command;

use super::{text, with};
use crate::common::{Home, tool};
use crate::dump::files;

#[test]
fn the_codebook_has_every_column_and_every_key() {
    let home = Home::starter();
    let csv = home.run(&["export", "--codebook"]).answer();
    for line in [
        "variable,type,value,label,definition",
        "effect,key,prohibits,prohibits,A ban: the act may not be done.",
        "topic,key,hold-on-detainer,hold on a detainer,",
        "standing,key,reported,one account,",
    ] {
        assert!(csv.contains(line), "{line}");
    }
    let head = home.run(&["export", "nopd"]).answer();
    for column in head.lines().next().expect("a header").split(',') {
        assert!(csv.contains(&format!("\n{column},")), "{column}");
    }
    let _written = home
        .run(&["export", "--codebook", "-o", "codebook.md", "--quiet"])
        .answer();
    let page = text(&home, "codebook.md");
    assert!(page.contains("## topic"), "{page}");
    let said = home.run(&["profile", "show", "comity-rules"]).answer();
    assert!(said.contains("authority_office"), "{said}");
    assert!(
        home.run(&["profile", "list"])
            .answer()
            .contains("comity-rules")
    );
}

#[test]
fn a_package_is_there_whole_and_only_replaces_its_like() {
    let home = Home::starter();
    let said = home.run(&["export", "--package", "release"]).answer();
    assert!(said.contains("10 files in release"), "{said}");
    let first = files(&home.file("release"));
    assert_eq!(first.len(), 10, "{:?}", first.keys());
    let rules = String::from_utf8(first["rules.csv"].clone()).expect("UTF-8");
    assert_eq!(rules, home.run(&["export"]).answer());
    let spans = String::from_utf8(first["spans.csv"].clone()).expect("UTF-8");
    assert_eq!(spans, home.run(&["export", "--spans"]).answer());
    let rows = format!("{} rows: one a time in which", spans.lines().count() - 1);
    assert!(text(&home, "release/README.md").contains(&rows), "{rows}");
    let _again = home.run(&["export", "--package", "release"]).answer();
    assert!(first == files(&home.file("release")));
    std::fs::create_dir(home.file("empty")).expect("a folder");
    let _into = home
        .run(&["export", "--package", "empty", "--quiet"])
        .answer();
    assert!(home.file("empty/datapackage.json").exists());
    // Something else in it is left alone.
    std::fs::write(home.file("release/notes.txt"), "mine").expect("a file");
    let said = home.run(&["export", "--package", "release"]).refused(4);
    assert!(
        said.contains("release holds something else: notes.txt"),
        "{said}"
    );
    std::fs::create_dir(home.file("other")).expect("a folder");
    std::fs::write(home.file("other/README.md"), "mine").expect("a file");
    let said = home.run(&["export", "--package", "other"]).refused(4);
    assert!(said.contains("holds no package"), "{said}");
    assert_eq!(text(&home, "other/README.md"), "mine");
    // Nothing is left beside them.
    let left: Vec<_> = std::fs::read_dir(home.file(""))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .filter(|name| name.to_string_lossy().starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_package_carries_its_licence() {
    let home = with("mine.txt", "\nMy licence\nAsk me.\n");
    let _made = home.run(&["export", "--package", "a", "--quiet"]).answer();
    assert!(text(&home, "a/datapackage.json").contains("\"name\": \"CC0-1.0\""));
    assert!(text(&home, "a/LICENSE").contains("CC0 1.0 Universal"));
    let _made = home
        .run(&["export", "--package", "b", "--license", "mine.txt"])
        .answer();
    assert!(text(&home, "b/datapackage.json").contains("\"title\": \"My licence\""));
    assert!(text(&home, "b/LICENSE").contains("Ask me."));
    let said = home.run(&["export", "--license", "mine.txt"]).refused(2);
    assert!(said.contains("--package"), "{said}");
}

/// The tool of those who made the format has the last word. It is a Python program; `.ci/run`
/// installs it.
#[test]
fn a_package_is_valid_for_the_frictionless_tool() {
    let Some(tool) = tool("frictionless", "Frictionless") else {
        return;
    };
    let home = Home::starter();
    let full = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/good/exampleton");
    let _loaded = home.run(&["load", full, "--yes", "--quiet"]).answer();
    let _made = home
        .run(&["export", "--package", "release", "--quiet"])
        .answer();
    let valid = || {
        Command::new(&tool)
            .args(["validate", "release/datapackage.json"])
            .current_dir(home.file(""))
            .output()
            .expect("the tool runs")
    };
    let said = valid();
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stdout)
    );
    // The tool does look: a place that is nowhere is found.
    let rules = text(&home, "release/rules.csv").replacen(",us-ca\n", ",us-nowhere\n", 1);
    std::fs::write(home.file("release/rules.csv"), rules).expect("a file");
    assert!(!valid().status.success());
}

#[test]
fn a_map_has_one_row_a_place() {
    let home = Home::starter();
    let ask = [
        "export",
        "--places",
        "--topic",
        "hold-on-detainer",
        "--for",
        "ice",
        "--on",
        "2019-10-05",
    ];
    let csv = home.run(&ask).answer();
    let chicago = "us-il-chicago,Chicago,city,1714000,hold-on-detainer,ice,2019-10-05,prohibits,";
    assert!(csv.contains(chicago), "{csv}");
    let mut places: Vec<&str> = csv
        .lines()
        .filter_map(|line| line.split(',').next())
        .collect();
    let all = places.len();
    places.dedup();
    assert_eq!(places.len(), all, "{csv}");
    // Bodies of one place that differ are mixed.
    let both = [&ask[..], &["fairfax-county-pd", "fairfax-county-sheriff"]].concat();
    let csv = home.run(&both).answer();
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(
        csv.contains(",fairfax-county-pd | fairfax-county-sheriff"),
        "{csv}"
    );
    let said = home.run(&["export", "--places"]).refused(2);
    assert!(said.contains("--topic"), "{said}");
}

#[test]
fn the_flat_table_is_narrowed() {
    let home = Home::starter();
    let all = home.run(&["export"]).answer();
    let csv = home
        .run(&["export", "chicago-pd", "--topic", "hold on a detainer"])
        .answer();
    assert!(csv.lines().count() < all.lines().count());
    assert!(
        csv.lines()
            .skip(1)
            .all(|line| line.starts_with("chicago-pd/")),
        "{csv}"
    );
    assert!(
        csv.lines()
            .skip(1)
            .all(|line| line.contains(",hold-on-detainer,")),
        "{csv}"
    );
    let said = home.run(&["export", "--json"]).refused(2);
    assert!(said.contains("the flat table is CSV, not json"), "{said}");
    let said = home.run(&["export", "nobody-pd"]).refused(1);
    assert!(said.contains("not on record"), "{said}");
}
