//! The order of the rules in play and the decision list made of them (model, section 5, steps 2
//! and 3).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::force::Cited;
use super::logic::{self, Assumed, Truth};
use crate::model::{
    Bond, Codebook, Condition, Day, Effect, Level, Reference, RelationType, Rule, Slug,
};

/// The condition that a duty above also meets.
pub(super) const LEGALLY_REQUIRED: &str = "legally-required";

/// How the conditions begin whose cases each text lists for itself.
const LISTED: &str = "listed-";

/// The modality of a ruling that only finds that the law gives no power: last within its level.
const NO_AUTHORITY: &str = "no-authority";

/// What two decisions come to under one and the same set of facts, the earlier or first one first.
pub(super) type Pair = (Option<Effect>, Option<Effect>);

/// Rank, the higher first: level of government, then (a finding of no power behind all others of
/// its level) the rank of the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Federal, state, local, department.
    pub level: Level,
    /// A ruling that only finds that the law gives no power.
    pub no_power: bool,
    /// The rank of the type in the codebook.
    pub kind: u32,
}

impl Rank {
    /// The rank of a rule whose issuer stands on `level`.
    pub fn of(codebook: &Codebook, level: Level, cited: &Cited<'_>) -> Self {
        Self {
            level,
            no_power: cited.rule.modality.as_deref() == Some(NO_AUTHORITY),
            kind: codebook.rank(&cited.directive.kind),
        }
    }
}

/// How special a rule is for what was asked, the most special first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Special {
    /// Steps up from the topic asked to the rule's.
    pub topic: u32,
    /// Steps up from the counterpart asked to the rule's; no counterpart is the widest.
    pub counterpart: u32,
    /// Whether neither the rule nor its binding names a role.
    pub any_role: bool,
}

/// A rule in play for a body, role and counterpart.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// The rule.
    pub cited: Cited<'a>,
    /// The item that binds the body.
    pub bond: &'a Bond,
    /// The role that the rule or its binding names.
    pub role: Option<&'a Slug>,
    /// Its rank.
    pub rank: Rank,
    /// How special it is.
    pub special: Special,
    /// The earliest day of its version's start.
    pub start: Option<Day>,
}

impl<'a> Entry<'a> {
    const fn rule(&self) -> &'a Rule {
        self.cited.rule
    }

    fn same_version(&self, other: &Self) -> bool {
        self.cited.directive.id == other.cited.directive.id
            && self.cited.version.label == other.cited.version.label
    }

    /// Whether its text says that it amends the other's. An amendment reaches texts of its own
    /// level of government: nobody amends the law above.
    pub fn amends(&self, other: &Self) -> bool {
        let names = |id: &Reference| {
            id.directive == other.cited.directive.id
                && id
                    .version
                    .as_deref()
                    .is_none_or(|label| label == other.cited.version.label)
        };
        self.rank.level == other.rank.level
            && self.cited.directive.id != other.cited.directive.id
            && self
                .cited
                .directive
                .relations
                .iter()
                .any(|relation| relation.kind == RelationType::Amends && names(&relation.id))
    }
}

/// An arm of a decision list: condition → effect, with its rule.
#[derive(Debug, Clone)]
pub struct Arm<'a> {
    /// The rule in play.
    pub entry: Entry<'a>,
    /// Its effect; a ban, where it is what an `only` implies.
    pub effect: Effect,
    /// Whether it is the ban that an `only` implies.
    pub implied: bool,
    /// Where this does not hold, the arm does not decide.
    pub when: Option<Condition>,
    /// Where this holds, the arm does not decide.
    pub unless: Option<Condition>,
    /// The permissions whose cases were taken out of it.
    pub taken_out: Vec<Entry<'a>>,
}

impl Arm<'_> {
    /// Everything that lifts the arm, as one condition, where the cases taken out of it have no
    /// `unless` of their own.
    pub fn exceptions(&self) -> Vec<(Option<Condition>, Option<Condition>)> {
        let own = self.unless.clone().map(|unless| (Some(unless), None));
        let taken = self.taken_out.iter().map(|entry| {
            (
                entry.rule().says.when.clone(),
                entry.rule().says.unless.clone(),
            )
        });
        own.into_iter().chain(taken).collect()
    }
}

