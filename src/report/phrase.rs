//! A decision in words: what a cell of a comparison and the first line of an answer say.

use std::collections::BTreeSet;

use super::words;

use crate::law::{Answer, Arm, Cited, Coding, Entry, Line, Outcome, Word};
use crate::model::{Codebook, Condition, Docket, Effect, Family, Level, Slug, Standing};

/// What stands where no rule decides.
pub const NOTHING: &str = "nothing on record";

/// The words of a condition; a word that the text gives a meaning of its own carries it.
fn condition(docket: &Docket, condition: &Condition, cited: &Cited<'_>) -> String {
    words::condition(
        docket,
        condition,
        &words::terms_of(cited.rule, cited.version),
    )
}

/// The form in which an effect is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A text `prohibits`.
    Text,
    /// An act is `prohibited`.
    Act,
}

impl Voice {
    const fn effect(self, effect: Effect) -> &'static str {
        match (self, effect) {
            (Self::Text, Effect::Requires) => "requires",
            (Self::Text, Effect::Permits) => "permits",
            (Self::Text, Effect::Prohibits) => "prohibits",
            (Self::Act, Effect::Requires) => "required",
            (Self::Act, Effect::Permits) => "permitted",
            (Self::Act, Effect::Prohibits) => "prohibited",
        }
    }

    /// The effect of an arm; "urges" is a permission, and told as urged.
    fn arm(self, arm: &Arm<'_>) -> &'static str {
        let urged = arm.effect == Effect::Permits
            && arm.entry.cited.rule.modality.as_deref() == Some("urges");
        match (urged, self) {
            (true, Self::Text) => "urges",
            (true, Self::Act) => "urged",
            (false, _) => self.effect(arm.effect),
        }
    }
}

/// One thing that a decision list comes down to.
#[derive(Debug, Clone)]
pub struct Clause<'a> {
    /// In words.
    pub text: String,
    /// The rules on which it rests: that of the arm, then those of the cases taken out of it.
    pub rests_on: Vec<Entry<'a>>,
}

/// The clauses of a line, in order, without arms that can never decide.
pub fn clauses<'a>(docket: &Docket, line: &Line<'a>, voice: Voice) -> Vec<Clause<'a>> {
    let arms: Vec<&Arm<'a>> = line
        .list
        .arms
        .iter()
        .enumerate()
        .filter(|(at, _)| line.reachable.contains(&Some(*at)))
        .map(|(_, arm)| arm)
        .collect();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut out: Vec<Clause<'a>> = Vec::new();
    let mut ends_open = false;
    for (at, arm) in arms.iter().enumerate() {
        if told.contains(&at) {
            continue;
        }
        ends_open = arm.when.is_some();
        let mut rests_on = vec![arm.entry];
        let text = if let Some(own) = only(&arms, at) {
            told.insert(own);
            only_phrase(docket, arm, voice)
        } else {
            let mut text = plain_phrase(docket, arm, voice);
            // A case that a permission took out of this ban is told with it, where every exception
            // is such a case: a ban that is merely lifted permits nothing.
            let cases: Vec<usize> = (at + 1..arms.len())
                .filter(|later| arm.effect == Effect::Prohibits && is_case_of(arms[*later], arm))
                .collect();
            let lifted = usize::from(arm.unless.is_some() && !arm.implied);
            let all_permit = lifted == 0
                && cases.len() == arm.taken_out.len() + usize::from(arm.implied)
                && arms[at + 1..]
                    .iter()
                    .all(|next| next.effect == Effect::Permits);
            if !cases.is_empty() && all_permit {
                let then = voice.arm(arms[cases[0]]);
                text = format!("{text}; then {then}");
                told.extend(&cases);
            }
            rests_on.extend(arm.taken_out.iter().copied());
            text
        };
        let text = if out.is_empty() {
            text
        } else {
            format!("otherwise {text}")
        };
        out.push(Clause { text, rests_on });
    }
    // A cell has no room for it, and "when" says as much.
    if voice == Voice::Act
        && ends_open
        && line.reachable.contains(&None)
        && let Some(last) = out.last_mut()
    {
        last.text = format!("{}; otherwise {NOTHING}", last.text);
    }
    out
}

