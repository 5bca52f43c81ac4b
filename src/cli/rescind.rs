//! `comity rescind`.

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use super::lookup::Lookup;
use super::source::SourceFlags;
use super::values;
use crate::model::Reference;
use crate::ops::{Rescission, rescind};

/// Record the end of a directive, or of one of its rules
///
/// The date is the first day on which it is no longer in force. Without a version the last one that was
/// adopted ends. --by names what ended it, which must be on record; an end that names what took its
/// place is the same moment as the start of that text.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity rescind seattle-pd/directive-d02-40 --effective 2026-03-01
  comity rescind fairfax-county-pd/go-604#act-on-admin-warrant --effective 2026-03-01 \\
    --how superseded --by fairfax-county-pd/go-601")]
pub(super) struct RescindArgs {
    /// The directive, a version of it by its label or a day, or a rule
    #[arg(value_name = "ID[@VERSION][#RULE]")]
    id: String,

    /// The first day on which it is no longer in force
    #[arg(long, value_name = "DATE")]
    effective: String,

    /// How it ended: superseded, amended, rescinded, repealed, expired, terminated, void [default:
    /// superseded with --by, else rescinded]
    #[arg(long, value_name = "HOW")]
    how: Option<String>,

    /// What ended it: a directive, or one version of it
    #[arg(long, value_name = "ID[@VERSION]")]
    by: Option<String>,

    /// How well the end is known [default: as well as the version]
    #[arg(long, value_name = "STANDING")]
    standing: Option<String>,

    #[command(flatten)]
    source: SourceFlags,

    #[command(flatten)]
    write: WriteFlags,
}

/// Records the end.
///
/// # Errors
/// Where what is named is not on record, a value cannot be right, or the database cannot be used.
pub(super) fn run(args: &RescindArgs, context: &Context) -> Result<(), Failure> {
    let what: Reference = values::parsed("", &args.id)?;
    let new = Rescission {
        effective: context.dated(&args.effective),
        how: args.how.clone(),
        by: args.by.clone(),
        standing: args.standing.clone(),
        source: args.source.typed(context),
    };
    let writer = context.writer()?;
    let (what, directive) = Lookup::new(writer.reader()).meant(&what)?;
    let amended = rescind(writer.reader(), &directive, &what, &new)?;
    context.amend(writer, vec![amended], args.write)
}
