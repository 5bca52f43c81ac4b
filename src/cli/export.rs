//! `comity export`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::{BodyFlags, Lookup};
use super::output::replace;
use super::package;
use super::values;
use crate::model::flat::{Column, guarded, rows};
use crate::model::{Codebook, Directive, DirectiveId, Family, Slug};
use crate::render::{CsvRows, Format, Look};
use crate::report::{PlacedQuestion, codebook_table, placed};
use crate::store::{Reader, StoreError};

/// Write tables: the flat CSV of all rules, its codebook, a data package, a row a place
///
/// Without a flag of its own: one CSV row a rule, of all directives or of those that the bodies named
/// issued; a version of which no rule is known is a row without a rule. comity import takes it back.
///
/// The table does not hold: ids of rules, page, words, consequence and meanings of terms; unit, tags,
/// parties, relations, notes, documents and events of a text; its other dates (adopted, signed,
/// published, review, expiry), how much of it was seen, when it was last checked, topics on which it
/// is silent, suspensions; of sources more than the address; discarded records, coverage and
/// practice. A dump holds all of that.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity export -o rules.csv
  comity export chicago-pd --topic hold-on-detainer
  comity export --codebook -o codebook.md
  comity export --package release
  comity export --places --topic hold-on-detainer --for ice --on 2019-10-05 -o map.csv")]
pub(super) struct ExportArgs {
    #[command(flatten)]
    bodies: BodyFlags,

    /// Rules on this topic or a narrower one
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,

    /// The codebook: every variable of the flat table, its values, what they mean
    #[arg(long, conflicts_with_all = ["package", "places", "topic"])]
    codebook: bool,

    /// A folder of tables with their description, codebook, licence and README
    #[arg(long, value_name = "DIR", conflicts_with_all = ["places", "topic"])]
    package: Option<PathBuf>,

    /// The text of your licence for --package [default: CC0-1.0]
    #[arg(long, value_name = "FILE", requires = "package")]
    license: Option<PathBuf>,

    /// One row a place, with the class of its bodies' answer on --topic and its GEOID
    #[arg(long, requires = "topic")]
    places: bool,

    /// With --places: the other side, such as ice
    #[arg(long = "for", value_name = "AGENCY", requires = "places")]
    counterpart: Option<String>,

    /// With --places: the day in question [default: today]
    #[arg(long, value_name = "DATE", requires = "places")]
    on: Option<String>,
}

/// Exports.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or a file cannot be written.
pub(super) fn run(args: &ExportArgs, context: &Context) -> Result<(), Failure> {
    if args.codebook {
        return codebook(context);
    }
    if args.places {
        return places(args, context);
    }
    if let Some(folder) = &args.package {
        if !args.bodies.is_empty() {
            return Err(Failure::new(Kind::Usage, "a package holds all records")
                .hint("for some bodies: comity export ORG -o rules.csv"));
        }
        return package::run(folder, args.license.as_deref(), context);
    }
    flat(args, context)
}

/// Tables are CSV, unless another format is asked for.
const fn table_format(context: &Context) -> Format {
    match context.format {
        Format::Table => Format::Csv,
        other => other,
    }
}

fn codebook(context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let codebook = reader.codebook()?;
    reader.release();
    context.answer_as(&codebook_table(&codebook), table_format(context))
}

fn places(args: &ExportArgs, context: &Context) -> Result<(), Failure> {
    let on = values::day("--on", args.on.as_deref(), context)?;
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let topic = args.topic.as_deref().unwrap_or_default();
    if topic.contains(',') {
        return Err(
            Failure::new(Kind::Usage, "a row a place answers one topic").hint(
                "run it once for each topic; several in one table: comity compare --format csv",
            ),
        );
    }
    let topic = values::term(lookup.codebook()?, Family::Topic, "--topic", topic)?;
    let counterpart = args
        .counterpart
        .as_deref()
        .map(|text| lookup.counterpart(text))
        .transpose()?;
    let organizations = if args.bodies.is_empty() {
        let police = lookup.bodies()?.iter().filter(|body| body.kind == "police");
        police.map(|body| body.id.clone()).collect()
    } else {
        lookup.select_some(&args.bodies)?
    };
    let others: Vec<Slug> = counterpart.iter().cloned().collect();
    let docket = reader.docket(&organizations, &others)?;
    reader.release();
    let what = PlacedQuestion {
        organizations,
        topic,
        counterpart,
        on,
    };
    let placed = placed(&docket, &what);
    context.answer_as(&placed, table_format(context))?;
    if let [first, rest @ ..] = placed.without_geoid().as_slice() {
        let more = match rest.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        context.status(&format!(
            "no GEOID on record: {first}{more}; give it with: comity place edit {first} --geoid GEOID"
        ));
    }
    Ok(())
}

