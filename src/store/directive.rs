//! Directives: the record as a whole, written and read back equal.

use std::collections::BTreeSet;

use super::cell::{Cell, Row, row};
use super::error::{Result, StoreError};
use super::reader::Reader;
use super::rule::Shared;
use super::table::{Batch, Table, json};
use super::writer::Writer;
use super::{bond, parsed, rule, source, version};
use crate::model::{
    Day, Directive, DirectiveId, Document, Event, Obtained, Reference, Relation, Slug,
};

pub(super) const DIRECTIVE: Table = Table {
    name: "directive",
    key: 1,
    columns: &[
        "id",
        "issuer",
        "slug",
        "title",
        "number",
        "type",
        "unit",
        "note",
        "discarded_on",
        "discarded_reason",
    ],
};
pub(super) const DIRECTIVE_TAG: Table = Table {
    name: "directive_tag",
    key: 2,
    columns: &["directive", "position", "tag"],
};
const DIRECTIVE_PARTY: Table = Table {
    name: "directive_party",
    key: 2,
    columns: &["directive", "position", "organization"],
};
const RELATION: Table = Table {
    name: "relation",
    key: 2,
    columns: &[
        "directive",
        "position",
        "kind",
        "other",
        "other_version",
        "other_rule",
        "part",
        "other_part",
    ],
};
pub(super) const SOURCE: Table = Table {
    name: "source",
    key: 2,
    columns: &[
        "directive",
        "name",
        "title",
        "publisher",
        "url",
        "archived",
        "date",
        "kind",
        "supports",
    ],
};
const DOCUMENT: Table = Table {
    name: "document",
    key: 2,
    columns: &[
        "directive",
        "name",
        "file",
        "url",
        "sha256",
        "pages",
        "obtained_how",
        "obtained_on",
    ],
};
pub(super) const DIRECTIVE_EVENT: Table = Table {
    name: "directive_event",
    key: 2,
    columns: &["directive", "position", "on_date", "kind", "topic", "what"],
};
const EVENT_CITATION: Table = Table {
    name: "directive_event_citation",
    key: 3,
    columns: &["directive", "event", "position", "source"],
};

/// Every table of a directive that no other file has.
pub(super) const TABLES: [&Table; 8] = [
    &DIRECTIVE,
    &DIRECTIVE_TAG,
    &DIRECTIVE_PARTY,
    &RELATION,
    &SOURCE,
    &DOCUMENT,
    &DIRECTIVE_EVENT,
    &EVENT_CITATION,
];

/// How many directives are read at a time where all are wanted.
const CHUNK: usize = 200;

/// The rows of a directive.
pub(super) fn encode(batch: &mut Batch, directive: &Directive) {
    let id = &directive.id;
    let none: Option<&str> = None;
    batch.push(
        &DIRECTIVE,
        row![
            id,
            &id.issuer,
            &id.slug,
            &directive.title,
            &directive.number,
            &directive.kind,
            &directive.unit,
            &directive.note,
            none,
            none,
        ],
    );
    for (at, tag) in directive.tags.iter().enumerate() {
        batch.push(&DIRECTIVE_TAG, row![id, at, tag]);
    }
    for (at, party) in directive.parties.iter().enumerate() {
        batch.push(&DIRECTIVE_PARTY, row![id, at, party]);
    }
    bond::encode(batch, id, "", "", &directive.binds);
    for (at, relation) in directive.relations.iter().enumerate() {
        batch.push(
            &RELATION,
            row![
                id,
                at,
                relation.kind.word(),
                &relation.id.directive,
                &relation.id.version,
                &relation.id.rule,
                &relation.part,
                &relation.of,
            ],
        );
    }
    for (name, item) in &directive.sources {
        batch.push(
            &SOURCE,
            row![id, name].into_iter().chain(source::cells(item)),
        );
    }
    for (name, document) in &directive.documents {
        let obtained = document.obtained.as_ref();
        batch.push(
            &DOCUMENT,
            row![
                id,
                name,
                &document.file,
                &document.url,
                &document.sha256,
                document.pages,
                obtained.map(|obtained| obtained.how.as_str()),
                &obtained.and_then(|obtained| obtained.on),
            ],
        );
    }
    version::encode(batch, directive);
    for (at, event) in directive.events.iter().enumerate() {
        let own = row![id, at].into_iter();
        batch.push(&DIRECTIVE_EVENT, own.chain(event_cells(event)));
        for (place, name) in event.sources.iter().enumerate() {
            batch.push(&EVENT_CITATION, row![id, at, place, name]);
        }
    }
}

