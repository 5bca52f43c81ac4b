//! What the schema promises about itself.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::made::read;
use crate::model::Date;
use crate::store::TABLES;
use crate::store::open::SCHEMA;
use crate::store::table::Table;

fn empty() -> Connection {
    let conn = Connection::open_in_memory().expect("a database in memory");
    conn.execute_batch(SCHEMA).expect("the schema");
    conn
}

fn texts(conn: &Connection, sql: &str, parameter: &str) -> Vec<String> {
    let mut statement = conn.prepare(sql).expect(sql);
    let count = statement.parameter_count();
    let rows = statement
        .query_map(
            rusqlite::params_from_iter([parameter].iter().take(count)),
            |row| row.get(0),
        )
        .expect(sql);
    rows.map(|row| row.expect("a text")).collect()
}

fn tables() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().flat_map(|tables| tables.iter().copied())
}

/// Columns in order, generated ones too.
fn columns(conn: &Connection, table: &str) -> Vec<String> {
    texts(
        conn,
        "SELECT name || ' ' || type FROM pragma_table_xinfo(?1) ORDER BY cid",
        table,
    )
}

#[test]
fn the_code_knows_every_table_and_column() {
    let conn = empty();
    let mut there: BTreeSet<String> = texts(
        &conn,
        // The full text is made from these, and has tables of SQLite's own.
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'operation' \
         AND name NOT LIKE '%\\_history' ESCAPE '\\' AND name NOT GLOB 'search*'",
        "",
    )
    .into_iter()
    .collect();
    for table in tables() {
        assert!(there.remove(table.name), "{}", table.name);
        let mut known: BTreeSet<&str> = table.columns.iter().copied().collect();
        assert!(known.insert("operation"));
        let plain = texts(
            &conn,
            "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0",
            table.name,
        );
        assert_eq!(
            known,
            plain.iter().map(String::as_str).collect(),
            "{}",
            table.name
        );
        let key = texts(
            &conn,
            "SELECT name FROM pragma_table_xinfo(?1) WHERE pk > 0 ORDER BY pk",
            table.name,
        );
        assert_eq!(key, table.columns[..table.key], "{}", table.name);
    }
    assert!(there.is_empty(), "{there:?}");
}

#[test]
fn every_table_is_strict_and_its_twin_is_equal() {
    let conn = empty();
    let strict: BTreeSet<String> =
        texts(&conn, "SELECT name FROM pragma_table_list WHERE strict", "")
            .into_iter()
            .collect();
    let indexes = |table: &str| -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for index in texts(&conn, "SELECT name FROM pragma_index_list(?1)", table) {
            let columns = texts(
                &conn,
                "SELECT name FROM pragma_index_info(?1) ORDER BY seqno",
                &index,
            );
            all.insert(columns.join(","));
        }
        all
    };
    for table in tables() {
        let twin = format!("{}_history", table.name);
        assert!(
            strict.contains(table.name) && strict.contains(&twin),
            "{twin}"
        );
        let mut wanted = columns(&conn, table.name);
        wanted.push("until_operation INTEGER".to_owned());
        assert_eq!(columns(&conn, &twin), wanted);
        // In a twin every row was once written by an operation.
        let mut wanted = indexes(table.name);
        assert!(wanted.remove("operation"));
        wanted.insert(table.columns[..table.key].join(","));
        wanted.insert("until_operation".to_owned());
        assert_eq!(indexes(&twin), wanted, "{twin}");
        let triggers = texts(
            &conn,
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 ORDER BY 1",
            table.name,
        );
        let name = table.name;
        assert_eq!(
            triggers,
            [format!("{name}_deleted"), format!("{name}_updated")]
        );
    }
    assert!(!SCHEMA.contains("INSERT ON"), "no INSERT trigger");
}

#[test]
fn every_reference_has_an_index() {
    let conn = empty();
    for table in tables() {
        let mut links: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        let mut statement = conn
            .prepare("SELECT id, \"from\" FROM pragma_foreign_key_list(?1) ORDER BY id, seq")
            .expect("links");
        let mut rows = statement.query([table.name]).expect("links");
        while let Some(row) = rows.next().expect("link") {
            let (id, from) = (row.get(0).expect("id"), row.get(1).expect("from"));
            links.entry(id).or_default().push(from);
        }
        let of_index = |index: &String| {
            texts(
                &conn,
                "SELECT name FROM pragma_index_info(?1) ORDER BY seqno",
                index,
            )
        };
        let list = "SELECT name FROM pragma_index_list(?1) WHERE partial = ";
        let mut indexes: Vec<Vec<String>> = texts(&conn, &format!("{list}0"), table.name)
            .iter()
            .map(of_index)
            .collect();
        // Of the filled rows alone, where an empty column refers to nothing.
        let partial: Vec<(String, Vec<String>)> = texts(&conn, &format!("{list}1"), table.name)
            .iter()
            .map(|index| {
                let sql = "SELECT sql FROM sqlite_schema WHERE name = ?1";
                (texts(&conn, sql, index).concat(), of_index(index))
            })
            .collect();
        // The key itself, where the table is the index or the key is the row's number.
        indexes.push(
            table.columns[..table.key]
                .iter()
                .map(|column| (*column).to_owned())
                .collect(),
        );
        assert!(links.values().any(|from| from == &["operation"]));
        for from in links.values() {
            let of_the_filled = partial.iter().any(|(sql, index)| {
                let mut empty = from.iter().map(|one| format!("WHERE {one} IS NOT NULL"));
                index.starts_with(from) && empty.any(|end| sql.ends_with(&end))
            });
            if from == &["operation"] {
                // No operation that a row names is ever taken away. What other programs wrote is
                // looked for.
                let outside = |(sql, _): &(String, _)| sql.ends_with("WHERE operation = 0");
                assert!(partial.iter().any(outside), "{}", table.name);
                continue;
            }
            assert!(
                of_the_filled || indexes.iter().any(|index| index.starts_with(from)),
                "{}: {from:?}",
                table.name
            );
        }
    }
}

