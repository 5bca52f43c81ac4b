//! The cells that a change of the registers or of the codebook can reach.

use std::collections::BTreeSet;

use super::effect::{Reach, Registers, WRITTEN_MAX, all_bonds, topics_of};
use crate::model::{Directive, DirectiveId, Docket, Family, Slug};
use crate::store::{Reader, Result};

/// What an operation touches beside directives.
#[derive(Debug, Clone, Default)]
pub struct Touched {
    /// Bodies that are looked at, whatever binds them.
    pub bodies: BTreeSet<Slug>,
    /// Directives whose rules may mean something else: the bodies that they bind are looked at, on
    /// the topics of the rules that `is_meant` picks.
    pub texts: BTreeSet<DirectiveId>,
    /// Topics that are looked at, with the narrower ones.
    pub topics: Topics,
    /// A body that will not be on record any more: it has no cells.
    pub gone: Option<Slug>,
}

/// Which topics are looked at.
#[derive(Debug, Clone, Default)]
pub enum Topics {
    /// These, with the narrower ones.
    Some(BTreeSet<Slug>),
    /// Those of every rule that binds one of the bodies, before or after.
    #[default]
    OfRules,
    /// All of the codebook.
    All,
}

impl Reach {
    /// Finds the cells that the change can reach, and reads them as they stand. To be called before
    /// the change is written.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn touched(reader: &Reader, touched: &Touched) -> Result<Self> {
        if touched.texts.len() > WRITTEN_MAX || touched.bodies.len() > WRITTEN_MAX {
            return Ok(Self::too_wide(Vec::new()));
        }
        let registers = Registers::stored(reader)?;
        let texts = reader.directives_in(&touched.texts)?;
        let mut bodies = bodies(reader, &registers.docket, &texts, &touched.bodies)?;
        bodies.retain(|body| touched.gone.as_ref() != Some(body));
        let before = reader.docket(&bodies, &[])?;
        let (topics, is_open) = match &touched.topics {
            Topics::Some(topics) => (registers.with_narrower(topics), false),
            Topics::All => (registers.order, false),
            Topics::OfRules => {
                let of_rules = before.directives.values().flat_map(topics_of);
                (registers.with_narrower(&of_rules.collect()), true)
            }
        };
        Ok(Self {
            written: Vec::new(),
            bodies,
            topics,
            before,
            is_too_wide: false,
            is_open,
        })
    }

    /// The topics to look at once the change is written: those found before it, and where every
    /// rule counts, those of the rules that bind a body only now.
    pub fn topics_now(&self, reader: &Reader, after: &Docket) -> Result<Vec<Slug>> {
        if !self.is_open {
            return Ok(self.topics.clone());
        }
        let mut topics: BTreeSet<Slug> = self.topics.iter().cloned().collect();
        topics.extend(after.directives.values().flat_map(topics_of));
        Ok(Registers::stored(reader)?.with_narrower(&topics))
    }
}

/// The bodies named, and those with records of their own that one of the texts binds.
fn bodies(
    reader: &Reader,
    docket: &Docket,
    texts: &[Directive],
    named: &BTreeSet<Slug>,
) -> Result<Vec<Slug>> {
    let ids = reader.directive_ids()?;
    let coverage = reader.coverage()?;
    let own: BTreeSet<&Slug> = ids
        .iter()
        .map(|id| &id.issuer)
        .chain(coverage.iter().map(|entry| &entry.organization))
        .collect();
    let bonds: BTreeSet<_> = texts.iter().flat_map(all_bonds).collect();
    let is_bound = |body: &Slug| {
        let reach = docket.reach(body);
        bonds.iter().any(|bond| reach.is_named_by(bond))
    };
    Ok(docket
        .organizations
        .keys()
        .filter(|body| named.contains(*body) || (own.contains(body) && is_bound(body)))
        .cloned()
        .collect())
}

/// The topics of the rules of some directives that `is_meant` picks.
pub(super) fn topics_where(
    texts: &[Directive],
    is_meant: impl Fn(&crate::model::Rule) -> bool,
) -> BTreeSet<Slug> {
    texts
        .iter()
        .flat_map(|directive| &directive.versions)
        .flat_map(|version| &version.rules)
        .filter(|rule| is_meant(rule))
        .map(|rule| rule.says.topic.clone())
        .collect()
}

/// Every group of the codebook that takes in one of these, and these.
pub(super) fn with_groups(docket: &Docket, keys: &BTreeSet<Slug>) -> Vec<Slug> {
    let mut all = keys.clone();
    for key in keys {
        all.extend(docket.counterparts_above(key).into_keys());
    }
    let is_known = |key: &Slug| {
        docket.organizations.contains_key(key)
            || docket
                .codebook
                .get(Family::Counterpart, key.as_str())
                .is_some()
    };
    all.into_iter().filter(is_known).collect()
}
