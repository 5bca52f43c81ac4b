//! A rule's sentence and its conditions in the codebook's short words.

use std::collections::BTreeMap;

use crate::model::{Condition, Docket, Effect, Family, Practice, Rule, Sentence, Slug, Version};

/// What a topic is called: "act on an administrative warrant".
pub fn topic<'a>(docket: &'a Docket, key: &'a Slug) -> &'a str {
    if key == "all" {
        return "all topics";
    }
    docket.codebook.words(Family::Topic, key)
}

/// What the other side is called: a body's short name, a group's words, else the key.
pub fn counterpart<'a>(docket: &'a Docket, key: &'a Slug) -> &'a str {
    match docket.codebook.get(Family::Counterpart, key.as_str()) {
        Some(group) => group.words(),
        None => docket.short(key),
    }
}

/// What a role is called: "officers", "the jail".
pub fn role<'a>(docket: &'a Docket, key: &'a Slug) -> &'a str {
    docket.codebook.words(Family::Role, key)
}

/// The effect of a rule in a word. A text that only urges is a permission in law and is printed as
/// what it does.
pub fn effect(rule: &Rule) -> &'static str {
    match rule.modality.as_deref() {
        Some("urges") if rule.effect() == Effect::Permits => "urges",
        _ => rule.effect().word(),
    }
}

/// The verb of a rule where it is weaker than its effect says, or says something less: a text that
/// asks for best efforts does not simply require, and a court that finds no power does not simply
/// prohibit.
pub fn weak_verb(rule: &Rule) -> Option<&str> {
    const WEAK: [&str; 12] = [
        "should",
        "effort",
        "try",
        "attempt",
        "seek",
        "possible",
        "practicable",
        "encourage",
        "recommend",
        "intend",
        "explain",
        "strive",
    ];
    let verb = rule.modality.as_deref()?;
    match verb {
        "urges" => Some("urged"),
        "best-efforts" => Some("best efforts"),
        "no-authority" => Some("no power"),
        _ => {
            let lower = verb.to_lowercase();
            WEAK.iter().any(|weak| lower.contains(weak)).then_some(verb)
        }
    }
}

/// What codebook words mean in a rule: its own list before that of its version.
pub fn terms_of<'a>(rule: &'a Rule, version: &'a Version) -> [&'a BTreeMap<Slug, String>; 2] {
    [&rule.terms, &version.terms]
}

/// A condition in short words, each with the meaning that the text gives it: "has a listed
/// conviction (here: Government Code 7282.5)". The first of `terms` that knows a word counts.
pub fn condition(
    docket: &Docket,
    condition: &Condition,
    terms: &[&BTreeMap<Slug, String>],
) -> String {
    let (parts, joint) = match condition {
        Condition::Term(key) => {
            let words = docket.codebook.words(Family::Condition, key);
            return match terms.iter().find_map(|known| known.get(key)) {
                Some(here) => format!("{words} (here: {here})"),
                None => words.to_owned(),
            };
        }
        Condition::All(parts) => (parts, "and"),
        Condition::Any(parts) => (parts, "or"),
    };
    let mut has_joint = false;
    let words: Vec<String> = parts
        .iter()
        .map(|part| {
            let words = self::condition(docket, part, terms);
            if let Condition::Term(_) = part {
                has_joint |= words.contains(" or ") || words.contains(" and ");
                words
            } else {
                format!("({words})")
            }
        })
        .collect();
    // "a judge's warrant or order, or an emergency": the comma tells the joints apart from those
    // inside a term.
    words.join(&if has_joint {
        format!(", {joint} ")
    } else {
        format!(" {joint} ")
    })
}

/// A rule in words: "prohibits: act on an administrative warrant, for ICE, by officers, unless in
/// custody for another violation".
pub fn sentence(docket: &Docket, rule: &Rule, version: &Version) -> String {
    let effect = effect(rule);
    let verb = match weak_verb(rule) {
        Some(verb) if effect == rule.effect().word() => format!(" ({verb})"),
        _ => String::new(),
    };
    format!(
        "{effect}{verb}: {}",
        says(docket, &rule.says, &terms_of(rule, version))
    )
}

/// A sentence without its effect: "act on an administrative warrant, for ICE, by officers, unless in
/// custody for another violation". For practice statements `terms` is empty.
pub fn says(docket: &Docket, says: &Sentence, terms: &[&BTreeMap<Slug, String>]) -> String {
    let mut out = topic(docket, &says.topic).to_owned();
    if let Some(key) = &says.counterpart {
        out += &format!(", for {}", counterpart(docket, key));
    }
    if let Some(key) = &says.role {
        out += &format!(", by {}", role(docket, key));
    }
    if let Some(when) = &says.when {
        let word = if says.only { "only when" } else { "when" };
        out += &format!(", {word} {}", condition(docket, when, terms));
    }
    if let Some(unless) = &says.unless {
        out += &format!(", unless {}", condition(docket, unless, terms));
    }
    if says.protected {
        out += "; lower authority may not take this away";
    }
    out
}

/// A practice in words, with its span and how well it is known: "permits: tell when someone is
/// released, for ICE, since 2025, until 2026 (one account)".
pub fn practice(docket: &Docket, practice: &Practice) -> String {
    let mut out = format!(
        "{}: {}",
        practice.says.effect,
        says(docket, &practice.says, &[])
    );
    if let Some(from) = practice.from {
        out += &format!(", since {}", from.long());
    }
    if let Some(until) = practice.until {
        out += &format!(", until {}", until.long());
    }
    out + &format!(" ({})", practice.standing.short())
}
