//! The docket: just the records that a question needs, loaded, and the look-ups over them.

use std::collections::{BTreeMap, BTreeSet};

use super::codebook::climb;
use super::{
    BodyEvent, Bond, Codebook, Coverage, Day, Directive, DirectiveId, Family, Level, Organization,
    Place, Practice, Scope, Slug, Source, Version,
};

/// The group of every agency outside one's own government.
const ANY_AGENCY: &str = "any-agency";
/// The group of the agencies of the United States.
pub const ANY_FEDERAL: &str = "any-federal";
/// The group of the local agencies of one's own state.
const OTHER_LOCAL: &str = "other-local";
/// The group of the agencies of other states.
const OTHER_STATE: &str = "other-state";

/// The records that a question about some bodies needs. Whoever loads it sees to it that it holds,
/// for each body in question: the body with its parents, its places with those above them, every
/// directive that binds it in any version or rule with *all* its versions, the directives that end
/// one of these or are ended by one of these, the issuers of all of them, and the organizations
/// that are counterparts with their parents.
#[derive(Debug, Clone, Default)]
pub struct Docket {
    /// The codebook.
    pub codebook: Codebook,
    /// Places by id.
    pub places: BTreeMap<Slug, Place>,
    /// Organizations by id.
    pub organizations: BTreeMap<Slug, Organization>,
    /// Directives by id.
    pub directives: BTreeMap<DirectiveId, Directive>,
    /// Coverage of the bodies in question.
    pub coverage: Vec<Coverage>,
    /// Practice statements of the bodies in question.
    pub practice: Vec<Practice>,
    /// The sources of these, by the names that they cite.
    pub practice_sources: BTreeMap<Slug, Source>,
    /// Events of the bodies in question.
    pub events: Vec<BodyEvent>,
}

impl Docket {
    /// The body itself and the bodies of which it is a part.
    pub fn with_parents(&self, org: &Slug) -> BTreeSet<Slug> {
        climb(org, |key| {
            self.organizations
                .get(key)
                .and_then(|org| org.parent.as_ref())
                .map_or(&[][..], std::slice::from_ref)
        })
        .into_keys()
        .collect()
    }

    /// The place itself and the places in which it lies.
    pub fn with_places_above(&self, place: &Slug) -> BTreeSet<Slug> {
        climb(place, |key| {
            self.places
                .get(key)
                .and_then(|place| place.parent.as_ref())
                .map_or(&[][..], std::slice::from_ref)
        })
        .into_keys()
        .collect()
    }

    /// The level on which the instruments of a body stand; of several places the highest counts.
    pub fn level(&self, org: &Slug) -> Level {
        let Some(body) = self.organizations.get(org) else {
            return Level::Department;
        };
        let place = body
            .places
            .iter()
            .filter_map(|id| self.place_level(id))
            .min()
            .unwrap_or(Level::Local);
        self.codebook.level(&body.kind, place)
    }

    /// The body with what decides who binds it, worked out once for many items.
    pub fn reach<'a>(&'a self, org: &'a Slug) -> Reach<'a> {
        let bodies = self.with_parents(org).into_iter().filter_map(|id| {
            let body = self.organizations.get(&id)?;
            let within = body
                .places
                .iter()
                .flat_map(|at| self.with_places_above(at))
                .collect();
            Some((body, within))
        });
        Reach {
            org,
            bodies: bodies.collect(),
        }
    }

    /// Whether an item of a `binds` list names the body, apart from its role and whether that is
    /// disputed.
    pub fn bond_names(&self, bond: &Bond, org: &Slug) -> bool {
        self.reach(org).is_named_by(bond)
    }

    /// How many steps up from a counterpart (a body or a group) a wider one is; 0 for itself,
    /// `None` where it does not take it in. A body lies in its parent; bodies and groups lie in
    /// the groups of which they are members.
    pub fn counterpart_steps(&self, from: &Slug, to: &Slug) -> Option<u32> {
        self.counterparts_above(from).get(to).copied()
    }

    /// Everything that takes in a counterpart, with the fewest steps up to it.
    pub fn counterparts_above(&self, from: &Slug) -> BTreeMap<Slug, u32> {
        let mut steps = BTreeMap::from([(from.clone(), 0)]);
        let mut queue = std::collections::VecDeque::from([(from.clone(), 0)]);
        while let Some((key, step)) = queue.pop_front() {
            let parent = self
                .organizations
                .get(&key)
                .and_then(|org| org.parent.clone());
            let groups = self
                .codebook
                .family(Family::Counterpart)
                .filter(|group| group.members.contains(&key))
                .map(|group| group.key.clone());
            for next in parent.into_iter().chain(groups) {
                if !steps.contains_key(&next) {
                    steps.insert(next.clone(), step + 1);
                    queue.push_back((next, step + 1));
                }
            }
        }
        steps
    }

