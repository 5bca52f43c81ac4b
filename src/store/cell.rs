//! Values on their way into and out of rows.

use std::str::FromStr;

use compact_str::{CompactString, ToCompactString};
use rusqlite::types::{ToSqlOutput, ValueRef};

use super::error::{Result, StoreError};
use super::table::Table;
use crate::model::{Date, DirectiveId, Fault, Slug};

/// A value of a row. The tables hold whole numbers and text only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    /// Nothing.
    Null,
    /// A number.
    Int(i64),
    /// A text.
    Text(CompactString),
}

/// The values of a row, in the order of its table's columns.
pub(super) type Row = Vec<Cell>;

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Int(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Null, Self::from)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Int(i64::from(flag))
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Option<u32>> for Cell {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::Null, |number| Self::Int(i64::from(number)))
    }
}

macro_rules! from_printed {
    ($($type:ty),+) => {$(
        impl From<&$type> for Cell {
            fn from(value: &$type) -> Self {
                Self::Text(value.to_compact_string())
            }
        }

        impl From<&Option<$type>> for Cell {
            fn from(value: &Option<$type>) -> Self {
                value.as_ref().map_or(Self::Null, Self::from)
            }
        }
    )+};
}
from_printed!(Date, DirectiveId, crate::model::Condition);

macro_rules! from_text {
    ($($type:ty),+) => {$(
        impl From<&$type> for Cell {
            fn from(value: &$type) -> Self {
                let text: &str = value.as_ref();
                Self::from(text)
            }
        }

        impl From<&Option<$type>> for Cell {
            fn from(value: &Option<$type>) -> Self {
                value.as_ref().map_or(Self::Null, Self::from)
            }
        }
    )+};
}
from_text!(String, Slug, Box<str>);

/// Gives a statement the values of a row. What stands in the row before is bound already.
pub(super) fn bind(
    statement: &mut rusqlite::Statement<'_>,
    before: &[Cell],
    row: &[Cell],
) -> Result<()> {
    for (at, cell) in row.iter().enumerate() {
        if before.get(at) != Some(cell) {
            statement.raw_bind_parameter(at + 1, cell)?;
        }
    }
    Ok(())
}

/// The cells of values that have one each.
macro_rules! row {
    ($($value:expr),+ $(,)?) => { [$($crate::store::cell::Cell::from($value)),+] };
}
pub(super) use row;

/// Takes the values of a row one after the other, in the order of the columns.
pub(super) struct Fields<'a> {
    row: &'a rusqlite::Row<'a>,
    table: &'static Table,
    at: usize,
}

impl<'a> Fields<'a> {
    pub(super) const fn new(row: &'a rusqlite::Row<'a>, table: &'static Table) -> Self {
        Self { row, table, at: 0 }
    }

    fn damaged(&self, what: &str) -> StoreError {
        let column = self
            .at
            .checked_sub(1)
            .and_then(|at| self.table.columns.get(at))
            .unwrap_or(&"?");
        StoreError::Damaged {
            what: format!("{}.{column}: {what}", self.table.name),
        }
    }

    fn next(&mut self) -> Result<ValueRef<'a>> {
        self.at += 1;
        Ok(self.row.get_ref(self.at - 1)?)
    }

    fn str(&mut self) -> Result<Option<&'a str>> {
        match self.next()? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Some(text)),
                Err(_) => Err(self.damaged("the text is not UTF-8")),
            },
            _ => Err(self.damaged("a text was expected")),
        }
    }

    /// Whatever stands next.
    pub(super) fn cell(&mut self) -> Result<Cell> {
        match self.next()? {
            ValueRef::Null => Ok(Cell::Null),
            ValueRef::Integer(number) => Ok(Cell::Int(number)),
            ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Ok(Cell::from(text)),
                Err(_) => Err(self.damaged("the text is not UTF-8")),
            },
            _ => Err(self.damaged("a number or a text was expected")),
        }
    }

    /// A text that may be missing.
    pub(super) fn maybe_text(&mut self) -> Result<Option<String>> {
        Ok(self.str()?.map(str::to_owned))
    }

    /// A text.
    pub(super) fn text(&mut self) -> Result<String> {
        match self.str()? {
            Some(text) => Ok(text.to_owned()),
            None => Err(self.damaged("the value is missing")),
        }
    }

    /// A value with a text form, which may be missing.
    pub(super) fn maybe<T: FromStr<Err = Fault>>(&mut self) -> Result<Option<T>> {
        match self.str()? {
            None => Ok(None),
            Some(text) => match text.parse() {
                Ok(value) => Ok(Some(value)),
                Err(fault) => Err(self.damaged(&fault.to_string())),
            },
        }
    }

    /// A value with a text form.
    pub(super) fn value<T: FromStr<Err = Fault>>(&mut self) -> Result<T> {
        match self.maybe()? {
            Some(value) => Ok(value),
            None => Err(self.damaged("the value is missing")),
        }
    }

    /// A number that may be missing.
    pub(super) fn maybe_number<T: TryFrom<i64>>(&mut self) -> Result<Option<T>> {
        match self.next()? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(number) => match T::try_from(number) {
                Ok(number) => Ok(Some(number)),
                Err(_) => Err(self.damaged("the number is out of range")),
            },
            _ => Err(self.damaged("a number was expected")),
        }
    }

    /// A place in a list.
    pub(super) fn position(&mut self) -> Result<i64> {
        match self.maybe_number()? {
            Some(number) => Ok(number),
            None => Err(self.damaged("the value is missing")),
        }
    }

    /// A yes or no.
    pub(super) fn flag(&mut self) -> Result<bool> {
        Ok(self.position()? != 0)
    }
}
