//! What can be done with a row before the file is asked: done beside the writing, on another core.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use super::NextGroup;
use crate::import::{
    CellFault, Draft, Group, Header, Known, Outcome, Record, SheetError, draft, merge,
};
use crate::model::{Directive, DirectiveId, Fault};
use crate::store::{DirectiveRows, RowMaker};

/// How many directives are compared and written at a time.
const BATCH: usize = 256;

/// Where rows are read: what the columns mean, and the names on record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) header: &'a Header,
    /// The names before anything was written.
    pub(super) names: &'a Known,
    /// What turns directives into rows.
    pub(super) maker: &'a RowMaker,
    /// Whether the table is too long to be kept for a plan.
    pub(super) is_long: &'a AtomicBool,
}

/// The rows of a directive with what they say.
#[derive(Debug)]
pub(super) struct Drafted {
    pub(super) group: Group,
    pub(super) id: Option<DirectiveId>,
    pub(super) said: Said,
}

/// What rows say.
#[derive(Debug)]
pub(super) enum Said {
    /// A whole directive, if there is none of that id.
    New(New),
    /// Something that depends on what is on record.
    Drafts(Vec<Draft>),
    /// Nothing that could be taken.
    Bad(Vec<CellFault>),
}

/// A directive that was put together from its rows alone.
#[derive(Debug)]
pub(super) struct New {
    pub(super) made: Made,
    pub(super) rows: Told,
}

/// A directive, in the form in which it is wanted.
#[derive(Debug)]
pub(super) enum Made {
    /// For a plan.
    Whole(Box<Directive>),
    /// To be written.
    Rows(DirectiveRows),
}

/// What the report tells of the rows of a directive.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// What became of each row.
    pub(super) outcomes: Vec<Outcome>,
    /// The notes on each row, with its line.
    pub(super) notes: Vec<(u64, Vec<String>)>,
    /// Directives that ended this one, each with the line that says so.
    pub(super) ends: Vec<(DirectiveId, u64)>,
}

impl Told {
    /// What the drafts have for the report.
    pub(super) fn new(drafts: &[Draft], outcomes: Vec<Outcome>) -> Self {
        let notes = drafts.iter().map(|draft| (draft.line, draft.notes.clone()));
        Self {
            outcomes,
            notes: notes.collect(),
            ends: ends(drafts),
        }
    }
}

/// The directives that ended this one, each with the line that says so.
pub(super) fn ends(drafts: &[Draft]) -> Vec<(DirectiveId, u64)> {
    drafts
        .iter()
        .filter_map(|draft| Some((draft.ended_by.clone()?, draft.line)))
        .collect()
}

impl Desk<'_> {
    /// Whether the table is too long to be kept for a plan.
    pub(super) fn is_long(&self) -> bool {
        self.is_long.load(Ordering::Relaxed)
    }

    /// The directive in the form in which a table of this length wants it.
    pub(super) fn made(&self, directive: Directive) -> Made {
        if self.is_long() {
            Made::Rows(self.maker.rows(&directive))
        } else {
            Made::Whole(Box::new(directive))
        }
    }

    /// Reads batches of directives, as long as somebody takes them.
    pub(super) fn read_ahead(
        &self,
        next: &mut NextGroup<'_>,
        to: &mpsc::SyncSender<Vec<Drafted>>,
    ) -> Result<(), SheetError> {
        let mut batch = Vec::with_capacity(BATCH);
        while let Some(group) = next()? {
            batch.push(Drafted {
                id: group.directive.parse().ok(),
                said: self.said(&group),
                group,
            });
            if batch.len() == BATCH && to.send(std::mem::take(&mut batch)).is_err() {
                return Ok(());
            }
        }
        // Nobody takes it where the writing failed: that is told there.
        let _left = to.send(batch);
        Ok(())
    }

    fn said(&self, group: &Group) -> Said {
        let drafts = match self.drafts(group) {
            Ok(drafts) => drafts,
            Err(faults) => return Said::Bad(faults),
        };
        let names_all = drafts.iter().all(|draft| draft.missing.is_empty());
        let place = drafts
            .first()
            .and_then(|draft| self.names.place_of(&draft.id.issuer));
        if names_all
            && let Ok(merged) = merge(&drafts, self.header, None, place)
            && let Some(directive) = merged.directive
        {
            let made = self.made(directive);
            let rows = Told::new(&drafts, merged.rows);
            return Said::New(New { made, rows });
        }
        Said::Drafts(drafts)
    }

    /// What stands in the cells of the rows, or everything that is wrong in them.
    pub(super) fn drafts(&self, group: &Group) -> Result<Vec<Draft>, Vec<CellFault>> {
        let mut drafts = Vec::with_capacity(group.rows.len());
        let mut faults = Vec::new();
        let mut last: Option<&Record> = None;
        for (record, fault) in &group.rows {
            let before = last.zip(drafts.last());
            let read = match fault {
                None => draft(record, self.header, self.names, before),
                Some(message) => Err(vec![CellFault {
                    line: record.line,
                    column: None,
                    value: String::new(),
                    fault: Fault::new(0..0, message.clone()),
                }]),
            };
            match read {
                Ok(draft) => {
                    drafts.push(draft);
                    last = Some(record);
                }
                Err(some) => faults.extend(some),
            }
        }
        if faults.is_empty() {
            Ok(drafts)
        } else {
            Err(faults)
        }
    }
}
