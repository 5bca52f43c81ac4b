//! Reports to bytes: text for a terminal, CSV, JSON, JSON lines, Markdown, HTML. Nothing is decided here
//! that a reader could dispute; only how it is laid out.
//!
//! Text from outside (titles, names, notes) passes through [`shown`](crate::model::name::shown) on
//! its way to a terminal or to Markdown, so that no record can steer the reader's screen.

mod bars;
mod csv;
pub mod excerpt;
mod html;
mod json;
mod layout;
mod links;
mod markdown;
mod rows;
mod style;
mod table;
mod text;
mod wrap;

use std::io::{self, Write};

use crate::report::Report;

pub use csv::CsvRows;
pub use excerpt::Excerpt;
pub use rows::RowWriter;
pub use wrap::display_width;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people, laid out for a width.
    #[default]
    Table,
    /// Comma-separated values, a header first.
    Csv,
    /// One JSON document, indented.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// GitHub Markdown.
    Md,
    /// One HTML file.
    Html,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [
        Self::Table,
        Self::Csv,
        Self::Json,
        Self::Jsonl,
        Self::Md,
        Self::Html,
    ];

    /// The word for it on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Md => "md",
            Self::Html => "html",
        }
    }

    /// The format that the ending of a file's name asks for: `rules.csv` is CSV, `rules.txt` the
    /// table. `None` for an ending that says nothing.
    pub fn of_file(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Table),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

/// What the place can show to which a report goes. Whoever knows the terminal decides it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns that a line may have; less than [`Look::WIDTH_MIN`] is taken as that.
    pub width: usize,
    /// Whether bold, dim and colour may be used.
    pub colour: bool,
    /// Whether box characters can be shown; else `-` stands for them.
    pub unicode: bool,
    /// Whether it is a terminal, where even data must not act on the screen.
    pub terminal: bool,
    /// Whether CSV cells that a spreadsheet would run as a formula get a leading apostrophe.
    pub for_spreadsheet: bool,
}

impl Look {
    /// The narrowest width for which a page is laid out.
    pub const WIDTH_MIN: usize = 20;
}

impl Default for Look {
    /// A file or pipe: 80 columns, no colour, box characters.
    fn default() -> Self {
        Self {
            width: 80,
            colour: false,
            unicode: true,
            terminal: false,
            for_spreadsheet: false,
        }
    }
}

/// Where a page comes from: printed in a format that is passed on as a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imprint {
    /// The day on which it is written, in words.
    pub day: String,
    /// The name of the database file.
    pub database: String,
}

/// Writes a report in a format.
///
/// # Errors
/// Those of `out`; a closed pipe is [`io::ErrorKind::BrokenPipe`].
pub fn write<R: Report>(
    report: &R,
    format: Format,
    look: &Look,
    imprint: &Imprint,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Table => out.write_all(text::page(&report.page(), look).as_bytes()),
        Format::Md => out.write_all(markdown::page(&report.page()).as_bytes()),
        Format::Html => out.write_all(html::page(&report.page(), imprint).as_bytes()),
        Format::Csv => csv::write(report.rows(), look, out),
        Format::Json => json::document(report, out),
        Format::Jsonl => json::lines(&report.items(), out),
    }
}
