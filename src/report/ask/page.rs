//! The page of an answer: the answer in a sentence, then label by label what it rests on, what
//! would change it and what is not known.

use std::collections::BTreeSet;

use super::beside::{ALL_PASSED, beside, same_text, supposing};
use super::by::{deciding, sources};
use super::given::given;
use super::{Asked, arm, leading};
use crate::law::{Answer, Bench, Certainty, Cited, Coding, InForce, Lens, Line, Word};
use crate::model::date::long_day;
use crate::model::{Event, Family, Slug, Stage, Standing};
use crate::report::compare::{Stamp, capital};
use crate::report::page::{Block, Page, Pair};
use crate::report::phrase::{self, Voice};
use crate::report::words;

/// The most events, neighbouring rules and sources told on the page; the rest is in `show`.
pub(super) const FEW: usize = 4;

/// The page of an answer.
pub(super) fn page(
    bench: &Bench<'_>,
    stamp: &Stamp,
    asked: &Asked,
    topic: &Slug,
    answer: &Answer<'_>,
) -> Page {
    let docket = bench.docket();
    let mut blocks = vec![Block::Lead(lead(bench, asked, answer))];
    blocks.extend(
        given(bench, asked, answer)
            .into_iter()
            .map(Block::Paragraph),
    );
    blocks.extend(put_to(bench, asked).map(Block::Paragraph));
    blocks.push(Block::Pairs(pairs(bench, asked, topic, answer)));
    let mut next = Vec::new();
    if let Some(arm) = arm(answer) {
        next.push(format!("comity show {}", arm.entry.cited.directive.id));
    } else {
        next.push(format!("comity list {}", asked.organization));
    }
    Page {
        title: title(bench, asked, topic),
        blocks,
        foot: vec![format!(
            "Record of {}, operation {}. It says what texts say; it is not legal advice.",
            docket.short(&asked.organization),
            stamp.operation
        )],
        next,
    }
}

fn title(bench: &Bench<'_>, asked: &Asked, topic: &Slug) -> String {
    let docket = bench.docket();
    let mut parts = vec![docket.short(&asked.organization).to_owned()];
    if let Some(role) = &asked.role {
        parts.push(docket.codebook.words(Family::Role, role).to_owned());
    }
    if let Some(side) = &asked.counterpart {
        parts.push(format!("for {}", words::counterpart(docket, side)));
    }
    parts.push(long_day(asked.on));
    format!(
        "{}: {}",
        capital(docket.codebook.words(Family::Topic, topic)),
        parts.join(", ")
    )
}

/// How the one text stands to which the question was put, where it decides nothing for certain: a
/// draft and a text that has ended give no answer, and silence would hide why.
fn put_to(bench: &Bench<'_>, asked: &Asked) -> Option<String> {
    let Lens::Under(id, label) = &asked.lens else {
        return None;
    };
    let Some(directive) = bench.docket().directives.get(id) else {
        return Some(format!(
            "Put to {id} alone, which binds this body by nothing on record."
        ));
    };
    let sitting = &bench.sitting();
    let (version, status) = match label {
        Some(label) => {
            let version = directive.version(label)?;
            (version, words::status(sitting, directive, version))
        }
        None => words::current(sitting, directive)?,
    };
    let text = format!("{}, {}", directive.name(), words::version_word(version));
    if version.stage == Stage::Draft {
        return Some(format!(
            "Put to {text} alone: a draft, which is no law and decides nothing."
        ));
    }
    Some(match status.word {
        InForce::Yes => format!("Put to {text} alone; other texts may say otherwise."),
        _ => format!("Put to {text} alone: {}.", status.long),
    })
}

/// The answer in sentences.
fn lead(bench: &Bench<'_>, asked: &Asked, answer: &Answer<'_>) -> Vec<String> {
    let docket = bench.docket();
    let says = |line: &Line<'_>| {
        let text = if asked.given.is_empty() {
            phrase::line(docket, line, Voice::Act)
        } else {
            line.decides.map_or_else(
                || phrase::NOTHING.to_owned(),
                |at| phrase::bare(Word::from(Some(line.list.arms[at].effect))).to_owned(),
            )
        };
        let mut text = if line.decides.is_none() && (text == phrase::NOTHING) {
            "nothing on record decides".to_owned()
        } else {
            text
        };
        if let Some(entry) = line.decided_by() {
            text.push_str(match entry.cited.standing() {
                Standing::Reported => ", by one account",
                Standing::Inferred => ", inferred",
                Standing::Disputed => ", by accounts that differ",
                Standing::Unknown => ", how well is not known",
                Standing::Documented | Standing::Confirmed => "",
            });
        }
        text
    };
    let told = phrase::told(&answer.outcome, says);
    let one = |line: &Line<'_>| {
        let text = says(line);
        match phrase::who(docket, line, &told) {
            Some(who) => format!("{}: {text}.", capital(&who)),
            None => format!("{}.", capital(&text)),
        }
    };
    let mut lines: Vec<String> = Vec::new();
    if answer.is_conflict() {
        lines.push("Conflict: two rules of equal weight say contrary things.".to_owned());
    }
    if answer.word == Word::Uncertain {
        lines.push(
            "Uncertain: what is known of the dates leaves more than one answer open.".to_owned(),
        );
        let first = told.lines.iter().map(one).map(|text| {
            let text = text.trim_end_matches('.');
            format!("{text}, {ALL_PASSED}.")
        });
        lines.extend(first);
        for other in &answer.alternatives {
            let text = phrase::outcome(docket, &other.outcome, Voice::Act);
            let by: BTreeSet<String> = other
                .outcome
                .lines
                .iter()
                .filter_map(|line| Some(phrase::citation(&line.decided_by()?.cited)))
                .collect();
            let by: Vec<String> = by.into_iter().collect();
            let by = if by.is_empty() {
                String::new()
            } else {
                format!(" ({})", by.join("; "))
            };
            lines.push(format!("Or, {}: {text}{by}.", supposing(bench, other)));
        }
        return lines;
    }
    if told.lines.is_empty() {
        lines.push("Nothing on record decides.".to_owned());
    }
    lines.extend(told.lines.iter().map(one));
    if let Coding::Looked(found) = answer.coding {
        lines.push(format!("{}.", capital(found.short())));
    }
    lines.extend(doubt(answer));
    lines
}

