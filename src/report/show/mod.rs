//! Everything about one directive: what it is, how it stands, the version in question with its
//! rules, the chain, events, sources, copies.

mod build;
mod chain;
mod flat;
mod page;
mod view;

pub use view::DirectiveView;

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::words;
use super::{Flat, Page, Report};
use crate::law::Calendar;
use crate::model::date::parse_day;
use crate::model::{Day, Directive, DirectiveId, Docket, Held, Slug, Version};
use build::Builder;

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.show/1";

/// One directive, ready to print. Its JSON form is an array of one object.
#[derive(Debug, Clone)]
pub struct Show {
    /// The operation up to which the database was read, where that is known; named in the foot.
    pub operation: Option<i64>,
    on: Day,
    view: DirectiveView,
    ask: Option<Ask>,
}

/// What a reader may ask next.
#[derive(Debug, Clone)]
struct Ask {
    body: Slug,
    topic: Option<Slug>,
    counterpart: Option<Slug>,
}

/// What keeps a directive from being shown.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShowFault {
    /// No such directive is on record.
    #[error("no directive \"{0}\" is on record")]
    Unknown(DirectiveId),
    /// It has no version with this label, and the text is no day.
    #[error("{directive} has no version \"{version}\"; it has: {}", labels.join(", "))]
    NoVersion {
        /// The directive.
        directive: DirectiveId,
        /// What was asked for.
        version: String,
        /// The labels that it has.
        labels: Vec<String>,
    },
    /// No version was in force on the day that was asked for.
    #[error("no version of {directive} was in force on {day}; it has: {}", labels.join(", "))]
    NoneInForce {
        /// The directive.
        directive: DirectiveId,
        /// The day.
        day: Day,
        /// The labels that it has.
        labels: Vec<String>,
    },
}

/// Shows a directive on a day. `version` is a label or, where no version has that label, a day: then
/// the version in force on it (the latest of those that may be). Without it the version that tells
/// most about `on` is shown.
///
/// # Errors
/// The directive or the version is not on record.
pub fn show(
    docket: &Docket,
    id: &DirectiveId,
    version: Option<&str>,
    on: Day,
) -> Result<Show, ShowFault> {
    let directive = docket
        .directives
        .get(id)
        .ok_or_else(|| ShowFault::Unknown(id.clone()))?;
    let calendar = Calendar::new(docket);
    let sitting = calendar.on(on);
    let current = words::current(&sitting, directive);
    let shown = match version {
        Some(text) => Some(chosen(&calendar, directive, text)?),
        None => current.as_ref().map(|(version, _)| *version),
    };
    let status = current.map_or_else(words::Status::without_version, |(_, status)| status);
    let builder = Builder { docket, sitting };
    Ok(Show {
        operation: None,
        on,
        view: builder.directive(directive, shown, &status),
        ask: next_question(docket, directive, shown),
    })
}

impl Show {
    /// Tells of the copies of the text whether they are there and the same; a report reads no file.
    pub fn set_held(&mut self, held: &BTreeMap<Slug, Held>) {
        for document in &mut self.view.documents {
            let state = held.iter().find(|(name, _)| **name == *document.name);
            document.copy = state.map(|(_, state)| state.word());
            document.copy_words = state.map(|(_, state)| state.long());
        }
    }
}

/// The version that a person asked for.
fn chosen<'a>(
    calendar: &'a Calendar<'a>,
    directive: &'a Directive,
    text: &str,
) -> Result<&'a Version, ShowFault> {
    if let Some(version) = directive.version(text) {
        return Ok(version);
    }
    let labels = || {
        directive
            .versions
            .iter()
            .map(|version| version.label.clone())
            .collect()
    };
    let Ok(day) = parse_day(text) else {
        return Err(ShowFault::NoVersion {
            directive: directive.id.clone(),
            version: text.to_owned(),
            labels: labels(),
        });
    };
    words::versions_in_force(&calendar.on(day), directive)
        .last()
        .map(|(version, _)| *version)
        .ok_or_else(|| ShowFault::NoneInForce {
            directive: directive.id.clone(),
            day,
            labels: labels(),
        })
}

/// A body that the text binds, and the first rule to ask about.
fn next_question(docket: &Docket, directive: &Directive, shown: Option<&Version>) -> Option<Ask> {
    let version = shown?;
    let rule = version.rules.first();
    let bonds = match rule.and_then(|rule| rule.binds.as_deref()) {
        Some(own) => own,
        None => Docket::version_bonds(directive, version),
    };
    let named = |org: &Slug| bonds.iter().any(|bond| docket.bond_names(bond, org));
    let body = docket
        .organizations
        .values()
        .filter(|body| docket.level(&body.id) == crate::model::Level::Department)
        .chain(docket.organizations.values())
        .find(|body| named(&body.id))?;
    Some(Ask {
        body: body.id.clone(),
        topic: rule.map(|rule| rule.says.topic.clone()),
        counterpart: rule.and_then(|rule| rule.says.counterpart.clone()),
    })
}

impl Serialize for Show {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [&self.view].serialize(serializer)
    }
}

impl Report for Show {
    type Item = DirectiveView;

    fn page(&self) -> Page {
        page::page(self)
    }

    /// A row a rule of the version shown, or one row where it has none.
    fn flat(&self) -> Flat {
        flat::flat(&self.view)
    }

    fn items(&self) -> Vec<&DirectiveView> {
        vec![&self.view]
    }
}

#[cfg(test)]
mod tests;
