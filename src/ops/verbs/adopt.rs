//! A draft becomes law: the same version, with the dates and the people of its adoption.

use super::{Amended, chain, drafts, ends_with, no_version, out_of_order, own_start, place};
use crate::model::{DateClaim, Dates, Directive, Stage, Version};
use crate::ops::desk::{Desk, Fresh};
use crate::ops::new_directive::{DraftError, NewVersion, Wrong};
use crate::store::Reader;

/// Adopts the draft with this label; without one, the only draft that there is.
///
/// # Errors
/// Where there is no such draft, it was adopted otherwise, it would begin before the version in
/// force, or a value cannot be right.
pub fn adopt(
    reader: &Reader,
    directive: &Directive,
    label: Option<&str>,
    new: &NewVersion,
) -> Result<Amended, DraftError> {
    let at = draft_named(directive, label)?;
    let mut desk = Desk::new(reader)?;
    let fresh = desk.version(new, &directive.title, &directive.sources);
    let (_, last) = own_start(&fresh.version);
    let links = chain(reader, directive)?;
    let before = links
        .iter()
        .rfind(|link| link.at != at)
        .filter(|_| directive.versions[at].stage == Stage::Draft);
    if let Some(link) = before {
        let effective = new.dates.get("effective").map_or("", String::as_str);
        let old = &directive.versions[link.at];
        if let Some(wrong) = out_of_order(effective, old, link.start, last) {
            desk.faults.note(wrong);
        }
    }
    desk.checked()?;
    let (id, label) = (&directive.id, &directive.versions[at].label);
    let after = adopted(directive, at, new, fresh);
    if directive.versions[at].stage == Stage::Adopted {
        if after.versions[at] == directive.versions[at] {
            let said = format!("{id}@{label} is adopted already, as typed.");
            return Ok(Amended::new(directive.clone(), said));
        }
        let named = format!("{id}@{label}");
        let wrong = Wrong::whole(
            "",
            &named,
            "it is adopted already, otherwise, and there is no draft of that name",
        );
        return Err(wrong
            .cure(format!(
                "correct it with: comity edit {id}; see its versions: comity show {id}"
            ))
            .into());
    }
    let mut amended = Amended::new(after, format!("The draft {id}@{label} becomes law."));
    let first = own_start(&amended.directive.versions[at]).0;
    if let Some(link) = before {
        amended
            .said
            .push(ends_with(&mut amended.directive.versions[link.at], first));
    }
    amended.felt = amended.directive.versions[at]
        .dates
        .effective
        .first()
        .map(|claim| claim.on);
    amended.law = Some(label.clone());
    // Where dates leave the order open, that of the record decides: the new law comes last.
    let last = chain(reader, &amended.directive)?
        .last()
        .map(|link| link.at);
    if last != Some(at) {
        let version = amended.directive.versions.remove(at);
        amended.directive.versions.push(version);
    }
    Ok(amended)
}

/// The version with this label. Without one, the only draft; where there is none, the last version
/// on record, which the same command may have adopted before.
fn draft_named(directive: &Directive, label: Option<&str>) -> Result<usize, DraftError> {
    if let Some(label) = label {
        return place(directive, label).ok_or_else(|| no_version(directive, label));
    }
    let id = directive.id.to_string();
    let labels_of: Vec<&str> = drafts(directive)
        .map(|draft| draft.label.as_str())
        .collect();
    let last = directive.versions.len().checked_sub(1);
    match (labels_of.as_slice(), last) {
        ([one], _) => place(directive, one).ok_or_else(|| no_version(directive, one)),
        ([], Some(last)) => Ok(last),
        ([], None) => Err(Wrong::whole("", &id, "there is no version of it on record")
            .cure(format!(
                "record one with: comity revise {id} --effective DATE"
            ))
            .into()),
        (many, _) => Err(
            Wrong::whole("", &id, format!("there are {} drafts of it", many.len()))
                .cure(format!("name one as {id}@LABEL: {}", many.join(", ")))
                .into(),
        ),
    }
}

/// The directive with the version adopted. What is not typed stays as the draft has it.
fn adopted(directive: &Directive, at: usize, new: &NewVersion, fresh: Fresh) -> Directive {
    let mut after = directive.clone();
    let is_seen = fresh.is_seen();
    let facts = fresh.into_directive(&mut after);
    let version: &mut Version = &mut after.versions[at];
    version.stage = Stage::Adopted;
    merge(&mut version.dates, facts.dates);
    if new.standing.is_some() || is_seen {
        version.standing = facts.standing;
    }
    if new.text.is_some() || is_seen {
        version.text = facts.text;
    }
    version.document = facts.document.or_else(|| version.document.take());
    version.note = facts.note.or_else(|| version.note.take());
    // A look at the draft tells nothing of whether the law stands.
    let begun = own_start(version).0;
    let of_draft = version.last_checked.filter(|date| date.latest() >= begun);
    version.last_checked = facts.last_checked.or(of_draft);
    for one in facts.authority {
        if !version.authority.contains(&one) {
            version.authority.push(one);
        }
    }
    for name in facts.sources {
        if !version.sources.contains(&name) {
            version.sources.push(name);
        }
    }
    after
}

/// Dates that are typed take the place of those that the draft had.
fn merge(dates: &mut Dates, new: Dates) {
    let put = |old: &mut Vec<DateClaim>, new: Vec<DateClaim>| {
        if !new.is_empty() {
            *old = new;
        }
    };
    put(&mut dates.adopted, new.adopted);
    put(&mut dates.signed, new.signed);
    put(&mut dates.issued, new.issued);
    put(&mut dates.effective, new.effective);
    put(&mut dates.published, new.published);
}
