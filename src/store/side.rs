//! The full text of very many directives, indexed beside the writing.
//!
//! To cut texts into words and to sort these takes about as long as to write the records. A thread of
//! its own does it, in a database that has no name and goes with the connection; at the end the
//! tables in which FTS5 keeps that index are put in place of those in the file, which say the same
//! about the same texts.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::ToSqlOutput;

use super::cell::{Cell, bind};
use super::error::Result;
use super::table::{Batch, json};
use super::text::{self, NUMBER, Texts};

/// How many texts are handed over at a time.
const TEXTS: i64 = 2_048;
/// How many times that may wait.
const WAITING: usize = 8;
/// How much of the index is gathered in memory before it is written, in bytes: the less often it is
/// written, the less has to be merged.
const GATHERED: i64 = 16 << 20;
/// The tables in which FTS5 keeps an index, without that of its settings.
const KEPT_IN: [&str; 3] = ["search_data", "search_idx", "search_docsize"];

/// What is handed over.
#[derive(Debug)]
enum Given {
    /// Texts for the index.
    Texts(Texts),
    /// Rows that nobody needs any more: to give back many thousand small pieces of memory takes a
    /// while.
    Written(Vec<Batch>),
}

/// The thread that makes an index, and the way to it.
#[derive(Debug)]
struct Maker {
    texts: SyncSender<Given>,
    thread: JoinHandle<Result<Connection>>,
}

/// An index that is being made.
#[derive(Debug)]
pub(super) struct SideIndex {
    /// Who makes it; none once it is of no use.
    maker: Option<Maker>,
    /// The number of the last text that was there before.
    before: i64,
    /// The number of the last text that was handed over.
    given: i64,
}

impl SideIndex {
    /// Begins an index for the texts of this file, of which none is handed over yet.
    pub(super) fn begin(conn: &Connection) -> Result<Self> {
        let (texts, handed_over) = sync_channel(WAITING);
        let before = text::last(conn, "main")?;
        Ok(Self {
            maker: Some(Maker {
                texts,
                thread: std::thread::spawn(move || make(&handed_over)),
            }),
            before,
            given: before,
        })
    }

    /// Hands over texts that were added since the last time, all that there are up to the number
    /// `last`.
    pub(super) fn give(&mut self, texts: Texts, last: i64) -> Result<()> {
        self.given = last;
        self.send(Given::Texts(texts))
    }

    /// Leaves it to the other thread to let go of rows that are written.
    pub(super) fn give_up(&mut self, rows: Vec<Batch>) -> Result<()> {
        self.send(Given::Written(rows))
    }

    /// Reads the texts that were added since the last time, and hands them over.
    pub(super) fn give_new(&mut self, conn: &Connection) -> Result<()> {
        self.given = self.give_stored(conn, self.given, i64::MAX)?;
        Ok(())
    }

    /// Notes that the texts of these scopes go. Where one of them was handed over, the index is of no
    /// use.
    pub(super) fn take_back(&mut self, conn: &Connection, scopes: &[&String]) -> Result<()> {
        let mut given = conn.prepare_cached(
            "SELECT 1 FROM main.search_text WHERE id BETWEEN ?1 AND ?2
            AND scope IN (SELECT value FROM json_each(?3)) LIMIT 1",
        )?;
        if given.exists((self.before + 1, self.given, json(scopes)))? {
            self.made()?;
        }
        Ok(())
    }

    /// Puts the index, with all texts of the file in it, in place of the one in the file. Nothing
    /// else of the full text may be written in this transaction after it: FTS5 would go on from what
    /// it remembers of the other index.
    pub(super) fn put_in_place(&mut self, conn: &Connection) -> Result<()> {
        self.give_new(conn)?;
        self.give_stored(conn, 0, self.before)?;
        let Some(made) = self.made()? else {
            conn.execute("INSERT INTO search (search) VALUES ('rebuild')", [])?;
            return Ok(());
        };
        // This also makes FTS5 forget what it was told before in this transaction.
        conn.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
        for table in KEPT_IN {
            conn.execute(&format!("DELETE FROM main.{table}"), [])?;
            copy(table, &made, conn)?;
        }
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        Ok(())
    }

    /// Hands over the texts whose numbers are above `after` and at most `to`, and tells the last one.
    fn give_stored(&mut self, conn: &Connection, after: i64, to: i64) -> Result<i64> {
        let mut last = after;
        loop {
            let texts = Texts::stored(conn, last, to, TEXTS)?;
            let Some(text) = texts.each().next_back() else {
                return Ok(last);
            };
            if let Cell::Int(number) = text[NUMBER] {
                last = number;
            }
            self.send(Given::Texts(texts))?;
        }
    }

    fn send(&mut self, given: Given) -> Result<()> {
        if let Some(maker) = &self.maker
            && maker.texts.send(given).is_err()
        {
            // Nobody takes it: the maker has failed, and says why.
            self.made()?;
        }
        Ok(())
    }

    /// What was made, once nothing more is handed over.
    fn made(&mut self) -> Result<Option<Connection>> {
        let Some(Maker { texts, thread }) = self.maker.take() else {
            return Ok(None);
        };
        drop(texts);
        match thread.join() {
            Ok(made) => made.map(Some),
            Err(bug) => std::panic::resume_unwind(bug),
        }
    }
}

/// Makes an index of texts, as long as some come.
fn make(given: &Receiver<Given>) -> Result<Connection> {
    let conn = Connection::open("")?;
    // What breaks off is made again from the start, so nothing has to be safe.
    conn.pragma_update(None, "journal_mode", "OFF")?;
    conn.pragma_update(None, "synchronous", "OFF")?;
    conn.execute_batch("BEGIN")?;
    conn.execute_batch(&text::index_of("main"))?;
    conn.execute(
        "INSERT INTO search (search, rank) VALUES ('hashsize', ?1)",
        [GATHERED],
    )?;
    let mut statement = conn.prepare(
        "INSERT INTO search (rowid, name, words, summary, note, issuer)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for some in given {
        let texts = match some {
            Given::Texts(texts) => texts,
            Given::Written(rows) => {
                drop(rows);
                continue;
            }
        };
        let mut before: &[Cell] = &[];
        for text in texts.each() {
            let indexed = &text[NUMBER..];
            bind(&mut statement, before, indexed)?;
            statement.raw_execute()?;
            before = indexed;
        }
    }
    drop(statement);
    conn.execute_batch("COMMIT")?;
    Ok(conn)
}

/// Copies the rows of a table that has the same columns in both.
fn copy(table: &str, from: &Connection, to: &Connection) -> Result<()> {
    let mut all = from.prepare(&format!("SELECT * FROM {table}"))?;
    let width = all.column_count();
    let marks: Vec<String> = (1..=width).map(|at| format!("?{at}")).collect();
    let mut add = to.prepare(&format!(
        "INSERT INTO main.{table} VALUES ({})",
        marks.join(", ")
    ))?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        for at in 0..width {
            add.raw_bind_parameter(at + 1, ToSqlOutput::Borrowed(row.get_ref(at)?))?;
        }
        add.raw_execute()?;
    }
    Ok(())
}
