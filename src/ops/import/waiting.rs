//! Directives that are held, where bad rows are left out, until those that ended them are there: a row
//! that names one which comes nowhere is bad.

use std::collections::HashSet;

use super::importer::{Importer, not_there};
use super::{BadRow, ImportError};
use crate::import::Group;
use crate::model::DirectiveId;
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

    /// At the end of the table: those that wait for what comes nowhere are left out, and then those
    /// that wait for these; the others wait for each other and are taken.
    pub(super) fn settle(
        &mut self,
        writer: &Writer,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        loop {
            let lost = self.waiting.lost();
            if lost.is_empty() {
                break;
            }
            for Held { group, left, .. } in lost {
                let faults = left.iter().map(|(id, line)| not_there(id, *line));
                self.leave_out(&group, faults.collect(), bad)?;
            }
        }
        for one in std::mem::take(&mut self.waiting.held) {
            self.again(writer, &one, bad)?;
        }
        Ok(())
    }

    fn again(
        &mut self,
        writer: &Writer,
        held: &Held,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        let old = match &held.id {
            Some(id) => writer.reader().directive(id)?,
            None => None,
        };
        match self.desk.drafts(&held.group) {
            Ok(drafts) => self.merged(&held.group, &drafts, old.as_ref(), bad),
            Err(faults) => self.leave_out(&held.group, faults, bad),
        }
    }
}
