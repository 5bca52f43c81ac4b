//! What is said beside the answer, on standard error, and what is asked.

use std::io::{self, BufRead, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::context::Context;
use super::error::{Failure, Kind};
use crate::model::name::shown;

impl Context {
    /// Says on standard error what happened; silent under `--quiet`.
    pub(super) fn status(&self, text: &str) {
        if !self.quiet {
            note(text);
        }
    }

    /// Asks before something is changed that is already there.
    ///
    /// # Errors
    /// Where the answer is no, or nobody is there to be asked.
    pub(super) fn confirm(&self, question: &str, yes: bool) -> Result<(), Failure> {
        if yes {
            return Ok(());
        }
        let refused = |why: &str| Failure::new(Kind::Usage, format!("{why}; nothing was written"));
        if !self.can_ask {
            let asked = question.trim_end_matches('?');
            return Err(refused(&format!("nobody is here to answer \"{asked}?\""))
                .hint("add --yes to go ahead, --dry-run to see what would change"));
        }
        warn(&format!("{} [y/N] ", shown(question)));
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => Ok(()),
            _ => Err(refused("not confirmed")),
        }
    }
}

/// Whether only errors go to standard error: set once, by the flags of the command.
static QUIET: AtomicBool = AtomicBool::new(false);

/// From here on only errors go to standard error.
pub(super) fn hush() {
    QUIET.store(true, Ordering::Relaxed);
}

/// Says something beside the answer, where no context is at hand; silent under `--quiet`.
pub(super) fn note(text: &str) {
    if !QUIET.load(Ordering::Relaxed) {
        warn(&format!("{}\n", shown(text)));
    }
}

/// Writes to standard error. That it cannot be written to is no reason to stop.
pub(super) fn warn(text: &str) {
    let _ignored = io::stderr().write_all(text.as_bytes());
}
