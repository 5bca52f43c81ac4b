//! The answer for a program to read.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Asked, arm, beside, leading};
use crate::law::{Answer, Bench, Outcome, Word};
use crate::model::{Docket, Slug};
use crate::report::compare::Stamp;
use crate::report::phrase::{self, Voice};
use crate::report::view::{ArmView, ClashView, SourceView, StepView, sources as rule_sources};

/// An answer for a program to read. See `docs/ask.md` for the keys.
#[derive(Debug, Serialize)]
pub struct AskView {
    schema: &'static str,
    pub(super) organization: String,
    pub(super) topic: String,
    #[serde(rename = "for")]
    pub(super) counterpart: Option<String>,
    pub(super) role: Option<String>,
    pub(super) on: String,
    pub(super) given: Vec<String>,
    pub(super) answer: &'static str,
    pub(super) class: &'static str,
    pub(super) text: String,
    pub(super) certainty: &'static str,
    pub(super) decided_by: Option<ArmView>,
    summary: Option<String>,
    steps: Vec<StepView>,
    authority: Vec<AuthorityView>,
    same_text: Vec<SameTextView>,
    by_role: Vec<ByRole>,
    by_counterpart: Vec<ByCounterpart>,
    alternatives: Vec<AlternativeView>,
    unseen: Vec<String>,
    narrower: Vec<ArmView>,
    disputed: Vec<DisputeView>,
    depends_on: Vec<String>,
    would_change_if: Vec<Vec<String>>,
    clashes: Vec<ClashView>,
    suspended: Vec<ArmView>,
    may_be_contrary_to: Vec<ArmView>,
    coverage: &'static str,
    practice: Vec<PracticeView>,
    pub(super) standing: Option<String>,
    pub(super) last_checked: Option<String>,
    pub(super) sources: Vec<SourceView>,
    database: String,
    operation: i64,
    #[serde(skip)]
    pub(super) cite: String,
}

#[derive(Debug, Serialize)]
struct AuthorityView {
    office: String,
    person: Option<String>,
    act: String,
    certainty: String,
}

