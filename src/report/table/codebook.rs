//! The codebook of the flat table: its variables, the values that each can have, and what they mean;
//! and the form that codebooks of other tables have too.

use serde::Serialize;

use crate::model::flat::Column;
use crate::model::{Codebook, Effect, Family, Stage, Standing, Term};
use crate::report::page::{Block, Flat, Page, Report, Table};

/// A variable of a table, or a value that it can have.
#[derive(Debug, Clone, Serialize)]
pub struct CodebookLine {
    /// The column.
    pub variable: &'static str,
    /// What sort of value: text, key, date, list, yes or no.
    #[serde(rename = "type")]
    pub sort: &'static str,
    /// The value; null for the variable itself.
    pub value: Option<String>,
    /// Short words for it.
    pub label: String,
    /// What it means.
    pub definition: String,
}

/// The codebook of a table. Its JSON form is the array of its lines.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct CodebookTable {
    #[serde(skip)]
    pub(super) title: &'static str,
    pub(super) lines: Vec<CodebookLine>,
}

/// What a column holds: the sort of value, a label, a definition.
pub(super) const fn about(column: Column) -> (&'static str, &'static str, &'static str) {
    match column {
        Column::Directive => (
            "key",
            "directive",
            "Permanent id of the written text, ISSUER/NAME: the same through all its changes.",
        ),
        Column::Department => (
            "key",
            "issuing body",
            "The body that issued it: a key of organizations.csv.",
        ),
        Column::Title => ("text", "title", "The text's own title."),
        Column::Number => (
            "text",
            "printed number",
            "The number printed on it. Numbers are used again: it is no key.",
        ),
        Column::Type => ("key", "type", "What sort of text it is."),
        Column::Version => (
            "text",
            "version",
            "Label of the text as it stood from one date to another, usually a date. Empty: no version is known.",
        ),
        Column::Issued => (
            "dates",
            "issued",
            "When the version was issued: a date as far as it is known (2019, 2019-07, 2019-07-12), with ? or ~ where it is doubtful or about then, or a range A..B with either end open. Rival values stand with a bar between them, each with how well it is known in brackets.",
        ),
        Column::Effective => (
            "dates",
            "in effect from",
            "When the version took effect, as in issued. \"this rule alone\": the date is that of the rule.",
        ),
        Column::Ended => (
            "dates",
            "ended",
            "The first day on which it is no longer in force, then how and by what it ended: \"2020 | superseded by ID\". \"this rule alone\": the version goes on without the rule. Empty: no end is on record; it ends where the next version begins, or stands.",
        ),
        Column::AuthorityOffice => (
            "list",
            "offices",
            "Who issued the version: offices, each with what it did (drafts, adopts, signs, orders, approves) and how well that is known.",
        ),
        Column::AuthorityName => (
            "list",
            "persons",
            "The persons in these offices, in the same order; empty where a name is not known.",
        ),
        Column::Effect => (
            "key",
            "effect",
            "What the rule does. Empty: the row is of a version of which no rule is on record.",
        ),
        Column::Topic => (
            "key",
            "topic",
            "The act that the rule is about. A rule on a broader topic covers the narrower ones.",
        ),
        Column::Counterpart => (
            "key",
            "other side",
            "The agency or group toward which the rule holds: a key of organizations.csv or a group of this codebook. Empty: any, or no other side.",
        ),
        Column::Role => (
            "key",
            "role",
            "Who in the body must follow it. Empty: everyone.",
        ),
        Column::Only => (
            "yes or no",
            "only",
            "yes: permitted under the condition in when, and by that prohibited otherwise.",
        ),
        Column::When => (
            "condition",
            "when",
            "Where the condition does not hold, the rule says nothing. Conditions of this codebook with and, or and parentheses.",
        ),
        Column::Unless => (
            "condition",
            "unless",
            "Where the condition holds, the rule says nothing.",
        ),
        Column::Protected => (
            "yes or no",
            "protected",
            "yes: lower authority may not take the permission away.",
        ),
        Column::Procedure => (
            "list",
            "steps",
            "What is to be done, step by step, each with who does it, within what time, and what starts that time in brackets.",
        ),
        Column::Cite => (
            "text",
            "section",
            "Section and paragraph of the rule in the text.",
        ),
        Column::Summary => ("text", "summary", "The rule in the coder's words."),
        Column::Standing => (
            "key",
            "standing",
            "How well the rule is known; in a row without a rule, the version.",
        ),
        Column::SourceUrl => (
            "list",
            "sources",
            "Addresses of the sources of the rule, else of its version. Sources without an address are not in the table.",
        ),
        Column::Binds => (
            "list",
            "binds",
            "Whom the rule binds: a body; \"of PLACE\", the bodies of that government; \"within PLACE\", the bodies of the place and of all places in it; narrowed by kinds and a role. In brackets who says that it binds or does not.",
        ),
        Column::Stage => (
            "key",
            "stage",
            "Whether the version is law: only an adopted one is.",
        ),
        Column::Modality => (
            "text",
            "verb",
            "The text's own verb: shall, should, urges, no-authority. What a text urges is a permission.",
        ),
        Column::Place => (
            "key",
            "place",
            "The main place of the issuing body: a key of places.csv.",
        ),
    }
}

/// The family of terms that a column holds keys of.
const fn family(column: Column) -> Option<Family> {
    match column {
        Column::Type => Some(Family::Type),
        Column::Topic => Some(Family::Topic),
        Column::Counterpart => Some(Family::Counterpart),
        Column::Role => Some(Family::Role),
        Column::When => Some(Family::Condition),
        _ => None,
    }
}

