//! `comity org merge`.

use std::collections::BTreeMap;

use clap::Args;

use crate::cli::args::WriteFlags;
use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::cli::lookup::Lookup;
use crate::cli::write::Said;
use crate::ops::{Merge, resolve};
use crate::report::{WrittenRecord, words};
use crate::store::Reader;

/// How many records that are there already may change without a question.
const WITHOUT_ASKING: usize = 2;
/// The most directives that are named one by one.
const NAMED: usize = 10;

/// Two records of one body.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity org merge new-orleans-la-pd nopd --dry-run")]
pub(super) struct MergeArgs {
    /// The record that goes; its slug goes on naming the other
    #[arg(value_name = "ORG")]
    from: String,

    /// The record that stays
    #[arg(value_name = "ORG")]
    into: String,

    #[command(flatten)]
    write: WriteFlags,
}

/// Merges.
///
/// # Errors
/// Where a name is not on record, both have a directive of the same name, a change is not confirmed,
/// or the file cannot be used.
pub(super) fn run(args: &MergeArgs, context: &Context) -> Result<(), Failure> {
    // The question is asked before the lock is taken: nobody waits for an answer.
    let reader = context.reader()?;
    let Some(merge) = planned(&reader, args)? else {
        drop(reader);
        return already(args, context);
    };
    let asked = merge.records();
    drop(reader);
    if asked.len() > WITHOUT_ASKING && !args.write.dry_run {
        let question = format!("Change {}?", counted(&asked));
        context.confirm(&question, args.write.yes)?;
    }
    let mut writer = context.writer()?;
    let merge = match planned(writer.reader(), args)? {
        Some(merge) if merge.records() == asked => merge,
        _ => return Err(Failure::changed_meanwhile()),
    };
    let (from, into) = (merge.source().to_string(), merge.target().to_string());
    let mut said = Said {
        said: vec![
            format!("{from} is merged into {into}, and goes on naming it."),
            format!("Written: {}.", counted(&asked)),
        ],
        ..Said::default()
    };
    let moved: Vec<String> = merge
        .moved()
        .map(|(old, new)| format!("{old} is {new} now"))
        .collect();
    if !moved.is_empty() {
        let more = moved.len().saturating_sub(NAMED);
        let more = if more > 0 {
            format!("; and {more} more")
        } else {
            String::new()
        };
        said.said.push(format!(
            "{}{more}.",
            moved[..moved.len().min(NAMED)].join("; ")
        ));
    }
    said.next.push(context.command(&format!("org show {into}")));
    let mut said = context.write_touching(&mut writer, merge.touched(), said, |writer| {
        merge.apply(writer)
    })?;
    said.records.push(WrittenRecord {
        kind: "organization",
        id: from,
        change: "gone",
    });
    said.records
        .extend(asked.into_iter().map(|(kind, id)| WrittenRecord {
            kind,
            id,
            change: "changed",
        }));
    said.finish(writer, args.write, context)
}

/// What merging would do; none where the first is merged into the second already.
fn planned(reader: &Reader, args: &MergeArgs) -> Result<Option<Merge>, Failure> {
    let lookup = Lookup::new(reader);
    let bodies = lookup.bodies()?;
    let into = resolve::body(&args.into, bodies)?;
    if into
        .merged
        .iter()
        .any(|slug| slug.as_str() == args.from.trim())
    {
        return Ok(None);
    }
    // What names another body by now is not what was meant by its old name.
    if let Some(other) = resolve::merged_into(&args.from, bodies) {
        let (slug, other) = (args.from.trim(), &other.id);
        let message = format!("{slug} was merged into {other}; nothing was written");
        return Err(Failure::new(Kind::Value, message).hint(format!(
            "to merge that body too, name it: comity org merge {other} {}",
            into.id
        )));
    }
    let from = resolve::body(&args.from, bodies)?;
    Ok(Some(Merge::new(reader, from, into)?))
}

fn already(args: &MergeArgs, context: &Context) -> Result<(), Failure> {
    let writer = context.writer()?;
    let said = Said {
        said: vec![format!("{} was merged already.", args.from.trim())],
        next: vec![context.command(&format!("org show {}", args.from.trim()))],
        ..Said::default()
    };
    said.finish(writer, args.write, context)
}

/// "1 organization, 2 directives and coverage".
fn counted(records: &[(&'static str, String)]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (kind, _) in records {
        *counts.entry(kind).or_default() += 1;
    }
    let each: Vec<String> = counts
        .into_iter()
        .map(|(kind, count)| match kind {
            "coverage" | "practice" | "events" => kind.to_owned(),
            "counterpart" => words::count(count, "group"),
            kind => words::count(count, kind),
        })
        .collect();
    words::listed(&each, "and")
}
