//! The comparison: one decision a cell, bodies against topics.

mod cell;
mod count;
mod layout;
mod why;

use std::collections::BTreeSet;

use serde::Serialize;

pub use self::cell::CellView;
pub(super) use self::cell::is_unchecked;
pub use self::count::{Count, TopicCount, count};
use self::layout::{InFull, Layout};
use crate::law::{Answer, Bench, Calendar, Lens, Question};
use crate::model::{Day, Docket, Family, Slug};
use crate::report::page::{Block, Cell, Flat, Page, Report, Table};

/// What stands in the place of an empty table.
const NO_TOPIC: &str = "No body asked has a rule or coverage on any topic that day.";

/// From which file, and which state of it, a report was made.
#[derive(Debug, Clone, Default)]
pub struct Stamp {
    /// The database file.
    pub database: String,
    /// The last operation in it.
    pub operation: i64,
}

/// What to compare.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The bodies, in the order of the table.
    pub organizations: Vec<Slug>,
    /// The topics; empty: those on which some body has coverage or a rule of that very topic.
    pub topics: Vec<Slug>,
    /// The other side.
    pub counterpart: Option<Slug>,
    /// The role.
    pub role: Option<Slug>,
    /// Facts known to hold.
    pub given: BTreeSet<Slug>,
    /// The day.
    pub on: Day,
    /// Without the law above the bodies.
    pub own_orders: bool,
    /// With the reason for every cell.
    pub why: bool,
    /// Always bodies down and topics across.
    pub bodies_down: bool,
}

/// A comparison, ready to be printed.
#[derive(Debug, Serialize)]
pub struct Compare {
    schema: &'static str,
    on: String,
    #[serde(rename = "for")]
    counterpart: Option<String>,
    role: Option<String>,
    given: Vec<String>,
    organizations: Vec<String>,
    topics: Vec<String>,
    cells: Vec<CellView>,
    database: String,
    operation: i64,
    #[serde(skip)]
    layout: Layout,
}

/// The bodies of a comparison, as they stand on its day.
fn benches<'a>(
    docket: &'a Docket,
    calendar: &'a Calendar<'a>,
    what: &Comparison,
) -> Vec<Bench<'a>> {
    what.organizations
        .iter()
        .map(|org| Bench::new(docket, calendar, org, what.on))
        .collect()
}

/// The topics of a comparison, with an answer for each body.
fn answered<'a>(benches: &[Bench<'a>], what: &Comparison) -> (Vec<Slug>, Vec<Vec<Answer<'a>>>) {
    let topics = if what.topics.is_empty() {
        topics(benches, |topic| question(what, topic))
    } else {
        what.topics.clone()
    };
    let answers = topics
        .iter()
        .map(|topic| {
            benches
                .iter()
                .map(|bench| bench.answer(&question(what, topic)))
                .collect()
        })
        .collect();
    (topics, answers)
}

/// Compares bodies on topics on a day.
pub fn compare(docket: &Docket, stamp: &Stamp, what: &Comparison) -> Compare {
    let calendar = Calendar::new(docket);
    let benches = benches(docket, &calendar, what);
    let (topics, answers) = answered(&benches, what);
    let cells: Vec<CellView> = topics
        .iter()
        .zip(&answers)
        .flat_map(|(topic, row)| {
            benches
                .iter()
                .zip(row)
                .map(|(bench, answer)| cell::cell(bench, topic, answer))
        })
        .collect();
    let layout = layout::layout(docket, stamp, what, &benches, &topics, &answers, &cells);
    Compare {
        schema: "comity.compare/1",
        on: what.on.to_string(),
        counterpart: what.counterpart.as_ref().map(ToString::to_string),
        role: what.role.as_ref().map(ToString::to_string),
        given: what.given.iter().map(ToString::to_string).collect(),
        organizations: what.organizations.iter().map(ToString::to_string).collect(),
        topics: topics.iter().map(ToString::to_string).collect(),
        cells,
        database: stamp.database.clone(),
        operation: stamp.operation,
        layout,
    }
}

fn question(what: &Comparison, topic: &Slug) -> Question {
    Question {
        topic: topic.clone(),
        counterpart: what.counterpart.clone(),
        role: what.role.clone(),
        given: what.given.clone(),
        lens: if what.own_orders {
            Lens::Own
        } else {
            Lens::All
        },
    }
}

