//! Over all sets of facts: which arm of a list can decide.
//!
//! Facts imply what is broader, so a set of facts is a set of terms closed upward. The search
//! assigns terms one at a time, only as far as an arm needs them, and never visits a set twice: a
//! list of a few conditions costs a few steps, and meaning is decided exactly.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Codebook, Condition, Family, Slug};

/// What is assumed of the terms: true, false; not yet decided where absent.
#[derive(Debug, Clone, Default)]
pub(super) struct Assumed(BTreeMap<Slug, bool>);

impl Assumed {
    /// What is known of a term.
    pub(super) fn get(&self, term: &Slug) -> Option<bool> {
        self.0.get(term).copied()
    }

    /// Every fact given is true, with what is broader; nothing else is decided.
    pub(super) fn given(codebook: &Codebook, facts: &BTreeSet<Slug>) -> Self {
        Self(
            codebook
                .closed(facts)
                .into_iter()
                .map(|term| (term, true))
                .collect(),
        )
    }

    /// The same with every term that is not yet decided taken not to hold.
    #[must_use]
    pub(super) fn or_false(mut self, terms: &[Slug]) -> Self {
        for term in terms {
            self.0.entry(term.clone()).or_insert(false);
        }
        self
    }

    /// The same with one more term decided, and what follows from it among `terms`; `None` where
    /// that contradicts what is assumed.
    fn with(&self, codebook: &Codebook, terms: &[Slug], term: &Slug, value: bool) -> Option<Self> {
        let mut next = self.clone();
        for other in terms {
            let follows = if value {
                codebook.steps_up(Family::Condition, term, other).is_some()
            } else {
                codebook.steps_up(Family::Condition, other, term).is_some()
            };
            if follows && next.0.insert(other.clone(), value) == Some(!value) {
                return None;
            }
        }
        Some(next)
    }
}

/// Whether a condition holds as far as is assumed.
pub(super) fn holds(condition: &Condition, known: &impl Fn(&Slug) -> Option<bool>) -> Option<bool> {
    match condition {
        Condition::Term(term) => known(term),
        Condition::All(parts) => all(parts.iter().map(|part| holds(part, known))),
        Condition::Any(parts) => any(parts.iter().map(|part| holds(part, known))),
    }
}

/// All of them, in three values.
pub(super) fn all(values: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    let mut result = Some(true);
    for value in values {
        match value {
            Some(false) => return Some(false),
            None => result = None,
            Some(true) => {}
        }
    }
    result
}

/// Any of them, in three values.
pub(super) fn any(values: impl IntoIterator<Item = Option<bool>>) -> Option<bool> {
    all(values.into_iter().map(|value| value.map(|value| !value))).map(|none| !none)
}

/// A case: `when` holds and `unless` does not.
pub(super) fn case(
    when: Option<&Condition>,
    unless: Option<&Condition>,
    known: &impl Fn(&Slug) -> Option<bool>,
) -> Option<bool> {
    all([
        when.map_or(Some(true), |when| holds(when, known)),
        unless.map_or(Some(true), |unless| {
            holds(unless, known).map(|value| !value)
        }),
    ])
}

/// Searches all sets of facts that include `from`. `judge` says how a choice comes out as far as is
/// assumed, or names a term on which that hangs; every outcome that some set brings is collected.
pub(super) fn outcomes<T: Ord>(
    codebook: &Codebook,
    terms: &[Slug],
    from: &Assumed,
    judge: &impl Fn(&Assumed) -> Result<T, Slug>,
) -> BTreeSet<T> {
    let mut found = BTreeSet::new();
    let mut open = vec![from.clone()];
    while let Some(assumed) = open.pop() {
        match judge(&assumed) {
            Ok(outcome) => {
                found.insert(outcome);
            }
            Err(term) => {
                open.extend(
                    [true, false]
                        .into_iter()
                        .filter_map(|value| assumed.with(codebook, terms, &term, value)),
                );
            }
        }
    }
    found
}

/// A term of the condition that is not yet decided and on which it hangs.
pub(super) fn undecided<'a>(
    condition: &'a Condition,
    known: &impl Fn(&Slug) -> Option<bool>,
) -> Option<&'a Slug> {
    if holds(condition, known).is_some() {
        return None;
    }
    match condition {
        Condition::Term(term) => Some(term),
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().find_map(|part| undecided(part, known))
        }
    }
}
