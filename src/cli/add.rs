//! `comity add`.

use std::path::PathBuf;

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::editor::{self, Ended, Opened};
use super::error::{Failure, Kind};
use super::parts::VersionParts;
use super::values;
use super::write::{Said, checked, read_records};
use crate::model::{DirectiveId, Stage};
use crate::ops::{Change, DraftError, NewDirective, Plan, draft};
use crate::records::{Reading, Records, read_text};

/// The groups of flags that give a record part by part.
const PARTS: [&str; 6] = [
    "parts",
    "version_parts",
    "date_flags",
    "fact_flags",
    "source_flags",
    "document_flags",
];

/// Record a directive: its version, dates, rules and source in one command
///
/// A rule is a sentence: EFFECT TOPIC [for BODY] [by ROLE] [only] [when CONDITION] [unless
/// CONDITION] [protected], with EFFECT requires, permits or prohibits. What stands before ": " is the
/// place in the text. See the words: comity topic list, comity condition list. Without --binds the
/// directive binds its issuer; its version is named after its effective, else its issued date.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity add chicago-pd/special-order-12 --title \"Requests from ICE\" --type special-order \\
    --effective 2025-03-01 --document order.pdf \\
    --authority \"Superintendent: signs, documented\" \\
    --rule \"II.A: prohibits assist-arrest for ice unless criminal-warrant\"
  comity add --from record.toml
  comity add chicago-pd/special-order-12 --edit")]
pub(super) struct AddArgs {
    /// ISSUER/NAME: the issuer's slug, and a name for the directive that stays
    #[arg(value_name = "ID", required_unless_present_any = ["from", "edit"])]
    id: Option<String>,

    /// A record file, or - for standard input; every record in it must be new
    #[arg(long, value_name = "FILE", conflicts_with_all = PARTS, conflicts_with_all = ["id", "edit"])]
    from: Option<PathBuf>,

    /// Write the record in your editor (VISUAL, else EDITOR)
    #[arg(long, conflicts_with_all = PARTS)]
    edit: bool,

    #[command(flatten)]
    parts: Parts,

    #[command(flatten)]
    version: VersionParts,

    #[command(flatten)]
    write: WriteFlags,
}

/// What a directive has beside its version.
#[derive(Debug, Args)]
#[group(id = "parts", multiple = true)]
#[command(next_help_heading = "The directive")]
struct Parts {
    /// The text's own title
    #[arg(long, required_unless_present_any = ["from", "edit"])]
    title: Option<String>,

    /// Its type, such as general-order or ordinance
    #[arg(long = "type", value_name = "TYPE", required_unless_present_any = ["from", "edit"])]
    kind: Option<String>,
}

/// Records it.
///
/// # Errors
/// Where a name is not on record or is there already, a value cannot be right, or the database
/// cannot be used.
pub(super) fn run(args: &AddArgs, context: &Context) -> Result<(), Failure> {
    if let Some(file) = &args.from {
        let reading = read_records(std::slice::from_ref(file), context)?;
        return add_all(&reading, args.write, context);
    }
    if args.edit {
        return edit(args, context);
    }
    let id = args.id.clone().unwrap_or_default();
    let new = NewDirective {
        id,
        title: args.parts.title.clone().unwrap_or_default(),
        kind: args.parts.kind.clone().unwrap_or_default(),
        version: args.version.typed(context)?,
    };
    let mut writer = context.writer()?;
    let directive = draft(writer.reader(), &new)?;
    let version = directive.versions.first();
    let law = version.filter(|version| version.stage == Stage::Adopted);
    let felt = law.and_then(|version| Some(version.dates.effective.first()?.on));
    let records = Records {
        directives: vec![directive],
        ..Records::default()
    };
    let plan = Plan::new(writer.reader(), &records)?;
    let said = Said {
        said: vec![format!("New directive: {}", new.id)],
        on: context.felt_on(felt, None),
        ..Said::default()
    };
    context
        .write_plan(&mut writer, &plan, said)?
        .finish(writer, args.write, context)
}

/// Writes the record in an editor until it has no fault, or is given up.
fn edit(args: &AddArgs, context: &Context) -> Result<(), Failure> {
    let id = args.id.as_deref().unwrap_or("ISSUER/NAME");
    if args.id.is_some() {
        values::parsed::<DirectiveId>("", id)?;
    }
    // Without a database, or where the id is there already, nobody is to write a text in vain.
    let reader = context.reader()?;
    if let Ok(id) = id.parse::<DirectiveId>()
        && reader.directive(&id)?.is_some()
    {
        return Err(Failure::from(DraftError::Exists(id)));
    }
    drop(reader);
    let otherwise = context.command("add --from FILE");
    let add = |name: &str, text: &str| add_all(&read_text(name, text), args.write, context);
    let opened = Opened {
        purpose: "add",
        text: &template(id),
        otherwise: &otherwise,
        stands: "nothing was recorded",
    };
    if let Ended::Left { .. } = editor::edit(&opened, args.write.dry_run, context, add)? {
        context.status("The text is empty or as it was: nothing was recorded.");
    }
    Ok(())
}

/// What an editor shows first.
fn template(id: &str) -> String {
    format!(
        "\
# A directive. Lines that begin with # are comments. Save and close to record it; leave the text
# empty, or as it is, to record nothing. The words of sentences: comity topic list, condition list.

id = \"{id}\"
title = \"\"
# number = \"General Order 1\"
type = \"general-order\"
# binds = [{{ org = \"ISSUER\" }}]

# [source.herald]
# title = \"\"
# publisher = \"\"
# url = \"https://\"
# date = \"2025-03-02\"
# kind = \"press\"            # primary, official-statement, court, press, secondary

[[version]]
label = \"1\"                # usually its date
# dates = {{ issued = \"2025-03-01\", effective = \"2025-03-01\" }}
text = \"none\"              # full, part, none: how much of it you saw
standing = \"reported\"      # documented, confirmed, reported, inferred, disputed, unknown
# authority = [{{ office = \"Chief of Police\", act = \"signs\", certainty = \"reported\" }}]
# sources = [\"herald\"]

# [[version.rule]]
# says = \"prohibits act-on-admin-warrant for ice unless custody-for-other-violation\"
# cite = \"VIII.C\"
"
    )
}

/// Writes records that must all be new.
fn add_all(reading: &Reading, flags: WriteFlags, context: &Context) -> Result<(), Failure> {
    let mut writer = context.writer()?;
    checked(writer.reader(), reading)?;
    let plan = Plan::new(writer.reader(), &reading.records)?;
    let is_there = |change: Change, kind: &str| {
        change == Change::Changed || change == Change::Same && kind == "directive"
    };
    if let Some(one) = plan
        .planned()
        .iter()
        .find(|one| is_there(one.change, one.kind))
    {
        let message = format!(
            "the {} \"{}\" is on record already; nothing was written",
            one.kind, one.id
        );
        return Err(Failure::new(Kind::Value, message)
            .hint("to change what is on record, load the file: comity load FILE"));
    }
    let new = plan
        .planned()
        .iter()
        .filter(|one| one.change == Change::New);
    let said = new
        .map(|one| format!("New {}: {}", one.kind, one.id))
        .collect();
    let said = Said {
        said,
        ..Said::default()
    };
    context
        .write_plan(&mut writer, &plan, said)?
        .finish(writer, flags, context)
}
