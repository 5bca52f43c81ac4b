//! The lists beside the directives, each with sources of its own: coverage, practice, events of
//! bodies.

use std::collections::BTreeMap;

use super::cell::{Cell, Row, row};
use super::directive::{event, event_cells};
use super::error::Result;
use super::reader::Reader;
use super::rule::{sentence, sentence_cells};
use super::source;
use super::table::Table;
use super::version::topic_cell;
use super::writer::Writer;
use crate::model::{BodyEvent, Coverage, Practice, Registers, Slug, Source};

/// A list: its entries, their sources, and which entry cites which.
pub(super) struct List {
    pub(super) entries: Table,
    sources: Table,
    citations: Table,
}

const SOURCE_COLUMNS: &[&str] = &[
    "name",
    "title",
    "publisher",
    "url",
    "archived",
    "date",
    "kind",
    "supports",
];
const CITATION_COLUMNS: &[&str] = &["entry", "position", "source"];

const fn list(entries: Table, sources: &'static str, citations: &'static str) -> List {
    List {
        entries,
        sources: Table {
            name: sources,
            key: 1,
            columns: SOURCE_COLUMNS,
        },
        citations: Table {
            name: citations,
            key: 2,
            columns: CITATION_COLUMNS,
        },
    }
}

pub(super) static COVERAGE: List = list(
    Table {
        name: "coverage",
        key: 1,
        columns: &[
            "position",
            "organization",
            "topic",
            "found",
            "asked",
            "answered",
            "note",
        ],
    },
    "coverage_source",
    "coverage_citation",
);
pub(super) static PRACTICE: List = list(
    Table {
        name: "practice",
        key: 1,
        columns: &[
            "position",
            "organization",
            "effect",
            "topic",
            "counterpart",
            "role",
            "only_when",
            "when_condition",
            "unless_condition",
            "protected",
            "from_date",
            "until_date",
            "standing",
            "note",
        ],
    },
    "practice_source",
    "practice_citation",
);
pub(super) static EVENTS: List = list(
    Table {
        name: "organization_event",
        key: 1,
        columns: &[
            "position",
            "organization",
            "on_date",
            "kind",
            "topic",
            "what",
        ],
    },
    "organization_event_source",
    "organization_event_citation",
);

/// Every table of the lists.
pub(super) static TABLES: [&Table; 9] = [
    &COVERAGE.entries,
    &COVERAGE.sources,
    &COVERAGE.citations,
    &PRACTICE.entries,
    &PRACTICE.sources,
    &PRACTICE.citations,
    &EVENTS.entries,
    &EVENTS.sources,
    &EVENTS.citations,
];

fn coverage_row(at: usize, entry: &Coverage) -> Row {
    let cells = row![
        at,
        &entry.organization,
        topic_cell(entry.topic.as_ref()),
        entry.found.word(),
        &entry.asked,
        &entry.answered,
        &entry.note,
    ];
    cells.into()
}

fn practice_row(at: usize, entry: &Practice) -> Row {
    let mut cells = Row::from(row![at, &entry.organization]);
    cells.extend(sentence_cells(&entry.says));
    cells.extend(row![
        &entry.from,
        &entry.until,
        entry.standing.word(),
        &entry.note,
    ]);
    cells
}

fn event_row(at: usize, entry: &BodyEvent) -> Row {
    let mut cells = Row::from(row![at, &entry.organization]);
    cells.extend(event_cells(&entry.event));
    cells
}

impl Reader {
    /// The entries of a list, or those of some bodies (a JSON array), each with its sources.
    fn entries<T>(
        &self,
        list: &'static List,
        bodies: Option<&str>,
        mut take: impl FnMut(&mut super::cell::Fields<'_>, Vec<Slug>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let keys = match bodies {
            None => None,
            Some(bodies) => Some(self.positions(list, bodies)?),
        };
        let mut cited = self.grouped(&list.citations, 1, keys.as_deref(), |f| {
            Ok((f.position()?, f.value::<Slug>()?))
        })?;
        let mut all = Vec::new();
        self.rows(&list.entries, keys.as_deref(), |f| {
            let position = f.position()?;
            let sources = cited.list(&[&position.to_string()]);
            all.push((position, take(f, sources)?));
            Ok(())
        })?;
        all.sort_by_key(|(position, _)| *position);
        Ok(all.into_iter().map(|(_, entry)| entry).collect())
    }

