//! The end of a version, or of one of its rules.

use super::{
    Amended, Link, chain, ending_words, missing, named_rule, named_version, never_adopted,
    other_side,
};
use crate::model::date::hull;
use crate::model::{
    Date, DateClaim, Day, Directive, EndHow, Ending, Reference, Stage, Standing, Version,
};
use crate::ops::desk::Desk;
use crate::ops::new_directive::{DraftError, NewSource, Wrong};
use crate::store::Reader;

/// What was typed for an end.
#[derive(Debug, Clone, Default)]
pub struct Rescission {
    /// The first day on which it is no longer in force.
    pub effective: String,
    /// How it ended; by default superseded where something took its place, else rescinded.
    pub how: Option<String>,
    /// What ended it: a directive or a version of one.
    pub by: Option<String>,
    /// How well the end is known.
    pub standing: Option<String>,
    /// From where the end is known.
    pub source: NewSource,
}

/// Ends what a reference names: a version (by default the last that was adopted), or a rule of it.
///
/// # Errors
/// Where it had not begun by then, has another end on record, or a value cannot be right.
pub fn rescind(
    reader: &Reader,
    directive: &Directive,
    what: &Reference,
    new: &Rescission,
) -> Result<Amended, DraftError> {
    let links = chain(reader, directive)?;
    let at = version_to_end(reader, directive, what, &links)?;
    let version = &directive.versions[at];
    let rule = match &what.rule {
        Some(rule) => Some(named_rule(directive, version, rule)?),
        None => None,
    };
    let mut after = directive.clone();
    let (on, ending) = typed_end(reader, &mut after, new)?;
    // A version that is void already is passed over where none is named; the second run means it.
    let is_so = |one: &&Version| one.stage == Stage::Adopted && one.ended.as_ref() == Some(&ending);
    let void = directive.versions.iter().find(is_so);
    if let Some(one) = void.filter(|_| what.version.is_none() && rule.is_none()) {
        let named = format!("{}@{}", directive.id, one.label);
        return Ok(already(directive, &named, &ending));
    }
    if ending.how != EndHow::Void {
        in_order(directive, (at, rule), &links, on, &new.effective)?;
    }
    let named = Reference {
        version: Some(version.label.as_str().into()),
        ..what.clone()
    };
    let old = match rule {
        Some(rule) => after.versions[at].rules[rule].ended.replace(ending.clone()),
        None => after.versions[at].ended.replace(ending.clone()),
    };
    match old {
        Some(old) if old == ending => {
            return Ok(already(directive, &named.to_string(), &ending));
        }
        Some(old) => {
            let wrong = format!("{named} is on record as ended: {}", ending_words(&old));
            return Err(Wrong::whole("--effective", &new.effective, wrong)
                .cure(format!("correct that with: comity edit {}", directive.id))
                .into());
        }
        None => {}
    }
    let mut amended = Amended::new(after, said(directive, (at, rule), &named, &ending));
    amended.felt = Some(on);
    Ok(amended)
}

/// The end as typed, with its day; its source is put among those of the directive.
fn typed_end(
    reader: &Reader,
    directive: &mut Directive,
    new: &Rescission,
) -> Result<(Date, Ending), DraftError> {
    let mut desk = Desk::new(reader)?;
    let on: Option<Date> = desk.faults.read("--effective", &new.effective);
    let how: Option<EndHow> = desk.faults.maybe_read("--how", new.how.as_deref());
    let certainty: Option<Standing> = desk
        .faults
        .maybe_read("--standing", new.standing.as_deref());
    let (title, known) = (&directive.title, &directive.sources);
    let source = desk.faults.source(&new.source, title, known);
    desk.checked()?;
    let Some(on) = on else {
        return Err(missing("--effective"));
    };
    let by = new
        .by
        .as_deref()
        .map(|by| other_side(reader, "--by", by))
        .transpose()?;
    let is_itself = |by: &&Reference| by.directive == directive.id && by.version.is_none();
    if let Some(by) = by.as_ref().filter(is_itself) {
        return Err(
            Wrong::whole("--by", &by.to_string(), "a text does not end itself")
                .cure("for a new version of it: comity revise; else name what ended it")
                .into(),
        );
    }
    let how = how.unwrap_or(if by.is_some() {
        EndHow::Superseded
    } else {
        EndHow::Rescinded
    });
    let claim = DateClaim {
        source: source.as_ref().map(|(name, _)| name.clone()),
        ..DateClaim::plain(on)
    };
    directive.sources.extend(source);
    let on_day = vec![claim];
    Ok((
        on,
        Ending {
            on: on_day,
            how,
            by,
            certainty,
        },
    ))
}

