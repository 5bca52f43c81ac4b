//! Opening the file: what it must be, and how it is set.
//!
//! The first bytes are read before SQLite touches the file, so that a file of another program is
//! left as it is, with its journal.

use std::io::Read;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::error::{Result, StoreError};

/// The whole schema.
pub(super) const SCHEMA: &str = include_str!("../../schema.sql");
/// `PRAGMA application_id` of our files: "Cmty".
pub(super) const APPLICATION_ID: u32 = 0x436D_7479;
/// `PRAGMA user_version` of the schema.
pub(super) const SCHEMA_VERSION: i64 = 1;
/// SQLITE_READONLY_ROLLBACK: a journal must be rolled back, and the connection may only read.
const READONLY_ROLLBACK: i32 = 776;
/// How much of the file a writer keeps in memory, in KiB, as a negative number for the pragma.
const WRITER_CACHE: i64 = -32_768;
/// The bytes of a page of a new file: twice what SQLite takes by itself, since a large file is written
/// and read in half as many steps, and a small one opens no slower.
const PAGE: i64 = 8_192;
/// More than the number of different statements that one command runs.
const STATEMENTS: usize = 256;

/// How a connection will be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Read,
    Write,
    Create,
}

/// Looks at the header of the file without SQLite.
pub(super) fn peek(path: &Path) -> Result<()> {
    let owned = || path.to_path_buf();
    let not_a_database = || StoreError::NotADatabase { path: owned() };
    let failed = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => StoreError::Absent { path: owned() },
        std::io::ErrorKind::PermissionDenied => StoreError::Permission {
            message: format!("{}: {source}", path.display()),
        },
        _ => StoreError::Io {
            path: owned(),
            source,
        },
    };
    if path.is_dir() {
        return Err(not_a_database());
    }
    let mut header = Vec::with_capacity(100);
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(100).read_to_end(&mut header).map_err(failed)?;
    if header.is_empty() {
        // What a command that makes the database leaves when it is killed.
        return Err(StoreError::Absent { path: owned() });
    }
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") {
        return Err(not_a_database());
    }
    if header[68..72] != APPLICATION_ID.to_be_bytes() {
        return Err(StoreError::NotOurs { path: owned() });
    }
    Ok(())
}

/// Opens and sets a connection; the caller has looked at the file. The second value says whether a
/// journal of a command that broke off was rolled back on the way.
pub(super) fn connect(path: &Path, mode: Mode, wait: Duration) -> Result<(Connection, bool)> {
    let conn = bare(path, mode, wait).map_err(|error| patient(error, wait))?;
    match version(&conn) {
        Err(error)
            if mode == Mode::Read
                && error
                    .sqlite_error()
                    .is_some_and(|error| error.extended_code == READONLY_ROLLBACK) =>
        {
            drop(conn);
            roll_back(path, wait).map_err(|_| StoreError::Journal {
                path: path.to_path_buf(),
            })?;
            let conn = bare(path, mode, wait).map_err(|error| patient(error, wait))?;
            let found = version(&conn).map_err(|error| patient(error, wait))?;
            known(path, found)?;
            Ok((conn, true))
        }
        Err(error) => Err(patient(error, wait)),
        Ok(_) if mode == Mode::Create => Ok((conn, false)),
        Ok(found) => {
            known(path, found)?;
            Ok((conn, false))
        }
    }
}

/// The error with the time that was waited, where the file was busy.
pub(super) fn patient(error: rusqlite::Error, wait: Duration) -> StoreError {
    match StoreError::from(error) {
        StoreError::Busy { .. } => StoreError::Busy { waited: wait },
        other => other,
    }
}

fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn known(path: &Path, found: i64) -> Result<()> {
    let path = path.to_path_buf();
    let known = SCHEMA_VERSION;
    match found.cmp(&known) {
        std::cmp::Ordering::Greater => Err(StoreError::Newer { path, found, known }),
        std::cmp::Ordering::Less => Err(StoreError::Older { path, found, known }),
        std::cmp::Ordering::Equal => Ok(()),
    }
}

fn bare(path: &Path, mode: Mode, wait: Duration) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX
        | match mode {
            Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        };
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(wait)?;
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
    ] {
        conn.set_db_config(config, on)?;
    }
    if mode == Mode::Create {
        conn.pragma_update(None, "page_size", PAGE)?;
    }
    if mode != Mode::Read {
        conn.pragma_update(None, "cache_size", WRITER_CACHE)?;
    }
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(conn)
}

/// Lets SQLite roll back the journal of a command that broke off; nothing else can be written.
fn roll_back(path: &Path, wait: Duration) -> rusqlite::Result<()> {
    let conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_WRITE,
    )?;
    conn.busy_timeout(wait)?;
    conn.pragma_update(None, "query_only", true)?;
    version(&conn).map(|_| ())
}

/// Checks that the triggers on our tables are ours, word for word: they run with every write.
pub(super) fn check_triggers(conn: &Connection, path: &Path) -> Result<()> {
    let mut ours: std::collections::BTreeSet<&str> = SCHEMA
        .match_indices("\nCREATE TRIGGER ")
        .filter_map(|(at, _)| {
            let text = &SCHEMA[at + 1..];
            text.find("\nEND;").map(|end| &text[..end + 4])
        })
        .collect();
    let mut names = Vec::new();
    let mut statement =
        conn.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, sql): (String, String) = (row.get(0)?, row.get(1)?);
        if !ours.remove(sql.as_str()) {
            names.push(name);
        }
    }
    names.extend(ours.iter().map(|sql| {
        let name = sql.split(' ').nth(2).unwrap_or(sql);
        format!("{name} (missing)")
    }));
    if names.is_empty() {
        Ok(())
    } else {
        Err(StoreError::Triggers {
            path: path.to_path_buf(),
            names,
        })
    }
}
