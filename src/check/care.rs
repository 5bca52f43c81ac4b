//! What wants to be looked at again.

use chrono::Months;

use super::{Text, Told};
use crate::law::InForce;
use crate::model::{Day, Standing, Version};

/// After so many months without a look a version may have changed unseen.
const STALE: Months = Months::new(36);

/// The versions that are, or may be, in force today.
fn in_force<'a>(text: &Text<'a>) -> Vec<&'a Version> {
    let sitting = text.sitting();
    text.calendar
        .versions(&text.directive.id)
        .iter()
        .copied()
        .filter(|version| sitting.in_force(text.directive, version) != InForce::No)
        .collect()
}

/// A version in force whose review is due.
pub(super) fn review_due(text: &Text<'_>, told: &mut Told<'_>) {
    for version in in_force(text) {
        let Some(due) = version.review_due else {
            continue;
        };
        let is_due = due.latest().is_some_and(|day| day < text.today);
        let is_done = version
            .reviewed
            .iter()
            .any(|review| review.on.latest() >= due.earliest());
        if is_due && !is_done {
            told.add(
                text.version_name(version),
                format!("its review was due in {due}, and none is on record"),
                "note the review: reviewed = [{ on = \"...\", result = \"reaffirmed\" }]",
            );
        }
    }
}

/// A version without a known end that nobody checked for long.
pub(super) fn stale(text: &Text<'_>, told: &mut Told<'_>) {
    let oldest: Option<Day> = text.today.checked_sub_months(STALE);
    for version in in_force(text) {
        let has_end = version
            .ended
            .as_ref()
            .is_some_and(|ended| ended.certainty != Some(Standing::Disputed));
        let checked = version.last_checked.and_then(|date| date.latest());
        let is_fresh = checked
            .zip(oldest)
            .is_some_and(|(day, oldest)| day >= oldest);
        if has_end || is_fresh {
            continue;
        }
        let last = match version.last_checked {
            Some(date) => format!("it was last checked in {date}"),
            None => "nobody noted that they checked it".to_owned(),
        };
        told.add(
            text.version_name(version),
            format!("{last}; it may have ended since"),
            "look whether it stands, and write last_checked",
        );
    }
}
