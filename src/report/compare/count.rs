//! How many bodies answer what: the cells of a comparison in groups that add up to the number asked.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cell::{self, CellView};
use super::{Comparison, Stamp, answered, benches, capital, layout};
use crate::law::{Answer, Calendar, Certainty, Class, Coding, Line, Word};
use crate::model::date::long_day;
use crate::model::{Docket, Family, Found, Slug};
use crate::report::page::{Block, Cell, Flat, Page, Report, Table, Tone};
use crate::report::{phrase, words};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.count/1";

/// Bodies that answer alike.
#[derive(Debug, Clone, Serialize)]
struct Group {
    /// In words.
    label: String,
    answer: &'static str,
    class: &'static str,
    coverage: &'static str,
    certain: bool,
    count: usize,
    organizations: Vec<String>,
    #[serde(skip)]
    names: Vec<String>,
}

/// The groups of one topic.
#[derive(Debug, Clone, Serialize)]
pub struct TopicCount {
    schema: &'static str,
    topic: String,
    on: String,
    #[serde(rename = "for")]
    counterpart: Option<String>,
    role: Option<String>,
    given: Vec<String>,
    groups: Vec<Group>,
    total: usize,
    press_only: usize,
    unchecked: usize,
    not_seen: usize,
    /// The bodies of which a practice is told beside the texts: what they say or are seen to do.
    practice: Vec<String>,
    #[serde(skip)]
    practice_names: Vec<String>,
    #[serde(skip)]
    heading: String,
}

/// How many bodies answer what, ready to be printed.
#[derive(Debug, Serialize)]
pub struct Count {
    schema: &'static str,
    on: String,
    #[serde(rename = "for")]
    counterpart: Option<String>,
    role: Option<String>,
    given: Vec<String>,
    organizations: Vec<String>,
    topics: Vec<TopicCount>,
    database: String,
    operation: i64,
    #[serde(skip)]
    page: Page,
}

/// What puts a cell into its group: first by the order in which groups are told, then by words.
type Key = (u8, String);

/// Counts bodies by what they answer. With `names` the page says which.
pub fn count(docket: &Docket, stamp: &Stamp, what: &Comparison, names: bool) -> Count {
    let calendar = Calendar::new(docket);
    let benches = benches(docket, &calendar, what);
    let (topics, answers) = answered(&benches, what);
    let mut cells: Vec<CellView> = Vec::new();
    let mut counts: Vec<TopicCount> = Vec::new();
    for (topic, row) in topics.iter().zip(&answers) {
        let own: Vec<CellView> = benches
            .iter()
            .zip(row)
            .map(|(bench, answer)| cell::cell(bench, topic, answer))
            .collect();
        counts.push(one(docket, what, topic, row, &own));
        cells.extend(own);
    }
    let mut foot: Vec<String> = layout::not_seen(docket, &answers).into_iter().collect();
    foot.extend(layout::sums(&cells));
    let which = if names || cells.is_empty() {
        ""
    } else {
        "Which bodies: --names. "
    };
    foot.push(format!("{which}Operation {}.", stamp.operation));
    let page = Page {
        title: layout::title(docket, what, &topics, &cells),
        blocks: blocks(&counts, what, names),
        foot,
        next: layout::next(what, &topics),
    };
    Count {
        schema: SCHEMA,
        on: what.on.to_string(),
        counterpart: what.counterpart.as_ref().map(ToString::to_string),
        role: what.role.as_ref().map(ToString::to_string),
        given: what.given.iter().map(ToString::to_string).collect(),
        organizations: what.organizations.iter().map(ToString::to_string).collect(),
        topics: counts,
        database: stamp.database.clone(),
        operation: stamp.operation,
        page,
    }
}

