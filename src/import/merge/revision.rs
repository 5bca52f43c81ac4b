//! Rows over a version that is on record.

use std::collections::BTreeSet;

use super::super::draft::CellFault;
use super::super::draft::Draft;
use super::super::fresh;
use super::super::profile::Header;
use super::{Outcome, differing, is_other};
use crate::model::flat::{Column, FlatRow, Origin, Whose, rows, version_row};
use crate::model::{Directive, Rule, Slug};

/// Rows of a version that is on record.
pub(super) struct Revision<'a> {
    pub(super) header: &'a Header,
    pub(super) old: &'a Directive,
    pub(super) at: usize,
    pub(super) place: Option<&'a Slug>,
}

impl Revision<'_> {
    /// Lays the rows over the version.
    pub(super) fn apply(
        &self,
        drafts: &[Draft],
        group: &[usize],
        directive: &mut Directive,
        outcomes: &mut [Outcome],
    ) -> Result<(), Vec<CellFault>> {
        let on_record = rows(self.old, self.place);
        let base = version_row(self.old, &self.old.versions[self.at], self.place);
        let mut free: Vec<&(Origin, FlatRow)> = on_record
            .iter()
            .filter(|(origin, _)| origin.version == Some(self.at) && origin.rule.is_some())
            .collect();
        let matches = self.matched(drafts, group, &mut free);
        self.version(drafts, group, &base, directive);
        for (at, matched) in group.iter().zip(matches) {
            let draft = &drafts[*at];
            outcomes[*at] = match (&draft.rule, matched) {
                (None, _) => self.bare(draft, &base, directive),
                (Some(_), Some((nth, row))) => {
                    let changed = differing(
                        self.header,
                        &draft.row,
                        row,
                        &[Whose::Directive, Whose::Version, Whose::Either, Whose::Rule],
                    );
                    self.rule(draft, &changed, row, directive, nth);
                    if changed.is_empty() {
                        Outcome::Same
                    } else {
                        Outcome::Changed
                    }
                }
                (Some(_), None) => {
                    let rule = fresh::rule(draft, directive, self.at)?;
                    directive.versions[self.at].rules.push(rule);
                    Outcome::New
                }
            };
            if fresh::note(&mut directive.versions[self.at].note, &draft.notes)
                && outcomes[*at] == Outcome::Same
            {
                outcomes[*at] = Outcome::Changed;
            }
        }
        Ok(())
    }

    /// The rule on record that each row means: the one that is most alike, each at most once.
    fn matched<'r>(
        &self,
        drafts: &[Draft],
        group: &[usize],
        free: &mut Vec<&'r (Origin, FlatRow)>,
    ) -> Vec<Option<(usize, &'r FlatRow)>> {
        const SAYS: [Column; 8] = [
            Column::Effect,
            Column::Topic,
            Column::Counterpart,
            Column::Role,
            Column::Only,
            Column::When,
            Column::Unless,
            Column::Protected,
        ];
        let all: &[Column] = Column::ALL;
        let with_cite = [&SAYS[..], &[Column::Cite]].concat();
        let about = [Column::Topic, Column::Counterpart, Column::Cite];
        let likeness: [&[Column]; 6] = [all, &with_cite, &SAYS, &about, &SAYS[..3], &SAYS[1..2]];
        let mut found: Vec<Option<(usize, &FlatRow)>> = vec![None; group.len()];
        for columns in likeness {
            for (at, slot) in group.iter().zip(&mut found) {
                if slot.is_some() || drafts[*at].rule.is_none() {
                    continue;
                }
                let new = &drafts[*at].row;
                let alike = |(_, old): &&(Origin, FlatRow)| {
                    columns.iter().all(|column| {
                        !self.header.has(*column)
                            || matches!(column, Column::Place | Column::Department)
                            || !is_other(*column, new, old)
                    })
                };
                if let Some(nth) = free.iter().position(alike) {
                    let (origin, row) = free.remove(nth);
                    *slot = origin.rule.map(|rule| (rule, row));
                }
            }
        }
        found
    }

    /// What the rows say of the version itself.
    fn version(
        &self,
        drafts: &[Draft],
        group: &[usize],
        base: &FlatRow,
        directive: &mut Directive,
    ) {
        for column in Column::ALL.iter().copied() {
            let own = column.of() == Whose::Version
                || matches!(column, Column::Effective | Column::Ended);
            let said = group
                .iter()
                .map(|at| &drafts[*at])
                .find(|draft| !draft.row.is_alone(column));
            let Some(draft) = said.filter(|_| own && self.header.has(column)) else {
                continue;
            };
            if !is_other(column, &draft.row, base) {
                continue;
            }
            let version = &mut directive.versions[self.at];
            match column {
                Column::Number => version.number = fresh::maybe(&draft.row[column]),
                Column::Issued => version.dates.issued.clone_from(&draft.issued.claims),
                Column::Effective => version.dates.effective.clone_from(&draft.effective.claims),
                Column::Ended => version.ended.clone_from(&draft.ended.ending),
                Column::AuthorityOffice | Column::AuthorityName => {
                    version.authority.clone_from(&draft.authority);
                }
                Column::Stage => version.stage = draft.stage,
                _ => {}
            }
        }
    }

    /// A row without a rule.
    fn bare(&self, draft: &Draft, base: &FlatRow, directive: &mut Directive) -> Outcome {
        let whose = [Whose::Directive, Whose::Version, Whose::Either];
        let changed = differing(self.header, &draft.row, base, &whose);
        if changed.contains(&Column::Standing) {
            directive.versions[self.at].standing = draft.standing;
        }
        if changed.contains(&Column::SourceUrl) {
            let kept = self.old.versions[self.at].sources.clone();
            let names = fresh::sources(directive, &draft.urls, &kept);
            directive.versions[self.at].sources = names;
        }
        if changed.contains(&Column::Binds) {
            directive.versions[self.at].binds.clone_from(&draft.binds);
        }
        if changed.is_empty() {
            Outcome::Same
        } else {
            Outcome::Changed
        }
    }

    fn rule(
        &self,
        draft: &Draft,
        changed: &BTreeSet<Column>,
        old: &FlatRow,
        directive: &mut Directive,
        nth: usize,
    ) {
        let Some(of_rule) = &draft.rule else { return };
        let mut rule: Rule = directive.versions[self.at].rules[nth].clone();
        for column in changed {
            let text = &draft.row[*column];
            let is_alone = draft.row.is_alone(*column) || old.is_alone(*column);
            match column {
                Column::Cite => rule.cite = fresh::maybe(text),
                Column::Summary => rule.summary = fresh::maybe(text),
                Column::Modality => rule.modality = fresh::maybe(text),
                Column::Procedure => rule.steps.clone_from(&of_rule.steps),
                Column::Standing => rule.standing = Some(draft.standing),
                Column::Binds => rule.binds.clone_from(&draft.binds),
                Column::SourceUrl => {
                    rule.sources = fresh::sources(directive, &draft.urls, &rule.sources);
                }
                Column::Effective if is_alone => rule.from = fresh::from(draft),
                Column::Ended if is_alone => rule.ended = fresh::rule_end(draft),
                column if column.of() == Whose::Rule => rule.says = of_rule.says.clone(),
                _ => {}
            }
        }
        directive.versions[self.at].rules[nth] = rule;
    }
}
