//! `comity place`.

use std::collections::BTreeSet;

use clap::{Args, Subcommand};

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::values;
use super::write::Said;
use crate::model::{Place, PlaceKind, Slug};
use crate::ops::{NewPlace, PlaceEdit, add_place, edited_place, resolve};
use crate::report::{Written, WrittenRecord, place, places};

/// Record, list, show and change jurisdictions
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity place list --in us-va
  comity place show \"Fairfax County\"
  comity place add us-oh-fairview --name \"Fairview\" --kind city --in us-oh")]
pub(super) struct PlaceArgs {
    #[command(subcommand)]
    command: PlaceCommand,
}

#[derive(Debug, Subcommand)]
enum PlaceCommand {
    /// Record a place
    Add(AddArgs),
    /// List places
    List(ListArgs),
    /// Show everything about one place
    Show(ShowArgs),
    /// Change a place: its name, kind, the place in which it lies, its identifiers
    Edit(EditArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity place add us-oh-fairview --name \"Fairview\" --kind city --in us-oh")]
struct AddArgs {
    /// Its permanent slug: us-STATE-NAME, a county ending in -county
    #[arg(value_name = "SLUG")]
    id: String,

    /// Its name
    #[arg(long, value_name = "NAME")]
    name: String,

    /// Its kind: country, state, territory, county, city, tribe, district
    #[arg(long, value_name = "KIND", default_value = "city")]
    kind: String,

    /// The place in which it lies; a city lies in its state
    #[arg(long = "in", value_name = "PLACE")]
    parent: String,

    /// Its Open Civic Data division id
    #[arg(long, value_name = "ID")]
    ocd: Option<String>,

    /// Its Census GEOID, with leading zeros
    #[arg(long, value_name = "GEOID")]
    geoid: Option<String>,

    #[command(flatten)]
    write: WriteFlags,
}

#[derive(Debug, Args)]
struct ListArgs {
    /// Only this place and the places in it
    #[arg(long = "in", value_name = "PLACE")]
    within: Option<String>,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// The place by its slug, name or postal code
    #[arg(value_name = "PLACE")]
    place: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity place edit us-va-fairfax-county --geoid 51059")]
struct EditArgs {
    /// The place by its slug, name or postal code
    #[arg(value_name = "PLACE")]
    place: String,

    #[command(flatten)]
    parts: Parts,

    #[command(flatten)]
    write: WriteFlags,
}

/// The parts of a place.
#[derive(Debug, Args)]
#[command(next_help_heading = "What changes; an empty text takes an identifier away")]
struct Parts {
    /// Its name
    #[arg(long)]
    name: Option<String>,

    /// Its kind: country, state, territory, county, city, tribe, district
    #[arg(long)]
    kind: Option<String>,

    /// The place in which it lies
    #[arg(long = "in", value_name = "PLACE")]
    parent: Option<String>,

    /// Its Open Civic Data division id
    #[arg(long, value_name = "ID")]
    ocd: Option<String>,

