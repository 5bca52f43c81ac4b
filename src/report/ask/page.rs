//! The page of an answer: the answer in a sentence, then label by label what it rests on, what
//! would change it and what is not known.

use std::collections::BTreeSet;

use super::beside::{beside, same_text, supposing};
use super::given::given;
use super::{Asked, arm, leading};
use crate::law::{
    Answer, Arm, Bench, Boundary, Certainty, Cited, Coding, Line, Word, has_known_end,
};
use crate::model::date::{hull, long_day};
use crate::model::{Event, Family, Slug, Standing};
use crate::report::compare::{Stamp, capital};
use crate::report::page::{Block, Page, Pair};
use crate::report::phrase::{self, Voice};
use crate::report::{note, view, words};

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

/// The answer in sentences.
fn lead(bench: &Bench<'_>, asked: &Asked, answer: &Answer<'_>) -> Vec<String> {
    let docket = bench.docket();
    let one = |line: &Line<'_>| {
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
        match phrase::who(docket, line, &answer.outcome) {
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
        let first = answer.outcome.lines.iter().map(one).map(|text| {
            let text = text.trim_end_matches('.');
            format!("{text}, if all that may have begun or ended by then had.")
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
    if answer.outcome.lines.is_empty() {
        lines.push("Nothing on record decides.".to_owned());
    }
    lines.extend(answer.outcome.lines.iter().map(one));
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
        deciding(bench, topic, arm, &mut pairs);
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

/// By which rule, issued by whom, in what steps, since when.
fn deciding(bench: &Bench<'_>, topic: &Slug, arm: &Arm<'_>, pairs: &mut Vec<Pair>) {
    let docket = bench.docket();
    let cited = &arm.entry.cited;
    let mut by = vec![format!(
        "{}; {}",
        phrase::citation(cited),
        cited.standing().short()
    )];
    if cited.rule.says.topic != *topic {
        by.push(format!(
            "by a general clause, on \"{}\"",
            docket.codebook.words(Family::Topic, &cited.rule.says.topic)
        ));
    }
    if cited.directive.id.issuer != *bench.organization() {
        by.push(format!(
            "a text of {}",
            docket
                .organizations
                .get(&cited.directive.id.issuer)
                .map_or("another body", |body| body.name())
        ));
    }
    by.extend(arm.taken_out.iter().map(|out| {
        format!(
            "with the case taken out by {}",
            phrase::citation(&out.cited)
        )
    }));
    if let Some(role) = arm.entry.role {
        by.push(format!("for {}", docket.codebook.words(Family::Role, role)));
    }
    pairs.push(Pair::many("by", by));
    if let Some(words) = &cited.rule.words {
        pairs.push(Pair::new("its words", format!("\"{words}\"")));
    } else if let Some(summary) = &cited.rule.summary {
        pairs.push(Pair::new("in short", summary.clone()));
    }
    if let Some(modality) = &cited.rule.modality {
        pairs.push(Pair::new("its verb", modality.clone()));
    }
    let issued: Vec<String> = cited
        .version
        .authority
        .iter()
        .map(words::authority)
        .collect();
    if !issued.is_empty() {
        pairs.push(Pair::many("issued by", issued));
    }
    let steps: Vec<String> = cited
        .rule
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| format!("{}. {}", at + 1, words::step(step)))
        .collect();
    if !steps.is_empty() {
        pairs.push(Pair::many("steps", steps));
    }
    pairs.push(Pair::new("dates", dates(bench, cited)));
    let notes: Vec<String> = cited
        .rule
        .note
        .iter()
        .chain(&cited.version.note)
        .chain(&cited.directive.note)
        .cloned()
        .collect();
    if !notes.is_empty() {
        pairs.push(Pair::many("note", notes));
    }
}

/// Since when, until when, and when last checked, in words.
fn dates(bench: &Bench<'_>, cited: &Cited<'_>) -> String {
    let docket = bench.docket();
    let mut parts: Vec<String> = words::dated_facts(cited.version)
        .iter()
        .map(|fact| format!("{} {}", fact.act, words::date_claims(fact.claims)))
        .collect();
    parts.extend(words::start_note(cited.version));
    match cited.rule.ended.as_ref().or(cited.version.ended.as_ref()) {
        Some(ended) => {
            let mut until = format!("until {}", words::ending(docket, ended));
            // What ended it may be dated better than the end.
            let (id, label) = (cited.directive.id.clone(), cited.version.label.clone());
            let bound = match &cited.rule.ended {
                Some(_) => Boundary::RuleEnd(id, label, cited.rule.id.clone()),
                None => Boundary::End(id, label),
            };
            if let Some(span) = bench.sitting().calendar().span(&bound)
                && (span.earliest, span.latest) != hull(&ended.on)
            {
                until.push_str(&format!(", so {}", words::span_phrase(&span)));
            }
            parts.push(until);
        }
        None if has_known_end(bench.sitting().calendar(), cited) => {
            parts.push("until the next version".to_owned());
        }
        None => parts.push("end not known".to_owned()),
    }
    if let Some(checked) = cited.version.last_checked {
        parts.push(format!("last checked {}", checked.long()));
    }
    parts.join("; ")
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

/// Where the rule comes from; addresses are in `show` and in the fact-checker's sheet.
fn sources(cited: &Cited<'_>) -> Option<Pair> {
    let all = view::sources(cited);
    if all.is_empty() {
        return None;
    }
    let mut names: Vec<String> = all
        .iter()
        .take(FEW)
        .map(|source| words::source_short(source))
        .collect();
    if all.len() > FEW {
        names.push(format!("{} more", all.len() - FEW));
    }
    let pair = Pair::new(
        "sources",
        format!(
            "{}; addresses: comity show {}",
            names.join("; "),
            cited.directive.id
        ),
    )
    .noted(all.into_iter().map(note::of_source).collect());
    Some(pair)
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
