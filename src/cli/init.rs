//! `comity init`.

use std::collections::BTreeSet;

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::lookup::everything;
use crate::model::Slug;
use crate::ops::{InitError, Made, NewDatabase};
use crate::report::{Beginning, Begun, Compare, Comparison, Holdings, Stamp, compare};
use crate::store::{Reader, StoreError};

/// The first comparison: one story told in the same weeks of 2019, and its neighbours.
const FIRST_BODIES: [&str; 5] = ["chicago-pd", "fairfax-county-pd", "lapd", "nopd", "sfpd"];
const FIRST_TOPICS: [&str; 3] = [
    "act-on-admin-warrant",
    "respond-to-request",
    "inquire-status",
];
const FIRST_SIDE: &str = "ice";
const FIRST_DAY: &str = "2019-10-05";

/// Make the database
///
/// It begins with the codebook, the United States with its states and territories, and the federal
/// bodies; with --starter it has the starter records too. Where there is a database already, it is
/// left as it is.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity init --starter
  comity --db try.db init")]
pub(super) struct InitArgs {
    /// With the starter records: real directives of some sixty bodies
    #[arg(long)]
    starter: bool,

    /// Make it, say what it would hold, and take it back
    #[arg(long)]
    dry_run: bool,
}

/// Makes it.
///
/// # Errors
/// Where no file can be made, or one is there that is no database of ours.
pub(super) fn run(args: &InitArgs, context: &Context) -> Result<(), Failure> {
    let path = &context.database;
    match Reader::open(path, context.wait) {
        Ok(reader) => return there(&reader, args, context),
        Err(StoreError::Absent { .. }) => {}
        Err(other) => return Err(other.into()),
    }
    let stamp = context.write_stamp();
    let new = match NewDatabase::begin(path, stamp, args.starter, args.dry_run) {
        Ok(new) => new,
        Err(InitError::Store(StoreError::Exists { .. })) => {
            return there(&context.reader()?, args, context);
        }
        Err(InitError::Store(error)) => return Err(error.into()),
        Err(InitError::Starter(problems)) => return Err(Failure::problems(&problems)),
    };
    let (mut holdings, mut first) = (Holdings::default(), None);
    if let Some(reader) = new.reader() {
        holdings = Holdings::of(&everything(reader)?);
        if args.starter {
            first = Some(first_comparison(reader, context)?);
        }
    }
    let beginning = match new.operation() {
        Some(operation) if !args.dry_run => Beginning::Made(operation),
        _ => Beginning::DryRun,
    };
    let next: &[&str] = match (args.dry_run, args.starter) {
        (true, _) => &[],
        (_, true) => &[
            "ask fairfax-county-pd act-on-admin-warrant --for ice --on 2019-09-21",
            "compare @story-2019 --for ice --on 2019-10-05",
            "list chicago-pd",
        ],
        (_, false) => &["topic list", "org add --help", "add --help"],
    };
    let next = next.iter().map(|rest| context.command(rest)).collect();
    let shown = path.display().to_string();
    let draft = context.draft(&Begun::new(
        beginning,
        shown,
        &holdings,
        first.as_ref(),
        next,
    ))?;
    if args.dry_run {
        drop(new);
    } else if new.keep()? == Made::AlreadyThere {
        drop(draft);
        return there(&context.reader()?, args, context);
    }
    context.hand_over(draft, context.format)
}

/// Says that the database is there, and what it holds.
fn there(reader: &Reader, args: &InitArgs, context: &Context) -> Result<(), Failure> {
    let counts = reader.counts()?;
    // One who asked for them is not to take an empty database for the starter records.
    if args.starter && counts.directives == 0 {
        context.status(
            "the starter records were not added, since the database was there before; to have them, \
             make another: comity --db FILE init --starter",
        );
    }
    let number = |count: i64| usize::try_from(count).unwrap_or(0);
    let holdings = Holdings::counted(
        (number(counts.directives), number(counts.rules)),
        (number(counts.organizations), number(counts.issuers)),
        number(counts.places),
        number(counts.topics),
    );
    let last = reader.last_operation()?.map_or(0, |last| last.id);
    let next = ["info", "list", "org list"]
        .iter()
        .map(|rest| context.command(rest))
        .collect();
    let shown = context.database.display().to_string();
    context.answer(&Begun::new(
        Beginning::There(last),
        shown,
        &holdings,
        None,
        next,
    ))
}

fn first_comparison(reader: &Reader, context: &Context) -> Result<Compare, Failure> {
    let slugs = |names: &[&str]| -> Vec<Slug> {
        names.iter().filter_map(|name| name.parse().ok()).collect()
    };
    let bodies = slugs(&FIRST_BODIES);
    let side = slugs(&[FIRST_SIDE]);
    let docket = reader.docket(&bodies, &side)?;
    let stamp = Stamp {
        database: context.database.display().to_string(),
        operation: 1,
    };
    let what = Comparison {
        organizations: bodies,
        topics: slugs(&FIRST_TOPICS),
        counterpart: side.into_iter().next(),
        role: None,
        given: BTreeSet::new(),
        on: super::values::day("", Some(FIRST_DAY), context)?,
        own_orders: false,
        why: false,
        bodies_down: true,
    };
    Ok(compare(&docket, &stamp, &what))
}
