//! What `comity topic` and `comity condition` share: the codebook, one family at a time.

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::values;
use super::write::Said;
use crate::model::{Family, Slug, Term};
use crate::ops::{EditedTerm, NewTerm, TermEdit, add_term, edited_term};
use crate::report::{Written, WrittenRecord, term, terms, words};

/// Lists the terms of a family, in the order of the codebook.
///
/// # Errors
/// Where the file cannot be read.
pub(super) fn list(family: Family, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let docket = Lookup::new(&reader).register()?;
    let stamp = context.stamp_of(&reader)?;
    drop(reader);
    let mut all = terms(&docket, family);
    all.operation = Some(stamp.operation);
    context.answer(&all)
}

/// Shows everything about one term.
///
/// # Errors
/// Where it is not in the codebook, or the file cannot be read.
pub(super) fn show(family: Family, text: &str, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let key = values::term(lookup.codebook()?, family, "", text)?;
    let docket = lookup.register()?;
    let stamp = context.stamp_of(&reader)?;
    drop(reader);
    let mut one = term(&docket, family, &key).ok_or_else(|| missing(family, &key))?;
    one.operation = Some(stamp.operation);
    context.answer(&one)
}

/// Adds a term.
///
/// # Errors
/// Where the key is there already, a broader term is not, or the file cannot be written.
pub(super) fn add(new: &NewTerm, flags: WriteFlags, context: &Context) -> Result<(), Failure> {
    values::filled("--definition", &new.definition)?;
    let mut writer = context.writer()?;
    let term = add_term(&mut writer, new)
        .map_err(|error| Failure::adding(error, |_| new.broader.join(",")))?;
    let family = term.family.word();
    let records = vec![WrittenRecord {
        kind: family,
        id: term.key.to_string(),
        change: "new",
    }];
    let said = vec![format!("New {family}: {} ({})", term.words(), term.key)];
    let next = vec![format!("comity {family} show {}", term.key)];
    context.conclude(writer, flags, |operation| {
        Written::new(operation, flags.dry_run, records, said, next)
    })
}

/// Changes a term, and tells which rules name it and which cells read otherwise.
///
/// # Errors
/// Where it is not in the codebook, a value cannot be right, or the file cannot be written.
pub(super) fn edit(
    family: Family,
    text: &str,
    typed: &TermEdit,
    flags: WriteFlags,
    context: &Context,
) -> Result<(), Failure> {
    if *typed == TermEdit::default() {
        return Err(Failure::nothing_to_change(&format!("{family} edit")));
    }
    let mut writer = context.writer()?;
    let codebook = writer.reader().codebook()?;
    let key = values::term(&codebook, family, "", text)?;
    let terms = writer.reader().terms()?;
    let old = terms
        .iter()
        .find(|term| term.family == family && term.key == key)
        .ok_or_else(|| missing(family, &key))?;
    let EditedTerm { edited, rules } = edited_term(writer.reader(), old, typed)?;
    let mut said = Said {
        next: vec![context.command(&format!("{family} show {key}"))],
        ..Said::default()
    };
    if edited.old == edited.new {
        said.said.push(format!("The {family} {key} is so already."));
        return said.finish(writer, flags, context);
    }
    said.said.push(format!(
        "Changed {family} {key}: {}",
        changes(&edited.old, &edited.new)
    ));
    said.said.push(named_by(&rules));
    let mut said = context.write_touching(&mut writer, &edited.touched, said, |writer| {
        writer.put_terms(std::slice::from_ref(&edited.new))
    })?;
    said.records.push(WrittenRecord {
        kind: family.word(),
        id: key.to_string(),
        change: "changed",
    });
    said.finish(writer, flags, context)
}

fn missing(family: Family, key: &Slug) -> Failure {
    Failure::new(
        Kind::NotOnRecord,
        format!("the {family} \"{key}\" is not in the codebook"),
    )
}

/// What differs between a term as it stood and as it stands, a phrase a part.
fn changes(old: &Term, new: &Term) -> String {
    let text = |part: &Option<String>| part.clone().unwrap_or_else(|| "none".to_owned());
    let broader = |term: &Term| match term.broader.as_slice() {
        [] => "none".to_owned(),
        some => {
            let keys: Vec<&str> = some.iter().map(Slug::as_str).collect();
            keys.join(", ")
        }
    };
    let each = [
        ("in words", text(&old.short), text(&new.short)),
        ("asks", text(&old.asks), text(&new.asks)),
        ("means", text(&old.definition), text(&new.definition)),
        ("group", text(&old.group), text(&new.group)),
        ("a case of", broader(old), broader(new)),
    ];
    let each: Vec<String> = each
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(what, old, new)| format!("{what}: {new} (was: {old})"))
        .collect();
    each.join("; ")
}

/// The rules that name the term, which its words and meaning now reach.
fn named_by(rules: &[String]) -> String {
    const SHOWN: usize = 5;
    if rules.is_empty() {
        return "No rule on record names it.".to_owned();
    }
    let more = rules.len().saturating_sub(SHOWN);
    let more = if more > 0 {
        format!(", and {more} more")
    } else {
        String::new()
    };
    let verb = if rules.len() == 1 { "names" } else { "name" };
    format!(
        "{} on record {verb} it: {}{more}.",
        words::count(rules.len(), "rule"),
        rules[..rules.len().min(SHOWN)].join(", ")
    )
}
