//! Bonds: whom a directive, a version or a rule binds.

use super::cell::row;
use super::error::{Result, StoreError};
use super::reader::{Groups, Reader};
use super::table::{Batch, Table};
use crate::model::{Bond, Claim, Date, DateText, DirectiveId, Scope, Slug};

pub(super) const BOND: Table = Table {
    name: "bond",
    key: 4,
    columns: &[
        "directive",
        "version",
        "rule",
        "position",
        "organization",
        "of_place",
        "within_place",
        "role",
    ],
};
const BOND_KIND: Table = Table {
    name: "bond_kind",
    key: 5,
    columns: &["directive", "version", "rule", "bond", "position", "kind"],
};
const BOND_CLAIM: Table = Table {
    name: "bond_claim",
    key: 5,
    columns: &[
        "directive",
        "version",
        "rule",
        "bond",
        "position",
        "by_whom",
        "says",
        "ground",
        "since",
    ],
};

/// Every table of bonds.
pub(super) const TABLES: [&Table; 3] = [&BOND, &BOND_KIND, &BOND_CLAIM];

/// The rows of a list of bonds. `version` is empty for the list of the directive, `rule` for that
/// of a version.
pub(super) fn encode(
    batch: &mut Batch,
    directive: &DirectiveId,
    version: &str,
    rule: &str,
    bonds: &[Bond],
) {
    let own = |at: usize| row![directive, version, rule, at].into_iter();
    for (at, bond) in bonds.iter().enumerate() {
        let (org, of, within) = match &bond.scope {
            Scope::Org(org) => (Some(org.as_str()), None, None),
            Scope::Of(place) => (None, Some(place.as_str()), None),
            Scope::Within(place) => (None, None, Some(place.as_str())),
        };
        let cells = row![org, of, within, &bond.role];
        batch.push(&BOND, own(at).chain(cells));
        for (place, kind) in bond.kinds.iter().enumerate() {
            batch.push(&BOND_KIND, own(at).chain(row![place, kind]));
        }
        for (place, claim) in bond.disputed.iter().enumerate() {
            let cells = row![
                place,
                &claim.by,
                claim.says.word(),
                &claim.ground,
                &claim.since.map(|since| since.0),
            ];
            batch.push(&BOND_CLAIM, own(at).chain(cells));
        }
    }
}

/// The bonds of the directives with these ids (a JSON array), or of all, by directive, version and
/// rule.
pub(super) fn load(reader: &Reader, keys: Option<&str>) -> Result<Groups<i64, Bond>> {
    let mut kinds = reader.grouped(&BOND_KIND, 4, keys, |f| {
        Ok((f.position()?, f.value::<Slug>()?))
    })?;
    let mut claims = reader.grouped(&BOND_CLAIM, 4, keys, |f| {
        Ok((
            f.position()?,
            Claim {
                by: f.text()?,
                says: f.value()?,
                ground: f.maybe_text()?,
                since: f.maybe::<Date>()?.map(DateText),
            },
        ))
    })?;
    reader.grouped_with_path(&BOND, 3, keys, |path, f| {
        let position = f.position()?;
        let scope = match (f.maybe()?, f.maybe()?, f.maybe()?) {
            (Some(org), None, None) => Scope::Org(org),
            (None, Some(place), None) => Scope::Of(place),
            (None, None, Some(place)) => Scope::Within(place),
            _ => {
                return Err(StoreError::Damaged {
                    what: format!("bond of {path}: not one scope"),
                });
            }
        };
        let own = [path, &position.to_string()];
        Ok((
            position,
            Bond {
                scope,
                kinds: kinds.list(&own),
                role: f.maybe()?,
                disputed: claims.list(&own),
            },
        ))
    })
}
