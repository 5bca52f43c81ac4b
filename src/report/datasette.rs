//! What the tables and views hold, as the metadata file that Datasette reads.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Block, Cell, Flat, Page, Report, Table};

/// Where the name of a row stands, for tools that show it in the place of its key.
const LABELS: [(&str, &str); 5] = [
    ("condition", "short"),
    ("directive", "title"),
    ("place", "name"),
    ("source", "title"),
    ("topic", "short"),
];

/// A table or a view, as the caller read it.
#[derive(Debug, Clone)]
pub struct Described {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub text: String,
    /// Its columns with what each holds.
    pub columns: Vec<(String, String)>,
    /// Whether it is to be passed over in a list of tables.
    pub is_inner: bool,
}

#[derive(Debug, Clone, Serialize)]
struct TableView {
    description: String,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    columns: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label_column: Option<&'static str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hidden: bool,
}

#[derive(Debug, Clone, Serialize)]
struct DatabaseView {
    description: &'static str,
    tables: BTreeMap<String, TableView>,
}

/// The metadata of one database.
#[derive(Debug, Clone, Serialize)]
pub struct Metadata {
    title: &'static str,
    description: &'static str,
    databases: BTreeMap<String, DatabaseView>,
    #[serde(skip)]
    order: Vec<Described>,
}

/// Arranges what the tables hold. `database` is the name of the file without its ending.
pub fn metadata(database: &str, tables: Vec<Described>) -> Metadata {
    let views = tables
        .iter()
        .map(|table| {
            let label = LABELS.iter().find(|(name, _)| *name == table.name);
            let view = TableView {
                description: table.text.clone(),
                columns: table.columns.iter().cloned().collect(),
                label_column: label.map(|(_, column)| *column),
                hidden: table.is_inner,
            };
            (table.name.clone(), view)
        })
        .collect();
    let database_view = DatabaseView {
        description: "The views tell what is on record and in force today; they do not weigh rank, \
                      specialty or exceptions.",
        tables: views,
    };
    Metadata {
        title: "Comity",
        description: "What public bodies have ordered about working with one another. It says what \
                      texts say; it is not legal advice.",
        databases: BTreeMap::from([(database.to_owned(), database_view)]),
        order: tables,
    }
}

impl Report for Metadata {
    type Item = Self;

    fn page(&self) -> Page {
        let rows = self
            .order
            .iter()
            .filter(|table| !table.is_inner)
            .map(|table| vec![Cell::plain(&table.name), Cell::plain(&table.text)])
            .collect();
        Page {
            title: "Tables and views".to_owned(),
            blocks: vec![Block::Table(Table {
                head: vec!["name".to_owned(), "holds".to_owned()],
                rows,
                airy: false,
            })],
            ..Page::default()
        }
    }

    fn flat(&self) -> Flat {
        let rows = self.order.iter().flat_map(|table| {
            let own = vec![table.name.clone(), String::new(), table.text.clone()];
            let columns = table
                .columns
                .iter()
                .map(|(column, text)| vec![table.name.clone(), column.clone(), text.clone()]);
            std::iter::once(own).chain(columns)
        });
        Flat {
            head: vec!["table", "column", "holds"],
            rows: rows.collect(),
        }
    }

    fn items(&self) -> Vec<&Self> {
        vec![self]
    }
}
