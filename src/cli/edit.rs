//! `comity edit`.

use std::path::PathBuf;

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::editor::{self, Ended, Opened};
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::values;
use super::write::{Said, checked, read_records};
use crate::model::DirectiveId;
use crate::ops::{Plan, parts_changed};
use crate::records::{Reading, read_text, write_directive};
use crate::store::{Operation, RecordKey};

/// Change the record of a directive in your editor
///
/// The record is opened as TOML in VISUAL, else EDITOR, and checked when you close it; a text with
/// faults is opened again with the faults above it. Close it as it is, or empty, to change nothing.
/// Nothing you wrote is lost: where it cannot be recorded, it is kept in a file that is named.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity edit chicago-pd/s06-14-03
  comity edit chicago-pd/s06-14-03 --from record.toml")]
pub(super) struct EditArgs {
    /// The directive
    #[arg(value_name = "ID")]
    id: String,

    /// Read the record from a file in place of an editor; - is standard input
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    #[command(flatten)]
    write: WriteFlags,
}

/// Changes it.
///
/// # Errors
/// Where it is not on record, the text has faults, the record was changed meanwhile, or the database
/// cannot be used.
pub(super) fn run(args: &EditArgs, context: &Context) -> Result<(), Failure> {
    let id: DirectiveId = values::parsed("", &args.id)?;
    let reader = context.reader()?;
    let directive = Lookup::new(&reader).directive(&id)?;
    let id = directive.id.clone();
    let last = reader.last_change(RecordKey::Directive(&id))?;
    // Nobody waits for an editor.
    drop(reader);
    if let Some(file) = &args.from {
        let reading = read_records(std::slice::from_ref(file), context)?;
        return put(&id, &reading, None, args.write, context);
    }
    let text = write_directive(&directive);
    let put = |name: &str, text: &str| {
        put(
            &id,
            &read_text(name, text),
            Some(last.as_ref()),
            args.write,
            context,
        )
    };
    let otherwise = context.command(&format!("edit {id} --from FILE"));
    let show = context.command(&format!("show {id}"));
    let opened = Opened {
        purpose: "edit",
        text: &text,
        otherwise: &otherwise,
        stands: &format!("the record stands as it was: {show}"),
    };
    match editor::edit(&opened, args.write.dry_run, context, put)? {
        Ended::Taken => {}
        Ended::Left { is_empty: false } => {
            context.status("The text is as it was: nothing was changed.");
        }
        Ended::Left { is_empty: true } => {
            context.status("The text is empty: nothing was changed.");
            context.status(&format!(
                "To set the record aside: {}",
                context.command(&format!("discard {id} --reason TEXT"))
            ));
        }
    }
    Ok(())
}

/// Makes the record equal to the text. `since` is the operation that touched it last when the text
/// was taken from it.
fn put(
    id: &DirectiveId,
    reading: &Reading,
    since: Option<Option<&Operation>>,
    flags: WriteFlags,
    context: &Context,
) -> Result<(), Failure> {
    let mut writer = context.writer()?;
    checked(writer.reader(), reading)?;
    one_record(id, reading)?;
    if let Some(since) = since {
        let last = writer.reader().last_change(RecordKey::Directive(id))?;
        if last.as_ref().map(|last| last.id) != since.map(|since| since.id) {
            return Err(changed_meanwhile(id, last.as_ref(), context));
        }
    }
    let old = Lookup::new(writer.reader()).directive(id)?;
    let plan = Plan::new(writer.reader(), &reading.records)?;
    let new = &reading.records.directives[0];
    let said = Said {
        said: parts_changed(&old, new),
        ..Said::default()
    };
    context
        .write_plan(&mut writer, &plan, said)?
        .finish(writer, flags, context)
}

/// The text holds the record of this directive and nothing else.
fn one_record(id: &DirectiveId, reading: &Reading) -> Result<(), Failure> {
    let records = &reading.records;
    let [new] = records.directives.as_slice() else {
        return Err(Failure::new(
            Kind::Value,
            format!("the text must hold one record, that of {id}; nothing was written"),
        )
        .hint("other records are loaded from files: comity load FILE"));
    };
    if records.origin.defined.iter().any(|named| {
        !matches!(
            named.sort,
            crate::records::Sort::Directive | crate::records::Sort::Version
        )
    }) {
        return Err(Failure::new(
            Kind::Value,
            "the text holds other records too; nothing was written",
        )
        .hint("load them from a file: comity load FILE"));
    }
    if new.id == *id {
        return Ok(());
    }
    Err(Failure::new(
        Kind::Value,
        format!("the id of a record stays: this was {id}, and is {}; nothing was written", new.id),
    )
    .hint(format!("write id = \"{id}\" again"))
    .hint(format!(
        "for another text: comity add --from FILE; if this one was recorded under a wrong id, add it \
         anew and then: comity discard {id} --reason TEXT"
    )))
}

fn changed_meanwhile(id: &DirectiveId, last: Option<&Operation>, context: &Context) -> Failure {
    let by = last.map_or_else(String::new, |last| {
        format!(
            " by operation {} ({})",
            last.id,
            crate::model::name::shown(&last.command)
        )
    });
    Failure::new(
        Kind::File,
        format!("{id} was changed meanwhile{by}; nothing was written"),
    )
    .hint(format!(
        "see how it stands now: {}",
        context.command(&format!("show {id}"))
    ))
    .hint(format!(
        "put your changes into it: {}; or yours in its place: {}",
        context.command(&format!("edit {id}")),
        context.command(&format!("edit {id} --from FILE"))
    ))
}
