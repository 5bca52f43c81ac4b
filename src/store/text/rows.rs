//! The rows of directives, read whatever another program wrote into them, and handed on as texts.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::SCOPES;
use super::directive::{Texts, text_of};
use super::names::short_words;
use crate::store::cell::{Cell, Row};
use crate::store::directive::{DIRECTIVE, DIRECTIVE_EVENT, DIRECTIVE_TAG, SOURCE};
use crate::store::error::Result;
use crate::store::rule::{MEANING, RULE, RULE_STEP};
use crate::store::table::{Batch, Table, json};
use crate::store::version::{AUTHORITY, SUSPENSION, VERSION};

/// Tables whose rows belong to a directive, named by their first column, and have text in them.
const OF_DIRECTIVES: [&Table; 10] = [
    &DIRECTIVE,
    &DIRECTIVE_TAG,
    &VERSION,
    &AUTHORITY,
    &MEANING,
    &SUSPENSION,
    &RULE,
    &RULE_STEP,
    &SOURCE,
    &DIRECTIVE_EVENT,
];

/// Reads the rows of directives, some at a time, and hands their texts on.
pub(super) fn read(
    conn: &Connection,
    ids: &[&str],
    mut take: impl FnMut(Texts) -> Result<()>,
) -> Result<()> {
    let short = short_words(conn)?;
    for some in ids.chunks(SCOPES) {
        let mut found: BTreeMap<CompactString, Batch> = BTreeMap::new();
        let keys = json(some);
        for table in OF_DIRECTIVES {
            let order = table.columns[..table.key].join(", ");
            let sql = format!("{} ORDER BY {order}", table.select_in(table.columns[0]));
            let mut statement = conn.prepare_cached(&sql)?;
            let mut rows = statement.query([&keys])?;
            while let Some(row) = rows.next()? {
                let cells: Row = (0..table.columns.len())
                    .map(|at| Ok(cell(row.get_ref(at)?)))
                    .collect::<Result<_>>()?;
                let of = text_of(&cells[0]).unwrap_or_default();
                match found.get_mut(of) {
                    Some(batch) => batch.push(table, cells),
                    None => found.entry(of.into()).or_default().push(table, cells),
                }
            }
        }
        let mut texts = Texts::default();
        for batch in found.values() {
            texts.add(batch, &short);
        }
        take(texts)?;
    }
    Ok(())
}

/// What a row has, whatever it is.
pub(super) fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Int(number),
        other => Cell::Text(lossy(other)),
    }
}

/// A text, with a mark in place of what is no UTF-8.
pub(super) fn lossy(value: ValueRef<'_>) -> CompactString {
    match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).as_ref().into()
        }
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => CompactString::default(),
    }
}
