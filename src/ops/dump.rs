//! Writing all records as files.
//!
//! A folder that holds a dump is brought up to date file by file, so that what stands beside the
//! records (a licence, a `.git`) stays: everything is first written into a folder of its own inside
//! it, so that a full disk is met before anything is touched, and then moved into place.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::model::DirectiveId;
use crate::records::dump_files;
use crate::store::{Reader, StoreError};

/// Why nothing, or not all, was dumped.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder holds something else.
    #[error("{} is not empty and holds no dump: {reason}", folder.display())]
    NotADump {
        /// The folder.
        folder: PathBuf,
        /// What was found in it.
        reason: String,
    },
    /// The system failed to write.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dumped {
    /// Files of the dump.
    pub files: usize,
    /// Of these, those that are new or differ from what was there.
    pub written: usize,
    /// Files that were there and are no longer needed.
    pub removed: usize,
}

/// Writes every record into a folder: one that is missing, empty, or holds a dump.
///
/// # Errors
/// Where the folder holds something else, or the database or a file fails.
pub fn dump(reader: &Reader, folder: &Path) -> Result<Dumped, DumpError> {
    let old = held(folder)?;
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    let beside = folder.join(format!(".comity-dump.{}", std::process::id()));
    let done = write_all(reader, &beside).and_then(|new| move_all(folder, &beside, &old, &new));
    // The first error is the one to tell.
    let _ignored = std::fs::remove_dir_all(&beside);
    done
}

/// The record files in a folder, as paths relative to it.
fn held(folder: &Path) -> Result<BTreeSet<String>, DumpError> {
    let not_a_dump = |reason: String| DumpError::NotADump {
        folder: folder.to_owned(),
        reason,
    };
    let mut files = BTreeSet::new();
    let mut others = false;
    for (name, path) in listed(folder)? {
        if path.is_dir() {
            for (inner, path) in listed(&path)? {
                let name = format!("{name}/{inner}");
                match inner.strip_suffix(".toml") {
                    Some(_) if !is_directive(&name, &path) => {
                        return Err(not_a_dump(format!("{name} is no record of a dump")));
                    }
                    Some(_) => {
                        files.insert(name);
                    }
                    None => others = true,
                }
            }
        } else if REGISTERS.contains(&name.as_str()) {
            files.insert(name);
        } else if name.ends_with(".toml") {
            return Err(not_a_dump(format!("{name} is no file of a dump")));
        } else {
            others = true;
        }
    }
    // Other files may stand beside a dump, but a folder of other files is none.
    if others && !files.contains(CODEBOOK) {
        return Err(not_a_dump(format!("there is no {CODEBOOK} in it")));
    }
    Ok(files)
}

/// The file that every dump has.
const CODEBOOK: &str = "codebook.toml";
/// Files at the top of a dump.
const REGISTERS: [&str; 6] = [
    CODEBOOK,
    "coverage.toml",
    "events.toml",
    "organizations.toml",
    "places.toml",
    "practice.toml",
];

/// What stands in a folder, apart from hidden files; nothing where there is no folder.
fn listed(folder: &Path) -> Result<Vec<(String, PathBuf)>, DumpError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(folder)(error)),
    };
    let mut all = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            all.push((name, entry.path()));
        }
    }
    Ok(all)
}

/// Whether a file is the record of the directive whose name it has.
fn is_directive(name: &str, path: &Path) -> bool {
    let Some(id) = name
        .strip_suffix(".toml")
        .filter(|id| id.parse::<DirectiveId>().is_ok())
    else {
        return false;
    };
    let is_file = std::fs::symlink_metadata(path).is_ok_and(|file| file.is_file());
    is_file
        && std::fs::read_to_string(path)
            .is_ok_and(|text| text.starts_with(&format!("id = \"{id}\"\n")))
}

/// Writes all files into a new folder and tells their names.
fn write_all(reader: &Reader, folder: &Path) -> Result<BTreeSet<String>, DumpError> {
    std::fs::create_dir(folder).map_err(failed(folder))?;
    // The writer of files takes directives, not failures to read them: the first one ends the
    // stream and is told when it is over.
    let broken: RefCell<Option<StoreError>> = RefCell::new(None);
    let directives = reader.directives()?.map_while(|directive| match directive {
        Ok(directive) => Some(directive),
        Err(error) => {
            broken.replace(Some(error));
            None
        }
    });
    let mut names = BTreeSet::new();
    for (name, text) in dump_files(&reader.terms()?, &reader.registers()?, directives) {
        let path = folder.join(&name);
        if let Some(above) = path.parent() {
            std::fs::create_dir_all(above).map_err(failed(above))?;
        }
        let mut file = std::fs::File::create_new(&path).map_err(failed(&path))?;
        file.write_all(text.as_bytes()).map_err(failed(&path))?;
        names.insert(name);
    }
    match broken.into_inner() {
        Some(error) => Err(error.into()),
        None => Ok(names),
    }
}

/// Moves the new files into place, and takes away the old ones that are no longer needed.
fn move_all(
    folder: &Path,
    beside: &Path,
    old: &BTreeSet<String>,
    new: &BTreeSet<String>,
) -> Result<Dumped, DumpError> {
    let mut dumped = Dumped {
        files: new.len(),
        ..Dumped::default()
    };
    for name in new {
        let (from, to) = (beside.join(name), folder.join(name));
        // A file that is as it should be keeps its date.
        if old.contains(name) && same(&from, &to).map_err(failed(&to))? {
            continue;
        }
        if let Some(above) = to.parent() {
            std::fs::create_dir_all(above).map_err(failed(above))?;
        }
        std::fs::rename(&from, &to).map_err(failed(&to))?;
        dumped.written += 1;
    }
    for name in old.difference(new) {
        let path = folder.join(name);
        std::fs::remove_file(&path).map_err(failed(&path))?;
        dumped.removed += 1;
        if let Some(above) = path.parent().filter(|above| *above != folder) {
            // It stays where something else is in it.
            let _kept = std::fs::remove_dir(above);
        }
    }
    Ok(dumped)
}

fn same(a: &Path, b: &Path) -> io::Result<bool> {
    Ok(std::fs::read(a)? == std::fs::read(b)?)
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> DumpError + '_ {
    move |source| DumpError::Write {
        path: path.to_owned(),
        source,
    }
}
