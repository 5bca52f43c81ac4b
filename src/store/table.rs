//! A table as the code sees it, and the SQL text for it.
//!
//! Every table is written and read in the same few ways, so the statements are made here from its
//! name and columns, and stand nowhere else. The list of columns stands beside the two functions
//! that turn a record into a row and back.

use super::cell::Cell;

/// A table of the schema: its columns without `operation` and the generated ones, the primary key
/// first.
#[derive(Debug)]
pub(super) struct Table {
    /// Its name.
    pub(super) name: &'static str,
    /// How many columns its primary key has.
    pub(super) key: usize,
    /// Its columns; a test compares them with the schema.
    pub(super) columns: &'static [&'static str],
}

impl Table {
    fn listed(&self) -> String {
        self.columns.join(", ")
    }

    /// Where a column stands that the table has.
    ///
    /// # Panics
    /// Where it has no such column; in a constant this is told when the program is built.
    pub(super) const fn at(&self, column: &str) -> usize {
        let mut at = 0;
        while at < self.columns.len() {
            if is_same(self.columns[at].as_bytes(), column.as_bytes()) {
                return at;
            }
            at += 1;
        }
        panic!("no such column")
    }

    fn matched(&self, columns: usize) -> String {
        let each: Vec<String> = self.columns[..columns]
            .iter()
            .enumerate()
            .map(|(at, column)| format!("{column} = ?{}", at + 1))
            .collect();
        each.join(" AND ")
    }

    /// Reads all rows.
    pub(super) fn select_all(&self) -> String {
        format!("SELECT {} FROM {}", self.listed(), self.name)
    }

    /// Reads the rows whose `column` is in a JSON array, ?1.
    pub(super) fn select_in(&self, column: &str) -> String {
        format!(
            "SELECT {} FROM {} WHERE {column} IN (SELECT value FROM json_each(?1))",
            self.listed(),
            self.name
        )
    }

    /// Reads the rows that share the first `scope` columns of the key.
    pub(super) fn select_scope(&self, scope: usize) -> String {
        if scope == 0 {
            return self.select_all();
        }
        format!("{} WHERE {}", self.select_all(), self.matched(scope))
    }

    /// Adds a row; the operation is the last parameter.
    pub(super) fn insert(&self) -> String {
        format!(
            "INSERT INTO {} ({}, operation) VALUES ({})",
            self.name,
            self.listed(),
            marks(self.columns.len() + 1)
        )
    }

    /// Adds a row to a table of a database that does not note operations.
    pub(super) fn insert_into(&self, database: &str) -> String {
        format!(
            "INSERT INTO {database}.{} ({}) VALUES ({})",
            self.name,
            self.listed(),
            marks(self.columns.len())
        )
    }

    /// Changes the row with the key; the operation is the last parameter.
    pub(super) fn update(&self) -> String {
        let each: Vec<String> = self
            .columns
            .iter()
            .enumerate()
            .skip(self.key)
            .map(|(at, column)| format!("{column} = ?{}", at + 1))
            .chain([format!("operation = ?{}", self.columns.len() + 1)])
            .collect();
        format!(
            "UPDATE {} SET {} WHERE {}",
            self.name,
            each.join(", "),
            self.matched(self.key)
        )
    }

    /// Deletes the row with the key.
    pub(super) fn delete(&self) -> String {
        format!("DELETE FROM {} WHERE {}", self.name, self.matched(self.key))
    }

    /// The table's name in words.
    pub(super) fn noun(&self) -> String {
        self.name.replace('_', " ")
    }
}

/// The marks of so many parameters.
fn marks(count: usize) -> String {
    let each: Vec<String> = (1..=count).map(|at| format!("?{at}")).collect();
    each.join(", ")
}

/// Whether two names are the same: `==` is not to be had in a constant.
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// Rows that a record is made of, by table: their cells, one row after the other. A record has rows in
/// few tables.
#[derive(Debug, Default)]
pub(super) struct Batch(Vec<(&'static str, Vec<Cell>)>);

impl Batch {
    /// Makes room for so many rows of a table.
    pub(super) fn expect(&mut self, table: &Table, rows: usize) {
        if rows > 0 {
            self.cells(table).reserve_exact(rows * table.columns.len());
        }
    }

    fn cells(&mut self, table: &Table) -> &mut Vec<Cell> {
        let at = self.0.iter().rposition(|(name, _)| *name == table.name);
        let at = at.unwrap_or_else(|| {
            self.0.push((table.name, Vec::new()));
            self.0.len() - 1
        });
        &mut self.0[at].1
    }

    /// Adds a row to a table.
    pub(super) fn push(&mut self, table: &Table, row: impl IntoIterator<Item = Cell>) {
        let cells = self.cells(table);
        let before = cells.len();
        cells.extend(row);
        debug_assert_eq!(cells.len() - before, table.columns.len(), "{}", table.name);
    }

    /// The rows of a table.
    pub(super) fn rows(&self, table: &Table) -> std::slice::Chunks<'_, Cell> {
        let own = self.0.iter().find(|(name, _)| *name == table.name);
        let cells = own.map_or(&[][..], |(_, cells)| cells.as_slice());
        cells.chunks(table.columns.len())
    }
}

/// A JSON array of keys. Ours are slugs or ids; another program may have written anything in a column
/// that refers to one.
pub(super) fn json<T: std::fmt::Display>(keys: impl IntoIterator<Item = T>) -> String {
    array(keys.into_iter().map(|key| quoted(&key.to_string())))
}

/// A JSON array of values that are JSON each.
pub(super) fn array(values: impl IntoIterator<Item = String>) -> String {
    let each: Vec<String> = values.into_iter().collect();
    format!("[{}]", each.join(","))
}

/// A text as JSON.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            '\0'..='\u{1f}' => quoted.push_str(&format!("\\u{:04x}", u32::from(sign))),
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}