    /// The positions of the entries of some bodies, as a JSON array.
    fn positions(&self, list: &'static List, bodies: &str) -> Result<String> {
        let sql = format!(
            "SELECT position FROM {} WHERE organization IN (SELECT value FROM json_each(?1))",
            list.entries.name
        );
        let mut all: Vec<String> = Vec::new();
        self.each(&sql, Some(bodies), |row| {
            all.push(row.get::<_, i64>(0)?.to_string());
            Ok(())
        })?;
        Ok(format!("[{}]", all.join(",")))
    }

    fn list_sources(&self, list: &'static List) -> Result<BTreeMap<Slug, Source>> {
        let mut all = BTreeMap::new();
        self.rows(&list.sources, None, |f| {
            all.insert(f.value()?, source::source(f)?);
            Ok(())
        })?;
        Ok(all)
    }

    pub(super) fn coverage_of(&self, bodies: Option<&str>) -> Result<Vec<Coverage>> {
        self.entries(&COVERAGE, bodies, |f, sources| {
            Ok(Coverage {
                organization: f.value()?,
                topic: f.maybe()?,
                found: f.value()?,
                asked: f.maybe()?,
                answered: f.maybe()?,
                note: f.maybe_text()?,
                sources,
            })
        })
    }

    pub(super) fn practice_of(&self, bodies: Option<&str>) -> Result<Vec<Practice>> {
        self.entries(&PRACTICE, bodies, |f, sources| {
            Ok(Practice {
                organization: f.value()?,
                says: sentence(f)?,
                from: f.maybe()?,
                until: f.maybe()?,
                standing: f.value()?,
                note: f.maybe_text()?,
                sources,
            })
        })
    }

    pub(super) fn events_of(&self, bodies: Option<&str>) -> Result<Vec<BodyEvent>> {
        self.entries(&EVENTS, bodies, |f, sources| {
            Ok(BodyEvent {
                organization: f.value()?,
                event: event(f, sources)?,
            })
        })
    }

    /// All coverage, in order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn coverage(&self) -> Result<Vec<Coverage>> {
        self.coverage_of(None)
    }

    /// The sources that coverage cites, by name.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn coverage_sources(&self) -> Result<BTreeMap<Slug, Source>> {
        self.list_sources(&COVERAGE)
    }

    /// All practice statements, in order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn practice(&self) -> Result<Vec<Practice>> {
        self.practice_of(None)
    }

    /// The sources that practice statements cite, by name.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn practice_sources(&self) -> Result<BTreeMap<Slug, Source>> {
        self.list_sources(&PRACTICE)
    }

    /// All events of bodies, in order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn events(&self) -> Result<Vec<BodyEvent>> {
        self.events_of(None)
    }

    /// The sources that events of bodies cite, by name.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn events_sources(&self) -> Result<BTreeMap<Slug, Source>> {
        self.list_sources(&EVENTS)
    }

    /// Everything beside the directives: places, organizations and sets in order of their ids, the
    /// lists in their own order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn registers(&self) -> Result<Registers> {
        Ok(Registers {
            places: self.places()?,
            organizations: self.organizations()?,
            sets: self.sets()?,
            coverage: self.coverage()?,
            coverage_sources: self.coverage_sources()?,
            practice: self.practice()?,
            practice_sources: self.practice_sources()?,
            events: self.events()?,
            events_sources: self.events_sources()?,
        })
    }
}

