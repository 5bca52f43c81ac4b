//! Every contradiction among the texts that bind one body on one day, whatever the topic, the other
//! side and the role (model, section 5): what `ask` tells of one question, for all questions.

use std::collections::{BTreeMap, BTreeSet};

use super::bench::{Bench, Bound};
use super::beside::is_limiting;
use super::conflict::{self, Settled};
use super::decide::{Arm, Entry, LEGALLY_REQUIRED, List, arms_as_written};
use super::force::{self, Cited, InForce, World};
use super::ground::roles;
use super::place::entry;
use crate::model::{Effect, Family, Slug, Suspension};

/// What two rules have against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter<'a> {
    /// They clash; what settles it.
    Clash(Settled),
    /// They would clash, were one of them not suspended; what would settle it.
    Suspended(Settled, &'a Suspension),
    /// The one is a ban on policies that limit cooperation, the other a lower ban, which may be
    /// contrary to it.
    MayBeContrary,
}

/// Two rules that contradict each other for a body on a day, with where they do.
#[derive(Debug, Clone)]
pub struct Conflict<'a> {
    /// What they have against each other.
    pub matter: Matter<'a>,
    /// The rule that prevails, or the first by id where nothing settles it.
    pub over: Cited<'a>,
    /// Its effect: that of its sentence, or the ban of its `only`.
    pub over_effect: Effect,
    /// The other rule.
    pub under: Cited<'a>,
    /// Its effect.
    pub under_effect: Effect,
    /// The broadest topics on which they meet.
    pub topics: Vec<Slug>,
    /// The widest counterparts toward which they meet; empty: toward any, or none.
    pub counterparts: Vec<Slug>,
    /// The roles for which they meet; empty: for everyone.
    pub roles: Vec<Slug>,
    /// The smallest sets of facts that bring both; an empty one where no further facts are needed.
    pub facts: Vec<BTreeSet<Slug>>,
    /// Whether it is so whatever the unknown dates and the disputed bonds are.
    pub is_certain: bool,
}

impl Conflict<'_> {
    /// Whether it is told where all contradictions are listed: a special rule beside a general one
    /// and an amendment beside what it amends are how texts are written, not how they contradict.
    fn is_told(&self) -> bool {
        !matches!(
            self.matter,
            Matter::Clash(Settled::Specialty | Settled::Amendment)
                | Matter::Suspended(Settled::Specialty | Settled::Amendment, _)
        )
    }
}

/// What makes two findings about a pair one: what settles it, which effects, and whether the first
/// of the pair prevails; where one is suspended, whether that is the first, and by which suspension.
type Key = (Settled, bool, Effect, Effect, Option<(bool, usize)>);

/// A clash at one spot: how it is settled, as in [`Key`], and the facts that bring it.
type AtSpot = ((Settled, bool, Effect, Effect), Vec<BTreeSet<Slug>>);

/// Where a pair was found to clash.
#[derive(Default)]
struct Where {
    topics: BTreeSet<Slug>,
    sides: BTreeSet<Option<Slug>>,
    roles: BTreeSet<Option<Slug>>,
    facts: BTreeSet<BTreeSet<Slug>>,
    worlds: BTreeSet<usize>,
}