    /// Everything that takes in a counterpart as one body sees it, with the fewest steps up. A body
    /// that no group names lies in the group in which it stands towards the one that asks: a federal
    /// agency, a local agency of the same state, an agency of another state, any other.
    pub fn counterparts_seen_from(&self, org: &Slug, from: &Slug) -> BTreeMap<Slug, u32> {
        let mut above = self.counterparts_above(from);
        let outside = above.keys().all(|key| *key != ANY_AGENCY);
        if let Some(group) = self.stands_as(org, from).filter(|_| outside) {
            for (wider, step) in self.counterparts_above(&group) {
                above.entry(wider).or_insert(step + 1);
            }
        }
        above
    }

    /// The group of the codebook in which another body stands towards one of these; `None` within
    /// one government, and where the other is not a body on record.
    fn stands_as(&self, org: &Slug, other: &Slug) -> Option<Slug> {
        let (own, body) = (self.organizations.get(org)?, self.organizations.get(other)?);
        let same_government = own.places.iter().any(|at| body.places.contains(at))
            || self.with_parents(org).contains(other)
            || self.with_parents(other).contains(org);
        if same_government {
            return None;
        }
        let states = |body: &Organization| -> BTreeSet<Slug> {
            body.places
                .iter()
                .flat_map(|at| self.with_places_above(at))
                .filter(|at| self.place_level(at) == Some(Level::State))
                .collect()
        };
        let (here, there) = (states(own), states(body));
        let enforces = self.codebook.level(&body.kind, Level::Local) == Level::Department;
        let is_local = body
            .places
            .iter()
            .any(|at| self.place_level(at) == Some(Level::Local));
        let group = if body.kind == *"federal-agency" {
            ANY_FEDERAL
        } else if enforces && is_local && !here.is_disjoint(&there) {
            OTHER_LOCAL
        } else if enforces && !there.is_empty() && here.is_disjoint(&there) {
            OTHER_STATE
        } else {
            ANY_AGENCY
        };
        self.codebook
            .get(Family::Counterpart, group)
            .map(|term| term.key.clone())
    }

    /// The level of the government of a place.
    fn place_level(&self, place: &Slug) -> Option<Level> {
        let place = self.places.get(place)?;
        Some(place.level(place.parent.as_ref().is_none_or(|up| {
            self.places
                .get(up)
                .is_some_and(|up| up.kind == super::PlaceKind::Country)
        })))
    }

    /// Who is bound by a version as a whole: its own list, or the directive's.
    pub fn version_bonds<'a>(directive: &'a Directive, version: &'a Version) -> &'a [Bond] {
        version.binds.as_deref().unwrap_or(&directive.binds)
    }

    /// The name that the body has in tables; its slug where it is not on record.
    pub fn short<'a>(&'a self, org: &'a Slug) -> &'a str {
        self.organizations
            .get(org)
            .map_or(org.as_str(), Organization::short)
    }

    /// The sources that a practice statement cites.
    pub fn practice_sources_of(&self, practice: &Practice) -> impl Iterator<Item = &Source> {
        practice
            .sources
            .iter()
            .filter_map(|name| self.practice_sources.get(name))
    }

    /// The full name of a body; its slug where it is not on record.
    pub fn name<'a>(&'a self, org: &'a Slug) -> &'a str {
        self.organizations
            .get(org)
            .map_or(org.as_str(), Organization::name)
    }

    /// Whether a claim of a disputed bond that it does not bind was raised by this day.
    pub fn is_disputed(bond: &Bond, on: Day) -> bool {
        bond.disputed.iter().any(|claim| {
            claim.says == super::Says::DoesNotBind
                && claim
                    .since
                    .and_then(|since| since.0.earliest())
                    .is_none_or(|since| since <= on)
        })
    }
}

/// A body and the bodies of which it is a part, each with every place in which it lies.
#[derive(Debug, Clone)]
pub struct Reach<'a> {
    org: &'a Slug,
    bodies: Vec<(&'a Organization, BTreeSet<Slug>)>,
}

impl Reach<'_> {
    /// Whether an item of a `binds` list names the body, apart from its role and whether that is
    /// disputed. What binds a parent binds its parts.
    pub fn is_named_by(&self, bond: &Bond) -> bool {
        // A body that is not on record is named by its id alone.
        if self.bodies.is_empty() {
            return matches!(&bond.scope, Scope::Org(named) if named == self.org);
        }
        self.bodies.iter().any(|(body, within)| {
            let scope = match &bond.scope {
                Scope::Org(named) => *named == body.id,
                Scope::Of(place) => body.places.contains(place),
                Scope::Within(place) => within.contains(place),
            };
            scope && (bond.kinds.is_empty() || bond.kinds.contains(&body.kind))
        })
    }
}
