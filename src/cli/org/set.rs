//! `comity org set`.

use clap::Args;

use crate::cli::args::WriteFlags;
use crate::cli::context::Context;
use crate::cli::error::{Failure, Kind};
use crate::cli::lookup::{BodyFlags, Lookup};
use crate::cli::values;
use crate::cli::write::Said;
use crate::model::{Docket, Set, Slug};
use crate::ops::resolve;
use crate::report::{WrittenRecord, sets, words};

/// A named set of bodies.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity org set
  comity org set gulf nopd @florida --place us-tx
  comity org set gulf lapd --add
  comity org set gulf --delete")]
pub(super) struct SetArgs {
    /// Its name, with or without @; alone: show it; without a name: list all sets
    #[arg(value_name = "NAME")]
    name: Option<String>,

    #[command(flatten)]
    bodies: BodyFlags,

    /// Add the bodies to those of the set
    #[arg(long, conflicts_with_all = ["remove", "delete"])]
    add: bool,

    /// Take the bodies out of the set
    #[arg(long, conflicts_with = "delete")]
    remove: bool,

    /// Take the whole set away; its bodies stay
    #[arg(long)]
    delete: bool,

    #[command(flatten)]
    write: WriteFlags,
}

/// Lists sets, shows, makes, changes or takes away one.
///
/// # Errors
/// Where a name is not on record, a value cannot be right, or the file cannot be used.
pub(super) fn run(args: &SetArgs, context: &Context) -> Result<(), Failure> {
    match &args.name {
        None => look(None, context),
        Some(name) if args.delete => delete(name, args, context),
        Some(name) if args.bodies.is_empty() && !args.add && !args.remove => {
            look(Some(name), context)
        }
        Some(name) => write(name, args, context),
    }
}

fn look(name: Option<&str>, context: &Context) -> Result<(), Failure> {
    let reader = context.reader()?;
    let mut all = reader.sets()?;
    if let Some(name) = name {
        let id = resolve::set(name, &all)?.id.clone();
        all.retain(|set| set.id == id);
    }
    let register = Lookup::new(&reader).register()?;
    let mut page = sets(&register, &all, name.is_some());
    page.operation = Some(context.stamp_of(&reader)?.operation);
    drop(reader);
    context.answer(&page)
}

/// The name as it is kept: a whole slug, since a set that is made by a beginning of another's name
/// would be neither.
fn id(name: &str) -> Result<Slug, Failure> {
    values::parsed("", name.strip_prefix('@').unwrap_or(name))
}

fn write(name: &str, args: &SetArgs, context: &Context) -> Result<(), Failure> {
    let id = id(name)?;
    let mut writer = context.writer()?;
    let lookup = Lookup::new(writer.reader());
    let chosen = lookup.select_some(&args.bodies)?;
    let known = writer.reader().sets()?;
    let old = known.iter().find(|set| set.id == id).cloned();
    let before = old.as_ref().map_or(&[][..], |set| &set.organizations);
    let organizations: Vec<Slug> = if args.remove {
        if old.is_none() {
            return Err(not_there(&id, &known));
        }
        let kept = before.iter().filter(|body| !chosen.contains(body));
        kept.cloned().collect()
    } else if args.add {
        let new = chosen.iter().filter(|body| !before.contains(body));
        before.iter().chain(new).cloned().collect()
    } else {
        chosen
    };
    if organizations.is_empty() {
        let message = format!("the set \"{id}\" would be empty; nothing was written");
        return Err(Failure::new(Kind::Value, message)
            .hint(format!("to take it away: comity org set {id} --delete")));
    }
    let set = Set { id, organizations };
    let register = lookup.register()?;
    drop(lookup);
    let mut said = Said {
        next: vec![context.command(&format!("compare @{}", set.id))],
        ..Said::default()
    };
    if old.as_ref() == Some(&set) {
        said.said.push(format!(
            "@{} is so already: {}.",
            set.id,
            names(&register, &set.organizations)
        ));
        return said.finish(writer, args.write, context);
    }
    writer.put_set(&set)?;
    said.said.extend(told(&register, old.as_ref(), &set));
    said.records.push(WrittenRecord {
        kind: "set",
        id: set.id.to_string(),
        change: if old.is_some() { "changed" } else { "new" },
    });
    said.finish(writer, args.write, context)
}

fn told(register: &Docket, old: Option<&Set>, new: &Set) -> Vec<String> {
    let count = words::count(new.organizations.len(), "organization");
    let Some(old) = old else {
        let names = names(register, &new.organizations);
        return vec![format!("New set: @{}, {count}: {names}.", new.id)];
    };
    let mut said = vec![format!("Changed set: @{}, {count} now.", new.id)];
    for (word, these, those) in [
        ("In it now", &new.organizations, &old.organizations),
        ("No longer in it", &old.organizations, &new.organizations),
    ] {
        let some: Vec<Slug> = these
            .iter()
            .filter(|id| !those.contains(id))
            .cloned()
            .collect();
        if !some.is_empty() {
            said.push(format!("{word}: {}.", names(register, &some)));
        }
    }
    if said.len() == 1 {
        said.push("Only the order of its bodies differs.".to_owned());
    }
    said
}

fn names(register: &Docket, ids: &[Slug]) -> String {
    const SHOWN: usize = 20;
    let names: Vec<&str> = ids
        .iter()
        .take(SHOWN)
        .map(|id| register.short(id))
        .collect();
    let more = ids.len().saturating_sub(SHOWN);
    let more = if more > 0 {
        format!(", and {more} more")
    } else {
        String::new()
    };
    format!("{}{more}", names.join(", "))
}

fn delete(name: &str, args: &SetArgs, context: &Context) -> Result<(), Failure> {
    if !args.bodies.is_empty() {
        let message = "--delete takes the whole set away, and no bodies beside it";
        return Err(Failure::new(Kind::Usage, message)
            .hint("to take bodies out of it: --remove in place of --delete"));
    }
    let id = id(name)?;
    let mut writer = context.writer()?;
    let known = writer.reader().sets()?;
    if known.iter().all(|set| set.id != id) {
        return Err(not_there(&id, &known));
    }
    writer.remove_set(&id)?;
    let said = Said {
        said: vec![format!(
            "@{id} is no longer a set; its bodies are as they were."
        )],
        records: vec![WrittenRecord {
            kind: "set",
            id: id.to_string(),
            change: "gone",
        }],
        next: vec![context.command("org set")],
        ..Said::default()
    };
    said.finish(writer, args.write, context)
}

/// A change needs the whole name of a set; a beginning of it is told as one.
fn not_there(id: &Slug, known: &[Set]) -> Failure {
    match resolve::set(id.as_str(), known) {
        Ok(near) => Failure::new(
            Kind::NotOnRecord,
            format!("the set \"{id}\" is not on record"),
        )
        .hint(format!("did you mean \"{}\"?", near.id)),
        Err(unknown) => unknown.into(),
    }
}
