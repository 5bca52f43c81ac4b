//! What is wrong in a table.

use std::path::Path;

use super::super::error::{Failure, Kind};
use super::{ImportArgs, SHOWN};
use crate::import::{CellFault, HeaderFault, SheetError};
use crate::model::flat::Column;
use crate::model::name::shown;
use crate::ops::{ImportError, Imported};
use crate::render::Excerpt;
use crate::render::excerpt::Place;

/// What is wrong in the table stops it, unless bad rows are left out.
pub(super) fn refused(args: &ImportArgs, done: &Imported) -> Result<(), Failure> {
    let skips = args.skip_bad.is_some() && done.counts.bad > 0;
    if skips || (done.fault_count == 0 && done.unknown_count == 0) {
        return Ok(());
    }
    let shown: Vec<Excerpt> = done
        .faults
        .iter()
        .take(SHOWN)
        .map(|fault| excerpt(args, fault))
        .collect();
    let mut said = Vec::new();
    match done.fault_count {
        0 => {}
        1 => said.push("1 fault".to_owned()),
        many if many > shown.len() as u64 => {
            said.push(format!(
                "{many} faults, of which {} are shown, each once",
                shown.len()
            ));
        }
        many => said.push(format!("{many} faults")),
    }
    match done.unknown_count {
        0 => {}
        1 => said.push("1 body is not on record".to_owned()),
        many => said.push(format!("{many} bodies are not on record")),
    }
    let mut failure =
        Failure::excerpts(shown).message(format!("{}; nothing was written", said.join(", ")));
    for body in &done.unknown {
        failure = failure.hint(body.command.clone());
    }
    let more = done.unknown_count.saturating_sub(done.unknown.len() as u64);
    if more > 0 {
        failure = failure.hint(format!("and {more} bodies more"));
    }
    if done.unknown_count > 0 && !args.new_orgs {
        failure = failure.hint("or add --new-orgs, and those that can be are recorded");
    }
    if done.fault_count > 0 && args.skip_bad.is_none() {
        failure = failure.hint("to take the good rows alone: --skip-bad FILE");
    }
    Err(failure)
}

/// The cell with its column before it.
fn excerpt(args: &ImportArgs, fault: &CellFault) -> Excerpt {
    let lead = fault
        .column
        .map_or_else(String::new, |column: Column| format!("{column}: "));
    let span = &fault.fault.span;
    Excerpt {
        place: Place::Cell(args.name()),
        text: format!("{lead}{}", fault.value),
        first_line: usize::try_from(fault.line).unwrap_or(usize::MAX),
        span: span.start + lead.len()..span.end + lead.len(),
        message: fault.fault.message.clone(),
        cure: fault.fault.cure.clone(),
    }
}

/// A header that is none.
pub(super) fn wrong_header(
    args: &ImportArgs,
    names: &[String],
    faults: Vec<HeaderFault>,
) -> Failure {
    let text = names.join(",");
    let count = faults.len();
    let excerpts = faults
        .into_iter()
        .map(|HeaderFault { column, fault }| {
            let before = column.map_or(0, |column| {
                names
                    .iter()
                    .take(column - 1)
                    .map(|name| name.len() + 1)
                    .sum()
            });
            Excerpt {
                place: Place::Cell(args.name()),
                ..Excerpt::file("", text.clone(), fault.shifted(before))
            }
        })
        .collect();
    let count = if count == 1 {
        "1 fault".to_owned()
    } else {
        format!("{count} faults")
    };
    Failure::excerpts(excerpts).message(format!("{count}; nothing was written"))
}

/// A table that cannot be read on.
pub(super) fn unread(args: &ImportArgs, error: &SheetError) -> Failure {
    if let SheetError::Io(error, _) = error {
        return Failure::file("cannot read", Path::new(&args.name()), error);
    }
    let message = format!("{}: {error}; nothing was written", shown(&args.name()));
    let failure = Failure::new(Kind::Value, message);
    match error {
        SheetError::NotUtf8 { .. } | SheetError::Nul { .. } => {
            failure.hint("save the table as CSV in UTF-8; of a workbook, one sheet")
        }
        SheetError::Empty => failure.hint("see a table: comity export"),
        _ => failure,
    }
}

/// Why the import stopped.
pub(super) fn stopped(args: &ImportArgs, error: ImportError) -> Failure {
    match error {
        ImportError::Sheet(error) => unread(args, &error),
        ImportError::Store(error) => error.into(),
        error @ ImportError::Scattered { .. } => {
            Failure::new(Kind::Value, format!("{error}; nothing was written"))
                .hint("sort the rows by directive, or give them as a file")
        }
        ImportError::Bad(error) => error.into(),
    }
}
