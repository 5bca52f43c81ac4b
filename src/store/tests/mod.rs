//! Tests of the store.

mod bulk;
mod docket;
mod generated;
mod history;
mod made;
mod opening;
mod round_trip;
mod schema;
mod search;
mod sql;
mod views;

use std::path::PathBuf;
use std::time::Duration;

use super::{Reader, Stamp, Writer};

/// A scratch folder with a database in it.
pub(super) struct Scratch {
    _folder: tempfile::TempDir,
    pub(super) path: PathBuf,
}

pub(super) const WAIT: Duration = Duration::from_millis(50);

pub(super) fn stamp(command: &str) -> Stamp {
    Stamp {
        at: "2026-01-02T03:04:05Z".to_owned(),
        user: "jane".to_owned(),
        command: command.to_owned(),
    }
}

impl Scratch {
    /// A folder without a database.
    pub(super) fn bare() -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        let path = folder.path().join("comity.db");
        Self {
            _folder: folder,
            path,
        }
    }

    /// A database with the world of [`made`].
    pub(super) fn with_world() -> Self {
        let scratch = Self::bare();
        let mut writer = Writer::create(&scratch.path, WAIT, stamp("init")).expect("create");
        made::write_world(&mut writer);
        writer.finish().expect("finish").expect("an operation");
        scratch
    }

    pub(super) fn reader(&self) -> Reader {
        Reader::open(&self.path, WAIT).expect("a reader")
    }

    pub(super) fn writer(&self, command: &str) -> Writer {
        Writer::open(&self.path, WAIT, stamp(command)).expect("a writer")
    }

    /// The file as another program would open it.
    pub(super) fn plain(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(&self.path).expect("a plain connection")
    }
}
