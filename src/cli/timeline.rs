//! `comity timeline`.

use clap::Args;

use super::changes::window;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::question::ScopeFlags;
use super::values;
use crate::model::{Fault, Reference};
use crate::report::{TimelineAsked, body_timeline, text_timeline};

/// Draw what stood when: a body topic by topic, or a directive clause by clause
///
/// Bars over the years, with marks that need no colour; below them each day on which something
/// happened, and whether it changed the answer. CSV and JSON give the spans, a row each.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity timeline chicago-pd --for ice --since 2012 --until 2021
  comity timeline fairfax-county-pd/go-601")]
pub(super) struct TimelineArgs {
    /// A body by its slug or any recorded name, or a directive by its id
    #[arg(value_name = "ORG|ID", required_unless_present = "department")]
    subject: Option<String>,

    /// The same as ORG
    #[arg(long, value_name = "ORG", hide = true, conflicts_with = "subject")]
    department: Option<String>,

    #[command(flatten)]
    scope: ScopeFlags,

    /// The first day; a year or month counts from its first [default: the year in which anything
    /// begins]
    #[arg(long, value_name = "DATE")]
    since: Option<String>,

    /// The last day; a year or month counts to its last [default: today]
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

/// Draws.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be read.
pub(super) fn run(args: &TimelineArgs, context: &Context) -> Result<(), Failure> {
    let (since, until) = window(args.since.as_deref(), args.until.as_deref(), context)?;
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let scope = args.scope.resolved(&lookup)?;
    let others = scope.others();
    let asked = TimelineAsked {
        scope,
        since,
        until,
    };
    let stamp = context.stamp_of(&reader)?;
    let subject = args.subject.as_ref().or(args.department.as_ref());
    let subject = subject.map(String::as_str).unwrap_or_default();
    if !subject.contains('/') {
        let organization = lookup.body(subject)?;
        let docket = reader.docket(std::slice::from_ref(&organization), &others)?;
        reader.release();
        return context.answer(&body_timeline(&docket, &stamp, &organization, &asked));
    }
    let reference: Reference = values::parsed("", subject)?;
    if reference.version.is_some() || reference.rule.is_some() {
        let from = reference.directive.to_string().len();
        let fault = Fault::new(
            from..subject.len(),
            "a timeline shows all versions and clauses",
        )
        .cure("leave this out");
        return Err(Failure::argument("", subject, fault));
    }
    let id = lookup.directive(&reference.directive)?.id;
    let docket = reader.docket_of(std::slice::from_ref(&id), &others)?;
    reader.release();
    match text_timeline(&docket, &stamp, &id, &asked) {
        Some(page) => context.answer(&page),
        None => Err(Failure::new(
            Kind::NotOnRecord,
            format!("{id} is not on record"),
        )),
    }
}
