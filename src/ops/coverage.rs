//! Coverage from the keyboard: what was looked for, and found.

use std::collections::BTreeMap;

use super::entry::{Added, EntryError, entry_source, in_order};
use super::faults::Faults;
use super::new_directive::NewSource;
use crate::model::{Codebook, Coverage, Date, Family, Found, Slug, Source};
use crate::store::{Reader, StoreError, Writer};

/// What is typed for coverage beside body, topic and finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CoverageParts {
    /// When it was asked for.
    pub asked: Option<String>,
    /// When the answer came.
    pub answered: Option<String>,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
    /// The source.
    pub source: NewSource,
}

/// Reads what was found of a body on some topics (none: all) into entries.
///
/// # Errors
/// For every value that cannot be right; where there is coverage that says something else.
pub fn coverage(
    reader: &Reader,
    body: &Slug,
    found: &str,
    topics: &[String],
    parts: &CoverageParts,
) -> Result<Added<Coverage>, EntryError> {
    let codebook = reader.codebook()?;
    let known = reader.coverage()?;
    let mut faults = Faults::default();
    let found: Option<Found> = faults.read("", found);
    let about: Vec<Option<Slug>> = if topics.is_empty() {
        vec![None]
    } else {
        let each = topics.iter();
        each.filter_map(|text| topic_or_all(&mut faults, &codebook, text))
            .collect()
    };
    let (asked, answered) = asked_and_answered(&mut faults, parts, (None, None));
    let note = faults.maybe("--note", parts.note.as_deref());
    let source = entry_source(&mut faults, &parts.source, &reader.coverage_sources()?);
    let Some(found) = found.filter(|_| faults.wrong.is_empty()) else {
        return Err(EntryError::Wrong(faults.wrong));
    };
    let mut added = Added {
        new: Vec::new(),
        same: Vec::new(),
        sources: source.clone().into_iter().collect(),
    };
    for topic in about {
        let entry = Coverage {
            organization: body.clone(),
            topic,
            found,
            asked,
            answered,
            note: note.clone(),
            sources: source.iter().map(|(name, _)| name.clone()).collect(),
        };
        let same = |old: &&Coverage| old.organization == *body && old.topic == entry.topic;
        match known.iter().find(same) {
            None if added.new.contains(&entry) => {}
            None => added.new.push(entry),
            Some(old) if *old == entry => added.same.push(entry),
            Some(old) => {
                return Err(EntryError::Covered {
                    body: body.clone(),
                    topic: topic_key(old).to_owned(),
                    found: old.found,
                });
            }
        }
    }
    Ok(added)
}

/// What is typed to change an entry of coverage; an empty text takes a part away.
#[derive(Debug, Clone, Default)]
pub struct CoverageEdit {
    /// The topic of the entry, or `all`; may be left out where the body has one entry.
    pub topic: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// The other parts.
    pub parts: CoverageParts,
}

/// An entry of coverage as it stood and as it will stand, in the list as it will stand.
#[derive(Debug, Clone)]
pub struct EditedCoverage {
    /// As it stood.
    pub old: Coverage,
    /// As it will stand.
    pub new: Coverage,
    list: Vec<Coverage>,
    sources: BTreeMap<Slug, Source>,
}

impl EditedCoverage {
    /// Writes it.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn apply(&self, writer: &mut Writer) -> Result<(), StoreError> {
        writer.set_coverage(&self.list, &self.sources)
    }
}

