//! `comity import`.

mod refused;
mod told;

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::progress::Progress;
use super::write::Said;
use crate::import::{Group, Groups, Header, PROFILES, Profile, Sheet, SheetError};
use crate::model::name::shown;
use crate::ops::{ImportError, ImportOptions, Imported, Plan, import};
use crate::report::{ImportNumbers, ImportReport};
use crate::store::Writer;
use refused::{refused, stopped, unread, wrong_header};
use told::{BadRows, counted, findings};

/// How many directives that are there already may change without a question.
const WITHOUT_ASKING: u64 = 2;
/// The most faults that are shown.
const SHOWN: usize = 20;
/// What standard input is called in messages.
const STDIN: &str = "<standard input>";

/// Take a table in: the flat CSV that export writes, one row a rule
///
/// All rows are taken, or none. A row is compared cell by cell with what is on record: a cell that
/// differs is set, and what the table cannot hold (see comity export --help) stays as it is, and so
/// do rules of which the table has no row. Commas, semicolons or tabs stand between cells; columns
/// may be in any order, and those of a table that only corrects records may be left out, but
/// directive and version.
///
/// A date that cannot be read, or of a year outside 1800 to 2100, is kept as text in the note, and
/// its row counts as doubtful. Every other cell that cannot be right is told with its line and
/// column, and nothing is written.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity import rules.csv --dry-run
  comity import rules.csv --skip-bad bad.csv
  comity import rules.csv --new-orgs")]
pub(super) struct ImportArgs {
    /// The table, or - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// What the columns mean: see comity profile list
    #[arg(long, value_name = "NAME", default_value = "comity-rules")]
    profile: String,

    /// Leave out directives with a bad row, and save their rows with the reasons
    #[arg(long, value_name = "FILE")]
    skip_bad: Option<PathBuf>,

    /// Record bodies that are not on record, by their slugs and the columns department and place
    #[arg(long)]
    new_orgs: bool,

    #[command(flatten)]
    write: WriteFlags,
}

impl ImportArgs {
    fn is_stdin(&self) -> bool {
        self.file.as_os_str() == "-"
    }

    fn name(&self) -> String {
        if self.is_stdin() {
            STDIN.to_owned()
        } else {
            self.file.display().to_string()
        }
    }
}

/// What a run over the table left to be done.
enum Ran {
    Done,
    /// So many directives that are there change, and nobody was asked.
    Ask(u64),
    /// Rows of one directive stand apart.
    Scattered,
}

/// Imports.
///
/// # Errors
/// Where the table cannot be read, has a fault, or the database cannot be used.
pub(super) fn run(args: &ImportArgs, context: &Context) -> Result<(), Failure> {
    let profile = profile(&args.profile)?;
    not_over(args, context)?;
    // Without a database there is nothing to take it into: that is told first.
    drop(context.reader()?);
    let (mut sorted, mut yes) = (false, args.write.yes);
    loop {
        match once(args, context, profile, sorted, yes)? {
            Ran::Done => return Ok(()),
            Ran::Ask(changed) => {
                // Nothing is held while somebody thinks.
                let question = format!("Change {changed} directives that are on record?");
                context.confirm(&question, false)?;
                yes = true;
            }
            Ran::Scattered => sorted = true,
        }
    }
}

/// A profile by its name.
///
/// # Errors
/// Where there is none.
pub(super) fn profile(name: &str) -> Result<&'static Profile, Failure> {
    PROFILES
        .iter()
        .find(|profile| profile.name == name)
        .ok_or_else(|| {
            let names = PROFILES.iter().map(|profile| profile.name);
            Failure::argument(
                "--profile",
                name,
                crate::model::unknown("a profile", name, names),
            )
        })
}

/// The rows that are left out go into a file of their own.
fn not_over(args: &ImportArgs, context: &Context) -> Result<(), Failure> {
    let Some(bad) = &args.skip_bad else {
        return Ok(());
    };
    if *bad == args.file || *bad == context.database {
        return Err(Failure::new(
            Kind::Usage,
            "the rows that are left out would be written over another file; nothing was done",
        )
        .hint("give another file with --skip-bad"));
    }
    Ok(())
}

