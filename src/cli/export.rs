//! `comity export`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::{BodyFlags, Lookup};
use super::question::ScopeFlags;
use super::spans::{self, OverTime};
use super::spool::{self, Broken, failed};
use super::{package, values};
use crate::model::flat::{Column, guarded, rows};
use crate::model::{Codebook, Directive, DirectiveId, Family, Fault, Slug};
use crate::render::{CsvRows, Format, Look};
use crate::report::{PlacedQuestion, ScopeAsked, codebook_table, panel_table, placed, span_table};
use crate::store::Reader;

/// Write tables: the flat CSV of all rules, answers over time, codebooks, a data package
///
/// Without a flag of its own: one CSV row a rule, of all directives or of those that the bodies named
/// issued; a version of which no rule is known is a row without a rule. comity import takes it back.
///
/// The table does not hold: ids of rules, page, words, consequence and meanings of terms; unit, tags,
/// parties, relations, notes, documents and events of a text; its other dates (adopted, signed,
/// published, review, expiry), how much of it was seen, when it was last checked, topics on which it
/// is silent, suspensions; of sources more than the address; discarded records, coverage and
/// practice. A dump holds all of that.
///
/// A package holds the flat table, the spans of all bodies up to the day on which it is made, bodies,
/// places, codebooks, a licence, a README and a description for programs; no panel.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity export -o rules.csv
  comity export chicago-pd --topic hold-on-detainer
  comity export --spans --for ice -o spans.csv
  comity export --panel year --on-day 07-01 --since 2010 --topic hold-on-detainer
  comity export --codebook -o codebook.md
  comity export --package release
  comity export --places --topic hold-on-detainer --for ice --on 2019-10-05 -o map.csv")]
pub(super) struct ExportArgs {
    #[command(flatten)]
    bodies: BodyFlags,

    /// Rules on these topics or narrower ones, with commas between them (can be repeated); with
    /// --spans or --panel the topics that are asked; with --places one
    #[arg(long = "topic", value_name = "TOPIC,...")]
    topics: Vec<String>,

    /// One row for each time in which an answer stays as it is: what timeline draws, of all bodies or
    /// of those named; as CSV, JSON or JSON lines
    #[arg(long, groups = ["answers", "over-time"])]
    spans: bool,

    /// One row a body, topic and UNIT (year, quarter or month): the span that holds on a day of each
    #[arg(long, value_name = "UNIT", conflicts_with = "spans", groups = ["answers", "over-time"])]
    panel: Option<String>,

    /// With --panel: the day of each year, such as 07-01, or of each quarter or month, such as 15
    /// [default: the first]
    // What is required is not missed where it conflicts with what is there: both are said.
    #[arg(long, value_name = "DAY", requires = "panel",
        conflicts_with_all = ["spans", "places", "package"])]
    on_day: Option<String>,

    /// With --spans, --panel or --places: the other side, such as ice
    #[arg(long = "for", value_name = "AGENCY", requires = "answers")]
    counterpart: Option<String>,

    /// With --spans or --panel: the role in the body, such as officer or jail
    #[arg(long, value_name = "ROLE", requires = "over-time")]
    role: Option<String>,

    /// With --spans or --panel: the first day; a year or month counts from its first [default: that of
    /// a panel: the year in which anything about the body begins]
    #[arg(long, value_name = "DATE", requires = "over-time")]
    since: Option<String>,

    /// With --spans or --panel: the last day; a year or month counts to its last [default: today]
    #[arg(long, value_name = "DATE", requires = "over-time")]
    until: Option<String>,

    /// The codebook: every variable of the flat table, its values, what they mean; with --spans or
    /// --panel of that table
    #[arg(long, conflicts_with_all = ["package", "places", "topics", "organizations", "place", "kind"])]
    codebook: bool,

    /// A folder of tables with their description, codebooks, licence and README
    #[arg(long, value_name = "DIR", conflicts_with_all = ["answers", "topics"])]
    package: Option<PathBuf>,

    /// The text of your licence for --package [default: CC0-1.0]
    #[arg(long, value_name = "FILE", requires = "package",
        conflicts_with_all = ["answers", "codebook"])]
    license: Option<PathBuf>,

    /// One row a place, with the class of its bodies' answer on --topic and its GEOID
    #[arg(
        long,
        requires = "topics",
        conflicts_with = "over-time",
        group = "answers"
    )]
    places: bool,

    /// With --places: the day in question [default: today]
    #[arg(long, value_name = "DATE", requires = "places",
        conflicts_with_all = ["over-time", "package", "codebook"])]
    on: Option<String>,
}

