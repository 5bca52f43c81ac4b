//! Bars over time, drawn with characters: a row is a label and its bar, above them the years, below
//! them what the marks mean.

use chrono::{Datelike, NaiveDate};

use super::text::clean;
use super::wrap::{LongWord, display_width, lines};
use crate::model::Day;
use crate::report::{BarRow, Bars, Mark};

/// Columns between a label and its bar.
const GAP: usize = 2;
/// A bar narrower than this tells nothing: the label gives way.
const BAR_MIN: usize = 12;

/// The bars at a width.
pub(super) fn drawn(bars: &Bars, width: usize, unicode: bool) -> String {
    let labels: Vec<String> = bars.rows.iter().map(|row| clean(&row.label)).collect();
    let widest = labels.iter().map(|l| display_width(l)).max().unwrap_or(0);
    let most = (width * 2 / 5).min(width.saturating_sub(BAR_MIN + GAP));
    let label_width = widest.min(most).max(1);
    let chart = Chart::new(bars, width.saturating_sub(label_width + GAP).max(1));
    let hang = label_width + GAP;
    let mut out = format!("{}{}\n", " ".repeat(hang), chart.axis());
    for (row, label) in bars.rows.iter().zip(&labels) {
        let bar = chart.bar(row, unicode);
        for (at, line) in lines(label, label_width, LongWord::Cut).iter().enumerate() {
            let pad = " ".repeat(hang - display_width(line));
            let text = if at == 0 {
                format!("{line}{pad}{bar}")
            } else {
                line.clone()
            };
            out.push_str(text.trim_end());
            out.push('\n');
        }
    }
    out.push_str(&key(bars, width, unicode));
    out
}

const fn character(mark: Mark, unicode: bool) -> char {
    if unicode { mark.block } else { mark.plain }
}

/// What the marks mean, in as few lines as they need; no meaning is broken where it fits a line.
fn key(bars: &Bars, width: usize, unicode: bool) -> String {
    let mut done: Vec<String> = Vec::new();
    for (mark, text) in &bars.key {
        let one = format!("{} {}", character(*mark, unicode), clean(text));
        match done.last_mut() {
            Some(line) if display_width(line) + 3 + display_width(&one) <= width => {
                line.push_str("   ");
                line.push_str(&one);
            }
            _ => done.extend(lines(&one, width, LongWord::Whole)),
        }
    }
    done.iter().map(|line| format!("{line}\n")).collect()
}

/// Days shared out over columns.
struct Chart {
    from: Day,
    days: i64,
    columns: usize,
}

impl Chart {
    fn new(bars: &Bars, columns: usize) -> Self {
        Self {
            from: bars.from,
            days: (bars.until - bars.from).num_days().max(1),
            columns,
        }
    }

    /// The column in which a day lies.
    fn column(&self, day: Day) -> usize {
        let offset = (day - self.from).num_days().clamp(0, self.days);
        let column = i128::from(offset) * self.columns as i128 / i128::from(self.days);
        usize::try_from(column).unwrap_or(0).min(self.columns)
    }

    /// How much of a column lies in a span, in parts of which a day has as many as there are columns.
    fn share(&self, column: usize, from: Day, until: Day) -> i128 {
        let wide = self.columns as i128;
        let edge = |day: Day| i128::from((day - self.from).num_days()) * wide;
        let start = column as i128 * i128::from(self.days);
        let end = start + i128::from(self.days);
        (edge(until).min(end) - edge(from).max(start)).max(0)
    }

