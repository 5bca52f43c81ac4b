//! Bars over time as drawings inside the page: they print, load nothing and run nothing.
//!
//! A row is a label and a drawing of its own, so that rows break over pages and labels over lines.
//! Days are shared out in hundredths of the width, heights are in pixels: one drawing fits a phone, a
//! desk and paper, and its tiles are as large on each. Each mark is a tile with the mark's own
//! character, so that it is told without colour; every bar says in words what it is, for whoever
//! points at it or has it read out.

use chrono::Datelike;

use super::Writer;
use super::escape::escaped;
use crate::model::Day;
use crate::report::{BarRow, Bars, Mark};

/// Pixels of a bar, and of a row's drawing with the room around it.
const BAR: i64 = 20;
const ROW: i64 = 28;
/// Pixels from the top of a drawing to its bar.
const TOP: i64 = 4;
/// All days together, in hundredths of a percent.
const WHOLE: i64 = 10_000;
/// The least width of a span in hundredths of a percent, so that the shortest can be seen.
const LEAST: i64 = 40;
/// Years are told so far apart at least, in hundredths of a percent: at a desk, and on a phone.
const YEAR: i64 = 600;
const YEAR_ON_PHONE: i64 = 1500;

impl Writer<'_> {
    /// The drawings with what their marks mean under them.
    pub(super) fn bars(&mut self, bars: &Bars) {
        let years = Scale::new(bars).years();
        self.line(&format!(
            "<div class=\"bars\" role=\"group\" aria-label=\"from {} to {}\">",
            bars.from, bars.until
        ));
        self.line("<svg class=\"tiles\" aria-hidden=\"true\"><defs>");
        for (mark, _) in &bars.key {
            self.line(&tile(*mark));
        }
        self.line("</defs></svg>");
        self.line("<svg class=\"axis\" width=\"100%\" height=\"22\">");
        for year in &years {
            let fine = if year.is_fine { " class=\"fine\"" } else { "" };
            let x = percent(year.at);
            self.line(&format!(
                "<text{fine} x=\"{x}\" y=\"16\">{}</text>",
                year.year
            ));
        }
        self.line("</svg>");
        for row in &bars.rows {
            self.bar(bars, row, &years);
        }
        self.line("</div>");
        let key: Vec<String> = bars
            .key
            .iter()
            .map(|(mark, text)| format!("<span>{} {}</span>", sample(*mark), escaped(text)))
            .collect();
        self.line(&format!("<p class=\"foot key\">{}</p>", key.join(" ")));
    }

    fn bar(&mut self, bars: &Bars, row: &BarRow, years: &[Year]) {
        let scale = Scale::new(bars);
        let label = escaped(&row.label);
        self.line(&format!("<div class=\"row\"><p>{label}</p>"));
        self.line(&format!(
            "<svg width=\"100%\" height=\"{ROW}\" role=\"group\" aria-label=\"{label}\">"
        ));
        for year in years {
            let x = percent(year.at);
            self.line(&format!(
                "<line class=\"year\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{ROW}\"/>"
            ));
        }
        for (from, until, mark) in &row.spans {
            let known = bars.key.iter().find(|(known, _)| known == mark);
            let (fill, meaning) = known.map_or_else(
                || ("none".to_owned(), ""),
                |(mark, meaning)| (format!("url(#{})", name(*mark)), meaning.as_str()),
            );
            let at = scale.place(*from).min(WHOLE - LEAST);
            let width = (scale.place(*until) - at).max(LEAST);
            let last = until.pred_opt().unwrap_or(*until);
            self.line(&format!(
                "<rect x=\"{}\" y=\"{TOP}\" width=\"{}\" height=\"{BAR}\" fill=\"{fill}\">\
                 <title>{label}: {}, {from} to {last}</title></rect>",
                percent(at),
                percent(width),
                escaped(meaning)
            ));
        }
        self.line("</svg></div>");
    }
}

/// Hundredths of a percent as they stand in a drawing.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// A little of a bar, for the key.
fn sample(mark: Mark) -> String {
    format!(
        "<svg width=\"26\" height=\"{BAR}\" viewBox=\"0 {TOP} 26 {BAR}\" aria-hidden=\"true\">\
         <rect x=\"1\" y=\"{TOP}\" width=\"24\" height=\"{BAR}\" fill=\"url(#{})\"/></svg>",
        name(mark)
    )
}

/// What the tile of a mark is called: the same in every drawing of a page.
fn name(mark: Mark) -> String {
    format!("m{:x}", u32::from(mark.block))
}

/// The tile that fills the bars of a mark; it begins where each bar does.
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
        ROW,
        TOP
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
        (day - self.from).num_days().clamp(0, self.days) * WHOLE / self.days
    }

    /// The first days of years, as many as can be told.
    fn years(&self) -> Vec<Year> {
        let mut told: Vec<Year> = Vec::new();
        for year in self.from.year()..=self.until.year() {
            let Some(day) = Day::from_ymd_opt(year, 1, 1).filter(|day| *day >= self.from) else {
                continue;
            };
            let at = self.place(day);
            let apart =
                |least: i64, last: Option<&Year>| last.is_none_or(|last| at - last.at >= least);
            if apart(YEAR, told.last()) && at + YEAR <= WHOLE {
                let coarse = told.iter().rfind(|year| !year.is_fine);
                let is_fine = !apart(YEAR_ON_PHONE, coarse) || at + YEAR_ON_PHONE > WHOLE;
                told.push(Year { year, at, is_fine });
            }
        }
        told
    }
}

/// A year that is told over the bars.
struct Year {
    year: i32,
    /// Where it begins, in hundredths of a percent.
    at: i64,
    /// Whether a phone has no room for it.
    is_fine: bool,
}
