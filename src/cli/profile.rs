//! `comity profile`.

use clap::{Args, Subcommand};

use super::context::Context;
use super::error::Failure;
use super::import;
use crate::import::PROFILES;
use crate::model::flat::Column;
use crate::report::profiles;

/// List and show the ways in which import reads a table
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity profile list
  comity profile show comity-rules")]
pub(super) struct ProfileArgs {
    #[command(subcommand)]
    command: ProfileCommand,
}

#[derive(Debug, Subcommand)]
enum ProfileCommand {
    /// List profiles
    List,
    /// Show the columns of one
    Show(ShowArgs),
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// The profile
    #[arg(value_name = "NAME")]
    name: String,
}

/// Runs one of the two. It needs no database: profiles are those of the program.
///
/// # Errors
/// Where there is no such profile.
pub(super) fn run(args: &ProfileArgs, context: &Context) -> Result<(), Failure> {
    match &args.command {
        ProfileCommand::List => {
            let all = PROFILES.iter().map(|one| (one.name, one.about));
            context.answer(&profiles(all.collect()))
        }
        ProfileCommand::Show(show) => {
            let _known = import::profile(&show.name)?;
            context.answer(&crate::report::columns(Column::ALL))
        }
    }
}
