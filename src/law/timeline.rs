//! A body over time: the days on which anything that concerns it can change, what is decided
//! between them, and where that turns.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::answer::{Answer, Lens, Question};
use super::bench::Bench;
use super::calendar::{Calendar, Mark};
use super::change::{self, Direction, Reading};
use super::conflict::same_rule;
use super::force::{self, Cited, InForce};
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
    readings: Vec<Reading<'a>>,
    in_play: Vec<Cited<'a>>,
    /// Whether nothing decides, somewhere, while a text stands of which no rule is known.
    pub is_hidden: bool,
}

/// What became of a rule that came into play, or went out of it.
#[derive(Debug, Clone, Copy)]
pub struct Turned<'a> {
    /// The rule.
    pub cited: Cited<'a>,
    /// Whether it came; else it went.
    pub came: bool,
    /// Whether it did so by a suspension alone: it stood, on hold, on the other side.
    pub by_hold: bool,
}

/// A change of a decision.
#[derive(Debug, Clone)]
pub struct Turn<'a> {
    /// The topic.
    pub topic: Slug,
    /// The days on which it may lie: the first, and the day by which it was settled; both the same
    /// where the day is known.
    pub from: Option<Day>,
    /// The day by which it was over; `None` where it never settled.
    pub settled: Option<Day>,
    /// Whose texts alone were looked at; `None`: all that bind the body, so that the answer changed.
    pub layer: Option<Slug>,
    /// The direction, by meaning.
    pub direction: Direction,
    /// What was decided.
    pub before: Answer<'a>,
    /// What is decided after it.
    pub after: Answer<'a>,
    /// The rules that came into play or went out of it.
    pub rules: Vec<Turned<'a>>,
    /// Where only a layer changed: the answer, as it was and stays.
    pub answer: Option<Answer<'a>>,
}

