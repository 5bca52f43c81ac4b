//! The lists beside the directives (coverage, practice, events of bodies) when records are loaded.
//!
//! Their entries have no ids, so the record is a body's list as a whole: that of a body which the
//! files name becomes what they say, those of other bodies are left alone.

use std::collections::{BTreeMap, BTreeSet};

use super::load::{Change, Planned, by_hand};
use crate::model::{BodyEvent, Coverage, Practice, Registers, Slug, Source};
use crate::store::{Reader, RecordKey, Result, Writer};

/// An entry of a list.
pub(super) trait Entry: Clone + PartialEq {
    fn body(&self) -> &Slug;
    fn cites(&self) -> &[Slug];
}

/// A source goes with the last entry that cited it; one that none cited stays.
pub(super) fn drop_uncited<T: Entry>(
    sources: &mut BTreeMap<Slug, Source>,
    before: &[T],
    after: &[T],
) {
    let cited = |entries: &[T]| -> BTreeSet<Slug> {
        let names = entries.iter().flat_map(Entry::cites);
        names.cloned().collect()
    };
    let (before, after) = (cited(before), cited(after));
    sources.retain(|name, _| after.contains(name) || !before.contains(name));
}

impl Entry for Coverage {
    fn body(&self) -> &Slug {
        &self.organization
    }
    fn cites(&self) -> &[Slug] {
        &self.sources
    }
}

impl Entry for Practice {
    fn body(&self) -> &Slug {
        &self.organization
    }
    fn cites(&self) -> &[Slug] {
        &self.sources
    }
}

impl Entry for BodyEvent {
    fn body(&self) -> &Slug {
        &self.organization
    }
    fn cites(&self) -> &[Slug] {
        &self.event.sources
    }
}

/// A list with its sources.
#[derive(Debug, Clone, PartialEq)]
struct List<T> {
    entries: Vec<T>,
    sources: BTreeMap<Slug, Source>,
}

/// The lists that change, as they will stand.
#[derive(Debug, Default)]
pub(super) struct Lists {
    coverage: Option<List<Coverage>>,
    practice: Option<List<Practice>>,
    events: Option<List<BodyEvent>>,
}

impl Lists {
    /// Writes the lists that change.
    pub(super) fn apply(&self, writer: &mut Writer) -> Result<()> {
        if let Some(list) = &self.coverage {
            writer.set_coverage(&list.entries, &list.sources)?;
        }
        if let Some(list) = &self.practice {
            writer.set_practice(&list.entries, &list.sources)?;
        }
        if let Some(list) = &self.events {
            writer.set_events(&list.entries, &list.sources)?;
        }
        Ok(())
    }
}

/// Holds the lists of some records against those on record.
pub(super) fn plan(reader: &Reader, new: &Registers, planned: &mut Vec<Planned>) -> Result<Lists> {
    let stored = List {
        entries: reader.coverage()?,
        sources: reader.coverage_sources()?,
    };
    let files = List {
        entries: new.coverage.clone(),
        sources: new.coverage_sources.clone(),
    };
    let coverage = one(
        reader,
        "coverage",
        &stored,
        files,
        |body| RecordKey::Coverage(body),
        planned,
    )?;
    let stored = List {
        entries: reader.practice()?,
        sources: reader.practice_sources()?,
    };
    let files = List {
        entries: new.practice.clone(),
        sources: new.practice_sources.clone(),
    };
    let practice = one(
        reader,
        "practice",
        &stored,
        files,
        |body| RecordKey::Practice(body),
        planned,
    )?;
    let stored = List {
        entries: reader.events()?,
        sources: reader.events_sources()?,
    };
    let files = List {
        entries: new.events.clone(),
        sources: new.events_sources.clone(),
    };
    let events = one(
        reader,
        "events",
        &stored,
        files,
        |body| RecordKey::Events(body),
        planned,
    )?;
    Ok(Lists {
        coverage,
        practice,
        events,
    })
}

fn one<T: Entry>(
    reader: &Reader,
    kind: &'static str,
    stored: &List<T>,
    files: List<T>,
    key: impl for<'k> Fn(&'k Slug) -> RecordKey<'k>,
    planned: &mut Vec<Planned>,
) -> Result<Option<List<T>>> {
    if files.entries.is_empty() && files.sources.is_empty() {
        return Ok(None);
    }
    let mut differs = false;
    for body in bodies(&files.entries) {
        let (old, new) = (of(&stored.entries, body), of(&files.entries, body));
        let change = match (old.is_empty(), old == new) {
            (true, _) => Change::New,
            (_, true) => Change::Same,
            (_, false) => Change::Changed,
        };
        differs |= change != Change::Same;
        let by_hand = match change {
            Change::Changed => by_hand(reader, key(body))?,
            _ => None,
        };
        planned.push(Planned {
            kind,
            id: body.to_string(),
            change,
            by_hand,
        });
    }
    let merged = merged(stored, files);
    for (name, source) in &merged.sources {
        let change = match stored.sources.get(name) {
            None => Change::New,
            Some(old) if old == source => continue,
            Some(_) => Change::Changed,
        };
        differs = true;
        planned.push(Planned {
            kind: "source",
            id: name.to_string(),
            change,
            by_hand: None,
        });
    }
    for name in stored
        .sources
        .keys()
        .filter(|name| !merged.sources.contains_key(*name))
    {
        differs = true;
        let id = name.to_string();
        planned.push(Planned {
            kind: "source",
            id,
            change: Change::Gone,
            by_hand: None,
        });
    }
    Ok(differs.then_some(merged))
}

/// The bodies of some entries, each once, in the order of the entries.
fn bodies<T: Entry>(entries: &[T]) -> Vec<&Slug> {
    let mut seen = BTreeSet::new();
    entries
        .iter()
        .map(Entry::body)
        .filter(|body| seen.insert(*body))
        .collect()
}

fn of<'e, T: Entry>(entries: &'e [T], body: &Slug) -> Vec<&'e T> {
    entries
        .iter()
        .filter(|entry| entry.body() == body)
        .collect()
}

/// The list as it will stand. Where the files name every body on record, it is theirs, order and
/// all; else entries of bodies that they name stand where those stood that they replace.
fn merged<T: Entry>(stored: &List<T>, files: List<T>) -> List<T> {
    let named: BTreeSet<Slug> = files
        .entries
        .iter()
        .map(|entry| entry.body().clone())
        .collect();
    if stored
        .entries
        .iter()
        .all(|entry| named.contains(entry.body()))
    {
        return files;
    }
    let mut entries = Vec::new();
    let mut placed = BTreeSet::new();
    for entry in &stored.entries {
        let body = entry.body();
        if !named.contains(body) {
            entries.push(entry.clone());
        } else if of(&stored.entries, body) == of(&files.entries, body) {
            placed.insert(body.clone());
            entries.push(entry.clone());
        } else if placed.insert(body.clone()) {
            entries.extend(of(&files.entries, body).into_iter().cloned());
        }
    }
    let rest = files
        .entries
        .iter()
        .filter(|entry| !placed.contains(entry.body()));
    entries.extend(rest.cloned());
    let mut sources = stored.sources.clone();
    drop_uncited(&mut sources, &stored.entries, &entries);
    sources.extend(files.sources);
    List { entries, sources }
}
