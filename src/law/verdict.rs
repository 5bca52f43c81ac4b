//! The report of a question: from what each world says to one answer, how sure it is, and which
//! other answers are left open (model, section 5, step 5).

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{
    Alternative, Answer, Certainty, Class, Line, Outcome, Place, Question, Word, overall,
};
use super::bench::{Bench, Bound};
use super::calendar::Boundary;
use super::conflict;
use super::force::{self, Cited, World};
use crate::model::Slug;

impl<'a> Bench<'a> {
    pub(super) fn report(
        &self,
        question: &Question,
        on_topic: &[(&Bound<'a>, u32)],
        places: &[Place],
        mut seen: Vec<(World, Outcome<'a>)>,
        too_many: bool,
    ) -> Answer<'a> {
        let binds = |world: &World| self.all_bonds_bind(world);
        let any_rule = seen.iter().any(|(_, outcome)| outcome.is_coded());
        let (word, class) = {
            let binding: Vec<&Outcome<'a>> = seen
                .iter()
                .filter(|(world, _)| binds(world))
                .map(|(_, outcome)| outcome)
                .collect();
            as_if_binding(places, &binding)
        };
        // Whichever world is the true one, the rule that decides in it must be known to stand.
        let mut deciding: Vec<Cited<'a>> = Vec::new();
        for (_, outcome) in seen.iter().filter(|(world, _)| binds(world)) {
            for entry in outcome.lines.iter().filter_map(Line::decided_by) {
                if !deciding
                    .iter()
                    .any(|cited| conflict::same_rule(cited, &entry.cited))
                {
                    deciding.push(entry.cited);
                }
            }
        }
        // A bond matters where, the dates being what they are, the answer is another without it.
        let by_bond = seen
            .iter()
            .filter(|(world, _)| !binds(world))
            .any(|(world, outcome)| {
                let as_if: World = world
                    .iter()
                    .map(|(mark, value)| (*mark, *value || self.is_bond(*mark)))
                    .collect();
                seen.iter().any(|(other, bound)| {
                    *other == as_if && !self.means_the_same(bound, outcome, places, question)
                })
            });
        let (first_world, first) = seen.remove(0);
        let same = |a: &Outcome<'a>, b: &Outcome<'a>| self.means_the_same(a, b, places, question);
        let mut alternatives: Vec<Alternative<'a>> = Vec::new();
        let mut by_date = too_many;
        // Worlds in which all bonds bind first: another outcome is laid to a bond only if no date
        // brings it.
        seen.sort_by_key(|(world, _)| !binds(world));
        for (world, outcome) in seen {
            if same(&outcome, &first) {
                continue;
            }
            let when: Vec<(Boundary, bool)> = differing(&first_world, &world)
                .into_iter()
                .map(|(mark, value)| (self.sitting.boundary(mark).clone(), value))
                .collect();
            if let Some(other) = alternatives
                .iter_mut()
                .find(|other| same(&other.outcome, &outcome))
            {
                if when.len() < other.when.len() {
                    other.when = when;
                }
                continue;
            }
            by_date |= binds(&world);
            alternatives.push(Alternative {
                when,
                not_yet: Vec::new(),
                outcome,
            });
        }
        let young: Vec<Cited<'a>> = deciding
            .iter()
            .filter(|cited| force::may_not_be_in_effect(&self.sitting, cited))
            .copied()
            .collect();
        for (not_yet, held_back) in self.young_texts(on_topic) {
            let world: World = first_world.clone().into_iter().chain(held_back).collect();
            let both = [world.clone(), first_world.clone()];
            let its_places = self.places(question, on_topic, &both);
            let outcome = self.outcome(question, on_topic, &world, &its_places);
            let known = alternatives
                .iter()
                .any(|other| same(&other.outcome, &outcome));
            if !young.is_empty() && !known && !same(&outcome, &first) {
                alternatives.push(Alternative {
                    when: Vec::new(),
                    not_yet,
                    outcome,
                });
            }
        }
        let unseen = self.unseen(question);
        let hidden = self.is_hidden(question, &first);
        let unchecked = || {
            deciding
                .iter()
                .any(|cited| self.sitting.is_unchecked(cited))
        };
        let certainty = if by_date || by_bond || !young.is_empty() || hidden {
            Certainty::Uncertain
        } else if unchecked() {
            Certainty::Unchecked
        } else {
            Certainty::Certain
        };
        let disputed = self.disputed(on_topic, &first_world, by_bond);
        let clashes = self.clashes(&first);
        let limits = self.limits(question, &first, &first_world);
        Answer {
            coding: self.coding(question, any_rule),
            coverage: self.coverage(&question.topic),
            word,
            class,
            certainty,
            disputed,
            unseen,
            suspended: self.suspended(question, on_topic),
            narrower: self.narrower(question, &first_world),
            clashes,
            limits,
            outcome: first,
            alternatives,
        }
    }

    /// Each set of up to three laws that perhaps were not yet in effect, small sets first: their
    /// rules on the topic, and their starts as not passed. What they took the place of then stands.
    fn young_texts(&self, on_topic: &[(&Bound<'a>, u32)]) -> Vec<(Vec<Cited<'a>>, World)> {
        let mut texts: BTreeMap<usize, Vec<Cited<'a>>> = BTreeMap::new();
        for (bound, _) in on_topic {
            if force::may_not_be_in_effect(&self.sitting, &bound.cited)
                && let Some(start) = self.sitting.start_mark(&bound.cited)
            {
                texts.entry(start).or_default().push(bound.cited);
            }
        }
        let texts: Vec<(usize, Vec<Cited<'a>>)> = texts.into_iter().take(3).collect();
        let mut sets: Vec<usize> = (1..1_usize << texts.len()).collect();
        sets.sort_by_key(|set| (set.count_ones(), *set));
        sets.into_iter()
            .map(|set| {
                let chosen = texts
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| set >> at & 1 == 1);
                let (mut rules, mut held_back) = (Vec::new(), World::new());
                for (_, (start, own)) in chosen {
                    rules.extend(own.iter().copied());
                    held_back.insert(*start, false);
                }
                (rules, held_back)
            })
            .collect()
    }

    /// Whether, somewhere, nothing decides while a text binds of which no rule is known and that is
    /// not silent on the topic.
    pub(super) fn is_hidden(&self, question: &Question, outcome: &Outcome<'a>) -> bool {
        let undecided = outcome.lines.iter().filter(|line| line.decides.is_none());
        let mut roles: Vec<Option<Slug>> = undecided
            .flat_map(Line::roles)
            .map(|role| role.cloned())
            .collect();
        if outcome.lines.is_empty() {
            roles.push(question.role.clone());
        }
        // Everyone else are all whose role has no line of its own.
        let has_line = |role: &Slug| {
            outcome
                .lines
                .iter()
                .flat_map(Line::roles)
                .any(|named| named == Some(role))
        };
        self.stubs_in_force(question).any(|(_, version, ties)| {
            !version.is_silent_on(&question.topic)
                && roles.iter().any(|role| {
                    ties.iter().any(|tie| match (role, &tie.bond.role) {
                        (_, None) => true,
                        (Some(role), Some(bound)) => role == bound,
                        (None, Some(bound)) => question.role.is_none() && !has_line(bound),
                    })
                })
        })
    }

    /// Whether two outcomes come to the same at every place, whatever further facts there are.
    fn means_the_same(
        &self,
        a: &Outcome<'a>,
        b: &Outcome<'a>,
        places: &[Place],
        question: &Question,
    ) -> bool {
        places
            .iter()
            .all(|place| match (a.line_for(place), b.line_for(place)) {
                (Some(x), Some(y)) => {
                    x.list
                        .means_the_same(&y.list, &self.docket.codebook, &question.given)
                }
                (x, y) => x.is_none() && y.is_none(),
            })
    }
}

/// The answer and class as if every disputed bond binds: at each place what all worlds agree on.
fn as_if_binding(places: &[Place], outcomes: &[&Outcome<'_>]) -> (Word, Class) {
    let mut words: BTreeMap<Place, Word> = BTreeMap::new();
    let mut classes: BTreeSet<Class> = BTreeSet::new();
    for place in places {
        let lines: Vec<&Line<'_>> = outcomes
            .iter()
            .filter_map(|outcome| outcome.line_for(place))
            .collect();
        let here: BTreeSet<Word> = lines.iter().map(|line| Word::from(line.effect())).collect();
        classes.extend(lines.iter().map(|line| line.class));
        let word = if here.len() > 1 {
            Word::Uncertain
        } else {
            here.into_iter().next().unwrap_or(Word::None)
        };
        words.insert(place.clone(), word);
    }
    let class = if classes.len() > 1 {
        Class::Mixed
    } else {
        classes.into_iter().next().unwrap_or(Class::None)
    };
    (overall(&words), class)
}

/// The unknowns on which two worlds differ, as they are in the second.
fn differing(a: &World, b: &World) -> World {
    b.iter()
        .filter(|(mark, value)| a.get(mark) != Some(*value))
        .map(|(mark, value)| (*mark, *value))
        .collect()
}
