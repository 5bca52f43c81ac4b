//! Steps 2 to 4: the order of the arms, what permissions take out, and what decides.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use comity::model::{
    Condition, Day, Directive, Docket, Effect, Level, RelationType, Rule, Slug, Version,
};

use super::bind::{Roles, Scene, topic_steps};
use super::force::Boundaries;
use super::{Clashes, Facts, Outcome, Question, RuleKey, Settled, rule_name};

/// The condition that is also met by a duty above.
const BY_LAW: &str = "legally-required";

/// "**Rank**: level of government (federal, state, local, department), then type (codebook)."
/// The smaller prevails.
type Rank = (Level, u64);

/// "the more **special** (narrower topic, then narrower counterpart: fewer steps up from what was
/// asked, no counterpart the widest; then role named, by the rule or its binding)". The smaller is
/// the more special.
type Special = (u32, u64, bool);

/// A rule in play on a line, with what the order asks of it.
#[derive(Debug, Clone)]
struct InPlay<'a> {
    key: RuleKey,
    name: String,
    directive: &'a Directive,
    version: &'a Version,
    rule: &'a Rule,
    rank: Rank,
    special: Special,
    /// The earliest day of the version's start; `None`, open, is the oldest.
    start: Option<Day>,
}

/// "Each arm is condition → effect with its rule". A rule with `only` has two: its permission, and
/// the ban of every other case.
#[derive(Debug, Clone)]
struct Arm<'a> {
    of: InPlay<'a>,
    effect: Effect,
    /// "(the ban of an `only` counts as having none)".
    has_when: bool,
}

/// The decision list of one line in one scene.
pub(super) struct List<'a> {
    docket: &'a Docket,
    /// All arms, in the order of step 2.
    arms: Vec<Arm<'a>>,
}

/// Whether a rule with these roles is in play on the line of a role: "the answer for each role that
/// a rule in play names, and for everyone else where a rule names none".
pub(super) fn has_role(roles: &Roles, line: Option<&Slug>) -> bool {
    roles.contains(&None) || line.is_some_and(|role| roles.contains(&Some(role.clone())))
}

/// How many steps up the counterpart of a rule is from that of the line; `None`: it does not cover
/// it. "None: any, or no counterpart", "no counterpart the widest".
fn counterpart_steps(docket: &Docket, line: Option<&Slug>, said: Option<&Slug>) -> Option<u64> {
    match (line, said) {
        (_, None) => Some(u64::MAX),
        (None, Some(_)) => None,
        (Some(line), Some(said)) => docket.counterpart_steps(line, said).map(u64::from),
    }
}

