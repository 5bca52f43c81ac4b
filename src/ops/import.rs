//! Taking a table in: directive by directive, in one transaction, whatever its size.
//!
//! Some directives are read ahead, compared with what is on record, and written. A table of few
//! directives is left to a [`Plan`](super::Plan), which tells what it does to the answers; a long one
//! is written as it is read, so that memory does not grow with it.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::sync::mpsc;

use super::guess::{Guess, Said, UnknownBody};
use crate::import::{
    CellFault, Draft, Group, Header, Known, Outcome, Record, SheetError, Sort, draft, is_same,
    merge,
};
use crate::model::flat::Column;
use crate::model::{Directive, DirectiveId, Fault, Organization, Place, Slug};
use crate::records::Records;
use crate::store::{Reader, StoreError, Writer};

/// How many directives are compared and written at a time.
const BATCH: usize = 256;
/// How many batches are read ahead of the writing.
const AHEAD: usize = 2;
/// The most directives that are kept for a plan.
const FEW: usize = 500;
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
    let mut importer = Importer {
        header,
        options,
        known,
        places,
        unknown: BTreeMap::new(),
        seen: HashSet::new(),
        ends: Vec::new(),
        pending: Records::default(),
        is_long: false,
        out: Imported::default(),
    };
    let names = importer.known.clone();
    // Cells are read beside the writing, on another core where there is one.
    std::thread::scope(|scope| {
        let (sender, batches) = mpsc::sync_channel(AHEAD);
        let reading = scope.spawn(move || read_ahead(next, header, &names, &sender));
        for batch in &batches {
            importer.take(writer, batch, bad)?;
        }
        // A failure to write drops the receiver, which ends the reading too.
        match reading.join() {
            Ok(read) => read?,
            Err(bug) => std::panic::resume_unwind(bug),
        }
        importer.finish(writer)
    })
}

/// The rows of a directive with what was read in their cells.
struct Drafted {
    group: Group,
    drafts: Vec<Result<Draft, Vec<CellFault>>>,
}

/// Reads batches of directives, as long as somebody takes them.
fn read_ahead(
    next: &mut NextGroup<'_>,
    header: &Header,
    names: &Known,
    to: &mpsc::SyncSender<Vec<Drafted>>,
) -> Result<(), SheetError> {
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(group) = next()? {
        let rows = group.rows.iter();
        let drafts = rows.map(|(record, fault)| match fault {
            None => draft(record, header, names),
            Some(message) => Err(vec![CellFault {
                line: record.line,
                column: None,
                value: String::new(),
                fault: Fault::new(0..0, message.clone()),
            }]),
        });
        let drafts = drafts.collect();
        batch.push(Drafted { group, drafts });
        if batch.len() == BATCH && to.send(std::mem::take(&mut batch)).is_err() {
            return Ok(());
        }
    }
    // Nobody takes it where the writing failed: that is told there.
    let _left = to.send(batch);
    Ok(())
}

struct Importer<'a> {
    header: &'a Header,
    options: ImportOptions,
    known: Known,
    places: Vec<Place>,
    unknown: BTreeMap<Slug, UnknownBody>,
    seen: HashSet<u64>,
    /// Directives that ended another, with the line that says so: they may stand further down.
    ends: Vec<(DirectiveId, u64)>,
    /// What is to be written.
    pending: Records,
    /// Whether the table is too long to be kept for a plan.
    is_long: bool,
    out: Imported,
}

/// Rows of a directive that were read, or why they are left out.
enum Read {
    Drafts(Vec<Draft>),
    Same,
    Bad,
}

