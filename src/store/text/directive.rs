//! The texts of a directive, made from its rows: of rows, since these can be read whatever another
//! program wrote into them.

use compact_str::CompactString;
use rusqlite::Connection;

use super::names::{Issuers, ShortWords};
use super::rows::cell;
use crate::store::cell::Cell;
use crate::store::directive::{DIRECTIVE, DIRECTIVE_EVENT, DIRECTIVE_TAG, SOURCE};
use crate::store::error::Result;
use crate::store::rule::{MEANING, RULE, RULE_STEP};
use crate::store::table::{Batch, Table};
use crate::store::version::{AUTHORITY, SUSPENSION, VERSION};

/// The columns of a text. Those from its number on go into the index.
pub(in crate::store) const TEXT: Table = Table {
    name: "search_text",
    key: 1,
    columns: &[
        "scope",
        "kind",
        "version",
        "item",
        "organization",
        "id",
        "name",
        "words",
        "summary",
        "note",
        "issuer",
    ],
};
/// The number of a text, in front of what is indexed.
pub(in crate::store) const NUMBER: usize = TEXT.at("id");
const ISSUER: usize = TEXT.at("issuer");
const ORGANIZATION: usize = TEXT.at("organization");
const SCOPE: usize = TEXT.at("scope");
const KIND: usize = TEXT.at("kind");

/// What stands between two things that are said in one column.
pub(super) const BETWEEN: &str = " · ";

/// What a row says in a column that its table must have.
macro_rules! said {
    ($row:expr, $table:ident, $column:literal) => {
        text_of(&$row[const { $table.at($column) }])
    };
}

/// What a cell says.
pub(super) fn text_of(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        Cell::Null | Cell::Int(_) => None,
    }
}

/// The texts of directives, as rows without a number; those of a directive lack the names of its
/// issuer too.
#[derive(Debug, Default)]
pub(in crate::store) struct Texts {
    cells: Vec<Cell>,
}

impl Texts {
    /// Adds those of a directive. It has none where it was discarded.
    ///
    /// A rule has the short words of its topic in its name, so that it is found by what it is about
    /// too. One of which nothing is written but its sentence has no text of its own: a list of many
    /// thousands would fill the index with the words of a few topics, which stand in it anyhow.
    pub(in crate::store) fn add(&mut self, rows: &Batch, short: &ShortWords) {
        let Some(directive) = rows.rows(&DIRECTIVE).next() else {
            return;
        };
        if directive[const { DIRECTIVE.at("discarded_on") }] != Cell::Null {
            return;
        }
        let mut maker = Maker {
            rows,
            directive,
            cells: &mut self.cells,
        };
        // At most one for each row.
        let texts: usize = [&DIRECTIVE, &VERSION, &RULE, &SOURCE, &DIRECTIVE_EVENT]
            .map(|table| rows.rows(table).len())
            .iter()
            .sum();
        maker.cells.reserve_exact(texts * TEXT.columns.len());
        maker.directive();
        for version in rows.rows(&VERSION) {
            maker.version(version);
        }
        for rule in rows.rows(&RULE) {
            maker.rule(rule, short);
        }
        for source in rows.rows(&SOURCE) {
            maker.source(source);
        }
        for event in rows.rows(&DIRECTIVE_EVENT) {
            maker.event(event);
        }
    }

    /// At most `most` of the texts in the file whose numbers are above `after` and at most `to`, in
    /// order.
    pub(in crate::store) fn stored(
        conn: &Connection,
        after: i64,
        to: i64,
        most: i64,
    ) -> Result<Self> {
        let mut statement = conn.prepare_cached(&format!(
            "{} WHERE id > ?1 AND id <= ?2 ORDER BY id LIMIT ?3",
            TEXT.select_all()
        ))?;
        let mut rows = statement.query((after, to, most))?;
        let mut texts = Self::default();
        while let Some(row) = rows.next()? {
            for at in 0..TEXT.columns.len() {
                texts.cells.push(cell(row.get_ref(at)?));
            }
        }
        Ok(texts)
    }

