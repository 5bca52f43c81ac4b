//! `comity list`.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::lookup::{BodyFlags, Lookup};
use super::values;
use crate::model::{Effect, Family};
use crate::report::{Filter, list};

/// List directives: a body's own, then those above it that bind it and why
///
/// Without a body: all directives on record. Every flag narrows the list; --topic, --for and
/// --effect must hold of one and the same rule.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity list chicago-pd
  comity list --topic hold-on-detainer --effect prohibits --in-force 2019-10-05")]
pub(super) struct ListArgs {
    #[command(flatten)]
    bodies: BodyFlags,

    /// With a rule on this topic or a narrower one
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,

    /// With a rule toward this body or group
    #[arg(long = "for", value_name = "AGENCY")]
    counterpart: Option<String>,

    /// With a rule of this effect: requires, permits, prohibits
    #[arg(long, value_name = "EFFECT")]
    effect: Option<String>,

    /// Of this type, such as general-order
    #[arg(long = "type", value_name = "TYPE")]
    directive_type: Option<String>,

    /// With these words in the office or person that issued it, or in the name of its issuer
    #[arg(long, value_name = "WORDS")]
    authority: Option<String>,

    /// Issued between two dates: 2019..2020-06, or in one: 2019
    #[arg(long, value_name = "A..B")]
    issued: Option<String>,

    /// In force, or perhaps in force, on a day [default day: that of --on]
    #[arg(long, value_name = "DATE", num_args = 0..=1, default_missing_value = "")]
    in_force: Option<String>,

    /// With this tag
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,

    /// With a review that falls due by this day; a year or month counts to its last
    #[arg(long, value_name = "DATE")]
    review_due_by: Option<String>,

    /// The day on which they are looked at [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Lists.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be read.
pub(super) fn run(args: &ListArgs, context: &Context) -> Result<(), Failure> {
    let on = values::day("--on", args.on.as_deref(), context)?;
    let issued = args.issued.as_deref();
    let issued = issued
        .map(|text| values::span("--issued", text))
        .transpose()?;
    let in_force = match args.in_force.as_deref() {
        Some("") => Some(on),
        Some(text) => Some(values::day("--in-force", Some(text), context)?),
        None => None,
    };
    let review_due_by = args.review_due_by.as_deref();
    let review_due_by = review_due_by
        .map(|text| values::last_day("--review-due-by", text, context))
        .transpose()?;
    let effect: Option<Effect> = args
        .effect
        .as_deref()
        .map(|text| values::parsed("--effect", text))
        .transpose()?;

    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let term = |family, flag, text: &Option<String>| {
        text.as_deref()
            .map(|text| values::term(lookup.codebook()?, family, flag, text))
            .transpose()
    };
    let filter = Filter {
        topic: term(Family::Topic, "--topic", &args.topic)?,
        counterpart: args
            .counterpart
            .as_deref()
            .map(|text| lookup.counterpart(text))
            .transpose()?,
        effect,
        kind: term(Family::Type, "--type", &args.directive_type)?,
        authority: args.authority.clone(),
        issued,
        in_force,
        tag: args.tag.clone(),
        review_due_by,
    };
    let others: Vec<_> = filter.counterpart.iter().cloned().collect();
    let bodies = if args.bodies.is_empty() {
        Vec::new()
    } else {
        lookup.select_some(&args.bodies)?
    };
    let docket = if bodies.is_empty() {
        reader.docket_of(&reader.directive_ids()?, &others)?
    } else {
        reader.docket(&bodies, &others)?
    };
    let stamp = context.stamp_of(&reader)?;
    reader.release();
    let mut rows = list(&docket, &bodies, on, &filter);
    rows.operation = Some(stamp.operation);
    context.answer(&rows)
}
