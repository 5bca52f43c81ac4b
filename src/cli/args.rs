//! The command line as a whole: the commands and the flags that all of them take.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{ColorChoice, Parser, Subcommand, ValueEnum};

use super::{
    add, adopt, ask, changes, check, compare, completions, condition, conflicts, coverage, diff,
    discard, dump, edit, enjoin, event, export, import, info, init, list, load, man, org, place,
    practice, profile, relate, rescind, revise, search, show, sql, timeline, topic,
};
use crate::render::Format;

/// Record police directives, and compare who may, must or must not do what
#[derive(Debug, Parser)]
#[command(name = "comity", version)]
pub(super) struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub(super) global: Global,

    /// The command; without one, what to type next.
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// A command: one file each.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(init::InitArgs),
    Add(Box<add::AddArgs>),
    Revise(Box<revise::ReviseArgs>),
    Adopt(Box<adopt::AdoptArgs>),
    Rescind(Box<rescind::RescindArgs>),
    Enjoin(Box<enjoin::EnjoinArgs>),
    Relate(relate::RelateArgs),
    Edit(edit::EditArgs),
    Discard(discard::DiscardArgs),
    Event(event::EventArgs),
    Practice(practice::PracticeArgs),
    Coverage(coverage::CoverageArgs),
    Org(org::OrgArgs),
    Place(place::PlaceArgs),
    Topic(topic::TopicArgs),
    Condition(condition::ConditionArgs),
    List(list::ListArgs),
    Show(show::ShowArgs),
    Search(search::SearchArgs),
    Info(info::InfoArgs),
    Compare(compare::CompareArgs),
    Ask(ask::AskArgs),
    Timeline(timeline::TimelineArgs),
    Changes(changes::ChangesArgs),
    Diff(diff::DiffArgs),
    Conflicts(conflicts::ConflictsArgs),
    Load(load::LoadArgs),
    Dump(dump::DumpArgs),
    Check(check::CheckArgs),
    Import(import::ImportArgs),
    Export(export::ExportArgs),
    Profile(profile::ProfileArgs),
    Sql(sql::SqlArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

impl Command {
    /// Whether it prints a text of its own, for other programs: it has no formats and needs no
    /// database.
    pub(super) const fn is_text_of_its_own(&self) -> bool {
        matches!(self, Self::Completions(_) | Self::Man(_))
    }
}

/// Flags of every command.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Flags of every command")]
pub(super) struct Global {
    /// The database file [default: COMITY_DB, else comity/comity.db in your data folder]
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) db: Option<PathBuf>,

    /// Seconds to wait for another command that writes to the database
    #[arg(
        long,
        value_name = "SECONDS",
        default_value = "10",
        allow_hyphen_values = true,
        global = true
    )]
    pub(super) wait: String,

    /// How the answer is written [default: by the ending of -o FILE, else table]
    #[arg(long, value_enum, value_name = "FORMAT", global = true)]
    pub(super) format: Option<Format>,

    /// The same as --format json
    #[arg(long, conflicts_with = "format", global = true)]
    pub(super) json: bool,

    /// Write the answer to a file; - is standard output
    #[arg(short, long, value_name = "FILE", global = true)]
    pub(super) output: Option<PathBuf>,

    /// Columns of the answer [default: COLUMNS, else those of the terminal, else 80]
    #[arg(long, value_name = "N", allow_hyphen_values = true, global = true)]
    pub(super) width: Option<String>,

    /// Neutralise CSV cells that a spreadsheet would run as a formula
    #[arg(long, global = true)]
    pub(super) for_spreadsheet: bool,

    /// Say nothing on standard error but errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,

    /// When to use colour; NO_COLOR turns it off too
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub(super) color: ColorChoice,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// Flags of every command that writes.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Flags of every command that writes")]
pub(super) struct WriteFlags {
    /// Do everything, say what would change, and take it back
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Go ahead without asking
    #[arg(short, long)]
    pub(super) yes: bool,
}
