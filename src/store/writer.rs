//! Writing: one transaction that is one operation.
//!
//! A record is written by comparing its rows with those that stand: rows that are the same are left
//! alone, so that writing the same record twice writes nothing, and the history keeps what changed
//! and no more.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, params_from_iter};

use super::adopt::Adopted;
use super::bulk::Bulk;
use super::cell::{Cell, Fields, Row, bind};
use super::error::{Result, StoreError};
use super::flush::Flush;
use super::open::{APPLICATION_ID, Mode, SCHEMA, check_triggers, connect, patient, peek};
use super::reader::Reader;
use super::table::{Batch, Table};
use super::written::Written;
use super::{adopt, missing, text};

/// Who writes, when, and by what command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// When: UTC, RFC 3339.
    pub at: String,
    /// Who.
    pub user: String,
    /// What was typed.
    pub command: String,
}

/// A command that changed the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its number, from 1.
    pub id: i64,
    /// When: UTC, RFC 3339.
    pub at: String,
    /// Who.
    pub user: String,
    /// What was typed.
    pub command: String,
    /// How many rows it wrote, changed or deleted.
    pub rows: i64,
}

/// The file, open for writing: a transaction that is one operation. Dropped without
/// [`finish`](Self::finish), it leaves the file as it was.
#[derive(Debug)]
pub struct Writer {
    pub(super) reader: Reader,
    stamp: Stamp,
    operation: i64,
    rows: i64,
    /// The statement that adds a row, by table.
    inserts: HashMap<&'static str, String>,
    /// The records of which this operation wrote rows.
    pub(super) written: Written,
    /// What is left for the end, where very many directives are written.
    pub(super) bulk: Option<Bulk>,
    adopted: Option<Adopted>,
    made: bool,
    wait: Duration,
    done: bool,
    /// What was written so far, on its way to the disk; the last field, so that it goes after the
    /// connection.
    flush: Option<Flush>,
}

impl Writer {
    /// Opens the file for writing and takes the lock, waiting up to `wait` for another writer.
    ///
    /// Rows that other programs wrote since are first taken into an operation of their own.
    ///
    /// # Errors
    /// Where the file is absent, not ours, newer, older, busy, damaged, or not to be written; where
    /// its triggers are not ours.
    pub fn open(path: &Path, wait: Duration, stamp: Stamp) -> Result<Self> {
        peek(path)?;
        let (conn, _) = connect(path, Mode::Write, wait)?;
        if conn.is_readonly("main")? {
            return Err(StoreError::Permission {
                message: format!("{} is write-protected", path.display()),
            });
        }
        conn.execute_batch("BEGIN IMMEDIATE")
            .map_err(|error| patient(error, wait))?;
        check_triggers(&conn, path)?;
        let mut writer = Self::over(conn, path, wait, stamp, false);
        writer.adopted = adopt::adopt(&writer.reader.conn, &writer.stamp)?;
        writer.begin()?;
        Ok(writer)
    }

    /// Makes a new, empty database and goes on in the same transaction: the file is there only once
    /// [`finish`](Self::finish) is through.
    ///
    /// # Errors
    /// Where there is a file already or none can be made.
    pub fn create(path: &Path, wait: Duration, stamp: Stamp) -> Result<Self> {
        match peek(path) {
            Err(StoreError::Absent { .. }) => {}
            Err(other) => return Err(other),
            Ok(()) => {
                return Err(StoreError::Exists {
                    path: path.to_path_buf(),
                });
            }
        }
        let (conn, _) = connect(path, Mode::Create, wait)?;
        conn.execute_batch("BEGIN IMMEDIATE")
            .map_err(|error| patient(error, wait))?;
        // Another command may have made it while this one waited.
        let id: u32 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
        if id == APPLICATION_ID {
            return Err(StoreError::Exists {
                path: path.to_path_buf(),
            });
        }
        let mut writer = Self::over(conn, path, wait, stamp, true);
        writer.reader.conn.execute_batch(SCHEMA)?;
        writer.begin()?;
        Ok(writer)
    }

    fn over(conn: Connection, path: &Path, wait: Duration, stamp: Stamp, made: bool) -> Self {
        Self {
            reader: Reader::over(conn, path, false),
            stamp,
            operation: 0,
            rows: 0,
            inserts: HashMap::new(),
            written: Written::default(),
            bulk: None,
            adopted: None,
            made,
            wait,
            done: false,
            flush: None,
        }
    }

