//! What is done with each directive of a table: compared, counted, and written or left out.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::Ordering;

use super::super::guess::UnknownBody;
use super::ahead::{Desk, Drafted, Made, New, Said, Told, ends};
use super::waiting::Waiting;
use super::{BadRow, ImportError, ImportOptions, Imported, KEPT};
use crate::import::{CellFault, Draft, Group, Known, Outcome, is_same, merge};
use crate::model::flat::Column;
use crate::model::{Directive, DirectiveId, Fault, Place, Registers, Slug};
use crate::records::Records;
use crate::store::Writer;

/// The most directives that are kept for a plan.
const FEW: usize = 500;

/// A table that is being taken in.
pub(super) struct Importer<'a> {
    pub(super) desk: Desk<'a>,
    pub(super) options: ImportOptions,
    /// The names on record, with those of bodies that were made.
    pub(super) known: Known,
    pub(super) places: Vec<Place>,
    pub(super) unknown: BTreeMap<Slug, UnknownBody>,
    seen: HashSet<u64>,
    /// Directives that ended another, with the line that says so: they may stand further down.
    ends: Vec<(DirectiveId, u64)>,
    /// Directives that are held until those that ended them are there.
    pub(super) waiting: Waiting,
    /// Bodies and places that are to be written.
    pub(super) registers: Registers,
    /// Directives that are to be written.
    pending: Vec<(DirectiveId, Made)>,
    pub(super) out: Imported,
}

impl<'a> Importer<'a> {
    pub(super) fn new(
        desk: Desk<'a>,
        options: ImportOptions,
        known: Known,
        places: Vec<Place>,
    ) -> Self {
        Self {
            desk,
            options,
            known,
            places,
            unknown: BTreeMap::new(),
            seen: HashSet::new(),
            ends: Vec::new(),
            waiting: Waiting::default(),
            registers: Registers::default(),
            pending: Vec::new(),
            out: Imported::default(),
        }
    }

    /// Every directive comes once.
    fn once(&mut self, group: &Group) -> Result<(), ImportError> {
        let mut hasher = DefaultHasher::new();
        group.directive.hash(&mut hasher);
        if self.seen.insert(hasher.finish()) {
            return Ok(());
        }
        Err(ImportError::Scattered {
            directive: group.directive.clone(),
            line: group.rows.first().map_or(0, |(row, _)| row.line),
        })
    }

    /// Whether anything is wrong that stops the table.
    fn is_stopped(&self) -> bool {
        !self.options.skip_bad && (self.out.fault_count > 0 || !self.unknown.is_empty())
    }

    /// Takes some directives.
    pub(super) fn take(
        &mut self,
        writer: &mut Writer,
        batch: Vec<Drafted>,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        for one in &batch {
            self.once(&one.group)?;
            self.out.counts.rows += one.group.rows.len() as u64;
        }
        let ids: Vec<&DirectiveId> = batch.iter().filter_map(|one| one.id.as_ref()).collect();
        let mut stored: BTreeMap<DirectiveId, Directive> = writer
            .reader()
            .directives_in(ids)?
            .into_iter()
            .map(|directive| (directive.id.clone(), directive))
            .collect();
        for one in batch {
            let old = one.id.as_ref().and_then(|id| stored.remove(id));
            self.one(writer, one, old.as_ref(), bad)?;
        }
        self.release(writer, bad)?;
        self.write(writer)
    }

    /// Takes a directive, with what is on record of it.
    fn one(
        &mut self,
        writer: &Writer,
        Drafted { group, id, said }: Drafted,
        old: Option<&Directive>,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        if let Some(old) = old
            && is_same(
                &group,
                self.desk.header,
                old,
                self.known.place_of(&old.id.issuer),
            )
        {
            self.out.counts.same += group.rows.len() as u64;
            return Ok(());
        }
        let named = match &said {
            Said::New(new) => new.rows.ends.clone(),
            Said::Drafts(drafts) => ends(drafts),
            Said::Bad(_) => Vec::new(),
        };
        if self.options.skip_bad && !named.is_empty() {
            let left = self.left(writer, named)?;
            if !left.is_empty() {
                self.waiting.hold(id, group, left);
                return Ok(());
            }
        }
        let drafts = match (said, id) {
            (Said::New(New { made, rows }), Some(id)) if old.is_none() => {
                self.count(&rows, false, true);
                self.keep_pending(id, made, rows.ends);
                return Ok(());
            }
            (Said::Bad(faults), _) => return self.leave_out(&group, faults, bad),
            (Said::Drafts(drafts), _) => drafts,
            (Said::New(_), _) => match self.desk.drafts(&group) {
                Ok(drafts) => drafts,
                Err(faults) => return self.leave_out(&group, faults, bad),
            },
        };
        self.merged(&group, &drafts, old, bad)
    }

