//! Rows that other programs write: kept by the triggers, taken in by the next writer.

use super::Scratch;
use super::made::{self, full};

fn rows(scratch: &Scratch, sql: &str) -> Vec<(String, i64, i64)> {
    let plain = scratch.plain();
    let mut statement = plain.prepare(sql).expect(sql);
    let rows = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .expect(sql);
    rows.map(|row| row.expect("a row")).collect()
}

const NOW: &str = "SELECT name, operation, -1 FROM place ORDER BY id";
const PAST: &str =
    "SELECT name, operation, until_operation FROM place_history ORDER BY name, operation";

#[test]
fn rows_written_outside_become_an_operation_of_their_own() {
    let scratch = Scratch::with_world();
    scratch
        .plain()
        .execute_batch(
            "PRAGMA foreign_keys = ON;
             INSERT INTO place (id, name, kind, parent) VALUES ('us-ut', 'Utah', 'state', 'us');
             UPDATE place SET name = 'Ohio' WHERE id = 'us-oh';
             UPDATE place SET name = 'State of Ohio' WHERE id = 'us-oh';
             DELETE FROM directive_tag;",
        )
        .expect("outside");
    let writer = scratch.writer("nothing");
    let adopted = writer.adopted().cloned().expect("adopted");
    assert_eq!((adopted.id, adopted.rows), (2, 5));
    // The writer itself changes nothing, yet what it took in stays.
    assert_eq!(writer.finish().expect("finish"), None);
    let names: Vec<_> = rows(&scratch, NOW);
    assert_eq!(names[1].0, "State of Ohio");
    assert_eq!(
        names.iter().map(|row| row.1).collect::<Vec<_>>(),
        [1, 2, 1, 2]
    );
    assert_eq!(
        rows(&scratch, PAST),
        [("Ohio".to_owned(), 1, 2), ("us-oh".to_owned(), 1, 2)]
    );
    let reader = scratch.reader();
    let last = reader.last_operation().expect("last").expect("one");
    assert_eq!((last.id, last.command.as_str()), (2, "outside Comity"));
    assert!(
        reader
            .directive(&full().id)
            .expect("read")
            .expect("it")
            .tags
            .is_empty()
    );
    drop(reader);

    // The next writer finds nothing to take in, and its changes are its own.
    let mut writer = scratch.writer("place edit");
    assert_eq!(writer.adopted(), None);
    let mut place = made::registers().places[1].clone();
    place.name = "Ohio, the state".to_owned();
    writer.put_place(&place).expect("put");
    assert_eq!(writer.finish().expect("finish").expect("one").id, 3);
    assert_eq!(rows(&scratch, PAST)[1], ("State of Ohio".to_owned(), 2, 3));
}

#[test]
fn a_dry_run_takes_nothing_in() {
    let scratch = Scratch::with_world();
    scratch
        .plain()
        .execute_batch("UPDATE place SET name = 'Ohio' WHERE id = 'us-oh'")
        .expect("outside");
    let before = std::fs::read(&scratch.path).expect("bytes");
    let mut writer = scratch.writer("load");
    writer.put_place(&made::registers().places[1]).expect("put");
    assert_eq!(writer.rollback().expect("rows"), 1);
    assert_eq!(std::fs::read(&scratch.path).expect("bytes"), before);
}
