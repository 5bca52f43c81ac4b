//! The list of directives: a body's own, then those above it that bind it and why; or all.

mod filter;
mod row;

pub use filter::Filter;
pub use row::Row;

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use row::RowPage;

use super::words;
use super::{Block, Flat, Page, Report, Table};
use crate::law::InForce;
use crate::law::{Calendar, Sitting};
use crate::model::date::long_day;
use crate::model::{Day, Directive, DirectiveId, Docket, Family, Rule, Slug, Version};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.list/1";

/// A listing. Its JSON form is the array of its rows.
#[derive(Debug, Clone)]
pub struct List {
    /// The operation up to which the database was read, where that is known; named in the foot.
    pub operation: Option<i64>,
    on: Day,
    sections: Vec<Section>,
    rows: Vec<Row>,
    /// What is asked of the directives, in words; empty: nothing.
    asked: Vec<String>,
}

/// A body with its rows, or all directives.
#[derive(Debug, Clone)]
struct Section {
    /// Id and name of the body; none: all directives.
    body: Option<(Slug, String)>,
    own: std::ops::Range<usize>,
    above: std::ops::Range<usize>,
}

/// Lists the directives of some bodies and those that bind them, or of the whole docket where no
/// body is named, as they stand on a day. With [`Filter::in_force`] that day counts.
pub fn list(docket: &Docket, orgs: &[Slug], on: Day, filter: &Filter) -> List {
    let on = filter.in_force.unwrap_or(on);
    let calendar = Calendar::new(docket);
    let lister = Lister {
        docket,
        sitting: calendar.on(on),
        filter,
    };
    let mut list = List {
        operation: None,
        on,
        sections: Vec::new(),
        rows: Vec::new(),
        asked: filter.words(docket),
    };
    if orgs.is_empty() {
        let all = lister.rows(docket.directives.values(), None);
        list.push(None, all, Vec::new());
    }
    for org in orgs {
        let own = docket
            .directives
            .values()
            .filter(|directive| directive.id.issuer == *org);
        let above = docket
            .directives
            .values()
            .filter(|directive| directive.id.issuer != *org);
        let name = docket.name(org);
        list.push(
            Some((org.clone(), name.to_owned())),
            lister
                .rows(own, None)
                .into_iter()
                .map(|row| row.of(org))
                .collect(),
            lister
                .rows(above, Some(org))
                .into_iter()
                .map(|row| row.of(org))
                .collect(),
        );
    }
    list
}

struct Lister<'a> {
    docket: &'a Docket,
    sitting: Sitting<'a>,
    filter: &'a Filter,
}

impl<'a> Lister<'a> {
    /// The rows of some directives: what is in force first, then from the highest level down.
    /// With a body only those that bind it.
    fn rows(
        &self,
        directives: impl Iterator<Item = &'a Directive>,
        bound: Option<&Slug>,
    ) -> Vec<Row> {
        let mut found: Vec<(bool, crate::model::Level, u32, &DirectiveId, Row)> = directives
            .filter_map(|directive| {
                let row = self.row(directive, bound)?;
                let level = self.docket.level(&directive.id.issuer);
                let rank = self.docket.codebook.rank(&directive.kind);
                Some((row.in_force == "no", level, rank, &directive.id, row))
            })
            .collect();
        found.sort_by(|a, b| (a.0, a.1, a.2, a.3).cmp(&(b.0, b.1, b.2, b.3)));
        found.into_iter().map(|(.., row)| row).collect()
    }

