//! `comity add`.

use clap::Args;

use super::context::Context;
use super::error::Failure;

/// Record a directive
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  comity add --help")]
pub(super) struct AddArgs {}

pub(super) fn run(_: &AddArgs, _: &Context) -> Result<(), Failure> {
    Ok(())
}
