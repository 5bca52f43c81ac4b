//! What was written, by the records to which the rows belong: noted while an operation writes, or
//! read off the rows of operation 0, which other programs wrote.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::TABLES;
use super::cell::{Cell, Fields};
use super::directive::DIRECTIVE;
use super::error::Result;
use super::table::{Table, array, quoted};

/// Of a row whose key another program changed, such as a directive that it gave another id, the past
/// row tells what it was called before. For each table of which others make texts: the records to which
/// such rows belong now.
const MOVED: [(&str, &str); 3] = [
    (
        "directive",
        "SELECT id FROM directive WHERE EXISTS (
            SELECT 1 FROM directive_history AS gone WHERE gone.until_operation = 0
            AND NOT EXISTS (SELECT 1 FROM directive AS same WHERE same.id = gone.id))
        AND discarded_on IS NULL AND NOT EXISTS (SELECT 1 FROM search_text WHERE scope = id)",
    ),
    (
        "organization_name",
        "SELECT now.organization FROM organization_name_history AS gone
        JOIN organization_name AS now ON now.name = gone.name
        WHERE gone.until_operation = 0 AND now.organization <> gone.organization",
    ),
    (
        "organization_merged",
        "SELECT now.organization FROM organization_merged_history AS gone
        JOIN organization_merged AS now ON now.slug = gone.slug
        WHERE gone.until_operation = 0 AND now.organization <> gone.organization",
    ),
];

/// The keys of records whose rows were written, changed or deleted.
#[derive(Debug, Default, Clone)]
pub(super) struct Written(BTreeMap<&'static str, BTreeSet<Cell>>);

/// The tables whose rows share the keys of records: all parts of a directive name it first.
fn family(table: &Table) -> &'static str {
    if table.columns[0] == DIRECTIVE.name {
        DIRECTIVE.name
    } else {
        table.name
    }
}

impl Written {
    /// What other programs wrote since the last command.
    pub(super) fn outside(conn: &Connection) -> Result<Self> {
        Self::outside_in(conn, &outside_tables(conn)?)
    }

    /// The same, where it is known in which tables.
    pub(super) fn outside_in(conn: &Connection, tables: &[&'static Table]) -> Result<Self> {
        let mut written = Self::default();
        for table in tables {
            let (name, key) = (table.name, table.columns[0]);
            let marked = format!(
                "SELECT {key} FROM {name} WHERE operation = 0
                UNION SELECT {key} FROM {name}_history WHERE until_operation = 0"
            );
            written.note_each(conn, table, &marked)?;
            for (_, moved) in MOVED.iter().filter(|(moved, _)| *moved == name) {
                written.note_each(conn, table, moved)?;
            }
        }
        Ok(written)
    }

    /// Notes each key of a table that a statement finds.
    fn note_each(&mut self, conn: &Connection, table: &'static Table, sql: &str) -> Result<()> {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.note(table, &Fields::new(row, table).cell()?);
        }
        Ok(())
    }

    /// Notes a row by the first column of its key.
    pub(super) fn note(&mut self, table: &'static Table, key: &Cell) {
        let keys = self.0.entry(family(table)).or_default();
        if !keys.contains(key) {
            keys.insert(key.clone());
        }
    }

    /// Takes a directive out again.
    pub(super) fn forget_directive(&mut self, id: &str) {
        if let Some(keys) = self.0.get_mut(DIRECTIVE.name) {
            keys.remove(&Cell::from(id));
        }
    }

    /// Adds what was written otherwise.
    pub(super) fn extend(&mut self, other: &Self) {
        for (family, keys) in &other.0 {
            self.0
                .entry(family)
                .or_default()
                .extend(keys.iter().cloned());
        }
    }

    /// The directives of which anything was written.
    pub(super) fn directives(&self) -> impl Iterator<Item = String> {
        self.0
            .get(DIRECTIVE.name)
            .into_iter()
            .flatten()
            .map(Cell::to_string)
    }

    /// The keys of a table whose rows were written, as a JSON array; none where none were.
    pub(super) fn keys(&self, table: &Table) -> Option<String> {
        self.keys_of(family(table))
    }

    /// The same, by the name of a table that is not part of a directive.
    pub(super) fn keys_of(&self, name: &str) -> Option<String> {
        let keys = self.0.get(name).filter(|keys| !keys.is_empty())?;
        Some(array(keys.iter().map(|key| match key {
            Cell::Null => "null".to_owned(),
            Cell::Int(number) => number.to_string(),
            Cell::Text(text) => quoted(text),
        })))
    }
}

/// The tables of which other programs have written, changed or deleted rows since the last command.
pub(super) fn outside_tables(conn: &Connection) -> Result<Vec<&'static Table>> {
    let tables: Vec<&'static Table> = TABLES
        .iter()
        .flat_map(|some| some.iter().copied())
        .collect();
    let mut found = Vec::new();
    // A compound SELECT has a limited number of terms, so there are a few of them.
    for some in tables.chunks(100) {
        let marks: Vec<String> = some
            .iter()
            .map(|table| {
                format!(
                    "SELECT '{0}' WHERE EXISTS (SELECT 1 FROM {0} WHERE operation = 0) \
                     OR EXISTS (SELECT 1 FROM {0}_history WHERE until_operation = 0)",
                    table.name
                )
            })
            .collect();
        let mut statement = conn.prepare_cached(&marks.join(" UNION ALL "))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            found.extend(some.iter().find(|table| table.name == name));
        }
    }
    Ok(found)
}
