//! The answer to a question (model, section 5): what decides, how certain that is, what else
//! there is to know.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::Boundary;
use super::conflict::{self, Clash};
use super::decide::{Entry, List};
use super::force::Cited;
use crate::model::words::vocabulary;
use crate::model::{
    Bond, Codebook, Directive, DirectiveId, Effect, Found, Reference, Slug, Suspension, Version,
};

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
    /// The texts of one issuer only.
    Issuer(Slug),
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

/// A role (`None`: everyone, or everyone else) and a counterpart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The role.
    pub role: Option<Slug>,
    /// The counterpart.
    pub counterpart: Slug,
}

/// What is decided for some roles and counterparts, in one world.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// For which roles and counterparts it speaks.
    pub places: Vec<Place>,
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
    pub(super) signature: Signature,
}

/// What makes two lines say the same.
pub(super) type Signature = (Class, Vec<(Effect, bool, Reference, Vec<Reference>)>);

impl<'a> Line<'a> {
    /// Its roles, each once, everyone (else) last.
    pub fn roles(&self) -> Vec<Option<&Slug>> {
        let mut roles: Vec<Option<&Slug>> = Vec::new();
        for place in &self.places {
            if !roles.contains(&place.role.as_ref()) {
                roles.push(place.role.as_ref());
            }
        }
        roles
    }

    /// Whether it speaks for each of its roles toward each of its counterparts.
    pub fn is_product(&self) -> bool {
        self.places.len() == self.counterparts().len() * self.roles().len()
    }

    /// Its counterparts, each once.
    pub fn counterparts(&self) -> Vec<&Slug> {
        let mut sides: Vec<&Slug> = Vec::new();
        for place in &self.places {
            if !sides.contains(&&place.counterpart) {
                sides.push(&place.counterpart);
            }
        }
        sides
    }

    /// Notes rules that are in play for another role or counterpart of which the line speaks too.
    pub(super) fn also_in_play(&mut self, entries: &[Entry<'a>]) {
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
    /// Whether no counterpart was asked for, so that a line for one agency must name it.
    pub open: bool,
}

impl<'a> Outcome<'a> {
    /// The outcome that these lines make.
    pub(super) fn new(lines: Vec<Line<'a>>, open: bool) -> Self {
        let words = lines.iter().flat_map(|line| {
            line.places
                .iter()
                .map(|place| (place.clone(), Word::from(line.effect())))
        });
        Self {
            word: overall(&words.collect()),
            class: class(&lines),
            lines,
            open,
        }
    }

    /// The line that speaks for a place.
    pub fn line_for(&self, place: &Place) -> Option<&Line<'a>> {
        self.lines.iter().find(|line| line.places.contains(place))
    }

    /// Whether some rule is in play.
    pub(super) fn is_coded(&self) -> bool {
        self.lines.iter().any(|line| !line.entries.is_empty())
    }
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

/// A ban on policies that limit cooperation, with the bans in play below it.
#[derive(Debug, Clone)]
pub struct Limit<'a> {
    /// The ban on limiting policies.
    pub over: Cited<'a>,
    /// The lower bans, which may be contrary to it.
    pub bans: Vec<Cited<'a>>,
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
    /// Bans on limiting policies above bans that are in play: these "may be contrary" to them.
    pub limits: Vec<Limit<'a>>,
}

impl Answer<'_> {
    /// Whether a clash that nothing settles marks it.
    pub fn is_conflict(&self) -> bool {
        self.clashes
            .iter()
            .any(|clash| clash.settled == conflict::Settled::Nothing)
    }
}

/// The answer in a word from those of its places.
pub(super) fn overall(words: &BTreeMap<Place, Word>) -> Word {
    let all: BTreeSet<Word> = words.values().copied().collect();
    if all.len() < 2 {
        return all.into_iter().next().unwrap_or(Word::None);
    }
    let differ = |same: fn(&Place, &Place) -> bool| {
        words
            .iter()
            .any(|(a, x)| words.iter().any(|(b, y)| same(a, b) && x != y))
    };
    let roles_differ = differ(|a, b| a.counterpart == b.counterpart);
    let counterparts_differ = differ(|a, b| a.role == b.role);
    if roles_differ || !counterparts_differ {
        Word::ByRole
    } else {
        Word::ByCounterpart
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

/// The class over all sets of facts, whatever was given.
pub(super) fn line_class(list: &List<'_>, codebook: &Codebook) -> Class {
    let none = BTreeSet::new();
    let (decides, reachable) = (
        list.decide(codebook, &none),
        list.reachable(codebook, &none),
    );
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