    /// A row: each column is the span that has most of it, and a span that would have none gets the
    /// one in which it begins, where that leaves its owner another.
    fn bar(&self, row: &BarRow, unicode: bool) -> String {
        let mut owners: Vec<Option<usize>> = (0..self.columns)
            .map(|column| {
                let shares = row.spans.iter().enumerate();
                shares
                    .map(|(at, (from, until, _))| (self.share(column, *from, *until), at))
                    .filter(|(share, _)| *share > 0)
                    .max_by_key(|(share, at)| (*share, std::cmp::Reverse(*at)))
                    .map(|(_, at)| at)
            })
            .collect();
        for (at, (from, until, _)) in row.spans.iter().enumerate() {
            if owners.contains(&Some(at)) || until <= from {
                continue;
            }
            let column = self.column(*from).min(self.columns - 1);
            let owner = owners[column];
            if owners.iter().filter(|other| **other == owner).count() > 1 {
                owners[column] = Some(at);
            }
        }
        owners
            .into_iter()
            .map(|owner| owner.map_or(' ', |at| character(row.spans[at].2, unicode)))
            .collect()
    }

    /// The line of years, or of months where there are few of them, as many as fit.
    fn axis(&self) -> String {
        let until = self.from + chrono::TimeDelta::days(self.days);
        let steps = [
            (1, 8),
            (3, 8),
            (6, 8),
            (12, 5),
            (24, 5),
            (60, 5),
            (120, 5),
            (240, 5),
            (600, 5),
        ];
        let months = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month0());
        let all = (months(until) - months(self.from)).max(1);
        let fits = |(step, width): &(i64, i64)| self.columns as i64 * step >= width * all;
        let (step, _) = steps.into_iter().find(fits).unwrap_or((600, 5));
        let mut line = String::new();
        let first = months(self.from).div_euclid(step) * step;
        for month in (first..=months(until)).step_by(usize::try_from(step).unwrap_or(12)) {
            let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
            let day = i32::try_from(year)
                .ok()
                .zip(u32::try_from(month).ok())
                .and_then(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1));
            let Some(day) = day.filter(|day| *day >= self.from) else {
                continue;
            };
            let label = if step < 12 {
                day.format("%Y-%m").to_string()
            } else {
                day.year().to_string()
            };
            let column = self.column(day);
            let free = line.is_empty() || column > line.len();
            if free && column + label.len() <= self.columns {
                line.push_str(&" ".repeat(column - line.len()));
                line.push_str(&label);
            }
        }
        if line.is_empty() {
            line = self.from.to_string();
            line.truncate(self.columns);
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    const BAN: Mark = Mark {
        block: '█',
        plain: '#',
    };
    const OPEN: Mark = Mark {
        block: '?',
        plain: '?',
    };
    const NONE: Mark = Mark {
        block: '·',
        plain: '.',
    };

    fn bars() -> Bars {
        Bars {
            from: day("2015-01-01"),
            until: day("2022-01-01"),
            rows: vec![BarRow {
                label: "Act on an administrative warrant".to_owned(),
                spans: vec![
                    (day("2015-01-01"), day("2020-05-06"), BAN),
                    (day("2020-05-06"), day("2020-06-19"), OPEN),
                    (day("2020-06-19"), day("2022-01-01"), NONE),
                ],
            }],
            key: vec![(BAN, "prohibits".to_owned()), (OPEN, "open".to_owned())],
        }
    }

    #[test]
    fn a_bar_shows_even_the_shortest_span() {
        assert_eq!(
            format!("\n{}", drawn(&bars(), 60, true)),
            "
                              2016      2018      2020
Act on an administrative  ██████████████████████████?·······
warrant
█ prohibits   ? open
"
        );
    }

    #[test]
    fn everything_fits_at_every_width_and_without_block_characters() {
        for width in [20, 40, 80, 160, 300] {
            for unicode in [true, false] {
                let text = drawn(&bars(), width, unicode);
                for line in text.lines() {
                    assert!(display_width(line) <= width, "{width}:\n{text}");
                }
                assert!(text.contains('?'), "{width}:\n{text}");
                assert_eq!(text.is_ascii(), !unicode);
            }
        }
    }

    #[test]
    fn a_short_time_is_told_in_months() {
        let mut short = bars();
        short.from = day("2020-04-01");
        short.until = day("2020-08-01");
        assert!(drawn(&short, 80, true).contains("2020-04"));
        short.until = day("2020-04-03");
        assert!(drawn(&short, 80, true).contains("2020-04"));
    }
}
