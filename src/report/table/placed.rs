//! A row a place: what the bodies of each place answer on one topic, for a map.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::law::{Bench, Calendar, Class, Lens, Question};
use crate::model::{Day, Docket, Slug};
use crate::report::page::{Block, Flat, Page, Report, Table};

/// What is asked of the bodies of each place.
#[derive(Debug, Clone)]
pub struct PlacedQuestion {
    /// The bodies.
    pub organizations: Vec<Slug>,
    /// The topic.
    pub topic: Slug,
    /// The other side.
    pub counterpart: Option<Slug>,
    /// The day.
    pub on: Day,
}

/// A place with what its bodies answer.
#[derive(Debug, Clone, Serialize)]
pub struct PlacedRow {
    place: String,
    name: String,
    kind: &'static str,
    geoid: Option<String>,
    topic: String,
    #[serde(rename = "for")]
    counterpart: Option<String>,
    on: String,
    /// The class of the answer; `mixed` where the bodies of the place differ.
    class: &'static str,
    certainty: String,
    coverage: String,
    organizations: Vec<String>,
}

/// Places with what their bodies answer. The JSON form is the array of the rows.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Placed {
    rows: Vec<PlacedRow>,
}

/// Answers for each place in which one of the bodies has its main place.
pub fn placed(docket: &Docket, what: &PlacedQuestion) -> Placed {
    let calendar = Calendar::new(docket);
    let question = Question {
        topic: what.topic.clone(),
        counterpart: what.counterpart.clone(),
        role: None,
        given: std::collections::BTreeSet::new(),
        lens: Lens::All,
    };
    let mut rows: BTreeMap<&Slug, PlacedRow> = BTreeMap::new();
    for id in &what.organizations {
        let body = docket.organizations.get(id);
        let place = body.and_then(|body| docket.places.get(body.places.first()?));
        let Some(place) = place else { continue };
        let bench = Bench::new(docket, &calendar, id, what.on);
        let answer = bench.answer(&question);
        let row = rows.entry(&place.id).or_insert_with(|| PlacedRow {
            place: place.id.to_string(),
            name: place.name.clone(),
            kind: place.kind.word(),
            geoid: place.geoid.clone(),
            topic: what.topic.to_string(),
            counterpart: what.counterpart.as_ref().map(ToString::to_string),
            on: what.on.to_string(),
            class: answer.class.word(),
            certainty: String::new(),
            coverage: String::new(),
            organizations: Vec::new(),
        });
        if row.class != answer.class.word() {
            row.class = Class::Mixed.word();
        }
        add(&mut row.certainty, answer.certainty.word());
        add(&mut row.coverage, answer.coding.word());
        row.organizations.push(id.to_string());
    }
    Placed {
        rows: rows.into_values().collect(),
    }
}

impl Placed {
    /// The places of which no GEOID is on record: a map cannot place them.
    pub fn without_geoid(&self) -> Vec<&str> {
        let rows = self.rows.iter().filter(|row| row.geoid.is_none());
        rows.map(|row| row.place.as_str()).collect()
    }
}

/// Adds a word to those that the bodies of a place have, each once.
fn add(words: &mut String, word: &str) {
    if words.split(" | ").any(|known| known == word) {
        return;
    }
    if !words.is_empty() {
        words.push_str(" | ");
    }
    words.push_str(word);
}

impl PlacedRow {
    fn cells(&self) -> Vec<String> {
        vec![
            self.place.clone(),
            self.name.clone(),
            self.kind.to_owned(),
            self.geoid.clone().unwrap_or_default(),
            self.topic.clone(),
            self.counterpart.clone().unwrap_or_default(),
            self.on.clone(),
            self.class.to_owned(),
            self.certainty.clone(),
            self.coverage.clone(),
            self.organizations.join(" | "),
        ]
    }
}

const HEAD: [&str; 11] = [
    "place",
    "name",
    "kind",
    "geoid",
    "topic",
    "for",
    "on",
    "class",
    "certainty",
    "coverage",
    "organizations",
];

impl Report for Placed {
    type Item = PlacedRow;

    fn page(&self) -> Page {
        Page {
            blocks: vec![Block::Table(Table {
                head: HEAD.map(str::to_owned).to_vec(),
                rows: self
                    .rows
                    .iter()
                    .map(|row| row.cells().into_iter().map(Into::into).collect())
                    .collect(),
                airy: false,
            })],
            ..Page::default()
        }
    }

    fn flat(&self) -> Flat {
        Flat {
            head: HEAD.to_vec(),
            rows: self.rows.iter().map(PlacedRow::cells).collect(),
        }
    }

    fn items(&self) -> Vec<&PlacedRow> {
        self.rows.iter().collect()
    }
}
