//! What is asked over time or of two sides: on which topics, toward whom, by which role.

use std::collections::BTreeSet;

use super::words;
use crate::law::{Lens, Question};
use crate::model::{Docket, Slug};

/// The topics, the other side and the role of a question.
#[derive(Debug, Clone, Default)]
pub struct ScopeAsked {
    /// The topics; empty: all on which some rule is on record.
    pub topics: Vec<Slug>,
    /// The other side.
    pub counterpart: Option<Slug>,
    /// The role.
    pub role: Option<Slug>,
}

impl ScopeAsked {
    /// The bodies and groups of which records are needed beside those of the bodies asked about.
    pub fn others(&self) -> Vec<Slug> {
        self.counterpart.iter().cloned().collect()
    }

    /// Toward whom, as a title goes on; empty where no other side is asked about.
    pub(super) fn toward(&self, docket: &Docket) -> String {
        match &self.counterpart {
            Some(side) => format!(", for {}", words::counterpart(docket, side)),
            None => String::new(),
        }
    }

    /// The question on a topic.
    pub(super) fn question(&self, topic: &Slug, lens: Lens) -> Question {
        Question {
            topic: topic.clone(),
            counterpart: self.counterpart.clone(),
            role: self.role.clone(),
            given: BTreeSet::new(),
            lens,
        }
    }
}
