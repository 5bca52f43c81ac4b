//! When a version or rule is in force: yes, no, or uncertain (model, section 2).
//!
//! Whatever begins or ends does so at a *boundary*: an unknown day with an earliest and a latest
//! possible value. On a given day a boundary has passed, has not, or may have; the last are the
//! unknowns over which an uncertain answer is a choice. Two texts that share a boundary (an end
//! that names its successor, ends that name one rescinding text) share the unknown, so that they
//! are never both in force and never neither.

use std::collections::BTreeMap;

use chrono::Months;

use crate::model::date::hull;
use crate::model::{
    Day, Directive, DirectiveId, Docket, EndHow, Ending, Reference, Rule, Slug, Stage, Standing,
    Suspension, Version,
};

/// A rule, or a whole version where `rule` is none, with the texts in which it stands.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    /// The directive.
    pub directive: &'a Directive,
    /// Its version.
    pub version: &'a Version,
    /// The rule in it.
    pub rule: &'a Rule,
}

impl Cited<'_> {
    /// `ISSUER/SLUG@LABEL#RULE`.
    pub fn reference(&self) -> Reference {
        Reference {
            directive: self.directive.id.clone(),
            version: Some(self.version.label.as_str().into()),
            rule: Some(self.rule.id.clone()),
        }
    }

    /// The rule's own standing, else the version's.
    pub fn standing(&self) -> Standing {
        self.rule.standing.unwrap_or(self.version.standing)
    }

    /// Directive, label and rule id: what orders rules when nothing else does.
    pub fn key(&self) -> (&DirectiveId, &str, &Slug) {
        (&self.directive.id, &self.version.label, &self.rule.id)
    }
}

/// What may begin or end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Boundary {
    /// The start of a version (directive, label).
    Start(DirectiveId, String),
    /// The end of a version.
    End(DirectiveId, String),
    /// What ends, at one unknown moment, all that names this directive as its end.
    EndBy(DirectiveId, bool),
    /// The expiry on a version's face.
    Expiry(DirectiveId, String),
    /// The start of a single rule.
    RuleStart(DirectiveId, String, Slug),
    /// The end of a single rule.
    RuleEnd(DirectiveId, String, Slug),
    /// The start of a suspension, by its place in the version.
    HoldStart(DirectiveId, String, usize),
    /// The end of a suspension.
    HoldEnd(DirectiveId, String, usize),
    /// A disputed bond, by its place in the list of the directive, version or rule; it "passes"
    /// where the text binds.
    Bond(DirectiveId, Option<String>, Option<Slug>, usize),
}

/// Whether a boundary has passed by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// It has.
    Yes,
    /// It has not.
    No,
    /// It may have.
    Maybe,
}

/// The days on which a boundary may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day; `None`: no day is too early.
    pub earliest: Option<Day>,
    /// The last day; `None`: no day is too late.
    pub latest: Option<Day>,
    /// Whether it may never pass at all: a disputed end, an expiry that may have been renewed.
    pub never: bool,
}

impl Span {
    const fn of((earliest, latest): (Option<Day>, Option<Day>)) -> Self {
        Self {
            earliest,
            latest,
            never: false,
        }
    }

    fn meet(self, other: Self) -> Option<Self> {
        let earliest = self.earliest.max(other.earliest);
        let latest = match (self.latest, other.latest) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        match (earliest, latest) {
            (Some(from), Some(to)) if from > to => None,
            _ => Some(Self {
                earliest,
                latest,
                never: false,
            }),
        }
    }

    /// Whether it lies before the other, whichever days they are.
    fn is_before(self, other: Self) -> bool {
        self.latest
            .zip(other.earliest)
            .is_some_and(|(last, first)| last < first)
    }

    /// Whether the boundary has passed by the day: on its very day it has.
    pub fn passed(self, on: Day) -> Passed {
        if self.earliest.is_some_and(|first| on < first) {
            Passed::No
        } else if !self.never && self.latest.is_some_and(|last| on >= last) {
            Passed::Yes
        } else {
            Passed::Maybe
        }
    }
}

/// From what the start of a version is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartBasis {
    /// A date on which it took effect.
    Effective,
    /// Its adoption, signing, issue or publication only.
    Adoption,
    /// No date: it is only known to exist by some day.
    Mention,
}

