//! Writing very many directives in one operation.
//!
//! Two things cost more than the rows themselves: keeping every index in order row by row, and
//! asking for each row whether what it names is there. Both are done once, at the end, over all that
//! was written; and the full text is cut into words beside the writing: see
//! `docs/decisions/0030-many-rows-at-once.md`.

use std::collections::BTreeSet;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::cell::Cell;
use super::directive;
use super::error::Result;
use super::missing::{self, Of};
use super::side::SideIndex;
use super::table::{Batch, Table, json};
use super::text::{self, Issuers, ShortWords, Texts};
use super::writer::Writer;
use super::written::Written;
use crate::model::Directive;

/// As many new directives as make it worth while to build the indexes anew.
const MANY: i64 = 2_000;

/// How much of the file is kept in memory while indexes are made, in KiB, as a negative number for
/// the pragma.
const SORTING_CACHE: i64 = -16_384;

/// What an operation that writes very many directives leaves for its end.
#[derive(Debug)]
pub(super) struct Bulk {
    /// The last row of a directive that stood before: about as many stood.
    standing: i64,
    /// How many are new since.
    new: i64,
    /// What is set aside, once it is worth while.
    aside: Option<Aside>,
}

/// What is made once, at the end.
#[derive(Debug)]
struct Aside {
    /// The statements that make the indexes.
    indexes: Vec<String>,
    /// The full text.
    side: SideIndex,
    /// The names of bodies, for that text.
    issuers: Issuers,
}

impl Bulk {
    /// Whether anything is set aside until the end.
    pub(super) const fn is_aside(&self) -> bool {
        self.aside.is_some()
    }

    /// Makes the indexes again and looks whether all that was written names what is there. Tells
    /// whether the full text is up to what was written.
    pub(super) fn end(
        &mut self,
        conn: &Connection,
        operation: i64,
        written: &Written,
    ) -> Result<bool> {
        let Some(aside) = &mut self.aside else {
            self.check(conn, operation, written)?;
            return Ok(false);
        };
        // An index is sorted in as much memory again as pages are kept in.
        conn.pragma_update(None, "cache_size", SORTING_CACHE)?;
        bring_back(conn, &aside.indexes)?;
        let scopes = text::scopes(conn, written, self.standing)?;
        let scopes: Vec<&String> = scopes.iter().collect();
        for some in scopes.chunks(text::SCOPES) {
            aside.side.take_back(conn, some)?;
            text::take_out(conn, some)?;
            text::fill(conn, "main", some)?;
        }
        aside.side.put_in_place(conn)?;
        if missing::is_any(conn)? {
            self.check(conn, operation, written)?;
        }
        Ok(true)
    }

    /// Looks whether all that was written names what is there, and whether anything on record names
    /// what went.
    pub(super) fn check(&self, conn: &Connection, operation: i64, written: &Written) -> Result<()> {
        let of = if self.aside.is_some() {
            Of::Operation(operation)
        } else {
            Of::Written(operation, written)
        };
        missing::any(conn, of)?.map_or(Ok(()), Err)
    }
}

/// A directive as rows, ready to be written.
#[derive(Debug)]
pub struct DirectiveRows {
    id: String,
    rows: Batch,
    texts: Texts,
}

/// Turns directives into rows, on whichever thread.
#[derive(Debug)]
pub struct RowMaker {
    short: ShortWords,
}

impl RowMaker {
    /// The rows of a directive.
    pub fn rows(&self, directive: &Directive) -> DirectiveRows {
        let mut rows = Batch::default();
        directive::encode(&mut rows, directive);
        let mut texts = Texts::default();
        texts.add(&rows, &self.short);
        DirectiveRows {
            id: directive.id.to_string(),
            rows,
            texts,
        }
    }
}

impl Writer {
    /// Tells that this operation is about to write many directives. It has written nothing yet, and
    /// writes nothing but directives, and new bodies and places before the directives that name
    /// them.
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
        let standing =
            conn.query_row("SELECT ifnull(max(rowid), 0) FROM directive", [], |row| {
                row.get::<_, i64>(0)
            })?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, false)?;
        self.bulk = Some(Bulk {
            standing,
            new: 0,
            aside: None,
        });
        Ok(())
    }

    /// What turns directives into rows for this operation, as long as it changes no topic.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn row_maker(&self) -> Result<RowMaker> {
        let short = text::short_words(&self.reader().conn)?;
        Ok(RowMaker { short })
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
        let (mut new, mut texts) = (Vec::new(), Texts::default());
        for directive in directives {
            if standing.contains(&directive.id) {
                let key = Cell::from(directive.id.as_str());
                self.put(&tables, key, &directive.rows)?;
            } else {
                new.push(directive.rows);
                texts.append(directive.texts);
            }
        }
        self.set_aside(&tables, i64::try_from(new.len()).unwrap_or(i64::MAX))?;
        let is_aside = self.bulk.as_ref().is_some_and(Bulk::is_aside);
        for table in tables {
            let rows = new.iter().flat_map(|rows| rows.rows(table));
            if is_aside {
                // Of what is looked at as a whole at the end nothing needs to be noted.
                self.insert_unnoted(table, rows)?;
            } else {
                self.insert(table, rows)?;
            }
        }
        let conn = &self.reader.conn;
        match &mut self.bulk {
            Some(Bulk {
                aside: Some(aside), ..
            }) => {
                let last = text::write(conn, "main", &mut texts, &mut aside.issuers)?;
                aside.side.give(texts, last)?;
                aside.side.give_up(new)
            }
            // They are among those that are looked up when the indexes are set aside, or at the end.
            _ => Ok(()),
        }
    }

    /// Sets the plain indexes of these tables aside, once so many directives are new that making
    /// the indexes again costs less than keeping them in order.
    fn set_aside(&mut self, tables: &[&'static Table], new: i64) -> Result<()> {
        let conn = &self.reader.conn;
        let Some(bulk) = &mut self.bulk else {
            return Ok(());
        };
        bulk.new += new;
        if bulk.aside.is_some() || bulk.new < bulk.standing.max(MANY) {
            return Ok(());
        }
        let mut side = SideIndex::begin(conn)?;
        let sql = format!("SELECT id FROM directive WHERE rowid > {}", bulk.standing);
        for some in self.reader.texts(&sql, None)?.chunks(text::SCOPES) {
            text::fill(conn, "main", some)?;
            side.give_new(conn)?;
            for id in some {
                self.written.forget_directive(id);
            }
        }
        let names = tables.iter().map(|table| table.name);
        bulk.aside = Some(Aside {
            indexes: set_aside(conn, names.chain(["search_text"]))?,
            side,
            issuers: Issuers::default(),
        });
        Ok(())
    }
}

/// Drops the plain indexes of these tables and returns the statements that make them again. One of
/// the filled rows alone stays: to make it again the whole table would be read for the few of them.
fn set_aside<'t>(
    conn: &Connection,
    tables: impl IntoIterator<Item = &'t str>,
) -> Result<Vec<String>> {
    let mut statement = conn.prepare(
        "SELECT made.name, made.sql FROM pragma_index_list(?1) AS own
        JOIN sqlite_schema AS made ON made.name = own.name
        WHERE own.origin = 'c' AND NOT own.\"unique\" AND NOT own.partial
        ORDER BY made.rowid",
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
fn bring_back(conn: &Connection, aside: &[String]) -> Result<()> {
    for sql in aside {
        conn.execute_batch(sql)?;
    }
    Ok(())
}
