//! What a reader must know beside an answer: other answers, clashes, suspensions, texts from above,
//! what was not seen.

use std::collections::BTreeSet;

use super::page::FEW;
use super::{Asked, arm};
use crate::law::{Alternative, Answer, Bench, Boundary, Cited, InForce, Limit, Settled, Word};
use crate::model::{DirectiveId, Level, Slug};
use crate::report::page::Pair;
use crate::report::phrase::{self, Voice};
use crate::report::words;

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

/// What else a reader must know: other answers, clashes, suspensions, what was not seen.
pub(super) fn beside(
    bench: &Bench<'_>,
    asked: &Asked,
    topic: &Slug,
    answer: &Answer<'_>,
) -> Vec<Pair> {
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
    let clashes: Vec<String> = answer
        .clashes
        .iter()
        .map(|clash| {
            let (over, under) = phrase::citations(&clash.over.cited, &clash.under.cited);
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
    let limits: Vec<String> = answer.limits.iter().map(limit).collect();
    if !limits.is_empty() {
        pairs.push(Pair::many("limited by", limits));
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
    let practices: Vec<String> = bench
        .practice(topic)
        .into_iter()
        .map(|one| {
            let note = one.note.as_ref();
            let note = note.map_or_else(String::new, |note| format!(". {note}"));
            let sources: Vec<String> = docket
                .practice_sources_of(one)
                .map(words::source_short)
                .collect();
            let sources = if sources.is_empty() {
                String::new()
            } else {
                format!(" [{}]", sources.join("; "))
            };
            let text = words::practice(docket, one);
            format!("{text}; it decides nothing{sources}{note}")
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
            let answered = one
                .answered
                .map_or_else(String::new, |day| format!(", answered {}", day.long()));
            let note = one.note.as_ref();
            let note = note.map_or_else(String::new, |note| format!(". {note}"));
            format!("{}{asked}{answered}{note}", one.found.short())
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

/// A ban on limiting policies, with the lower bans that may be contrary to it.
fn limit(limit: &Limit<'_>) -> String {
    let bans: Vec<String> = limit.bans.iter().map(phrase::citation).collect();
    format!(
        "{} may be contrary to {}, on policies that limit cooperation",
        words::listed(&bans, "and"),
        phrase::citation(&limit.over)
    )
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

/// What must be so for the first answer, where dates leave more than one open.
pub(super) const ALL_PASSED: &str = "if all that may have begun or ended by then had";

/// What must be so for another answer to hold: "if ... had begun by then".
pub(in crate::report) fn supposing(bench: &Bench<'_>, other: &Alternative<'_>) -> String {
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
    let name = |id: &DirectiveId| {
        docket
            .directives
            .get(id)
            .map_or_else(|| id.to_string(), |text| text.name().to_owned())
    };
    let label = |id: &DirectiveId, label: &str| {
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
                Boundary::End(id, version) => format!("{} {not} ended", label(id, version)),
                Boundary::Expiry(id, version) if *passed => {
                    format!("{} had expired on its face", label(id, version))
                }
                Boundary::Expiry(id, version) => {
                    format!("{} had been renewed", label(id, version))
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
