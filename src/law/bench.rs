//! One body on one day: the rules that bind it, the worlds that dates and disputed bonds leave
//! open, and what is decided in each (model, section 5).

use std::cell::{LazyCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::answer::{Answer, Lens, Line, Outcome, Place, Question, line_class};
use super::bind::{self, Tie};
use super::calendar::{Boundary, Calendar, Mark};
use super::decide::{List, Rank};
use super::force::{self, Cited, InForce, Sitting, World};
use crate::model::{Day, Directive, Docket, Family, Reach, Slug, Version};

/// A rule that binds the body, in force or not.
#[derive(Debug, Clone)]
pub(super) struct Bound<'a> {
    pub(super) cited: Cited<'a>,
    pub(super) ties: Vec<Tie<'a>>,
    pub(super) rank: Rank,
    pub(super) start: Option<Day>,
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
    /// Whether its rules are taken as they are written, in force or not.
    as_written: bool,
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
            as_written: false,
            counterparts: RefCell::default(),
        };
        let reach = docket.reach(org);
        for directive in docket.directives.values() {
            for version in calendar.versions(&directive.id) {
                bench.gather(&reach, directive, version);
            }
        }
        bench
    }

    /// The same body on another day: what is bound does not hang on the day, only whether that is
    /// disputed does.
    pub(super) fn on_day(&self, day: Day) -> Self {
        let sitting = self.sitting.calendar().on(day);
        let rules = self.rules.iter().map(|bound| {
            let ties = bound.ties.iter();
            Bound {
                ties: ties
                    .map(|tie| bind::tie(sitting, &bound.cited, tie.bond))
                    .collect(),
                ..bound.clone()
            }
        });
        Self {
            docket: self.docket,
            sitting,
            org: self.org.clone(),
            rules: rules.collect(),
            stubs: self.stubs.clone(),
            texts: self.texts.clone(),
            as_written: self.as_written,
            counterparts: self.counterparts.clone(),
        }
    }

    /// One version by itself: its rules as they are written, in force or not, toward whomever they
    /// bind.
    pub fn of_text(
        docket: &'a Docket,
        calendar: &'a Calendar<'a>,
        directive: &'a Directive,
        version: &'a Version,
        on: Day,
    ) -> Self {
        let level = docket.level(&directive.id.issuer);
        let rules = version.rules.iter().map(|rule| {
            let cited = Cited {
                directive,
                version,
                rule,
            };
            let bonds = rule.binds.as_deref();
            let bonds = bonds.unwrap_or_else(|| Docket::version_bonds(directive, version));
            Bound {
                cited,
                ties: bonds.iter().map(Tie::certain).collect(),
                rank: Rank::of(&docket.codebook, level, &cited),
                start: None,
            }
        });
        Self {
            docket,
            sitting: calendar.on(on),
            org: directive.id.issuer.clone(),
            rules: rules.collect(),
            stubs: Vec::new(),
            texts: vec![(directive, version)],
            as_written: true,
            counterparts: RefCell::default(),
        }
    }

    fn gather(&mut self, reach: &Reach<'_>, directive: &'a Directive, version: &'a Version) {
        // Most texts of a docket of many bodies bind others: nothing more is worked out for them.
        let (docket, calendar) = (self.docket, self.sitting.calendar());
        let whence = LazyCell::new(|| {
            let start = calendar.start(&directive.id, version);
            let level = docket.level(&directive.id.issuer);
            (level, start.and_then(|span| span.earliest))
        });
        for rule in &version.rules {
            let cited = Cited {
                directive,
                version,
                rule,
            };
            let ties = bind::ties(reach, self.sitting, &cited);
            if !ties.is_empty() {
                let (level, start) = *whence;
                self.rules.push(Bound {
                    cited,
                    ties,
                    rank: Rank::of(&docket.codebook, level, &cited),
                    start,
                });
            }
        }
        let whole: Vec<Tie<'a>> = Docket::version_bonds(directive, version)
            .iter()
            .filter(|bond| reach.is_named_by(bond))
            .map(Tie::certain)
            .collect();
        if !whole.is_empty() {
            self.texts.push((directive, version));
            if version.is_unread() {
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

    /// Whether it is one version by itself, and no body.
    pub const fn is_one_text(&self) -> bool {
        self.as_written
    }

    /// Whether a version is, or may be, in force on the day.
    pub fn may_stand(&self, directive: &Directive, version: &Version) -> bool {
        self.sitting.in_force(directive, version) != InForce::No
    }

    pub(super) fn sees(&self, lens: &Lens, directive: &Directive, version: &Version) -> bool {
        match lens {
            Lens::All => true,
            Lens::Own => directive.id.issuer == self.org,
            Lens::Issuer(issuer) => directive.id.issuer == *issuer,
            Lens::Under(id, label) => {
                directive.id == *id && label.as_ref().is_none_or(|label| *label == version.label)
            }
        }
    }

    /// Answers a question.
    pub fn answer(&self, question: &Question) -> Answer<'a> {
        let on_topic = self.on_topic(question);
        // The world in which everything has passed that can, and every disputed bond binds, first.
        let (worlds, too_many) = self.worlds(on_topic.iter().map(|(bound, _)| *bound));
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

    /// The rules on the topic asked or a broader one, in force or not, each with the steps up to it.
    pub(super) fn on_topic(&self, question: &Question) -> Vec<(&Bound<'a>, u32)> {
        let book = &self.docket.codebook;
        self.rules
            .iter()
            .filter(|bound| self.sees(&question.lens, bound.cited.directive, bound.cited.version))
            .filter_map(|bound| {
                let topic = &bound.cited.rule.says.topic;
                Some((bound, book.steps_up(Family::Topic, &question.topic, topic)?))
            })
            .collect()
    }

    /// The worlds that disputed bonds and dates of some rules leave open on the day, of which there
    /// is at least one; and whether there are more unknowns than are tried.
    pub(super) fn worlds<'b>(
        &self,
        rules: impl IntoIterator<Item = &'b Bound<'a>>,
    ) -> (Vec<World>, bool)
    where
        'a: 'b,
    {
        let mut unknowns: BTreeSet<Mark> = BTreeSet::new();
        for bound in rules.into_iter().filter(|_| !self.as_written) {
            unknowns.extend(bound.ties.iter().filter_map(|tie| tie.disputed));
            unknowns.extend(self.sitting.unknowns_of_rule(&bound.cited));
        }
        let too_many = unknowns.len() > force::UNKNOWNS_MAX;
        let mut worlds = self.sitting.worlds(unknowns);
        if worlds.is_empty() {
            worlds.push(World::new());
        }
        (worlds, too_many)
    }

    /// Whether every disputed bond binds in a world.
    pub(super) fn all_bonds_bind(&self, world: &World) -> bool {
        world
            .iter()
            .all(|(mark, value)| *value || !self.is_bond(*mark))
    }

    /// Whether an unknown is a disputed bond.
    pub(super) fn is_bond(&self, mark: Mark) -> bool {
        matches!(self.sitting.boundary(mark), Boundary::Bond(..))
    }

    /// Whether a rule stands in a world and binds, suspended or not.
    pub(super) fn stands_and_binds(&self, bound: &Bound<'a>, world: &World) -> bool {
        self.as_written
            || self.sitting.rule_stands(&bound.cited, world) && bind::binds(&bound.ties, world)
    }

    /// Whether a rule stands in a world, binds and is not suspended: whether it is in play there.
    pub(super) fn is_live(&self, bound: &Bound<'a>, world: &World) -> bool {
        self.as_written
            || self.stands_and_binds(bound, world)
                && self.sitting.suspension(&bound.cited, world).is_none()
    }

    /// The rules that stand in a world, are not suspended and bind, each with the steps up to it.
    pub(super) fn standing<'b>(
        &self,
        on_topic: &[(&'b Bound<'a>, u32)],
        world: &World,
    ) -> Vec<(&'b Bound<'a>, u32)> {
        on_topic
            .iter()
            .filter(|(bound, _)| self.is_live(bound, world))
            .copied()
            .collect()
    }

    pub(super) fn outcome(
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
}
