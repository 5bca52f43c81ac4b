//! Taking a table in: directive by directive, in one transaction, whatever its size.
//!
//! Some directives are read ahead, compared with what is on record, and written. A table of few
//! directives is left to a [`Plan`](super::Plan), which tells what it does to the answers; a long one
//! is written as it is read, so that memory does not grow with it.

mod ahead;
mod bodies;
mod importer;
mod waiting;

use std::io;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;

use super::guess::UnknownBody;
use crate::import::{CellFault, Group, Header, Known, Record, SheetError};
use crate::model::Slug;
use crate::records::Records;
use crate::store::{Reader, StoreError, Writer};
use ahead::Desk;
use importer::Importer;

/// How many batches are read ahead of the writing.
const AHEAD: usize = 2;
/// The most faults, findings and bodies that are kept; the others are counted.
const KEPT: usize = 50;

/// Why a table was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The table.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file of rows that could not be taken.
    #[error("cannot write the rows that were not taken: {0}")]
    Bad(io::Error),
    /// Rows of one directive stand apart.
    #[error("the rows of {directive} stand apart: again on line {line}")]
    Scattered {
        /// The directive.
        directive: String,
        /// Where it turns up again.
        line: u64,
    },
}

/// How a table is to be taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct ImportOptions {
    /// Directives with a bad row are left out, and the others written.
    pub skip_bad: bool,
    /// Bodies that are not on record are made, as far as the table and their slugs tell.
    pub new_bodies: bool,
}

/// Counts of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// All rows.
    pub rows: u64,
    /// Of rules, and versions without one, that were not on record.
    pub new: u64,
    /// Of those that were, and are equal.
    pub same: u64,
    /// Of those that were, and differ.
    pub changed: u64,
    /// With a cell that could be kept as text only.
    pub doubtful: u64,
    /// Not taken.
    pub bad: u64,
    /// Directives that are new.
    pub directives_new: u64,
    /// Directives that were on record and change.
    pub directives_changed: u64,
}

/// What came of a table.
#[derive(Debug, Default)]
pub struct Imported {
    /// Counts.
    pub counts: ImportCounts,
    /// The first things that are wrong.
    pub faults: Vec<CellFault>,
    /// How many things are wrong.
    pub fault_count: u64,
    /// Bodies that are not on record, the first ones.
    pub unknown: Vec<UnknownBody>,
    /// How many bodies are not on record.
    pub unknown_count: u64,
    /// What stands in cells of dates that is no date, with the line, the first ones.
    pub findings: Vec<(u64, String)>,
    /// Bodies that were made.
    pub bodies: Vec<Slug>,
    /// Places that were made for them.
    pub places: Vec<Slug>,
    /// What is still to be written, where it is little: for a plan. Else it was written.
    pub few: Option<Records>,
}

/// Gives the rows of the next directive.
pub type NextGroup<'a> = dyn FnMut() -> Result<Option<Group>, SheetError> + Send + 'a;
/// Takes a row that is left out, with the reason.
pub type BadRow<'a> = dyn FnMut(&Record, &str) -> io::Result<()> + 'a;

/// The names on record, as a table may mention them.
///
/// # Errors
/// Where the file cannot be read.
pub fn names(reader: &Reader) -> Result<Known, StoreError> {
    let mut known = Known::default();
    for term in reader.terms()? {
        known.terms.entry(term.family).or_default().insert(term.key);
    }
    for body in reader.organizations()? {
        let merged = body.merged.into_iter();
        known
            .merged
            .extend(merged.map(|slug| (slug, body.id.clone())));
        let names = body.names.into_iter().map(|name| name.name).collect();
        known
            .bodies
            .insert(body.id, (names, body.places.into_iter().next()));
    }
    known.places = reader.places()?.into_iter().map(|place| place.id).collect();
    Ok(known)
}

/// Takes a table in, into the transaction of the writer. Where something is wrong and bad rows are
/// not skipped, the caller drops the writer, and nothing was written.
///
/// # Errors
/// Where the table cannot be read on, or the file cannot be written.
pub fn import(
    writer: &mut Writer,
    header: &Header,
    options: ImportOptions,
    next: &mut NextGroup<'_>,
    bad: &mut BadRow<'_>,
) -> Result<Imported, ImportError> {
    let known = names(writer.reader())?;
    let places = writer.reader().places()?;
    let names = known.clone();
    let is_long = AtomicBool::new(false);
    let maker = writer.row_maker()?;
    let desk = Desk {
        header,
        names: &names,
        maker: &maker,
        is_long: &is_long,
    };
    let mut importer = Importer::new(desk, options, known, places);
    // Cells are read beside the writing, on another core where there is one.
    std::thread::scope(|scope| {
        let (sender, batches) = mpsc::sync_channel(AHEAD);
        let reading = scope.spawn(move || desk.read_ahead(next, &sender));
        for batch in &batches {
            importer.take(writer, batch, bad)?;
        }
        // A failure to write drops the receiver, which ends the reading too.
        match reading.join() {
            Ok(read) => read?,
            Err(bug) => std::panic::resume_unwind(bug),
        }
        importer.finish(writer, bad)
    })
}
