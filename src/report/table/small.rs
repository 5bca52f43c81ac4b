//! What `profile` and `export --package` print.

use serde::Serialize;

use super::codebook::about;
use crate::model::flat::Column;
use crate::report::page::{Block, Flat, Page, Report, Table};
use crate::report::words::count;

/// A name with what it is.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    name: &'static str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    sort: Option<&'static str>,
    about: &'static str,
}

/// Names with what they are. The JSON form is the array.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct NamedList {
    list: Vec<Named>,
}

/// Profiles with what they are for.
pub fn profiles(all: Vec<(&'static str, &'static str)>) -> NamedList {
    let named = |(name, about)| Named {
        name,
        sort: None,
        about,
    };
    NamedList {
        list: all.into_iter().map(named).collect(),
    }
}

/// Columns of the flat table with what they hold.
pub fn columns(all: &[Column]) -> NamedList {
    let named = |column: &Column| {
        let (sort, _, about) = about(*column);
        Named {
            name: column.word(),
            sort: Some(sort),
            about,
        }
    };
    NamedList {
        list: all.iter().map(named).collect(),
    }
}

impl NamedList {
    fn rows(&self) -> (Vec<&'static str>, Vec<Vec<String>>) {
        let has_sort = self.list.iter().any(|one| one.sort.is_some());
        let head = if has_sort {
            vec!["name", "holds", "about"]
        } else {
            vec!["name", "about"]
        };
        let row = |one: &Named| {
            let parts = [Some(one.name), one.sort, Some(one.about)];
            parts.into_iter().flatten().map(str::to_owned).collect()
        };
        (head, self.list.iter().map(row).collect())
    }
}

impl Report for NamedList {
    type Item = Named;

    fn page(&self) -> Page {
        let (head, rows) = self.rows();
        Page {
            blocks: vec![Block::Table(Table {
                head: head.into_iter().map(str::to_owned).collect(),
                rows: rows
                    .into_iter()
                    .map(|row| row.into_iter().map(Into::into).collect())
                    .collect(),
                airy: false,
            })],
            ..Page::default()
        }
    }

    fn flat(&self) -> Flat {
        let (head, rows) = self.rows();
        Flat { head, rows }
    }

    fn items(&self) -> Vec<&Named> {
        self.list.iter().collect()
    }
}

/// What was written into the folder of a package.
#[derive(Debug, Clone, Serialize)]
pub struct Packaged {
    schema: &'static str,
    folder: String,
    files: usize,
    rows: usize,
    operation: i64,
    #[serde(skip)]
    next: Vec<String>,
}

impl Packaged {
    /// The numbers, for a folder, with commands to type next.
    pub const fn new(
        folder: String,
        files: usize,
        rows: usize,
        operation: i64,
        next: Vec<String>,
    ) -> Self {
        Self {
            schema: "comity.package/1",
            folder,
            files,
            rows,
            operation,
            next,
        }
    }
}

impl Report for Packaged {
    type Item = Self;

    fn page(&self) -> Page {
        let said = format!(
            "{} in {}, with {} of rules.",
            count(self.files, "file"),
            self.folder,
            count(self.rows, "row")
        );
        Page {
            blocks: vec![Block::Paragraph(said)],
            foot: vec![format!("Operation {}.", self.operation)],
            next: self.next.clone(),
            ..Page::default()
        }
    }

    fn flat(&self) -> Flat {
        Flat {
            head: vec!["folder", "files", "rows", "operation"],
            rows: vec![vec![
                self.folder.clone(),
                self.files.to_string(),
                self.rows.to_string(),
                self.operation.to_string(),
            ]],
        }
    }

    fn items(&self) -> Vec<&Self> {
        vec![self]
    }
}
