//! The codebook: a table for each family of terms.

use super::cell::{Cell, Row, row};
use super::error::{Result, StoreError};
use super::reader::Reader;
use super::table::{Batch, Table};
use super::writer::Writer;
use crate::model::{Codebook, Family, Slug, Term};

const TOPIC: Table = Table {
    name: "topic",
    key: 1,
    columns: &["key", "position", "short", "asks", "definition"],
};
const TOPIC_BROADER: Table = Table {
    name: "topic_broader",
    key: 2,
    columns: &["topic", "position", "broader"],
};
const CONDITION: Table = Table {
    name: "condition",
    key: 1,
    columns: &["key", "position", "short", "group_name", "definition"],
};
const CONDITION_BROADER: Table = Table {
    name: "condition_broader",
    key: 2,
    columns: &["condition", "position", "broader"],
};
const COUNTERPART_GROUP: Table = Table {
    name: "counterpart_group",
    key: 1,
    columns: &["key", "position", "short", "definition"],
};
const COUNTERPART_MEMBER: Table = Table {
    name: "counterpart_member",
    key: 2,
    columns: &["counterpart_group", "position", "member"],
};
const ROLE: Table = Table {
    name: "role",
    key: 1,
    columns: &["key", "position", "short", "definition"],
};
const DIRECTIVE_TYPE: Table = Table {
    name: "directive_type",
    key: 1,
    columns: &["key", "position", "short", "rank", "definition"],
};
const ORGANIZATION_KIND: Table = Table {
    name: "organization_kind",
    key: 1,
    columns: &["key", "position", "short", "level", "definition"],
};

/// Every table of the codebook.
pub(super) const TABLES: [&Table; 9] = [
    &TOPIC,
    &TOPIC_BROADER,
    &CONDITION,
    &CONDITION_BROADER,
    &COUNTERPART_GROUP,
    &COUNTERPART_MEMBER,
    &ROLE,
    &DIRECTIVE_TYPE,
    &ORGANIZATION_KIND,
];

/// The table of a family, and that of its lists.
pub(super) const fn tables(family: Family) -> (&'static Table, Option<&'static Table>) {
    match family {
        Family::Topic => (&TOPIC, Some(&TOPIC_BROADER)),
        Family::Condition => (&CONDITION, Some(&CONDITION_BROADER)),
        Family::Counterpart => (&COUNTERPART_GROUP, Some(&COUNTERPART_MEMBER)),
        Family::Role => (&ROLE, None),
        Family::Type => (&DIRECTIVE_TYPE, None),
        Family::Kind => (&ORGANIZATION_KIND, None),
    }
}

fn encode(term: &Term, position: usize) -> Row {
    let mut row = Row::from(row![&term.key, position, &term.short]);
    match term.family {
        Family::Topic => row.extend(row![&term.asks]),
        Family::Condition => row.extend(row![&term.group]),
        Family::Counterpart | Family::Role => {}
        Family::Type => row.extend(row![term.rank]),
        Family::Kind => row.extend(row![term.level.map(|level| level.word())]),
    }
    row.extend(row![&term.definition]);
    row
}

impl Reader {
    /// The terms of the codebook, family by family, each in its order.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn terms(&self) -> Result<Vec<Term>> {
        let mut terms = Vec::new();
        for &family in Family::ALL {
            let (table, lists) = tables(family);
            let mut items = match lists {
                Some(lists) => {
                    Some(self.grouped(lists, 1, None, |f| Ok((f.position()?, f.value::<Slug>()?)))?)
                }
                None => None,
            };
            let mut some: Vec<(i64, Term)> = Vec::new();
            self.rows(table, None, |f| {
                let key: Slug = f.value()?;
                let position = f.position()?;
                let list: Vec<Slug> = items
                    .as_mut()
                    .map(|items| items.list(&[key.as_str()]))
                    .unwrap_or_default();
                let mut term = Term {
                    family,
                    key,
                    group: None,
                    short: f.maybe_text()?,
                    asks: None,
                    definition: None,
                    broader: Vec::new(),
                    members: Vec::new(),
                    rank: None,
                    level: None,
                };
                match family {
                    Family::Topic => term.asks = f.maybe_text()?,
                    Family::Condition => term.group = f.maybe_text()?,
                    Family::Counterpart | Family::Role => {}
                    Family::Type => term.rank = f.maybe_number()?,
                    Family::Kind => term.level = f.maybe()?,
                }
                term.definition = f.maybe_text()?;
                match family {
                    Family::Counterpart => term.members = list,
                    _ => term.broader = list,
                }
                some.push((position, term));
                Ok(())
            })?;
            some.sort_by_key(|(position, _)| *position);
            terms.extend(some.into_iter().map(|(_, term)| term));
        }
        Ok(terms)
    }

    /// The codebook.
    ///
    /// # Errors
    /// Where the file cannot be read, or its terms contradict each other.
    pub fn codebook(&self) -> Result<Codebook> {
        Codebook::new(self.terms()?).map_err(|faults| StoreError::Codebook { faults })
    }
}

impl Writer {
    /// Makes these terms stand as they are given. A term that is on record keeps its place, a new
    /// one comes last in its family; other terms are left alone.
    ///
    /// # Errors
    /// Where a value is refused or the file cannot be written.
    pub fn put_terms(&mut self, terms: &[Term]) -> Result<()> {
        let mut places = std::collections::BTreeMap::new();
        for &family in Family::ALL {
            let mut next = 0;
            let table = tables(family).0;
            self.reader().rows(table, None, |f| {
                let (key, position): (Slug, i64) = (f.value()?, f.position()?);
                let position = usize::try_from(position).unwrap_or(0);
                next = next.max(position + 1);
                places.insert((family, Some(key)), position);
                Ok(())
            })?;
            places.insert((family, None), next);
        }
        for term in terms {
            let own = (term.family, Some(term.key.clone()));
            let place = match places.get(&own) {
                Some(place) => *place,
                None => {
                    let next = places.entry((term.family, None)).or_default();
                    let place = *next;
                    *next += 1;
                    places.insert(own, place);
                    place
                }
            };
            let (table, lists) = tables(term.family);
            let mut batch = Batch::default();
            batch.push(table, encode(term, place));
            let mut written = vec![table];
            if let Some(lists) = lists {
                written.push(lists);
                let items = match term.family {
                    Family::Counterpart => &term.members,
                    _ => &term.broader,
                };
                for (at, item) in items.iter().enumerate() {
                    batch.push(lists, row![&term.key, at, item]);
                }
            }
            self.put(&written, Cell::from(&term.key), &batch)?;
        }
        Ok(())
    }
}
