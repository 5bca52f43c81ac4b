//! `comity condition`.

use clap::{Args, Subcommand};

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use super::{term, values};
use crate::model::Family;
use crate::ops::{NewTerm, TermEdit};

/// Add, list, show and change the conditions of the codebook
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity condition list
  comity condition show \"in custody\"
  comity condition add juvenile --short \"under eighteen\" --group person --definition \"The person is under 18 years of age\"")]
pub(super) struct ConditionArgs {
    #[command(subcommand)]
    command: ConditionCommand,
}

#[derive(Debug, Subcommand)]
enum ConditionCommand {
    /// Add a condition to the codebook
    Add(AddArgs),
    /// List the conditions in the order of the codebook
    List,
    /// Show the definition of a condition, and what is broader and narrower
    Show(ShowArgs),
    /// Change a condition: its words, its definition, what it is a case of
    Edit(EditArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity condition add juvenile --short \"under eighteen\" --group person --definition \"The person is under 18 years of age\"")]
struct AddArgs {
    /// Its permanent key, as it will stand in sentences
    #[arg(value_name = "KEY")]
    key: String,

    /// Short words for tables
    #[arg(long, value_name = "WORDS")]
    short: Option<String>,

    /// A definition that a coder can apply
    #[arg(long, value_name = "TEXT")]
    definition: String,

    /// A broader condition, which it implies (can be repeated)
    #[arg(long, value_name = "CONDITION", value_delimiter = ',')]
    broader: Vec<String>,

    /// Its family: paper, custody, offence, person, purpose, danger, approval, means, text
    #[arg(long, value_name = "FAMILY")]
    group: Option<String>,

    #[command(flatten)]
    write: WriteFlags,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// The condition by its key or short words
    #[arg(value_name = "CONDITION")]
    condition: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity condition edit booked --broader arrested")]
struct EditArgs {
    /// The condition by its key or short words
    #[arg(value_name = "CONDITION")]
    condition: String,

    #[command(flatten)]
    parts: Parts,

    #[command(flatten)]
    write: WriteFlags,
}

/// The parts of a condition.
#[derive(Debug, Args)]
#[command(next_help_heading = "What changes; an empty text takes a part away")]
struct Parts {
    /// Short words for tables
    #[arg(long, value_name = "WORDS")]
    short: Option<String>,

    /// What sort of condition: paper, custody, offence, person, purpose, danger, approval, means, text
    #[arg(long, value_name = "FAMILY")]
    group: Option<String>,

    /// A definition that a coder can apply
    #[arg(long, value_name = "TEXT")]
    definition: Option<String>,

    /// The broader conditions, with commas between them, in place of those on record
    #[arg(long, value_name = "CONDITION,...", value_delimiter = ',')]
    broader: Vec<String>,
}

/// Runs one of the four.
///
/// # Errors
/// Where a name is not in the codebook, a value cannot be right, or the file cannot be used.
pub(super) fn run(args: &ConditionArgs, context: &Context) -> Result<(), Failure> {
    match &args.command {
        ConditionCommand::List => term::list(Family::Condition, context),
        ConditionCommand::Show(args) => term::show(Family::Condition, &args.condition, context),
        ConditionCommand::Edit(args) => {
            let parts = &args.parts;
            let typed = TermEdit {
                short: parts.short.clone(),
                definition: parts.definition.clone(),
                broader: parts.broader.clone(),
                asks: None,
                group: parts.group.clone(),
            };
            term::edit(
                Family::Condition,
                &args.condition,
                &typed,
                args.write,
                context,
            )
        }
        ConditionCommand::Add(args) => {
            let new = NewTerm {
                family: Family::Condition,
                key: values::parsed("", &args.key)?,
                short: args.short.clone(),
                asks: None,
                definition: args.definition.clone(),
                broader: args.broader.clone(),
                group: args.group.clone(),
            };
            term::add(&new, args.write, context)
        }
    }
}