/// Every table of a directive, its own first.
pub(super) fn tables() -> Vec<&'static Table> {
    let parts: [&[&'static Table]; 4] = [&TABLES, &version::TABLES, &rule::TABLES, &bond::TABLES];
    parts.concat()
}

/// The four cells of an event.
pub(super) fn event_cells(event: &Event) -> [Cell; 4] {
    row![&event.on, event.kind.word(), &event.topic, &event.what]
}

/// The event in the next four cells, with these sources.
pub(super) fn event(f: &mut super::cell::Fields<'_>, sources: Vec<Slug>) -> Result<Event> {
    Ok(Event {
        on: f.value()?,
        kind: f.value()?,
        topic: f.maybe()?,
        what: f.text()?,
        sources,
    })
}

impl Reader {
    /// The ids of the directives on record, in order; discarded ones are left out.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directive_ids(&self) -> Result<Vec<DirectiveId>> {
        let mut ids: Vec<DirectiveId> = self
            .texts("SELECT id FROM directive WHERE discarded_on IS NULL", None)?
            .iter()
            .map(|id| parsed(id))
            .collect::<Result<_>>()?;
        ids.sort();
        Ok(ids)
    }

    /// Those of these directives that are on record; discarded ones are left out.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directives_among<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a DirectiveId>,
    ) -> Result<BTreeSet<DirectiveId>> {
        let ids = self.standing(&json(ids))?;
        ids.iter().map(|id| parsed(id)).collect()
    }

    /// Those of the keys (a JSON array) that are on record and were not discarded.
    fn standing(&self, keys: &str) -> Result<Vec<String>> {
        self.texts(
            "SELECT id FROM directive WHERE id IN (SELECT value FROM json_each(?1)) \
             AND discarded_on IS NULL",
            Some(keys),
        )
    }

    /// A directive, unless it is not on record or was discarded.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directive(&self, id: &DirectiveId) -> Result<Option<Directive>> {
        Ok(self.directives_in([id])?.pop())
    }

    /// All directives in order of their ids, read some at a time; discarded ones are left out.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directives(&self) -> Result<impl Iterator<Item = Result<Directive>> + '_> {
        Ok(self.each_of(self.directive_ids()?))
    }

    /// These directives, read some at a time, so that memory does not grow with their number.
    pub fn each_of(&self, ids: Vec<DirectiveId>) -> impl Iterator<Item = Result<Directive>> + '_ {
        let mut ids = ids.into_iter();
        std::iter::from_fn(move || {
            let some: Vec<DirectiveId> = ids.by_ref().take(CHUNK).collect();
            (!some.is_empty()).then_some(some)
        })
        .flat_map(|some| match self.directives_in(&some) {
            Ok(some) => some.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(error)],
        })
    }

    /// The directives with these ids, in order; discarded ones are left out.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directives_in<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a DirectiveId>,
    ) -> Result<Vec<Directive>> {
        let standing = self.standing(&json(ids))?;
        if standing.is_empty() {
            return Ok(Vec::new());
        }
        self.directives_of(&json(standing))
    }

    /// The same with those that were discarded.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn directives_and_discarded<'a>(
        &self,
        ids: impl IntoIterator<Item = &'a DirectiveId>,
    ) -> Result<Vec<Directive>> {
        self.directives_of(&json(ids))
    }

    /// The directives with these ids (a JSON array), in order.
    fn directives_of(&self, keys: &str) -> Result<Vec<Directive>> {
        let keys = Some(keys);
        let mut shared = Shared::load(self, keys)?;
        let mut versions = version::load(self, keys, &mut shared)?;
        let mut tags = self.grouped(&DIRECTIVE_TAG, 1, keys, |f| Ok((f.position()?, f.text()?)))?;
        let mut parties = self.grouped(&DIRECTIVE_PARTY, 1, keys, |f| {
            Ok((f.position()?, f.value::<Slug>()?))
        })?;
        let mut relations = self.grouped(&RELATION, 1, keys, |f| {
            Ok((
                f.position()?,
                Relation {
                    kind: f.value()?,
                    id: Reference {
                        directive: f.value()?,
                        version: f.maybe_text()?.map(String::into_boxed_str),
                        rule: f.maybe()?,
                    },
                    part: f.maybe_text()?,
                    of: f.maybe_text()?,
                },
            ))
        })?;
        let mut sources = self.grouped(&SOURCE, 1, keys, |f| {
            Ok((f.value::<Slug>()?, source::source(f)?))
        })?;
        let mut documents = self.grouped(&DOCUMENT, 1, keys, |f| {
            let name: Slug = f.value()?;
            let (file, url, sha256) = (f.maybe_text()?, f.maybe_text()?, f.maybe_text()?);
            let pages = f.maybe_number()?;
            let (how, on) = (f.maybe_text()?, f.maybe()?);
            let obtained = how.map(|how| Obtained { how, on });
            Ok((
                name,
                Document {
                    file,
                    url,
                    sha256,
                    pages,
                    obtained,
                },
            ))
        })?;
        let mut cited = self.grouped(&EVENT_CITATION, 2, keys, |f| {
            Ok((f.position()?, f.value::<Slug>()?))
        })?;
        let mut events = self.grouped_with_path(&DIRECTIVE_EVENT, 1, keys, |path, f| {
            let position = f.position()?;
            let sources = cited.list(&[path, &position.to_string()]);
            Ok((position, event(f, sources)?))
        })?;
        let mut all = Vec::new();
        self.rows(&DIRECTIVE, keys, |f| {
            let id = f.text()?;
            let own = [id.as_str()];
            all.push(Directive {
                tags: tags.list(&own),
                parties: parties.list(&own),
                binds: shared.bonds.list(&[&id, "", ""]),
                relations: relations.list(&own),
                sources: sources.map(&own),
                documents: documents.map(&own),
                versions: versions.list(&own),
                events: events.list(&own),
                id: DirectiveId {
                    issuer: f.value()?,
                    slug: f.value()?,
                },
                title: f.text()?,
                number: f.maybe_text()?,
                kind: f.value()?,
                unit: f.maybe_text()?,
                note: f.maybe_text()?,
            });
            Ok(())
        })?;
        all.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }
}

