//! What every command that writes does: open, run, keep or take back, say what changed.

use std::io::Read;
use std::path::PathBuf;

use super::args::WriteFlags;
use super::conflicts::of_version;
use super::context::Context;
use super::error::Failure;
use crate::model::{Date, Day, DirectiveId, Docket, Slug};
use crate::ops::{Amended, Change, Plan, Planned, Reach, Touched, known};
use crate::records::{self, Input, Reading, Records, read_text};
use crate::report::{CellChange, Conflicts, Effect, Written, WrittenRecord, effect};
use crate::store::{Reader, Stamp, StoreError, Writer};

/// How many days to come are looked at: each is a reading of all cells that can change.
const DAYS_MAX: usize = 6;

impl Context {
    /// Opens the database for writing: one transaction, which is one operation.
    ///
    /// # Errors
    /// Where there is none, or it cannot be written to.
    pub(super) fn writer(&self) -> Result<Writer, Failure> {
        let writer = Writer::open(&self.database, self.wait, self.write_stamp())?;
        if let Some(adopted) = writer.adopted() {
            self.status(&format!(
                "{} rows were written outside Comity since; they are operation {} now",
                adopted.rows, adopted.id
            ));
        }
        Ok(writer)
    }

    /// Who writes, when, by what command.
    pub(super) fn write_stamp(&self) -> Stamp {
        Stamp {
            at: self.stamp(),
            user: self.user.clone(),
            command: self.typed.clone(),
        }
    }

