//! What the schema says of itself: the comments beside its tables, views and columns.

use super::open::SCHEMA;

/// A table or a view, with what its comment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableNote {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub text: String,
    /// Its columns with what each holds; those of a view, and of a table of past rows, have none.
    pub columns: Vec<(String, String)>,
    /// Whether it serves others and is seldom looked at: past rows, the parts of the index.
    pub is_inner: bool,
}

/// Every table and view of the schema, in its order.
pub fn table_notes() -> Vec<TableNote> {
    let mut notes: Vec<TableNote> = Vec::new();
    let mut above: Vec<&str> = Vec::new();
    let mut inside = false;
    let mut column: Option<&str> = None;
    for line in SCHEMA.lines() {
        if let Some(name) = created(line) {
            inside = line.starts_with("CREATE TABLE ") && !name.ends_with("_history");
            notes.push(TableNote {
                name: name.to_owned(),
                text: above.join(" "),
                columns: Vec::new(),
                is_inner: name.ends_with("_history") || name == "search",
            });
            above.clear();
        } else if let Some(text) = line.trim_start().strip_prefix("-- ") {
            above.push(text);
            continue;
        } else if inside && line.starts_with("    PRIMARY KEY") {
            inside = false;
        } else if inside {
            // A generated column begins with its name and ends with its comment.
            column = named(line).or(column);
            let beside = line.split_once(" -- ").map(|(_, text)| text.to_owned());
            let text = beside.or_else(|| (!above.is_empty()).then(|| above.join(" ")));
            if let (Some(name), Some(text), Some(note)) = (column, text, notes.last_mut()) {
                note.columns.push((name.to_owned(), text));
                column = None;
            }
        }
        above.clear();
    }
    notes
}

/// The name of the table or view that a line makes.
fn created(line: &str) -> Option<&str> {
    ["CREATE TABLE ", "CREATE VIEW ", "CREATE VIRTUAL TABLE "]
        .iter()
        .find_map(|start| line.strip_prefix(start))
        .and_then(|rest| rest.split(' ').next())
}

/// The column with which a line of a table begins.
fn named(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("    ")?;
    let name = rest.split(' ').next()?;
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase());
    (is_name && rest.contains(' ')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_view_and_column_has_its_comment() {
        let notes = table_notes();
        let conn = rusqlite::Connection::open_in_memory().expect("memory");
        conn.execute_batch(SCHEMA).expect("the schema");
        let names = |sql: &str, of: &str| -> Vec<String> {
            let mut statement = conn.prepare(sql).expect(sql);
            let count = statement.parameter_count();
            let rows = statement
                .query_map(rusqlite::params_from_iter([of].iter().take(count)), |row| {
                    row.get(0)
                })
                .expect(sql);
            rows.map(|row| row.expect("a name")).collect()
        };
        let there = names(
            "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') \
             AND name NOT GLOB 'search_[cdi]*' ORDER BY 1",
            "",
        );
        let mut known: Vec<String> = notes.iter().map(|note| note.name.clone()).collect();
        known.sort();
        assert_eq!(known, there);
        for note in &notes {
            assert!(!note.text.is_empty(), "{}", note.name);
            if note.columns.is_empty() {
                continue;
            }
            let columns: Vec<String> = note.columns.iter().map(|(name, _)| name.clone()).collect();
            assert_eq!(
                columns,
                names(
                    "SELECT name FROM pragma_table_xinfo(?1) ORDER BY cid",
                    &note.name
                ),
                "{}",
                note.name
            );
        }
        let rule = notes.iter().find(|note| note.name == "rule").expect("rule");
        assert!(
            rule.columns
                .contains(&("cite".to_owned(), "section and paragraph".to_owned())),
            "{rule:?}"
        );
        let date = notes
            .iter()
            .find(|note| note.name == "date_claim")
            .expect("dates");
        let earliest = (
            "on_earliest",
            "the first day that on_date can mean; none: open",
        );
        assert!(
            date.columns
                .iter()
                .any(|(name, text)| (name.as_str(), text.as_str()) == earliest),
            "{date:?}"
        );
    }
}
