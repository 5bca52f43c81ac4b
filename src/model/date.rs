//! Dates as sources give them: EDTF strings with an earliest and a latest day.
//!
//! `2019`, `2019-07`, `2019-07-12`, each with `?` (uncertain) or `~` (approximate), which are
//! printed and move nothing; or a range `A..B`, some day from A to B, either end open.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::{Fault, Standing};

/// A calendar day.
pub type Day = NaiveDate;

/// The years that a record may name.
pub const YEARS: std::ops::RangeInclusive<i32> = 1800..=2100;

/// One end of a date: a year, a month or a day, with its mark of doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    first: Day,
    last: Day,
    mark: Option<char>,
}

/// A date as written, with the days that it can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// A year, month or day.
    Point(Point),
    /// Some day from the one to the other; `None` is open.
    Range(Option<Point>, Option<Point>),
}

impl Date {
    /// The date that is just this day.
    pub const fn day(day: Day) -> Self {
        Self::Point(Point {
            first: day,
            last: day,
            mark: None,
        })
    }

    /// The first day that it can mean; `None` where the range is open.
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Self::Point(point) => Some(point.first),
            Self::Range(from, _) => from.map(|point| point.first),
        }
    }

    /// The last day that it can mean; `None` where the range is open.
    pub fn latest(&self) -> Option<Day> {
        match self {
            Self::Point(point) => Some(point.last),
            Self::Range(_, to) => to.map(|point| point.last),
        }
    }

    /// The day, where it is one.
    pub fn exact(&self) -> Option<Day> {
        self.earliest().filter(|day| Some(*day) == self.latest())
    }

    /// As people write it: `21 September 2019`, `September 2019`, `some day from ... to ...`.
    pub fn long(&self) -> String {
        match self {
            Self::Point(point) => point.long(),
            Self::Range(Some(from), Some(to)) => {
                format!("some day from {} to {}", from.long(), to.long())
            }
            Self::Range(Some(from), None) => format!("some day from {} on", from.long()),
            Self::Range(None, Some(to)) => format!("some day up to {}", to.long()),
            Self::Range(None, None) => "day not known".to_owned(),
        }
    }
}

impl Point {
    fn long(&self) -> String {
        let text = if self.first == self.last {
            long_day(self.first)
        } else if self.first.month() == self.last.month() {
            self.first.format("%B %Y").to_string()
        } else {
            self.first.year().to_string()
        };
        match self.mark {
            Some('~') => format!("about {text}"),
            Some(_) => format!("{text} (not certain)"),
            None => text,
        }
    }
}

/// `21 September 2019`.
pub fn long_day(day: Day) -> String {
    day.format("%-d %B %Y").to_string()
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.first.year())?;
        if self.first.month() == self.last.month() {
            write!(f, "-{:02}", self.first.month())?;
        }
        if self.first == self.last {
            write!(f, "-{:02}", self.first.day())?;
        }
        self.mark.map_or(Ok(()), |mark| write!(f, "{mark}"))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(point) => write!(f, "{point}"),
            Self::Range(from, to) => {
                if let Some(from) = from {
                    write!(f, "{from}")?;
                }
                f.write_str("..")?;
                to.map_or(Ok(()), |to| write!(f, "{to}"))
            }
        }
    }
}

impl FromStr for Date {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let Some((from, to)) = text.split_once("..") else {
            return point(text).map(Self::Point);
        };
        let end = |part: &str, at: usize| match part {
            "" => Ok(None),
            part => point(part).map(Some).map_err(|fault| fault.shifted(at)),
        };
        let (a, b) = (end(from, 0)?, end(to, from.len() + 2)?);
        if let (Some(a), Some(b)) = (a, b)
            && a.first > b.last
        {
            return Err(Fault::new(0..text.len(), "the range ends before it begins"));
        }
        Ok(Self::Range(a, b))
    }
}

