//! Dates that are missing, or that cannot have come in their order.

use super::{Text, Told};
use crate::law::{StartBasis, is_void, start_basis};
use crate::model::date::hull;
use crate::model::{Date, DateClaim, Dates, Day, Stage, Version};

/// The first and last day on which a version can have begun, by its own dates.
pub(super) fn start(version: &Version) -> (Option<Day>, Option<Day>) {
    match start_basis(version) {
        StartBasis::Effective => hull(&version.dates.effective),
        StartBasis::Adoption => {
            let Dates {
                adopted,
                signed,
                issued,
                published,
                ..
            } = &version.dates;
            let all = [adopted, signed, issued, published];
            let all: Vec<DateClaim> = all.into_iter().flatten().cloned().collect();
            hull(&all)
        }
        StartBasis::Mention => (None, None),
    }
}

/// Whether the first lies wholly after the second, whichever days they are.
pub(super) fn is_after(first: Option<Day>, second: Option<Day>) -> bool {
    first
        .zip(second)
        .is_some_and(|(first, second)| first > second)
}

fn of(date: &Date) -> (Option<Day>, Option<Day>) {
    (date.earliest(), date.latest())
}

/// Dates that cannot have come in this order.
pub(super) fn out_of_order(text: &Text<'_>, told: &mut Told<'_>) {
    for version in &text.directive.versions {
        for (what, cure) in wrong_pairs(version) {
            told.add(text.version_name(version), what, cure);
        }
    }
}

fn wrong_pairs(version: &Version) -> Vec<(String, String)> {
    let begins = start(version);
    let dates = &version.dates;
    let mut pairs = vec![(
        "signed",
        hull(&dates.signed),
        "adopted",
        hull(&dates.adopted),
    )];
    if let Some(ended) = version.ended.as_ref().filter(|_| !is_void(version)) {
        pairs.push(("ended", hull(&ended.on), "begun", begins));
    }
    if let Some(expires) = &version.expires {
        pairs.push(("expired", of(expires), "begun", begins));
    }
    if let Some(due) = &version.review_due {
        pairs.push(("due for review", of(due), "begun", begins));
    }
    if let Some(checked) = version
        .last_checked
        .as_ref()
        .filter(|_| version.stage == Stage::Adopted)
    {
        // Whoever checked before the day of effect may have checked the text as issued.
        let made = hull(&dates.issued).0.or(hull(&dates.signed).0);
        let made = made.or(hull(&dates.adopted).0).or(begins.0);
        pairs.push(("last checked", of(checked), "made", (made, None)));
    }
    for review in &version.reviewed {
        pairs.push(("reviewed", of(&review.on), "begun", begins));
    }
    for hold in &version.suspended {
        if let Some(until) = &hold.until {
            pairs.push((
                "no longer suspended",
                of(until),
                "suspended",
                of(&hold.from),
            ));
        }
    }
    pairs
        .into_iter()
        .filter(|(_, later, _, earlier)| is_after(earlier.0, later.1))
        .map(|(later, (_, by), earlier, (from, _))| {
            let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
            (
                format!(
                    "it was {later} by {} and {earlier} on {} at the earliest",
                    day(by),
                    day(from)
                ),
                "look the dates up in the sources and put the wrong one right".to_owned(),
            )
        })
        .collect()
}

/// An adopted version without any date.
pub(super) fn missing(text: &Text<'_>, told: &mut Told<'_>) {
    for version in adopted(text) {
        if start_basis(version) == StartBasis::Mention {
            told.add(
                text.version_name(version),
                "no date is known on which it was adopted, issued or took effect",
                "give dates, be it a year or a range such as \"..2019\"",
            );
        }
    }
}

/// A statute or ordinance of which only the adoption is known.
pub(super) fn effective_missing(text: &Text<'_>, told: &mut Told<'_>) {
    let kind = text.directive.kind.as_str();
    if kind != "statute" && kind != "ordinance" {
        return;
    }
    for version in adopted(text) {
        if start_basis(version) == StartBasis::Adoption {
            told.add(
                text.version_name(version),
                format!("this {kind} has no effective date: for a year it may not have been law"),
                "look up when it took effect: dates = { effective = \"...\" }",
            );
        }
    }
}

fn adopted<'a>(text: &Text<'a>) -> impl Iterator<Item = &'a Version> {
    let versions = text.directive.versions.iter();
    versions.filter(|version| version.stage == Stage::Adopted && !is_void(version))
}
