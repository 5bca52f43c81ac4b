//! Sources: the same columns for directives and for each of the lists beside them.

use super::cell::{Cell, Fields, row};
use super::error::Result;
use crate::model::Source;

/// The seven cells of a source, after its name.
pub(super) fn cells(source: &Source) -> [Cell; 7] {
    row![
        &source.title,
        &source.publisher,
        &source.url,
        &source.archived,
        &source.date,
        source.kind.word(),
        &source.supports,
    ]
}

/// The source in the next seven cells.
pub(super) fn source(f: &mut Fields<'_>) -> Result<Source> {
    Ok(Source {
        title: f.text()?,
        publisher: f.maybe_text()?,
        url: f.maybe_text()?,
        archived: f.maybe_text()?,
        date: f.maybe()?,
        kind: f.value()?,
        supports: f.maybe_text()?,
    })
}
