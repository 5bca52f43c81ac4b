//! A cell of a comparison: for a program, for CSV, and as it is printed.

use serde::Serialize;

use crate::law::{
    Answer, Bench, Boundary, Certainty, Cited, Class, Coding, Entry, Word, same_rule,
};
use crate::model::{Codebook, Slug, SourceKind};
use crate::report::page::{Note, Tone};
use crate::report::view::{self, ArmView};
use crate::report::{note, phrase, words};

/// A cell. See `docs/compare.md` for the keys.
#[derive(Debug, Serialize)]
pub struct CellView {
    pub(super) organization: String,
    pub(super) topic: String,
    pub(super) coverage: &'static str,
    pub(super) answer: &'static str,
    pub(super) class: &'static str,
    pub(super) certainty: &'static str,
    pub(super) text: String,
    pub(super) arms: Vec<ArmView>,
    pub(super) conflict: bool,
    pub(super) disputed: bool,
    pub(super) inherited: bool,
    pub(super) standing: Option<String>,
    pub(super) last_checked: Option<String>,
    pub(super) unchecked: bool,
    pub(super) press_only: bool,
    pub(super) unseen: Vec<String>,
    pub(super) practice: Vec<String>,
    #[serde(skip)]
    pub(super) lines: Vec<CellLine>,
    #[serde(skip)]
    pub(super) notes: Vec<Note>,
    #[serde(skip)]
    pub(super) flat: FlatCell,
}

/// A line of a printed cell.
#[derive(Debug)]
pub(super) struct CellLine {
    pub(super) tone: Tone,
    /// For whom it speaks, where it says so.
    pub(super) lead: String,
    pub(super) text: String,
    /// A decision without its conditions, for a cell that has no room for them.
    pub(super) short: Option<String>,
}

