//! `comity ask`.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::lookup::Lookup;
use super::question::QuestionFlags;
use super::values;
use super::version::version_label;
use crate::law::Lens;
use crate::model::{Docket, Family, Level, Organization, Reference, Slug};
use crate::report::{Asked, ask};
use crate::store::Reader;

/// Answer what a body requires, permits or prohibits, in plain words
///
/// Gives the answer, the rule that decides with its section and sources, who issued it, what would
/// change it, and what was not seen. Without a topic: everything on record for the body.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity ask fairfax-county-pd act-on-admin-warrant --for ice --on 2019-09-21
  comity ask \"Chicago PD\" \"help in an immigration arrest\" --for dhs --on \"5 Oct 2019\"")]
pub(super) struct AskArgs {
    /// The body by its slug or any recorded name
    #[arg(value_name = "ORG", required_unless_present = "department")]
    organization: Option<String>,

    /// The same as ORG
    #[arg(long, value_name = "ORG", hide = true)]
    department: Option<String>,

    /// The topic by its key or short words
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,

    #[command(flatten)]
    question: QuestionFlags,

    /// Put the question to one text alone
    #[arg(long, value_name = "ID[@VERSION]")]
    under: Option<String>,
}

/// Answers.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be read.
pub(super) fn run(args: &AskArgs, context: &Context) -> Result<(), Failure> {
    // With --department the first argument is the topic.
    let (body, topic) = match (&args.department, &args.organization) {
        (Some(body), topic) => (body.as_str(), topic.as_deref().or(args.topic.as_deref())),
        (None, body) => (body.as_deref().unwrap_or_default(), args.topic.as_deref()),
    };
    let under: Option<Reference> = args
        .under
        .as_deref()
        .map(|text| values::parsed("--under", text))
        .transpose()?;
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let question = args.question.resolved(&lookup, context)?;
    let topic = topic
        .map(|text| values::term(lookup.codebook()?, Family::Topic, "", text))
        .transpose()?;
    let organization = lookup.body(body)?;
    let others: Vec<_> = question.counterpart.iter().cloned().collect();
    let docket = reader.docket(std::slice::from_ref(&organization), &others)?;
    let lens = match &under {
        Some(reference) => under_one(reference, &lookup, &docket)?,
        None => Lens::All,
    };
    let neighbours = neighbours(&reader, &docket, &organization)?;
    let stamp = context.stamp_of(&reader)?;
    reader.release();
    context.answer(&ask(
        &docket,
        &stamp,
        &Asked {
            organization,
            topic,
            counterpart: question.counterpart,
            role: question.role,
            given: question.given,
            on: question.on,
            lens,
            neighbours,
        },
    ))
}

/// The other departments that share a local place with this one: a reader may take one for another.
fn neighbours(
    reader: &Reader,
    docket: &Docket,
    organization: &Slug,
) -> Result<Vec<Organization>, Failure> {
    let Some(asked) = docket.organizations.get(organization) else {
        return Ok(Vec::new());
    };
    let is_department =
        |body: &Organization| docket.codebook.level(&body.kind, Level::Local) == Level::Department;
    let local: Vec<Slug> = asked
        .places
        .iter()
        .filter(|id| {
            docket
                .places
                .get(*id)
                .is_some_and(|place| place.level(false) == Level::Local)
        })
        .cloned()
        .collect();
    if local.is_empty() {
        return Ok(Vec::new());
    }
    let mut bodies = reader.organizations_at(&local)?;
    bodies.retain(|body| body.id != *organization && is_department(body));
    Ok(bodies)
}

/// The text to which alone the question is put. A version is named by its label, or by a day on
/// which it alone was in force.
fn under_one(reference: &Reference, lookup: &Lookup<'_>, docket: &Docket) -> Result<Lens, Failure> {
    let (reference, directive) = lookup.meant(reference)?;
    let label = match reference.version.as_deref() {
        Some(text) => Some(version_label("--under", &directive, text, docket)?),
        None => None,
    };
    Ok(Lens::Under(reference.directive, label))
}
