//! What the other rooms report, as failures of a command.

use super::error::{Failure, Kind};
use crate::ops::resolve::Unknown;
use crate::ops::{AddError, DraftError};
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
            DraftError::Wrong(wrong) => {
                let count = wrong.len();
                let excerpts = wrong
                    .into_iter()
                    .map(|one| Excerpt::argument(one.flag, &one.value, one.fault))
                    .collect();
                let faults = if count == 1 {
                    "1 fault".to_owned()
                } else {
                    format!("{count} faults")
                };
                Self::excerpts(excerpts).message(format!("{faults}; nothing was written"))
            }
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

    /// Why nothing was added; `typed` gives what was typed for a flag.
    pub(super) fn adding(error: AddError, typed: impl Fn(&str) -> String) -> Self {
        match error {
            AddError::Unknown(unknown) => unknown.into(),
            AddError::Exists { what, id } => Self::new(
                Kind::Value,
                format!("the {what} \"{id}\" is on record already; nothing was written"),
            )
            .hint(format!("see it: comity {what} show {id}")),
            AddError::Value(flag, fault) => Self::argument(flag, &typed(flag), fault),
            AddError::Store(error) => error.into(),
        }
    }
}
