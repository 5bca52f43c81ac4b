//! The registers: organizations, places, topics, conditions and the other parts of the codebook, as
//! a table of all or everything about one.

mod coverage;
mod organization;
mod place;
mod set;
mod term;

pub use coverage::{CoverageView, coverage};
pub use organization::{OrganizationView, organization, organizations};
pub use place::{PlaceView, place, places};
pub use set::{SetView, sets};
pub use term::{TermView, term, terms};

use serde::{Serialize, Serializer};

use super::{Block, Cell, Flat, Page, Pair, Report, Table, words};

/// An entry of a register: its view is its JSON form.
pub trait Entry: Serialize {
    /// Heads of the table of all, as many as [`Entry::cells`].
    const HEAD: &'static [&'static str];
    /// Column names of CSV, as many as [`Entry::values`].
    const COLUMNS: &'static [&'static str];

    /// Its row in the table of all.
    fn cells(&self) -> Vec<Cell>;

    /// Its row in CSV.
    fn values(&self) -> Vec<String>;

    /// The heading of its own page.
    fn title(&self) -> String;

    /// Everything about it.
    fn pairs(&self) -> Vec<Pair>;

    /// What to type next after looking at it.
    fn next(&self) -> Vec<String>;
}

/// Entries of a register, or one of them, ready to print. Its JSON form is the array of its entries.
#[derive(Debug, Clone)]
pub struct Register<E> {
    /// The operation up to which the database was read, where that is known; named in the foot.
    pub operation: Option<i64>,
    /// The command without its verb: "org", "place", "topic", "condition".
    command: &'static str,
    /// One entry in words: "organization".
    noun: &'static str,
    entries: Vec<E>,
    is_one: bool,
}

impl<E: Entry> Register<E> {
    const fn new(command: &'static str, noun: &'static str, entries: Vec<E>, is_one: bool) -> Self {
        Self {
            operation: None,
            command,
            noun,
            entries,
            is_one,
        }
    }

    /// Leaves out the entries for which `keep` says no.
    pub fn retain(&mut self, keep: impl FnMut(&E) -> bool) {
        self.entries.retain(keep);
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn foot(&self) -> Vec<String> {
        let operation = self.operation.map(|number| format!("Operation {number}."));
        let count =
            (!self.is_one).then(|| format!("{}.", words::count(self.entries.len(), self.noun)));
        let parts: Vec<String> = count.into_iter().chain(operation).collect();
        if parts.is_empty() {
            Vec::new()
        } else {
            vec![parts.join(" ")]
        }
    }
}

impl<E: Entry> Serialize for Register<E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.entries.serialize(serializer)
    }
}

impl<E: Entry> Report for Register<E> {
    type Item = E;

    fn page(&self) -> Page {
        let mut page = Page {
            foot: self.foot(),
            ..Page::default()
        };
        match self.entries.as_slice() {
            [] => {
                page.title = format!("No {} on record", self.noun);
                page.next = vec![match self.command {
                    "org set" => "comity org set --help".to_owned(),
                    command => format!("comity {command} add --help"),
                }];
            }
            [one] if self.is_one => {
                page.title = one.title();
                page.blocks.push(Block::Pairs(one.pairs()));
                page.next = one.next();
            }
            all if self.is_one => {
                for one in all {
                    page.blocks.push(Block::Heading(one.title()));
                    page.blocks.push(Block::Pairs(one.pairs()));
                }
                page.title = capital_plural(self.noun);
                page.next = all.first().map(Entry::next).unwrap_or_default();
            }
            all => {
                page.title = capital_plural(self.noun);
                page.blocks.push(Block::Table(Table {
                    head: E::HEAD.iter().map(|head| (*head).to_owned()).collect(),
                    rows: all.iter().map(Entry::cells).collect(),
                    airy: false,
                }));
                page.next = vec![match self.command {
                    "org set" => "comity org set NAME".to_owned(),
                    "coverage" => "comity coverage show ORG".to_owned(),
                    command => format!("comity {command} show KEY"),
                }];
            }
        }
        page
    }

    fn flat(&self) -> Flat {
        Flat {
            head: E::COLUMNS.to_vec(),
            rows: self.entries.iter().map(Entry::values).collect(),
        }
    }

    fn items(&self) -> Vec<&E> {
        self.entries.iter().collect()
    }
}

/// "organization" as a heading: "Organizations".
fn capital_plural(noun: &str) -> String {
    let plural = words::count(0, noun);
    let plural = plural.trim_start_matches("0 ");
    let (first, rest) = plural.split_at(1);
    first.to_uppercase() + rest
}

/// A pair, unless there is nothing to say.
fn pair(label: &str, text: impl IntoIterator<Item = String>) -> Option<Pair> {
    let text: Vec<String> = text.into_iter().collect();
    (!text.is_empty()).then(|| Pair::many(label, text))
}

#[cfg(test)]
mod tests;
