//! A decision in words: what a cell of a comparison and the first line of an answer say.

use std::collections::BTreeSet;

use super::words;

pub use super::clauses::{Clause, clauses};
use crate::law::{Answer, Arm, Cited, Coding, Entry, Line, Outcome, Word};
use crate::model::{Codebook, Docket, Effect, Family, Level, Slug, Standing};

/// What stands where no rule decides.
pub const NOTHING: &str = "nothing on record";

/// The form in which an effect is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A text `prohibits`.
    Text,
    /// An act is `prohibited`.
    Act,
}

impl Voice {
    pub(super) const fn effect(self, effect: Effect) -> &'static str {
        match (self, effect) {
            (Self::Text, Effect::Requires) => "requires",
            (Self::Text, Effect::Permits) => "permits",
            (Self::Text, Effect::Prohibits) => "prohibits",
            (Self::Act, Effect::Requires) => "required",
            (Self::Act, Effect::Permits) => "permitted",
            (Self::Act, Effect::Prohibits) => "prohibited",
        }
    }

    /// The effect of an arm, with the verb of the text where that is weaker: "requires (best
    /// efforts)" is not "requires".
    pub(super) fn arm(self, arm: &Arm<'_>) -> String {
        let effect = self.effect(arm.effect);
        match words::weak_verb(arm.entry.cited.rule) {
            Some(verb) => format!("{effect} ({verb})"),
            None => effect.to_owned(),
        }
    }
}

/// The decision of a line in words.
pub fn line(docket: &Docket, line: &Line<'_>, voice: Voice) -> String {
    let clauses: Vec<String> = clauses(docket, line, voice)
        .into_iter()
        .map(|clause| clause.text)
        .collect();
    if clauses.is_empty() {
        NOTHING.to_owned()
    } else {
        clauses.join("; ")
    }
}

/// For whom a line speaks, where a page has several: its counterparts, its roles, or both.
pub fn who(docket: &Docket, of: &Line<'_>, outcome: &Outcome<'_>) -> Option<String> {
    let all = &outcome.lines;
    if all.len() < 2 {
        // A rule about one agency must not read as if it held for every other.
        let narrow: Vec<&str> = of
            .counterparts()
            .into_iter()
            .filter(|side| outcome.open && **side != "any-federal")
            .map(|side| words::counterpart(docket, side))
            .collect();
        let all_narrow = narrow.len() == of.counterparts().len() && !narrow.is_empty();
        return all_narrow.then(|| format!("for {}", narrow.join(", ")));
    }
    let sides: BTreeSet<Vec<&Slug>> = all.iter().map(Line::counterparts).collect();
    let roles: BTreeSet<Vec<Option<&Slug>>> = all.iter().map(Line::roles).collect();
    let everyone = all
        .iter()
        .any(|line| line.roles().iter().any(Option::is_some));
    let named = all
        .iter()
        .flat_map(Line::counterparts)
        .any(|side| *side != "any-federal");
    let side_words = |side: &Slug| match named && outcome.open && *side == "any-federal" {
        true => "any other federal agency".to_owned(),
        false => words::counterpart(docket, side).to_owned(),
    };
    let role_words = |role: Option<&Slug>| match role {
        Some(role) => docket.codebook.words(Family::Role, role).to_owned(),
        None if everyone => "everyone else".to_owned(),
        None => "everyone".to_owned(),
    };
    let is_product = of.places.len() == of.counterparts().len() * of.roles().len();
    if !is_product {
        let each: Vec<String> = of
            .places
            .iter()
            .map(|place| {
                let role = role_words(place.role.as_ref());
                format!("{role} for {}", side_words(&place.counterpart))
            })
            .collect();
        return Some(each.join("; "));
    }
    let mut parts = Vec::new();
    if sides.len() > 1 {
        let each: Vec<String> = of.counterparts().into_iter().map(side_words).collect();
        parts.push(format!("for {}", each.join(", ")));
    }
    if roles.len() > 1 {
        let each: Vec<String> = of.roles().into_iter().map(role_words).collect();
        parts.push(each.join(", "));
    }
    Some(parts.join(": "))
}

/// The whole decision line by line, each led by for whom it speaks.
pub fn lines(docket: &Docket, of: &Outcome<'_>, voice: Voice) -> Vec<String> {
    let each = of.lines.iter().map(|one| {
        let text = line(docket, one, voice);
        match who(docket, one, of) {
            Some(who) => format!("{who}: {text}"),
            None => text,
        }
    });
    each.collect()
}

