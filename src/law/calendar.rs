//! When texts begin and end: the boundaries of a docket (model, section 2).
//!
//! Whatever begins or ends does so at a *boundary*: a day that is known or unknown, with an earliest
//! and a latest possible value. Two texts that share a boundary (an end that names its successor,
//! ends that name one rescinding text) share the unknown, so that they are never both in force and
//! never neither.

use std::collections::BTreeMap;

use super::force::Sitting;
use super::span::{Span, is_disputed, is_void, own_start};
use crate::model::date::hull;
use crate::model::{
    Bond, Day, Directive, DirectiveId, Docket, EndHow, Ending, Reference, Slug, Stage, Version,
};

/// What may begin or end.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Boundary {
    /// The start of a version (directive, label).
    Start(DirectiveId, String),
    /// The end of a version.
    End(DirectiveId, String),
    /// What ends, at one unknown moment, all that names this directive as its end; whether that is
    /// only disputed.
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
    /// A disputed bond of a directive; it "passes" where the text binds.
    Bond(DirectiveId, Bond),
}

/// The number of a boundary. Boundaries that are one unknown have one number.
pub(super) type Mark = usize;

/// The boundaries of a version.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    /// Its start.
    pub(super) start: Mark,
    /// Whichever of these passes first ends it.
    pub(super) ends: Vec<Mark>,
    /// Of each rule: its own start and end.
    pub(super) rules: Vec<(Option<Mark>, Option<Mark>)>,
    /// Of each suspension: its start and end.
    pub(super) holds: Vec<(Mark, Option<Mark>)>,
}

/// The boundaries of all texts of a docket, worked out once.
pub struct Calendar<'a> {
    chains: BTreeMap<&'a DirectiveId, Vec<&'a Version>>,
    /// What the unknown is called (the first of its names), and where it may lie.
    nodes: Vec<(Boundary, Span)>,
    names: BTreeMap<Boundary, Mark>,
    texts: BTreeMap<&'a DirectiveId, BTreeMap<&'a str, Marks>>,
    /// Pairs of which the first is never later than the second.
    ordered: Vec<(Mark, Mark)>,
}

impl<'a> Calendar<'a> {
    /// Works out the boundaries of every version and rule.
    pub fn new(docket: &'a Docket) -> Self {
        let mut calendar = Self {
            chains: BTreeMap::new(),
            nodes: Vec::new(),
            names: BTreeMap::new(),
            texts: BTreeMap::new(),
            ordered: Vec::new(),
        };
        for directive in docket.directives.values() {
            calendar.starts(directive);
        }
        calendar.straighten();
        for directive in docket.directives.values() {
            calendar.ends(directive);
            calendar.bonds(directive);
        }
        calendar.straighten();
        calendar
    }

    /// The adopted versions of a directive that were not void: in the order of their starts, and
    /// where the dates leave that open, in the order of the record.
    pub fn versions(&self, directive: &DirectiveId) -> &[&'a Version] {
        self.chains.get(directive).map_or(&[], Vec::as_slice)
    }

    /// The days on which a boundary may lie.
    pub fn span(&self, boundary: &Boundary) -> Option<Span> {
        self.names.get(boundary).map(|mark| self.nodes[*mark].1)
    }

    /// The start of a version.
    pub fn start(&self, directive: &DirectiveId, version: &Version) -> Option<Span> {
        self.marks(directive, version)
            .map(|marks| self.nodes[marks.start].1)
    }

