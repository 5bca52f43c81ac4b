//! Reading the registers: places, organizations, sets, coverage, practice, events of bodies, and
//! the codebook.

use toml::de::DeValue;

use super::origin::Sort;
use super::parts::{self, Cited};
use super::walk::{Table, Value, Walk};
use crate::model::{
    BodyEvent, Coverage, DatedName, Family, Organization, Place, Practice, Set, Slug, Standing,
    Term,
};

/// Reads the id of a record and notes that the file gives it.
fn id<'t>(
    walk: &mut Walk<'t>,
    table: &mut Table<'t>,
    key: &'static str,
    sort: Sort,
    cure: &str,
) -> Option<Slug> {
    let value = walk.needed(table, key, cure)?;
    let id: Slug = walk.parse(value)?;
    let span = walk.place(value, id.as_str(), &(0..id.as_str().len()));
    walk.define(sort, id.to_string(), &span);
    Some(id)
}

/// A value, or a list of them: `place = "us-oh"`, `place = ["us-oh", "us-in"]`.
fn one_or_more<'t>(
    walk: &mut Walk<'t>,
    table: &mut Table<'t>,
    key: &'static str,
    sort: Sort,
) -> Vec<Slug> {
    match table.get(key) {
        Some(value) if !matches!(value.get_ref(), DeValue::Array(_)) => {
            walk.name(value, sort).into_iter().collect()
        }
        value => walk.each(value, |walk, item| walk.name(item, sort)),
    }
}

pub(super) fn place<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Place> {
    let mut table = walk.table(value, "a place")?;
    let id = id(
        walk,
        &mut table,
        "id",
        Sort::Place,
        "id = \"us-oh-exampleton\"",
    );
    let name = walk.needed_text(&mut table, "name", "name = \"Exampleton\"");
    let kind = walk.required(
        &mut table,
        "kind",
        "kind = \"country\", \"state\", \"territory\", \"county\", \"city\", \"tribe\" or \"district\"",
    );
    let parent = walk.optional_name(&mut table, "parent", Sort::Place);
    let ocd = walk.optional_text(&mut table, "ocd");
    let geoid = walk.optional_text(&mut table, "geoid");
    walk.close(&table);
    Some(Place {
        id: id?,
        name: name?,
        kind: kind?,
        parent,
        ocd,
        geoid,
    })
}

pub(super) fn organization<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Organization> {
    let mut table = walk.table(value, "an organization")?;
    let id = id(
        walk,
        &mut table,
        "id",
        Sort::Organization,
        "id = \"exampleton-pd\"",
    );
    let kind = walk.needed_name(
        &mut table,
        "kind",
        Sort::Kind,
        "kind = a kind of the codebook",
    );
    let places = one_or_more(walk, &mut table, "place", Sort::Place);
    let parent = walk.optional_name(&mut table, "parent", Sort::Organization);
    let names = table.get("names");
    let names = walk.each(names, dated_name);
    let identifiers = table.get("identifiers");
    let identifiers = identifiers.and_then(|value| walk.table(value, "\"identifiers\""));
    let identifiers = identifiers.into_iter().flat_map(Table::entries);
    let identifiers = identifiers
        .filter_map(|(key, span, value)| {
            let scheme = parts::slug_key(walk, key, &span);
            let list = walk.each(Some(value), |walk, item| walk.text(item).map(str::to_owned));
            Some((scheme?, list))
        })
        .collect();
    let successor_of = walk.names(&mut table, "successor_of", Sort::Organization);
    let merged = table.get("merged");
    let merged = walk.each(merged, |walk, item| walk.parse(item));
    let note = walk.optional_text(&mut table, "note");
    walk.close(&table);
    Some(Organization {
        id: id?,
        kind: kind?,
        places,
        parent,
        names,
        identifiers,
        successor_of,
        merged,
        note,
    })
}

fn dated_name<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<DatedName> {
    let mut table = walk.table(value, "a name")?;
    let name = walk.needed_text(
        &mut table,
        "name",
        "name = \"Exampleton Police Department\"",
    );
    let (from, until) = parts::span(walk, &mut table, "this name");
    walk.close(&table);
    Some(DatedName {
        name: name?,
        from,
        until,
    })
}

pub(super) fn set<'t>(walk: &mut Walk<'t>, value: &'t Value<'t>) -> Option<Set> {
    let mut table = walk.table(value, "a set")?;
    let id = id(walk, &mut table, "id", Sort::Set, "id = \"ohio-sample\"");
    let organizations = walk.names(&mut table, "organizations", Sort::Organization);
    walk.close(&table);
    Some(Set {
        id: id?,
        organizations,
    })
}

