//! What `dump` wrote.

use serde::Serialize;

use super::words::count;
use super::{Block, Flat, Page, Report};

/// What was written into a folder.
#[derive(Debug, Clone, Serialize)]
pub struct Dumped {
    schema: &'static str,
    /// The folder.
    pub folder: String,
    /// Files of the dump.
    pub files: usize,
    /// Of these, those that are new or differ from what was there.
    pub written: usize,
    /// Files that were there and are no longer needed.
    pub removed: usize,
    /// The last operation in what was dumped.
    pub operation: i64,
    #[serde(skip)]
    next: Vec<String>,
}

impl Dumped {
    /// The numbers, for a folder, with commands to type next.
    pub const fn new(
        folder: String,
        (files, written, removed): (usize, usize, usize),
        operation: i64,
        next: Vec<String>,
    ) -> Self {
        Self {
            schema: "comity.dump/1",
            folder,
            files,
            written,
            removed,
            operation,
            next,
        }
    }
}

impl Report for Dumped {
    type Item = Self;

    fn page(&self) -> Page {
        let mut parts = vec![format!("{} written", self.written)];
        if self.files > self.written {
            parts.push(format!("{} as they were", self.files - self.written));
        }
        if self.removed > 0 {
            parts.push(format!("{} no longer needed and removed", self.removed));
        }
        let said = format!(
            "{} in {}: {}.",
            count(self.files, "file"),
            self.folder,
            parts.join(", ")
        );
        Page {
            title: String::new(),
            blocks: vec![Block::Paragraph(said)],
            foot: vec![format!("Operation {}.", self.operation)],
            next: self.next.clone(),
        }
    }

    fn flat(&self) -> Flat {
        Flat {
            head: vec!["folder", "files", "written", "removed", "operation"],
            rows: vec![vec![
                self.folder.clone(),
                self.files.to_string(),
                self.written.to_string(),
                self.removed.to_string(),
                self.operation.to_string(),
            ]],
        }
    }

    fn items(&self) -> Vec<&Self> {
        vec![self]
    }
}
