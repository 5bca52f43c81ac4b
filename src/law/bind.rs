//! Who is bound (model, section 4).

use std::collections::BTreeSet;

use super::force::{Boundary, Cited, World};
use crate::model::{Bond, Day, Docket, Slug};

/// An item of the `binds` list that counts for a rule, and that names the body asked.
#[derive(Debug, Clone)]
pub(super) struct Tie<'a> {
    /// The item.
    pub bond: &'a Bond,
    /// The unknown, where it is disputed on the day.
    pub disputed: Option<Boundary>,
}

/// The items that tie a rule to a body: of its own list, else its version's, else its directive's.
/// The list that counts, counts alone.
pub(super) fn ties<'a>(docket: &Docket, cited: &Cited<'a>, org: &Slug, on: Day) -> Vec<Tie<'a>> {
    let id = || cited.directive.id.clone();
    let label = || cited.version.label.clone();
    let (list, owner): (&[Bond], (Option<String>, Option<Slug>)) =
        if let Some(list) = &cited.rule.binds {
            (list, (Some(label()), Some(cited.rule.id.clone())))
        } else if let Some(list) = &cited.version.binds {
            (list, (Some(label()), None))
        } else {
            (&cited.directive.binds, (None, None))
        };
    list.iter()
        .enumerate()
        .filter(|(_, bond)| docket.bond_names(bond, org))
        .map(|(at, bond)| Tie {
            bond,
            disputed: Docket::is_disputed(bond, on)
                .then(|| Boundary::Bond(id(), owner.0.clone(), owner.1.clone(), at)),
        })
        .collect()
}

/// The roles in which ties bind in a world: none where nothing binds, `None` among them for
/// everyone.
pub(super) fn roles<'a>(ties: &[Tie<'a>], world: &World) -> BTreeSet<Option<&'a Slug>> {
    ties.iter()
        .filter(|tie| {
            tie.disputed
                .as_ref()
                .is_none_or(|bond| world.get(bond).copied().unwrap_or(true))
        })
        .map(|tie| tie.bond.role.as_ref())
        .collect()
}
