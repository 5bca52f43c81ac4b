//! The command line: the only room that knows flags, terminals, the environment and the clock.
//!
//! A command is one file: its arguments, whose doc comments are its help, and a `run` that resolves
//! what is named, asks a use case or a report, and prints. Nothing else is decided here.

mod add;
mod adopt;
mod args;
mod ask;
mod changes;
mod check;
mod compare;
mod completions;
mod condition;
mod conflicts;
mod context;
mod convert;
mod coverage;
mod diff;
mod discard;
mod document;
mod dump;
mod edit;
mod editor;
mod enjoin;
mod error;
mod event;
mod export;
mod help;
mod import;
mod info;
mod init;
mod list;
mod load;
mod lookup;
mod man;
mod org;
mod output;
mod package;
mod parts;
mod place;
mod practice;
mod profile;
mod progress;
mod question;
mod relate;
mod rescind;
mod revise;
mod search;
mod show;
mod source;
mod spans;
mod spool;
mod sql;
mod term;
mod timeline;
mod topic;
mod ui;
mod values;
mod version;
mod welcome;
mod write;

use std::ffi::OsString;
use std::panic;
use std::process::ExitCode;

use clap::FromArgMatches;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use args::{Cli, Command};
use context::{Context, Environment};
use error::{Failure, Kind, STATUS_BUG};

/// Runs the program on the arguments of this process and tells its exit status.
pub fn run() -> ExitCode {
    let environment = Environment::read();
    // Our own words for a bug; the trace only for those who ask for it.
    if !environment.backtrace {
        panic::set_hook(Box::new(|bug| {
            let place = bug
                .location()
                .map(|place| format!(" ({}:{})", place.file(), place.line()))
                .unwrap_or_default();
            ui::warn(&format!(
                "error: this is a bug in comity, not a mistake of yours{place}\n\
                 hint: run the same command with RUST_BACKTRACE=1 and report what it prints\n"
            ));
        }));
    }
    panic::catch_unwind(|| with(&environment, &environment.args))
        .unwrap_or(ExitCode::from(STATUS_BUG))
}

fn with(environment: &Environment, args: &[OsString]) -> ExitCode {
    let parsed = help::command(environment.help_width())
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return unread(&error),
    };
    let look = environment.error_look(cli.global.color);
    let is_text = cli
        .command
        .as_ref()
        .is_some_and(Command::is_text_of_its_own);
    let done = Context::new(environment, &cli.global, is_text).and_then(|context| {
        dispatch(cli.command.as_ref(), &context)
            .map_err(|failure| failure.of(&context).in_database(&context.database))
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            ui::warn(&failure.rendered(&look));
            failure.status()
        }
    }
}

fn dispatch(command: Option<&Command>, context: &Context) -> Result<(), Failure> {
    match command {
        None => welcome::run(context),
        Some(Command::Init(args)) => init::run(args, context),
        Some(Command::Add(args)) => add::run(args, context),
        Some(Command::Revise(args)) => revise::run(args, context),
        Some(Command::Adopt(args)) => adopt::run(args, context),
        Some(Command::Rescind(args)) => rescind::run(args, context),
        Some(Command::Enjoin(args)) => enjoin::run(args, context),
        Some(Command::Relate(args)) => relate::run(args, context),
        Some(Command::Edit(args)) => edit::run(args, context),
        Some(Command::Discard(args)) => discard::run(args, context),
        Some(Command::Event(args)) => event::run(args, context),
        Some(Command::Practice(args)) => practice::run(args, context),
        Some(Command::Coverage(args)) => coverage::run(args, context),
        Some(Command::Org(args)) => org::run(args, context),
        Some(Command::Place(args)) => place::run(args, context),
        Some(Command::Topic(args)) => topic::run(args, context),
        Some(Command::Condition(args)) => condition::run(args, context),
        Some(Command::List(args)) => list::run(args, context),
        Some(Command::Show(args)) => show::run(args, context),
        Some(Command::Search(args)) => search::run(args, context),
        Some(Command::Info(args)) => info::run(args, context),
        Some(Command::Compare(args)) => compare::run(args, context),
        Some(Command::Ask(args)) => ask::run(args, context),
        Some(Command::Changes(args)) => changes::run(args, context),
        Some(Command::Diff(args)) => diff::run(args, context),
        Some(Command::Timeline(args)) => timeline::run(args, context),
        Some(Command::Conflicts(args)) => conflicts::run(args, context),
        Some(Command::Load(args)) => load::run(args, context),
        Some(Command::Dump(args)) => dump::run(args, context),
        Some(Command::Check(args)) => check::run(args, context),
        Some(Command::Import(args)) => import::run(args, context),
        Some(Command::Export(args)) => export::run(args, context),
        Some(Command::Profile(args)) => profile::run(args, context),
        Some(Command::Sql(args)) => sql::run(args, context),
        Some(Command::Completions(args)) => completions::run(args, context),
        Some(Command::Man(args)) => man::run(args, context),
    }
}

/// Help, the version, or a command line that cannot be read.
fn unread(error: &clap::Error) -> ExitCode {
    // A reader of help who goes away is no failure.
    let _ignored = error.print();
    let status = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return ExitCode::SUCCESS,
        // A value was given and cannot be right; without one the line is incomplete.
        ErrorKind::ValueValidation => Kind::Value,
        ErrorKind::InvalidValue => match error.get(ContextKind::InvalidValue) {
            Some(ContextValue::String(value)) if !value.is_empty() => Kind::Value,
            _ => Kind::Usage,
        },
        _ => Kind::Usage,
    };
    status.status()
}
