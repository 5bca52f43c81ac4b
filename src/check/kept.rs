//! What only the file or the disk can tell: rows that other programs wrote, rows that hang loose,
//! copies of texts. It is read by others and handed in.

use super::Told;
use crate::model::DirectiveId;

/// Facts about the file and about the copies of texts.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// Rows that were written outside Comity.
    pub outside: Vec<Outside>,
    /// Rows that name others which are not there.
    pub orphans: Vec<Orphan>,
    /// Copies that were looked for.
    pub copies: Vec<(DirectiveId, String, Copy)>,
}

/// Rows of one table that were written outside Comity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// The table.
    pub table: String,
    /// How many rows.
    pub rows: i64,
}

/// A row that names another which is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The row: the noun of its table and its key.
    pub by: String,
    /// What it names: a noun and a key.
    pub missing: String,
}

/// What became of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// It is there, and is the one that was read.
    Same,
    /// It is there, and its bytes are others.
    Changed,
    /// It is not there.
    Gone,
}

/// Rows written outside Comity.
pub(super) fn outside(kept: &Kept, told: &mut Told<'_>) {
    for Outside { table, rows } in &kept.outside {
        let rows = match rows {
            1 => "1 row was".to_owned(),
            many => format!("{many} rows were"),
        };
        told.add(
            format!("table {table}"),
            format!("{rows} written outside Comity since the last command that writes"),
            "look at them with comity sql; the next command that writes makes them an operation",
        );
    }
}

/// Rows that name others which are not there.
pub(super) fn orphans(kept: &Kept, told: &mut Told<'_>) {
    for Orphan { by, missing } in &kept.orphans {
        told.add(
            by.clone(),
            format!("it names the {missing}, which is not there"),
            "record what is missing, or load the record anew without it",
        );
    }
}

/// Copies that are not in the folder.
pub(super) fn gone(kept: &Kept, told: &mut Told<'_>) {
    for (id, file, _) in of(kept, Copy::Gone) {
        told.add(
            id.to_string(),
            format!("the copy {file} is not in the folder"),
            "put it back, or give the folder in which it is",
        );
    }
}

/// Copies whose bytes are not those that were read.
pub(super) fn changed(kept: &Kept, told: &mut Told<'_>) {
    for (id, file, _) in of(kept, Copy::Changed) {
        told.add(
            id.to_string(),
            format!("the copy {file} is not the one that was read: its SHA-256 differs"),
            "get the copy that was read, or read the new one and record its sha256",
        );
    }
}

fn of(kept: &Kept, state: Copy) -> impl Iterator<Item = &(DirectiveId, String, Copy)> {
    kept.copies.iter().filter(move |copy| copy.2 == state)
}
