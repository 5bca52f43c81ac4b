//! `comity enjoin`.

use clap::Args;

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use super::lookup::Lookup;
use super::source::SourceFlags;
use super::values;
use crate::model::{Directive, Reference};
use crate::ops::{Amended, Hold, enjoin};
use crate::store::Reader;

/// How many directives may be put on hold without a question.
const WITHOUT_ASKING: usize = 2;

/// Put a directive, or some of its rules, on hold; or lift a hold
///
/// A court, a higher law or a party keeps it from being enforced from one day until another; a rule on
/// hold decides nothing. Rules of one directive are named one by one and make one hold. Without a
/// version the one in force on the first day is meant, else the next to begin. With --lift a hold that
/// is on record ends: for the rules named, or as a whole.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity enjoin texas-legislature/sb-4#assist texas-legislature/sb-4#hold-on-detainer \\
    --by \"W.D. Tex.\" --from 2026-03-01 --ground merits
  comity enjoin texas-legislature/sb-4#assist --lift stay --until 2026-04-01 \\
    --lifted-by \"Fifth Circuit\"")]
pub(super) struct EnjoinArgs {
    /// Directives, versions of them by label or day, or rules
    #[arg(value_name = "ID[@VERSION][#RULE]", required = true)]
    ids: Vec<String>,

    /// Who puts it on hold: a court, a higher law, a party; with --lift which hold is meant
    #[arg(long, value_name = "WHO", required_unless_present = "lift")]
    by: Option<String>,

    /// The first day on which it cannot be enforced; with --lift which hold is meant
    #[arg(long, value_name = "DATE", required_unless_present = "lift")]
    from: Option<String>,

    /// The first day on which it can be enforced again
    #[arg(long, value_name = "DATE")]
    until: Option<String>,

    /// On what ground; with --lift which hold is meant
    #[arg(long, value_name = "TEXT", required_unless_present = "lift")]
    ground: Option<String>,

    /// Lift a hold, on this ground: merits, standing, stay, preempted, own-choice
    #[arg(long, value_name = "GROUND", requires = "until")]
    lift: Option<String>,

    /// What lifted it: a ruling on record, or words
    #[arg(long, value_name = "WHAT", requires = "lift")]
    lifted_by: Option<String>,

    #[command(flatten)]
    source: SourceFlags,

    #[command(flatten)]
    write: WriteFlags,
}

/// Records the hold, or its end.
///
/// # Errors
/// Where what is named is not on record, a value cannot be right, a change of many is not confirmed,
/// or the database cannot be used.
pub(super) fn run(args: &EnjoinArgs, context: &Context) -> Result<(), Failure> {
    let dated = |text: &Option<String>| text.as_deref().map(|text| context.dated(text));
    let new = Hold {
        by: args.by.clone(),
        from: dated(&args.from),
        until: dated(&args.until),
        ground: args.ground.clone(),
        lift: args.lift.clone(),
        lifted_by: args.lifted_by.clone(),
        source: args.source.typed(context),
    };
    let what = args.ids.iter().map(|text| values::parsed("", text));
    let what: Vec<Reference> = what.collect::<Result<_, _>>()?;
    if what.len() > WITHOUT_ASKING && !args.write.dry_run {
        // The question is asked before the lock is taken: nobody waits for an answer.
        let reader = context.reader()?;
        let many = all(&reader, &what, &new)?.len();
        drop(reader);
        let verb = if args.lift.is_some() {
            "Lift the holds on"
        } else {
            "Put on hold"
        };
        if many > WITHOUT_ASKING {
            context.confirm(&format!("{verb} {many} directives?"), args.write.yes)?;
        }
    }
    let writer = context.writer()?;
    let amended = all(writer.reader(), &what, &new)?;
    context.amend(writer, amended, args.write)
}

/// The directives that are named, each once with what is named of it, as they are to stand.
fn all(reader: &Reader, what: &[Reference], new: &Hold) -> Result<Vec<Amended>, Failure> {
    let lookup = Lookup::new(reader);
    let mut named: Vec<(Directive, Vec<Reference>)> = Vec::new();
    for one in what {
        let (one, directive) = lookup.meant(one)?;
        match named.iter_mut().find(|(text, _)| text.id == directive.id) {
            Some((_, parts)) => parts.push(one),
            None => named.push((directive, vec![one])),
        }
    }
    let amended = |(directive, parts): &(Directive, Vec<Reference>)| {
        Ok(enjoin(reader, directive, parts, new)?)
    };
    named.iter().map(amended).collect()
}
