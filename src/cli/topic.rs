//! `comity topic`.

use clap::{Args, Subcommand};

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use super::{term, values};
use crate::model::Family;
use crate::ops::{NewTerm, TermEdit};

/// Add, list, show and change the topics of the codebook
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity topic list
  comity topic show \"help in an immigration arrest\"
  comity topic add share-photos --short \"share photographs\" --broader share-status --definition \"Giving another agency photographs of a person\"")]
pub(super) struct TopicArgs {
    #[command(subcommand)]
    command: TopicCommand,
}

#[derive(Debug, Subcommand)]
enum TopicCommand {
    /// Add a topic to the codebook
    Add(AddArgs),
    /// List the topics in the order of the codebook
    List,
    /// Show the definition of a topic, and what is broader and narrower
    Show(ShowArgs),
    /// Change a topic: its words, its definition, what it is a case of
    Edit(EditArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity topic add share-photos --short \"share photographs\" --broader share-status --definition \"Giving another agency photographs of a person\"")]
struct AddArgs {
    /// Its permanent key, as it will stand in sentences
    #[arg(value_name = "KEY")]
    key: String,

    /// Short words for tables
    #[arg(long, value_name = "WORDS")]
    short: Option<String>,

    /// The question that it asks
    #[arg(long, value_name = "QUESTION")]
    asks: Option<String>,

    /// A definition that a coder can apply
    #[arg(long, value_name = "TEXT")]
    definition: String,

    /// A broader topic, of which it is a case (can be repeated)
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    broader: Vec<String>,

    #[command(flatten)]
    write: WriteFlags,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// The topic by its key or short words
    #[arg(value_name = "TOPIC")]
    topic: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity topic edit assist-arrest --short \"help in an immigration arrest or raid\"")]
struct EditArgs {
    /// The topic by its key or short words
    #[arg(value_name = "TOPIC")]
    topic: String,

    #[command(flatten)]
    parts: Parts,

    #[command(flatten)]
    write: WriteFlags,
}

/// The parts of a topic.
#[derive(Debug, Args)]
#[command(next_help_heading = "What changes; an empty text takes a part away")]
struct Parts {
    /// Short words for tables
    #[arg(long, value_name = "WORDS")]
    short: Option<String>,

    /// The question that it asks
    #[arg(long, value_name = "QUESTION")]
    asks: Option<String>,

    /// A definition that a coder can apply
    #[arg(long, value_name = "TEXT")]
    definition: Option<String>,

    /// The broader topics, with commas between them, in place of those on record
    #[arg(long, value_name = "TOPIC,...", value_delimiter = ',')]
    broader: Vec<String>,
}

/// Runs one of the four.
///
/// # Errors
/// Where a name is not in the codebook, a value cannot be right, or the file cannot be used.
pub(super) fn run(args: &TopicArgs, context: &Context) -> Result<(), Failure> {
    match &args.command {
        TopicCommand::List => term::list(Family::Topic, context),
        TopicCommand::Show(args) => term::show(Family::Topic, &args.topic, context),
        TopicCommand::Edit(args) => {
            let parts = &args.parts;
            let typed = TermEdit {
                short: parts.short.clone(),
                definition: parts.definition.clone(),
                broader: parts.broader.clone(),
                asks: parts.asks.clone(),
                group: None,
            };
            term::edit(Family::Topic, &args.topic, &typed, args.write, context)
        }
        TopicCommand::Add(args) => {
            let new = NewTerm {
                family: Family::Topic,
                key: values::parsed("", &args.key)?,
                short: args.short.clone(),
                asks: args.asks.clone(),
                definition: args.definition.clone(),
                broader: args.broader.clone(),
                group: None,
            };
            term::add(&new, args.write, context)
        }
    }
}
