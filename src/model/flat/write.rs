//! Values to cells.

use compact_str::{CompactString, ToCompactString};

use super::list::{Item, joined};
use super::{ALONE, NOBODY};
use crate::model::{Authority, Bond, DateClaim, Ending, Scope, Standing, Step};

fn claim_items(claims: &[DateClaim]) -> Vec<Item> {
    let mark = |certainty: Standing| certainty.word().to_owned();
    claims
        .iter()
        .map(|claim| {
            Item::new(
                claim.on.to_string(),
                claim.certainty.map(mark).into_iter().collect(),
            )
        })
        .collect()
}

/// Rival values of a date; `alone` where they hold for one rule and not for its version.
pub fn dates_cell(claims: &[DateClaim], alone: bool) -> CompactString {
    if let ([claim], false) = (claims, alone)
        && claim.certainty.is_none()
    {
        // Most cells hold one plain date.
        return claim.on.to_compact_string();
    }
    let mut items = claim_items(claims);
    if alone && !items.is_empty() {
        items.push(Item::new(ALONE, Vec::new()));
    }
    joined(&items)
}

/// An end: its days, then how and by what; `alone` where it is that of one rule.
pub fn ending_cell(ending: &Ending, alone: bool) -> CompactString {
    let mut items = claim_items(&ending.on);
    let how = match &ending.by {
        Some(by) => format!("{} by {by}", ending.how),
        None => ending.how.to_string(),
    };
    let certainty = ending.certainty.map(|known| known.word().to_owned());
    items.push(Item::new(how, certainty.into_iter().collect()));
    if alone {
        items.push(Item::new(ALONE, Vec::new()));
    }
    joined(&items)
}

/// The offices, each with its act and certainty, and the persons beside them.
pub fn authority_cells(authority: &[Authority]) -> (CompactString, CompactString) {
    let office = |one: &Authority| {
        let marks = vec![one.act.word().to_owned(), one.certainty.word().to_owned()];
        Item::new(one.office.clone(), marks)
    };
    let person = |one: &Authority| Item::new(one.person.clone().unwrap_or_default(), Vec::new());
    let offices: Vec<Item> = authority.iter().map(office).collect();
    let persons: Vec<Item> = if authority.iter().any(|one| one.person.is_some()) {
        authority.iter().map(person).collect()
    } else {
        Vec::new()
    };
    // The first person may not be known: then the list begins with its bar.
    (joined(&offices), joined(&persons).trim().into())
}

/// Whom a text binds, in the form in which it is typed, with who disputes it in brackets.
pub fn bonds_cell(bonds: &[Bond]) -> CompactString {
    if bonds.is_empty() {
        return NOBODY.into();
    }
    let items: Vec<Item> = bonds.iter().map(bond_item).collect();
    joined(&items)
}

fn bond_item(bond: &Bond) -> Item {
    let mut head = match &bond.scope {
        Scope::Org(org) => org.to_string(),
        Scope::Of(place) => format!("of {place}"),
        Scope::Within(place) => format!("within {place}"),
    };
    if !bond.kinds.is_empty() {
        let kinds: Vec<&str> = bond.kinds.iter().map(AsRef::as_ref).collect();
        head.push_str(&format!(", kinds {}", kinds.join(" and ")));
    }
    if let Some(role) = &bond.role {
        head.push_str(&format!(", role {role}"));
    }
    let claims = bond.disputed.iter().map(|claim| {
        let mut marks = vec![claim.by.clone(), claim.says.word().to_owned()];
        marks.extend(claim.since.map(|since| format!("since {}", since.0)));
        marks.extend(
            claim
                .ground
                .as_ref()
                .map(|ground| format!("ground {ground}")),
        );
        marks
    });
    Item {
        head,
        marks: claims.collect(),
        span: 0..0,
    }
}

/// The steps of a procedure.
pub fn steps_cell(steps: &[Step]) -> CompactString {
    let items: Vec<Item> = steps
        .iter()
        .map(|step| {
            let part = |word: &str, text: &Option<String>| {
                text.as_ref().map(|text| format!("{word} {text}"))
            };
            let marks = [
                part("by", &step.by),
                part("within", &step.within),
                part("after", &step.after),
            ];
            Item::new(step.act.clone(), marks.into_iter().flatten().collect())
        })
        .collect();
    joined(&items)
}

/// Addresses.
pub fn urls_cell<'a>(urls: impl IntoIterator<Item = &'a str>) -> CompactString {
    let items: Vec<Item> = urls
        .into_iter()
        .map(|url| Item::new(url, Vec::new()))
        .collect();
    joined(&items)
}
