//! Operations, and rows that were written outside Comity: the next writer takes them into an
//! operation of their own, so that history tells of every row when it came and went.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::TABLES;
use super::error::Result;
use super::table::Table;
use super::writer::{Operation, Stamp};
use super::written::{Written, outside_tables};

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

/// Rows that were written outside Comity, taken into an operation of their own.
#[derive(Debug)]
pub(super) struct Adopted {
    pub(super) operation: Operation,
    /// The records to which they belong.
    pub(super) written: Written,
}

/// Takes rows of operation 0 into an operation of their own, if there are any.
pub(super) fn adopt(conn: &Connection, stamp: &Stamp) -> Result<Option<Adopted>> {
    let tables = outside_tables(conn)?;
    if tables.is_empty() {
        return Ok(None);
    }
    let written = Written::outside_in(conn, &tables)?;
    let stamp = Stamp {
        at: stamp.at.clone(),
        user: String::new(),
        command: OUTSIDE.to_owned(),
    };
    let id = insert_operation(conn, &stamp)?;
    let mut count = 0;
    for table in tables {
        count += take_in(conn, table, id)?;
    }
    let rows = i64::try_from(count).unwrap_or(i64::MAX);
    conn.execute("UPDATE operation SET rows = ?1 WHERE id = ?2", (rows, id))?;
    let operation = Operation {
        id,
        at: stamp.at,
        user: stamp.user,
        command: stamp.command,
        rows,
    };
    Ok(Some(Adopted { operation, written }))
}

/// Takes an operation back that changed nothing.
pub(super) fn forget(conn: &Connection, id: i64) -> Result<()> {
    // No row carries its number. To look for one in every table would take a while: their indexes
    // hold the rows of operation 0 only.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
    conn.execute("DELETE FROM operation WHERE id = ?1", [id])?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
    Ok(())
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
