//! `comity relate`.

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use super::lookup::Lookup;
use super::values;
use crate::model::{DirectiveId, Fault};
use crate::ops::{NewRelation, relate};

/// Record how a directive stands to another
///
/// KIND is amends, implements, preempts, challenged-under, may-be-same or related. It is written on
/// one side and shown on both. That one text ends another is no relation: see rescind and revise.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity relate chicago-pd/s06-14-03 implements chicago-council/welcoming-city-ordinance \\
    --part IV --of 2-173-042")]
pub(super) struct RelateArgs {
    /// The directive on this side
    #[arg(value_name = "ID")]
    id: String,

    /// How it stands to the other
    #[arg(value_name = "KIND")]
    kind: String,

    /// The other directive, or one version of it
    #[arg(value_name = "OTHER[@VERSION]")]
    other: String,

    /// The part on this side, such as a section
    #[arg(long, value_name = "CITE")]
    part: Option<String>,

    /// The part on the other side
    #[arg(long, value_name = "CITE")]
    of: Option<String>,

    #[command(flatten)]
    write: WriteFlags,
}

/// Records it.
///
/// # Errors
/// Where a directive is not on record, a value cannot be right, or the database cannot be used.
pub(super) fn run(args: &RelateArgs, context: &Context) -> Result<(), Failure> {
    if let Some(at) = args.id.find('@') {
        let fault = Fault::new(
            at..args.id.len(),
            "a relation is of all versions on this side",
        );
        let whole = &args.id[..at];
        let fault = fault.cure(format!("write {whole}; the other side may name a version"));
        return Err(Failure::argument("", &args.id, fault));
    }
    let id: DirectiveId = values::parsed("", &args.id)?;
    let new = NewRelation {
        kind: args.kind.clone(),
        other: args.other.clone(),
        part: args.part.clone(),
        of: args.of.clone(),
    };
    let writer = context.writer()?;
    let directive = Lookup::new(writer.reader()).directive(&id)?;
    let amended = relate(writer.reader(), &directive, &new)?;
    context.amend(writer, vec![amended], args.write)
}
