//! The answer to a question (model, section 5): what decides, how certain that is, what else
//! there is to know.

use std::collections::BTreeSet;

use super::bind::{self, Tie};
use super::conflict::{self, Clash};
use super::decide::{Entry, List, Rank, Special};
use super::force::{self, Boundary, Calendar, Cited, Sitting, World};
use crate::model::words::vocabulary;
use crate::model::{
    Bond, Day, Directive, DirectiveId, Docket, Effect, Family, Found, Level, Reference, Seen, Slug,
    Suspension, Version,
};

/// The topic that is a rule about rules.
const LIMITING: &str = "adopt-limiting-policy";
/// The widest counterpart that a question without one looks at.
const ANY_FEDERAL: &str = "any-federal";
/// The most unknown boundaries whose every combination is tried. More than this on one question is
/// no record but noise; the first ones are then tried and the rest taken as not passed.
const UNKNOWNS_MAX: usize = 12;

vocabulary!(
    /// The answer in a word.
    Word, "an answer" {
        /// It must be done.
        Requires = "requires",
        /// It may be done.
        Permits = "permits",
        /// It may not be done.
        Prohibits = "prohibits",
        /// Nothing on record decides.
        None = "none",
        /// It depends on the role.
        ByRole = "by-role",
        /// It depends on the counterpart.
        ByCounterpart = "by-counterpart",
        /// Dates leave more than one answer open.
        Uncertain = "uncertain",
    }
);

impl From<Option<Effect>> for Word {
    fn from(effect: Option<Effect>) -> Self {
        match effect {
            Some(Effect::Requires) => Self::Requires,
            Some(Effect::Permits) => Self::Permits,
            Some(Effect::Prohibits) => Self::Prohibits,
            None => Self::None,
        }
    }
}

vocabulary!(
    /// The answer over all sets of facts, by meaning.
    Class, "a class of answers" {
        /// Always required.
        Requires = "requires",
        /// Required without further facts, but not always.
        RequiresUnless = "requires-unless",
        /// Required where facts bring it.
        RequiresWhen = "requires-when",
        /// Always permitted.
        Permits = "permits",
        /// Permitted without further facts, but not always.
        PermitsUnless = "permits-unless",
        /// Permitted where facts bring it.
        PermitsWhen = "permits-when",
        /// Always prohibited.
        Prohibits = "prohibits",
        /// Prohibited without further facts, but not always.
        ProhibitsUnless = "prohibits-unless",
        /// Prohibited where facts bring it.
        ProhibitsWhen = "prohibits-when",
        /// Two effects, or roles that differ.
        Mixed = "mixed",
        /// Nothing on record decides.
        None = "none",
    }
);

vocabulary!(
    /// How sure the answer is.
    Certainty, "a certainty" {
        /// The texts and their dates are known.
        Certain = "certain",
        /// The deciding text may have ended since it was last checked.
        Unchecked = "unchecked",
        /// Dates, a disputed bond or a text not seen leave it open.
        Uncertain = "uncertain",
    }
);

/// Which texts count.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Lens {
    /// All that bind the body.
    #[default]
    All,
    /// Its own orders only.
    Own,
    /// One directive, or one version of it by its label.
    Under(DirectiveId, Option<String>),
}

/// What is asked of a body on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The topic.
    pub topic: Slug,
    /// The other side; none: any federal agency.
    pub counterpart: Option<Slug>,
    /// The role; none: each that a rule names.
    pub role: Option<Slug>,
    /// Facts known to hold.
    pub given: BTreeSet<Slug>,
    /// Which texts count.
    pub lens: Lens,
}

/// What is on record for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// At least one rule is in play.
    Coded,
    /// No rule, but this was found.
    Looked(Found),
    /// Nobody coded it.
    NotCoded,
}

impl Coding {
    /// The word in JSON and CSV.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Coded => "coded",
            Self::Looked(found) => found.word(),
            Self::NotCoded => "not-coded",
        }
    }
}

