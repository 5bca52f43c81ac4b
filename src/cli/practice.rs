//! `comity practice`.

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use super::event::not_one;
use super::lookup::Lookup;
use super::source::SourceFlags;
use super::write::Said;
use crate::ops::{NewPractice, WhichPractice, practice, without_practice};
use crate::report::{WrittenRecord, words};

/// Record what a body says or is seen to do where no text says it
///
/// A practice never decides: `ask` shows it beside the answer. It is a sentence like a rule's:
/// EFFECT TOPIC [for BODY] [by ROLE] [when CONDITION] [unless CONDITION]; see the words with comity
/// topic list and comity condition list. Without --standing it is known by one account (reported).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity practice nopd \"permits notify-release for ice by jail when listed-conviction\" \\
    --from 2025 --source https://example.org/a --source-title \"Officers ring first\"
  comity practice nopd \"permits notify-release for ice by jail when listed-conviction\" --remove")]
pub(super) struct PracticeArgs {
    /// The body by its slug or any recorded name
    #[arg(value_name = "ORG")]
    organization: String,

    /// What it does, as a sentence
    #[arg(value_name = "SENTENCE")]
    says: String,

    /// Since when
    #[arg(long, value_name = "DATE")]
    from: Option<String>,

    /// Until when: the first day on which it no longer did
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// How well it is known: documented, confirmed, reported, inferred, disputed, unknown [default:
    /// reported]
    #[arg(long, value_name = "STANDING")]
    standing: Option<String>,

    /// What a reader of the record needs to know
    #[arg(long)]
    note: Option<String>,

    /// Take a practice back that was recorded in error; --from and --until tell which, where several
    /// read so
    #[arg(long, conflicts_with_all = ["standing", "note", "source_flags"])]
    remove: bool,

    #[command(flatten)]
    source: SourceFlags,

    #[command(flatten)]
    write: WriteFlags,
}

/// Records it.
///
/// # Errors
/// Where the body is not on record, a value cannot be right, or the database cannot be used.
pub(super) fn run(args: &PracticeArgs, context: &Context) -> Result<(), Failure> {
    if args.remove {
        return remove(args, context);
    }
    let new = NewPractice {
        says: args.says.clone(),
        from: args.from.as_deref().map(|text| context.dated(text)),
        until: args.until.as_deref().map(|text| context.dated(text)),
        standing: args.standing.clone(),
        note: args.note.clone(),
        source: args.source.typed(context),
    };
    let mut writer = context.writer()?;
    let lookup = Lookup::new(writer.reader());
    let body = lookup.body(&args.organization)?;
    let added = practice(writer.reader(), &body, &new)?;
    let register = lookup.register()?;
    let mut said = Said::default();
    for (entry, is_new) in added
        .new
        .iter()
        .map(|entry| (entry, true))
        .chain(added.same.iter().map(|entry| (entry, false)))
    {
        let text = words::practice(&register, entry);
        let toward = entry.says.counterpart.as_ref();
        let toward = toward.map_or(String::new(), |other| format!(" --for {other}"));
        said.said.push(if is_new {
            format!("New practice of {body}: {text}.")
        } else {
            format!("This practice of {body} is on record already: {text}.")
        });
        let topic = &entry.says.topic;
        said.next
            .push(context.command(&format!("ask {body} {topic}{toward}")));
    }
    drop(lookup);
    if let Some(entry) = added.new.first() {
        let known = writer.reader().practice()?;
        let is_there = known.iter().any(|one| one.organization == body);
        writer.add_practice(entry, &added.sources)?;
        said.said
            .push("A practice decides nothing: no answer changes; ask shows it.".to_owned());
        said.records.push(WrittenRecord {
            kind: "practice",
            id: body.to_string(),
            change: if is_there { "changed" } else { "new" },
        });
    }
    said.finish(writer, args.write, context)
}

/// Takes one back.
fn remove(args: &PracticeArgs, context: &Context) -> Result<(), Failure> {
    let which = WhichPractice {
        says: args.says.clone(),
        from: args.from.as_deref().map(|text| context.dated(text)),
        until: args.until.as_deref().map(|text| context.dated(text)),
    };
    let mut writer = context.writer()?;
    let lookup = Lookup::new(writer.reader());
    let body = lookup.body(&args.organization)?;
    let taken = without_practice(writer.reader(), &body, &which).map_err(not_one)?;
    let text = words::practice(&lookup.register()?, &taken.gone);
    drop(lookup);
    writer.set_practice(&taken.left, &taken.sources)?;
    let topic = &taken.gone.says.topic;
    let said = Said {
        said: vec![
            format!("Taken back, a practice of {body}: {text}."),
            "A practice decides nothing: no answer changes. It stays in the history.".to_owned(),
        ],
        records: vec![WrittenRecord {
            kind: "practice",
            id: body.to_string(),
            change: "changed",
        }],
        next: vec![context.command(&format!("ask {body} {topic}"))],
        ..Said::default()
    };
    said.finish(writer, args.write, context)
}
