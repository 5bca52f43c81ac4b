//! How far long work is, on standard error where that is a terminal.

use super::context::Context;
use super::ui::warn;

/// A line that is written over itself, once for every hundredth part of the work.
pub(super) struct Progress {
    shown: bool,
    total: u64,
    last: Option<u64>,
}

impl Progress {
    /// Work of so many bytes; 0 where that is not known.
    pub(super) const fn new(context: &Context, total: u64) -> Self {
        Self {
            shown: context.shows_progress,
            total,
            last: None,
        }
    }

    /// So many bytes are done, which were so many rows.
    pub(super) fn at(&mut self, bytes: u64, rows: u64) {
        // Without a total a step is a megabyte.
        let step = match self.total {
            0 => bytes >> 20,
            total => (bytes.min(total) * 100) / total,
        };
        if !self.shown || self.last == Some(step) {
            return;
        }
        self.last = Some(step);
        if self.total == 0 {
            warn(&format!("\r{rows} rows"));
        } else {
            warn(&format!("\r{step:>3} %, {rows} rows"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.last.is_some() {
            warn("\r\u{1b}[K");
        }
    }
}
