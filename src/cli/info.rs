//! `comity info`.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use crate::report::info::{InfoFacts, Operation, info};

/// Tell where the database is and what it holds
///
/// Prints the file with its size, how many records of each sort it holds, the last operation that
/// changed it, and the versions of the program and of the schema.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  comity info")]
pub(super) struct InfoArgs {}