fn one(
    docket: &Docket,
    what: &Comparison,
    topic: &Slug,
    answers: &[Answer<'_>],
    cells: &[CellView],
) -> TopicCount {
    let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
    for (answer, cell) in answers.iter().zip(cells) {
        let key = key(docket, answer, !what.given.is_empty());
        let group = groups.entry(key.clone()).or_insert_with(|| Group {
            label: key.1,
            answer: cell.answer,
            class: cell.class,
            coverage: cell.coverage,
            certain: answer.certainty != Certainty::Uncertain,
            count: 0,
            organizations: Vec::new(),
            names: Vec::new(),
        });
        group.count += 1;
        group.organizations.push(cell.organization.clone());
        let body: Option<&Slug> = what
            .organizations
            .iter()
            .find(|org| org.as_str() == cell.organization);
        group
            .names
            .push(body.map_or_else(String::new, |org| docket.short(org).to_owned()));
    }
    let practised: Vec<&CellView> = cells
        .iter()
        .filter(|cell| !cell.practice.is_empty())
        .collect();
    let many = |is: fn(&CellView) -> bool| cells.iter().filter(|cell| is(cell)).count();
    TopicCount {
        schema: SCHEMA,
        topic: topic.to_string(),
        on: what.on.to_string(),
        counterpart: what.counterpart.as_ref().map(ToString::to_string),
        role: what.role.as_ref().map(ToString::to_string),
        given: what.given.iter().map(ToString::to_string).collect(),
        groups: groups.into_values().collect(),
        total: cells.len(),
        press_only: many(|cell| cell.press_only),
        unchecked: many(|cell| cell.unchecked),
        not_seen: many(|cell| !cell.unseen.is_empty()),
        practice: practised
            .iter()
            .map(|cell| cell.organization.clone())
            .collect(),
        practice_names: what
            .organizations
            .iter()
            .filter(|org| {
                practised
                    .iter()
                    .any(|cell| cell.organization == org.as_str())
            })
            .map(|org| docket.short(org).to_owned())
            .collect(),
        heading: capital(docket.codebook.words(Family::Topic, topic)),
    }
}

/// The group of an answer. What dates or a disputed bond leave open is never counted with what is
/// known, and what nobody coded never with what somebody looked for.
fn key(docket: &Docket, answer: &Answer<'_>, given: bool) -> Key {
    match answer.coding {
        Coding::Looked(found) => return looked(found),
        _ if answer.word == Word::Uncertain => {
            return (
                20,
                "uncertain: dates leave more than one answer open".to_owned(),
            );
        }
        Coding::NotCoded if answer.certainty == Certainty::Uncertain => {
            return (30, "a text in force was not seen".to_owned());
        }
        Coding::NotCoded => return (50, phrase::NOTHING.to_owned()),
        Coding::Coded => {}
    }
    let (order, mut label) = decided(docket, answer, given);
    if answer.is_conflict() {
        label.push_str(", in conflict");
    }
    if answer.certainty == Certainty::Uncertain {
        label.push_str(", not certain");
    }
    (order, label)
}

fn looked(found: Found) -> Key {
    (40, found.short().to_owned())
}

/// The group of an answer that rules bring.
fn decided(docket: &Docket, answer: &Answer<'_>, given: bool) -> Key {
    match answer.word {
        Word::ByRole => return (10, "differs by role".to_owned()),
        Word::ByCounterpart => return (11, "differs by agency".to_owned()),
        _ => {}
    }
    let outcome = &answer.outcome;
    let verb = outcome
        .lines
        .iter()
        .find_map(Line::decided_by)
        .and_then(|entry| words::weak_verb(entry.cited.rule))
        .map_or_else(String::new, |verb| format!(" ({verb})"));
    let effect = match answer.word {
        Word::None => phrase::NOTHING,
        word => word.word(),
    };
    let (order, text) = if given {
        let order = match answer.word {
            Word::Requires => 0,
            Word::Permits => 3,
            Word::Prohibits => 6,
            _ => 14,
        };
        (order, format!("{effect}{verb}"))
    } else {
        classed(answer.class, effect, &verb)
    };
    let who = match outcome.lines.as_slice() {
        [line] => phrase::who(docket, line, outcome),
        _ => None,
    };
    match who {
        Some(who) => (order, format!("{text}, {who}")),
        None => (order, text),
    }
}

fn classed(class: Class, effect: &str, verb: &str) -> (u8, String) {
    let (order, text) = match class {
        Class::Requires => (0, "requires"),
        Class::RequiresUnless => (1, "requires with exceptions"),
        Class::RequiresWhen => (2, "requires in some cases"),
        Class::Permits => (3, "permits"),
        Class::PermitsUnless => (4, "permits with exceptions"),
        Class::PermitsWhen => (5, "permits in some cases"),
        Class::Prohibits => (6, "prohibits"),
        Class::ProhibitsUnless => (7, "prohibits with exceptions"),
        Class::ProhibitsWhen => (8, "prohibits in some cases"),
        Class::Mixed => {
            return (
                12,
                format!("{effect}{verb}; further facts bring something else"),
            );
        }
        Class::None => return (14, format!("{}: no rule decides", phrase::NOTHING)),
    };
    match text.split_once(' ') {
        Some((effect, rest)) => (order, format!("{effect}{verb} {rest}")),
        None => (order, format!("{text}{verb}")),
    }
}

fn blocks(counts: &[TopicCount], what: &Comparison, names: bool) -> Vec<Block> {
    if counts.is_empty() {
        return vec![Block::Paragraph(super::NO_TOPIC.to_owned())];
    }
    let mut blocks = Vec::new();
    for one in counts {
        blocks.push(Block::Heading(one.heading.clone()));
        blocks.push(Block::Table(table(one, names)));
        blocks.extend(rests_on(one, what).map(Block::Paragraph));
    }
    blocks
}

fn table(count: &TopicCount, names: bool) -> Table {
    let cells = |label: Cell, number: usize, of: String| {
        let mut row = vec![label, Cell::plain(number.to_string())];
        if names {
            row.push(Cell::plain(of));
        }
        row
    };
    let mut rows: Vec<Vec<Cell>> = count
        .groups
        .iter()
        .map(|group| {
            let label = Cell::of(vec![(Tone::Strong, group.label.clone())]);
            cells(label, group.count, group.names.join(", "))
        })
        .collect();
    rows.push(cells(
        Cell::quiet("bodies asked"),
        count.total,
        String::new(),
    ));
    Table {
        head: vec![String::new(); if names { 3 } else { 2 }],
        rows,
        airy: false,
    }
}

/// How firm the ground is on which the groups stand.
fn rests_on(count: &TopicCount, what: &Comparison) -> Option<String> {
    let verb = |number: usize| if number == 1 { "rests" } else { "rest" };
    let mut parts = Vec::new();
    if count.press_only > 0 {
        let number = count.press_only;
        parts.push(format!(
            "{number} of these {} on press accounts alone.",
            verb(number)
        ));
    }
    if count.unchecked > 0 {
        let number = count.unchecked;
        let of = if parts.is_empty() { " of these" } else { "" };
        parts.push(format!(
            "{number}{of} {} on records last checked before {}.",
            verb(number),
            long_day(what.on)
        ));
    }
    if !count.practice.is_empty() {
        parts.push(format!(
            "Not counted: a practice is told of {}.",
            count.practice_names.join(", ")
        ));
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

impl Report for Count {
    type Item = TopicCount;

    fn page(&self) -> Page {
        self.page.clone()
    }

    fn flat(&self) -> Flat {
        let head = vec![
            "topic",
            "label",
            "answer",
            "class",
            "coverage",
            "certain",
            "count",
            "total",
            "organizations",
            "for",
            "on",
        ];
        let rows = self
            .topics
            .iter()
            .flat_map(|topic| topic.groups.iter().map(move |group| (topic, group)))
            .map(|(topic, group)| {
                vec![
                    topic.topic.clone(),
                    group.label.clone(),
                    group.answer.to_owned(),
                    group.class.to_owned(),
                    group.coverage.to_owned(),
                    group.certain.to_string(),
                    group.count.to_string(),
                    topic.total.to_string(),
                    group.organizations.join(" "),
                    topic.counterpart.clone().unwrap_or_default(),
                    topic.on.clone(),
                ]
            })
            .collect();
        Flat { head, rows }
    }

    fn items(&self) -> Vec<&TopicCount> {
        self.topics.iter().collect()
    }
}
