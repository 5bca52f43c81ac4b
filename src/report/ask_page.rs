//! The page of an answer: the answer in a sentence, then label by label what it rests on, what
//! would change it and what is not known.

use std::collections::BTreeSet;

use super::ask::{Asked, arm, leading};
use super::page::{Block, Page, Pair};
use super::phrase::{self, Voice};
use super::{Stamp, compare, view, words};
use crate::law::{
    Alternative, Answer, Arm, Bench, Boundary, Certainty, Cited, Coding, InForce, Line, Settled,
    Word, has_known_end,
};
use crate::model::date::long_day;
use crate::model::{Effect, Event, Family, Level, Practice, Slug, Standing, Term};

/// The most events, neighbouring rules and sources told on the page; the rest is in `show`.
const FEW: usize = 4;

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
        compare::capital(docket.codebook.words(Family::Topic, topic)),
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
        match phrase::who(docket, line, &answer.outcome.lines) {
            Some(who) => format!("{}: {text}.", compare::capital(&who)),
            None => format!("{}.", compare::capital(&text)),
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
        lines.extend(answer.outcome.lines.iter().map(one));
        for other in &answer.alternatives {
            let text = phrase::outcome(docket, &other.outcome, Voice::Act);
            lines.push(format!("Or: {text}, {}.", supposing(bench, other)));
        }
        return lines;
    }
    if answer.outcome.lines.is_empty() {
        lines.push("Nothing on record decides.".to_owned());
    }
    lines.extend(answer.outcome.lines.iter().map(one));
    if let Coding::Looked(found) = answer.coding {
        lines.push(format!("{}.", compare::capital(found.short())));
    }
    lines
}

/// What the facts given do: which rule they lift, and where they fall short of what a rule asks.
fn given(bench: &Bench<'_>, asked: &Asked, answer: &Answer<'_>) -> Vec<String> {
    let book = &bench.docket().codebook;
    let mut out: Vec<String> = Vec::new();
    if asked.given.is_empty() {
        return out;
    }
    let words = |term: &Slug| book.words(Family::Condition, term).to_owned();
    let facts = book.closed(&asked.given);
    for line in &answer.outcome.lines {
        let before = line.list.decide(book, &BTreeSet::new());
        if let Some(at) = before
            && line.decides != Some(at)
        {
            let lifted = &line.list.arms[at];
            let noun = match lifted.effect {
                Effect::Requires => "duty",
                Effect::Permits => "permission",
                Effect::Prohibits => "ban",
            };
            let given: Vec<String> = asked.given.iter().map(words).collect();
            let mut text = format!(
                "\"{}\" lifts the {noun} of {}.",
                given.join("\" and \""),
                phrase::citation(&lifted.entry.cited)
            );
            if line.decides.is_none() && lifted.effect == Effect::Prohibits {
                text.push_str(" A lifted ban is not a permission.");
            }
            out.push(text);
        }
        let Some(arm) = line.decides.map(|at| &line.list.arms[at]) else {
            continue;
        };
        out.extend(short_of(book, arm, asked, &facts));
    }
    out.dedup();
    out
}

/// For each fact given that is of the same kind as what an exception asks, and is not enough: both
/// definitions.
fn short_of(
    book: &crate::model::Codebook,
    arm: &Arm<'_>,
    asked: &Asked,
    facts: &BTreeSet<Slug>,
) -> Vec<String> {
    let group = |term: &Slug| {
        book.get(Family::Condition, term.as_str())
            .and_then(|term| term.group.clone())
    };
    let wanted: BTreeSet<Slug> = arm
        .unless
        .iter()
        .chain(
            arm.taken_out
                .iter()
                .filter_map(|out| out.cited.rule.says.when.as_ref()),
        )
        .flat_map(|condition| condition.terms().into_iter().cloned().collect::<Vec<_>>())
        .filter(|term| !facts.contains(term))
        .collect();
    let mut out = Vec::new();
    for want in &wanted {
        for fact in asked
            .given
            .iter()
            .filter(|fact| group(fact).is_some() && group(fact) == group(want))
        {
            let tell = |key: &Slug| {
                let term = book.get(Family::Condition, key.as_str());
                let definition = term
                    .and_then(|term| term.definition.clone())
                    .unwrap_or_default();
                format!(
                    "\"{}\" ({definition})",
                    term.map_or(key.as_str(), Term::words)
                )
            };
            out.push(format!(
                "The exception asks for {}. You gave {}.",
                tell(want),
                tell(fact)
            ));
        }
    }
    out
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
        Some(ended) => parts.push(format!("until {}", words::ending(docket, ended))),
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

/// What the deciding version says on other topics, as far as it binds the body and stands.
pub(super) fn same_text<'a>(bench: &Bench<'a>, answer: &Answer<'a>) -> Vec<Cited<'a>> {
    let Some(arm) = arm(answer) else {
        return Vec::new();
    };
    let own = arm.entry.cited;
    bench
        .rules()
        .filter(|cited| {
            cited.directive.id == own.directive.id
                && cited.version.label == own.version.label
                && cited.rule.says.topic != own.rule.says.topic
                && bench.sitting().rule_in_force(cited).0 != InForce::No
                && bench.sitting().rule_in_force(cited).1 != InForce::Yes
        })
        .collect()
}

/// Practice statements on the topic that hold on the day.
pub(super) fn practice<'a>(bench: &Bench<'a>, asked: &Asked, topic: &Slug) -> Vec<&'a Practice> {
    let book = &bench.docket().codebook;
    bench
        .docket()
        .practice
        .iter()
        .filter(|one| {
            let begun = one
                .from
                .and_then(|date| date.earliest())
                .is_none_or(|day| day <= asked.on);
            let over = one
                .until
                .and_then(|date| date.latest())
                .is_some_and(|day| day <= asked.on);
            one.organization == asked.organization
                && begun
                && !over
                && book
                    .steps_up(Family::Topic, topic, &one.says.topic)
                    .is_some()
        })
        .collect()
}

