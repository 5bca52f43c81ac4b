//! Where the answer goes: standard output, or the file that `-o` names.
//!
//! A command that writes makes its answer before it keeps what it wrote, so that a full disk or a
//! mistyped folder is found while there is still a way back.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use crate::render::{self, Format};
use crate::report::Report;
use crate::store::Writer;

impl Context {
    /// Prints the answer.
    ///
    /// # Errors
    /// Where it cannot be written; a closed pipe is a failure that ends quietly.
    pub(super) fn answer<R: Report>(&self, report: &R) -> Result<(), Failure> {
        self.answer_as(report, self.format)
    }

    /// Prints the answer in a format, whatever was asked for.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub(super) fn answer_as<R: Report>(&self, report: &R, format: Format) -> Result<(), Failure> {
        let render =
            |out: &mut dyn Write| render::write(report, format, &self.look, &self.imprint(), out);
        if self.output.is_some() {
            return self.hand_over(self.draft_of(render)?, format);
        }
        self.print(render)
    }

    /// Prints a text that is made for another program.
    ///
    /// # Errors
    /// As [`answer`](Self::answer).
    pub(super) fn answer_text(&self, text: &[u8]) -> Result<(), Failure> {
        if self.output.is_some() {
            return self.hand_over(self.draft_of(|out| out.write_all(text))?, self.format);
        }
        self.print(|out| out.write_all(text))
    }

    /// Keeps what was written, or takes it back in a dry run, and prints the answer, which is made
    /// first: it is given the number of the operation, where there will be one.
    ///
    /// # Errors
    /// Where the answer cannot be written or the file refuses what was written; then nothing is
    /// kept.
    pub(super) fn conclude<R: Report>(
        &self,
        writer: Writer,
        flags: WriteFlags,
        report: impl FnOnce(Option<i64>) -> R,
    ) -> Result<(), Failure> {
        if flags.dry_run {
            writer.rollback()?;
            return self.answer(&report(None));
        }
        let operation = (writer.rows() > 0).then_some(writer.operation());
        let draft = self.draft(&report(operation))?;
        writer.finish()?;
        self.hand_over(draft, self.format)
            .map_err(|failure| match operation {
                Some(operation) => failure.hint(format!("operation {operation} is kept")),
                None => failure,
            })
    }

    /// Makes the answer, so that handing it over is all that is left.
    ///
    /// # Errors
    /// Where the file that takes it cannot be written.
    pub(super) fn draft<R: Report>(&self, report: &R) -> Result<Draft, Failure> {
        self.draft_of(|out| self.render(report, out))
    }

    fn draft_of(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Draft, Failure> {
        let Some(path) = &self.output else {
            let mut bytes = Vec::new();
            write(&mut bytes)?;
            return Ok(Draft::Bytes(bytes));
        };
        draft_at(path, write).map_err(|failure| {
            failure.hint("name a file with -o in a folder that is there and has room")
        })
    }

    /// Hands a finished answer over, which is of a format.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub(super) fn hand_over(&self, draft: Draft, format: Format) -> Result<(), Failure> {
        match draft {
            Draft::Bytes(bytes) => return self.print(|out| out.write_all(&bytes)),
            Draft::File(file) => file.put_in_place()?,
            Draft::Written => {}
        }
        if let Some(path) = &self.output {
            let overruled = self.overruled(format);
            self.status(&format!("Written to {}{overruled}", path.display()));
        }
        Ok(())
    }

    /// What is told of a file whose ending says another format than was asked for: what opens it will
    /// go by the ending.
    pub(super) fn overruled(&self, format: Format) -> String {
        let output = self.output.as_deref().filter(|_| self.is_format_typed);
        match output.and_then(Format::of_file) {
            Some(ending) if ending != format => format!(
                " as {}, as asked for, though the ending says {}",
                format.word(),
                ending.word()
            ),
            _ => String::new(),
        }
    }

    fn render<R: Report>(&self, report: &R, out: &mut dyn Write) -> io::Result<()> {
        render::write(report, self.format, &self.look, &self.imprint(), out)
    }

    fn print(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let out: Box<dyn Write> = if self.look.colour {
            // Only where we wrote colour ourselves: it is translated for old consoles.
            Box::new(anstream::AutoStream::always(io::stdout()))
        } else {
            Box::new(io::stdout().lock())
        };
        let mut out = BufWriter::new(out);
        write(&mut out)?;
        Ok(out.flush()?)
    }
}

