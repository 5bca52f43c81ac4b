//! Operations, and rows that were written outside Comity: the next writer takes them into an
//! operation of their own, so that history tells of every row when it came and went.

use rusqlite::Connection;

use super::TABLES;
use super::error::Result;
use super::table::Table;
use super::writer::{Operation, Stamp};

/// What the log says of such an operation in place of a command.
const OUTSIDE: &str = "outside Comity";

/// Notes an operation as running and returns its number.
pub(super) fn insert_operation(conn: &Connection, stamp: &Stamp) -> Result<i64> {
    conn.execute(
        "INSERT INTO operation (at, user, command, program) VALUES (?1, ?2, ?3, ?4)",
        (
            &stamp.at,
            &stamp.user,
            &stamp.command,
            env!("CARGO_PKG_VERSION"),
        ),
    )?;
    Ok(conn.last_insert_rowid())
}

/// Takes rows of operation 0 into an operation of their own, if there are any.
pub(super) fn adopt(conn: &Connection, stamp: &Stamp) -> Result<Option<Operation>> {
    let marks: Vec<String> = TABLES
        .iter()
        .flat_map(|tables| tables.iter())
        .map(|table| {
            format!(
                "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM {0} WHERE operation = 0) \
                 OR EXISTS (SELECT 1 FROM {0}_history WHERE until_operation = 0)",
                table.name
            )
        })
        .collect();
    // A compound SELECT has a limited number of terms, so there are a few of them.
    let mut names: Vec<String> = Vec::new();
    for some in marks.chunks(100) {
        let mut statement = conn.prepare(&some.join(" UNION ALL "))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            names.push(row.get(0)?);
        }
    }
    if names.is_empty() {
        return Ok(None);
    }
    let stamp = Stamp {
        at: stamp.at.clone(),
        user: String::new(),
        command: OUTSIDE.to_owned(),
    };
    let id = insert_operation(conn, &stamp)?;
    let mut count = 0;
    for table in TABLES.iter().flat_map(|tables| tables.iter()) {
        if names.iter().any(|name| name == table.name) {
            count += take_in(conn, table, id)?;
        }
    }
    let rows = i64::try_from(count).unwrap_or(i64::MAX);
    conn.execute("UPDATE operation SET rows = ?1 WHERE id = ?2", (rows, id))?;
    Ok(Some(Operation {
        id,
        at: stamp.at,
        user: stamp.user,
        command: stamp.command,
        rows,
    }))
}

fn take_in(conn: &Connection, table: &Table, id: i64) -> Result<usize> {
    let name = table.name;
    let key = table.columns[..table.key].join(", ");
    // New rows first: the trigger leaves rows of operation 0 alone.
    let new = conn.execute(
        &format!("UPDATE {name} SET operation = ?1 WHERE operation = 0"),
        [id],
    )?;
    // A row that was changed outside still carries the operation before; its old values are in the
    // twin. Setting the operation is itself a change that the trigger keeps: that copy goes again.
    let changed = conn.execute(
        &format!(
            "UPDATE {name} SET operation = ?1 WHERE operation <> ?1 AND ({key}) IN \
             (SELECT {key} FROM {name}_history WHERE until_operation = 0)"
        ),
        [id],
    )?;
    conn.execute(
        &format!("DELETE FROM {name}_history WHERE until_operation = ?1"),
        [id],
    )?;
    let ended = conn.execute(
        &format!("UPDATE {name}_history SET until_operation = ?1 WHERE until_operation = 0"),
        [id],
    )?;
    Ok(new + changed.max(ended))
}

/// Drops from the history what the operation itself wrote and changed again: it stood at no time
/// that anybody could ask about.
pub(super) fn forget_passing(conn: &Connection, id: i64) -> Result<()> {
    for table in TABLES.iter().flat_map(|tables| tables.iter()) {
        conn.execute(
            &format!(
                "DELETE FROM {}_history WHERE until_operation = ?1 AND operation = ?1",
                table.name
            ),
            [id],
        )?;
    }
    Ok(())
}
