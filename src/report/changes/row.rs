//! A change of a decision, or something that changed none: for a program and as it is printed.

use serde::Serialize;

use super::ChangesAsked;
use crate::law::{Answer, Direction, Happening, Period, Step, Turn, Turned, Word};
use crate::model::{Docket, Family, Slug};
use crate::report::{effect, phrase, words};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.changes/1";

/// The direction of what happened and changed no decision.
const NO_CHANGE: &str = "no-change";

/// What is decided on one side of a change.
#[derive(Debug, Clone, Serialize)]
pub(in crate::report) struct SideView {
    /// The answer in a word.
    pub(in crate::report) answer: &'static str,
    /// Over all facts.
    pub(in crate::report) class: &'static str,
    /// In words.
    pub(in crate::report) text: String,
}

impl SideView {
    /// The view of an answer.
    pub(in crate::report) fn new(docket: &Docket, answer: &Answer<'_>) -> Self {
        Self {
            answer: answer.word.word(),
            class: answer.class.word(),
            text: phrase::cell(docket, answer),
        }
    }
}

/// A rule that came into play or went out of it.
#[derive(Debug, Clone, Serialize)]
struct ByView {
    directive: String,
    version: String,
    rule: String,
    cite: Option<String>,
    step: &'static str,
}

/// A change. See `docs/commands/changes.md` for the keys.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    schema: &'static str,
    organization: String,
    on: String,
    topic: Option<String>,
    #[serde(rename = "for")]
    counterpart: Option<String>,
    role: Option<String>,
    direction: &'static str,
    pub(super) answer_changed: bool,
    layer: Option<String>,
    before: Option<SideView>,
    after: Option<SideView>,
    answer: Option<SideView>,
    by: Vec<ByView>,
    text: String,
    #[serde(skip)]
    pub(super) label: String,
    #[serde(skip)]
    pub(super) lines: Vec<String>,
    #[serde(skip)]
    period: Period,
}

/// The label of a direction.
pub(in crate::report) fn label(direction: Direction) -> &'static str {
    match direction {
        Direction::Same => "the same",
        Direction::Moved => "moved, no change",
        Direction::NewlyRequired => "newly required",
        Direction::NewlyPermitted => "newly permitted",
        Direction::NewlyProhibited => "newly prohibited",
        Direction::Lifted => "lifted",
        Direction::Tightened => "tightened",
        Direction::Loosened => "loosened",
        Direction::BothWays => "changed both ways",
        Direction::Relisted => "list changed",
        Direction::Suspended => "suspended",
        Direction::Revived => "revived",
        Direction::Unseen => "not known",
        Direction::Open => "becomes open",
        Direction::Settled => "settled",
    }
}

