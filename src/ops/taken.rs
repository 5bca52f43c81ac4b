//! Entries taken back that were recorded in error: an event, a practice, coverage. The history keeps them.

use std::collections::BTreeMap;

use super::coverage::the_entry;
use super::entry::EntryError;
use super::faults::Faults;
use super::lists::{Entry, drop_uncited};
use crate::model::{
    BodyEvent, Coverage, Date, Directive, Event, EventKind, Practice, Slug, Source,
};
use crate::store::Reader;

/// A list without an entry.
#[derive(Debug, Clone)]
pub struct Taken<T> {
    /// The entry that goes.
    pub gone: T,
    /// Those that stay.
    pub left: Vec<T>,
    /// The sources that those cite.
    pub sources: BTreeMap<Slug, Source>,
}

/// Which event is meant.
#[derive(Debug, Clone, Default)]
pub struct WhichEvent {
    /// Its words, or how they begin.
    pub what: String,
    /// Its date, where that is given.
    pub on: Option<String>,
    /// Its kind, where that is given.
    pub kind: Option<String>,
}

/// Which practice is meant.
#[derive(Debug, Clone, Default)]
pub struct WhichPractice {
    /// The sentence.
    pub says: String,
    /// Since when, where that is given.
    pub from: Option<String>,
    /// Until when, where that is given.
    pub until: Option<String>,
}

/// The events of bodies without one.
///
/// # Errors
/// Where a value cannot be right, or not one event of the body is meant.
pub fn without_body_event(
    reader: &Reader,
    body: &Slug,
    which: &WhichEvent,
) -> Result<Taken<BodyEvent>, EntryError> {
    let all = reader.events()?;
    let of_body: Vec<_> = all
        .iter()
        .enumerate()
        .filter(|(_, one)| one.organization == *body)
        .map(|(at, one)| (at, &one.event))
        .collect();
    let at = the_event(&of_body, body.as_str(), which)?;
    Ok(taken(&all, at, reader.events_sources()?))
}

/// A directive without one of its events and the sources that it alone cited, and that event.
///
/// # Errors
/// Where a value cannot be right, or not one event of the directive is meant.
pub fn without_event(
    directive: &Directive,
    which: &WhichEvent,
) -> Result<(Directive, Event), EntryError> {
    let of = directive.id.to_string();
    let all: Vec<_> = directive.events.iter().enumerate().collect();
    let at = the_event(&all, &of, which)?;
    let mut without = directive.clone();
    let gone = without.events.remove(at);
    let mut sources = std::mem::take(&mut without.sources);
    let cited = without.cited_sources();
    sources.retain(|name, _| cited.contains(name) || !gone.sources.contains(name));
    without.sources = sources;
    Ok((without, gone))
}

/// The practice of bodies without one statement.
///
/// # Errors
/// Where a value cannot be right, or not one practice of the body is meant.
pub fn without_practice(
    reader: &Reader,
    body: &Slug,
    which: &WhichPractice,
) -> Result<Taken<Practice>, EntryError> {
    let (codebook, bodies) = (reader.codebook()?, reader.organizations()?);
    let mut faults = Faults::default();
    let says = faults.sentence(&codebook, &bodies, "", &which.says, 0);
    let from: Option<Date> = faults.maybe_read("--from", which.from.as_deref());
    let until: Option<Date> = faults.maybe_read("--until", which.until.as_deref());
    let Some(says) = says.filter(|_| faults.wrong.is_empty()) else {
        return Err(EntryError::Wrong(faults.wrong));
    };
    let all = reader.practice()?;
    let of_body = || all.iter().filter(|one| one.organization == *body);
    let fits = |one: &Practice| {
        one.organization == *body
            && one.says == says
            && (from.is_none() || one.from == from)
            && (until.is_none() || one.until == until)
    };
    let at: Vec<usize> = (0..all.len()).filter(|at| fits(&all[*at])).collect();
    let told = |one: &Practice| match one.from {
        Some(from) => format!("{:?} --from {from}", one.says.to_string()),
        None => format!("{:?}", one.says.to_string()),
    };
    let at = match at.as_slice() {
        [at] => *at,
        [] => {
            let message = format!("{body} has no such practice on record; nothing was written");
            return Err(EntryError::NoEntry(message, of_body().map(told).collect()));
        }
        many => {
            let message = format!("{} practices of {body} can be meant", many.len());
            let them = many.iter().map(|at| told(&all[*at])).collect();
            return Err(EntryError::NoEntry(message, them));
        }
    };
    Ok(taken(&all, at, reader.practice_sources()?))
}

/// The coverage of bodies without one entry: the one on the topic (or `all`), else the only one of
/// the body.
///
/// # Errors
/// Where the topic cannot be right, or not one entry of the body is meant.
pub fn without_coverage(
    reader: &Reader,
    body: &Slug,
    topic: Option<&str>,
) -> Result<Taken<Coverage>, EntryError> {
    let all = reader.coverage()?;
    let at = the_entry(reader, &all, body, topic)?;
    Ok(taken(&all, at, reader.coverage_sources()?))
}

/// The place of the event that is meant: of several that begin so, the one that reads so whole.
fn the_event(among: &[(usize, &Event)], of: &str, which: &WhichEvent) -> Result<usize, EntryError> {
    let mut faults = Faults::default();
    let what = faults.filled("", &which.what);
    let on: Option<Date> = faults.maybe_read("--on", which.on.as_deref());
    let kind: Option<EventKind> = faults.maybe_read("--kind", which.kind.as_deref());
    if !faults.wrong.is_empty() {
        return Err(EntryError::Wrong(faults.wrong));
    }
    let fits = |one: &Event| {
        one.what.starts_with(&what)
            && on.is_none_or(|on| one.on == on)
            && kind.is_none_or(|kind| one.kind == kind)
    };
    let begin: Vec<&(usize, &Event)> = among.iter().filter(|(_, one)| fits(one)).collect();
    let mut whole = begin.iter().filter(|(_, one)| one.what == what);
    let told = |one: &Event| format!("--on {} --kind {} {:?}", one.on, one.kind, one.what);
    match (begin.as_slice(), whole.next(), whole.next()) {
        ([one], ..) => Ok(one.0),
        (_, Some(one), None) => Ok(one.0),
        ([], ..) => {
            let message = format!("{of} has no such event on record; nothing was written");
            let them = among.iter().map(|(_, one)| told(one)).collect();
            Err(EntryError::NoEntry(message, them))
        }
        (many, ..) => {
            let message = format!("{} events of {of} can be meant", many.len());
            let them = many.iter().map(|(_, one)| told(one)).collect();
            Err(EntryError::NoEntry(message, them))
        }
    }
}

/// A list without the entry at a place, and without the sources that it alone cited.
fn taken<T: Entry>(all: &[T], at: usize, mut sources: BTreeMap<Slug, Source>) -> Taken<T> {
    let mut left = all.to_vec();
    let gone = left.remove(at);
    drop_uncited(&mut sources, all, &left);
    Taken {
        gone,
        left,
        sources,
    }
}
