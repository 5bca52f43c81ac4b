//! What is written is read back equal, and written again changes nothing.

use super::Scratch;
use super::made::{self, full, read};
use crate::model::Found;
use crate::store::StoreError;

#[test]
fn everything_is_read_back_equal() {
    let scratch = Scratch::with_world();
    let reader = scratch.reader();
    assert_eq!(reader.registers().expect("registers"), made::registers());
    assert_eq!(reader.terms().expect("terms"), made::terms());
    assert_eq!(reader.directive(&full().id).expect("read"), Some(full()));
    let mut all = made::neighbours();
    all.insert(0, full());
    all.sort_by(|a, b| a.id.cmp(&b.id));
    let read: Vec<_> = reader
        .directives()
        .expect("directives")
        .map(|directive| directive.expect("a directive"))
        .collect();
    assert_eq!(read, all);
}

#[test]
fn the_same_again_makes_no_operation() {
    let scratch = Scratch::with_world();
    let before = std::fs::read(&scratch.path).expect("bytes");
    let mut writer = scratch.writer("load");
    made::write_world(&mut writer);
    assert_eq!(writer.rows(), 0);
    assert_eq!(writer.finish().expect("finish"), None);
    assert_eq!(std::fs::read(&scratch.path).expect("bytes"), before);
}

#[test]
fn a_change_is_read_back_and_its_old_rows_are_kept() {
    let scratch = Scratch::with_world();
    let mut record = full();
    record.title = "Another title".to_owned();
    record.versions[0].rules.swap(0, 1);
    record.versions[0].suspended.clear();
    record.versions[1].label = "2010".to_owned();
    let mut writer = scratch.writer("edit");
    writer.put_directive(&record).expect("put");
    let operation = writer.finish().expect("finish").expect("an operation");
    assert_eq!((operation.id, operation.rows), (2, 9), "{operation:?}");
    let reader = scratch.reader();
    assert_eq!(reader.directive(&record.id).expect("read"), Some(record));
    let plain = scratch.plain();
    let old: (String, i64, i64) = plain
        .query_row(
            "SELECT title, operation, until_operation FROM directive_history",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .expect("one old row");
    assert_eq!(old, ("Foreign nationals".to_owned(), 1, 2));
    for (table, count) in [
        ("suspension", 1),
        ("suspension_rule", 1),
        ("rule", 2),
        ("version", 1),
    ] {
        let sql = format!("SELECT count(*) FROM {table}_history WHERE until_operation = 2");
        let rows: i64 = plain.query_row(&sql, [], |row| row.get(0)).expect("count");
        assert_eq!(rows, count, "{table}");
    }
}

#[test]
fn what_one_operation_writes_and_changes_again_is_no_history() {
    let scratch = Scratch::with_world();
    let mut record = made::plain("exampleton-pd/go-50", "2024");
    let mut writer = scratch.writer("edit");
    writer.put_directive(&record).expect("put");
    record.title = "Another title".to_owned();
    writer.put_directive(&record).expect("put");
    writer.finish().expect("finish").expect("an operation");
    let rows: i64 = scratch
        .plain()
        .query_row("SELECT count(*) FROM directive_history", [], |row| {
            row.get(0)
        })
        .expect("count");
    assert_eq!(rows, 0);
}

#[test]
fn what_is_discarded_is_kept_and_hidden() {
    let scratch = Scratch::with_world();
    let id = full().id;
    let on = crate::model::date::parse_day("2026-01-02").expect("day");
    let mut writer = scratch.writer("discard");
    writer
        .discard_directive(&id, on, "a copy")
        .expect("discard");
    writer.finish().expect("finish").expect("an operation");
    let reader = scratch.reader();
    assert_eq!(reader.directive(&id).expect("read"), None);
    assert_eq!(reader.discarded().expect("discarded")[0].reason, "a copy");
    assert_eq!(reader.counts().expect("counts").directives, 3);
    drop(reader);
    let mut writer = scratch.writer("load");
    writer.put_directive(&full()).expect("put");
    writer.finish().expect("finish").expect("an operation");
    assert_eq!(scratch.reader().directive(&id).expect("read"), Some(full()));
}

#[test]
fn entries_are_added_at_the_end() {
    let scratch = Scratch::with_world();
    let mut wanted = made::registers();
    let mut coverage = wanted.coverage[0].clone();
    coverage.found = Found::NoReply;
    coverage.sources = vec![read("letter")];
    let letter = wanted.coverage_sources[&read::<crate::model::Slug>("herald")].clone();
    let sources = std::collections::BTreeMap::from([(read("letter"), letter)]);
    let mut writer = scratch.writer("coverage add");
    writer.add_coverage(&coverage, &sources).expect("coverage");
    writer
        .add_practice(&wanted.practice[0].clone(), &Default::default())
        .expect("practice");
    writer
        .add_event(&wanted.events[1].clone(), &Default::default())
        .expect("event");
    writer.finish().expect("finish").expect("an operation");
    wanted.coverage.push(coverage);
    wanted.coverage_sources.extend(sources);
    wanted.practice.push(wanted.practice[0].clone());
    wanted.events.push(wanted.events[1].clone());
    assert_eq!(scratch.reader().registers().expect("registers"), wanted);
}

#[test]
fn what_is_missing_is_named() {
    let scratch = Scratch::with_world();
    let mut record = made::plain("exampleton-pd/go-50", "2024");
    record.parties = vec![read("nowhere-pd")];
    for dry in [true, false] {
        let mut writer = scratch.writer("add");
        writer.put_directive(&record).expect("put");
        let error = if dry {
            writer.rollback().expect_err("missing")
        } else {
            writer.finish().expect_err("missing")
        };
        assert_eq!(
            error.to_string(),
            "the directive party exampleton-pd/go-50 names the organization \"nowhere-pd\", \
             which is not on record"
        );
    }
    assert_eq!(scratch.reader().directive(&record.id).expect("read"), None);
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    let scratch = Scratch::with_world();
    let mut record = full();
    record.versions[1].label = record.versions[0].label.clone();
    let mut writer = scratch.writer("add");
    let error = writer.put_directive(&record).expect_err("twice");
    assert!(matches!(error, StoreError::Twice { .. }), "{error}");
    drop(writer);
    record.id = read("exampleton-pd/go-99");
    let mut writer = scratch.writer("add");
    let error = writer.put_directive(&record).expect_err("twice");
    assert!(matches!(error, StoreError::Twice { .. }), "{error}");
}