/// How a rule came or went.
const fn step(turned: &Turned<'_>) -> &'static str {
    match (turned.came, turned.by_hold) {
        (true, false) => "begins",
        (true, true) => "revived",
        (false, false) => "ends",
        (false, true) => "suspended",
    }
}

/// The days of a change as records write a date.
fn edtf(period: Period) -> String {
    match (period.from, period.until) {
        (Some(from), None) => from.to_string(),
        (from, until) => words::edtf_of(from, until),
    }
}

/// The row of a change.
pub(super) fn of_turn(
    docket: &Docket,
    org: &Slug,
    asked: &ChangesAsked,
    turn: &Turn<'_>,
) -> ChangeView {
    let period = Period {
        from: turn.from,
        until: turn.settled,
    };
    let by = turn.rules.iter().map(|turned| {
        let cited = &turned.cited;
        ByView {
            directive: cited.directive.id.to_string(),
            version: cited.version.label.clone(),
            rule: cited.reference().to_string(),
            cite: cited.rule.cite.clone(),
            step: step(turned),
        }
    });
    let topic = super::super::compare::capital(docket.codebook.words(Family::Topic, &turn.topic));
    let (before, after) = (
        SideView::new(docket, &turn.before),
        SideView::new(docket, &turn.after),
    );
    let (label, lines) = printed(docket, org, turn, &topic, (&before, &after));
    ChangeView {
        schema: SCHEMA,
        organization: org.to_string(),
        on: edtf(period),
        topic: Some(turn.topic.to_string()),
        counterpart: asked.scope.counterpart.as_ref().map(ToString::to_string),
        role: asked.scope.role.as_ref().map(ToString::to_string),
        direction: turn.direction.word(),
        answer_changed: turn.changes_answer(),
        layer: turn.layer.as_ref().map(ToString::to_string),
        answer: turn
            .answer
            .as_ref()
            .map(|answer| SideView::new(docket, answer)),
        by: by.collect(),
        text: format!("{topic}: {label}"),
        before: Some(before),
        after: Some(after),
        label,
        lines,
        period,
    }
}

/// The lines of a change on a page, under its topic.
fn printed(
    docket: &Docket,
    org: &Slug,
    turn: &Turn<'_>,
    topic: &str,
    (before, after): (&SideView, &SideView),
) -> (String, Vec<String>) {
    let mut lines = vec![topic.to_owned()];
    let direction = match turn.direction {
        Direction::Open if turn.was_open => "changes, still open",
        other => label(other),
    };
    let (mut was, mut is) = told_apart(docket, turn, (before, after));
    if turn.direction == Direction::Unseen {
        was += &unseen(&turn.before);
        is += &unseen(&turn.after);
    }
    let Some(layer) = &turn.layer else {
        if turn.direction == Direction::Moved {
            lines.push(format!("still: {}", effect::brief(&after.text)));
            lines.push(format!(
                "by: {} (was: {})",
                origins(docket, org, &turn.after),
                origins(docket, org, &turn.before)
            ));
            return (direction.to_owned(), lines);
        }
        lines.push(format!("was: {was}"));
        lines.push(format!("now: {is}"));
        lines.extend(by_line(turn));
        return (direction.to_owned(), lines);
    };
    let whose = if layer == org {
        "in its own orders alone".to_owned()
    } else {
        format!("in the texts of {} alone", docket.short(layer))
    };
    lines.push(format!("{whose}: {direction}"));
    lines.push(format!("was: {was}"));
    lines.push(format!("now: {is}"));
    if let Some(answer) = &turn.answer {
        let origin = origins(docket, org, answer);
        let origin = if origin.is_empty() {
            origin
        } else {
            format!(" ({origin})")
        };
        lines.push(format!(
            "the answer, before and after: {}{origin}",
            effect::brief(&phrase::cell(docket, answer))
        ));
    }
    lines.extend(by_line(turn));
    ("answer stays".to_owned(), lines)
}

/// Both sides in words that differ: where the bare words hide what differs, with the answers that
/// dates leave open, with those for whom they hold, or with what words mean in the text.
fn told_apart(
    docket: &Docket,
    turn: &Turn<'_>,
    (before, after): (&SideView, &SideView),
) -> (String, String) {
    let open = matches!(turn.direction, Direction::Open | Direction::Settled);
    let full = |side: &SideView, answer: &Answer<'_>| {
        let hidden = open && answer.word != Word::Uncertain && !answer.alternatives.is_empty();
        match hidden {
            true => format!("uncertain: {}", phrase::each(docket, answer)),
            false => side.text.clone(),
        }
    };
    let (was, is) = (full(before, &turn.before), full(after, &turn.after));
    let (mut short, mut short_too) = (effect::brief(&was), effect::brief(&is));
    if short == short_too || turn.direction == Direction::Relisted {
        (short, short_too) = (was, is);
    }
    let one_line = |answer: &Answer<'_>| answer.outcome.lines.len() == 1;
    let (whose, whose_too) = (whom(docket, &turn.before), whom(docket, &turn.after));
    if whose != whose_too && one_line(&turn.before) && one_line(&turn.after) {
        short.insert_str(0, &format!("{whose}: "));
        short_too.insert_str(0, &format!("{whose_too}: "));
    }
    (short, short_too)
}

/// The roles of which an answer speaks.
fn whom(docket: &Docket, answer: &Answer<'_>) -> String {
    let lines = answer.outcome.lines.iter();
    let mut roles: Vec<Option<&Slug>> = lines.flat_map(|line| line.roles()).collect();
    if roles.contains(&None) {
        return "everyone".to_owned();
    }
    roles.sort();
    roles.dedup();
    let words = roles.into_iter().flatten();
    let words: Vec<&str> = words.map(|role| words::role(docket, role)).collect();
    if words.is_empty() {
        return "nobody".to_owned();
    }
    words.join(", ")
}

/// The versions in force that were not seen: what they say is not known.
fn unseen(answer: &Answer<'_>) -> String {
    if answer.unseen.is_empty() {
        return String::new();
    }
    let texts: Vec<String> = answer
        .unseen
        .iter()
        .map(|(directive, version)| format!("{}@{}", directive.id, version.label))
        .collect();
    format!(" (not seen: {})", texts.join(", "))
}

