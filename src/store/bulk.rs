//! Writing very many directives in one operation.
//!
//! Two things cost more than the rows themselves: keeping every index in order row by row, and
//! asking for each row whether what it names is there. Both are done once, at the end, over all that
//! was written: see `docs/decisions/0030-many-rows-at-once.md`.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::cell::Cell;
use super::directive;
use super::error::Result;
use super::missing;
use super::table::{Batch, Table, json};
use super::writer::Writer;
use crate::model::Directive;

/// As many new directives as make it worth while to build the indexes anew.
const MANY: usize = 2_000;

/// How much of the file is kept in memory while indexes are made, in KiB, as a negative number for
/// the pragma.
const SORTING_CACHE: i64 = -16_384;

/// What an operation that writes very many directives leaves for its end.
#[derive(Debug)]
pub(super) struct Bulk {
    /// How many directives there were before.
    before: usize,
    /// How many are new since.
    new: usize,
    /// Whether rows were taken away, that others may name.
    took_away: bool,
    /// The indexes that were set aside: the statements that make them.
    aside: Vec<String>,
}

impl Bulk {
    /// Notes that a row went.
    pub(super) const fn note_deleted(&mut self) {
        self.took_away = true;
    }

    /// Whether the indexes are set aside.
    pub(super) const fn is_aside(&self) -> bool {
        !self.aside.is_empty()
    }

    /// Looks whether all that was written names what is there, and makes the indexes again.
    pub(super) fn end(&self, conn: &Connection, operation: i64) -> Result<()> {
        self.check(conn, operation)?;
        // An index is sorted in as much memory again as pages are kept in.
        conn.pragma_update(None, "cache_size", SORTING_CACHE)?;
        bring_back(conn, &self.aside)
    }

    /// Looks whether all that was written names what is there; where rows went, whether anything on
    /// record named them.
    pub(super) fn check(&self, conn: &Connection, operation: i64) -> Result<()> {
        let written = (!self.took_away).then_some(operation);
        missing::any(conn, written)?.map_or(Ok(()), Err)
    }
}

/// A directive as rows, ready to be written.
#[derive(Debug)]
pub struct DirectiveRows {
    id: String,
    rows: Batch,
}

impl DirectiveRows {
    /// The rows of a directive.
    pub fn new(directive: &Directive) -> Self {
        let mut rows = Batch::default();
        directive::encode(&mut rows, directive);
        Self {
            id: directive.id.to_string(),
            rows,
        }
    }
}

impl Writer {
    /// Tells that this operation is about to write many directives. It has written nothing yet.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn expect_many(&mut self) -> Result<()> {
        debug_assert_eq!(
            self.rows(),
            0,
            "a link that is open would be counted for ever"
        );
        let conn = &self.reader().conn;
        let before = conn.query_row("SELECT ifnull(max(rowid), 0) FROM directive", [], |row| {
            row.get::<_, i64>(0)
        })?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
        self.bulk = Some(Bulk {
            before: usize::try_from(before).unwrap_or(usize::MAX),
            new: 0,
            took_away: false,
            aside: Vec::new(),
        });
        Ok(())
    }

    /// Makes these directives stand as they are given, as [`put_directive`](Self::put_directive)
    /// does with one.
    ///
    /// # Errors
    /// Where a value is refused, a label, rule or name stands twice, or the file cannot be written.
    pub fn put_directives(&mut self, directives: Vec<DirectiveRows>) -> Result<()> {
        let keys = json(directives.iter().map(|directive| &directive.id));
        let standing: BTreeSet<String> = self
            .reader()
            .texts(
                "SELECT id FROM directive WHERE id IN (SELECT value FROM json_each(?1))",
                Some(&keys),
            )?
            .into_iter()
            .collect();
        let tables = directive::tables();
        let mut batch = Batch::default();
        let mut new = 0;
        for DirectiveRows { id, rows } in directives {
            if standing.contains(&id) {
                self.put(&tables, Cell::from(id.as_str()), rows)?;
            } else {
                batch.append(rows);
                new += 1;
            }
        }
        self.set_aside(&tables, new)?;
        for table in tables {
            self.insert(table, &batch.take(table))?;
        }
        Ok(())
    }

    /// Sets the plain indexes of these tables aside, once so many directives are new that making
    /// the indexes again costs less than keeping them in order.
    fn set_aside(&mut self, tables: &[&'static Table], new: usize) -> Result<()> {
        let conn = &self.reader.conn;
        let Some(bulk) = &mut self.bulk else {
            return Ok(());
        };
        bulk.new += new;
        if bulk.is_aside() || bulk.new < bulk.before.max(MANY) {
            return Ok(());
        }
        let names = tables.iter().map(|table| table.name);
        bulk.aside = set_aside(conn, names)?;
        Ok(())
    }
}

/// Drops the plain indexes of these tables and returns the statements that make them again.
pub(super) fn set_aside<'t>(
    conn: &Connection,
    tables: impl IntoIterator<Item = &'t str>,
) -> Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT name, sql FROM sqlite_schema
        WHERE type = 'index' AND tbl_name = ?1 AND sql LIKE 'CREATE INDEX %'",
    )?;
    let mut found: Vec<(String, String)> = Vec::new();
    for table in tables {
        let mut rows = statement.query([table])?;
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, row.get(1)?));
        }
    }
    drop(statement);
    let mut made = Vec::new();
    for (name, sql) in found {
        conn.execute_batch(&format!("DROP INDEX \"{}\"", name.replace('"', "\"\"")))?;
        made.push(sql);
    }
    Ok(made)
}

/// Makes indexes that were set aside, word for word as they were.
pub(super) fn bring_back(conn: &Connection, aside: &[String]) -> Result<()> {
    for sql in aside {
        conn.execute_batch(sql)?;
    }
    Ok(())
}
