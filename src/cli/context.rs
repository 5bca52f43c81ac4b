//! Everything that comes from outside the command line: environment, terminal, clock. Read once,
//! here, so that a run can be reproduced.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, Local, SecondsFormat, Utc};
use clap::ColorChoice;
use etcetera::BaseStrategy;

use super::args::Global;
use super::error::{Failure, Kind};
use super::ui;
use crate::model::date::long_day;
use crate::model::{Day, Fault};
use crate::render::{Format, Imprint, Look};

/// What the environment says, before any flag.
#[derive(Debug, Default)]
pub(super) struct Environment {
    /// The arguments of this process, the program's name first.
    pub(super) args: Vec<OsString>,
    /// Whether a bug is to be told with its trace.
    pub(super) backtrace: bool,
    database: Option<PathBuf>,
    data_folder: Option<PathBuf>,
    home: Option<PathBuf>,
    columns: Option<String>,
    terminal_width: Option<usize>,
    no_color: bool,
    dumb: bool,
    locale: Option<String>,
    now: Option<String>,
    user: Option<String>,
    editor: Option<String>,
    stdin_terminal: bool,
    stdout_terminal: bool,
    stderr_terminal: bool,
}

impl Environment {
    /// Reads the environment of this process. A variable that is empty counts as not set.
    pub(super) fn read() -> Self {
        let raw = |name: &str| -> Option<OsString> {
            std::env::var_os(name).filter(|value| !value.is_empty())
        };
        let text = |name: &str| raw(name).and_then(|value| value.into_string().ok());
        let base = etcetera::choose_base_strategy().ok();
        Self {
            args: std::env::args_os().collect(),
            backtrace: raw("RUST_BACKTRACE").is_some(),
            database: raw("COMITY_DB").map(PathBuf::from),
            data_folder: base.as_ref().map(BaseStrategy::data_dir),
            home: base.as_ref().map(|base| base.home_dir().to_owned()),
            columns: text("COLUMNS"),
            terminal_width: terminal_size::terminal_size().map(|(width, _)| width.0.into()),
            no_color: raw("NO_COLOR").is_some(),
            dumb: text("TERM").is_some_and(|term| term == "dumb"),
            locale: text("LC_ALL")
                .or_else(|| text("LC_CTYPE"))
                .or_else(|| text("LANG")),
            now: text("COMITY_NOW"),
            user: text("COMITY_USER")
                .or_else(|| text("USER"))
                .or_else(|| text("LOGNAME"))
                .or_else(|| text("USERNAME")),
            editor: text("VISUAL").or_else(|| text("EDITOR")),
            stdin_terminal: std::io::stdin().is_terminal(),
            stdout_terminal: std::io::stdout().is_terminal(),
            stderr_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Columns for help, which is printed before the flags are known.
    pub(super) fn help_width(&self) -> usize {
        self.width().min(100)
    }

    /// How standard error looks, with the environment alone to go by.
    pub(super) fn error_look(&self, color: ColorChoice) -> Look {
        Look {
            width: self.width(),
            colour: self.colour(color, self.stderr_terminal),
            unicode: self.unicode(),
            terminal: self.stderr_terminal,
            for_spreadsheet: false,
        }
    }

    fn width(&self) -> usize {
        self.columns
            .as_deref()
            .and_then(|columns| columns.parse().ok())
            .filter(|columns| *columns > 0)
            .or(self.terminal_width.filter(|_| self.stdout_terminal))
            .unwrap_or(80)
    }

    const fn colour(&self, choice: ColorChoice, terminal: bool) -> bool {
        match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !self.no_color && !self.dumb,
        }
    }

    /// Whether box characters can be shown. Where no locale is set, nothing speaks against it.
    fn unicode(&self) -> bool {
        self.locale.as_deref().is_none_or(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        })
    }
}

/// What a command needs to know beside its own arguments.
#[derive(Debug)]
pub(super) struct Context {
    /// The database file.
    pub(super) database: PathBuf,
    /// The user's home folder.
    pub(super) home: Option<PathBuf>,
    /// Whether the file was named by a flag, so that a command to type next has to name it too.
    is_named: bool,
    /// How long to wait for another command that writes to it.
    pub(super) wait: Duration,
    /// The format of the answer.
    pub(super) format: Format,
    /// Whether it was typed, and not taken from the ending of a file.
    pub(super) is_format_typed: bool,
    /// The file that takes the answer; else standard output.
    pub(super) output: Option<PathBuf>,
    /// How the answer looks.
    pub(super) look: Look,
    /// Whether only errors go to standard error.
    pub(super) quiet: bool,
    /// Whether long work shows how far it is.
    pub(super) shows_progress: bool,
    /// Whether somebody is there to be asked.
    pub(super) can_ask: bool,
    /// Who types.
    pub(super) user: String,
    /// What was typed, as it is kept with the operation.
    pub(super) typed: String,
    /// The command that opens a text for a person to change.
    pub(super) editor: Option<String>,
    now: DateTime<FixedOffset>,
}