/// The arms that a rule gives as written, before any case is taken out.
pub(super) fn arms_as_written<'a>(entry: &Entry<'a>) -> Vec<Arm<'a>> {
    let says = &entry.rule().says;
    let arm = |effect, implied, when: Option<&Condition>, unless: Option<Condition>| Arm {
        entry: *entry,
        effect,
        implied,
        when: when.cloned(),
        unless,
        taken_out: Vec::new(),
    };
    let own = arm(says.effect, false, says.when.as_ref(), says.unless.clone());
    match (&says.when, says.only) {
        // "Only when": where an `unless` holds the rule says nothing, so it does not ban either.
        (Some(when), true) => {
            let lifted = match &says.unless {
                Some(unless) => when.clone().or(unless.clone()),
                None => when.clone(),
            };
            vec![arm(Effect::Prohibits, true, None, Some(lifted)), own]
        }
        _ => vec![own],
    }
}

/// Sorts arms by rank, specialty, inside one version `when` first, later start, bans before duties,
/// id; then moves the arms of amending texts up.
fn in_order<'a>(mut arms: Vec<Arm<'a>>) -> Vec<Arm<'a>> {
    let place = |arm: &Arm<'a>| (arm.entry.rank, arm.entry.special, Reverse(arm.entry.start));
    let tie = |arm: &Arm<'a>| {
        let (id, label, rule) = arm.entry.cited.key();
        (
            match arm.effect {
                Effect::Prohibits => 0,
                Effect::Requires => 1,
                Effect::Permits => 2,
            },
            id.clone(),
            label.to_owned(),
            rule.clone(),
        )
    };
    arms.sort_by_cached_key(|arm| (place(arm), tie(arm)));
    // Between versions of one start "when first" says nothing: only the places that one version
    // holds in such a run are filled again, those with a condition first.
    let mut from = 0;
    while from < arms.len() {
        let to = (from..arms.len())
            .find(|at| place(&arms[*at]) != place(&arms[from]))
            .unwrap_or(arms.len());
        conditions_first(&mut arms[from..to]);
        from = to;
    }
    amendments_up(arms)
}

fn conditions_first(run: &mut [Arm<'_>]) {
    let mut places: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, arm) in run.iter().enumerate() {
        let (id, label, _) = arm.entry.cited.key();
        places
            .entry((id.to_string(), label.to_owned()))
            .or_default()
            .push(at);
    }
    for at in places.into_values() {
        let mut own: Vec<_> = at.iter().map(|place| run[*place].clone()).collect();
        own.sort_by_key(|arm| arm.when.is_none());
        for (place, arm) in at.into_iter().zip(own) {
            run[place] = arm;
        }
    }
}

/// The arms of a text that amends another move up to directly before that text's first arm, older
/// amendments first.
fn amendments_up(mut arms: Vec<Arm<'_>>) -> Vec<Arm<'_>> {
    let mut texts: Vec<_> = arms
        .iter()
        .filter(|arm| arms.iter().any(|other| arm.entry.amends(&other.entry)))
        .map(|arm| {
            (
                arm.entry.start,
                arm.entry.cited.directive.id.clone(),
                arm.entry.cited.version.label.clone(),
            )
        })
        .collect();
    texts.sort();
    texts.dedup();
    for (_, id, label) in texts {
        let is_text = |arm: &Arm<'_>| {
            arm.entry.cited.directive.id == id && arm.entry.cited.version.label == label
        };
        let first = arms.iter().position(|arm| {
            arms.iter()
                .any(|own| is_text(own) && own.entry.amends(&arm.entry))
        });
        let Some(first) = first else { continue };
        let (mut moved, mut rest) = (Vec::new(), Vec::new());
        for (at, arm) in arms.into_iter().enumerate() {
            if at > first && is_text(&arm) {
                moved.push(arm);
            } else {
                rest.push(arm);
            }
        }
        rest.splice(first..first, moved);
        arms = rest;
    }
    arms
}

/// Whether a permission takes its case out of a ban.
pub(super) fn takes_out(permission: &Entry<'_>, ban: &Arm<'_>) -> bool {
    let from = &ban.entry;
    if from.amends(permission) {
        return false;
    }
    if permission.rank == from.rank {
        let same = permission.special == from.special;
        let condition_first = permission.same_version(from)
            && permission.rule().says.when.is_some()
            && ban.when.is_none();
        permission.amends(from)
            || permission.special < from.special
            || (same && (from.start < permission.start || condition_first))
    } else {
        permission.rule().says.protected && permission.rank < from.rank
    }
}

