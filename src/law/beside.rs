//! What stands beside an answer: texts not seen, suspended and narrower rules, clashes, coverage,
//! and what further facts would change.

use std::collections::BTreeSet;

use super::answer::{Coding, Limit, Line, Outcome, Question, Suspended};
use super::bench::{Bench, Bound, Stub};
use super::conflict::{self, Clash};
use super::decide::{Entry, List};
use super::force::{Cited, InForce, World};
use crate::model::{
    ANY_FEDERAL, Bond, Coverage, Directive, Effect, Family, Found, Practice, Slug, Version,
};

/// The topic that is a rule about rules.
const LIMITING: &str = "adopt-limiting-policy";

/// Whether a rule is a ban on policies that limit cooperation.
pub(super) fn is_limiting(bound: &Bound<'_>) -> bool {
    let says = &bound.cited.rule.says;
    says.effect == Effect::Prohibits && says.topic == LIMITING
}

impl<'a> Bench<'a> {
    /// What the body says or is seen to do on a topic on the day, where no text says it. It decides
    /// nothing.
    pub fn practice(&self, topic: &Slug) -> Vec<&'a Practice> {
        let day = self.sitting.day;
        let holds = |one: &&Practice| {
            let begins = one.from.and_then(|date| date.earliest());
            let ends = one.until.and_then(|date| date.latest());
            begins.is_none_or(|from| from <= day) && ends.is_none_or(|until| day < until)
        };
        let book = &self.docket.codebook;
        self.docket
            .practice
            .iter()
            .filter(|one| one.organization == *self.organization())
            .filter(holds)
            .filter(|one| {
                book.steps_up(Family::Topic, topic, &one.says.topic)
                    .is_some()
            })
            .collect()
    }

    /// Versions in force, or perhaps in force, that bind the body and of which no rule is known.
    pub(super) fn unseen(&self, question: &Question) -> Vec<(&'a Directive, &'a Version)> {
        self.stubs_in_force(question)
            .filter(|(_, version, ties)| {
                !version.is_silent_on(&question.topic)
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

    /// Versions of which no rule is known that bind the body and may stand on the day.
    pub(super) fn stubs_in_force(&self, question: &Question) -> impl Iterator<Item = &Stub<'a>> {
        self.stubs.iter().filter(|(directive, version, _)| {
            self.sees(&question.lens, directive, version) && self.may_stand(directive, version)
        })
    }

    /// Whether some rule of that very topic is, or may be, in force, suspended or not: a general
    /// clause alone does not count.
    pub fn has_rule_of(&self, question: &Question) -> bool {
        self.rules.iter().any(|bound| {
            let cited = &bound.cited;
            cited.rule.says.topic == question.topic
                && self.sees(&question.lens, cited.directive, cited.version)
                && self.sitting.rule_in_force(cited).0 != InForce::No
                && self.is_within_reach(question, cited)
        })
    }

    /// Whether a rule answers the question for some counterpart: the one asked, or where none was,
    /// some federal agency.
    fn is_within_reach(&self, question: &Question, cited: &Cited<'_>) -> bool {
        let side = cited.rule.says.counterpart.as_ref();
        let federal = question.counterpart.is_some() || self.meets_federal(side);
        federal && self.concerns(question, cited)
    }

    /// Whether the counterpart of a rule takes in some federal agency.
    fn meets_federal(&self, side: Option<&Slug>) -> bool {
        side.is_none_or(|side| {
            let any = ANY_FEDERAL;
            self.above(side).contains_key(any)
                || any
                    .parse()
                    .is_ok_and(|any| self.above(&any).contains_key(side))
        })
    }

    /// Whether a ban can be a limit on cooperation in federal matters, of which a ban on limiting
    /// policies speaks: one toward local agencies alone is none.
    pub(super) fn may_limit(&self, cited: &Cited<'_>) -> bool {
        let says = &cited.rule.says;
        says.topic != LIMITING && self.meets_federal(says.counterpart.as_ref())
    }

    /// Rules that are, or may be, in force and cannot be enforced, or perhaps cannot.
    pub(super) fn suspended(
        &self,
        question: &Question,
        on_topic: &[(&Bound<'a>, u32)],
    ) -> Vec<Suspended<'a>> {
        on_topic
            .iter()
            .filter(|(bound, _)| self.concerns(question, &bound.cited))
            .filter_map(|(bound, _)| {
                let (in_force, suspended) = self.sitting.rule_in_force(&bound.cited);
                if in_force == InForce::No || suspended == InForce::No {
                    return None;
                }
                let by = self.sitting.possible_suspension(&bound.cited)?;
                Some(Suspended {
                    cited: bound.cited,
                    by,
                })
            })
            .collect()
    }

    /// Rules in force on the topic for a narrower counterpart, or on a narrower topic.
    pub(super) fn narrower(&self, question: &Question, world: &World) -> Vec<Cited<'a>> {
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
                    .and_then(|(asked, named)| self.above(named).get(asked).copied())
                    .is_some_and(|steps| steps > 0);
                let takes_in = self.concerns(question, &bound.cited);
                let narrower = (covers && inside)
                    || (narrow.is_some_and(|steps| steps > 0) && (takes_in || inside));
                narrower
                    && self.sees(&question.lens, bound.cited.directive, bound.cited.version)
                    && self.is_live(bound, world)
            })
            .map(|bound| bound.cited)
            .collect()
    }

    /// The bans on limiting policies that stand above bans in play, each with these.
    pub(super) fn limits(
        &self,
        question: &Question,
        outcome: &Outcome<'a>,
        world: &World,
    ) -> Vec<Limit<'a>> {
        if question.topic == LIMITING {
            return Vec::new();
        }
        let mut bans: Vec<&Entry<'a>> = Vec::new();
        for arm in outcome.lines.iter().flat_map(|line| &line.list.arms) {
            let known = |ban: &&Entry<'a>| conflict::same_rule(&ban.cited, &arm.entry.cited);
            let is_limit = arm.effect == Effect::Prohibits && self.may_limit(&arm.entry.cited);
            if is_limit && !bans.iter().any(known) {
                bans.push(&arm.entry);
            }
        }
        self.rules
            .iter()
            .filter(|bound| {
                is_limiting(bound)
                    && self.sees(&question.lens, bound.cited.directive, bound.cited.version)
                    && self.is_live(bound, world)
            })
            .filter_map(|bound| {
                let below = bans.iter().filter(|ban| bound.rank < ban.rank);
                let bans: Vec<Cited<'a>> = below.map(|ban| ban.cited).collect();
                (!bans.is_empty()).then_some(Limit {
                    over: bound.cited,
                    bans,
                })
            })
            .collect()
    }

    pub(super) fn clashes(&self, outcome: &Outcome<'a>) -> Vec<Clash<'a>> {
        let mut all: Vec<Clash<'a>> = Vec::new();
        for line in &outcome.lines {
            for clash in conflict::clashes(
                &self.docket.codebook,
                &List::new(&line.entries),
                &line.entries,
            ) {
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

    pub(super) fn disputed(
        &self,
        on_topic: &[(&Bound<'a>, u32)],
        world: &World,
        hangs: bool,
    ) -> Vec<(Cited<'a>, &'a Bond)> {
        if !hangs {
            return Vec::new();
        }
        self.standing(on_topic, world)
            .iter()
            .flat_map(|(bound, _)| {
                let ties = bound.ties.iter().filter(|tie| tie.disputed.is_some());
                ties.map(|tie| (bound.cited, tie.bond))
            })
            .collect()
    }

    pub(super) fn coding(&self, question: &Question, any_rule: bool) -> Coding {
        if any_rule {
            return Coding::Coded;
        }
        if let Some(found) = self.coverage(&question.topic).first() {
            return Coding::Looked(found.found);
        }
        let silent = self.texts.iter().any(|(directive, version)| {
            self.sees(&question.lens, directive, version)
                && version.is_read_silent_on(&question.topic)
                && self.may_stand(directive, version)
        });
        if silent {
            Coding::Looked(Found::Silent)
        } else {
            Coding::NotCoded
        }
    }

    /// Coverage of the body on record for a topic: that topic's before what is said of all.
    pub(super) fn coverage(&self, topic: &Slug) -> Vec<&'a Coverage> {
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

    /// Whether a rule's counterpart and role take in what was asked.
    pub(super) fn concerns(&self, question: &Question, cited: &Cited<'_>) -> bool {
        let says = &cited.rule.says;
        let role = match (&question.role, &says.role) {
            (Some(asked), Some(named)) => asked == named,
            _ => true,
        };
        let counterpart = match (&question.counterpart, &says.counterpart) {
            (Some(asked), Some(named)) => self.above(asked).contains_key(named),
            _ => true,
        };
        role && counterpart
    }

    /// The smallest sets of up to three further facts that would change the answer of a line: none
    /// whose facts imply those of another that changes it to the same.
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
        let mut changing: Vec<(BTreeSet<Slug>, BTreeSet<Slug>, Option<Effect>)> = Vec::new();
        for set in (1..=3).flat_map(|size| subsets(&open, size)) {
            let facts: BTreeSet<Slug> = given.union(&set).cloned().collect();
            let then = line
                .list
                .decide(book, &facts)
                .map(|at| line.list.arms[at].effect);
            if then != now {
                changing.push((book.closed(&set), set, then));
            }
        }
        changing
            .iter()
            .filter(|(implied, set, then)| {
                // A fact that another of the set implies says nothing more.
                let redundant = set.iter().any(|fact| {
                    let mut rest = set.clone();
                    rest.remove(fact);
                    book.closed(&rest).contains(fact)
                });
                let smaller = changing.iter().any(|(other, _, same)| {
                    same == then && other != implied && other.is_subset(implied)
                });
                !redundant && !smaller
            })
            .map(|(_, set, _)| set.iter().cloned().collect())
            .collect()
    }
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