impl Context {
    /// The environment and the global flags together; a flag prevails. A command that prints a text
    /// of its own (`is_text`) has no formats and needs no database, so no home folder either.
    ///
    /// # Errors
    /// Where a value cannot be right, or no database file can be named.
    pub(super) fn new(
        environment: &Environment,
        global: &Global,
        is_text: bool,
    ) -> Result<Self, Failure> {
        let database = global
            .db
            .clone()
            .or_else(|| environment.database.clone())
            .or_else(|| {
                let folder = environment.data_folder.as_ref()?;
                Some(folder.join("comity").join("comity.db"))
            })
            .or_else(|| is_text.then(PathBuf::new))
            .ok_or_else(|| {
                Failure::new(
                    Kind::File,
                    "there is no home folder to keep the database in",
                )
                .hint("name the file: comity --db FILE ...")
            })?;
        let output = global.output.clone().filter(|path| path.as_os_str() != "-");
        if let Some(path) = &output
            && (*path == database || same_file(path, &database))
        {
            return Err(Failure::new(
                Kind::Usage,
                "the answer would be written over the database; nothing was done",
            )
            .hint("give another file with -o"));
        }
        let to_terminal = environment.stdout_terminal && output.is_none();
        if global.quiet {
            ui::hush();
        }
        let width = match global.width.as_deref() {
            Some(text) => width(text)?,
            None if output.is_some() && environment.columns.is_none() => 80,
            None => environment.width(),
        };
        Ok(Self {
            database,
            home: environment.home.clone(),
            is_named: global.db.is_some(),
            wait: wait(&global.wait)?,
            format: match is_text {
                true => no_format(global)?,
                false => format(global, output.as_deref())?,
            },
            is_format_typed: global.json || global.format.is_some(),
            look: Look {
                width,
                // A file is read by programs as often as by people: colour only if asked for.
                colour: environment.colour(global.color, to_terminal),
                unicode: environment.unicode() || output.is_some(),
                terminal: to_terminal,
                for_spreadsheet: global.for_spreadsheet,
            },
            output,
            quiet: global.quiet,
            shows_progress: environment.stderr_terminal && !global.quiet,
            can_ask: environment.stdin_terminal && environment.stderr_terminal,
            user: environment.user.clone().unwrap_or("unknown".to_owned()),
            typed: typed(&environment.args),
            editor: environment.editor.clone(),
            now: now(environment)?,
        })
    }

    /// A command to type next, as it is to be pasted: it names the file where this one did.
    pub(super) fn command(&self, rest: &str) -> String {
        if self.is_named {
            let file = self.database.as_os_str().to_owned();
            typed(&["comity".into(), "--db".into(), file]) + " " + rest
        } else {
            format!("comity {rest}")
        }
    }

    /// Today, where the user is.
    pub(super) fn today(&self) -> Day {
        self.now.date_naive()
    }

    /// What a page that is passed on tells of where it comes from: not the folder, which is nobody
    /// else's business.
    pub(super) fn imprint(&self) -> Imprint {
        let name = self.database.file_name().unwrap_or_default();
        Imprint {
            day: long_day(self.today()),
            database: name.to_string_lossy().into_owned(),
        }
    }

    /// A date as typed: `today` is a date too.
    pub(super) fn dated(&self, text: &str) -> String {
        match text {
            "today" => self.today().to_string(),
            _ => text.to_owned(),
        }
    }

