//! What a new database holds, and what it does not hold.

use std::collections::BTreeSet;

use serde::Serialize;

use super::inventory;
use super::words::count;
use super::{Block, Cell, Compare, Flat, Page, Pair, Report, Table, Tone, WrittenRecord};
use crate::model::date::long_day;
use crate::model::{Date, Day, Directive, Docket, Family, Organization, Place, Slug};

/// What a database holds, in numbers, and the bounds of it.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    directives: usize,
    rules: usize,
    bodies: usize,
    issuers: usize,
    places: usize,
    topics: usize,
    /// States and their like, and those of them of whose bodies there is a directive.
    states: (usize, usize),
    /// Whether there is a statute of the country.
    has_federal_statute: bool,
    latest: Option<Day>,
}

impl Holdings {
    /// Counts what stands in a docket of everything.
    pub fn of(all: &Docket) -> Self {
        let issuers: BTreeSet<&Slug> = all.directives.keys().map(|id| &id.issuer).collect();
        let of_issuer = |issuer: &&Slug| all.organizations.get(issuer.as_str());
        let at: BTreeSet<Slug> = issuers
            .iter()
            .filter_map(of_issuer)
            .flat_map(|body: &Organization| &body.places)
            .flat_map(|place| all.with_places_above(place))
            .collect();
        let states: Vec<&Place> = inventory::states(all).collect();
        let with = states.iter().filter(|state| at.contains(&state.id)).count();
        Self {
            directives: all.directives.len(),
            rules: all
                .directives
                .values()
                .flat_map(|one| &one.versions)
                .map(|one| one.rules.len())
                .sum(),
            bodies: all.organizations.len(),
            issuers: issuers.len(),
            places: all.places.len(),
            topics: all.codebook.family(Family::Topic).count(),
            states: (states.len(), with),
            has_federal_statute: all
                .directives
                .values()
                .any(|directive| inventory::is_federal_statute(all, directive)),
            latest: all.directives.values().flat_map(days).max(),
        }
    }

    /// The numbers alone, of a database that is there: its bounds are not looked for.
    pub fn counted(
        (directives, rules): (usize, usize),
        (bodies, issuers): (usize, usize),
        places: usize,
        topics: usize,
    ) -> Self {
        Self {
            directives,
            rules,
            bodies,
            issuers,
            places,
            topics,
            ..Self::default()
        }
    }

    fn holds(&self) -> Pair {
        let of = if self.issuers > 0 {
            let issuers = count(self.issuers, "body");
            format!(" of {issuers} with {}", count(self.rules, "rule"))
        } else {
            String::new()
        };
        let text = format!(
            "{}{of}; {} in {}; {}",
            count(self.directives, "directive"),
            count(self.bodies, "body"),
            count(self.places, "place"),
            count(self.topics, "topic"),
        );
        Pair::new("holds", text)
    }

    fn lacks(&self) -> Pair {
        let mut not = Vec::new();
        if !self.has_federal_statute {
            not.push("federal statutes".to_owned());
        }
        let (states, with) = self.states;
        not.push(format!(
            "{} of {states} states and territories",
            states - with
        ));
        if let Some(latest) = self.latest {
            not.push(format!("anything later than {}", long_day(latest)));
        }
        Pair::new("holds not", not.join("; "))
    }
}

/// The table without what stands under an answer (where it comes from, what is doubtful about it):
/// the commands to type next show that.
fn bare(table: &Table) -> Table {
    let bare = |cell: &Cell| {
        let decided = cell.lines.iter().filter(|(tone, _)| *tone != Tone::Quiet);
        let lines: Vec<_> = decided.cloned().collect();
        if lines.is_empty() {
            cell.clone()
        } else {
            Cell::of(lines)
        }
    };
    Table {
        head: table.head.clone(),
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(bare).collect())
            .collect(),
        airy: false,
    }
}

/// The first days of the dates of a directive's versions.
pub(super) fn days(directive: &Directive) -> impl Iterator<Item = Day> + '_ {
    let claims = directive.versions.iter().flat_map(|version| {
        let dates = &version.dates;
        [
            &dates.adopted,
            &dates.signed,
            &dates.issued,
            &dates.effective,
            &dates.published,
        ]
    });
    claims
        .flatten()
        .filter_map(|claim| Date::earliest(&claim.on))
}

/// What `init` did.
#[derive(Debug, Serialize)]
pub struct Begun {
    schema: &'static str,
    operation: Option<i64>,
    dry_run: bool,
    records: Vec<WrittenRecord>,
    cells: [(); 0],
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    said: Vec<Pair>,
    #[serde(skip)]
    foot: Option<String>,
    #[serde(skip)]
    first: Option<Page>,
    #[serde(skip)]
    next: Vec<String>,
}

/// What came of `init`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// The database was made, by the operation of this number.
    Made(i64),
    /// It would be made.
    DryRun,
    /// It is there; its last operation has this number.
    There(i64),
}

impl Begun {
    /// A database at a path with what it holds, a first comparison where there is something to
    /// compare, and commands to type next.
    pub fn new(
        beginning: Beginning,
        path: String,
        holdings: &Holdings,
        first: Option<&Compare>,
        next: Vec<String>,
    ) -> Self {
        let (title, operation, change) = match beginning {
            Beginning::Made(id) => (format!("New database: {path}"), Some(id), "new"),
            Beginning::DryRun => (format!("A new database would be: {path}"), None, "new"),
            Beginning::There(_) => (format!("The database is there: {path}"), None, "same"),
        };
        let mut said = vec![holdings.holds()];
        if holdings.directives > 0 && !matches!(beginning, Beginning::There(_)) {
            said.push(holdings.lacks());
            said.push(Pair::new("tells", "what texts say; it is not legal advice"));
        }
        let foot = match beginning {
            Beginning::Made(_) => None,
            Beginning::DryRun => Some("Dry run: nothing was written.".to_owned()),
            Beginning::There(id) => Some(format!(
                "Nothing changed, nothing was written. Operation {id}."
            )),
        };
        Self {
            schema: "comity.write/1",
            operation,
            dry_run: beginning == Beginning::DryRun,
            records: vec![WrittenRecord {
                kind: "database",
                id: path,
                change,
            }],
            cells: [],
            title,
            said,
            foot,
            first: first.map(Report::page),
            next,
        }
    }
}

impl Report for Begun {
    type Item = WrittenRecord;

    fn page(&self) -> Page {
        let mut blocks = vec![Block::Pairs(self.said.clone())];
        if let Some(first) = &self.first {
            blocks.push(Block::Heading(first.title.clone()));
            // Close together: the whole page is to be seen at one glance.
            blocks.extend(first.blocks.iter().filter_map(|block| match block {
                Block::Table(table) => Some(Block::Table(bare(table))),
                _ => None,
            }));
        }
        Page {
            title: self.title.clone(),
            blocks,
            foot: self.foot.iter().cloned().collect(),
            next: self.next.clone(),
        }
    }

    fn flat(&self) -> Flat {
        Flat {
            head: vec!["kind", "id", "change"],
            rows: self
                .records
                .iter()
                .map(|one| vec![one.kind.to_owned(), one.id.clone(), one.change.to_owned()])
                .collect(),
        }
    }

    fn items(&self) -> Vec<&WrittenRecord> {
        self.records.iter().collect()
    }
}
