//! The rows of a directive over the directive on record.
//!
//! A cell that says what is there already changes nothing; one that differs sets its value and
//! nothing else. So what the table cannot hold stays as it is, and so do versions and rules of which
//! the table has no row.

use std::collections::BTreeSet;

mod revision;

use super::draft::{CellFault, Draft};
use super::fresh;
use super::group::Group;
use super::profile::Header;
use crate::model::flat::{Column, FlatRow, Whose, rows, unguarded};
use crate::model::{Directive, Fault, RULES_MAX, Slug, Version};
use revision::Revision;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Its rule, or its version without a rule, was not on record.
    New,
    /// It was, and some cell differs.
    Changed,
    /// It was, and is equal.
    Same,
}

/// The directive as it will stand, and what became of each row.
#[derive(Debug, Clone)]
pub struct Merged {
    /// None where nothing changes.
    pub directive: Option<Directive>,
    /// A row each, in the order of the drafts.
    pub rows: Vec<Outcome>,
}

/// Whether the rows say, cell by cell and in this order, what is on record.
pub fn is_same(group: &Group, header: &Header, old: &Directive, place: Option<&Slug>) -> bool {
    let on_record = rows(old, place);
    let same =
        |column: Column, cell: &str, row: &FlatRow| unguarded(cell.trim()) == row[column].as_str();
    on_record.len() == group.rows.len()
        && group
            .rows
            .iter()
            .zip(&on_record)
            .all(|((record, fault), (_, row))| {
                fault.is_none()
                    && Column::ALL.iter().all(|column| match header.at(*column) {
                        Some(at) => same(*column, record.cell(at), row),
                        None => true,
                    })
            })
}

/// Lays the rows of one directive over what is on record of it. `place` is that of its issuer.
///
/// # Errors
/// Where rows of one text do not agree, or something is missing that a new record needs.
pub fn merge(
    drafts: &[Draft],
    header: &Header,
    old: Option<&Directive>,
    place: Option<&Slug>,
) -> Result<Merged, Vec<CellFault>> {
    agree(drafts, header)?;
    let mut directive = match old {
        Some(old) => old.clone(),
        None => fresh::directive(drafts)?,
    };
    let mut outcomes = vec![Outcome::New; drafts.len()];
    let mut is_new_version = false;
    for group in by_version(drafts) {
        let label = drafts[group[0]].row[Column::Version].as_str();
        let stands = old.and_then(|old| {
            let at = old.versions.iter().position(|one| one.label == label)?;
            Some((old, at))
        });
        match (old, stands) {
            (Some(old), Some((_, at))) => {
                let revision = Revision {
                    header,
                    old,
                    at,
                    place,
                };
                revision.apply(drafts, &group, &mut directive, &mut outcomes)?;
            }
            (Some(old), None) if label.is_empty() => {
                // A row without a version speaks of the directive alone.
                let base = rows(old, place);
                for at in group {
                    let same = base.first().is_some_and(|(_, row)| {
                        differing(header, &drafts[at].row, row, &[Whose::Directive]).is_empty()
                    });
                    outcomes[at] = if same {
                        Outcome::Same
                    } else {
                        Outcome::Changed
                    };
                }
            }
            (None, _) if label.is_empty() => {}
            _ => {
                is_new_version = true;
                let of_version: Vec<&Draft> = group.iter().map(|at| &drafts[*at]).collect();
                let version = fresh::version(&of_version, &mut directive)?;
                directive.versions.push(version);
            }
        }
    }
    match old {
        None => fresh::lift(&mut directive),
        Some(old) => {
            own(&drafts[0], header, old, place, &mut directive);
            if is_new_version {
                fresh::settle(&mut directive, old.versions.len());
            }
        }
    }
    limits(&directive, drafts)?;
    Ok(Merged {
        directive: (old != Some(&directive)).then_some(directive),
        rows: outcomes,
    })
}

