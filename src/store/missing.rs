//! Names the record that a foreign key misses. SQLite itself says only that there is one.
//!
//! Whoever writes checks names beforehand; this is the last resort.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::TABLES;
use super::error::{Result, StoreError};
use super::table::Table;
use super::written::Written;

/// SQLITE_CONSTRAINT_FOREIGNKEY.
const FOREIGN_KEY: i32 = 787;
/// The table of operations, from which no command takes a row that others name.
const OPERATION: &str = "operation";

/// Rows that are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'w> {
    /// Those of an operation.
    Operation(i64),
    /// Those of an operation, which wrote nothing but rows of these records.
    Written(i64, &'w Written),
}

impl Of<'_> {
    const fn operation(self) -> i64 {
        match self {
            Self::Operation(operation) | Self::Written(operation, _) => operation,
        }
    }

    /// A condition on rows of a table; none where none of them are of these.
    fn condition(self, table: &Table) -> Option<String> {
        match self {
            Self::Operation(operation) => Some(format!(" AND child.operation = {operation}")),
            Self::Written(operation, written) => {
                let keys = written.keys(table)?.replace('\'', "''");
                Some(format!(
                    " AND child.{} IN (SELECT value FROM json_each('{keys}'))
                    AND child.operation = {operation}",
                    table.columns[0]
                ))
            }
        }
    }
}

/// What is missing, where the error is that of a foreign key.
pub(super) fn named(
    conn: &Connection,
    of: Of<'_>,
    error: &rusqlite::Error,
) -> Result<Option<StoreError>> {
    match error.sqlite_error() {
        Some(error)
            if error.code == ErrorCode::ConstraintViolation
                && error.extended_code == FOREIGN_KEY =>
        {
            any(conn, of)
        }
        _ => Ok(None),
    }
}

/// The first thing that an operation leaves missing: one that these rows of it name and that is not
/// there, else one that it took away and that a row of whatever operation names. What was missing
/// before is none of its doing.
pub(super) fn any(conn: &Connection, of: Of<'_>) -> Result<Option<StoreError>> {
    for table in TABLES.iter().flat_map(|tables| tables.iter()) {
        let Some(condition) = of.condition(table) else {
            continue;
        };
        for link in links(conn, table)? {
            // What an operation wrote carries its own number, which is there.
            if link.parent == OPERATION {
                continue;
            }
            if let Some(missing) = loose(conn, table, &link, &link.loose(table, &condition))? {
                return Ok(Some(missing));
            }
        }
    }
    for table in TABLES.iter().flat_map(|tables| tables.iter()) {
        for link in links(conn, table)? {
            if link.parent == OPERATION {
                continue;
            }
            let sql = link.left_behind(table, of.operation());
            if let Some(missing) = loose(conn, table, &link, &sql)? {
                return Ok(Some(missing));
            }
        }
    }
    Ok(None)
}

/// Whether any record names another that is not there. With its indexes the file tells this sooner
/// than it names the first one. That parts of a directive name it and their version is left to
/// whoever wrote them: a directive is written as a whole.
pub(super) fn is_any(conn: &Connection) -> Result<bool> {
    for table in TABLES.iter().flat_map(|tables| tables.iter()) {
        for link in links(conn, table)? {
            if !link.is_to_own_part() && conn.prepare(&link.any_loose(table))?.exists([])? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// A foreign key: the table that it points to, and the pairs of columns.
pub(super) struct Link {
    parent: String,
    pairs: Vec<(String, String)>,
}

pub(super) fn links(conn: &Connection, table: &Table) -> Result<Vec<Link>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1) ORDER BY id, seq",
    )?;
    let mut rows = statement.query([table.name])?;
    let mut all: Vec<(i64, Link)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, pair) = (row.get(0)?, (row.get(2)?, row.get(3)?));
        match all.last_mut() {
            Some((last, link)) if *last == id => link.pairs.push(pair),
            _ => all.push((
                id,
                Link {
                    parent: row.get(1)?,
                    pairs: vec![pair],
                },
            )),
        }
    }
    Ok(all.into_iter().map(|(_, link)| link).collect())
}

