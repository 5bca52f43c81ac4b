//! Bodies that nothing binds, texts that bind nobody, coverage that a rule contradicts.

use super::{Body, Text, Told};
use crate::law::{Bench, InForce};
use crate::model::{Coverage, Day, Docket, Family, Found, KindLevel, Level};

/// A directive that binds nobody.
pub(super) fn directive_unbound(text: &Text<'_>, told: &mut Told<'_>) {
    let directive = text.directive;
    let binds = directive.versions.iter().any(|version| {
        let own =
            |rule: &crate::model::Rule| rule.binds.as_ref().is_some_and(|own| !own.is_empty());
        !Docket::version_bonds(directive, version).is_empty() || version.rules.iter().any(own)
    });
    if !binds && directive.binds.is_empty() {
        told.add(
            directive.id.to_string(),
            "it binds nobody, so it never answers anything",
            "write whom it binds, such as binds = [{ org = \"...\" }]",
        );
    }
}

/// A department of a state, county or city that nothing on record binds and of which nobody noted
/// that they looked.
pub(super) fn body_unbound(body: &Body<'_>, told: &mut Told<'_>) {
    let id = &body.body.id;
    let kind = body
        .docket
        .codebook
        .get(Family::Kind, body.body.kind.as_str());
    let is_department = kind.and_then(|kind| kind.level) != Some(KindLevel::Jurisdiction);
    let is_federal = body.body.places.iter().any(|place| {
        let place = body.docket.places.get(place);
        place.is_some_and(|place| place.level(false) == Level::Federal)
    });
    let is_known = body
        .docket
        .coverage
        .iter()
        .any(|one| one.organization == *id)
        || body.docket.directives.keys().any(|text| text.issuer == *id);
    if !is_department || is_federal || is_known {
        return;
    }
    let bench = Bench::new(body.docket, body.calendar, id, body.today);
    if bench.texts().is_empty() && bench.rules().next().is_none() {
        told.add(
            format!("organization {id}"),
            "nothing on record binds it, and nobody noted that they looked",
            "record an order, or write in coverage.toml what was looked for and found",
        );
    }
}

/// Coverage that a rule of the body's own contradicts.
pub(super) fn coverage_contradicts(body: &Body<'_>, told: &mut Told<'_>) {
    let id = &body.body.id;
    let own = body
        .docket
        .coverage
        .iter()
        .filter(|one| one.organization == *id);
    for coverage in own.filter(|one| denies_a_rule(one.found)) {
        let bench = Bench::new(body.docket, body.calendar, id, day(coverage, body.today));
        let contrary = bench.rules().find(|cited| {
            let topic = coverage.topic.as_ref();
            cited.directive.id.issuer == *id
                && topic.is_none_or(|topic| *topic == cited.rule.says.topic)
                && bench.sitting().rule_in_force(cited).0 == InForce::Yes
        });
        if let Some(cited) = contrary {
            let topic = coverage.topic.as_ref();
            told.add(
                format!(
                    "coverage {id} {}",
                    topic.map_or("all", |topic| topic.as_str())
                ),
                format!(
                    "it says \"{}\", and {} is in force that day",
                    coverage.found.short(),
                    cited.reference()
                ),
                "put one of the two right",
            );
        }
    }
}

const fn denies_a_rule(found: Found) -> bool {
    matches!(
        found,
        Found::Silent | Found::NoWrittenPolicy | Found::NotApplicable
    )
}

/// The day of which coverage speaks: that of the answer, else of the request, else today.
fn day(coverage: &Coverage, today: Day) -> Day {
    let known = coverage.answered.or(coverage.asked);
    known.and_then(|date| date.latest()).unwrap_or(today)
}
