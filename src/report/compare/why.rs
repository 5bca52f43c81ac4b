//! The reason for an answer, rule by rule: what decides, and what became of every other rule that
//! bound the body on the topic.

use crate::law::{Answer, Bench, Boundary, Cited, Line, Settled, same_rule};
use crate::model::date::long_day;
use crate::model::{Day, Family, Slug, Source};
use crate::report::ask::supposing;
use crate::report::page::Pair;
use crate::report::{phrase, view, words};

/// Rules that ended longer ago than this are not told beside an answer: they are in `show`.
const YEARS_BACK: i64 = 3;

/// The pairs under a cell: the deciding rule, the others with what became of them, what was not
/// seen, the sources.
pub(super) fn pairs(bench: &Bench<'_>, topic: &Slug, answer: &Answer<'_>) -> Vec<Pair> {
    let docket = bench.docket();
    let mut pairs = Vec::new();
    let mut deciding: Vec<Cited<'_>> = Vec::new();
    for line in &answer.outcome.lines {
        let who = phrase::who(docket, line, &answer.outcome);
        let Some(entry) = line.decided_by() else {
            continue;
        };
        if deciding.iter().any(|cited| same_rule(cited, &entry.cited)) {
            continue;
        }
        deciding.push(entry.cited);
        let lead = who.map_or_else(String::new, |who| format!("{who}: "));
        pairs.push(Pair::new(
            "decides",
            format!(
                "{lead}{}; {}; {}",
                phrase::citation(&entry.cited),
                words::sentence(docket, entry.cited.rule, entry.cited.version),
                entry.cited.standing().short()
            ),
        ));
    }
    if deciding.is_empty() {
        pairs.push(Pair::new(
            "decides",
            "no rule on record, without further facts",
        ));
    }
    let others = fates(bench, topic, answer)
        .into_iter()
        .filter(|(cited, _)| !deciding.iter().any(|other| same_rule(other, cited)))
        .map(|(cited, fate)| {
            format!(
                "{}; {}: {fate}",
                phrase::citation(&cited),
                words::sentence(docket, cited.rule, cited.version)
            )
        })
        .collect::<Vec<_>>();
    if !others.is_empty() {
        pairs.push(Pair::many("also", others));
    }
    let unseen: Vec<String> = answer
        .unseen
        .iter()
        .map(|(directive, version)| {
            format!("{}, {}", directive.name(), words::version_word(version))
        })
        .collect();
    if !unseen.is_empty() {
        pairs.push(Pair::many("not seen", unseen));
    }
    let others: Vec<String> = answer
        .alternatives
        .iter()
        .map(|other| {
            let text = phrase::outcome(docket, &other.outcome, phrase::Voice::Text);
            format!("{}: {text}", supposing(bench, other))
        })
        .collect();
    if !others.is_empty() {
        pairs.push(Pair::many("or else", others));
    }
    let limits: Vec<String> = answer
        .limits
        .iter()
        .map(|limit| phrase::citation(&limit.over))
        .collect();
    if !limits.is_empty() {
        pairs.push(Pair::many("may be contrary to", limits));
    }
    let looked: Vec<String> = answer
        .coverage
        .iter()
        .map(|one| one.found.short().to_owned())
        .collect();
    if !looked.is_empty() {
        pairs.push(Pair::many("looked for", looked));
    }
    let mut sources: Vec<String> = Vec::new();
    for source in deciding.iter().flat_map(view::sources) {
        let text = source_line(source);
        if !sources.contains(&text) {
            sources.push(text);
        }
    }
    if !sources.is_empty() {
        pairs.push(Pair::many("sources", sources));
    }
    pairs
}

/// Publisher or title, date and address of a source.
fn source_line(source: &Source) -> String {
    let short = words::source_short(source);
    match &source.url {
        Some(url) => format!("{short}, {}", words::address(url)),
        None => short,
    }
}

/// Each rule that binds the body on the topic, a broader or a narrower one, with what became of it.
fn fates<'a>(bench: &Bench<'a>, topic: &Slug, answer: &Answer<'a>) -> Vec<(Cited<'a>, String)> {
    let book = &bench.docket().codebook;
    bench
        .rules()
        .filter(|cited| {
            let own = &cited.rule.says.topic;
            book.steps_up(Family::Topic, topic, own).is_some()
        })
        .filter_map(|cited| Some((cited, fate(bench, answer, &cited)?)))
        .chain(
            answer
                .narrower
                .iter()
                .map(|cited| (*cited, narrower(bench, topic, cited))),
        )
        .collect()
}

