//! What happens to a text, in a sentence.

use crate::law::{Calendar, Happening, Step};
use crate::model::{Directive, Docket, Rule, Suspension, Version};
use crate::report::words;

/// What a directive is called in passing, with the id by which it is found.
fn name(directive: &Directive) -> String {
    format!("{} ({})", words::short_name(directive), directive.id)
}

/// Rules by their topics, each once: "hold on a detainer, help another agency (2 rules)".
fn rules(docket: &Docket, rules: &[&Rule]) -> String {
    let mut topics: Vec<(&str, usize)> = Vec::new();
    for rule in rules {
        let words = words::topic(docket, &rule.says.topic);
        match topics.iter_mut().find(|(known, _)| *known == words) {
            Some((_, number)) => *number += 1,
            None => topics.push((words, 1)),
        }
    }
    let each: Vec<String> = topics
        .into_iter()
        .map(|(words, number)| match number {
            1 => words.to_owned(),
            _ => format!("{words} ({number} rules)"),
        })
        .collect();
    each.join(", ")
}

/// What happens, in a word or two.
pub(super) const fn label(step: &Step<'_>) -> &'static str {
    match step {
        Step::Begins(..) | Step::RulesBegin(..) => "begins",
        Step::Ends(..) | Step::RulesEnd(..) => "ends",
        Step::Expires(..) => "expires",
        Step::Held(..) => "put on hold",
        Step::Released(..) => "off hold",
        Step::Ruling(..) => "ruling",
    }
}

/// What happens, in a sentence.
pub(super) fn sentence(
    docket: &Docket,
    calendar: &Calendar<'_>,
    happening: &Happening<'_>,
) -> String {
    let directive = happening.directive;
    let name = name(directive);
    let version = words::version_word;
    match &happening.step {
        Step::Begins(new, old, own) => {
            let instead = old.map_or_else(String::new, |old| {
                format!(" in the place of the {}", version(old))
            });
            let unknown = if new.rules.is_empty() && !new.silent.iter().any(|topic| topic == "all")
            {
                "; no rule of it is known"
            } else {
                ""
            };
            format!(
                "{name}: {} begins{instead}{unknown}{}.",
                version(new),
                held_from_the_start(docket, calendar, directive, new, own)
            )
        }
        Step::Ends(old, ending) => {
            format!(
                "{name}: {} ends, {}.",
                version(old),
                words::ended_how(docket, ending)
            )
        }
        Step::Expires(old) => format!("{name}: {} expires on its face.", version(old)),
        Step::RulesBegin(_, begun) => format!("{name}: begins for {}.", rules(docket, begun)),
        Step::RulesEnd(_, ended, ending) => format!(
            "{name}: ends for {}, {}; the text goes on.",
            rules(docket, ended),
            words::ended_how(docket, ending)
        ),
        Step::Held(text, held, hold) => {
            let begins = calendar
                .start(&directive.id, text)
                .and_then(|span| span.earliest);
            let early = begins
                .is_some_and(|begins| happening.span.latest.is_some_and(|latest| latest < begins));
            let early = if early {
                ", which is not yet in force"
            } else {
                ""
            };
            format!(
                "{name}{early}: put on hold by {}{}.",
                hold.by,
                held_rules(docket, held)
            )
        }
        Step::Released(_, held, hold) => released(docket, &name, held, hold),
        Step::Ruling(event) => format!("{name}: {}", event.what),
    }
}

fn held_rules(docket: &Docket, held: &[&Rule]) -> String {
    if held.is_empty() {
        String::new()
    } else {
        format!(": {}", rules(docket, held))
    }
}

fn released(docket: &Docket, name: &str, held: &[&Rule], hold: &Suspension) -> String {
    let how = words::lifted_how(docket, hold)
        .map(|how| format!(", lifted{how}"))
        .unwrap_or_default();
    format!(
        "{name}: no longer on hold (by {}{how}){}.",
        hold.by,
        held_rules(docket, held)
    )
}

/// The rules of a version that are on hold when it begins.
fn held_from_the_start(
    docket: &Docket,
    calendar: &Calendar<'_>,
    directive: &Directive,
    new: &Version,
    own: &[&Rule],
) -> String {
    let Some(begins) = calendar
        .start(&directive.id, new)
        .and_then(|span| span.latest)
    else {
        return String::new();
    };
    let lasts = |hold: &&Suspension| hold.surely_lasts_on(begins);
    let holds: Vec<&Suspension> = new.suspended.iter().filter(lasts).collect();
    if holds.iter().any(|hold| hold.rules.is_empty()) {
        return ", on hold from the start".to_owned();
    }
    let held: Vec<&Rule> = own
        .iter()
        .copied()
        .filter(|rule| holds.iter().any(|hold| hold.rules.contains(&rule.id)))
        .collect();
    if held.is_empty() {
        return String::new();
    }
    format!("; on hold from the start: {}", rules(docket, &held))
}
