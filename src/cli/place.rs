//! `comity place`.

use std::collections::BTreeSet;

use clap::{Args, Subcommand};

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::values;
use crate::model::{PlaceKind, Slug};
use crate::ops::{NewPlace, add_place, resolve};
use crate::report::{Written, WrittenRecord, place, places};

/// Record, list and show jurisdictions
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

/// Runs one of the three.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be used.
pub(super) fn run(args: &PlaceArgs, context: &Context) -> Result<(), Failure> {
    match &args.command {
        PlaceCommand::Add(args) => add(args, context),
        PlaceCommand::List(args) => list(args, context),
        PlaceCommand::Show(args) => show(args, context),
    }
}

fn add(args: &AddArgs, context: &Context) -> Result<(), Failure> {
    let id: Slug = values::parsed("", &args.id)?;
    let kind: PlaceKind = values::parsed("--kind", &args.kind)?;
    values::filled("--name", &args.name)?;
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
