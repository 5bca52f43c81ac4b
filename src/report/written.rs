//! What a command that writes has done.

use serde::Serialize;

use super::effect::{CellChange, Effect};
use super::{Block, Flat, Page, Pair, Report};
use crate::model::Day;
use crate::model::date::long_day;

/// What was written, or would be under `--dry-run`.
#[derive(Debug, Serialize)]
pub struct Written {
    schema: &'static str,
    /// The number of the operation; null where nothing changed, and in a dry run.
    pub(super) operation: Option<i64>,
    pub(super) dry_run: bool,
    pub(super) records: Vec<WrittenRecord>,
    /// The cells that read otherwise.
    pub(super) cells: Vec<CellChange>,
    /// What is to be looked at, though it is written.
    warnings: Vec<String>,
    #[serde(skip)]
    counts: Vec<Pair>,
    #[serde(skip)]
    said: Vec<String>,
    #[serde(skip)]
    effect: Vec<Block>,
    #[serde(skip)]
    foot: Vec<String>,
    #[serde(skip)]
    next: Vec<String>,
}

/// A record that was written.
#[derive(Debug, Clone, Serialize)]
pub struct WrittenRecord {
    /// What it is: `organization`, `place`, `topic`, `condition`, `directive`.
    pub kind: &'static str,
    /// Its id or key.
    pub id: String,
    /// What became of it: `new`, `changed`, `same`, `gone`.
    pub change: &'static str,
}

impl Written {
    /// Records with sentences that tell what changed and commands to type next. `operation` is
    /// `None` where nothing changed, and in a dry run.
    pub const fn new(
        operation: Option<i64>,
        dry_run: bool,
        records: Vec<WrittenRecord>,
        said: Vec<String>,
        next: Vec<String>,
    ) -> Self {
        Self {
            schema: "comity.write/1",
            operation,
            dry_run,
            records,
            cells: Vec::new(),
            warnings: Vec::new(),
            counts: Vec::new(),
            said,
            effect: Vec::new(),
            foot: Vec::new(),
            next,
        }
    }

    /// The same, with what it did to the answers.
    #[must_use]
    pub fn with_effect(mut self, effect: Effect) -> Self {
        self.effect = effect.blocks();
        self.cells = effect.cells;
        self
    }

    /// The same, with cells that read otherwise only from a later day on.
    #[must_use]
    pub fn with_later(mut self, on: Day, cells: Vec<CellChange>) -> Self {
        let count = match cells.len() {
            1 => "1 more cell reads".to_owned(),
            many => format!("{many} more cells read"),
        };
        self.effect.push(Block::Paragraph(format!(
            "From {} on, {count} otherwise; --json has all.",
            long_day(on)
        )));
        self.cells.extend(cells);
        self
    }

    /// The same, with numbers of records under their labels.
    #[must_use]
    pub fn with_counts(mut self, counts: Vec<(String, String)>) -> Self {
        self.counts = counts
            .into_iter()
            .map(|(label, text)| Pair::new(label, text))
            .collect();
        self
    }

    /// The same, with what is to be looked at.
    #[must_use]
    pub fn with_warnings(mut self, warnings: Vec<String>) -> Self {
        self.warnings = warnings;
        self
    }

    /// The same, with a line of small print.
    #[must_use]
    pub fn with_foot(mut self, line: String) -> Self {
        self.foot.push(line);
        self
    }
}

impl Report for Written {
    type Item = WrittenRecord;

    fn page(&self) -> Page {
        let last = match (self.operation, self.dry_run) {
            (_, true) => "Dry run: nothing was written.".to_owned(),
            (Some(operation), _) => format!("Operation {operation}."),
            (None, _) => "Nothing changed, nothing was written.".to_owned(),
        };
        let counts = (!self.counts.is_empty()).then(|| Block::Pairs(self.counts.clone()));
        let said = self.said.iter().cloned().map(Block::Paragraph);
        Page {
            title: String::new(),
            blocks: counts
                .into_iter()
                .chain(said)
                .chain(self.effect.iter().cloned())
                .collect(),
            foot: self.foot.iter().cloned().chain([last]).collect(),
            next: if self.dry_run {
                Vec::new()
            } else {
                self.next.clone()
            },
        }
    }

    fn flat(&self) -> Flat {
        Flat {
            head: vec!["kind", "id", "change"],
            rows: self
                .records
                .iter()
                .map(|one| vec![one.kind.to_owned(), one.id.clone(), one.change.to_owned()])
                .collect(),
        }
    }

    fn items(&self) -> Vec<&WrittenRecord> {
        self.records.iter().collect()
    }
}
