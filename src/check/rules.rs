//! The rules of one text beside each other: what can never hold, never decide, or says more than the
//! text.

use std::collections::BTreeSet;

use super::{Text, Told};
use crate::law::{Cited, Entry, List, Rank, Special};
use crate::model::{Bond, Family, Level, Rule, Scope, Sentence, Slug, Version};

/// A rule as it is in play where exactly its topic, counterpart and role are asked for; `None` where
/// another rule does not reach there.
fn entry<'a>(
    text: &Text<'a>,
    bond: &'a Bond,
    version: &'a Version,
    rule: &'a Rule,
    at: &Sentence,
) -> Option<Entry<'a>> {
    let says = &rule.says;
    let book = &text.docket.codebook;
    let topic = book.steps_up(Family::Topic, &at.topic, &says.topic)?;
    let counterpart = match (&says.counterpart, &at.counterpart) {
        (None, _) => u32::MAX,
        (Some(named), Some(asked)) => text.docket.counterpart_steps(asked, named)?,
        (Some(_), None) => return None,
    };
    if says.role.is_some() && says.role != at.role {
        return None;
    }
    let cited = Cited {
        directive: text.directive,
        version,
        rule,
    };
    Some(Entry {
        cited,
        bond,
        role: says.role.as_ref(),
        // All are of one text, so the level of the issuer makes no difference.
        rank: Rank::of(book, Level::Department, &cited),
        special: Special {
            topic,
            counterpart,
            any_role: says.role.is_none(),
        },
        start: None,
    })
}

/// A bond for looking at a text by itself, whomever it binds.
fn anyone(text: &Text<'_>) -> Bond {
    Bond {
        scope: Scope::Org(text.directive.id.issuer.clone()),
        kinds: Vec::new(),
        role: None,
        disputed: Vec::new(),
    }
}

/// Whether some facts let the rule decide among these.
fn can_decide(text: &Text<'_>, rule: &Rule, entries: &[Entry<'_>]) -> bool {
    let book = &text.docket.codebook;
    let list = List::new(entries);
    let reached = list.reachable(book, &BTreeSet::new());
    list.arms.iter().enumerate().any(|(at, arm)| {
        let is_own = arm.entry.cited.rule.id == rule.id;
        // A permission decides, too, where its case is taken out of a ban.
        let is_case = || {
            let mut out = arm.taken_out.iter();
            out.any(|out| out.cited.rule.id == rule.id)
        };
        reached.contains(&Some(at)) && (is_own && !arm.implied || is_case())
    })
}

/// A rule whose condition can never hold.
pub(super) fn when_never(text: &Text<'_>, told: &mut Told<'_>) {
    let bond = anyone(text);
    for (version, rule) in text.rules() {
        if !holds_ever(text, &bond, version, rule) {
            told.add(
                text.rule_name(version, rule),
                "whatever makes its \"when\" hold makes its \"unless\" hold too: it says nothing",
                "look at the broader terms of its conditions: comity condition show KEY",
            );
        }
    }
}

fn holds_ever(text: &Text<'_>, bond: &Bond, version: &Version, rule: &Rule) -> bool {
    let alone = entry(text, bond, version, rule, &rule.says);
    alone.is_none_or(|alone| can_decide(text, rule, &[alone]))
}

/// A rule that others of the same text always come before.
pub(super) fn never_decides(text: &Text<'_>, told: &mut Told<'_>) {
    let bond = anyone(text);
    for (version, rule) in text.rules() {
        if !holds_ever(text, &bond, version, rule) || is_swallowed(text, version, rule) {
            continue;
        }
        let others = version
            .rules
            .iter()
            .filter(|other| other.id == rule.id || always_with(version, other, rule))
            .filter_map(|other| entry(text, &bond, version, other, &rule.says));
        let others: Vec<Entry<'_>> = others.collect();
        if !can_decide(text, rule, &others) {
            let before: Vec<String> = others
                .iter()
                .filter(|other| other.cited.rule.id != rule.id)
                .map(|other| other.cited.rule.id.to_string())
                .collect();
            told.add(
                text.rule_name(version, rule),
                format!(
                    "it can never decide: {} of the same text always comes before it",
                    before.join(" or ")
                ),
                "give it a narrower topic, agency or role, or leave it out",
            );
        }
    }
}

/// Whether a rule binds and stands whenever the other does.
fn always_with(version: &Version, rule: &Rule, other: &Rule) -> bool {
    let held_alone = version
        .suspended
        .iter()
        .any(|hold| hold.covers(&rule.id) && !hold.covers(&other.id));
    rule.binds == other.binds
        && (rule.from.is_empty() || rule.from == other.from)
        && (rule.ended.is_none() || rule.ended == other.ended)
        && !held_alone
}

