//! What became of a decision from one moment, version or body to another: by meaning, not by
//! spelling. Two decisions are held against each other under every set of facts that their
//! conditions allow, and the direction follows from where each requires, permits and prohibits.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Place, Question};
use super::bench::Bench;
use super::conflict::same_rule;
use super::decide::{List, Pair};
use super::force::{Cited, World};
use crate::model::words::vocabulary;
use crate::model::{Codebook, DirectiveId, Effect, Slug};

vocabulary!(
    /// How a decision changed.
    Direction, "a direction of change" {
        /// The same under all facts, by the same instrument.
        Same = "same",
        /// The same under all facts, but another instrument decides.
        Moved = "moved",
        /// A duty where there was none under any facts.
        NewlyRequired = "newly-required",
        /// A permission where there was nothing, or nothing but a ban or duty.
        NewlyPermitted = "newly-permitted",
        /// A ban where there was none under any facts.
        NewlyProhibited = "newly-prohibited",
        /// Nothing is required or prohibited any more under any facts, or, where nothing was,
        /// nothing permitted.
        Lifted = "lifted",
        /// Bound under more facts, and under none less.
        Tightened = "tightened",
        /// Bound under fewer facts, and under none more.
        Loosened = "loosened",
        /// Tightened under some facts and loosened, or turned round, under others.
        BothWays = "both-ways",
        /// The same under all facts as these are called, but a list that the text gives of its own,
        /// such as the offences that count, is another one.
        Relisted = "relisted",
        /// Rules that decided were put on hold.
        Suspended = "suspended",
        /// Rules that had been on hold decide again.
        Revived = "revived",
        /// On one side stands a version of the same text of which no rule is known.
        Unseen = "unseen",
        /// From here it is open what is decided.
        Open = "open",
        /// What had been open is so no longer.
        Settled = "settled",
    }
);

/// The direction from the earlier decisions to the later ones, from what both come to under every
/// set of facts. `now` is what the later ones come to without further facts: where a duty and a ban
/// are both new, it says which of them is told.
pub(super) fn direction(pairs: &BTreeSet<Pair>, now: &BTreeSet<Option<Effect>>) -> Direction {
    let changed: Vec<Pair> = pairs.iter().filter(|(a, b)| a != b).copied().collect();
    if changed.is_empty() {
        return Direction::Same;
    }
    let was = |effect| pairs.iter().any(|(before, _)| *before == Some(effect));
    let is = |effect| pairs.iter().any(|(_, after)| *after == Some(effect));
    let is_new = |effect| is(effect) && !was(effect);
    let (ban, duty) = (is_new(Effect::Prohibits), is_new(Effect::Requires));
    let ban_first =
        now.contains(&Some(Effect::Prohibits)) || !now.contains(&Some(Effect::Requires));
    match (ban, duty) {
        (true, true) if ban_first => return Direction::NewlyProhibited,
        (_, true) => return Direction::NewlyRequired,
        (true, false) => return Direction::NewlyProhibited,
        (false, false) => {}
    }
    if !is(Effect::Prohibits) && !is(Effect::Requires) {
        return without_bounds(&changed, is_new(Effect::Permits), is(Effect::Permits));
    }
    let up = changed.iter().any(|(a, b)| tightness(*a) <= tightness(*b));
    let down = changed.iter().any(|(a, b)| tightness(*a) >= tightness(*b));
    match (up, down) {
        (true, false) => Direction::Tightened,
        (false, true) => Direction::Loosened,
        _ => Direction::BothWays,
    }
}

/// The direction where nothing is required or prohibited any more, under any facts.
fn without_bounds(changed: &[Pair], permits_newly: bool, permits_still: bool) -> Direction {
    let was_bound =
        |(before, _): &Pair| matches!(before, Some(Effect::Requires | Effect::Prohibits));
    let gained = changed.iter().any(|(_, after)| after.is_some());
    let lost = changed.iter().any(|(_, after)| after.is_none());
    if permits_newly {
        Direction::NewlyPermitted
    } else if !permits_still || changed.iter().any(was_bound) {
        Direction::Lifted
    } else if gained && lost {
        Direction::BothWays
    } else if gained {
        Direction::Loosened
    } else {
        Direction::Tightened
    }
}

/// A duty and a ban bind alike; a permission binds less than silence.
const fn tightness(effect: Option<Effect>) -> u8 {
    match effect {
        Some(Effect::Permits) => 0,
        None => 1,
        Some(Effect::Requires | Effect::Prohibits) => 2,
    }
}

/// What is decided in one world: a list for each of some places.
#[derive(Debug, Clone)]
pub(super) struct Reading<'a> {
    lists: Vec<List<'a>>,
}

impl<'a> Reading<'a> {
    /// What this and a later reading of the same places come to, over all facts.
    pub(super) fn pairs(&self, later: &Self, codebook: &Codebook) -> BTreeSet<Pair> {
        let none = BTreeSet::new();
        let both = self.lists.iter().zip(&later.lists);
        both.flat_map(|(a, b)| a.pairs(b, codebook, &none))
            .collect()
    }

    /// Whether this and another reading of the same places say the same under all facts.
    pub(super) fn means_the_same(&self, other: &Self, codebook: &Codebook) -> bool {
        let none = BTreeSet::new();
        let mut both = self.lists.iter().zip(&other.lists);
        both.all(|(a, b)| a.means_the_same(b, codebook, &none))
    }

