//! Rows of one directive that stand together.

use std::io::Read;

use super::profile::Header;
use super::sheet::{Record, Sheet, SheetError};
use crate::model::flat::Column;

/// The rows of one directive, in the order of the table.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// The directive, as it stands in the cells.
    pub directive: String,
    /// The rows; what is wrong with the form of a row stands beside it.
    pub rows: Vec<(Record, Option<String>)>,
}

/// Reads a table directive by directive.
pub struct Groups<'s, R: Read> {
    sheet: &'s mut Sheet<R>,
    at: Option<usize>,
    ahead: Option<(Record, Option<String>)>,
}

impl<'s, R: Read> Groups<'s, R> {
    /// The rows of the table that are still to be read.
    pub const fn new(sheet: &'s mut Sheet<R>, header: &Header) -> Self {
        Self {
            sheet,
            at: header.at(Column::Directive),
            ahead: None,
        }
    }

    /// How many bytes of the table were read so far.
    pub fn bytes(&self) -> u64 {
        self.sheet.bytes()
    }

    fn row(&mut self) -> Result<Option<(Record, Option<String>)>, SheetError> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        let mut record = self.sheet.room();
        match self.sheet.read(&mut record) {
            Ok(true) => Ok(Some((record, None))),
            Ok(false) => Ok(None),
            Err(SheetError::Ragged {
                found, expected, ..
            }) => {
                let message =
                    format!("the row has {found} cells, and there are {expected} columns");
                Ok(Some((record, Some(message))))
            }
            Err(error) => Err(error),
        }
    }

    /// The rows of the next directive; none at the end.
    ///
    /// # Errors
    /// Where the table cannot be read on.
    pub fn next_group(&mut self) -> Result<Option<Group>, SheetError> {
        let Some(first) = self.row()? else {
            return Ok(None);
        };
        let name = |record: &Record| self.at.map_or("", |at| record.cell(at)).trim().to_owned();
        let directive = name(&first.0);
        let mut rows = vec![first];
        while let Some(next) = self.row()? {
            let same = self
                .at
                .is_some_and(|at| next.0.cell(at).trim() == directive);
            if same {
                rows.push(next);
            } else {
                self.ahead = Some(next);
                break;
            }
        }
        Ok(Some(Group { directive, rows }))
    }
}
