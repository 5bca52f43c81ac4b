//! The neutral form of everything that is printed: a page of blocks. A report makes it; `render`
//! turns it into bytes and decides nothing.

use serde::Serialize;

use crate::model::Day;

/// A printed page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its heading: what is shown, for whom, on which day.
    pub title: String,
    /// What stands under the heading.
    pub blocks: Vec<Block>,
    /// Small print under a table: marks explained, what is not seen, the operation.
    pub foot: Vec<String>,
    /// Commands to type next, as they are to be pasted.
    pub next: Vec<String>,
}

/// A part of a page.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading inside the page.
    Heading(String),
    /// The answer: sentences that stand out, one a line.
    Lead(Vec<String>),
    /// Running text.
    Paragraph(String),
    /// Label and what it labels; several paragraphs stand under one another.
    Pairs(Vec<Pair>),
    /// A table.
    Table(Table),
    /// Bars over time.
    Bars(Bars),
}

/// Bars over time, a row each, from the first day on and before the last.
#[derive(Debug, Clone)]
pub struct Bars {
    /// The first day.
    pub from: Day,
    /// The first day that is no longer shown.
    pub until: Day,
    /// The rows.
    pub rows: Vec<BarRow>,
    /// What the marks mean, each once.
    pub key: Vec<(Mark, String)>,
}

/// A row of bars.
#[derive(Debug, Clone)]
pub struct BarRow {
    /// What it is about.
    pub label: String,
    /// Its spans, in the order of time, without a gap: from, before, mark.
    pub spans: Vec<(Day, Day, Mark)>,
}

/// How a span is drawn: with characters that differ without any colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Where block characters can be shown.
    pub block: char,
    /// Where they cannot.
    pub plain: char,
}

/// A label with its paragraphs.
#[derive(Debug, Clone)]
pub struct Pair {
    /// A short label, such as "issued by".
    pub label: String,
    /// What it labels.
    pub text: Vec<String>,
    /// What a reader can look up about it.
    pub notes: Vec<Note>,
}

impl Pair {
    /// A label with one paragraph.
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: vec![text.into()],
            notes: Vec::new(),
        }
    }

    /// A label with several paragraphs.
    pub fn many(label: impl Into<String>, text: Vec<String>) -> Self {
        Self {
            label: label.into(),
            text,
            notes: Vec::new(),
        }
    }

    /// The same, with notes.
    #[must_use]
    pub fn noted(mut self, notes: Vec<Note>) -> Self {
        self.notes = notes;
        self
    }
}

/// A note: the text behind what is said, its sources. Formats with room for it (HTML, Markdown)
/// number the notes and put them at the foot, equal ones once; a terminal has commands for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Note {
    /// Its lines: what it is about, then a source each.
    pub lines: Vec<String>,
}

/// A table: the first column names the rows.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Column heads.
    pub head: Vec<String>,
    /// Rows, each with as many cells as there are heads.
    pub rows: Vec<Vec<Cell>>,
    /// Whether rows are set apart by an empty line: for cells of several lines.
    pub airy: bool,
}

/// A cell: lines of text with a tone.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// Its lines; each may be wrapped at spaces.
    pub lines: Vec<(Tone, String)>,
    /// What a reader can look up about it.
    pub notes: Vec<Note>,
}

impl Cell {
    /// A cell of lines, without notes.
    pub const fn of(lines: Vec<(Tone, String)>) -> Self {
        Self {
            lines,
            notes: Vec::new(),
        }
    }

    /// A cell of one plain line.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::of(vec![(Tone::Plain, text.into())])
    }

    /// A cell of one quiet line.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self::of(vec![(Tone::Quiet, text.into())])
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

/// How a line of a cell is set. Colour may follow it; the words say the same without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    Plain,
    /// What is decided.
    Strong,
    /// Where it comes from, and absence.
    Quiet,
    /// Something to look at: a conflict, an uncertain answer.
    Marked,
}

/// Rows for CSV: flat, with a header.
#[derive(Debug, Clone, Default)]
pub struct Flat {
    /// Column names; empty where they are known only with the data, and are then its first row.
    pub head: Vec<&'static str>,
    /// Rows.
    pub rows: Vec<Vec<String>>,
}

/// Column names and rows for CSV, as in [`Flat`], the rows made one by one.
pub type FlatRows<'a> = (
    Vec<&'static str>,
    Box<dyn Iterator<Item = Vec<String>> + 'a>,
);

/// Something that can be printed in every format. Its own serialised form is the JSON view: keys
/// are only ever added.
pub trait Report: Serialize {
    /// An object a line under `jsonl`.
    type Item: Serialize;

    /// For people.
    fn page(&self) -> Page;

    /// For CSV.
    fn flat(&self) -> Flat;

    /// The same row by row, for one of which there can be more rows than are well held at once.
    fn rows(&self) -> FlatRows<'_> {
        let flat = self.flat();
        (flat.head, Box::new(flat.rows.into_iter()))
    }

    /// For `jsonl`.
    fn items(&self) -> Vec<&Self::Item>;
}

/// A row of a table that is too long to be held: flat for CSV, an object for JSON, whose keys are only
/// ever added.
pub trait Streamed: Serialize {
    /// Column names of CSV.
    fn head() -> Vec<&'static str>;

    /// Its cells in CSV, as many as there are names.
    fn cells(&self) -> Vec<String>;
}
