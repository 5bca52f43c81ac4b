//! A panel: what is decided on one day of every year, quarter or month, read off the spans.

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

use super::body::{first_year, spans_of};
use super::{SpanView, TimelineAsked};
use crate::model::words::vocabulary;
use crate::model::{Day, Docket, Slug};
use crate::report::Streamed;

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.panel/1";

vocabulary!(
    /// How often a panel looks.
    PanelUnit, "a unit of a panel" {
        /// Once a year.
        Year = "year",
        /// Four times a year: on a day of January, April, July and October.
        Quarter = "quarter",
        /// Every month.
        Month = "month",
    }
);

impl PanelUnit {
    const fn months(self) -> u32 {
        match self {
            Self::Year => 12,
            Self::Quarter => 3,
            Self::Month => 1,
        }
    }

    /// The days from one to another, both inclusive, that lie whole units from `first`, a day of the
    /// year in which it begins to look.
    fn days(self, first: Day, (since, until): (Day, Day)) -> Vec<Day> {
        (0..)
            .map_while(|at: u32| first.checked_add_months(Months::new(at * self.months())))
            .skip_while(|day| *day < since)
            .take_while(|day| *day <= until)
            .collect()
    }
}

/// A row of a panel: a span that holds on a day, with that day. See `docs/commands/export.md` for the
/// keys.
#[derive(Debug, Clone, Serialize)]
pub struct PanelRow {
    #[serde(flatten)]
    span: SpanView,
    year: i32,
    on: String,
}

impl Streamed for PanelRow {
    fn head() -> Vec<&'static str> {
        let mut head = SpanView::head();
        head.extend(["year", "on"]);
        head
    }

    fn cells(&self) -> Vec<String> {
        let mut cells = self.span.cells();
        cells.extend([self.year.to_string(), self.on.clone()]);
        cells
    }
}

/// The panel of some bodies, body by body: for each topic of its timeline, what is decided on the
/// days of a unit. `month_day` is the day of the year, or of each unit, on which it looks.
///
/// # Errors
/// Those of `take`.
pub fn panel_of<E>(
    docket: &Docket,
    bodies: &[Slug],
    asked: &TimelineAsked,
    (unit, month, day): (PanelUnit, u32, u32),
    mut take: impl FnMut(Vec<PanelRow>) -> Result<(), E>,
) -> Result<(), E> {
    spans_of(docket, bodies, asked, |spans| {
        let since = asked
            .since
            .unwrap_or_else(|| first_year(spans.iter(), asked.until));
        let first = NaiveDate::from_ymd_opt(since.year(), month, day).unwrap_or(since);
        let days = unit.days(first, (since, asked.until));
        let topics = spans.chunk_by(|a, b| a.topic == b.topic);
        let rows = topics.flat_map(|spans| {
            days.iter().filter_map(|day| {
                let span = spans.iter().find(|span| span.period.meets(*day, *day))?;
                Some(PanelRow {
                    span: SpanView {
                        schema: SCHEMA,
                        ..span.clone()
                    },
                    year: day.year(),
                    on: day.to_string(),
                })
            })
        });
        take(rows.collect())
    })
}
