//! `comity info`.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::lookup::everything;
use crate::render::Format;
use crate::report::{Described, LastOperation, Numbers, info, inventory, metadata};
use crate::store::table_notes;

/// Tell where the database is and what it holds
///
/// Prints the file with its size, how many records of each sort it holds, the last operation that
/// changed it, and the versions of the program and of the schema. With --holdings it counts what is
/// on record by state, by type and by how well it is known, and names what is missing.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity info
  comity info --holdings --format md
  comity info --datasette -o metadata.json")]
pub(super) struct InfoArgs {
    /// What is on record by state, type and standing, and what is missing
    #[arg(long)]
    holdings: bool,

    /// What each table, view and column holds, as the metadata file of Datasette
    #[arg(long, conflicts_with = "holdings")]
    datasette: bool,
}

/// Tells.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn run(args: &InfoArgs, context: &Context) -> Result<(), Failure> {
    if args.datasette {
        return describe(context);
    }
    let reader = context.reader()?;
    if args.holdings {
        let all = everything(&reader)?;
        reader.release();
        return context.answer(&inventory(&all));
    }
    let facts = reader.info()?;
    reader.release();
    let counts = facts.counts;
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    context.answer(&info(Numbers {
        path: context.database.display().to_string(),
        size: facts.bytes,
        directives: number(counts.directives),
        versions: number(counts.versions),
        rules: number(counts.rules),
        organizations: number(counts.organizations),
        places: number(counts.places),
        topics: number(counts.topics),
        conditions: number(counts.conditions),
        sources: number(counts.sources),
        last: facts.last.map(|last| LastOperation {
            id: last.id,
            at: last.at,
            user: last.user,
            command: last.command,
        }),
        schema_version: facts.schema_version,
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
    }))
}

/// The metadata of Datasette: JSON wherever nothing else is asked for by name.
fn describe(context: &Context) -> Result<(), Failure> {
    // That the file is ours is looked at first: the metadata of another would be wrong.
    context.reader()?.release();
    let name = context.database.file_stem().unwrap_or_default();
    let tables = table_notes()
        .into_iter()
        .map(|note| Described {
            name: note.name,
            text: note.text,
            columns: note.columns,
            is_inner: note.is_inner,
        })
        .collect();
    let format = match context.format {
        Format::Table => Format::Json,
        other => other,
    };
    context.answer_as(&metadata(&name.to_string_lossy(), tables), format)
}