/// A row that names another which is not there.
pub(super) struct Loose {
    /// The row: the noun of its table and its key.
    pub(super) by: String,
    /// What it names: a noun and a key.
    pub(super) missing: String,
}

impl Link {
    /// Whether it says no more than to what the row belongs: its operation, directive, version.
    fn is_to_own_part(&self) -> bool {
        let own = ["operation", "directive", "version", "of_version"];
        self.pairs
            .iter()
            .all(|(from, _)| own.contains(&from.as_str()))
    }

    /// The statement that tells whether there is such a row, of whatever operation. Each value is
    /// looked up once, in the order of the index that every column which refers to another has.
    fn any_loose(&self, table: &Table) -> String {
        let names: Vec<&str> = self.pairs.iter().map(|(from, _)| from.as_str()).collect();
        let names = names.join(", ");
        let (name, filled) = (table.name, self.filled());
        format!(
            "SELECT 1 FROM (SELECT DISTINCT {names} FROM {name} AS child WHERE {filled}) AS child \
             WHERE {} LIMIT 1",
            self.is_loose()
        )
    }

    /// That a row names something.
    fn filled(&self) -> String {
        let terms = self.pairs.iter();
        let terms: Vec<String> = terms
            .map(|(from, _)| format!("child.{from} IS NOT NULL"))
            .collect();
        terms.join(" AND ")
    }

    /// That what a row names is not there.
    fn is_loose(&self) -> String {
        let same = self.pairs.iter();
        let same: Vec<String> = same
            .map(|(from, to)| format!("parent.{to} = child.{from}"))
            .collect();
        format!(
            "NOT EXISTS (SELECT 1 FROM {} AS parent WHERE {})",
            self.parent,
            same.join(" AND ")
        )
    }

    /// The statement that finds rows whose parent is not there, with a condition that begins with AND.
    pub(super) fn loose(&self, table: &Table, condition: &str) -> String {
        let last = self.pairs.last().map_or("operation", |(from, _)| from);
        format!(
            "SELECT child.{}, child.{last} FROM {} AS child WHERE {}{condition} AND {}",
            table.columns[0],
            table.name,
            self.filled(),
            self.is_loose()
        )
    }

    /// The statement that finds rows whose parent an operation took away. It goes from the past rows of
    /// the parent to the rows that name it, and not through all of these.
    fn left_behind(&self, table: &Table, operation: i64) -> String {
        let last = self.pairs.last().map_or("operation", |(from, _)| from);
        let pairs = |same: fn(&(String, String)) -> String| {
            let same: Vec<String> = self.pairs.iter().map(same).collect();
            same.join(" AND ")
        };
        let (name, key, parent) = (table.name, table.columns[0], &self.parent);
        let names = pairs(|(from, to)| format!("child.{from} = gone.{to}"));
        let stands = pairs(|(_, to)| format!("parent.{to} = gone.{to}"));
        format!(
            "SELECT child.{key}, child.{last} FROM {parent}_history AS gone \
             CROSS JOIN {name} AS child ON {names} WHERE gone.until_operation = {operation} \
             AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE {stands})"
        )
    }

    /// Names what such a row is, and what it misses.
    pub(super) fn named(&self, table: &Table, row: &rusqlite::Row<'_>) -> rusqlite::Result<Loose> {
        let text = |at: usize| -> rusqlite::Result<String> {
            Ok(match row.get_ref(at)? {
                ValueRef::Integer(number) => number.to_string(),
                other => other.as_str().unwrap_or_default().to_owned(),
            })
        };
        Ok(Loose {
            by: format!("{} {}", table.noun(), text(0)?),
            missing: format!("{} {}", self.parent.replace('_', " "), text(1)?),
        })
    }
}

fn loose(conn: &Connection, table: &Table, link: &Link, sql: &str) -> Result<Option<StoreError>> {
    let found = conn
        .query_row(&format!("{sql} LIMIT 1"), [], |row| link.named(table, row))
        .optional()?;
    Ok(found.map(|Loose { by, missing }| {
        let noun = link.parent.replace('_', " ");
        let key = missing[noun.len()..].trim_start().to_owned();
        StoreError::Missing {
            by: format!("the {by}"),
            noun,
            key,
        }
    }))
}