/// Which rows of the flat table are written.
pub(super) struct Rows {
    /// The directives, in order of their ids.
    pub(super) ids: Vec<DirectiveId>,
    /// Of these topics only.
    pub(super) topics: Option<BTreeSet<Slug>>,
}

fn flat(args: &ExportArgs, context: &Context) -> Result<(), Failure> {
    let format = table_format(context);
    if format != Format::Csv {
        let word = format.word();
        return Err(
            Failure::new(Kind::Usage, format!("the flat table is CSV, not {word}"))
                .hint("leave --format out; records as JSON: comity list --json"),
        );
    }
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let topics = match &args.topic {
        Some(text) => {
            let codebook = lookup.codebook()?;
            let topic = values::term(codebook, Family::Topic, "--topic", text)?;
            Some(narrower(codebook, &topic))
        }
        None => None,
    };
    let mut ids = reader.directive_ids()?;
    if !args.bodies.is_empty() {
        let bodies: BTreeSet<Slug> = lookup.select_some(&args.bodies)?.into_iter().collect();
        ids.retain(|id| bodies.contains(&id.issuer));
    }
    drop(lookup);
    let rows = Rows { ids, topics };
    match &context.output {
        Some(path) => {
            let written = stored(|broken| {
                let mut count = 0;
                replace(path, |out| {
                    count = write_rows(&reader, rows, out, context.look, broken)?;
                    Ok(())
                })?;
                Ok(count)
            })?;
            context.status(&format!("{written} rows written to {}", path.display()));
            Ok(())
        }
        None => {
            // Whoever reads may be slow: the file is let go before anything is printed.
            let mut spool = Spool::new()?;
            stored(|broken| {
                let mut out = BufWriter::new(&mut spool.file);
                let count = write_rows(&reader, rows, &mut out, context.look, broken)?;
                out.flush()?;
                Ok(count)
            })?;
            reader.release();
            spool.print()
        }
    }
}

/// The topic with all narrower ones.
fn narrower(codebook: &Codebook, topic: &Slug) -> BTreeSet<Slug> {
    codebook
        .family(Family::Topic)
        .filter(|term| codebook.steps_up(Family::Topic, &term.key, topic).is_some())
        .map(|term| term.key.clone())
        .collect()
}

/// Runs something that writes while it reads: a failure to read comes before one to write, which
/// follows from it.
pub(super) fn stored<T>(
    write: impl FnOnce(&RefCell<Option<StoreError>>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let broken = RefCell::new(None);
    let done = write(&broken);
    match broken.into_inner() {
        Some(error) => Err(error.into()),
        None => done,
    }
}

/// Writes the flat table, directive by directive; tells how many rows it has.
pub(super) fn write_rows(
    reader: &Reader,
    what: Rows,
    out: &mut dyn Write,
    look: Look,
    broken: &RefCell<Option<StoreError>>,
) -> io::Result<usize> {
    let failed = |error: StoreError| {
        let said = io::Error::other(error.to_string());
        broken.replace(Some(error));
        said
    };
    let places: BTreeMap<Slug, Slug> = reader
        .organizations()
        .map_err(failed)?
        .into_iter()
        .filter_map(|body| Some((body.id, body.places.into_iter().next()?)))
        .collect();
    let mut table = CsvRows::new(out, look);
    table.row(Column::ALL.iter().map(|column| column.word()))?;
    let mut count = 0;
    for directive in reader.each_of(what.ids) {
        let directive: Directive = directive.map_err(failed)?;
        for (_, row) in rows(&directive, places.get(&directive.id.issuer)) {
            let topic = row[Column::Topic].as_str();
            let wanted = what
                .topics
                .as_ref()
                .is_none_or(|topics| topics.contains(topic));
            if !wanted {
                continue;
            }
            let cells: Vec<_> = row.cells().iter().map(|cell| guarded(cell)).collect();
            table.row(cells.iter().map(AsRef::as_ref))?;
            count += 1;
        }
    }
    table.into_inner()?.flush()?;
    Ok(count)
}

/// A file that takes an answer before it is printed, and is gone after.
struct Spool {
    file: File,
    path: PathBuf,
}

impl Spool {
    fn new() -> Result<Self, Failure> {
        let name = format!("comity-export.{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(|error| Failure::file("cannot write", &path, &error))?;
        Ok(Self { file, path })
    }

    fn print(mut self) -> Result<(), Failure> {
        self.file.rewind()?;
        let mut out = io::stdout().lock();
        io::copy(&mut self.file, &mut out)?;
        Ok(out.flush()?)
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        let _gone = std::fs::remove_file(&self.path);
    }
}