    /// Adds the texts of others.
    pub(in crate::store) fn append(&mut self, mut others: Self) {
        self.cells.append(&mut others.cells);
    }

    /// Each text: its cells in the order of [`TEXT`].
    pub(in crate::store) fn each(&self) -> std::slice::ChunksExact<'_, Cell> {
        self.cells.chunks_exact(TEXT.columns.len())
    }

    /// Gives the texts their numbers, from the one after `last`, and those of directives the names
    /// of their issuers. Returns the last number.
    pub(super) fn complete(
        &mut self,
        mut last: i64,
        issuers: &mut Issuers,
        conn: &Connection,
    ) -> Result<i64> {
        for text in self.cells.chunks_exact_mut(TEXT.columns.len()) {
            last += 1;
            text[NUMBER] = Cell::Int(last);
            if text_of(&text[KIND]) == Some("directive") {
                let id = text_of(&text[SCOPE]).unwrap_or_default();
                let issuer = text_of(&text[ORGANIZATION]).unwrap_or_default();
                let names = issuers.of(conn, id, issuer)?;
                text[ISSUER] = Cell::Text(names);
            }
        }
        Ok(last)
    }
}

/// Where the texts of a directive are made.
struct Maker<'a> {
    rows: &'a Batch,
    directive: &'a [Cell],
    cells: &'a mut Vec<Cell>,
}

impl<'a> Maker<'a> {
    /// Adds a text, if it says anything: its kind, version and item, then name, words, summary, note.
    fn push(&mut self, of: [Cell; 3], says: [Cell; 4]) {
        if says.iter().all(|cell| *cell == Cell::Null) {
            return;
        }
        let [kind, version, item] = of;
        let id = self.directive[const { DIRECTIVE.at("id") }].clone();
        let issuer = self.directive[const { DIRECTIVE.at("issuer") }].clone();
        self.cells
            .extend([id, kind, version, item, issuer, Cell::Null]);
        self.cells.extend(says);
        self.cells.push(Cell::Null);
    }

