//! The comparison: one decision a cell, bodies against topics.

use std::collections::BTreeSet;

use serde::Serialize;

use super::page::{Block, Cell, Flat, Page, Pair, Report, Table, Tone};
use super::phrase;
use super::view::{self, ArmView};
use super::words;
use crate::law::{Answer, Bench, Calendar, Certainty, Coding, Lens, Question, Word};
use crate::model::date::long_day;
use crate::model::{Day, Docket, Family, Slug};

/// The most bodies that stand side by side; more go down the page.
const SIDE_BY_SIDE: usize = 4;

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

#[derive(Debug)]
struct Layout {
    title: String,
    bodies: Vec<String>,
    topics: Vec<String>,
    bodies_down: bool,
    why: Vec<(String, Vec<Pair>)>,
    foot: Vec<String>,
    next: Vec<String>,
}

/// A cell. See `docs/compare.md` for the keys.
#[derive(Debug, Serialize)]
pub struct CellView {
    organization: String,
    topic: String,
    coverage: &'static str,
    answer: &'static str,
    class: &'static str,
    certainty: &'static str,
    text: String,
    arms: Vec<ArmView>,
    conflict: bool,
    disputed: bool,
    inherited: bool,
    standing: Option<String>,
    last_checked: Option<String>,
    #[serde(skip)]
    lines: Vec<(Tone, String)>,
    #[serde(skip)]
    flat: FlatCell,
}

#[derive(Debug, Default)]
struct FlatCell {
    name: String,
    place: String,
    geoid: String,
    directive: String,
    version: String,
    cite: String,
    source_url: String,
}

