//! Where the database is and what it holds.

use serde::{Serialize, Serializer};

use super::{Block, Flat, Page, Pair, Report, words};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.info/1";

/// What a database holds, in numbers. The caller counts; this arranges.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// Path of the file.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// Directives.
    pub directives: u64,
    /// Versions of them.
    pub versions: u64,
    /// Rules of these.
    pub rules: u64,
    /// Organizations.
    pub organizations: u64,
    /// Places.
    pub places: u64,
    /// Topics of the codebook.
    pub topics: u64,
    /// Conditions of the codebook.
    pub conditions: u64,
    /// Sources.
    pub sources: u64,
    /// The last command that changed something; none in a new file.
    pub last: Option<LastOperation>,
    /// Version of the schema of the file.
    pub schema_version: i64,
    /// Version of the program.
    pub program_version: String,
}

/// The last command that changed something.
#[derive(Debug, Clone, Serialize)]
pub struct LastOperation {
    /// Its number.
    pub id: i64,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// Who.
    pub user: String,
    /// What was typed.
    pub command: String,
}

/// The JSON view.
#[derive(Debug, Clone, Serialize)]
pub struct InfoView {
    schema: &'static str,
    path: String,
    size: u64,
    directives: u64,
    versions: u64,
    rules: u64,
    organizations: u64,
    places: u64,
    topics: u64,
    conditions: u64,
    sources: u64,
    last_operation: Option<LastOperation>,
    schema_version: i64,
    program_version: String,
}

/// What a database holds, ready to print. Its JSON form is one object.
#[derive(Debug, Clone)]
pub struct Info(InfoView);

/// Arranges the numbers of a database.
pub fn info(numbers: Numbers) -> Info {
    Info(InfoView {
        schema: SCHEMA,
        path: numbers.path,
        size: numbers.size,
        directives: numbers.directives,
        versions: numbers.versions,
        rules: numbers.rules,
        organizations: numbers.organizations,
        places: numbers.places,
        topics: numbers.topics,
        conditions: numbers.conditions,
        sources: numbers.sources,
        last_operation: numbers.last,
        schema_version: numbers.schema_version,
        program_version: numbers.program_version,
    })
}

impl Serialize for Info {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A size for people, in units of 1,000: "312 bytes", "48 kB", "1.2 MB".
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => {
            let tenths = bytes / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

impl Report for Info {
    type Item = InfoView;

    fn page(&self) -> Page {
        let view = &self.0;
        let count = |number: u64, noun: &str| {
            words::count(usize::try_from(number).unwrap_or(usize::MAX), noun)
        };
        let mut pairs = vec![
            Pair::new("file", view.path.clone()),
            Pair::new("size", size(view.size)),
            Pair::new(
                "holds",
                format!(
                    "{} in {} with {}",
                    count(view.directives, "directive"),
                    count(view.versions, "version"),
                    count(view.rules, "rule")
                ),
            ),
            Pair::new(
                "of",
                format!(
                    "{} in {}",
                    count(view.organizations, "organization"),
                    count(view.places, "place")
                ),
            ),
            Pair::new(
                "codebook",
                format!(
                    "{}, {}",
                    count(view.topics, "topic"),
                    count(view.conditions, "condition")
                ),
            ),
            Pair::new("sources", view.sources.to_string()),
        ];
        pairs.push(match &view.last_operation {
            Some(last) => Pair::many(
                "last change",
                vec![
                    format!("operation {}, {}, by {}", last.id, last.at, last.user),
                    last.command.clone(),
                ],
            ),
            None => Pair::new("last change", "none"),
        });
        pairs.push(Pair::new(
            "versions",
            format!(
                "schema {}, program {}",
                view.schema_version, view.program_version
            ),
        ));
        Page {
            title: "What the database holds".to_owned(),
            blocks: vec![Block::Pairs(pairs)],
            foot: Vec::new(),
            next: vec![if view.directives == 0 {
                "comity add --help".to_owned()
            } else {
                "comity list".to_owned()
            }],
        }
    }

    fn flat(&self) -> Flat {
        let view = &self.0;
        let last = view.last_operation.as_ref();
        let from = |get: fn(&LastOperation) -> String| last.map(get).unwrap_or_default();
        Flat {
            head: vec![
                "path",
                "size",
                "directives",
                "versions",
                "rules",
                "organizations",
                "places",
                "topics",
                "conditions",
                "sources",
                "operation",
                "operation_at",
                "operation_user",
                "operation_command",
                "schema_version",
                "program_version",
            ],
            rows: vec![vec![
                view.path.clone(),
                view.size.to_string(),
                view.directives.to_string(),
                view.versions.to_string(),
                view.rules.to_string(),
                view.organizations.to_string(),
                view.places.to_string(),
                view.topics.to_string(),
                view.conditions.to_string(),
                view.sources.to_string(),
                from(|last| last.id.to_string()),
                from(|last| last.at.clone()),
                from(|last| last.user.clone()),
                from(|last| last.command.clone()),
                view.schema_version.to_string(),
                view.program_version.clone(),
            ]],
        }
    }

    fn items(&self) -> Vec<&InfoView> {
        vec![&self.0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{json, plain};

    #[test]
    fn numbers_are_said_in_words() {
        let info = info(Numbers {
            path: "a/comity.db".to_owned(),
            size: 1_250_000,
            directives: 1,
            versions: 2,
            rules: 3,
            last: Some(LastOperation {
                id: 4,
                at: "2026-01-02T03:04:05Z".to_owned(),
                user: "jane".to_owned(),
                command: "comity load x".to_owned(),
            }),
            ..Numbers::default()
        });
        let text = plain(&info.page());
        assert!(text.contains("size: 1.2 MB"), "{text}");
        assert!(
            text.contains("1 directive in 2 versions with 3 rules"),
            "{text}"
        );
        assert!(
            text.contains("operation 4, 2026-01-02T03:04:05Z, by jane"),
            "{text}"
        );
        let json = json(&info);
        assert_eq!(json["schema"], "comity.info/1");
        assert_eq!(json["last_operation"]["id"], 4);
        assert_eq!(info.flat().head.len(), info.flat().rows[0].len());
    }
}
