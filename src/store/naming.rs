//! Which directives name a body, a topic, a condition: to find what a change of the registers or of
//! the codebook can reach.

use std::collections::BTreeSet;

use super::error::Result;
use super::parsed;
use super::reader::Reader;
use super::table::json;
use crate::model::{DirectiveId, Slug};

impl Reader {
    /// The directives with a rule on one of these topics.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directives_on(&self, topics: &[Slug]) -> Result<BTreeSet<DirectiveId>> {
        self.naming(
            &["SELECT directive FROM rule WHERE topic IN (SELECT value FROM json_each(?1))"],
            &json(topics),
        )
    }

    /// The directives with a rule toward one of these bodies or groups.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directives_toward(&self, others: &[Slug]) -> Result<BTreeSet<DirectiveId>> {
        self.naming(
            &["SELECT directive FROM rule WHERE counterpart IN (SELECT value FROM json_each(?1))"],
            &json(others),
        )
    }

    /// The directives with a rule that may ask for one of these conditions: their keys stand in its
    /// text. Conditions are kept as text, so every rule is looked at.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directives_asking(&self, conditions: &[Slug]) -> Result<BTreeSet<DirectiveId>> {
        self.naming(
            &[
                "SELECT DISTINCT directive FROM rule WHERE EXISTS (SELECT 1 FROM json_each(?1) \
               WHERE instr(when_condition, value) OR instr(unless_condition, value))",
            ],
            &json(conditions),
        )
    }

    /// The directives, discarded ones too, that a body issued, to which it is a party, that bind it
    /// by its own name or have a rule toward it; and those that name a directive which it issued.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directives_naming(&self, organization: &Slug) -> Result<BTreeSet<DirectiveId>> {
        let mut all = self.naming(
            &[
                "SELECT id FROM directive WHERE issuer IN (SELECT value FROM json_each(?1))",
                "SELECT directive FROM directive_party \
                 WHERE organization IN (SELECT value FROM json_each(?1))",
                "SELECT directive FROM bond \
                 WHERE organization IN (SELECT value FROM json_each(?1))",
                "SELECT directive FROM rule \
                 WHERE counterpart IN (SELECT value FROM json_each(?1))",
                "SELECT directive FROM meaning WHERE word IN (SELECT value FROM json_each(?1))",
            ],
            &json([organization]),
        )?;
        let issued = json(all.iter().filter(|id| id.issuer == *organization));
        all.extend(self.naming(
            &[
                "SELECT directive FROM relation WHERE other IN (SELECT value FROM json_each(?1))",
                "SELECT directive FROM version WHERE ended_by IN (SELECT value FROM json_each(?1))",
                "SELECT directive FROM rule WHERE ended_by IN (SELECT value FROM json_each(?1))",
                "SELECT directive FROM suspension \
                 WHERE lifted_by IN (SELECT value FROM json_each(?1))",
            ],
            &issued,
        )?);
        Ok(all)
    }

    fn naming(&self, statements: &[&str], keys: &str) -> Result<BTreeSet<DirectiveId>> {
        let mut ids = BTreeSet::new();
        for sql in statements {
            for id in self.texts(sql, Some(keys))? {
                ids.insert(parsed(&id)?);
            }
        }
        Ok(ids)
    }
}