impl Writer {
    fn set_list(
        &mut self,
        list: &'static List,
        entries: Vec<(Row, &[Slug])>,
        sources: &BTreeMap<Slug, Source>,
    ) -> Result<()> {
        let mut rows = Vec::with_capacity(entries.len());
        let mut citations = Vec::new();
        for (at, (row, cited)) in entries.into_iter().enumerate() {
            rows.push(row);
            for (place, name) in cited.iter().enumerate() {
                citations.push(row![at, place, name].into());
            }
        }
        self.sync(&list.entries, &[], rows)?;
        self.sync(&list.sources, &[], source_rows(sources))?;
        self.sync(&list.citations, &[], citations)
    }

    fn add_entry(
        &mut self,
        list: &'static List,
        mut row: Row,
        cited: &[Slug],
        sources: &BTreeMap<Slug, Source>,
    ) -> Result<()> {
        let sql = format!(
            "SELECT ifnull(max(position) + 1, 0) FROM {}",
            list.entries.name
        );
        let next: i64 = self.reader().conn.query_row(&sql, [], |row| row.get(0))?;
        row[0] = Cell::Int(next);
        self.insert(&list.entries, [row.as_slice()])?;
        for row in source_rows(sources) {
            let key = row[..1].to_vec();
            self.sync(&list.sources, &key, vec![row])?;
        }
        for (place, name) in cited.iter().enumerate() {
            let mut cells = vec![Cell::Int(next)];
            cells.extend(row![place, name]);
            self.insert(&list.citations, [cells.as_slice()])?;
        }
        Ok(())
    }

    /// Makes the whole coverage, with its sources, stand as it is given.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn set_coverage(
        &mut self,
        coverage: &[Coverage],
        sources: &BTreeMap<Slug, Source>,
    ) -> Result<()> {
        let entries = coverage
            .iter()
            .enumerate()
            .map(|(at, entry)| (coverage_row(at, entry), entry.sources.as_slice()))
            .collect();
        self.set_list(&COVERAGE, entries, sources)
    }

    /// Adds an entry to the coverage, with the sources that it cites where they are new.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn add_coverage(
        &mut self,
        entry: &Coverage,
        sources: &BTreeMap<Slug, Source>,
    ) -> Result<()> {
        self.add_entry(&COVERAGE, coverage_row(0, entry), &entry.sources, sources)
    }

    /// Makes the whole list of practice statements, with its sources, stand as it is given.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn set_practice(
        &mut self,
        practice: &[Practice],
        sources: &BTreeMap<Slug, Source>,
    ) -> Result<()> {
        let entries = practice
            .iter()
            .enumerate()
            .map(|(at, entry)| (practice_row(at, entry), entry.sources.as_slice()))
            .collect();
        self.set_list(&PRACTICE, entries, sources)
    }

    /// Adds a practice statement, with the sources that it cites where they are new.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn add_practice(
        &mut self,
        entry: &Practice,
        sources: &BTreeMap<Slug, Source>,
    ) -> Result<()> {
        self.add_entry(&PRACTICE, practice_row(0, entry), &entry.sources, sources)
    }

    /// Makes the whole list of events of bodies, with its sources, stand as it is given.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn set_events(
        &mut self,
        events: &[BodyEvent],
        sources: &BTreeMap<Slug, Source>,
    ) -> Result<()> {
        let entries = events
            .iter()
            .enumerate()
            .map(|(at, entry)| (event_row(at, entry), entry.event.sources.as_slice()))
            .collect();
        self.set_list(&EVENTS, entries, sources)
    }

    /// Adds an event of a body, with the sources that it cites where they are new.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn add_event(&mut self, entry: &BodyEvent, sources: &BTreeMap<Slug, Source>) -> Result<()> {
        self.add_entry(&EVENTS, event_row(0, entry), &entry.event.sources, sources)
    }
}

fn source_rows(sources: &BTreeMap<Slug, Source>) -> Vec<Row> {
    sources
        .iter()
        .map(|(name, item)| {
            let mut cells = Row::from(row![name]);
            cells.extend(source::cells(item));
            cells
        })
        .collect()
}
