//! Section 2: what stands on a day. Every date is a boundary, some day of a span. "An uncertain
//! answer is a choice over boundaries": a *world* says for each open boundary whether it was passed
//! by the day, and for each doubt which way it falls.

use std::collections::{BTreeMap, BTreeSet};

use comity::model::{
    Bond, Date, DateClaim, Day, DirectiveId, Docket, EndHow, Ending, Reference, Stage, Standing,
    Version, date,
};

use super::{RuleKey, VersionKey};

/// The days on which a boundary can lie; `None` is open.
#[derive(Debug, Clone, Copy)]
struct Span {
    first: Option<Day>,
    last: Option<Day>,
}

impl Span {
    fn of(date: &Date) -> Self {
        Self {
            first: date.earliest(),
            last: date.latest(),
        }
    }

    fn claimed(claims: &[DateClaim]) -> Self {
        let (first, last) = date::hull(claims);
        Self { first, last }
    }

    /// The days that both have; `None` where there are none.
    fn common(self, other: Self) -> Option<Self> {
        let both = Self {
            first: self.first.max(other.first),
            last: match (self.last, other.last) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
        };
        match (both.first, both.last) {
            (Some(first), Some(last)) if first > last => None,
            _ => Some(both),
        }
    }
}

/// The number of a boundary.
type Boundary = usize;

/// Something that the records leave open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unknown {
    /// Whether a boundary was passed by the day of the question.
    Passed(Boundary),
    /// Whether a disputed end is one.
    Ended(String),
    /// Whether a version expired on its face date, or was renewed.
    Expired(VersionKey),
    /// Whether a disputed bond binds.
    Binds(DirectiveId, Bond),
}

/// A choice over all that is open.
pub(super) type World = BTreeMap<Unknown, bool>;

/// How a version or a rule ends.
#[derive(Debug, Clone)]
struct End {
    at: Boundary,
    /// "An end that is only disputed leaves open that the version stands."
    doubt: Option<Unknown>,
    /// The start of the next version, where the disputed end is none.
    otherwise: Option<Boundary>,
}

/// All boundaries of a docket, seen from one day.
pub(super) struct Boundaries<'a> {
    docket: &'a Docket,
    on: Day,
    spans: Vec<Span>,
    /// Boundaries that are the same unknown: each points to another or to itself.
    same: Vec<Boundary>,
    /// Pairs of which the first is never later than the second.
    ordered: Vec<(Boundary, Boundary)>,
    starts: BTreeMap<VersionKey, Boundary>,
    ends: BTreeMap<VersionKey, End>,
    rule_starts: BTreeMap<RuleKey, Boundary>,
    rule_ends: BTreeMap<RuleKey, End>,
    holds: BTreeMap<(VersionKey, usize), (Boundary, Option<Boundary>)>,
    rescinded: BTreeMap<Reference, Boundary>,
}

/// "Take the adopted, not void versions": "A `void` version was never in force, ends nothing".
fn counts(version: &Version) -> bool {
    version.stage == Stage::Adopted
        && version
            .ended
            .as_ref()
            .is_none_or(|end| end.how != EndHow::Void)
}

/// "**Start**: effective; else somewhere from the earliest to the latest of adopted, signed,
/// issued, published"; else "open before the oldest source or check that knows it".
fn start(docket: &Docket, (id, at): &VersionKey) -> Span {
    let directive = &docket.directives[id];
    let version = &directive.versions[*at];
    let dates = &version.dates;
    if !dates.effective.is_empty() {
        return Span::claimed(&dates.effective);
    }
    let made = [
        &dates.adopted,
        &dates.signed,
        &dates.issued,
        &dates.published,
    ];
    let made: Vec<DateClaim> = made.into_iter().flatten().cloned().collect();
    if !made.is_empty() {
        return Span::claimed(&made);
    }
    let sources = version
        .sources
        .iter()
        .chain(version.rules.iter().flat_map(|rule| &rule.sources))
        .filter_map(|name| directive.sources.get(name)?.date);
    Span {
        first: None,
        last: sources
            .chain(version.last_checked)
            .filter_map(|date| date.latest())
            .min(),
    }
}

