//! Writing the registers and the codebook.

use std::collections::BTreeMap;

use super::write::{self, Pairs};
use crate::model::{
    BodyEvent, Coverage, DatedName, Family, Organization, Place, Practice, Set, Slug, Source, Term,
};

/// The codebook: `codebook.toml`, by family, each in the order given.
pub fn write_codebook(terms: &[Term]) -> String {
    let mut out = String::new();
    for family in Family::ALL {
        for term in terms.iter().filter(|term| term.family == *family) {
            let mut pairs = Pairs::default();
            pairs
                .put("key", &term.key)
                .maybe("family", term.group.as_ref())
                .maybe("short", term.short.as_ref())
                .maybe("asks", term.asks.as_ref())
                .maybe("definition", term.definition.as_ref())
                .texts("broader", &term.broader)
                .texts("members", &term.members)
                .number("rank", term.rank)
                .maybe("level", term.level);
            pairs.block(&format!("[[{family}]]"), &mut out);
        }
    }
    out
}

/// Places: `places.toml`, in the order given.
pub fn write_places(places: &[Place]) -> String {
    let mut out = String::new();
    for place in places {
        let mut pairs = Pairs::default();
        pairs
            .put("id", &place.id)
            .put("name", &place.name)
            .put("kind", place.kind)
            .maybe("parent", place.parent.as_ref())
            .maybe("ocd", place.ocd.as_ref())
            .maybe("geoid", place.geoid.as_ref());
        pairs.block("[[place]]", &mut out);
    }
    out
}

/// Organizations, then sets: `organizations.toml`, each in the order given.
pub fn write_organizations(organizations: &[Organization], sets: &[Set]) -> String {
    let mut out = String::new();
    for organization in organizations {
        let mut pairs = Pairs::default();
        pairs
            .put("id", &organization.id)
            .put("kind", &organization.kind);
        match organization.places.as_slice() {
            [one] => pairs.put("place", one),
            places => pairs.texts("place", places),
        };
        pairs.maybe("parent", organization.parent.as_ref()).tables(
            "names",
            &organization.names,
            dated_name,
        );
        if !organization.identifiers.is_empty() {
            let mut inner = Pairs::default();
            for (scheme, list) in &organization.identifiers {
                inner.raw(scheme.as_str(), write::texts(list));
            }
            pairs.raw("identifiers", inner.inline());
        }
        pairs
            .texts("successor_of", &organization.successor_of)
            .texts("merged", &organization.merged)
            .maybe("note", organization.note.as_ref());
        pairs.block("[[organization]]", &mut out);
    }
    for set in sets {
        let mut pairs = Pairs::default();
        pairs
            .put("id", &set.id)
            .raw("organizations", write::texts(&set.organizations));
        pairs.block("[[set]]", &mut out);
    }
    out
}

fn dated_name(name: &DatedName) -> String {
    let mut pairs = Pairs::default();
    pairs
        .put("name", &name.name)
        .maybe("from", name.from)
        .maybe("until", name.until);
    pairs.inline()
}

/// Coverage with its sources: `coverage.toml`, in the order given.
pub fn write_coverage(coverage: &[Coverage], sources: &BTreeMap<Slug, Source>) -> String {
    let mut out = String::new();
    write::sources(sources, &mut out);
    for entry in coverage {
        let mut pairs = Pairs::default();
        pairs
            .put("organization", &entry.organization)
            .put("topic", entry.topic.as_ref().map_or("all", Slug::as_str))
            .put("found", entry.found)
            .maybe("asked", entry.asked)
            .maybe("answered", entry.answered)
            .maybe("note", entry.note.as_ref())
            .texts("sources", &entry.sources);
        pairs.block("[[coverage]]", &mut out);
    }
    out
}

/// Practice statements with their sources: `practice.toml`, in the order given.
pub fn write_practice(practice: &[Practice], sources: &BTreeMap<Slug, Source>) -> String {
    let mut out = String::new();
    write::sources(sources, &mut out);
    for entry in practice {
        let mut pairs = Pairs::default();
        pairs
            .put("organization", &entry.organization)
            .put("says", &entry.says)
            .maybe("from", entry.from)
            .maybe("until", entry.until)
            .put("standing", entry.standing)
            .maybe("note", entry.note.as_ref())
            .texts("sources", &entry.sources);
        pairs.block("[[practice]]", &mut out);
    }
    out
}

/// Events of bodies with their sources: `events.toml`, in the order given.
pub fn write_events(events: &[BodyEvent], sources: &BTreeMap<Slug, Source>) -> String {
    let mut out = String::new();
    write::sources(sources, &mut out);
    for entry in events {
        let mut pairs = Pairs::default();
        pairs.put("organization", &entry.organization);
        write::event(&mut pairs, &entry.event);
        pairs.block("[[event]]", &mut out);
    }
    out
}
