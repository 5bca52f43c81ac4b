//! `comity event`.

use clap::Args;

use super::args::WriteFlags;
use super::context::{Context, quoted};
use super::error::Failure;
use super::lookup::Lookup;
use super::source::SourceFlags;
use super::values;
use super::write::Said;
use crate::model::{DirectiveId, Slug};
use crate::ops::{
    EntryError, NewEvent, WhichEvent, body_event, directive_event, without_body_event,
    without_event,
};
use crate::report::WrittenRecord;
use crate::store::Writer;

/// How many entries a message names.
const SHOWN: usize = 5;

/// Record what happened: an incident, a lawsuit, a report, on a directive or a body
///
/// An event never changes an answer; it is shown after it. Name offices and public officials where
/// that matters, and never an officer who is under discipline or suspected of something: write "an
/// officer". KIND is incident, discipline, audit, lawsuit, ruling, report or statement.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity event fairfax-county-pd/go-601 --on 2019-10-01 --kind statement \\
    --topic act-on-admin-warrant --source https://example.org/a \"The chief said that the order stands\"
  comity event \"Chicago Police\" --on 2019-09 --kind report \"The inspector general reported on detainers\"
  comity event \"Chicago Police\" \"The inspector general\" --remove")]
pub(super) struct EventArgs {
    /// A body, or a directive: ISSUER/NAME
    #[arg(value_name = "ORG|ID")]
    target: String,

    /// What happened, in a sentence; with --remove how that begins is enough
    #[arg(value_name = "WHAT")]
    what: String,

    /// When
    #[arg(long, value_name = "DATE", required_unless_present = "remove")]
    on: Option<String>,

    /// What sort of event
    #[arg(long, value_name = "KIND", required_unless_present = "remove")]
    kind: Option<String>,

    /// The topic that it bears on
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,

    /// Take an event back that was recorded in error; --on and --kind tell which, where several
    /// begin so
    #[arg(long, conflicts_with_all = ["topic", "source_flags"])]
    remove: bool,

    #[command(flatten)]
    source: SourceFlags,

    #[command(flatten)]
    write: WriteFlags,
}

/// Records it.
///
/// # Errors
/// Where the body or directive is not on record, a value cannot be right, or the database cannot be
/// used.
pub(super) fn run(args: &EventArgs, context: &Context) -> Result<(), Failure> {
    if args.remove {
        return remove(args, context);
    }
    let new = NewEvent {
        on: context.dated(args.on.as_deref().unwrap_or_default()),
        kind: args.kind.clone().unwrap_or_default(),
        what: args.what.clone(),
        topic: args.topic.clone(),
        source: args.source.typed(context),
    };
    let mut writer = context.writer()?;
    let said = if args.target.contains('/') {
        let id: DirectiveId = values::parsed("", &args.target)?;
        on_directive(&id, &new, &mut writer, context)?
    } else {
        let body = Lookup::new(writer.reader()).body(&args.target)?;
        on_body(&body, &new, &mut writer, context)?
    };
    said.finish(writer, args.write, context)
}

fn on_directive(
    id: &DirectiveId,
    new: &NewEvent,
    writer: &mut Writer,
    context: &Context,
) -> Result<Said, Failure> {
    let directive = Lookup::new(writer.reader()).directive(id)?;
    let id = &directive.id;
    let next = vec![context.command(&format!("show {id}"))];
    match directive_event(writer.reader(), &directive, new)? {
        None => Ok(Said {
            said: vec![format!("{id} has this event already.")],
            next,
            ..Said::default()
        }),
        Some(with) => {
            writer.put_directive(&with)?;
            Ok(Said {
                said: told(&format!("directive {id}"), new),
                records: vec![WrittenRecord {
                    kind: "directive",
                    id: id.to_string(),
                    change: "changed",
                }],
                next,
                ..Said::default()
            })
        }
    }
}

fn on_body(
    body: &Slug,
    new: &NewEvent,
    writer: &mut Writer,
    context: &Context,
) -> Result<Said, Failure> {
    let added = body_event(writer.reader(), body, new)?;
    let before = writer.reader().events()?;
    let mut events = added
        .new
        .iter()
        .chain(&added.same)
        .map(|entry| &entry.event);
    let event = events.next();
    let topic = event.and_then(|event| event.topic.as_ref());
    let topic = topic.map_or(String::new(), |topic| format!(" {topic}"));
    // An answer shows what happened from its day on.
    let day = event.and_then(|event| event.on.earliest());
    let day = day.map_or(String::new(), |day| format!(" --on {day}"));
    let next = vec![context.command(&format!("ask {body}{topic}{day}"))];
    let Some(entry) = added.new.first() else {
        return Ok(Said {
            said: vec![format!("{body} has this event already.")],
            next,
            ..Said::default()
        });
    };
    writer.add_event(entry, &added.sources)?;
    let change = if before.iter().any(|one| one.organization == *body) {
        "changed"
    } else {
        "new"
    };
    Ok(Said {
        said: told(body.as_str(), new),
        records: vec![WrittenRecord {
            kind: "events",
            id: body.to_string(),
            change,
        }],
        next,
        ..Said::default()
    })
}

/// Takes one back.
fn remove(args: &EventArgs, context: &Context) -> Result<(), Failure> {
    let which = WhichEvent {
        what: args.what.clone(),
        on: args.on.as_deref().map(|text| context.dated(text)),
        kind: args.kind.clone(),
    };
    let mut writer = context.writer()?;
    let (kind, of, gone, next) = if args.target.contains('/') {
        let id: DirectiveId = values::parsed("", &args.target)?;
        let directive = Lookup::new(writer.reader()).directive(&id)?;
        let (without, gone) = without_event(&directive, &which).map_err(not_one)?;
        writer.put_directive(&without)?;
        let next = format!("show {}", without.id);
        ("directive", without.id.to_string(), gone, next)
    } else {
        let body = Lookup::new(writer.reader()).body(&args.target)?;
        let taken = without_body_event(writer.reader(), &body, &which).map_err(not_one)?;
        writer.set_events(&taken.left, &taken.sources)?;
        let next = format!("ask {body}");
        ("events", body.to_string(), taken.gone.event, next)
    };
    let said = Said {
        said: vec![
            format!(
                "Taken back, an event of {of}: {}, {}, {}.",
                gone.on,
                gone.kind,
                quoted(&gone.what)
            ),
            "An event changes no answer. It stays in the history.".to_owned(),
        ],
        records: vec![WrittenRecord {
            kind,
            id: of,
            change: "changed",
        }],
        next: vec![context.command(&next)],
        ..Said::default()
    };
    said.finish(writer, args.write, context)
}

/// What to say where not one entry is meant: those that can be.
pub(super) fn not_one(error: EntryError) -> Failure {
    let them = match &error {
        EntryError::NoEntry(_, them) => them.clone(),
        _ => Vec::new(),
    };
    let more = them.len().saturating_sub(SHOWN);
    let mut failure = Failure::from(error);
    for one in them.iter().take(SHOWN) {
        failure = failure.hint(format!("on record: {one}"));
    }
    if more > 0 {
        failure = failure.hint(format!("and {more} more"));
    }
    failure
}

fn told(of: &str, new: &NewEvent) -> Vec<String> {
    vec![
        format!(
            "New event of {of}: {}, {}.",
            new.kind,
            quoted(new.what.trim())
        ),
        "An event changes no answer; it is shown after those for its day and for days before."
            .to_owned(),
    ]
}