    fn row(&self, directive: &'a Directive, bound: Option<&Slug>) -> Option<Row> {
        let current = words::current(&self.sitting, directive);
        let (version, status) = match &current {
            Some((version, status)) => (Some(*version), status.clone()),
            None => (None, words::Status::without_version()),
        };
        if !self
            .filter
            .admits(self.docket, &self.sitting, directive, version, status.word)
        {
            return None;
        }
        let binds_by = match bound {
            Some(org) => Some(self.why(directive, version, org)?),
            None => None,
        };
        let date = |claims: fn(&Version) -> &Vec<crate::model::DateClaim>| {
            version.and_then(|version| words::edtf(claims(version)))
        };
        Some(Row {
            schema: SCHEMA,
            id: directive.id.to_string(),
            title: directive.title.clone(),
            number: directive.number.clone(),
            kind: directive.kind.to_string(),
            issuer: directive.id.issuer.to_string(),
            version: version.map(|version| version.label.clone()),
            in_force: status.word.word(),
            issued: date(|version| &version.dates.issued),
            effective: date(|version| &version.dates.effective),
            ended: version.and_then(|it| words::end_date(&self.sitting, directive, it)),
            authority: version
                .map(|version| version.authority.iter().map(words::authority).collect())
                .unwrap_or_default(),
            rules: version.map_or(0, |version| version.rules.len()),
            standing: version.map_or("unknown", |version| version.standing.word()),
            last_checked: version
                .and_then(|version| version.last_checked)
                .map(|date| date.to_string()),
            review_due: version
                .and_then(|version| version.review_due)
                .map(|date| date.to_string()),
            organization: None,
            binds_by,
            page: RowPage {
                name: words::directive_name(directive),
                kind: self
                    .docket
                    .codebook
                    .words(Family::Type, &directive.kind)
                    .to_owned(),
                since: version
                    .filter(|_| status.word == InForce::Yes)
                    .and_then(|it| words::since(&self.sitting, directive, it))
                    .unwrap_or_default(),
                due: version
                    .filter(|_| self.filter.review_due_by.is_some())
                    .and_then(|version| version.review_due)
                    .map(|due| format!("review due {}", due.long()))
                    .unwrap_or_default(),
                standing: version.map_or("not known", |it| words::standing(it.standing)),
            },
            status: status.long,
        })
    }

    /// Why a directive of another issuer binds the body: the items that name it, of the version
    /// shown, else of any other version; `None` where none does.
    fn why(&self, directive: &Directive, shown: Option<&Version>, org: &Slug) -> Option<String> {
        shown
            .into_iter()
            .chain(&directive.versions)
            .map(|version| self.ties(directive, version, org))
            .find(|ties| !ties.is_empty())
            .map(|ties| {
                let ties: Vec<String> = ties.into_iter().collect();
                words::listed(&ties, "and")
            })
    }

    fn ties(&self, directive: &Directive, version: &Version, org: &Slug) -> BTreeSet<String> {
        let own = |rule: &Rule| {
            rule.binds
                .as_ref()
                .is_some_and(|bonds| bonds.iter().any(|bond| self.docket.bond_names(bond, org)))
        };
        let whole: BTreeSet<String> = Docket::version_bonds(directive, version)
            .iter()
            .filter(|bond| self.docket.bond_names(bond, org))
            .map(|bond| words::bond(self.docket, bond))
            .collect();
        if !whole.is_empty() {
            return whole;
        }
        let rules = version.rules.iter().filter(|rule| own(rule)).count();
        if rules == 0 {
            return whole;
        }
        let bonds: BTreeSet<String> = version
            .rules
            .iter()
            .filter_map(|rule| rule.binds.as_ref())
            .flatten()
            .filter(|bond| self.docket.bond_names(bond, org))
            .map(|bond| words::bond(self.docket, bond))
            .collect();
        let bonds: Vec<String> = bonds.into_iter().collect();
        BTreeSet::from([format!(
            "{} by {} only",
            words::listed(&bonds, "and"),
            words::count(rules, "rule")
        )])
    }
}

