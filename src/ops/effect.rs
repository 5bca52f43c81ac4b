//! Where a change of the records can be felt: which bodies and topics to look at, before and after.

use std::collections::{BTreeMap, BTreeSet};

use super::load::Plan;
use crate::law::{Calendar, InForce};
use crate::model::{
    Bond, Coverage, Day, Directive, DirectiveId, Docket, Family, Organization, Place, RelationType,
    Rule, Scope, Slug,
};
use crate::records::Records;
use crate::store::{Reader, Result};

/// The most directives of one operation whose cells are compared: a list of thousands that is
/// loaded is not read cell by cell.
pub(super) const WRITTEN_MAX: usize = 500;

/// The cells to look at, and how they stood before.
#[derive(Debug)]
pub struct Reach {
    /// The directives that are written.
    pub written: Vec<DirectiveId>,
    /// Bodies with records of their own that a text bound or binds, and those it names.
    pub bodies: Vec<Slug>,
    /// Topics of the rules, old and new, with the narrower ones, in the codebook's order.
    pub topics: Vec<Slug>,
    /// What was on record of these bodies.
    pub before: Docket,
    /// Whether so many directives are written that no cell is looked at.
    pub is_too_wide: bool,
    /// Whether the topics of rules that bind a body only after the change are looked at too.
    pub(super) is_open: bool,
}

impl Reach {
    /// Finds the cells that a plan can change, and reads them as they stand. To be called before
    /// the plan is applied.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn of(reader: &Reader, plan: &Plan<'_>) -> Result<Self> {
        let mut written: Vec<DirectiveId> = Vec::new();
        let mut texts: Vec<&Directive> = Vec::new();
        for (old, new) in plan.directives_written() {
            written.push(new.id.clone());
            texts.extend(old);
            texts.push(new);
        }
        let covered = plan.coverage_written();
        Self::over(reader, plan.records(), written, &texts, covered)
    }

    /// Finds the cells that change when a directive is set aside.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn without(reader: &Reader, directive: &Directive) -> Result<Self> {
        let written = vec![directive.id.clone()];
        let none = Records::default();
        Self::over(reader, &none, written, &[directive], BTreeSet::new())
    }

    fn over(
        reader: &Reader,
        records: &Records,
        written: Vec<DirectiveId>,
        texts: &[&Directive],
        covered: BTreeSet<Slug>,
    ) -> Result<Self> {
        let is_too_wide = written.len() > WRITTEN_MAX;
        if is_too_wide || (texts.is_empty() && covered.is_empty()) {
            return Ok(Self {
                is_too_wide,
                ..Self::too_wide(written)
            });
        }
        let near = neighbours(reader, texts)?;
        let registers = Registers::with(reader, records)?;
        let mut topics = BTreeSet::new();
        let mut bonds: BTreeSet<&Bond> = BTreeSet::new();
        for directive in texts.iter().copied().chain(&near) {
            bonds.extend(all_bonds(directive));
            topics.extend(topics_of(directive));
        }
        let coverage: Vec<Coverage> = reader.coverage()?;
        let new = &records.registers.coverage;
        let looked = coverage
            .iter()
            .chain(new)
            .filter(|entry| covered.contains(&entry.organization));
        topics.extend(looked.filter_map(|entry| entry.topic.clone()));
        let issuers = reader.directive_ids()?.into_iter().map(|id| id.issuer);
        let own: BTreeSet<Slug> = issuers
            .chain(written.iter().map(|id| id.issuer.clone()))
            .chain(
                coverage
                    .iter()
                    .chain(new)
                    .map(|entry| entry.organization.clone()),
            )
            .collect();
        let mut bodies: BTreeSet<Slug> = registers
            .docket
            .organizations
            .keys()
            .filter(|body| {
                bonds.iter().any(|bond| {
                    let named = matches!(&bond.scope, Scope::Org(org) if org == *body);
                    (named || own.contains(*body)) && registers.docket.bond_names(bond, body)
                })
            })
            .cloned()
            .collect();
        bodies.extend(covered);
        let bodies: Vec<Slug> = bodies.into_iter().collect();
        let before = reader.docket(&bodies, &[])?;
        // A text of which no rule is known leaves every topic of the bodies that it binds open.
        let mut is_open = texts.iter().flat_map(|directive| &directive.versions);
        if is_open.any(|version| version.rules.is_empty()) {
            topics.extend(before.directives.values().flat_map(topics_of));
        }
        let topics = registers.with_narrower(&topics);
        Ok(Self {
            written,
            bodies,
            topics,
            before,
            is_too_wide,
            is_open: false,
        })
    }

    /// So much is written that no cell is looked at.
    pub(super) fn too_wide(written: Vec<DirectiveId>) -> Self {
        Self {
            written,
            bodies: Vec::new(),
            topics: Vec::new(),
            before: Docket::default(),
            is_too_wide: true,
            is_open: false,
        }
    }

    /// What is on record of the same bodies now.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn after(&self, reader: &Reader) -> Result<Docket> {
        let mut docket = reader.docket(&self.bodies, &[])?;
        // The texts themselves, whomever they bind.
        let texts = reader.docket_of(&self.written[..self.written.len().min(WRITTEN_MAX)], &[])?;
        for (id, directive) in texts.directives {
            docket.directives.entry(id).or_insert(directive);
        }
        for (id, body) in texts.organizations {
            docket.organizations.entry(id).or_insert(body);
        }
        for (id, place) in texts.places {
            docket.places.entry(id).or_insert(place);
        }
        Ok(docket)
    }

    /// The rules of the written texts, as they stood and as they stand.
    fn rules<'a>(&'a self, after: &'a Docket) -> impl Iterator<Item = &'a Rule> {
        let texts = self.written.iter().flat_map(|id| {
            let dockets = [&self.before, after].into_iter();
            dockets.filter_map(|docket| docket.directives.get(id))
        });
        texts.flat_map(|text| text.versions.iter().flat_map(|version| &version.rules))
    }

    /// Whether a written text has, or had, a rule on this very topic.
    pub fn says(&self, after: &Docket, topic: &str) -> bool {
        self.rules(after).any(|rule| rule.says.topic == topic)
    }

    /// The agency with which the written texts are concerned on a topic, where it is one and the
    /// same for all their rules on it.
    pub fn side(&self, after: &Docket, topic: &Slug) -> Option<Slug> {
        let on_topic = self.rules(after).filter(|rule| rule.says.topic == *topic);
        let sides: BTreeSet<_> = on_topic
            .map(|rule| rule.says.counterpart.as_ref())
            .collect();
        match sides.into_iter().collect::<Vec<_>>().as_slice() {
            [Some(side)] => Some((*side).clone()),
            _ => None,
        }
    }

    /// A day on which the first written text can be looked at: today where it is or may be in force,
    /// else its first day.
    pub fn day(&self, after: &Docket, today: Day) -> Day {
        let calendar = Calendar::new(after);
        let Some(directive) = self.written.first().and_then(|id| after.directives.get(id)) else {
            return today;
        };
        if calendar.on(today).any_in_force(directive) != InForce::No {
            return today;
        }
        let starts = directive
            .versions
            .iter()
            .filter_map(|version| calendar.start(&directive.id, version)?.latest);
        starts.max().unwrap_or(today)
    }
}

