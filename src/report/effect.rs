//! What became of the answers: the texts that were written, and the cells that read otherwise.

use serde::Serialize;

use super::page::{Block, Cell, Table};
use super::{phrase, words};
use crate::law::{Bench, Calendar, Certainty, InForce, Lens, Question};
use crate::model::date::long_day;
use crate::model::{Day, DirectiveId, Docket, Family, Slug};

/// The most cells that are printed; JSON has them all.
const CELLS_SHOWN: usize = 20;
/// The most cells of one body that read alike and stand in rows of their own.
const ALIKE: usize = 5;
/// The most texts that are told one by one.
const TEXTS_SHOWN: usize = 5;

/// A cell that reads otherwise.
#[derive(Debug, Clone, Serialize)]
pub struct CellChange {
    /// The body.
    pub organization: String,
    /// The topic.
    pub topic: String,
    /// How the cell read.
    pub before: String,
    /// How it reads now.
    pub after: String,
    /// The day for which it was read.
    pub on: String,
    #[serde(skip)]
    names: (String, String),
}

/// What a command that writes did to the answers.
#[derive(Debug, Clone)]
pub struct Effect {
    pub(super) texts: Vec<String>,
    pub(super) cells: Vec<CellChange>,
    more_texts: usize,
    on: Day,
}

/// Reads the cells of some bodies on some topics, without a counterpart and facts, before and after
/// a change, and tells those that read otherwise; and of each directive that was written since when
/// it is in force and whom it binds.
pub fn effect(
    (before, after): (&Docket, &Docket),
    written: &[DirectiveId],
    bodies: &[Slug],
    topics: &[Slug],
    on: Day,
) -> Effect {
    let (old, new) = (Calendar::new(before), Calendar::new(after));
    let sitting = new.on(on);
    let texts = written.iter().take(TEXTS_SHOWN).filter_map(|id| {
        let directive = after.directives.get(id)?;
        let (version, status) = words::current(&sitting, directive)?;
        let since = match status.word {
            InForce::Yes => words::since(&sitting, directive, version),
            _ => None,
        };
        let since = since.map(|since| format!(" {since}")).unwrap_or_default();
        let mut long = status.long;
        // "in force since ..., end not known": the day stands right after what it belongs to.
        if let Some(rest) = long
            .strip_prefix("in force")
            .filter(|_| !since.contains(','))
        {
            long = format!("in force{since}{rest}");
        }
        let bonds = words::bonds(after, Docket::version_bonds(directive, version));
        Some(format!(
            "{id}@{}: {long}. It binds {}.",
            version.label,
            words::listed(&bonds, "and")
        ))
    });
    let mut cells = Vec::new();
    for body in bodies {
        let was = Bench::new(before, &old, body, on);
        let is = Bench::new(after, &new, body, on);
        for topic in topics {
            let (before_text, after_text) = (read(before, &was, topic), read(after, &is, topic));
            if before_text != after_text {
                cells.push(CellChange {
                    organization: body.to_string(),
                    topic: topic.to_string(),
                    before: before_text,
                    after: after_text,
                    on: on.to_string(),
                    names: (
                        after.short(body).to_owned(),
                        after.codebook.words(Family::Topic, topic).to_owned(),
                    ),
                });
            }
        }
    }
    Effect {
        texts: texts.collect(),
        cells,
        more_texts: written.len().saturating_sub(TEXTS_SHOWN),
        on,
    }
}

/// The topics of cells that read alike.
fn topics(group: &[&CellChange]) -> String {
    match group {
        [one] => one.names.1.clone(),
        [first, second, rest @ ..] => format!(
            "{} topics: {}; {}; and {} more",
            group.len(),
            first.names.1,
            second.names.1,
            rest.len()
        ),
        [] => String::new(),
    }
}