/// Compares bodies on topics on a day.
pub fn compare(docket: &Docket, stamp: &Stamp, what: &Comparison) -> Compare {
    let calendar = Calendar::new(docket);
    let benches: Vec<Bench<'_>> = what
        .organizations
        .iter()
        .map(|org| Bench::new(docket, &calendar, org, what.on))
        .collect();
    let topics = if what.topics.is_empty() {
        topics(&benches, |topic| question(what, topic))
    } else {
        what.topics.clone()
    };
    let answers: Vec<Vec<Answer<'_>>> = topics
        .iter()
        .map(|topic| {
            benches
                .iter()
                .map(|bench| bench.answer(&question(what, topic)))
                .collect()
        })
        .collect();
    let cells: Vec<CellView> = topics
        .iter()
        .zip(&answers)
        .flat_map(|(topic, row)| {
            benches
                .iter()
                .zip(row)
                .map(|(bench, answer)| cell(bench, topic, answer))
        })
        .collect();
    let layout = layout(docket, stamp, what, &benches, &topics, &answers, &cells);
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

fn cell(bench: &Bench<'_>, topic: &Slug, answer: &Answer<'_>) -> CellView {
    let docket = bench.docket();
    let org = bench.organization();
    let deciding = answer.outcome.lines.iter().find_map(|line| {
        let reached = || line.reachable.iter().flatten().next().copied();
        line.decides
            .or_else(reached)
            .map(|at| &line.list.arms[at].entry)
    });
    let place = docket
        .organizations
        .get(org)
        .and_then(|body| body.places.first())
        .and_then(|place| docket.places.get(place));
    let flat = FlatCell {
        name: docket
            .organizations
            .get(org)
            .map_or_else(String::new, |body| body.name().to_owned()),
        place: place.map_or_else(String::new, |place| place.id.to_string()),
        geoid: place
            .and_then(|place| place.geoid.clone())
            .unwrap_or_default(),
        directive: deciding.map_or_else(String::new, |entry| entry.cited.directive.id.to_string()),
        version: deciding.map_or_else(String::new, |entry| entry.cited.version.label.clone()),
        cite: deciding
            .and_then(|entry| entry.cited.rule.cite.clone())
            .unwrap_or_default(),
        source_url: deciding
            .and_then(|entry| {
                view::sources(&entry.cited)
                    .iter()
                    .find_map(|source| source.url.clone())
            })
            .unwrap_or_default(),
    };
    let mut arms: Vec<ArmView> = Vec::new();
    for line in &answer.outcome.lines {
        for (at, arm) in line.list.arms.iter().enumerate() {
            let one = ArmView::of_arm(arm);
            let known = arms.iter().any(|other| {
                other.rule == one.rule
                    && other.effect == one.effect
                    && other.condition == one.condition
            });
            if line.reachable.contains(&Some(at)) && !known {
                arms.push(one);
            }
        }
    }
    CellView {
        organization: org.to_string(),
        topic: topic.to_string(),
        coverage: answer.coding.word(),
        answer: answer.word.word(),
        class: answer.class.word(),
        certainty: answer.certainty.word(),
        text: phrase::cell(docket, answer),
        arms,
        conflict: answer.is_conflict(),
        disputed: !answer.disputed.is_empty(),
        inherited: deciding.is_some_and(|entry| entry.cited.directive.id.issuer != *org),
        standing: deciding.map(|entry| entry.cited.standing().word().to_owned()),
        last_checked: deciding
            .and_then(|entry| entry.cited.version.last_checked)
            .map(|date| date.to_string()),
        lines: printed(bench, answer),
        flat,
    }
}

/// The lines of a printed cell: what is decided, where it comes from, what is doubtful about it.
fn printed(bench: &Bench<'_>, answer: &Answer<'_>) -> Vec<(Tone, String)> {
    let docket = bench.docket();
    let org = bench.organization();
    let mut lines = Vec::new();
    let quiet = |text: String, lines: &mut Vec<(Tone, String)>| lines.push((Tone::Quiet, text));
    match answer.coding {
        Coding::Looked(found) => quiet(found.short().to_owned(), &mut lines),
        Coding::NotCoded => quiet(phrase::NOTHING.to_owned(), &mut lines),
        Coding::Coded => {}
    }
    if answer.is_conflict() {
        lines.push((Tone::Marked, "conflict:".to_owned()));
    }
    if answer.word == Word::Uncertain {
        lines.push((Tone::Marked, "uncertain:".to_owned()));
    }
    for line in &answer.outcome.lines {
        let text = phrase::line(docket, line, phrase::Voice::Text);
        let text = match phrase::who(docket, line, &answer.outcome.lines) {
            Some(who) => format!("{who}: {text}"),
            None => text,
        };
        let tone = if line.reachable.iter().any(Option::is_some) {
            Tone::Strong
        } else {
            Tone::Quiet
        };
        lines.push((tone, text));
        let mut origins: Vec<String> = Vec::new();
        for clause in phrase::clauses(docket, line, phrase::Voice::Text) {
            for entry in &clause.rests_on {
                let origin = phrase::origin(docket, org, entry);
                if !origins.contains(&origin) {
                    origins.push(origin);
                }
            }
        }
        if !origins.is_empty() {
            quiet(origins.join("; "), &mut lines);
        }
    }
    if answer.word == Word::Uncertain {
        for other in &answer.alternatives {
            let text = phrase::outcome(docket, &other.outcome, phrase::Voice::Text);
            lines.push((Tone::Marked, format!("or {text}")));
        }
    }
    lines.extend(doubts(answer).into_iter().map(|doubt| (Tone::Quiet, doubt)));
    lines
}

/// What a reader of the cell must know beside it.
fn doubts(answer: &Answer<'_>) -> Vec<String> {
    let mut doubts = Vec::new();
    let decided = answer
        .outcome
        .lines
        .iter()
        .find_map(|line| line.decided_by());
    match answer.certainty {
        Certainty::Unchecked => {
            let checked = decided.and_then(|entry| entry.cited.version.last_checked);
            doubts.push(match checked {
                Some(date) => format!("last checked {}", date.long()),
                None => "never checked".to_owned(),
            });
        }
        Certainty::Uncertain if !answer.disputed.is_empty() => {
            doubts.push("disputed whether it binds".to_owned());
        }
        Certainty::Uncertain if answer.word == Word::Uncertain => {}
        Certainty::Uncertain if decided.is_none() && answer.alternatives.is_empty() => {
            doubts.push("a text in force was not seen".to_owned());
        }
        Certainty::Uncertain => match answer.alternatives.first() {
            Some(other) if !other.not_yet.is_empty() => {
                doubts.push("day of effect not seen".to_owned());
            }
            Some(_) => doubts.push("exceptions not certain".to_owned()),
            None => doubts.push("day of effect not seen".to_owned()),
        },
        Certainty::Certain => {}
    }
    for held in &answer.suspended {
        doubts.push(format!(
            "suspended: {}",
            held.cited
                .rule
                .cite
                .clone()
                .unwrap_or_else(|| held.cited.directive.name().to_owned())
        ));
    }
    if !answer.limits.is_empty() {
        doubts.push("may be contrary to the law above".to_owned());
    }
    doubts
}

fn layout(
    docket: &Docket,
    stamp: &Stamp,
    what: &Comparison,
    benches: &[Bench<'_>],
    topics: &[Slug],
    answers: &[Vec<Answer<'_>>],
    cells: &[CellView],
) -> Layout {
    let book = &docket.codebook;
    let side = match &what.counterpart {
        Some(counterpart) => format!("Working with {}", words::counterpart(docket, counterpart)),
        None => "Working with federal agencies".to_owned(),
    };
    let empty = cells.iter().filter(|cell| cell.coverage != "coded").count();
    let mut title = format!(
        "{side}, {}: {}, {}",
        long_day(what.on),
        words::count(what.organizations.len(), "body"),
        words::count(topics.len(), "topic"),
    );
    if !cells.is_empty() {
        title.push_str(&format!(
            "; {empty} of {} cells with nothing on record",
            cells.len()
        ));
    }
    if let Some(role) = &what.role {
        title.push_str(&format!("; {} only", book.words(Family::Role, role)));
    }
    if !what.given.is_empty() {
        let given: Vec<&str> = what
            .given
            .iter()
            .map(|fact| book.words(Family::Condition, fact))
            .collect();
        title.push_str(&format!("; given: {}", given.join(", ")));
    }
    if what.own_orders {
        title.push_str("; own orders only, without the law above them");
    }
    let mut foot = Vec::new();
    let mut unseen: Vec<String> = Vec::new();
    let stubs = answers.iter().flatten().flat_map(|answer| &answer.unseen);
    for (directive, version) in stubs {
        let text = format!(
            "{} {}, {}",
            docket.short(&directive.id.issuer),
            directive.name(),
            words::version_word(version)
        );
        if !unseen.contains(&text) {
            unseen.push(text);
        }
    }
    if !unseen.is_empty() {
        foot.push(format!(
            "In force, but no rule of it is known: {}.",
            unseen.join("; ")
        ));
    }
    let mut last = format!("Operation {}.", stamp.operation);
    if !what.why && !cells.is_empty() {
        last.insert_str(0, "Reasons for every cell: --why. ");
    }
    foot.push(last);
    let why = if what.why {
        reasons(benches, topics, answers)
    } else {
        Vec::new()
    };
    let next = match (topics.first(), what.organizations.first()) {
        (Some(topic), Some(org)) => {
            let side = what
                .counterpart
                .as_ref()
                .map_or_else(String::new, |side| format!(" --for {side}"));
            vec![format!("comity ask {org} {topic}{side} --on {}", what.on)]
        }
        (None, Some(org)) => vec![format!("comity list {org}")],
        _ => Vec::new(),
    };
    Layout {
        title,
        bodies: what
            .organizations
            .iter()
            .map(|org| docket.short(org).to_owned())
            .collect(),
        topics: topics
            .iter()
            .map(|topic| capital(book.words(Family::Topic, topic)))
            .collect(),
        bodies_down: what.bodies_down || what.organizations.len() > SIDE_BY_SIDE,
        why,
        foot,
        next,
    }
}

/// The fact-checker's sheet: for every cell each rule that bound the body on the topic, and what
/// became of it.
fn reasons(
    benches: &[Bench<'_>],
    topics: &[Slug],
    answers: &[Vec<Answer<'_>>],
) -> Vec<(String, Vec<Pair>)> {
    let mut all = Vec::new();
    for (topic, row) in topics.iter().zip(answers) {
        for (bench, answer) in benches.iter().zip(row) {
            let docket = bench.docket();
            let heading = format!(
                "{}: {}",
                capital(docket.codebook.words(Family::Topic, topic)),
                docket.short(bench.organization())
            );
            all.push((heading, super::why::pairs(bench, topic, answer)));
        }
    }
    all
}

/// The text with its first letter large.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

impl Compare {
    fn cell(&self, topic: usize, body: usize) -> Cell {
        let lines = self
            .cells
            .get(topic * self.organizations.len() + body)
            .map(|cell| cell.lines.clone())
            .unwrap_or_default();
        Cell { lines }
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
            let text = "No body asked has a rule or coverage on any topic that day.";
            return Page {
                title: layout.title.clone(),
                blocks: vec![Block::Paragraph(text.to_owned())],
                foot: layout.foot.clone(),
                next: layout.next.clone(),
            };
        }
        if layout.bodies_down {
            table.head = std::iter::once(String::new())
                .chain(layout.topics.clone())
                .collect();
            for (body, name) in layout.bodies.iter().enumerate() {
                let cells = (0..layout.topics.len()).map(|topic| self.cell(topic, body));
                table
                    .rows
                    .push(std::iter::once(Cell::plain(name)).chain(cells).collect());
            }
        } else {
            table.head = std::iter::once(String::new())
                .chain(layout.bodies.clone())
                .collect();
            for (topic, name) in layout.topics.iter().enumerate() {
                let cells = (0..layout.bodies.len()).map(|body| self.cell(topic, body));
                table
                    .rows
                    .push(std::iter::once(Cell::plain(name)).chain(cells).collect());
            }
        }
        let mut blocks = vec![Block::Table(table)];
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
