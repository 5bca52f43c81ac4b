//! Tables of other people, and our own flat table coming back: bytes to rows, rows to drafts, drafts
//! over what is on record.
//!
//! [`Sheet`] reads a table row by row, whatever its size. A [`Profile`] says what its columns mean;
//! there is one for the flat table that `export` writes. [`draft`] reads the cells of a row, each
//! fault with its column, and [`merge`] lays the rows of a directive over the directive on record:
//! a cell that says what is there already changes nothing, so what the table cannot hold stays.

mod draft;
mod fresh;
mod group;
mod known;
mod merge;
mod profile;
mod sheet;

pub use draft::{CellFault, Draft, draft};
pub use group::{Group, Groups};
pub use known::{Known, Sort};
pub use merge::{Merged, Outcome, is_same, merge};
pub use profile::{Header, HeaderFault, PROFILES, Profile};
pub use sheet::{Record, Sheet, SheetError};

#[cfg(test)]
mod tests;
