//! A new version of a directive, with the rules of the one before.

use super::{
    Amended, Link, chain, drafts, ends_with, has_ended, never_adopted, out_of_order, own_start,
    place, slip,
};
use crate::model::{
    Day, Directive, Fault, Rule, Sentence, Slug, Standing, Version, check_label, date::hull,
};
use crate::ops::desk::Desk;
use crate::ops::new_directive::{DraftError, NewVersion, Wrong};
use crate::ops::quoted::quoted;
use crate::ops::typed::{free_id, is_there, plain_rule, twice};
use crate::store::Reader;

/// What was typed for a new version.
#[derive(Debug, Clone, Default)]
pub struct Revision {
    /// Its label; by default its date.
    pub label: Option<String>,
    /// Its parts. A rule may begin with `#RULE`, the id of the rule that it replaces.
    pub version: NewVersion,
    /// Ids of rules that are not copied.
    pub drop: Vec<String>,
}

/// What became of the rules of the version before.
#[derive(Debug, Default)]
struct Rules {
    list: Vec<Rule>,
    copied: Vec<Slug>,
    changed: Vec<Slug>,
    added: Vec<Slug>,
    dropped: Vec<Slug>,
    /// Those that had ended by then.
    ended: Vec<Slug>,
    /// Those whose words or page were typed.
    quoted: Vec<Slug>,
}

/// Makes the new version.
///
/// # Errors
/// Where it would begin before the one in force, its label is taken, or a value cannot be right.
pub fn revise(
    reader: &Reader,
    directive: &Directive,
    new: &Revision,
) -> Result<Amended, DraftError> {
    let mut desk = Desk::new(reader)?;
    let typed = &new.version;
    let fresh = desk.version(typed, &directive.title, &directive.sources);
    let label = label(&mut desk, new, fresh.dated.as_deref());
    let there = place(directive, &label);
    let links = chain(reader, directive)?;
    let before = base(directive, &links, there, typed.is_draft)?;
    let (first, last) = own_start(&fresh.version);
    let effective = typed.dates.get("effective").map_or("", String::as_str);
    if let Some((at, Some(start))) = before.filter(|_| !typed.is_draft)
        && let Some(wrong) = out_of_order(effective, &directive.versions[at], start, last)
    {
        desk.faults.note(wrong);
    }
    let bonds = desk.bonds(&typed.binds);
    let number = desk.faults.maybe("--number", typed.number.as_deref());
    let old = before.map(|(at, _)| &directive.versions[at]);
    let rules = rules(&mut desk, new, old, first, fresh.version.standing);
    desk.checked()?;
    let mut after = directive.clone();
    let mut version = fresh.into_directive(&mut after);
    version.label.clone_from(&label);
    version.number = number;
    version.binds = if bonds.is_empty() {
        old.and_then(|old| old.binds.clone())
    } else {
        Some(bonds)
    };
    version.terms = old.map(|old| old.terms.clone()).unwrap_or_default();
    version.rules.clone_from(&rules.list);
    let id = &directive.id;
    let noun = if typed.is_draft { "draft" } else { "version" };
    if let Some(there) = there {
        if directive.versions[there] == version {
            let said = format!("The {noun} {id}@{label} is on record already, as typed.");
            return Ok(Amended::new(directive.clone(), said));
        }
        let wrong = Wrong::whole(
            "",
            &label,
            format!("{id} has a version of this label already, which reads otherwise"),
        );
        return Err(wrong
            .cure(format!(
                "change it with: comity edit {id}; or give the new one another --label"
            ))
            .into());
    }
    let mut amended = Amended::new(after, format!("New {noun}: {id}@{label}"));
    if let Some((at, _)) = before.filter(|_| !typed.is_draft) {
        amended
            .said
            .push(ends_with(&mut amended.directive.versions[at], first));
    }
    amended.said.extend(rules.told(old));
    amended
        .said
        .extend(old.and_then(|old| left_behind(old, &version)));
    if version.sources.is_empty() {
        amended
            .said
            .push("No source is on record for it yet.".to_owned());
    }
    if typed.is_draft {
        amended.next.extend([
            format!("conflicts --with-draft {id}@{label}"),
            format!("adopt {id}@{label} --effective DATE"),
        ]);
    } else {
        amended.felt = version.dates.effective.first().map(|claim| claim.on);
        amended.law = Some(label);
    }
    amended.directive.versions.push(version);
    Ok(amended)
}

/// The label: as typed, else its date, else a word for a draft without one.
fn label(desk: &mut Desk, new: &Revision, dated: Option<&str>) -> String {
    let Some(text) = new.label.as_deref() else {
        return dated.unwrap_or("draft").to_owned();
    };
    if let Err(fault) = check_label(text) {
        desk.faults.add("--label", text, fault);
    }
    text.to_owned()
}

