//! A second, slow evaluator for the tests: written from section 5 of the model alone, it tries
//! every way in which the open dates can have fallen and every set of facts. Nothing here is shared
//! with the law of the program, so that a slip would have to be made twice to stay unseen.
//!
//! - [`force`]: section 2, which versions and rules stand, as a list of possible worlds;
//! - [`bind`]: section 4 and step 1, which rules are in play in a world;
//! - [`decide`]: steps 2 to 4, the order, the decision list and the facts;
//! - [`report`]: step 5, the answer, its class and certainty, clashes.

mod bind;
mod decide;
mod examples;
mod force;
mod records;
mod report;

use std::collections::{BTreeMap, BTreeSet};

use comity::model::{Day, DirectiveId, Docket, Effect, Reference, Slug};

/// "Question: organization, topic, optional counterpart and role, day, facts (conditions known to
/// hold)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) org: Slug,
    pub(crate) topic: Slug,
    pub(crate) counterpart: Option<Slug>,
    pub(crate) role: Option<Slug>,
    pub(crate) on: Day,
    pub(crate) given: BTreeSet<Slug>,
}

/// "**answer** (JSON)".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Word {
    Requires,
    Permits,
    Prohibits,
    None,
    ByRole,
    ByCounterpart,
    Uncertain,
}

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

impl Word {
    /// The word as JSON has it.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Requires => "requires",
            Self::Permits => "permits",
            Self::Prohibits => "prohibits",
            Self::None => "none",
            Self::ByRole => "by-role",
            Self::ByCounterpart => "by-counterpart",
            Self::Uncertain => "uncertain",
        }
    }
}

/// "**class**: over all sets of facts, not by spelling".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// That effect, whatever the facts.
    Plain(Effect),
    /// That effect without facts, but not always.
    Unless(Effect),
    /// That effect with some facts only.
    When(Effect),
    /// Two effects, or lines that differ.
    Mixed,
    /// No effect.
    None,
    /// The worlds have different classes.
    Uncertain,
}

impl Class {
    /// The word as JSON has it.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Plain(effect) => effect.to_string(),
            Self::Unless(effect) => format!("{effect}-unless"),
            Self::When(effect) => format!("{effect}-when"),
            Self::Mixed => "mixed".to_owned(),
            Self::None => "none".to_owned(),
            Self::Uncertain => "uncertain".to_owned(),
        }
    }
}

/// "**certainty**", the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Certainty {
    Certain,
    Unchecked,
    Uncertain,
}

impl Certainty {
    /// The word as JSON has it.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Unchecked => "unchecked",
            Self::Uncertain => "uncertain",
        }
    }
}

/// "with what settles it: rank, specialty (the `when` inside one version too), amendment, date, or
/// *nothing*".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Settled {
    Rank,
    Specialty,
    Amendment,
    Date,
    Nothing,
}

/// A set of facts, closed upward: "a fact implies what is broader".
pub(crate) type Facts = BTreeSet<Slug>;

/// What decides: the effect and the rule, as `directive@label#rule`.
pub(crate) type Outcome = Option<(Effect, String)>;

/// Two rules of contrary effect, the smaller name first, and what settles it. Two rules with `only`
/// can meet in more than one way.
pub(crate) type Clashes = BTreeMap<(String, String), BTreeSet<Settled>>;

/// One line of an answer in one of the possible worlds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct View {
    /// Whether every disputed bond binds in this world.
    pub(crate) all_bind: bool,
    /// The rules in play, in the order of step 2 (once, at the first arm of each).
    pub(crate) order: Vec<String>,
    /// What decides, for every set of facts over the conditions in play.
    pub(crate) outcomes: BTreeMap<Facts, Outcome>,
    /// What decides with the facts that were given.
    pub(crate) given: Outcome,
    /// Clashes between the rules in play.
    pub(crate) clashes: Clashes,
    /// Versions in force of which no rule is known, that bind on this line.
    pub(crate) unseen: BTreeSet<String>,
}

/// One line of an answer: a role (`None`: asked for none, or everyone else) and a counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) role: Option<Slug>,
    pub(crate) counterpart: Option<Slug>,
    /// The different worlds, each once.
    pub(crate) views: Vec<View>,
    /// As if every disputed bond binds; with the given facts.
    pub(crate) answer: Word,
    /// The answers of all worlds, those in which a disputed bond does not bind too.
    pub(crate) answers: BTreeSet<Word>,
    pub(crate) class: Class,
    pub(crate) certainty: Certainty,
    /// "text not seen".
    pub(crate) text_not_seen: bool,
    /// Whether dates leave it open, every disputed bond binding.
    pub(crate) open: bool,
    /// Whether a disputed bond alone gives another answer.
    pub(crate) disputed: bool,
    /// The rules that decide, in the worlds where every disputed bond binds.
    pub(crate) deciders: BTreeSet<String>,
    /// The smallest sets of up to three further facts that change the answer.
    pub(crate) would_change_if: BTreeSet<Facts>,
}

/// The whole answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) lines: Vec<Line>,
    pub(crate) answer: Word,
    pub(crate) class: Class,
    pub(crate) certainty: Certainty,
    /// The deciding rule, where it is the same on all lines and in all worlds.
    pub(crate) decider: Option<String>,
    /// Whether dates leave a line open, every disputed bond binding.
    pub(crate) open: bool,
    pub(crate) disputed: bool,
    /// Rules that would be in play, were they not suspended; true: suspended whenever in force.
    pub(crate) suspended: BTreeMap<String, bool>,
    /// Versions in force of which no rule is known; true: in force in every world.
    pub(crate) unseen: BTreeMap<String, bool>,
    /// Clashes in any world and on any line.
    pub(crate) clashes: Clashes,
    /// Bans under a higher ban on `adopt-limiting-policy`.
    pub(crate) may_be_contrary: BTreeSet<String>,
    /// `coded`, the coverage on record, `silent` or `not-coded`.
    pub(crate) coverage: String,
}

/// Answers a question by brute force.
pub(crate) fn answer(docket: &Docket, question: &Question) -> Answer {
    report::answer(docket, question)
}

/// A version, by its place in its directive.
type VersionKey = (DirectiveId, usize);
/// A rule, by its place in its version.
type RuleKey = (DirectiveId, usize, usize);

/// `directive@label`.
fn version_name(docket: &Docket, (id, at): &VersionKey) -> String {
    Reference {
        directive: id.clone(),
        version: Some(docket.directives[id].versions[*at].label.as_str().into()),
        rule: None,
    }
    .to_string()
}

/// `directive@label#rule`.
fn rule_name(docket: &Docket, (id, version, rule): &RuleKey) -> String {
    let at = &docket.directives[id].versions[*version];
    Reference {
        directive: id.clone(),
        version: Some(at.label.as_str().into()),
        rule: Some(at.rules[*rule].id.clone()),
    }
    .to_string()
}
