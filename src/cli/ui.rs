//! What is said beside the answer, on standard error, and what is asked.

use std::io::{self, BufRead, Write};

use super::context::Context;
use super::error::{Failure, Kind};
use crate::model::name::shown;

impl Context {
    /// Says on standard error what happened; silent under `--quiet`.
    pub(super) fn status(&self, text: &str) {
        if !self.quiet {
            warn(&format!("{}\n", shown(text)));
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

/// Writes to standard error. That it cannot be written to is no reason to stop.
pub(super) fn warn(text: &str) {
    let _ignored = io::stderr().write_all(text.as_bytes());
}
