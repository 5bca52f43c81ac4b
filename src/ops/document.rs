//! A document as a thing: what is recorded of a copy, and whether it is still there.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::pages::pages;
use crate::model::Held;

/// What is in a file: its fingerprint and, where it tells, its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// SHA-256 of its bytes, in 64 hexadecimal digits.
    pub sha256: String,
    /// How many pages a PDF says that it has.
    pub pages: Option<u32>,
}

/// Why a file is no copy of a text.
#[derive(Debug, thiserror::Error)]
pub enum NoCopy {
    /// It is not a file whose bytes stay: a folder, a pipe, a device.
    #[error("this is {0}, and no copy of a text")]
    NoFile(&'static str),
    /// There is nothing in it.
    #[error("this file is empty (0 bytes)")]
    Empty,
    /// What the system said.
    #[error(transparent)]
    Unread(#[from] io::Error),
}

/// Reads a copy of a text.
///
/// # Errors
/// Where it is no file, or an empty one; what the system said where it cannot be read.
pub fn contents(path: &Path) -> Result<Contents, NoCopy> {
    // Before it is opened: a pipe would wait for somebody to write.
    let known = std::fs::metadata(path)?;
    if !known.is_file() {
        return Err(NoCopy::NoFile(match known.is_dir() {
            true => "a folder",
            false => "a pipe or a device",
        }));
    }
    if known.len() == 0 {
        return Err(NoCopy::Empty);
    }
    let mut file = std::fs::File::open(path)?;
    let sha256 = sha256(&mut file)?;
    // What cannot be read as a PDF has no pages that are known.
    let pages = pages(&mut file).unwrap_or(None);
    Ok(Contents { sha256, pages })
}

/// The SHA-256 of what is in a file.
pub(super) fn fingerprint(path: &Path) -> io::Result<String> {
    sha256(&mut std::fs::File::open(path)?)
}

/// The SHA-256 of what can be read.
fn sha256(file: &mut impl Read) -> io::Result<String> {
    let mut hash = Sha256::new();
    // A scan may be large: it is never held whole.
    let mut part = vec![0; 1 << 16];
    loop {
        match file.read(&mut part)? {
            0 => break,
            read => hash.update(&part[..read]),
        }
    }
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// A copy to be looked for: where, and the SHA-256 on record.
#[derive(Debug, Clone)]
pub struct Sought {
    /// Where it should be.
    pub path: PathBuf,
    /// What its bytes should be.
    pub sha256: Option<String>,
}

/// Looks for a copy. On a drive that is gone this may take as long as the system likes.
pub fn held(sought: &Sought) -> Held {
    match std::fs::metadata(&sought.path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Held::Missing,
        Err(_) => return Held::Unread,
        // A pipe or a device would wait for somebody to write.
        Ok(known) if !known.is_file() => return Held::Unread,
        Ok(_) => {}
    }
    let Some(wanted) = &sought.sha256 else {
        return Held::There;
    };
    match fingerprint(&sought.path) {
        Ok(found) if found.eq_ignore_ascii_case(wanted) => Held::Same,
        Ok(_) => Held::Changed,
        Err(_) => Held::Unread,
    }
}
