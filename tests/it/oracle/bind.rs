//! Section 4 and step 1: which rules are in play in a world, and for which roles.

use std::collections::{BTreeMap, BTreeSet};

use comity::model::{Bond, DirectiveId, Docket, Family, Rule, Seen, Slug};

use super::force::{Boundaries, Unknown, World};
use super::{Question, RuleKey, VersionKey};

/// The roles that a rule binds; `None` among them: everyone in the body.
pub(super) type Roles = BTreeSet<Option<Slug>>;

/// What there is on the topic of a question in one world.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scene {
    /// Whether every disputed bond binds.
    pub(super) all_bind: bool,
    /// Rules in force that bind the body on the topic, with their roles; suspended ones left out.
    pub(super) rules: BTreeMap<RuleKey, Roles>,
    /// Those that were left out because they are suspended.
    pub(super) suspended: BTreeMap<RuleKey, Roles>,
    /// Bans on `adopt-limiting-policy`, which is another topic.
    pub(super) policy_bans: BTreeSet<RuleKey>,
    /// Versions in force of which no rule is known.
    pub(super) unseen: BTreeMap<VersionKey, Roles>,
    /// Whether a version that binds the body was read and says nothing on the topic.
    pub(super) silent: bool,
}

/// "A directive binds a list; a version may give another list, and a rule its own, which then alone
/// counts for it".
fn bonds<'a>(docket: &'a Docket, key: &VersionKey, rule: Option<&'a Rule>) -> &'a [Bond] {
    let directive = &docket.directives[&key.0];
    let version = &directive.versions[key.1];
    rule.and_then(|rule| rule.binds.as_deref())
        .or(version.binds.as_deref())
        .unwrap_or(&directive.binds)
}

/// Whether a topic is the one that was asked for or broader: "A rule on a broader topic covers the
/// narrower ones".
pub(super) fn topic_steps(docket: &Docket, asked: &Slug, topic: &Slug) -> Option<u32> {
    docket.codebook.steps_up(Family::Topic, asked, topic)
}

/// The possible scenes of a question, each once.
pub(super) fn scenes(
    docket: &Docket,
    boundaries: &Boundaries<'_>,
    question: &Question,
) -> BTreeSet<Scene> {
    let looker = Looker {
        docket,
        boundaries,
        question,
    };
    let keys: Vec<VersionKey> = docket
        .directives
        .iter()
        .flat_map(|(id, directive)| (0..directive.versions.len()).map(|at| (id.clone(), at)))
        .filter(|key| looker.concerns(key))
        .collect();
    let mut open = BTreeSet::new();
    for key in &keys {
        open.extend(boundaries.open(key));
        open.extend(looker.disputed(key));
    }
    boundaries
        .worlds(open)
        .iter()
        .map(|world| looker.scene(&keys, world))
        .collect()
}

struct Looker<'a> {
    docket: &'a Docket,
    boundaries: &'a Boundaries<'a>,
    question: &'a Question,
}

impl Looker<'_> {
    /// Every list of a version that can count: for its rules and for itself.
    fn lists(&self, key: &VersionKey) -> Vec<&[Bond]> {
        let version = &self.docket.directives[&key.0].versions[key.1];
        let of_rules = version
            .rules
            .iter()
            .map(|rule| bonds(self.docket, key, Some(rule)));
        of_rules.chain([bonds(self.docket, key, None)]).collect()
    }

    /// Whether the version, or a rule of it, binds the body at all.
    fn concerns(&self, key: &VersionKey) -> bool {
        self.lists(key)
            .into_iter()
            .flatten()
            .any(|bond| self.docket.bond_names(bond, &self.question.org))
    }

    fn is_open(&self, bond: &Bond) -> bool {
        Docket::is_disputed(bond, self.question.on)
            && self.docket.bond_names(bond, &self.question.org)
    }

    fn disputed(&self, key: &VersionKey) -> Vec<Unknown> {
        self.lists(key)
            .into_iter()
            .flatten()
            .filter(|bond| self.is_open(bond))
            .map(|bond| Unknown::Binds(key.0.clone(), bond.clone()))
            .collect()
    }

    /// The roles that a list binds in a body, "narrowed, where the text does, to kinds and to a
    /// role", and those of the rule's own sentence. Empty: it does not bind.
    fn roles(&self, id: &DirectiveId, list: &[Bond], said: Option<&Slug>, world: &World) -> Roles {
        list.iter()
            .filter(|bond| self.docket.bond_names(bond, &self.question.org))
            .filter(|bond| {
                !self.is_open(bond) || world[&Unknown::Binds(id.clone(), (*bond).clone())]
            })
            .filter_map(|bond| match (said, &bond.role) {
                (None, role) => Some(role.clone()),
                (Some(said), None) => Some(Some(said.clone())),
                (Some(said), Some(role)) => (said == role).then(|| Some(said.clone())),
            })
            .collect()
    }

    /// Step 1. "Take the adopted, not void versions in force or uncertain on the day; of them the
    /// rules that bind the organization (by their own list, where they have one) on that topic
    /// [...]. Leave out suspended ones". The counterpart is left to each line.
    fn scene(&self, keys: &[VersionKey], world: &World) -> Scene {
        let mut scene = Scene {
            all_bind: world
                .iter()
                .all(|(unknown, choice)| *choice || !matches!(unknown, Unknown::Binds(..))),
            rules: BTreeMap::new(),
            suspended: BTreeMap::new(),
            policy_bans: BTreeSet::new(),
            unseen: BTreeMap::new(),
            silent: false,
        };
        let standing = keys
            .iter()
            .filter(|key| self.boundaries.version_stands(key, world));
        for key in standing {
            let version = &self.docket.directives[&key.0].versions[key.1];
            let whole = self.roles(&key.0, bonds(self.docket, key, None), None, world);
            let silent = version.is_silent_on(&self.question.topic);
            // "Topics on which the text was *read*": a text not seen can only be known to hold no rule.
            let read = version.silent.contains(&self.question.topic) || version.text != Seen::None;
            if !whole.is_empty() && silent && read {
                scene.silent = true;
            }
            // "a version that binds the body is in force, not seen in full, without a known rule
            // and not silent on the topic"
            let is_unseen = version.text != Seen::Full && version.rules.is_empty() && !silent;
            if !whole.is_empty() && is_unseen {
                scene.unseen.insert(key.clone(), whole);
            }
            for (nth, rule) in version.rules.iter().enumerate() {
                let rule_key = (key.0.clone(), key.1, nth);
                let list = bonds(self.docket, key, Some(rule));
                let roles = self.roles(&key.0, list, rule.says.role.as_ref(), world);
                if roles.is_empty() || !self.boundaries.rule_stands(&rule_key, world) {
                    continue;
                }
                let suspended = self.boundaries.rule_suspended(&rule_key, world);
                if rule.says.topic == "adopt-limiting-policy" && !suspended {
                    scene.policy_bans.insert(rule_key.clone());
                }
                if topic_steps(self.docket, &self.question.topic, &rule.says.topic).is_none() {
                    continue;
                }
                let into = if suspended {
                    &mut scene.suspended
                } else {
                    &mut scene.rules
                };
                into.insert(rule_key, roles);
            }
        }
        scene
    }
}
