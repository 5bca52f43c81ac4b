//! Making a database.
//!
//! It is made in a file beside, which takes its name only when it is whole: whoever looks sees no
//! database or a complete one, and of two commands that make it at once one is told that it is there.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::load::Plan;
use super::starter;
use crate::records::Problems;
use crate::store::{Operation, Reader, Stamp, StoreError, Writer};

/// Why no database was made.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The starter records: a bug of ours.
    #[error("the starter records are wrong: {0}")]
    Starter(Problems),
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// The database is there now, with its first operation.
    New(Operation),
    /// Another command was first; its database was left as it is.
    AlreadyThere,
}

/// A database that is being made: whole, and not yet in its place. Dropped without
/// [`keep`](Self::keep), nothing is left of it.
#[derive(Debug)]
pub struct NewDatabase {
    writer: Option<Writer>,
    beside: PathBuf,
    path: PathBuf,
}

impl NewDatabase {
    /// Makes it, with the codebook, the country with its states, and the federal bodies; with
    /// `with_starter` with all starter records. The folder is made where it is missing; with
    /// `dry_run` it is not, and the nearest one above takes its part.
    ///
    /// # Errors
    /// Where there is a file already ([`StoreError::Exists`]) or none can be made.
    pub fn begin(
        path: &Path,
        stamp: Stamp,
        with_starter: bool,
        dry_run: bool,
    ) -> Result<Self, InitError> {
        if is_taken(path)? {
            return Err(StoreError::Exists {
                path: path.to_owned(),
            }
            .into());
        }
        let records = if with_starter {
            starter::all()
        } else {
            starter::ground()
        };
        let records = records.map_err(InitError::Starter)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!(".{name}.{}.new", std::process::id());
        let mut folder = folder_of(path);
        if dry_run {
            while let Some(above) = folder.parent().filter(|_| !folder.exists()) {
                folder = above;
            }
        } else {
            std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        }
        clear_left(
            folder,
            &path.file_name().unwrap_or_default().to_string_lossy(),
        );
        let beside = folder.join(name);
        // Nobody else knows the file, so there is nobody to wait for.
        let mut writer = Writer::create(&beside, Duration::ZERO, stamp)?;
        Plan::new(writer.reader(), &records)?.apply(&mut writer)?;
        Ok(Self {
            writer: Some(writer),
            beside,
            path: path.to_owned(),
        })
    }

    /// Reads what it will hold.
    pub fn reader(&self) -> Option<&Reader> {
        self.writer.as_ref().map(Writer::reader)
    }

    /// The number of the operation that makes it.
    pub fn operation(&self) -> Option<i64> {
        self.writer.as_ref().map(Writer::operation)
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// Where the file cannot be written; then nothing is left.
    pub fn keep(mut self) -> Result<Made, StoreError> {
        let Some(writer) = self.writer.take() else {
            return Ok(Made::AlreadyThere);
        };
        let done = writer.finish().and_then(|operation| {
            let placed =
                place(&self.beside, &self.path).map_err(|source| failed(&self.path, source))?;
            Ok(operation.filter(|_| placed))
        });
        // Where it was linked to its place, this takes the other name away.
        let _gone = std::fs::remove_file(&self.beside);
        Ok(done?.map_or(Made::AlreadyThere, Made::New))
    }
}

/// Takes away what commands that were killed while they made this database have left: files of
/// processes that are no more. Where the system does not tell which processes there are, they stay.
fn clear_left(folder: &Path, name: &str) {
    let processes = Path::new("/proc");
    if !processes.join(std::process::id().to_string()).exists() {
        return;
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let file = entry.file_name();
        let of = file
            .to_str()
            .and_then(|file| {
                file.strip_prefix('.')?
                    .strip_prefix(name)?
                    .strip_prefix('.')
            })
            .and_then(|rest| {
                rest.strip_suffix(".new")
                    .or(rest.strip_suffix(".new-journal"))
            });
        let is_number = |id: &&str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(id) = of.filter(is_number)
            && !processes.join(id).exists()
        {
            // Another command may have been faster.
            let _gone = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether there is a database. The empty file that a command leaves which is killed at the wrong
/// moment is none.
fn is_taken(path: &Path) -> Result<bool, StoreError> {
    match std::fs::metadata(path) {
        Ok(file) => Ok(!file.is_file() || file.len() > 0),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(failed(path, error)),
    }
}

/// Gives the file its name, unless another file has it; tells whether it did.
fn place(beside: &Path, path: &Path) -> io::Result<bool> {
    let there = || std::fs::metadata(path).is_ok_and(|file| !file.is_file() || file.len() > 0);
    match std::fs::hard_link(beside, path) {
        Ok(()) => {}
        Err(_) if there() => return Ok(false),
        // A file system without links, or an empty file in the place: the window between the look
        // and the renaming is as small as it can be.
        Err(_) => std::fs::rename(beside, path)?,
    }
    // The name is on the disk once its folder is. Not every system lets a folder be synchronised.
    if let Ok(folder) = std::fs::File::open(folder_of(path)) {
        let _best_effort = folder.sync_all();
    }
    Ok(true)
}

/// The folder in which a file stands.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn failed(path: &Path, source: io::Error) -> StoreError {
    match source.kind() {
        io::ErrorKind::PermissionDenied => StoreError::Permission {
            message: format!("{}: {source}", path.display()),
        },
        io::ErrorKind::StorageFull => StoreError::NoRoom,
        _ => StoreError::Io {
            path: path.to_owned(),
            source,
        },
    }
}