    /// The rows of a list that belong to a version, or to one of its rules.
    fn of_owner<'k>(
        &self,
        table: &'static Table,
        owner: &'k [Cell],
    ) -> impl Iterator<Item = &'a [Cell]> + 'k
    where
        'a: 'k,
    {
        self.rows
            .rows(table)
            .filter(move |row| row.starts_with(owner))
    }

    fn directive(&mut self) {
        let row = self.directive;
        let tags: Vec<&str> = self
            .rows
            .rows(&DIRECTIVE_TAG)
            .filter_map(|row| said!(row, DIRECTIVE_TAG, "tag"))
            .collect();
        let tags = (!tags.is_empty()).then(|| tags.join(" "));
        let unit = said!(row, DIRECTIVE, "unit");
        let (number, title) = (
            said!(row, DIRECTIVE, "number"),
            said!(row, DIRECTIVE, "title"),
        );
        self.push(
            [Cell::from("directive"), Cell::Null, Cell::Null],
            [
                joined([number, title]),
                Cell::Null,
                joined([unit, tags.as_deref()]),
                row[const { DIRECTIVE.at("note") }].clone(),
            ],
        );
    }

    fn version(&mut self, row: &[Cell]) {
        let owner = &row[..VERSION.key];
        let mut of_version = owner.to_vec();
        of_version.push(Cell::from(""));
        let said: Vec<CompactString> = pairs(self.of_owner(&AUTHORITY, owner).map(|row| {
            [
                said!(row, AUTHORITY, "office"),
                said!(row, AUTHORITY, "person"),
            ]
        }))
        .chain(self.meanings(&of_version))
        .chain(pairs(self.of_owner(&SUSPENSION, owner).map(|row| {
            [
                said!(row, SUSPENSION, "by_whom"),
                said!(row, SUSPENSION, "ground"),
            ]
        })))
        .collect();
        let label = row[const { VERSION.at("label") }].clone();
        self.push(
            [Cell::from("version"), label, Cell::Null],
            [
                row[const { VERSION.at("number") }].clone(),
                Cell::Null,
                joined(said.iter().map(|text| Some(text.as_str()))),
                row[const { VERSION.at("note") }].clone(),
            ],
        );
    }

    fn rule(&mut self, row: &[Cell], short: &ShortWords) {
        let owner = &row[..RULE.key];
        let steps = pairs(self.of_owner(&RULE_STEP, owner).map(|row| {
            [
                said!(row, RULE_STEP, "by_whom"),
                said!(row, RULE_STEP, "act"),
            ]
        }));
        let steps: Vec<CompactString> = steps.collect();
        let meanings: Vec<CompactString> = self.meanings(owner).collect();
        let (cite, words) = (said!(row, RULE, "cite"), said!(row, RULE, "words"));
        let (summary, note) = (said!(row, RULE, "summary"), said!(row, RULE, "note"));
        let consequence = said!(row, RULE, "consequence");
        let own = [cite, words, summary, consequence, note];
        if own.iter().all(Option::is_none) && steps.is_empty() && meanings.is_empty() {
            return;
        }
        let topic = said!(row, RULE, "topic").unwrap_or_default();
        let topic = short.get(topic).map_or(topic, CompactString::as_str);
        let name = match cite {
            Some(cite) => compact_str::format_compact!("{cite}: {topic}"),
            None => topic.into(),
        };
        let says = std::iter::once(summary)
            .chain(steps.iter().map(|step| Some(step.as_str())))
            .chain([consequence])
            .chain(meanings.iter().map(|meaning| Some(meaning.as_str())));
        let [_, version, id] = [0, 1, 2].map(|at| row[at].clone());
        self.push(
            [Cell::from("rule"), version, id],
            [
                Cell::Text(name),
                row[const { RULE.at("words") }].clone(),
                joined(says),
                row[const { RULE.at("note") }].clone(),
            ],
        );
    }

    /// An address that stands in place of a title has no words that anybody looks for.
    fn source(&mut self, row: &[Cell]) {
        let (title, url) = (said!(row, SOURCE, "title"), said!(row, SOURCE, "url"));
        let title = title.filter(|_| title != url);
        let publisher = said!(row, SOURCE, "publisher");
        self.push(
            [
                Cell::from("source"),
                Cell::Null,
                row[const { SOURCE.at("name") }].clone(),
            ],
            [
                Cell::Null,
                Cell::Null,
                joined([title, publisher]),
                row[const { SOURCE.at("supports") }].clone(),
            ],
        );
    }

    fn event(&mut self, row: &[Cell]) {
        let position = row[const { DIRECTIVE_EVENT.at("position") }].to_string();
        self.push(
            [
                Cell::from("event"),
                Cell::Null,
                Cell::from(position.as_str()),
            ],
            [
                Cell::Null,
                Cell::Null,
                row[const { DIRECTIVE_EVENT.at("what") }].clone(),
                Cell::Null,
            ],
        );
    }

    fn meanings<'k>(&self, owner: &'k [Cell]) -> impl Iterator<Item = CompactString> + 'k
    where
        'a: 'k,
    {
        self.of_owner(&MEANING, owner)
            .filter_map(|row| said!(row, MEANING, "meaning").map(CompactString::from))
    }
}

/// What is said, with a point between each two; nothing where nothing is.
fn joined<'t>(said: impl IntoIterator<Item = Option<&'t str>>) -> Cell {
    let mut all: Option<CompactString> = None;
    for text in said.into_iter().flatten() {
        match &mut all {
            None => all = Some(text.into()),
            Some(all) => {
                all.push_str(BETWEEN);
                all.push_str(text);
            }
        }
    }
    all.map_or(Cell::Null, Cell::Text)
}

/// Each two that belong together as one, whichever of them is said.
fn pairs<'t>(
    each: impl Iterator<Item = [Option<&'t str>; 2]>,
) -> impl Iterator<Item = CompactString> {
    each.filter_map(|pair| match pair {
        [None, None] => None,
        [Some(one), None] | [None, Some(one)] => Some(one.into()),
        [Some(one), Some(other)] => Some(compact_str::format_compact!("{one} {other}")),
    })
}
