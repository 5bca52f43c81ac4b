//! The register of coverage: what was looked for, and found.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Entry, Register, pair};
use crate::model::{Coverage, Docket, Slug, Source};
use crate::report::{Cell, Pair, words};

/// An entry of coverage, as JSON has it.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    schema: &'static str,
    organization: String,
    name: String,
    /// A topic of the codebook, or `all`.
    topic: String,
    found: &'static str,
    /// Dates as written, EDTF.
    asked: Option<String>,
    answered: Option<String>,
    note: Option<String>,
    sources: Vec<SourceView>,
    #[serde(skip)]
    page: CoveragePage,
}

/// A source, as it stands beside an answer.
#[derive(Debug, Clone, Serialize)]
struct SourceView {
    title: String,
    publisher: Option<String>,
    url: Option<String>,
    date: Option<String>,
    kind: &'static str,
    #[serde(skip)]
    long: String,
}

/// What only the page shows.
#[derive(Debug, Clone)]
struct CoveragePage {
    short: String,
    topic: String,
    found: &'static str,
    asked: String,
    answered: String,
}

/// Entries of coverage in the order given; `is_one` where they are those of one body.
pub fn coverage(
    docket: &Docket,
    entries: &[Coverage],
    sources: &BTreeMap<Slug, Source>,
    is_one: bool,
) -> Register<CoverageView> {
    let all = entries.iter().map(|entry| view(docket, entry, sources));
    Register::new("coverage", "coverage entry", all.collect(), is_one)
}

fn view(docket: &Docket, entry: &Coverage, sources: &BTreeMap<Slug, Source>) -> CoverageView {
    let all: Slug = entry
        .topic
        .clone()
        .unwrap_or_else(|| entry.organization.clone());
    let topic = match &entry.topic {
        Some(_) => words::topic(docket, &all).to_owned(),
        None => "all topics".to_owned(),
    };
    let body = docket.organizations.get(&entry.organization);
    let long = |date: Option<crate::model::Date>| date.map(|date| date.long()).unwrap_or_default();
    CoverageView {
        schema: "comity.coverage/1",
        organization: entry.organization.to_string(),
        name: body
            .map_or(entry.organization.as_str(), |body| body.name())
            .to_owned(),
        topic: entry.topic.as_ref().map_or("all", Slug::as_str).to_owned(),
        found: entry.found.word(),
        asked: entry.asked.map(|date| date.to_string()),
        answered: entry.answered.map(|date| date.to_string()),
        note: entry.note.clone(),
        sources: entry
            .sources
            .iter()
            .filter_map(|name| sources.get(name))
            .map(|source| SourceView {
                title: source.title.clone(),
                publisher: source.publisher.clone(),
                url: source.url.clone(),
                date: source.date.map(|date| date.to_string()),
                kind: source.kind.word(),
                long: words::source_long(source),
            })
            .collect(),
        page: CoveragePage {
            short: docket.short(&entry.organization).to_owned(),
            topic,
            found: entry.found.short(),
            asked: long(entry.asked),
            answered: long(entry.answered),
        },
    }
}

impl Entry for CoverageView {
    const HEAD: &'static [&'static str] = &["Body", "Topic", "Found", "Asked", "Answered"];
    const COLUMNS: &'static [&'static str] = &[
        "organization",
        "name",
        "topic",
        "found",
        "asked",
        "answered",
        "note",
        "source_url",
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::plain(&self.page.short),
            Cell::plain(&self.page.topic),
            Cell::plain(self.page.found),
            Cell::plain(&self.page.asked),
            Cell::plain(&self.page.answered),
        ]
    }

    fn values(&self) -> Vec<String> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let url = self.sources.iter().find_map(|source| source.url.clone());
        vec![
            self.organization.clone(),
            self.name.clone(),
            self.topic.clone(),
            self.found.to_owned(),
            text(&self.asked),
            text(&self.answered),
            text(&self.note),
            text(&url),
        ]
    }

    fn title(&self) -> String {
        format!("{}, {}", self.name, self.page.topic)
    }

    fn pairs(&self) -> Vec<Pair> {
        let one = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        [
            pair("found", [format!("{} ({})", self.page.found, self.found)]),
            pair("topic", [self.topic.clone()]),
            pair("asked", one(&self.page.asked)),
            pair("answered", one(&self.page.answered)),
            pair("note", self.note.clone()),
            pair(
                "sources",
                self.sources.iter().map(|source| source.long.clone()),
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn next(&self) -> Vec<String> {
        vec![
            format!("comity ask {}", self.organization),
            format!("comity coverage edit {} --help", self.organization),
        ]
    }
}
