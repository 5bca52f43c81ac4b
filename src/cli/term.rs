//! What `comity topic` and `comity condition` share: the codebook, one family at a time.

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::values;
use crate::model::Family;
use crate::ops::{NewTerm, add_term};
use crate::report::{Written, WrittenRecord, term, terms};

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
    let mut one = term(&docket, family, &key).ok_or_else(|| {
        Failure::new(
            Kind::NotOnRecord,
            format!("the {family} \"{key}\" is not in the codebook"),
        )
    })?;
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