#[derive(Debug, Serialize)]
struct SameTextView {
    rule: String,
    topic: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct ByRole {
    role: Option<String>,
    answer: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct ByCounterpart {
    counterpart: String,
    answer: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct AlternativeView {
    #[serde(rename = "if")]
    condition: String,
    answer: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct DisputeView {
    by: String,
    says: String,
    ground: Option<String>,
    since: Option<String>,
}

#[derive(Debug, Serialize)]
struct PracticeView {
    says: String,
    from: Option<String>,
    until: Option<String>,
    standing: String,
    note: Option<String>,
    sources: Vec<SourceView>,
}

pub(super) fn view(
    bench: &Bench<'_>,
    stamp: &Stamp,
    asked: &Asked,
    topic: &Slug,
    answer: &Answer<'_>,
) -> AskView {
    let docket = bench.docket();
    let deciding = arm(answer).map(|arm| arm.entry.cited);
    let decides = leading(answer)
        .filter(|line| line.decides.is_some())
        .and(arm(answer));
    let would_change: Vec<Vec<Slug>> = leading(answer)
        .map(|line| bench.would_change(line, &asked.given))
        .unwrap_or_default();
    let depends: BTreeSet<&Slug> = would_change.iter().flatten().collect();
    AskView {
        schema: "comity.ask/1",
        organization: asked.organization.to_string(),
        topic: topic.to_string(),
        counterpart: asked.counterpart.as_ref().map(ToString::to_string),
        role: asked.role.as_ref().map(ToString::to_string),
        on: asked.on.to_string(),
        given: asked.given.iter().map(ToString::to_string).collect(),
        answer: answer.word.word(),
        class: answer.class.word(),
        text: phrase::cell(docket, answer),
        certainty: answer.certainty.word(),
        decided_by: decides.map(ArmView::of_arm),
        summary: deciding.and_then(|cited| cited.rule.summary.clone()),
        steps: deciding
            .map(|cited| cited.rule.steps.iter().map(StepView::new).collect())
            .unwrap_or_default(),
        authority: deciding
            .map(|cited| {
                cited
                    .version
                    .authority
                    .iter()
                    .map(|one| AuthorityView {
                        office: one.office.clone(),
                        person: one.person.clone(),
                        act: one.act.word().to_owned(),
                        certainty: one.certainty.word().to_owned(),
                    })
                    .collect()
            })
            .unwrap_or_default(),
        same_text: beside::same_text(bench, answer)
            .into_iter()
            .map(|cited| SameTextView {
                rule: cited.reference().to_string(),
                topic: cited.rule.says.topic.to_string(),
                text: cited.rule.says.to_string(),
            })
            .collect(),
        by_role: by_role(docket, answer),
        by_counterpart: by_counterpart(docket, answer),
        alternatives: alternatives(bench, answer),
        unseen: answer
            .unseen
            .iter()
            .map(|(directive, version)| format!("{}@{}", directive.id, version.label))
            .collect(),
        narrower: answer
            .narrower
            .iter()
            .map(|cited| ArmView::beside(docket, cited))
            .collect(),
        disputed: disputes(answer),
        depends_on: depends.into_iter().map(ToString::to_string).collect(),
        would_change_if: would_change
            .iter()
            .map(|set| set.iter().map(ToString::to_string).collect())
            .collect(),
        clashes: answer.clashes.iter().map(ClashView::new).collect(),
        suspended: answer
            .suspended
            .iter()
            .map(|held| ArmView::beside(docket, &held.cited))
            .collect(),
        may_be_contrary_to: answer
            .limits
            .iter()
            .map(|limit| ArmView::beside(docket, &limit.over))
            .collect(),
        coverage: answer.coding.word(),
        practice: bench
            .practice(topic)
            .into_iter()
            .map(|one| PracticeView {
                says: one.says.to_string(),
                from: one.from.map(|date| date.to_string()),
                until: one.until.map(|date| date.to_string()),
                standing: one.standing.word().to_owned(),
                note: one.note.clone(),
                sources: docket
                    .practice_sources_of(one)
                    .map(SourceView::new)
                    .collect(),
            })
            .collect(),
        standing: deciding.map(|cited| cited.standing().word().to_owned()),
        last_checked: deciding
            .and_then(|cited| cited.version.last_checked)
            .map(|date| date.to_string()),
        sources: deciding
            .map(|cited| {
                rule_sources(&cited)
                    .into_iter()
                    .map(SourceView::new)
                    .collect()
            })
            .unwrap_or_default(),
        database: stamp.database.clone(),
        operation: stamp.operation,
        cite: deciding
            .map(|cited| phrase::citation(&cited))
            .unwrap_or_default(),
    }
}

/// Every answer that unknowns leave open, the first one too where that is open itself.
fn alternatives(bench: &Bench<'_>, answer: &Answer<'_>) -> Vec<AlternativeView> {
    let one = |condition: String, outcome: &Outcome<'_>| AlternativeView {
        condition,
        answer: outcome.word.word(),
        text: phrase::outcome(bench.docket(), outcome, Voice::Text),
    };
    let first = (answer.word == Word::Uncertain)
        .then(|| one(beside::ALL_PASSED.to_owned(), &answer.outcome));
    let others = answer
        .alternatives
        .iter()
        .map(|other| one(beside::supposing(bench, other), &other.outcome));
    first.into_iter().chain(others).collect()
}

/// The answer for each role, where roles differ.
fn by_role(docket: &Docket, answer: &Answer<'_>) -> Vec<ByRole> {
    let mut all: Vec<ByRole> = Vec::new();
    for line in &answer.outcome.lines {
        for role in line.roles() {
            all.push(ByRole {
                role: role.map(ToString::to_string),
                answer: Word::from(line.effect()).word(),
                text: phrase::line(docket, line, Voice::Text),
            });
        }
    }
    let roles: BTreeSet<&Option<String>> = all.iter().map(|one| &one.role).collect();
    if roles.len() < 2 {
        return Vec::new();
    }
    all.dedup_by(|a, b| a.role == b.role && a.text == b.text);
    all
}

/// The answer for each counterpart, where counterparts differ.
fn by_counterpart(docket: &Docket, answer: &Answer<'_>) -> Vec<ByCounterpart> {
    let mut all: Vec<ByCounterpart> = Vec::new();
    for line in &answer.outcome.lines {
        for side in line.counterparts() {
            all.push(ByCounterpart {
                counterpart: side.to_string(),
                answer: Word::from(line.effect()).word(),
                text: phrase::line(docket, line, Voice::Text),
            });
        }
    }
    let sides: BTreeSet<&String> = all.iter().map(|one| &one.counterpart).collect();
    if sides.len() < 2 {
        return Vec::new();
    }
    all.dedup_by(|a, b| a.counterpart == b.counterpart && a.text == b.text);
    all
}

fn disputes(answer: &Answer<'_>) -> Vec<DisputeView> {
    let mut all: Vec<DisputeView> = Vec::new();
    for claim in answer.disputed.iter().flat_map(|(_, bond)| &bond.disputed) {
        let one = DisputeView {
            by: claim.by.clone(),
            says: claim.says.word().to_owned(),
            ground: claim.ground.clone(),
            since: claim.since.map(|since| since.0.to_string()),
        };
        if !all
            .iter()
            .any(|other| other.by == one.by && other.says == one.says)
        {
            all.push(one);
        }
    }
    all
}
