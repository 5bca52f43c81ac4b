//! Bodies that a table names and that are not on record.

use super::super::guess::{Guess, Said, UnknownBody};
use super::importer::Importer;
use crate::import::{Draft, Group, Sort};
use crate::model::flat::Column;
use crate::model::{Organization, Place, Slug};

impl Importer<'_> {
    /// The bodies that the rows name and that are not on record; those that can be made are made.
    pub(super) fn missing(&mut self, group: &Group, drafts: &[Draft]) -> Vec<Slug> {
        let mut left = Vec::new();
        for draft in drafts {
            for (id, column) in &draft.missing {
                if self.known.has(Sort::Counterpart, id) || left.contains(id) {
                    continue;
                }
                let said = self.said_of(id, group, draft);
                let guess = Guess::new(id, &said, &self.known);
                if self.options.new_bodies
                    && let Some((body, place)) = guess.made(&self.places)
                {
                    self.make(body, place);
                    continue;
                }
                left.push(id.clone());
                self.unknown
                    .entry(id.clone())
                    .or_insert_with(|| UnknownBody {
                        id: id.clone(),
                        line: draft.line,
                        column: *column,
                        command: guess.command(),
                    });
            }
        }
        left
    }

    /// Whether the rows name a body that is not on record and cannot be made; makes none.
    pub(super) fn lacks(&self, group: &Group, drafts: &[Draft]) -> bool {
        drafts.iter().any(|draft| {
            draft.missing.iter().any(|(id, _)| {
                let said = self.said_of(id, group, draft);
                let guess = Guess::new(id, &said, &self.known);
                let can_be_made = self.options.new_bodies && guess.made(&self.places).is_some();
                !can_be_made && !self.known.has(Sort::Counterpart, id)
            })
        })
    }

    /// What the table says of a body: something of an issuer alone.
    fn said_of(&self, id: &Slug, group: &Group, draft: &Draft) -> Said {
        if *id == draft.id.issuer {
            self.said(group, draft)
        } else {
            Said::default()
        }
    }

    /// What the table says of an issuer.
    fn said(&self, group: &Group, draft: &Draft) -> Said {
        let cell = |column: Column| {
            let record = group.rows.iter().find(|(row, _)| row.line == draft.line)?;
            let text = record.0.cell(self.desk.header.at(column)?).trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Said {
            name: cell(Column::Department).filter(|name| name.parse::<Slug>().is_err()),
            place: cell(Column::Place),
        }
    }

    fn make(&mut self, body: Organization, place: Option<Place>) {
        let names = body.names.iter().map(|name| name.name.clone()).collect();
        let main = body.places.first().cloned();
        self.known.bodies.insert(body.id.clone(), (names, main));
        self.out.bodies.push(body.id.clone());
        let registers = &mut self.registers;
        registers.organizations.push(body);
        if let Some(place) = place {
            self.out.places.push(place.id.clone());
            self.known.places.insert(place.id.clone());
            self.places.push(place.clone());
            registers.places.push(place);
        }
    }
}
