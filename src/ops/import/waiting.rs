//! Directives that are held, where bad rows are left out, until those that ended them are there: a row
//! that names one which comes nowhere is bad.

use std::collections::HashSet;

use super::importer::{Importer, not_there};
use super::{BadRow, ImportError};
use crate::import::{Group, merge};
use crate::model::{Directive, DirectiveId};
use crate::store::Writer;

/// Directives that are held.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    held: Vec<Held>,
    /// Directives that were taken since somebody looked.
    taken: HashSet<DirectiveId>,
}

#[derive(Debug)]
struct Held {
    id: Option<DirectiveId>,
    group: Group,
    /// What it waits for, with the line that says so.
    left: Vec<(DirectiveId, u64)>,
}

impl Held {
    /// What is on record of it.
    fn old(&self, writer: &Writer) -> Result<Option<Directive>, ImportError> {
        Ok(match &self.id {
            Some(id) => writer.reader().directive(id)?,
            None => None,
        })
    }
}

impl Waiting {
    /// Holds a directive.
    pub(super) fn hold(
        &mut self,
        id: Option<DirectiveId>,
        group: Group,
        left: Vec<(DirectiveId, u64)>,
    ) {
        self.held.push(Held { id, group, left });
    }

    /// Notes that a directive was taken.
    pub(super) fn note(&mut self, id: &DirectiveId) {
        if !self.held.is_empty() {
            self.taken.insert(id.clone());
        }
    }

    /// Those that wait for nothing any more.
    fn ready(&mut self) -> Vec<Held> {
        let taken = std::mem::take(&mut self.taken);
        for one in &mut self.held {
            one.left.retain(|(id, _)| !taken.contains(id));
        }
        let ready = |one: &mut Held| one.left.is_empty();
        self.held.extract_if(.., ready).collect()
    }

    /// Whether each of them waits for others of them alone.
    fn is_closed(&self) -> bool {
        let there: HashSet<&DirectiveId> =
            self.held.iter().filter_map(|one| one.id.as_ref()).collect();
        let mut left = self.held.iter().flat_map(|one| &one.left);
        left.all(|(id, _)| there.contains(id))
    }

    /// Those that wait for what comes nowhere.
    fn lost(&mut self) -> Vec<Held> {
        let there: HashSet<DirectiveId> =
            self.held.iter().filter_map(|one| one.id.clone()).collect();
        let lost = |one: &mut Held| one.left.iter().any(|(id, _)| !there.contains(id));
        self.held.extract_if(.., lost).collect()
    }
}

impl Importer<'_> {
    /// Takes those directives that were held and whose ends are there by now.
    pub(super) fn release(
        &mut self,
        writer: &Writer,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        loop {
            let ready = self.waiting.ready();
            if ready.is_empty() {
                return Ok(());
            }
            for one in ready {
                self.again(writer, &one, bad)?;
            }
        }
    }

    /// At the end of the table: those that wait for what comes nowhere are left out, and those with
    /// which something else is wrong, and then those that wait for these; the others wait for each
    /// other and are taken.
    pub(super) fn settle(
        &mut self,
        writer: &Writer,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        loop {
            for Held { group, left, .. } in self.waiting.lost() {
                let faults = left.iter().map(|(id, line)| not_there(id, *line));
                self.leave_out(&group, faults.collect(), bad)?;
            }
            let mut kept = Vec::new();
            let held = std::mem::take(&mut self.waiting.held);
            let count = held.len();
            for one in held {
                if self.is_sound(writer, &one)? {
                    kept.push(one);
                } else {
                    self.again(writer, &one, bad)?;
                }
            }
            let is_settled = kept.len() == count;
            self.waiting.held = kept;
            if is_settled && self.waiting.is_closed() {
                break;
            }
        }
        for one in std::mem::take(&mut self.waiting.held) {
            self.again(writer, &one, bad)?;
        }
        Ok(())
    }

    /// Whether nothing is wrong with a directive that is held but what it waits for.
    fn is_sound(&self, writer: &Writer, held: &Held) -> Result<bool, ImportError> {
        let Ok(drafts) = self.desk.drafts(&held.group) else {
            return Ok(false);
        };
        let old = held.old(writer)?;
        let place = held.id.as_ref().map(|id| self.known.place_of(&id.issuer));
        let merged = merge(&drafts, self.desk.header, old.as_ref(), place.flatten());
        Ok(merged.is_ok() && !self.lacks(&held.group, &drafts))
    }

    fn again(
        &mut self,
        writer: &Writer,
        held: &Held,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        let old = held.old(writer)?;
        match self.desk.drafts(&held.group) {
            Ok(drafts) => self.merged(&held.group, &drafts, old.as_ref(), bad),
            Err(faults) => self.leave_out(&held.group, faults, bad),
        }
    }
}
