//! A body over time: the days on which anything that concerns it can change, what is decided
//! between them, and where that turns.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::answer::{Answer, Lens, Question};
use super::bench::Bench;
use super::calendar::{Calendar, Mark};
use super::change::{self, Reading};
use super::force::{self, Cited};
use super::happening::{self, Happening};
use super::span::Span;
use crate::model::{Day, Directive, Docket, Slug, Version};

/// From one day on, and before another; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub from: Option<Day>,
    /// The first day that is no longer in it.
    pub until: Option<Day>,
}

impl Period {
    /// Whether some day of it lies from `since` to `last`, both inclusive.
    pub fn meets(&self, since: Day, last: Day) -> bool {
        self.from.is_none_or(|from| from <= last) && self.until.is_none_or(|until| until > since)
    }
}

/// A time in which a body's decision on a topic stays as it is.
#[derive(Debug, Clone)]
pub struct Stretch<'a> {
    /// When.
    pub period: Period,
    /// The day for which it was worked out: its first, or the one before its end.
    pub day: Day,
    /// What is decided.
    pub answer: Answer<'a>,
    pub(super) readings: Vec<Reading<'a>>,
    pub(super) in_play: Vec<Cited<'a>>,
    /// Whether nothing decides, somewhere, while a text stands of which no rule is known.
    pub is_hidden: bool,
}

/// One body over all days.
pub struct History<'a> {
    docket: &'a Docket,
    calendar: &'a Calendar<'a>,
    org: Slug,
    benches: RefCell<BTreeMap<Day, Rc<Bench<'a>>>>,
}

impl<'a> History<'a> {
    /// The history of a body; worked out as far as it is asked for.
    pub fn new(docket: &'a Docket, calendar: &'a Calendar<'a>, org: &Slug) -> Self {
        Self {
            docket,
            calendar,
            org: org.clone(),
            benches: RefCell::default(),
        }
    }

