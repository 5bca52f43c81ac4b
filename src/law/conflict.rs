//! Clashes: rules in play together of contrary effect, and what settles them (model, section 5).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::decide::{Arm, Entry, List, arms_as_written};
use super::force::Cited;
use super::logic::{self, Assumed, Truth};
use crate::model::words::vocabulary;
use crate::model::{Codebook, Effect, Family, Slug};

vocabulary!(
    /// What settles a clash.
    Settled, "a way to settle a clash" {
        /// The higher text prevails.
        Rank = "rank",
        /// The more special rule prevails.
        Specialty = "specialty",
        /// The amending text prevails.
        Amendment = "amendment",
        /// The later text prevails.
        Date = "date",
        /// Nothing: a conflict.
        Nothing = "nothing",
    }
);

/// Two rules of contrary effect whose conditions can hold together; the one that prevails first,
/// where one does.
#[derive(Debug, Clone)]
pub struct Clash<'a> {
    /// The rule that prevails, or the first by id where nothing settles it.
    pub over: Entry<'a>,
    /// Its effect: that of its sentence, or the ban of its `only`.
    pub over_effect: Effect,
    /// The other rule.
    pub under: Entry<'a>,
    /// Its effect.
    pub under_effect: Effect,
    /// What settles it.
    pub settled: Settled,
}

/// The clashes among rules in play, each pair once, in the order of their ids.
pub(super) fn clashes<'a>(
    codebook: &Codebook,
    list: &List<'a>,
    entries: &[Entry<'a>],
) -> Vec<Clash<'a>> {
    let arms: Vec<Arm<'a>> = entries.iter().flat_map(arms_as_written).collect();
    let mut found: Vec<Clash<'a>> = Vec::new();
    for (at, a) in arms.iter().enumerate() {
        for b in &arms[at + 1..] {
            if same_rule(&a.entry.cited, &b.entry.cited)
                || !are_contrary(a, b)
                || !can_hold_together(codebook, list, a, b)
            {
                continue;
            }
            let (settled, a_first) = settle(a, b);
            let (over, under) = if a_first { (a, b) } else { (b, a) };
            let known = found.iter().any(|clash| {
                same_rule(&clash.over.cited, &over.entry.cited)
                    && same_rule(&clash.under.cited, &under.entry.cited)
            });
            if !known {
                found.push(Clash {
                    over: over.entry,
                    over_effect: over.effect,
                    under: under.entry,
                    under_effect: under.effect,
                    settled,
                });
            }
        }
    }
    found.sort_by(|a, b| {
        (a.over.cited.key(), a.under.cited.key()).cmp(&(b.over.cited.key(), b.under.cited.key()))
    });
    found
}

/// Whether two citations are of one rule.
pub fn same_rule(a: &Cited<'_>, b: &Cited<'_>) -> bool {
    a.key() == b.key()
}

/// A duty against a ban; a permission against a ban inside one rank, or where it is protected and
/// stands above.
pub(super) fn are_contrary(a: &Arm<'_>, b: &Arm<'_>) -> bool {
    let permission = |permits: &Arm<'_>, bans: &Arm<'_>| {
        permits.entry.rank == bans.entry.rank
            || (permits.entry.cited.rule.says.protected && permits.entry.rank < bans.entry.rank)
    };
    match (a.effect, b.effect) {
        (Effect::Requires, Effect::Prohibits) | (Effect::Prohibits, Effect::Requires) => true,
        (Effect::Permits, Effect::Prohibits) => permission(a, b),
        (Effect::Prohibits, Effect::Permits) => permission(b, a),
        _ => false,
    }
}

/// Whether some set of facts brings both cases, as written; what is "legally required" below is met
/// by a duty above.
fn can_hold_together(codebook: &Codebook, list: &List<'_>, a: &Arm<'_>, b: &Arm<'_>) -> bool {
    logic::outcomes(codebook, list.terms(), &Assumed::default(), &|assumed| {
        both(list, a, b, assumed).map_err(Clone::clone)
    })
    .contains(&true)
}

/// Whether both cases hold, as far as is assumed.
fn both<'t>(list: &'t List<'_>, a: &'t Arm<'_>, b: &'t Arm<'_>, assumed: &Assumed) -> Truth<'t> {
    logic::all([a, b].map(|arm| list.holds(arm, assumed)))
}

/// The smallest sets of facts that bring both cases, the others taken not to hold; an empty set
/// where they clash without further facts. None at all where they can never hold together.
pub(super) fn facts(
    codebook: &Codebook,
    list: &List<'_>,
    a: &Arm<'_>,
    b: &Arm<'_>,
) -> Vec<BTreeSet<Slug>> {
    let found = logic::outcomes(codebook, list.terms(), &Assumed::default(), &|assumed| {
        let holds = both(list, a, b, assumed).map_err(Clone::clone)?;
        Ok(holds.then(|| assumed.facts()))
    });
    let is_enough = |facts: &BTreeSet<Slug>| {
        let alone = Assumed::given(codebook, facts).or_false(list.terms());
        both(list, a, b, &alone) == Ok(true)
    };
    let mut enough: Vec<BTreeSet<Slug>> = Vec::new();
    for mut facts in found.into_iter().flatten() {
        // The narrower fact goes first, so that the broader one that is enough stays.
        let mut each: Vec<Slug> = facts.iter().cloned().collect();
        each.sort_by_key(|fact| Reverse(codebook.with_broader(Family::Condition, fact).len()));
        for fact in each {
            facts.remove(&fact);
            if !is_enough(&facts) {
                facts.insert(fact);
            }
        }
        if !enough.contains(&facts) {
            enough.push(facts);
        }
    }
    least(codebook, enough)
}

/// Of some sets of facts, the smallest first, those that imply no other.
pub(super) fn least(codebook: &Codebook, sets: Vec<BTreeSet<Slug>>) -> Vec<BTreeSet<Slug>> {
    let closed: Vec<BTreeSet<Slug>> = sets.iter().map(|facts| codebook.closed(facts)).collect();
    let mut kept: Vec<BTreeSet<Slug>> = sets
        .into_iter()
        .zip(&closed)
        .filter(|(_, own)| {
            !closed
                .iter()
                .any(|other| other != *own && other.is_subset(own))
        })
        .map(|(facts, _)| facts)
        .collect();
    kept.sort_by_key(|facts| (facts.len(), facts.clone()));
    kept
}

/// What settles it, and whether the first prevails.
pub(super) fn settle(a: &Arm<'_>, b: &Arm<'_>) -> (Settled, bool) {
    let (x, y) = (&a.entry, &b.entry);
    if x.amends(y) != y.amends(x) {
        return (Settled::Amendment, x.amends(y));
    }
    if x.rank != y.rank {
        return (Settled::Rank, x.rank < y.rank);
    }
    if x.special != y.special {
        return (Settled::Specialty, x.special < y.special);
    }
    let one_version = x.cited.directive.id == y.cited.directive.id
        && x.cited.version.label == y.cited.version.label;
    if one_version && a.when.is_some() != b.when.is_some() {
        return (Settled::Specialty, a.when.is_some());
    }
    if x.start != y.start {
        return (Settled::Date, x.start > y.start);
    }
    (Settled::Nothing, x.cited.key() <= y.cited.key())
}