impl<'a> Bench<'a> {
    /// All contradictions among the rules that bind the body on the day: clashes that neither
    /// specialty nor amendment settles, those that only a suspension keeps from being one, and lower
    /// bans under a ban on limiting policies.
    pub fn conflicts(&self) -> Vec<Conflict<'a>> {
        let standing: Vec<&Bound<'a>> = self
            .rules
            .iter()
            .filter(|bound| self.sitting.rule_in_force(&bound.cited).0 != InForce::No)
            .collect();
        let mut found = Vec::new();
        for (at, a) in standing.iter().enumerate() {
            for b in &standing[at + 1..] {
                if may_clash(a, b) || may_clash(b, a) {
                    found.extend(self.clashes_of(a, b, &standing));
                }
                let (over, under) = if a.rank < b.rank { (a, b) } else { (b, a) };
                found.extend(self.contrary(over, under));
            }
        }
        found.retain(Conflict::is_told);
        found.sort_by(|a, b| {
            (a.over.key(), a.under.key(), a.over_effect, a.under_effect).cmp(&(
                b.over.key(),
                b.under.key(),
                b.over_effect,
                b.under_effect,
            ))
        });
        found
    }

    /// The clashes of two rules, in every world of their own unknowns.
    fn clashes_of(
        &self,
        a: &Bound<'a>,
        b: &Bound<'a>,
        standing: &[&Bound<'a>],
    ) -> Vec<Conflict<'a>> {
        let Some(ground) = self.ground(a, b) else {
            return Vec::new();
        };
        let duties = duties_above(a, b, standing);
        let cast = [a, b].into_iter().chain(duties.iter().copied());
        let (worlds, too_many) = self.worlds(cast);
        let mut found: BTreeMap<Key, Where> = BTreeMap::new();
        let mut facts = Facts::default();
        for (number, world) in worlds.iter().enumerate() {
            if ![a, b]
                .iter()
                .all(|bound| self.stands_and_binds(bound, world))
            {
                continue;
            }
            let hold = [(true, a), (false, b)].iter().find_map(|(is_a, bound)| {
                let by = self.sitting.suspension(&bound.cited, world)?;
                let all = &bound.cited.version.suspended;
                let at = all.iter().position(|one| std::ptr::eq(one, by))?;
                Some((*is_a, at))
            });
            let duties: Vec<&Bound<'a>> = duties
                .iter()
                .copied()
                .filter(|bound| self.is_live(bound, world))
                .collect();
            for topic in &ground.topics {
                for side in &ground.sides {
                    for role in &ground.roles {
                        let at = Spot {
                            topic,
                            side: side.as_ref(),
                            role: role.as_ref(),
                        };
                        for (key, least) in self.at_spot((a, b), &duties, &at, world, &mut facts) {
                            let key = (key.0, key.1, key.2, key.3, hold);
                            let place = found.entry(key).or_default();
                            place.topics.insert(topic.clone());
                            place.sides.insert(side.clone());
                            place.roles.insert(role.clone());
                            place.facts.extend(least);
                            place.worlds.insert(number);
                        }
                    }
                }
            }
        }
        let young = [a, b]
            .iter()
            .any(|bound| force::may_not_be_in_effect(&self.sitting, &bound.cited));
        let told = found.into_iter().map(|(key, place)| {
            let (settled, a_first, first, second, hold) = key;
            let hold = hold.and_then(|(is_a, at)| {
                let held = if is_a { a } else { b };
                held.cited.version.suspended.get(at)
            });
            let (over, under) = if a_first { (a, b) } else { (b, a) };
            Conflict {
                matter: hold.map_or(Matter::Clash(settled), |by| Matter::Suspended(settled, by)),
                over: over.cited,
                over_effect: first,
                under: under.cited,
                under_effect: second,
                topics: self.broadest_topics(&place.topics),
                counterparts: self.widest(place.sides),
                roles: roles(place.roles),
                is_certain: place.worlds.len() == worlds.len() && !young && !too_many,
                facts: self.least(place.facts),
            }
        });
        told.collect()
    }

    /// The clashes of two rules at one spot in one world: without what holds them, the arms that are
    /// contrary and can hold together.
    fn at_spot(
        &self,
        (a, b): (&Bound<'a>, &Bound<'a>),
        duties: &[&Bound<'a>],
        at: &Spot<'_>,
        world: &World,
        known: &mut Facts,
    ) -> Vec<AtSpot> {
        let (Some(x), Some(y)) = (self.in_play(a, at, world), self.in_play(b, at, world)) else {
            return Vec::new();
        };
        let above: Vec<(usize, Entry<'a>)> = duties
            .iter()
            .enumerate()
            .filter_map(|(number, duty)| Some((number, self.in_play(duty, at, world)?)))
            .collect();
        let numbers: Vec<usize> = above.iter().map(|(number, _)| *number).collect();
        let mut list = None;
        let mut found = Vec::new();
        let theirs: Vec<Arm<'a>> = arms_as_written(&y);
        for (first, arm) in arms_as_written(&x).iter().enumerate() {
            for (second, other) in theirs.iter().enumerate() {
                if !conflict::are_contrary(arm, other) {
                    continue;
                }
                // The facts hang on the two cases and on the duties above alone.
                let key = (first, second, numbers.clone());
                let least = known.0.entry(key).or_insert_with(|| {
                    let list = list.get_or_insert_with(|| {
                        let duties = above.iter().map(|(_, duty)| *duty);
                        List::new(&[x, y].into_iter().chain(duties).collect::<Vec<_>>())
                    });
                    conflict::facts(&self.docket.codebook, list, arm, other)
                });
                if least.is_empty() {
                    continue;
                }
                let (settled, a_first) = conflict::settle(arm, other);
                let effects = if a_first {
                    (arm.effect, other.effect)
                } else {
                    (other.effect, arm.effect)
                };
                let key = (settled, a_first, effects.0, effects.1);
                found.push((key, least.clone()));
            }
        }
        found
    }

    /// A rule as it is in play at a spot.
    fn in_play(&self, bound: &Bound<'a>, at: &Spot<'_>, world: &World) -> Option<Entry<'a>> {
        let book = &self.docket.codebook;
        let says = &bound.cited.rule.says;
        let topic = book.steps_up(Family::Topic, at.topic, &says.topic)?;
        let counterpart = match (&says.counterpart, at.side) {
            (None, _) => u32::MAX,
            (Some(named), Some(side)) => *self.above(side).get(named)?,
            (Some(_), None) => return None,
        };
        entry(bound, topic, counterpart, at.role, world)
    }

    /// A ban on limiting policies above a ban.
    fn contrary(&self, over: &Bound<'a>, under: &Bound<'a>) -> Option<Conflict<'a>> {
        let says = &under.cited.rule.says;
        let is_ban = says.effect == Effect::Prohibits || says.only;
        let may_limit = is_ban && self.may_limit(&under.cited);
        if !is_limiting(over) || !may_limit || over.rank >= under.rank {
            return None;
        }
        let both = [over, under];
        let (worlds, too_many) = self.worlds(both);
        let are_live = |world: &&World| both.iter().all(|bound| self.is_live(bound, world));
        let standing = worlds.iter().filter(are_live).count();
        let young = both
            .iter()
            .any(|bound| force::may_not_be_in_effect(&self.sitting, &bound.cited));
        (standing > 0).then(|| Conflict {
            matter: Matter::MayBeContrary,
            over: over.cited,
            over_effect: Effect::Prohibits,
            under: under.cited,
            under_effect: Effect::Prohibits,
            topics: vec![says.topic.clone()],
            counterparts: says.counterpart.iter().cloned().collect(),
            roles: says.role.iter().cloned().collect(),
            facts: Vec::new(),
            is_certain: standing == worlds.len() && !young && !too_many,
        })
    }

    /// Of some sets of facts those that no other implies.
    fn least(&self, sets: BTreeSet<BTreeSet<Slug>>) -> Vec<BTreeSet<Slug>> {
        conflict::least(&self.docket.codebook, sets.into_iter().collect())
    }
}

