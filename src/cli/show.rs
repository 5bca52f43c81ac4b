//! `comity show`.

use clap::Args;

use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::{document, values};
use crate::model::Reference;
use crate::report::{ShowFault, show};

/// Show everything about one directive
///
/// Dates, who issued it, whom it binds, rules with their sections, what it replaced and what
/// replaced it, events, sources, and whether a copy is held. The version shown in full is the one
/// asked for, else the one that tells most about the day.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity show fairfax-county-pd/go-601
  comity show chicago-pd/s06-14-03@2016-01-01")]
pub(super) struct ShowArgs {
    /// The directive, with a version's label or a day on which it was in force
    #[arg(value_name = "ID[@VERSION]")]
    id: String,

    /// The day on which it is looked at [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
}

/// Shows.
///
/// # Errors
/// Where the directive or version is not on record, a value cannot be right, or the file cannot be
/// read.
pub(super) fn run(args: &ShowArgs, context: &Context) -> Result<(), Failure> {
    let on = values::day("--on", args.on.as_deref(), context)?;
    let reference: Reference = values::parsed("", &args.id)?;
    let reader = context.reader()?;
    let id = Lookup::new(&reader).directive(&reference.directive)?.id;
    // A relation is written on one side and shown on both.
    let mut texts = reader.related_to(&id)?;
    texts.push(id.clone());
    let docket = reader.docket_of(&texts, &[])?;
    let stamp = context.stamp_of(&reader)?;
    reader.release();
    let documents = docket.directives.get(&id);
    let held = documents.map(|directive| document::held(&directive.documents, context));
    let mut page = show(&docket, &id, reference.version.as_deref(), on)?;
    page.set_held(&held.unwrap_or_default());
    page.operation = Some(stamp.operation);
    context.answer(&page)
}

impl From<ShowFault> for Failure {
    fn from(fault: ShowFault) -> Self {
        Self::new(Kind::NotOnRecord, fault.to_string())
    }
}