    /// The moment at which the command was typed: RFC 3339, UTC, whole seconds.
    pub(super) fn stamp(&self) -> String {
        self.now
            .with_timezone(&Utc)
            .to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

/// The command line as a person would type it: arguments with spaces in quotes.
fn typed(args: &[OsString]) -> String {
    let words = args
        .iter()
        .skip(1)
        .map(|arg| quoted(&arg.to_string_lossy()));
    let words: Vec<String> = ["comity".to_owned()].into_iter().chain(words).collect();
    words.join(" ")
}

/// An argument as a person would type it: in quotes where it is not plain.
pub(super) fn quoted(arg: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:@#,=+%~".contains(c);
    if !arg.is_empty() && arg.chars().all(plain) {
        arg.to_owned()
    } else {
        format!("\"{}\"", arg.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

/// Columns of the answer: fewer than twenty leave no room for a table.
fn width(text: &str) -> Result<usize, Failure> {
    const LEAST: u16 = 20;
    match text.parse::<u16>() {
        Ok(width) if width >= LEAST => Ok(width.into()),
        other => {
            let message = match other {
                Ok(_) => "a table needs more columns than that",
                Err(_) => "this is no number of columns",
            };
            let fault = Fault::new(0..text.len(), message)
                .cure(format!("write a number from {LEAST} to {}", u16::MAX));
            Err(Failure::argument("--width", text, fault))
        }
    }
}

/// How long to wait for another command, in whole seconds.
fn wait(text: &str) -> Result<Duration, Failure> {
    text.parse().map(Duration::from_secs).map_err(|_| {
        let fault = Fault::new(0..text.len(), "this is no number of seconds")
            .cure("write a whole number, such as 10; 0 does not wait");
        Failure::argument("--wait", text, fault)
    })
}

fn now(environment: &Environment) -> Result<DateTime<FixedOffset>, Failure> {
    let Some(text) = environment.now.as_deref() else {
        return Ok(Local::now().fixed_offset());
    };
    DateTime::parse_from_rfc3339(text).map_err(|error| {
        let fault = Fault::new(0..text.len(), format!("COMITY_NOW is no moment: {error}"))
            .cure("write it like 2026-01-31T12:00:00Z");
        Failure::argument("COMITY_NOW", text, fault)
    })
}

/// Whether two paths name one file that is there.
fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// The format of a text that has none.
fn no_format(global: &Global) -> Result<Format, Failure> {
    match global.json || global.format.is_some() {
        true => Err(Failure::new(
            Kind::Usage,
            "this command prints a text for another program; it has no formats",
        )
        .hint("leave out --format and --json")),
        false => Ok(Format::Table),
    }
}

fn format(global: &Global, output: Option<&Path>) -> Result<Format, Failure> {
    if global.json {
        return Ok(Format::Json);
    }
    if let Some(format) = global.format {
        return Ok(format);
    }
    let Some(path) = output else {
        return Ok(Format::Table);
    };
    match (Format::of_file(path), path.extension()) {
        (Some(format), _) => Ok(format),
        // A device, or a file without an ending, says nothing either way.
        (None, None) => Ok(Format::Table),
        (None, Some(ending)) => {
            let text = path.display().to_string();
            let ending = ending.len();
            let fault = Fault::new(
                text.len().saturating_sub(ending)..text.len(),
                "this ending names no format",
            )
            .cure("end it in .txt, .csv, .json, .jsonl, .md or .html, or add --format");
            Err(Failure::argument("-o", &text, fault))
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::Cli;

    fn context(environment: &Environment, args: &[&str]) -> Context {
        let args = ["comity"].iter().chain(args).chain(&["info"]);
        let cli = Cli::try_parse_from(args).expect("arguments");
        Context::new(environment, &cli.global, false)
            .unwrap_or_else(|failure| panic!("{failure:?}"))
    }

    #[test]
    fn a_flag_prevails_over_the_environment() {
        let environment = Environment {
            database: Some("env.db".into()),
            columns: Some("60".into()),
            now: Some("2019-10-05T23:30:00-05:00".into()),
            ..Environment::default()
        };
        let plain = context(&environment, &[]);
        assert_eq!(plain.database, PathBuf::from("env.db"));
        assert_eq!(plain.look.width, 60);
        assert_eq!(plain.today().to_string(), "2019-10-05");
        assert_eq!(plain.stamp(), "2019-10-06T04:30:00Z");
        let flags = context(&environment, &["--db", "x.db", "--width", "100"]);
        assert_eq!(flags.database, PathBuf::from("x.db"));
        assert_eq!(flags.look.width, 100);
    }

    #[test]
    fn colour_needs_a_terminal_and_leave() {
        let terminal = Environment {
            database: Some("x".into()),
            stdout_terminal: true,
            ..Environment::default()
        };
        assert!(context(&terminal, &[]).look.colour);
        assert!(!context(&terminal, &["--color", "never"]).look.colour);
        assert!(!context(&terminal, &["-o", "x.txt"]).look.colour);
        let silent = Environment {
            no_color: true,
            ..terminal
        };
        assert!(!context(&silent, &[]).look.colour);
        assert!(context(&silent, &["--color", "always"]).look.colour);
    }

    #[test]
    fn a_locale_without_utf_8_has_no_box_characters() {
        for (locale, expected) in [
            (None, true),
            (Some("en_US.UTF-8"), true),
            (Some("C.utf8"), true),
            (Some("C"), false),
            (Some("de_DE.ISO-8859-1"), false),
        ] {
            let environment = Environment {
                locale: locale.map(str::to_owned),
                ..Environment::default()
            };
            assert_eq!(environment.unicode(), expected, "{locale:?}");
        }
    }

    #[test]
    fn a_file_gives_the_format_by_its_ending() {
        let environment = Environment {
            database: Some("x".into()),
            ..Environment::default()
        };
        assert_eq!(context(&environment, &["-o", "a.csv"]).format, Format::Csv);
        assert_eq!(context(&environment, &["-o", "a"]).format, Format::Table);
        assert_eq!(
            context(&environment, &["-o", "a.csv", "--json"]).format,
            Format::Json
        );
        let cli = Cli::try_parse_from(["comity", "-o", "a.xlsx", "info"]).expect("arguments");
        assert!(Context::new(&environment, &cli.global, false).is_err());
    }
}
