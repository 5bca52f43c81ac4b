//! One body on one day: the rules that bind it, the worlds that dates and disputed bonds leave
//! open, and what is decided in each (model, section 5).

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::answer::{
    Alternative, Answer, Certainty, Class, Lens, Line, Outcome, Place, Question, Word, line_class,
    overall,
};
use super::bind::{self, Tie};
use super::calendar::{Boundary, Calendar};
use super::conflict;
use super::decide::{Entry, List, Rank, Special};
use super::force::{self, Cited, InForce, Sitting, World};
use crate::model::{Bond, Day, Directive, Docket, Family, Level, Reach, Seen, Slug, Version};

/// The widest counterpart that a question without one looks at.
pub(super) use crate::model::ANY_FEDERAL;

/// A rule that binds the body, in force or not.
#[derive(Debug, Clone)]
pub(super) struct Bound<'a> {
    pub(super) cited: Cited<'a>,
    pub(super) ties: Vec<Tie<'a>>,
    pub(super) rank: Rank,
    start: Option<Day>,
}

/// A version that binds the body and of which no rule is known, with what ties the body to it.
pub(super) type Stub<'a> = (&'a Directive, &'a Version, Vec<Tie<'a>>);

/// One body on one day: every rule that binds it, worked out once for any number of questions.
pub struct Bench<'a> {
    pub(super) docket: &'a Docket,
    pub(super) sitting: Sitting<'a>,
    pub(super) org: Slug,
    pub(super) rules: Vec<Bound<'a>>,
    /// Versions that bind the body and of which no rule is known.
    pub(super) stubs: Vec<Stub<'a>>,
    /// Versions that bind the body, for what they are silent on.
    pub(super) texts: Vec<(&'a Directive, &'a Version)>,
    counterparts: RefCell<BTreeMap<Slug, Rc<BTreeMap<Slug, u32>>>>,
}

impl<'a> Bench<'a> {
    /// Gathers what binds a body.
    pub fn new(docket: &'a Docket, calendar: &'a Calendar<'a>, org: &Slug, on: Day) -> Self {
        let sitting = calendar.on(on);
        let mut bench = Self {
            docket,
            sitting,
            org: org.clone(),
            rules: Vec::new(),
            stubs: Vec::new(),
            texts: Vec::new(),
            counterparts: RefCell::default(),
        };
        let reach = docket.reach(org);
        for directive in docket.directives.values() {
            let level = docket.level(&directive.id.issuer);
            for version in calendar.versions(&directive.id) {
                bench.gather(&reach, directive, version, level);
            }
        }
        bench
    }

    fn gather(
        &mut self,
        reach: &Reach<'_>,
        directive: &'a Directive,
        version: &'a Version,
        level: Level,
    ) {
        let start = self
            .sitting
            .calendar()
            .start(&directive.id, version)
            .and_then(|span| span.earliest);
        for rule in &version.rules {
            let cited = Cited {
                directive,
                version,
                rule,
            };
            let ties = bind::ties(reach, self.sitting, &cited);
            if !ties.is_empty() {
                let rank = Rank::of(&self.docket.codebook, level, &cited);
                self.rules.push(Bound {
                    cited,
                    ties,
                    rank,
                    start,
                });
            }
        }
        let whole: Vec<Tie<'a>> = Docket::version_bonds(directive, version)
            .iter()
            .filter(|bond| reach.is_named_by(bond))
            .map(|bond| Tie {
                bond,
                disputed: None,
            })
            .collect();
        if !whole.is_empty() {
            self.texts.push((directive, version));
            if version.rules.is_empty() && version.text != Seen::Full {
                self.stubs.push((directive, version, whole));
            }
        }
    }

    /// Everything that takes in a counterpart, with the steps up to it; worked out once.
    pub(super) fn above(&self, counterpart: &Slug) -> Rc<BTreeMap<Slug, u32>> {
        let mut known = self.counterparts.borrow_mut();
        if let Some(above) = known.get(counterpart) {
            return Rc::clone(above);
        }
        let above = Rc::new(self.docket.counterparts_seen_from(&self.org, counterpart));
        known.insert(counterpart.clone(), Rc::clone(&above));
        above
    }