/// What is decided for some roles and counterparts, in one world.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The roles, `None` for everyone (else).
    pub roles: Vec<Option<Slug>>,
    /// The counterparts.
    pub counterparts: Vec<Slug>,
    /// The rules in play.
    pub entries: Vec<Entry<'a>>,
    /// The decision list.
    pub list: List<'a>,
    /// The arm that decides under the facts given.
    pub decides: Option<usize>,
    /// The arms that some further facts bring, `None` among them for nothing.
    pub reachable: BTreeSet<Option<usize>>,
    /// The class of this line.
    pub class: Class,
    signature: Signature,
}

/// What makes two lines say the same.
type Signature = Vec<(Effect, bool, Reference, Vec<Reference>)>;

impl<'a> Line<'a> {
    /// Notes rules that are in play for another role or counterpart of which the line speaks too.
    fn also_in_play(&mut self, entries: &[Entry<'a>]) {
        for entry in entries {
            if !self
                .entries
                .iter()
                .any(|own| conflict::same_rule(&own.cited, &entry.cited))
            {
                self.entries.push(*entry);
            }
        }
    }

    /// The effect under the facts given.
    pub fn effect(&self) -> Option<Effect> {
        self.decides.map(|at| self.list.arms[at].effect)
    }

    /// The rule that decides.
    pub fn decided_by(&self) -> Option<&Entry<'a>> {
        self.decides.map(|at| &self.list.arms[at].entry)
    }
}

/// What the answer is in one world.
#[derive(Debug, Clone)]
pub struct Outcome<'a> {
    /// The answer in a word.
    pub word: Word,
    /// Over all facts.
    pub class: Class,
    /// Its lines, one where role and counterpart make no difference.
    pub lines: Vec<Line<'a>>,
}

/// Another answer that the unknowns leave open.
#[derive(Debug, Clone)]
pub struct Alternative<'a> {
    /// The unknowns that bring it: the boundary and whether it has passed. Empty where it is that
    /// a young law without an effective date was not yet in effect.
    pub when: Vec<(Boundary, bool)>,
    /// Rules of laws that were perhaps not yet in effect.
    pub not_yet: Vec<Cited<'a>>,
    /// What the answer then is.
    pub outcome: Outcome<'a>,
}

/// A rule that would be in play, were it not suspended.
#[derive(Debug, Clone, Copy)]
pub struct Suspended<'a> {
    /// The rule.
    pub cited: Cited<'a>,
    /// What suspends it.
    pub by: &'a Suspension,
}

/// The answer to a question.
#[derive(Debug, Clone)]
pub struct Answer<'a> {
    /// What is on record.
    pub coding: Coding,
    /// Coverage on record for the topic, beside whatever rules there are.
    pub coverage: Vec<&'a crate::model::Coverage>,
    /// The answer in a word.
    pub word: Word,
    /// Over all facts.
    pub class: Class,
    /// How sure.
    pub certainty: Certainty,
    /// What is decided: where dates leave it open, as if all that may have passed had.
    pub outcome: Outcome<'a>,
    /// The other answers that unknowns leave open.
    pub alternatives: Vec<Alternative<'a>>,
    /// Disputed bonds on which the answer hangs.
    pub disputed: Vec<(Cited<'a>, &'a Bond)>,
    /// Versions in force, or perhaps in force, of which no rule is known.
    pub unseen: Vec<(&'a Directive, &'a Version)>,
    /// Rules that would be in play, were they not suspended.
    pub suspended: Vec<Suspended<'a>>,
    /// Rules in force on a narrower counterpart or topic, which do not answer the question.
    pub narrower: Vec<Cited<'a>>,
    /// Rules of contrary effect in play together.
    pub clashes: Vec<Clash<'a>>,
    /// Bans on limiting policies above a ban that is in play: it "may be contrary" to them.
    pub limits: Vec<Cited<'a>>,
}

