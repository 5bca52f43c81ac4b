//! The JSON view `comity.show/1`: values of its own, never the model's types, so that the records
//! can change and scripts need not. Dates are EDTF; whatever has words for people has them in a
//! `text` beside its parts.

use std::collections::BTreeMap;

use serde::Serialize;

/// Everything about one directive.
#[derive(Debug, Clone, Serialize)]
pub struct DirectiveView {
    pub(super) schema: &'static str,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) number: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(skip)]
    pub(super) kind_words: String,
    pub(super) issuer: String,
    pub(super) issuer_name: String,
    pub(super) unit: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) parties: Vec<Named>,
    pub(super) binds: Vec<BondView>,
    pub(super) note: Option<String>,
    /// The day that `in_force` and `status` are about.
    pub(super) on: String,
    pub(super) in_force: &'static str,
    pub(super) status: String,
    /// The version asked for, else the one that tells most about the day.
    pub(super) version: Option<VersionView>,
    /// All versions in short, the one above among them, by their start; then drafts and void ones.
    pub(super) versions: Vec<VersionLine>,
    pub(super) chain: Vec<LinkView>,
    pub(super) events: Vec<EventView>,
    pub(super) sources: Vec<SourceView>,
    pub(super) documents: Vec<DocumentView>,
}

/// An id with its name.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) name: String,
}

/// An item of a list of who is bound.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BondView {
    pub(super) text: String,
    pub(super) org: Option<String>,
    pub(super) of: Option<String>,
    pub(super) within: Option<String>,
    pub(super) kinds: Vec<String>,
    pub(super) role: Option<String>,
    pub(super) disputed: Vec<ClaimView>,
}

/// Who says that a text binds, or denies it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ClaimView {
    pub(super) text: String,
    pub(super) by: String,
    pub(super) says: &'static str,
    pub(super) ground: Option<String>,
    pub(super) since: Option<String>,
}

/// One value of a date.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DateView {
    pub(super) on: String,
    pub(super) text: String,
    /// The name of a source of this directive.
    pub(super) source: Option<String>,
    pub(super) certainty: Option<&'static str>,
}

/// An end; `on` holds rival values.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EndView {
    pub(super) text: String,
    pub(super) on: Vec<DateView>,
    pub(super) how: &'static str,
    pub(super) by: Option<String>,
    pub(super) certainty: Option<&'static str>,
}

/// A version in short.
#[derive(Debug, Clone, Serialize)]
pub(super) struct VersionLine {
    pub(super) label: String,
    pub(super) stage: &'static str,
    pub(super) in_force: &'static str,
    pub(super) status: String,
    pub(super) rules: usize,
    pub(super) standing: &'static str,
    #[serde(skip)]
    pub(super) name: String,
    #[serde(skip)]
    pub(super) standing_words: &'static str,
}

/// A version in full.
#[derive(Debug, Clone, Serialize)]
pub(super) struct VersionView {
    pub(super) label: String,
    pub(super) number: Option<String>,
    #[serde(skip)]
    pub(super) name: String,
    pub(super) stage: &'static str,
    pub(super) in_force: &'static str,
    pub(super) status: String,
    /// By the act of which they are the date: `adopted`, `signed`, `issued`, `effective`,
    /// `published`.
    pub(super) dates: BTreeMap<&'static str, Vec<DateView>>,
    /// On what the start rests where that is not an effective date.
    pub(super) start_note: Option<String>,
    pub(super) ended: Option<EndView>,
    pub(super) review_due: Option<String>,
    pub(super) reviewed: Vec<ReviewView>,
    pub(super) expires: Option<String>,
    /// How much of the text was seen: `full`, `part`, `none`.
    pub(super) text: &'static str,
    pub(super) document: Option<String>,
    pub(super) silent: Vec<TopicView>,
    pub(super) last_checked: Option<String>,
    pub(super) standing: &'static str,
    pub(super) authority: Vec<AuthorityView>,
    /// Whom this version binds, where that differs from the directive.
    pub(super) binds: Option<Vec<BondView>>,
    pub(super) terms: Vec<MeaningView>,
    pub(super) suspended: Vec<SuspensionView>,
    pub(super) sources: Vec<String>,
    pub(super) note: Option<String>,
    pub(super) rules: Vec<RuleView>,
    #[serde(skip)]
    pub(super) words: VersionWords,
}

/// What a version's page says in words that JSON has as keys or EDTF.
#[derive(Debug, Clone, Default)]
pub(super) struct VersionWords {
    pub(super) seen: String,
    pub(super) standing: &'static str,
    pub(super) last_checked: Option<String>,
    pub(super) review_due: Option<String>,
    pub(super) expires: Option<String>,
}