    /// Writes what is planned, and finds out what it does to the answers.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub(super) fn write_plan(
        &self,
        writer: &mut Writer,
        plan: &Plan<'_>,
        mut said: Said,
    ) -> Result<Said, Failure> {
        let reach = Reach::of(writer.reader(), plan)?;
        plan.apply(writer)?;
        said.records = written(plan);
        // A verb knows on which day it is felt; a record tells by its dates.
        if said.on.is_none() && said.since.is_none() {
            let days = plan.days_to_come(self.today());
            said.to_come = days.into_iter().take(DAYS_MAX).collect();
        }
        self.felt(writer, &reach, said)
    }

    /// Writes what touches some cells without being a directive, and finds out what it does to the
    /// answers.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub(super) fn write_touching(
        &self,
        writer: &mut Writer,
        touched: &Touched,
        said: Said,
        apply: impl FnOnce(&mut Writer) -> Result<(), StoreError>,
    ) -> Result<Said, Failure> {
        let reach = Reach::touched(writer.reader(), touched)?;
        apply(writer)?;
        self.felt(writer, &reach, said)
    }

    /// Writes directives that a verb changed, and says what became of them.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub(super) fn amend(
        &self,
        mut writer: Writer,
        all: Vec<Amended>,
        flags: WriteFlags,
    ) -> Result<(), Failure> {
        let (mut said, mut records) = (Said::default(), Records::default());
        for one in all {
            // What a record file could not hold is not written by any other way either.
            let reading = read_text("the record", &records::write_directive(&one.directive));
            if !reading.problems.is_empty() {
                return Err(Failure::problems(&reading.problems));
            }
            said.on = said.on.max(self.felt_on(one.felt, one.over));
            said.since = one.felt.and_then(|felt| felt.latest()).max(said.since);
            said.laws
                .extend(one.law.map(|label| (one.directive.id.clone(), label)));
            said.said.extend(one.said);
            said.next
                .extend(one.next.iter().map(|rest| self.command(rest)));
            records.directives.push(one.directive);
        }
        let plan = Plan::new(writer.reader(), &records)?;
        let said = self.write_plan(&mut writer, &plan, said)?;
        said.finish(writer, flags, self)
    }

    /// The day for which cells are read, where that is not today: the first on which a change that
    /// is still to come is surely felt, or was while it lasted.
    pub(super) fn felt_on(&self, felt: Option<Date>, over: Option<Date>) -> Option<Day> {
        let (felt, today) = (felt?, self.today());
        let is_over = over
            .and_then(|over| over.latest())
            .is_some_and(|over| over <= today);
        let is_to_come = felt.earliest().is_some_and(|first| first > today);
        felt.latest().filter(|_| is_over || is_to_come)
    }

    /// Finds out what became of the answers, now that everything is written.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn felt(
        &self,
        writer: &Writer,
        reach: &Reach,
        mut said: Said,
    ) -> Result<Said, Failure> {
        if reach.is_too_wide {
            said.said
                .push("So many directives: no cell was compared.".to_owned());
            return Ok(said);
        }
        if reach.written.is_empty() && reach.bodies.is_empty() {
            return Ok(said);
        }
        let after = reach.after(writer.reader())?;
        let topics = &reach.topics_now(writer.reader(), &after)?;
        let bodies = &reach.bodies;
        let read = |on: Day| effect((&reach.before, &after), &reach.written, bodies, topics, on);
        let mut on = said.on.unwrap_or(self.today());
        let mut effect = read(on);
        // A change of long ago may have been overtaken since: then its own day tells of it.
        if effect.first_cell().is_none()
            && let Some(since) = said.since.filter(|since| *since < on)
        {
            let then = read(since);
            if then.first_cell().is_some() {
                (on, effect) = (since, then);
            }
        }
        for day in std::mem::take(&mut said.to_come) {
            let then = read(day);
            let more = then.beyond(&effect);
            if more.is_empty() {
                continue;
            }
            if effect.first_cell().is_none() {
                (on, effect) = (day, then);
                continue;
            }
            if let [first, ..] = more.as_slice() {
                let (body, topic) = (&first.organization, &first.topic);
                said.next
                    .push(self.command(&format!("compare {body} --topic {topic} --on {day}")));
            }
            said.later = Some((day, more));
            break;
        }
        for (id, label) in &said.laws {
            let Some(directive) = after.directives.get(id) else {
                continue;
            };
            // What `conflicts --with-draft` told of it while it was a draft.
            let found = Conflicts::new(on, Some((id.clone(), label.clone())), writer.operation());
            let version = (directive, label.as_str());
            let found = of_version(writer.reader(), version, None, found, |_| ())?;
            said.warnings.extend(found.sentences());
        }
        said.next.extend(self.look(reach, &after, &effect, on));
        said.effect = Some(effect);
        Ok(said)
    }

    /// Commands that show what was written.
    fn look(&self, reach: &Reach, after: &Docket, effect: &Effect, on: Day) -> Vec<String> {
        let mut next = Vec::new();
        let question = |topic: &Slug, day: Day| {
            let side = reach.side(after, topic);
            let side = side
                .map(|side| format!(" --for {side}"))
                .unwrap_or_default();
            let on = if day == self.today() {
                String::new()
            } else {
                format!(" --on {day}")
            };
            format!("{side}{on}")
        };
        // A cell on which a written text has a rule tells more than one that merely changes with it.
        let told = effect.cells().find(|cell| reach.says(after, &cell.topic));
        let told = told.map(|cell| (cell.organization.as_str(), cell.topic.as_str()));
        if let Some((body, topic)) = told.or_else(|| effect.first_cell()) {
            let mut bodies: Vec<&str> = vec![body];
            let others = effect.cells().map(|cell| cell.organization.as_str());
            for other in others {
                if bodies.len() < 4 && !bodies.contains(&other) {
                    bodies.push(other);
                }
            }
            let more = topic
                .parse()
                .map(|topic| question(&topic, on))
                .unwrap_or_default();
            next.push(self.command(&format!(
                "compare {} --topic {topic}{more}",
                bodies.join(" ")
            )));
            next.push(self.command(&format!("ask {body} {topic}{more}")));
        } else if let [id] = reach.written.as_slice() {
            let topic = after.directives.get(id).and_then(|directive| {
                let rules = directive.versions.iter().flat_map(|version| &version.rules);
                rules.map(|rule| rule.says.topic.clone()).next()
            });
            if let (Some(body), Some(topic)) = (reach.bodies.first(), topic) {
                let more = question(&topic, reach.day(after, on));
                next.push(self.command(&format!("compare {body} --topic {topic}{more}")));
            }
        }
        if let [id] = reach.written.as_slice()
            && after.directives.contains_key(id)
        {
            next.push(self.command(&format!("show {id}")));
        }
        next
    }
}

