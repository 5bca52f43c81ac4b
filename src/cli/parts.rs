//! The flags that give a version, or a fact about one: its dates, who issued it, its rules.

use std::collections::BTreeMap;

use clap::Args;

use super::context::Context;
use super::document::DocumentFlags;
use super::error::Failure;
use super::source::SourceFlags;
use crate::ops::NewVersion;

/// The parts of a version.
#[derive(Debug, Args)]
#[group(id = "version_parts", multiple = true)]
pub(super) struct VersionParts {
    /// The number printed on it
    #[arg(long)]
    number: Option<String>,

    #[command(flatten)]
    dates: DateFlags,

    /// Whom it binds: ORG, "of PLACE", or "within PLACE, kinds sheriff and jail, role jail"
    /// [default: the issuer; of a new version those whom the one before binds] (can be repeated)
    #[arg(long, value_name = "WHOM")]
    binds: Vec<String>,

    /// A rule: "CITE: SENTENCE" (can be repeated)
    #[arg(long = "rule", value_name = "RULE")]
    rules: Vec<String>,

    /// The exact words of a rule, at most a line: "RULE=WORDS", the rule by its section or id (can
    /// be repeated)
    #[arg(long, value_name = "RULE=WORDS")]
    words: Vec<String>,

    /// The page of the copy on which a rule stands: "RULE=PAGE" (can be repeated)
    #[arg(long, value_name = "RULE=PAGE")]
    page: Vec<String>,

    /// It is only proposed, and binds nobody yet
    #[arg(long)]
    pub(super) draft: bool,

    #[command(flatten)]
    facts: FactFlags,
}

/// The dates of a version.
#[derive(Debug, Args)]
#[group(id = "date_flags", multiple = true)]
pub(super) struct DateFlags {
    /// The day from which it is in effect
    #[arg(long, value_name = "DATE")]
    pub(super) effective: Option<String>,

    /// When it was issued
    #[arg(long, value_name = "DATE")]
    issued: Option<String>,

    /// When it was voted or enacted
    #[arg(long, value_name = "DATE")]
    adopted: Option<String>,

    /// When it was signed
    #[arg(long, value_name = "DATE")]
    signed: Option<String>,

    /// When it was made public
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
}

/// What the face of a version says beside its dates, and how it is known.
#[derive(Debug, Args)]
#[group(id = "fact_flags", multiple = true)]
pub(super) struct FactFlags {
    /// When its review is due, on its face
    #[arg(long, value_name = "DATE")]
    review_due: Option<String>,

    /// The last day on which it stands, on its face
    #[arg(long, value_name = "DATE")]
    expires: Option<String>,

    /// Who issued it: "OFFICE: PERSON, ACT, CERTAINTY" (can be repeated)
    #[arg(long, value_name = "WHO")]
    authority: Vec<String>,

    /// How well it is known [default: documented with a copy or a primary source, else reported]
    #[arg(long, value_name = "STANDING")]
    standing: Option<String>,

    /// How much of the text was seen: full, part, none [default: full with a copy, part with a
    /// primary source, else none]
    #[arg(long, value_name = "HOW-MUCH")]
    text: Option<String>,

    /// When somebody last checked that it stands as recorded; today is a date too
    #[arg(long, value_name = "DATE")]
    last_checked: Option<String>,

    /// What a reader of the record needs to know
    #[arg(long)]
    note: Option<String>,

    #[command(flatten)]
    source: SourceFlags,

    #[command(flatten)]
    document: DocumentFlags,
}

impl VersionParts {
    /// What was typed.
    ///
    /// # Errors
    /// Where the copy cannot be read.
    pub(super) fn typed(&self, context: &Context) -> Result<NewVersion, Failure> {
        Ok(NewVersion {
            number: self.number.clone(),
            binds: self.binds.clone(),
            rules: self.rules.clone(),
            words: self.words.clone(),
            pages: self.page.clone(),
            is_draft: self.draft,
            ..self.facts.typed(&self.dates, context)?
        })
    }

    /// The day from which it is in effect, as typed.
    pub(super) fn effective(&self) -> Option<&str> {
        self.dates.effective.as_deref()
    }
}

impl FactFlags {
    /// What was typed, with its dates.
    ///
    /// # Errors
    /// Where the copy cannot be read.
    pub(super) fn typed(
        &self,
        dates: &DateFlags,
        context: &Context,
    ) -> Result<NewVersion, Failure> {
        Ok(NewVersion {
            dates: dates.typed(context),
            review_due: self.review_due.as_deref().map(|text| context.dated(text)),
            expires: self.expires.as_deref().map(|text| context.dated(text)),
            authority: self.authority.clone(),
            source: self.source.typed(context),
            document: self.document.typed(context)?,
            standing: self.standing.clone(),
            text: self.text.clone(),
            last_checked: self.last_checked.as_deref().map(|text| context.dated(text)),
            note: self.note.clone(),
            ..NewVersion::default()
        })
    }
}

impl DateFlags {
    fn typed(&self, context: &Context) -> BTreeMap<&'static str, String> {
        let dates = [
            ("effective", &self.effective),
            ("issued", &self.issued),
            ("adopted", &self.adopted),
            ("signed", &self.signed),
            ("published", &self.published),
        ];
        let dates = dates.into_iter();
        dates
            .filter_map(|(flag, text)| Some((flag, context.dated(text.as_deref()?))))
            .collect()
    }
}
