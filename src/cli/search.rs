//! `comity search`.

use clap::Args;

use super::context::{Context, quoted};
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use crate::model::Fault;
use crate::render::Format;
use crate::report::{FoundText, search, words};
use crate::store::{Column, Found, Hit, Phrase, StoreError, Wanted};

/// Search titles, numbers, sections, summaries, words and notes
///
/// Finds the texts that have every word, best first: a number or a title before a note. A word is
/// found with its usual endings and without regard to accents; with * at its end, with any ending.
/// Words in double quotes must stand together. Numbers such as 2-173-042 and sections such as
/// VIII.C.5.e are found as they are written. Some of several words may stand in the title, the
/// number or the issuer of the directive.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity search chicago detain*
  comity search VIII.C.5.e
  comity search --fts \"detainer NEAR warrant\"")]
pub(super) struct SearchArgs {
    /// What to look for
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,

    /// Take the words as an expression of SQLite's full text: AND, OR, NOT, NEAR, name: summary: ...
    #[arg(long)]
    fts: bool,

    /// Only what this body issued, or what is about it (can be repeated)
    #[arg(long = "org", alias = "department", value_name = "ORG")]
    organizations: Vec<String>,

    /// The most hits to show
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
}

/// Searches.
///
/// # Errors
/// Where nothing is found, an expression cannot be read, or the file cannot be read.
pub(super) fn run(args: &SearchArgs, context: &Context) -> Result<(), Failure> {
    let typed = args.words.join(" ");
    let wanted = if args.fts {
        Wanted::Expression(typed.clone())
    } else {
        Wanted::All(Phrase::read(&typed))
    };
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let organizations = args
        .organizations
        .iter()
        .map(|text| lookup.body(text))
        .collect::<Result<Vec<_>, Failure>>()?;
    let limit = usize::try_from(args.limit).unwrap_or(usize::MAX);
    let look = |wanted: &Wanted| {
        reader
            .search(wanted, &organizations, limit)
            .map_err(|error| fault(error, &typed))
    };
    let nothing = matches!(&wanted, Wanted::All(phrases) if phrases.is_empty());
    let found = if nothing {
        Found::default()
    } else {
        look(&wanted)?
    };
    let failure = if found.total == 0 {
        Some(missed(&wanted, &typed, &look)?)
    } else {
        None
    };
    let operation = context.stamp_of(&reader)?.operation;
    let texts = found.hits.into_iter().map(text).collect();
    reader.release();
    let Some(failure) = failure else {
        return context.answer(&search(&typed, found.total, operation, texts));
    };
    // A program gets its empty list; a person gets only what to try.
    if !matches!(context.format, Format::Table | Format::Md) {
        context.answer(&search(&typed, 0, operation, texts))?;
    }
    Err(failure)
}

/// That nothing was found, and what to try.
fn missed(
    wanted: &Wanted,
    typed: &str,
    look: &impl Fn(&Wanted) -> Result<Found, Failure>,
) -> Result<Failure, Failure> {
    let mut failure = Failure::new(Kind::NotOnRecord, format!("nothing on record has: {typed}"));
    let Wanted::All(phrases) = wanted else {
        return Ok(failure.hint("without --fts the words are looked for as they are"));
    };
    if phrases.is_empty() {
        return Ok(failure.hint("a letter or a digit is needed"));
    }
    let mut tried = false;
    for phrase in phrases {
        let mut others = Vec::new();
        if phrases.len() > 1 {
            others.push(phrase.clone());
        }
        others.extend(shorter(phrase));
        for other in others {
            let count = look(&Wanted::All(vec![other.clone()]))?.total;
            if count > 0 {
                let star = if other.is_prefix { "*" } else { "" };
                let text = quoted(&format!("{}{star}", other.text));
                let hits = words::count(count, "hit");
                failure = failure.hint(format!("comity search {text}: {hits}"));
                tried = true;
                break;
            }
        }
    }
    if !tried {
        failure = failure.hint("all directives: comity list");
    }
    Ok(failure)
}

/// The beginning of a word, with any ending.
fn shorter(phrase: &Phrase) -> Option<Phrase> {
    let letters = phrase.text.chars().count();
    let stem: String = phrase
        .text
        .chars()
        .take(letters.div_ceil(2).max(3))
        .collect();
    (letters > 3 && !phrase.text.contains(char::is_whitespace)).then_some(Phrase {
        text: stem,
        is_prefix: true,
    })
}

fn fault(error: StoreError, typed: &str) -> Failure {
    match error {
        StoreError::Statement { message, .. } => {
            // FTS5 says so where the text ends too early.
            let message = match message.as_str() {
                "syntax error near \"\"" => "the expression is not complete".to_owned(),
                _ => message,
            };
            Failure::argument("--fts", typed, Fault::new(0..typed.len(), message)).hint(
                "an expression has words, \"phrases\", AND, OR, NOT, NEAR(...), word*, and name: \
                 words: summary: note: issuer: before a word; without --fts nothing of this counts",
            )
        }
        other => other.into(),
    }
}

fn text(hit: Hit) -> FoundText {
    FoundText {
        kind: hit.kind,
        directive: hit.directive,
        version: hit.version,
        is_draft: hit.is_draft,
        item: hit.item,
        organization: hit.organization,
        title: hit.title,
        cite: hit.cite,
        column: match hit.column {
            Column::Name => "name",
            Column::Words => "words",
            Column::Summary => "summary",
            Column::Note => "note",
            Column::Issuer => "issuer",
        },
        snippet: hit.snippet,
    }
}