    /// Whether both hang on a list that each text gives of its own, and these are not alike. A list
    /// that is not told is not held against one that is.
    pub(super) fn lists_differ(&self, other: &Self, codebook: &Codebook) -> bool {
        let lists = |reading: &Self| -> BTreeMap<Slug, BTreeSet<&'a str>> {
            let mut all: BTreeMap<Slug, BTreeSet<&'a str>> = BTreeMap::new();
            for (key, meaning) in reading.lists.iter().flat_map(|list| list.listed(codebook)) {
                all.entry(key.clone()).or_default().insert(meaning);
            }
            all
        };
        let (own, theirs) = (lists(self), lists(other));
        own.iter()
            .any(|(key, meant)| theirs.get(key).is_some_and(|other| other != meant))
    }

    /// The direction from this to a later reading.
    pub(super) fn direction(&self, later: &Self, codebook: &Codebook) -> Direction {
        let none = BTreeSet::new();
        let pairs = self.pairs(later, codebook);
        if pairs.iter().all(|(a, b)| a == b) && self.lists_differ(later, codebook) {
            return Direction::Relisted;
        }
        let now = later
            .lists
            .iter()
            .map(|list| list.effect(list.decide(codebook, &none)))
            .collect();
        direction(&pairs, &now)
    }

    /// The directive that decides first at each place.
    pub(super) fn instruments(&self, codebook: &Codebook) -> Vec<Option<&'a DirectiveId>> {
        let none = BTreeSet::new();
        self.lists
            .iter()
            .map(|list| {
                let first = list.reachable(codebook, &none).into_iter().flatten().next();
                first.map(|at| &list.arms[at].entry.cited.directive.id)
            })
            .collect()
    }
}

/// Whether two sets of readings say the same: each of either has its like in the other, and where
/// nothing is open, by the same lists.
pub(super) fn same_readings(a: &[Reading<'_>], b: &[Reading<'_>], codebook: &Codebook) -> bool {
    let covers = |some: &[Reading<'_>], all: &[Reading<'_>]| {
        some.iter()
            .all(|one| all.iter().any(|other| one.means_the_same(other, codebook)))
    };
    let other_lists = || match (a, b) {
        ([one], [other]) => one.lists_differ(other, codebook),
        _ => false,
    };
    covers(a, b) && covers(b, a) && !other_lists()
}

impl<'a> Bench<'a> {
    /// The worlds of a question in which every disputed bond binds.
    fn bound_worlds(&self, question: &Question) -> Vec<World> {
        let on_topic = self.on_topic(question);
        let (mut worlds, _) = self.worlds(on_topic.iter().map(|(bound, _)| *bound));
        worlds.retain(|world| self.all_bonds_bind(world));
        // Dates and bonds that contradict each other leave none: then as if nothing were open.
        if worlds.is_empty() {
            worlds.push(World::new());
        }
        worlds
    }

    /// The roles and counterparts for which the question is answered.
    pub(super) fn places_of(&self, question: &Question) -> Vec<Place> {
        let worlds = self.bound_worlds(question);
        self.places(question, &self.on_topic(question), &worlds)
    }

    /// What is decided at some places, as if every disputed bond binds: a reading for each meaning
    /// that dates leave open. With them the rules in play in any of them.
    pub(super) fn readings(
        &self,
        question: &Question,
        places: &[Place],
    ) -> (Vec<Reading<'a>>, Vec<Cited<'a>>) {
        let on_topic = self.on_topic(question);
        let mut readings: Vec<Reading<'a>> = Vec::new();
        let mut in_play: Vec<Cited<'a>> = Vec::new();
        for world in self.bound_worlds(question) {
            let standing = self.standing(&on_topic, &world);
            let mut reading = Reading { lists: Vec::new() };
            for place in places {
                let entries = self.entries(&standing, place, &world);
                for entry in &entries {
                    if !in_play.iter().any(|known| same_rule(known, &entry.cited)) {
                        in_play.push(entry.cited);
                    }
                }
                reading.lists.push(List::new(&entries));
            }
            let known = readings
                .iter()
                .any(|other| other.means_the_same(&reading, &self.docket.codebook));
            if !known {
                readings.push(reading);
            }
        }
        (readings, in_play)
    }
}

/// Places of several benches, each once.
pub(super) fn all_places<'b, 'a: 'b>(
    benches: impl IntoIterator<Item = &'b Bench<'a>>,
    question: &Question,
) -> Vec<Place> {
    let places: BTreeSet<Place> = benches
        .into_iter()
        .flat_map(|bench| bench.places_of(question))
        .collect();
    places.into_iter().collect()
}

/// The direction from what one bench decides to what another does: two days of a body, two bodies,
/// two versions. Where dates leave either open, it is said that it opens or settles.
pub fn between(before: &Bench<'_>, after: &Bench<'_>, question: &Question) -> Direction {
    let places = all_places([before, after], question);
    let book = &before.docket.codebook;
    let (a, b) = (
        before.readings(question, &places).0,
        after.readings(question, &places).0,
    );
    if same_readings(&a, &b, book) {
        return Direction::Same;
    }
    match (a.as_slice(), b.as_slice()) {
        ([one], [other]) => one.direction(other, book),
        ([_], _) => Direction::Open,
        (_, [_]) => Direction::Settled,
        _ => Direction::Open,
    }
}
