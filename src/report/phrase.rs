//! A decision in words: what a cell of a comparison and the first line of an answer say.

use std::borrow::Cow;
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

/// The decision of a line without its conditions, where there is no room for them: the effect that
/// holds when nothing further is known, and that facts bring something else.
pub fn in_short(line: &Line<'_>) -> String {
    let arms: Vec<&Arm<'_>> = line
        .reachable
        .iter()
        .flatten()
        .map(|at| &line.list.arms[*at])
        .collect();
    let Some(first) = line
        .decides
        .map(|at| &line.list.arms[at])
        .or_else(|| arms.first().copied())
    else {
        return NOTHING.to_owned();
    };
    let verb = Voice::Text.arm(first);
    let alike = arms.iter().all(|arm| arm.effect == first.effect);
    // A permission in some cases lifts a ban or a duty there, and no more.
    let lifted = first.effect != Effect::Permits
        && arms
            .iter()
            .all(|arm| arm.effect == first.effect || arm.effect == Effect::Permits);
    match line.decides {
        Some(_) if line.reachable.len() == 1 => verb,
        Some(_) if alike || lifted => format!("{verb} with exceptions"),
        None if alike => format!("{verb} in some cases"),
        _ => "depends on the facts".to_owned(),
    }
}

/// A whole decision without its conditions.
pub fn outcome_in_short(docket: &Docket, of: &Outcome<'_>) -> String {
    let of = &told(of, in_short);
    let each = of.lines.iter().map(|line| match who(docket, line, of) {
        Some(who) => format!("{who}: {}", in_short(line)),
        None => in_short(line),
    });
    each.collect::<Vec<_>>().join("; ")
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
    if !of.is_product() {
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

/// The decision as it is told: lines that say the same are one, by whatever texts and sections; where
/// that one speaks for each of its roles toward each of its counterparts, so that it can say for whom.
pub fn told<'o, 'a>(
    of: &'o Outcome<'a>,
    says: impl Fn(&Line<'a>) -> String,
) -> Cow<'o, Outcome<'a>> {
    if of.lines.len() < 2 {
        return Cow::Borrowed(of);
    }
    let each = of.lines.iter().map(|one| (one.clone(), says(one)));
    let mut lines: Vec<(Line<'a>, String)> = each.collect();
    // Two that are made one may be one with a third.
    while let Some((at, by)) = alike(&lines) {
        let (more, _) = lines.remove(by);
        lines[at].0.places.extend(more.places);
    }
    Cow::Owned(Outcome {
        lines: lines.into_iter().map(|(line, _)| line).collect(),
        ..of.clone()
    })
}

/// The first two lines that say the same and can be one.
fn alike(lines: &[(Line<'_>, String)]) -> Option<(usize, usize)> {
    let mut pairs = (0..lines.len()).flat_map(|at| (at + 1..lines.len()).map(move |by| (at, by)));
    pairs.find(|(at, by)| {
        let ((one, says), (other, says_too)) = (&lines[*at], &lines[*by]);
        says == says_too && {
            let mut both = one.clone();
            both.places.extend(other.places.iter().cloned());
            both.is_product()
        }
    })
}

/// The whole decision line by line, each led by for whom it speaks.
pub fn lines(docket: &Docket, of: &Outcome<'_>, voice: Voice) -> Vec<String> {
    let of = &told(of, |one| line(docket, one, voice));
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

/// Every answer that is open, in one text. Two ways to the same words are told apart by `ask`, which
/// names what brings them.
pub fn each(docket: &Docket, answer: &Answer<'_>) -> String {
    let others = answer.alternatives.iter().map(|other| &other.outcome);
    let mut each: Vec<String> = Vec::new();
    for one in std::iter::once(&answer.outcome).chain(others) {
        let text = outcome(docket, one, Voice::Text);
        if !each.contains(&text) {
            each.push(text);
        }
    }
    each.join(", or ")
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

/// Where a decision of some rules comes from, in a few words, each text once: level and type where it
/// is not the body's own, name, and how well it is known where no text was seen; one of which some
/// rules are known less well than others says so of a part.
pub fn origins(docket: &Docket, org: &Slug, entries: &[Entry<'_>]) -> String {
    let mut texts: Vec<(String, Vec<Standing>)> = Vec::new();
    for entry in entries {
        let name = text_name(docket, org, entry);
        let standing = entry.cited.standing();
        match texts.iter_mut().find(|(other, _)| *other == name) {
            Some((_, known)) if known.contains(&standing) => {}
            Some((_, known)) => known.push(standing),
            None => texts.push((name, vec![standing])),
        }
    }
    let seen = |standing: &Standing| matches!(standing, Standing::Documented | Standing::Confirmed);
    let each = texts.into_iter().map(|(mut text, known)| {
        let part = if known.len() > 1 { "in part " } else { "" };
        for standing in known.iter().filter(|standing| !seen(standing)) {
            text.push_str(&format!(", {part}{}", standing.short()));
        }
        text
    });
    each.collect::<Vec<_>>().join("; ")
}

/// The name of the text of a rule: with level and type where it is not the body's own.
fn text_name(docket: &Docket, org: &Slug, entry: &Entry<'_>) -> String {
    let book = &docket.codebook;
    let cited = &entry.cited;
    let name = short_name(book, cited);
    if cited.directive.id.issuer == *org {
        return name.to_owned();
    }
    let kind = book.words(Family::Type, &cited.directive.kind);
    let level = level(docket, entry);
    if name == kind {
        format!("{level} {kind}")
    } else {
        format!("{level} {kind}: {name}")
    }
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