#[test]
fn every_check_has_a_name_and_every_column_a_comment() {
    let unnamed: Vec<&str> = SCHEMA
        .lines()
        .filter(|line| line.contains("CHECK (") && !line.contains("CONSTRAINT "))
        .collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
    let mut inside = false;
    let mut above = "";
    for line in SCHEMA.lines() {
        if line.starts_with("CREATE TABLE ") {
            inside = !line.contains("_history");
        } else if line.starts_with("    PRIMARY KEY") {
            inside = false;
        }
        // A column, or the end of a generated one; its comment may stand on the line above.
        let is_column = line.starts_with("    ")
            && !line.starts_with("     ")
            && !line.ends_with(" AS (")
            && !line.starts_with("    --");
        if inside && is_column {
            let commented = line.contains(" -- ") || above.starts_with("    -- ");
            assert!(commented, "{line}");
        }
        above = line;
    }
    let conn = empty();
    let error = conn
        .execute("INSERT INTO topic (key, position) VALUES ('No', 0)", [])
        .expect_err("a bad key");
    assert!(error.to_string().contains("topic_key_slug"), "{error}");
}

#[test]
fn bounds_are_those_of_the_model() {
    let conn = empty();
    conn.execute_batch("PRAGMA foreign_keys = OFF")
        .expect("off");
    let mut dates: Vec<String> = Vec::new();
    for point in [
        "1800",
        "2100",
        "2019",
        "2019-01",
        "2019-02",
        "2020-02",
        "1900-02",
        "2000-02",
        "2019-04",
        "2019-12",
        "2020-02-29",
        "2019-07-12",
        "1999-12-31",
        "2100-12",
    ] {
        for mark in ["", "?", "~"] {
            dates.push(format!("{point}{mark}"));
            dates.push(format!("..{point}{mark}"));
            dates.push(format!("{point}{mark}.."));
        }
    }
    for range in [
        "..",
        "2019..2020",
        "2019-07?..2019-09-03~",
        "2020-02..2020-02",
        "2019-07-12..2019-07",
    ] {
        dates.push(range.to_owned());
    }
    let days = (0..800).filter_map(|n| {
        chrono::NaiveDate::from_num_days_from_ce_opt(737_000 + n * 7).map(|day| day.to_string())
    });
    dates.extend(days);
    for text in dates {
        let date: Date = read(&text);
        let (first, last): (Option<String>, Option<String>) = conn
            .query_row(
                "INSERT INTO version_review (directive, version, position, on_date, result) \
                 VALUES ('a/b', 'c', 0, ?1, 'd') RETURNING on_earliest, on_latest",
                [&text],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(first, date.earliest().map(|day| day.to_string()), "{text}");
        assert_eq!(last, date.latest().map(|day| day.to_string()), "{text}");
        conn.execute("DELETE FROM version_review", [])
            .expect("delete");
    }
}

#[test]
fn what_is_no_date_is_refused_by_the_schema() {
    let conn = empty();
    conn.execute_batch("PRAGMA foreign_keys = OFF")
        .expect("off");
    for text in [
        "",
        "?",
        "~",
        "soon",
        "19",
        "201",
        "20190",
        "201907",
        "2019-7",
        "2019-7-1",
        "2019-13",
        "2019-00",
        "2019-02-30",
        "2019-13-01",
        "1799",
        "2101",
        "2019?~",
        "2019??",
        "..2019-13",
        "..2019-02-30",
        "2019-13..",
        "2019-02-30..",
        "2019..2018",
        "2019..?",
        "?..2019",
        "2019...",
        "2019..2020..2021",
        "2019-07-12 ",
        " 2019",
        "2458849.5",
        "20190712",
        "2019..5",
        "now",
        "..now",
        "2019-W10",
        "10/5/2019",
        "2019-07-12T00:00:00",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text}");
        let result = conn.execute(
            "INSERT INTO version_review (directive, version, position, on_date, result) \
             VALUES ('a/b', 'c', 0, ?1, 'd')",
            [text],
        );
        let error = result.expect_err(text);
        assert!(
            error.to_string().contains("version_review_on_date_edtf"),
            "{text}: {error}"
        );
    }
}
