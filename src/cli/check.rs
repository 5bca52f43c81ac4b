//! `comity check`.

use std::path::PathBuf;

use clap::Args;

use super::context::{Context, quoted};
use super::error::{Failure, Kind};
use super::values;
use super::write::{checked, read_records};
use crate::check::CHECKS;
use crate::model::{Finding, Severity, unknown};
use crate::ops::{CheckError, CheckScope, Plan, check};
use crate::report::Checked;
use crate::store::Reader;

/// Find what is wrong with the records, or may be
///
/// Without a path: with everything on record, and with the file itself. With paths: with the records
/// of these files, as they would be if they were loaded; each finding then names its file and line,
/// and nothing is written. Each finding has a name, a weight (error, warning, note), the record, and
/// a cure. The exit status is 1 where there is an error, or what --fail-on says.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity check
  comity check records --fail-on warning --allow checked-long-ago,body-unbound")]
pub(super) struct CheckArgs {
    /// Record files, folders of them, or - for standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Leave out findings of these names, with commas between them (can be repeated)
    #[arg(long, value_name = "CODE,...")]
    allow: Vec<String>,

    /// The least weight that makes the exit status 1: error, warning, note
    #[arg(long, value_name = "WEIGHT", default_value = "error")]
    fail_on: String,

    /// The folder with the copies of the texts, to see that each is there and unchanged
    #[arg(long, value_name = "FOLDER")]
    copies: Option<PathBuf>,

    /// The day on which reviews and checks are looked at [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Checks.
///
/// # Errors
/// Where a value cannot be right, a file has a fault or cannot be read; and where something is found
/// that weighs enough, once it is told.
pub(super) fn run(args: &CheckArgs, context: &Context) -> Result<(), Failure> {
    let on = values::day("--on", args.on.as_deref(), context)?;
    let fail_on: Severity = values::parsed("--fail-on", &args.fail_on)?;
    let allowed = codes(&args.allow)?;
    if let Some(folder) = args.copies.as_ref().filter(|folder| !folder.is_dir()) {
        let folder = folder.display();
        return Err(Failure::new(
            Kind::Value,
            format!("there is no folder {folder}"),
        ));
    }
    let run = |reader: &Reader, scope: CheckScope<'_>| {
        check(reader, scope, args.copies.as_deref(), on).map_err(Failure::from)
    };
    let (found, what, operation);
    if args.paths.is_empty() {
        let reader = context.reader()?;
        operation = context.stamp_of(&reader)?.operation;
        found = run(&reader, CheckScope::All)?;
        what = "Records";
        reader.release();
    } else {
        let reading = read_records(&args.paths, context)?;
        let mut writer = context.writer()?;
        operation = context.stamp_of(writer.reader())?.operation;
        checked(writer.reader(), &reading)?;
        Plan::new(writer.reader(), &reading.records)?.apply(&mut writer)?;
        found = run(writer.reader(), CheckScope::Files(&reading.records))?;
        writer.rollback()?;
        what = "Record files";
    }
    let all = found.len();
    let kept: Vec<Finding> = found
        .into_iter()
        .filter(|finding| !allowed.contains(&finding.code))
        .collect();
    let fails = kept.iter().any(|finding| finding.severity <= fail_on);
    let left_out = all - kept.len();
    let again = context.command(&again(&args.paths));
    context.answer(&Checked::new(kept, left_out, (what, again), operation))?;
    if fails {
        return Err(Failure::findings());
    }
    Ok(())
}

/// The command that checks the same paths once more.
fn again(paths: &[PathBuf]) -> String {
    let paths = paths.iter().map(|path| quoted(&path.display().to_string()));
    ["check".to_owned()]
        .into_iter()
        .chain(paths)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The names of checks from values that may each hold several.
fn codes(values: &[String]) -> Result<Vec<&'static str>, Failure> {
    let mut found = Vec::new();
    for value in values {
        for text in value.split(',').map(str::trim) {
            match CHECKS.iter().find(|check| check.code == text) {
                Some(check) => found.push(check.code),
                None => {
                    let names = || CHECKS.iter().map(|check| check.code);
                    let fault = unknown("a check", text, names());
                    let is_near = fault.cure.is_some();
                    let at = value.find(text).unwrap_or_default();
                    let failure = Failure::argument("--allow", value, fault.shifted(at));
                    let all = || names().collect::<Vec<_>>().join(", ");
                    return Err(match is_near {
                        true => failure,
                        false => failure.hint(format!("the names are: {}", all())),
                    });
                }
            }
        }
    }
    Ok(found)
}

impl From<CheckError> for Failure {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::Store(error) => error.into(),
            CheckError::Copy(path, error) => Self::file("cannot read", &path, &error),
        }
    }
}
