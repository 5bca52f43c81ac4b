//! Records and questions drawn at random, small and valid, and shrinking towards few and plain
//! ones. What happened is drawn first ([`spec`]), then blurred into what the records say of it
//! ([`build`]): so records never contradict themselves, and what truly happened is always one of the
//! worlds that they leave open.

mod build;
mod spec;
mod world;

use comity::model::{Day, Docket};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::oracle::Question;

/// A docket and a question put to it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) docket: Docket,
    pub(crate) question: Question,
}

/// Dockets of one to six directives.
pub(crate) fn dockets() -> impl Strategy<Value = Docket> {
    spec::dockets().prop_map(|spec| build::docket(&spec))
}

/// A docket and a question on a day near one of its boundaries.
pub(crate) fn cases() -> impl Strategy<Value = Case> {
    (dockets(), questions()).prop_map(|(docket, draft)| {
        let question = draft.put_to(&docket);
        Case { docket, question }
    })
}

/// A question whose day waits for a docket.
#[derive(Debug, Clone)]
struct Draft {
    question: Question,
    near: Index,
    days: i64,
}

impl Draft {
    fn put_to(self, docket: &Docket) -> Question {
        let days = build::boundaries(docket);
        let on = if days.is_empty() {
            self.question.on
        } else {
            self.near.get(&days).to_owned()
        };
        Question {
            on: on + chrono::Days::new(self.days.unsigned_abs() * u64::from(self.days > 0))
                - chrono::Days::new(self.days.unsigned_abs() * u64::from(self.days < 0)),
            ..self.question
        }
    }
}

/// A role to ask for where a case asks for none.
pub(crate) fn role() -> comity::model::Slug {
    world::slug("jail")
}

/// A counterpart to ask for where a case asks for none.
pub(crate) fn counterpart() -> comity::model::Slug {
    world::slug("ice")
}

/// Every condition that a rule can name.
pub(crate) fn conditions() -> Vec<comity::model::Slug> {
    world::CONDITIONS
        .iter()
        .map(|name| world::slug(name))
        .collect()
}

fn questions() -> impl Strategy<Value = Draft> {
    (
        prop_oneof![7 => Just("city-pd"), 2 => Just("county-sheriff"), 1 => Just("city-lockup")],
        prop_oneof![8 => Just("hold-on-paper"), 2 => Just("hold"), 1 => Just("share")],
        prop_oneof![
            3 => Just(Some("ice")),
            2 => Just(None),
            1 => Just(Some("hsi")),
            1 => Just(Some("dhs")),
            1 => Just(Some("any-federal")),
        ],
        prop_oneof![2 => Just(None), 2 => Just(Some("jail")), 1 => Just(Some("officer"))],
        proptest::collection::btree_set(proptest::sample::select(world::CONDITIONS), 0..=2),
        any::<Index>(),
        prop_oneof![3 => Just(0), 2 => Just(-1), 2 => Just(1), 3 => -60i64..=60, 2 => 100i64..=700],
    )
        .prop_map(|(org, topic, counterpart, role, given, near, days)| Draft {
            question: Question {
                org: world::slug(org),
                topic: world::slug(topic),
                counterpart: counterpart.map(world::slug),
                role: role.map(world::slug),
                on: Day::from_ymd_opt(2016, 1, 1).expect("a day"),
                given: given.into_iter().map(world::slug).collect(),
            },
            near,
            days,
        })
}

mod tests {
    use std::collections::BTreeSet;

    use comity::model::{Family, Stage};
    use proptest::test_runner::RngSeed;

    use super::*;
    use crate::oracle::{Certainty, Word, answer};

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, rng_seed: RngSeed::Fixed(2019), ..ProptestConfig::default() })]

        #[test]
        fn generated_records_are_valid(docket in dockets()) {
            for directive in docket.directives.values() {
                prop_assert!(docket.organizations.contains_key(&directive.id.issuer));
                prop_assert!(docket.codebook.get(Family::Type, directive.kind.as_str()).is_some());
                let labels: BTreeSet<_> = directive.versions.iter().map(|v| &v.label).collect();
                prop_assert_eq!(labels.len(), directive.versions.len());
                for version in &directive.versions {
                    let ids: BTreeSet<_> = version.rules.iter().map(|rule| &rule.id).collect();
                    prop_assert_eq!(ids.len(), version.rules.len());
                    prop_assert!(version.sources.iter().all(|s| directive.sources.contains_key(s)));
                    let named = version.suspended.iter().flat_map(|hold| &hold.rules);
                    prop_assert!(named.into_iter().all(|id| ids.contains(id)));
                    if let Some(by) = version.ended.as_ref().and_then(|end| end.by.as_ref()) {
                        let other = docket.directives.get(&by.directive);
                        let label = by.version.as_deref();
                        let named = label.and_then(|label| other.and_then(|d| d.version(label)));
                        prop_assert!(other.is_some() && named.is_some() == label.is_some());
                    }
                    for rule in &version.rules {
                        let text = rule.says.to_string();
                        prop_assert_eq!(text.parse(), Ok(rule.says.clone()), "{}", text);
                    }
                }
            }
        }

        #[test]
        fn the_oracle_keeps_the_invariants(case in cases()) {
            let found = answer(&case.docket, &case.question);
            for line in &found.lines {
                // Records that do not contradict themselves leave at least one world.
                prop_assert!(!line.views.is_empty());
                prop_assert!(line.views.iter().any(|view| view.all_bind));
                prop_assert!(line.answer != Word::Uncertain || line.answers.len() > 1);
                for view in &line.views {
                    for (_, name) in view.outcomes.values().flatten() {
                        prop_assert!(view.order.contains(name));
                    }
                    // A suspended rule never decides.
                    let suspended = found.suspended.iter().filter(|(_, always)| **always);
                    prop_assert!(suspended.into_iter().all(|(name, _)| !view.order.contains(name)));
                }
            }
            prop_assert!(found.certainty == Certainty::Uncertain || found.answer != Word::Uncertain);
        }

        #[test]
        fn a_draft_never_decides(case in cases()) {
            let before = answer(&case.docket, &case.question);
            let mut docket = case.docket.clone();
            for directive in docket.directives.values_mut() {
                directive.versions.retain(|version| version.stage == Stage::Adopted);
            }
            let after = answer(&docket, &case.question);
            prop_assert_eq!(before.answer, after.answer);
            prop_assert_eq!(before.class, after.class);
        }
    }
}
