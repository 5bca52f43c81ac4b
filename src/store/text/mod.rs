//! The full text: made from the records when an operation ends, a whole record at a time.
//!
//! A *scope* is what is taken anew as one: a directive with all that is in it, or a list (coverage,
//! practice, events of bodies, topics, conditions), named by its table. Which scopes an operation
//! has touched follows from the records of which it wrote rows, and in the same way for what other
//! programs wrote. So no trigger on a table of records knows of the index.

mod directive;
mod names;
mod rows;

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::cell::bind;
use super::error::Result;
use super::open::SCHEMA;
use super::table::json;
use super::written::Written;

use directive::TEXT;
pub(super) use directive::{NUMBER, Texts};
pub(super) use names::{Issuers, ShortWords, short_words};

/// How many scopes are taken anew at a time, so that memory does not grow with their number.
pub(super) const SCOPES: usize = 2_000;
/// The columns of a text of a list, as they are filled.
const COLUMNS: &str =
    "scope, kind, version, item, organization, name, words, summary, note, issuer";

/// Lists, each with the tables whose rows are in its texts.
const LISTS: [(&str, &[&str]); 5] = [
    (
        "coverage",
        &[
            "coverage",
            "coverage_source",
            "organization_name",
            "organization_merged",
            "topic",
        ],
    ),
    (
        "practice",
        &[
            "practice",
            "practice_source",
            "organization_name",
            "organization_merged",
            "topic",
        ],
    ),
    (
        "organization_event",
        &[
            "organization_event",
            "organization_event_source",
            "organization_name",
            "organization_merged",
        ],
    ),
    ("topic", &["topic"]),
    ("condition", &["condition"]),
];

/// The texts of the entries of each list.
const FILL_LISTS: [(&str, &str); 5] = [
    (
        "coverage",
        "SELECT 'coverage', 'coverage', NULL, CAST(c.position AS TEXT), c.organization,
            (SELECT short FROM topic WHERE key = c.topic), NULL, NULL, c.note, o.names
        FROM coverage AS c JOIN named AS o ON o.organization = c.organization",
    ),
    (
        "practice",
        "SELECT 'practice', 'practice', NULL, CAST(p.position AS TEXT), p.organization,
            (SELECT short FROM topic WHERE key = p.topic), NULL, NULL, p.note, o.names
        FROM practice AS p JOIN named AS o ON o.organization = p.organization",
    ),
    (
        "organization_event",
        "SELECT 'organization_event', 'event', NULL, CAST(e.position AS TEXT), e.organization,
            NULL, NULL, e.what, NULL, o.names
        FROM organization_event AS e JOIN named AS o ON o.organization = e.organization",
    ),
    (
        "topic",
        "SELECT 'topic', 'topic', NULL, key, NULL,
            ifnull(short, key), NULL, concat_ws(' · ', definition, asks), NULL, NULL FROM topic",
    ),
    (
        "condition",
        "SELECT 'condition', 'condition', NULL, key, NULL,
            ifnull(short, key), NULL, definition, NULL, NULL FROM condition",
    ),
];

/// The names of each body in one text, for the lists; a slug that was merged into it is one of them.
const NAMED: &str = "named(organization, names) AS (
    SELECT id, id || ifnull(' · ' || (SELECT group_concat(name, ' · ') FROM
        (SELECT name FROM organization_name WHERE organization = id ORDER BY position)), '')
        || ifnull(' · ' || (SELECT group_concat(slug, ' · ') FROM
            (SELECT slug FROM organization_merged WHERE organization = id ORDER BY position)), '')
    FROM organization
)";

/// The scopes of what was written: directives, those in whose texts something else has a part (the
/// names and merged slugs of their issuers, the words of their topics), and lists. Of directives that
/// others have touched those after the row `to` are left out.
pub(super) fn scopes(conn: &Connection, written: &Written, to: i64) -> Result<BTreeSet<String>> {
    let mut scopes: BTreeSet<String> = written.directives().collect();
    let mut add = |sql: &str, keys: Option<String>| -> Result<()> {
        let Some(keys) = keys else {
            return Ok(());
        };
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query((keys, to))?;
        while let Some(row) = rows.next()? {
            scopes.insert(row.get(0)?);
        }
        Ok(())
    };
    for table in ["organization_name", "organization_merged"] {
        add(
            "SELECT id FROM directive
            WHERE issuer IN (SELECT value FROM json_each(?1)) AND rowid <= ?2",
            written.keys_of(table),
        )?;
    }
    add(
        "SELECT directive FROM rule
        WHERE topic IN (SELECT value FROM json_each(?1)) AND (SELECT rowid FROM directive AS d
            WHERE d.id = rule.directive) <= ?2",
        written.keys_of("topic"),
    )?;
    for (list, tables) in LISTS {
        if tables.iter().any(|table| written.keys_of(table).is_some()) {
            scopes.insert(list.to_owned());
        }
    }
    Ok(scopes)
}