/// From what the start of a version is known.
pub fn start_basis(version: &Version) -> StartBasis {
    let dates = &version.dates;
    if !dates.effective.is_empty() {
        StartBasis::Effective
    } else if [
        &dates.adopted,
        &dates.signed,
        &dates.issued,
        &dates.published,
    ]
    .iter()
    .any(|claims| !claims.is_empty())
    {
        StartBasis::Adoption
    } else {
        StartBasis::Mention
    }
}

/// The span of a version's start by its own dates alone.
fn own_start(directive: &Directive, version: &Version) -> Span {
    let dates = &version.dates;
    match start_basis(version) {
        StartBasis::Effective => Span::of(hull(&dates.effective)),
        StartBasis::Adoption => {
            let all: Vec<_> = [
                &dates.adopted,
                &dates.signed,
                &dates.issued,
                &dates.published,
            ]
            .into_iter()
            .flatten()
            .cloned()
            .collect();
            Span::of(hull(&all))
        }
        StartBasis::Mention => {
            let cited = version
                .sources
                .iter()
                .chain(version.rules.iter().flat_map(|rule| &rule.sources))
                .filter_map(|name| directive.sources.get(name)?.date?.latest());
            let checked = version.last_checked.and_then(|date| date.latest());
            Span {
                earliest: None,
                latest: cited.chain(checked).min(),
                never: false,
            }
        }
    }
}

/// Versions in the order of their starts, as far as the dates tell; in that of the record beyond.
fn in_order(mut open: Vec<(&Version, Span)>) -> Vec<(&Version, Span)> {
    let mut chain = Vec::with_capacity(open.len());
    while !open.is_empty() {
        let follows_none = |(_, span): &(&Version, Span)| {
            !open.iter().any(|(_, other)| other.is_before(*span))
        };
        // Spans that lie wholly before one another cannot form a ring: there is always one.
        let next = open.iter().position(follows_none).unwrap_or(0);
        chain.push(open.remove(next));
    }
    chain
}

/// The boundaries of all texts of a docket, worked out once.
pub struct Calendar<'a> {
    chains: BTreeMap<&'a DirectiveId, Vec<&'a Version>>,
    spans: BTreeMap<Boundary, Span>,
    /// Ends that are the same unknown as something else.
    same: BTreeMap<Boundary, Boundary>,
}

impl<'a> Calendar<'a> {
    /// Works out the boundaries of every version and rule.
    pub fn new(docket: &'a Docket) -> Self {
        let mut calendar = Self {
            chains: BTreeMap::new(),
            spans: BTreeMap::new(),
            same: BTreeMap::new(),
        };
        for directive in docket.directives.values() {
            calendar.chain(directive);
        }
        for directive in docket.directives.values() {
            calendar.ends(directive);
        }
        for chain in docket.directives.keys() {
            calendar.straighten(chain);
        }
        calendar
    }

    /// The adopted versions of a directive that were not void: in the order of their starts, and
    /// where the dates leave that open, in the order of the record.
    pub fn versions(&self, directive: &DirectiveId) -> &[&'a Version] {
        self.chains.get(directive).map_or(&[], Vec::as_slice)
    }

    /// The days on which a boundary may lie.
    pub fn span(&self, boundary: &Boundary) -> Option<Span> {
        self.spans.get(self.unknown(boundary)).copied()
    }

    /// The start of a version.
    pub fn start(&self, directive: &DirectiveId, version: &Version) -> Option<Span> {
        self.span(&Boundary::Start(directive.clone(), version.label.clone()))
    }

    fn unknown<'b>(&'b self, boundary: &'b Boundary) -> &'b Boundary {
        self.same.get(boundary).unwrap_or(boundary)
    }

    fn chain(&mut self, directive: &'a Directive) {
        let adopted = directive
            .versions
            .iter()
            .filter(|version| version.stage == Stage::Adopted && !is_void(version))
            .map(|version| (version, own_start(directive, version)));
        let chain = in_order(adopted.collect());
        for (version, span) in &chain {
            let id = (directive.id.clone(), version.label.clone());
            self.spans.insert(Boundary::Start(id.0, id.1), *span);
        }
        self.chains.insert(
            &directive.id,
            chain.into_iter().map(|(version, _)| version).collect(),
        );
        self.straighten(&directive.id);
    }

