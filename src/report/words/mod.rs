//! The wording that reports share: how a rule, a date, an office, a bond or a status reads for
//! somebody who has never seen the codebook. Plain, precise, and on no side. Text from outside is
//! passed on as it is; `render` makes it harmless.

mod dates;
mod people;
mod rules;
mod status;

pub use dates::{
    DatedFact, date_claims, dated_facts, edtf, edtf_of, ended_how, ending, lifted_how, short_days,
    since_phrase, span_phrase, start_note, suspension,
};
pub use people::{address, authority, bond, bonds, claims, source_long, source_short, step};
pub use rules::{
    condition, counterpart, effect, practice, role, says, sentence, terms_of, topic, weak_verb,
};
pub use status::{Status, current, end_date, rule_status, since, status, versions_in_force};

use crate::law::Cited;
use crate::model::{Date, Directive, DirectiveId, Docket, Seen, Stage, Standing, Version};

/// How well a fact is known, in words: "text seen", "several accounts", "one account".
pub const fn standing(standing: Standing) -> &'static str {
    standing.short()
}

/// How much of a text was seen, in words.
pub const fn seen(seen: Seen) -> &'static str {
    match seen {
        Seen::Full => "text seen in full",
        Seen::Part => "text seen in part",
        Seen::None => "text not seen",
    }
}

/// The directive's printed number, or its title, then the rule's cite:
/// "General Order 601, VIII.C.5.e".
pub fn cite(cited: &Cited<'_>) -> String {
    match &cited.rule.cite {
        Some(cite) => format!("{}, {cite}", cited.directive.name()),
        None => cited.directive.name().to_owned(),
    }
}

/// What a directive is called in passing: its printed number up to the first comma, semicolon or
/// bracket, else its title.
pub fn short_name(directive: &Directive) -> &str {
    let number = directive.number.as_deref();
    let first = number.and_then(|number| number.split([',', ';', '(']).next());
    first.unwrap_or(&directive.title).trim()
}

/// What a directive is called: number and title, or the title alone.
pub fn directive_name(directive: &Directive) -> String {
    match &directive.number {
        Some(number) if *number != directive.title => format!("{number}, {}", directive.title),
        _ => directive.title.clone(),
    }
}

/// What another directive is called by its id: its number or title where the docket holds it, with
/// the id by which it can be looked up.
pub fn other_name(docket: &Docket, id: &DirectiveId) -> String {
    match docket.directives.get(id) {
        Some(other) => format!("{} ({id})", other.name()),
        None => id.to_string(),
    }
}

/// A version by itself: "version of 1 April 2013", "draft of 2019", "version first-reading".
pub fn version_word(version: &Version) -> String {
    let noun = match version.stage {
        Stage::Adopted => "version",
        Stage::Draft => "draft",
    };
    match version.label.parse::<Date>() {
        Ok(date) => format!("{noun} of {}", date.long()),
        Err(_) => format!("{noun} {}", version.label),
    }
}

/// A version with its directive: "General Order 601, version of 1 April 2013".
pub fn version_name(directive: &Directive, version: &Version) -> String {
    let name = version.number.as_deref().unwrap_or(directive.name());
    format!("{name}, {}", version_word(version))
}

/// A number with its noun: "1 rule", "2 rules".
pub fn count(number: usize, noun: &str) -> String {
    let ending = match number {
        1 => "",
        _ if noun.ends_with('y') && !noun.ends_with("ay") => {
            return format!("{number} {}ies", noun.trim_end_matches('y'));
        }
        _ => "s",
    };
    format!("{number} {noun}{ending}")
}

/// Items as running text: "a", "a and b", "a, b and c".
pub fn listed(items: &[String], joint: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} {joint} {last}", start.join(", ")),
    }
}

#[cfg(test)]
mod tests;