/// Places and bodies as they will stand, without anything else.
pub(super) struct Registers {
    pub(super) docket: Docket,
    pub(super) order: Vec<Slug>,
    broader: BTreeMap<Slug, Vec<Slug>>,
}

impl Registers {
    /// As they stand.
    pub(super) fn stored(reader: &Reader) -> Result<Self> {
        Self::with(reader, &Records::default())
    }

    /// As they will stand with those of some records.
    fn with(reader: &Reader, new: &Records) -> Result<Self> {
        let places = reader
            .places()?
            .into_iter()
            .chain(new.registers.places.iter().cloned());
        let bodies = reader
            .organizations()?
            .into_iter()
            .chain(new.registers.organizations.iter().cloned());
        let key = |place: Place| (place.id.clone(), place);
        let name = |body: Organization| (body.id.clone(), body);
        let docket = Docket {
            places: places.map(key).collect(),
            organizations: bodies.map(name).collect(),
            ..Docket::default()
        };
        let (mut order, mut broader) = (Vec::new(), BTreeMap::new());
        for term in reader.terms()?.into_iter().chain(new.terms.iter().cloned()) {
            if term.family == Family::Topic {
                order.push(term.key.clone());
                broader.insert(term.key, term.broader);
            }
        }
        Ok(Self {
            docket,
            order,
            broader,
        })
    }

    /// The topics with all narrower ones, each once, in the codebook's order.
    pub(super) fn with_narrower(&self, topics: &BTreeSet<Slug>) -> Vec<Slug> {
        let mut seen = BTreeSet::new();
        let is_in = |topic: &Slug| {
            let up = |key: &Slug| self.broader.get(key).map_or(&[][..], Vec::as_slice);
            crate::model::codebook::climb(topic, up)
                .keys()
                .any(|above| topics.contains(above))
        };
        self.order
            .iter()
            .filter(|topic| seen.insert(*topic) && is_in(topic))
            .cloned()
            .collect()
    }
}

/// The texts on record that the given ones end or amend, or that end or amend one of them.
fn neighbours(reader: &Reader, texts: &[&Directive]) -> Result<Vec<Directive>> {
    let mut ids: BTreeSet<DirectiveId> = BTreeSet::new();
    for directive in texts {
        ids.insert(directive.id.clone());
        let amended = directive.relations.iter();
        let amended = amended.filter(|relation| relation.kind == RelationType::Amends);
        ids.extend(amended.map(|relation| relation.id.directive.clone()));
        let ends = directive.versions.iter().flat_map(|version| {
            let of_rules = version.rules.iter().map(|rule| rule.ended.as_ref());
            of_rules.chain([version.ended.as_ref()])
        });
        let by = ends.flatten().filter_map(|ended| ended.by.as_ref());
        ids.extend(by.map(|by| by.directive.clone()));
    }
    let ids: Vec<DirectiveId> = ids.into_iter().collect();
    Ok(reader
        .docket_of(&ids, &[])?
        .directives
        .into_values()
        .collect())
}

pub(super) fn all_bonds(directive: &Directive) -> impl Iterator<Item = &Bond> {
    let of_versions = directive.versions.iter().flat_map(|version| {
        let of_rules = version
            .rules
            .iter()
            .flat_map(|rule| rule.binds.iter().flatten());
        version.binds.iter().flatten().chain(of_rules)
    });
    directive.binds.iter().chain(of_versions)
}

pub(super) fn topics_of(directive: &Directive) -> impl Iterator<Item = Slug> + '_ {
    directive.versions.iter().flat_map(|version| {
        let said = version.rules.iter().map(|rule| rule.says.topic.clone());
        said.chain(version.silent.iter().cloned())
    })
}
