//! `comity dump`.

use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::error::{Failure, Kind};
use crate::ops::{DumpError, dump};
use crate::report::Dumped;

/// Write all records as files
///
/// One TOML file a directive, ISSUER/NAME.toml, and one each for the codebook, places,
/// organizations, coverage, practice and events. The folder is made where it is missing. One that
/// holds a dump is brought up to date; what else stands in it stays. The same records always give
/// the same bytes, and load takes them back.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity dump records
  comity load records")]
pub(super) struct DumpArgs {
    /// The folder: missing, empty, or with a dump in it
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Dumps.
///
/// # Errors
/// Where the folder holds something else, or a file cannot be written.
pub(super) fn run(args: &DumpArgs, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let folder = &args.folder;
    let dumped = dump(&reader, folder).map_err(|error| match error {
        DumpError::Store(error) => error.into(),
        DumpError::Write { path, source } => Failure::file("cannot write", &path, &source),
        other @ DumpError::NotADump { .. } => {
            Failure::new(Kind::File, format!("{other}; nothing was written"))
                .hint("name a folder that is missing or empty, or one with a dump in it")
        }
    })?;
    let operation = reader.last_operation()?.map_or(0, |last| last.id);
    drop(reader);
    let shown = folder.display().to_string();
    let next = vec![context.command(&format!("load {}", super::context::quoted(&shown)))];
    let numbers = (dumped.files, dumped.written, dumped.removed);
    context.answer(&Dumped::new(shown, numbers, operation, next))
}