/// An answer that is made. Dropped before it is handed over, no file is left of it.
#[must_use = "an answer that is not handed over is lost"]
pub(super) enum Draft {
    /// For standard output.
    Bytes(Vec<u8>),
    /// A file that has not its name yet.
    File(NewFile),
    /// Written already: into a device or a pipe, where nothing can be put in its place.
    Written,
}

/// Writes a file anew; into a device or a pipe as it is.
///
/// # Errors
/// Where it cannot be written; then a file that was there is as it was.
pub(super) fn replace(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match draft_at(path, write)? {
        Draft::File(file) => file.put_in_place(),
        Draft::Bytes(_) | Draft::Written => Ok(()),
    }
}

fn draft_at(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Draft, Failure> {
    let done = match fs::metadata(path) {
        Ok(known) if !known.is_file() => straight(path, write).map(|()| Draft::Written),
        known => NewFile::write(path, known.ok().as_ref(), write).map(Draft::File),
    };
    done.map_err(|error| Failure::file("cannot write", path, &error))
}

/// Writes into what is no ordinary file (a device, a pipe) as it is.
fn straight(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(OpenOptions::new().write(true).open(path)?);
    write(&mut out)?;
    out.flush()
}

/// A file that is written anew: into one beside it, which then takes its name, so that a reader sees
/// the old file or the new one, and a failure leaves the old one.
pub(super) struct NewFile {
    beside: PathBuf,
    target: PathBuf,
    is_placed: bool,
}

impl NewFile {
    /// Writes it, to the disk.
    pub(super) fn write(
        path: &Path,
        known: Option<&fs::Metadata>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Self> {
        // Through a link: the file it names is written anew, not the link.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let beside = beside(&target);
        let file = create(&beside)?;
        let new = Self {
            beside,
            target,
            is_placed: false,
        };
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        if let Some(known) = known {
            fs::set_permissions(&new.beside, known.permissions())?;
        }
        Ok(new)
    }

    /// Gives it its name.
    pub(super) fn put_in_place(mut self) -> Result<(), Failure> {
        fs::rename(&self.beside, &self.target)
            .map_err(|error| Failure::file("cannot write", &self.target, &error))?;
        self.is_placed = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_placed {
            // The first error is the one to tell.
            let _ignored = fs::remove_file(&self.beside);
        }
    }
}

/// Makes the file beside. One that is there was left by a command of the same number that was
/// killed: nobody else uses the name.
fn create(beside: &Path) -> io::Result<File> {
    let new = || OpenOptions::new().write(true).create_new(true).open(beside);
    new().or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => fs::remove_file(beside).and_then(|()| new()),
        _ => Err(error),
    })
}

fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(
        path: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<NewFile> {
        NewFile::write(path, fs::metadata(path).ok().as_ref(), write)
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a.csv");
        let read = || fs::read(&path).expect("there");
        let put = |new: NewFile| assert!(new.put_in_place().is_ok());
        put(made(&path, |out| out.write_all(b"old")).expect("first"));
        let failed = made(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("stop"))
        });
        assert!(failed.is_err());
        assert_eq!(read(), b"old");
        drop(made(&path, |out| out.write_all(b"not handed over")).expect("made"));
        assert_eq!(read(), b"old");
        fs::write(beside(&path), "left behind").expect("a file");
        put(made(&path, |out| out.write_all(b"new")).expect("second"));
        assert_eq!(read(), b"new");
        assert_eq!(folder.path().read_dir().expect("folder").count(), 1);
    }
}
