//! A row of a list.

use serde::Serialize;

use crate::model::{Day, Slug};
use crate::report::{Cell, Tone};

/// A directive in a list, as JSON has it. Dates are EDTF; where a date has rival values, the range
/// that takes them in.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub(super) schema: &'static str,
    pub(super) id: String,
    pub(super) title: String,
    pub(super) number: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) issuer: String,
    /// The label of the version that the rest is about.
    pub(super) version: Option<String>,
    /// Of the directive: `yes`, `no`, `uncertain`.
    pub(super) in_force: &'static str,
    pub(super) issued: Option<String>,
    pub(super) effective: Option<String>,
    /// The end of the version as far as it is known, also one after the day asked.
    pub(super) ended: Option<String>,
    pub(super) authority: Vec<String>,
    /// How many rules the version holds.
    pub(super) rules: usize,
    pub(super) standing: &'static str,
    pub(super) last_checked: Option<String>,
    /// When its review is due, on its face.
    pub(super) review_due: Option<String>,
    /// The body that was asked for; none in the list of all.
    pub(super) organization: Option<String>,
    /// Why a text of another issuer binds the body, in words; none for its own.
    pub(super) binds_by: Option<String>,
    /// How it stands on the day, in words.
    pub(super) status: String,
    #[serde(skip)]
    pub(super) page: RowPage,
}

/// What only the page shows.
#[derive(Debug, Clone)]
pub(super) struct RowPage {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) since: String,
    /// When its review is due, in words, where that was asked.
    pub(super) due: String,
    pub(super) standing: &'static str,
}

impl Row {
    /// The row in the list of a body.
    pub(super) fn of(mut self, org: &Slug) -> Self {
        self.organization = Some(org.to_string());
        self
    }

    /// The row in the table.
    pub(super) fn cells(&self) -> Vec<Cell> {
        let mut name = vec![
            (Tone::Plain, self.page.name.clone()),
            (Tone::Quiet, format!("{}; {}", self.page.kind, self.id)),
        ];
        if let Some(by) = &self.binds_by {
            name.push((Tone::Quiet, format!("binds {by}")));
        }
        let tone = match self.in_force {
            "yes" => Tone::Plain,
            "no" => Tone::Quiet,
            _ => Tone::Marked,
        };
        let mut state = vec![(tone, self.status.clone())];
        for more in [&self.page.since, &self.page.due] {
            if !more.is_empty() {
                state.push((Tone::Quiet, more.clone()));
            }
        }
        vec![
            Cell::of(name),
            Cell::of(state),
            Cell::plain(self.rules.to_string()),
            Cell::plain(self.page.standing),
        ]
    }

    /// Column names of CSV, as many as [`Row::values`].
    pub(super) const COLUMNS: [&'static str; 19] = [
        "id",
        "title",
        "number",
        "type",
        "issuer",
        "version",
        "in_force",
        "issued",
        "effective",
        "ended",
        "authority",
        "rules",
        "standing",
        "last_checked",
        "organization",
        "binds_by",
        "status",
        "on",
        "review_due",
    ];

    /// The row in CSV.
    pub(super) fn values(&self, on: Day) -> Vec<String> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            self.id.clone(),
            self.title.clone(),
            text(&self.number),
            self.kind.clone(),
            self.issuer.clone(),
            text(&self.version),
            self.in_force.to_owned(),
            text(&self.issued),
            text(&self.effective),
            text(&self.ended),
            self.authority.join("; "),
            self.rules.to_string(),
            self.standing.to_owned(),
            text(&self.last_checked),
            text(&self.organization),
            text(&self.binds_by),
            self.status.clone(),
            on.to_string(),
            text(&self.review_due),
        ]
    }
}