impl<'a> Boundaries<'a> {
    pub(super) fn new(docket: &'a Docket, on: Day) -> Self {
        let mut all = Self {
            docket,
            on,
            spans: Vec::new(),
            same: Vec::new(),
            ordered: Vec::new(),
            starts: BTreeMap::new(),
            ends: BTreeMap::new(),
            rule_starts: BTreeMap::new(),
            rule_ends: BTreeMap::new(),
            holds: BTreeMap::new(),
            rescinded: BTreeMap::new(),
        };
        for id in docket.directives.keys() {
            all.begin(id);
        }
        for id in docket.directives.keys() {
            all.end(id);
        }
        all
    }

    fn boundary(&mut self, span: Span) -> Boundary {
        self.spans.push(span);
        self.same.push(self.spans.len() - 1);
        self.spans.len() - 1
    }

    fn root(&self, mut boundary: Boundary) -> Boundary {
        while self.same[boundary] != boundary {
            boundary = self.same[boundary];
        }
        boundary
    }

    fn span(&self, boundary: Boundary) -> Span {
        self.spans[self.root(boundary)]
    }

    /// Makes two boundaries one unknown, where they can be.
    fn unite(&mut self, a: Boundary, b: Boundary) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        match self.spans[a].common(self.spans[b]) {
            Some(common) => {
                self.spans[b] = common;
                self.same[a] = b;
                true
            }
            None => false,
        }
    }

    /// The versions that can be in force, in the order of the record.
    fn chain(&self, id: &DirectiveId) -> Vec<usize> {
        let versions = &self.docket.directives[id].versions;
        (0..versions.len())
            .filter(|at| counts(&versions[*at]))
            .collect()
    }

    /// "Never before the start of the version before it."
    fn begin(&mut self, id: &DirectiveId) {
        let mut before: Option<Boundary> = None;
        let mut floor = None;
        for at in self.chain(id) {
            let key = (id.clone(), at);
            let mut span = start(self.docket, &key);
            span.first = span.first.max(floor);
            if let (Some(first), Some(last)) = (span.first, span.last) {
                span.last = Some(last.max(first));
            }
            floor = span.first;
            let boundary = self.boundary(span);
            self.ordered.extend(before.map(|before| (before, boundary)));
            before = Some(boundary);
            self.starts.insert(key, boundary);
        }
    }

    /// "**End**: the day it ended, exclusive [...]; else the start of the next adopted version;
    /// else open. A *rule* may end before its version in the same form."
    fn end(&mut self, id: &DirectiveId) {
        let docket = self.docket;
        let chain = self.chain(id);
        for (nth, at) in chain.iter().copied().enumerate() {
            let key = (id.clone(), at);
            let version = &docket.directives[id].versions[at];
            let next = chain
                .get(nth + 1)
                .map(|next| self.starts[&(id.clone(), *next)]);
            let end = match &version.ended {
                Some(ending) => Some(self.ending(&key, ending, next, None)),
                None => next.map(|at| End {
                    at,
                    doubt: None,
                    otherwise: None,
                }),
            };
            if let Some(end) = end {
                self.ends.insert(key.clone(), end);
            }
            for (nth, rule) in version.rules.iter().enumerate() {
                let rule_key = (id.clone(), at, nth);
                if !rule.from.is_empty() {
                    let from = self.boundary(Span::claimed(&rule.from));
                    self.rule_starts.insert(rule_key.clone(), from);
                }
                if let Some(ending) = &rule.ended {
                    let end = self.ending(&key, ending, None, Some(nth));
                    self.rule_ends.insert(rule_key, end);
                }
            }
            for (nth, hold) in version.suspended.iter().enumerate() {
                let from = self.boundary(Span::of(&hold.from));
                let until = hold.until.map(|until| self.boundary(Span::of(&until)));
                self.ordered.extend(until.map(|until| (from, until)));
                self.holds.insert((key.clone(), nth), (from, until));
            }
        }
    }

    /// "An end that names a successor [...] is narrowed by the start of that successor and **is the
    /// same unknown**: never both in force, never neither. Ends that name one rescinding text are
    /// one unknown."
    fn ending(
        &mut self,
        key: &VersionKey,
        ending: &Ending,
        next: Option<Boundary>,
        rule: Option<usize>,
    ) -> End {
        let mut span = Span::claimed(&ending.on);
        let begun = self.starts[key];
        // Nothing ends before it begins.
        if let Some(later) = span.common(Span {
            first: self.span(begun).first,
            last: None,
        }) {
            span = later;
        }
        let at = self.boundary(span);
        let mut name = format!("{}@{}#{rule:?}", key.0, key.1);
        if let Some(by) = &ending.by {
            let text = Reference {
                rule: None,
                ..by.clone()
            };
            name = text.to_string();
            let successor = self.successor(key, &text, span);
            if !successor.is_some_and(|start| self.unite(at, start)) {
                match self.rescinded.get(&text).copied() {
                    Some(other) => {
                        self.unite(at, other);
                    }
                    None => {
                        self.rescinded.insert(text, at);
                    }
                }
            }
        }
        let feasible = match (self.span(begun).first, self.span(at).last) {
            (Some(first), Some(last)) => first <= last,
            _ => true,
        };
        if feasible {
            self.ordered.push((begun, at));
        }
        let disputed = ending.certainty == Some(Standing::Disputed);
        End {
            at,
            doubt: disputed.then_some(Unknown::Ended(name)),
            otherwise: next,
        }
    }

    /// "a successor (a version, or a directive: then its first version that can begin at that
    /// time)".
    fn successor(&self, ended: &VersionKey, by: &Reference, span: Span) -> Option<Boundary> {
        let id = &by.directive;
        let versions = &self.docket.directives.get(id)?.versions;
        let can_begin = |at: &usize| {
            let own_past = *id == ended.0 && *at <= ended.1;
            let start = self.starts.get(&(id.clone(), *at));
            !own_past && start.is_some_and(|start| self.span(*start).common(span).is_some())
        };
        let named = by
            .version
            .as_deref()
            .and_then(|label| versions.iter().position(|version| version.label == label));
        let at = match named {
            Some(at) => Some(at).filter(can_begin),
            None => (0..versions.len()).find(can_begin),
        };
        self.starts.get(&(id.clone(), at?)).copied()
    }

    /// The earliest day of a version's start, narrowed by all that cannot be later than it: the
    /// version before it, and the start of what it took the place of. `None`: open.
    pub(super) fn earliest(&self, key: &VersionKey) -> Option<Day> {
        let mut before = BTreeSet::from([self.root(*self.starts.get(key)?)]);
        loop {
            let further: BTreeSet<Boundary> = self
                .ordered
                .iter()
                .filter(|(_, later)| before.contains(&self.root(*later)))
                .map(|(sooner, _)| self.root(*sooner))
                .chain(before.iter().copied())
                .collect();
            if further == before {
                break;
            }
            before = further;
        }
        before.iter().filter_map(|at| self.spans[*at].first).max()
    }

    /// Whether the version has an end, known or narrowed: its own or the start of the next.
    pub(super) fn has_end(&self, key: &VersionKey) -> bool {
        self.ends.contains_key(key)
    }

    /// The last day on which a version can have begun, narrowed by what it took the place of and
    /// by what came after it.
    pub(super) fn last_start(&self, key: &VersionKey) -> Option<Day> {
        let start = self.root(*self.starts.get(key)?);
        let behind = self
            .ordered
            .iter()
            .filter(|(first, _)| self.root(*first) == start)
            .map(|(_, second)| *second);
        std::iter::once(start)
            .chain(behind)
            .filter_map(|at| self.span(at).last)
            .min()
    }

    /// Whether a boundary was passed, where its span alone says so.
    fn fixed(&self, boundary: Boundary) -> Option<bool> {
        let span = self.span(boundary);
        if span.last.is_some_and(|last| last <= self.on) {
            Some(true)
        } else if span.first.is_some_and(|first| first > self.on) {
            Some(false)
        } else {
            None
        }
    }

    fn known(&self, boundary: Boundary, world: &World) -> Option<bool> {
        self.fixed(boundary)
            .or_else(|| world.get(&Unknown::Passed(self.root(boundary))).copied())
    }

    fn passed(&self, boundary: Boundary, world: &World) -> bool {
        self.known(boundary, world)
            .expect("a world decides every open boundary")
    }

    fn ended(&self, end: &End, world: &World) -> bool {
        match &end.doubt {
            Some(doubt) if !world[doubt] => {
                end.otherwise.is_some_and(|next| self.passed(next, world))
            }
            _ => self.passed(end.at, world),
        }
    }

    /// "After its face date `expires` a version without another end is uncertain".
    fn may_have_expired(&self, key: &VersionKey) -> bool {
        let version = &self.docket.directives[&key.0].versions[key.1];
        version.ended.is_none()
            && version
                .expires
                .is_some_and(|date| date.earliest().is_none_or(|day| day < self.on))
    }

    /// Whether a version is in force in a world.
    pub(super) fn version_stands(&self, key: &VersionKey, world: &World) -> bool {
        self.starts
            .get(key)
            .is_some_and(|start| self.passed(*start, world))
            && !self.ends.get(key).is_some_and(|end| self.ended(end, world))
            && !(self.may_have_expired(key) && world[&Unknown::Expired(key.clone())])
    }

    /// Whether a rule is in force in a world.
    pub(super) fn rule_stands(&self, key: &RuleKey, world: &World) -> bool {
        let rule = &self.docket.directives[&key.0].versions[key.1].rules[key.2];
        self.version_stands(&(key.0.clone(), key.1), world)
            && self
                .rule_starts
                .get(key)
                .is_none_or(|from| self.passed(*from, world))
            && rule
                .ended
                .as_ref()
                .is_none_or(|end| end.how != EndHow::Void)
            && !self
                .rule_ends
                .get(key)
                .is_some_and(|end| self.ended(end, world))
    }

    /// "a span in which a version or single rules cannot be enforced".
    pub(super) fn rule_suspended(&self, key: &RuleKey, world: &World) -> bool {
        let version = &self.docket.directives[&key.0].versions[key.1];
        let id = &version.rules[key.2].id;
        version.suspended.iter().enumerate().any(|(nth, hold)| {
            let (from, until) = self.holds[&((key.0.clone(), key.1), nth)];
            (hold.rules.is_empty() || hold.rules.contains(id))
                && self.passed(from, world)
                && !until.is_some_and(|until| self.passed(until, world))
        })
    }

    /// What is open about a version and its rules.
    pub(super) fn open(&self, key: &VersionKey) -> BTreeSet<Unknown> {
        let mut days: Vec<Boundary> = Vec::new();
        let mut out = BTreeSet::new();
        let version = &self.docket.directives[&key.0].versions[key.1];
        let rules = (0..version.rules.len()).map(|nth| (key.0.clone(), key.1, nth));
        let rules: Vec<RuleKey> = rules.collect();
        days.extend(self.starts.get(key));
        days.extend(rules.iter().filter_map(|rule| self.rule_starts.get(rule)));
        let ends = rules.iter().filter_map(|rule| self.rule_ends.get(rule));
        for end in ends.chain(self.ends.get(key)) {
            days.push(end.at);
            days.extend(end.otherwise);
            out.extend(end.doubt.clone());
        }
        for nth in 0..version.suspended.len() {
            if let Some((from, until)) = self.holds.get(&(key.clone(), nth)) {
                days.push(*from);
                days.extend(*until);
            }
        }
        if self.may_have_expired(key) {
            out.insert(Unknown::Expired(key.clone()));
        }
        out.extend(
            days.into_iter()
                .filter(|day| self.fixed(*day).is_none())
                .map(|day| Unknown::Passed(self.root(day))),
        );
        out
    }

    /// All worlds over what is open: every choice in which what is never later was passed first.
    pub(super) fn worlds(&self, mut open: BTreeSet<Unknown>) -> Vec<World> {
        let free: Vec<(Boundary, Boundary)> = self
            .ordered
            .iter()
            .filter(|(a, b)| self.fixed(*a).is_none() && self.fixed(*b).is_none())
            .map(|(a, b)| (self.root(*a), self.root(*b)))
            .collect();
        loop {
            let linked: Vec<Unknown> = free
                .iter()
                .flat_map(|(a, b)| [(*a, *b), (*b, *a)])
                .filter(|(a, _)| open.contains(&Unknown::Passed(*a)))
                .map(|(_, b)| Unknown::Passed(b))
                .collect();
            let before = open.len();
            open.extend(linked);
            if open.len() == before {
                break;
            }
        }
        let mut worlds = vec![World::new()];
        for unknown in open {
            worlds = worlds
                .into_iter()
                .flat_map(|world| {
                    [false, true].map(|choice| {
                        let mut world = world.clone();
                        world.insert(unknown.clone(), choice);
                        world
                    })
                })
                .filter(|world| self.is_possible(world))
                .collect();
        }
        worlds
    }

    fn is_possible(&self, world: &World) -> bool {
        self.ordered.iter().all(|(a, b)| {
            let (a, b) = (self.known(*a, world), self.known(*b, world));
            !(a == Some(false) && b == Some(true))
        })
    }
}
