//! Bars over time as a drawing inside the page: it prints, loads nothing and runs nothing.
//!
//! Each mark is a tile with the mark's own character, so that it is told without colour; every bar
//! says in words what it is, for whoever points at it or has it read out.

use chrono::Datelike;

use super::Writer;
use super::escape::escaped;
use crate::model::Day;
use crate::report::{BarRow, Bars, Mark};

/// Units of the drawing from edge to edge.
const WIDE: i64 = 1000;
/// Units of a label's line, of a bar, and between rows.
const LABEL: i64 = 22;
const BAR: i64 = 20;
const GAP: i64 = 12;
/// Units of the line of years.
const AXIS: i64 = 24;
/// The least width of a span, so that the shortest can be seen.
const LEAST: i64 = 3;
/// Years are told so far apart at least.
const YEAR: i64 = 60;

impl Writer<'_> {
    /// The drawing with what its marks mean under it.
    pub(super) fn bars(&mut self, bars: &Bars) {
        let scale = Scale::new(bars);
        let rows = i64::try_from(bars.rows.len()).unwrap_or(i64::MAX / 1000);
        let height = AXIS + rows * (LABEL + BAR + GAP);
        self.line(&format!(
            "<svg class=\"bars\" viewBox=\"0 0 {WIDE} {height}\" role=\"group\" \
             aria-label=\"from {} to {}\">",
            bars.from, bars.until
        ));
        self.line("<defs>");
        for (mark, _) in &bars.key {
            self.line(&tile(*mark));
        }
        self.line("</defs>");
        for (year, x) in scale.years() {
            self.line(&format!(
                "<line class=\"year\" x1=\"{x}\" y1=\"{AXIS}\" x2=\"{x}\" y2=\"{height}\"/>\
                 <text x=\"{x}\" y=\"16\">{year}</text>"
            ));
        }
        let mut y = AXIS;
        for row in &bars.rows {
            self.line(&format!(
                "<text x=\"0\" y=\"{}\">{}</text>",
                y + 16,
                escaped(&row.label)
            ));
            self.bar(bars, row, &scale, y + LABEL);
            y += LABEL + BAR + GAP;
        }
        self.line("</svg>");
        let key: Vec<String> = bars
            .key
            .iter()
            .map(|(mark, text)| format!("<b>{}</b> {}", mark.block, escaped(text)))
            .collect();
        self.line(&format!("<p class=\"foot\">{}</p>", key.join(" &nbsp; ")));
    }

    fn bar(&mut self, bars: &Bars, row: &BarRow, scale: &Scale, y: i64) {
        for (from, until, mark) in &row.spans {
            let known = bars.key.iter().find(|(known, _)| known == mark);
            let (fill, meaning) = known.map_or_else(
                || ("none".to_owned(), ""),
                |(mark, meaning)| (format!("url(#{})", name(*mark)), meaning.as_str()),
            );
            let x = scale.place(*from);
            let width = (scale.place(*until) - x).max(LEAST);
            self.line(&format!(
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{BAR}\" fill=\"{fill}\">\
                 <title>{}: {}, {from} to {until}</title></rect>",
                escaped(&row.label),
                escaped(meaning)
            ));
        }
    }
}

/// What the tile of a mark is called: the same in every drawing of a page.
fn name(mark: Mark) -> String {
    format!("m{:x}", u32::from(mark.block))
}

/// The tile that fills the bars of a mark; as high as a row, so that it begins where each bar does.
fn tile(mark: Mark) -> String {
    let fill = match mark.block {
        '█' => "<rect class=\"ink\" width=\"12\" height=\"20\"/>".to_owned(),
        '▒' => "<path class=\"stroke\" d=\"M0 20L12 0M-6 10L0 0M12 20L18 10\"/>".to_owned(),
        sign => format!(
            "<text x=\"6\" y=\"15\" text-anchor=\"middle\">{}</text>",
            escaped(&sign.to_string())
        ),
    };
    format!(
        "<pattern id=\"{}\" width=\"12\" height=\"{}\" y=\"{}\" \
         patternUnits=\"userSpaceOnUse\">{fill}</pattern>",
        name(mark),
        LABEL + BAR + GAP,
        AXIS + LABEL
    )
}

/// Days shared out over the drawing.
struct Scale {
    from: Day,
    until: Day,
    days: i64,
}

impl Scale {
    fn new(bars: &Bars) -> Self {
        Self {
            from: bars.from,
            until: bars.until,
            days: (bars.until - bars.from).num_days().max(1),
        }
    }

    fn place(&self, day: Day) -> i64 {
        (day - self.from).num_days().clamp(0, self.days) * WIDE / self.days
    }

    /// The first days of years, as many as can be told.
    fn years(&self) -> Vec<(i32, i64)> {
        let mut told: Vec<(i32, i64)> = Vec::new();
        for year in self.from.year()..=self.until.year() {
            let Some(day) = Day::from_ymd_opt(year, 1, 1).filter(|day| *day >= self.from) else {
                continue;
            };
            let x = self.place(day);
            let apart = told.last().is_none_or(|(_, last)| x - last >= YEAR);
            if apart && x + YEAR <= WIDE {
                told.push((year, x));
            }
        }
        told
    }
}
