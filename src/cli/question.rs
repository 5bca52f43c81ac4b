//! The flags of every question: day, other side, role, facts.

use std::collections::BTreeSet;

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::lookup::Lookup;
use super::values;
use crate::model::{Day, Family, Slug};
use crate::report::ScopeAsked;

/// Flags of a question, as typed.
#[derive(Debug, Args)]
pub(super) struct QuestionFlags {
    /// The other side: a body or a group, such as ice or any-federal
    #[arg(long = "for", value_name = "AGENCY")]
    counterpart: Option<String>,

    /// The role in the body, such as officer or jail
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,

    /// Conditions known to hold, with commas between them (can be repeated)
    #[arg(long, value_name = "CONDITION,...")]
    given: Vec<String>,

    /// The day in question [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// The same, found on record.
pub(super) struct Resolved {
    /// The other side.
    pub(super) counterpart: Option<Slug>,
    /// The role.
    pub(super) role: Option<Slug>,
    /// Conditions known to hold.
    pub(super) given: BTreeSet<Slug>,
    /// The day.
    pub(super) on: Day,
}

impl QuestionFlags {
    /// Finds what the flags name. The day comes first: it needs no database to be wrong.
    ///
    /// # Errors
    /// Where a value cannot be right or a name is not on record.
    pub(super) fn resolved(
        &self,
        lookup: &Lookup<'_>,
        context: &Context,
    ) -> Result<Resolved, Failure> {
        let on = values::day("--on", self.on.as_deref(), context)?;
        // The codebook is read only where a flag names a term of it.
        let given = if self.given.is_empty() {
            Vec::new()
        } else {
            values::terms(
                lookup.codebook()?,
                Family::Condition,
                "--given",
                &self.given,
            )?
        };
        let role = role(self.role.as_deref(), lookup)?;
        let counterpart = side(self.counterpart.as_deref(), lookup)?;
        Ok(Resolved {
            counterpart,
            role,
            given: given.into_iter().collect(),
            on,
        })
    }
}

/// The flags that narrow what is told over time or side by side, as typed.
#[derive(Debug, Args)]
pub(super) struct ScopeFlags {
    /// Topics by key or short words, with commas between them (can be repeated)
    #[arg(long = "topic", value_name = "TOPIC,...")]
    pub(super) topics: Vec<String>,

    /// The other side: a body or a group, such as ice or any-federal
    #[arg(long = "for", value_name = "AGENCY")]
    pub(super) counterpart: Option<String>,

    /// The role in the body, such as officer or jail
    #[arg(long, value_name = "ROLE")]
    pub(super) role: Option<String>,
}

impl ScopeFlags {
    /// Finds what the flags name.
    ///
    /// # Errors
    /// Where a value cannot be right or a name is not on record.
    pub(super) fn resolved(&self, lookup: &Lookup<'_>) -> Result<ScopeAsked, Failure> {
        Ok(ScopeAsked {
            topics: values::terms(lookup.codebook()?, Family::Topic, "--topic", &self.topics)?,
            counterpart: side(self.counterpart.as_deref(), lookup)?,
            role: role(self.role.as_deref(), lookup)?,
        })
    }
}

fn side(text: Option<&str>, lookup: &Lookup<'_>) -> Result<Option<Slug>, Failure> {
    text.map(|text| lookup.counterpart(text)).transpose()
}

fn role(text: Option<&str>, lookup: &Lookup<'_>) -> Result<Option<Slug>, Failure> {
    text.map(|text| values::term(lookup.codebook()?, Family::Role, "--role", text))
        .transpose()
}