/// The permission that belongs to the ban of an `only`, where the two say it all.
fn only(arms: &[&Arm<'_>], at: usize) -> Option<usize> {
    let ban = arms[at];
    let alone = ban.implied && ban.taken_out.is_empty();
    alone
        .then(|| {
            arms.iter()
                .position(|arm| !arm.implied && arm.entry.cited.key() == ban.entry.cited.key())
        })
        .flatten()
        .filter(|own| *own == at + 1 && arms.len() == at + 2)
}

fn is_case_of(permission: &Arm<'_>, ban: &Arm<'_>) -> bool {
    permission.effect == Effect::Permits
        && (ban
            .taken_out
            .iter()
            .any(|out| out.cited.key() == permission.entry.cited.key())
            || (ban.implied && ban.entry.cited.key() == permission.entry.cited.key()))
}

fn only_phrase(docket: &Docket, ban: &Arm<'_>, voice: Voice) -> String {
    let cited = &ban.entry.cited;
    let permits = match voice {
        Voice::Text => "permits",
        Voice::Act => "permitted",
    };
    let mut text = permits.to_owned();
    if let Some(when) = &cited.rule.says.when {
        text.push_str(&format!(" only when {}", condition(docket, when, cited)));
    }
    if let Some(unless) = &cited.rule.says.unless {
        text.push_str(&format!(
            "; says nothing where {}",
            condition(docket, unless, cited)
        ));
    }
    text
}

fn plain_phrase(docket: &Docket, arm: &Arm<'_>, voice: Voice) -> String {
    let cited = &arm.entry.cited;
    let mut text = voice.arm(arm).to_owned();
    if let Some(when) = &arm.when {
        text.push_str(&format!(" when {}", condition(docket, when, cited)));
    }
    let mut exceptions: Vec<String> = Vec::new();
    if let Some(unless) = &arm.unless {
        exceptions.push(bracketed(
            unless,
            condition(docket, unless, cited),
            arm.taken_out.is_empty(),
        ));
    }
    for out in &arm.taken_out {
        let says = &out.cited.rule.says;
        let Some(when) = &says.when else { continue };
        let mut case = bracketed(
            when,
            condition(docket, when, &out.cited),
            arm.taken_out.len() == 1 && arm.unless.is_none(),
        );
        if let Some(unless) = &says.unless {
            case = format!(
                "{case} (but not where {})",
                condition(docket, unless, &out.cited)
            );
        }
        if !exceptions.contains(&case) {
            exceptions.push(case);
        }
    }
    if !exceptions.is_empty() {
        text.push_str(&format!(" unless {}", exceptions.join(" or ")));
    }
    text
}

fn bracketed(condition: &Condition, words: String, alone: bool) -> String {
    match condition {
        Condition::All(_) if !alone => format!("({words})"),
        _ => words,
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
                format!(
                    "{role} for {}",
                    words::counterpart(docket, &place.counterpart)
                )
            })
            .collect();
        return Some(each.join("; "));
    }
    let mut parts = Vec::new();
    if sides.len() > 1 {
        let each: Vec<&str> = of
            .counterparts()
            .into_iter()
            .map(|side| words::counterpart(docket, side))
            .collect();
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
    let others: Vec<String> = answer
        .alternatives
        .iter()
        .map(|other| outcome(docket, &other.outcome, Voice::Text))
        .collect();
    format!("uncertain: {text}, or {}", others.join(", or "))
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

/// Directive, section and version of a rule: `General Order 601, VIII.C.5.e, version of 1 April 2013`.
pub fn citation(cited: &Cited<'_>) -> String {
    format!(
        "{}, {}",
        words::cite(cited),
        words::version_word(cited.version)
    )
}