    /// A version starts never before the one before it, and never after the one behind it.
    fn straighten(&mut self, id: &DirectiveId) {
        let keys: Vec<Boundary> = self
            .versions(id)
            .iter()
            .map(|version| Boundary::Start(id.clone(), version.label.clone()))
            .collect();
        let mut floor = None;
        for key in &keys {
            if let Some(span) = self.spans.get_mut(key) {
                span.earliest = span.earliest.max(floor);
                if let (Some(from), Some(to)) = (span.earliest, span.latest) {
                    span.latest = Some(to.max(from));
                }
                floor = span.earliest;
            }
        }
        let mut ceiling: Option<Day> = None;
        for key in keys.iter().rev() {
            if let Some(span) = self.spans.get_mut(key) {
                if let Some(top) = ceiling {
                    let capped = span.latest.map_or(top, |latest| latest.min(top));
                    span.latest = Some(span.earliest.map_or(capped, |from| capped.max(from)));
                }
                ceiling = span.latest;
            }
        }
    }

    fn ends(&mut self, directive: &'a Directive) {
        for version in self.versions(&directive.id).to_vec() {
            let id = directive.id.clone();
            let label = version.label.clone();
            if let Some(ending) = &version.ended {
                self.end(Boundary::End(id.clone(), label.clone()), ending);
            } else if let Some(expires) = version.expires
                && let Some(first) = expires.earliest().and_then(|day| day.succ_opt())
            {
                let span = Span {
                    earliest: Some(first),
                    latest: None,
                    never: true,
                };
                self.spans
                    .insert(Boundary::Expiry(id.clone(), label.clone()), span);
            }
            for rule in &version.rules {
                if !rule.from.is_empty() {
                    let key = Boundary::RuleStart(id.clone(), label.clone(), rule.id.clone());
                    self.spans.insert(key, Span::of(hull(&rule.from)));
                }
                if let Some(ending) = &rule.ended {
                    let key = Boundary::RuleEnd(id.clone(), label.clone(), rule.id.clone());
                    self.end(key, ending);
                }
            }
            for (at, hold) in version.suspended.iter().enumerate() {
                let from = Span::of((hold.from.earliest(), hold.from.latest()));
                self.spans
                    .insert(Boundary::HoldStart(id.clone(), label.clone(), at), from);
                if let Some(until) = hold.until {
                    let until = Span::of((until.earliest(), until.latest()));
                    self.spans
                        .insert(Boundary::HoldEnd(id.clone(), label.clone(), at), until);
                }
            }
        }
    }

    fn end(&mut self, key: Boundary, ending: &Ending) {
        let own = Span::of(hull(&ending.on));
        let disputed = ending.certainty == Some(Standing::Disputed)
            || (!ending.on.is_empty()
                && ending
                    .on
                    .iter()
                    .all(|claim| claim.certainty == Some(Standing::Disputed)));
        let shared = ending.by.as_ref().map(|by| {
            let start = if disputed {
                None
            } else {
                self.successor(by, own)
            };
            start.unwrap_or_else(|| Boundary::EndBy(by.directive.clone(), disputed))
        });
        if let Some(unknown) = shared {
            let before = self.spans.get(&unknown).copied();
            let met = before.map_or(Some(own), |span| span.meet(own));
            if let Some(span) = met {
                self.spans.insert(
                    unknown.clone(),
                    Span {
                        never: disputed,
                        ..span
                    },
                );
                self.same.insert(key, unknown);
                return;
            }
        }
        self.spans.insert(
            key,
            Span {
                never: disputed,
                ..own
            },
        );
    }

    /// The start of the version that an end names: the named one, or the first that can begin then.
    fn successor(&self, by: &Reference, on: Span) -> Option<Boundary> {
        let start =
            |version: &&&Version| Boundary::Start(by.directive.clone(), version.label.clone());
        let can_begin = |version: &&&Version| {
            self.spans
                .get(&start(version))
                .is_some_and(|span| span.meet(on).is_some())
        };
        let named = |version: &&&Version| {
            by.version
                .as_deref()
                .is_none_or(|label| label == version.label)
        };
        let versions = self.versions(&by.directive);
        versions
            .iter()
            .filter(named)
            .find(can_begin)
            .as_ref()
            .map(start)
    }

    /// How things stand on a day.
    pub const fn on(&'a self, day: Day) -> Sitting<'a> {
        Sitting {
            calendar: self,
            day,
        }
    }
}

/// Whether an end is only disputed.
fn is_disputed(ending: &Ending) -> bool {
    ending.certainty == Some(Standing::Disputed)
        || (!ending.on.is_empty()
            && ending
                .on
                .iter()
                .all(|claim| claim.certainty == Some(Standing::Disputed)))
}

/// Whether a version was never in force.
pub fn is_void(version: &Version) -> bool {
    version
        .ended
        .as_ref()
        .is_some_and(|ending| ending.how == EndHow::Void)
}

/// A choice over the unknown boundaries: which of them have passed.
pub type World = BTreeMap<Boundary, bool>;

/// The calendar on one day.
#[derive(Clone, Copy)]
pub struct Sitting<'a> {
    calendar: &'a Calendar<'a>,
    /// The day.
    pub day: Day,
}

