//! What can go wrong with the file, each with its cure.

use std::path::PathBuf;
use std::time::Duration;

/// A fault of the file or of what was to be written to it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("there is no database at {}", path.display())]
    Absent {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// There is a database already where one was to be made.
    #[error("there is a database at {} already", path.display())]
    Exists {
        /// Where.
        path: PathBuf,
    },
    /// The file is no SQLite database, or a folder.
    #[error("{} is not a database", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// It is a database of another program.
    #[error("{} is a database of another program", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// A newer program made it.
    #[error("{} was made by a newer program (its version is {found}, this program knows {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema's version.
        found: i64,
        /// The version that this program knows.
        known: i64,
    },
    /// An older program made it.
    #[error("{} was made by an older program (its version is {found}, this program needs {known})", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its schema's version.
        found: i64,
        /// The version that this program needs.
        known: i64,
    },
    /// Another command holds the file.
    #[error("another command is writing to the database, or holds it{}", waited_words(*waited))]
    Busy {
        /// How long was waited.
        waited: Duration,
    },
    /// A command that broke off left its journal, and it cannot be rolled back here.
    #[error("a command that broke off left {}-journal, and it cannot be rolled back here", path.display())]
    Journal {
        /// The database.
        path: PathBuf,
    },
    /// The triggers that keep old rows are not those of this program.
    #[error("the triggers of {} are not those of this program: {}", path.display(), names.join(", "))]
    Triggers {
        /// The database.
        path: PathBuf,
        /// Triggers that are strange, changed or missing.
        names: Vec<String>,
    },
    /// The file or its folder may not be read or written.
    #[error("no permission: {message}")]
    Permission {
        /// What the system said.
        message: String,
    },
    /// The disk is full.
    #[error("there is no room left on the disk")]
    NoRoom,
    /// The file is damaged, or a value in it cannot be read.
    #[error("the database is damaged: {what}")]
    Damaged {
        /// Which value, or what SQLite said.
        what: String,
    },
    /// A record names another that is not there.
    #[error("{by} names the {noun} \"{key}\", which is not on record")]
    Missing {
        /// The record, as `TABLE KEY`.
        by: String,
        /// What is missing: a table's name in words.
        noun: String,
        /// Its key.
        key: String,
    },
    /// A record that others name was to go.
    #[error("there is no {noun} \"{key}\" on record")]
    Unknown {
        /// What it would be.
        noun: &'static str,
        /// Its key.
        key: String,
    },
    /// A list holds one key twice.
    #[error("{noun} \"{key}\" stands twice")]
    Twice {
        /// What it is.
        noun: String,
        /// Its key.
        key: String,
    },
    /// A value that the schema's checks refuse.
    #[error("the database refuses a value: {what}")]
    Refused {
        /// The name of the check, or what SQLite said.
        what: String,
    },
    /// A statement of the `sql` command that cannot be read or run.
    #[error("{message}")]
    Statement {
        /// What SQLite said.
        message: String,
        /// The byte of the statement at fault, where it is known.
        offset: Option<usize>,
    },
    /// The records were read, but the codebook among them contradicts itself.
    #[error("the codebook contradicts itself: {}", faults.join("; "))]
    Codebook {
        /// Each fault.
        faults: Vec<String>,
    },
    /// The system failed to read or write.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error("the database: {message}")]
    Other {
        /// What SQLite said.
        message: String,
    },
}

/// How long was waited, where it is known.
fn waited_words(waited: Duration) -> String {
    match waited.as_secs() {
        0 => String::new(),
        seconds => format!("; waited {seconds} s"),
    }
}

/// Whose fault it is: of the file, of a record, or of a statement typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The file is absent, busy, foreign, damaged, or out of reach.
    File,
    /// A record that was to be written cannot be right.
    Record,
    /// A statement of the `sql` command cannot be read or run.
    Statement,
}

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    /// Whose fault it is: it decides the exit status.
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Missing { .. }
            | Self::Unknown { .. }
            | Self::Twice { .. }
            | Self::Refused { .. } => ErrorKind::Record,
            Self::Statement { .. } => ErrorKind::Statement,
            _ => ErrorKind::File,
        }
    }

    /// What to do about it, where that is known.
    pub fn cure(&self) -> Option<String> {
        let cure = match self {
            Self::Absent { .. } => "make it: comity init".to_owned(),
            Self::Exists { .. } => "use it as it is, or give another file with --db".to_owned(),
            Self::NotADatabase { .. } | Self::NotOurs { .. } => {
                "it was left untouched; give another file with --db or COMITY_DB".to_owned()
            }
            Self::Newer { .. } => "it was left untouched; get the newer program".to_owned(),
            Self::Older { .. } => "it was left untouched; with the program that made it: comity \
                                   dump FOLDER; then load it into a new database: comity load \
                                   FOLDER"
                .to_owned(),
            Self::Busy { .. } => "try again, or wait longer with --wait SECONDS".to_owned(),
            Self::Journal { path } => format!(
                "copy {} together with its -journal file into a folder that you may write to, \
                 and open it there",
                path.display()
            ),
            Self::Triggers { .. } => {
                "nothing was written; drop strange triggers with the tool that made them, or dump \
                 the records and load them into a new database"
                    .to_owned()
            }
            Self::Permission { .. } => {
                "check who may read and write the file and its folder".to_owned()
            }
            Self::Damaged { .. } => {
                "put back a copy of the file; without one, save what can still be read: comity dump \
                 FOLDER, and load it into a new database"
                    .to_owned()
            }
            Self::NoRoom => "nothing was written; make room and try again".to_owned(),
            Self::Missing { noun, .. } => format!("record the {noun} first, or correct its name"),
            _ => return None,
        };
        Some(cure)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let message = match &error {
            rusqlite::Error::SqliteFailure(code, None) => code.to_string(),
            rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
            other => other.to_string(),
        };
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy {
                waited: Duration::ZERO,
            },
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged { what: message },
            Some(Code::DiskFull) => Self::NoRoom,
            Some(Code::CannotOpen | Code::PermissionDenied | Code::ReadOnly) => {
                Self::Permission { message }
            }
            Some(Code::ConstraintViolation) => Self::Refused { what: message },
            _ => Self::Other { message },
        }
    }
}
