//! What `comity import` tells: counts and what stands in cells of dates, and the rows that were left out.

use std::io::Write;
use std::path::Path;

use super::super::error::Failure;
use super::super::output::replace;
use super::SHOWN;
use crate::ops::{ImportCounts, Imported};
use crate::render::CsvRows;

/// The lines of counts.
pub(super) fn counted(done: &Imported) -> Vec<(String, String)> {
    let counts: &ImportCounts = &done.counts;
    let mut all = vec![("rows".to_owned(), counts.rows.to_string())];
    for (label, count) in [
        ("new", counts.new),
        ("changed", counts.changed),
        ("the same", counts.same),
        ("not taken", counts.bad),
        ("doubtful", counts.doubtful),
    ] {
        if count > 0 {
            all.push((label.to_owned(), count.to_string()));
        }
    }
    let directives: Vec<String> = [
        (counts.directives_new, "new"),
        (counts.directives_changed, "changed"),
    ]
    .iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, word)| format!("{count} {word}"))
    .collect();
    if !directives.is_empty() {
        all.push(("directives".to_owned(), directives.join(", ")));
    }
    for (label, made) in [("bodies", &done.bodies), ("places", &done.places)] {
        if !made.is_empty() {
            let named: Vec<&str> = made.iter().take(SHOWN).map(AsRef::as_ref).collect();
            let more = if made.len() > named.len() {
                ", ..."
            } else {
                ""
            };
            let text = format!("{} new ({}{more})", made.len(), named.join(", "));
            all.push((label.to_owned(), text));
        }
    }
    all
}

/// What stands in cells of dates that is no date.
pub(super) fn findings(done: &Imported) -> Vec<String> {
    let mut all: Vec<String> = done
        .findings
        .iter()
        .take(SHOWN)
        .map(|(line, text)| format!("Line {line}: {text}: no date, kept in the note."))
        .collect();
    let more = done.counts.doubtful.saturating_sub(all.len() as u64);
    if more > 0 {
        all.push(format!("And {more} more."));
    }
    all
}

/// Rows that are left out, as a table with the columns of the one that was read.
pub(super) struct BadRows {
    rows: Option<CsvRows<Vec<u8>>>,
    /// How many columns are the table's own.
    width: usize,
}

impl BadRows {
    /// No rows yet.
    pub(super) fn new(is_kept: bool, header: &[String]) -> Result<Self, Failure> {
        let mut rows = is_kept.then(|| CsvRows::ragged(Vec::new()));
        let own = header.iter().map(String::as_str);
        let own: Vec<&str> = own.filter(|name| !is_ours(name)).collect();
        let width = own.len();
        if let Some(rows) = &mut rows {
            rows.row(own.into_iter().chain(["line", "reason"]))?;
        }
        Ok(Self { rows, width })
    }

    /// Adds a row with the reason.
    pub(super) fn add(&mut self, record: &crate::import::Record, why: &str) -> std::io::Result<()> {
        match &mut self.rows {
            Some(rows) => {
                let line = record.line.to_string();
                // The reason stands in its own column, also of a row with too few cells or too
                // many; what is too much goes behind it, so that nothing is lost.
                let cells = record.cells().chain(std::iter::repeat(""));
                let surplus = record.cells().skip(self.width);
                let all = cells.take(self.width).chain([line.as_str(), why]);
                rows.row(all.chain(surplus))
            }
            None => Ok(()),
        }
    }

    /// Writes them.
    pub(super) fn save(self, path: &Path) -> Result<(), Failure> {
        let Some(rows) = self.rows else { return Ok(()) };
        let bytes = rows.into_inner()?;
        replace(path, |out: &mut dyn Write| out.write_all(&bytes))
    }
}

fn is_ours(name: &str) -> bool {
    matches!(name, "line" | "reason")
}