/// How sure the answer is, where it is not certain, in a sentence.
fn doubt(answer: &Answer<'_>) -> Option<String> {
    let checked = answer
        .outcome
        .lines
        .iter()
        .find_map(Line::decided_by)
        .and_then(|entry| entry.cited.version.last_checked);
    let text = match answer.certainty {
        Certainty::Certain => return None,
        Certainty::Unchecked => match checked {
            Some(date) => format!("Unchecked since {}: it may have ended.", date.long()),
            None => "Never checked: it may have ended.".to_owned(),
        },
        Certainty::Uncertain if !answer.disputed.is_empty() => {
            "Not certain: whether a text binds this body is disputed.".to_owned()
        }
        Certainty::Uncertain if !answer.alternatives.is_empty() => {
            "Not certain: see \"or else\" below.".to_owned()
        }
        Certainty::Uncertain if !answer.unseen.is_empty() => {
            "Not certain: a text in force was not seen.".to_owned()
        }
        Certainty::Uncertain => "Not certain: the day of effect was not seen.".to_owned(),
    };
    Some(text)
}

fn pairs(bench: &Bench<'_>, asked: &Asked, topic: &Slug, answer: &Answer<'_>) -> Vec<Pair> {
    let docket = bench.docket();
    let mut pairs = Vec::new();
    let mut seen: Vec<Cited<'_>> = Vec::new();
    for line in &answer.outcome.lines {
        let at = line
            .decides
            .or_else(|| line.reachable.iter().flatten().next().copied());
        let Some(arm) = at.and_then(|at| line.list.arms.get(at)) else {
            continue;
        };
        if seen
            .iter()
            .any(|cited| crate::law::same_rule(cited, &arm.entry.cited))
        {
            continue;
        }
        seen.push(arm.entry.cited);
        let who =
            phrase::who(docket, line, &answer.outcome).filter(|_| answer.outcome.lines.len() > 1);
        deciding(bench, topic, arm, who.as_deref(), &mut pairs);
    }
    if let Some(line) = leading(answer) {
        let changes = changes(bench, asked, line);
        if !changes.is_empty() {
            pairs.push(Pair::many("if instead", changes));
        }
    }
    let same: Vec<String> = same_text(bench, answer)
        .into_iter()
        .take(FEW)
        .map(|cited| words::sentence(docket, cited.rule, cited.version))
        .collect();
    if !same.is_empty() {
        pairs.push(Pair::many("same text", same));
    }
    pairs.extend(beside(bench, asked, topic, answer));
    if let Some(cited) = seen.first() {
        pairs.extend(sources(cited));
    }
    pairs.extend(afterwards(bench, topic, &seen));
    pairs
}

/// The smallest sets of further facts that change the answer, with what it then is.
fn changes(bench: &Bench<'_>, asked: &Asked, line: &Line<'_>) -> Vec<String> {
    let book = &bench.docket().codebook;
    bench
        .would_change(line, &asked.given)
        .into_iter()
        .map(|set| {
            let facts: BTreeSet<Slug> = asked.given.iter().chain(&set).cloned().collect();
            let then = line
                .list
                .decide(book, &facts)
                .map(|at| line.list.arms[at].effect);
            let words: Vec<&str> = set
                .iter()
                .map(|term| book.words(Family::Condition, term))
                .collect();
            let answer = match then {
                None => "nothing on record decides",
                Some(effect) => phrase::bare(Word::from(Some(effect))),
            };
            format!("{}: {answer}", words.join(", and "))
        })
        .collect()
}

/// What happened on the day and after it.
fn afterwards(bench: &Bench<'_>, topic: &Slug, seen: &[Cited<'_>]) -> Option<Pair> {
    let day = bench.sitting().day;
    let mut events: Vec<&Event> = Vec::new();
    for cited in seen {
        events.extend(&cited.directive.events);
    }
    let bodies = bench
        .docket()
        .events
        .iter()
        .filter(|one| one.organization == *bench.organization());
    events.extend(bodies.map(|one| &one.event));
    events.retain(|event| {
        event.on.latest().is_none_or(|latest| latest >= day)
            && event.topic.as_ref().is_none_or(|about| about == topic)
    });
    events.sort_by_key(|event| event.on.earliest());
    events.dedup();
    if events.is_empty() {
        return None;
    }
    let more = events.len().saturating_sub(2 * FEW);
    let mut lines: Vec<String> = events
        .iter()
        .take(2 * FEW)
        .map(|event| format!("{}: {}", event.on.long(), event.what))
        .collect();
    if more > 0 {
        lines.push(format!("{more} more"));
    }
    Some(Pair::many("afterwards", lines))
}
