//! Changing a topic or a condition of the codebook from the keyboard.

use std::collections::BTreeSet;

use super::edit::{EditError, Edited};
use super::faults::Faults;
use super::touched::{Topics, Touched, topics_where};
use crate::model::{Codebook, Directive, DirectiveId, Family, Fault, Rule, Slug, Term};
use crate::store::Reader;

/// What is typed to change a term. An empty text takes a part away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermEdit {
    /// Short words for people.
    pub short: Option<String>,
    /// The question that a topic asks.
    pub asks: Option<String>,
    /// A definition that a coder can apply.
    pub definition: Option<String>,
    /// Broader terms, in place of those on record; one empty text: none.
    pub broader: Vec<String>,
    /// The family of a condition.
    pub group: Option<String>,
}

/// A term as it stood and as it will stand, and the rules that name it.
#[derive(Debug, Clone)]
pub struct EditedTerm {
    /// The term.
    pub edited: Edited<Term>,
    /// The rules of versions on record that name it, `ID@LABEL#RULE`.
    pub rules: Vec<String>,
}

/// Reads what a term is to become.
///
/// # Errors
/// For every value that cannot be right, such as a broader term that is a case of this one.
pub fn edited_term(reader: &Reader, old: &Term, edit: &TermEdit) -> Result<EditedTerm, EditError> {
    let codebook = reader.codebook()?;
    let mut faults = Faults::default();
    let mut new = old.clone();
    for (text, part) in [
        (&edit.short, &mut new.short),
        (&edit.asks, &mut new.asks),
        (&edit.definition, &mut new.definition),
        (&edit.group, &mut new.group),
    ] {
        match text.as_deref().map(str::trim) {
            Some("") => *part = None,
            Some(text) => *part = Some(text.to_owned()),
            None => {}
        }
    }
    if let Some(text) = &edit.short {
        other_with_words(&codebook, old, text, &mut faults);
    }
    if !edit.broader.is_empty() {
        new.broader = broader(&codebook, old, &edit.broader, &mut faults);
    }
    if !faults.wrong.is_empty() {
        return Err(EditError::Wrong(faults.wrong));
    }
    let own = texts_naming(reader, old.family, std::slice::from_ref(&old.key))?;
    let rules = rules_naming(&reader.directives_in(&own)?, old);
    let touched = if old.broader != new.broader {
        let keys = around(&codebook, old, &new);
        let texts = texts_naming(reader, old.family, &keys)?;
        touched(reader, old, &keys, texts)?
    } else if old.short != new.short && old.family == Family::Condition {
        // The words of a condition stand in the cells; those of a topic only before them.
        touched(reader, old, std::slice::from_ref(&old.key), own)?
    } else {
        Touched::default()
    };
    Ok(EditedTerm {
        edited: Edited {
            old: old.clone(),
            new,
            touched,
        },
        rules,
    })
}

/// Short words that another term has would name two.
fn other_with_words(codebook: &Codebook, own: &Term, text: &str, faults: &mut Faults) {
    let wanted = crate::model::name::normalised(text);
    let same = |term: &&Term| {
        term.key != own.key && crate::model::name::normalised(term.words()) == wanted
    };
    if let Some(other) = codebook.family(own.family).find(same) {
        let message = format!("these are the words of \"{}\"", other.key);
        faults.add("--short", text, Fault::new(0..text.len(), message));
    }
}

fn broader(codebook: &Codebook, own: &Term, texts: &[String], faults: &mut Faults) -> Vec<Slug> {
    let mut all = Vec::new();
    for text in texts {
        if text.trim().is_empty() {
            continue;
        }
        let Some(key) = faults.term(codebook, own.family, "--broader", text) else {
            continue;
        };
        if codebook.steps_up(own.family, &key, &own.key).is_some() {
            let message = if key == own.key {
                format!("a {} is no case of itself", own.family)
            } else {
                format!("\"{key}\" is itself a case of \"{}\"", own.key)
            };
            faults.add("--broader", text, Fault::new(0..text.len(), message));
        } else if !all.contains(&key) {
            all.push(key);
        }
    }
    all
}

/// The term with all that is narrower, and all that is broader before or after.
fn around(codebook: &Codebook, old: &Term, new: &Term) -> Vec<Slug> {
    let family = old.family;
    let ups = old.broader.iter().chain(&new.broader);
    let mut keys: BTreeSet<Slug> = ups
        .flat_map(|up| codebook.with_broader(family, up))
        .collect();
    let narrower = codebook.family(family);
    let narrower = narrower.filter(|term| codebook.steps_up(family, &term.key, &old.key).is_some());
    keys.extend(narrower.map(|term| term.key.clone()));
    keys.into_iter().collect()
}

fn texts_naming(
    reader: &Reader,
    family: Family,
    keys: &[Slug],
) -> Result<BTreeSet<DirectiveId>, EditError> {
    Ok(match family {
        Family::Topic => reader.directives_on(keys)?,
        _ => reader.directives_asking(keys)?,
    })
}

fn touched(
    reader: &Reader,
    term: &Term,
    keys: &[Slug],
    texts: BTreeSet<DirectiveId>,
) -> Result<Touched, EditError> {
    let topics = match term.family {
        // A rule on a broader topic covers this one; one on this topic is no answer to a broader.
        Family::Topic => BTreeSet::from([term.key.clone()]),
        _ => topics_where(&reader.directives_in(&texts)?, |rule| {
            keys.iter().any(|key| asks_for(rule, key))
        }),
    };
    Ok(Touched {
        texts,
        topics: Topics::Some(topics),
        ..Touched::default()
    })
}

fn asks_for(rule: &Rule, condition: &Slug) -> bool {
    let parts = rule.says.when.iter().chain(&rule.says.unless);
    parts
        .flat_map(|part| part.terms())
        .any(|term| term == condition)
}

fn rules_naming(texts: &[Directive], term: &Term) -> Vec<String> {
    let mut all = Vec::new();
    for directive in texts {
        for version in &directive.versions {
            for rule in &version.rules {
                let names = match term.family {
                    Family::Topic => rule.says.topic == term.key,
                    _ => asks_for(rule, &term.key),
                };
                if names {
                    all.push(format!("{}@{}#{}", directive.id, version.label, rule.id));
                }
            }
        }
    }
    all
}