/// Reads what an entry of coverage is to become.
///
/// # Errors
/// Where no one entry is meant, or for every value that cannot be right.
pub fn edited_coverage(
    reader: &Reader,
    body: &Slug,
    edit: &CoverageEdit,
) -> Result<EditedCoverage, EntryError> {
    let mut faults = Faults::default();
    let mut list = reader.coverage()?;
    let mut sources = reader.coverage_sources()?;
    let at = the_entry(reader, &list, body, edit.topic.as_deref())?;
    let old = list[at].clone();
    let mut new = old.clone();
    if let Some(found) = faults.maybe_read("--found", edit.found.as_deref()) {
        new.found = found;
    }
    let parts = &edit.parts;
    (new.asked, new.answered) = asked_and_answered(&mut faults, parts, (old.asked, old.answered));
    match parts.note.as_deref() {
        Some("") => new.note = None,
        Some(note) => new.note = Some(faults.filled("--note", note)),
        None => {}
    }
    if let Some((name, source)) = entry_source(&mut faults, &parts.source, &sources) {
        if !new.sources.contains(&name) {
            new.sources.push(name.clone());
        }
        sources.insert(name, source);
    }
    if !faults.wrong.is_empty() {
        return Err(EntryError::Wrong(faults.wrong));
    }
    list[at] = new.clone();
    Ok(EditedCoverage {
        old,
        new,
        list,
        sources,
    })
}

/// The place of the entry of a body that is meant by a topic as typed, or by none.
pub(super) fn the_entry(
    reader: &Reader,
    list: &[Coverage],
    body: &Slug,
    topic: Option<&str>,
) -> Result<usize, EntryError> {
    let Some(text) = topic else {
        return one_entry(list, body, None);
    };
    let mut faults = Faults::default();
    match topic_or_all(&mut faults, &reader.codebook()?, text) {
        Some(topic) => one_entry(list, body, Some(&topic)),
        None => Err(EntryError::Wrong(faults.wrong)),
    }
}

/// The place of the entry of a body that is meant: the one on the topic, else its only one.
fn one_entry(
    list: &[Coverage],
    body: &Slug,
    topic: Option<&Option<Slug>>,
) -> Result<usize, EntryError> {
    let of_body: Vec<(usize, &Coverage)> = list
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.organization == *body)
        .collect();
    let topics = || -> Vec<String> {
        let keys = of_body.iter().map(|(_, entry)| topic_key(entry).to_owned());
        keys.collect()
    };
    let meant: Vec<usize> = of_body
        .iter()
        .filter(|(_, entry)| topic.is_none_or(|topic| entry.topic == *topic))
        .map(|(at, _)| *at)
        .collect();
    match (meant.as_slice(), of_body.is_empty()) {
        ([one], _) => Ok(*one),
        (_, true) => Err(EntryError::NoEntry(
            format!("there is no coverage of {body} on record"),
            Vec::new(),
        )),
        ([], _) => Err(EntryError::NoEntry(
            format!("there is no coverage of {body} on this topic on record"),
            topics(),
        )),
        (many, _) => Err(EntryError::NoEntry(
            format!("{} entries of {body} can be meant", many.len()),
            topics(),
        )),
    }
}

/// The topic of an entry as it is typed.
fn topic_key(entry: &Coverage) -> &str {
    entry.topic.as_ref().map_or("all", Slug::as_str)
}

fn topic_or_all(faults: &mut Faults, codebook: &Codebook, text: &str) -> Option<Option<Slug>> {
    if text.trim() == "all" {
        return Some(None);
    }
    let topic = faults.term(codebook, Family::Topic, "--topic", text.trim())?;
    Some(Some(topic))
}

/// The days of the question and of its answer; an answer does not come before the question.
fn asked_and_answered(
    faults: &mut Faults,
    parts: &CoverageParts,
    old: (Option<Date>, Option<Date>),
) -> (Option<Date>, Option<Date>) {
    let mut one = |flag, text: Option<&str>, old| match text {
        None => old,
        Some("") => None,
        Some(text) => faults.read(flag, text),
    };
    let asked = one("--asked", parts.asked.as_deref(), old.0);
    let answered = one("--answered", parts.answered.as_deref(), old.1);
    let (flag, text) = match (&parts.answered, &parts.asked) {
        (Some(text), _) => ("--answered", text.as_str()),
        (None, text) => ("--asked", text.as_deref().unwrap_or_default()),
    };
    in_order(
        faults,
        (asked, answered),
        flag,
        text,
        "the answer would come before the question",
    );
    (asked, answered)
}
