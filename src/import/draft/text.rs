//! What a row says of its text: dates, end, authority, sources, and whom it binds.

use compact_str::ToCompactString;

use super::super::known::Sort;
use super::{Cells, Draft};
use crate::model::flat::{
    Column, Dated, EndCell, authority, authority_cells, bonds, bonds_cell, dates, dates_cell,
    ending, ending_cell, items, urls_cell,
};
use crate::model::name::shown;
use crate::model::{Authority, Bond, Family, Fault, Scope, Standing};

impl Cells<'_> {
    /// A word of a list; `said` is what the row before says there.
    pub(super) fn word<T>(&mut self, column: Column, default: T, said: fn(&Draft) -> T) -> T
    where
        T: std::str::FromStr<Err = Fault> + std::fmt::Display,
    {
        let text = self.get(column);
        if text.is_empty() {
            return default;
        }
        if let Some(before) = self.repeated(&[column]) {
            return said(before);
        }
        let word = self.kept(column, text.parse()).unwrap_or(default);
        self.row[column] = word.to_compact_string();
        word
    }

    fn unread(&mut self, column: Column, unread: &[String]) {
        for text in unread {
            self.notes
                .push(format!("{column} as given: {}", shown(text)));
        }
    }

    pub(super) fn dates(&mut self, column: Column) -> Dated {
        let text = self.get(column);
        if text.is_empty() {
            return Dated::default();
        }
        if let Some(before) = self.repeated(&[column]) {
            let dated = if column == Column::Issued {
                &before.issued
            } else {
                &before.effective
            };
            return dated.clone();
        }
        let dated = self.kept(column, dates(text)).unwrap_or_default();
        self.unread(column, &dated.unread);
        if dated.alone && column == Column::Issued {
            let fault = Fault::new(0..text.len(), "a rule alone is not issued");
            self.fault(column, fault);
        }
        self.row[column] = dates_cell(&dated.claims, dated.alone);
        dated
    }

    pub(super) fn ended(&mut self) -> EndCell {
        let text = self.get(Column::Ended);
        if text.is_empty() {
            return EndCell::default();
        }
        let ended = self.kept(Column::Ended, ending(text)).unwrap_or_default();
        self.unread(Column::Ended, &ended.unread);
        if let Some(end) = &ended.ending {
            self.row[Column::Ended] = ending_cell(end, ended.alone);
        }
        ended
    }

    pub(super) fn authority(&mut self) -> Vec<Authority> {
        let offices = self.get(Column::AuthorityOffice);
        let persons = self.get(Column::AuthorityName);
        if offices.is_empty() && persons.is_empty() {
            return Vec::new();
        }
        let own = [
            Column::AuthorityOffice,
            Column::AuthorityName,
            Column::Standing,
        ];
        if let Some(before) = self.repeated(&own) {
            return before.authority.clone();
        }
        let known = self.get(Column::Standing).parse();
        match authority(offices, persons, known.unwrap_or(Standing::Unknown)) {
            Ok(all) => {
                let (offices, persons) = authority_cells(&all);
                self.row[Column::AuthorityOffice] = offices;
                self.row[Column::AuthorityName] = persons;
                all
            }
            Err((of_person, fault)) => {
                let column = if of_person {
                    Column::AuthorityName
                } else {
                    Column::AuthorityOffice
                };
                self.fault(column, fault);
                Vec::new()
            }
        }
    }

    pub(super) fn urls(&mut self) -> Vec<String> {
        let text = self.get(Column::SourceUrl);
        if text.is_empty() {
            return Vec::new();
        }
        if let Some(before) = self.repeated(&[Column::SourceUrl]) {
            return before.urls.clone();
        }
        let mut urls: Vec<String> = Vec::new();
        for item in self
            .kept(Column::SourceUrl, items(text))
            .unwrap_or_default()
        {
            if !item.head.is_empty() && !urls.contains(&item.head) {
                urls.push(item.head);
            }
        }
        self.row[Column::SourceUrl] = urls_cell(urls.iter().map(String::as_str));
        urls
    }

    pub(super) fn binds(&mut self) -> Option<Vec<Bond>> {
        let text = self.get(Column::Binds);
        if let Some(before) = self.repeated(&[Column::Binds]) {
            return before.binds.clone();
        }
        let binds = self.kept(Column::Binds, bonds(text)).flatten()?;
        for bond in &binds {
            match &bond.scope {
                Scope::Org(org) => self.known_key(Column::Binds, Sort::Body, org),
                Scope::Of(place) | Scope::Within(place) => {
                    self.known_key(Column::Binds, Sort::Place, place);
                }
            }
            for kind in &bond.kinds {
                self.known_key(Column::Binds, Sort::Term(Family::Kind), kind);
            }
            if let Some(role) = &bond.role {
                self.known_key(Column::Binds, Sort::Term(Family::Role), role);
            }
        }
        self.row[Column::Binds] = bonds_cell(&binds);
        Some(binds)
    }
}
