//! Making what is on record equal to record files: what stands in the files, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::{self, Lists};
use crate::model::{Directive, DirectiveId, Reference, Slug};
use crate::records::{Known, Records, Sort};
use crate::store::{Operation, Reader, RecordKey, Result, Writer};

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It was not on record.
    New,
    /// It was, and differs.
    Changed,
    /// It was, and is equal.
    Same,
    /// It was, and is no longer.
    Gone,
}

impl Change {
    /// The word in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Gone => "gone",
        }
    }
}

/// What becomes of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// What it is: `directive`, `organization`, `place`, `set`, the family of a term, `coverage`,
    /// `practice` or `events` of a body, `source` of one of these lists.
    pub kind: &'static str,
    /// Its id or key; of a list the body.
    pub id: String,
    /// What becomes of it.
    pub change: Change,
    /// The command by which a person changed it since it was loaded.
    pub by_hand: Option<String>,
}

/// What is on record, as far as a check of these records needs it.
///
/// # Errors
/// Where the file cannot be read.
pub fn known(reader: &Reader, records: &Records) -> Result<Known> {
    // Labels are needed of those directives alone that the records mention.
    let mentioned: BTreeSet<DirectiveId> = records
        .origin
        .mentioned
        .iter()
        .filter(|named| named.sort == Sort::Directive)
        .filter_map(|named| named.name.parse::<Reference>().ok())
        .map(|reference| reference.directive)
        .collect();
    let mut directives: BTreeMap<DirectiveId, Vec<String>> = reader
        .directive_ids()?
        .into_iter()
        .map(|id| (id, Vec::new()))
        .collect();
    for directive in reader.directives_in(&mentioned)? {
        let labels = directive
            .versions
            .iter()
            .map(|version| version.label.clone());
        directives.insert(directive.id.clone(), labels.collect());
    }
    let bodies = reader.organizations()?;
    let merged = bodies.iter().flat_map(|body| {
        let of_body = body.merged.iter().cloned();
        of_body.map(|slug| (slug, body.id.clone()))
    });
    let merged = merged.collect();
    let bodies = bodies.into_iter();
    let places = reader.places()?.into_iter();
    Ok(Known {
        merged,
        terms: reader.terms()?,
        organizations: bodies.map(|body| (body.id, body.parent)).collect(),
        places: places.map(|place| (place.id, place.parent)).collect(),
        directives,
    })
}

/// What loading some records would do.
#[derive(Debug)]
pub struct Plan<'a> {
    records: &'a Records,
    planned: Vec<Planned>,
    /// The directives as they stood, of those that change.
    before: BTreeMap<DirectiveId, Directive>,
    lists: Lists,
}