fn once(
    args: &ImportArgs,
    context: &Context,
    profile: &'static Profile,
    sorted: bool,
    yes: bool,
) -> Result<Ran, Failure> {
    let (source, size) = open(args)?;
    let mut sheet = Sheet::new(source).map_err(|error| unread(args, &error))?;
    let header =
        Header::new(sheet.header()).map_err(|faults| wrong_header(args, sheet.header(), faults))?;
    let names = sheet.header().to_vec();
    let mut bad = BadRows::new(args.skip_bad.is_some(), &names)?;
    let mut progress = Progress::new(context, size);
    let mut groups = Groups::new(&mut sheet, &header);
    let mut gathered = if sorted {
        Some(
            gather(&mut groups)
                .map_err(|error| unread(args, &error))?
                .into_iter(),
        )
    } else {
        None
    };
    let mut rows = 0;
    let mut next = || {
        let group = match &mut gathered {
            Some(groups) => groups.next(),
            None => groups.next_group()?,
        };
        rows += group.as_ref().map_or(0, |group| group.rows.len() as u64);
        progress.at(groups.bytes(), rows);
        Ok(group)
    };
    let mut writer = context.writer()?;
    let options = ImportOptions {
        skip_bad: args.skip_bad.is_some(),
        new_bodies: args.new_orgs,
    };
    let done = import(
        &mut writer,
        &header,
        options,
        &mut next,
        &mut |record, why| bad.add(record, why),
    );
    drop(progress);
    let done = match done {
        Ok(done) => done,
        Err(ImportError::Scattered { .. }) if !args.is_stdin() => return Ok(Ran::Scattered),
        Err(error) => return Err(stopped(args, error)),
    };
    refused(args, &done)?;
    let changed = done.counts.directives_changed;
    if changed > WITHOUT_ASKING && !yes && !args.write.dry_run {
        return Ok(Ran::Ask(changed));
    }
    if !header.ignored.is_empty() && !context.quiet {
        context.status(&format!(
            "columns that mean nothing here were left out: {}",
            header.ignored.join(", ")
        ));
    }
    finish(args, context, profile, writer, &done, bad)?;
    Ok(Ran::Done)
}

/// Writes what is left to write, ends the operation and says what it did.
fn finish(
    args: &ImportArgs,
    context: &Context,
    profile: &'static Profile,
    mut writer: Writer,
    done: &Imported,
    bad: BadRows,
) -> Result<(), Failure> {
    let mut said = Said {
        counts: counted(done),
        said: findings(done),
        ..Said::default()
    };
    match &done.few {
        Some(records) => {
            let plan = Plan::new(writer.reader(), records)?;
            said = context.write_plan(&mut writer, &plan, said)?;
        }
        None => {
            said.said
                .push("So many directives: no cell was compared.".to_owned());
            said.next.push(context.command("list"));
        }
    }
    let counts = done.counts;
    let saved = match &args.skip_bad {
        Some(path) if counts.bad > 0 && !args.write.dry_run => {
            bad.save(path)?;
            Some(path)
        }
        _ => None,
    };
    let numbers = ImportNumbers {
        rows: counts.rows,
        new: counts.new,
        same: counts.same,
        changed: counts.changed,
        doubtful: counts.doubtful,
        bad: counts.bad,
        ..ImportNumbers::default()
    };
    context.conclude(writer, args.write, |operation| {
        ImportReport::new(profile.name, numbers, said.written(operation, args.write))
    })?;
    if counts.bad == 0 {
        return Ok(());
    }
    let failure = Failure::new(
        Kind::NotOnRecord,
        format!("{} rows were not taken", counts.bad),
    );
    Err(match saved {
        Some(path) => failure.hint(format!(
            "they are in {} with the reasons: correct them there and import that file",
            path.display()
        )),
        None => failure,
    })
}

fn open(args: &ImportArgs) -> Result<(Box<dyn Read + Send>, u64), Failure> {
    if args.is_stdin() {
        return Ok((Box::new(std::io::stdin()), 0));
    }
    let failed = |error: std::io::Error| Failure::file("cannot read", &args.file, &error);
    let file = File::open(&args.file).map_err(failed)?;
    let known = file.metadata().map_err(failed)?;
    if known.is_dir() {
        let message = format!("{} is a folder, not a table", shown(&args.name()));
        return Err(Failure::new(Kind::File, message).hint("record files are read by comity load"));
    }
    Ok((Box::new(file), known.len()))
}

/// All rows, those of one directive together, where they first stand.
fn gather<R: Read>(groups: &mut Groups<'_, R>) -> Result<Vec<Group>, SheetError> {
    let mut all: Vec<Group> = Vec::new();
    let mut at: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    while let Some(group) = groups.next_group()? {
        match at.get(&group.directive) {
            Some(at) => all[*at].rows.extend(group.rows),
            None => {
                at.insert(group.directive.clone(), all.len());
                all.push(group);
            }
        }
    }
    Ok(all)
}
