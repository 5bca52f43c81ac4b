//! Sources that nothing cites, rules without one, links that lead nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{Text, Told};
use crate::model::{Registers, Slug, Source};

/// A source that nothing cites.
pub(super) fn unused(text: &Text<'_>, told: &mut Told<'_>) {
    let cited = text.directive.cited_sources();
    for name in text.directive.sources.keys() {
        if !cited.contains(name) {
            told.add(
                text.directive.id.to_string(),
                format!("nothing cites the source \"{name}\""),
                format!("write sources = [\"{name}\"] where it carries something, or leave it out"),
            );
        }
    }
}

/// A rule for which neither it nor its version names a source.
pub(super) fn rule_without(text: &Text<'_>, told: &mut Told<'_>) {
    for (version, rule) in text.rules() {
        if rule.sources.is_empty() && version.sources.is_empty() && version.document.is_none() {
            told.add(
                text.rule_name(version, rule),
                "no source is named for it",
                "write where it is known from: sources = [\"...\"]",
            );
        }
    }
}

/// A link of a directive that is not an address of the web.
pub(super) fn no_address(text: &Text<'_>, told: &mut Told<'_>) {
    let directive = text.directive;
    let mut links = links(&directive.sources);
    let copies = directive.documents.iter();
    links.extend(copies.filter_map(|(name, copy)| Some((name, copy.url.as_deref()?))));
    for (name, link) in links.into_iter().filter(|(_, link)| !is_address(link)) {
        add_link(told, &directive.id.to_string(), name, link);
    }
}

/// The lists that have sources of their own, each with those that its entries cite.
fn lists(registers: &Registers) -> [(&'static str, &BTreeMap<Slug, Source>, BTreeSet<&Slug>); 3] {
    let coverage = registers.coverage.iter().flat_map(|one| &one.sources);
    let practice = registers.practice.iter().flat_map(|one| &one.sources);
    let events = registers.events.iter().flat_map(|one| &one.event.sources);
    [
        ("coverage", &registers.coverage_sources, coverage.collect()),
        ("practice", &registers.practice_sources, practice.collect()),
        ("events", &registers.events_sources, events.collect()),
    ]
}

/// A source of a list that none of its entries cites.
pub(super) fn list_unused(registers: &Registers, told: &mut Told<'_>) {
    for (list, sources, cited) in lists(registers) {
        for name in sources.keys().filter(|name| !cited.contains(*name)) {
            told.add(
                format!("{list} source {name}"),
                "nothing in the list cites it",
                "cite it where it carries something, or leave it out",
            );
        }
    }
}

/// A link in a source of a list that is not an address of the web.
pub(super) fn list_no_address(registers: &Registers, told: &mut Told<'_>) {
    for (list, sources, _) in lists(registers) {
        for (name, link) in links(sources) {
            if !is_address(link) {
                add_link(told, &format!("{list} source {name}"), name, link);
            }
        }
    }
}

fn links(sources: &BTreeMap<Slug, Source>) -> Vec<(&Slug, &str)> {
    sources
        .iter()
        .flat_map(|(name, source)| {
            let both = [&source.url, &source.archived].into_iter().flatten();
            both.map(move |link| (name, link.as_str()))
        })
        .collect()
}

fn add_link(told: &mut Told<'_>, record: &str, name: &Slug, link: &str) {
    told.add(
        record,
        format!("the link of \"{name}\" is not an address of the web: {link}"),
        "write it with https://, as a browser shows it",
    );
}

/// Whether a link begins as an address of the web, names a host, and holds no white space.
fn is_address(link: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| link.strip_prefix(scheme));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let host = host.rsplit('@').next().unwrap_or_default();
        let name = host.split(':').next().unwrap_or_default();
        name.contains('.')
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !link.chars().any(|c| c.is_whitespace() || c.is_control())
    })
}
