//! The search for contradictions against brute force: every topic, counterpart and role put to the
//! second evaluator, and every assignment of facts tried.

use std::collections::{BTreeMap, BTreeSet};

use comity::law::{Bench, Calendar, Conflict, Matter, Settled};
use comity::model::{Codebook, Condition, Docket, Effect, Family, Sentence, Slug};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::generate::{self, Case};
use crate::law::{cases, told};
use crate::oracle;

/// Pairs of rules with what settles them.
type Pairs = BTreeMap<(String, String), BTreeSet<String>>;

fn slug(text: &str) -> Slug {
    text.parse().expect("a slug")
}

/// What the second evaluator finds, question by question.
fn by_questions(case: &Case) -> Pairs {
    let book = &case.docket.codebook;
    let family = |family: Family| -> Vec<Slug> {
        book.family(family).map(|term| term.key.clone()).collect()
    };
    let bodies = case.docket.organizations.values();
    let federal = bodies.filter(|body| body.kind == *"federal-agency");
    let sides = family(Family::Counterpart)
        .into_iter()
        .chain(federal.map(|body| body.id.clone()))
        // A side that no group takes in: only rules that name none speak of it.
        .chain([slug("nobody-on-record")]);
    let mut found = Pairs::new();
    for side in sides {
        for topic in family(Family::Topic) {
            for role in [None, Some(slug("officer")), Some(slug("jail"))] {
                let question = oracle::Question {
                    topic: topic.clone(),
                    counterpart: Some(side.clone()),
                    role,
                    given: BTreeSet::new(),
                    ..case.question.clone()
                };
                for (pair, settled) in oracle::answer(&case.docket, &question).clashes {
                    let told = settled.iter().map(|one| format!("{one:?}").to_lowercase());
                    let told: BTreeSet<String> = told
                        .filter(|how| how != "specialty" && how != "amendment")
                        .collect();
                    if !told.is_empty() {
                        found.entry(pair).or_default().extend(told);
                    }
                }
            }
        }
    }
    found
}

fn with_conflicts<T>(case: &Case, look: impl FnOnce(&[Conflict<'_>]) -> T) -> T {
    let calendar = Calendar::new(&case.docket);
    let question = &case.question;
    let bench = Bench::new(&case.docket, &calendar, &question.org, question.on);
    look(&bench.conflicts())
}

fn by_search(all: &[Conflict<'_>]) -> Pairs {
    let mut found = Pairs::new();
    for one in all {
        let Matter::Clash(settled) = one.matter else {
            continue;
        };
        assert!(!matches!(settled, Settled::Specialty | Settled::Amendment));
        let mut pair = [&one.over, &one.under].map(|cited| cited.reference().to_string());
        pair.sort();
        found
            .entry(pair.into())
            .or_default()
            .insert(settled.word().to_owned());
    }
    found
}

/// Every set of facts that holds whatever it implies.
fn assignments(book: &Codebook) -> Vec<BTreeSet<Slug>> {
    let terms: Vec<Slug> = book
        .family(Family::Condition)
        .map(|term| term.key.clone())
        .collect();
    (0..1_usize << terms.len())
        .map(|bits| {
            let on = terms.iter().enumerate();
            let on = on.filter(|(at, _)| bits >> at & 1 == 1);
            on.map(|(_, term)| term.clone()).collect()
        })
        .filter(|facts| book.closed(facts) == *facts)
        .collect()
}

/// Whether a sentence has this effect under these facts, as written.
fn says(sentence: &Sentence, effect: Effect, facts: &BTreeSet<Slug>) -> bool {
    let holds = |condition: &Condition| condition.holds(&|term| facts.contains(term));
    let when = sentence.when.as_ref().is_none_or(holds);
    let lifted = sentence.unless.as_ref().is_some_and(holds);
    if effect == sentence.effect {
        when && !lifted
    } else {
        // The ban of an "only".
        sentence.only && effect == Effect::Prohibits && !when && !lifted
    }
}

/// Whether the search tells the right sets of facts: each brings both rules, and whatever brings
/// both implies one of them.
fn facts_fault(docket: &Docket, one: &Conflict<'_>) -> Option<String> {
    let book = &docket.codebook;
    let (x, y) = (&one.over.rule.says, &one.under.rule.says);
    let asks = |sentence: &Sentence| {
        let mut terms = sentence.conditions().into_iter();
        terms.any(|term| *term == "legally-required")
    };
    // What is legally required hangs on other rules; that the pair is found at all is tested above.
    if asks(x) || asks(y) {
        return None;
    }
    let both = |facts: &BTreeSet<Slug>| {
        says(x, one.over_effect, facts) && says(y, one.under_effect, facts)
    };
    let told: Vec<BTreeSet<Slug>> = one.facts.iter().map(|set| book.closed(set)).collect();
    if told.is_empty() {
        return Some("no facts are told".to_owned());
    }
    if let Some(wrong) = told.iter().find(|facts| !both(facts)) {
        return Some(format!("{wrong:?} does not bring both"));
    }
    for (at, set) in told.iter().enumerate() {
        if told
            .iter()
            .enumerate()
            .any(|(other, less)| other != at && less.is_subset(set))
        {
            return Some(format!("{set:?} is not the least"));
        }
    }
    assignments(book)
        .into_iter()
        .filter(|facts| both(facts))
        .find(|facts| !told.iter().any(|least| least.is_subset(facts)))
        .map(|missed| format!("{missed:?} brings both and is not told"))
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn every_clash_is_found_and_no_other(case in generate::cases()) {
        let expected = by_questions(&case);
        let found = with_conflicts(&case, by_search);
        prop_assert_eq!(found, expected, "{}", told(&case));
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn the_facts_told_are_the_least_that_bring_both(case in generate::cases()) {
        let fault = with_conflicts(&case, |all| {
            all.iter()
                .filter(|one| one.matter != Matter::MayBeContrary)
                .find_map(|one| Some((facts_fault(&case.docket, one)?, format!("{one:?}"))))
        });
        prop_assert!(fault.is_none(), "{:?}\n{}", fault, told(&case));
    }
}

/// The drawn cases are no empty exercise: many of them hold clashes, certain and uncertain.
#[test]
fn the_cases_drawn_hold_clashes() {
    let mut runner = TestRunner::deterministic();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..250 {
        let tree = generate::cases().new_tree(&mut runner).expect("a case");
        with_conflicts(&tree.current(), |all| {
            for one in all {
                let certain = if one.is_certain {
                    "certain"
                } else {
                    "uncertain"
                };
                let what = match one.matter {
                    Matter::Clash(settled) => settled.word(),
                    Matter::Suspended(..) => "suspended",
                    Matter::MayBeContrary => continue,
                };
                *seen.entry(format!("{certain} {what}")).or_default() += 1;
            }
        });
    }
    for what in ["rank", "nothing", "suspended"] {
        for certain in ["certain", "uncertain"] {
            let key = format!("{certain} {what}");
            assert!(
                seen.get(&key).is_some_and(|count| *count > 2),
                "{key}: {seen:?}"
            );
        }
    }
}