/// A topic with its words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TopicView {
    pub(super) topic: String,
    pub(super) text: String,
}

/// What a word of the codebook means in a text.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MeaningView {
    pub(super) term: String,
    pub(super) words: String,
    pub(super) here: String,
}

/// A review.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ReviewView {
    pub(super) on: String,
    pub(super) result: String,
    #[serde(skip)]
    pub(super) text: String,
}

/// Who issued a version.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AuthorityView {
    pub(super) text: String,
    pub(super) office: String,
    pub(super) person: Option<String>,
    pub(super) act: &'static str,
    pub(super) certainty: &'static str,
}

/// A span in which rules could not be enforced.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SuspensionView {
    pub(super) text: String,
    pub(super) from: String,
    pub(super) until: Option<String>,
    pub(super) by: String,
    pub(super) ground: Option<String>,
    pub(super) lifted_by: Option<String>,
    pub(super) lifted: Option<&'static str>,
    /// Empty: the whole version.
    pub(super) rules: Vec<String>,
}

/// A rule.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RuleView {
    pub(super) id: String,
    /// The sentence as it is recorded.
    pub(super) says: String,
    /// The sentence in words.
    pub(super) text: String,
    pub(super) effect: &'static str,
    pub(super) topic: String,
    pub(super) counterpart: Option<String>,
    pub(super) role: Option<String>,
    pub(super) only: bool,
    pub(super) when: Option<String>,
    pub(super) unless: Option<String>,
    pub(super) protected: bool,
    pub(super) cite: Option<String>,
    pub(super) page: Option<u32>,
    pub(super) words: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) modality: Option<String>,
    pub(super) standing: &'static str,
    /// How the rule stands on the day where its dates or a suspension set it apart; else as the
    /// version.
    pub(super) status: Option<String>,
    pub(super) steps: Vec<StepView>,
    pub(super) consequence: Option<String>,
    pub(super) binds: Option<Vec<BondView>>,
    pub(super) from: Vec<DateView>,
    pub(super) ended: Option<EndView>,
    pub(super) terms: Vec<MeaningView>,
    pub(super) sources: Vec<String>,
    pub(super) note: Option<String>,
    /// In words, where it is not the version's.
    #[serde(skip)]
    pub(super) standing_words: Option<&'static str>,
}

/// A step of a procedure.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StepView {
    pub(super) text: String,
    pub(super) by: Option<String>,
    #[serde(rename = "do")]
    pub(super) act: String,
    pub(super) within: Option<String>,
    pub(super) after: Option<String>,
}

/// How the directive stands to another.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkView {
    /// `superseded-by`, `supersedes`, `amends`, `amended-by`, ...
    pub(super) relation: &'static str,
    pub(super) id: String,
    /// The title or number, where the other is on record.
    pub(super) name: Option<String>,
    /// The part on this side: a cite, a version, a rule.
    pub(super) part: Option<String>,
    /// The part on the other side.
    pub(super) of: Option<String>,
    #[serde(skip)]
    pub(super) label: &'static str,
    pub(super) text: String,
}

/// What happened.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EventView {
    pub(super) on: String,
    pub(super) kind: &'static str,
    pub(super) topic: Option<String>,
    pub(super) what: String,
    pub(super) sources: Vec<String>,
    #[serde(skip)]
    pub(super) day: String,
}

/// Where facts come from.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SourceView {
    /// The name by which dates, versions, rules and events refer to it.
    pub(super) name: String,
    pub(super) title: String,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) archived: Option<String>,
    pub(super) date: Option<String>,
    pub(super) kind: &'static str,
    pub(super) supports: Option<String>,
    #[serde(skip)]
    pub(super) long: String,
}

/// A copy of the text.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DocumentView {
    pub(super) name: String,
    pub(super) file: Option<String>,
    pub(super) url: Option<String>,
    pub(super) sha256: Option<String>,
    pub(super) pages: Option<u32>,
    pub(super) obtained_how: Option<String>,
    pub(super) obtained_on: Option<String>,
    /// Whether the file is there and the same, as it was looked for: `same`, `changed`, `there`,
    /// `missing`, `unread`; null where it was not looked for.
    pub(super) copy: Option<&'static str>,
    #[serde(skip)]
    pub(super) obtained: Option<String>,
    #[serde(skip)]
    pub(super) copy_words: Option<&'static str>,
}