    /// The records behind it.
    pub const fn docket(&self) -> &'a Docket {
        self.docket
    }

    /// The day and its boundaries.
    pub const fn sitting(&self) -> Sitting<'a> {
        self.sitting
    }

    /// The body.
    pub const fn organization(&self) -> &Slug {
        &self.org
    }

    /// The topics on which some rule that binds the body was, is or will be in force.
    pub fn topics(&self) -> BTreeSet<&'a Slug> {
        self.rules
            .iter()
            .map(|bound| &bound.cited.rule.says.topic)
            .collect()
    }

    /// Every rule that binds the body, in force or not.
    pub fn rules(&self) -> impl Iterator<Item = Cited<'a>> {
        self.rules.iter().map(|bound| bound.cited)
    }

    /// Every version that binds the body as a whole.
    pub fn texts(&self) -> &[(&'a Directive, &'a Version)] {
        &self.texts
    }

    /// Whether a version is, or may be, in force on the day.
    pub fn may_stand(&self, directive: &Directive, version: &Version) -> bool {
        self.sitting.in_force(directive, version) != InForce::No
    }

    pub(super) fn sees(&self, lens: &Lens, directive: &Directive, version: &Version) -> bool {
        match lens {
            Lens::All => true,
            Lens::Own => directive.id.issuer == self.org,
            Lens::Under(id, label) => {
                directive.id == *id && label.as_ref().is_none_or(|label| *label == version.label)
            }
        }
    }

    /// Answers a question.
    pub fn answer(&self, question: &Question) -> Answer<'a> {
        let book = &self.docket.codebook;
        let on_topic: Vec<(&Bound<'a>, u32)> = self
            .rules
            .iter()
            .filter(|bound| self.sees(&question.lens, bound.cited.directive, bound.cited.version))
            .filter_map(|bound| {
                let topic = &bound.cited.rule.says.topic;
                Some((bound, book.steps_up(Family::Topic, &question.topic, topic)?))
            })
            .collect();
        // The world in which everything has passed that can, and every disputed bond binds, first.
        let unknowns = self.unknowns(&on_topic);
        let too_many = unknowns.len() > force::UNKNOWNS_MAX;
        let mut worlds = self.sitting.worlds(unknowns);
        if worlds.is_empty() {
            worlds.push(World::new());
        }
        let places = self.places(question, &on_topic, &worlds);
        let seen: Vec<(World, Outcome<'a>)> = worlds
            .into_iter()
            .map(|world| {
                let outcome = self.outcome(question, &on_topic, &world, &places);
                (world, outcome)
            })
            .collect();
        self.report(question, &on_topic, &places, seen, too_many)
    }

    /// The unknowns of some rules on the day: disputed bonds, and dates.
    fn unknowns(&self, on_topic: &[(&Bound<'a>, u32)]) -> BTreeSet<usize> {
        let bonds = on_topic
            .iter()
            .flat_map(|(bound, _)| bound.ties.iter().filter_map(|tie| tie.disputed));
        let dates = on_topic
            .iter()
            .flat_map(|(bound, _)| self.sitting.unknowns_of_rule(&bound.cited));
        bonds.chain(dates).collect()
    }

    /// The rules that stand in a world, are not suspended and bind, each with the roles in which.
    pub(super) fn standing<'b>(
        &self,
        on_topic: &[(&'b Bound<'a>, u32)],
        world: &World,
    ) -> Vec<(&'b Bound<'a>, u32)> {
        on_topic
            .iter()
            .filter(|(bound, _)| {
                self.sitting.rule_stands(&bound.cited, world)
                    && self.sitting.suspension(&bound.cited, world).is_none()
                    && bind::binds(&bound.ties, world)
            })
            .copied()
            .collect()
    }

    fn outcome(
        &self,
        question: &Question,
        on_topic: &[(&Bound<'a>, u32)],
        world: &World,
        places: &[Place],
    ) -> Outcome<'a> {
        let book = &self.docket.codebook;
        let standing = self.standing(on_topic, world);
        let mut lines: Vec<Line<'a>> = Vec::new();
        for place in places {
            let entries = self.entries(&standing, place, world);
            let list = List::new(&entries);
            let reachable = list.reachable(book, &question.given);
            let signature = (line_class(&list, book), list.signature(&reachable));
            if let Some(line) = lines.iter_mut().find(|line| line.signature == signature) {
                line.places.push(place.clone());
                line.also_in_play(&entries);
                continue;
            }
            lines.push(Line {
                places: vec![place.clone()],
                decides: list.decide(book, &question.given),
                class: signature.0,
                entries,
                list,
                reachable,
                signature,
            });
        }
        Outcome::new(lines, question.counterpart.is_none())
    }

    /// The roles and counterparts for which a question is answered. Role not asked: each role that
    /// a rule in play in some world names, and everyone else where a rule names none. Counterpart
    /// not asked: each inside `any-federal` that a rule names, and any federal agency where a rule
    /// names that, something broader or none.
    fn places(
        &self,
        question: &Question,
        on_topic: &[(&Bound<'a>, u32)],
        worlds: &[World],
    ) -> Vec<Place> {
        let Ok(any): Result<Slug, _> = ANY_FEDERAL.parse() else {
            return Vec::new();
        };
        let above_asked = self.above(question.counterpart.as_ref().unwrap_or(&any));
        let mut found: BTreeSet<(Option<Slug>, Slug)> = BTreeSet::new();
        let mut named: Vec<(BTreeSet<Option<Slug>>, Slug)> = Vec::new();
        for (bound, _) in on_topic {
            let said = bound.cited.rule.says.counterpart.as_ref();
            let covers = said.is_none_or(|said| above_asked.contains_key(said));
            let inside = question.counterpart.is_none()
                && said.is_some_and(|said| self.above(said).contains_key(&any));
            if !covers && !inside {
                continue;
            }
            let roles: BTreeSet<Option<Slug>> = worlds
                .iter()
                .filter(|world| !self.standing(&[(*bound, 0)], world).is_empty())
                .flat_map(|world| applies_to(bound, world))
                .map(|(role, _)| role.cloned())
                .collect();
            if roles.is_empty() {
                continue;
            }
            let side = match (&question.counterpart, said) {
                (Some(asked), _) => asked.clone(),
                (None, Some(said)) if inside => said.clone(),
                (None, _) => any.clone(),
            };
            named.push((roles, side));
        }
        let asked = question.role.as_ref();
        let roles: BTreeSet<Option<Slug>> = match asked {
            Some(role) => BTreeSet::from([Some(role.clone())]),
            None => named.iter().flat_map(|(roles, _)| roles.clone()).collect(),
        };
        for role in roles {
            let reached = named.iter().filter(|(roles, _)| {
                roles.contains(&None) || (role.is_some() && roles.contains(&role))
            });
            found.extend(reached.map(|(_, side)| (role.clone(), side.clone())));
        }
        let mut places: Vec<Place> = found
            .into_iter()
            .map(|(role, counterpart)| Place { role, counterpart })
            .collect();
        // Everyone else is told last, and so is any other agency.
        places.sort_by_key(|place| (place.role.is_none(), place.counterpart == any));
        places
    }

    /// The rules in play for one place, in a world.
    fn entries(
        &self,
        standing: &[(&Bound<'a>, u32)],
        place: &Place,
        world: &World,
    ) -> Vec<Entry<'a>> {
        let above = self.above(&place.counterpart);
        let role = place.role.as_ref();
        standing
            .iter()
            .filter_map(|(bound, topic)| {
                let counterpart = match &bound.cited.rule.says.counterpart {
                    None => u32::MAX,
                    Some(named) => *above.get(named)?,
                };
                let (named, bond) = applies_to(bound, world)
                    .into_iter()
                    .filter(|(named, _)| named.is_none() || *named == role)
                    .min_by_key(|(named, _)| named.is_some())?;
                Some(Entry {
                    cited: bound.cited,
                    bond,
                    role: named,
                    rank: bound.rank,
                    special: Special {
                        topic: *topic,
                        counterpart,
                        any_role: named.is_none(),
                    },
                    start: bound.start,
                })
            })
            .collect()
    }

    fn report(
        &self,
        question: &Question,
        on_topic: &[(&Bound<'a>, u32)],
        places: &[Place],
        mut seen: Vec<(World, Outcome<'a>)>,
        too_many: bool,
    ) -> Answer<'a> {
        let is_bond = |mark: &usize| matches!(self.sitting.boundary(*mark), Boundary::Bond(..));
        let binds = |world: &World| world.iter().all(|(mark, value)| *value || !is_bond(mark));
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
                    .map(|(mark, value)| (*mark, *value || is_bond(mark)))
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
            let when: Vec<(Boundary, bool)> = differing(&first_world, &world)
                .into_iter()
                .map(|(mark, value)| (self.sitting.boundary(mark).clone(), value))
                .collect();
            if same(&outcome, &first) {
                continue;
            }
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
            deciding.iter().any(|cited| {
                !force::has_known_end(self.sitting.calendar(), cited)
                    && cited
                        .version
                        .last_checked
                        .and_then(|date| date.latest())
                        .is_none_or(|checked| self.sitting.day > checked)
            })
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
    fn is_hidden(&self, question: &Question, outcome: &Outcome<'a>) -> bool {
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

/// The roles in which a rule applies in a world: what its binding says, narrowed by what it says
/// itself; `None` among them for everyone.
fn applies_to<'a>(bound: &Bound<'a>, world: &World) -> Vec<(Option<&'a Slug>, &'a Bond)> {
    let own = bound.cited.rule.says.role.as_ref();
    let ties = bound.ties.iter().filter(|tie| tie.binds(world));
    ties.filter_map(|tie| match (own, tie.bond.role.as_ref()) {
        (Some(own), Some(tied)) if own != tied => None,
        (own, tied) => Some((own.or(tied), tie.bond)),
    })
    .collect()
}
