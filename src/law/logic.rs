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
    pub(super) fn get<'t>(&self, term: &'t Slug) -> Truth<'t> {
        self.0.get(term).copied().ok_or(term)
    }

    /// The terms that are assumed to hold.
    pub(super) fn facts(&self) -> BTreeSet<Slug> {
        let held = self.0.iter().filter(|(_, value)| **value);
        held.map(|(term, _)| term.clone()).collect()
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

/// True, false, or the first term on which that hangs: an open question always names what is open.
pub(super) type Truth<'t> = Result<bool, &'t Slug>;

/// Whether a condition holds as far as is assumed.
pub(super) fn holds<'t>(
    condition: &'t Condition,
    known: &impl Fn(&'t Slug) -> Truth<'t>,
) -> Truth<'t> {
    match condition {
        Condition::Term(term) => known(term),
        Condition::All(parts) => all(parts.iter().map(|part| holds(part, known))),
        Condition::Any(parts) => any(parts.iter().map(|part| holds(part, known))),
    }
}

/// All of them: one that is false settles it, whatever is open.
pub(super) fn all<'t>(values: impl IntoIterator<Item = Truth<'t>>) -> Truth<'t> {
    let mut open = None;
    for value in values {
        match value {
            Ok(false) => return Ok(false),
            Ok(true) => {}
            Err(term) => {
                open.get_or_insert(term);
            }
        }
    }
    open.map_or(Ok(true), Err)
}

/// Any of them: one that is true settles it, whatever is open.
pub(super) fn any<'t>(values: impl IntoIterator<Item = Truth<'t>>) -> Truth<'t> {
    all(values.into_iter().map(not)).map(|none| !none)
}

/// The contrary.
pub(super) fn not(value: Truth<'_>) -> Truth<'_> {
    value.map(|value| !value)
}

/// A case: `when` holds and `unless` does not.
pub(super) fn case<'t>(
    when: Option<&'t Condition>,
    unless: Option<&'t Condition>,
    known: &impl Fn(&'t Slug) -> Truth<'t>,
) -> Truth<'t> {
    all([
        when.map_or(Ok(true), |when| holds(when, known)),
        unless.map_or(Ok(true), |unless| not(holds(unless, known))),
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
