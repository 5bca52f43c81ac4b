//! Step 5: the lines, the answer, its class and certainty, and what goes with them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Months;
use comity::model::{Date, Docket, Effect, Family, Slug};

use super::bind::{Roles, Scene, scenes};
use super::decide::{List, has_role};
use super::force::Boundaries;
use super::{
    Answer, Certainty, Clashes, Class, Facts, Line, Outcome, Question, RuleKey, View, Word,
    rule_name, version_name,
};

/// The group inside which counterparts are looked for where none was asked for.
const FEDERAL: &str = "any-federal";

/// A line's role and counterpart.
type Place = (Option<Slug>, Option<Slug>);

pub(super) fn answer(docket: &Docket, question: &Question) -> Answer {
    let boundaries = Boundaries::new(docket, question.on);
    let reporter = Reporter {
        docket,
        boundaries: &boundaries,
        question,
        scenes: scenes(docket, &boundaries, question),
    };
    reporter.answer()
}

struct Reporter<'a> {
    docket: &'a Docket,
    boundaries: &'a Boundaries<'a>,
    question: &'a Question,
    scenes: BTreeSet<Scene>,
}

impl Reporter<'_> {
    fn answer(&self) -> Answer {
        let lines: Vec<Line> = self.places().iter().map(|place| self.line(place)).collect();
        let mut clashes = Clashes::new();
        let mut may_be_contrary = BTreeSet::new();
        let mut coded = false;
        for place in self.places() {
            for scene in &self.scenes {
                let list = self.list(scene, &place);
                coded |= !list.is_empty();
                may_be_contrary.extend(list.may_be_contrary(&scene.policy_bans));
            }
        }
        for view in lines.iter().flat_map(|line| &line.views) {
            for (pair, settled) in &view.clashes {
                clashes.entry(pair.clone()).or_default().extend(settled);
            }
        }
        let deciders: BTreeSet<Option<&String>> = lines
            .iter()
            .flat_map(|line| line.views.iter().filter(|view| view.all_bind))
            .map(|view| view.given.as_ref().map(|(_, name)| name))
            .collect();
        let decider = match deciders.iter().collect::<Vec<_>>().as_slice() {
            [one] => one.cloned(),
            _ => None,
        };
        Answer {
            answer: overall(&lines),
            class: agreed(lines.iter().map(|line| line.class)).unwrap_or(Class::Mixed),
            certainty: lines
                .iter()
                .map(|line| line.certainty)
                .max()
                .unwrap_or(Certainty::Certain),
            decider,
            open: lines.iter().any(|line| line.open),
            disputed: lines.iter().any(|line| line.disputed),
            suspended: self.suspended(),
            unseen: self.unseen(),
            clashes,
            may_be_contrary,
            coverage: self.coverage(coded),
            lines,
        }
    }

    /// "Role not asked for: the answer for each role that a rule in play names, and for everyone
    /// else where a rule names none. Counterpart not asked for: in the same way for each counterpart
    /// inside `any-federal` that a rule in play names, and for any federal agency where a rule names
    /// that, something broader or none."
    fn places(&self) -> Vec<Place> {
        let rules: BTreeSet<(RuleKey, Roles)> = self
            .scenes
            .iter()
            .flat_map(|scene| scene.rules.clone())
            .filter(|(key, _)| self.is_toward_asked(key))
            .collect();
        let roles: BTreeSet<Option<Slug>> = match &self.question.role {
            Some(role) => BTreeSet::from([Some(role.clone())]),
            None => rules.iter().flat_map(|(_, roles)| roles.clone()).collect(),
        };
        let mut out = Vec::new();
        for role in roles {
            if self.question.counterpart.is_some() {
                out.push((role, self.question.counterpart.clone()));
                continue;
            }
            let named: BTreeSet<Slug> = rules
                .iter()
                .filter(|(_, roles)| has_role(roles, role.as_ref()))
                .map(|(key, _)| match self.said_counterpart(key) {
                    Some(said) if self.is_federal(said) => said.clone(),
                    _ => federal(),
                })
                .collect();
            out.extend(named.into_iter().map(|said| (role.clone(), Some(said))));
        }
        if out.is_empty() {
            out.push((
                self.question.role.clone(),
                self.question.counterpart.clone(),
            ));
        }
        out
    }

    fn said_counterpart(&self, (id, version, rule): &RuleKey) -> Option<&Slug> {
        let version = &self.docket.directives[id].versions[*version];
        version.rules[*rule].says.counterpart.as_ref()
    }

    fn is_federal(&self, said: &Slug) -> bool {
        self.docket.counterpart_steps(said, &federal()).is_some()
    }

    /// "on that [...] counterpart or broader"; where none was asked for, toward some federal agency.
    fn is_toward_asked(&self, key: &RuleKey) -> bool {
        let Some(said) = self.said_counterpart(key) else {
            return true;
        };
        let covers = |asked: &Slug| self.docket.counterpart_steps(asked, said).is_some();
        match &self.question.counterpart {
            Some(asked) => covers(asked),
            None => self.is_federal(said) || covers(&federal()),
        }
    }

    fn list(&self, scene: &Scene, (role, counterpart): &Place) -> List<'_> {
        List::new(
            self.docket,
            self.boundaries,
            self.question,
            scene,
            role.as_ref(),
            counterpart.as_ref(),
        )
    }

    fn line(&self, place: &Place) -> Line {
        let given = self.docket.codebook.closed(&self.question.given);
        let lists: Vec<(&Scene, List<'_>)> = self
            .scenes
            .iter()
            .map(|scene| (scene, self.list(scene, place)))
            .collect();
        let terms: BTreeSet<Slug> = lists
            .iter()
            .flat_map(|(_, list)| list.conditions())
            .collect();
        let all_facts = self.fact_sets(&terms);
        // Everyone else, where no role was asked for, are all whose role has no line of its own.
        let is_for_everyone_else = self.question.role.is_none() && place.0.is_none();
        let has_line = |role: &Slug| {
            self.places()
                .iter()
                .any(|(named, _)| named.as_ref() == Some(role))
        };
        let counts_here = |roles: &Roles| {
            has_role(roles, place.0.as_ref())
                || (is_for_everyone_else && roles.iter().flatten().any(|role| !has_line(role)))
        };
        let mut views: Vec<View> = Vec::new();
        let mut deciding: BTreeSet<RuleKey> = BTreeSet::new();
        for (scene, list) in &lists {
            let view = View {
                all_bind: scene.all_bind,
                order: list.order(),
                outcomes: all_facts
                    .iter()
                    .map(|facts| (facts.clone(), list.decide(facts)))
                    .collect(),
                given: list.decide(&given),
                clashes: list.clashes(&all_facts),
                unseen: scene
                    .unseen
                    .iter()
                    .filter(|(_, roles)| counts_here(roles))
                    .map(|(key, _)| version_name(self.docket, key))
                    .collect(),
            };
            if let (true, Some((_, name))) = (view.all_bind, &view.given) {
                let keys = list.keys();
                deciding.extend(
                    keys.into_iter()
                        .filter(|key| rule_name(self.docket, key) == *name),
                );
            }
            if !views.contains(&view) {
                views.push(view);
            }
        }
        let binding = |view: &&View| view.all_bind;
        let as_if_binding = words(views.iter().filter(binding).map(|view| &view.given));
        let answers = words(views.iter().map(|view| &view.given));
        let answer = agreed(as_if_binding.iter().copied()).unwrap_or(Word::Uncertain);
        let text_not_seen = views
            .iter()
            .any(|view| view.given.is_none() && !view.unseen.is_empty());
        // "Dates or a disputed bond leave it open": by meaning, whatever further facts there are.
        let asked: Facts = given.intersection(&terms).cloned().collect();
        let meaning = |view: &View| -> Vec<Option<Effect>> {
            let further = view
                .outcomes
                .iter()
                .filter(|(facts, _)| asked.is_subset(facts));
            further
                .map(|(_, outcome)| outcome.as_ref().map(|(effect, _)| *effect))
                .collect()
        };
        let meanings = |binding_only: bool| -> BTreeSet<Vec<Option<Effect>>> {
            let of = views.iter().filter(|view| !binding_only || view.all_bind);
            of.map(meaning).collect()
        };
        let open = meanings(true).len() > 1;
        let disputed = meanings(false) != meanings(true);
        Line {
            role: place.0.clone(),
            counterpart: place.1.clone(),
            answer,
            class: agreed(
                views
                    .iter()
                    .filter(binding)
                    .map(|view| class(&view.outcomes)),
            )
            .unwrap_or(Class::Uncertain),
            certainty: if open
                || disputed
                || text_not_seen
                || deciding.iter().any(|key| self.effect_may_be_delayed(key))
            {
                Certainty::Uncertain
            } else if deciding.iter().any(|key| self.is_unchecked(key)) {
                Certainty::Unchecked
            } else {
                Certainty::Certain
            },
            text_not_seen,
            open,
            disputed,
            deciders: deciding
                .iter()
                .map(|key| rule_name(self.docket, key))
                .collect(),
            would_change_if: self.would_change(&lists, &terms, &given),
            answers,
            views,
        }
    }

    /// All sets of facts over some conditions: with a fact there is what it implies.
    fn fact_sets(&self, terms: &BTreeSet<Slug>) -> BTreeSet<Facts> {
        subsets(terms, terms.len())
            .iter()
            .map(|set| self.docket.codebook.closed(set))
            .collect()
    }

    /// "`unchecked` (the deciding version has no known end, and the day is later than the latest day
    /// of its last check or there was none)".
    fn is_unchecked(&self, (id, at, rule): &RuleKey) -> bool {
        let version = &self.docket.directives[id].versions[*at];
        let checked = version.last_checked;
        // "A rule may end before its version in the same form": then its end is known too.
        version.rules[*rule].ended.is_none()
            && !self.boundaries.has_end(&(id.clone(), *at))
            && checked.is_none_or(|date| date.latest().is_some_and(|day| day < self.question.on))
    }

    /// "a statute or ordinance without an effective date decides on a day less than a year after its
    /// adoption".
    fn effect_may_be_delayed(&self, (id, at, _): &RuleKey) -> bool {
        let directive = &self.docket.directives[id];
        let dates = &directive.versions[*at].dates;
        let made = [
            &dates.adopted,
            &dates.signed,
            &dates.issued,
            &dates.published,
        ];
        (directive.kind == "statute" || directive.kind == "ordinance")
            && dates.effective.is_empty()
            && made.into_iter().any(|claims| !claims.is_empty())
            && self
                .boundaries
                .last_start(&(id.clone(), *at))
                .and_then(|day| day.checked_add_months(Months::new(12)))
                .is_some_and(|year_after| self.question.on < year_after)
    }

    /// "the smallest sets of facts that would change it"; "searched up to three facts". A set is
    /// smaller than another where all that it implies is implied by the other, and it changes the
    /// answer to the same.
    fn would_change(
        &self,
        lists: &[(&Scene, List<'_>)],
        terms: &BTreeSet<Slug>,
        given: &Facts,
    ) -> BTreeSet<Facts> {
        let with = |facts: &Facts| -> BTreeSet<Option<Effect>> {
            lists
                .iter()
                .filter(|(scene, _)| scene.all_bind)
                .map(|(_, list)| list.decide(facts).map(|(effect, _)| effect))
                .collect()
        };
        let book = &self.docket.codebook;
        let implies =
            |a: &Slug, b: &Slug| a != b && book.with_broader(Family::Condition, a).contains(b);
        let open: BTreeSet<Slug> = terms.difference(given).cloned().collect();
        let before = with(given);
        let changing: Vec<(Facts, Facts)> = subsets(&open, 3)
            .into_iter()
            .filter(|set| !set.iter().any(|a| set.iter().any(|b| implies(a, b))))
            .map(|set| {
                let all = book.closed(&set).union(given).cloned().collect();
                (set, all)
            })
            .filter(|(_, all)| with(all) != before)
            .collect();
        changing
            .iter()
            .filter(|(_, all)| {
                !changing.iter().any(|(_, other)| {
                    other != all && other.is_subset(all) && with(other) == with(all)
                })
            })
            .map(|(set, _)| set.clone())
            .collect()
    }

    /// "Leave out suspended ones (shown as suspended)".
    fn suspended(&self) -> BTreeMap<String, bool> {
        let asked = self.question.role.as_ref();
        let on_line = |key: &RuleKey, roles: &Roles| {
            self.is_toward_asked(key) && (asked.is_none() || has_role(roles, asked))
        };
        let mut out = BTreeMap::new();
        for (key, roles) in self.scenes.iter().flat_map(|scene| &scene.suspended) {
            if on_line(key, roles) {
                let always = !self
                    .scenes
                    .iter()
                    .any(|scene| scene.rules.contains_key(key));
                out.insert(rule_name(self.docket, key), always);
            }
        }
        out
    }

    /// "versions in force of which no rule is known (`unseen`)".
    fn unseen(&self) -> BTreeMap<String, bool> {
        let asked = self.question.role.as_ref();
        let mut out = BTreeMap::new();
        for (key, roles) in self.scenes.iter().flat_map(|scene| &scene.unseen) {
            if asked.is_none() || has_role(roles, asked) {
                let always = self
                    .scenes
                    .iter()
                    .all(|scene| scene.unseen.contains_key(key));
                out.insert(version_name(self.docket, key), always);
            }
        }
        out
    }

    /// "A cell is *coded* when at least one rule is in play that day; else it shows the coverage on
    /// record, `silent` where a version in force is, or `not-coded`." Of several coverage records
    /// that of the topic itself, then the latest.
    fn coverage(&self, coded: bool) -> String {
        if coded {
            return "coded".to_owned();
        }
        let on_record = self
            .docket
            .coverage
            .iter()
            .filter(|coverage| coverage.organization == self.question.org)
            .filter(|coverage| {
                coverage
                    .topic
                    .as_ref()
                    .is_none_or(|topic| *topic == self.question.topic)
            })
            .max_by_key(|coverage| {
                let day = coverage.answered.or(coverage.asked);
                (
                    coverage.topic.is_some(),
                    day.as_ref().and_then(Date::latest),
                )
            });
        match on_record {
            Some(coverage) => coverage.found.to_string(),
            None if self.scenes.iter().any(|scene| scene.silent) => "silent".to_owned(),
            None => "not-coded".to_owned(),
        }
    }
}

fn federal() -> Slug {
    FEDERAL.parse().expect("a slug")
}

/// The subsets of up to `most` members, the empty one among them.
fn subsets(all: &BTreeSet<Slug>, most: usize) -> Vec<BTreeSet<Slug>> {
    let mut out = vec![BTreeSet::new()];
    for term in all {
        let with: Vec<BTreeSet<Slug>> = out
            .iter()
            .filter(|set| set.len() < most)
            .map(|set| set.iter().chain([term]).cloned().collect())
            .collect();
        out.extend(with);
    }
    out
}

fn words<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> BTreeSet<Word> {
    outcomes
        .map(|outcome| Word::from(outcome.as_ref().map(|(effect, _)| *effect)))
        .collect()
}

/// The one value that all have.
fn agreed<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// "`by-role`, `by-counterpart` where these differ": by role where two roles differ toward one
/// counterpart or the lines of a role agree among themselves, else by counterpart.
fn overall(lines: &[Line]) -> Word {
    if let Some(one) = agreed(lines.iter().map(|line| line.answer)) {
        return one;
    }
    let of_a_role_differ = lines.iter().any(|one| {
        lines
            .iter()
            .any(|other| one.role == other.role && one.answer != other.answer)
    });
    let of_roles_differ = lines.iter().any(|one| {
        lines
            .iter()
            .any(|other| one.counterpart == other.counterpart && one.answer != other.answer)
    });
    if of_roles_differ || !of_a_role_differ {
        Word::ByRole
    } else {
        Word::ByCounterpart
    }
}

/// "`requires | permits | prohibits` where there is that effect alone, plain if it always holds,
/// `-unless` if it holds without facts but not always, `-when` if only facts bring it; a ban with
/// permissions taken out of it is `prohibits-unless`; any other two effects [...] `mixed`; no effect
/// `none`."
fn class(outcomes: &BTreeMap<Facts, Outcome>) -> Class {
    let effect = |outcome: &Outcome| outcome.as_ref().map(|(effect, _)| *effect);
    let bare = outcomes.get(&Facts::new()).and_then(effect);
    let always = outcomes.values().all(|outcome| effect(outcome) == bare);
    let effects: BTreeSet<Effect> = outcomes.values().filter_map(effect).collect();
    match effects.into_iter().collect::<Vec<_>>().as_slice() {
        [] => Class::None,
        [one] if always => Class::Plain(*one),
        [one] if bare == Some(*one) => Class::Unless(*one),
        [one] => Class::When(*one),
        [Effect::Permits, Effect::Prohibits] if bare == Some(Effect::Prohibits) => {
            Class::Unless(Effect::Prohibits)
        }
        _ => Class::Mixed,
    }
}