/// Takes the texts of these scopes anew: what stands of them in the index goes, what is on record
/// comes in, all in a few statements.
pub(super) fn take_anew(conn: &Connection, scopes: &BTreeSet<String>) -> Result<()> {
    let all: Vec<&String> = scopes.iter().collect();
    take_out(conn, &all)?;
    for some in all.chunks(SCOPES) {
        let before = last(conn, "main")?;
        fill(conn, "main", some)?;
        index(conn, "main", before)?;
    }
    Ok(())
}

/// Takes the texts of these scopes out, from the index too.
pub(super) fn take_out(conn: &Connection, scopes: &[&String]) -> Result<()> {
    for some in scopes.chunks(SCOPES) {
        conn.execute(
            "DELETE FROM main.search_text WHERE scope IN (SELECT value FROM json_each(?1))",
            [json(some)],
        )?;
    }
    Ok(())
}

/// The statement that makes the index in a database.
pub(super) fn index_of(database: &str) -> String {
    defined("VIRTUAL TABLE ", "search ", database, ");")
}

/// The statement of the schema that makes this, in another database.
fn defined(what: &str, name: &str, database: &str, end: &str) -> String {
    let inside = SCHEMA
        .split_once(&format!("CREATE {what}{name}"))
        .and_then(|(_, rest)| rest.split_once(end))
        .map_or("", |(inside, _)| inside);
    format!("CREATE {what}{database}.{name}{inside}{end}")
}

/// Makes an index of these scopes alone, which goes with the connection.
pub(super) fn take_aside(conn: &Connection, scopes: &BTreeSet<String>) -> Result<()> {
    conn.execute_batch(&defined("TABLE ", "search_text", "temp", ") STRICT;"))?;
    conn.execute_batch(&index_of("temp"))?;
    let all: Vec<&String> = scopes.iter().collect();
    fill(conn, "temp", &all)?;
    index(conn, "temp", 0)
}

/// The number of the last text.
pub(super) fn last(conn: &Connection, database: &str) -> Result<i64> {
    let sql = format!("SELECT ifnull(max(id), 0) FROM {database}.search_text");
    Ok(conn.query_row(&sql, [], |row| row.get(0))?)
}

/// Adds the texts of these scopes, of which there are none.
pub(super) fn fill<T: AsRef<str>>(conn: &Connection, database: &str, scopes: &[T]) -> Result<()> {
    let scopes: Vec<&str> = scopes.iter().map(AsRef::as_ref).collect();
    let mut issuers = Issuers::default();
    rows::read(conn, &scopes, |mut texts| {
        write(conn, database, &mut texts, &mut issuers)?;
        Ok(())
    })?;
    for (list, entries) in FILL_LISTS {
        if !scopes.contains(&list) {
            continue;
        }
        for select in [Some(entries.to_owned()), sources_of(list)]
            .into_iter()
            .flatten()
        {
            let sql = format!(
                "INSERT INTO {database}.search_text ({COLUMNS})
                WITH {NAMED}, filled({COLUMNS}) AS ({select})
                SELECT * FROM filled WHERE coalesce(name, words, summary, note) IS NOT NULL"
            );
            conn.execute(&sql, [])?;
        }
    }
    Ok(())
}

/// The texts of a list's sources, where it has some: the same as those of a directive have.
fn sources_of(list: &str) -> Option<String> {
    let name = format!("{list}_source");
    let is_there = LISTS
        .iter()
        .any(|(_, tables)| tables.contains(&name.as_str()));
    is_there.then(|| {
        format!(
            "SELECT '{list}', 'source', NULL, name, NULL, NULL, NULL,
                nullif(concat_ws(' · ', nullif(title, url), publisher), ''), supports, NULL
            FROM {name}"
        )
    })
}

/// Writes texts of directives, and gives them what they still lack: their numbers, and the names of
/// issuers. Returns the last number.
pub(super) fn write(
    conn: &Connection,
    database: &str,
    texts: &mut Texts,
    issuers: &mut Issuers,
) -> Result<i64> {
    let last = texts.complete(last(conn, database)?, issuers, conn)?;
    let mut statement = conn.prepare_cached(&TEXT.insert_into(database))?;
    let mut before: &[_] = &[];
    for text in texts.each() {
        bind(&mut statement, before, text)?;
        statement.raw_execute()?;
        before = text;
    }
    Ok(last)
}

/// Adds the texts after this one to the index.
fn index(conn: &Connection, database: &str, after: i64) -> Result<()> {
    conn.execute(
        &format!(
            "INSERT INTO {database}.search (rowid, name, words, summary, note, issuer)
            SELECT id, name, words, summary, note, issuer
            FROM {database}.search_text WHERE id > ?1"
        ),
        [after],
    )?;
    Ok(())
}