fn narrower(bench: &Bench<'_>, topic: &Slug, cited: &Cited<'_>) -> String {
    let says = &cited.rule.says;
    if says.topic == *topic {
        let side = says.counterpart.as_ref();
        let side = side.map_or_else(String::new, |side| {
            words::counterpart(bench.docket(), side).to_owned()
        });
        format!("narrower, about {side} only; it does not answer here")
    } else {
        let words = bench.docket().codebook.words(Family::Topic, &says.topic);
        format!("narrower, on \"{words}\" only; it does not answer here")
    }
}

fn fate<'a>(bench: &Bench<'a>, answer: &Answer<'a>, cited: &Cited<'a>) -> Option<String> {
    if answer.narrower.iter().any(|other| same_rule(other, cited)) {
        return None;
    }
    if let Some(held) = answer
        .suspended
        .iter()
        .find(|held| same_rule(&held.cited, cited))
    {
        let until = held
            .by
            .until
            .map_or_else(String::new, |until| format!(" until {}", until.long()));
        return Some(format!(
            "suspended since {}{until}, by {}",
            held.by.from.long(),
            held.by.by
        ));
    }
    let lines: Vec<&Line<'a>> = answer
        .outcome
        .lines
        .iter()
        .filter(|line| {
            line.entries
                .iter()
                .any(|entry| same_rule(&entry.cited, cited))
        })
        .collect();
    if lines.is_empty() {
        return out_of_force(bench, cited);
    }
    let reached = lines.iter().any(|line| {
        line.reachable
            .iter()
            .flatten()
            .any(|at| same_rule(&line.list.arms[*at].entry.cited, cited))
    });
    let case = lines.iter().find_map(|line| {
        let bans = line.list.arms.iter().chain(&line.list.emptied);
        bans.filter(|ban| !same_rule(&ban.entry.cited, cited))
            .find(|ban| ban.taken_out.iter().any(|out| same_rule(&out.cited, cited)))
    });
    if let Some(ban) = case {
        return Some(format!(
            "its case is taken out of {}",
            phrase::citation(&ban.entry.cited)
        ));
    }
    let emptied = lines.iter().find_map(|line| {
        line.list
            .emptied
            .iter()
            .find(|arm| same_rule(&arm.entry.cited, cited))
    });
    if let Some(arm) = emptied {
        let by: Vec<String> = arm
            .taken_out
            .iter()
            .map(|out| phrase::citation(&out.cited))
            .collect();
        return Some(format!("lifted by {}", by.join("; ")));
    }
    let clash = answer
        .clashes
        .iter()
        .find(|clash| same_rule(&clash.under.cited, cited));
    if let Some(clash) = clash {
        let (over, _) = phrase::citations(&clash.over.cited, &clash.under.cited);
        return Some(match clash.settled {
            Settled::Nothing => format!("contrary to {over}, and nothing settles it"),
            settled => format!("gives way to {over}, settled by {settled}"),
        });
    }
    Some(
        if reached {
            "decides where what stands before it does not apply"
        } else {
            "stands behind, and adds nothing"
        }
        .to_owned(),
    )
}

/// Why a rule was not in force on the day, if that is worth telling.
fn out_of_force(bench: &Bench<'_>, cited: &Cited<'_>) -> Option<String> {
    let sitting = bench.sitting();
    let id = cited.directive.id.clone();
    let label = cited.version.label.clone();
    let calendar = sitting.calendar();
    if let Some(begins) = calendar
        .start(&id, cited.version)
        .and_then(|span| span.earliest)
        && begins > sitting.day
    {
        let days = (begins - sitting.day).num_days();
        return (days <= 366).then(|| format!("not yet in force: began {days} days later"));
    }
    let next = calendar
        .versions(&id)
        .iter()
        .skip_while(|version| version.label != label)
        .nth(1)
        .map(|next| Boundary::Start(id.clone(), next.label.clone()));
    let own = Boundary::RuleEnd(id.clone(), label.clone(), cited.rule.id.clone());
    let ended = [Some(own), Some(Boundary::End(id, label)), next]
        .into_iter()
        .flatten()
        .find_map(|bound| calendar.span(&bound)?.latest)
        .filter(|ended| *ended <= sitting.day)?;
    ended_before(ended, sitting.day)
}

fn ended_before(ended: Day, day: Day) -> Option<String> {
    let days = (day - ended).num_days();
    match days {
        0 => Some(format!("ended on this very day, {}", long_day(ended))),
        days if days <= 366 * YEARS_BACK => {
            Some(format!("ended {days} days before, on {}", long_day(ended)))
        }
        _ => None,
    }
}
