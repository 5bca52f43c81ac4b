//! `comity export --spans` and `--panel`: answers over time, body by body.

use std::io::{self, Write};

use super::changes::window;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::{BodyFlags, Lookup};
use super::question::ScopeFlags;
use super::spool::{self, Broken, failed};
use super::values;
use crate::model::{Day, Fault, Slug};
use crate::ops::batches;
use crate::render::{Format, Look, RowWriter};
use crate::report::{
    PanelRow, PanelUnit, ScopeAsked, SpanView, Streamed, TimelineAsked, panel_of, spans_of,
};
use crate::store::Reader;

/// What is asked for, as typed.
pub(super) struct OverTime<'a> {
    /// Which bodies; none: all.
    pub(super) bodies: &'a BodyFlags,
    /// Topics, the other side, the role.
    pub(super) scope: ScopeFlags,
    /// The unit of a panel; none: the spans themselves.
    pub(super) panel: Option<&'a str>,
    /// The day of a panel.
    pub(super) on_day: Option<&'a str>,
    /// The first day and the last.
    pub(super) window: (Option<&'a str>, Option<&'a str>),
}

/// The same, found on record.
struct Table {
    bodies: Vec<Slug>,
    asked: TimelineAsked,
    panel: Option<Looks>,
}

/// When a panel looks: how often, in which month first, and on which day.
type Looks = (PanelUnit, u32, u32);

/// Writes the table.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the table cannot be written.
pub(super) fn run(what: &OverTime<'_>, context: &Context) -> Result<(), Failure> {
    if matches!(context.format, Format::Md | Format::Html) {
        let word = context.format.word();
        let message = format!("answers over time are CSV, JSON or JSON lines, not {word}");
        return Err(Failure::new(Kind::Usage, message)
            .hint("a page of one body: comity timeline ORG -o FILE.html"));
    }
    let (since, until) = window(what.window.0, what.window.1, context)?;
    let panel = looks(what)?;
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let scope = what.scope.resolved(&lookup)?;
    let bodies = if what.bodies.is_empty() {
        lookup.all()?
    } else {
        lookup.select_some(what.bodies)?
    };
    drop(lookup);
    let asked = TimelineAsked {
        scope,
        since,
        until,
    };
    let table = Table {
        bodies,
        asked,
        panel,
    };
    spool::streamed(reader, context, |reader, out, broken| {
        table.write(reader, out, (context.format, context.look), broken)
    })
}

/// Writes the spans of all bodies; tells how many rows they have.
pub(super) fn write_all(
    reader: &Reader,
    bodies: Vec<Slug>,
    until: Day,
    out: &mut dyn Write,
    look: Look,
    broken: &Broken,
) -> io::Result<usize> {
    let asked = TimelineAsked {
        scope: ScopeAsked::default(),
        since: None,
        until,
    };
    let table = Table {
        bodies,
        asked,
        panel: None,
    };
    table.write(reader, out, (Format::Csv, look), broken)
}

impl Table {
    fn write(
        &self,
        reader: &Reader,
        out: &mut dyn Write,
        (format, look): (Format, Look),
        broken: &Broken,
    ) -> io::Result<usize> {
        let mut rows = match self.panel {
            Some(_) => RowWriter::new::<PanelRow>(out, format, look)?,
            None => RowWriter::new::<SpanView>(out, format, look)?,
        };
        let others = self.asked.scope.others();
        for batch in batches(reader, &self.bodies, &others) {
            let (docket, bodies) = batch.map_err(|error| failed(error, broken))?;
            match self.panel {
                Some(looks) => panel_of(&docket, bodies, &self.asked, looks, |of_body| {
                    write_each(&mut rows, &of_body)
                })?,
                None => spans_of(&docket, bodies, &self.asked, |of_body| {
                    write_each(&mut rows, &of_body)
                })?,
            }
        }
        rows.finish()
    }
}

fn write_each<T: Streamed>(rows: &mut RowWriter<'_>, some: &[T]) -> io::Result<()> {
    some.iter().try_for_each(|row| rows.row(row))
}

/// When the panel looks, if one is asked for: `07-01` of each year, `15` of each quarter or month.
fn looks(what: &OverTime<'_>) -> Result<Option<Looks>, Failure> {
    let Some(unit) = what.panel else {
        return Ok(None);
    };
    let unit: PanelUnit = values::parsed("--panel", unit)?;
    let Some(text) = what.on_day else {
        return Ok(Some((unit, 1, 1)));
    };
    let looks = match unit {
        PanelUnit::Year => day_of_year(text),
        PanelUnit::Quarter | PanelUnit::Month => text
            .parse()
            .ok()
            .filter(|day| (1..=28).contains(day))
            .map(|day| (1, day)),
    };
    let Some((month, day)) = looks else {
        let (is_no, cure) = match unit {
            PanelUnit::Year => (
                "a day that every year has",
                "a month and a day, such as 07-01",
            ),
            PanelUnit::Quarter | PanelUnit::Month => {
                ("a day that every month has", "a number from 1 to 28")
            }
        };
        let fault = Fault::new(0..text.len(), format!("this is not {is_no}"));
        let fault = fault.cure(format!("write {cure}"));
        return Err(Failure::argument("--on-day", text, fault));
    };
    Ok(Some((unit, month, day)))
}

/// A month and a day that every year has.
fn day_of_year(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    // A year that is no leap year.
    chrono::NaiveDate::from_ymd_opt(2001, month, day).map(|_| (month, day))
}
