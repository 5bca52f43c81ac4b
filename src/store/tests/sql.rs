//! Statements of the user's own.

use super::{Scratch, WAIT};
use crate::store::{SqlReader, SqlValue, StoreError};

fn run(reader: &SqlReader, sql: &str) -> Result<Vec<Vec<SqlValue>>, StoreError> {
    let mut all = Vec::new();
    reader.query(
        sql,
        |_| Ok(()),
        |row| {
            all.push(row);
            Ok::<(), StoreError>(())
        },
    )?;
    Ok(all)
}

#[test]
fn it_reads() {
    let scratch = Scratch::with_world();
    let reader = SqlReader::open(&scratch.path, WAIT).expect("open");
    let mut names = Vec::new();
    let mut rows = Vec::new();
    reader
        .query(
            "SELECT id, rank, 0.5 AS half, x'00', NULL FROM directive, directive_type AS t \
             WHERE t.key = type ORDER BY id LIMIT 1;  -- done",
            |columns| {
                names = columns.to_vec();
                Ok(())
            },
            |row| {
                rows.push(row);
                Ok::<(), StoreError>(())
            },
        )
        .expect("query");
    assert_eq!(names[..3], ["id", "rank", "half"]);
    assert_eq!(
        rows,
        [vec![
            SqlValue::Text("exampleton-pd/go-34".to_owned()),
            SqlValue::Integer(1),
            SqlValue::Real(0.5),
            SqlValue::Blob(vec![0]),
            SqlValue::Null,
        ]]
    );
    for sql in [
        "SELECT * FROM rule_in_force",
        "SELECT * FROM pragma_table_info('rule')",
        "PRAGMA table_info(rule)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n",
        "EXPLAIN QUERY PLAN SELECT * FROM rule",
        "SELECT count(*) FROM sqlite_schema",
        "VALUES (1), (2)",
    ] {
        assert!(
            !run(&reader, sql).expect(sql).is_empty() || sql.contains("rule_in_force"),
            "{sql}"
        );
    }
}

#[test]
fn it_only_reads() {
    let scratch = Scratch::with_world();
    let before = std::fs::read(&scratch.path).expect("bytes");
    let reader = SqlReader::open(&scratch.path, WAIT).expect("open");
    for sql in [
        "DELETE FROM rule",
        "WITH x AS (SELECT 1) DELETE FROM rule",
        "INSERT INTO topic (key, position) VALUES ('x', 9)",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "ATTACH 'other.db' AS other",
        "PRAGMA user_version = 7",
        "PRAGMA writable_schema = ON",
        "PRAGMA query_only = OFF",
        "PRAGMA journal_mode = WAL",
        "VACUUM INTO 'copy.db'",
        "COMMIT",
        "BEGIN",
        "SELECT load_extension('x')",
        "SELECT 1; DELETE FROM rule",
        "SELECT 1; SELECT 2",
        "",
        "-- nothing",
    ] {
        let error = run(&reader, sql).expect_err(sql);
        assert!(
            matches!(error, StoreError::Statement { .. }),
            "{sql}: {error}"
        );
    }
    drop(reader);
    assert_eq!(std::fs::read(&scratch.path).expect("bytes"), before);
}

#[test]
fn a_fault_has_its_place() {
    let scratch = Scratch::with_world();
    let reader = SqlReader::open(&scratch.path, WAIT).expect("open");
    for (sql, at, word) in [
        ("SELECT titel FROM directive", 7, "titel"),
        ("SELECT FROM directive", 7, "FROM"),
        ("SELECT \"titel\" FROM directive", 7, "titel"),
    ] {
        match run(&reader, sql) {
            Err(StoreError::Statement { message, offset }) => {
                assert_eq!(offset, Some(at), "{sql}: {message}");
                assert!(message.contains(word), "{message}");
            }
            other => panic!("{sql}: {other:?}"),
        }
    }
    let endless = "WITH RECURSIVE n(i) AS (SELECT zeroblob(2000000000)) SELECT * FROM n";
    let error = run(&reader, endless).expect_err("too big");
    assert!(matches!(error, StoreError::Statement { .. }), "{error}");
}