impl List {
    fn push(&mut self, body: Option<(Slug, String)>, own: Vec<Row>, above: Vec<Row>) {
        let start = self.rows.len();
        let middle = start + own.len();
        let end = middle + above.len();
        self.rows.extend(own);
        self.rows.extend(above);
        self.sections.push(Section {
            body,
            own: start..middle,
            above: middle..end,
        });
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn table(&self, rows: std::ops::Range<usize>) -> Block {
        Block::Table(Table {
            head: ["Directive", "In force", "Rules", "Standing"]
                .map(str::to_owned)
                .to_vec(),
            rows: self.rows[rows].iter().map(Row::cells).collect(),
            airy: true,
        })
    }

    fn title(&self) -> String {
        let whose = match self.sections.as_slice() {
            [
                Section {
                    body: Some((_, name)),
                    ..
                },
            ] => name.clone(),
            [_] if self.asked.is_empty() => "All directives".to_owned(),
            [_] => "Some directives".to_owned(),
            many => words::count(many.len(), "body"),
        };
        format!("{whose}: directives on record, {}", long_day(self.on))
    }

    fn empty(&self, page: &mut Page) {
        let body = match self.sections.as_slice() {
            [
                Section {
                    body: Some((id, _)),
                    ..
                },
            ] => Some(id.as_str()),
            _ => None,
        };
        let say = match (!self.asked.is_empty(), body) {
            (true, _) => "No directive on record is like that.",
            (false, Some(_)) => "No directive of this body, and none that binds it, is on record.",
            (false, None) => "No directive is on record.",
        };
        page.blocks.push(Block::Lead(vec![say.to_owned()]));
        page.next = match (!self.asked.is_empty(), body) {
            (true, Some(id)) => vec![format!("comity list {id}")],
            (true, None) => vec!["comity list".to_owned()],
            (false, Some(id)) => vec![
                format!("comity add {id}/NAME --help"),
                "comity list".to_owned(),
            ],
            (false, None) => vec![
                "comity add --help".to_owned(),
                "comity load --help".to_owned(),
            ],
        };
    }

    fn foot(&self) -> String {
        let of = |state: &str| self.rows.iter().filter(|row| row.in_force == state).count();
        let mut parts = vec![format!("{} in force", of("yes"))];
        if of("uncertain") > 0 {
            parts.push(format!("{} perhaps in force", of("uncertain")));
        }
        parts.push(format!("{} not in force", of("no")));
        let mut out = format!(
            "{} on {}: {}.",
            words::count(self.rows.len(), "directive"),
            long_day(self.on),
            parts.join(", ")
        );
        if let Some(operation) = self.operation {
            out += &format!(" Operation {operation}.");
        }
        out
    }
}

impl Serialize for List {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl Report for List {
    type Item = Row;

    fn page(&self) -> Page {
        let mut page = Page {
            title: self.title(),
            ..Page::default()
        };
        if !self.asked.is_empty() {
            // A table that is cut out and passed on says what it leaves out.
            let asked = format!("Only those {}.", self.asked.join("; "));
            page.blocks.push(Block::Paragraph(asked));
        }
        if self.is_empty() {
            self.empty(&mut page);
        } else {
            for section in &self.sections {
                let Some((_, name)) = &section.body else {
                    page.blocks.push(self.table(section.own.clone()));
                    continue;
                };
                page.blocks
                    .push(Block::Heading(format!("Of {name} itself")));
                page.blocks.push(if section.own.is_empty() {
                    Block::Paragraph("Nothing on record.".to_owned())
                } else {
                    self.table(section.own.clone())
                });
                page.blocks
                    .push(Block::Heading(format!("Of others, binding {name}")));
                page.blocks.push(if section.above.is_empty() {
                    Block::Paragraph("Nothing on record.".to_owned())
                } else {
                    self.table(section.above.clone())
                });
            }
            if let Some(first) = self.rows.first() {
                page.next
                    .push(format!("comity show {} --on {}", first.id, self.on));
            }
            let bodies: Vec<&str> = self
                .sections
                .iter()
                .filter_map(|section| section.body.as_ref())
                .map(|(id, _)| id.as_str())
                .collect();
            if !bodies.is_empty() {
                page.next.push(format!(
                    "comity compare {} --on {}",
                    bodies.join(" "),
                    self.on
                ));
            }
        }
        page.foot.push(self.foot());
        page
    }

    fn flat(&self) -> Flat {
        Flat {
            head: Row::COLUMNS.to_vec(),
            rows: self.rows.iter().map(|row| row.values(self.on)).collect(),
        }
    }

    fn items(&self) -> Vec<&Row> {
        self.rows.iter().collect()
    }
}

#[cfg(test)]
mod tests;
