//! What the columns of a table mean.

use crate::model::Fault;
use crate::model::flat::Column;
use crate::model::name::{nearest, normalised, shown};

/// A way to read a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: &'static str,
    /// What tables it is for, in a line.
    pub about: &'static str,
}

/// Every profile.
pub const PROFILES: &[Profile] = &[Profile {
    name: "comity-rules",
    about: "the flat table that export writes: one row a rule",
}];

/// Columns that we write beside rows that could not be taken.
const OURS: [&str; 2] = ["line", "reason"];

/// Which column of the table holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    at: [Option<usize>; Column::COUNT],
    /// Columns of the table that mean nothing here.
    pub ignored: Vec<String>,
}

/// What is wrong with the names of the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderFault {
    /// The number of the column, from 1; none where a column is missing.
    pub column: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

impl Header {
    /// Finds the columns by their names, in any order and case.
    ///
    /// # Errors
    /// Everything that is wrong: a name that stands twice, one that is nearly a column's, and the
    /// columns that no row can do without.
    pub fn new(names: &[String]) -> Result<Self, Vec<HeaderFault>> {
        let mut header = Self {
            at: [None; Column::COUNT],
            ignored: Vec::new(),
        };
        let mut faults = Vec::new();
        let mut strange: Vec<(usize, &String)> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let wanted = normalised(name);
            let column = Column::ALL
                .iter()
                .find(|column| normalised(column.word()) == wanted);
            match column {
                Some(column) if header.at[*column as usize].is_some() => faults.push(HeaderFault {
                    column: Some(at + 1),
                    fault: Fault::new(
                        0..name.len(),
                        format!("the column \"{column}\" stands twice"),
                    ),
                }),
                Some(column) => header.at[*column as usize] = Some(at),
                None => strange.push((at, name)),
            }
        }
        for (at, name) in strange {
            // A column that is missing and has nearly this name was meant.
            let missing = Column::ALL
                .iter()
                .filter(|column| header.at[**column as usize].is_none())
                .map(|column| column.word());
            match nearest(name, missing) {
                Some(near) => faults.push(HeaderFault {
                    column: Some(at + 1),
                    fault: Fault::new(
                        0..name.len(),
                        format!("\"{}\" is not a column of the flat table", shown(name)),
                    )
                    .cure(format!("did you mean \"{near}\"?")),
                }),
                None if OURS.contains(&name.as_str()) => {}
                None => header.ignored.push(name.clone()),
            }
        }
        for column in [Column::Directive, Column::Version] {
            if header.at[column as usize].is_none() {
                faults.push(HeaderFault {
                    column: None,
                    fault: Fault::new(0..0, format!("there is no column \"{column}\"")).cure(
                        "every row names its directive and version; the first line names the columns",
                    ),
                });
            }
        }
        if faults.is_empty() {
            Ok(header)
        } else {
            Err(faults)
        }
    }

    /// Where a column stands; none where the table does not have it.
    pub const fn at(&self, column: Column) -> Option<usize> {
        self.at[column as usize]
    }

    /// Whether the table has a column.
    pub const fn has(&self, column: Column) -> bool {
        self.at(column).is_some()
    }
}
