//! Long tables: written while the records are read, and handed over once all of them were.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::PathBuf;

use super::context::Context;
use super::error::Failure;
use super::output::replace;
use crate::report::words::count;
use crate::store::{Reader, StoreError};

/// A place for the failure to read that is behind a failure to write.
pub(super) type Broken = RefCell<Option<StoreError>>;

/// Keeps a failure to read, and gives one to write in its place.
pub(super) fn failed(error: StoreError, broken: &Broken) -> io::Error {
    let said = io::Error::other(error.to_string());
    broken.replace(Some(error));
    said
}

/// Writes a table of so many rows to where the answer goes.
///
/// # Errors
/// Where the records cannot be read or the table cannot be written.
pub(super) fn streamed(
    reader: Reader,
    context: &Context,
    write: impl FnOnce(&Reader, &mut dyn Write, &Broken) -> io::Result<usize>,
) -> Result<(), Failure> {
    let Some(path) = &context.output else {
        // Whoever reads may be slow: the file is let go before anything is printed.
        let mut spool = Spool::new()?;
        stored(|broken| {
            let mut out = BufWriter::new(&mut spool.file);
            write(&reader, &mut out, broken)?;
            Ok(out.flush()?)
        })?;
        reader.release();
        return spool.print();
    };
    let mut written = 0;
    stored(|broken| {
        replace(path, |out| {
            written = write(&reader, out, broken)?;
            Ok(())
        })
    })?;
    context.status(&format!(
        "{} written to {}",
        count(written, "row"),
        path.display()
    ));
    Ok(())
}

/// Runs something that writes while it reads: a failure to read comes before one to write, which
/// follows from it.
pub(super) fn stored<T>(write: impl FnOnce(&Broken) -> Result<T, Failure>) -> Result<T, Failure> {
    let broken = RefCell::new(None);
    let done = write(&broken);
    match broken.into_inner() {
        Some(error) => Err(error.into()),
        None => done,
    }
}

/// A file that takes an answer before it is printed, and is gone after.
struct Spool {
    file: File,
    path: PathBuf,
}

impl Spool {
    fn new() -> Result<Self, Failure> {
        let name = format!("comity-export.{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let file = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(|error| Failure::file("cannot write", &path, &error))?;
        Ok(Self { file, path })
    }

    fn print(mut self) -> Result<(), Failure> {
        self.file.rewind()?;
        let mut out = io::stdout().lock();
        io::copy(&mut self.file, &mut out)?;
        Ok(out.flush()?)
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        let _gone = std::fs::remove_file(&self.path);
    }
}
