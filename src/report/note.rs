//! Notes: the text behind an answer, how well it is known, and the sources with their addresses.

use crate::law::{Answer, Cited, same_rule};
use crate::model::{Docket, Practice, Source};
use crate::report::page::Note;
use crate::report::{phrase, view, words};

/// A note for each rule on which an answer rests, and for each text that was not seen.
pub(super) fn of_answer(docket: &Docket, answer: &Answer<'_>) -> Vec<Note> {
    let mut rules: Vec<Cited<'_>> = Vec::new();
    for line in &answer.outcome.lines {
        for clause in phrase::clauses(docket, line, phrase::Voice::Text) {
            for entry in clause.rests_on {
                if !rules.iter().any(|cited| same_rule(cited, &entry.cited)) {
                    rules.push(entry.cited);
                }
            }
        }
    }
    let unseen = answer.unseen.iter().map(|(directive, version)| Note {
        lines: vec![format!(
            "{} {}, {}: in force, but no rule of it is known",
            docket.short(&directive.id.issuer),
            directive.name(),
            words::version_word(version)
        )],
    });
    // Two rules of one section have one note.
    let mut notes: Vec<Note> = Vec::new();
    for note in rules
        .iter()
        .map(|cited| of_rule(docket, cited))
        .chain(unseen)
    {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// What a rule is, how well it is known, when it was last checked; then its sources.
fn of_rule(docket: &Docket, cited: &Cited<'_>) -> Note {
    let mut about = format!(
        "{}: {}; {}",
        docket.short(&cited.directive.id.issuer),
        phrase::citation(cited),
        cited.standing().short()
    );
    if let Some(checked) = cited.version.last_checked {
        about.push_str(&format!("; last checked {}", checked.long()));
    }
    let sources = view::sources(cited).into_iter().map(source_line);
    Note {
        lines: std::iter::once(about).chain(sources).collect(),
    }
}

/// What a body says or is seen to do, with its sources.
pub(super) fn of_practice(docket: &Docket, practice: &Practice) -> Note {
    let about = format!(
        "{}, practice: {}; it decides nothing",
        docket.short(&practice.organization),
        words::practice(docket, practice)
    );
    let sources = docket.practice_sources_of(practice).map(source_line);
    Note {
        lines: std::iter::once(about).chain(sources).collect(),
    }
}

/// A source alone.
pub(super) fn of_source(source: &Source) -> Note {
    Note {
        lines: vec![source_line(source)],
    }
}

/// A source in full, with its address.
fn source_line(source: &Source) -> String {
    let long = words::source_long(source);
    match &source.url {
        Some(url) => format!("{long}, {}", words::address(url)),
        None => long,
    }
}
