//! What is typed for a directive, and what can be wrong with it.

use std::collections::BTreeMap;

use super::document::Contents;
use super::resolve::Unknown;
use crate::model::{DirectiveId, Fault};
use crate::store::StoreError;

/// What was typed for a directive. A part that is empty was not given.
#[derive(Debug, Clone, Default)]
pub struct NewDirective {
    /// `ISSUER/NAME`.
    pub id: String,
    /// The text's own title.
    pub title: String,
    /// A type of the codebook.
    pub kind: String,
    /// Its version. The number is that of the directive; whom it binds is the issuer where the list
    /// is empty.
    pub version: NewVersion,
}

/// What was typed for a version. A part that is empty was not given.
#[derive(Debug, Clone, Default)]
pub struct NewVersion {
    /// The printed number.
    pub number: Option<String>,
    /// Dates by the flag that gives them: adopted, signed, issued, effective, published.
    pub dates: BTreeMap<&'static str, String>,
    /// Whom it binds, `ORG`, `of PLACE` or `within PLACE, kinds A and B, role R`.
    pub binds: Vec<String>,
    /// `OFFICE: PERSON, ACT, CERTAINTY`.
    pub authority: Vec<String>,
    /// `CITE: SENTENCE`.
    pub rules: Vec<String>,
    /// The source.
    pub source: NewSource,
    /// A copy of the text.
    pub document: Option<NewDocument>,
    /// The exact words of rules, `RULE=WORDS`: the rule by its section or its id.
    pub words: Vec<String>,
    /// The pages of rules, `RULE=PAGE`.
    pub pages: Vec<String>,
    /// How well it is known.
    pub standing: Option<String>,
    /// How much of the text was seen.
    pub text: Option<String>,
    /// When somebody last checked that it stands.
    pub last_checked: Option<String>,
    /// When its review is due, on its face.
    pub review_due: Option<String>,
    /// When it expires, on its face.
    pub expires: Option<String>,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
    /// Whether it is only proposed.
    pub is_draft: bool,
}

/// What was typed for the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewSource {
    /// Its address.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// A kind of source.
    pub kind: Option<String>,
}

impl NewSource {
    /// Whether anything was typed for it.
    pub(super) const fn is_given(&self) -> bool {
        self.url.is_some()
            || self.title.is_some()
            || self.publisher.is_some()
            || self.date.is_some()
            || self.kind.is_some()
    }
}

/// A copy of the text, read, and what was typed of how it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDocument {
    /// Where the file is, as it is recorded.
    pub file: String,
    /// What is in it.
    pub contents: Contents,
    /// How it was obtained.
    pub obtained: Option<String>,
    /// When it was obtained.
    pub obtained_on: Option<String>,
}

/// A value that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The flag; empty for the id.
    pub flag: &'static str,
    /// What was typed for it.
    pub value: String,
    /// What is wrong with it.
    pub fault: Fault,
}

impl Wrong {
    /// A value that is at fault as a whole.
    pub(super) fn whole(flag: &'static str, value: &str, message: impl Into<String>) -> Self {
        Self {
            flag,
            value: value.to_owned(),
            fault: Fault::new(0..value.len(), message),
        }
    }

    /// The same with a cure.
    #[must_use]
    pub(super) fn cure(mut self, cure: impl Into<String>) -> Self {
        self.fault = self.fault.cure(cure);
        self
    }
}

/// Why there is no record.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// Values that cannot be right, all of them.
    #[error("{} values cannot be right", .0.len())]
    Wrong(Vec<Wrong>),
    /// A body or place that is not on record.
    #[error("{}", .0.message)]
    Unknown(Unknown),
    /// The directive is on record.
    #[error("the directive \"{0}\" is on record already")]
    Exists(DirectiveId),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Wrong> for DraftError {
    fn from(wrong: Wrong) -> Self {
        Self::Wrong(vec![wrong])
    }
}
