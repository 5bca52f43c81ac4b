//! A body or a directive over time: spans for programs, bars for people.

mod body;
mod marks;
mod text;

use serde::{Serialize, Serializer};

pub use self::body::body_timeline;
pub use self::text::text_timeline;
use super::{Block, Flat, Mark, Page, Report};
use crate::law::Period;
use crate::model::{Day, Slug};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.timeline/1";

/// What to tell.
#[derive(Debug, Clone)]
pub struct TimelineAsked {
    /// The topics; empty: all on which some rule is on record.
    pub topics: Vec<Slug>,
    /// The other side.
    pub counterpart: Option<Slug>,
    /// The role.
    pub role: Option<Slug>,
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
        let head = vec![
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
        ];
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let word = |value: Option<&str>| value.unwrap_or_default().to_owned();
        let rows = self.spans.iter().map(|span| {
            vec![
                text(&span.organization),
                text(&span.topic),
                text(&span.counterpart),
                text(&span.role),
                span.answer.to_owned(),
                word(span.class),
                text(&span.from),
                text(&span.to),
                word(span.certainty),
                word(span.state),
                word(span.coverage),
                text(&span.directive),
                text(&span.version),
                text(&span.cite),
                text(&span.rule),
                span.text.clone(),
            ]
        });
        Flat {
            head,
            rows: rows.collect(),
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
