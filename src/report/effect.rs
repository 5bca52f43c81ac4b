//! What became of the answers: the texts that were written, and the cells that read otherwise.

use serde::Serialize;

use super::page::{Block, Cell, Table, Tone};
use super::{phrase, words};
use crate::law::{Bench, Calendar, Certainty, Coding, InForce, Lens, Question, Word};
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
    /// The same two readings line by line: a line for each role and agency that is told apart.
    #[serde(skip)]
    lines: (Vec<String>, Vec<String>),
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
        // Where the cells are read on the very day, it is named rather than called "this day".
        long = long
            .replace(
                "in force, begins this day",
                &format!("in force from {}", long_day(on)),
            )
            .replace("ended this day", &format!("ends on {}", long_day(on)));
        // "in force since ..., end not known": the day stands right after what it belongs to.
        if let Some(rest) = long
            .strip_prefix("in force")
            .filter(|rest| !since.contains(',') && !rest.starts_with(" from "))
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
            let (old, new) = (read(before, &was, topic), read(after, &is, topic));
            if old.text != new.text {
                cells.push(CellChange {
                    organization: body.to_string(),
                    topic: topic.to_string(),
                    before: old.text,
                    after: new.text,
                    lines: (old.lines, new.lines),
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

/// A cell as it reads.
struct Reading {
    /// Whole.
    text: String,
    /// Line by line.
    lines: Vec<String>,
}

/// A cell as text, with its certainty where that is not full.
fn read(docket: &Docket, bench: &Bench<'_>, topic: &Slug) -> Reading {
    let answer = bench.answer(&Question {
        topic: topic.clone(),
        counterpart: None,
        role: None,
        given: std::collections::BTreeSet::new(),
        lens: Lens::All,
    });
    let text = phrase::cell(docket, &answer);
    let is_plain = answer.coding == Coding::Coded
        && answer.word != Word::Uncertain
        && !answer.outcome.lines.is_empty();
    let lines = if is_plain {
        phrase::lines(docket, &answer.outcome, phrase::Voice::Text)
    } else {
        vec![text.clone()]
    };
    let told = |text: String| {
        let conflict = if answer.is_conflict() { CONFLICT } else { "" };
        match answer.certainty {
            Certainty::Certain => format!("{conflict}{text}"),
            doubtful => format!("{conflict}{text} ({doubtful})"),
        }
    };
    Reading {
        lines: lines.iter().map(|line| told(brief(line))).collect(),
        text: told(text),
    }
}

/// A line without what words mean in the text (`(here: ...)`): the table tells that something
/// changed, `compare` what it is in full.
pub(super) fn brief(text: &str) -> String {
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

/// The most characters of a line in the table, and the most lines of a cell.
const LINE_MAX: usize = 80;
const LINES_MAX: usize = 3;
/// The most characters of that for whom a line speaks.
const WHO_MAX: usize = 36;

/// The mark of a conflict, before what a line says.
const CONFLICT: &str = "conflict: ";

/// A line taken apart: whether a conflict marks it, what it says, and how sure that is. The marks are
/// never cut.
fn marked(line: &str) -> (&'static str, &str, String) {
    let (conflict, line) = match line.strip_prefix(CONFLICT) {
        Some(rest) => (CONFLICT, rest),
        None => ("", line),
    };
    for certainty in Certainty::ALL {
        let mark = format!(" ({certainty})");
        if let Some(says) = line.strip_suffix(&mark) {
            return (conflict, says, mark);
        }
    }
    (conflict, line, String::new())
}

/// The lines of two readings in which they differ, each cut to what a table has room for.
fn differing(before: &[String], after: &[String]) -> (Vec<String>, Vec<String>) {
    let without = |own: &[String], other: &[String]| -> Vec<String> {
        let left = own.iter().filter(|line| !other.contains(line));
        let left: Vec<String> = left.cloned().collect();
        // What is only split off or joined is told whole.
        if left.is_empty() { own.to_vec() } else { left }
    };
    let (old, new) = (without(before, after), without(after, before));
    (cut(&old, &new), cut(&new, &old))
}

/// Lines as they have room in a cell. Where a line and its like on the other side read the same up to
/// the cut, it is shown from where they differ.
fn cut(lines: &[String], others: &[String]) -> Vec<String> {
    let mut out: Vec<String> = lines
        .iter()
        .take(LINES_MAX)
        .map(|line| {
            let (conflict, line, certainty) = marked(line);
            let (who, says) = parted(line);
            let like = others
                .iter()
                .map(|other| parted(marked(other).1))
                .find(|other| other.0 == who);
            let from = match like {
                Some((_, other)) if says != other && room(says, 0) == room(other, 0) => {
                    let both = says.chars().zip(other.chars());
                    let same = both.take_while(|(a, b)| a == b).count();
                    same.saturating_sub(LINE_MAX / 4)
                }
                _ => 0,
            };
            format!(
                "{conflict}{}{}{certainty}",
                short_who(who),
                room(says, from)
            )
        })
        .collect();
    if lines.len() > LINES_MAX {
        out.push(format!("and {} more", lines.len() - LINES_MAX));
    }
    out
}

/// For whom a line speaks, if it says, and what it says.
fn parted(line: &str) -> (&str, &str) {
    let is_who = |who: &str| !who.starts_with("uncertain");
    match line.split_once(": ") {
        Some((who, says)) if is_who(who) => (who, says),
        _ => ("", line),
    }
}

/// For whom a line speaks, cut where it is a long list of roles and agencies.
fn short_who(who: &str) -> String {
    match who.char_indices().nth(WHO_MAX) {
        Some((end, _)) => {
            let end = who[..end].rfind(' ').unwrap_or(end);
            format!("{} ...: ", who[..end].trim_end_matches([',', ';']))
        }
        None if who.is_empty() => String::new(),
        None => format!("{who}: "),
    }
}

/// A text from a character on, cut at a space where it is longer than a cell has room for.
fn room(text: &str, from: usize) -> String {
    let rest: String = text.chars().skip(from).collect();
    let rest = match rest.split_once(' ') {
        Some((_, whole)) if from > 0 => format!("... {whole}"),
        _ => rest,
    };
    match rest.char_indices().nth(LINE_MAX) {
        Some((end, _)) => {
            let end = rest[..end].rfind(' ').unwrap_or(end);
            format!("{} ...", rest[..end].trim_end_matches([',', ';', ':']))
        }
        None => rest,
    }
}

/// A cell of several lines.
fn cell(tone: Tone, lines: Vec<String>) -> Cell {
    Cell::of(lines.into_iter().map(|line| (tone, line)).collect())
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

    /// The cells that read otherwise and are not told by another effect, or read differently there.
    pub fn beyond(&self, other: &Self) -> Vec<CellChange> {
        let is_told = |cell: &&CellChange| {
            other.cells.iter().any(|one| {
                (&one.organization, &one.topic, &one.after)
                    == (&cell.organization, &cell.topic, &cell.after)
            })
        };
        let mut cells = self.cells.clone();
        cells.retain(|cell| !is_told(&cell));
        cells
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
            let (before, after) = differing(&cell.lines.0, &cell.lines.1);
            Some(vec![
                Cell::plain(cell.names.0.clone()),
                Cell::plain(topics(group)),
                self::cell(Tone::Quiet, before),
                self::cell(Tone::Plain, after),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn lines_that_both_readings_have_are_left_out() {
        let (before, after) = differing(
            &lines(&["for ICE: prohibits", "for CBP: permits"]),
            &lines(&["for ICE: prohibits", "for CBP: requires"]),
        );
        assert_eq!(
            (before[0].as_str(), after[0].as_str()),
            ("for CBP: permits", "for CBP: requires")
        );
        assert_eq!((before.len(), after.len()), (1, 1));
        let (before, after) = differing(&lines(&["a"]), &lines(&["a", "b"]));
        assert_eq!((before, after), (lines(&["a"]), lines(&["b"])));
    }

    #[test]
    fn how_sure_a_line_is_and_its_conflict_are_never_cut() {
        let long = "prohibits unless ".to_owned() + &"there is a warrant or ".repeat(6);
        let (before, after) = differing(
            &lines(&[&format!("conflict: officers: {long}booked (unchecked)")]),
            &lines(&[&format!("conflict: officers: {long}arrested (uncertain)")]),
        );
        for (line, end) in [
            (&before[0], "booked (unchecked)"),
            (&after[0], "arrested (uncertain)"),
        ] {
            assert!(line.starts_with("conflict: officers: ... "), "{line}");
            assert!(line.ends_with(end), "{line}");
        }
        let sure = format!("{long}booked (unchecked)");
        let (before, after) = differing(&lines(&[&sure]), &lines(&[&format!("{long}booked")]));
        assert!(
            before[0].starts_with("prohibits") && before[0].ends_with(" ... (unchecked)"),
            "{before:?}"
        );
        assert!(after[0].ends_with("a warrant ..."), "{after:?}");
    }

    #[test]
    fn a_long_line_is_cut_where_it_still_tells_the_difference() {
        let long = "prohibits unless ".to_owned() + &"there is a warrant or ".repeat(6);
        let (old, new) = (format!("{long}booked"), format!("{long}arrested"));
        let (before, after) = differing(std::slice::from_ref(&old), std::slice::from_ref(&new));
        assert!(
            before[0].starts_with("... ") && before[0].ends_with("booked"),
            "{before:?}"
        );
        assert!(after[0].ends_with("arrested"), "{after:?}");
        let (before, _) = differing(&[old], &lines(&["permits"]));
        assert!(
            before[0].ends_with(" ...") && before[0].len() <= LINE_MAX + 4,
            "{before:?}"
        );
        let who = |says: &str| {
            lines(&[&format!(
                "officers for DHS; officers for ICE; the jail for ICE: {says}"
            )])
        };
        let (before, after) = differing(&who("permits"), &who("prohibits"));
        assert_eq!(before[0], "officers for DHS; officers for ICE ...: permits");
        assert_eq!(
            after[0],
            "officers for DHS; officers for ICE ...: prohibits"
        );
        let many: Vec<String> = (0..9).map(|n| format!("for {n}: permits")).collect();
        assert_eq!(differing(&many, &lines(&["x"])).0[LINES_MAX], "and 6 more");
    }
}