/// What a command that writes records will say when it is through.
#[derive(Default)]
pub(super) struct Said {
    /// How many records of which kind are new, changed, the same: label and words.
    pub(super) counts: Vec<(String, String)>,
    /// Sentences.
    pub(super) said: Vec<String>,
    /// Small print.
    pub(super) foot: Option<String>,
    /// What to type next.
    pub(super) next: Vec<String>,
    /// The records; [`Context::write_plan`] fills them in.
    pub(super) records: Vec<WrittenRecord>,
    /// What became of the answers; [`Context::write_plan`] fills it in.
    pub(super) effect: Option<Effect>,
    /// The day for which cells are read, where that is not today.
    pub(super) on: Option<Day>,
    /// The day on which it began to be felt.
    pub(super) since: Option<Day>,
    /// Days still to come on which what is written may begin to be felt; the first ones.
    pub(super) to_come: Vec<Day>,
    /// Cells that read otherwise only from a day on that is later than the one that is told.
    pub(super) later: Option<(Day, Vec<CellChange>)>,
    /// Versions that become law by it.
    pub(super) laws: Vec<(DirectiveId, String)>,
    /// What is to be looked at, though it is written.
    pub(super) warnings: Vec<String>,
}

impl Said {
    /// Ends the operation and says what it did.
    ///
    /// # Errors
    /// Where the file refuses it; then it is as it was.
    pub(super) fn finish(
        self,
        writer: Writer,
        flags: WriteFlags,
        context: &Context,
    ) -> Result<(), Failure> {
        let warnings = self.warnings.clone();
        context.conclude(writer, flags, |operation| self.written(operation, flags))?;
        for warning in &warnings {
            context.status(&format!("warning: {warning}"));
        }
        Ok(())
    }

    /// What an operation that is over has done.
    pub(super) fn written(self, operation: Option<i64>, flags: WriteFlags) -> Written {
        let mut written =
            Written::new(operation, flags.dry_run, self.records, self.said, self.next)
                .with_counts(self.counts)
                .with_warnings(self.warnings);
        if let Some(effect) = self.effect {
            written = written.with_effect(effect);
        }
        if let Some((on, cells)) = self.later {
            written = written.with_later(on, cells);
        }
        if let Some(foot) = self.foot {
            written = written.with_foot(foot);
        }
        written
    }
}

fn written(plan: &Plan<'_>) -> Vec<WrittenRecord> {
    let record = |one: &Planned| WrittenRecord {
        kind: one.kind,
        id: one.id.clone(),
        change: one.change.word(),
    };
    let is_told = |one: &&Planned| one.change != Change::Same;
    plan.planned().iter().filter(is_told).map(record).collect()
}

/// What standard input is called in messages.
const STDIN: &str = "<standard input>";

/// Reads record files; `-` is standard input.
///
/// # Errors
/// Where one cannot be read, or for everything that is wrong in them.
pub(super) fn read_records(paths: &[PathBuf], context: &Context) -> Result<Reading, Failure> {
    // Without a database there is nothing to hold them against: that is told first.
    drop(context.reader()?);
    let mut stdin = Vec::new();
    if paths.iter().any(|path| path.as_os_str() == "-") {
        std::io::stdin().lock().read_to_end(&mut stdin)?;
    }
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() != "-" {
            inputs.push(Input::Path(path));
        } else if !inputs.iter().any(|input| matches!(input, Input::Bytes(..))) {
            inputs.push(Input::Bytes(STDIN, &stdin));
        }
    }
    let reading = records::read_all(&inputs).map_err(|error| {
        Failure::unread(&error.path, &error.source)
            .hint("name record files, folders that hold some, or - for standard input")
    })?;
    if reading.records.origin.files.is_empty() {
        let paths: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        let message = format!("there is no record file (*.toml) in {}", paths.join(", "));
        return Err(Failure::new(super::error::Kind::Value, message));
    }
    Ok(reading)
}

/// Holds what was read against itself and against what is on record.
///
/// # Errors
/// For everything that is wrong, in the files and between them, in one go.
pub(super) fn checked(reader: &Reader, reading: &Reading) -> Result<(), Failure> {
    let known = known(reader, &reading.records)?;
    let mut problems = reading.problems.clone();
    problems.extend(records::check(&reading.records, &known));
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::problems(&problems))
    }
}