    /// How things stand on a day.
    pub const fn on(&'a self, day: Day) -> Sitting<'a> {
        Sitting::new(self, day)
    }

    /// The boundaries of a version; `None` for a draft and for a void one.
    pub(super) fn marks(&self, directive: &DirectiveId, version: &Version) -> Option<&Marks> {
        self.texts.get(directive)?.get(version.label.as_str())
    }

    pub(super) fn mark_span(&self, mark: Mark) -> Span {
        self.nodes[mark].1
    }

    pub(super) fn boundary(&self, mark: Mark) -> &Boundary {
        &self.nodes[mark].0
    }

    pub(super) fn mark(&self, boundary: &Boundary) -> Option<Mark> {
        self.names.get(boundary).copied()
    }

    pub(super) fn ordered(&self) -> &[(Mark, Mark)] {
        &self.ordered
    }

    fn add(&mut self, boundary: Boundary, span: Span) -> Mark {
        let mark = self.nodes.len();
        self.names.insert(boundary.clone(), mark);
        self.nodes.push((boundary, span));
        mark
    }

    fn starts(&mut self, directive: &'a Directive) {
        let adopted = directive
            .versions
            .iter()
            .filter(|version| version.stage == Stage::Adopted && !is_void(version))
            .map(|version| (version, own_start(directive, version)));
        let chain = in_order(adopted.collect());
        let mut before: Vec<Mark> = Vec::new();
        for (version, span) in &chain {
            let name = Boundary::Start(directive.id.clone(), version.label.clone());
            let start = self.add(name, *span);
            self.ordered
                .extend(before.iter().map(|earlier| (*earlier, start)));
            before.push(start);
            let marks = Marks {
                start,
                ends: Vec::new(),
                rules: Vec::new(),
                holds: Vec::new(),
            };
            self.texts
                .entry(&directive.id)
                .or_default()
                .insert(&version.label, marks);
        }
        self.chains.insert(
            &directive.id,
            chain.into_iter().map(|(version, _)| version).collect(),
        );
    }

    fn ends(&mut self, directive: &'a Directive) {
        let chain = self.versions(&directive.id).to_vec();
        for (at, version) in chain.iter().enumerate() {
            let id = || directive.id.clone();
            let label = || version.label.clone();
            let Some(start) = self.marks(&directive.id, version).map(|marks| marks.start) else {
                continue;
            };
            let next = chain
                .get(at + 1)
                .and_then(|next| self.marks(&directive.id, next))
                .map(|marks| marks.start);
            let mut ends = Vec::new();
            if let Some(ending) = &version.ended {
                ends.push(self.end(Boundary::End(id(), label()), ending));
            } else if let Some(first) = version.expires.and_then(|date| date.earliest()?.succ_opt())
            {
                let span = Span {
                    earliest: Some(first),
                    latest: None,
                    never: true,
                };
                ends.push(self.add(Boundary::Expiry(id(), label()), span));
            }
            // An end that is only disputed may be none: then the version goes on to the next.
            if version.ended.as_ref().is_none_or(is_disputed) {
                ends.extend(next);
            }
            self.ordered.extend(ends.iter().map(|end| (start, *end)));
            let rules = version.rules.iter().map(|rule| {
                let name = || (id(), label(), rule.id.clone());
                let from = (!rule.from.is_empty()).then(|| {
                    let (id, label, rule_id) = name();
                    self.add(
                        Boundary::RuleStart(id, label, rule_id),
                        Span::of(hull(&rule.from)),
                    )
                });
                let end = rule.ended.as_ref().map(|ending| {
                    let (id, label, rule_id) = name();
                    self.end(Boundary::RuleEnd(id, label, rule_id), ending)
                });
                // Nothing ends before it begins.
                let begun = std::iter::once(start).chain(from);
                let ended = end.filter(|_| {
                    rule.ended
                        .as_ref()
                        .is_some_and(|end| end.how != EndHow::Void)
                });
                self.ordered
                    .extend(begun.zip(ended.into_iter().cycle()).take(2));
                (from, end)
            });
            let rules = rules.collect();
            let holds = version.suspended.iter().enumerate().map(|(at, hold)| {
                let from = Span::of((hold.from.earliest(), hold.from.latest()));
                let from = self.add(Boundary::HoldStart(id(), label(), at), from);
                let until = hold.until.map(|until| {
                    let span = Span::of((until.earliest(), until.latest()));
                    self.add(Boundary::HoldEnd(id(), label(), at), span)
                });
                self.ordered.extend(until.map(|until| (from, until)));
                (from, until)
            });
            let holds = holds.collect();
            let texts = self.texts.entry(&directive.id).or_default();
            if let Some(marks) = texts.get_mut(version.label.as_str()) {
                marks.ends = ends;
                marks.rules = rules;
                marks.holds = holds;
            }
        }
    }

    /// The boundary of an end: of its own, or one that it shares with what it names.
    fn end(&mut self, name: Boundary, ending: &Ending) -> Mark {
        let own = Span::of(hull(&ending.on));
        let disputed = is_disputed(ending);
        if let Some(by) = &ending.by {
            let successor = if disputed {
                None
            } else {
                self.successor(by, own)
            };
            let shared =
                successor.unwrap_or_else(|| Boundary::EndBy(by.directive.clone(), disputed));
            match self.mark(&shared) {
                Some(mark) => {
                    if let Some(met) = self.nodes[mark].1.meet(own) {
                        self.nodes[mark].1 = met;
                        self.names.insert(name, mark);
                        return mark;
                    }
                }
                None => {
                    let mark = self.add(
                        shared,
                        Span {
                            never: disputed,
                            ..own
                        },
                    );
                    self.names.insert(name, mark);
                    return mark;
                }
            }
        }
        self.add(
            name,
            Span {
                never: disputed,
                ..own
            },
        )
    }

    /// The start of the version that an end names: the named one, or the first that can begin then.
    fn successor(&self, by: &Reference, on: Span) -> Option<Boundary> {
        self.versions(&by.directive)
            .iter()
            .filter(|version| {
                by.version
                    .as_deref()
                    .is_none_or(|label| label == version.label)
            })
            .find(|version| {
                self.start(&by.directive, version)
                    .is_some_and(|span| span.meet(on).is_some())
            })
            .map(|version| Boundary::Start(by.directive.clone(), version.label.clone()))
    }

    /// Each disputed bond is an unknown, one for a directive however often it stands there.
    fn bonds(&mut self, directive: &'a Directive) {
        let lists = directive.versions.iter().flat_map(|version| {
            version
                .binds
                .iter()
                .chain(version.rules.iter().filter_map(|rule| rule.binds.as_ref()))
        });
        let all: Vec<&Bond> = directive.binds.iter().chain(lists.flatten()).collect();
        for bond in all.into_iter().filter(|bond| !bond.disputed.is_empty()) {
            let name = Boundary::Bond(directive.id.clone(), bond.clone());
            if !self.names.contains_key(&name) {
                self.add(
                    name,
                    Span {
                        earliest: None,
                        latest: None,
                        never: true,
                    },
                );
            }
        }
    }

    /// Narrows every span by what must lie before and after it. Dates that contradict each other
    /// give way to the later one.
    fn straighten(&mut self) {
        for _ in 0..=self.nodes.len() {
            let mut changed = false;
            for (a, b) in &self.ordered {
                let (first, second) = (self.nodes[*a].1, self.nodes[*b].1);
                let mut later = second;
                later.earliest = later.earliest.max(first.earliest);
                if let (Some(from), Some(to)) = (later.earliest, later.latest) {
                    later.latest = Some(to.max(from));
                }
                let mut sooner = first;
                // Of a disputed end too: who disputes it does not dispute that the text stood before.
                if let Some(top) = later.latest {
                    let capped = sooner.latest.map_or(top, |latest| latest.min(top));
                    sooner.latest = Some(sooner.earliest.map_or(capped, |from| capped.max(from)));
                }
                changed |= later != second || sooner != first;
                self.nodes[*b].1 = later;
                if a != b {
                    self.nodes[*a].1 = sooner;
                }
            }
            if !changed {
                break;
            }
        }
    }
}

/// Versions in the order of their starts, as far as the dates tell; in that of the record beyond.
fn in_order(mut open: Vec<(&Version, Span)>) -> Vec<(&Version, Span)> {
    let mut chain = Vec::with_capacity(open.len());
    while !open.is_empty() {
        let follows_none =
            |(_, span): &(&Version, Span)| !open.iter().any(|(_, other)| other.is_before(*span));
        // Spans that lie wholly before one another cannot form a ring: there is always one.
        let next = open.iter().position(follows_none).unwrap_or(0);
        chain.push(open.remove(next));
    }
    chain
}
