//! What the other rooms report, as failures of a command.

use super::error::{Failure, Kind};
use crate::ops::resolve::Unknown;
use crate::ops::{AddError, DraftError, EditError, EntryError, MergeError, Wrong};
use crate::records::Problems;
use crate::render::Excerpt;
use crate::render::excerpt::Place;
use crate::store::{ErrorKind, StoreError};

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let kind = match error.kind() {
            ErrorKind::File => Kind::File,
            ErrorKind::Record | ErrorKind::Statement => Kind::Value,
        };
        let failure = Self::new(kind, error.to_string());
        let failure = match &error {
            StoreError::Damaged { .. } | StoreError::Busy { .. } | StoreError::Other { .. } => {
                failure.of_database()
            }
            _ => failure,
        };
        match (&error, error.cure()) {
            (StoreError::Absent { .. }, _) => failure
                .hint("make one with the starter records: comity init --starter")
                .hint("or one with the codebook alone: comity init"),
            (_, Some(cure)) => failure.hint(cure),
            (_, None) => failure,
        }
    }
}

impl From<Unknown> for Failure {
    fn from(unknown: Unknown) -> Self {
        unknown
            .hints
            .into_iter()
            .fold(Self::new(Kind::NotOnRecord, unknown.message), Self::hint)
    }
}

impl From<DraftError> for Failure {
    fn from(error: DraftError) -> Self {
        match error {
            DraftError::Wrong(wrong) => Self::wrong(wrong),
            DraftError::Unknown(unknown) => unknown.into(),
            DraftError::Exists(id) => Self::new(
                Kind::Value,
                format!("the directive \"{id}\" is on record already; nothing was written"),
            )
            .hint(format!("see it: comity show {id}"))
            .hint(format!("to change it: comity edit {id}"))
            .hint(format!(
                "for a new version of it: comity revise {id} --effective DATE"
            )),
            DraftError::Store(error) => error.into(),
        }
    }
}

impl Failure {
    /// Everything that is wrong in some record files, each with its excerpt.
    pub(super) fn problems(problems: &Problems) -> Self {
        let excerpts = problems
            .list
            .iter()
            .map(|problem| {
                let text = problems.files.text(problem.at.file);
                let from = text[..problem.at.start].rfind('\n').map_or(0, |at| at + 1);
                Excerpt {
                    place: Place::File(problem.file.clone()),
                    text: problems.line_text(problem).to_owned(),
                    first_line: problem.line,
                    span: problem.at.start - from..problem.at.end - from,
                    message: problem.message.clone(),
                    cure: problem.cure.clone(),
                }
            })
            .collect();
        let count = match problems.list.len() {
            1 => "1 fault".to_owned(),
            many => format!("{many} faults"),
        };
        Self::excerpts(excerpts).message(format!("{count}; nothing was written"))
    }

    /// Values that cannot be right, each with its excerpt.
    pub(super) fn wrong(wrong: Vec<Wrong>) -> Self {
        let count = match wrong.len() {
            1 => "1 fault".to_owned(),
            many => format!("{many} faults"),
        };
        let excerpts = wrong
            .into_iter()
            .map(|one| Excerpt::argument(one.flag, &one.value, one.fault));
        Self::excerpts(excerpts.collect()).message(format!("{count}; nothing was written"))
    }

    /// Why nothing was added; `typed` gives what was typed for a flag.
    pub(super) fn adding(error: AddError, typed: impl Fn(&str) -> String) -> Self {
        match error {
            AddError::Unknown(unknown) => unknown.into(),
            AddError::Exists { what, id } => Self::new(
                Kind::Value,
                format!("the {what} \"{id}\" is on record already; nothing was written"),
            )
            .hint(format!("see it: comity {what} show {id}")),
            AddError::Merged(_, ref into) => {
                let hint = format!("see it: comity org show {into}");
                Self::new(Kind::Value, format!("{error}; nothing was written")).hint(hint)
            }
            AddError::Value(flag, fault) => Self::argument(flag, &typed(flag), fault),
            AddError::Store(error) => error.into(),
        }
    }
}

impl From<EntryError> for Failure {
    fn from(error: EntryError) -> Self {
        let message = error.to_string();
        match error {
            EntryError::Wrong(wrong) => Self::wrong(wrong),
            EntryError::Covered { body, topic, .. } => Self::new(Kind::Value, message).hint(
                format!("to change it: comity coverage edit {body} --topic {topic} --found FOUND"),
            ),
            EntryError::NoEntry(..) => Self::new(Kind::NotOnRecord, message),
            EntryError::Store(error) => error.into(),
        }
    }
}

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Wrong(wrong) => Self::wrong(wrong),
            EditError::Unknown(unknown) => unknown.into(),
            EditError::Store(error) => error.into(),
        }
    }
}

impl From<MergeError> for Failure {
    fn from(error: MergeError) -> Self {
        let message = error.to_string();
        match error {
            MergeError::Store(error) => error.into(),
            MergeError::Same(_) => Self::new(Kind::Value, message)
                .hint("name two bodies: the one that goes, then the one that stays"),
            MergeError::Twice { slug, from, into } => Self::new(Kind::Value, message)
                .hint(format!(
                    "look at both: comity show {from}/{slug}, comity show {into}/{slug}"
                ))
                .hint(
                    format!("set aside the one that is recorded in error, then merge again: comity discard {from}/{slug} --reason TEXT")
                ),
            MergeError::Inside(from, into, _) => Self::new(Kind::Value, message).hint(format!(
                "first make it a part of something else: comity org edit {into} --parent ORG, or \
                 merge the other way round: comity org merge {into} {from}"
            )),
        }
    }
}