impl CellLine {
    const fn new(tone: Tone, text: String) -> Self {
        Self {
            tone,
            lead: String::new(),
            text,
            short: None,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct FlatCell {
    pub(super) name: String,
    pub(super) place: String,
    pub(super) geoid: String,
    pub(super) directive: String,
    pub(super) version: String,
    pub(super) cite: String,
    pub(super) source_url: String,
}

pub(super) fn cell(bench: &Bench<'_>, topic: &Slug, answer: &Answer<'_>) -> CellView {
    let docket = bench.docket();
    let org = bench.organization();
    let practice = bench.practice(topic);
    let first = answer.outcome.lines.iter().find_map(|line| {
        let reached = || line.reachable.iter().flatten().next().copied();
        line.decides
            .or_else(reached)
            .map(|at| &line.list.arms[at].entry)
    });
    let place = docket
        .organizations
        .get(org)
        .and_then(|body| body.places.first())
        .and_then(|place| docket.places.get(place));
    let flat = FlatCell {
        name: docket
            .organizations
            .get(org)
            .map_or_else(String::new, |body| body.name().to_owned()),
        place: place.map_or_else(String::new, |place| place.id.to_string()),
        geoid: place
            .and_then(|place| place.geoid.clone())
            .unwrap_or_default(),
        directive: first.map_or_else(String::new, |entry| entry.cited.directive.id.to_string()),
        version: first.map_or_else(String::new, |entry| entry.cited.version.label.clone()),
        cite: first
            .and_then(|entry| entry.cited.rule.cite.clone())
            .unwrap_or_default(),
        source_url: first
            .and_then(|entry| {
                view::sources(&entry.cited)
                    .iter()
                    .find_map(|source| source.url.clone())
            })
            .unwrap_or_default(),
    };
    let mut arms: Vec<ArmView> = Vec::new();
    for line in &answer.outcome.lines {
        for (at, arm) in line.list.arms.iter().enumerate() {
            let one = ArmView::of_arm(arm);
            let known = arms.iter().any(|other| {
                other.rule == one.rule
                    && other.effect == one.effect
                    && other.condition == one.condition
            });
            if line.reachable.contains(&Some(at)) && !known {
                arms.push(one);
            }
        }
    }
    CellView {
        organization: org.to_string(),
        topic: topic.to_string(),
        coverage: answer.coding.word(),
        answer: answer.word.word(),
        class: answer.class.word(),
        certainty: answer.certainty.word(),
        text: phrase::cell(docket, answer),
        arms,
        conflict: answer.is_conflict(),
        disputed: !answer.disputed.is_empty(),
        inherited: first.is_some_and(|entry| entry.cited.directive.id.issuer != *org),
        standing: first.map(|entry| entry.cited.standing().word().to_owned()),
        last_checked: first
            .and_then(|entry| entry.cited.version.last_checked)
            .map(|date| date.to_string()),
        unchecked: is_unchecked(bench, answer),
        press_only: is_press_only(answer),
        unseen: answer
            .unseen
            .iter()
            .map(|(directive, version)| format!("{}@{}", directive.id, version.label))
            .collect(),
        lines: printed(bench, answer, !practice.is_empty()),
        notes: note::of_answer(docket, answer)
            .into_iter()
            .chain(practice.iter().map(|one| note::of_practice(docket, one)))
            .collect(),
        practice: practice
            .iter()
            .map(|one| words::practice(docket, one))
            .collect(),
        flat,
    }
}

/// The rules that decide, each once; where none does without further facts, those that such facts
/// bring.
fn deciding<'a>(answer: &Answer<'a>) -> Vec<Cited<'a>> {
    let mut all: Vec<Cited<'a>> = Vec::new();
    for line in &answer.outcome.lines {
        let arms: Vec<usize> = match line.decides {
            Some(at) => vec![at],
            None => line.reachable.iter().flatten().copied().collect(),
        };
        for at in arms {
            let cited = line.list.arms[at].entry.cited;
            if !all.iter().any(|other| same_rule(other, &cited)) {
                all.push(cited);
            }
        }
    }
    all
}

/// Whether some rule that decides may have ended since it was last checked: nobody has looked on
/// the day or after it.
pub(in crate::report) fn is_unchecked(bench: &Bench<'_>, answer: &Answer<'_>) -> bool {
    let sitting = bench.sitting();
    deciding(answer)
        .iter()
        .any(|cited| sitting.is_unchecked(cited))
}

/// Whether all that decides is known from the press alone.
pub(super) fn is_press_only(answer: &Answer<'_>) -> bool {
    let rules = deciding(answer);
    !rules.is_empty()
        && rules.iter().all(|cited| {
            let sources = view::sources(cited);
            !sources.is_empty()
                && sources
                    .iter()
                    .all(|source| source.kind == SourceKind::Press)
        })
}

/// The lines of a printed cell: what is decided, where it comes from, what is doubtful about it.
fn printed(bench: &Bench<'_>, answer: &Answer<'_>, is_practised: bool) -> Vec<CellLine> {
    let docket = bench.docket();
    let org = bench.organization();
    let mut lines = Vec::new();
    let quiet = |text: String, lines: &mut Vec<CellLine>| {
        lines.push(CellLine::new(Tone::Quiet, text));
    };
    let marked = |text: &str, lines: &mut Vec<CellLine>| {
        lines.push(CellLine::new(Tone::Marked, text.to_owned()));
    };
    match answer.coding {
        Coding::Looked(found) => quiet(found.short().to_owned(), &mut lines),
        Coding::NotCoded => quiet(phrase::NOTHING.to_owned(), &mut lines),
        Coding::Coded => {}
    }
    if answer.is_conflict() {
        marked("conflict:", &mut lines);
    }
    if answer.word == Word::Uncertain {
        marked("uncertain:", &mut lines);
    }
    let told = phrase::told(&answer.outcome, |line| {
        phrase::line(docket, line, phrase::Voice::Text)
    });
    for line in &told.lines {
        let who = phrase::who(docket, line, &told);
        let tone = if line.reachable.iter().any(Option::is_some) {
            Tone::Strong
        } else {
            Tone::Quiet
        };
        lines.push(CellLine {
            tone,
            lead: who.map_or_else(String::new, |who| format!("{who}: ")),
            text: phrase::line(docket, line, phrase::Voice::Text),
            short: Some(phrase::in_short(line)),
        });
        let behind = answer.outcome.lines.iter();
        let behind = behind.filter(|one| one.places.iter().all(|it| line.places.contains(it)));
        let rests_on: Vec<Entry<'_>> = behind
            .flat_map(|one| phrase::clauses(docket, one, phrase::Voice::Text))
            .flat_map(|clause| clause.rests_on)
            .collect();
        if !rests_on.is_empty() {
            quiet(phrase::origins(docket, org, &rests_on), &mut lines);
        }
    }
    if answer.word == Word::Uncertain {
        lines.extend(answer.alternatives.iter().map(|other| CellLine {
            tone: Tone::Marked,
            lead: "or ".to_owned(),
            text: phrase::outcome(docket, &other.outcome, phrase::Voice::Text),
            short: Some(phrase::outcome_in_short(docket, &other.outcome)),
        }));
    }
    for doubt in doubts(&docket.codebook, answer) {
        quiet(doubt, &mut lines);
    }
    if is_practised {
        quiet(
            "a practice is told, which decides nothing".to_owned(),
            &mut lines,
        );
    }
    lines
}

/// Whether dates leave it open that no rule decides, whatever the facts.
fn has_nothing(answer: &Answer<'_>) -> bool {
    let mut others = answer.alternatives.iter();
    others.any(|other| other.outcome.class == Class::None)
}

/// What a reader of the cell must know beside it.
fn doubts(book: &Codebook, answer: &Answer<'_>) -> Vec<String> {
    let mut doubts = Vec::new();
    let decided = answer
        .outcome
        .lines
        .iter()
        .find_map(|line| line.decided_by());
    match answer.certainty {
        Certainty::Unchecked => {
            let checked = decided.and_then(|entry| entry.cited.version.last_checked);
            doubts.push(match checked {
                Some(date) => format!("last checked {}", date.long()),
                None => "never checked".to_owned(),
            });
        }
        Certainty::Uncertain if !answer.disputed.is_empty() => {
            doubts.push("disputed whether it binds".to_owned());
        }
        Certainty::Uncertain if answer.word == Word::Uncertain => {}
        Certainty::Uncertain if decided.is_none() && answer.alternatives.is_empty() => {
            doubts.push("a text in force was not seen".to_owned());
        }
        Certainty::Uncertain => match answer.alternatives.first() {
            Some(other) if !other.not_yet.is_empty() => {
                doubts.push("day of effect not seen".to_owned());
            }
            // What is open then is whether a rule was in force at all.
            Some(_) if has_nothing(answer) => doubts.push("or else nothing on record".to_owned()),
            Some(_) => doubts.push("exceptions not certain".to_owned()),
            None => doubts.push("day of effect not seen".to_owned()),
        },
        Certainty::Certain => {}
    }
    let hangs_on_expiry = answer
        .alternatives
        .iter()
        .flat_map(|other| &other.when)
        .any(|(bound, _)| matches!(bound, Boundary::Expiry(..)));
    if hangs_on_expiry {
        doubts.push("a text expired on its face, unless renewed".to_owned());
    }
    // Rules from above must not hide that the body's own text was never had.
    if answer.coding == Coding::Coded
        && let Some(looked) = answer.coverage.first()
    {
        doubts.push(format!("its own: {}", looked.found.short()));
    }
    for held in &answer.suspended {
        let text = phrase::short_name(book, &held.cited);
        doubts.push(match &held.cited.rule.cite {
            Some(cite) => format!("suspended: {text}, {cite}"),
            None => format!("suspended: {text}"),
        });
    }
    if !answer.limits.is_empty() {
        doubts.push("may be contrary to the law above".to_owned());
    }
    doubts
}