    /// Lays rows over what is on record.
    pub(super) fn merged(
        &mut self,
        group: &Group,
        drafts: &[Draft],
        old: Option<&Directive>,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        let missing = self.missing(group, drafts);
        if !missing.is_empty() {
            let reason: Vec<String> = missing
                .iter()
                .map(|body| format!("the body {body} is not on record"))
                .collect();
            return self.note_bad(group, &[(0, reason.join("; "))], bad);
        }
        let Some(id) = drafts.first().map(|draft| draft.id.clone()) else {
            return Ok(());
        };
        let place = self.known.place_of(&id.issuer);
        match merge(drafts, self.desk.header, old, place) {
            Ok(merged) => {
                let told = Told::new(drafts, merged.rows);
                self.count(&told, old.is_some(), merged.directive.is_some());
                match merged.directive {
                    Some(directive) => {
                        let made = self.desk.made(directive);
                        self.keep_pending(id, made, told.ends);
                    }
                    None => self.ends.extend(told.ends),
                }
                Ok(())
            }
            Err(faults) => self.leave_out(group, faults, bad),
        }
    }

    fn keep_pending(&mut self, id: DirectiveId, made: Made, ends: Vec<(DirectiveId, u64)>) {
        self.ends.extend(ends);
        if !self.is_stopped() {
            self.waiting.note(&id);
            self.pending.push((id, made));
        }
    }

    /// Of directives that ended another, those that are not there yet.
    fn left(
        &self,
        writer: &Writer,
        mut named: Vec<(DirectiveId, u64)>,
    ) -> Result<Vec<(DirectiveId, u64)>, ImportError> {
        let ids = named.iter().map(|(id, _)| id);
        let known = writer.reader().directives_among(ids)?;
        named.retain(|(id, _)| {
            !known.contains(id) && !self.pending.iter().any(|(pending, _)| pending == id)
        });
        Ok(named)
    }

    /// Counts what became of the rows of a directive.
    fn count(&mut self, told: &Told, stood: bool, is_written: bool) {
        let counts = &mut self.out.counts;
        for ((line, notes), outcome) in told.notes.iter().zip(&told.outcomes) {
            match outcome {
                _ if !is_written => counts.same += 1,
                Outcome::New => counts.new += 1,
                Outcome::Changed => counts.changed += 1,
                Outcome::Same => counts.same += 1,
            }
            counts.doubtful += u64::from(!notes.is_empty());
            let room = KEPT.saturating_sub(self.out.findings.len());
            let notes = notes.iter().take(room);
            self.out
                .findings
                .extend(notes.map(|note| (*line, note.clone())));
        }
        counts.directives_new += u64::from(is_written && !stood);
        counts.directives_changed += u64::from(is_written && stood);
    }

    /// A directive with a bad row is left out as a whole: a text without one of its rules would
    /// answer wrongly.
    pub(super) fn leave_out(
        &mut self,
        group: &Group,
        faults: Vec<CellFault>,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        let reasons: Vec<(u64, String)> = faults
            .iter()
            .map(|fault| {
                let place = fault.column.map(|column| format!("{column}: "));
                (
                    fault.line,
                    format!("{}{}", place.unwrap_or_default(), fault.fault),
                )
            })
            .collect();
        for fault in faults {
            self.keep(fault);
        }
        self.note_bad(group, &reasons, bad)
    }

