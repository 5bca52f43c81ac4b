//! `comity discard`.

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::{Failure, Kind};
use super::lookup::Lookup;
use super::values;
use super::write::Said;
use crate::model::DirectiveId;
use crate::model::date::long_day;
use crate::ops::Reach;
use crate::report::WrittenRecord;

/// The most records that are named one by one.
const NAMED: usize = 8;

/// Set a directive aside that was recorded in error
///
/// It answers nothing any more and stands in no list, but stays in the file with the day and the
/// reason. Where other records name it, they come first. A text that was law and ended is no error:
/// see rescind.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  comity discard chicago-pd/memo-2 --reason \"the same text as chicago-pd/dhs-requests-memo-2019\"")]
pub(super) struct DiscardArgs {
    /// The directive
    #[arg(value_name = "ID")]
    id: String,

    /// Why it should not have been recorded
    #[arg(long, value_name = "TEXT")]
    reason: String,

    #[command(flatten)]
    write: WriteFlags,
}

/// Sets it aside.
///
/// # Errors
/// Where it is not on record, other records name it, or the database cannot be used.
pub(super) fn run(args: &DiscardArgs, context: &Context) -> Result<(), Failure> {
    let id: DirectiveId = values::parsed("", &args.id)?;
    values::filled("--reason", &args.reason)?;
    let mut writer = context.writer()?;
    if let Some(discarded) = writer.reader().discarded_one(&id)? {
        let said = format!(
            "{id} was discarded on {} already: {}",
            long_day(discarded.on),
            discarded.reason
        );
        let said = Said {
            said: vec![said],
            ..Said::default()
        };
        return said.finish(writer, args.write, context);
    }
    let directive = Lookup::new(writer.reader()).directive(&id)?;
    let id = directive.id.clone();
    let naming = writer.reader().referring(&id)?;
    if !naming.is_empty() {
        return Err(still_named(&id, &naming));
    }
    let reach = Reach::without(writer.reader(), &directive)?;
    writer.discard_directive(&id, context.today(), args.reason.trim())?;
    let said = Said {
        said: vec![format!(
            "Discarded: {id}. It stays in the history, with your reason."
        )],
        records: vec![WrittenRecord {
            kind: "directive",
            id: id.to_string(),
            change: "gone",
        }],
        ..Said::default()
    };
    context
        .felt(&writer, &reach, said)?
        .finish(writer, args.write, context)
}

fn still_named(id: &DirectiveId, naming: &[(DirectiveId, &'static str)]) -> Failure {
    let message = match naming.len() {
        1 => format!("another record names {id}; nothing was written"),
        many => format!("{id} is named by others in {many} places; nothing was written"),
    };
    let mut failure = Failure::new(Kind::Value, message);
    for (other, how) in naming.iter().take(NAMED) {
        failure = failure.hint(format!("{other} {how}: comity edit {other}"));
    }
    match naming.len().saturating_sub(NAMED) {
        0 => failure,
        more => failure.hint(format!("and {more} more")),
    }
}