    /// Its Census GEOID, with leading zeros
    #[arg(long)]
    geoid: Option<String>,
}

/// Runs one of the four.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be used.
pub(super) fn run(args: &PlaceArgs, context: &Context) -> Result<(), Failure> {
    match &args.command {
        PlaceCommand::Add(args) => add(args, context),
        PlaceCommand::List(args) => list(args, context),
        PlaceCommand::Show(args) => show(args, context),
        PlaceCommand::Edit(args) => edit(args, context),
    }
}

fn add(args: &AddArgs, context: &Context) -> Result<(), Failure> {
    let id: Slug = values::parsed("", &args.id)?;
    let kind: PlaceKind = values::parsed("--kind", &args.kind)?;
    values::filled("--name", &args.name)?;
    if let Some(text) = &args.geoid {
        kind.check_geoid(text)
            .map_err(|fault| Failure::argument("--geoid", text, fault))?;
    }
    let new = NewPlace {
        id,
        name: args.name.clone(),
        kind,
        parent: args.parent.clone(),
        ocd: args.ocd.clone(),
        geoid: args.geoid.clone(),
    };
    let mut writer = context.writer()?;
    let place = add_place(&mut writer, &new)
        .map_err(|error| Failure::adding(error, |_| args.parent.clone()))?;
    let records = vec![WrittenRecord {
        kind: "place",
        id: place.id.to_string(),
        change: "new",
    }];
    let said = vec![format!(
        "New place: {}, {} ({})",
        place.name, place.kind, place.id
    )];
    let next = vec![format!("comity place show {}", place.id)];
    context.conclude(writer, args.write, |operation| {
        Written::new(operation, args.write.dry_run, records, said, next)
    })
}

fn list(args: &ListArgs, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let within = args
        .within
        .as_deref()
        .map(|text| lookup.place("--in", text))
        .transpose()?;
    let docket = lookup.register()?;
    let chosen: BTreeSet<Slug> = match &within {
        Some(within) => resolve::places_in(within, lookup.places()?)
            .into_iter()
            .cloned()
            .collect(),
        None => docket.places.keys().cloned().collect(),
    };
    let mut all = places(&docket);
    all.retain(|place| chosen.contains(place.id()));
    all.operation = Some(context.stamp_of(&reader)?.operation);
    drop(reader);
    context.answer(&all)
}

fn show(args: &ShowArgs, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let id = lookup.place("", &args.place)?;
    let docket = lookup.register()?;
    let stamp = context.stamp_of(&reader)?;
    drop(reader);
    let mut one = place(&docket, &id).ok_or_else(|| {
        Failure::new(
            Kind::NotOnRecord,
            format!("the place \"{id}\" is not on record"),
        )
    })?;
    one.operation = Some(stamp.operation);
    context.answer(&one)
}

fn edit(args: &EditArgs, context: &Context) -> Result<(), Failure> {
    let parts = &args.parts;
    let typed = PlaceEdit {
        name: parts.name.clone(),
        kind: parts.kind.clone(),
        parent: parts.parent.clone(),
        ocd: parts.ocd.clone(),
        geoid: parts.geoid.clone(),
    };
    if typed == PlaceEdit::default() {
        return Err(Failure::nothing_to_change("place edit"));
    }
    let mut writer = context.writer()?;
    let places = writer.reader().places()?;
    let old = resolve::place(&args.place, &places)?;
    let edited = edited_place(writer.reader(), old, &typed)?;
    let new = &edited.new;
    let mut said = Said {
        next: vec![context.command(&format!("place show {}", new.id))],
        ..Said::default()
    };
    if edited.old == *new {
        said.said.push(format!("{} is so already.", new.id));
        return said.finish(writer, args.write, context);
    }
    said.said
        .push(format!("Changed: {}", changes(&edited.old, new)));
    let mut said = context.write_touching(&mut writer, &edited.touched, said, |writer| {
        writer.put_place(new)
    })?;
    said.records.push(WrittenRecord {
        kind: "place",
        id: new.id.to_string(),
        change: "changed",
    });
    said.finish(writer, args.write, context)
}

/// What differs between a place as it stood and as it stands, a phrase a part.
fn changes(old: &Place, new: &Place) -> String {
    let text = |part: &Option<String>| part.clone().unwrap_or_else(|| "none".to_owned());
    let parent = |place: &Place| {
        place
            .parent
            .as_ref()
            .map_or("none", Slug::as_str)
            .to_owned()
    };
    let each = [
        ("name", old.name.clone(), new.name.clone()),
        ("kind", old.kind.to_string(), new.kind.to_string()),
        ("in", parent(old), parent(new)),
        ("ocd", text(&old.ocd), text(&new.ocd)),
        ("geoid", text(&old.geoid), text(&new.geoid)),
    ];
    let each: Vec<String> = each
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(what, old, new)| format!("{what}: {new} (was: {old})"))
        .collect();
    each.join("; ")
}