impl<'a> List<'a> {
    pub(super) fn new(
        docket: &'a Docket,
        boundaries: &Boundaries<'_>,
        question: &Question,
        scene: &Scene,
        role: Option<&Slug>,
        counterpart: Option<&Slug>,
    ) -> Self {
        let rules = scene
            .rules
            .iter()
            .filter(|(_, roles)| has_role(roles, role))
            .filter_map(|(key, roles)| {
                let directive = &docket.directives[&key.0];
                let version = &directive.versions[key.1];
                let rule = &version.rules[key.2];
                let topic = topic_steps(docket, &question.topic, &rule.says.topic)?;
                let steps = counterpart_steps(docket, counterpart, rule.says.counterpart.as_ref())?;
                Some(InPlay {
                    key: key.clone(),
                    name: rule_name(docket, key),
                    directive,
                    version,
                    rule,
                    rank: rank(docket, directive, rule),
                    special: (topic, steps, roles.contains(&None)),
                    start: boundaries.earliest(&(key.0.clone(), key.1)),
                })
            });
        let mut arms = Vec::new();
        for of in rules {
            if of.rule.says.only {
                arms.push(Arm {
                    of: of.clone(),
                    effect: Effect::Prohibits,
                    has_when: false,
                });
            }
            arms.push(Arm {
                effect: of.rule.effect(),
                has_when: of.rule.says.when.is_some(),
                of,
            });
        }
        Self {
            docket,
            arms: amended(ordered(arms)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.arms.is_empty()
    }

    /// The rules of the list, each at its first arm.
    pub(super) fn order(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        self.arms
            .iter()
            .map(|arm| arm.of.name.clone())
            .filter(|name| seen.insert(name.clone()))
            .collect()
    }

    /// The places of the rules of the list.
    pub(super) fn keys(&self) -> BTreeSet<RuleKey> {
        self.arms.iter().map(|arm| arm.of.key.clone()).collect()
    }

    /// The conditions that the rules of the list name.
    pub(super) fn conditions(&self) -> BTreeSet<Slug> {
        self.arms
            .iter()
            .flat_map(|arm| arm.of.rule.says.conditions())
            .cloned()
            .collect()
    }

    /// Step 4. "With facts the first arm whose condition holds decides, all other conditions taken
    /// not to hold". `facts` is closed upward.
    pub(super) fn decide(&self, facts: &Facts) -> Outcome {
        // "first duties and bans (the ban that an `only` implies among them), then permissions,
        // each in that order"
        let (permissions, decisive): (Vec<_>, Vec<_>) = self
            .arms
            .iter()
            .partition(|arm| arm.effect == Effect::Permits);
        decisive
            .into_iter()
            .chain(permissions)
            .find(|arm| self.applies(arm, facts))
            .map(|arm| (arm.effect, arm.of.name.clone()))
    }

    /// Whether an arm applies once permissions took their cases out of it.
    fn applies(&self, arm: &Arm<'_>, facts: &Facts) -> bool {
        self.holds_as_written(arm, facts)
            && !(arm.effect == Effect::Prohibits
                && self.arms.iter().any(|permission| {
                    takes_out(permission, arm) && self.holds_as_written(permission, facts)
                }))
    }

    /// "`when C`: where C does not hold the rule says nothing. `unless C`: where C holds it says
    /// nothing"; `only`: "permitted under the condition and by that prohibited otherwise".
    fn holds_as_written(&self, arm: &Arm<'_>, facts: &Facts) -> bool {
        let says = &arm.of.rule.says;
        let met = |condition: &Condition| {
            condition.holds(&|term| {
                facts.contains(term) || (term == BY_LAW && self.has_duty_above(arm, facts))
            })
        };
        if says.unless.as_ref().is_some_and(met) {
            return false;
        }
        let when = says.when.as_ref().is_none_or(met);
        let is_ban_of_only = says.only && arm.effect == Effect::Prohibits;
        if is_ban_of_only { !when } else { when }
    }

    /// "`legally-required` is also met, for a lower rule, by a duty above it that applies."
    fn has_duty_above(&self, lower: &Arm<'_>, facts: &Facts) -> bool {
        self.arms.iter().any(|duty| {
            duty.effect == Effect::Requires
                && duty.of.rank < lower.of.rank
                && self.holds_as_written(duty, facts)
        })
    }

    /// "**Clash**: two rules in play together, as written (before a case is taken out), of contrary
    /// effect [...], whose conditions can hold together".
    pub(super) fn clashes(&self, all_facts: &BTreeSet<Facts>) -> Clashes {
        let mut out = Clashes::new();
        for one in &self.arms {
            for other in &self.arms {
                let meet = || {
                    all_facts.iter().any(|facts| {
                        self.holds_as_written(one, facts) && self.holds_as_written(other, facts)
                    })
                };
                if one.of.name < other.of.name && are_contrary(one, other) && meet() {
                    out.entry((one.of.name.clone(), other.of.name.clone()))
                        .or_default()
                        .insert(settled(one, other));
                }
            }
        }
        out
    }

    /// "A lower ban under a ban on `adopt-limiting-policy` is listed as "may be contrary" and never
    /// decides": the listing decides nothing, the lower ban stays what it is.
    pub(super) fn may_be_contrary(&self, policy_bans: &BTreeSet<RuleKey>) -> BTreeSet<String> {
        let highest = policy_bans
            .iter()
            .filter_map(|key| {
                let directive = &self.docket.directives[&key.0];
                let rule = &directive.versions[key.1].rules[key.2];
                (rule.effect() == Effect::Prohibits).then(|| rank(self.docket, directive, rule))
            })
            .min();
        self.arms
            .iter()
            .filter(|arm| arm.effect == Effect::Prohibits)
            .filter(|arm| arm.of.rule.says.topic != "adopt-limiting-policy")
            .filter(|arm| highest.is_some_and(|highest| highest < arm.of.rank))
            .map(|arm| arm.of.name.clone())
            .collect()
    }
}

/// The rank of a rule. "A ruling that only finds that the law gives no power (modality
/// `no-authority`) ranks last within its level."
fn rank(docket: &Docket, directive: &Directive, rule: &Rule) -> Rank {
    let level = docket.level(&directive.id.issuer);
    if rule.modality.as_deref() == Some("no-authority") {
        return (level, u64::MAX);
    }
    (level, u64::from(docket.codebook.rank(&directive.kind)))
}

fn same_version(a: &Arm<'_>, b: &Arm<'_>) -> bool {
    a.of.directive.id == b.of.directive.id && a.of.version.label == b.of.version.label
}

/// "says it amends another".
fn amends(a: &Directive, b: &Directive) -> bool {
    a.id != b.id
        && a.relations
            .iter()
            .any(|relation| relation.kind == RelationType::Amends && relation.id.directive == b.id)
}

/// Step 2. "**Rank** [...]. Inside one rank: the more **special** [...]; then, inside one version, a
/// rule with `when` before one without; then the **later** (by the earliest day of the version's
/// start); then a ban before a duty; then the id."
fn compare(a: &Arm<'_>, b: &Arm<'_>) -> Ordering {
    let place = |effect| match effect {
        Effect::Prohibits => 0,
        Effect::Requires => 1,
        Effect::Permits => 2,
    };
    let when = if same_version(a, b) {
        b.has_when.cmp(&a.has_when)
    } else {
        Ordering::Equal
    };
    (a.of.rank.cmp(&b.of.rank))
        .then(a.of.special.cmp(&b.of.special))
        .then(when)
        .then(b.of.start.cmp(&a.of.start))
        .then(place(a.effect).cmp(&place(b.effect)))
        .then_with(|| {
            let id = |arm: &Arm<'_>| {
                (
                    arm.of.directive.id.clone(),
                    arm.of.version.label.clone(),
                    arm.of.rule.id.clone(),
                )
            };
            id(a).cmp(&id(b))
        })
}

/// The arms in order: again and again the one that nothing left precedes. (The step on `when` is for
/// one version only, so that three arms of two versions begun on one day could go round in a ring;
/// a library sort must not be given such an order.)
fn ordered(mut arms: Vec<Arm<'_>>) -> Vec<Arm<'_>> {
    let mut out = Vec::new();
    while !arms.is_empty() {
        let first = arms
            .iter()
            .position(|arm| arms.iter().all(|other| compare(other, arm).is_ge()))
            .unwrap_or(0);
        out.push(arms.remove(first));
    }
    out
}

/// "Last, the arms of a text that says it amends another move up to directly before that text's
/// first arm, older amendments first."
fn amended(mut arms: Vec<Arm<'_>>) -> Vec<Arm<'_>> {
    let mut pairs: BTreeMap<_, _> = BTreeMap::new();
    for amending in &arms {
        for amended in &arms {
            let (a, b) = (amending.of.directive, amended.of.directive);
            if amends(a, b) {
                pairs.insert((amending.of.start, &a.id, &b.id), ());
            }
        }
    }
    for (_, amending, amended) in pairs.into_keys() {
        let is_first = |arm: &Arm<'_>| arm.of.directive.id == *amended;
        let Some(first) = arms.iter().position(is_first) else {
            continue;
        };
        // Only what stands behind moves up; what stands before stays.
        let below = arms.split_off(first);
        let (moved, rest): (Vec<_>, Vec<_>) = below
            .into_iter()
            .partition(|arm| arm.of.directive.id == *amending);
        arms.extend(moved);
        arms.extend(rest);
    }
    arms
}

/// Step 3. "A permission takes its own case out of a ban".
fn takes_out(permission: &Arm<'_>, ban: &Arm<'_>) -> bool {
    if permission.effect != Effect::Permits || ban.effect != Effect::Prohibits {
        return false;
    }
    let (own, its) = (&permission.of, &ban.of);
    // "never out of one in a text that amends its own"
    if amends(its.directive, own.directive) {
        return false;
    }
    // "a protected one also out of every ban below"
    if own.rule.says.protected && own.rank < its.rank {
        return true;
    }
    // "out of bans of its rank"; "A plain permission from above leaves the bans below it whole."
    if own.rank != its.rank {
        return false;
    }
    // "out of every ban of its rank in a text that its own amends"
    if amends(own.directive, its.directive) {
        return true;
    }
    match own.special.cmp(&its.special) {
        // "that are less special"
        Ordering::Less => true,
        // "inside one version, as special and without a `when` where the permission has one"
        Ordering::Equal if same_version(permission, ban) => permission.has_when && !ban.has_when,
        // "or as special and older (of another issuer too: then it is a clash settled by date)"
        Ordering::Equal => its.start < own.start,
        Ordering::Greater => false,
    }
}

/// "of contrary effect (requires/prohibits; permits/prohibits inside one rank or under a protected
/// permission)".
fn are_contrary(one: &Arm<'_>, other: &Arm<'_>) -> bool {
    match (one.effect, other.effect) {
        (Effect::Requires, Effect::Prohibits) | (Effect::Prohibits, Effect::Requires) => true,
        (Effect::Permits, Effect::Prohibits) => is_met_by(one, other),
        (Effect::Prohibits, Effect::Permits) => is_met_by(other, one),
        _ => false,
    }
}

fn is_met_by(permission: &Arm<'_>, ban: &Arm<'_>) -> bool {
    permission.of.rank == ban.of.rank
        || (permission.of.rule.says.protected && permission.of.rank < ban.of.rank)
}

/// "with what settles it: rank, specialty (the `when` inside one version too), amendment, date, or
/// *nothing*". An amendment moves its arms whatever their rank and specialty, so it comes first.
fn settled(one: &Arm<'_>, other: &Arm<'_>) -> Settled {
    let (a, b) = (&one.of, &other.of);
    if amends(a.directive, b.directive) || amends(b.directive, a.directive) {
        Settled::Amendment
    } else if a.rank != b.rank {
        Settled::Rank
    } else if a.special != b.special || (same_version(one, other) && one.has_when != other.has_when)
    {
        Settled::Specialty
    } else if a.start != b.start {
        Settled::Date
    } else {
        Settled::Nothing
    }
}
