//! The full text: made from the records when an operation ends, a whole record at a time.
//!
//! A *scope* is what is taken anew as one: a directive with all that is in it, or a list (coverage,
//! practice, events of bodies, topics, conditions), named by its table. Which scopes an operation
//! has touched is read off the rows that carry its number and the past rows that it ended; the same
//! look finds what other programs wrote, since that carries 0. So nothing has to be noted while
//! records are written, and no trigger on a table of records knows of the index.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::bulk;
use super::error::Result;
use super::open::SCHEMA;
use super::table::json;

/// How many scopes are taken anew at a time, so that memory does not grow with their number.
const SCOPES: usize = 10_000;
/// How much of the index is gathered in memory where most of it is made anew: the less often it is
/// written, the less has to be merged.
const GATHERED: i64 = 16 << 20;
/// The same at all other times: what FTS5 takes where nothing is said.
const GATHERED_ELSE: i64 = 1 << 20;
/// The columns of the index, as they are filled.
const COLUMNS: &str =
    "scope, kind, version, item, organization, name, words, summary, note, issuer";

/// Tables whose rows belong to a directive and have text in them, each with the column that names
/// it.
const OF_DIRECTIVES: [(&str, &str); 10] = [
    ("directive", "id"),
    ("directive_tag", "directive"),
    ("version", "directive"),
    ("authority", "directive"),
    ("meaning", "directive"),
    ("suspension", "directive"),
    ("rule", "directive"),
    ("rule_step", "directive"),
    ("source", "directive"),
    ("directive_event", "directive"),
];

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

/// The texts of a directive. `?1` is a JSON array of scopes. A rule has the short words of its topic
/// in its name, so that it is found by what it is about too. One of which nothing is written but its
/// sentence has no text of its own: a list of many thousands would fill the index with the words of
/// a few topics, which stand in it anyhow. A directive has among its names the ids that it had before
/// the record of its issuer was merged into another.
const FILL_DIRECTIVES: [&str; 5] = [
    "SELECT d.id, 'directive', NULL, NULL, d.issuer,
        ifnull(d.number || ' · ', '') || d.title,
        NULL,
        nullif(concat_ws(' · ', d.unit, (SELECT group_concat(tag, ' ') FROM
            (SELECT tag FROM directive_tag WHERE directive = d.id ORDER BY position))), ''),
        d.note,
        d.id || ifnull(' · ' || (SELECT group_concat(name, ' · ') FROM
            (SELECT name FROM organization_name WHERE organization = d.issuer
                ORDER BY position)), '')
        || ifnull(' · ' || (SELECT group_concat(slug || substr(d.id, instr(d.id, '/')), ' · ') FROM
            (SELECT slug FROM organization_merged WHERE organization = d.issuer
                ORDER BY position)), '')
    FROM directive AS d WHERE true",
    "SELECT d.id, 'version', v.label, NULL, d.issuer,
        v.number,
        NULL,
        nullif(concat_ws(' · ',
            (SELECT group_concat(concat_ws(' ', office, person), ' · ') FROM
                (SELECT office, person FROM authority
                    WHERE directive = v.directive AND version = v.label ORDER BY position)),
            (SELECT group_concat(meaning, ' · ') FROM
                (SELECT meaning FROM meaning
                    WHERE directive = v.directive AND version = v.label AND rule = ''
                    ORDER BY word)),
            (SELECT group_concat(concat_ws(' ', by_whom, ground), ' · ') FROM
                (SELECT by_whom, ground FROM suspension
                    WHERE directive = v.directive AND version = v.label ORDER BY position))), ''),
        v.note,
        NULL
    FROM version AS v JOIN directive AS d ON d.id = v.directive WHERE true",
    "SELECT d.id, 'rule', r.version, r.id, d.issuer,
        ifnull(r.cite || ': ', '') || ifnull(t.short, r.topic),
        r.words,
        nullif(concat_ws(' · ', r.summary,
            (SELECT group_concat(concat_ws(' ', by_whom, act), ' · ') FROM
                (SELECT by_whom, act FROM rule_step
                    WHERE directive = r.directive AND version = r.version AND rule = r.id
                    ORDER BY position)),
            r.consequence,
            (SELECT group_concat(meaning, ' · ') FROM
                (SELECT meaning FROM meaning
                    WHERE directive = r.directive AND version = r.version AND rule = r.id
                    ORDER BY word))), ''),
        r.note,
        NULL
    FROM rule AS r JOIN directive AS d ON d.id = r.directive LEFT JOIN topic AS t ON t.key = r.topic
    WHERE (coalesce(r.cite, r.words, r.summary, r.consequence, r.note) IS NOT NULL
        OR EXISTS (SELECT 1 FROM rule_step AS s WHERE s.directive = r.directive
            AND s.version = r.version AND s.rule = r.id)
        OR EXISTS (SELECT 1 FROM meaning AS m WHERE m.directive = r.directive
            AND m.version = r.version AND m.rule = r.id))",
    "SELECT d.id, 'source', NULL, s.name, d.issuer,
        NULL, NULL, concat_ws(' · ', s.title, s.publisher), s.supports, NULL
    FROM source AS s JOIN directive AS d ON d.id = s.directive WHERE true",
    "SELECT d.id, 'event', NULL, CAST(e.position AS TEXT), d.issuer,
        NULL, NULL, e.what, NULL, NULL
    FROM directive_event AS e JOIN directive AS d ON d.id = e.directive WHERE true",
];