/// A topic, a counterpart (none: any) and a role (none: everyone else).
struct Spot<'s> {
    topic: &'s Slug,
    side: Option<&'s Slug>,
    role: Option<&'s Slug>,
}

/// The facts under which two cases meet, by the numbers of the arms and of the duties in play.
#[derive(Default)]
struct Facts(BTreeMap<(usize, usize, Vec<usize>), Vec<BTreeSet<Slug>>>);

/// Whether the first can forbid or deny what the second says: a first look, before any date.
fn may_clash(a: &Bound<'_>, b: &Bound<'_>) -> bool {
    let (x, y) = (&a.cited.rule.says, &b.cited.rule.says);
    let bans = x.effect == Effect::Prohibits || x.only;
    let permits =
        y.effect == Effect::Permits && (a.rank == b.rank || (y.protected && b.rank < a.rank));
    bans && (y.effect == Effect::Requires || permits)
}

/// The duties above one of two rules that asks for what is legally required; those that a duty above
/// may ask for in turn stand higher still, so they are among them.
fn duties_above<'b, 'a>(
    a: &Bound<'a>,
    b: &Bound<'a>,
    standing: &[&'b Bound<'a>],
) -> Vec<&'b Bound<'a>> {
    let asks = |bound: &&Bound<'a>| {
        let mut terms = bound.cited.rule.says.conditions().into_iter();
        terms.any(|term| *term == LEGALLY_REQUIRED)
    };
    let lowest = [a, b]
        .into_iter()
        .filter(asks)
        .map(|bound| bound.rank)
        .max();
    let is_own = |bound: &Bound<'a>| {
        let mut own = [a, b].into_iter();
        own.any(|own| conflict::same_rule(&own.cited, &bound.cited))
    };
    standing
        .iter()
        .copied()
        .filter(|bound| {
            bound.cited.rule.effect() == Effect::Requires
                && lowest.is_some_and(|lowest| bound.rank < lowest)
                && !is_own(bound)
        })
        .collect()
}
