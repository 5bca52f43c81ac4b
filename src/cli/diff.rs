//! `comity diff`.

use clap::Args;

use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::question::ScopeFlags;
use super::values;
use super::version::version_label;
use crate::law::Calendar;
use crate::model::{Day, DirectiveId, Docket, Reference, Slug};
use crate::report::{DiffAsked, Pairing, diff, words};

/// Hold two versions, or two bodies, against each other, by meaning
///
/// Topic by topic: what each says, by which sections, and whether the second says the same, binds in
/// more cases or in fewer. Versions are taken as they are written, in force or not, drafts too;
/// bodies as they stand on a day. Without @VERSION: the version in force on the day.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity diff chicago-pd/s06-14-03@2012-09-12 chicago-pd/s06-14-03@2016-01-01
  comity diff fairfax-county-pd prince-william-county-pd --for ice --on 2019-10-05")]
pub(super) struct DiffArgs {
    /// A version or a body
    #[arg(value_name = "ID@A|ORG")]
    first: String,

    /// What it is held against
    #[arg(value_name = "ID@B|ORG")]
    second: String,

    #[command(flatten)]
    scope: ScopeFlags,

    /// The day on which bodies are looked at [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Of bodies: leave out the law above them
    #[arg(long)]
    own_orders: bool,
}

/// Compares.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be read.
pub(super) fn run(args: &DiffArgs, context: &Context) -> Result<(), Failure> {
    let on = values::day("--on", args.on.as_deref(), context)?;
    let is_text = |text: &str| text.contains('/');
    if is_text(&args.first) != is_text(&args.second) {
        return Err(Failure::new(
            Kind::Usage,
            "one of these is a directive and the other a body",
        )
        .hint("name two versions (ID@A ID@B) or two bodies (ORG ORG)"));
    }
    if is_text(&args.first) && args.own_orders {
        return Err(Failure::new(
            Kind::Usage,
            "--own-orders is for two bodies: a version is taken by itself anyway",
        ));
    }
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let scope = args.scope.resolved(&lookup)?;
    let others = scope.others();
    let (docket, pairing) = if is_text(&args.first) {
        versions(args, &lookup, &others, on)?
    } else {
        let bodies = [lookup.body(&args.first)?, lookup.body(&args.second)?];
        let docket = reader.docket(&bodies, &others)?;
        let [first, second] = bodies;
        (docket, Pairing::Bodies(first, second))
    };
    let stamp = context.stamp_of(&reader)?;
    reader.release();
    let asked = DiffAsked {
        pairing,
        scope,
        on,
        own_orders: args.own_orders,
    };
    match diff(&docket, &stamp, &asked) {
        Some(page) => context.answer(&page),
        None => Err(Failure::new(
            Kind::NotOnRecord,
            "a version is not on record",
        )),
    }
}

/// The two versions that the arguments name, with what they need.
fn versions(
    args: &DiffArgs,
    lookup: &Lookup<'_>,
    others: &[Slug],
    on: Day,
) -> Result<(Docket, Pairing), Failure> {
    let first: Reference = values::parsed("", &args.first)?;
    let second: Reference = values::parsed("", &args.second)?;
    let (first, second) = (lookup.meant(&first)?.0, lookup.meant(&second)?.0);
    let ids: [DirectiveId; 2] = [&first, &second].map(|one| one.directive.clone());
    let docket = lookup.reader.docket_of(&ids, others)?;
    let pairing = Pairing::Versions(
        version(&first, &docket, on)?,
        version(&second, &docket, on)?,
    );
    Ok((docket, pairing))
}

/// The version that a reference names; without a label the one in force on the day, else the one
/// that tells most about it.
fn version(
    reference: &Reference,
    docket: &Docket,
    on: Day,
) -> Result<(DirectiveId, String), Failure> {
    let id = &reference.directive;
    let none = || Failure::new(Kind::NotOnRecord, format!("{id} has no version on record"));
    let directive = docket.directives.get(id).ok_or_else(none)?;
    let label = match reference.version.as_deref() {
        Some(text) => version_label("", directive, text, docket)?,
        None => {
            let calendar = Calendar::new(docket);
            let current = words::current(&calendar.on(on), directive);
            current.ok_or_else(none)?.0.label.clone()
        }
    };
    Ok((id.clone(), label))
}
