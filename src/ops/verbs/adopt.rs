//! A draft becomes law: the same version, with the dates and the people of its adoption.

use super::{Amended, chain, drafts, ends_with, no_version, out_of_order, own_start, place};
use crate::model::name::shown;
use crate::model::{
    DateClaim, Dates, Directive, DirectiveId, Fault, Reference, Stage, Version, check_label,
};
use crate::ops::desk::{Desk, Fresh};
use crate::ops::new_directive::{DraftError, NewVersion, Wrong};
use crate::store::Reader;

/// What was typed for a draft that becomes law.
#[derive(Debug, Clone, Default)]
pub struct Adoption {
    /// The label of the draft; without one, the only draft that there is is meant.
    pub draft: Option<String>,
    /// The label under which it is law; by default its date, where the draft's is a draft's.
    pub label: Option<String>,
    /// Its dates, who issued it, how it is known.
    pub version: NewVersion,
}

/// Adopts a draft.
///
/// # Errors
/// Where there is no such draft, it was adopted otherwise, it would begin before the version in
/// force, its label is taken or cited, or a value cannot be right.
pub fn adopt(
    reader: &Reader,
    directive: &Directive,
    typed: &Adoption,
) -> Result<Amended, DraftError> {
    let new = &typed.version;
    let mut desk = Desk::new(reader)?;
    let fresh = desk.version(new, &directive.title, &directive.sources);
    if let Some(text) = &typed.label
        && let Err(fault) = check_label(text)
    {
        desk.faults.add("--label", text, fault);
    }
    let dated = fresh.dated.clone();
    let named = draft_named(directive, typed, dated.as_deref());
    let (at, label) = named.map_err(|error| with_others(&mut desk, error, directive, typed))?;
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
    let id = &directive.id;
    let old = &directive.versions[at];
    let label = free_label(reader, directive, at, typed, label)?;
    let mut after = adopted(directive, at, new, fresh);
    after.versions[at].label.clone_from(&label);
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
    let said = if old.label == label {
        format!("The draft {id}@{label} becomes law.")
    } else {
        format!("The draft {id}@{} becomes law, as @{label}.", old.label)
    };
    let mut amended = Amended::new(after, said);
    let first = own_start(&amended.directive.versions[at]).0;
    if let Some(link) = before {
        amended
            .said
            .push(ends_with(&mut amended.directive.versions[link.at], first));
    }
    if let Some(note) = old.note.as_deref().filter(|_| new.note.is_none()) {
        amended.said.push(format!(
            "The draft's note stays: \"{}\"; another takes its place with --note.",
            shown(note)
        ));
    }
    amended.felt = amended.directive.versions[at]
        .dates
        .effective
        .first()
        .map(|claim| claim.on);
    amended.law = Some(label);
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

/// The version that is meant, and the label that it is to have. Without the label of a draft, the
/// only draft; where there is none, the last version on record, which the same command may have
/// adopted before. A draft that is no longer there may be the version that has its new label.
fn draft_named(
    directive: &Directive,
    typed: &Adoption,
    dated: Option<&str>,
) -> Result<(usize, String), DraftError> {
    let new_label = |old: &str| match (&typed.label, dated) {
        (Some(label), _) => label.clone(),
        (None, Some(dated)) if is_of_draft(old) => dated.to_owned(),
        (None, _) => old.to_owned(),
    };
    let Some(label) = typed.draft.as_deref() else {
        let at = only_draft(directive)?;
        let label = new_label(&directive.versions[at].label);
        return Ok((at, label));
    };
    let wanted = new_label(label);
    if let Some(at) = place(directive, label).or_else(|| place(directive, &wanted)) {
        return Ok((at, wanted));
    }
    Err(match no_version(directive, label) {
        DraftError::Unknown(unknown) if is_of_draft(label) => DraftError::Unknown(
            unknown.hint("a draft that was adopted goes by the day from which it is law"),
        ),
        other => other,
    })
}

/// Why no draft is meant, told in one go with the values that cannot be right.
fn with_others(
    desk: &mut Desk,
    error: DraftError,
    directive: &Directive,
    typed: &Adoption,
) -> DraftError {
    if desk.faults.wrong.is_empty() {
        return error;
    }
    let mut wrong = match error {
        DraftError::Wrong(wrong) => wrong,
        DraftError::Unknown(unknown) => {
            let id = directive.id.to_string();
            let label = typed.draft.as_deref().unwrap_or_default();
            let named = format!("{id}@{label}");
            let fault = Fault::new(id.len() + 1..named.len(), unknown.message);
            vec![Wrong {
                flag: "",
                value: named,
                fault: fault.cure(unknown.hints.join("; ")),
            }]
        }
        other => return other,
    };
    wrong.append(&mut desk.faults.wrong);
    DraftError::Wrong(wrong)
}

/// Whether a label says no more than that a text is a draft, which an adopted one is not.
fn is_of_draft(label: &str) -> bool {
    label
        .strip_prefix("draft")
        .is_some_and(|rest| !rest.contains(char::is_alphabetic))
}

/// The label, where the version can have it: no other has it, and nothing cites the version by the
/// one that it had. Unasked, a version that is cited keeps its label.
fn free_label(
    reader: &Reader,
    directive: &Directive,
    at: usize,
    typed: &Adoption,
    label: String,
) -> Result<String, DraftError> {
    let (id, old) = (&directive.id, &directive.versions[at].label);
    if *old == label {
        return Ok(label);
    }
    if place(directive, &label).is_some() {
        let wrong = Wrong::whole(
            if typed.label.is_some() { "--label" } else { "" },
            &label,
            format!("{id} has a version of this label already"),
        );
        return Err(wrong.cure("give this one another --label").into());
    }
    let Some(citing) = citing(reader, directive, old)? else {
        return Ok(label);
    };
    if typed.label.is_none() {
        return Ok(old.clone());
    }
    let wrong = Wrong::whole("--label", &label, format!("{citing} cites {id}@{old}"));
    Err(wrong
        .cure(format!(
            "leave --label out, or first cite it otherwise: comity edit {citing}"
        ))
        .into())
}

/// A directive, this one or another, that cites a version of it by its label.
fn citing(
    reader: &Reader,
    directive: &Directive,
    label: &str,
) -> Result<Option<DirectiveId>, DraftError> {
    let id = &directive.id;
    if cites(directive, id, label) {
        return Ok(Some(id.clone()));
    }
    for (other, _) in reader.referring(id)? {
        let record = reader.directive(&other)?;
        if record.is_some_and(|record| cites(&record, id, label)) {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

fn cites(one: &Directive, id: &DirectiveId, label: &str) -> bool {
    let is_it = |reference: &Reference| {
        reference.directive == *id && reference.version.as_deref() == Some(label)
    };
    let lifted = format!("{id}@{label}");
    let ends = one.versions.iter().flat_map(|version| {
        let rules = version.rules.iter().filter_map(|rule| rule.ended.as_ref());
        version.ended.iter().chain(rules)
    });
    let holds = one.versions.iter().flat_map(|version| &version.suspended);
    let mut lifted_by = holds.filter_map(|hold| hold.lifted_by.as_deref());
    one.relations.iter().any(|relation| is_it(&relation.id))
        || ends.filter_map(|end| end.by.as_ref()).any(is_it)
        || lifted_by.any(|by| by == lifted)
}

/// The only draft; where there is none, the last version on record.
fn only_draft(directive: &Directive) -> Result<usize, DraftError> {
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
    version.review_due = facts.review_due.or(version.review_due);
    version.expires = facts.expires.or(version.expires);
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
