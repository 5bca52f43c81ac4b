//! Records that may be one and the same.

use std::collections::{BTreeMap, BTreeSet};

use super::Told;
use crate::model::name::{likeness, normalised};
use crate::model::{Directive, DirectiveId, Organization, Slug};

/// From this likeness on two names may be one, with a slip in it.
const LIKE: f64 = 0.95;

/// Two bodies of one place that share a name, or nearly.
pub(super) fn bodies(all: &[Organization], told: &mut Told<'_>) {
    let mut by_place: BTreeMap<&Slug, Vec<&Organization>> = BTreeMap::new();
    for body in all {
        for place in &body.places {
            by_place.entry(place).or_default().push(body);
        }
    }
    let mut known: BTreeSet<(&Slug, &Slug)> = BTreeSet::new();
    for here in by_place.into_values() {
        for (at, body) in here.iter().enumerate() {
            for other in &here[at + 1..] {
                if body.id != other.id
                    && are_apart(body, other)
                    && have_like_names(body, other)
                    && known.insert((&body.id, &other.id))
                {
                    let named = |body: &Organization| format!("organization {}", body.id);
                    told.add_pair(
                        (named(other), named(body)),
                        format!(
                            "it may be the same body as {}: their names are alike",
                            body.id
                        ),
                        "give each a name that tells it apart, or record one of them alone",
                    );
                }
            }
        }
    }
}

/// Whether nothing on record says how the two hang together.
fn are_apart(body: &Organization, other: &Organization) -> bool {
    let linked = |a: &Organization, b: &Organization| {
        a.parent.as_ref() == Some(&b.id) || a.successor_of.contains(&b.id)
    };
    !linked(body, other) && !linked(other, body)
}

fn have_like_names(body: &Organization, other: &Organization) -> bool {
    body.names.iter().any(|name| {
        let mut others = other.names.iter();
        others.any(|other| are_like(&normalised(&name.name), &normalised(&other.name)))
    })
}

/// Whether two normalised names are the same but for a slip; names whose numbers differ are not.
fn are_like(a: &str, b: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    a == b || (digits(a) == digits(b) && a.len() > 8 && likeness(a, b) >= LIKE)
}

/// Two directives of one issuer with one number, or with nearly one title.
pub(super) fn directives(texts: &[&Directive], told: &mut Told<'_>) {
    let mut found: BTreeSet<(&DirectiveId, &DirectiveId)> = BTreeSet::new();
    let mut by_number: BTreeMap<String, Vec<&Directive>> = BTreeMap::new();
    let mut titles: Vec<(String, &Directive)> = Vec::new();
    for directive in texts {
        if let Some(number) = &directive.number {
            by_number
                .entry(normalised(number))
                .or_default()
                .push(directive);
        }
        titles.push((normalised(&directive.title), directive));
    }
    for same in by_number.values() {
        for pair in same.windows(2) {
            // A number is used again, but hardly for a text of the same type.
            if pair[0].kind == pair[1].kind && are_unlinked(pair[0], pair[1]) {
                found.insert((&pair[0].id, &pair[1].id));
            }
        }
    }
    // Titles that are alike stand side by side once they are sorted: no need to compare all.
    titles.sort_by(|a, b| (&a.0, &a.1.id).cmp(&(&b.0, &b.1.id)));
    for pair in titles.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let numbers = a.1.number == b.1.number || a.1.number.is_none() || b.1.number.is_none();
        if numbers && are_like(&a.0, &b.0) && are_unlinked(a.1, b.1) {
            found.insert((&a.1.id, &b.1.id));
        }
    }
    for (a, b) in found {
        told.add_pair(
            (b.to_string(), a.to_string()),
            format!("it may be the same text as {a}"),
            format!(
                "record one of them as a version of the other, or link them: relations = \
                 [{{ type = \"may-be-same\", id = \"{a}\" }}]"
            ),
        );
    }
}

/// Whether nothing on record says how the two hang together.
fn are_unlinked(a: &Directive, b: &Directive) -> bool {
    let names = |a: &Directive, b: &Directive| {
        let ends = a
            .versions
            .iter()
            .filter_map(|version| version.ended.as_ref());
        a.relations
            .iter()
            .any(|relation| relation.id.directive == b.id)
            || ends
                .filter_map(|ended| ended.by.as_ref())
                .any(|by| by.directive == b.id)
    };
    !names(a, b) && !names(b, a)
}
