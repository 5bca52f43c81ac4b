//! The verbs on a directive that is on record: revise, adopt, rescind, enjoin, relate.
//!
//! Each takes the record as it stands and what was typed, and returns the record as it is to stand
//! with sentences that say what became of it. Nothing is written here: a record that comes back as it
//! was is one of which all was so already.

mod adopt;
mod compare;
mod enjoin;
mod relate;
mod rescind;
mod revise;

pub use adopt::{Adoption, adopt};
pub use compare::parts_changed;
pub use enjoin::{Hold, enjoin};
pub use relate::{NewRelation, relate};
pub use rescind::{Rescission, rescind};
pub use revise::{Revision, revise};

use super::new_directive::{DraftError, Wrong};
use super::resolve::{Unknown, merged_into};
use crate::law::{Calendar, InForce, Span, StartBasis, start_basis};
use crate::model::date::{hull, parse_day};
use crate::model::name::{nearest, shown};
use crate::model::{
    Date, Day, Directive, EndHow, Ending, Reference, Slug, Stage, Standing, Version, unknown,
};
use crate::store::{Reader, StoreError};

/// A directive as it is to stand.
#[derive(Debug, Clone)]
pub struct Amended {
    /// The record.
    pub directive: Directive,
    /// What becomes of it, in sentences.
    pub said: Vec<String>,
    /// What may be typed next, without the program's name.
    pub next: Vec<String>,
    /// The day on which the change is first felt, where it is not felt today.
    pub felt: Option<Date>,
    /// The day on which it is over again.
    pub over: Option<Date>,
    /// The label of a version that becomes law by it.
    pub law: Option<String>,
}

impl Amended {
    fn new(directive: Directive, said: String) -> Self {
        Self {
            directive,
            said: vec![said],
            next: Vec::new(),
            felt: None,
            over: None,
            law: None,
        }
    }
}

/// An adopted version in the order in which they stood: its place in the record and its start.
#[derive(Debug, Clone, Copy)]
struct Link {
    at: usize,
    start: Span,
}

/// The adopted versions of a directive, void ones left out, in the order in which they stood.
fn chain(reader: &Reader, directive: &Directive) -> Result<Vec<Link>, StoreError> {
    with_calendar(reader, directive, |calendar| {
        let links = calendar
            .versions(&directive.id)
            .iter()
            .filter_map(|version| {
                let at = place(directive, &version.label)?;
                Some(Link {
                    at,
                    start: calendar.start(&directive.id, version)?,
                })
            });
        links.collect()
    })
}