/// What else a reader must know: other answers, clashes, suspensions, what was not seen.
fn beside(bench: &Bench<'_>, asked: &Asked, topic: &Slug, answer: &Answer<'_>) -> Vec<Pair> {
    let docket = bench.docket();
    let mut pairs = Vec::new();
    if answer.word != Word::Uncertain && !answer.alternatives.is_empty() {
        let others = answer
            .alternatives
            .iter()
            .map(|other| {
                let text = phrase::outcome(docket, &other.outcome, Voice::Act);
                format!("{text}, {}", supposing(bench, other))
            })
            .collect();
        pairs.push(Pair::many("or else", others));
    }
    let disputes: BTreeSet<String> = answer
        .disputed
        .iter()
        .flat_map(|(_, bond)| &bond.disputed)
        .map(|claim| {
            let since = claim
                .since
                .map_or_else(String::new, |since| format!(", since {}", since.0.long()));
            let ground = claim
                .ground
                .as_ref()
                .map_or_else(String::new, |ground| format!(" ({ground})"));
            format!("{} says that it {}{ground}{since}", claim.by, claim.says)
        })
        .collect();
    if !disputes.is_empty() {
        pairs.push(Pair::many("disputed", disputes.into_iter().collect()));
    }
    if answer.certainty == Certainty::Unchecked {
        pairs.push(Pair::new(
            "unchecked",
            "nobody on record has checked since that the deciding text still stands",
        ));
    }
    let clashes: Vec<String> = answer
        .clashes
        .iter()
        .map(|clash| {
            let (over, under) = (
                phrase::citation(&clash.over.cited),
                phrase::citation(&clash.under.cited),
            );
            let (a, b) = (clash.over_effect, clash.under_effect);
            match clash.settled {
                Settled::Nothing => {
                    format!("{over} ({a}) against {under} ({b}): nothing settles it")
                }
                by => format!("{over} ({a}) prevails over {under} ({b}), by {by}"),
            }
        })
        .collect();
    if !clashes.is_empty() {
        pairs.push(Pair::many("clash", clashes));
    }
    let held: Vec<String> = answer
        .suspended
        .iter()
        .map(|held| {
            let until = held
                .by
                .until
                .map_or_else(String::new, |until| format!(" until {}", until.long()));
            format!(
                "{} ({}): since {}{until}, by {}",
                phrase::citation(&held.cited),
                words::sentence(docket, held.cited.rule, held.cited.version),
                held.by.from.long(),
                held.by.by
            )
        })
        .collect();
    if !held.is_empty() {
        pairs.push(Pair::many("suspended", held));
    }
    let limits: Vec<String> = answer.limits.iter().map(phrase::citation).collect();
    if !limits.is_empty() {
        pairs.push(Pair::new(
            "limited by",
            format!(
                "a ban in play may be contrary to {}, on policies that limit cooperation",
                limits.join("; ")
            ),
        ));
    }
    let narrower: Vec<String> = answer
        .narrower
        .iter()
        .take(FEW)
        .map(|cited| {
            let says = words::sentence(docket, cited.rule, cited.version);
            format!("{says} ({})", phrase::citation(cited))
        })
        .collect();
    if !narrower.is_empty() {
        pairs.push(Pair::many("narrower", narrower));
    }
    let unseen: Vec<String> = answer
        .unseen
        .iter()
        .map(|(directive, version)| {
            format!(
                "{} of {}, {}: in force this day, no rule of it is known",
                directive.name(),
                docket.short(&directive.id.issuer),
                words::version_word(version)
            )
        })
        .collect();
    if !unseen.is_empty() {
        pairs.push(Pair::many("not seen", unseen));
    }
    pairs.extend(above(bench, answer));
    let practices: Vec<String> = practice(bench, asked, topic)
        .into_iter()
        .map(|one| {
            format!(
                "{} ({}); it decides nothing",
                one.says,
                one.standing.short()
            )
        })
        .collect();
    if !practices.is_empty() {
        pairs.push(Pair::many("practice", practices));
    }
    let coverage: Vec<String> = answer
        .coverage
        .iter()
        .map(|one| {
            let asked = one
                .asked
                .map_or_else(String::new, |day| format!(", asked {}", day.long()));
            format!("{}{asked}", one.found.short())
        })
        .collect();
    if !coverage.is_empty() {
        pairs.push(Pair::many("looked for", coverage));
    }
    let neighbours: Vec<String> = asked
        .neighbours
        .iter()
        .map(|body| format!("{}: comity ask {} --on {}", body.short(), body.id, asked.on))
        .collect();
    if !neighbours.is_empty() {
        pairs.push(Pair::many("not this", neighbours));
    }
    pairs
}

