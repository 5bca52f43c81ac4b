//! Searching the full text.

use std::collections::BTreeSet;

use super::error::{Result, StoreError};
use super::reader::Reader;
use super::table::json;
use super::text;
use super::written::Written;
use crate::model::Slug;

/// Before and after a word that was found, in a snippet.
const MARKS: [char; 2] = ['\u{1}', '\u{2}'];

/// How many words a snippet has, at most.
const SNIPPET: u8 = 24;

/// The columns of the index, with the weight of each: a number or a title before a note.
const WEIGHTS: &str = "10.0, 4.0, 4.0, 1.0, 2.0";

/// What a text is makes it better or worse: somebody who looks for words wants the texts that order
/// something before what was written about them.
const KINDS: &str = "CASE t.kind WHEN 'directive' THEN 1.5 WHEN 'event' THEN 0.6 \
                     WHEN 'source' THEN 0.3 ELSE 1.0 END";

/// A column of the index: where in a record a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Number, title, section, short words of a topic.
    Name,
    /// The words of the text.
    Words,
    /// The coder's words.
    Summary,
    /// A note.
    Note,
    /// The names of a body.
    Issuer,
}

impl Column {
    /// In the order of the index.
    const ALL: [Self; 5] = [
        Self::Name,
        Self::Words,
        Self::Summary,
        Self::Note,
        Self::Issuer,
    ];
}

/// A word, or several that must stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// As typed, without the `*`.
    pub text: String,
    /// Whether the last word may go on.
    pub is_prefix: bool,
}

impl Phrase {
    /// Reads what a person types: words with spaces between them; in double quotes several that
    /// must stand together; `*` at the end of a word for any ending. What holds neither a letter
    /// nor a digit cannot be found and is left out.
    pub fn read(text: &str) -> Vec<Self> {
        let mut all = Vec::new();
        // Quotes that do not come in pairs are none.
        let quoted = text.matches('"').count() / 2 * 2;
        for (at, part) in text.splitn(quoted + 1, '"').enumerate() {
            if at % 2 == 1 {
                all.push(Self::of(part));
            } else {
                all.extend(part.split_whitespace().map(Self::of));
            }
        }
        all.retain(|phrase| phrase.text.contains(char::is_alphanumeric));
        all
    }

    fn of(text: &str) -> Self {
        let stem = text.trim_end_matches('*');
        Self {
            text: stem.to_owned(),
            is_prefix: stem.len() < text.len(),
        }
    }

    /// Several as one that has their words in their order.
    fn together(phrases: &[Self]) -> Self {
        let words: Vec<&str> = phrases.iter().map(|one| one.text.as_str()).collect();
        Self {
            text: words.join(" "),
            is_prefix: phrases.last().is_some_and(|last| last.is_prefix),
        }
    }

    /// As FTS5 reads it: whatever is in it is text.
    fn quoted(&self) -> String {
        let star = if self.is_prefix { " *" } else { "" };
        format!("\"{}\"{star}", self.text.replace('"', "\"\""))
    }
}

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Every one of these phrases: each in the text that is found or in the name, number, notes or
    /// issuer of its directive.
    All(Vec<Phrase>),
    /// An expression of FTS5.
    Expression(String),
}

/// A text that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is: directive, version, rule, event, source, topic, condition, practice, coverage.
    pub kind: String,
    /// The directive in which it stands.
    pub directive: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// Whether that version is a draft.
    pub is_draft: bool,
    /// The rule, the name of a source, the key of a term, the place in a list.
    pub item: Option<String>,
    /// The body that issued it, or that it is about.
    pub organization: Option<String>,
    /// Printed number of the directive, else its title.
    pub title: Option<String>,
    /// Section of the rule.
    pub cite: Option<String>,
    /// Where the words were found.
    pub column: Column,
    /// The text round them, cut at what was found: each part with whether it was.
    pub snippet: Vec<(String, bool)>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// How many texts hold it.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
}

/// A place in an index.
struct Placed {
    score: f64,
    database: &'static str,
    id: i64,
    key: [String; 4],
}

impl Reader {
    /// Looks for words in the full text and returns the best `limit` of what has them, best first.
    /// With `organizations` only what they issued or what is about them.
    ///
    /// Records that other programs wrote since the last command are read afresh, so that no text is
    /// found that is gone, and none missed that is there.
    ///
    /// # Errors
    /// Where an expression cannot be read, or the file cannot.
    pub fn search(&self, wanted: &Wanted, organizations: &[Slug], limit: usize) -> Result<Found> {
        let (any, each) = match wanted {
            Wanted::All(phrases) => {
                let each: Vec<String> = phrases.iter().map(Phrase::quoted).collect();
                // Words that stand together as they were typed weigh more: "SB 54" is a number.
                let together = (phrases.len() > 1).then(|| Phrase::together(phrases).quoted());
                let any: Vec<String> = each.iter().cloned().chain(together).collect();
                (any.join(" OR "), each)
            }
            Wanted::Expression(text) => (text.clone(), Vec::new()),
        };
        let stale = text::scopes(&self.conn, &Written::outside(&self.conn)?, i64::MAX)?;
        let mut placed = self.placed("main", &any, &each, organizations, &stale)?;
        if !stale.is_empty() {
            if self.conn.table_exists(Some("temp"), "search_text")? {
                // A second search of the same reader.
            } else {
                text::take_aside(&self.conn, &stale)?;
            }
            let none = BTreeSet::new();
            placed.extend(self.placed("temp", &any, &each, organizations, &none)?);
        }
        placed.sort_by(|a, b| a.score.total_cmp(&b.score).then_with(|| a.key.cmp(&b.key)));
        let total = placed.len();
        placed.truncate(limit);
        let hits = placed
            .iter()
            .map(|place| self.hit(place, &any))
            .collect::<Result<_>>()?;
        Ok(Found { total, hits })
    }