    fn begin(&mut self) -> Result<()> {
        self.operation = adopt::insert_operation(&self.reader.conn, &self.stamp)?;
        Ok(())
    }

    /// Reads what stands, with what this operation has written so far.
    pub const fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The number that this operation will have, if it changes anything.
    pub const fn operation(&self) -> i64 {
        self.operation
    }

    /// How many rows this operation has written, changed or deleted so far.
    pub const fn rows(&self) -> i64 {
        self.rows
    }

    /// The operation into which rows that were written outside Comity were taken, if there were any.
    pub fn adopted(&self) -> Option<&Operation> {
        self.adopted.as_ref().map(|adopted| &adopted.operation)
    }

    /// Ends the operation and keeps what it wrote. Where it changed nothing, nothing is written and
    /// there is no operation.
    ///
    /// # Errors
    /// Where a record names another that is not there, or the file cannot be written; then the file
    /// is as it was.
    pub fn finish(mut self) -> Result<Option<Operation>> {
        let changed = self.rows > 0;
        let mut bulk = self.bulk.take();
        if bulk.as_ref().is_some_and(Bulk::is_aside) {
            self.flush = Flush::begin(self.reader.path());
        }
        let conn = &self.reader.conn;
        if changed {
            conn.execute(
                "UPDATE operation SET rows = ?1 WHERE id = ?2",
                (self.rows, self.operation),
            )?;
            let is_indexed = match &mut bulk {
                Some(bulk) => bulk.end(conn, self.operation, &self.all_written())?,
                None => false,
            };
            if !is_indexed {
                self.index()?;
            }
            adopt::forget_passing(conn, self.operation)?;
        } else if self.made || self.adopted.is_some() {
            self.index()?;
            adopt::forget(conn, self.operation)?;
        } else {
            conn.execute_batch("ROLLBACK")?;
            self.done = true;
            return Ok(None);
        }
        if let Err(error) = conn.execute_batch("COMMIT") {
            let own = missing::Of::Written(self.operation, &self.written);
            return Err(match missing::named(conn, own, &error)? {
                Some(missing) => missing,
                None => patient(error, self.wait),
            });
        }
        self.done = true;
        Ok(changed.then(|| Operation {
            id: self.operation,
            at: self.stamp.at.clone(),
            user: self.stamp.user.clone(),
            command: self.stamp.command.clone(),
            rows: self.rows,
        }))
    }

    /// Brings the full text up to what this operation wrote, and the one that took in what was
    /// written outside.
    fn index(&self) -> Result<()> {
        let conn = &self.reader.conn;
        let scopes = text::scopes(conn, &self.all_written(), i64::MAX)?;
        text::take_anew(conn, &scopes)
    }

    /// What this operation wrote, with what was written outside before.
    fn all_written(&self) -> Written {
        let mut all = self.written.clone();
        if let Some(adopted) = &self.adopted {
            all.extend(&adopted.written);
        }
        all
    }

    /// Ends the operation and leaves the file as it was: a dry run. It tells how many rows would
    /// have been written, changed or deleted, and refuses what [`finish`](Self::finish) would
    /// refuse.
    ///
    /// # Errors
    /// Where a record names another that is not there, or one that went.
    pub fn rollback(self) -> Result<i64> {
        let conn = &self.reader.conn;
        match &self.bulk {
            Some(bulk) => bulk.check(conn, self.operation, &self.written)?,
            None => {
                let own = missing::Of::Written(self.operation, &self.written);
                if let Some(missing) = missing::any(conn, own)? {
                    return Err(missing);
                }
            }
        }
        Ok(self.rows)
    }

