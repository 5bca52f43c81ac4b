//! The starter records and the page that tells how they were checked.

use std::collections::BTreeSet;
use std::path::Path;

use comity::model::{Directive, PlaceKind, Rule, Seen, SourceKind, Standing, Version};
use comity::records::{self, Records};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn corpus() -> Records {
    let reading = records::read_path(&root().join("fixtures/corpus")).expect("the corpus");
    assert!(reading.problems.is_empty(), "{}", reading.problems);
    reading.records
}

/// What stands in backticks in the table rows under a heading of the page.
fn named(page: &str, heading: &str) -> Vec<Vec<String>> {
    let part = page.split(heading).nth(1).expect("the heading");
    let part = part.split("\n## ").next().unwrap_or_default();
    part.lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'))
        .map(|line| {
            line.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

#[test]
fn every_instrument_is_on_record_and_every_record_is_an_instrument() {
    let page = std::fs::read_to_string(root().join("docs/corpus.md")).expect("the page");
    let records = corpus();
    let rows = named(&page, "## Every instrument");
    assert_eq!(rows.len(), 97);
    let mut told = BTreeSet::new();
    for reference in rows.iter().flatten() {
        let (id, label) = reference.split_once('@').unwrap_or((reference, ""));
        let directive = records
            .directives
            .iter()
            .find(|directive| directive.id.to_string() == id)
            .unwrap_or_else(|| panic!("{id} is not on record"));
        assert!(
            label.is_empty() || directive.version(label).is_some(),
            "{reference}"
        );
        assert!(told.insert(reference.clone()), "{reference} twice");
    }
    for directive in &records.directives {
        let id = directive.id.to_string();
        let is_told = told
            .iter()
            .any(|one| one.split('@').next() == Some(id.as_str()));
        assert!(is_told, "{id} is not on the page");
    }
}

#[test]
fn what_the_second_reading_names_is_on_record() {
    let page = std::fs::read_to_string(root().join("docs/corpus.md")).expect("the page");
    let known: BTreeSet<String> = corpus()
        .directives
        .iter()
        .map(|directive| directive.id.to_string())
        .collect();
    let rows = named(&page, "## The second reading");
    let ids: Vec<&String> = rows.iter().map(|row| &row[0]).collect();
    for id in &ids {
        assert!(known.contains(*id), "{id}");
    }
    let drawn: BTreeSet<_> = ids.iter().take(30).collect();
    assert_eq!(drawn.len(), 30);
    let all: BTreeSet<_> = ids.iter().collect();
    assert_eq!(all.len(), ids.len(), "a directive stands twice");
}

/// Each rule with what it stands in.
fn rules(records: &Records) -> impl Iterator<Item = (&Directive, &Version, &Rule)> {
    records.directives.iter().flat_map(|directive| {
        let versions = directive.versions.iter();
        versions.flat_map(move |version| {
            let rules = version.rules.iter();
            rules.map(move |rule| (directive, version, rule))
        })
    })
}

#[test]
fn how_well_a_rule_is_known_follows_from_its_sources() {
    let mut faults = Vec::new();
    let records = corpus();
    for (directive, version, rule) in rules(&records) {
        let name = format!("{}@{}#{}", directive.id, version.label, rule.id);
        let is_copy =
            |source: &SourceKind| matches!(source, SourceKind::Primary | SourceKind::Court);
        let kinds: Vec<SourceKind> = rule
            .sources
            .iter()
            .filter_map(|source| directive.sources.get(source))
            .map(|source| source.kind)
            .collect();
        let fault = match rule.standing.unwrap_or(version.standing) {
            _ if rule.sources.is_empty() => "no source",
            Standing::Confirmed if rule.sources.len() < 2 => "several accounts, one source",
            Standing::Documented if !kinds.iter().any(is_copy) => "text seen, no copy of it",
            Standing::Documented if version.text == Seen::None => "text seen, and not seen",
            _ => continue,
        };
        faults.push(format!("{name}: {fault}"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn places_below_the_states_have_identifiers_of_the_right_form() {
    for place in corpus().registers.places {
        let digits = match place.kind {
            PlaceKind::County => 5,
            PlaceKind::City => 7,
            _ => continue,
        };
        if let Some(geoid) = &place.geoid {
            assert_eq!(geoid.len(), digits, "{}", place.id);
            assert!(geoid.chars().all(|c| c.is_ascii_digit()), "{}", place.id);
        }
        // us-il-chicago lies in state:il.
        let state = place.id.as_str().split('-').nth(1).expect("a state");
        let ocd = place.ocd.as_deref().expect("an OCD id");
        let start = format!("ocd-division/country:us/state:{state}/");
        assert!(ocd.starts_with(&start), "{}: {ocd}", place.id);
    }
}
