//! Who is bound (model, section 4).

use super::calendar::{Boundary, Mark};
use super::force::{Cited, Sitting, World};
use crate::model::{Bond, Docket, Reach};

/// An item of the `binds` list that counts for a rule, and that names the body asked.
#[derive(Debug, Clone)]
pub(super) struct Tie<'a> {
    /// The item.
    pub(super) bond: &'a Bond,
    /// The unknown, where it is disputed on the day.
    pub(super) disputed: Option<Mark>,
}

impl<'a> Tie<'a> {
    /// An item that nobody disputes.
    pub(super) const fn certain(bond: &'a Bond) -> Self {
        Self {
            bond,
            disputed: None,
        }
    }

    /// Whether it binds in a world.
    pub(super) fn binds(&self, world: &World) -> bool {
        self.disputed
            .is_none_or(|bond| world.get(&bond).copied().unwrap_or(true))
    }
}

/// The items that tie a rule to a body: of its own list, else its version's, else its directive's.
/// The list that counts, counts alone.
pub(super) fn ties<'a>(reach: &Reach<'_>, sitting: Sitting<'_>, cited: &Cited<'a>) -> Vec<Tie<'a>> {
    let list = match &cited.rule.binds {
        Some(list) => list,
        None => Docket::version_bonds(cited.directive, cited.version),
    };
    list.iter()
        .filter(|bond| reach.is_named_by(bond))
        .map(|bond| tie(sitting, cited, bond))
        .collect()
}

/// An item that names the body, as it stands on the day.
pub(super) fn tie<'a>(sitting: Sitting<'_>, cited: &Cited<'a>, bond: &'a Bond) -> Tie<'a> {
    Tie {
        bond,
        disputed: Docket::is_disputed(bond, sitting.day)
            .then(|| Boundary::Bond(cited.directive.id.clone(), bond.clone()))
            .and_then(|name| sitting.calendar().mark(&name)),
    }
}

/// Whether some tie binds in a world.
pub(super) fn binds(ties: &[Tie<'_>], world: &World) -> bool {
    ties.iter().any(|tie| tie.binds(world))
}
