//! `comity import`.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::output::replace;
use super::progress::Progress;
use super::write::Said;
use crate::import::{
    CellFault, Group, Groups, Header, HeaderFault, PROFILES, Profile, Sheet, SheetError,
};
use crate::model::flat::Column;
use crate::model::name::shown;
use crate::ops::{ImportCounts, ImportError, ImportOptions, Imported, Plan, import};
use crate::render::excerpt::Place;
use crate::render::{CsvRows, Excerpt};
use crate::report::{ImportNumbers, ImportReport};
use crate::store::Writer;

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

/// Rows that are left out, as a table with the columns of the one that was read.
struct BadRows {
    rows: Option<CsvRows<Vec<u8>>>,
    /// How many columns are the table's own.
    width: usize,
}

impl BadRows {
    fn new(is_kept: bool, header: &[String]) -> Result<Self, Failure> {
        let mut rows = is_kept.then(|| CsvRows::ragged(Vec::new()));
        let own = header.iter().map(String::as_str);
        let own: Vec<&str> = own.filter(|name| !is_ours(name)).collect();
        let width = own.len();
        if let Some(rows) = &mut rows {
            rows.row(own.into_iter().chain(["line", "reason"]))?;
        }
        Ok(Self { rows, width })
    }

    fn add(&mut self, record: &crate::import::Record, why: &str) -> std::io::Result<()> {
        match &mut self.rows {
            Some(rows) => {
                let line = record.line.to_string();
                // The reason stands in its own column, also of a row with too few cells or too
                // many; what is too much goes behind it, so that nothing is lost.
                let cells = record.cells().chain(std::iter::repeat(""));
                let surplus = record.cells().skip(self.width);
                let all = cells.take(self.width).chain([line.as_str(), why]);
                rows.row(all.chain(surplus))
            }
            None => Ok(()),
        }
    }

    fn save(self, path: &Path) -> Result<(), Failure> {
        let Some(rows) = self.rows else { return Ok(()) };
        let bytes = rows.into_inner()?;
        replace(path, |out: &mut dyn Write| out.write_all(&bytes))
    }
}

fn is_ours(name: &str) -> bool {
    matches!(name, "line" | "reason")
}

fn counted(done: &Imported) -> Vec<(String, String)> {
    let counts: &ImportCounts = &done.counts;
    let mut all = vec![("rows".to_owned(), counts.rows.to_string())];
    for (label, count) in [
        ("new", counts.new),
        ("changed", counts.changed),
        ("the same", counts.same),
        ("not taken", counts.bad),
        ("doubtful", counts.doubtful),
    ] {
        if count > 0 {
            all.push((label.to_owned(), count.to_string()));
        }
    }
    let directives: Vec<String> = [
        (counts.directives_new, "new"),
        (counts.directives_changed, "changed"),
    ]
    .iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    if !directives.is_empty() {
        all.push(("directives".to_owned(), directives.join(", ")));
    }
    for (label, made) in [("bodies", &done.bodies), ("places", &done.places)] {
        if !made.is_empty() {
            let named: Vec<&str> = made.iter().take(SHOWN).map(AsRef::as_ref).collect();
            let more = if made.len() > named.len() {
                ", ..."
            } else {
                ""
            };
            let text = format!("{} new ({}{more})", made.len(), named.join(", "));
            all.push((label.to_owned(), text));
        }
    }
    all
}

fn findings(done: &Imported) -> Vec<String> {
    let mut all: Vec<String> = done
        .findings
        .iter()
        .take(SHOWN)
        .map(|(line, text)| format!("Line {line}: {text}: no date, kept in the note."))
        .collect();
    let more = done.counts.doubtful.saturating_sub(all.len() as u64);
    if more > 0 {
        all.push(format!("And {more} more."));
    }
    all
}

/// What is wrong in the table stops it, unless bad rows are left out.
fn refused(args: &ImportArgs, done: &Imported) -> Result<(), Failure> {
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

fn wrong_header(args: &ImportArgs, names: &[String], faults: Vec<HeaderFault>) -> Failure {
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

fn unread(args: &ImportArgs, error: &SheetError) -> Failure {
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

fn stopped(args: &ImportArgs, error: ImportError) -> Failure {
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
