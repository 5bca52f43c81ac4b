//! What is in force on a day: yes, no, or uncertain (model, section 2). An uncertain answer is a
//! choice over boundaries; each choice that can be is a *world*.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Months;

use super::calendar::{Boundary, Calendar, Mark};
use super::span::{Passed, StartBasis, start_basis};
use crate::model::words::vocabulary;
use crate::model::{
    Day, Directive, DirectiveId, EndHow, Reference, Rule, Slug, Standing, Suspension, Version,
};

/// The most unknowns whose every combination is tried. Beyond it the first ones are tried and the
/// rest taken as not passed; an answer is then never more than uncertain.
pub(super) const UNKNOWNS_MAX: usize = 10;

vocabulary!(
    /// Whether something is so on a day.
    InForce, "a state (yes, no, uncertain)" {
        /// It is.
        Yes = "yes",
        /// It is not.
        No = "no",
        /// Dates leave it open.
        Uncertain = "uncertain",
    }
);

impl InForce {
    fn of(values: impl IntoIterator<Item = bool>) -> Self {
        let values: BTreeSet<bool> = values.into_iter().collect();
        match (values.contains(&true), values.contains(&false)) {
            (true, false) => Self::Yes,
            (true, true) => Self::Uncertain,
            (false, _) => Self::No,
        }
    }
}

/// A rule with the texts in which it stands.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    /// The directive.
    pub directive: &'a Directive,
    /// Its version.
    pub version: &'a Version,
    /// The rule in it.
    pub rule: &'a Rule,
}

impl Cited<'_> {
    /// `ISSUER/SLUG@LABEL#RULE`.
    pub fn reference(&self) -> Reference {
        Reference {
            directive: self.directive.id.clone(),
            version: Some(self.version.label.as_str().into()),
            rule: Some(self.rule.id.clone()),
        }
    }

    /// The rule's own standing, else the version's.
    pub fn standing(&self) -> Standing {
        self.rule.standing.unwrap_or(self.version.standing)
    }

    /// Directive, label and rule id: what orders rules when nothing else does.
    pub fn key(&self) -> (&DirectiveId, &str, &Slug) {
        (&self.directive.id, &self.version.label, &self.rule.id)
    }

    fn place(&self) -> Option<usize> {
        self.version
            .rules
            .iter()
            .position(|rule| rule.id == self.rule.id)
    }
}

/// A choice over the unknowns of a question: which of them have passed.
pub(super) type World = BTreeMap<Mark, bool>;

/// The calendar on one day.
#[derive(Clone, Copy)]
pub struct Sitting<'a> {
    calendar: &'a Calendar<'a>,
    /// The day.
    pub day: Day,
}

impl<'a> Sitting<'a> {
    pub(super) const fn new(calendar: &'a Calendar<'a>, day: Day) -> Self {
        Self { calendar, day }
    }

    /// The boundaries behind it.
    pub const fn calendar(&self) -> &'a Calendar<'a> {
        self.calendar
    }

    fn passed(&self, mark: Mark) -> Passed {
        self.calendar.mark_span(mark).passed(self.day)
    }

    /// Whether a boundary has passed in a world; one that may have passed and that the world does
    /// not mention counts as not passed.
    fn has_passed(&self, mark: Mark, world: &World) -> bool {
        // What a world says of a boundary counts before what its dates say: a law without an
        // effective date may not have begun, whatever the day of its adoption.
        world
            .get(&mark)
            .copied()
            .unwrap_or_else(|| self.passed(mark) == Passed::Yes)
    }

    /// Whether a version stands in a world. A draft or a void version never does.
    pub(super) fn stands(&self, id: &DirectiveId, version: &Version, world: &World) -> bool {
        self.calendar.marks(id, version).is_some_and(|marks| {
            self.has_passed(marks.start, world)
                && !marks.ends.iter().any(|end| self.has_passed(*end, world))
        })
    }

