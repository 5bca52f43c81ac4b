//! What a table brought.

use serde::Serialize;

use super::effect::CellChange;
use super::written::{Written, WrittenRecord};
use super::{Flat, Page, Report};

/// Counts of rows.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct ImportNumbers {
    /// All rows.
    pub rows: u64,
    /// Of rules, and versions without one, that were not on record.
    pub new: u64,
    /// Of those that were, and are equal.
    pub same: u64,
    /// Of those that were, and differ.
    pub changed: u64,
    /// Under another name than before: a table of rules has none.
    pub relabelled: u64,
    /// Missing from the table: what is on record and not in it stays.
    pub gone: u64,
    /// There again after they were gone.
    pub back: u64,
    /// With a cell that could be kept as text only.
    pub doubtful: u64,
    /// Not taken.
    pub bad: u64,
}

/// What a table brought, or would bring under `--dry-run`.
#[derive(Debug, Serialize)]
pub struct ImportReport {
    schema: &'static str,
    profile: &'static str,
    capture: Option<String>,
    label: Option<String>,
    #[serde(flatten)]
    numbers: ImportNumbers,
    operation: Option<i64>,
    dry_run: bool,
    records: Vec<WrittenRecord>,
    cells: Vec<CellChange>,
    #[serde(skip)]
    page: Page,
}

impl ImportReport {
    /// The numbers, with what was written.
    pub fn new(profile: &'static str, numbers: ImportNumbers, written: Written) -> Self {
        Self {
            schema: "comity.import/1",
            profile,
            capture: None,
            label: None,
            numbers,
            operation: written.operation,
            dry_run: written.dry_run,
            page: written.page(),
            records: written.records,
            cells: written.cells,
        }
    }
}

impl Report for ImportReport {
    type Item = Self;

    fn page(&self) -> Page {
        self.page.clone()
    }

    fn flat(&self) -> Flat {
        let of = &self.numbers;
        let counts = [
            of.rows,
            of.new,
            of.same,
            of.changed,
            of.relabelled,
            of.gone,
            of.back,
            of.doubtful,
            of.bad,
        ];
        let operation = self.operation.map(|operation| operation.to_string());
        Flat {
            head: vec![
                "profile",
                "rows",
                "new",
                "same",
                "changed",
                "relabelled",
                "gone",
                "back",
                "doubtful",
                "bad",
                "operation",
            ],
            rows: vec![
                [self.profile.to_owned()]
                    .into_iter()
                    .chain(counts.map(|count| count.to_string()))
                    .chain([operation.unwrap_or_default()])
                    .collect(),
            ],
        }
    }

    fn items(&self) -> Vec<&Self> {
        vec![self]
    }
}