impl Importer<'_> {
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

    fn take(
        &mut self,
        writer: &mut Writer,
        batch: Vec<Drafted>,
        bad: &mut BadRow<'_>,
    ) -> Result<(), ImportError> {
        for one in &batch {
            self.once(&one.group)?;
        }
        let ids: Vec<DirectiveId> = batch
            .iter()
            .filter_map(|one| one.group.directive.parse().ok())
            .collect();
        let mut stored: BTreeMap<DirectiveId, Directive> = writer
            .reader()
            .directives_in(&ids)?
            .into_iter()
            .map(|directive| (directive.id.clone(), directive))
            .collect();
        let mut written = Vec::new();
        for Drafted { group, drafts } in batch {
            self.out.counts.rows += group.rows.len() as u64;
            let old = group
                .directive
                .parse()
                .ok()
                .and_then(|id: DirectiveId| stored.remove(&id));
            let drafts = match self.read(&group, drafts, old.as_ref(), bad)? {
                Read::Drafts(drafts) => drafts,
                Read::Same => {
                    self.out.counts.same += group.rows.len() as u64;
                    continue;
                }
                Read::Bad => continue,
            };
            let place = drafts[0].id.issuer.clone();
            let place = self.known.place_of(&place);
            match merge(&drafts, self.header, old.as_ref(), place) {
                Ok(merged) => {
                    self.count(
                        &drafts,
                        &merged.rows,
                        old.is_some(),
                        merged.directive.is_some(),
                    );
                    written.extend(merged.directive);
                }
                Err(faults) => self.leave_out(&group, faults, bad)?,
            }
        }
        self.write(writer, written)
    }

    /// Sorts out the rows of a directive.
    fn read(
        &mut self,
        group: &Group,
        read: Vec<Result<Draft, Vec<CellFault>>>,
        old: Option<&Directive>,
        bad: &mut BadRow<'_>,
    ) -> Result<Read, ImportError> {
        if let Some(old) = old
            && is_same(group, self.header, old, self.known.place_of(&old.id.issuer))
        {
            return Ok(Read::Same);
        }
        let mut drafts = Vec::with_capacity(group.rows.len());
        let mut faults = Vec::new();
        for one in read {
            match one {
                Ok(draft) => drafts.push(draft),
                Err(some) => faults.extend(some),
            }
        }
        if !faults.is_empty() {
            self.leave_out(group, faults, bad)?;
            return Ok(Read::Bad);
        }
        let missing = self.missing(group, &drafts);
        if missing.is_empty() {
            let by = drafts.iter().filter_map(|draft| {
                let by = draft.ended_by.clone()?;
                Some((by, draft.line))
            });
            self.ends.extend(by);
            return Ok(Read::Drafts(drafts));
        }
        let reason: Vec<String> = missing
            .iter()
            .map(|body| format!("the body {body} is not on record"))
            .collect();
        self.note_bad(group, &[(0, reason.join("; "))], bad)?;
        Ok(Read::Bad)
    }

    /// The bodies that the rows name and that are not on record; those that can be made are made.
    fn missing(&mut self, group: &Group, drafts: &[Draft]) -> Vec<Slug> {
        let mut left = Vec::new();
        for draft in drafts {
            for (id, column) in &draft.missing {
                if self.known.has(Sort::Counterpart, id) || left.contains(id) {
                    continue;
                }
                let said = if *id == draft.id.issuer {
                    self.said(group, draft)
                } else {
                    Said::default()
                };
                let guess = Guess::new(id, &said, &self.known);
                if self.options.new_bodies
                    && let Some((body, place)) = guess.made(&self.places)
                {
                    self.make(body, place);
                    continue;
                }
                left.push(id.clone());
                self.unknown
                    .entry(id.clone())
                    .or_insert_with(|| UnknownBody {
                        id: id.clone(),
                        line: draft.line,
                        column: *column,
                        command: guess.command(),
                    });
            }
        }
        left
    }

    /// What the table says of an issuer.
    fn said(&self, group: &Group, draft: &Draft) -> Said {
        let cell = |column: Column| {
            let record = group.rows.iter().find(|(row, _)| row.line == draft.line)?;
            let text = record.0.cell(self.header.at(column)?).trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Said {
            name: cell(Column::Department).filter(|name| name.parse::<Slug>().is_err()),
            place: cell(Column::Place),
        }
    }

    fn make(&mut self, body: Organization, place: Option<Place>) {
        let names = body.names.iter().map(|name| name.name.clone()).collect();
        let main = body.places.first().cloned();
        self.known.bodies.insert(body.id.clone(), (names, main));
        self.out.bodies.push(body.id.clone());
        let registers = &mut self.pending.registers;
        registers.organizations.push(body);
        if let Some(place) = place {
            self.out.places.push(place.id.clone());
            self.known.places.insert(place.id.clone());
            self.places.push(place.clone());
            registers.places.push(place);
        }
    }

    fn count(&mut self, drafts: &[Draft], rows: &[Outcome], stood: bool, is_written: bool) {
        let counts = &mut self.out.counts;
        for (draft, outcome) in drafts.iter().zip(rows) {
            match outcome {
                _ if !is_written => counts.same += 1,
                Outcome::New => counts.new += 1,
                Outcome::Changed => counts.changed += 1,
                Outcome::Same => counts.same += 1,
            }
            counts.doubtful += u64::from(!draft.notes.is_empty());
            let room = KEPT.saturating_sub(self.out.findings.len());
            let notes = draft.notes.iter().take(room);
            self.out
                .findings
                .extend(notes.map(|note| (draft.line, note.clone())));
        }
        counts.directives_new += u64::from(is_written && !stood);
        counts.directives_changed += u64::from(is_written && stood);
    }

    /// A directive with a bad row is left out as a whole: a text without one of its rules would
    /// answer wrongly.
    fn leave_out(
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
    fn keep(&mut self, fault: CellFault) {
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
    fn write(&mut self, writer: &mut Writer, written: Vec<Directive>) -> Result<(), ImportError> {
        if self.is_stopped() {
            return Ok(());
        }
        self.pending.directives.extend(written);
        if !self.is_long && self.pending.directives.len() > FEW {
            self.is_long = true;
            writer.expect_many()?;
        }
        if self.is_long {
            self.flush(writer)?;
        }
        Ok(())
    }

    fn flush(&mut self, writer: &mut Writer) -> Result<(), ImportError> {
        let records = std::mem::take(&mut self.pending);
        for place in &records.registers.places {
            writer.put_place(place)?;
        }
        for body in &records.registers.organizations {
            writer.put_organization(body)?;
        }
        writer.put_directives(&records.directives)?;
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

    fn finish(mut self, writer: &mut Writer) -> Result<Imported, ImportError> {
        self.ended(writer)?;
        let pending = self.pending.directives.iter();
        let own: HashSet<&DirectiveId> = pending.map(|one| &one.id).collect();
        self.ends.retain(|(id, _)| !own.contains(id));
        if !self.is_long {
            self.out.few = Some(std::mem::take(&mut self.pending));
        }
        if self.out.fault_count == 0 && self.unknown.is_empty() {
            for (id, line) in std::mem::take(&mut self.ends) {
                let value = id.to_string();
                let message = format!("the directive \"{value}\" is not on record");
                self.keep(CellFault {
                    line,
                    column: Some(Column::Ended),
                    fault: Fault::new(0..value.len(), message).cure(
                        "a text that is known from others only is a row of its own, without a rule",
                    ),
                    value,
                });
            }
        }
        self.out.unknown_count = self.unknown.len() as u64;
        self.out.unknown = self.unknown.into_values().take(KEPT).collect();
        Ok(self.out)
    }
}