/// The conditions of a rule whose cases each text lists for itself (`listed-offence` and the like),
/// with the list that is told: the rule's own before that of its version.
pub(super) fn listed<'a>(cited: &Cited<'a>) -> Vec<(&'a Slug, &'a str)> {
    let (rule, version) = (cited.rule, cited.version);
    let told = |key: &Slug| rule.terms.get(key).or_else(|| version.terms.get(key));
    let keys = rule.says.conditions().into_iter();
    keys.filter(|key| key.as_str().starts_with(LISTED))
        .filter_map(|key| Some((key, told(key)?.as_str())))
        .collect()
}

/// A decision list: the first arm whose condition holds decides.
#[derive(Debug, Clone)]
pub struct List<'a> {
    /// Duties and bans in order, then permissions in order.
    pub arms: Vec<Arm<'a>>,
    /// Bans that can never decide, since a permission without a condition took out all of them.
    pub emptied: Vec<Arm<'a>>,
    /// The terms on which it hangs.
    terms: Vec<Slug>,
    /// Every duty in play, for what is "legally required" below it.
    duties: Vec<Entry<'a>>,
}

impl<'a> List<'a> {
    /// The list of the rules in play.
    pub fn new(entries: &[Entry<'a>]) -> Self {
        let permissions: Vec<Entry<'a>> = entries
            .iter()
            .filter(|entry| entry.rule().effect() == Effect::Permits)
            .copied()
            .collect();
        let duties: Vec<Entry<'a>> = entries
            .iter()
            .filter(|entry| entry.rule().effect() == Effect::Requires)
            .copied()
            .collect();
        // The order is that of all arms together: an amendment moves up before a permission of the
        // text that it amends, too.
        let (permits, mut rest): (Vec<_>, Vec<_>) =
            in_order(entries.iter().flat_map(arms_as_written).collect())
                .into_iter()
                .partition(|arm| arm.effect == Effect::Permits);
        let is_self = |arm: &Arm<'_>, entry: &Entry<'_>| {
            arm.entry.same_version(entry) && arm.entry.rule().id == entry.rule().id
        };
        for ban in rest
            .iter_mut()
            .filter(|arm| arm.effect == Effect::Prohibits)
        {
            ban.taken_out = permissions
                .iter()
                .filter(|permission| !is_self(ban, permission) && takes_out(permission, ban))
                .copied()
                .collect();
            ban.taken_out.sort_by(|a, b| {
                (a.rank, a.special, Reverse(a.start), a.cited.key()).cmp(&(
                    b.rank,
                    b.special,
                    Reverse(b.start),
                    b.cited.key(),
                ))
            });
        }
        let is_emptied = |arm: &Arm<'_>| {
            arm.taken_out
                .iter()
                .any(|entry| entry.rule().says.when.is_none() && entry.rule().says.unless.is_none())
        };
        let (emptied, rest): (Vec<_>, Vec<_>) = rest.into_iter().partition(is_emptied);
        let mut arms = rest;
        arms.extend(permits);
        let terms: BTreeSet<&Slug> = entries
            .iter()
            .flat_map(|entry| entry.rule().says.conditions())
            .collect();
        let terms = terms.into_iter().cloned().collect();
        Self {
            arms,
            emptied,
            terms,
            duties,
        }
    }

    /// The terms on which the list hangs, in alphabetical order.
    pub fn terms(&self) -> &[Slug] {
        &self.terms
    }

    fn truth<'t>(&'t self, term: &'t Slug, rank: Rank, assumed: &Assumed) -> Truth<'t> {
        let stated = assumed.get(term);
        if stated == Ok(true) || *term != LEGALLY_REQUIRED {
            return stated;
        }
        // Said not to hold as a fact, what is open is a duty above.
        let above = self.duties.iter().filter(|duty| duty.rank < rank);
        let duty = logic::any(above.map(|duty| self.case(duty, assumed)));
        logic::any([stated, duty])
    }