/// The texts of the lists, each with its scope.
const FILL_LISTS: [(&str, &str); 8] = [
    (
        "coverage",
        "SELECT 'coverage', 'coverage', NULL, CAST(c.position AS TEXT), c.organization,
            (SELECT short FROM topic WHERE key = c.topic), NULL, NULL, c.note, o.names
        FROM coverage AS c JOIN named AS o ON o.organization = c.organization",
    ),
    (
        "coverage",
        "SELECT 'coverage', 'source', NULL, name, NULL,
            NULL, NULL, concat_ws(' · ', title, publisher), supports, NULL FROM coverage_source",
    ),
    (
        "practice",
        "SELECT 'practice', 'practice', NULL, CAST(p.position AS TEXT), p.organization,
            (SELECT short FROM topic WHERE key = p.topic), NULL, NULL, p.note, o.names
        FROM practice AS p JOIN named AS o ON o.organization = p.organization",
    ),
    (
        "practice",
        "SELECT 'practice', 'source', NULL, name, NULL,
            NULL, NULL, concat_ws(' · ', title, publisher), supports, NULL FROM practice_source",
    ),
    (
        "organization_event",
        "SELECT 'organization_event', 'event', NULL, CAST(e.position AS TEXT), e.organization,
            NULL, NULL, e.what, NULL, o.names
        FROM organization_event AS e JOIN named AS o ON o.organization = e.organization",
    ),
    (
        "organization_event",
        "SELECT 'organization_event', 'source', NULL, name, NULL,
            NULL, NULL, concat_ws(' · ', title, publisher), supports, NULL
        FROM organization_event_source",
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

/// The scopes that operations have touched: 0 stands for what other programs wrote since the last
/// command.
pub(super) fn touched(conn: &Connection, operations: &[i64]) -> Result<BTreeSet<String>> {
    let numbers = json_numbers(operations);
    let changed = |table: &str, column: &str| {
        format!(
            "SELECT {column} FROM {table}
                WHERE operation IN (SELECT value FROM json_each(?1))
            UNION SELECT {column} FROM {table}_history
                WHERE until_operation IN (SELECT value FROM json_each(?1))"
        )
    };
    let mut scopes = BTreeSet::new();
    let mut add = |sql: &str| -> Result<()> {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([&numbers])?;
        while let Some(row) = rows.next()? {
            scopes.insert(row.get(0)?);
        }
        Ok(())
    };
    for (table, column) in OF_DIRECTIVES {
        add(&changed(table, column))?;
    }
    // What a directive says of others: the names and merged slugs of its issuer, the words of its
    // topics.
    for table in ["organization_name", "organization_merged"] {
        add(&format!(
            "SELECT id FROM directive WHERE issuer IN ({})",
            changed(table, "organization")
        ))?;
    }
    add(&format!(
        "SELECT directive FROM rule WHERE topic IN ({})",
        changed("topic", "key")
    ))?;
    for (list, tables) in LISTS {
        for table in tables {
            add(&format!(
                "SELECT '{list}' WHERE EXISTS ({})",
                changed(table, "1")
            ))?;
        }
    }
    Ok(scopes)
}

fn json_numbers(numbers: &[i64]) -> String {
    let each: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!("[{}]", each.join(","))
}

/// Takes the texts of these scopes anew: what stands of them in the index goes, what is on record
/// comes in, all in a few statements. Where they are most of what there is, the look-up index is made
/// anew.
pub(super) fn take_anew(
    conn: &Connection,
    scopes: &BTreeSet<String>,
    are_most: bool,
) -> Result<()> {
    if scopes.is_empty() {
        return Ok(());
    }
    let all: Vec<&String> = scopes.iter().collect();
    for some in all.chunks(SCOPES) {
        conn.execute(
            "DELETE FROM main.search_text WHERE scope IN (SELECT value FROM json_each(?1))",
            [json(some)],
        )?;
    }
    if !are_most {
        for some in all.chunks(SCOPES) {
            fill(conn, "main", some)?;
        }
        return Ok(());
    }
    let aside = bulk::set_aside(conn, ["search_text"])?;
    gather(conn, GATHERED)?;
    for some in all.chunks(SCOPES) {
        fill(conn, "main", some)?;
    }
    gather(conn, GATHERED_ELSE)?;
    bulk::bring_back(conn, &aside)
}

/// How much of the index is gathered in memory before it is written, in bytes. The file remembers it.
fn gather(conn: &Connection, bytes: i64) -> Result<()> {
    conn.execute(
        "INSERT INTO search (search, rank) VALUES ('hashsize', ?1)",
        [bytes],
    )?;
    Ok(())
}

/// Makes an index of these scopes alone, which goes with the connection.
pub(super) fn take_aside(conn: &Connection, scopes: &BTreeSet<String>) -> Result<()> {
    for (from, to, end) in [
        (
            "CREATE TABLE search_text",
            "CREATE TEMP TABLE search_text",
            ") STRICT;",
        ),
        (
            "CREATE VIRTUAL TABLE search ",
            "CREATE VIRTUAL TABLE temp.search ",
            ");",
        ),
    ] {
        let made = SCHEMA
            .split_once(from)
            .and_then(|(_, rest)| rest.split_once(end))
            .map(|(inside, _)| format!("{to}{inside}{end}"));
        conn.execute_batch(&made.unwrap_or_default())?;
    }
    let all: Vec<&String> = scopes.iter().collect();
    fill(conn, "temp", &all)
}

fn fill(conn: &Connection, database: &str, scopes: &[&String]) -> Result<()> {
    let keys = json(scopes);
    let last: i64 = conn.query_row(
        &format!("SELECT ifnull(max(id), 0) FROM {database}.search_text"),
        [],
        |row| row.get(0),
    )?;
    let insert = |with: &str, select: &str| {
        format!(
            "INSERT INTO {database}.search_text ({COLUMNS})
            WITH {with}filled({COLUMNS}) AS ({select})
            SELECT * FROM filled WHERE coalesce(name, words, summary, note) IS NOT NULL"
        )
    };
    for select in FILL_DIRECTIVES {
        let of_these = " AND d.discarded_on IS NULL
            AND d.id IN (SELECT value FROM json_each(?1))";
        conn.execute(&insert("", &format!("{select}{of_these}")), [&keys])?;
    }
    for (list, select) in FILL_LISTS {
        if scopes.iter().any(|scope| scope == &list) {
            conn.execute(&insert(&format!("{NAMED}, "), select), [])?;
        }
    }
    conn.execute(
        &format!(
            "INSERT INTO {database}.search (rowid, name, words, summary, note, issuer)
            SELECT id, name, words, summary, note, issuer
            FROM {database}.search_text WHERE id > ?1"
        ),
        [last],
    )?;
    Ok(())
}
