//! The codebooks of spans and panels: their columns, the values that each can have, and what they
//! mean.

use super::codebook::{CodebookLine, CodebookTable, of_terms};
use crate::law::{Certainty, Class, Word};
use crate::model::{Codebook, Family, Found};
use crate::report::page::Streamed;
use crate::report::{PanelRow, SpanView};

/// What a column holds: the sort of value, a label, a definition.
pub(super) fn about(column: &str) -> (&'static str, &'static str, &'static str) {
    match column {
        "organization" => (
            "key",
            "body",
            "The body of which it is asked: a key of organizations.csv.",
        ),
        "topic" => (
            "key",
            "topic",
            "The act of which it is asked. A rule on a broader topic answers too.",
        ),
        "counterpart" => (
            "key",
            "other side",
            "The agency or group toward which it is asked. Empty: any federal agency.",
        ),
        "role" => (
            "key",
            "role",
            "Who in the body is asked about. Empty: each role that a rule names, and everyone else.",
        ),
        "answer" => (
            "key",
            "answer",
            "What is decided without further facts. Nothing on record is no permission.",
        ),
        "class" => (
            "key",
            "class",
            "What any facts can bring, by meaning and not by spelling.",
        ),
        "from" => (
            "date",
            "from",
            "The first day of the span. Empty: as far back as anything is on record.",
        ),
        "to" => (
            "date",
            "to",
            "The first day that is no longer in the span. Empty: nothing on record ends it.",
        ),
        "certainty" => ("key", "certainty", "How sure the answer is."),
        "state" => (
            "key",
            "state",
            "suspended where nothing decides and a rule on the topic is on hold; else empty.",
        ),
        "coverage" => (
            "key",
            "coverage",
            "Whether some rule is in play, and where none is, what was looked for and found.",
        ),
        "directive" => (
            "key",
            "directive",
            "Id of the text that decides; where several do, of the first. Empty: none does.",
        ),
        "version" => ("text", "version", "The label of its version."),
        "cite" => ("text", "section", "Section and paragraph of the rule."),
        "rule" => (
            "key",
            "rule",
            "The rule that decides: DIRECTIVE@VERSION#RULE.",
        ),
        "year" => (
            "number",
            "year",
            "The year of the day on which it is asked.",
        ),
        "on" => (
            "date",
            "day",
            "The day on which it is asked, one of the span.",
        ),
        _ => ("text", "in words", "The answer as a table prints it."),
    }
}

/// The words that a column can have, each with a label and what it means.
fn closed(column: &str) -> Vec<(&'static str, &'static str)> {
    match column {
        "answer" => Word::ALL
            .iter()
            .map(|word| (word.word(), answer(*word)))
            .collect(),
        "class" => Class::ALL
            .iter()
            .map(|word| (word.word(), class(*word)))
            .collect(),
        "certainty" => Certainty::ALL
            .iter()
            .map(|word| (word.word(), certainty(*word)))
            .collect(),
        "state" => vec![(
            "suspended",
            "A court, a higher law or a party has put the rule on hold.",
        )],
        "coverage" => {
            let looked = Found::ALL
                .iter()
                .map(|found| (found.word(), looked(*found)));
            [
                ("coded", "At least one rule is in play."),
                (
                    "not-coded",
                    "No rule is in play, and nothing is on record of anybody looking.",
                ),
            ]
            .into_iter()
            .chain(looked)
            .collect()
        }
        _ => Vec::new(),
    }
}

const fn answer(word: Word) -> &'static str {
    match word {
        Word::Requires => "It must be done.",
        Word::Permits => "It may be done.",
        Word::Prohibits => "It may not be done.",
        Word::None => "Nothing on record decides.",
        Word::ByRole => "Roles differ.",
        Word::ByCounterpart => "Agencies differ.",
        Word::Uncertain => "Dates leave more than one answer open.",
    }
}

const fn class(class: Class) -> &'static str {
    match class {
        Class::Requires => "Always required.",
        Class::RequiresUnless => "Required without further facts, but not always.",
        Class::RequiresWhen => "Required only where facts bring it.",
        Class::Permits => "Always permitted.",
        Class::PermitsUnless => "Permitted without further facts, but not always.",
        Class::PermitsWhen => "Permitted only where facts bring it.",
        Class::Prohibits => "Always prohibited.",
        Class::ProhibitsUnless => "Prohibited without further facts, but not always.",
        Class::ProhibitsWhen => "Prohibited only where facts bring it.",
        Class::Mixed => "Two effects, or roles or agencies that differ.",
        Class::None => "Nothing on record decides under any facts.",
    }
}

const fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "The texts and their dates are known.",
        Certainty::Unchecked => {
            "What decides has no known end, and nobody on record has looked since."
        }
        Certainty::Uncertain => "Dates, a disputed bond or a text not seen leave it open.",
    }
}

const fn looked(found: Found) -> &'static str {
    match found {
        Found::Silent => "The text was read and says nothing.",
        Found::NoWrittenPolicy => "The body says that it has no written policy.",
        Found::NotObtained => "A text exists and was not obtained.",
        Found::Refused => "The body refused to give it.",
        Found::Redacted => "The passage was blacked out.",
        Found::NoReply => "The body did not answer.",
        Found::NotApplicable => "The topic cannot arise, as where there is no jail.",
        Found::NotSought => "Nobody looked.",
    }
}

/// The family of terms that a column holds keys of.
fn family(column: &str) -> Option<Family> {
    match column {
        "topic" => Some(Family::Topic),
        "counterpart" => Some(Family::Counterpart),
        "role" => Some(Family::Role),
        _ => None,
    }
}

/// The values that a column can have, where they can be listed.
pub(super) fn values(column: &str, codebook: &Codebook) -> Vec<String> {
    // A body stands in the place of a group as well.
    let keys = family(column).filter(|family| *family != Family::Counterpart);
    let keys = keys.into_iter().flat_map(|family| codebook.family(family));
    let words = closed(column).into_iter().map(|(word, _)| word.to_owned());
    words.chain(keys.map(|term| term.key.to_string())).collect()
}

fn table(title: &'static str, columns: &[&'static str], codebook: &Codebook) -> CodebookTable {
    let mut lines = Vec::new();
    for variable in columns.iter().copied() {
        let (sort, label, definition) = about(variable);
        let line = |value: Option<&str>, label: &str, definition: &str| CodebookLine {
            variable,
            sort,
            value: value.map(str::to_owned),
            label: label.to_owned(),
            definition: definition.to_owned(),
        };
        lines.push(line(None, label, definition));
        let words = closed(variable).into_iter();
        lines.extend(words.map(|(word, means)| line(Some(word), word, means)));
        let terms = family(variable).into_iter();
        lines.extend(terms.flat_map(|family| of_terms(variable, sort, codebook, family)));
    }
    CodebookTable { title, lines }
}

/// Makes the codebook of the spans, with the vocabulary on record.
pub fn span_table(codebook: &Codebook) -> CodebookTable {
    table(
        "Codebook of the spans: one row a time in which an answer stays as it is",
        &SpanView::head(),
        codebook,
    )
}

/// Makes the codebook of a panel.
pub fn panel_table(codebook: &Codebook) -> CodebookTable {
    table(
        "Codebook of the panel: one row a body, topic and day",
        &PanelRow::head(),
        codebook,
    )
}
