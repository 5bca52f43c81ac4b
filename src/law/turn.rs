//! Where the decisions of a body turn: between which stretches, in which direction, by which rules.

use std::collections::BTreeSet;

use super::answer::{Answer, Lens, Question};
use super::change::{self, Direction};
use super::conflict::same_rule;
use super::decide::listed;
use super::force::{Cited, InForce};
use super::timeline::{History, Stretch};
use crate::model::{Day, Slug};

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
    /// Whether dates left it open before too.
    pub was_open: bool,
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

impl<'a> History<'a> {
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
        let book = &self.docket().codebook;
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
                was_open: is_open(before),
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
        let book = &self.docket().codebook;
        one.instruments(book) != other.instruments(book)
    }

    fn direction(&self, before: &Stretch<'a>, after: &Stretch<'a>) -> Direction {
        let ([one], [other]) = (before.readings.as_slice(), after.readings.as_slice()) else {
            return Direction::Open;
        };
        let by_meaning = one.direction(other, &self.docket().codebook);
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
                            && other.rule.binds == cited.rule.binds
                            && listed(other) == listed(cited))
                })
            };
            of.in_play
                .iter()
                .filter(|one| !in_other(one))
                .copied()
                .collect()
        };
        let held_on = |cited: &Cited<'a>, day: Day| {
            let (in_force, held) = self.calendar().on(day).rule_in_force(cited);
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
