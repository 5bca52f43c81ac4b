//! The changes as a page: the days in their order, under each what happened and what it changed.

use super::{Changes, Group};
use crate::law::Period;
use crate::model::date::long_day;
use crate::report::words;
use crate::report::{Block, Page, Pair};

/// The days of a group: "1 February 2017", "Some day between 6 May and 19 June 2020".
fn days(period: Period) -> String {
    let span = crate::law::Span {
        earliest: period.from,
        latest: period.until,
        never: false,
    };
    match (period.from, period.until) {
        (Some(from), Some(until)) if from == until => long_day(from),
        (Some(from), None) => format!("From {} on, day not known", long_day(from)),
        (None, Some(until)) => format!("By {}, day not known", long_day(until)),
        (Some(_), Some(_)) => format!("Some day {}", words::span_phrase(&span)),
        (None, None) => "Day not known".to_owned(),
    }
}

impl Changes {
    /// The page.
    pub(super) fn printed(&self) -> Page {
        let mut page = Page {
            title: self.title(),
            ..Page::default()
        };
        if self.groups.is_empty() {
            page.blocks.push(Block::Paragraph(
                "Nothing on record begins, ends, is put on hold or changes in this time."
                    .to_owned(),
            ));
        }
        for group in &self.groups {
            self.group(group, &mut page.blocks);
        }
        page.foot = self.foot();
        page.next = self.next();
        page
    }

    fn title(&self) -> String {
        let who = match self.names.as_slice() {
            [] => "No body".to_owned(),
            many if many.len() > 3 => words::count(many.len(), "body"),
            few => words::listed(few, "and"),
        };
        let side = self
            .side
            .as_ref()
            .map_or_else(String::new, |side| format!(", for {side}"));
        format!(
            "Changes: {who}{side}, {} to {}",
            long_day(self.asked.since),
            long_day(self.asked.until)
        )
    }

    fn group(&self, group: &Group, blocks: &mut Vec<Block>) {
        let heading = if self.names.len() > 1 {
            format!("{}: {}", group.name, days(group.period))
        } else {
            days(group.period)
        };
        blocks.push(Block::Heading(heading));
        let rows = &self.rows[group.rows.clone()];
        let mut happened: Vec<Pair> = group
            .happened
            .iter()
            .map(|(label, text)| Pair::new(*label, text))
            .collect();
        happened.extend(
            rows.iter()
                .filter(|row| !row.lines.is_empty())
                .map(|row| Pair::many(row.label.clone(), row.lines.clone())),
        );
        if !rows.iter().any(|row| row.answer_changed) {
            let text = if self.asked.scope.topics.is_empty() {
                "No answer changes."
            } else {
                "No answer on these topics changes."
            };
            happened.push(Pair::new("no change", text));
        }
        blocks.push(Block::Pairs(happened));
    }

    /// The days with what happened on them and what it changed, in a line each.
    pub(in crate::report) fn in_short(&self) -> Vec<Pair> {
        self.groups
            .iter()
            .map(|group| {
                let rows = &self.rows[group.rows.clone()];
                let mut lines: Vec<String> = group
                    .happened
                    .iter()
                    .map(|(_, text)| text.clone())
                    .collect();
                lines.extend(rows.iter().filter_map(|row| row.in_short()));
                if !rows.iter().any(|row| row.answer_changed) {
                    lines.push("No answer changes.".to_owned());
                }
                Pair::many(words::short_days(group.period), lines)
            })
            .collect()
    }

    /// How much is not known on the last day, how many changes there were, and of which state of the
    /// records.
    pub(in crate::report) fn foot(&self) -> Vec<String> {
        let answers = self.rows.iter().filter(|row| row.answer_changed).count();
        let quiet = self
            .groups
            .iter()
            .filter(|group| {
                let rows = &self.rows[group.rows.clone()];
                !rows.iter().any(|row| row.answer_changed)
            })
            .count();
        let day = format!("On {}", long_day(self.asked.until));
        let mut foot: Vec<String> = self.absence.sentence(Some(&day)).into_iter().collect();
        foot.extend([
            format!(
                "{} of an answer on {}; {} on which no answer changes.",
                words::count(answers, "change"),
                words::count(self.groups.len() - quiet, "day"),
                words::count(quiet, "day")
            ),
            format!(
                "By meaning: a text that is renumbered or reworded with the same rules changes \
                 nothing. Operation {}.",
                self.operation
            ),
        ]);
        foot
    }

    fn next(&self) -> Vec<String> {
        let Some(group) = self.groups.first() else {
            return Vec::new();
        };
        let side = self
            .asked
            .scope
            .counterpart
            .as_ref()
            .map_or_else(String::new, |side| format!(" --for {side}"));
        vec![
            format!("comity timeline {}{side}", group.organization),
            format!(
                "comity compare {}{side} --on {} --why",
                group.organization, self.asked.until
            ),
        ]
    }
}
