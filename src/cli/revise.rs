//! `comity revise`.

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::parts::VersionParts;
use super::values;
use crate::model::DirectiveId;
use crate::ops::{Revision, revise};

/// Record a new version of a directive: the rules of the one before, with what changed
///
/// The version before ends on the day on which the new one begins. Its rules are copied; --rule
/// replaces the one on the same topic, agency and role, or adds one, and --drop leaves one out. A rule
/// that begins with #RULE, such as "#assist-2 IV.B: permits assist", replaces the rule of that id.
/// What was said of the old text alone (when it was checked or is due for review, on what it is silent,
/// what put it on hold, its sources) is not carried over.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity revise chicago-pd/s06-14-03 --effective 2026-03-01 --document order.pdf
  comity revise lapd/special-order-40 --effective 2026-03-01 --source https://example.org/so-40 \\
    --rule \"II.A: prohibits inquire-status unless legally-required\" --drop arrest-immigration")]
pub(super) struct ReviseArgs {
    /// The directive
    #[arg(value_name = "ID")]
    id: String,

    /// The label of the new version [default: its date]
    #[arg(long, value_name = "LABEL")]
    label: Option<String>,

    /// A rule of the version before that the new one does not have, by its id (can be repeated)
    #[arg(long, value_name = "RULE")]
    drop: Vec<String>,

    #[command(flatten)]
    version: VersionParts,

    #[command(flatten)]
    write: WriteFlags,
}

/// Records it.
///
/// # Errors
/// Where the directive is not on record, a value cannot be right, or the database cannot be used.
pub(super) fn run(args: &ReviseArgs, context: &Context) -> Result<(), Failure> {
    if args.version.effective().is_none() && !args.version.draft {
        return Err(Failure::new(Kind::Usage, "--effective DATE is missing")
            .hint("give the day from which the new version is in effect")
            .hint("or --draft for one that is only proposed"));
    }
    let id: DirectiveId = values::parsed("", &args.id)?;
    let new = Revision {
        label: args.label.clone(),
        version: args.version.typed(context)?,
        drop: args.drop.clone(),
    };
    let writer = context.writer()?;
    let directive = Lookup::new(writer.reader()).directive(&id)?;
    let amended = revise(writer.reader(), &directive, &new)?;
    context.amend(writer, vec![amended], args.write)
}
