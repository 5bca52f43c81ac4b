//! A body or a directive over time: spans for programs, bars for people.

mod body;
mod marks;
mod panel;
mod text;

use serde::{Serialize, Serializer};

pub use self::body::{body_timeline, spans_of};
pub use self::panel::{PanelRow, PanelUnit, panel_of};
pub use self::text::text_timeline;
use super::{Block, Flat, Mark, Page, Report, ScopeAsked, Streamed};
use crate::law::Period;
use crate::model::Day;

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.timeline/1";

/// What to tell.
#[derive(Debug, Clone)]
pub struct TimelineAsked {
    /// Topics, the other side, the role.
    pub scope: ScopeAsked,
    /// The first day; none: the first of the year in which anything begins.
    pub since: Option<Day>,
    /// The last day.
    pub until: Day,
}

/// A time in which an answer, or a clause, stays as it is. See `docs/commands/timeline.md` for the
/// keys.
#[derive(Debug, Clone, Serialize)]
pub struct SpanView {
    schema: &'static str,
    organization: Option<String>,
    topic: Option<String>,
    #[serde(rename = "for")]
    counterpart: Option<String>,
    role: Option<String>,
    answer: &'static str,
    class: Option<&'static str>,
    from: Option<String>,
    to: Option<String>,
    certainty: Option<&'static str>,
    state: Option<&'static str>,
    coverage: Option<&'static str>,
    directive: Option<String>,
    version: Option<String>,
    cite: Option<String>,
    rule: Option<String>,
    text: String,
    #[serde(skip)]
    period: Period,
    #[serde(skip)]
    mark: Mark,
}

impl SpanView {
    /// Whether it says the same as another of the same row, whatever the days.
    fn says_the_same(&self, other: &Self) -> bool {
        let key = |span: &Self| {
            (
                span.answer,
                span.class,
                span.certainty,
                span.state,
                span.coverage,
                span.directive.clone(),
                span.version.clone(),
                span.rule.clone(),
                span.text.clone(),
                span.mark.block,
            )
        };
        key(self) == key(other)
    }
}

impl Streamed for SpanView {
    fn head() -> Vec<&'static str> {
        vec![
            "organization",
            "topic",
            "counterpart",
            "role",
            "answer",
            "class",
            "from",
            "to",
            "certainty",
            "state",
            "coverage",
            "directive",
            "version",
            "cite",
            "rule",
            "text",
        ]
    }

    fn cells(&self) -> Vec<String> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let word = |value: Option<&str>| value.unwrap_or_default().to_owned();
        vec![
            text(&self.organization),
            text(&self.topic),
            text(&self.counterpart),
            text(&self.role),
            self.answer.to_owned(),
            word(self.class),
            text(&self.from),
            text(&self.to),
            word(self.certainty),
            word(self.state),
            word(self.coverage),
            text(&self.directive),
            text(&self.version),
            text(&self.cite),
            text(&self.rule),
            self.text.clone(),
        ]
    }
}

/// Spans that follow one another, those that say the same made one.
fn merged(spans: Vec<SpanView>) -> Vec<SpanView> {
    let mut out: Vec<SpanView> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if last.says_the_same(&span) => {
                last.period.until = span.period.until;
                last.to = span.to;
            }
            _ => out.push(span),
        }
    }
    out
}

/// The spans of a row as parts of a bar from one day on and before another.
fn parts(spans: &[SpanView], (from, until): (Day, Day)) -> Vec<(Day, Day, Mark)> {
    spans
        .iter()
        .map(|span| {
            let begin = span.period.from.map_or(from, |day| day.max(from));
            let end = span.period.until.map_or(until, |day| day.min(until));
            (begin, end, span.mark)
        })
        .filter(|(begin, end, _)| begin < end)
        .collect()
}

/// A timeline, ready to be printed. Its JSON form is the array of its spans.
#[derive(Debug)]
pub struct Timeline {
    page: Page,
    spans: Vec<SpanView>,
}

impl Serialize for Timeline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.spans.serialize(serializer)
    }
}

impl Report for Timeline {
    type Item = SpanView;

    fn page(&self) -> Page {
        self.page.clone()
    }

    fn flat(&self) -> Flat {
        Flat {
            head: SpanView::head(),
            rows: self.spans.iter().map(Streamed::cells).collect(),
        }
    }

    fn items(&self) -> Vec<&SpanView> {
        self.spans.iter().collect()
    }
}

/// The blocks of a page: the bars, or why there are none.
fn chart(bars: super::Bars, otherwise: &str) -> Block {
    if bars.rows.is_empty() {
        Block::Paragraph(otherwise.to_owned())
    } else {
        Block::Bars(bars)
    }
}