/// The words that a column of a closed vocabulary can have, each with what it means.
fn closed(column: Column) -> Vec<(&'static str, &'static str, &'static str)> {
    match column {
        Column::Effect => Effect::ALL
            .iter()
            .map(|effect| {
                let means = match effect {
                    Effect::Requires => "A duty: the act must be done.",
                    Effect::Permits => "A permission: the act may be done.",
                    Effect::Prohibits => "A ban: the act may not be done.",
                };
                (effect.word(), effect.word(), means)
            })
            .collect(),
        Column::Standing => Standing::ALL
            .iter()
            .map(|standing| {
                let means = match standing {
                    Standing::Documented => "The text itself was seen.",
                    Standing::Confirmed => {
                        "Several independent accounts agree; the text was not seen."
                    }
                    Standing::Reported => "One account, or accounts that go back to one.",
                    Standing::Inferred => "Concluded from other facts.",
                    Standing::Disputed => "Accounts contradict each other.",
                    Standing::Unknown => "Nobody says.",
                };
                (standing.word(), standing.short(), means)
            })
            .collect(),
        Column::Stage => Stage::ALL
            .iter()
            .map(|stage| {
                let means = match stage {
                    Stage::Draft => "Proposed, introduced, under review: never law.",
                    Stage::Adopted => "Issued by those who can.",
                };
                (stage.word(), stage.word(), means)
            })
            .collect(),
        Column::Only | Column::Protected => vec![("yes", "yes", ""), ("no", "no", "")],
        _ => Vec::new(),
    }
}

/// The values that a column can have, where they can be listed.
pub(super) fn values(column: Column, codebook: &Codebook) -> Vec<String> {
    // A body stands in the place of a group as well.
    if matches!(column, Column::Counterpart | Column::When) {
        return Vec::new();
    }
    let words = closed(column).into_iter().map(|(word, ..)| word.to_owned());
    let keys = family(column)
        .into_iter()
        .flat_map(|family| codebook.family(family))
        .map(|term| term.key.to_string());
    words.chain(keys).collect()
}

fn meaning(term: &Term) -> String {
    let parts = [term.asks.as_deref(), term.definition.as_deref()];
    let mut text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    for (word, keys) in [("Broader: ", &term.broader), ("Members: ", &term.members)] {
        if !keys.is_empty() {
            let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
            let space = if text.is_empty() { "" } else { " " };
            text.push_str(&format!("{space}{word}{}.", keys.join(", ")));
        }
    }
    text
}

/// The lines of the terms of a family, as values of a variable.
pub(super) fn of_terms(
    variable: &'static str,
    sort: &'static str,
    codebook: &Codebook,
    family: Family,
) -> impl Iterator<Item = CodebookLine> {
    codebook.family(family).map(move |term| CodebookLine {
        variable,
        sort,
        value: Some(term.key.to_string()),
        label: term.words().to_owned(),
        definition: meaning(term),
    })
}

/// Makes the codebook of the flat table, with the vocabulary on record.
pub fn codebook_table(codebook: &Codebook) -> CodebookTable {
    let mut lines = Vec::new();
    for column in Column::ALL.iter().copied() {
        let (sort, label, definition) = about(column);
        let line = |value: Option<String>, label: &str, definition: &str| CodebookLine {
            variable: column.word(),
            sort,
            value,
            label: label.to_owned(),
            definition: definition.to_owned(),
        };
        lines.push(line(None, label, definition));
        for (word, label, means) in closed(column) {
            lines.push(line(Some(word.to_owned()), label, means));
        }
        lines.extend(
            family(column)
                .into_iter()
                .flat_map(|family| of_terms(column.word(), sort, codebook, family)),
        );
    }
    CodebookTable {
        title: "Codebook of the flat table: one row a rule",
        lines,
    }
}

impl Report for CodebookTable {
    type Item = CodebookLine;

    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        let mut rows: Vec<Vec<crate::report::Cell>> = Vec::new();
        for line in &self.lines {
            match &line.value {
                None => {
                    blocks.extend(table(&mut rows));
                    blocks.push(Block::Heading(line.variable.to_owned()));
                    blocks.push(Block::Paragraph(line.definition.clone()));
                }
                Some(value) => rows.push(vec![
                    value.as_str().into(),
                    line.label.as_str().into(),
                    line.definition.as_str().into(),
                ]),
            }
        }
        blocks.extend(table(&mut rows));
        Page {
            title: self.title.to_owned(),
            blocks,
            ..Page::default()
        }
    }

    fn flat(&self) -> Flat {
        Flat {
            head: vec!["variable", "type", "value", "label", "definition"],
            rows: self
                .lines
                .iter()
                .map(|line| {
                    vec![
                        line.variable.to_owned(),
                        line.sort.to_owned(),
                        line.value.clone().unwrap_or_default(),
                        line.label.clone(),
                        line.definition.clone(),
                    ]
                })
                .collect(),
        }
    }

    fn items(&self) -> Vec<&CodebookLine> {
        self.lines.iter().collect()
    }
}

fn table(rows: &mut Vec<Vec<crate::report::Cell>>) -> Option<Block> {
    let rows = std::mem::take(rows);
    (!rows.is_empty()).then(|| {
        Block::Table(Table {
            head: vec![
                "value".to_owned(),
                "label".to_owned(),
                "definition".to_owned(),
            ],
            rows,
            airy: false,
        })
    })
}
