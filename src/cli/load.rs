//! `comity load`.

use std::path::PathBuf;

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use super::write::{Said, checked, read_records};
use crate::model::name::shown;
use crate::ops::{Change, Plan, Planned};

/// How many records that are there already may change without a question.
const WITHOUT_ASKING: usize = 2;
/// The most records that are named one by one.
const NAMED: usize = 20;

/// Make what is on record equal to record files
///
/// Reads files, every *.toml in folders, or standard input (-). Records that the files name become
/// equal to the files; all others are left alone. Every fault of every file is told in one go, and
/// then nothing is written. What a person changed since it was loaded is shown before it is
/// replaced.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity load records
  comity load records --dry-run
  comity load chicago-pd/s06-14-03.toml organizations.toml")]
pub(super) struct LoadArgs {
    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    write: WriteFlags,
}

/// Loads.
///
/// # Errors
/// Where a file has a fault, a change is not confirmed, or the database cannot be used.
pub(super) fn run(args: &LoadArgs, context: &Context) -> Result<(), Failure> {
    let reading = read_records(&args.paths, context)?;
    let records = &reading.records;
    // The question is asked before the lock is taken: nobody waits for an answer.
    let reader = context.reader()?;
    checked(&reader, &reading)?;
    let asked = Plan::new(&reader, records)?.planned().to_vec();
    drop(reader);
    if !args.write.dry_run {
        ask(&asked, args.write, context)?;
    }
    let mut writer = context.writer()?;
    checked(writer.reader(), &reading)?;
    let plan = Plan::new(writer.reader(), records)?;
    if plan.planned() != asked {
        return Err(Failure::changed_meanwhile());
    }
    let mut said = Said {
        counts: counted(&asked),
        said: by_hand(&asked),
        ..Said::default()
    };
    if asked.iter().any(|one| one.change == Change::Changed) {
        said.foot = Some("To put back what changed, load the records as they were.".to_owned());
    }
    context
        .write_plan(&mut writer, &plan, said)?
        .finish(writer, args.write, context)
}

/// Asks where much of what is there changes, or what a person changed since it was loaded.
fn ask(planned: &[Planned], flags: WriteFlags, context: &Context) -> Result<(), Failure> {
    let changed = planned
        .iter()
        .filter(|one| one.change == Change::Changed)
        .count();
    let by_hand = by_hand(planned);
    if by_hand.is_empty() && changed <= WITHOUT_ASKING {
        return Ok(());
    }
    if !flags.yes {
        for line in changed_lines(planned).iter().chain(&by_hand) {
            context.status(line);
        }
    }
    let records = if changed == 1 {
        "1 record"
    } else {
        &format!("{changed} records")
    };
    let question = if by_hand.is_empty() {
        format!("Change {records} on record?")
    } else {
        format!("Change {records} on record, what was changed by hand too?")
    };
    context.confirm(&question, flags.yes)
}

/// A line for each record that a person changed since it was loaded.
fn by_hand(planned: &[Planned]) -> Vec<String> {
    planned
        .iter()
        .filter_map(|one| {
            let command = shown(one.by_hand.as_deref()?);
            Some(format!(
                "The {} {} was changed since it was loaded, by: {command}",
                one.kind, one.id
            ))
        })
        .collect()
}

/// The records that change, a line for each kind.
fn changed_lines(planned: &[Planned]) -> Vec<String> {
    let changed = planned.iter().filter(|one| one.change == Change::Changed);
    let changed: Vec<Planned> = changed.cloned().collect();
    counted(&changed)
        .iter()
        .map(|(label, text)| format!("{label}: {text}"))
        .collect()
}

/// How many records of each kind are new, changed, the same; and which ones change.
fn counted(planned: &[Planned]) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut kinds: Vec<&str> = Vec::new();
    for one in planned {
        if !kinds.contains(&one.kind) {
            kinds.push(one.kind);
        }
    }
    for kind in kinds {
        let of = |change: Change| {
            let some = planned
                .iter()
                .filter(|one| one.kind == kind && one.change == change);
            some.map(|one| one.id.as_str()).collect::<Vec<_>>()
        };
        let mut parts = Vec::new();
        for (change, words) in [
            (Change::New, "new"),
            (Change::Changed, "changed"),
            (Change::Gone, "no longer needed"),
            (Change::Same, "the same"),
        ] {
            let ids = of(change);
            if ids.is_empty() {
                continue;
            }
            let mut part = format!("{} {words}", ids.len());
            if change == Change::Changed || change == Change::New && ids.len() <= 3 {
                let more = ids.len().saturating_sub(NAMED);
                let named = ids[..ids.len() - more].join(", ");
                let more = if more > 0 {
                    format!(", and {more} more")
                } else {
                    String::new()
                };
                part.push_str(&format!(" ({named}{more})"));
            }
            parts.push(part);
        }
        lines.push((plural(kind).to_owned(), parts.join(", ")));
    }
    lines
}

/// The label of a kind of record.
fn plural(kind: &str) -> &str {
    match kind {
        "topic" => "topics",
        "condition" => "conditions",
        "counterpart" => "groups",
        "role" => "roles",
        "type" => "types",
        "kind" => "kinds",
        "place" => "places",
        "organization" => "organizations",
        "set" => "sets",
        "directive" => "directives",
        "coverage" => "coverage",
        "practice" => "practice",
        "events" => "events",
        _ => "sources",
    }
}
