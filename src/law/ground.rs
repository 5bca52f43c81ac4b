//! Where two rules can both be in play: the topics, counterparts and roles that lie in both.

use std::collections::BTreeSet;

use super::bench::{Bench, Bound};
use crate::model::{Family, Slug};

/// Topics, counterparts (none: any) and roles (none: everyone else) to try for a pair.
pub(super) struct Ground {
    pub(super) topics: Vec<Slug>,
    pub(super) sides: Vec<Option<Slug>>,
    pub(super) roles: Vec<Option<Slug>>,
}

impl<'a> Bench<'a> {
    /// Where two rules can both be in play; `None` where they cannot.
    pub(super) fn ground(&self, a: &Bound<'a>, b: &Bound<'a>) -> Option<Ground> {
        let book = &self.docket.codebook;
        let (x, y) = (&a.cited.rule.says, &b.cited.rule.says);
        let topics = if x.topic == y.topic {
            // Both are as special on every narrower topic: nothing else can be found there.
            vec![x.topic.clone()]
        } else {
            let both = book.within_both(Family::Topic, &x.topic, &y.topic);
            both.map(|term| term.key.clone()).collect()
        };
        if topics.is_empty() {
            return None;
        }
        let sides = match (&x.counterpart, &y.counterpart) {
            (None, None) => vec![None],
            (Some(one), None) | (None, Some(one)) => vec![Some(one.clone())],
            (Some(one), Some(other)) => self.inside_both(one, other),
        };
        let named: BTreeSet<Option<Slug>> = [a, b]
            .iter()
            .flat_map(|bound| {
                let own = bound.cited.rule.says.role.clone();
                let ties = bound.ties.iter().map(|tie| tie.bond.role.clone());
                ties.chain([own]).collect::<Vec<_>>()
            })
            .chain([None])
            .collect();
        (!sides.is_empty()).then(|| Ground {
            topics,
            sides,
            roles: named.into_iter().collect(),
        })
    }

    /// The bodies and groups that lie in both of two counterparts.
    fn inside_both(&self, one: &Slug, other: &Slug) -> Vec<Option<Slug>> {
        if one == other {
            return vec![Some(one.clone())];
        }
        let groups = self.docket.codebook.family(Family::Counterpart);
        let all: BTreeSet<&Slug> = groups
            .flat_map(|group| group.members.iter().chain([&group.key]))
            .chain([one, other])
            .chain(
                self.docket
                    .organizations
                    .values()
                    .filter(|body| body.parent.is_some())
                    .map(|body| &body.id),
            )
            .collect();
        all.into_iter()
            .filter(|side| {
                let above = self.above(side);
                above.contains_key(one) && above.contains_key(other)
            })
            .map(|side| Some(side.clone()))
            .collect()
    }

    /// Of some topics those that lie in no other of them.
    pub(super) fn broadest_topics(&self, topics: &BTreeSet<Slug>) -> Vec<Slug> {
        let book = &self.docket.codebook;
        outermost(topics, |inner, outer| {
            book.steps_up(Family::Topic, inner, outer).is_some()
        })
    }

    /// Of some counterparts those that lie in no other of them.
    pub(super) fn widest(&self, sides: BTreeSet<Option<Slug>>) -> Vec<Slug> {
        if sides.contains(&None) {
            return Vec::new();
        }
        let named = sides.into_iter().flatten().collect();
        outermost(&named, |inner, outer| self.above(inner).contains_key(outer))
    }
}

fn outermost(all: &BTreeSet<Slug>, lies_in: impl Fn(&Slug, &Slug) -> bool) -> Vec<Slug> {
    all.iter()
        .filter(|one| !all.iter().any(|other| other != *one && lies_in(one, other)))
        .cloned()
        .collect()
}

/// The roles named, or none where it is so for everyone.
pub(super) fn roles(found: BTreeSet<Option<Slug>>) -> Vec<Slug> {
    if found.contains(&None) {
        return Vec::new();
    }
    found.into_iter().flatten().collect()
}