/// The whole decision in one text, each line led by for whom it speaks.
pub fn outcome(docket: &Docket, of: &Outcome<'_>, voice: Voice) -> String {
    if of.lines.is_empty() {
        return NOTHING.to_owned();
    }
    lines(docket, of, voice).join("; ")
}

/// An answer without its conditions: "prohibited", "nothing on record".
pub const fn bare(word: Word) -> &'static str {
    match word {
        Word::Requires => "required",
        Word::Permits => "permitted",
        Word::Prohibits => "prohibited",
        Word::None => NOTHING,
        Word::ByRole => "depends on the role",
        Word::ByCounterpart => "depends on the other agency",
        Word::Uncertain => "uncertain",
    }
}

/// The cell of a comparison as one text, as it is printed.
pub fn cell(docket: &Docket, answer: &Answer<'_>) -> String {
    match answer.coding {
        Coding::Looked(found) => return found.short().to_owned(),
        Coding::NotCoded => return NOTHING.to_owned(),
        Coding::Coded => {}
    }
    let text = outcome(docket, &answer.outcome, Voice::Text);
    if answer.word != Word::Uncertain {
        return text;
    }
    format!("uncertain: {}", each(docket, answer))
}

/// Every answer that is open, in one text.
pub fn each(docket: &Docket, answer: &Answer<'_>) -> String {
    let others = answer.alternatives.iter().map(|other| &other.outcome);
    let all: Vec<String> = std::iter::once(&answer.outcome)
        .chain(others)
        .map(|one| outcome(docket, one, Voice::Text))
        .collect();
    all.join(", or ")
}

/// A short name for a directive: its printed number up to the first comma, semicolon or bracket,
/// else its type.
pub fn short_name<'a>(book: &'a Codebook, cited: &Cited<'a>) -> &'a str {
    match &cited.directive.number {
        Some(number) => number
            .split([',', ';', '('])
            .next()
            .unwrap_or(number)
            .trim(),
        None => book.words(Family::Type, &cited.directive.kind),
    }
}

/// Where a decision comes from, in a few words: level and type where it is not the body's own,
/// name, and how well it is known where no text was seen.
pub fn origin(docket: &Docket, org: &Slug, entry: &Entry<'_>) -> String {
    let book = &docket.codebook;
    let cited = &entry.cited;
    let name = short_name(book, cited);
    let mut text = if cited.directive.id.issuer == *org {
        name.to_owned()
    } else {
        let kind = book.words(Family::Type, &cited.directive.kind);
        let level = level(docket, entry);
        if name == kind {
            format!("{level} {kind}")
        } else {
            format!("{level} {kind}: {name}")
        }
    };
    match cited.standing() {
        Standing::Documented | Standing::Confirmed => {}
        standing => text.push_str(&format!(", {}", standing.short())),
    }
    text
}

/// The level from which a rule comes, as people call it: a city's, a county's, a state's.
pub fn level(docket: &Docket, entry: &Entry<'_>) -> String {
    let issuer = &entry.cited.directive.id.issuer;
    match entry.rank.level {
        Level::Federal => "federal".to_owned(),
        Level::State => "state".to_owned(),
        Level::Department => docket.short(issuer).to_owned(),
        Level::Local => docket
            .organizations
            .get(issuer)
            .and_then(|body| body.places.first())
            .and_then(|place| docket.places.get(place))
            .map_or_else(|| "local".to_owned(), |place| place.kind.word().to_owned()),
    }
}

/// Two rules cited so that they can be told apart: one of a text that the other is of too, and
/// without a section or with the same, is named by its id.
pub fn citations(a: &Cited<'_>, b: &Cited<'_>) -> (String, String) {
    let one_text = a.directive.id == b.directive.id && a.version.label == b.version.label;
    let same_cite = a.rule.cite == b.rule.cite;
    let named = |cited: &Cited<'_>| {
        let needs_id = one_text && (cited.rule.cite.is_none() || same_cite);
        if needs_id {
            format!(
                "{}, rule {}, {}",
                words::cite(cited),
                cited.rule.id,
                words::version_word(cited.version)
            )
        } else {
            citation(cited)
        }
    };
    (named(a), named(b))
}

/// Directive, section and version of a rule: `General Order 601, VIII.C.5.e, version of 1 April 2013`.
pub fn citation(cited: &Cited<'_>) -> String {
    format!(
        "{}, {}",
        words::cite(cited),
        words::version_word(cited.version)
    )
}
