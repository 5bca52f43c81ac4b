//! A hold: a span in which a version, or some of its rules, cannot be enforced; and its end.

use super::{
    Amended, Link, chain, in_force_on, is_disputed, missing, named_rule, named_version,
    never_adopted, place,
};
use crate::model::date::hull;
use crate::model::name::shown;
use crate::model::{
    Date, Directive, DirectiveId, Lifted, Reference, Slug, Stage, Suspension, Version,
};
use crate::ops::desk::Desk;
use crate::ops::new_directive::{DraftError, NewSource, Wrong};
use crate::store::{Reader, StoreError};

/// What was typed for a hold, or for the end of one.
#[derive(Debug, Clone, Default)]
pub struct Hold {
    /// Who puts it on hold: a court, a higher law, a party.
    pub by: Option<String>,
    /// From when.
    pub from: Option<String>,
    /// Until when: the first day on which it can be enforced again.
    pub until: Option<String>,
    /// On what ground it is put on hold.
    pub ground: Option<String>,
    /// On what ground a hold that is on record is lifted.
    pub lift: Option<String>,
    /// What lifted it.
    pub lifted_by: Option<String>,
    /// From where it is known.
    pub source: NewSource,
}

/// What was typed, read.
struct Read {
    by: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
    ground: Option<String>,
    lift: Option<Lifted>,
    lifted_by: Option<String>,
}

/// The part of a directive that a hold covers: a version, and rules of it (none: all).
struct Covered {
    at: usize,
    rules: Vec<Slug>,
}

/// Puts what some references of one directive name on hold, or lifts the hold on it.
///
/// # Errors
/// Where a version or rule is not on record, the hold is on record otherwise, there is none to
/// lift, or a value cannot be right.
pub fn enjoin(
    reader: &Reader,
    directive: &Directive,
    what: &[Reference],
    new: &Hold,
) -> Result<Amended, DraftError> {
    let mut desk = Desk::new(reader)?;
    let read = Read {
        by: desk.faults.maybe("--by", new.by.as_deref()),
        from: desk.faults.maybe_read("--from", new.from.as_deref()),
        until: desk.faults.maybe_read("--until", new.until.as_deref()),
        ground: desk.faults.maybe("--ground", new.ground.as_deref()),
        lift: desk.faults.maybe_read("--lift", new.lift.as_deref()),
        lifted_by: desk.faults.maybe("--lifted-by", new.lifted_by.as_deref()),
    };
    let (title, known) = (&directive.title, &directive.sources);
    let source = desk.faults.source(&new.source, title, known);
    if let (Some(from), Some(until), Some(text)) = (read.from, read.until, &new.until)
        && until
            .latest()
            .zip(from.earliest())
            .is_some_and(|(until, from)| until <= from)
    {
        desk.faults.note(Wrong::whole(
            "--until",
            text,
            "this is not after the day given with --from",
        ));
    }
    desk.checked()?;
    let mut after = directive.clone();
    let mut said = Vec::new();
    let mut touched = Vec::new();
    for part in covered(reader, directive, what, read.from)? {
        let version = &mut after.versions[part.at];
        let told = match read.lift {
            Some(lift) => lifted(&directive.id, version, &part, lift, &read, new)?,
            None => held(&directive.id, version, &part, &read)?,
        };
        said.push(told);
        touched.push(part.at);
    }
    if let Some(by) = &read.lifted_by
        && is_missing(reader, by)?
    {
        said.push(format!(
            "The text \"{}\" is not on record: what lifted it is kept as words.",
            shown(by)
        ));
    }
    if after != *directive
        && let Some((name, source)) = source
    {
        after.sources.insert(name.clone(), source);
        for at in touched {
            let cited = &mut after.versions[at].sources;
            if !cited.contains(&name) {
                cited.push(name.clone());
            }
        }
    }
    let mut amended = Amended::new(after, String::new());
    amended.said = said;
    (amended.felt, amended.over) = match read.lift {
        Some(_) => (read.until, None),
        None => (read.from, read.until),
    };
    Ok(amended)
}

/// Whether words have the form of an id of a text, and no such text is on record.
fn is_missing(reader: &Reader, words: &str) -> Result<bool, StoreError> {
    let Ok(reference) = words.parse::<Reference>() else {
        return Ok(false);
    };
    let text = reader.directive(&reference.directive)?;
    Ok(match (&text, &reference.version) {
        (None, _) => true,
        (Some(text), Some(label)) => place(text, label).is_none(),
        (Some(_), None) => false,
    })
}