/// A cell's text without what words mean in the text (`(here: ...)`): the table tells that something
/// changed, `compare` what it is in full.
fn brief(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" (here: ") {
        out.push_str(before);
        let mut depth = 1_u32;
        let end = after.find(|c| {
            depth = match c {
                '(' => depth + 1,
                ')' => depth - 1,
                _ => depth,
            };
            depth == 0
        });
        rest = end.map_or("", |end| &after[end + 1..]);
    }
    out + rest
}

/// A cell as text, with its certainty where that is not full.
fn read(docket: &Docket, bench: &Bench<'_>, topic: &Slug) -> String {
    let answer = bench.answer(&Question {
        topic: topic.clone(),
        counterpart: None,
        role: None,
        given: std::collections::BTreeSet::new(),
        lens: Lens::All,
    });
    let text = phrase::cell(docket, &answer);
    let conflict = if answer.is_conflict() {
        "conflict: "
    } else {
        ""
    };
    match answer.certainty {
        Certainty::Certain => format!("{conflict}{text}"),
        doubtful => format!("{conflict}{text} ({doubtful})"),
    }
}

impl Effect {
    /// The first cell that reads otherwise: body and topic.
    pub fn first_cell(&self) -> Option<(&str, &str)> {
        self.cells
            .first()
            .map(|cell| (cell.organization.as_str(), cell.topic.as_str()))
    }

    /// The cells that read otherwise, in the order of the table.
    pub fn cells(&self) -> impl Iterator<Item = &CellChange> {
        self.cells.iter()
    }

    /// The cells in the rows of the table: many of one body that read alike stand in one.
    fn groups(&self) -> Vec<Vec<&CellChange>> {
        let mut groups: Vec<Vec<&CellChange>> = Vec::new();
        for cell in &self.cells {
            let alike = |other: &CellChange| {
                other.organization == cell.organization
                    && other.before == cell.before
                    && other.after == cell.after
            };
            let group = groups
                .iter_mut()
                .find(|group| group.first().is_some_and(|first| alike(first)));
            match group {
                Some(group) => group.push(cell),
                None => groups.push(vec![cell]),
            }
        }
        let (many, few): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.len() > ALIKE);
        let mut rows: Vec<Vec<&CellChange>> = many;
        rows.extend(few.into_iter().flatten().map(|cell| vec![cell]));
        rows.sort_by_key(|group| {
            let first = group.first().copied();
            self.cells
                .iter()
                .position(|cell| first.is_some_and(|first| std::ptr::eq(first, cell)))
        });
        rows
    }

    /// The effect in blocks of a page.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = self.texts.iter().cloned().map(Block::Paragraph).collect();
        if self.more_texts > 0 {
            blocks.push(Block::Paragraph(format!("And {} more.", self.more_texts)));
        }
        let day = long_day(self.on);
        if self.cells.is_empty() {
            blocks.push(Block::Paragraph(format!(
                "No cell of a body with records of its own reads otherwise on {day}."
            )));
            return blocks;
        }
        let noun = if self.cells.len() == 1 {
            "cell reads"
        } else {
            "cells read"
        };
        blocks.push(Block::Heading(format!(
            "{} {noun} otherwise on {day}",
            self.cells.len()
        )));
        let groups = self.groups();
        let rows = groups.iter().take(CELLS_SHOWN).filter_map(|group| {
            let cell = group.first()?;
            Some(vec![
                Cell::plain(cell.names.0.clone()),
                Cell::plain(topics(group)),
                Cell::quiet(brief(&cell.before)),
                Cell::plain(brief(&cell.after)),
            ])
        });
        blocks.push(Block::Table(Table {
            head: ["Body", "Topic", "Before", "Now"]
                .map(str::to_owned)
                .to_vec(),
            rows: rows.collect(),
            airy: false,
        }));
        let more = groups.iter().skip(CELLS_SHOWN).map(Vec::len).sum::<usize>();
        if more > 0 {
            blocks.push(Block::Paragraph(format!(
                "And {more} more; --json has them all."
            )));
        }
        blocks
    }
}
