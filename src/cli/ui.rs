//! Where things are printed: the answer to standard output or a file, everything else to standard
//! error.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::context::Context;
use super::error::{Failure, Kind};
use crate::model::name::shown;
use crate::render;
use crate::report::Report;

impl Context {
    /// Prints the answer.
    ///
    /// # Errors
    /// Where it cannot be written; a closed pipe is a failure that ends quietly.
    pub(super) fn answer<R: Report>(&self, report: &R) -> Result<(), Failure> {
        let write = |out: &mut dyn Write| render::write(report, self.format, &self.look, out);
        match &self.output {
            Some(path) => {
                replace(path, write)?;
                self.status(&format!("Written to {}", path.display()));
                Ok(())
            }
            None if self.look.colour => {
                // Only where we wrote colour ourselves: it is translated for old consoles.
                let mut out = BufWriter::new(anstream::AutoStream::always(io::stdout()));
                write(&mut out)?;
                Ok(out.flush()?)
            }
            None => {
                let mut out = BufWriter::new(io::stdout().lock());
                write(&mut out)?;
                Ok(out.flush()?)
            }
        }
    }

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

/// Writes a file anew: into a file beside it, which then takes its name, so that a reader sees the
/// old file or the new one and a failure leaves the old one. What is no ordinary file (a device, a
/// pipe) is written to as it is.
fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::file("cannot write", path, &error);
    let known = std::fs::metadata(path).ok();
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        let mut out = std::fs::OpenOptions::new()
            .write(true)
            .open(path)
            .map_err(failed)?;
        return Ok(write(&mut out)?);
    }
    // Through a link: the file it names is written anew, not the link.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let beside = beside(&target);
    let file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside)
        .map_err(failed)?;
    let mut out = BufWriter::new(file);
    let done = write(&mut out)
        .and_then(|()| out.flush())
        .and_then(|()| out.get_ref().sync_all())
        .and_then(|()| match &known {
            Some(known) => std::fs::set_permissions(&beside, known.permissions()),
            None => Ok(()),
        })
        .and_then(|()| std::fs::rename(&beside, &target));
    if done.is_err() {
        // The first error is the one to tell.
        let _ignored = std::fs::remove_file(&beside);
    }
    done.map_err(failed)
}

fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.csv");
        replace(&path, |out| out.write_all(b"old")).expect("first");
        let failed = replace(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("stop"))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(&path).expect("there"), b"old");
        replace(&path, |out| out.write_all(b"new")).expect("second");
        assert_eq!(std::fs::read(&path).expect("there"), b"new");
        assert_eq!(folder.path().read_dir().expect("folder").count(), 1);
    }
}
