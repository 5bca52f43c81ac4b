//! Having the system write a file out while there is still work to do.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

/// The system at writing out what was written to a file so far. At the end of the transaction SQLite
/// waits for all of it: of a long one that is as much as a second, in which nothing else is done.
///
/// It is no more than a hint. What fails here fails for SQLite too, which tells it.
///
/// It holds the file open, and must be dropped after the connection: where a process closes a file,
/// POSIX lets go of every lock that it has on it.
#[derive(Debug)]
pub(super) struct Flush {
    thread: Option<JoinHandle<()>>,
    _file: Arc<File>,
}

impl Flush {
    /// Begins; none where the file cannot be opened once more.
    pub(super) fn begin(path: &Path) -> Option<Self> {
        let file = Arc::new(OpenOptions::new().read(true).write(true).open(path).ok()?);
        let written = Arc::clone(&file);
        let thread = std::thread::spawn(move || {
            written.sync_data().ok();
        });
        Some(Self {
            thread: Some(thread),
            _file: file,
        })
    }
}

impl Drop for Flush {
    fn drop(&mut self) {
        // Else the thread might be the one to close the file, at any time.
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}