    /// Whether a rule's own case holds.
    fn case<'t>(&'t self, entry: &'t Entry<'_>, assumed: &Assumed) -> Truth<'t> {
        let says = &entry.rule().says;
        logic::case(says.when.as_ref(), says.unless.as_ref(), &|term| {
            self.truth(term, entry.rank, assumed)
        })
    }

    /// Whether an arm's condition holds, as far as is assumed; else the term on which that hangs.
    pub(super) fn holds<'t>(&'t self, arm: &'t Arm<'_>, assumed: &Assumed) -> Truth<'t> {
        let own = logic::case(arm.when.as_ref(), arm.unless.as_ref(), &|term| {
            self.truth(term, arm.entry.rank, assumed)
        });
        let taken = arm
            .taken_out
            .iter()
            .map(|out| logic::not(self.case(out, assumed)));
        logic::all(std::iter::once(own).chain(taken))
    }

    /// The first arm that holds under the facts, all other conditions taken not to hold.
    pub fn decide(&self, codebook: &Codebook, facts: &BTreeSet<Slug>) -> Option<usize> {
        let given = Assumed::given(codebook, facts);
        let settled = given.or_false(&self.terms);
        self.arms
            .iter()
            .position(|arm| self.holds(arm, &settled) == Ok(true))
    }

    /// Whether an arm holds under the facts, whatever stands before it; all other conditions taken not
    /// to hold.
    pub fn stands(&self, codebook: &Codebook, at: usize, facts: &BTreeSet<Slug>) -> bool {
        let settled = Assumed::given(codebook, facts).or_false(&self.terms);
        let arm = self.arms.get(at);
        arm.is_some_and(|arm| self.holds(arm, &settled) == Ok(true))
    }

    /// The arms that decide under some set of facts that includes the given ones; `None` among them
    /// where under some set nothing decides.
    pub fn reachable(
        &self,
        codebook: &Codebook,
        facts: &BTreeSet<Slug>,
    ) -> BTreeSet<Option<usize>> {
        let given = Assumed::given(codebook, facts);
        logic::outcomes(codebook, &self.terms, &given, &|assumed| {
            self.judge(assumed)
        })
    }

    /// The arm that decides as far as is assumed, or a term on which that hangs.
    fn judge(&self, assumed: &Assumed) -> Result<Option<usize>, Slug> {
        for (at, arm) in self.arms.iter().enumerate() {
            if self.holds(arm, assumed).map_err(Clone::clone)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    pub(super) fn effect(&self, at: Option<usize>) -> Option<Effect> {
        at.map(|at| self.arms[at].effect)
    }

    /// What this list and another come to, side by side, under every set of facts that includes
    /// the given ones.
    pub(super) fn pairs(
        &self,
        other: &Self,
        codebook: &Codebook,
        facts: &BTreeSet<Slug>,
    ) -> BTreeSet<Pair> {
        let terms: BTreeSet<&Slug> = self.terms.iter().chain(&other.terms).collect();
        let terms: Vec<Slug> = terms.into_iter().cloned().collect();
        let given = Assumed::given(codebook, facts);
        logic::outcomes(codebook, &terms, &given, &|assumed| {
            Ok((
                self.effect(self.judge(assumed)?),
                other.effect(other.judge(assumed)?),
            ))
        })
    }

    /// Whether two lists have the same effect under every set of facts that includes the given
    /// ones: by meaning, not by spelling.
    pub(super) fn means_the_same(
        &self,
        other: &Self,
        codebook: &Codebook,
        facts: &BTreeSet<Slug>,
    ) -> bool {
        let pairs = self.pairs(other, codebook, facts);
        pairs.into_iter().all(|(a, b)| a == b)
    }

    /// The conditions of arms that can decide whose cases each text lists for itself, with the list
    /// that is told.
    pub(super) fn listed(&self, codebook: &Codebook) -> Vec<(&'a Slug, &'a str)> {
        let reached = self.reachable(codebook, &BTreeSet::new());
        let arms = reached.into_iter().flatten().map(|at| &self.arms[at]);
        arms.flat_map(|arm| std::iter::once(&arm.entry).chain(&arm.taken_out))
            .flat_map(|entry| listed(&entry.cited))
            .collect()
    }

    /// What makes two lists say the same: the arms that can decide, by effect, rule and cases taken
    /// out.
    pub(super) fn signature(
        &self,
        reachable: &BTreeSet<Option<usize>>,
    ) -> Vec<(Effect, bool, Reference, Vec<Reference>)> {
        reachable
            .iter()
            .flatten()
            .map(|at| &self.arms[*at])
            .map(|arm| {
                let taken = arm
                    .taken_out
                    .iter()
                    .map(|out| out.cited.reference())
                    .collect();
                (arm.effect, arm.implied, arm.entry.cited.reference(), taken)
            })
            .collect()
    }
}
