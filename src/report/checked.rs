//! What a check of the records found.

use serde::{Serialize, Serializer};

use super::{Block, Flat, Page, Pair, Report, words};
use crate::model::{Finding, Severity};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.check/1";

/// The most findings of one check that a page names.
const NAMED: usize = 20;

/// The findings, by weight and check.
#[derive(Debug)]
pub struct Checked {
    rows: Vec<Row>,
    allowed: usize,
    operation: i64,
    what: String,
    again: String,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    schema: &'static str,
    code: &'static str,
    severity: &'static str,
    record: String,
    with: Option<String>,
    what: String,
    cure: String,
    file: Option<String>,
    line: Option<usize>,
}

impl Checked {
    /// The findings of a check over `what`, of which so many more were allowed; `again` is the command
    /// that checks the same once more.
    pub fn new(
        findings: Vec<Finding>,
        allowed: usize,
        (what, again): (&str, String),
        operation: i64,
    ) -> Self {
        let rows = findings.into_iter().map(|one| {
            let (file, line) = one.at.unzip();
            Row {
                schema: SCHEMA,
                code: one.code,
                severity: one.severity.word(),
                record: one.record,
                with: one.with,
                what: one.what,
                cure: one.cure,
                file,
                line,
            }
        });
        Self {
            rows: rows.collect(),
            allowed,
            operation,
            what: what.to_owned(),
            again,
        }
    }

    fn of(&self, severity: Severity) -> usize {
        let word = severity.word();
        let rows = self.rows.iter();
        rows.filter(|row| row.severity == word).count()
    }

    /// "2 warnings and 5 notes".
    fn counts(&self) -> String {
        let parts: Vec<String> = Severity::ALL
            .iter()
            .filter(|severity| self.of(**severity) > 0)
            .map(|severity| words::count(self.of(*severity), severity.word()))
            .collect();
        if parts.is_empty() {
            "nothing found".to_owned()
        } else {
            words::listed(&parts, "and")
        }
    }

    fn foot(&self) -> String {
        let allowed = match self.allowed {
            0 => String::new(),
            some => format!(
                " {} left out with --allow.",
                words::count(some, "more finding")
            ),
        };
        format!("Operation {}.{allowed}", self.operation)
    }
}

impl Row {
    /// Where it stands: the file and line, where it came from one.
    fn place(&self) -> Option<String> {
        let file = self.file.as_ref()?;
        Some(match self.line {
            Some(line) => format!("{file}:{line}"),
            None => file.clone(),
        })
    }

    /// The record, with its place.
    fn located(&self) -> String {
        match self.place() {
            Some(place) => format!("{} ({place})", self.record),
            None => self.record.clone(),
        }
    }
}

/// The findings of one check: what was found, what to do, and the records; those of which the same is
/// told stand together.
fn blocks(group: &[Row]) -> Vec<Block> {
    let shown = &group[..group.len().min(NAMED)];
    let mut same: Vec<(&Row, Vec<String>)> = Vec::new();
    for row in shown {
        match same
            .iter_mut()
            .find(|(first, _)| first.what == row.what && first.cure == row.cure)
        {
            Some((_, records)) => records.push(row.located()),
            None => same.push((row, vec![row.located()])),
        }
    }
    let mut blocks: Vec<Block> = same
        .into_iter()
        .map(|(row, records)| {
            Block::Pairs(vec![
                Pair::many("record", records),
                Pair::new("found", row.what.clone()),
                Pair::new("cure", row.cure.clone()),
            ])
        })
        .collect();
    if group.len() > NAMED {
        blocks.push(Block::Paragraph(format!(
            "And {} more: add --format csv or --json.",
            group.len() - NAMED
        )));
    }
    blocks
}

impl Serialize for Checked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl Report for Checked {
    type Item = Row;

    fn page(&self) -> Page {
        let mut page = Page {
            title: format!("{}: {}", self.what, self.counts()),
            ..Page::default()
        };
        for group in self.rows.chunk_by(|a, b| a.code == b.code) {
            let first = &group[0];
            page.blocks.push(Block::Heading(format!(
                "{} {} ({})",
                first.severity,
                first.code,
                group.len()
            )));
            page.blocks.extend(blocks(group));
        }
        if self.rows.is_empty() {
            page.blocks.push(Block::Lead(vec![
                "Nothing is wrong that a check can find.".into(),
            ]));
        }
        page.foot.push(self.foot());
        // What stands in a file is not on record yet.
        let text = self.rows.iter().find_map(|row| {
            let id = row.record.split(['@', '#']).next()?;
            let is_text = row.file.is_none() && id.contains('/') && !id.contains(' ');
            is_text.then(|| format!("comity show {id}"))
        });
        page.next.extend(text);
        match self.rows.first() {
            Some(row) => page
                .next
                .push(format!("{} --allow {}", self.again, row.code)),
            None => page.next.push("comity conflicts".to_owned()),
        }
        page
    }

    fn flat(&self) -> Flat {
        let text = |row: &Row| {
            vec![
                row.code.to_owned(),
                row.severity.to_owned(),
                row.record.clone(),
                row.what.clone(),
                row.cure.clone(),
                row.file.clone().unwrap_or_default(),
                row.line.map(|line| line.to_string()).unwrap_or_default(),
            ]
        };
        Flat {
            head: vec!["code", "severity", "record", "what", "cure", "file", "line"],
            rows: self.rows.iter().map(text).collect(),
        }
    }

    fn items(&self) -> Vec<&Row> {
        self.rows.iter().collect()
    }
}
