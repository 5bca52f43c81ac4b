//! `comity conflicts`.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::lookup::{BodyFlags, Lookup};
use super::values;
use crate::model::{Directive, Docket, Reference, Slug};
use crate::ops::{Supposed, bound_by, in_batches};
use crate::report::Conflicts;
use crate::store::Reader;

/// Find texts in force together that contradict each other
///
/// For each pair of rules: where they meet (topic, agency, role, facts) and what settles it (rank,
/// date, or nothing). A special rule beside a general one and an amendment are not told. A ban under
/// a ban on policies that limit cooperation is told as one that may be contrary. Without a body: for
/// all bodies on record. The exit status is 1 where there are any.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity conflicts travis-county-sheriff --on 2017-09-15
  comity conflicts --with-draft fairview-oh-council/ord-9@first-reading")]
pub(super) struct ConflictsArgs {
    #[command(flatten)]
    bodies: BodyFlags,

    /// As if this draft were adopted on the day: tells what it would contradict. Without a body, for
    /// all that it would bind
    #[arg(long, value_name = "ID@LABEL")]
    with_draft: Option<String>,

    /// The day in question [default: today; of a draft the day from which it is to be in effect]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Finds them.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, the file cannot be read; and where some
/// are found, once they are told.
pub(super) fn run(args: &ConflictsArgs, context: &Context) -> Result<(), Failure> {
    let on = match &args.on {
        Some(text) => Some(values::day("--on", Some(text), context)?),
        None => None,
    };
    let draft: Option<Reference> = args
        .with_draft
        .as_deref()
        .map(|text| values::parsed("--with-draft", text))
        .transpose()?;
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let chosen = if args.bodies.is_empty() {
        None
    } else {
        Some(lookup.select_some(&args.bodies)?)
    };
    let operation = context.stamp_of(&reader)?.operation;
    let found = match &draft {
        Some(draft) => {
            let directive = lookup.directive(&draft.directive)?;
            let label = draft.version.as_deref();
            let supposed = Supposed::new(&directive, label, on, context.today())?;
            let named = (supposed.id.clone(), supposed.label.clone());
            let found = Conflicts::new(supposed.from, Some(named), operation);
            let version = (&directive, supposed.label.as_str());
            of_version(&reader, version, chosen, found, |docket| {
                supposed.adopt(docket);
            })?
        }
        None => {
            let bodies = match chosen {
                Some(bodies) => bodies,
                None => lookup.all()?,
            };
            let on = on.unwrap_or_else(|| context.today());
            let mut found = Conflicts::new(on, None, operation);
            in_batches(&reader, &bodies, |docket, batch| found.look(&docket, batch))?;
            found
        }
    };
    reader.release();
    context.answer(&found)?;
    if found.count() > 0 {
        return Err(Failure::findings());
    }
    Ok(())
}

/// What a version contradicts in the dockets of some bodies, or of all that it binds, once something
/// is supposed in each docket.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn of_version(
    reader: &Reader,
    (directive, label): (&Directive, &str),
    bodies: Option<Vec<Slug>>,
    mut found: Conflicts,
    mut suppose: impl FnMut(&mut Docket) + Send,
) -> Result<Conflicts, Failure> {
    let bodies = match bodies {
        Some(bodies) => bodies,
        None => bound_by(reader, directive, label)?,
    };
    in_batches(reader, &bodies, |mut docket, batch| {
        suppose(&mut docket);
        found.look(&docket, batch);
    })?;
    Ok(found)
}
