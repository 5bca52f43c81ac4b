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
use crate::ops::{NewEvent, body_event, directive_event};
use crate::report::WrittenRecord;
use crate::store::Writer;

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
  comity event \"Chicago Police\" --on 2019-09 --kind report \"The inspector general reported on detainers\"")]
pub(super) struct EventArgs {
    /// A body, or a directive: ISSUER/NAME
    #[arg(value_name = "ORG|ID")]
    target: String,

    /// What happened, in a sentence
    #[arg(value_name = "WHAT")]
    what: String,

    /// When
    #[arg(long, value_name = "DATE")]
    on: String,

    /// What sort of event
    #[arg(long, value_name = "KIND")]
    kind: String,

    /// The topic that it bears on
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,

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
    let new = NewEvent {
        on: context.dated(&args.on),
        kind: args.kind.clone(),
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