/// The topics on which some body has coverage or a rule of that very topic in force, suspended or
/// not, in the codebook's order.
pub(super) fn topics(benches: &[Bench<'_>], question: impl Fn(&Slug) -> Question) -> Vec<Slug> {
    let mut topics: BTreeSet<Slug> = BTreeSet::new();
    for bench in benches {
        let covered = bench.docket().coverage.iter().filter_map(|coverage| {
            coverage
                .topic
                .clone()
                .filter(|_| coverage.organization == *bench.organization())
        });
        topics.extend(covered);
        for topic in bench.topics() {
            if !topics.contains(topic) && bench.has_rule_of(&question(topic)) {
                topics.insert(topic.clone());
            }
        }
    }
    let mut topics: Vec<Slug> = topics.into_iter().collect();
    if let Some(bench) = benches.first() {
        let book = &bench.docket().codebook;
        topics.sort_by_key(|topic| book.order(Family::Topic, topic));
    }
    topics
}

/// The text with its first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

impl Compare {
    fn cell(&self, topic: usize, body: usize, in_full: &mut InFull) -> Cell {
        let Some(cell) = self.cells.get(topic * self.organizations.len() + body) else {
            return Cell::default();
        };
        Cell {
            lines: cell.lines.iter().map(|line| in_full.line(line)).collect(),
            notes: cell.notes.clone(),
        }
    }
}

impl Report for Compare {
    type Item = CellView;

    fn page(&self) -> Page {
        let layout = &self.layout;
        let mut table = Table {
            airy: true,
            ..Table::default()
        };
        if self.cells.is_empty() {
            return Page {
                title: layout.title.clone(),
                blocks: vec![Block::Paragraph(NO_TOPIC.to_owned())],
                foot: layout.foot.clone(),
                next: layout.next.clone(),
            };
        }
        let mut in_full = InFull::of(match layout.bodies_down {
            true => layout.topics.len(),
            false => layout.bodies.len(),
        });
        if layout.bodies_down {
            table.head = std::iter::once(String::new())
                .chain(layout.topics.clone())
                .collect();
            for (body, name) in layout.bodies.iter().enumerate() {
                let cells =
                    (0..layout.topics.len()).map(|topic| self.cell(topic, body, &mut in_full));
                table
                    .rows
                    .push(std::iter::once(Cell::plain(name)).chain(cells).collect());
            }
        } else {
            table.head = std::iter::once(String::new())
                .chain(layout.bodies.clone())
                .collect();
            for (topic, name) in layout.topics.iter().enumerate() {
                let cells =
                    (0..layout.bodies.len()).map(|body| self.cell(topic, body, &mut in_full));
                table
                    .rows
                    .push(std::iter::once(Cell::plain(name)).chain(cells).collect());
            }
        }
        let mut blocks = vec![Block::Table(table)];
        blocks.extend(in_full.blocks());
        for (heading, pairs) in &layout.why {
            blocks.push(Block::Heading(heading.clone()));
            blocks.push(Block::Pairs(pairs.clone()));
        }
        Page {
            title: layout.title.clone(),
            blocks,
            foot: layout.foot.clone(),
            next: layout.next.clone(),
        }
    }

    fn flat(&self) -> Flat {
        let head = vec![
            "organization",
            "name",
            "place",
            "geoid",
            "topic",
            "coverage",
            "answer",
            "class",
            "text",
            "directive",
            "version",
            "cite",
            "standing",
            "source_url",
            "last_checked",
            "on",
        ];
        let rows = self
            .cells
            .iter()
            .map(|cell| {
                let flat = &cell.flat;
                vec![
                    cell.organization.clone(),
                    flat.name.clone(),
                    flat.place.clone(),
                    flat.geoid.clone(),
                    cell.topic.clone(),
                    cell.coverage.to_owned(),
                    cell.answer.to_owned(),
                    cell.class.to_owned(),
                    cell.text.clone(),
                    flat.directive.clone(),
                    flat.version.clone(),
                    flat.cite.clone(),
                    cell.standing.clone().unwrap_or_default(),
                    flat.source_url.clone(),
                    cell.last_checked.clone().unwrap_or_default(),
                    self.on.clone(),
                ]
            })
            .collect();
        Flat { head, rows }
    }

    fn items(&self) -> Vec<&CellView> {
        self.cells.iter().collect()
    }
}
