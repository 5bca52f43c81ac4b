//! Directives to rows.

use std::borrow::Cow;
use std::ops::{Index, IndexMut};

use compact_str::{CompactString, ToCompactString};

use super::write::{authority_cells, bonds_cell, dates_cell, ending_cell, steps_cell, urls_cell};
use super::{ALONE, Column};
use crate::model::{Bond, Directive, Rule, Slug, Version};

/// A row of the flat table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FlatRow([CompactString; Column::COUNT]);

impl FlatRow {
    /// Its cells, in the order of the columns.
    pub const fn cells(&self) -> &[CompactString; Column::COUNT] {
        &self.0
    }
}

impl Index<Column> for FlatRow {
    type Output = CompactString;

    fn index(&self, column: Column) -> &CompactString {
        &self.0[column as usize]
    }
}

impl IndexMut<Column> for FlatRow {
    fn index_mut(&mut self, column: Column) -> &mut CompactString {
        &mut self.0[column as usize]
    }
}

/// From which part of its directive a row comes: the version and the rule by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origin {
    /// The version; none in the row of a directive without one.
    pub version: Option<usize>,
    /// The rule; none in the row of a version without one.
    pub rule: Option<usize>,
}

/// The rows of a directive: one a rule, one for a version without a rule, one for a directive
/// without a version. `place` is that of its issuer.
pub fn rows(directive: &Directive, place: Option<&Slug>) -> Vec<(Origin, FlatRow)> {
    let mut all = Vec::new();
    let base = directive_row(directive, place);
    for (at, version) in directive.versions.iter().enumerate() {
        let own = over(base.clone(), directive, version);
        for (nth, rule) in version.rules.iter().enumerate() {
            let origin = Origin {
                version: Some(at),
                rule: Some(nth),
            };
            all.push((origin, rule_row(own.clone(), directive, version, rule)));
        }
        if version.rules.is_empty() {
            let origin = Origin {
                version: Some(at),
                rule: None,
            };
            all.push((origin, own));
        }
    }
    if directive.versions.is_empty() {
        all.push((Origin::default(), base));
    }
    all
}

/// The row that a version would have without a rule.
pub fn version_row(directive: &Directive, version: &Version, place: Option<&Slug>) -> FlatRow {
    over(directive_row(directive, place), directive, version)
}

fn directive_row(directive: &Directive, place: Option<&Slug>) -> FlatRow {
    let mut row = FlatRow::default();
    row[Column::Directive] = directive.id.to_compact_string();
    row[Column::Department] = directive.id.issuer.as_str().into();
    row[Column::Title] = text(&directive.title);
    row[Column::Number] = maybe(directive.number.as_ref());
    row[Column::Type] = directive.kind.as_str().into();
    row[Column::Place] = place.map(|place| place.as_str().into()).unwrap_or_default();
    if !directive.binds.is_empty() {
        row[Column::Binds] = bonds_cell(&directive.binds);
    }
    row
}

fn over(mut row: FlatRow, directive: &Directive, version: &Version) -> FlatRow {
    if version.number.is_some() {
        row[Column::Number] = maybe(version.number.as_ref());
    }
    row[Column::Version] = version.label.as_str().into();
    row[Column::Issued] = dates_cell(&version.dates.issued, false);
    row[Column::Effective] = dates_cell(&version.dates.effective, false);
    if let Some(ended) = &version.ended {
        row[Column::Ended] = ending_cell(ended, false);
    }
    let (offices, persons) = authority_cells(&version.authority);
    row[Column::AuthorityOffice] = offices;
    row[Column::AuthorityName] = persons;
    row[Column::Standing] = version.standing.word().into();
    row[Column::SourceUrl] = urls(directive, &version.sources);
    own_bonds(&mut row, version.binds.as_deref());
    row[Column::Stage] = version.stage.word().into();
    row
}

fn own_bonds(row: &mut FlatRow, binds: Option<&[Bond]>) {
    if let Some(binds) = binds {
        row[Column::Binds] = bonds_cell(binds);
    }
}

fn rule_row(mut row: FlatRow, directive: &Directive, version: &Version, rule: &Rule) -> FlatRow {
    let says = &rule.says;
    let yes = |yes: bool| CompactString::from(if yes { "yes" } else { "no" });
    let key = |key: &Option<Slug>| {
        key.as_ref()
            .map_or_else(CompactString::default, |key| key.as_str().into())
    };
    row[Column::Effect] = says.effect.word().into();
    row[Column::Topic] = says.topic.as_str().into();
    row[Column::Counterpart] = key(&says.counterpart);
    row[Column::Role] = key(&says.role);
    row[Column::Only] = yes(says.only);
    row[Column::When] = says
        .when
        .as_ref()
        .map(ToCompactString::to_compact_string)
        .unwrap_or_default();
    row[Column::Unless] = says
        .unless
        .as_ref()
        .map(ToCompactString::to_compact_string)
        .unwrap_or_default();
    row[Column::Protected] = yes(says.protected);
    row[Column::Procedure] = steps_cell(&rule.steps);
    row[Column::Cite] = maybe(rule.cite.as_ref());
    row[Column::Summary] = maybe(rule.summary.as_ref());
    row[Column::Modality] = maybe(rule.modality.as_ref());
    if let Some(standing) = rule.standing {
        row[Column::Standing] = standing.word().into();
    }
    if !rule.from.is_empty() {
        row[Column::Effective] = dates_cell(&rule.from, true);
    }
    if let Some(ended) = &rule.ended {
        row[Column::Ended] = ending_cell(ended, true);
    }
    let of_rule = urls(directive, &rule.sources);
    if !of_rule.is_empty() {
        row[Column::SourceUrl] = of_rule;
    }
    own_bonds(&mut row, rule.binds.as_deref());
    // A rule that binds nobody says so: an empty cell would be a gap.
    if row[Column::Binds].is_empty() && version.binds.is_none() {
        row[Column::Binds] = bonds_cell(&directive.binds);
    }
    row
}

/// The addresses of some sources; one without an address has nothing to show.
fn urls(directive: &Directive, names: &[Slug]) -> CompactString {
    let sources = names.iter().filter_map(|name| directive.sources.get(name));
    let mut seen: Vec<&str> = Vec::new();
    for url in sources.filter_map(|source| source.url.as_deref()) {
        if !seen.contains(&url) {
            seen.push(url);
        }
    }
    urls_cell(seen)
}

/// Free text as it stands in a cell: without white space at its ends.
fn text(text: &str) -> CompactString {
    text.trim().into()
}

fn maybe(value: Option<&String>) -> CompactString {
    value.map(|value| text(value)).unwrap_or_default()
}

impl FlatRow {
    /// Whether the days of a column hold for the rule alone.
    pub fn is_alone(&self, column: Column) -> bool {
        matches!(column, Column::Effective | Column::Ended) && self[column].ends_with(ALONE)
    }
}

/// The characters with which a spreadsheet takes a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn is_quoted_formula(cell: &str) -> bool {
    let rest = cell.trim_start_matches('\'');
    rest.len() < cell.len() && rest.starts_with(FORMULA)
}

/// A cell on its way out: a text that looks like a neutralised formula gets an apostrophe more, so
/// that [`unguarded`] gives it back as it was.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if is_quoted_formula(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A cell on its way in, without the apostrophe that neutralised a formula.
pub fn unguarded(cell: &str) -> &str {
    if is_quoted_formula(cell) {
        &cell[1..]
    } else {
        cell
    }
}
