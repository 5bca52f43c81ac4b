//! Directives that were set aside as recorded in error, and who names a directive.

use super::error::{Result, StoreError};
use super::parsed;
use super::reader::Reader;
use crate::model::{Day, DirectiveId};

/// Why and when a directive was set aside as recorded in error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discarded {
    /// The directive.
    pub id: DirectiveId,
    /// The day.
    pub on: Day,
    /// Why.
    pub reason: String,
}

impl Reader {
    /// The directives that were discarded, in order of their ids.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn discarded(&self) -> Result<Vec<Discarded>> {
        self.discarded_where("discarded_on IS NOT NULL", None)
    }

    /// When and why this directive was discarded, if it was.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn discarded_one(&self, id: &DirectiveId) -> Result<Option<Discarded>> {
        let id = id.to_string();
        let which = "discarded_on IS NOT NULL AND id = ?1";
        Ok(self.discarded_where(which, Some(&id))?.pop())
    }

    fn discarded_where(&self, which: &str, key: Option<&str>) -> Result<Vec<Discarded>> {
        let mut all = Vec::new();
        let sql = format!("SELECT id, discarded_on, discarded_reason FROM directive WHERE {which}");
        self.each(&sql, key, |row| {
            let (id, on): (String, String) = (row.get(0)?, row.get(1)?);
            all.push(Discarded {
                id: parsed(&id)?,
                on: on.parse().map_err(|_| StoreError::Damaged {
                    what: format!("directive.discarded_on: \"{on}\""),
                })?,
                reason: row.get(2)?,
            });
            Ok(())
        })?;
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }

    /// The directives on record that are related to this one by a relation of their own.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn related_to(&self, id: &DirectiveId) -> Result<Vec<DirectiveId>> {
        let sql = "SELECT DISTINCT directive FROM relation WHERE other = ?1";
        let ids = self.texts(sql, Some(&id.to_string()))?;
        ids.iter().map(|id| parsed(id)).collect()
    }

    /// The directives on record that name this one, each with how it does.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn referring(&self, id: &DirectiveId) -> Result<Vec<(DirectiveId, &'static str)>> {
        let mut all = Vec::new();
        for (table, column, how) in [
            ("relation", "other", "is related to it"),
            ("version", "ended_by", "was ended by it"),
            ("rule", "ended_by", "has a rule that was ended by it"),
            (
                "suspension",
                "lifted_by",
                "had a hold that was lifted by it",
            ),
        ] {
            let sql = format!(
                "SELECT DISTINCT directive FROM {table} WHERE {column} = ?1 AND directive <> ?1 \
                 AND directive IN (SELECT id FROM directive WHERE discarded_on IS NULL)"
            );
            for other in self.texts(&sql, Some(&id.to_string()))? {
                all.push((parsed(&other)?, how));
            }
        }
        all.sort();
        Ok(all)
    }
}
