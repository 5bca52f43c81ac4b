//! What differs between a record as it stood and as it is to stand, in a few words.

use crate::model::{Directive, Rule, Version};

/// Sentences on what differs: parts of the directive, then version by version.
pub fn parts_changed(old: &Directive, new: &Directive) -> Vec<String> {
    let mut said = Vec::new();
    let parts = [
        ("title", old.title != new.title),
        ("number", old.number != new.number),
        ("type", old.kind != new.kind),
        ("unit", old.unit != new.unit),
        ("tags", old.tags != new.tags),
        ("parties", old.parties != new.parties),
        ("binds", old.binds != new.binds),
        ("relations", old.relations != new.relations),
        ("note", old.note != new.note),
        ("sources", old.sources != new.sources),
        ("documents", old.documents != new.documents),
        ("events", old.events != new.events),
    ];
    let parts = named(&parts);
    if !parts.is_empty() {
        said.push(format!("Changed: {}.", parts.join(", ")));
    }
    for version in &new.versions {
        match old.version(&version.label) {
            None => said.push(format!("New version: @{}.", version.label)),
            Some(before) if before == version => {}
            Some(before) => said.push(format!(
                "Version @{}: {}.",
                version.label,
                in_version(before, version).join(", ")
            )),
        }
    }
    let gone = old
        .versions
        .iter()
        .filter(|version| new.version(&version.label).is_none());
    said.extend(gone.map(|version| format!("Version @{} is left out.", version.label)));
    if said.is_empty() && old != new {
        said.push("The order of its versions changed.".to_owned());
    }
    said
}

fn in_version(old: &Version, new: &Version) -> Vec<String> {
    let mut parts = named(&[
        ("number", old.number != new.number),
        ("stage", old.stage != new.stage),
        ("dates", old.dates != new.dates),
        ("end", old.ended != new.ended),
        ("review_due", old.review_due != new.review_due),
        ("reviewed", old.reviewed != new.reviewed),
        ("expires", old.expires != new.expires),
        ("text", old.text != new.text),
        ("document", old.document != new.document),
        ("silent", old.silent != new.silent),
        ("last_checked", old.last_checked != new.last_checked),
        ("standing", old.standing != new.standing),
        ("authority", old.authority != new.authority),
        ("binds", old.binds != new.binds),
        ("terms", old.terms != new.terms),
        ("suspended", old.suspended != new.suspended),
        ("sources", old.sources != new.sources),
        ("note", old.note != new.note),
    ]);
    let with = |own: &[Rule], other: &[Rule], word: &str| -> Vec<String> {
        let missing = |rule: &&Rule| !other.iter().any(|one| one.id == rule.id);
        own.iter()
            .filter(missing)
            .map(|rule| format!("rule {} {word}", rule.id))
            .collect()
    };
    let changed = new.rules.iter().filter(|rule| {
        old.rule(rule.id.as_str())
            .is_some_and(|before| before != *rule)
    });
    parts.extend(changed.map(|rule| format!("rule {}", rule.id)));
    parts.extend(with(&new.rules, &old.rules, "added"));
    parts.extend(with(&old.rules, &new.rules, "left out"));
    if parts.is_empty() {
        parts.push("the order of its rules".to_owned());
    }
    parts
}

fn named(parts: &[(&str, bool)]) -> Vec<String> {
    let differ = parts.iter().filter(|(_, differs)| *differs);
    differ.map(|(name, _)| (*name).to_owned()).collect()
}
