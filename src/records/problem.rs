//! What is wrong in record files, each with its file, line and column, so that all of it can be
//! shown in one go.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::model::{Fault, name};

/// The texts of the files that were read, in the order of reading.
///
/// Bytes that are not UTF-8 stand in them as U+FFFD, and a byte order mark is left out, so every
/// span lies on characters of the text.
#[derive(Debug, Clone, Default)]
pub struct Files {
    list: Vec<(String, Arc<str>)>,
}

impl Files {
    /// Adds a file and tells its number.
    pub(super) fn add(&mut self, name: String, text: Arc<str>) -> usize {
        self.list.push((name, text));
        self.list.len() - 1
    }

    /// How many files were read.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether no file was read.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The name of a file, as it was given or found.
    pub fn name(&self, file: usize) -> &str {
        self.list.get(file).map_or("", |(name, _)| name)
    }

    /// The name of the file and the line, from 1, of a place.
    pub fn line(&self, at: At) -> (String, usize) {
        let above = self.text(at.file).get(..at.start).unwrap_or_default();
        (
            self.name(at.file).to_owned(),
            above.matches('\n').count() + 1,
        )
    }

    /// The text of a file.
    pub fn text(&self, file: usize) -> &str {
        self.list.get(file).map_or("", |(_, text)| text)
    }
}

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The number of the file in [`Files`].
    pub file: usize,
    /// The first byte at the place, in the file's text.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl At {
    /// The bytes at the place.
    pub const fn span(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file's name, as in [`Files::name`].
    pub file: String,
    /// Where it is.
    pub at: At,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, counted in characters.
    pub column: usize,
    /// One sentence without a full stop: what is wrong.
    pub message: String,
    /// One sentence without a full stop: what to write instead, where that is known.
    pub cure: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = name::shown(&self.file);
        write!(f, "{file}:{}:{}: {}", self.line, self.column, self.message)?;
        match &self.cure {
            Some(cure) => write!(f, " ({cure})"),
            None => Ok(()),
        }
    }
}

/// Everything that is wrong in some files, in the order of the files and of their lines.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    /// The texts, for excerpts.
    pub files: Files,
    /// The problems.
    pub list: Vec<Problem>,
}

impl Problems {
    /// The problems of what was found in the files: sorted, and each said once.
    pub(super) fn new(files: Files, mut found: Vec<(At, Fault)>) -> Self {
        found.sort_by(|a, b| (a.0, &a.1.message).cmp(&(b.0, &b.1.message)));
        found.dedup_by(|a, b| a.0 == b.0 && a.1.message == b.1.message);
        let mut lines = Lines::default();
        let list = found
            .into_iter()
            .map(|(at, fault)| {
                let (line, column) = lines.position(&files, at);
                Problem {
                    file: files.name(at.file).to_owned(),
                    at,
                    line,
                    column,
                    message: fault.message,
                    cure: fault.cure,
                }
            })
            .collect();
        Self { files, list }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Adds the problems that a later check found in the same files, each in its place.
    pub fn extend(&mut self, later: Self) {
        if self.files.is_empty() {
            self.files = later.files;
        }
        self.list.extend(later.list);
        self.list.sort_by_key(|problem| problem.at);
    }

    /// The line of the file in which a problem begins, without its line end.
    pub fn line_text(&self, problem: &Problem) -> &str {
        let text = self.files.text(problem.at.file);
        let from = text[..problem.at.start].rfind('\n').map_or(0, |at| at + 1);
        text[from..].lines().next().unwrap_or("")
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.list.iter().enumerate() {
            if n > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Line starts of the file that was asked for last: problems come sorted by file.
#[derive(Default)]
struct Lines {
    file: Option<usize>,
    starts: Vec<usize>,
}

impl Lines {
    fn position(&mut self, files: &Files, at: At) -> (usize, usize) {
        let text = files.text(at.file);
        if self.file != Some(at.file) {
            self.file = Some(at.file);
            self.starts = std::iter::once(0)
                .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                .collect();
        }
        let line = self.starts.partition_point(|start| *start <= at.start);
        let from = self.starts.get(line.wrapping_sub(1)).copied().unwrap_or(0);
        let column = text.get(from..at.start).map_or(0, |t| t.chars().count()) + 1;
        (line, column)
    }
}
