//! `comity adopt`.

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::parts::{DateFlags, FactFlags};
use super::values;
use crate::model::Reference;
use crate::ops::{Adoption, adopt};

/// Make a draft law
///
/// The version stays the same, with its rules; the version before it ends on the day on which it
/// begins. A draft that is called draft, or draft-2 and the like, is called by that day from then on;
/// another label stays. What is typed takes the place of what the draft has; who issued it is added.
/// Rules that stand against the law above are told on standard error, and recorded all the same.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity adopt seattle-pd/manual-6-020@draft --effective 2026-03-01 --issued 2026-02-15 \\
    --authority \"Chief of Police: signs, documented\"")]
pub(super) struct AdoptArgs {
    /// The directive with the label of the draft, which may be left out where there is one draft
    #[arg(value_name = "ID[@LABEL]")]
    id: String,

    /// The label under which it is law [default: its date, where the draft's is draft or draft-2 and
    /// the like]
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,

    #[command(flatten)]
    dates: DateFlags,

    #[command(flatten)]
    facts: FactFlags,

    #[command(flatten)]
    write: WriteFlags,
}

/// Adopts.
///
/// # Errors
/// Where there is no such draft, a value cannot be right, or the database cannot be used.
pub(super) fn run(args: &AdoptArgs, context: &Context) -> Result<(), Failure> {
    if args.dates.effective.is_none() {
        return Err(Failure::new(Kind::Usage, "--effective DATE is missing")
            .hint("give the day from which it is law"));
    }
    let what: Reference = values::parsed("", &args.id)?;
    values::no_rule(&what)?;
    let adoption = Adoption {
        draft: what.version.map(String::from),
        label: args.label.clone(),
        version: args.facts.typed(&args.dates, context)?,
    };
    let writer = context.writer()?;
    let directive = Lookup::new(writer.reader()).directive(&what.directive)?;
    let amended = adopt(writer.reader(), &directive, &adoption)?;
    context.amend(writer, vec![amended], args.write)
}
