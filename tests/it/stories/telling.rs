//! Questions and answers as text.
//!
//! A question: `BODY TOPIC [for COUNTERPART] [by ROLE] on DAY [given FACT,FACT] [under ID[@LABEL]]`,
//! or `own` for the body's own orders alone.
//!
//! An answer is a list of lines. First `WORD, CLASS, CERTAINTY`, then for each line of the decision
//! `ROLES for COUNTERPARTS: EFFECT, RULE`, then what stands beside it: `or WORD, CLASS` with the
//! rules that decide there, `unseen`, `suspended`, `disputed`, `clash ... over ..., BY`, `contrary
//! to`. These are always compared. `changed by` (the smallest sets of facts that change the first
//! line of the decision), `narrower` and `coded` are compared where a case names them.

use std::collections::BTreeSet;

use comity::law::{Answer, Bench, Calendar, Lens, Line, Outcome, Question};
use comity::model::{Day, Docket, Reference, Slug};

/// A question, its answer and where the answer comes from.
pub(super) struct Case {
    asks: &'static str,
    answer: &'static [&'static str],
    from: &'static str,
}

/// A case.
pub(super) const fn case(
    asks: &'static str,
    answer: &'static [&'static str],
    from: &'static str,
) -> Case {
    Case { asks, answer, from }
}

/// Holds every case against the records and tells all that differ.
#[track_caller]
pub(super) fn hold(docket: &Docket, cases: &[Case]) {
    let differ: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let told = tell(docket, case);
            (told != case.answer).then(|| {
                format!(
                    "{}\n  expected ({}):\n    {}\n  told:\n    {}",
                    case.asks,
                    case.from,
                    case.answer.join("\n    "),
                    told.join("\n    ")
                )
            })
        })
        .collect();
    assert!(
        differ.is_empty(),
        "{} of {} differ\n\n{}",
        differ.len(),
        cases.len(),
        differ.join("\n\n")
    );
}

fn key(text: &str) -> Slug {
    text.parse().expect("a slug")
}

/// A question as it was typed: body, day, and what the law is asked.
fn read(text: &str) -> (Slug, Day, Question) {
    let mut words = text.split_whitespace();
    let mut next = || words.next().map(str::to_owned);
    let body = key(&next().expect("a body"));
    let mut question = Question {
        topic: key(&next().expect("a topic")),
        counterpart: None,
        role: None,
        given: BTreeSet::new(),
        lens: Lens::All,
    };
    let mut on = None;
    while let Some(word) = next() {
        let mut value = || next().expect("a value");
        match word.as_str() {
            "for" => question.counterpart = Some(key(&value())),
            "by" => question.role = Some(key(&value())),
            "on" => on = Some(value().parse().expect("a day")),
            "given" => question.given = value().split(',').map(key).collect(),
            "own" => question.lens = Lens::Own,
            "under" => {
                let text: Reference = value().parse().expect("a directive");
                question.lens = Lens::Under(text.directive, text.version.map(String::from));
            }
            other => panic!("{other}: not a part of a question"),
        }
    }
    (body, on.expect("a day"), question)
}

fn tell(docket: &Docket, case: &Case) -> Vec<String> {
    let (body, on, question) = read(case.asks);
    for fact in &question.given {
        let known = docket
            .codebook
            .get(comity::model::Family::Condition, fact.as_str());
        assert!(known.is_some(), "{fact}: not a condition");
    }
    assert!(docket.organizations.contains_key(&body), "{body}: no body");
    let calendar = Calendar::new(docket);
    let bench = Bench::new(docket, &calendar, &body, on);
    let answer = bench.answer(&question);
    let mut told = vec![format!(
        "{}, {}, {}",
        answer.word, answer.class, answer.certainty
    )];
    told.extend(answer.outcome.lines.iter().map(line));
    told.extend(beside(&answer));
    let asked = |label: &str| case.answer.iter().any(|text| text.starts_with(label));
    if asked("changed by") {
        let sets: Vec<String> = answer.outcome.lines.first().map_or_else(Vec::new, |line| {
            bench
                .would_change(line, &question.given)
                .iter()
                .map(|set| joined(set, "+"))
                .collect()
        });
        told.push(format!("changed by {}", sets.join(" | ")));
    }
    if asked("narrower") {
        told.extend(
            answer
                .narrower
                .iter()
                .map(|cited| format!("narrower {}", cited.reference())),
        );
    }
    if asked("coded") {
        told.push(format!("coded {}", answer.coding.word()));
    }
    told
}

/// `officer for ice: prohibits, fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant`.
fn line(line: &Line<'_>) -> String {
    let roles: Vec<&str> = line
        .roles()
        .into_iter()
        .map(|role| role.map_or("everyone", Slug::as_str))
        .collect();
    format!(
        "{} for {}: {}",
        roles.join(" and "),
        joined(&line.counterparts(), " and "),
        decided(line)
    )
}

fn decided(line: &Line<'_>) -> String {
    match (line.effect(), line.decided_by()) {
        (Some(effect), Some(entry)) => format!("{effect}, {}", entry.cited.reference()),
        _ => "nothing".to_owned(),
    }
}

fn outcome(outcome: &Outcome<'_>) -> String {
    let lines: Vec<String> = outcome.lines.iter().map(decided).collect();
    let lines = if lines.is_empty() {
        "nothing".to_owned()
    } else {
        lines.join("; ")
    };
    format!("{}, {}: {lines}", outcome.word, outcome.class)
}

/// What stands beside an answer.
fn beside(answer: &Answer<'_>) -> Vec<String> {
    let mut told: Vec<String> = answer
        .alternatives
        .iter()
        .map(|other| format!("or {}", outcome(&other.outcome)))
        .collect();
    told.extend(
        answer
            .unseen
            .iter()
            .map(|(directive, version)| format!("unseen {}@{}", directive.id, version.label)),
    );
    told.extend(
        answer
            .suspended
            .iter()
            .map(|held| format!("suspended {}", held.cited.reference())),
    );
    told.extend(
        answer
            .disputed
            .iter()
            .map(|(cited, _)| format!("disputed {}", cited.reference())),
    );
    told.extend(answer.clashes.iter().map(|clash| {
        format!(
            "clash {} over {}, {}",
            clash.over.cited.reference(),
            clash.under.cited.reference(),
            clash.settled
        )
    }));
    told.extend(
        answer
            .limits
            .iter()
            .map(|limit| format!("contrary to {}", limit.over.reference())),
    );
    told
}

fn joined<T: ToString>(parts: &[T], by: &str) -> String {
    let each: Vec<String> = parts.iter().map(ToString::to_string).collect();
    each.join(by)
}