impl<'a> Sitting<'a> {
    /// The boundaries behind it.
    pub const fn calendar(&self) -> &'a Calendar<'a> {
        self.calendar
    }

    /// Whether a boundary has passed in a world; one that the world does not mention and that may
    /// have passed counts as not passed.
    fn has_passed(&self, boundary: &Boundary, world: &World) -> bool {
        let unknown = self.calendar.unknown(boundary);
        match self
            .calendar
            .spans
            .get(unknown)
            .map(|span| span.passed(self.day))
        {
            Some(Passed::Yes) => true,
            Some(Passed::Maybe) => world.get(unknown).copied().unwrap_or(false),
            Some(Passed::No) | None => false,
        }
    }

    /// The boundaries at which a version begins and ends: starts (all must have passed) and ends
    /// (none may have).
    fn version_bounds(
        &self,
        directive: &DirectiveId,
        version: &Version,
    ) -> (Boundary, Vec<Boundary>) {
        let id = directive.clone();
        let label = version.label.clone();
        let mut ends = Vec::new();
        if version.ended.is_some() {
            ends.push(Boundary::End(id.clone(), label.clone()));
        }
        // An end that is only disputed may be none: then the version goes on to the next.
        if version.ended.as_ref().is_none_or(is_disputed) {
            let chain = self.calendar.versions(directive);
            let at = chain.iter().position(|other| other.label == version.label);
            if let Some(next) = at.and_then(|at| chain.get(at + 1)) {
                ends.push(Boundary::Start(id.clone(), next.label.clone()));
            }
            ends.push(Boundary::Expiry(id.clone(), label.clone()));
        }
        (Boundary::Start(id, label), ends)
    }

    fn rule_bounds(
        &self,
        directive: &DirectiveId,
        version: &Version,
        rule: &Rule,
    ) -> (Option<Boundary>, Option<Boundary>) {
        let key = || (directive.clone(), version.label.clone(), rule.id.clone());
        let start = (!rule.from.is_empty()).then(|| {
            let (id, label, rule) = key();
            Boundary::RuleStart(id, label, rule)
        });
        let end = rule.ended.is_some().then(|| {
            let (id, label, rule) = key();
            Boundary::RuleEnd(id, label, rule)
        });
        (start, end)
    }

    /// Whether a version stands on the day in a world. A draft or a void version never does.
    pub fn stands(&self, directive: &DirectiveId, version: &Version, world: &World) -> bool {
        if version.stage == Stage::Draft || is_void(version) {
            return false;
        }
        let (start, ends) = self.version_bounds(directive, version);
        self.has_passed(&start, world) && !ends.iter().any(|end| self.has_passed(end, world))
    }

    /// Whether a rule stands on the day in a world, suspended or not.
    pub fn rule_stands(&self, cited: &Cited<'_>, world: &World) -> bool {
        let (start, end) = self.rule_bounds(&cited.directive.id, cited.version, cited.rule);
        self.stands(&cited.directive.id, cited.version, world)
            && start.is_none_or(|start| self.has_passed(&start, world))
            && !end.is_some_and(|end| {
                cited
                    .rule
                    .ended
                    .as_ref()
                    .is_some_and(|ended| ended.how == EndHow::Void)
                    || self.has_passed(&end, world)
            })
    }

