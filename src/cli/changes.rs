//! `comity changes`.

use chrono::Months;
use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::lookup::{BodyFlags, Lookup};
use super::question::ScopeFlags;
use super::values;
use crate::model::{Day, Fault, Slug};
use crate::report::{ChangesAsked, changes};

/// Tell what changed: newly required, prohibited, lifted, tightened, by which instrument
///
/// One line for each change of a decision, by meaning and not by spelling: a text that is renumbered
/// with the same rules changes nothing. Each line says whether the answer changed, or only one layer
/// of the texts behind it; a day on which something happened and no answer changed is told too.
/// Without a body: all bodies for which a directive is on record.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity changes travis-county-sheriff --since 2017-01-01 --until 2018-12-31
  comity changes chicago-pd --for ice --topic hold-on-detainer --since 2012")]
pub(super) struct ChangesArgs {
    #[command(flatten)]
    bodies: BodyFlags,

    #[command(flatten)]
    scope: ScopeFlags,

    /// The first day; a year or month counts from its first [default: a year before --until]
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// The last day; a year or month counts to its last [default: today]
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

/// The days from `--since` to `--until`, both inclusive.
///
/// # Errors
/// Where one is no date, or the first lies after the last.
pub(super) fn window(
    since: Option<&str>,
    until: Option<&str>,
    context: &Context,
) -> Result<(Option<Day>, Day), Failure> {
    let last = match until {
        None | Some("today") => context.today(),
        Some(text) => values::span("--until", text)?.1.unwrap_or(context.today()),
    };
    let first = match since {
        None => None,
        Some("today") => Some(context.today()),
        Some(text) => Some(values::span("--since", text)?.0.unwrap_or(last)),
    };
    match (first, since) {
        (Some(first), Some(text)) if first > last => {
            let fault = Fault::new(
                0..text.len(),
                format!("this day lies after --until, {last}"),
            )
            .cure("give the earlier day with --since and the later with --until");
            Err(Failure::argument("--since", text, fault))
        }
        _ => Ok((first, last)),
    }
}

/// Tells.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be read.
pub(super) fn run(args: &ChangesArgs, context: &Context) -> Result<(), Failure> {
    let (since, until) = window(args.since.as_deref(), args.until.as_deref(), context)?;
    let a_year = || until.checked_sub_months(Months::new(12)).unwrap_or(until);
    let since = since.unwrap_or_else(a_year);
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let scope = args.scope.resolved(&lookup)?;
    let organizations: Vec<Slug> = if args.bodies.is_empty() {
        lookup.issued()?.into_keys().collect()
    } else {
        lookup.select_some(&args.bodies)?
    };
    let others = scope.others();
    let docket = reader.docket(&organizations, &others)?;
    let stamp = context.stamp_of(&reader)?;
    reader.release();
    context.answer(&changes(
        &docket,
        &stamp,
        &ChangesAsked {
            organizations,
            scope,
            since,
            until,
        },
    ))
}
