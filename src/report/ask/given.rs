//! What the facts given do: which rule they lift, and where they fall short of what a rule asks.

use std::collections::BTreeSet;

use super::Asked;
use crate::law::{Answer, Arm, Bench};
use crate::model::{Effect, Family, Slug, Term};
use crate::report::phrase;

/// What the facts given do: which rule they lift, and where they fall short of what a rule asks.
pub(super) fn given(bench: &Bench<'_>, asked: &Asked, answer: &Answer<'_>) -> Vec<String> {
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
            && !line.list.stands(book, at, &asked.given)
        {
            let lifted = &line.list.arms[at];
            let noun = match lifted.effect {
                Effect::Requires => "duty",
                Effect::Permits => "permission",
                Effect::Prohibits => "ban",
            };
            // A fact that has nothing to do with it is not named.
            let alone = |fact: &&Slug| {
                let one = BTreeSet::from([Slug::clone(fact)]);
                !line.list.stands(book, at, &one)
            };
            let mut lifting: Vec<&Slug> = asked.given.iter().filter(alone).collect();
            let verb = match lifting.len() {
                0 => "together lift",
                1 => "lifts",
                _ => "each lift",
            };
            if lifting.is_empty() {
                lifting.extend(&asked.given);
            }
            let lifting: Vec<String> = lifting.into_iter().map(words).collect();
            let mut text = format!(
                "\"{}\" {verb} the {noun} of {}.",
                lifting.join("\" and \""),
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
