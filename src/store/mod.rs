//! The file: one SQLite database. This room alone knows SQL.
//!
//! A [`Reader`] returns records as they stood at one moment; a [`Writer`] is a transaction that
//! becomes one operation. Records go in and come out as values of the model, equal.
//!
//! # How the room is laid out
//!
//! `schema.sql`, at the top of the repository, is the whole schema. A file here for each family of
//! tables (`codebook`, `place`, `organization`, `directive`, `version`, `rule`, `bond`, `lists`)
//! holds their columns and the two functions that turn records into rows and back. `table` makes
//! the few statements that all of them share; `docket` loads just what a question needs; `text`
//! fills the full text and `search` asks it; `written` notes what an operation touched. What is done
//! otherwise where very many directives are written stands in `bulk`, `side` and `flush`.
//!
//! # What is deliberately absent
//!
//! No statement joins two big tables; no trigger runs on INSERT; no function of ours stands in the
//! schema, so any SQLite can write the file; a reader never changes it.

mod adopt;
mod aside;
mod bond;
mod bulk;
mod cell;
mod codebook;
mod directive;
mod docket;
mod error;
mod flush;
mod info;
mod lists;
mod loose;
mod missing;
mod naming;
mod notes;
mod open;
mod organization;
mod origin;
mod place;
mod reader;
mod rule;
mod search;
mod side;
mod source;
mod sql;
mod table;
mod text;
mod version;
mod writer;
mod written;

pub use aside::Discarded;
pub use bulk::{DirectiveRows, RowMaker};
pub use error::{ErrorKind, Result, StoreError};
pub use info::{Counts, Info};
pub use notes::{TableNote, table_notes};
pub use origin::RecordKey;
pub use reader::{Reader, Work};
pub use search::{Column, Found, Hit, Phrase, Wanted};
pub use sql::{SqlReader, SqlValue};
pub use writer::{Operation, Stamp, Writer};

/// Every table of records, a list a file.
static TABLES: [&[&table::Table]; 9] = [
    &codebook::TABLES,
    &place::TABLES,
    &organization::TABLES,
    &organization::SET_TABLES,
    &directive::TABLES,
    &version::TABLES,
    &rule::TABLES,
    &bond::TABLES,
    &lists::TABLES,
];

/// A key that the database holds, as a value.
fn parsed<T: std::str::FromStr<Err = crate::model::Fault>>(text: &str) -> Result<T> {
    text.parse().map_err(|fault| StoreError::Damaged {
        what: format!("\"{text}\": {fault}"),
    })
}

#[cfg(test)]
mod tests;
