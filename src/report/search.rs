//! What a search found: the place of each text and the words round what was looked for.

use serde::{Serialize, Serializer};

use super::{Block, Flat, Page, Report, words};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.search/1";

/// A text that was found, as the caller read it.
#[derive(Debug, Clone, Default)]
pub struct FoundText {
    /// What it is: directive, version, rule, event, source, topic, condition, practice, coverage.
    pub kind: String,
    /// The directive in which it stands.
    pub directive: Option<String>,
    /// The version.
    pub version: Option<String>,
    /// Whether that is a draft.
    pub is_draft: bool,
    /// The rule, the name of a source, the key of a term.
    pub item: Option<String>,
    /// The body that issued it, or that it is about.
    pub organization: Option<String>,
    /// Printed number or title of the directive.
    pub title: Option<String>,
    /// Section of the rule.
    pub cite: Option<String>,
    /// Where it was found: name, words, summary, note, issuer.
    pub column: &'static str,
    /// The text round it, in parts, each with whether it was found.
    pub snippet: Vec<(String, bool)>,
}

impl FoundText {
    /// The reference that other commands take: a directive with its version and rule, the key of a
    /// term, a body.
    fn place(&self) -> String {
        let Some(directive) = &self.directive else {
            let named = match self.kind.as_str() {
                "topic" | "condition" => &self.item,
                _ => &self.organization,
            };
            return named.clone().unwrap_or_else(|| self.kind.clone());
        };
        let mut place = directive.clone();
        if let Some(version) = &self.version {
            place.push_str(&format!("@{version}"));
        }
        if let Some(rule) = self.item.as_ref().filter(|_| self.kind == "rule") {
            place.push_str(&format!("#{rule}"));
        }
        place
    }

    /// The command that shows it whole.
    fn command(&self) -> String {
        match (&self.directive, &self.version, &self.organization) {
            (Some(directive), Some(version), _) => format!("comity show {directive}@{version}"),
            (Some(directive), None, _) => format!("comity show {directive}"),
            (None, _, Some(body)) => format!("comity org show {body}"),
            (None, ..) if ["topic", "condition"].contains(&self.kind.as_str()) => {
                format!("comity {} show {}", self.kind, self.place())
            }
            (None, ..) => "comity dump".to_owned(),
        }
    }

    /// The snippet as one text, what was found in square brackets.
    fn marked(&self) -> String {
        self.snippet
            .iter()
            .map(|(text, found)| match found {
                true => format!("[{text}]"),
                false => text.clone(),
            })
            .collect()
    }

    /// What it is and where in it the words stand, in words.
    fn told(&self) -> String {
        let mut told = match self.is_draft {
            true => format!("{} of a draft", self.kind),
            false => self.kind.clone(),
        };
        for part in [&self.title, &self.cite].into_iter().flatten() {
            told.push_str(&format!(", {part}"));
        }
        let place = match (self.column, self.kind.as_str()) {
            ("words", _) => "its words",
            ("summary", "rule") => "in short",
            ("summary", "topic" | "condition") => "definition",
            ("summary", "event") => "what happened",
            ("summary", "version") => "issued by, terms",
            ("summary", _) => "title",
            ("note", "source") => "supports",
            ("note", _) => "note",
            ("issuer", _) => "body",
            (_, "rule") => "section and topic",
            (_, "topic" | "condition") => "short words",
            (_, "practice" | "coverage") => "topic",
            (_, "version") => "number",
            _ => "number and title",
        };
        format!("{told}; {place}: {}", self.marked())
    }
}

/// A hit for a program to read.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    schema: &'static str,
    rank: usize,
    kind: String,
    place: String,
    directive: Option<String>,
    version: Option<String>,
    rule: Option<String>,
    organization: Option<String>,
    title: Option<String>,
    cite: Option<String>,
    draft: bool,
    found_in: &'static str,
    snippet: String,
    matched: Vec<String>,
}

/// What a search found, ready to be printed. Its JSON form is the array of its hits.
#[derive(Debug, Clone)]
pub struct Search {
    wanted: String,
    total: usize,
    operation: i64,
    found: Vec<FoundText>,
    views: Vec<SearchView>,
}

/// Arranges what was found. `wanted` is what was typed, `total` how many texts have it.
pub fn search(wanted: &str, total: usize, operation: i64, found: Vec<FoundText>) -> Search {
    let views = found
        .iter()
        .enumerate()
        .map(|(at, one)| SearchView {
            schema: SCHEMA,
            rank: at + 1,
            kind: one.kind.clone(),
            place: one.place(),
            directive: one.directive.clone(),
            version: one.version.clone(),
            rule: one.item.clone().filter(|_| one.kind == "rule"),
            organization: one.organization.clone(),
            title: one.title.clone(),
            cite: one.cite.clone(),
            draft: one.is_draft,
            found_in: one.column,
            snippet: one.marked(),
            matched: one
                .snippet
                .iter()
                .filter(|(_, found)| *found)
                .map(|(text, _)| text.clone())
                .collect(),
        })
        .collect();
    Search {
        wanted: wanted.to_owned(),
        total,
        operation,
        found,
        views,
    }
}

impl Serialize for Search {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.views.serialize(serializer)
    }
}

impl Report for Search {
    type Item = SearchView;

    fn page(&self) -> Page {
        let mut title = format!("{}: {}", self.wanted, words::count(self.total, "hit"));
        if self.total > self.found.len() {
            title.push_str(&format!(", the best {}", self.found.len()));
        }
        let blocks = self
            .found
            .iter()
            .zip(&self.views)
            .flat_map(|(one, view)| {
                [
                    Block::Heading(view.place.clone()),
                    Block::Paragraph(one.told()),
                ]
            })
            .collect();
        let mut foot = Vec::new();
        if self.total > self.found.len() {
            foot.push(format!("All of them: --limit {}.", self.total));
        }
        foot.push(format!(
            "What was found stands in [brackets]. Operation {}.",
            self.operation
        ));
        Page {
            title,
            blocks,
            foot,
            next: self
                .found
                .first()
                .map(FoundText::command)
                .into_iter()
                .collect(),
        }
    }

    fn flat(&self) -> Flat {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Flat {
            head: vec![
                "rank",
                "kind",
                "place",
                "directive",
                "version",
                "rule",
                "organization",
                "title",
                "cite",
                "draft",
                "found_in",
                "snippet",
            ],
            rows: self
                .views
                .iter()
                .map(|view| {
                    vec![
                        view.rank.to_string(),
                        view.kind.clone(),
                        view.place.clone(),
                        text(&view.directive),
                        text(&view.version),
                        text(&view.rule),
                        text(&view.organization),
                        text(&view.title),
                        text(&view.cite),
                        view.draft.to_string(),
                        view.found_in.to_owned(),
                        view.snippet.clone(),
                    ]
                })
                .collect(),
        }
    }

    fn items(&self) -> Vec<&SearchView> {
        self.views.iter().collect()
    }
}