    /// Whether a rule stands in a world, suspended or not.
    pub(super) fn rule_stands(&self, cited: &Cited<'_>, world: &World) -> bool {
        let void = cited
            .rule
            .ended
            .as_ref()
            .is_some_and(|ending| ending.how == EndHow::Void);
        !void
            && self.stands(&cited.directive.id, cited.version, world)
            && self.rule_marks(cited).is_none_or(|(start, end)| {
                start.is_none_or(|start| self.has_passed(start, world))
                    && !end.is_some_and(|end| self.has_passed(end, world))
            })
    }

    fn rule_marks(&self, cited: &Cited<'_>) -> Option<(Option<Mark>, Option<Mark>)> {
        let marks = self.calendar.marks(&cited.directive.id, cited.version)?;
        marks.rules.get(cited.place()?).copied()
    }

    /// The suspensions of a rule, each with its boundaries.
    fn holds(&self, cited: &Cited<'a>) -> Vec<(&'a Suspension, (Mark, Option<Mark>))> {
        let Some(marks) = self.calendar.marks(&cited.directive.id, cited.version) else {
            return Vec::new();
        };
        cited
            .version
            .suspended
            .iter()
            .zip(marks.holds.iter().copied())
            .filter(|(hold, _)| hold.covers(&cited.rule.id))
            .collect()
    }

