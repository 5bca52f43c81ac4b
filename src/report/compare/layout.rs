//! What stands round the cells: the heading, the names, the small print.

use super::cell::{CellLine, CellView};
use super::{Comparison, Stamp, capital, why};
use crate::law::{Answer, Bench, Coding};
use crate::model::date::long_day;
use crate::model::{Docket, Family, Slug};
use crate::report::absence::Absence;
use crate::report::page::{Block, Pair, Tone};
use crate::report::words;

/// The most bodies that stand side by side; more go down the page.
const SIDE_BY_SIDE: usize = 4;

#[derive(Debug)]
pub(super) struct Layout {
    pub(super) title: String,
    pub(super) bodies: Vec<String>,
    pub(super) topics: Vec<String>,
    pub(super) bodies_down: bool,
    pub(super) why: Vec<(String, Vec<Pair>)>,
    pub(super) foot: Vec<String>,
    pub(super) next: Vec<String>,
}

/// Decisions for which the cells have no room, each once, in the order of their letters.
#[derive(Debug, Default)]
pub(super) struct InFull {
    /// The longest decision for which there is room, in characters.
    room: usize,
    told: Vec<String>,
}

impl InFull {
    /// A page's width of six lines or so, shared by the columns; cells of more than four columns
    /// stand in several tables.
    pub(super) fn of(columns: usize) -> Self {
        Self {
            room: 360 / columns.clamp(1, 4),
            told: Vec::new(),
        }
    }

    /// A line as it stands in its cell: a decision that is too long in short, with the letter under
    /// which it stands in full.
    pub(super) fn line(&mut self, line: &CellLine) -> (Tone, String) {
        let CellLine { lead, text, .. } = line;
        let text = match &line.short {
            Some(short) if text.chars().count() > self.room => {
                let known = self.told.iter().position(|other| other == text);
                let at = known.unwrap_or_else(|| {
                    self.told.push(text.clone());
                    self.told.len() - 1
                });
                format!("{lead}{short} ({})", letters(at))
            }
            _ => format!("{lead}{text}"),
        };
        (line.tone, text)
    }

    pub(super) fn blocks(self) -> Vec<Block> {
        if self.told.is_empty() {
            return Vec::new();
        }
        let pairs = self.told.into_iter().enumerate();
        vec![
            Block::Heading("In full".to_owned()),
            Block::Pairs(
                pairs
                    .map(|(at, full)| Pair::new(letters(at), full))
                    .collect(),
            ),
        ]
    }
}

/// "a" to "z", then "aa" and so on.
fn letters(at: usize) -> String {
    let last = char::from(b'a' + u8::try_from(at % 26).unwrap_or_default());
    match at / 26 {
        0 => last.to_string(),
        rest => format!("{}{last}", letters(rest - 1)),
    }
}

pub(super) fn layout(
    docket: &Docket,
    stamp: &Stamp,
    what: &Comparison,
    benches: &[Bench<'_>],
    topics: &[Slug],
    answers: &[Vec<Answer<'_>>],
    cells: &[CellView],
) -> Layout {
    let title = title(docket, what, topics, cells);
    let mut foot = Vec::new();
    foot.extend(not_seen(docket, answers));
    foot.extend(sums(cells));
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
    Layout {
        title,
        bodies: what
            .organizations
            .iter()
            .map(|org| docket.short(org).to_owned())
            .collect(),
        topics: topics
            .iter()
            .map(|topic| capital(docket.codebook.words(Family::Topic, topic)))
            .collect(),
        bodies_down: what.bodies_down || what.organizations.len() > SIDE_BY_SIDE,
        why,
        foot,
        next: next(what, topics),
    }
}

/// What is compared, for whom, on which day, and how much of it is empty.
pub(super) fn title(
    docket: &Docket,
    what: &Comparison,
    topics: &[Slug],
    cells: &[CellView],
) -> String {
    let book = &docket.codebook;
    let side = match &what.counterpart {
        Some(counterpart) => format!("Working with {}", words::counterpart(docket, counterpart)),
        None => "Working with federal agencies".to_owned(),
    };
    let empty = cells
        .iter()
        .filter(|cell| cell.coverage == "not-coded")
        .count();
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
    title
}

/// What to type next.
pub(super) fn next(what: &Comparison, topics: &[Slug]) -> Vec<String> {
    match (topics.first(), what.organizations.first()) {
        (Some(topic), Some(org)) => {
            let side = what
                .counterpart
                .as_ref()
                .map_or_else(String::new, |side| format!(" --for {side}"));
            vec![format!("comity ask {org} {topic}{side} --on {}", what.on)]
        }
        (None, Some(org)) => vec![format!("comity list {org}")],
        _ => Vec::new(),
    }
}

/// The texts in force of which no rule is known, each once, in a sentence.
pub(super) fn not_seen(docket: &Docket, answers: &[Vec<Answer<'_>>]) -> Option<String> {
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
    (!unseen.is_empty()).then(|| {
        format!(
            "In force, but no rule of it is known: {}.",
            unseen.join("; ")
        )
    })
}

/// How much of the cells is not known, in a sentence that stands under every comparison.
pub(super) fn sums(cells: &[CellView]) -> Option<String> {
    let mut absence = Absence::default();
    for cell in cells {
        let not_coded = cell.coverage == Coding::NotCoded.word();
        absence.count(not_coded, !cell.unseen.is_empty(), cell.unchecked);
    }
    absence.sentence(None)
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
            all.push((heading, why::pairs(bench, topic, answer)));
        }
    }
    all
}
