//! `comity org edit`.

use clap::Args;

use crate::cli::args::WriteFlags;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::lookup::Lookup;
use crate::cli::write::Said;
use crate::model::{Organization, Place, Slug};
use crate::ops::{OrganizationEdit, edited_organization};
use crate::report::WrittenRecord;

/// What is to change about a body.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity org edit nopd --add-name \"New Orleans Police\" --add-identifier ori=LANPD0000
  comity org edit fairview-oh-pd --name \"Fairview Division of Police\" --since 2025-07-01")]
pub(super) struct EditArgs {
    /// The body by its slug or any recorded name
    #[arg(value_name = "ORG")]
    organization: String,

    #[command(flatten)]
    parts: Parts,

    #[command(flatten)]
    write: WriteFlags,
}

/// The parts of a body.
#[derive(Debug, Args)]
#[command(next_help_heading = "What changes; an empty text takes a part away")]
struct Parts {
    /// Its official name, in place of the one on record
    #[arg(long)]
    name: Option<String>,

    /// Since when that is its name: the old one is kept as its name until then
    #[arg(long, value_name = "DATE", requires = "name")]
    since: Option<String>,

    /// A further name: "NAME", "NAME, since DATE", "NAME, until DATE" (can be repeated)
    #[arg(long, value_name = "NAME")]
    add_name: Vec<String>,

    /// A name that it does not have (can be repeated)
    #[arg(long, value_name = "NAME")]
    drop_name: Vec<String>,

    /// Its kind, such as police, sheriff or council
    #[arg(long)]
    kind: Option<String>,

    /// Its place, in place of those on record: one on record, or "NAME, STATE" (can be repeated)
    #[arg(long = "in", value_name = "PLACE")]
    places: Vec<String>,

    /// The body of which it is a part
    #[arg(long, value_name = "ORG")]
    parent: Option<String>,

    /// An identifier, such as ori=OH0000100 (can be repeated)
    #[arg(long, value_name = "SCHEME=VALUE")]
    add_identifier: Vec<String>,

    /// An identifier that it does not have (can be repeated)
    #[arg(long, value_name = "SCHEME=VALUE")]
    drop_identifier: Vec<String>,

    /// A body whose place it took (can be repeated)
    #[arg(long, value_name = "ORG")]
    successor_of: Vec<String>,

    /// A body whose place it did not take (can be repeated)
    #[arg(long, value_name = "ORG")]
    drop_successor_of: Vec<String>,

    /// What a reader of the record needs to know
    #[arg(long)]
    note: Option<String>,
}

/// Changes it.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be used.
pub(super) fn run(args: &EditArgs, context: &Context) -> Result<(), Failure> {
    let parts = &args.parts;
    let typed = OrganizationEdit {
        name: parts.name.clone(),
        since: parts.since.as_deref().map(|text| context.dated(text)),
        add_names: parts.add_name.clone(),
        drop_names: parts.drop_name.clone(),
        kind: parts.kind.clone(),
        places: parts.places.clone(),
        parent: parts.parent.clone(),
        add_identifiers: parts.add_identifier.clone(),
        drop_identifiers: parts.drop_identifier.clone(),
        successor_of: parts.successor_of.clone(),
        drop_successor_of: parts.drop_successor_of.clone(),
        note: parts.note.clone(),
    };
    if typed == OrganizationEdit::default() {
        return Err(Failure::nothing_to_change("org edit"));
    }
    let mut writer = context.writer()?;
    let lookup = Lookup::new(writer.reader());
    let old = lookup.organization(&args.organization)?.clone();
    drop(lookup);
    let (edited, made) = edited_organization(writer.reader(), &old, &typed)?;
    let new = &edited.new;
    let mut said = Said {
        next: vec![context.command(&format!("org show {}", new.id))],
        ..Said::default()
    };
    if edited.old == *new {
        said.said.push(format!("{} is so already.", new.id));
        return said.finish(writer, args.write, context);
    }
    said.said.extend(made.iter().map(new_place));
    said.said
        .push(format!("Changed: {}", changes(&edited.old, new).join("; ")));
    let mut said = context.write_touching(&mut writer, &edited.touched, said, |writer| {
        for place in &made {
            writer.put_place(place)?;
        }
        writer.put_organization(new)
    })?;
    let places = made.iter().map(|place| WrittenRecord {
        kind: "place",
        id: place.id.to_string(),
        change: "new",
    });
    said.records.extend(places);
    said.records.push(WrittenRecord {
        kind: "organization",
        id: new.id.to_string(),
        change: "changed",
    });
    said.finish(writer, args.write, context)
}

/// The sentence on a place that a body brought with it.
pub(super) fn new_place(place: &Place) -> String {
    format!("New place: {}, {} ({})", place.name, place.kind, place.id)
}

/// What differs between a body as it stood and as it stands, a phrase a part.
fn changes(old: &Organization, new: &Organization) -> Vec<String> {
    let joined = |each: Vec<String>| match each.as_slice() {
        [] => "none".to_owned(),
        some => some.join(", "),
    };
    let listed = |list: &[Slug]| joined(list.iter().map(ToString::to_string).collect());
    let identifiers = |body: &Organization| {
        let lists = body.identifiers.iter();
        let each = lists.flat_map(|(scheme, values)| {
            let values = values.iter();
            values.map(move |value| format!("{scheme}={value}"))
        });
        joined(each.collect())
    };
    let names = |body: &Organization| -> String {
        let each: Vec<String> = body
            .names
            .iter()
            .map(|name| {
                let span = |word: &str, date: Option<crate::model::Date>| {
                    date.map_or_else(String::new, |date| format!(", {word} {}", date.long()))
                };
                format!(
                    "{}{}{}",
                    name.name,
                    span("since", name.from),
                    span("until", name.until)
                )
            })
            .collect();
        each.join("; ")
    };
    let note = |body: &Organization| body.note.clone().unwrap_or_else(|| "none".to_owned());
    [
        ("names", names(old), names(new)),
        ("kind", old.kind.to_string(), new.kind.to_string()),
        ("place", listed(&old.places), listed(&new.places)),
        (
            "part of",
            listed(old.parent.as_slice()),
            listed(new.parent.as_slice()),
        ),
        ("identifiers", identifiers(old), identifiers(new)),
        (
            "took the place of",
            listed(&old.successor_of),
            listed(&new.successor_of),
        ),
        ("note", note(old), note(new)),
    ]
    .into_iter()
    .filter(|(_, old, new)| old != new)
    .map(|(what, old, new)| format!("{what}: {new} (was: {old})"))
    .collect()
}