impl<'a> Plan<'a> {
    /// Holds the records against what is on record. The records have been checked.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn new(reader: &Reader, records: &'a Records) -> Result<Self> {
        let mut plan = Self {
            records,
            planned: Vec::new(),
            before: BTreeMap::new(),
            lists: Lists::default(),
        };
        plan.registers(reader)?;
        plan.directives(reader)?;
        plan.lists = lists::plan(reader, &records.registers, &mut plan.planned)?;
        Ok(plan)
    }

    fn registers(&mut self, reader: &Reader) -> Result<()> {
        let terms = reader.terms()?;
        for term in &self.records.terms {
            let stored = terms
                .iter()
                .find(|old| old.family == term.family && old.key == term.key);
            let key = RecordKey::Term(term.family, &term.key);
            self.one(reader, term.family.word(), &term.key, stored, term, key)?;
        }
        let registers = &self.records.registers;
        let places = by_id(reader.places()?, |place| &place.id);
        for place in &registers.places {
            let key = RecordKey::Place(&place.id);
            self.one(
                reader,
                "place",
                &place.id,
                places.get(&place.id),
                place,
                key,
            )?;
        }
        let bodies = by_id(reader.organizations()?, |body| &body.id);
        for body in &registers.organizations {
            let key = RecordKey::Organization(&body.id);
            self.one(
                reader,
                "organization",
                &body.id,
                bodies.get(&body.id),
                body,
                key,
            )?;
        }
        let sets = by_id(reader.sets()?, |set| &set.id);
        for set in &registers.sets {
            let key = RecordKey::Set(&set.id);
            self.one(reader, "set", &set.id, sets.get(&set.id), set, key)?;
        }
        Ok(())
    }

    fn directives(&mut self, reader: &Reader) -> Result<()> {
        let ids = self
            .records
            .directives
            .iter()
            .map(|directive| &directive.id);
        let mut stored: BTreeMap<DirectiveId, Directive> = reader
            .directives_in(ids)?
            .into_iter()
            .map(|old| (old.id.clone(), old))
            .collect();
        for directive in &self.records.directives {
            let old = stored.remove(&directive.id);
            let key = RecordKey::Directive(&directive.id);
            self.one(
                reader,
                "directive",
                &directive.id,
                old.as_ref(),
                directive,
                key,
            )?;
            if let Some(old) = old.filter(|old| old != directive) {
                self.before.insert(old.id.clone(), old);
            }
        }
        Ok(())
    }

    fn one<T: PartialEq>(
        &mut self,
        reader: &Reader,
        kind: &'static str,
        id: &impl ToString,
        old: Option<&T>,
        new: &T,
        key: RecordKey<'_>,
    ) -> Result<()> {
        let change = match old {
            None => Change::New,
            Some(old) if old == new => Change::Same,
            Some(_) => Change::Changed,
        };
        let by_hand = match change {
            Change::Changed => by_hand(reader, key)?,
            _ => None,
        };
        self.planned.push(Planned {
            kind,
            id: id.to_string(),
            change,
            by_hand,
        });
        Ok(())
    }

    /// What becomes of each record: terms, places, organizations, sets, directives, lists.
    pub fn planned(&self) -> &[Planned] {
        &self.planned
    }

    /// The directives that are new or change, each as it stood and as it will stand.
    pub fn directives_written(&self) -> impl Iterator<Item = (Option<&Directive>, &'a Directive)> {
        self.records
            .directives
            .iter()
            .filter(|directive| self.is_written("directive", &directive.id))
            .map(|directive| (self.before.get(&directive.id), directive))
    }

    /// The records that it was made from.
    pub const fn records(&self) -> &'a Records {
        self.records
    }

    /// The bodies whose coverage changes.
    pub fn coverage_written(&self) -> BTreeSet<Slug> {
        self.planned
            .iter()
            .filter(|one| one.kind == "coverage" && one.change != Change::Same)
            .filter_map(|one| one.id.parse().ok())
            .collect()
    }

    fn is_written(&self, kind: &str, id: &impl ToString) -> bool {
        let id = id.to_string();
        self.planned
            .iter()
            .any(|one| one.kind == kind && one.id == id && one.change != Change::Same)
    }

    /// Writes what is new or changes, into the transaction of the writer.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn apply(&self, writer: &mut Writer) -> Result<()> {
        let written: BTreeSet<(&str, &str)> = self
            .planned
            .iter()
            .filter(|one| one.change != Change::Same)
            .map(|one| (one.kind, one.id.as_str()))
            .collect();
        let is = |kind: &str, id: &str| written.contains(&(kind, id));
        let registers = &self.records.registers;
        let terms: Vec<_> = self
            .records
            .terms
            .iter()
            .filter(|term| is(term.family.word(), term.key.as_str()))
            .cloned()
            .collect();
        if !terms.is_empty() {
            writer.put_terms(&terms)?;
        }
        for place in registers
            .places
            .iter()
            .filter(|place| is("place", place.id.as_str()))
        {
            writer.put_place(place)?;
        }
        let bodies = registers.organizations.iter();
        for body in bodies.filter(|body| is("organization", body.id.as_str())) {
            writer.put_organization(body)?;
        }
        for set in registers
            .sets
            .iter()
            .filter(|set| is("set", set.id.as_str()))
        {
            writer.put_set(set)?;
        }
        for directive in &self.records.directives {
            if is("directive", &directive.id.to_string()) {
                writer.put_directive(directive)?;
            }
        }
        self.lists.apply(writer)
    }
}

fn by_id<T>(all: Vec<T>, id: impl Fn(&T) -> &Slug) -> BTreeMap<Slug, T> {
    all.into_iter().map(|one| (id(&one).clone(), one)).collect()
}

/// The command by which a person changed a record since it was loaded: its last operation, where
/// that was no `load` and no `init`.
pub(super) fn by_hand(reader: &Reader, key: RecordKey<'_>) -> Result<Option<String>> {
    let last = reader.last_change(key)?;
    Ok(last.filter(|last| !is_load(last)).map(|last| last.command))
}

/// Whether the operation came from record files: its command is `load` or `init`, whatever flags
/// of every command stand before it.
fn is_load(operation: &Operation) -> bool {
    const WITH_VALUE: [&str; 7] = [
        "--db", "--wait", "--format", "-o", "--output", "--width", "--color",
    ];
    let mut words = operation.command.split(' ').skip(1);
    while let Some(word) = words.next() {
        if WITH_VALUE.contains(&word) {
            words.next();
        } else if !word.starts_with('-') {
            return matches!(word, "load" | "init");
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_is_known_by_its_command() {
        let command = |command: &str| Operation {
            id: 1,
            at: String::new(),
            user: String::new(),
            command: command.to_owned(),
            rows: 1,
        };
        for yes in [
            "comity load x",
            "comity --db a.db load x",
            "comity --quiet init --starter",
        ] {
            assert!(is_load(&command(yes)), "{yes}");
        }
        for no in [
            "comity add x",
            "outside Comity",
            "comity --db load org add x",
        ] {
            assert!(!is_load(&command(no)), "{no}");
        }
    }
}
