//! Reading the rules of a version.

use std::collections::BTreeSet;

use super::parts::{self, Cited};
use super::walk::{Table, Value, Walk};
use crate::model::{Day, Fault, RULES_MAX, Rule, Slug, Step, date::hull};

/// A rule as far as it could be read: its id is known also where the rest has faults, so that a
/// suspension that names it is not at fault too.
pub(super) struct Read {
    /// Its id, given or by default.
    pub(super) id: Option<Slug>,
    /// The rule.
    pub(super) rule: Option<Rule>,
}

/// Reads the rules of a version that begins on `start` at the earliest.
pub(super) fn rules<'t>(
    walk: &mut Walk<'t>,
    cited: &mut Cited,
    value: Option<&'t Value<'t>>,
    start: Option<Day>,
) -> Vec<Read> {
    let items = value.map_or(&[][..], |value| walk.list(value));
    if let Some(beyond) = items.get(RULES_MAX) {
        walk.fault(
            Fault::new(
                beyond.span(),
                format!(
                    "a version has at most {RULES_MAX} rules, this has {}",
                    items.len()
                ),
            )
            .cure("record parts of the text as directives of their own"),
        );
    }
    let mut taken: BTreeSet<Slug> = BTreeSet::new();
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        if let Some(mut table) = walk.table(item, "a rule") {
            let given = id(walk, &mut table, &mut taken);
            let rule = rule(walk, cited, table, start);
            all.push((given, rule));
        }
    }
    // Ids by default come last: they keep out of the way of those that are given.
    all.into_iter()
        .map(|(given, rule)| match rule {
            Some(mut rule) => {
                rule.id = given.unwrap_or_else(|| free_id(&rule.says.topic, &mut taken));
                Read {
                    id: Some(rule.id.clone()),
                    rule: Some(rule),
                }
            }
            None => Read {
                id: given,
                rule: None,
            },
        })
        .collect()
}

/// The id that a rule gives itself.
fn id<'t>(walk: &mut Walk<'t>, table: &mut Table<'t>, taken: &mut BTreeSet<Slug>) -> Option<Slug> {
    let value = table.get("id")?;
    let id: Slug = walk.parse(value)?;
    if !taken.insert(id.clone()) {
        let fault = Fault::new(
            0..id.as_str().len(),
            format!("another rule of this version has the id \"{id}\""),
        );
        walk.fault_in(
            value,
            id.as_str(),
            fault.cure("give each rule an id of its own"),
        );
    }
    Some(id)
}

/// The topic, else `topic-2` and so on.
fn free_id(topic: &Slug, taken: &mut BTreeSet<Slug>) -> Slug {
    let numbered = (2..=RULES_MAX + 1).filter_map(|n| {
        // A topic as long as a name can be leaves no room for a number: its end gives way.
        let suffix = format!("-{n}");
        let room = topic
            .as_str()
            .len()
            .min(crate::model::SLUG_MAX - suffix.len());
        let stem = topic.as_str()[..room].trim_end_matches(['.', '-']);
        format!("{stem}{suffix}").parse().ok()
    });
    let id = std::iter::once(topic.clone())
        .chain(numbered)
        .find(|id| !taken.contains(id))
        .unwrap_or_else(|| topic.clone());
    taken.insert(id.clone());
    id
}

fn rule<'t>(
    walk: &mut Walk<'t>,
    cited: &mut Cited,
    mut table: Table<'t>,
    start: Option<Day>,
) -> Option<Rule> {
    let table = &mut table;
    let says = parts::sentence(walk, table);
    let cite = walk.optional_text(table, "cite");
    let page = table.get("page").and_then(|value| walk.number(value));
    let words = walk.optional_text(table, "words");
    let summary = walk.optional_text(table, "summary");
    let modality = walk.optional_text(table, "modality");
    let standing = walk.optional(table, "standing");
    let steps = table.get("steps");
    let steps = walk.each(steps, step);
    let consequence = walk.optional_text(table, "consequence");
    let binds = table
        .get("binds")
        .map(|value| parts::bonds(walk, Some(value)));
    let from = table.get("from");
    let from = parts::claims(walk, cited, from);
    let ended_value = table.get("ended");
    let ended = ended_value.and_then(|value| parts::ending(walk, cited, value));
    let start = if from.is_empty() {
        start
    } else {
        hull(&from).0
    };
    parts::end_in_order(walk, "this rule", start, ended.as_ref(), ended_value);
    let terms = table.get("terms");
    let terms = parts::meanings(walk, terms);
    let sources = cited.list(walk, table);
    let note = walk.optional_text(table, "note");
    walk.refuse(
        table,
        "suspended",
        "write it in the version, with the rule's id: rules = [\"...\"]",
    );
    walk.close(table);
    let says = says?;
    Some(Rule {
        // The id by default; the caller puts the given one in its place.
        id: says.topic.clone(),
        says,
        cite,
        page,
        words,
        summary,
        modality,
        standing,
        steps,
        consequence,
        binds,
        from,
        ended,
        terms,
        sources,
        note,
    })
}

fn step<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Step> {
    let mut table = walk.table(value, "a step")?;
    let by = walk.optional_text(&mut table, "by");
    let act = walk.needed_text(&mut table, "do", "do = \"what is to be done\"");
    let within = walk.optional_text(&mut table, "within");
    let after = walk.optional_text(&mut table, "after");
    walk.close(&table);
    Some(Step {
        by,
        act: act?,
        within,
        after,
    })
}