/// Where an answer comes from.
fn origins(docket: &Docket, org: &Slug, answer: &Answer<'_>) -> String {
    let firsts = answer.outcome.lines.iter().filter_map(|line| {
        let at = line.reachable.iter().flatten().next()?;
        Some(line.list.arms[*at].entry)
    });
    phrase::origins(docket, org, &firsts.collect::<Vec<_>>())
}

/// The rules that came and went, those of one version together: "SB 4, art. 2.251(a) and (b),
/// revived; ice-policy ends".
fn by_line(turn: &Turn<'_>) -> Option<String> {
    let mut each: Vec<(String, &str, Vec<&str>)> = Vec::new();
    for turned in &turn.rules {
        let cited = &turned.cited;
        let version = format!("{}@{}", cited.directive.id, cited.version.label);
        let step = step(turned);
        let known = each
            .iter()
            .position(|(of, by, _)| *of == version && *by == step);
        let at = known.unwrap_or_else(|| {
            each.push((version, step, Vec::new()));
            each.len() - 1
        });
        let section = cited.rule.cite.as_deref();
        let sections = &mut each[at].2;
        sections.extend(section.filter(|section| !sections.contains(section)));
    }
    let told = each.into_iter().map(|(version, step, sections)| {
        let comma = if sections.is_empty() { "" } else { ", " };
        let sections: Vec<String> = sections.into_iter().map(str::to_owned).collect();
        format!(
            "{version}{comma}{} ({step})",
            words::listed(&sections, "and")
        )
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| format!("by: {}", told.join("; ")))
}

/// The row of something that changed no decision.
pub(super) fn of_happening(
    org: &Slug,
    asked: &ChangesAsked,
    period: Period,
    happening: &Happening<'_>,
    text: &str,
) -> ChangeView {
    let (version, step) = match &happening.step {
        Step::Begins(version, _, _) | Step::RulesBegin(version, _) => (Some(version), "begins"),
        Step::Ends(version, _) | Step::RulesEnd(version, _, _) => (Some(version), "ends"),
        Step::Expires(version) => (Some(version), "expires"),
        Step::Held(version, _, _) => (Some(version), "suspended"),
        Step::Released(version, _, _) => (Some(version), "revived"),
        Step::Ruling(_) => (None, "ruling"),
    };
    ChangeView {
        schema: SCHEMA,
        organization: org.to_string(),
        on: edtf(period),
        topic: None,
        counterpart: asked.scope.counterpart.as_ref().map(ToString::to_string),
        role: asked.scope.role.as_ref().map(ToString::to_string),
        direction: NO_CHANGE,
        answer_changed: false,
        layer: None,
        before: None,
        after: None,
        answer: None,
        by: vec![ByView {
            directive: happening.directive.id.to_string(),
            version: version.map_or_else(String::new, |version| version.label.clone()),
            rule: String::new(),
            cite: None,
            step,
        }],
        text: text.to_owned(),
        label: String::new(),
        lines: Vec::new(),
        period,
    }
}

impl ChangeView {
    /// The change in a line: "Hold on a detainer: newly required".
    pub(super) fn in_short(&self) -> Option<String> {
        let topic = self.lines.first()?;
        Some(match (&self.layer, self.lines.get(1)) {
            (Some(_), Some(where_to)) => format!("{topic}: {where_to}; the answer stays"),
            _ => format!("{topic}: {}", self.label),
        })
    }

    /// Column names of CSV, as many as [`ChangeView::values`].
    pub(super) const COLUMNS: [&'static str; 18] = [
        "organization",
        "on",
        "from",
        "to",
        "topic",
        "counterpart",
        "role",
        "direction",
        "answer_changed",
        "layer",
        "before_answer",
        "before_class",
        "before",
        "after_answer",
        "after_class",
        "after",
        "by",
        "text",
    ];

    /// The row in CSV.
    pub(super) fn values(&self) -> Vec<String> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let day =
            |day: Option<crate::model::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let side = |side: &Option<SideView>| match side {
            Some(side) => [
                side.answer.to_owned(),
                side.class.to_owned(),
                side.text.clone(),
            ],
            None => <[String; 3]>::default(),
        };
        let by: Vec<String> = self
            .by
            .iter()
            .map(|by| format!("{}@{} {}", by.directive, by.version, by.step))
            .collect();
        let mut row = vec![
            self.organization.clone(),
            self.on.clone(),
            day(self.period.from),
            day(self.period.until),
            text(&self.topic),
            text(&self.counterpart),
            text(&self.role),
            self.direction.to_owned(),
            self.answer_changed.to_string(),
            text(&self.layer),
        ];
        row.extend(side(&self.before));
        row.extend(side(&self.after));
        row.extend([by.join("; "), self.text.clone()]);
        row
    }
}