    /// Every text that has what is wanted, with how well.
    fn placed(
        &self,
        database: &'static str,
        any: &str,
        each: &[String],
        organizations: &[Slug],
        without: &BTreeSet<String>,
    ) -> Result<Vec<Placed>> {
        let mut sql = format!(
            "SELECT t.id, bm25(search, {WEIGHTS}) * {KINDS}, t.scope, ifnull(t.version, ''), t.kind,
                ifnull(t.item, '')
            FROM {database}.search JOIN {database}.search_text AS t ON t.id = search.rowid
            WHERE search MATCH ?1
                AND (?2 IS NULL OR t.organization IN (SELECT value FROM json_each(?2)))
                AND t.scope NOT IN (SELECT value FROM json_each(?3))"
        );
        // Of several words some may stand in the directive's own text, such as its number. Words of
        // one alone, without such a second place, are all in what was found.
        if each.len() > 1 {
            for at in (4..).take(each.len()) {
                sql.push_str(&format!(
                    " AND (t.id IN (SELECT rowid FROM {database}.search WHERE search MATCH ?{at})
                    OR t.scope IN (SELECT h.scope
                        FROM {database}.search JOIN {database}.search_text AS h
                            ON h.id = search.rowid
                        WHERE search MATCH ?{at} AND h.kind = 'directive'))"
                ));
            }
        }
        let bodies = (!organizations.is_empty()).then(|| json(organizations));
        let mut values: Vec<Option<String>> =
            vec![Some(any.to_owned()), bodies, Some(json(without))];
        if each.len() > 1 {
            values.extend(each.iter().cloned().map(Some));
        }
        let mut statement = self.conn.prepare(&sql)?;
        let mut rows = statement
            .query(rusqlite::params_from_iter(values))
            .map_err(unread)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(unread)? {
            all.push(Placed {
                id: row.get(0)?,
                score: row.get(1)?,
                database,
                key: [row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?],
            });
        }
        Ok(all)
    }

    fn hit(&self, place: &Placed, any: &str) -> Result<Hit> {
        let snippets: Vec<String> = (0..Column::ALL.len())
            .map(|column| format!("snippet(search, {column}, char(1), char(2), '…', {SNIPPET})"))
            .collect();
        let database = place.database;
        let sql = format!(
            "SELECT t.scope, t.kind, t.version, t.item, t.organization, ifnull(d.number, d.title),
                r.cite, v.stage IS 'draft', {}
            FROM {database}.search JOIN {database}.search_text AS t ON t.id = search.rowid
            LEFT JOIN main.directive AS d ON d.id = t.scope
            LEFT JOIN main.version AS v ON v.directive = t.scope AND v.label = t.version
            LEFT JOIN main.rule AS r ON r.directive = t.scope AND r.version = t.version
                AND r.id = t.item AND t.kind = 'rule'
            WHERE search MATCH ?1 AND search.rowid = ?2",
            snippets.join(", ")
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        Ok(statement.query_row((any, place.id), |row| {
            let scope: String = row.get(0)?;
            let texts: Vec<Option<String>> = (8..8 + Column::ALL.len())
                .map(|at| row.get(at))
                .collect::<rusqlite::Result<_>>()?;
            let (column, text) = best(&texts);
            Ok(Hit {
                directive: scope.contains('/').then_some(scope),
                kind: row.get(1)?,
                version: row.get(2)?,
                item: row.get(3)?,
                organization: row.get(4)?,
                title: row.get(5)?,
                cite: row.get(6)?,
                is_draft: row.get(7)?,
                column,
                snippet: cut(text),
            })
        })?)
    }
}

/// The column to show: the first in which something was found, running text before names, since a
/// name is shown anyhow.
fn best(texts: &[Option<String>]) -> (Column, &str) {
    let order = [
        Column::Words,
        Column::Summary,
        Column::Name,
        Column::Note,
        Column::Issuer,
    ];
    let text = |column: Column| texts[column as usize].as_deref().unwrap_or_default();
    let found = order
        .into_iter()
        .find(|column| text(*column).contains(MARKS[0]))
        .unwrap_or(Column::Name);
    (found, text(found))
}

/// A snippet in parts, each with whether it was found.
fn cut(text: &str) -> Vec<(String, bool)> {
    let mut parts: Vec<(String, bool)> = Vec::new();
    for (at, piece) in text.split(MARKS).enumerate() {
        if !piece.is_empty() {
            parts.push((piece.to_owned(), at % 2 == 1));
        }
    }
    parts
}

/// What FTS5 says of an expression that it cannot read is the user's to mend.
fn unread(error: rusqlite::Error) -> StoreError {
    match error {
        rusqlite::Error::SqliteFailure(code, Some(message))
            if code.code == rusqlite::ErrorCode::Unknown =>
        {
            StoreError::Statement {
                message: message.trim_start_matches("fts5: ").to_owned(),
                offset: None,
            }
        }
        other => other.into(),
    }
}
