//! Which operation last touched a record: it tells what a person changed since it was loaded.

use super::error::Result;
use super::reader::Reader;
use super::table::Table;
use super::writer::Operation;
use super::{bond, codebook, directive, lists, organization, place, rule, version};
use crate::model::{DirectiveId, Family, Slug};

/// A record, by what it is and its key.
#[derive(Debug, Clone, Copy)]
pub enum RecordKey<'a> {
    /// A term of the codebook.
    Term(Family, &'a Slug),
    /// A place.
    Place(&'a Slug),
    /// An organization.
    Organization(&'a Slug),
    /// A named set.
    Set(&'a Slug),
    /// A directive with everything in it.
    Directive(&'a DirectiveId),
    /// The coverage of a body.
    Coverage(&'a Slug),
    /// The practice statements of a body.
    Practice(&'a Slug),
    /// The events of a body.
    Events(&'a Slug),
}

impl Reader {
    /// The last operation that wrote, changed or deleted a row of a record; none where the record
    /// was never on record.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn last_change(&self, record: RecordKey<'_>) -> Result<Option<Operation>> {
        let one = |key: &Slug| key.to_string();
        let (tables, column, key): (Vec<&'static Table>, Option<&str>, String) = match record {
            RecordKey::Term(family, key) => {
                let (own, lists) = codebook::tables(family);
                (
                    [Some(own), lists].into_iter().flatten().collect(),
                    None,
                    one(key),
                )
            }
            RecordKey::Place(key) => (place::TABLES.to_vec(), None, one(key)),
            RecordKey::Organization(key) => (organization::TABLES.to_vec(), None, one(key)),
            RecordKey::Set(key) => (organization::SET_TABLES.to_vec(), None, one(key)),
            RecordKey::Directive(id) => {
                let parts: [&[&'static Table]; 4] = [
                    &directive::TABLES,
                    &version::TABLES,
                    &rule::TABLES,
                    &bond::TABLES,
                ];
                (parts.concat(), None, id.to_string())
            }
            RecordKey::Coverage(key) => (
                vec![&lists::COVERAGE.entries],
                Some("organization"),
                one(key),
            ),
            RecordKey::Practice(key) => (
                vec![&lists::PRACTICE.entries],
                Some("organization"),
                one(key),
            ),
            RecordKey::Events(key) => {
                (vec![&lists::EVENTS.entries], Some("organization"), one(key))
            }
        };
        let mut last: Option<i64> = None;
        for table in tables {
            let name = table.name;
            let column = column.unwrap_or(table.columns[0]);
            let sql = format!(
                "SELECT max(operation) FROM {name} WHERE {column} = ?1 \
                 UNION ALL SELECT max(until_operation) FROM {name}_history WHERE {column} = ?1"
            );
            self.each(&sql, Some(&key), |row| {
                last = last.max(row.get::<_, Option<i64>>(0)?);
                Ok(())
            })?;
        }
        match last {
            Some(id) => self.operation(id),
            None => Ok(None),
        }
    }
}