/// The body that an entry is on.
fn body<'t>(walk: &mut Walk<'t>, table: &mut Table<'t>) -> Option<Slug> {
    let cure = "organization = \"exampleton-pd\"";
    walk.needed_name(table, "organization", Sort::Organization, cure)
}

pub(super) fn coverage<'t>(
    walk: &mut Walk<'t>,
    cited: &mut Cited,
    value: &'t Value<'t>,
) -> Option<Coverage> {
    let mut table = walk.table(value, "an entry of coverage")?;
    let organization = body(walk, &mut table);
    let topic = walk.needed(
        &mut table,
        "topic",
        "topic = \"all\", or a topic of the codebook",
    );
    let topic = topic.and_then(|value| parts::topic_or_all(walk, value));
    let found = walk.required(
        &mut table,
        "found",
        "found = \"silent\", \"no-written-policy\", \"not-obtained\", \"refused\", \"redacted\", \
         \"no-reply\", \"not-applicable\" or \"not-sought\"",
    );
    let asked = walk.optional(&mut table, "asked");
    let answered = walk.optional(&mut table, "answered");
    let note = walk.optional_text(&mut table, "note");
    let sources = cited.list(walk, &mut table);
    walk.close(&table);
    Some(Coverage {
        organization: organization?,
        topic: Some(topic?).filter(|topic| *topic != "all"),
        found: found?,
        asked,
        answered,
        note,
        sources,
    })
}

pub(super) fn practice<'t>(
    walk: &mut Walk<'t>,
    cited: &mut Cited,
    value: &'t Value<'t>,
) -> Option<Practice> {
    let mut table = walk.table(value, "a practice")?;
    let organization = body(walk, &mut table);
    let says = parts::sentence(walk, &mut table);
    let (from, until) = parts::span(walk, &mut table, "this practice");
    let standing = walk.or_least(&mut table, "standing", Standing::Unknown);
    let note = walk.optional_text(&mut table, "note");
    let sources = cited.list(walk, &mut table);
    walk.close(&table);
    Some(Practice {
        organization: organization?,
        says: says?,
        from,
        until,
        standing: standing?,
        note,
        sources,
    })
}

pub(super) fn body_event<'t>(
    walk: &mut Walk<'t>,
    cited: &mut Cited,
    value: &'t Value<'t>,
) -> Option<BodyEvent> {
    let mut table = walk.table(value, "an event of a body")?;
    let organization = body(walk, &mut table);
    let event = parts::event(walk, cited, &mut table);
    walk.close(&table);
    Some(BodyEvent {
        organization: organization?,
        event: event?,
    })
}

/// A term of the codebook. Each family has the keys that its terms can have, and no others.
pub(super) fn term<'t>(walk: &mut Walk<'t>, family: Family, value: &'t Value<'t>) -> Option<Term> {
    let (what, sort) = match family {
        Family::Topic => ("a topic", Sort::Topic),
        Family::Condition => ("a condition", Sort::Condition),
        Family::Counterpart => ("a counterpart group", Sort::Counterpart),
        Family::Role => ("a role", Sort::Role),
        Family::Type => ("a type of directive", Sort::Type),
        Family::Kind => ("a kind of organization", Sort::Kind),
    };
    let table = &mut walk.table(value, what)?;
    let key = id(walk, table, "key", sort, "key = \"a-short-name\"");
    let only = |family_of_key| family == family_of_key;
    let group = if only(Family::Condition) {
        walk.optional_text(table, "family")
    } else {
        None
    };
    let short = walk.optional_text(table, "short");
    let asks = if only(Family::Topic) {
        walk.optional_text(table, "asks")
    } else {
        None
    };
    let definition = walk.optional_text(table, "definition");
    let broader = if only(Family::Topic) || only(Family::Condition) {
        walk.names(table, "broader", sort)
    } else {
        Vec::new()
    };
    let members = if only(Family::Counterpart) {
        walk.names(table, "members", Sort::Counterpart)
    } else {
        Vec::new()
    };
    let rank = match table.get("rank").filter(|_| only(Family::Type)) {
        Some(value) => walk.number(value),
        None => None,
    };
    let level = if only(Family::Kind) {
        walk.optional(table, "level")
    } else {
        None
    };
    walk.close(table);
    Some(Term {
        family,
        key: key?,
        group,
        short,
        asks,
        definition,
        broader,
        members,
        rank,
        level,
    })
}
