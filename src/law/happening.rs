//! What happens to a text: its versions begin and end, rules of it begin and end, a court puts it on
//! hold. Whether an answer changes by it is another matter.

use super::calendar::{Boundary, Calendar, Marks};
use super::span::Span;
use super::timeline::Period;
use crate::model::{Directive, Ending, Event, EventKind, Rule, Suspension, Version};

/// What happens to a text.
#[derive(Debug, Clone)]
pub enum Step<'a> {
    /// A version begins, with these rules; the one before it ends with that.
    Begins(&'a Version, Option<&'a Version>, Vec<&'a Rule>),
    /// A version ends otherwise.
    Ends(&'a Version, &'a Ending),
    /// A version expires on its face, or is renewed.
    Expires(&'a Version),
    /// Rules begin later than their version.
    RulesBegin(&'a Version, Vec<&'a Rule>),
    /// Rules end earlier than their version.
    RulesEnd(&'a Version, Vec<&'a Rule>, &'a Ending),
    /// Rules are put on hold.
    Held(&'a Version, Vec<&'a Rule>, &'a Suspension),
    /// Rules are on hold no longer.
    Released(&'a Version, Vec<&'a Rule>, &'a Suspension),
    /// A court decides, and nothing on record begins or ends with it.
    Ruling(&'a Event),
}

/// Something that happens to a text on some day of a span.
#[derive(Debug, Clone)]
pub struct Happening<'a> {
    /// The days on which it may be.
    pub span: Span,
    /// The text.
    pub directive: &'a Directive,
    /// What.
    pub step: Step<'a>,
}

impl Happening<'_> {
    /// The days from its first to the one by which it is over.
    pub fn period(&self) -> Period {
        Period {
            from: self.span.earliest,
            until: self.span.latest.filter(|_| !self.span.never),
        }
    }

    /// Whether it is, or may be, on some day from `since` to `last`, both inclusive.
    pub fn meets(&self, since: crate::model::Day, last: crate::model::Day) -> bool {
        let Period { from, until } = self.period();
        match until {
            Some(until) => from.is_none_or(|from| from <= last) && until >= since,
            None => from.is_some_and(|from| since <= from && from <= last),
        }
    }
}

/// What happens to a text, as far as it concerns some of its rules, in the order of its versions.
pub fn happenings<'a>(
    calendar: &Calendar<'a>,
    directive: &'a Directive,
    concerns: &impl Fn(&'a Version, &'a Rule) -> bool,
) -> Vec<Happening<'a>> {
    let mut all: Vec<Happening<'a>> = Vec::new();
    let mut before: Option<&'a Version> = None;
    for version in calendar.versions(&directive.id) {
        let Some(marks) = calendar.marks(&directive.id, version) else {
            continue;
        };
        let version: &'a Version = version;
        let rules: Vec<(usize, &'a Rule)> = version
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| concerns(version, rule))
            .collect();
        let mut push = |span: Span, step: Step<'a>| {
            all.push(Happening {
                span,
                directive,
                step,
            });
        };
        let replaced = before.filter(|old| old.ended.is_none());
        let own = rules.iter().map(|(_, rule)| *rule).collect();
        push(
            calendar.mark_span(marks.start),
            Step::Begins(version, replaced, own),
        );
        let named = |boundary: fn(_, _) -> Boundary| {
            calendar.span(&boundary(directive.id.clone(), version.label.clone()))
        };
        if let (Some(ending), Some(span)) = (&version.ended, named(Boundary::End)) {
            push(span, Step::Ends(version, ending));
        }
        if let Some(span) = named(Boundary::Expiry) {
            push(span, Step::Expires(version));
        }
        for (span, step) in of_rules(calendar, version, marks, &rules) {
            push(span, step);
        }
        before = Some(version);
    }
    all.extend(rulings(directive, &all));
    all
}

fn of_rules<'a>(
    calendar: &Calendar<'a>,
    version: &'a Version,
    marks: &Marks,
    rules: &[(usize, &'a Rule)],
) -> Vec<(Span, Step<'a>)> {
    let mut begun: Vec<(Span, Vec<&'a Rule>)> = Vec::new();
    let mut ended: Vec<(Span, &'a Ending, Vec<&'a Rule>)> = Vec::new();
    for (at, rule) in rules {
        let (from, end) = marks.rules.get(*at).copied().unwrap_or_default();
        if let Some(span) = from.map(|from| calendar.mark_span(from)) {
            match begun.iter_mut().find(|(known, _)| *known == span) {
                Some((_, list)) => list.push(rule),
                None => begun.push((span, vec![rule])),
            }
        }
        if let (Some(end), Some(ending)) = (end, &rule.ended) {
            let span = calendar.mark_span(end);
            let known = ended
                .iter_mut()
                .find(|(known, how, _)| *known == span && *how == ending);
            match known {
                Some((_, _, list)) => list.push(rule),
                None => ended.push((span, ending, vec![rule])),
            }
        }
    }
    let begun = begun
        .into_iter()
        .map(|(span, list)| (span, Step::RulesBegin(version, list)));
    let ended = ended
        .into_iter()
        .map(|(span, ending, list)| (span, Step::RulesEnd(version, list, ending)));
    let mut steps: Vec<(Span, Step<'a>)> = begun.chain(ended).collect();
    for (hold, (from, until)) in version.suspended.iter().zip(&marks.holds) {
        let held: Vec<&'a Rule> = rules
            .iter()
            .map(|(_, rule)| *rule)
            .filter(|rule| hold.covers(&rule.id))
            .collect();
        if held.is_empty() && !(hold.rules.is_empty() && version.rules.is_empty()) {
            continue;
        }
        steps.push((
            calendar.mark_span(*from),
            Step::Held(version, held.clone(), hold),
        ));
        if let Some(until) = until {
            steps.push((
                calendar.mark_span(*until),
                Step::Released(version, held, hold),
            ));
        }
    }
    steps
}

/// Rulings of days on which nothing else happens to the text.
fn rulings<'a>(directive: &'a Directive, known: &[Happening<'a>]) -> Vec<Happening<'a>> {
    directive
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Ruling)
        .map(|event| Happening {
            span: Span::of((event.on.earliest(), event.on.latest())),
            directive,
            step: Step::Ruling(event),
        })
        .filter(|ruling| !known.iter().any(|other| other.period() == ruling.period()))
        .collect()
}