/// The drafts of each version by their places, in the order in which versions are first named.
fn by_version(drafts: &[Draft]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        let label = &draft.row[Column::Version];
        let known = groups
            .iter_mut()
            .find(|group| drafts[group[0]].row[Column::Version] == *label);
        match known {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

/// Rows of one directive, and of one version, say the same of it.
fn agree(drafts: &[Draft], header: &Header) -> Result<(), Vec<CellFault>> {
    let mut faults = Vec::new();
    for group in by_version(drafts) {
        for column in Column::ALL
            .iter()
            .copied()
            .filter(|column| header.has(*column))
        {
            let is_place = matches!(column, Column::Department | Column::Place);
            let first = match column.of() {
                Whose::Directive if !is_place => Some(&drafts[0]),
                Whose::Version => group.first().map(|at| &drafts[*at]),
                Whose::Either if matches!(column, Column::Effective | Column::Ended) => group
                    .iter()
                    .map(|at| &drafts[*at])
                    .find(|draft| !draft.row.is_alone(column)),
                _ => None,
            };
            let Some(first) = first else { continue };
            for draft in group.iter().map(|at| &drafts[*at]) {
                if draft.row.is_alone(column) || draft.row[column] == first.row[column] {
                    continue;
                }
                let value = draft.row[column].to_string();
                let fault = Fault::new(
                    0..value.len(),
                    format!("line {} says otherwise of the same text", first.line),
                );
                let said = match first.row[column].as_str() {
                    "" => "there the cell is empty".to_owned(),
                    text => format!("there it is \"{text}\""),
                };
                faults.push(CellFault {
                    line: draft.line,
                    column: Some(column),
                    value,
                    fault: fault.cure(said),
                });
            }
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// Columns in which a blank cell says nothing: every text has what they hold.
const NEVER_BLANK: [Column; 6] = [
    Column::Title,
    Column::Type,
    Column::Number,
    Column::Stage,
    Column::Standing,
    Column::Binds,
];

/// The columns of the table in which two rows differ, of those that hold somebody's value.
fn differing(header: &Header, new: &FlatRow, old: &FlatRow, whose: &[Whose]) -> BTreeSet<Column> {
    let differs = |column: &Column| {
        whose.contains(&column.of())
            && !matches!(column, Column::Department | Column::Place)
            && header.has(*column)
            && is_other(*column, new, old)
    };
    Column::ALL.iter().copied().filter(differs).collect()
}

/// Whether a row says other than another one in a column.
fn is_other(column: Column, new: &FlatRow, old: &FlatRow) -> bool {
    let says_nothing = new[column].is_empty() && NEVER_BLANK.contains(&column);
    new[column] != old[column] && !says_nothing
}

/// What a row says of its directive.
fn own(
    draft: &Draft,
    header: &Header,
    old: &Directive,
    place: Option<&Slug>,
    directive: &mut Directive,
) {
    let base = rows(old, place);
    let Some((_, base)) = base.first() else {
        return;
    };
    for column in differing(header, &draft.row, base, &[Whose::Directive]) {
        match (column, &draft.kind) {
            (Column::Title, _) => directive.title = draft.row[column].to_string(),
            (Column::Type, Some(kind)) => directive.kind = kind.clone(),
            _ => {}
        }
    }
}

fn limits(directive: &Directive, drafts: &[Draft]) -> Result<(), Vec<CellFault>> {
    let many = |version: &&Version| version.rules.len() > RULES_MAX;
    let Some(version) = directive.versions.iter().find(many) else {
        return Ok(());
    };
    Err(vec![CellFault {
        line: drafts.first().map_or(0, |draft| draft.line),
        column: Some(Column::Version),
        value: version.label.clone(),
        fault: Fault::new(
            0..version.label.len(),
            format!(
                "a version has at most {RULES_MAX} rules, this has {}",
                version.rules.len()
            ),
        ),
    }])
}