    /// Counts a fault. The same one in many rows, such as a name that is not on record, is kept once.
    pub(super) fn keep(&mut self, fault: CellFault) {
        self.out.fault_count += 1;
        let is_known = self.out.faults.iter().any(|known| {
            known.column == fault.column
                && known.value == fault.value
                && known.fault.message == fault.fault.message
        });
        if !is_known && self.out.faults.len() < KEPT {
            self.out.faults.push(fault);
        }
    }

    /// Counts the rows as bad, and hands each on with its reason.
    fn note_bad(
        &mut self,
        group: &Group,
        reasons: &[(u64, String)],
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        self.out.counts.bad += group.rows.len() as u64;
        for (record, _) in &group.rows {
            let own: Vec<&str> = reasons
                .iter()
                .filter(|(line, _)| *line == record.line || *line == 0)
                .map(|(_, reason)| reason.as_str())
                .collect();
            let reason = if own.is_empty() {
                let line = reasons.first().map_or(0, |(line, _)| *line);
                format!("left out with line {line} of the same directive")
            } else {
                own.join("; ")
            };
            bad(record, &reason).map_err(ImportError::Bad)?;
        }
        Ok(())
    }

    /// Keeps what is to be written while it is little; else writes it.
    fn write(&mut self, writer: &mut Writer) -> Result<(), ImportError> {
        if self.is_stopped() {
            return Ok(());
        }
        if !self.desk.is_long() && self.pending.len() > FEW {
            self.desk.is_long.store(true, Ordering::Relaxed);
            writer.expect_many()?;
        }
        if self.desk.is_long() {
            self.flush(writer)?;
        }
        Ok(())
    }

    fn flush(&mut self, writer: &mut Writer) -> Result<(), ImportError> {
        let registers = std::mem::take(&mut self.registers);
        for place in &registers.places {
            writer.put_place(place)?;
        }
        for body in &registers.organizations {
            writer.put_organization(body)?;
        }
        let pending = std::mem::take(&mut self.pending);
        let rows = pending.into_iter().map(|(_, made)| match made {
            Made::Whole(directive) => self.desk.maker.rows(&directive),
            Made::Rows(rows) => rows,
        });
        writer.put_directives(rows.collect())?;
        self.ended(writer)
    }

    /// Forgets those directives that ended another and are on record by now.
    fn ended(&mut self, writer: &Writer) -> Result<(), ImportError> {
        if self.ends.is_empty() {
            return Ok(());
        }
        let ids = self.ends.iter().map(|(id, _)| id);
        let known = writer.reader().directives_among(ids)?;
        self.ends.retain(|(id, _)| !known.contains(id));
        Ok(())
    }

    /// What came of the table.
    pub(super) fn finish(
        mut self,
        writer: &mut Writer,
        bad: &mut BadRow<'_>,
    ) -> Result<Imported, ImportError> {
        self.settle(writer, bad)?;
        self.write(writer)?;
        self.ended(writer)?;
        let own: HashSet<&DirectiveId> = self.pending.iter().map(|(id, _)| id).collect();
        self.ends.retain(|(id, _)| !own.contains(id));
        if !self.desk.is_long() {
            let pending = std::mem::take(&mut self.pending);
            let whole = pending.into_iter().filter_map(|(_, made)| match made {
                Made::Whole(directive) => Some(*directive),
                Made::Rows(_) => None,
            });
            self.out.few = Some(Records {
                registers: std::mem::take(&mut self.registers),
                directives: whole.collect(),
                ..Records::default()
            });
        }
        if self.out.fault_count == 0 && self.unknown.is_empty() {
            for (id, line) in std::mem::take(&mut self.ends) {
                self.keep(not_there(&id, line));
            }
        }
        self.out.unknown_count = self.unknown.len() as u64;
        self.out.unknown = self.unknown.into_values().take(KEPT).collect();
        Ok(self.out)
    }
}

/// The fault of a directive that ended another and is nowhere.
pub(super) fn not_there(id: &DirectiveId, line: u64) -> CellFault {
    let value = id.to_string();
    let message = format!("the directive \"{value}\" is not on record");
    CellFault {
        line,
        column: Some(Column::Ended),
        fault: Fault::new(0..value.len(), message)
            .cure("a text that is known from others only is a row of its own, without a rule"),
        value,
    }
}
