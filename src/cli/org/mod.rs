//! `comity org`.

mod edit;
mod merge;
mod set;

use std::collections::BTreeSet;

use clap::{Args, Subcommand};

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::{BodyFlags, Lookup};
use super::values;
use crate::model::Slug;
use crate::ops::{NewOrganization, add_organization};
use crate::report::{Written, WrittenRecord, organization, organizations};

/// Record, list, show, change and merge public bodies, and name sets of them
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity org list --place us-va
  comity org show \"Chicago Police\"
  comity org add fairview-oh-pd --name \"Fairview Police Department\" --kind police --in \"Fairview, OH\"")]
pub(super) struct OrgArgs {
    #[command(subcommand)]
    command: OrgCommand,
}

#[derive(Debug, Subcommand)]
enum OrgCommand {
    /// Record a body, and its place where that is new
    Add(AddArgs),
    /// List bodies
    List(BodyFlags),
    /// Show everything about one body
    Show(ShowArgs),
    /// Change a body: its names, kind, place, parent, identifiers, predecessors
    Edit(Box<edit::EditArgs>),
    /// Make, replace, change, list or take away named sets of bodies: @NAME
    Set(set::SetArgs),
    /// Make two records of one body one: all of the first goes to the second
    Merge(merge::MergeArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity org add fairview-oh-pd --name \"Fairview Police Department\" --kind police --in \"Fairview, OH\"")]
struct AddArgs {
    /// Its permanent slug: TOWN-STATE-pd, NAME-county-STATE-sheriff
    #[arg(value_name = "SLUG")]
    id: String,

    /// A name, the official one first (can be repeated)
    #[arg(long = "name", value_name = "NAME", required = true)]
    names: Vec<String>,

    /// Its kind, such as police, sheriff or council
    #[arg(long, value_name = "KIND")]
    kind: String,

    /// Its place: one on record, or "NAME, STATE" for a new city or county (can be repeated)
    #[arg(long = "in", value_name = "PLACE", required = true)]
    places: Vec<String>,

    /// The body of which it is a part
    #[arg(long, value_name = "ORG")]
    parent: Option<String>,

    #[command(flatten)]
    write: WriteFlags,
}

#[derive(Debug, Args)]
struct ShowArgs {
    /// The body by its slug or any recorded name
    #[arg(value_name = "ORG")]
    organization: String,
}

/// Runs one of the six.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be used.
pub(super) fn run(args: &OrgArgs, context: &Context) -> Result<(), Failure> {
    match &args.command {
        OrgCommand::Add(args) => add(args, context),
        OrgCommand::List(args) => list(args, context),
        OrgCommand::Show(args) => show(args, context),
        OrgCommand::Edit(args) => edit::run(args, context),
        OrgCommand::Set(args) => set::run(args, context),
        OrgCommand::Merge(args) => merge::run(args, context),
    }
}

fn add(args: &AddArgs, context: &Context) -> Result<(), Failure> {
    let id: Slug = values::parsed("", &args.id)?;
    for name in &args.names {
        values::filled("--name", name)?;
    }
    let new = NewOrganization {
        id,
        names: args.names.clone(),
        kind: args.kind.clone(),
        places: args.places.clone(),
        parent: args.parent.clone(),
    };
    let mut writer = context.writer()?;
    let (organization, places) = add_organization(&mut writer, &new).map_err(|error| {
        Failure::adding(error, |flag| match flag {
            "--kind" => args.kind.clone(),
            _ => args.places.join(" "),
        })
    })?;
    let mut records: Vec<WrittenRecord> = Vec::new();
    let mut said = Vec::new();
    for place in &places {
        records.push(WrittenRecord {
            kind: "place",
            id: place.id.to_string(),
            change: "new",
        });
        said.push(edit::new_place(place));
    }
    records.push(WrittenRecord {
        kind: "organization",
        id: organization.id.to_string(),
        change: "new",
    });
    said.push(format!(
        "New body: {} ({})",
        organization.name(),
        organization.id
    ));
    let next = vec![
        format!("comity org show {}", organization.id),
        format!("comity ask {}", organization.id),
    ];
    context.conclude(writer, args.write, |operation| {
        Written::new(operation, args.write.dry_run, records, said, next)
    })
}

fn list(args: &BodyFlags, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let chosen: BTreeSet<Slug> = if args.is_empty() {
        lookup
            .bodies()?
            .iter()
            .map(|body| body.id.clone())
            .collect()
    } else {
        lookup.select(args)?.into_iter().collect()
    };
    let (docket, sets, issued) = (lookup.register()?, reader.sets()?, lookup.issued()?);
    let stamp = context.stamp_of(&reader)?;
    drop(reader);
    let mut all = organizations(&docket, &sets, &issued);
    all.retain(|body| chosen.contains(body.id()));
    all.operation = Some(stamp.operation);
    context.answer(&all)
}

fn show(args: &ShowArgs, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let lookup = Lookup::new(&reader);
    let id = lookup.body(&args.organization)?;
    let (docket, sets, issued) = (lookup.register()?, reader.sets()?, lookup.issued()?);
    let stamp = context.stamp_of(&reader)?;
    drop(reader);
    let mut one = organization(&docket, &sets, &issued, &id).ok_or_else(|| {
        Failure::new(
            Kind::NotOnRecord,
            format!("the body \"{id}\" is not on record"),
        )
    })?;
    one.operation = Some(stamp.operation);
    context.answer(&one)
}
