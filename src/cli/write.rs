//! What every command that writes does: open, run, keep or take back, say what changed.

use std::io::Read;
use std::path::PathBuf;

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use crate::ops::{Change, Plan, Planned, Reach, Touched, known};
use crate::records::{self, Input, Reading};
use crate::report::{Effect, Written, WrittenRecord, effect};
use crate::store::{Reader, Stamp, StoreError, Writer};

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

    /// Keeps what was written, or takes it back in a dry run. Tells the operation's number.
    ///
    /// # Errors
    /// Where the file refuses it; then it is as it was.
    pub(super) fn finish(&self, writer: Writer, flags: WriteFlags) -> Result<Option<i64>, Failure> {
        if flags.dry_run {
            writer.rollback()?;
            return Ok(None);
        }
        Ok(writer.finish()?.map(|operation| operation.id))
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
        self.tell(writer, &reach, said)
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
        self.tell(writer, &reach, said)
    }

    /// Compares the cells as they stood and as they stand.
    fn tell(&self, writer: &Writer, reach: &Reach, mut said: Said) -> Result<Said, Failure> {
        if reach.is_too_wide {
            said.said
                .push("So many directives: no cell was compared.".to_owned());
            return Ok(said);
        }
        if reach.written.is_empty() && reach.bodies.is_empty() {
            return Ok(said);
        }
        let after = reach.after(writer.reader())?;
        let topics = reach.topics_now(writer.reader(), &after)?;
        let today = self.today();
        let effect = effect(
            (&reach.before, &after),
            &reach.written,
            &reach.bodies,
            &topics,
            today,
        );
        said.next.extend(self.look(reach, &after, &effect));
        said.effect = Some(effect);
        Ok(said)
    }

    /// Commands that show what was written.
    fn look(&self, reach: &Reach, after: &crate::model::Docket, effect: &Effect) -> Vec<String> {
        let mut next = Vec::new();
        let today = self.today();
        if let Some((body, topic)) = effect.first_cell() {
            let mut bodies: Vec<&str> = vec![body];
            let others = effect.cells().map(|cell| cell.organization.as_str());
            for other in others {
                if bodies.len() < 4 && !bodies.contains(&other) {
                    bodies.push(other);
                }
            }
            next.push(self.command(&format!("compare {} --topic {topic}", bodies.join(" "))));
            next.push(self.command(&format!("ask {body} {topic}")));
        } else if let [id] = reach.written.as_slice() {
            let day = reach.day(after, today);
            let topic = after.directives.get(id).and_then(|directive| {
                let rules = directive.versions.iter().flat_map(|version| &version.rules);
                rules.map(|rule| rule.says.topic.clone()).next()
            });
            if let (Some(body), Some(topic)) = (reach.bodies.first(), topic) {
                let on = if day == today {
                    String::new()
                } else {
                    format!(" --on {day}")
                };
                next.push(self.command(&format!("compare {body} --topic {topic}{on}")));
            }
        }
        if let [id] = reach.written.as_slice() {
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
        let operation = context.finish(writer, flags)?;
        let mut written =
            Written::new(operation, flags.dry_run, self.records, self.said, self.next);
        written = written.with_counts(self.counts);
        if let Some(effect) = self.effect {
            written = written.with_effect(effect);
        }
        if let Some(foot) = self.foot {
            written = written.with_foot(foot);
        }
        context.answer(&written)
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
    let reading =
        records::read_all(&inputs).map_err(|error| Failure::unread(&error.path, &error.source))?;
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
