//! Which directives a list holds.

use crate::law::{Boundary, Passed, Sitting};
use crate::model::date::{hull, long_day};
use crate::model::name::normalised;
use crate::model::{Day, Directive, Docket, Effect, Family, Rule, Slug, Version};

use crate::law::InForce;

/// What the directives of a list must be like; everything that is set must hold. Topic, counterpart
/// and effect must hold of one and the same rule of the version that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// A rule on this topic or a narrower one.
    pub topic: Option<Slug>,
    /// A rule toward this body or group: one that takes it in, one on a part of it, or one that
    /// names no counterpart.
    pub counterpart: Option<Slug>,
    /// A rule of this effect.
    pub effect: Option<Effect>,
    /// A type of the codebook.
    pub kind: Option<Slug>,
    /// Words in an office or person of the authority, or in the issuer's names.
    pub authority: Option<String>,
    /// Some version was issued (adopted, signed, published; effective where nothing else is known)
    /// perhaps between these days, both inclusive; `None` is open.
    pub issued: Option<(Option<Day>, Option<Day>)>,
    /// In force, or perhaps in force, on this day; the whole list is then of that day.
    pub in_force: Option<Day>,
    /// This tag.
    pub tag: Option<String>,
    /// The version shown is in force, its review falls due by this day, and no review since then is
    /// on record.
    pub review_due_by: Option<Day>,
}

impl Filter {
    /// What it asks, each part in words that go on from "those".
    pub(super) fn words(&self, docket: &Docket) -> Vec<String> {
        let codebook = &docket.codebook;
        let rule: Vec<String> = [
            self.effect.map(|effect| effect.word().to_owned()),
            self.topic
                .as_ref()
                .map(|topic| codebook.words(Family::Topic, topic).to_owned()),
            self.counterpart
                .as_ref()
                .map(|other| format!("for {}", docket.short(other))),
        ]
        .into_iter()
        .flatten()
        .collect();
        [
            (!rule.is_empty()).then(|| format!("with a rule on this: {}", rule.join(", "))),
            self.kind
                .as_ref()
                .map(|kind| format!("of the type {}", codebook.words(Family::Type, kind))),
            self.authority
                .as_ref()
                .map(|text| format!("with \"{text}\" in the names of who issued them")),
            self.issued.map(issued),
            self.in_force
                .map(|_| "in force, or perhaps in force, on the day".to_owned()),
            self.tag
                .as_ref()
                .map(|tag| format!("with the tag \"{tag}\"")),
            self.review_due_by
                .map(|by| format!("with a review due by {}", long_day(by))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether a directive belongs in the list; `version` is the one that is shown, `state` how the
    /// directive stands on the day.
    pub(super) fn admits(
        &self,
        docket: &Docket,
        sitting: &Sitting<'_>,
        directive: &Directive,
        version: Option<&Version>,
        state: InForce,
    ) -> bool {
        self.kind
            .as_ref()
            .is_none_or(|kind| *kind == directive.kind)
            && self
                .tag
                .as_ref()
                .is_none_or(|tag| directive.tags.contains(tag))
            && (self.in_force.is_none() || state != InForce::No)
            && self.admits_rules(docket, sitting, directive, version)
            && self
                .authority
                .as_ref()
                .is_none_or(|text| names(docket, directive, version, text))
            && self.issued.is_none_or(|(from, to)| {
                directive
                    .versions
                    .iter()
                    .any(|version| may_be_issued(version, from, to))
            })
            && self.review_due_by.is_none_or(|by| {
                state != InForce::No && version.is_some_and(|version| is_due(version, by))
            })
    }

    fn admits_rules(
        &self,
        docket: &Docket,
        sitting: &Sitting<'_>,
        directive: &Directive,
        version: Option<&Version>,
    ) -> bool {
        if self.topic.is_none() && self.counterpart.is_none() && self.effect.is_none() {
            return true;
        }
        version.is_some_and(|version| {
            version.rules.iter().any(|rule| {
                self.admits_rule(docket, rule) && !has_ended(sitting, directive, version, rule)
            })
        })
    }

    fn admits_rule(&self, docket: &Docket, rule: &Rule) -> bool {
        let says = &rule.says;
        self.effect.is_none_or(|effect| effect == says.effect)
            && self.topic.as_ref().is_none_or(|topic| {
                docket
                    .codebook
                    .steps_up(Family::Topic, &says.topic, topic)
                    .is_some()
            })
            && self.counterpart.as_ref().is_none_or(|wanted| {
                says.counterpart.as_ref().is_none_or(|other| {
                    docket.counterpart_steps(wanted, other).is_some()
                        || docket.counterpart_steps(other, wanted).is_some()
                })
            })
    }
}

fn issued((from, to): (Option<Day>, Option<Day>)) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => format!("issued on {}", long_day(from)),
        (Some(from), Some(to)) => {
            format!("issued from {} to {}", long_day(from), long_day(to))
        }
        (Some(from), None) => format!("issued since {}", long_day(from)),
        (None, Some(to)) => format!("issued by {}", long_day(to)),
        (None, None) => "issued on some day".to_owned(),
    }
}

/// Whether a rule has for certain ended before the version that holds it.
fn has_ended(sitting: &Sitting<'_>, directive: &Directive, version: &Version, rule: &Rule) -> bool {
    let end = Boundary::RuleEnd(directive.id.clone(), version.label.clone(), rule.id.clone());
    sitting
        .calendar()
        .span(&end)
        .is_some_and(|span| span.passed(sitting.day) == Passed::Yes)
}

fn names(docket: &Docket, directive: &Directive, version: Option<&Version>, text: &str) -> bool {
    let wanted = normalised(text);
    let offices = version
        .into_iter()
        .flat_map(|version| &version.authority)
        .flat_map(|authority| [Some(&authority.office), authority.person.as_ref()])
        .flatten();
    let issuer = docket
        .organizations
        .get(&directive.id.issuer)
        .into_iter()
        .flat_map(|body| body.names.iter().map(|name| &name.name));
    offices
        .chain(issuer)
        .any(|name| normalised(name).contains(&wanted))
}

fn may_be_issued(version: &Version, from: Option<Day>, to: Option<Day>) -> bool {
    let dates = &version.dates;
    let issue: Vec<_> = [
        &dates.issued,
        &dates.adopted,
        &dates.signed,
        &dates.published,
    ]
    .into_iter()
    .filter(|claims| !claims.is_empty())
    .collect();
    let any = |claims: &Vec<crate::model::DateClaim>| {
        let (first, last) = hull(claims);
        !matches!((last, from), (Some(last), Some(from)) if last < from)
            && !matches!((first, to), (Some(first), Some(to)) if first > to)
    };
    if issue.is_empty() {
        !dates.effective.is_empty() && any(&dates.effective)
    } else {
        issue.into_iter().any(any)
    }
}

fn is_due(version: &Version, by: Day) -> bool {
    version.review_due.is_some_and(|due| {
        due.earliest().is_some_and(|first| first <= by)
            && !version
                .reviewed
                .iter()
                .any(|review| review.on.latest() >= due.earliest())
    })
}
