//! `comity compare`.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::lookup::{BodyFlags, Lookup};
use super::question::QuestionFlags;
use super::values;
use crate::model::Family;
use crate::report::{Comparison, compare, count};

/// Compare bodies on topics, one decision a cell
///
/// Up to four bodies stand side by side; more go down the page. Without --topic the table has the
/// topics on which some body asked has coverage or a rule of that very topic. Without --for it is
/// toward any federal agency, and a cell names the agency where a rule is narrower.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity compare chicago-pd fairfax-county-pd lapd sfpd --for ice --on 2019-10-05
  comity compare --place us-va --kind police --topic \"hold on a detainer\" --why
  comity compare --kind police --for ice --count --names")]
pub(super) struct CompareArgs {
    #[command(flatten)]
    bodies: BodyFlags,

    /// Topics by key or short words, with commas between them (can be repeated)
    #[arg(long = "topic", value_name = "TOPIC,...")]
    topics: Vec<String>,

    #[command(flatten)]
    question: QuestionFlags,

    /// Leave out the law above the bodies
    #[arg(long)]
    own_orders: bool,

    /// Give the reason for every cell: the rules that bound the body, what became of each, sources
    #[arg(long)]
    why: bool,

    /// Count the bodies that answer alike, topic by topic
    #[arg(long, conflicts_with = "why")]
    count: bool,

    /// With --count: name the bodies of each group
    #[arg(long, requires = "count")]
    names: bool,
}

/// Compares.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be read.
pub(super) fn run(args: &CompareArgs, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let question = args.question.resolved(&lookup, context)?;
    let organizations = lookup.select_some(&args.bodies)?;
    let topics = values::terms(lookup.codebook()?, Family::Topic, "--topic", &args.topics)?;
    let others: Vec<_> = question.counterpart.iter().cloned().collect();
    let docket = reader.docket(&organizations, &others)?;
    let stamp = context.stamp_of(&reader)?;
    reader.release();
    let what = Comparison {
        organizations,
        topics,
        counterpart: question.counterpart,
        role: question.role,
        given: question.given,
        on: question.on,
        own_orders: args.own_orders,
        why: args.why,
        bodies_down: false,
    };
    if args.count {
        return context.answer(&count(&docket, &stamp, &what, args.names));
    }
    context.answer(&compare(&docket, &stamp, &what))
}