/// What the references name, each version once. One that names no version means the one in force
/// when the hold begins, or the first to begin after that.
fn covered(
    reader: &Reader,
    directive: &Directive,
    what: &[Reference],
    from: Option<Date>,
) -> Result<Vec<Covered>, DraftError> {
    let links = chain(reader, directive)?;
    let mut all: Vec<Covered> = Vec::new();
    for one in what {
        let at = match named_version(reader, directive, one)? {
            Some(at) => at,
            None => by_default(reader, directive, &links, from)?,
        };
        let version = &directive.versions[at];
        if version.stage == Stage::Draft {
            let named = format!("{}@{}", directive.id, version.label);
            return Err(Wrong::whole(
                "",
                &named,
                "a draft is not law, so nothing can put it on hold",
            )
            .cure(format!(
                "it becomes law with: comity adopt {named} --effective DATE"
            ))
            .into());
        }
        if let Some(wrong) = ended_before(&links, directive, at, from) {
            return Err(wrong.into());
        }
        let rule = match &one.rule {
            Some(rule) => vec![
                version.rules[named_rule(directive, version, rule)?]
                    .id
                    .clone(),
            ],
            None => Vec::new(),
        };
        match all.iter_mut().find(|known| known.at == at) {
            // A version that is named as a whole is on hold as a whole.
            Some(known) if known.rules.is_empty() || rule.is_empty() => known.rules.clear(),
            Some(known) => known.rules.extend(
                rule.into_iter()
                    .filter(|id| !known.rules.contains(id))
                    .collect::<Vec<_>>(),
            ),
            None => all.push(Covered { at, rules: rule }),
        }
    }
    Ok(all)
}

/// What is wrong with a hold on a version that had ended when it begins.
fn ended_before(
    links: &[Link],
    directive: &Directive,
    at: usize,
    from: Option<Date>,
) -> Option<Wrong> {
    let from = from?;
    let place = links.iter().position(|link| link.at == at)?;
    let version = &directive.versions[at];
    let own = version.ended.as_ref().filter(|ending| !is_disputed(ending));
    let end = match own {
        Some(ending) => hull(&ending.on).1,
        None => links.get(place + 1).and_then(|next| next.start.latest),
    };
    (end? <= from.earliest()?).then(|| {
        let wrong = format!("the version @{} had ended by then", version.label);
        Wrong::whole("--from", &from.to_string(), wrong)
            .cure("leave the version out to mean the one in force on that day")
    })
}

fn by_default(
    reader: &Reader,
    directive: &Directive,
    links: &[Link],
    from: Option<Date>,
) -> Result<usize, DraftError> {
    let Some(last) = links.last() else {
        return Err(never_adopted(directive).into());
    };
    let Some(day) = from.and_then(|from| from.earliest()) else {
        return Ok(last.at);
    };
    if let Some(at) = in_force_on(reader, directive, day)? {
        return Ok(at);
    }
    let later = links
        .iter()
        .find(|link| link.start.latest.is_none_or(|start| start >= day));
    later.map(|link| link.at).ok_or_else(|| {
        let id = directive.id.to_string();
        Wrong::whole(
            "",
            &id,
            format!("no version of it was in force on {day}, and none began later"),
        )
        .cure(format!(
            "name one as {id}@LABEL; it has: {}",
            super::labels(directive)
        ))
        .into()
    })
}

/// Puts a part of a version on hold.
fn held(
    id: &DirectiveId,
    version: &mut Version,
    part: &Covered,
    read: &Read,
) -> Result<String, DraftError> {
    let (Some(from), Some(by)) = (read.from, read.by.clone()) else {
        return Err(missing(if read.from.is_some() {
            "--by"
        } else {
            "--from"
        }));
    };
    let hold = Suspension {
        from,
        until: read.until,
        by,
        ground: read.ground.clone(),
        lifted_by: None,
        lifted: None,
        rules: part.rules.clone(),
    };
    let named = named(id, &version.label, &part.rules);
    let same = |old: &&Suspension| {
        (&old.by, old.from, as_set(&old.rules)) == (&hold.by, hold.from, as_set(&hold.rules))
    };
    if let Some(old) = version.suspended.iter().find(same) {
        let typed = (hold.until.is_none() || hold.until == old.until) && hold.ground == old.ground;
        if typed {
            return Ok(format!("{named} is on hold already: {}.", span(old)));
        }
        let wrong = format!(
            "{named} is on hold by it from that day already, otherwise: {}",
            span(old)
        );
        return Err(Wrong::whole("--by", &hold.by, wrong)
            .cure(format!(
                "to lift it: comity enjoin {id} --lift GROUND --until DATE; to correct it: comity edit {id}"
            ))
            .into());
    }
    let told = format!("{named} cannot be enforced {}.", span(&hold));
    version.suspended.push(hold);
    Ok(told)
}

