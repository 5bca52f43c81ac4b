//! The rule behind an answer: its citation, its words, who issued it, its dates, its sources.

use std::collections::BTreeSet;

use super::page::FEW;
use crate::law::{Arm, Bench, Boundary, Cited, has_known_end};
use crate::model::date::hull;
use crate::model::{Family, Slug};
use crate::report::page::Pair;
use crate::report::{note, phrase, view, words};

/// By which rule, issued by whom, in what steps, since when.
pub(super) fn deciding(
    bench: &Bench<'_>,
    topic: &Slug,
    arm: &Arm<'_>,
    who: Option<&str>,
    pairs: &mut Vec<Pair>,
) {
    let docket = bench.docket();
    let cited = &arm.entry.cited;
    let lead = who.map_or_else(String::new, |who| format!("{who}: "));
    let mut by = vec![format!(
        "{lead}{}; {}",
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
    let meanings: Vec<String> = BTreeSet::from([topic, &cited.rule.says.topic])
        .into_iter()
        .filter_map(|topic| {
            let known = words::terms_of(cited.rule, cited.version);
            let here = known.iter().find_map(|terms| terms.get(topic))?;
            Some(format!("\"{}\": {here}", words::topic(docket, topic)))
        })
        .collect();
    if !meanings.is_empty() {
        pairs.push(Pair::many("means here", meanings));
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
    if let Some(expires) = cited
        .version
        .expires
        .filter(|_| cited.version.ended.is_none())
    {
        let day = bench.sitting().day;
        let verb = match expires.latest() {
            Some(last) if last < day => "expired on its face, unless renewed,",
            _ => "expires on its face",
        };
        parts.push(format!("{verb} {}", expires.long()));
    }
    if let Some(checked) = cited.version.last_checked {
        parts.push(format!("last checked {}", checked.long()));
    }
    parts.join("; ")
}

/// Where the rule comes from; addresses are in `show` and in the fact-checker's sheet.
pub(super) fn sources(cited: &Cited<'_>) -> Option<Pair> {
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
    );
    Some(pair.noted(all.into_iter().map(note::of_source).collect()))
}