fn with_calendar<T>(
    reader: &Reader,
    directive: &Directive,
    look: impl FnOnce(&Calendar<'_>) -> T,
) -> Result<T, StoreError> {
    let mut docket = reader.docket_of(std::slice::from_ref(&directive.id), &[])?;
    docket
        .directives
        .insert(directive.id.clone(), directive.clone());
    Ok(look(&Calendar::new(&docket)))
}

fn place(directive: &Directive, label: &str) -> Option<usize> {
    directive
        .versions
        .iter()
        .position(|version| version.label == label)
}

/// The version that a reference names, by its label or by a day on which it was in force.
fn named_version(
    reader: &Reader,
    directive: &Directive,
    reference: &Reference,
) -> Result<Option<usize>, DraftError> {
    let Some(text) = reference.version.as_deref() else {
        return Ok(None);
    };
    if let Some(at) = place(directive, text) {
        return Ok(Some(at));
    }
    if let Ok(day) = parse_day(text) {
        let found = in_force_on(reader, directive, day)?;
        if found.is_some() {
            return Ok(found);
        }
        return Err(DraftError::Unknown(
            Unknown::new(format!(
                "no version of {} was in force on {day}",
                directive.id
            ))
            .hint(format!("it has: {}", labels(directive))),
        ));
    }
    Err(no_version(directive, text))
}

/// The last version that is in force on a day, or may be.
fn in_force_on(
    reader: &Reader,
    directive: &Directive,
    day: Day,
) -> Result<Option<usize>, StoreError> {
    with_calendar(reader, directive, |calendar| {
        let sitting = calendar.on(day);
        let stands = |version: &&&Version| sitting.in_force(directive, version) != InForce::No;
        let last = calendar.versions(&directive.id).iter().rfind(stands);
        last.and_then(|version| place(directive, &version.label))
    })
}

fn no_version(directive: &Directive, text: &str) -> DraftError {
    let all = directive
        .versions
        .iter()
        .map(|version| version.label.as_str());
    let missing = Unknown::new(format!(
        "{} has no version \"{}\"",
        directive.id,
        shown(text)
    ));
    DraftError::Unknown(match nearest(text, all) {
        Some(near) => missing.hint(format!("did you mean \"{near}\"?")),
        None => missing.hint(format!("it has: {}", labels(directive))),
    })
}

/// The labels of the versions, for messages.
fn labels(directive: &Directive) -> String {
    let all: Vec<&str> = directive
        .versions
        .iter()
        .map(|version| version.label.as_str())
        .collect();
    match all.as_slice() {
        [] => "no version".to_owned(),
        all => all.join(", "),
    }
}

/// The place of a rule in a version.
fn named_rule(directive: &Directive, version: &Version, rule: &Slug) -> Result<usize, DraftError> {
    if let Some(at) = version.rules.iter().position(|other| other.id == *rule) {
        return Ok(at);
    }
    let ids = || version.rules.iter().map(|rule| rule.id.as_str());
    let missing = Unknown::new(format!(
        "{}@{} has no rule \"{rule}\"",
        directive.id, version.label
    ));
    Err(DraftError::Unknown(match nearest(rule.as_str(), ids()) {
        Some(near) => missing.hint(format!("did you mean \"{near}\"?")),
        None if version.rules.is_empty() => missing.hint("no rule of it is on record"),
        None => missing.hint(format!("it has: {}", ids().collect::<Vec<_>>().join(", "))),
    }))
}

/// A directive, or a version of it, that must be on record.
fn other_side(reader: &Reader, flag: &'static str, text: &str) -> Result<Reference, DraftError> {
    let fault = |fault| Wrong {
        flag,
        value: text.to_owned(),
        fault,
    };
    let mut reference: Reference = text.parse().map_err(fault)?;
    if reference.rule.is_some() {
        return Err(Wrong::whole(flag, text, "one rule cannot be named here")
            .cure("name the directive, or one version of it as ID@LABEL")
            .into());
    }
    let mut directive = reader.directive(&reference.directive)?;
    let issuer = &mut reference.directive.issuer;
    if directive.is_none()
        && let Some(into) = merged_into(issuer.as_str(), &reader.organizations()?)
    {
        issuer.clone_from(&into.id);
        directive = reader.directive(&reference.directive)?;
    }
    let Some(directive) = directive else {
        return Err(DraftError::Unknown(not_on_record(reader, &reference)?));
    };
    let label = reference.version.as_deref();
    if let Some(label) =
        label.filter(|label| place(&directive, label).is_none() && parse_day(label).is_err())
    {
        return Err(no_version(&directive, label));
    }
    Ok(reference)
}

/// That a directive is not on record, with the nearest that is, and how to record one that is known
/// from another text alone.
fn not_on_record(reader: &Reader, reference: &Reference) -> Result<Unknown, StoreError> {
    let id = &reference.directive;
    let missing = Unknown::new(format!("the directive \"{id}\" is not on record"));
    let ids: Vec<String> = reader
        .directive_ids()?
        .iter()
        .filter(|other| other.issuer == id.issuer || other.slug == id.slug)
        .map(ToString::to_string)
        .collect();
    let missing = match nearest(&id.to_string(), ids.iter().map(String::as_str)) {
        Some(near) => missing.hint(format!("did you mean \"{near}\"?")),
        None => missing,
    };
    Ok(missing.hint(format!(
        "to record one that is known from another text alone: comity add {id} --title \"TITLE\" \
         --type TYPE --text none"
    )))
}

/// The start that a version's own dates give it.
fn own_start(version: &Version) -> (Option<Day>, Option<Day>) {
    let dates = &version.dates;
    match start_basis(version) {
        StartBasis::Effective => hull(&dates.effective),
        _ => {
            let made = [
                &dates.adopted,
                &dates.signed,
                &dates.issued,
                &dates.published,
            ];
            hull(&made.into_iter().flatten().cloned().collect::<Vec<_>>())
        }
    }
}

/// What is wrong with a version that is to follow another, where it does not begin after it.
fn out_of_order(value: &str, before: &Version, start: Span, latest: Option<Day>) -> Option<Wrong> {
    let begun = start.earliest?;
    (latest? <= begun).then(|| {
        Wrong::whole(
            "--effective",
            value,
            format!(
                "the version @{} began on {begun}, and this is not after it",
                before.label
            ),
        )
        .cure("give a later day, or put a version between others with: comity edit")
    })
}

/// Lets the version before end when the next one begins: an end of its own that lies later gives
/// way. Tells what became of it.
fn ends_with(before: &mut Version, start: Option<Day>) -> String {
    let label = &before.label;
    let own = before
        .ended
        .as_ref()
        .map(|ending| (ending_words(ending), hull(&ending.on).1));
    match (own, start) {
        (Some((words, latest)), Some(start)) if latest.is_none_or(|last| last > start) => {
            let said = format!(
                "It takes the place of @{label}, which ends that day; the end on record for it \
                 ({words}) gives way."
            );
            before.ended = None;
            said
        }
        (Some((words, _)), _) => format!("The version before, @{label}, had ended: {words}."),
        (None, _) => format!("It takes the place of @{label}, which ends that day."),
    }
}

/// An end in a few words: "19 June 2020, superseded by chicago-pd/x".
fn ending_words(ending: &Ending) -> String {
    let on: Vec<String> = ending.on.iter().map(|claim| claim.on.long()).collect();
    let on = if on.is_empty() {
        "day not known".to_owned()
    } else {
        on.join(" or ")
    };
    let by = ending
        .by
        .as_ref()
        .map(|by| format!(" by {by}"))
        .unwrap_or_default();
    format!("{on}, {}{by}", ending.how)
}

/// Whether an end is only disputed.
fn is_disputed(ending: &Ending) -> bool {
    ending.certainty == Some(Standing::Disputed)
}

/// Whether an end has surely come by a day, or at all where no day is known.
fn has_ended(ending: &Ending, by: Option<Day>) -> bool {
    let disputed = is_disputed(ending);
    let latest = hull(&ending.on).1;
    ending.how == EndHow::Void
        || !disputed && latest.is_some_and(|last| by.is_none_or(|day| last <= day))
}

/// The drafts of a directive.
fn drafts(directive: &Directive) -> impl Iterator<Item = &Version> {
    directive
        .versions
        .iter()
        .filter(|version| version.stage == Stage::Draft)
}

/// That nothing of a directive was ever law, with the way to make it so.
fn never_adopted(directive: &Directive) -> Wrong {
    let id = directive.id.to_string();
    let wrong = Wrong::whole("", &id, "no version of it was adopted and stands");
    match drafts(directive).next() {
        Some(draft) => wrong.cure(format!(
            "a draft becomes law with: comity adopt {id}@{} --effective DATE",
            draft.label
        )),
        None => wrong.cure(format!("see it: comity show {id}")),
    }
}

/// That a flag is missing.
fn missing(flag: &'static str) -> DraftError {
    Wrong::whole(flag, "", "a value is missing here").into()
}

/// A word of a closed vocabulary, or the fault with its cure.
fn slip<'a>(
    what: &str,
    flag: &'static str,
    text: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Wrong {
    Wrong {
        flag,
        value: text.to_owned(),
        fault: unknown(what, text, words),
    }
}
