//! Entries of the lists from the keyboard: coverage, practice, events.

use std::collections::BTreeMap;

use super::faults::Faults;
use super::new_directive::{NewSource, Wrong};
use crate::model::{
    BodyEvent, Codebook, Date, Directive, Event, Family, Fault, Found, Practice, Slug, Source,
    Standing,
};
use crate::store::{Reader, StoreError};

/// Why there is no entry.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// Values that cannot be right, all of them.
    #[error("{} values cannot be right", .0.len())]
    Wrong(Vec<Wrong>),
    /// There is coverage of the body on the topic, and it says something else.
    #[error("coverage of {body} on {topic} is on record already: {found}; nothing was written",
        topic = if topic == "all" { "all topics" } else { topic })]
    Covered {
        /// The body.
        body: Slug,
        /// The topic, or `all`.
        topic: String,
        /// What it says.
        found: Found,
    },
    /// No entry of the body is meant; the topics on which it has entries.
    #[error("{0}")]
    NoEntry(String, Vec<String>),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Entries to be added to a list.
#[derive(Debug, Clone)]
pub struct Added<T> {
    /// Those that are new.
    pub new: Vec<T>,
    /// Those that are on record just so.
    pub same: Vec<T>,
    /// The sources that they cite.
    pub sources: BTreeMap<Slug, Source>,
}

/// Notes a last day that lies before the first one.
pub(super) fn in_order(
    faults: &mut Faults,
    (first, last): (Option<Date>, Option<Date>),
    flag: &'static str,
    text: &str,
    message: &str,
) {
    let (first, last) = (
        first.and_then(|it| it.earliest()),
        last.and_then(|it| it.latest()),
    );
    if matches!((first, last), (Some(first), Some(last)) if last < first) {
        faults.add(flag, text, Fault::new(0..text.len(), message));
    }
}

/// The source of an entry. It needs more than a date or a kind: there is no text whose title it
/// could have.
pub(super) fn entry_source(
    faults: &mut Faults,
    new: &NewSource,
    known: &BTreeMap<Slug, Source>,
) -> Option<(Slug, Source)> {
    let name = new
        .title
        .as_ref()
        .or(new.url.as_ref())
        .or(new.publisher.as_ref());
    if let (None, Some((flag, text))) = (
        name,
        [("--source-date", &new.date), ("--source-kind", &new.kind)]
            .into_iter()
            .find_map(|(flag, text)| Some((flag, text.as_ref()?))),
    ) {
        let fault = Fault::new(0..text.len(), "which source is that?");
        faults.add(
            flag,
            text,
            fault.cure("add --source URL or --source-title TITLE"),
        );
        return None;
    }
    faults.source(new, name?, known)
}

/// What is typed for a practice.
#[derive(Debug, Clone, Default)]
pub struct NewPractice {
    /// The sentence.
    pub says: String,
    /// Since when.
    pub from: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// How well it is known.
    pub standing: Option<String>,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
    /// The source.
    pub source: NewSource,
}

/// Reads what a body says or is seen to do into an entry.
///
/// # Errors
/// For every value that cannot be right.
pub fn practice(
    reader: &Reader,
    body: &Slug,
    new: &NewPractice,
) -> Result<Added<Practice>, EntryError> {
    let (codebook, bodies) = (reader.codebook()?, reader.organizations()?);
    let mut faults = Faults::default();
    let says = faults.sentence(&codebook, &bodies, "", &new.says, 0);
    let from = faults.maybe_read("--from", new.from.as_deref());
    let until = faults.maybe_read("--until", new.until.as_deref());
    let text = new.until.as_deref().unwrap_or_default();
    let message = "it would end before it begins";
    in_order(&mut faults, (from, until), "--until", text, message);
    let standing = faults.maybe_read("--standing", new.standing.as_deref());
    let note = faults.maybe("--note", new.note.as_deref());
    let source = entry_source(&mut faults, &new.source, &reader.practice_sources()?);
    let Some(says) = says.filter(|_| faults.wrong.is_empty()) else {
        return Err(EntryError::Wrong(faults.wrong));
    };
    let entry = Practice {
        organization: body.clone(),
        says,
        from,
        until,
        standing: standing.unwrap_or(Standing::Reported),
        note,
        sources: source.iter().map(|(name, _)| name.clone()).collect(),
    };
    Ok(added(entry, &reader.practice()?, source))
}

/// What is typed for an event.
#[derive(Debug, Clone, Default)]
pub struct NewEvent {
    /// When.
    pub on: String,
    /// A kind of event.
    pub kind: String,
    /// What happened.
    pub what: String,
    /// The topic it bears on.
    pub topic: Option<String>,
    /// The source.
    pub source: NewSource,
}

/// Reads an event of a body into an entry.
///
/// # Errors
/// For every value that cannot be right.
pub fn body_event(
    reader: &Reader,
    body: &Slug,
    new: &NewEvent,
) -> Result<Added<BodyEvent>, EntryError> {
    let (event, source) = event(&reader.codebook()?, new, &reader.events_sources()?)?;
    let entry = BodyEvent {
        organization: body.clone(),
        event,
    };
    Ok(added(entry, &reader.events()?, source))
}

/// The directive with the event added to it; none where it has just this one.
///
/// # Errors
/// For every value that cannot be right.
pub fn directive_event(
    reader: &Reader,
    directive: &Directive,
    new: &NewEvent,
) -> Result<Option<Directive>, EntryError> {
    let (event, source) = event(&reader.codebook()?, new, &directive.sources)?;
    if directive.events.contains(&event) {
        return Ok(None);
    }
    let mut with = directive.clone();
    with.events.push(event);
    with.sources.extend(source);
    Ok(Some(with))
}

fn event(
    codebook: &Codebook,
    new: &NewEvent,
    known: &BTreeMap<Slug, Source>,
) -> Result<(Event, Option<(Slug, Source)>), EntryError> {
    let mut faults = Faults::default();
    let on = faults.read("--on", &new.on);
    let kind = faults.read("--kind", &new.kind);
    let what = faults.filled("", &new.what);
    let topic = new
        .topic
        .as_deref()
        .and_then(|text| faults.term(codebook, Family::Topic, "--topic", text));
    let source = entry_source(&mut faults, &new.source, known);
    let (Some(on), Some(kind), true) = (on, kind, faults.wrong.is_empty()) else {
        return Err(EntryError::Wrong(faults.wrong));
    };
    let event = Event {
        on,
        kind,
        topic,
        what,
        sources: source.iter().map(|(name, _)| name.clone()).collect(),
    };
    Ok((event, source))
}

fn added<T: PartialEq>(entry: T, known: &[T], source: Option<(Slug, Source)>) -> Added<T> {
    let sources = source.into_iter().collect();
    let (new, same) = if known.contains(&entry) {
        (Vec::new(), vec![entry])
    } else {
        (vec![entry], Vec::new())
    };
    Added { new, same, sources }
}
