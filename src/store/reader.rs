//! Reading: one connection that cannot write, one transaction, tables one at a time by keys.

use std::cell::Cell as StdCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, StatementStatus};

use super::cell::Fields;
use super::error::Result;
use super::open::{Mode, connect, patient, peek};
use super::table::Table;

/// The file, open for reading. What it returns is of one moment: it holds a read transaction until
/// it is dropped. Load what is needed, drop it, then print.
#[derive(Debug)]
pub struct Reader {
    pub(super) conn: Connection,
    path: PathBuf,
    recovered: bool,
    work: StdCell<Work>,
}

/// How much SQLite did for a reader so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Steps of SQLite's virtual machine.
    pub steps: i64,
    /// Rows that came back.
    pub rows: i64,
}

impl Reader {
    /// Opens the file for reading. Waits up to `wait` while a command is writing to it.
    ///
    /// # Errors
    /// Where there is no file, where it is not ours, newer, older, busy, damaged or out of reach.
    pub fn open(path: &Path, wait: Duration) -> Result<Self> {
        peek(path)?;
        let (conn, recovered) = connect(path, Mode::Read, wait)?;
        // The transaction begins with the first read, and so does its hold on the file.
        conn.execute_batch("BEGIN; SELECT max(id) FROM operation")
            .map_err(|error| patient(error, wait))?;
        Ok(Self::over(conn, path, recovered))
    }

    pub(super) fn over(conn: Connection, path: &Path, recovered: bool) -> Self {
        Self {
            conn,
            path: path.to_path_buf(),
            recovered,
            work: StdCell::default(),
        }
    }

    /// Lets go of the file for a program that is about to print and end: the snapshot is over and
    /// nothing is locked, but the connection is left to the end of the process. Closing it would
    /// free the parsed schema object by object, a twentieth of a short run.
    pub fn release(self) {
        if self.conn.execute_batch("COMMIT").is_ok() {
            std::mem::forget(self);
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a command that broke off had left a journal, which was rolled back at opening: worth
    /// a word on stderr.
    pub const fn recovered(&self) -> bool {
        self.recovered
    }

    /// How much SQLite did so far.
    pub fn work(&self) -> Work {
        self.work.get()
    }

    /// Runs a statement of ours and takes its rows.
    pub(super) fn each(
        &self,
        sql: &str,
        keys: Option<&str>,
        mut take: impl FnMut(&rusqlite::Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut count = 0;
        {
            let mut rows = match keys {
                Some(keys) => statement.query([keys])?,
                None => statement.query([])?,
            };
            while let Some(row) = rows.next()? {
                count += 1;
                take(row)?;
            }
        }
        let steps = statement.reset_status(StatementStatus::VmStep);
        let work = self.work.get();
        self.work.set(Work {
            steps: work.steps + i64::from(steps),
            rows: work.rows + count,
        });
        Ok(())
    }

    /// Reads the rows of a table whose first column is among the keys (a JSON array), or all.
    pub(super) fn rows(
        &self,
        table: &'static Table,
        keys: Option<&str>,
        mut take: impl FnMut(&mut Fields<'_>) -> Result<()>,
    ) -> Result<()> {
        let sql = match keys {
            Some(_) => table.select_in(table.columns[0]),
            None => table.select_all(),
        };
        self.each(&sql, keys, |row| take(&mut Fields::new(row, table)))
    }

    /// Reads rows into groups: those that share their first `depth` columns. Inside a group they
    /// are put in order of the key that `take` returns.
    pub(super) fn grouped<K: Ord, T>(
        &self,
        table: &'static Table,
        depth: usize,
        keys: Option<&str>,
        mut take: impl FnMut(&mut Fields<'_>) -> Result<(K, T)>,
    ) -> Result<Groups<K, T>> {
        self.grouped_with_path(table, depth, keys, |_, fields| take(fields))
    }

    /// The same, for rows that take others of deeper groups into themselves: `take` is given the
    /// path of the group.
    pub(super) fn grouped_with_path<K: Ord, T>(
        &self,
        table: &'static Table,
        depth: usize,
        keys: Option<&str>,
        mut take: impl FnMut(&str, &mut Fields<'_>) -> Result<(K, T)>,
    ) -> Result<Groups<K, T>> {
        let mut groups = Groups(HashMap::new());
        self.rows(table, keys, |fields| {
            let mut path = fields.cell()?.to_string();
            for _ in 1..depth {
                path.push('\n');
                path.push_str(&fields.cell()?.to_string());
            }
            let item = take(&path, fields)?;
            groups.0.entry(path).or_default().push(item);
            Ok(())
        })?;
        Ok(groups)
    }

    /// One column of text of a statement of ours.
    pub(super) fn texts(&self, sql: &str, keys: Option<&str>) -> Result<Vec<String>> {
        let mut all = Vec::new();
        self.each(sql, keys, |row| {
            all.push(row.get(0)?);
            Ok(())
        })?;
        Ok(all)
    }
}

/// Rows of a table in groups, to be taken by those to whom they belong.
pub(super) struct Groups<K, T>(HashMap<String, Vec<(K, T)>>);

impl<K: Ord, T> Groups<K, T> {
    fn sorted(&mut self, path: &[&str]) -> Vec<(K, T)> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let mut items = self.0.remove(&path.join("\n")).unwrap_or_default();
        items.sort_by(|a, b| a.0.cmp(&b.0));
        items
    }

    /// The group with this path, in order, without its keys.
    pub(super) fn list<C: FromIterator<T>>(&mut self, path: &[&str]) -> C {
        self.sorted(path)
            .into_iter()
            .map(|(_, item)| item)
            .collect()
    }

    /// The group with this path, by its keys.
    pub(super) fn map<C: FromIterator<(K, T)>>(&mut self, path: &[&str]) -> C {
        self.sorted(path).into_iter().collect()
    }
}