/// The version whose rules are copied: the last that was adopted; for a draft of a text of which
/// nothing was adopted, the last draft. The new version itself, where it is there, is passed over.
fn base(
    directive: &Directive,
    links: &[Link],
    there: Option<usize>,
    is_draft: bool,
) -> Result<Option<(usize, Option<crate::law::Span>)>, DraftError> {
    let mut before = links.iter();
    let adopted = match there.and_then(|there| links.iter().position(|link| link.at == there)) {
        Some(at) => before.nth(at.wrapping_sub(1)).filter(|_| at > 0),
        None => before.next_back(),
    };
    if let Some(link) = adopted {
        return Ok(Some((link.at, Some(link.start))));
    }
    let is_new = |version: &&Version| there != place(directive, &version.label);
    let draft = drafts(directive).filter(is_new).last();
    match draft.and_then(|draft| place(directive, &draft.label)) {
        Some(at) if is_draft => Ok(Some((at, None))),
        Some(_) => Err(never_adopted(directive).into()),
        None => Ok(None),
    }
}

/// The rules of the new version: those of the one before, as far as they had not ended, with what
/// was typed in their place or beside them.
fn rules(
    desk: &mut Desk,
    new: &Revision,
    old: Option<&Version>,
    start: Option<Day>,
    standing: Standing,
) -> Rules {
    let mut rules = Rules::default();
    for rule in old.iter().flat_map(|old| &old.rules) {
        if rule
            .ended
            .as_ref()
            .is_some_and(|ending| has_ended(ending, start))
        {
            rules.ended.push(rule.id.clone());
        } else {
            rules.list.push(carried(rule, start, standing));
        }
    }
    for text in &new.drop {
        let at = rules.list.iter().position(|rule| rule.id.as_str() == text);
        match at {
            Some(at) => rules.dropped.push(rules.list.remove(at).id),
            None => {
                let ids = rules.list.iter().map(|rule| rule.id.as_str());
                desk.faults
                    .note(slip("a rule of the version before", "--drop", text, ids));
            }
        }
    }
    let mut touched: Vec<Slug> = Vec::new();
    let faults = desk.faults.wrong.len();
    for text in &new.version.rules {
        let Some((id, cite, says)) = typed_rule(desk, text) else {
            continue;
        };
        let typed_before = rules.list.iter().filter(|rule| touched.contains(&rule.id));
        if id.is_none() && is_there(typed_before, &says, cite.as_deref()) {
            desk.faults.note(twice(text));
            continue;
        }
        match replaced(&rules.list, &touched, id.as_ref(), cite.as_deref(), &says) {
            Err(many) => desk.faults.note(
                Wrong::whole("--rule", text, format!("{} rules of the version before are on this topic, agency and role", many.len()))
                    .cure(format!("begin with the id of the one that it replaces: \"#{} CITE: SENTENCE\"; there are {}", many[0], listed(&many))),
            ),
            Ok(Some(at)) => {
                let rule = &mut rules.list[at];
                touched.push(rule.id.clone());
                let cite = cite.or_else(|| rule.cite.clone());
                if rule.says != says || rule.cite != cite {
                    rules.changed.push(rule.id.clone());
                    *rule = Rule {
                        binds: rule.binds.clone(),
                        terms: rule.terms.clone(),
                        ..plain_rule(rule.id.clone(), says, cite)
                    };
                }
            }
            Ok(None) => {
                let id = id.unwrap_or_else(|| free_id(&says.topic, &rules.list));
                touched.push(id.clone());
                rules.added.push(id.clone());
                rules.list.push(plain_rule(id, says, cite));
            }
        }
    }
    if desk.faults.wrong.len() == faults {
        let before = rules.list.clone();
        quoted(&mut desk.faults, &new.version, &mut rules.list);
        let both = before.iter().zip(&rules.list);
        let given = both.filter(|(old, new)| old != new);
        rules.quoted = given.map(|(rule, _)| rule.id.clone()).collect();
    }
    let is_new = |id: &Slug| rules.changed.contains(id) || rules.added.contains(id);
    let copied = rules
        .list
        .iter()
        .map(|rule| &rule.id)
        .filter(|id| !is_new(id));
    rules.copied = copied.cloned().collect();
    rules
}

/// A rule in the next version. What was said of the old copy and its sources stays with the old one;
/// it is never better known than the new text, nor better than it was.
fn carried(rule: &Rule, start: Option<Day>, standing: Standing) -> Rule {
    Rule {
        page: None,
        standing: rule.standing.filter(|own| *own > standing),
        sources: Vec::new(),
        from: rule
            .from
            .iter()
            .filter(|_| {
                hull(&rule.from)
                    .0
                    .zip(start)
                    .is_some_and(|(from, start)| from > start)
            })
            .map(|claim| crate::model::DateClaim {
                source: None,
                ..claim.clone()
            })
            .collect(),
        ended: rule.ended.clone().map(|mut ending| {
            for claim in &mut ending.on {
                claim.source = None;
            }
            ending
        }),
        ..rule.clone()
    }
}

