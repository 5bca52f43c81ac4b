//! Values of arguments that the model reads: days, ids, terms of the codebook. Each fault has its
//! caret.

use std::str::FromStr;

use super::context::Context;
use super::error::Failure;
use crate::model::date::parse_day;
use crate::model::{Codebook, Date, Day, Family, Fault, Reference, Slug};

/// The day of a question: as typed, `today`, or today where the flag is not given.
///
/// # Errors
/// Where it is no day.
pub(super) fn day(flag: &str, text: Option<&str>, context: &Context) -> Result<Day, Failure> {
    match text {
        None | Some("today") => Ok(context.today()),
        Some(text) => parse_day(text).map_err(|fault| Failure::argument(flag, text, fault)),
    }
}

/// Days from the one to the other, both inclusive: `2019..2020-06`, or one date.
///
/// # Errors
/// Where it is no date.
pub(super) fn span(flag: &str, text: &str) -> Result<(Option<Day>, Option<Day>), Failure> {
    let date: Date = parsed(flag, text)?;
    Ok((date.earliest(), date.latest()))
}

/// The last day of a date: a year or a month counts to its last.
///
/// # Errors
/// Where it is no date, or has no end.
pub(super) fn last_day(flag: &str, text: &str, context: &Context) -> Result<Day, Failure> {
    if text == "today" {
        return Ok(context.today());
    }
    let (_, last) = span(flag, text)?;
    last.ok_or_else(|| {
        let fault = Fault::new(0..text.len(), "this date has no end");
        Failure::argument(flag, text, fault.cure("give a day, a month or a year"))
    })
}

/// A value that the model parses.
///
/// # Errors
/// Where it cannot be right.
pub(super) fn parsed<T: FromStr<Err = Fault>>(flag: &str, text: &str) -> Result<T, Failure> {
    text.parse()
        .map_err(|fault| Failure::argument(flag, text, fault))
}

/// A term of the codebook by its key, its short words, or an unambiguous beginning.
///
/// # Errors
/// Where there is none, or several.
pub(super) fn term(
    codebook: &Codebook,
    family: Family,
    flag: &str,
    text: &str,
) -> Result<Slug, Failure> {
    codebook
        .find(family, text)
        .map(|term| term.key.clone())
        .map_err(|fault| Failure::argument(flag, text, fault))
}

/// Terms of the codebook from values that may each hold several, with commas between them.
///
/// # Errors
/// For each that is none, one excerpt.
pub(super) fn terms(
    codebook: &Codebook,
    family: Family,
    flag: &str,
    values: &[String],
) -> Result<Vec<Slug>, Failure> {
    let mut found = Vec::new();
    let mut wrong = Vec::new();
    for value in values {
        let mut from = 0;
        for part in value.split(',') {
            let text = part.trim();
            let at = from + (part.len() - part.trim_start().len());
            from += part.len() + 1;
            match codebook.find(family, text) {
                Ok(term) if found.contains(&term.key) => {}
                Ok(term) => found.push(term.key.clone()),
                Err(fault) => wrong.push(crate::render::Excerpt::argument(
                    flag,
                    value,
                    fault.shifted(at),
                )),
            }
        }
    }
    if wrong.is_empty() {
        Ok(found)
    } else {
        Err(Failure::excerpts(wrong))
    }
}

/// A text that must not be blank.
///
/// # Errors
/// Where it is.
pub(super) fn filled(flag: &str, text: &str) -> Result<(), Failure> {
    if text.trim().is_empty() {
        let fault = Fault::new(0..text.len(), "a text is missing here");
        return Err(Failure::argument(flag, text, fault));
    }
    Ok(())
}

/// A directive or a version of it, where one rule cannot be named.
///
/// # Errors
/// Where one is.
pub(super) fn no_rule(what: &Reference) -> Result<(), Failure> {
    let Some(rule) = &what.rule else {
        return Ok(());
    };
    let text = what.to_string();
    let start = text.len() - rule.as_str().len() - 1;
    let fault = Fault::new(start..text.len(), "one rule cannot be named here")
        .cure("name the directive, or one version of it as ID@LABEL");
    Err(Failure::argument("", &text, fault))
}