fn already(directive: &Directive, named: &str, ending: &Ending) -> Amended {
    let words = ending_words(ending);
    Amended::new(
        directive.clone(),
        format!("{named} is on record as ended already: {words}."),
    )
}

fn said(
    directive: &Directive,
    (at, rule): (usize, Option<usize>),
    named: &Reference,
    ending: &Ending,
) -> String {
    let words = ending_words(ending);
    if ending.how == EndHow::Void {
        return format!("{named} was never in force: {words}.");
    }
    match (rule, directive.versions[at].rules.len()) {
        (Some(_), _) => format!("{named} ends: {words}. The rest of the text goes on."),
        (None, 0) => format!("{named} ends: {words}."),
        (None, 1) => format!("{named} ends, with its one rule: {words}."),
        (None, many) => format!("{named} ends, with its {many} rules: {words}."),
    }
}

/// The version that is to end.
fn version_to_end(
    reader: &Reader,
    directive: &Directive,
    what: &Reference,
    links: &[Link],
) -> Result<usize, DraftError> {
    let at = match named_version(reader, directive, what)? {
        Some(at) => at,
        None => links
            .last()
            .map(|link| link.at)
            // A text that is void already: the second run names it too.
            .or_else(|| {
                directive
                    .versions
                    .iter()
                    .rposition(|one| one.stage == Stage::Adopted)
            })
            .ok_or_else(|| never_adopted(directive))?,
    };
    let version = &directive.versions[at];
    if version.stage == Stage::Draft {
        let named = format!("{}@{}", directive.id, version.label);
        return Err(
            Wrong::whole("", &named, "a draft was never law, so it cannot end")
                .cure(format!(
                    "take it out of the record with: comity edit {}",
                    directive.id
                ))
                .into(),
        );
    }
    Ok(at)
}

/// An end lies after the beginning, and not after the beginning of the next version.
fn in_order(
    directive: &Directive,
    (at, rule): (usize, Option<usize>),
    links: &[Link],
    on: Date,
    typed: &str,
) -> Result<(), DraftError> {
    let Some(place) = links.iter().position(|link| link.at == at) else {
        return Ok(());
    };
    let version = &directive.versions[at];
    let begun = match rule
        .map(|rule| &version.rules[rule].from)
        .filter(|from| !from.is_empty())
    {
        Some(from) => hull(from).0,
        None => links[place].start.earliest,
    };
    let wrong = |message: String| Wrong::whole("--effective", typed, message);
    if let (Some(begun), Some(last)) = (begun, on.latest())
        && last <= begun
    {
        return Err(
            wrong(format!("it began on {begun}, and this is not after it"))
                .cure(match place.checked_sub(1).map(|before| links[before].at) {
                    Some(before) => format!(
                        "give a later day; to end the version before it: comity rescind {}@{}",
                        directive.id, directive.versions[before].label
                    ),
                    None => {
                        "give the first day on which it is no longer in force; --how void where \
                         it never was"
                            .to_owned()
                    }
                })
                .into(),
        );
    }
    let next: Option<(&Link, Day)> = links
        .get(place + 1)
        .and_then(|next| Some((next, next.start.latest?)));
    if let (Some((next, start)), Some(first)) = (next, on.earliest())
        && first > start
    {
        let next = &directive.versions[next.at].label;
        return Err(wrong(format!(
            "it ended on {start}, when the version @{next} began"
        ))
        .cure(format!(
            "to end that one: comity rescind {}@{next}",
            directive.id
        ))
        .into());
    }
    Ok(())
}
