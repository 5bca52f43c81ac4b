//! Rows whose columns are known only when they come: the answer to a statement of the user's own.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Block, Cell, Flat, Page, Report, Table};

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum RowValue {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// Another number.
    Real(f64),
    /// A text.
    Text(String),
}

impl RowValue {
    fn text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Integer(number) => number.to_string(),
            Self::Real(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// A row as a JSON object, its keys in the order of the columns.
#[derive(Debug, Clone)]
pub struct SqlRow(Vec<(String, RowValue)>);

impl Serialize for SqlRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, value) in &self.0 {
            map.serialize_entry(column, value)?;
        }
        map.end()
    }
}

/// Rows with the names of their columns. The JSON form is the array of the rows.
#[derive(Debug, Clone)]
pub struct Rows {
    head: Vec<String>,
    rows: Vec<SqlRow>,
}

impl Rows {
    /// Rows, each with as many values as there are columns. Columns of one name are told apart by a
    /// number, so that no value is lost in JSON.
    pub fn new(head: Vec<String>, rows: Vec<Vec<RowValue>>) -> Self {
        let mut names: Vec<String> = Vec::with_capacity(head.len());
        for name in head {
            let mut free = name.clone();
            let mut number = 2;
            while names.contains(&free) {
                free = format!("{name}_{number}");
                number += 1;
            }
            names.push(free);
        }
        let rows = rows
            .into_iter()
            .map(|row| SqlRow(names.iter().cloned().zip(row).collect()))
            .collect();
        Self { head: names, rows }
    }
}

impl Serialize for Rows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl Report for Rows {
    type Item = SqlRow;

    fn page(&self) -> Page {
        let cells = |row: &SqlRow| row.0.iter().map(|(_, value)| value.text().into()).collect();
        let count = match self.rows.len() {
            1 => "1 row".to_owned(),
            many => format!("{many} rows"),
        };
        Page {
            blocks: vec![Block::Table(Table {
                head: self.head.clone(),
                rows: self.rows.iter().map(cells).collect::<Vec<Vec<Cell>>>(),
                airy: false,
            })],
            foot: vec![count],
            ..Page::default()
        }
    }

    fn flat(&self) -> Flat {
        let text = |row: &SqlRow| row.0.iter().map(|(_, value)| value.text()).collect();
        Flat {
            // The names come with the data, so they are its first row.
            head: Vec::new(),
            rows: [self.head.clone()]
                .into_iter()
                .chain(self.rows.iter().map(text))
                .collect(),
        }
    }

    fn items(&self) -> Vec<&SqlRow> {
        self.rows.iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_one_name_are_told_apart() {
        let rows = Rows::new(
            vec!["a".into(), "a".into()],
            vec![vec![RowValue::Integer(1), RowValue::Null]],
        );
        assert_eq!(rows.flat().rows, [["a", "a_2"], ["1", ""]]);
        let json = serde_json::to_string(&rows).expect("JSON");
        assert_eq!(json, r#"[{"a":1,"a_2":null}]"#);
    }
}
