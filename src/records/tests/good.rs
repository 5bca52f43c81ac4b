//! Records that are right: the made-up record with every key, and the starter records.

use super::{all_problems, fixtures, read};
use crate::records::{Known, Reading, dump_files, read_text};

/// The files of a folder are byte for byte what is written for the records in them.
fn assert_canonical(folder: &str, reading: &Reading) {
    let records = &reading.records;
    let written = dump_files(&records.terms, &records.registers, &records.directives);
    let mut count = 0;
    for (path, text) in written {
        let there = std::fs::read_to_string(fixtures(folder).join(&path)).expect(&path);
        assert_eq!(there, text, "{path}");
        count += 1;
    }
    assert_eq!(count, records.origin.files.len(), "files of {folder}");
}

#[test]
fn the_record_with_every_key_is_read_and_written_alike() {
    let reading = read("good/exampleton");
    assert_canonical("good/exampleton", &reading);
    let version = &reading.records.directives[0].versions[0];
    assert_eq!(version.dates.effective.len(), 2);
    assert_eq!(version.suspended[0].rules, [version.rules[0].id.clone()]);
    assert_eq!(version.rules[0].steps.len(), 2);
    let problems = all_problems(reading, &Known::default());
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn the_starter_records_are_written_as_they_stand() {
    let reading = read("corpus");
    assert!(reading.problems.is_empty(), "{}", reading.problems);
    assert_canonical("corpus", &reading);
}

#[test]
fn the_names_in_the_starter_records_are_on_record() {
    let problems = all_problems(read("corpus"), &Known::default());
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn directives_can_stand_in_one_file_with_registers() {
    let reading = read_text(
        "list.toml",
        r#"
        [[organization]]
        id = "a"
        kind = "police"

        [[directive]]
        id = "a/one"
        title = "One"
        type = "memo"
        [directive.source.s]
        title = "S"
        kind = "press"
        [[directive.version]]
        label = "2019"
        text = "none"
        standing = "reported"
        sources = ["s"]
        [[directive.version]]
        label = "2020"
        text = "part"
        standing = "reported"
        [[directive.version.rule]]
        says = "prohibits x"
        [[directive.version.rule]]
        id = "x-2"
        says = "prohibits x for ice"
        [[directive.version.rule]]
        says = "permits x for dhs"

        [[directive]]
        id = "a/two"
        title = "Two"
        type = "memo"
        "#,
    );
    assert!(reading.problems.is_empty(), "{}", reading.problems);
    let [one, two] = reading.records.directives.as_slice() else {
        panic!("two directives");
    };
    assert_eq!(two.title, "Two");
    let ids: Vec<&str> = one.versions[1]
        .rules
        .iter()
        .map(|rule| rule.id.as_str())
        .collect();
    assert_eq!(
        ids,
        ["x", "x-2", "x-3"],
        "ids by default keep clear of those given"
    );
}

#[test]
fn sources_go_with_the_list_that_cites_them() {
    let text = r#"
        [source.both]
        title = "Both"
        kind = "press"

        [source.idle]
        title = "Idle"
        kind = "press"

        [[coverage]]
        organization = "a"
        topic = "all"
        found = "refused"
        sources = ["both"]

        [[practice]]
        organization = "a"
        says = "permits x"
        standing = "reported"
        sources = ["both"]
        "#;
    let reading = read_text("mixed.toml", text);
    assert!(reading.problems.is_empty(), "{}", reading.problems);
    let registers = reading.records.registers;
    assert_eq!(
        registers.coverage_sources.len(),
        2,
        "with the one that nothing cites"
    );
    assert_eq!(registers.practice_sources.len(), 1);
    assert!(registers.events_sources.is_empty());
}
