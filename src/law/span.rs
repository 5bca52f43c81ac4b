//! The days on which something may begin or end (model, section 2).

use crate::model::date::hull;
use crate::model::{Day, Directive, EndHow, Ending, Standing, Version};

/// The days on which a boundary may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day; `None`: no day is too early.
    pub earliest: Option<Day>,
    /// The last day; `None`: no day is too late.
    pub latest: Option<Day>,
    /// Whether it may never pass at all: a disputed end, an expiry that may have been renewed.
    pub never: bool,
}

/// Whether a boundary has passed by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// It has.
    Yes,
    /// It has not.
    No,
    /// It may have.
    Maybe,
}

impl Span {
    /// The span of a pair of days.
    pub(super) const fn of((earliest, latest): (Option<Day>, Option<Day>)) -> Self {
        Self {
            earliest,
            latest,
            never: false,
        }
    }

    /// The days that both have; `None` where there are none.
    pub(super) fn meet(self, other: Self) -> Option<Self> {
        let earliest = self.earliest.max(other.earliest);
        let latest = match (self.latest, other.latest) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        match (earliest, latest) {
            (Some(from), Some(to)) if from > to => None,
            _ => Some(Self {
                earliest,
                latest,
                never: self.never || other.never,
            }),
        }
    }

    /// Whether it lies before the other, whichever days they are.
    pub(super) fn is_before(self, other: Self) -> bool {
        self.latest
            .zip(other.earliest)
            .is_some_and(|(last, first)| last < first)
    }

    /// Whether the boundary has passed by the day: on its very day it has.
    pub fn passed(self, on: Day) -> Passed {
        if self.earliest.is_some_and(|first| on < first) {
            Passed::No
        } else if !self.never && self.latest.is_some_and(|last| on >= last) {
            Passed::Yes
        } else {
            Passed::Maybe
        }
    }
}

/// From what the start of a version is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartBasis {
    /// A date on which it took effect.
    Effective,
    /// Its adoption, signing, issue or publication only.
    Adoption,
    /// No date: it is only known to exist by some day.
    Mention,
}

/// From what the start of a version is known.
pub fn start_basis(version: &Version) -> StartBasis {
    let dates = &version.dates;
    let made = [
        &dates.adopted,
        &dates.signed,
        &dates.issued,
        &dates.published,
    ];
    if !dates.effective.is_empty() {
        StartBasis::Effective
    } else if made.iter().any(|claims| !claims.is_empty()) {
        StartBasis::Adoption
    } else {
        StartBasis::Mention
    }
}

/// The span of a version's start by its own dates alone: effective; else somewhere from the earliest
/// to the latest of the others; else open before the oldest source or check that knows it.
pub(super) fn own_start(directive: &Directive, version: &Version) -> Span {
    let dates = &version.dates;
    match start_basis(version) {
        StartBasis::Effective => Span::of(hull(&dates.effective)),
        StartBasis::Adoption => {
            let all: Vec<_> = dates.of_adoption().cloned().collect();
            Span::of(hull(&all))
        }
        StartBasis::Mention => {
            let cited = version
                .sources
                .iter()
                .chain(version.rules.iter().flat_map(|rule| &rule.sources))
                .filter_map(|name| directive.sources.get(name)?.date?.latest());
            let checked = version.last_checked.and_then(|date| date.latest());
            Span {
                earliest: None,
                latest: cited.chain(checked).min(),
                never: false,
            }
        }
    }
}

/// Whether a version was never in force.
pub fn is_void(version: &Version) -> bool {
    version
        .ended
        .as_ref()
        .is_some_and(|ending| ending.how == EndHow::Void)
}

/// Whether an end is only disputed.
pub(super) fn is_disputed(ending: &Ending) -> bool {
    let all_claims = !ending.on.is_empty()
        && ending
            .on
            .iter()
            .all(|claim| claim.certainty == Some(Standing::Disputed));
    ending.certainty == Some(Standing::Disputed) || all_claims
}
