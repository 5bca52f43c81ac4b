//! Days on which what is written now will first be felt.

use std::collections::BTreeSet;

use super::load::Plan;
use crate::law::{StartBasis, start_basis};
use crate::model::{Date, DateClaim, Day, Directive, Ending, Stage, Version};

impl Plan<'_> {
    /// The days after `today` on which a version, a rule or a hold that the plan writes has surely
    /// begun or ended; what stood before and stays is left out.
    pub fn days_to_come(&self, today: Day) -> BTreeSet<Day> {
        let mut dates: Vec<Date> = Vec::new();
        for (old, new) in self.directives_written() {
            let before = old.map(turns).unwrap_or_default();
            let after = turns(new);
            let differ = before.iter().filter(|turn| !after.contains(turn));
            let differ = differ.chain(after.iter().filter(|turn| !before.contains(turn)));
            dates.extend(differ.map(|(_, _, date)| *date));
        }
        dates
            .into_iter()
            .filter(|date| date.earliest().is_some_and(|first| first > today))
            .filter_map(|date| date.latest())
            .collect()
    }
}

/// A date that makes a difference: of which version, of which part of it, and when.
type Turn = (String, String, Date);

/// The turns of a directive.
fn turns(directive: &Directive) -> Vec<Turn> {
    let adopted = directive.versions.iter();
    let adopted = adopted.filter(|version| version.stage == Stage::Adopted);
    adopted.flat_map(turns_of).collect()
}

fn turns_of(version: &Version) -> Vec<Turn> {
    let mut all = Vec::new();
    let mut turn = |what: &str, date: Date| {
        all.push((version.label.clone(), what.to_owned(), date));
    };
    for claim in starts(version) {
        turn("start", claim.on);
    }
    for claim in ends(version.ended.as_ref()) {
        turn("end", claim.on);
    }
    for hold in &version.suspended {
        for date in [Some(hold.from), hold.until].into_iter().flatten() {
            turn("hold", date);
        }
    }
    for rule in &version.rules {
        for claim in rule.from.iter().chain(ends(rule.ended.as_ref())) {
            turn(rule.id.as_str(), claim.on);
        }
    }
    all
}

/// The dates by which a version begins.
fn starts(version: &Version) -> Vec<&DateClaim> {
    let dates = &version.dates;
    match start_basis(version) {
        StartBasis::Effective => dates.effective.iter().collect(),
        _ => dates.of_adoption().collect(),
    }
}

fn ends(ending: Option<&Ending>) -> impl Iterator<Item = &DateClaim> {
    ending.into_iter().flat_map(|ending| &ending.on)
}