/// The texts from above that bind the body and have no rule on the topic, where none has.
fn above(bench: &Bench<'_>, answer: &Answer<'_>) -> Option<Pair> {
    let docket = bench.docket();
    let own = bench.organization();
    let from_above = |cited: &Cited<'_>| cited.directive.id.issuer != *own;
    let any = answer
        .outcome
        .lines
        .iter()
        .flat_map(|line| &line.entries)
        .any(|entry| from_above(&entry.cited));
    if any || answer.suspended.iter().any(|held| from_above(&held.cited)) {
        return None;
    }
    let mut levels: BTreeSet<(Level, String)> = BTreeSet::new();
    let mut names: Vec<String> = Vec::new();
    for (directive, version) in bench.texts() {
        if directive.id.issuer == *own || !bench.may_stand(directive, version) {
            continue;
        }
        let level = docket.level(&directive.id.issuer);
        let word = match level {
            Level::Local => docket
                .organizations
                .get(&directive.id.issuer)
                .and_then(|body| docket.places.get(body.places.first()?))
                .map_or("local", |place| place.kind.word()),
            level => level.word(),
        };
        levels.insert((level, word.to_owned()));
        let name = format!(
            "{} ({})",
            directive.title,
            docket.short(&directive.id.issuer)
        );
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Some(Pair::new(
            "above",
            "no text from above that binds the body is on record for this day",
        ));
    }
    let words: Vec<String> = levels.into_iter().map(|(_, word)| word).collect();
    Some(Pair::many(
        "above",
        vec![
            format!(
                "no {} text on record has a rule on this topic that day",
                words.join(" or ")
            ),
            format!("in force and binding: {}", names.join("; ")),
        ],
    ))
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
    Some(Pair::new(
        "sources",
        format!(
            "{}; addresses: comity show {}",
            names.join("; "),
            cited.directive.id
        ),
    ))
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

/// What must be so for another answer to hold: "if ... had begun by then".
pub(super) fn supposing(bench: &Bench<'_>, other: &Alternative<'_>) -> String {
    let docket = bench.docket();
    if !other.not_yet.is_empty() {
        let names: BTreeSet<&str> = other
            .not_yet
            .iter()
            .map(|cited| cited.directive.name())
            .collect();
        let names: Vec<&str> = names.into_iter().collect();
        return format!("if {} was not yet in effect", names.join(" and "));
    }
    let name = |id: &crate::model::DirectiveId| {
        docket
            .directives
            .get(id)
            .map_or_else(|| id.to_string(), |text| text.name().to_owned())
    };
    let label = |id: &crate::model::DirectiveId, label: &str| {
        let version = docket
            .directives
            .get(id)
            .and_then(|text| text.version(label));
        let version = version.map_or_else(|| label.to_owned(), words::version_word);
        format!("{}, {version}", name(id))
    };
    let each: Vec<String> = other
        .when
        .iter()
        .map(|(bound, passed)| {
            let not = if *passed { "had" } else { "had not" };
            match bound {
                Boundary::Start(id, version) => format!("{} {not} begun", label(id, version)),
                Boundary::End(id, version) | Boundary::Expiry(id, version) => {
                    format!("{} {not} ended", label(id, version))
                }
                Boundary::EndBy(id, _) => format!("what {} ends {not} ended", name(id)),
                Boundary::RuleStart(id, _, rule) => {
                    format!("rule {rule} of {} {not} begun", name(id))
                }
                Boundary::RuleEnd(id, _, rule) => {
                    format!("rule {rule} of {} {not} ended", name(id))
                }
                Boundary::HoldStart(id, ..) => {
                    format!("the suspension of {} {not} begun", name(id))
                }
                Boundary::HoldEnd(id, ..) => format!("the suspension of {} {not} ended", name(id)),
                Boundary::Bond(id, ..) => {
                    let does = if *passed { "binds" } else { "does not bind" };
                    format!("{} {does} the body", name(id))
                }
            }
        })
        .collect();
    format!("if {}", each.join(" and "))
}