/// A day, for a question or a flag: everything that [`Date`] takes, as long as it is one day.
///
/// # Errors
/// A fault where it is no date, or a month or year.
pub fn parse_day(text: &str) -> Result<Day, Fault> {
    let date: Date = text.parse()?;
    date.exact().ok_or_else(|| {
        let fault = Fault::new(0..text.len(), format!("\"{text}\" is not one day"));
        match date.earliest() {
            Some(first) => fault.cure(format!("give a day, such as {first}")),
            None => fault,
        }
    })
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn point(text: &str) -> Result<Point, Fault> {
    let (body, mark) = match text.char_indices().last() {
        Some((at, mark @ ('?' | '~'))) => (&text[..at], Some(mark)),
        _ => (text, None),
    };
    let parts = pieces(body);
    let words: Vec<&str> = parts.iter().map(|part| &body[part.clone()]).collect();
    let number = |at: usize| words[at].parse::<u32>().ok();
    let month_at = |at: usize| {
        let word = words[at].to_ascii_lowercase();
        let word = word.trim_end_matches('.');
        (word.len() >= 3)
            .then(|| MONTHS.iter().position(|month| month.starts_with(word)))
            .flatten()
    };
    let all = 0..body.len();
    let is_iso = body.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let (year, month, day) = if body.contains('/') {
        return Err(slashes(body, &words));
    } else if is_iso && body.split('-').next().is_some_and(|year| year.len() == 4) {
        let piece = |at: usize| {
            parts.get(at).map(|span| match number(at) {
                Some(n) if words[at].len() == 2 => Ok((n, span.clone())),
                _ => Err(
                    Fault::new(span.clone(), "a month and a day have two digits")
                        .cure("such as 2019-07-01"),
                ),
            })
        };
        if words.len() > 3 || body.ends_with('-') {
            return Err(not_a_date(body));
        }
        let (month, day) = (piece(1).transpose()?, piece(2).transpose()?);
        ((number(0).unwrap_or(0), parts[0].clone()), month, day)
    } else if words.len() == 3 && month_at(1).is_some() && number(0).is_some() {
        // 5 Oct 2019
        named(&words, &parts, 2, month_at(1).map(|m| (m, 1)), Some(0))
            .ok_or_else(|| not_a_date(body))?
    } else if words.len() == 3 && month_at(0).is_some() && number(1).is_some() {
        // October 5, 2019
        named(&words, &parts, 2, month_at(0).map(|m| (m, 0)), Some(1))
            .ok_or_else(|| not_a_date(body))?
    } else if words.len() == 2 && month_at(0).is_some() {
        // October 2019
        named(&words, &parts, 1, month_at(0).map(|m| (m, 0)), None)
            .ok_or_else(|| not_a_date(body))?
    } else {
        return Err(not_a_date(body));
    };
    let year_number = i32::try_from(year.0).unwrap_or(i32::MAX);
    if !YEARS.contains(&year_number) {
        return Err(
            Fault::new(year.1, format!("the year {} is out of range", year.0)).cure(format!(
                "years run from {} to {}",
                YEARS.start(),
                YEARS.end()
            )),
        );
    }
    let Some((month, month_span)) = month else {
        let (Some(first), Some(last)) = (
            Day::from_ymd_opt(year_number, 1, 1),
            Day::from_ymd_opt(year_number, 12, 31),
        ) else {
            return Err(not_a_date(body));
        };
        return Ok(Point { first, last, mark });
    };
    if !(1..=12).contains(&month) {
        return Err(Fault::new(month_span, format!("there is no month {month}"))
            .cure("write year-month-day, such as 2019-07-12"));
    }
    let Some(first_of_month) = Day::from_ymd_opt(year_number, month, 1) else {
        return Err(Fault::new(all, "this is not a date"));
    };
    let length = u32::from(first_of_month.num_days_in_month());
    let (first, last) = match day {
        None => (1, length),
        Some((day, _)) if (1..=length).contains(&day) => (day, day),
        Some((day, span)) => {
            return Err(Fault::new(
                span,
                format!("{} has no day {day}", first_of_month.format("%B %Y")),
            )
            .cure(format!("it has {length} days")));
        }
    };
    match (
        Day::from_ymd_opt(year_number, month, first),
        Day::from_ymd_opt(year_number, month, last),
    ) {
        (Some(first), Some(last)) => Ok(Point { first, last, mark }),
        _ => Err(not_a_date(body)),
    }
}

type Piece = (u32, std::ops::Range<usize>);

/// Year, month and day of a date with the month's name, from the places of the three words.
#[allow(clippy::type_complexity)]
fn named(
    words: &[&str],
    parts: &[std::ops::Range<usize>],
    year: usize,
    month: Option<(usize, usize)>,
    day: Option<usize>,
) -> Option<(Piece, Option<Piece>, Option<Piece>)> {
    let year_number = words[year]
        .parse()
        .ok()
        .filter(|_| words[year].len() == 4)?;
    let (month, at) = month?;
    let day = match day {
        Some(at) => Some((words[at].parse().ok()?, parts[at].clone())),
        None => None,
    };
    let month = u32::try_from(month + 1).ok()?;
    Some((
        (year_number, parts[year].clone()),
        Some((month, parts[at].clone())),
        day,
    ))
}

/// The places of the words of a date, without the spaces, commas and dashes between them.
fn pieces(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (matches!(c, ' ' | ',' | '-' | '/'), start) {
            (true, Some(from)) => {
                parts.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    parts
}

fn not_a_date(body: &str) -> Fault {
    Fault::new(
        0..body.len(),
        format!("\"{}\" is not a date", super::name::shown(body)),
    )
    .cure("write 2019, 2019-07, 2019-07-12, 5 Oct 2019, or a range 2019-07..2019-09")
}

/// `10/5/2019` means two days: refused with both.
fn slashes(body: &str, words: &[&str]) -> Fault {
    let fault = Fault::new(0..body.len(), format!("\"{body}\" can be read in two ways"));
    let number = |at: usize| words.get(at).and_then(|word| word.parse::<u32>().ok());
    let year = number(2).and_then(|year| i32::try_from(year).ok());
    if let (Some(a), Some(b), Some(year)) = (number(0), number(1), year) {
        let readings: Vec<String> = [(a, b), (b, a)]
            .into_iter()
            .filter_map(|(month, day)| Day::from_ymd_opt(year, month, day))
            .map(|day| format!("{day} ({})", long_day(day)))
            .collect();
        return match readings.as_slice() {
            [one] => Fault::new(0..body.len(), format!("\"{body}\" has slashes"))
                .cure(format!("write {one}")),
            [one, two] => fault.cure(format!("write {one} or {two}")),
            _ => not_a_date(body),
        };
    }
    not_a_date(body)
}

/// One value of a date, with where it comes from and how well it is known. Rival values are a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateClaim {
    /// The date.
    pub on: Date,
    /// A source of the same file.
    pub source: Option<super::Slug>,
    /// How well it is known, where that differs from the version.
    pub certainty: Option<Standing>,
}

impl DateClaim {
    /// A claim with nothing but its date.
    pub const fn plain(on: Date) -> Self {
        Self {
            on,
            source: None,
            certainty: None,
        }
    }
}

/// The days from the earliest to the latest that any of the rival values can mean; `None` is open.
/// Without a value nothing is known: both ends are open.
pub fn hull(claims: &[DateClaim]) -> (Option<Day>, Option<Day>) {
    let all = |end: fn(&Date) -> Option<Day>| -> Option<Vec<Day>> {
        claims.iter().map(|claim| end(&claim.on)).collect()
    };
    (
        all(Date::earliest).and_then(|days| days.into_iter().min()),
        all(Date::latest).and_then(|days| days.into_iter().max()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> (String, String) {
        let date: Date = text
            .parse()
            .unwrap_or_else(|fault| panic!("{text}: {fault}"));
        let show = |day: Option<Day>| day.map_or("open".to_owned(), |day| day.to_string());
        (show(date.earliest()), show(date.latest()))
    }

    #[test]
    fn a_date_has_an_earliest_and_a_latest_day() {
        for (text, first, last) in [
            ("2019", "2019-01-01", "2019-12-31"),
            ("2019-02", "2019-02-01", "2019-02-28"),
            ("2020-02~", "2020-02-01", "2020-02-29"),
            ("2019-07-12?", "2019-07-12", "2019-07-12"),
            ("2019-07..2019-09-03", "2019-07-01", "2019-09-03"),
            ("..2019", "open", "2019-12-31"),
            ("2019..", "2019-01-01", "open"),
            ("5 Oct 2019", "2019-10-05", "2019-10-05"),
            ("October 5, 2019", "2019-10-05", "2019-10-05"),
            ("Sept 2019", "2019-09-01", "2019-09-30"),
        ] {
            assert_eq!(days(text), (first.to_owned(), last.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_date_prints_in_edtf() {
        for text in [
            "2019",
            "2019-07",
            "2019-07-12",
            "2019?",
            "2019-07~",
            "2019..2020-02",
            "..2019",
            "..",
        ] {
            assert_eq!(text.parse::<Date>().expect(text).to_string(), text);
        }
        assert_eq!(
            "Oct 5, 2019".parse::<Date>().expect("named").to_string(),
            "2019-10-05"
        );
        assert_eq!(
            "2019-09".parse::<Date>().expect("month").long(),
            "September 2019"
        );
    }

    #[test]
    fn what_is_no_date_is_refused_at_its_place() {
        for (text, at) in [
            ("2019-13-01", 5..7),
            ("2019-02-30", 8..10),
            ("2019-7-1", 5..6),
            ("1799", 0..4),
            ("2101-01-01", 0..4),
            ("soon", 0..4),
            ("", 0..0),
            ("2019-", 0..5),
            ("2019..2018", 0..10),
            ("2019..2018-13", 11..13),
        ] {
            assert_eq!(text.parse::<Date>().expect_err(text).span, at, "{text}");
        }
    }

    #[test]
    fn slashes_are_refused_with_both_readings() {
        let fault = "10/5/2019".parse::<Date>().expect_err("slashes");
        let cure = fault.cure.expect("a cure");
        assert!(
            cure.contains("2019-10-05") && cure.contains("2019-05-10"),
            "{cure}"
        );
        let cure = "10/25/2019"
            .parse::<Date>()
            .expect_err("slashes")
            .cure
            .expect("a cure");
        assert!(
            cure.contains("2019-10-25") && !cure.contains(" or "),
            "{cure}"
        );
    }

    #[test]
    fn a_question_needs_one_day() {
        assert!(
            parse_day("2019-10")
                .expect_err("month")
                .cure
                .expect("cure")
                .contains("2019-10-01")
        );
    }
}
