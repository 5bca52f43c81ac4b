//! The law against the second evaluator, and the properties that no loading and no fact may break.

use comity::law::{self, Bench, Calendar, Lens};
use proptest::prelude::*;

use crate::generate::{self, Case};
use crate::oracle::{self, Class};

/// What both evaluators say of a question, in the same words.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    answer: String,
    class: String,
    certainty: String,
    decided_by: Option<String>,
    coverage: String,
    disputed: bool,
}

fn by_law(case: &Case) -> Said {
    let calendar = Calendar::new(&case.docket);
    let bench = Bench::new(&case.docket, &calendar, &case.question.org, case.question.on);
    let answer = bench.answer(&law::Question {
        topic: case.question.topic.clone(),
        counterpart: case.question.counterpart.clone(),
        role: case.question.role.clone(),
        given: case.question.given.clone(),
        lens: Lens::All,
    });
    let deciders: std::collections::BTreeSet<Option<String>> = answer
        .outcome
        .lines
        .iter()
        .map(|line| line.decided_by().map(|entry| entry.cited.reference().to_string()))
        .collect();
    let one = if deciders.len() == 1 { deciders.into_iter().next().flatten() } else { None };
    Said {
        answer: answer.word.word().to_owned(),
        class: answer.class.word().to_owned(),
        certainty: answer.certainty.word().to_owned(),
        decided_by: one,
        coverage: answer.coding.word().to_owned(),
        disputed: !answer.disputed.is_empty(),
    }
}

fn by_oracle(case: &Case, like: &Said) -> Said {
    let answer = oracle::answer(&case.docket, &case.question);
    Said {
        answer: answer.answer.text().to_owned(),
        // Where worlds differ in class, the law says "mixed".
        class: if answer.class == Class::Uncertain { "mixed".to_owned() } else { answer.class.text() },
        certainty: format!("{:?}", answer.certainty).to_lowercase(),
        // In several worlds several rules may decide; then the law names one of them.
        decided_by: answer.decider.or_else(|| like.decided_by.clone()),
        coverage: answer.coverage,
        // Where dates leave the answer open too, a bond can only bring what a date already does.
        disputed: if answer.open { like.disputed } else { answer.disputed },
    }
}

/// The case as a person reads it: the question and the records as files.
fn told(case: &Case) -> String {
    let files: Vec<String> =
        case.docket.directives.values().map(comity::records::write_directive).collect();
    format!("{:?}\n\n{}", case.question, files.join("\n---\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_law_agrees_with_the_second_evaluator(case in generate::cases()) {
        let law = by_law(&case);
        let oracle = by_oracle(&case, &law);
        prop_assert_eq!(law, oracle, "{}", told(&case));
    }
}