/// A rule as typed: the id of the rule that it replaces, its place in the text, its sentence.
fn typed_rule(desk: &mut Desk, text: &str) -> Option<(Option<Slug>, Option<String>, Sentence)> {
    let (cite, says) = desk.sentence(text)?;
    let Some(named) = cite.as_deref().and_then(|cite| cite.strip_prefix('#')) else {
        return Some((None, cite, says));
    };
    let (id, rest) = named.split_once(' ').unwrap_or((named, ""));
    match id.parse::<Slug>() {
        Ok(id) => {
            let cite = Some(rest.trim().to_owned()).filter(|cite| !cite.is_empty());
            Some((Some(id), cite, says))
        }
        Err(fault) => {
            let at = text.find('#').map_or(0, |at| at + 1);
            desk.faults.add("--rule", text, Fault::shifted(fault, at));
            None
        }
    }
}

/// The rule that a typed one replaces: the one with its id; else the one on its topic, agency and
/// role, of several the one with its cite, else with its effect. None: it is added.
fn replaced(
    rules: &[Rule],
    touched: &[Slug],
    id: Option<&Slug>,
    cite: Option<&str>,
    says: &Sentence,
) -> Result<Option<usize>, Vec<Slug>> {
    if let Some(id) = id {
        return Ok(rules.iter().position(|rule| rule.id == *id));
    }
    // What stands already, word for word, is not put beside itself.
    let stands =
        |rule: &Rule| rule.says == *says && cite.is_none_or(|_| rule.cite.as_deref() == cite);
    if let Some(at) = rules.iter().position(stands) {
        return Ok(Some(at));
    }
    let same = |rule: &Rule| {
        rule.says.topic == says.topic
            && rule.says.counterpart == says.counterpart
            && rule.says.role == says.role
            && !touched.contains(&rule.id)
    };
    let all: Vec<usize> = (0..rules.len()).filter(|at| same(&rules[*at])).collect();
    let narrowed = |fits: &dyn Fn(&Rule) -> bool| -> Option<usize> {
        match all
            .iter()
            .filter(|at| fits(&rules[**at]))
            .collect::<Vec<_>>()[..]
        {
            [one] => Some(*one),
            _ => None,
        }
    };
    if all.len() < 2 {
        return Ok(all.first().copied());
    }
    narrowed(&|rule| cite.is_some() && rule.cite.as_deref() == cite)
        .or_else(|| narrowed(&|rule| rule.says.effect == says.effect))
        .map(Some)
        .ok_or_else(|| all.iter().map(|at| rules[*at].id.clone()).collect())
}

impl Rules {
    /// What became of them, in sentences.
    fn told(&self, old: Option<&Version>) -> Vec<String> {
        let from = old
            .map(|old| format!(" from @{}", old.label))
            .unwrap_or_default();
        let groups = [
            (&self.copied, format!("copied{from}")),
            (&self.changed, "changed".to_owned()),
            (&self.added, "added".to_owned()),
            (&self.dropped, "dropped".to_owned()),
            (&self.quoted, "given words or a page".to_owned()),
            (
                &self.ended,
                "not copied, since they had ended by then".to_owned(),
            ),
        ];
        let told: Vec<String> = groups
            .iter()
            .filter(|(ids, _)| !ids.is_empty())
            .map(|(ids, what)| format!("{} {what} ({})", ids.len(), listed(ids)))
            .collect();
        match told.is_empty() {
            true => vec!["No rule of it is on record.".to_owned()],
            false => vec![format!("Rules: {}.", told.join("; "))],
        }
    }
}

/// What the version before has and the new one has not: it was said of the old text.
fn left_behind(old: &Version, new: &Version) -> Option<String> {
    let mut left: Vec<String> = Vec::new();
    if !old.silent.is_empty() {
        left.push(format!("that it says nothing on {}", listed(&old.silent)));
    }
    if old.last_checked.is_some() && new.last_checked.is_none() {
        left.push("when it was last checked".to_owned());
    }
    if old.review_due.is_some() && new.review_due.is_none() {
        left.push("when its review is due".to_owned());
    }
    if old.expires.is_some() && new.expires.is_none() {
        left.push("when it expires".to_owned());
    }
    let open = old.suspended.iter().filter(|hold| hold.until.is_none());
    left.extend(open.map(|hold| format!("the hold by {} from {}", hold.by, hold.from.long())));
    (!left.is_empty()).then(|| {
        format!(
            "Said of @{} and not carried over: {}.",
            old.label,
            left.join("; ")
        )
    })
}

fn listed(ids: &[Slug]) -> String {
    ids.iter().map(Slug::as_str).collect::<Vec<_>>().join(", ")
}
