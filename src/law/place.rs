//! For which roles and counterparts a question is answered, and which rules are in play for each.

use std::collections::BTreeSet;

use super::answer::{Place, Question};
use super::bench::{Bench, Bound};
use super::decide::{Entry, Special};
use super::force::World;
use crate::model::{ANY_FEDERAL, Bond, Slug};

impl<'a> Bench<'a> {
    /// The roles and counterparts for which a question is answered. Role not asked: each role that
    /// a rule in play in some world names, and everyone else where a rule names none. Counterpart
    /// not asked: each inside `any-federal` that a rule names, and any federal agency where a rule
    /// names that, something broader or none.
    pub(super) fn places(
        &self,
        question: &Question,
        on_topic: &[(&Bound<'a>, u32)],
        worlds: &[World],
    ) -> Vec<Place> {
        let Ok(any): Result<Slug, _> = ANY_FEDERAL.parse() else {
            return Vec::new();
        };
        let above_asked = self.above(question.counterpart.as_ref().unwrap_or(&any));
        let mut found: BTreeSet<(Option<Slug>, Slug)> = BTreeSet::new();
        let mut named: Vec<(BTreeSet<Option<Slug>>, Slug)> = Vec::new();
        for (bound, _) in on_topic {
            let said = bound.cited.rule.says.counterpart.as_ref();
            let covers = said.is_none_or(|said| above_asked.contains_key(said));
            let inside = question.counterpart.is_none()
                && said.is_some_and(|said| self.above(said).contains_key(&any));
            if !covers && !inside {
                continue;
            }
            let roles: BTreeSet<Option<Slug>> = worlds
                .iter()
                .filter(|world| self.is_live(bound, world))
                .flat_map(|world| applies_to(bound, world))
                .map(|(role, _)| role.cloned())
                .collect();
            if roles.is_empty() {
                continue;
            }
            let side = match (&question.counterpart, said) {
                (Some(asked), _) => asked.clone(),
                (None, Some(said)) if inside => said.clone(),
                (None, _) => any.clone(),
            };
            named.push((roles, side));
        }
        let asked = question.role.as_ref();
        let roles: BTreeSet<Option<Slug>> = match asked {
            Some(role) => BTreeSet::from([Some(role.clone())]),
            None => named.iter().flat_map(|(roles, _)| roles.clone()).collect(),
        };
        for role in roles {
            let reached = named.iter().filter(|(roles, _)| {
                roles.contains(&None) || (role.is_some() && roles.contains(&role))
            });
            found.extend(reached.map(|(_, side)| (role.clone(), side.clone())));
        }
        let mut places: Vec<Place> = found
            .into_iter()
            .map(|(role, counterpart)| Place { role, counterpart })
            .collect();
        // Everyone else is told last, and so is any other agency.
        places.sort_by_key(|place| (place.role.is_none(), place.counterpart == any));
        places
    }

    /// The rules in play for one place, in a world.
    pub(super) fn entries(
        &self,
        standing: &[(&Bound<'a>, u32)],
        place: &Place,
        world: &World,
    ) -> Vec<Entry<'a>> {
        let above = self.above(&place.counterpart);
        standing
            .iter()
            .filter_map(|(bound, topic)| {
                let counterpart = match &bound.cited.rule.says.counterpart {
                    None => u32::MAX,
                    Some(named) => *above.get(named)?,
                };
                entry(bound, *topic, counterpart, place.role.as_ref(), world)
            })
            .collect()
    }
}

/// The roles in which a rule applies in a world: what its binding says, narrowed by what it says
/// itself; `None` among them for everyone.
fn applies_to<'a>(bound: &Bound<'a>, world: &World) -> Vec<(Option<&'a Slug>, &'a Bond)> {
    let own = bound.cited.rule.says.role.as_ref();
    let ties = bound.ties.iter().filter(|tie| tie.binds(world));
    ties.filter_map(|tie| match (own, tie.bond.role.as_ref()) {
        (Some(own), Some(tied)) if own != tied => None,
        (own, tied) => Some((own.or(tied), tie.bond)),
    })
    .collect()
}

/// A rule as it is in play for a role, in a world, so many steps up from the topic and counterpart
/// asked; `None` where it does not apply to the role.
pub(super) fn entry<'a>(
    bound: &Bound<'a>,
    topic: u32,
    counterpart: u32,
    role: Option<&Slug>,
    world: &World,
) -> Option<Entry<'a>> {
    let (named, bond) = applies_to(bound, world)
        .into_iter()
        .filter(|(named, _)| named.is_none() || *named == role)
        .min_by_key(|(named, _)| named.is_some())?;
    Some(Entry {
        cited: bound.cited,
        bond,
        role: named,
        rank: bound.rank,
        special: Special {
            topic,
            counterpart,
            any_role: named.is_none(),
        },
        start: bound.start,
    })
}