    /// The body on a day.
    pub fn on(&self, day: Day) -> Rc<Bench<'a>> {
        let mut benches = self.benches.borrow_mut();
        if let Some(bench) = benches.get(&day) {
            return Rc::clone(bench);
        }
        let bench = match benches.values().next() {
            Some(other) => other.on_day(day),
            None => Bench::new(self.docket, self.calendar, &self.org, day),
        };
        let bench = Rc::new(bench);
        benches.insert(day, Rc::clone(&bench));
        bench
    }

    /// The records behind it.
    pub const fn docket(&self) -> &'a Docket {
        self.docket
    }

    /// The boundaries of its texts.
    pub const fn calendar(&self) -> &'a Calendar<'a> {
        self.calendar
    }

    /// The days from which on the decision itself can be another.
    fn turning_days(&self, question: &Question, bench: &Bench<'a>) -> BTreeSet<Day> {
        let mut days = BTreeSet::new();
        for (bound, _) in bench.on_topic(question) {
            let cited = &bound.cited;
            let spans = self.spans(cited.directive, cited.version, Some(cited));
            days.extend(spans.into_iter().flat_map(first_and_last));
            let claims = bound.ties.iter().flat_map(|tie| &tie.bond.disputed);
            days.extend(claims.filter_map(|claim| claim.since?.0.earliest()));
        }
        days
    }

    /// The days from which on it can be more or less certain, or what is beside it another.
    fn shading_days(&self, question: &Question, bench: &Bench<'a>) -> BTreeSet<Day> {
        let mut days = BTreeSet::new();
        for (bound, _) in bench.on_topic(question) {
            let cited = &bound.cited;
            let checked = cited.version.last_checked.and_then(|date| date.latest());
            days.extend(checked.and_then(|last| last.succ_opt()));
            days.extend(force::surely_in_effect(self.calendar, cited));
        }
        for (directive, version) in bench.texts() {
            if bench.sees(&question.lens, directive, version) {
                let spans = self.spans(directive, version, None);
                days.extend(spans.into_iter().flat_map(first_and_last));
            }
        }
        days
    }

    /// The boundaries of a version, and of one of its rules.
    fn spans(
        &self,
        directive: &Directive,
        version: &Version,
        cited: Option<&Cited<'_>>,
    ) -> Vec<Span> {
        let Some(marks) = self.calendar.marks(&directive.id, version) else {
            return Vec::new();
        };
        let mut all: Vec<Mark> = vec![marks.start];
        all.extend(&marks.ends);
        if let Some(cited) = cited {
            let rules = version.rules.iter().zip(&marks.rules);
            let own = rules.filter(|(rule, _)| rule.id == cited.rule.id);
            all.extend(own.flat_map(|(_, (from, end))| from.iter().chain(end)));
            let holds = version.suspended.iter().zip(&marks.holds);
            let own = holds.filter(|(hold, _)| hold.covers(&cited.rule.id));
            all.extend(own.flat_map(|(_, (from, until))| std::iter::once(from).chain(until)));
        }
        all.into_iter()
            .map(|mark| self.calendar.mark_span(mark))
            .collect()
    }

    /// What is decided on a topic over time, from the stretch that holds `since` to the one that
    /// holds `last`. With `shades` a stretch also ends where the answer becomes more or less certain,
    /// or what is on record beside it changes.
    pub fn stretches(
        &self,
        question: &Question,
        (since, last): (Day, Day),
        shades: bool,
    ) -> Vec<Stretch<'a>> {
        let bench = self.on(last);
        let mut days = self.turning_days(question, &bench);
        if shades {
            days.extend(self.shading_days(question, &bench));
        }
        let edges: Vec<Option<Day>> = std::iter::once(None)
            .chain(days.into_iter().map(Some))
            .chain([None])
            .collect();
        let all: Vec<Period> = edges
            .windows(2)
            .map(|pair| Period {
                from: pair[0],
                until: pair[1],
            })
            .collect();
        let is_in = |period: &Period| period.meets(since, last);
        let (Some(mut first), Some(mut end)) =
            (all.iter().position(is_in), all.iter().rposition(is_in))
        else {
            return Vec::new();
        };
        let is_open = |period: &Period| {
            let bench = self.on(day_of(period, last));
            bench.readings(question, &bench.places_of(question)).0.len() > 1
        };
        // What is open where the window begins or ends is told with what came before and after it.
        while !shades && first > 0 && is_open(&all[first]) {
            first -= 1;
        }
        while !shades && end + 1 < all.len() && is_open(&all[end]) {
            end += 1;
        }
        let benches: Vec<(Period, Rc<Bench<'a>>)> = all[first..=end]
            .iter()
            .map(|period| (*period, self.on(day_of(period, last))))
            .collect();
        // Shades are for showing: only turns are found by holding readings against each other.
        let places = if shades {
            Vec::new()
        } else {
            change::all_places(benches.iter().map(|(_, bench)| &**bench), question)
        };
        benches
            .into_iter()
            .map(|(period, bench)| {
                let (readings, in_play) = if shades {
                    (Vec::new(), Vec::new())
                } else {
                    bench.readings(question, &places)
                };
                let answer = bench.answer(question);
                Stretch {
                    period,
                    day: bench.sitting().day,
                    is_hidden: bench.is_hidden(question, &answer.outcome),
                    answer,
                    readings,
                    in_play,
                }
            })
            .collect()
    }

    /// What happens to the texts that bind the body, on days that lie or may lie from `since` to
    /// `last`.
    pub fn happenings(&self, lens: &Lens, (since, last): (Day, Day)) -> Vec<Happening<'a>> {
        let bench = self.on(last);
        let seen = |directive: &Directive, version: &Version| bench.sees(lens, directive, version);
        let bound: BTreeSet<_> = bench
            .rules
            .iter()
            .filter(|bound| seen(bound.cited.directive, bound.cited.version))
            .map(|bound| bound.cited.key())
            .collect();
        let texts = bench.texts().iter().copied();
        let of_rules = bench.rules().map(|cited| (cited.directive, cited.version));
        let mut directives: Vec<&'a Directive> = Vec::new();
        for (directive, version) in texts.chain(of_rules) {
            let known = directives.iter().any(|known| known.id == directive.id);
            if !known && seen(directive, version) {
                directives.push(directive);
            }
        }
        directives
            .into_iter()
            .flat_map(|directive| {
                happening::happenings(self.calendar, directive, &|version, rule| {
                    bound.contains(&(&directive.id, version.label.as_str(), &rule.id))
                })
            })
            .filter(|happening| happening.meets(since, last))
            .collect()
    }
}

/// The day for which a period is looked at.
fn day_of(period: &Period, otherwise: Day) -> Day {
    let last = || period.until.and_then(|until| until.pred_opt());
    period.from.or_else(last).unwrap_or(otherwise)
}

/// The days on which a boundary may first have passed, and surely has.
fn first_and_last(span: Span) -> impl Iterator<Item = Day> {
    let last = span.latest.filter(|_| !span.never);
    span.earliest.into_iter().chain(last)
}
