//! Names the record that a foreign key misses. SQLite itself says only that there is one.
//!
//! Whoever writes checks names beforehand; this is the last resort.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::TABLES;
use super::error::{Result, StoreError};
use super::table::Table;

/// SQLITE_CONSTRAINT_FOREIGNKEY.
const FOREIGN_KEY: i32 = 787;

/// What is missing, where the error is that of a foreign key.
pub(super) fn named(
    conn: &Connection,
    operation: i64,
    error: &rusqlite::Error,
) -> Result<Option<StoreError>> {
    match error.sqlite_error() {
        Some(error)
            if error.code == ErrorCode::ConstraintViolation
                && error.extended_code == FOREIGN_KEY =>
        {
            // Mostly a row that was written names what is not there; else something was deleted
            // that an older row names.
            match any(conn, Some(operation))? {
                Some(missing) => Ok(Some(missing)),
                None => any(conn, None),
            }
        }
        _ => Ok(None),
    }
}

/// The first record, of those that the operation wrote or of all, that names another which is not
/// there.
pub(super) fn any(conn: &Connection, operation: Option<i64>) -> Result<Option<StoreError>> {
    for table in TABLES.iter().flat_map(|tables| tables.iter()) {
        for link in links(conn, table)? {
            if let Some(missing) = loose(conn, table, &link, operation)? {
                return Ok(Some(missing));
            }
        }
    }
    Ok(None)
}

/// A foreign key: the table that it points to, and the pairs of columns.
struct Link {
    parent: String,
    pairs: Vec<(String, String)>,
}

fn links(conn: &Connection, table: &Table) -> Result<Vec<Link>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1) ORDER BY id, seq",
    )?;
    let mut rows = statement.query([table.name])?;
    let mut all: Vec<(i64, Link)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, pair) = (row.get(0)?, (row.get(2)?, row.get(3)?));
        match all.last_mut() {
            Some((last, link)) if *last == id => link.pairs.push(pair),
            _ => all.push((
                id,
                Link {
                    parent: row.get(1)?,
                    pairs: vec![pair],
                },
            )),
        }
    }
    Ok(all.into_iter().map(|(_, link)| link).collect())
}

fn loose(
    conn: &Connection,
    table: &Table,
    link: &Link,
    operation: Option<i64>,
) -> Result<Option<StoreError>> {
    let mut terms: Vec<String> = link
        .pairs
        .iter()
        .map(|(from, _)| format!("child.{from} IS NOT NULL"))
        .collect();
    if let Some(operation) = operation {
        terms.push(format!("child.operation = {operation}"));
    }
    let same: Vec<String> = link
        .pairs
        .iter()
        .map(|(from, to)| format!("parent.{to} = child.{from}"))
        .collect();
    let last = link.pairs.last().map_or("operation", |(from, _)| from);
    let sql = format!(
        "SELECT child.{}, child.{last} FROM {} AS child WHERE {} AND NOT EXISTS \
         (SELECT 1 FROM {} AS parent WHERE {}) LIMIT 1",
        table.columns[0],
        table.name,
        terms.join(" AND "),
        link.parent,
        same.join(" AND ")
    );
    let text = |row: &rusqlite::Row<'_>, at: usize| -> rusqlite::Result<String> {
        Ok(match row.get_ref(at)? {
            ValueRef::Integer(number) => number.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        })
    };
    let found = conn
        .query_row(&sql, [], |row| Ok((text(row, 0)?, text(row, 1)?)))
        .optional()?;
    Ok(found.map(|(by, key)| StoreError::Missing {
        by: format!("the {} {by}", table.noun()),
        noun: link.parent.replace('_', " "),
        key,
    }))
}