    /// The suspension that keeps a rule from being enforced on the day in a world.
    pub fn suspension(&self, cited: &Cited<'a>, world: &World) -> Option<&'a Suspension> {
        let key = |at| (cited.directive.id.clone(), cited.version.label.clone(), at);
        cited
            .version
            .suspended
            .iter()
            .enumerate()
            .find_map(|(at, hold)| {
                let covers = hold.rules.is_empty() || hold.rules.contains(&cited.rule.id);
                let (id, label, at) = key(at);
                let begun = Boundary::HoldStart(id.clone(), label.clone(), at);
                let over = Boundary::HoldEnd(id, label, at);
                (covers && self.has_passed(&begun, world) && !self.has_passed(&over, world))
                    .then_some(hold)
            })
    }

    /// The unknowns of a version on the day.
    pub fn unknowns_of(&self, directive: &DirectiveId, version: &Version) -> Vec<Boundary> {
        if version.stage == Stage::Draft || is_void(version) {
            return Vec::new();
        }
        let (start, ends) = self.version_bounds(directive, version);
        self.open(std::iter::once(start).chain(ends))
    }

    /// The unknowns of a rule on the day, those of its version and suspensions included.
    pub fn unknowns_of_rule(&self, cited: &Cited<'_>) -> Vec<Boundary> {
        let (id, version) = (&cited.directive.id, cited.version);
        let (start, end) = self.rule_bounds(id, version, cited.rule);
        let holds = version
            .suspended
            .iter()
            .enumerate()
            .filter(|(_, hold)| hold.rules.is_empty() || hold.rules.contains(&cited.rule.id))
            .flat_map(|(at, _)| {
                [
                    Boundary::HoldStart(id.clone(), version.label.clone(), at),
                    Boundary::HoldEnd(id.clone(), version.label.clone(), at),
                ]
            });
        let mut all = self.unknowns_of(id, version);
        all.extend(self.open(start.into_iter().chain(end).chain(holds)));
        all
    }

    fn open(&self, bounds: impl IntoIterator<Item = Boundary>) -> Vec<Boundary> {
        bounds
            .into_iter()
            .map(|bound| self.calendar.unknown(&bound).clone())
            .filter(|bound| {
                self.calendar
                    .spans
                    .get(bound)
                    .is_some_and(|span| span.passed(self.day) == Passed::Maybe)
            })
            .collect()
    }

    /// Whether a world can be: a later version has not begun before an earlier one, nothing has
    /// ended before it began.
    pub fn is_possible(&self, world: &World, texts: &[(&DirectiveId, &Version)]) -> bool {
        let truth = |bound: &Boundary| self.has_passed(bound, world);
        texts.iter().all(|(id, version)| {
            let (start, ends) = self.version_bounds(id, version);
            let begun = truth(&start);
            let chain = self.calendar.versions(id);
            let at = chain.iter().position(|other| other.label == version.label);
            let earlier = &chain[..at.unwrap_or(0)];
            (begun || !ends.iter().any(truth))
                && (!begun
                    || earlier.iter().all(|before| {
                        truth(&Boundary::Start((*id).clone(), before.label.clone()))
                            || self.calendar.start(id, before).is_some_and(|span| {
                                // An unknown that this question does not look at stands open.
                                span.passed(self.day) == Passed::Maybe
                                    && !world.contains_key(self.calendar.unknown(&Boundary::Start(
                                        (*id).clone(),
                                        before.label.clone(),
                                    )))
                            })
                    }))
                && version.rules.iter().all(|rule| {
                    let (from, end) = self.rule_bounds(id, version, rule);
                    // Nothing ends before it begins.
                    !end.is_some_and(|end| truth(&end))
                        || (begun && from.is_none_or(|from| truth(&from)))
                })
                && (0..version.suspended.len()).all(|at| {
                    let key = ((*id).clone(), version.label.clone());
                    truth(&Boundary::HoldStart(key.0.clone(), key.1.clone(), at))
                        || !truth(&Boundary::HoldEnd(key.0, key.1, at))
                })
        })
    }
}

/// Whether the end of a rule is on record: its own, its version's, or the start of the next version.
/// A rule whose end is on record stood until then, whenever that was last checked; that holds of a
/// disputed end too, since all accounts agree that it stood before.
pub fn has_known_end(calendar: &Calendar<'_>, cited: &Cited<'_>) -> bool {
    let next = || {
        calendar
            .versions(&cited.directive.id)
            .last()
            .is_some_and(|last| last.label != cited.version.label)
    };
    cited.rule.ended.is_some() || cited.version.ended.is_some() || next()
}

/// Whether a statute or ordinance without an effective date is so young on the day that it may not
/// have been in effect: less than a year after its adoption.
pub(super) fn may_not_be_in_effect(sitting: &Sitting<'_>, cited: &Cited<'_>) -> bool {
    let law = cited.directive.kind == "statute" || cited.directive.kind == "ordinance";
    law && start_basis(cited.version) == StartBasis::Adoption
        && sitting
            .calendar
            .start(&cited.directive.id, cited.version)
            .and_then(|span| span.latest?.checked_add_months(Months::new(12)))
            .is_some_and(|anniversary| sitting.day < anniversary)
}