/// "Only" on a topic of which the same text rules a narrower one.
pub(super) fn only_swallows(text: &Text<'_>, told: &mut Told<'_>) {
    let book = &text.docket.codebook;
    for (version, rule) in text.rules().filter(|(_, rule)| rule.says.only) {
        let broad = &rule.says.topic;
        let narrower: BTreeSet<String> = version
            .rules
            .iter()
            .map(|other| &other.says.topic)
            .filter(|topic| {
                let steps = book.steps_up(Family::Topic, topic, broad);
                steps.is_some_and(|steps| steps > 0)
            })
            .map(ToString::to_string)
            .collect();
        if !narrower.is_empty() {
            let narrower: Vec<String> = narrower.into_iter().collect();
            told.add(
                text.rule_name(version, rule),
                format!(
                    "\"only\" prohibits all of {broad} otherwise, {} among it, of which the text \
                     speaks apart",
                    narrower.join(" and ")
                ),
                "write \"permits ... when\" and code the ban as a rule of its own, or name the \
                 narrower topic that is meant",
            );
        }
    }
}

/// Whether the first covers what the second is about, without any condition while the second has
/// some: then the second's conditions are lost.
fn swallows(text: &Text<'_>, version: &Version, rule: &Rule, other: &Rule) -> bool {
    let (x, y) = (&rule.says, &other.says);
    let bare = x.when.is_none() && x.unless.is_none();
    let side = match (&x.counterpart, &y.counterpart) {
        (None, _) => true,
        (Some(wide), Some(narrow)) => text.docket.counterpart_steps(narrow, wide).is_some(),
        (Some(_), None) => false,
    };
    rule.id != other.id
        && x.effect == y.effect
        && x.topic == y.topic
        && bare
        && (y.when.is_some() || y.unless.is_some())
        && side
        && (x.role.is_none() || x.role == y.role)
        && always_with(version, rule, other)
}

fn is_swallowed(text: &Text<'_>, version: &Version, rule: &Rule) -> bool {
    let mut others = version.rules.iter();
    others.any(|other| swallows(text, version, other, rule))
}

/// Two rules of one text on one topic, one without the other's exceptions.
pub(super) fn narrow_act(text: &Text<'_>, told: &mut Told<'_>) {
    for (version, rule) in text.rules() {
        let mut others = version.rules.iter();
        if let Some(other) = others.find(|other| swallows(text, version, rule, other)) {
            told.add(
                text.rule_name(version, rule),
                format!(
                    "it {} {} without exception, and so takes away those of rule {}",
                    rule.effect(),
                    rule.says.topic,
                    other.id
                ),
                "give the narrower act a narrower topic: comity topic add KEY --broader ...",
            );
        }
    }
}

/// A condition that each text defines for itself, without terms.
pub(super) fn unexplained(text: &Text<'_>, told: &mut Told<'_>) {
    for (version, rule) in text.rules() {
        for key in rule.says.conditions() {
            let is_told = rule.terms.contains_key(key)
                || version.terms.contains_key(key)
                || (in_steps(text, key) && !rule.steps.is_empty());
            if is_relative(text, key) && !is_told {
                told.add(
                    text.rule_name(version, rule),
                    format!("the text has its own meaning of {key}, and no terms tell it"),
                    format!("write what it means here: terms = {{ {key} = \"...\" }}"),
                );
            }
        }
    }
}

/// What the codebook says of a condition, in lower case.
fn definition(text: &Text<'_>, key: &Slug) -> String {
    let term = text.docket.codebook.get(Family::Condition, key.as_str());
    let definition = term.and_then(|term| term.definition.as_deref());
    definition.unwrap_or_default().to_lowercase()
}

/// Whether a condition means what each text says that it means: a list of its own, or what the
/// codebook wants to have in `terms`.
fn is_relative(text: &Text<'_>, key: &Slug) -> bool {
    let definition = definition(text, key);
    let asks = [
        "say in terms",
        "say which in terms",
        "stand in terms",
        "stands in terms",
    ];
    key.as_str().starts_with("listed-")
        || asks.iter().any(|asks| definition.contains(asks))
        || in_steps(text, key)
}

/// Whether the meaning may stand in the steps instead.
fn in_steps(text: &Text<'_>, key: &Slug) -> bool {
    definition(text, key).contains("in the steps or in terms")
}

/// A version said to be silent on a topic on which it has a rule.
pub(super) fn not_silent(text: &Text<'_>, told: &mut Told<'_>) {
    for (version, rule) in text.rules() {
        if version.is_silent_on(&rule.says.topic) {
            told.add(
                text.rule_name(version, rule),
                format!(
                    "the version is said to be silent on {}, and this rule is about it",
                    rule.says.topic
                ),
                "take the topic out of silent, or take the rule out",
            );
        }
    }
}