impl Answer<'_> {
    /// Whether a clash that nothing settles marks it.
    pub fn is_conflict(&self) -> bool {
        self.clashes
            .iter()
            .any(|clash| clash.settled == conflict::Settled::Nothing)
    }
}

/// A rule that binds the body, in force or not.
#[derive(Debug, Clone)]
struct Bound<'a> {
    cited: Cited<'a>,
    ties: Vec<Tie<'a>>,
    rank: Rank,
    start: Option<Day>,
}

/// One body on one day: every rule that binds it, worked out once for any number of questions.
pub struct Bench<'a> {
    docket: &'a Docket,
    sitting: Sitting<'a>,
    org: Slug,
    rules: Vec<Bound<'a>>,
    /// Versions that bind the body and of which no rule is known.
    stubs: Vec<(&'a Directive, &'a Version, Vec<Tie<'a>>)>,
    /// Versions that bind the body, for what they are silent on.
    texts: Vec<(&'a Directive, &'a Version)>,
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
        };
        for directive in docket.directives.values() {
            let level = docket.level(&directive.id.issuer);
            for version in calendar.versions(&directive.id) {
                bench.gather(directive, version, level);
            }
        }
        bench
    }

    fn gather(&mut self, directive: &'a Directive, version: &'a Version, level: Level) {
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
            let ties = bind::ties(self.docket, &cited, &self.org, self.sitting.day);
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
            .filter(|bond| self.docket.bond_names(bond, &self.org))
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

    /// Whether a version stands on the day, if all that may have passed has and no end may have.
    pub fn may_stand(&self, directive: &DirectiveId, version: &Version) -> bool {
        let unknowns = self.sitting.unknowns_of(directive, version);
        worlds(&unknowns)
            .iter()
            .any(|world| self.sitting.stands(directive, version, world))
    }

    fn sees(&self, lens: &Lens, directive: &Directive, version: &Version) -> bool {
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
        let worlds = self.possible_worlds(&on_topic);
        let mut seen: Vec<(World, Outcome<'a>)> = Vec::new();
        for world in worlds {
            let outcome = self.outcome(question, &on_topic, &world, &[]);
            seen.push((world, outcome));
        }
        self.report(question, &on_topic, seen)
    }

    /// The worlds that can be, the one in which everything has passed that can, and every disputed
    /// bond binds, first.
    fn possible_worlds(&self, on_topic: &[(&Bound<'a>, u32)]) -> Vec<World> {
        let mut dates: Vec<Boundary> = on_topic
            .iter()
            .flat_map(|(bound, _)| self.sitting.unknowns_of_rule(&bound.cited))
            .collect();
        dates.sort();
        dates.dedup();
        let mut bonds: Vec<Boundary> = on_topic
            .iter()
            .flat_map(|(bound, _)| bound.ties.iter().filter_map(|tie| tie.disputed.clone()))
            .collect();
        bonds.sort();
        bonds.dedup();
        let texts: Vec<(&DirectiveId, &Version)> = on_topic
            .iter()
            .map(|(bound, _)| (&bound.cited.directive.id, bound.cited.version))
            .collect();
        bonds.extend(dates);
        bonds.truncate(UNKNOWNS_MAX);
        let mut all = worlds(&bonds);
        all.retain(|world| self.sitting.is_possible(world, &texts));
        all
    }

    /// The rules that stand in a world, are not suspended and bind, each with the roles in which.
    fn standing<'b>(
        &self,
        on_topic: &[(&'b Bound<'a>, u32)],
        world: &World,
        without: &[Cited<'a>],
    ) -> Vec<(&'b Bound<'a>, u32)> {
        on_topic
            .iter()
            .filter(|(bound, _)| {
                self.sitting.rule_stands(&bound.cited, world)
                    && self.sitting.suspension(&bound.cited, world).is_none()
                    && !bind::roles(&bound.ties, world).is_empty()
                    && !without
                        .iter()
                        .any(|cited| conflict::same_rule(cited, &bound.cited))
            })
            .copied()
            .collect()
    }

    fn outcome(
        &self,
        question: &Question,
        on_topic: &[(&Bound<'a>, u32)],
        world: &World,
        without: &[Cited<'a>],
    ) -> Outcome<'a> {
        let standing = self.standing(on_topic, world, without);
        let mut lines: Vec<Line<'a>> = Vec::new();
        for counterpart in self.counterparts(question, &standing) {
            let above = self.docket.counterparts_above(&counterpart);
            let reached: Vec<(&Bound<'a>, u32, u32)> = standing
                .iter()
                .filter_map(|(bound, topic)| {
                    let steps = match &bound.cited.rule.says.counterpart {
                        None => u32::MAX,
                        Some(named) => *above.get(named)?,
                    };
                    Some((*bound, *topic, steps))
                })
                .collect();
            for role in roles_asked(question, &reached, world) {
                let entries = entries(&reached, role.as_ref(), world);
                let list = List::new(&entries);
                let reachable = list.reachable(&self.docket.codebook, &question.given);
                let signature = list.signature(&reachable);
                match lines.iter_mut().find(|line| line.signature == signature) {
                    Some(line) => {
                        if !line.roles.contains(&role) {
                            line.roles.push(role);
                        }
                        if !line.counterparts.contains(&counterpart) {
                            line.counterparts.push(counterpart.clone());
                        }
                        line.also_in_play(&entries);
                    }
                    None => {
                        let decides = list.decide(&self.docket.codebook, &question.given);
                        lines.push(Line {
                            roles: vec![role],
                            counterparts: vec![counterpart.clone()],
                            class: line_class(&list, decides, &reachable),
                            signature,
                            entries,
                            list,
                            decides,
                            reachable,
                        });
                    }
                }
            }
        }
        Outcome {
            word: word(&lines),
            class: class(&lines),
            lines,
        }
    }

    /// The counterparts for which a question is answered: the one asked; else each inside
    /// `any-federal` that a rule names, and any federal agency where a rule names that, something
    /// broader or none.
    fn counterparts(&self, question: &Question, standing: &[(&Bound<'a>, u32)]) -> Vec<Slug> {
        if let Some(asked) = &question.counterpart {
            return vec![asked.clone()];
        }
        let Ok(any): Result<Slug, _> = ANY_FEDERAL.parse() else {
            return Vec::new();
        };
        let above = self.docket.counterparts_above(&any);
        let mut named = BTreeSet::new();
        let mut whole = false;
        for (bound, _) in standing {
            match &bound.cited.rule.says.counterpart {
                None => whole = true,
                Some(named) if above.contains_key(named) => whole = true,
                Some(inside) if self.docket.counterpart_steps(inside, &any).is_some() => {
                    named.insert(inside.clone());
                }
                Some(_) => {}
            }
        }
        named.into_iter().chain(whole.then_some(any)).collect()
    }

    fn report(
        &self,
        question: &Question,
        on_topic: &[(&Bound<'a>, u32)],
        mut seen: Vec<(World, Outcome<'a>)>,
    ) -> Answer<'a> {
        let binds = |world: &World| {
            world
                .iter()
                .all(|(bound, value)| *value || !matches!(bound, Boundary::Bond(..)))
        };
        // `seen` is never empty: the world in which all that may have passed has is possible.
        let (first_world, first) = if seen.is_empty() {
            (
                World::new(),
                self.outcome(question, on_topic, &World::new(), &[]),
            )
        } else {
            seen.remove(0)
        };
        let same = |a: &Outcome<'_>, b: &Outcome<'_>| a.word == b.word && a.class == b.class;
        let mut alternatives: Vec<Alternative<'a>> = Vec::new();
        let (mut by_date, mut by_bond) = (false, false);
        let (mut word, mut class) = (first.word, first.class);
        let mut any_rule = !first.lines.is_empty();
        for (world, outcome) in seen {
            any_rule |= !outcome.lines.is_empty();
            if same(&outcome, &first) {
                continue;
            }
            if binds(&world) {
                by_date = true;
                if outcome.word != word {
                    word = Word::Uncertain;
                }
                if outcome.class != class {
                    class = Class::Mixed;
                }
            } else {
                by_bond = true;
            }
            let when = differing(&first_world, &world);
            let known = alternatives
                .iter_mut()
                .find(|other| same(&other.outcome, &outcome));
            match known {
                Some(other) if other.when.len() <= when.len() => {}
                Some(other) => other.when = when,
                None => alternatives.push(Alternative {
                    when,
                    not_yet: Vec::new(),
                    outcome,
                }),
            }
        }
        let deciding: Vec<Cited<'a>> = first
            .lines
            .iter()
            .filter_map(|line| line.decided_by().map(|entry| entry.cited))
            .collect();
        let young: Vec<Cited<'a>> = deciding
            .iter()
            .filter(|cited| force::may_not_be_in_effect(&self.sitting, cited))
            .copied()
            .collect();
        if !young.is_empty() {
            // All rules of such a text fall with it.
            let without: Vec<Cited<'a>> = on_topic
                .iter()
                .map(|(bound, _)| bound.cited)
                .filter(|cited| force::may_not_be_in_effect(&self.sitting, cited))
                .collect();
            let outcome = self.outcome(question, on_topic, &first_world, &without);
            if !same(&outcome, &first) {
                alternatives.push(Alternative {
                    when: Vec::new(),
                    not_yet: young.clone(),
                    outcome,
                });
            }
        }
        let unseen = self.unseen(question);
        let silent_stub =
            |(_, version): &(&Directive, &Version)| version.is_silent_on(&question.topic);
        let hidden = deciding.is_empty() && !unseen.iter().all(silent_stub);
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
            suspended: self.suspended(question, on_topic, &first_world),
            narrower: self.narrower(question, &first_world),
            clashes,
            limits,
            outcome: first,
            alternatives,
        }
    }

    fn disputed(
        &self,
        on_topic: &[(&Bound<'a>, u32)],
        world: &World,
        hangs: bool,
    ) -> Vec<(Cited<'a>, &'a Bond)> {
        if !hangs {
            return Vec::new();
        }
        self.standing(on_topic, world, &[])
            .iter()
            .flat_map(|(bound, _)| {
                let ties = bound.ties.iter().filter(|tie| tie.disputed.is_some());
                ties.map(|tie| (bound.cited, tie.bond))
            })
            .collect()
    }

    fn clashes(&self, outcome: &Outcome<'a>) -> Vec<Clash<'a>> {
        let mut all: Vec<Clash<'a>> = Vec::new();
        for line in &outcome.lines {
            for clash in conflict::clashes(&self.docket.codebook, &line.entries) {
                let known = all.iter().any(|other| {
                    conflict::same_rule(&other.over.cited, &clash.over.cited)
                        && conflict::same_rule(&other.under.cited, &clash.under.cited)
                });
                if !known {
                    all.push(clash);
                }
            }
        }
        all
    }

    /// Versions in force, or perhaps in force, that bind the body and of which no rule is known.
    fn unseen(&self, question: &Question) -> Vec<(&'a Directive, &'a Version)> {
        self.stubs
            .iter()
            .filter(|(directive, version, ties)| {
                self.sees(&question.lens, directive, version)
                    && !version.silent.iter().any(|topic| topic == "all")
                    && self.may_stand(&directive.id, version)
                    && ties
                        .iter()
                        .any(|tie| match (&question.role, &tie.bond.role) {
                            (Some(asked), Some(bound)) => asked == bound,
                            _ => true,
                        })
            })
            .map(|(directive, version, _)| (*directive, *version))
            .collect()
    }

    fn suspended(
        &self,
        question: &Question,
        on_topic: &[(&Bound<'a>, u32)],
        world: &World,
    ) -> Vec<Suspended<'a>> {
        on_topic
            .iter()
            .filter(|(bound, _)| {
                self.sitting.rule_stands(&bound.cited, world)
                    && !bind::roles(&bound.ties, world).is_empty()
                    && self.concerns(question, &bound.cited)
            })
            .filter_map(|(bound, _)| {
                let by = self.sitting.suspension(&bound.cited, world)?;
                Some(Suspended {
                    cited: bound.cited,
                    by,
                })
            })
            .collect()
    }

    /// Whether a rule's counterpart and role take in what was asked.
    fn concerns(&self, question: &Question, cited: &Cited<'_>) -> bool {
        let says = &cited.rule.says;
        let role = match (&question.role, &says.role) {
            (Some(asked), Some(named)) => asked == named,
            _ => true,
        };
        let counterpart = match (&question.counterpart, &says.counterpart) {
            (Some(asked), Some(named)) => self.docket.counterpart_steps(asked, named).is_some(),
            _ => true,
        };
        role && counterpart
    }

    /// Rules in force on the topic for a narrower counterpart, or on a narrower topic.
    fn narrower(&self, question: &Question, world: &World) -> Vec<Cited<'a>> {
        let book = &self.docket.codebook;
        self.rules
            .iter()
            .filter(|bound| {
                let says = &bound.cited.rule.says;
                let covers = book
                    .steps_up(Family::Topic, &question.topic, &says.topic)
                    .is_some();
                let narrow = book.steps_up(Family::Topic, &says.topic, &question.topic);
                let inside = question
                    .counterpart
                    .as_ref()
                    .zip(says.counterpart.as_ref())
                    .and_then(|(asked, named)| self.docket.counterpart_steps(named, asked))
                    .is_some_and(|steps| steps > 0);
                let takes_in = self.concerns(question, &bound.cited);
                let narrower = (covers && inside)
                    || (narrow.is_some_and(|steps| steps > 0) && (takes_in || inside));
                narrower
                    && self.sees(&question.lens, bound.cited.directive, bound.cited.version)
                    && self.sitting.rule_stands(&bound.cited, world)
                    && self.sitting.suspension(&bound.cited, world).is_none()
                    && !bind::roles(&bound.ties, world).is_empty()
            })
            .map(|bound| bound.cited)
            .collect()
    }

    /// The bans on limiting policies that stand above a ban in play.
    fn limits(&self, question: &Question, outcome: &Outcome<'a>, world: &World) -> Vec<Cited<'a>> {
        let lowest = outcome
            .lines
            .iter()
            .flat_map(|line| &line.list.arms)
            .filter(|arm| arm.effect == Effect::Prohibits && question.topic != LIMITING)
            .map(|arm| arm.entry.rank)
            .max();
        let Some(lowest) = lowest else {
            return Vec::new();
        };
        self.rules
            .iter()
            .filter(|bound| {
                let says = &bound.cited.rule.says;
                says.effect == Effect::Prohibits
                    && says.topic == LIMITING
                    && bound.rank < lowest
                    && self.sees(&question.lens, bound.cited.directive, bound.cited.version)
                    && self.sitting.rule_stands(&bound.cited, world)
                    && self.sitting.suspension(&bound.cited, world).is_none()
                    && !bind::roles(&bound.ties, world).is_empty()
            })
            .map(|bound| bound.cited)
            .collect()
    }

    fn coding(&self, question: &Question, any_rule: bool) -> Coding {
        if any_rule {
            return Coding::Coded;
        }
        if let Some(found) = self.coverage(&question.topic).first() {
            return Coding::Looked(found.found);
        }
        let silent = self.texts.iter().any(|(directive, version)| {
            self.sees(&question.lens, directive, version)
                && version.silent.contains(&question.topic)
                && self.may_stand(&directive.id, version)
        });
        if silent {
            Coding::Looked(Found::Silent)
        } else {
            Coding::NotCoded
        }
    }

    /// Coverage of the body on record for a topic: that topic's before what is said of all.
    fn coverage(&self, topic: &Slug) -> Vec<&'a crate::model::Coverage> {
        let mut all: Vec<_> = self
            .docket
            .coverage
            .iter()
            .filter(|coverage| {
                coverage.organization == self.org
                    && coverage.topic.as_ref().is_none_or(|about| about == topic)
            })
            .collect();
        all.sort_by_key(|coverage| coverage.topic.is_none());
        all
    }

    /// The sets of up to three further facts, none of which is needless, that would change the
    /// answer of a line.
    pub fn would_change(&self, line: &Line<'a>, given: &BTreeSet<Slug>) -> Vec<Vec<Slug>> {
        let book = &self.docket.codebook;
        let known = book.closed(given);
        let open: Vec<&Slug> = line
            .list
            .terms()
            .iter()
            .filter(|term| !known.contains(*term))
            .collect();
        let now = line.effect();
        let mut found: Vec<BTreeSet<Slug>> = Vec::new();
        for size in 1..=3 {
            for set in subsets(&open, size) {
                let implied = book.closed(&set);
                if found.iter().any(|smaller| smaller.is_subset(&implied)) {
                    continue;
                }
                let facts: BTreeSet<Slug> = given.union(&set).cloned().collect();
                let then = line
                    .list
                    .decide(book, &facts)
                    .map(|at| line.list.arms[at].effect);
                if then != now {
                    found.push(set);
                }
            }
        }
        found
            .into_iter()
            .map(|set| set.into_iter().collect())
            .collect()
    }
}

/// Every choice over the unknowns, the one in which all have passed first.
fn worlds(unknowns: &[Boundary]) -> Vec<World> {
    let mut all = vec![World::new()];
    for unknown in unknowns.iter().take(UNKNOWNS_MAX) {
        all = all
            .into_iter()
            .flat_map(|world| {
                [true, false].map(|value| {
                    let mut next = world.clone();
                    next.insert(unknown.clone(), value);
                    next
                })
            })
            .collect();
    }
    all
}

fn differing(a: &World, b: &World) -> Vec<(Boundary, bool)> {
    b.iter()
        .filter(|(bound, value)| a.get(*bound) != Some(*value))
        .map(|(bound, value)| (bound.clone(), *value))
        .collect()
}

fn subsets(from: &[&Slug], size: usize) -> Vec<BTreeSet<Slug>> {
    if size == 0 {
        return vec![BTreeSet::new()];
    }
    from.iter()
        .enumerate()
        .flat_map(|(at, first)| {
            subsets(&from[at + 1..], size - 1)
                .into_iter()
                .map(|mut rest| {
                    rest.insert((*first).clone());
                    rest
                })
        })
        .collect()
}

/// The roles in which a rule applies in a world: what its binding says, narrowed by what it says
/// itself; `None` among them for everyone.
fn applies_to<'a>(bound: &Bound<'a>, world: &World) -> Vec<(Option<&'a Slug>, &'a Bond)> {
    let own = bound.cited.rule.says.role.as_ref();
    let ties = bound.ties.iter().filter(|tie| {
        tie.disputed
            .as_ref()
            .is_none_or(|bond| world.get(bond).copied().unwrap_or(true))
    });
    ties.filter_map(|tie| match (own, tie.bond.role.as_ref()) {
        (Some(own), Some(tied)) if own != tied => None,
        (own, tied) => Some((own.or(tied), tie.bond)),
    })
    .collect()
}

fn roles_asked(
    question: &Question,
    reached: &[(&Bound<'_>, u32, u32)],
    world: &World,
) -> Vec<Option<Slug>> {
    if let Some(role) = &question.role {
        let applies = reached.iter().any(|(bound, ..)| {
            applies_to(bound, world)
                .iter()
                .any(|(named, _)| named.is_none_or(|named| named == role))
        });
        return if applies {
            vec![Some(role.clone())]
        } else {
            Vec::new()
        };
    }
    let named: BTreeSet<Option<Slug>> = reached
        .iter()
        .flat_map(|(bound, ..)| applies_to(bound, world))
        .map(|(role, _)| role.cloned())
        .collect();
    // `None`, everyone else, sorts first; it is told last.
    let (everyone, mut roles): (Vec<_>, Vec<_>) = named.into_iter().partition(Option::is_none);
    roles.extend(everyone);
    roles
}

/// The rules in play for one role: those that name it or none.
fn entries<'a>(
    reached: &[(&Bound<'a>, u32, u32)],
    role: Option<&Slug>,
    world: &World,
) -> Vec<Entry<'a>> {
    reached
        .iter()
        .filter_map(|(bound, topic, counterpart)| {
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
                    counterpart: *counterpart,
                    any_role: named.is_none(),
                },
                start: bound.start,
            })
        })
        .collect()
}

fn word(lines: &[Line<'_>]) -> Word {
    let effects: BTreeSet<Option<Effect>> = lines.iter().map(Line::effect).collect();
    match effects.len() {
        0 => Word::None,
        1 => effects.into_iter().next().flatten().into(),
        _ => {
            // By role where, for some counterpart, roles differ.
            let differ = |role: &Option<Slug>, counterpart: &Slug| {
                lines
                    .iter()
                    .filter(|line| {
                        line.counterparts.contains(counterpart) && line.roles.contains(role)
                    })
                    .map(Line::effect)
                    .collect::<BTreeSet<_>>()
            };
            let counterparts: BTreeSet<&Slug> =
                lines.iter().flat_map(|line| &line.counterparts).collect();
            let roles: BTreeSet<&Option<Slug>> =
                lines.iter().flat_map(|line| &line.roles).collect();
            let by_role = counterparts.iter().any(|counterpart| {
                roles
                    .iter()
                    .flat_map(|role| differ(role, counterpart))
                    .collect::<BTreeSet<_>>()
                    .len()
                    > 1
            });
            if by_role {
                Word::ByRole
            } else {
                Word::ByCounterpart
            }
        }
    }
}

fn class(lines: &[Line<'_>]) -> Class {
    let classes: BTreeSet<Class> = lines.iter().map(|line| line.class).collect();
    match classes.len() {
        0 => Class::None,
        1 => classes.into_iter().next().unwrap_or(Class::None),
        _ => Class::Mixed,
    }
}

fn line_class(
    list: &List<'_>,
    decides: Option<usize>,
    reachable: &BTreeSet<Option<usize>>,
) -> Class {
    let effect = |at: &usize| list.arms[*at].effect;
    let effects: BTreeSet<Effect> = reachable.iter().flatten().map(effect).collect();
    let always = !reachable.contains(&None);
    let now = decides.as_ref().map(effect);
    let effects: Vec<Effect> = effects.into_iter().collect();
    match (effects.as_slice(), now) {
        ([], _) => Class::None,
        ([Effect::Requires], Some(_)) if always => Class::Requires,
        ([Effect::Requires], Some(_)) => Class::RequiresUnless,
        ([Effect::Requires], None) => Class::RequiresWhen,
        ([Effect::Permits], Some(_)) if always => Class::Permits,
        ([Effect::Permits], Some(_)) => Class::PermitsUnless,
        ([Effect::Permits], None) => Class::PermitsWhen,
        ([Effect::Prohibits], Some(_)) if always => Class::Prohibits,
        ([Effect::Prohibits], Some(_)) => Class::ProhibitsUnless,
        ([Effect::Prohibits], None) => Class::ProhibitsWhen,
        ([Effect::Permits, Effect::Prohibits], Some(Effect::Prohibits)) => Class::ProhibitsUnless,
        _ => Class::Mixed,
    }
}