    /// The suspension that keeps a rule from being enforced in a world.
    pub(super) fn suspension(&self, cited: &Cited<'a>, world: &World) -> Option<&'a Suspension> {
        self.holds(cited)
            .into_iter()
            .find(|(_, (from, until))| {
                self.has_passed(*from, world)
                    && !until.is_some_and(|until| self.has_passed(until, world))
            })
            .map(|(hold, _)| hold)
    }

    /// The suspension that keeps a rule from being enforced on the day, or perhaps does.
    pub(super) fn possible_suspension(&self, cited: &Cited<'a>) -> Option<&'a Suspension> {
        self.holds(cited)
            .into_iter()
            .find(|(_, (from, until))| {
                self.passed(*from) != Passed::No
                    && until.is_none_or(|until| self.passed(until) != Passed::Yes)
            })
            .map(|(hold, _)| hold)
    }

    /// The unknowns of a version on the day.
    fn unknowns(&self, id: &DirectiveId, version: &Version) -> Vec<Mark> {
        let marks = self.calendar.marks(id, version);
        let all = marks
            .into_iter()
            .flat_map(|marks| std::iter::once(marks.start).chain(marks.ends.iter().copied()));
        all.filter(|mark| self.passed(*mark) == Passed::Maybe)
            .collect()
    }

    /// The unknowns of a rule on the day, those of its version and suspensions included.
    pub(super) fn unknowns_of_rule(&self, cited: &Cited<'a>) -> Vec<Mark> {
        let mut all = self.unknowns(&cited.directive.id, cited.version);
        let (start, end) = self.rule_marks(cited).unwrap_or_default();
        let holds = self.holds(cited);
        let holds = holds
            .iter()
            .flat_map(|(_, (from, until))| std::iter::once(*from).chain(*until));
        all.extend(
            start
                .into_iter()
                .chain(end)
                .chain(holds)
                .filter(|mark| self.passed(*mark) == Passed::Maybe),
        );
        all
    }

    /// Every choice over some unknowns that can be: nothing has ended before it began, no version
    /// has begun before the one before it. The world in which all have passed that can comes first.
    pub(super) fn worlds(&self, unknowns: impl IntoIterator<Item = Mark>) -> Vec<World> {
        let unknowns: BTreeSet<Mark> = unknowns.into_iter().take(UNKNOWNS_MAX).collect();
        if unknowns.is_empty() {
            return vec![World::new()];
        }
        // Only pairs that some unknown is in can rule a world out.
        let ordered: Vec<(Mark, Mark)> = self
            .calendar
            .ordered()
            .iter()
            .filter(|(a, b)| unknowns.contains(a) || unknowns.contains(b))
            .copied()
            .collect();
        let is_known = |mark: &Mark| unknowns.contains(mark) || self.passed(*mark) != Passed::Maybe;
        let mut all = vec![World::new()];
        for unknown in &unknowns {
            all = all
                .into_iter()
                .flat_map(|world| {
                    [true, false].map(|value| {
                        let mut next = world.clone();
                        next.insert(*unknown, value);
                        next
                    })
                })
                .collect();
        }
        all.retain(|world| {
            ordered
                .iter()
                .filter(|(a, b)| is_known(a) && is_known(b))
                .all(|(a, b)| self.has_passed(*a, world) || !self.has_passed(*b, world))
        });
        all
    }

    /// Whether a version is in force on the day.
    pub fn in_force(&self, directive: &Directive, version: &Version) -> InForce {
        let worlds = self.worlds(self.unknowns(&directive.id, version));
        InForce::of(
            worlds
                .iter()
                .map(|world| self.stands(&directive.id, version, world)),
        )
    }

    /// Whether some version of a directive is in force on the day, though it may not be known which.
    pub fn any_in_force(&self, directive: &Directive) -> InForce {
        let chain = self.calendar.versions(&directive.id);
        let unknowns = chain
            .iter()
            .flat_map(|version| self.unknowns(&directive.id, version));
        InForce::of(self.worlds(unknowns).iter().map(|world| {
            chain
                .iter()
                .any(|version| self.stands(&directive.id, version, world))
        }))
    }

    /// Whether a rule is in force on the day, suspended or not; and whether, while it is, it is
    /// suspended.
    pub fn rule_in_force(&self, cited: &Cited<'a>) -> (InForce, InForce) {
        let worlds = self.worlds(self.unknowns_of_rule(cited));
        let stands = |world: &World| self.rule_stands(cited, world);
        (
            InForce::of(worlds.iter().map(stands)),
            InForce::of(
                worlds
                    .iter()
                    .filter(|world| stands(world))
                    .map(|world| self.suspension(cited, world).is_some()),
            ),
        )
    }

    /// Whether a rule without a known end may have ended since it was last checked: nobody has
    /// looked on the day or after it.
    pub fn is_unchecked(&self, cited: &Cited<'_>) -> bool {
        let checked = cited.version.last_checked.and_then(|date| date.latest());
        !has_known_end(self.calendar, cited) && checked.is_none_or(|checked| checked < self.day)
    }

    /// The start of a version, as an unknown.
    pub(super) fn start_mark(&self, cited: &Cited<'_>) -> Option<Mark> {
        self.calendar
            .marks(&cited.directive.id, cited.version)
            .map(|marks| marks.start)
    }

    /// The boundary behind an unknown.
    pub(super) fn boundary(&self, mark: Mark) -> &'a Boundary {
        self.calendar.boundary(mark)
    }
}

/// Whether the end of a rule is on record: its own, its version's, or the start of the next version.
/// A rule whose end is on record stood until then, whenever that was last checked; that holds of a
/// disputed end too, since all accounts agree that it stood before.
pub fn has_known_end(calendar: &Calendar<'_>, cited: &Cited<'_>) -> bool {
    let next = || {
        calendar
            .versions(&cited.directive.id)
            .last()
            .is_some_and(|last| last.label != cited.version.label)
    };
    cited.rule.ended.is_some() || cited.version.ended.is_some() || next()
}

/// Whether a statute or ordinance without an effective date is so young on the day that it may not
/// have been in effect: less than a year after its adoption.
pub(super) fn may_not_be_in_effect(sitting: &Sitting<'_>, cited: &Cited<'_>) -> bool {
    surely_in_effect(sitting.calendar, cited).is_some_and(|anniversary| sitting.day < anniversary)
}

/// The day from which on a statute or ordinance without an effective date has surely taken effect;
/// `None` for any other text.
pub(super) fn surely_in_effect(calendar: &Calendar<'_>, cited: &Cited<'_>) -> Option<Day> {
    let law = cited.directive.kind == "statute" || cited.directive.kind == "ordinance";
    if !law || start_basis(cited.version) != StartBasis::Adoption {
        return None;
    }
    calendar
        .start(&cited.directive.id, cited.version)
        .and_then(|span| span.latest?.checked_add_months(Months::new(12)))
}