impl Turn<'_> {
    /// Whether the answer changed; else only a layer, or only the instrument.
    pub fn changes_answer(&self) -> bool {
        self.layer.is_none() && self.direction != Direction::Moved
    }
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
        let bench = benches
            .entry(day)
            .or_insert_with(|| Rc::new(Bench::new(self.docket, self.calendar, &self.org, day)));
        Rc::clone(bench)
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
            let own = holds
                .filter(|(hold, _)| hold.rules.is_empty() || hold.rules.contains(&cited.rule.id));
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
        let (mut first, mut end) = match (all.iter().position(is_in), all.iter().rposition(is_in)) {
            (Some(first), Some(end)) => (first, end),
            _ => return Vec::new(),
        };
        let is_open = |period: &Period| {
            let bench = self.on(day_of(period, last));
            bench.readings(question, &bench.places_of(question)).0.len() > 1
        };
        // What is open where the window begins or ends is told with what came before and after it.
        while first > 0 && is_open(&all[first]) {
            first -= 1;
        }
        while end + 1 < all.len() && is_open(&all[end]) {
            end += 1;
        }
        let benches: Vec<(Period, Rc<Bench<'a>>)> = all[first..=end]
            .iter()
            .map(|period| (*period, self.on(day_of(period, last))))
            .collect();
        let places = change::all_places(benches.iter().map(|(_, bench)| &**bench), question);
        benches
            .into_iter()
            .map(|(period, bench)| {
                let (readings, in_play) = bench.readings(question, &places);
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

    /// The changes of a decision whose days lie, or may lie, from `since` to `last`: of the answer,
    /// and where that stays as it is, of the texts of one issuer.
    pub fn turns(&self, question: &Question, (since, last): (Day, Day)) -> Vec<Turn<'a>> {
        let Some(before) = since.pred_opt() else {
            return Vec::new();
        };
        let window = (before, last);
        let stretches = self.stretches(question, window, false);
        let is_in = |turn: &Turn<'a>| {
            turn.from.is_none_or(|from| from <= last)
                && turn.settled.is_none_or(|day| day >= since)
                // Open since before and after: nothing happens in the window.
                && (turn.settled.is_some() || turn.from.is_some_and(|from| from >= since))
        };
        let mut turns: Vec<Turn<'a>> = self.turns_of(question, &stretches, None);
        turns.retain(is_in);
        if question.lens != Lens::All {
            return turns;
        }
        let bench = self.on(last);
        let issuers: BTreeSet<&Slug> = bench
            .on_topic(question)
            .iter()
            .map(|(bound, _)| &bound.cited.directive.id.issuer)
            .collect();
        if issuers.len() < 2 {
            return turns;
        }
        for issuer in issuers {
            let alone = Question {
                lens: Lens::Issuer(issuer.clone()),
                ..question.clone()
            };
            let own = self.stretches(&alone, window, false);
            for mut turn in self.turns_of(&alone, &own, Some(issuer)) {
                if is_in(&turn)
                    && !turns
                        .iter()
                        .any(|told| told.layer.is_none() && overlap(told, &turn))
                {
                    let day = turn.settled.or(turn.from).unwrap_or(last);
                    turn.answer = Some(self.on(day).answer(question));
                    turns.push(turn);
                }
            }
        }
        turns
    }

    /// The turns between stretches. One that is open between two that are not is one turn, on some
    /// day of it.
    fn turns_of(
        &self,
        question: &Question,
        stretches: &[Stretch<'a>],
        layer: Option<&Slug>,
    ) -> Vec<Turn<'a>> {
        let book = &self.docket.codebook;
        let mut turns = Vec::new();
        // Runs of stretches that say the same: the first of each and the last.
        let mut kept: Vec<(&Stretch<'a>, &Stretch<'a>)> = Vec::new();
        for stretch in stretches {
            match kept.last_mut() {
                Some((_, last))
                    if change::same_readings(&last.readings, &stretch.readings, book)
                        && !(layer.is_none() && self.is_moved(last, stretch)) =>
                {
                    *last = stretch;
                }
                _ => kept.push((stretch, stretch)),
            }
        }
        let mut at = 0;
        while let [(_, before), (next, _), ..] = &kept[at..] {
            let settles = kept
                .get(at + 2)
                .map(|(then, _)| *then)
                .filter(|then| !is_open(before) && is_open(next) && !is_open(then));
            let after = settles.unwrap_or(next);
            let direction = match (is_open(before), is_open(after)) {
                (false, false) => self.direction(before, after),
                (true, false) => Direction::Settled,
                (_, true) => Direction::Open,
            };
            // What was open and came out as it had been was never anything but open.
            let (direction, shown) = match (direction, settles) {
                (Direction::Same, Some(_)) => (Direction::Open, *next),
                _ => (direction, after),
            };
            turns.push(Turn {
                topic: question.topic.clone(),
                from: next.period.from,
                settled: if is_open(after) {
                    None
                } else {
                    after.period.from
                },
                layer: layer.cloned(),
                direction,
                before: before.answer.clone(),
                after: shown.answer.clone(),
                rules: self.turned(before, shown),
                answer: None,
            });
            at += if settles.is_some() { 2 } else { 1 };
        }
        turns
    }

    /// Whether two stretches that say the same say it by other instruments.
    fn is_moved(&self, before: &Stretch<'a>, after: &Stretch<'a>) -> bool {
        let ([one], [other]) = (before.readings.as_slice(), after.readings.as_slice()) else {
            return false;
        };
        let book = &self.docket.codebook;
        one.instruments(book) != other.instruments(book)
    }

    fn direction(&self, before: &Stretch<'a>, after: &Stretch<'a>) -> Direction {
        let ([one], [other]) = (before.readings.as_slice(), after.readings.as_slice()) else {
            return Direction::Open;
        };
        let by_meaning = one.direction(other, &self.docket.codebook);
        if by_meaning == Direction::Same {
            return if self.is_moved(before, after) {
                Direction::Moved
            } else {
                Direction::Same
            };
        }
        let rules = self.turned(before, after);
        let all = |came: bool| rules.iter().all(|rule| rule.by_hold && rule.came == came);
        match rules.is_empty() {
            false if all(false) => Direction::Suspended,
            false if all(true) => Direction::Revived,
            false if is_unseen(&rules, before, after) => Direction::Unseen,
            _ => by_meaning,
        }
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

    /// The rules that came into play from one stretch to another, and those that went. A rule that
    /// stands word for word in the next version of its text did neither.
    fn turned(&self, before: &Stretch<'a>, after: &Stretch<'a>) -> Vec<Turned<'a>> {
        let missing = |of: &Stretch<'a>, from: &Stretch<'a>| -> Vec<Cited<'a>> {
            let in_other = |cited: &Cited<'a>| {
                from.in_play.iter().any(|other| {
                    let same_text = other.directive.id == cited.directive.id;
                    same_rule(other, cited)
                        || (same_text
                            && other.rule.says == cited.rule.says
                            && other.rule.binds == cited.rule.binds)
                })
            };
            of.in_play
                .iter()
                .filter(|one| !in_other(one))
                .copied()
                .collect()
        };
        let held_on = |cited: &Cited<'a>, day: Day| {
            let (in_force, held) = self.calendar.on(day).rule_in_force(cited);
            in_force != InForce::No && held != InForce::No
        };
        let came = missing(after, before).into_iter().map(|cited| Turned {
            cited,
            came: true,
            by_hold: held_on(&cited, before.day),
        });
        let went = missing(before, after).into_iter().map(|cited| Turned {
            cited,
            came: false,
            by_hold: held_on(&cited, after.day),
        });
        came.chain(went).collect()
    }
}

/// Whether every rule that came or went has, on the other side, a version of its own text of which
/// no rule is known, so that nobody knows what really changed.
fn is_unseen(rules: &[Turned<'_>], before: &Stretch<'_>, after: &Stretch<'_>) -> bool {
    rules.iter().all(|turned| {
        let other = if turned.came { before } else { after };
        let mut unseen = other.answer.unseen.iter();
        other.is_hidden && unseen.any(|(text, _)| text.id == turned.cited.directive.id)
    })
}

/// Whether dates leave more than one meaning open.
const fn is_open(stretch: &Stretch<'_>) -> bool {
    stretch.readings.len() > 1
}

fn overlap(a: &Turn<'_>, b: &Turn<'_>) -> bool {
    let ends_before = |one: &Turn<'_>, other: &Turn<'_>| {
        one.settled
            .zip(other.from)
            .is_some_and(|(settled, from)| settled < from)
    };
    !ends_before(a, b) && !ends_before(b, a)
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