    /// Makes the rows with this key in these tables equal to the batch. The first table is the
    /// record's own; the key is the first column of each.
    pub(super) fn put(
        &mut self,
        tables: &[&'static Table],
        key: Cell,
        batch: &Batch,
    ) -> Result<()> {
        let key = &[key];
        // Of a new record there is nothing to compare with.
        let stands = match tables.first() {
            Some(own) => !self.stored(own, key)?.is_empty(),
            None => false,
        };
        for table in tables {
            if stands {
                let rows = batch.rows(table).map(<[Cell]>::to_vec);
                self.sync(table, key, rows.collect())?;
            } else {
                self.insert(table, batch.rows(table))?;
            }
        }
        Ok(())
    }

    /// The rows of a table that share the first columns of its key.
    fn stored(&self, table: &'static Table, scope: &[Cell]) -> Result<Vec<Row>> {
        let mut statement = self
            .reader
            .conn
            .prepare_cached(&table.select_scope(scope.len()))?;
        let mut rows = statement.query(params_from_iter(scope))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let mut fields = Fields::new(row, table);
            all.push(
                (0..table.columns.len())
                    .map(|_| fields.cell())
                    .collect::<Result<Row>>()?,
            );
        }
        Ok(all)
    }

    /// Makes the rows of a table that share `scope` equal to `rows`.
    pub(super) fn sync(
        &mut self,
        table: &'static Table,
        scope: &[Cell],
        rows: Vec<Row>,
    ) -> Result<()> {
        let mut wanted = BTreeMap::new();
        for row in rows {
            let key = row[..table.key].to_vec();
            if let Some(twice) = wanted.insert(key, row) {
                return Err(stands_twice(table, &twice));
            }
        }
        for stored in self.stored(table, scope)? {
            let key = stored[..table.key].to_vec();
            match wanted.remove(&key) {
                Some(row) if row == stored => {}
                Some(row) => {
                    let values = row.into_iter().chain([Cell::Int(self.operation)]);
                    self.run(&table.update(), values)?;
                    self.written.note(table, &key[0]);
                }
                None => {
                    self.written.note(table, &key[0]);
                    self.run(&table.delete(), key.into_iter())?;
                }
            }
        }
        self.insert(table, wanted.values().map(Vec::as_slice))
    }

    /// Adds rows, and notes of which records.
    pub(super) fn insert<'r>(
        &mut self,
        table: &'static Table,
        rows: impl IntoIterator<Item = &'r [Cell]> + Clone,
    ) -> Result<()> {
        for row in rows.clone() {
            self.written.note(table, &row[0]);
        }
        self.insert_unnoted(table, rows)
    }

    /// Adds rows.
    pub(super) fn insert_unnoted<'r>(
        &mut self,
        table: &'static Table,
        rows: impl IntoIterator<Item = &'r [Cell]>,
    ) -> Result<()> {
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return Ok(());
        }
        let sql = self
            .inserts
            .entry(table.name)
            .or_insert_with(|| table.insert());
        let mut statement = self.reader.conn.prepare_cached(sql)?;
        statement.raw_bind_parameter(table.columns.len() + 1, self.operation)?;
        let mut before: &[Cell] = &[];
        for row in rows {
            bind(&mut statement, before, row)?;
            before = row;
            match statement
                .raw_execute()
                .map_err(|error| patient(error, self.wait))
            {
                Ok(_) => self.rows += 1,
                Err(StoreError::Refused { what }) if what.starts_with("UNIQUE") => {
                    return Err(stands_twice(table, row));
                }
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    fn run(&mut self, sql: &str, values: impl Iterator<Item = Cell>) -> Result<()> {
        let mut statement = self.reader.conn.prepare_cached(sql)?;
        // A transaction that outgrows the memory waits for readers to let go.
        statement
            .execute(params_from_iter(values))
            .map_err(|error| patient(error, self.wait))?;
        self.rows += 1;
        Ok(())
    }
}

fn stands_twice(table: &Table, row: &[Cell]) -> StoreError {
    let key: Vec<String> = row[..table.key].iter().map(ToString::to_string).collect();
    StoreError::Twice {
        noun: format!("the {}", table.noun()),
        key: key.join(" "),
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        // The connection would roll back by itself; this way a file that was made goes too. What
        // fails here leaves at worst an empty file, which the next command takes for none.
        let conn = &self.reader.conn;
        let rolled_back = conn.is_autocommit() || conn.execute_batch("ROLLBACK").is_ok();
        // Where the disk was full, SQLite leaves what it wrote with its journal, until the file is read
        // again. So it is read: whoever copies it then has no need of the journal.
        conn.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0))
            .ok();
        if self.made && rolled_back {
            let path = self.reader.path();
            if std::fs::metadata(path).is_ok_and(|file| file.len() == 0) {
                std::fs::remove_file(path).ok();
            }
        }
    }
}