/// Lifts the hold on a part of a version.
fn lifted(
    id: &DirectiveId,
    version: &mut Version,
    part: &Covered,
    lift: Lifted,
    read: &Read,
    new: &Hold,
) -> Result<String, DraftError> {
    let Some(until) = read.until else {
        return Err(missing("--until"));
    };
    let named = named(id, &version.label, &part.rules);
    let fits = |hold: &Suspension| {
        read.by.as_ref().is_none_or(|by| *by == hold.by)
            && read.from.is_none_or(|from| from == hold.from)
            && read
                .ground
                .as_ref()
                .is_none_or(|ground| Some(ground) == hold.ground.as_ref())
            && (hold.rules.is_empty()
                || part.rules.is_empty()
                || part.rules.iter().all(|rule| hold.rules.contains(rule)))
    };
    let is_so = |hold: &Suspension| {
        hold.until == Some(until) && hold.lifted == Some(lift) && hold.lifted_by == read.lifted_by
    };
    let open: Vec<usize> = (0..version.suspended.len())
        .filter(|at| fits(&version.suspended[*at]) && version.suspended[*at].until.is_none())
        .collect();
    let value = new.until.as_deref().unwrap_or_default();
    let at = match open.as_slice() {
        [at] => *at,
        [] => {
            if version
                .suspended
                .iter()
                .any(|hold| fits(hold) && is_so(hold))
            {
                return Ok(format!(
                    "The hold on {named} is on record as lifted already."
                ));
            }
            let wrong = Wrong::whole("", &named, "there is no hold on it that has no end yet");
            return Err(wrong
                .cure(format!("see it: comity show {id}@{}", version.label))
                .into());
        }
        many => {
            let each: Vec<String> = many
                .iter()
                .map(|at| span(&version.suspended[*at]))
                .collect();
            return Err(
                Wrong::whole("", &named, format!("there are {} holds on it", many.len()))
                    .cure(format!(
                        "say which with --by and --from, or name the rules: {}",
                        each.join("; ")
                    ))
                    .into(),
            );
        }
    };
    let hold = &mut version.suspended[at];
    if hold
        .from
        .earliest()
        .zip(until.latest())
        .is_some_and(|(from, until)| until <= from)
    {
        return Err(Wrong::whole(
            "--until",
            value,
            format!("the hold began on {}, and this is not after it", hold.from),
        )
        .into());
    }
    // Lifted for some of the rules that it covers, it goes on for the others.
    let all: Vec<Slug> = if hold.rules.is_empty() {
        version.rules.iter().map(|rule| rule.id.clone()).collect()
    } else {
        hold.rules.clone()
    };
    let rest: Vec<Slug> = all
        .into_iter()
        .filter(|id| !part.rules.contains(id))
        .collect();
    let goes_on = !part.rules.is_empty() && !rest.is_empty();
    let old = hold.clone();
    hold.until = Some(until);
    hold.lifted = Some(lift);
    hold.lifted_by.clone_from(&read.lifted_by);
    let mut told = format!(
        "The hold on {named} by {} ends on {} ({lift}).",
        old.by,
        until.long()
    );
    if goes_on {
        hold.rules.clone_from(&part.rules);
        told.push_str(&format!(" It goes on for {}.", listed(&rest)));
        version
            .suspended
            .insert(at + 1, Suspension { rules: rest, ..old });
    }
    Ok(told)
}

fn as_set(rules: &[Slug]) -> std::collections::BTreeSet<&Slug> {
    rules.iter().collect()
}

fn listed(rules: &[Slug]) -> String {
    rules
        .iter()
        .map(Slug::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

fn named(id: &DirectiveId, label: &str, rules: &[Slug]) -> String {
    match rules {
        [] => format!("{id}@{label}"),
        [one] => format!("{id}@{label}#{one}"),
        many => format!("{id}@{label} ({})", listed(many)),
    }
}

/// From when, until when, by whom, on what ground.
fn span(hold: &Suspension) -> String {
    let until = hold
        .until
        .map(|until| format!(" until {}", until.long()))
        .unwrap_or_default();
    let ground = hold
        .ground
        .as_ref()
        .map(|ground| format!(" ({ground})"))
        .unwrap_or_default();
    format!("from {}{until}, by {}{ground}", hold.from.long(), hold.by)
}
