//! One version after another: ends, overlaps, rules that get lost.

use super::dates::{is_after, start};
use super::{Text, Told};
use crate::model::date::hull;
use crate::model::{Day, EndHow, Ending, Family, Reference, Rule, Standing, Version};

/// Every end of a version or rule that names what ended it, with the name of its record.
fn ends<'a>(text: &Text<'a>) -> Vec<(String, &'a Ending, &'a Reference)> {
    let versions = text.directive.versions.iter();
    let of_versions =
        versions.filter_map(|version| Some((text.version_name(version), version.ended.as_ref()?)));
    let of_rules = text
        .rules()
        .filter_map(|(version, rule)| Some((text.rule_name(version, rule), rule.ended.as_ref()?)));
    of_versions
        .chain(of_rules)
        .filter_map(|(record, ended)| Some((record, ended, ended.by.as_ref()?)))
        .collect()
}

/// The versions of which one ended it: the named one, or all of the directive.
fn successors<'a>(text: &Text<'a>, by: &Reference) -> Option<Vec<&'a Version>> {
    let directive = text.docket.directives.get(&by.directive)?;
    let named = by.version.as_deref();
    let is_named = |version: &&Version| named.is_none_or(|label| label == version.label);
    let found: Vec<&Version> = directive.versions.iter().filter(is_named).collect();
    (!found.is_empty() || named.is_none()).then_some(found)
}

/// An end by a text or version that is not on record.
pub(super) fn ended_by_missing(text: &Text<'_>, told: &mut Told<'_>) {
    for (record, _, by) in ends(text) {
        // A version may be named by a day instead of its label.
        let is_day = by
            .version
            .as_deref()
            .is_some_and(|label| crate::model::date::parse_day(label).is_ok());
        let is_there = text.docket.directives.contains_key(&by.directive);
        if !(is_there && is_day) && successors(text, by).is_none() {
            told.add(
                record,
                format!("it is said to end by {by}, which is not on record"),
                format!("record {by}, or leave out by"),
            );
        }
    }
}

/// An end by something that begins only later.
pub(super) fn ended_by_later(text: &Text<'_>, told: &mut Told<'_>) {
    for (record, ended, by) in ends(text) {
        // A rescinding text may be decided long after; only what takes its place must be there.
        let replaces = matches!(ended.how, EndHow::Superseded | EndHow::Amended);
        let end = hull(&ended.on).1;
        let all = successors(text, by).unwrap_or_default();
        let begins = |version: &&Version| start(version).0;
        let first: Option<Vec<Day>> = all.iter().map(begins).collect();
        let first = first.and_then(|days| days.into_iter().min());
        if replaces && is_after(first, end) {
            let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
            told.add(
                record,
                format!(
                    "it ends by {} at the latest by {by}, which begins on {} at the earliest",
                    day(end),
                    day(first)
                ),
                "look up both days; a text ends on the day on which the next one begins",
            );
        }
    }
}

/// Two adopted versions in force at once.
pub(super) fn overlap(text: &Text<'_>, told: &mut Told<'_>) {
    let chain = text.calendar.versions(&text.directive.id);
    for (at, version) in chain.iter().enumerate() {
        let ended = version.ended.as_ref();
        let Some(end) = ended.filter(|end| end.certainty != Some(Standing::Disputed)) else {
            continue;
        };
        for next in &chain[at + 1..] {
            if is_after(hull(&end.on).0, start(next).1) {
                told.add(
                    text.version_name(version),
                    format!("it is still in force when version {} begins", next.label),
                    "end it on the day on which the next version begins, or leave out its end",
                );
            }
        }
    }
}

/// A rule that begins or ends outside its version.
pub(super) fn rule_outside(text: &Text<'_>, told: &mut Told<'_>) {
    for (version, rule) in text.rules() {
        let (begins, _) = start(version);
        let ends = version.ended.as_ref().and_then(|ended| hull(&ended.on).1);
        let from = hull(&rule.from);
        let end = rule.ended.as_ref().map(|ended| hull(&ended.on));
        let end = end.unwrap_or((None, None));
        let wrong = [
            (is_after(begins, from.1), "it begins before its version"),
            (
                is_after(from.0, ends),
                "it begins after its version has ended",
            ),
            (is_after(begins, end.1), "it ends before its version begins"),
            (is_after(end.0, ends), "it ends after its version has ended"),
        ];
        for (_, what) in wrong.iter().filter(|(is_wrong, _)| *is_wrong) {
            told.add(
                text.rule_name(version, rule),
                *what,
                "put the days of the rule right, or record it in the version where it stood",
            );
        }
    }
}

/// A new version that drops a rule without a word.
pub(super) fn dropped(text: &Text<'_>, told: &mut Told<'_>) {
    let chain = text.calendar.versions(&text.directive.id);
    for pair in chain.windows(2) {
        let (old, new) = (pair[0], pair[1]);
        // Where no rule of the new one is known and its text was not read, nothing was dropped.
        if new.is_unread() {
            continue;
        }
        for rule in &old.rules {
            if rule.ended.is_none() && !is_answered(text, rule, new) {
                told.add(
                    text.rule_name(old, rule),
                    format!(
                        "version {} does not have it and does not say why",
                        new.label
                    ),
                    format!(
                        "give the rule an end, or write silent = [\"{}\"] in the new version",
                        rule.says.topic
                    ),
                );
            }
        }
    }
}

/// Whether a version has the rule, or rules on its topic, a broader or a narrower one, or is known to
/// be silent on it.
fn is_answered(text: &Text<'_>, rule: &Rule, new: &Version) -> bool {
    let book = &text.docket.codebook;
    let topic = &rule.says.topic;
    new.is_silent_on(topic)
        || new.rules.iter().any(|other| {
            let own = &other.says.topic;
            other.id == rule.id
                || book.steps_up(Family::Topic, topic, own).is_some()
                || book.steps_up(Family::Topic, own, topic).is_some()
        })
}
