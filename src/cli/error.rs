//! What stops a command: a kind, which alone decides the exit status, a message, and what to do.

use std::io;
use std::process::ExitCode;

use super::context::Context;
use crate::model::Fault;
use crate::model::name::shown;
use crate::render::{Excerpt, Look};

/// Why a command stopped. The exit status follows from it alone; `comity --help` explains them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A well-formed name that is not on record.
    NotOnRecord,
    /// The command line cannot be read, or a confirmation was refused.
    Usage,
    /// A value that cannot be right, in an argument, a file, on standard input.
    Value,
    /// The database, or another file, cannot be used as it is.
    File,
    /// Something was looked for, and found and told.
    Findings,
    /// The reader of our output went away: nothing is wrong.
    PipeClosed,
}

impl Kind {
    /// The exit status of the kind.
    pub(super) fn status(self) -> ExitCode {
        ExitCode::from(match self {
            Self::PipeClosed => 0,
            Self::NotOnRecord | Self::Findings => 1,
            Self::Usage => 2,
            Self::Value => 3,
            Self::File => 4,
        })
    }
}

/// The status of a bug of ours.
pub(super) const STATUS_BUG: u8 = 70;

/// What stops a command.
#[derive(Debug)]
pub(super) struct Failure {
    /// Decides the exit status.
    kind: Kind,
    /// One sentence without a full stop. Empty where the excerpts say it all.
    message: String,
    /// Faults with their place.
    excerpts: Vec<Excerpt>,
    /// What to do next, one sentence or command each.
    hints: Vec<String>,
    /// Whether it is of the database that is in use, whose path the message leaves out.
    of_database: bool,
}

impl Failure {
    /// A failure of a kind.
    pub(super) fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            excerpts: Vec::new(),
            hints: Vec::new(),
            of_database: false,
        }
    }

    /// Findings that have been told: nothing more is said.
    pub(super) fn findings() -> Self {
        Self::new(Kind::Findings, "")
    }

    /// A fault in an argument; `flag` is what stands before it (`--on`), or nothing.
    pub(super) fn argument(flag: &str, value: &str, fault: Fault) -> Self {
        Self::excerpts(vec![Excerpt::argument(flag, value, fault)])
    }

    /// Faults in arguments or files.
    pub(super) fn excerpts(excerpts: Vec<Excerpt>) -> Self {
        Self {
            kind: Kind::Value,
            message: String::new(),
            excerpts,
            hints: Vec::new(),
            of_database: false,
        }
    }

    /// A file or folder that cannot be used: what was tried, and the system's reason.
    pub(super) fn file(tried: &str, path: &std::path::Path, error: &io::Error) -> Self {
        Self::new(
            Kind::File,
            format!("{tried} {}: {error}", shown(&path.display().to_string())),
        )
    }

    /// A file argument that cannot be read. One that is not there, or is no file, is a value that
    /// cannot be right; one that is out of reach may be right.
    pub(super) fn unread(path: &std::path::Path, error: &io::Error) -> Self {
        let failure = Self::file("cannot read", path, error);
        let kind = match error.kind() {
            io::ErrorKind::NotFound
            | io::ErrorKind::NotADirectory
            | io::ErrorKind::IsADirectory
            | io::ErrorKind::InvalidFilename
            | io::ErrorKind::InvalidInput => Kind::Value,
            _ => Kind::File,
        };
        Self { kind, ..failure }
    }

    /// A change of something without a word of what is to change.
    pub(super) fn nothing_to_change(command: &str) -> Self {
        Self::new(Kind::Usage, "nothing is said of what is to change")
            .hint(format!("see what can: comity {command} --help"))
    }

    /// What was asked about is no longer as it was.
    pub(super) fn changed_meanwhile() -> Self {
        Self::new(
            Kind::File,
            "another command changed the database meanwhile; nothing was written",
        )
        .hint("run the same command again")
    }

    /// The same failure with a further hint.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same failure, whose commands to type name the database file where the command did that
    /// failed.
    #[must_use]
    pub(super) fn of(mut self, context: &Context) -> Self {
        const MARK: &str = ": comity ";
        for hint in &mut self.hints {
            let mut parts = hint.split(MARK);
            let mut named = parts.next().unwrap_or_default().to_owned();
            for rest in parts {
                // Some were put together with the file in them.
                if rest.starts_with("--db ") {
                    named.push_str(&format!("{MARK}{rest}"));
                } else {
                    named.push_str(&format!(": {}", context.command(rest)));
                }
            }
            *hint = named;
        }
        self
    }

    /// The same failure, of the database in use: [`in_database`](Self::in_database) will name it.
    #[must_use]
    pub(super) const fn of_database(mut self) -> Self {
        self.of_database = true;
        self
    }

    /// The same failure with the path of the database, where it is of that.
    #[must_use]
    pub(super) fn in_database(mut self, path: &std::path::Path) -> Self {
        if self.of_database {
            self.hints
                .insert(0, format!("the file is {}", path.display()));
        }
        self
    }

    /// The same failure with a message under its excerpts.
    #[must_use]
    pub(super) fn message(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// Whether a value is at fault, which whoever wrote it can mend.
    pub(super) fn is_of_value(&self) -> bool {
        self.kind == Kind::Value
    }

    /// The exit status.
    pub(super) fn status(&self) -> ExitCode {
        self.kind.status()
    }

    /// The failure in lines for standard error; nothing for a closed pipe and for
    /// findings that were told.
    pub(super) fn rendered(&self, look: &Look) -> String {
        if matches!(self.kind, Kind::PipeClosed | Kind::Findings) {
            return String::new();
        }
        let mut parts: Vec<String> = self
            .excerpts
            .iter()
            .map(|excerpt| excerpt.rendered(look))
            .collect();
        let mut last = String::new();
        if !self.message.is_empty() {
            let mark = if self.excerpts.is_empty() {
                "error: "
            } else {
                ""
            };
            last.push_str(&format!("{mark}{}\n", shown(&self.message)));
        }
        for hint in &self.hints {
            last.push_str(&format!("hint: {}\n", shown(hint)));
        }
        if !last.is_empty() {
            parts.push(last);
        }
        parts.join("\n")
    }
}

impl From<io::Error> for Failure {
    /// An error of writing the answer.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::new(Kind::PipeClosed, ""),
            _ => Self::new(Kind::File, format!("the answer cannot be written: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_and_its_hints_stand_on_lines_of_their_own() {
        let failure = Failure::new(Kind::NotOnRecord, "\"x\" is not on record").hint("comity list");
        assert_eq!(
            failure.rendered(&Look::default()),
            "error: \"x\" is not on record\nhint: comity list\n"
        );
    }

    #[test]
    fn a_closed_pipe_says_nothing() {
        let failure = Failure::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(failure.rendered(&Look::default()), "");
    }
}