impl Writer {
    /// Makes the directive stand as it is given, with everything in it. One that was discarded is
    /// on record again.
    ///
    /// # Errors
    /// Where a value is refused, a label, rule or name stands twice, or the file cannot be written.
    pub fn put_directive(&mut self, directive: &Directive) -> Result<()> {
        let mut batch = Batch::default();
        encode(&mut batch, directive);
        self.put(&tables(), Cell::from(&directive.id), &batch)
    }

    /// Takes the directive away, with everything in it: its rows go to the history. A text that was
    /// recorded in error is discarded instead: see [`discard_directive`](Self::discard_directive).
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn remove_directive(&mut self, id: &DirectiveId) -> Result<()> {
        self.put(&tables(), Cell::from(id), &Batch::default())
    }

    /// Sets a directive aside as recorded in error: it is kept, and answers nothing any more.
    ///
    /// # Errors
    /// Where it is not on record or the file cannot be written.
    pub fn discard_directive(&mut self, id: &DirectiveId, on: Day, reason: &str) -> Result<()> {
        let directive = self
            .reader()
            .directive(id)?
            .ok_or_else(|| StoreError::Unknown {
                noun: "directive",
                key: id.to_string(),
            })?;
        let mut batch = Batch::default();
        encode(&mut batch, &directive);
        let mut rows: Vec<Row> = batch.rows(&DIRECTIVE).map(<[Cell]>::to_vec).collect();
        for row in &mut rows {
            row.truncate(DIRECTIVE.columns.len() - 2);
            row.extend(row![on.to_string().as_str(), reason]);
        }
        self.sync(&DIRECTIVE, &[Cell::from(id)], rows)
    }
}
