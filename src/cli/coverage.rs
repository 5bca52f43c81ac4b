//! `comity coverage`.

use std::collections::BTreeSet;

use clap::{Args, Subcommand};

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::{BodyFlags, Lookup};
use super::source::SourceFlags;
use super::values;
use super::write::Said;
use crate::model::{Coverage, Family, Found, Slug};
use crate::ops::{
    self, CoverageEdit, CoverageParts, EntryError, Topics, Touched, edited_coverage,
    without_coverage,
};
use crate::report::{WrittenRecord, coverage, words};

/// Record, list, show and change what was looked for and found: absence is data
///
/// "Nothing on record" says that no rule is known; coverage says whether anybody looked. It stands in
/// the cell where no rule decides, and beside the answer where one does. FOUND is silent,
/// no-written-policy, not-obtained, refused, redacted, no-reply, not-applicable or not-sought.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity coverage add nopd no-reply --asked 2025-03-02 --note \"records request 2025-114\"
  comity coverage edit nopd --found no-written-policy --answered 2025-03-20
  comity coverage edit nopd --remove
  comity coverage list --found no-reply")]
pub(super) struct CoverageArgs {
    #[command(subcommand)]
    command: CoverageCommand,
}

#[derive(Debug, Subcommand)]
enum CoverageCommand {
    /// Record what was found of a body
    Add(AddArgs),
    /// List coverage
    List(ListArgs),
    /// Show the coverage of one body
    Show(ShowArgs),
    /// Change an entry, where an empty text takes a part away, or take it back
    Edit(EditArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity coverage add nopd silent --topic hold-on-detainer,notify-release --asked 2025-03-02")]
struct AddArgs {
    /// The body by its slug or any recorded name
    #[arg(value_name = "ORG")]
    organization: String,

    /// What was found
    #[arg(value_name = "FOUND")]
    found: String,

    /// The topics, with commas between them (can be repeated) [default: all]
    #[arg(long = "topic", value_name = "TOPIC,...", value_delimiter = ',')]
    topics: Vec<String>,

    #[command(flatten)]
    parts: Parts,

    #[command(flatten)]
    write: WriteFlags,
}

/// What an entry has beside body, topic and finding.
#[derive(Debug, Args)]
struct Parts {
    /// When it was asked for
    #[arg(long, value_name = "DATE")]
    asked: Option<String>,

    /// When the answer came
    #[arg(long, value_name = "DATE")]
    answered: Option<String>,

    /// What a reader of the record needs to know
    #[arg(long)]
    note: Option<String>,

    #[command(flatten)]
    source: SourceFlags,
}

#[derive(Debug, Args)]
struct ListArgs {
    #[command(flatten)]
    bodies: BodyFlags,

    /// Only this topic, and entries on all topics
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,

    /// Only what was found so
    #[arg(long, value_name = "FOUND")]
    found: Option<String>,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// The body by its slug or any recorded name
    #[arg(value_name = "ORG")]
    organization: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity coverage edit nopd --topic all --found no-written-policy --answered 2025-03-20
  comity coverage edit nopd --topic all --remove")]
struct EditArgs {
    /// The body by its slug or any recorded name
    #[arg(value_name = "ORG")]
    organization: String,

    /// The topic of the entry, or all; needed where the body has several entries
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,

    /// What was found
    #[arg(long, value_name = "FOUND")]
    found: Option<String>,

    /// Take an entry back that was recorded in error; --topic tells which, where the body has several
    #[arg(long, conflicts_with_all = ["found", "asked", "answered", "note", "source_flags"])]
    remove: bool,

    #[command(flatten)]
    parts: Parts,

    #[command(flatten)]
    write: WriteFlags,
}

/// Runs one of the four.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be used.
pub(super) fn run(args: &CoverageArgs, context: &Context) -> Result<(), Failure> {
    match &args.command {
        CoverageCommand::Add(args) => add(args, context),
        CoverageCommand::List(args) => list(args, context),
        CoverageCommand::Show(args) => show(args, context),
        CoverageCommand::Edit(args) => edit(args, context),
    }
}

impl Parts {
    fn typed(&self, context: &Context) -> CoverageParts {
        CoverageParts {
            asked: self.asked.as_deref().map(|text| context.dated(text)),
            answered: self.answered.as_deref().map(|text| context.dated(text)),
            note: self.note.clone(),
            source: self.source.typed(context),
        }
    }
}

fn add(args: &AddArgs, context: &Context) -> Result<(), Failure> {
    let mut writer = context.writer()?;
    let lookup = Lookup::new(writer.reader());
    let body = lookup.body(&args.organization)?;
    let parts = args.parts.typed(context);
    let added = ops::coverage(writer.reader(), &body, &args.found, &args.topics, &parts)?;
    let register = lookup.register()?;
    let text = |entry: &Coverage| in_words(&register, entry);
    let mut said = Said::default();
    for entry in &added.new {
        said.said
            .push(format!("New coverage of {body}: {}.", text(entry)));
    }
    for entry in &added.same {
        said.said.push(format!(
            "Coverage of {body} is on record just so: {}.",
            text(entry)
        ));
    }
    said.next
        .push(context.command(&format!("coverage show {body}")));
    drop(lookup);
    if !added.new.is_empty() {
        let known = writer.reader().coverage()?;
        let is_there = known.iter().any(|one| one.organization == body);
        let touched = touched(&body, added.new.iter());
        said = context.write_touching(&mut writer, &touched, said, |writer| {
            let mut entries = added.new.iter();
            entries.try_for_each(|entry| writer.add_coverage(entry, &added.sources))
        })?;
        said.records
            .push(record(&body, if is_there { "changed" } else { "new" }));
    }
    said.finish(writer, args.write, context)
}

fn edit(args: &EditArgs, context: &Context) -> Result<(), Failure> {
    if args.remove {
        return remove(args, context);
    }
    let typed = CoverageEdit {
        topic: args.topic.clone(),
        found: args.found.clone(),
        parts: args.parts.typed(context),
    };
    if typed.found.is_none() && typed.parts == CoverageParts::default() {
        return Err(Failure::nothing_to_change("coverage edit"));
    }
    let mut writer = context.writer()?;
    let lookup = Lookup::new(writer.reader());
    let body = lookup.body(&args.organization)?;
    let edited =
        edited_coverage(writer.reader(), &body, &typed).map_err(|error| no_entry(error, &body))?;
    let register = lookup.register()?;
    drop(lookup);
    let mut said = Said {
        next: vec![context.command(&format!("coverage show {body}"))],
        ..Said::default()
    };
    if edited.old == edited.new {
        let text = in_words(&register, &edited.new);
        said.said
            .push(format!("Coverage of {body} is so already: {text}."));
        return said.finish(writer, args.write, context);
    }
    said.said.push(format!(
        "Coverage of {body}: {}; it was: {}.",
        in_words(&register, &edited.new),
        in_words(&register, &edited.old)
    ));
    let touched = touched(&body, std::iter::once(&edited.new));
    let mut said =
        context.write_touching(&mut writer, &touched, said, |writer| edited.apply(writer))?;
    said.records.push(record(&body, "changed"));
    said.finish(writer, args.write, context)
}

/// Takes one back.
fn remove(args: &EditArgs, context: &Context) -> Result<(), Failure> {
    let mut writer = context.writer()?;
    let lookup = Lookup::new(writer.reader());
    let body = lookup.body(&args.organization)?;
    let taken = without_coverage(writer.reader(), &body, args.topic.as_deref())
        .map_err(|error| no_entry(error, &body))?;
    let text = in_words(&lookup.register()?, &taken.gone);
    drop(lookup);
    // What is left of it, else what the body reads without any.
    let next = if taken.left.iter().any(|one| one.organization == body) {
        format!("coverage show {body}")
    } else {
        format!("ask {body}")
    };
    let said = Said {
        said: vec![
            format!("Taken back, coverage of {body}: {text}."),
            "It stays in the history.".to_owned(),
        ],
        next: vec![context.command(&next)],
        ..Said::default()
    };
    let touched = touched(&body, std::iter::once(&taken.gone));
    let mut said = context.write_touching(&mut writer, &touched, said, |writer| {
        writer.set_coverage(&taken.left, &taken.sources)
    })?;
    said.records.push(record(&body, "changed"));
    said.finish(writer, args.write, context)
}

/// What to type where no one entry is meant.
fn no_entry(error: EntryError, body: &Slug) -> Failure {
    let topics = match &error {
        EntryError::NoEntry(_, topics) => topics.clone(),
        _ => return error.into(),
    };
    let failure = Failure::from(error);
    if topics.is_empty() {
        failure.hint(format!("to record it: comity coverage add {body} FOUND"))
    } else {
        failure.hint(format!("name one: --topic {}", topics.join(", --topic ")))
    }
}

/// The cells of the body on these topics: all where an entry is on all.
fn touched<'a>(body: &Slug, entries: impl Iterator<Item = &'a Coverage>) -> Touched {
    let topics: Option<BTreeSet<Slug>> = entries.map(|entry| entry.topic.clone()).collect();
    Touched {
        bodies: BTreeSet::from([body.clone()]),
        topics: topics.map_or(Topics::All, Topics::Some),
        ..Touched::default()
    }
}

fn record(body: &Slug, change: &'static str) -> WrittenRecord {
    WrittenRecord {
        kind: "coverage",
        id: body.to_string(),
        change,
    }
}

/// "no reply on all topics, asked 2 March 2025".
fn in_words(register: &crate::model::Docket, entry: &Coverage) -> String {
    let topic = match &entry.topic {
        Some(topic) => words::topic(register, topic),
        None => "all topics",
    };
    let mut text = format!("{}: {}", topic, entry.found.short());
    for (word, date) in [("asked", entry.asked), ("answered", entry.answered)] {
        if let Some(date) = date {
            text += &format!(", {word} {}", date.long());
        }
    }
    text
}

fn list(args: &ListArgs, context: &Context) -> Result<(), Failure> {
    let found: Option<Found> = args
        .found
        .as_deref()
        .map(|text| values::parsed("--found", text))
        .transpose()?;
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let topic = args
        .topic
        .as_deref()
        .map(|text| values::term(lookup.codebook()?, Family::Topic, "--topic", text))
        .transpose()?;
    let bodies = if args.bodies.is_empty() {
        None
    } else {
        Some(lookup.select_some(&args.bodies)?)
    };
    let mut entries = reader.coverage()?;
    entries.retain(|entry| {
        bodies
            .as_ref()
            .is_none_or(|bodies| bodies.contains(&entry.organization))
            && found.is_none_or(|found| entry.found == found)
            && (topic.is_none() || entry.topic.is_none() || entry.topic == topic)
    });
    let mut page = coverage(
        &lookup.register()?,
        &entries,
        &reader.coverage_sources()?,
        false,
    );
    page.operation = Some(context.stamp_of(&reader)?.operation);
    drop(reader);
    context.answer(&page)
}

fn show(args: &ShowArgs, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let body = lookup.body(&args.organization)?;
    let mut entries = reader.coverage()?;
    entries.retain(|entry| entry.organization == body);
    if entries.is_empty() {
        let message = format!("there is no coverage of {body} on record");
        return Err(Failure::new(Kind::NotOnRecord, message)
            .hint(format!("to record it: comity coverage add {body} FOUND"))
            .hint(format!("what is known of it: comity ask {body}")));
    }
    let mut page = coverage(
        &lookup.register()?,
        &entries,
        &reader.coverage_sources()?,
        true,
    );
    page.operation = Some(context.stamp_of(&reader)?.operation);
    drop(reader);
    context.answer(&page)
}
