//! Which files are opened, and how.

use super::made::{self, full};
use super::{Scratch, WAIT, stamp};
use crate::store::{ErrorKind, Reader, StoreError, Writer};

/// Reader and writer refuse the file, and it stays as it is.
fn refused(scratch: &Scratch, is: impl Fn(&StoreError) -> bool) {
    let before = std::fs::read(&scratch.path).ok();
    for error in [
        Reader::open(&scratch.path, WAIT).err(),
        Writer::open(&scratch.path, WAIT, stamp("x")).err(),
    ] {
        let error = error.expect("an error");
        assert!(is(&error), "{error}");
        assert_eq!(error.kind(), ErrorKind::File);
        assert!(error.cure().is_some(), "{error}");
    }
    assert_eq!(std::fs::read(&scratch.path).ok(), before);
    let folder = scratch.path.parent().expect("a folder");
    let files = std::fs::read_dir(folder).expect("files").count();
    assert_eq!(files, usize::from(before.is_some()));
}

#[test]
fn what_is_not_there_is_not_made() {
    refused(&Scratch::bare(), |error| {
        matches!(error, StoreError::Absent { .. })
    });
}

#[test]
fn other_files_are_left_untouched() {
    let scratch = Scratch::bare();
    for bytes in [&b"a letter"[..], &[b'x'; 5000], b"SQLite format 3\0"] {
        std::fs::write(&scratch.path, bytes).expect("write");
        refused(&scratch, |error| {
            matches!(error, StoreError::NotADatabase { .. })
        });
        let made = Writer::create(&scratch.path, WAIT, stamp("init"));
        assert!(matches!(made, Err(StoreError::NotADatabase { .. })));
    }
    std::fs::remove_file(&scratch.path).expect("remove");
    scratch
        .plain()
        .execute_batch("CREATE TABLE letter (text)")
        .expect("another program");
    refused(&scratch, |error| {
        matches!(error, StoreError::NotOurs { .. })
    });
}

#[test]
fn other_versions_are_left_untouched() {
    let scratch = Scratch::with_world();
    for (version, newer) in [(2, true), (0, false)] {
        scratch
            .plain()
            .pragma_update(None, "user_version", version)
            .expect("version");
        refused(&scratch, |error| match error {
            StoreError::Newer { .. } => newer,
            StoreError::Older { .. } => !newer,
            _ => false,
        });
    }
}

#[test]
fn a_database_is_made_once_and_only_when_it_is_finished() {
    let scratch = Scratch::bare();
    let writer = Writer::create(&scratch.path, WAIT, stamp("init")).expect("create");
    drop(writer);
    assert!(!scratch.path.exists());
    let writer = Writer::create(&scratch.path, WAIT, stamp("init")).expect("create");
    assert_eq!(writer.finish().expect("finish"), None);
    assert_eq!(scratch.reader().last_operation().expect("last"), None);
    let again = Writer::create(&scratch.path, WAIT, stamp("init"));
    assert!(matches!(again, Err(StoreError::Exists { .. })));
    let scratch = Scratch::with_world();
    let reader = scratch.reader();
    let info = reader.info().expect("info");
    assert_eq!(info.last.expect("last").command, "init");
    assert_eq!((info.schema_version, info.counts.directives), (1, 4));
    assert_eq!((info.counts.rules, info.counts.sources), (2, 4));
    assert!(info.bytes > 0);
}

#[test]
fn a_writer_waits_for_another_and_says_so() {
    let scratch = Scratch::with_world();
    let first = scratch.writer("first");
    let second = Writer::open(&scratch.path, WAIT, stamp("second"));
    let error = second.expect_err("busy");
    assert!(
        matches!(error, StoreError::Busy { waited } if waited == WAIT),
        "{error}"
    );
    // A reader reads what stood before.
    assert_eq!(scratch.reader().directive_ids().expect("ids").len(), 4);
    drop(first);
    assert_eq!(scratch.writer("third").finish().expect("finish"), None);
}

#[test]
fn strange_triggers_are_refused() {
    let scratch = Scratch::with_world();
    let before: String = scratch
        .plain()
        .query_row(
            "SELECT sql FROM sqlite_schema WHERE name = 'place_deleted'",
            [],
            |row| row.get(0),
        )
        .expect("a trigger");
    for (change, undo, name) in [
        (
            "CREATE TRIGGER spy AFTER INSERT ON place BEGIN DELETE FROM topic; END",
            "DROP TRIGGER spy".to_owned(),
            "spy",
        ),
        (
            "DROP TRIGGER place_deleted",
            before,
            "place_deleted (missing)",
        ),
    ] {
        scratch.plain().execute_batch(change).expect(change);
        let error = Writer::open(&scratch.path, WAIT, stamp("x")).expect_err("refused");
        match error {
            StoreError::Triggers { names, .. } => assert_eq!(names, [name]),
            other => panic!("{other}"),
        }
        assert!(Reader::open(&scratch.path, WAIT).is_ok());
        scratch.plain().execute_batch(&undo).expect("undo");
    }
    assert!(Writer::open(&scratch.path, WAIT, stamp("x")).is_ok());
}

#[test]
fn the_journal_of_a_command_that_broke_off_is_rolled_back() {
    let scratch = Scratch::with_world();
    let journal = scratch.path.with_file_name("comity.db-journal");
    // A copy of the file and its journal in the middle of a commit: what a crash leaves.
    let crashed = Scratch::bare();
    let plain = scratch.plain();
    plain
        .execute_batch(
            "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE; \
             UPDATE directive SET title = 'half written'; \
             CREATE TABLE filler (x); \
             INSERT INTO filler SELECT zeroblob(4000) FROM sqlite_schema;",
        )
        .expect("a change");
    std::fs::copy(&scratch.path, &crashed.path).expect("copy");
    let beside = crashed.path.with_file_name("comity.db-journal");
    std::fs::copy(journal, &beside).expect("copy");
    drop(plain);

    let half = std::fs::read(&crashed.path).expect("bytes");
    let reader = crashed.reader();
    assert!(reader.recovered());
    assert_eq!(reader.directive(&full().id).expect("read"), Some(full()));
    drop(reader);
    assert!(!beside.exists());
    assert_ne!(std::fs::read(&crashed.path).expect("bytes"), half);
    assert!(!crashed.reader().recovered());
}

#[test]
fn a_file_that_is_cut_short_is_damaged() {
    let scratch = Scratch::with_world();
    let bytes = std::fs::read(&scratch.path).expect("bytes");
    std::fs::write(&scratch.path, &bytes[..bytes.len() / 3]).expect("write");
    let error = Reader::open(&scratch.path, WAIT)
        .and_then(|reader| reader.registers().map(|_| ()))
        .expect_err("damaged");
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_only_read() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::with_world();
    let folder = scratch.path.parent().expect("a folder").to_path_buf();
    let set = |mode: u32, path: &std::path::Path| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("mode");
    };
    set(0o444, &scratch.path);
    set(0o555, &folder);
    assert_eq!(scratch.reader().directive_ids().expect("ids").len(), 4);
    // To the superuser nothing is forbidden: then there is nothing to see here.
    let is_super = std::fs::write(folder.join("probe"), "").is_ok();
    let written = Writer::open(&scratch.path, WAIT, stamp("x")).map(|mut writer| {
        made::write_world(&mut writer);
    });
    set(0o755, &folder);
    set(0o644, &scratch.path);
    match written {
        Ok(()) => assert!(is_super),
        Err(error) => assert!(matches!(error, StoreError::Permission { .. }), "{error}"),
    }
}
