//! Long tables: written while the records are read, and handed over once all of them were.

use std::cell::RefCell;
use std::io::{self, BufWriter, Seek, Write};

use super::context::Context;
use super::error::Failure;
use super::export::table_format;
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
        // It waits in a file without a name, which is gone whatever ends the program.
        let mut spool = tempfile::tempfile()
            .map_err(|error| Failure::file("cannot write into", &std::env::temp_dir(), &error))?;
        stored(|broken| {
            let mut out = BufWriter::new(&mut spool);
            write(&reader, &mut out, broken)?;
            Ok(out.flush()?)
        })?;
        reader.release();
        spool.rewind()?;
        let mut out = io::stdout().lock();
        io::copy(&mut spool, &mut out)?;
        return Ok(out.flush()?);
    };
    let mut written = 0;
    stored(|broken| {
        replace(path, |out| {
            written = write(&reader, out, broken)?;
            Ok(())
        })
    })?;
    context.status(&format!(
        "{} written to {}{}",
        count(written, "row"),
        path.display(),
        context.overruled(table_format(context))
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