/// Exports.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or a file cannot be written.
pub(super) fn run(args: &ExportArgs, context: &Context) -> Result<(), Failure> {
    if args.codebook {
        return codebook(args, context);
    }
    if args.places {
        return places(args, context);
    }
    if args.spans || args.panel.is_some() {
        let asked = OverTime {
            bodies: &args.bodies,
            scope: args.scope(),
            panel: args.panel.as_deref(),
            on_day: args.on_day.as_deref(),
            window: (args.since.as_deref(), args.until.as_deref()),
        };
        return spans::run(&asked, context);
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

impl ExportArgs {
    fn scope(&self) -> ScopeFlags {
        ScopeFlags {
            topics: self.topics.clone(),
            counterpart: self.counterpart.clone(),
            role: self.role.clone(),
        }
    }
}

/// Tables are CSV, unless another format is asked for.
pub(super) const fn table_format(context: &Context) -> Format {
    match context.format {
        Format::Table => Format::Csv,
        other => other,
    }
}

fn codebook(args: &ExportArgs, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let codebook = reader.codebook()?;
    reader.release();
    let table = if args.spans {
        span_table(&codebook)
    } else if args.panel.is_some() {
        panel_table(&codebook)
    } else {
        codebook_table(&codebook)
    };
    context.answer_as(&table, table_format(context))
}

fn places(args: &ExportArgs, context: &Context) -> Result<(), Failure> {
    let on = values::day("--on", args.on.as_deref(), context)?;
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let ScopeAsked {
        topics,
        counterpart,
        ..
    } = args.scope().resolved(&lookup)?;
    let [topic] = topics.as_slice() else {
        let text = args.topics.join(",");
        let fault = Fault::new(0..text.len(), "a map shows one topic")
            .cure("run it once for each topic; several in one table: comity compare --format csv");
        return Err(Failure::argument("--topic", &text, fault));
    };
    let topic = topic.clone();
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
    let asked = args.scope().resolved(&lookup)?.topics;
    let topics = if asked.is_empty() {
        None
    } else {
        let codebook = lookup.codebook()?;
        let all = asked.iter().flat_map(|topic| narrower(codebook, topic));
        Some(all.collect())
    };
    let mut ids = reader.directive_ids()?;
    if !args.bodies.is_empty() {
        let bodies: BTreeSet<Slug> = lookup.select_some(&args.bodies)?.into_iter().collect();
        ids.retain(|id| bodies.contains(&id.issuer));
    }
    drop(lookup);
    let rows = Rows { ids, topics };
    spool::streamed(reader, context, |reader, out, broken| {
        write_rows(reader, rows, out, context.look, broken)
    })
}

/// The topic with all narrower ones.
fn narrower(codebook: &Codebook, topic: &Slug) -> BTreeSet<Slug> {
    codebook
        .family(Family::Topic)
        .filter(|term| codebook.steps_up(Family::Topic, &term.key, topic).is_some())
        .map(|term| term.key.clone())
        .collect()
}

/// Writes the flat table, directive by directive; tells how many rows it has.
pub(super) fn write_rows(
    reader: &Reader,
    what: Rows,
    out: &mut dyn Write,
    look: Look,
    broken: &Broken,
) -> io::Result<usize> {
    let failed = |error| failed(error, broken);
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
