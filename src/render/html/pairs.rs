//! Labels with what they label. A label that is a number in brackets is a source to which other
//! texts refer at their end.

use std::collections::BTreeMap;

use super::escape::{escaped, linked};
use super::{Writer, back};
use crate::report::{Block, Page, Pair};

/// The labels of a page to which a text can refer.
pub(super) fn labels(page: &Page) -> BTreeMap<&str, usize> {
    let pairs = page.blocks.iter().filter_map(|block| match block {
        Block::Pairs(pairs) => Some(pairs),
        _ => None,
    });
    pairs
        .flatten()
        .filter(|pair| number(&pair.label).is_some())
        .map(|pair| (pair.label.as_str(), 0))
        .collect()
}

/// The number of a label such as `[3]`.
fn number(label: &str) -> Option<usize> {
    label.strip_prefix('[')?.strip_suffix(']')?.parse().ok()
}

impl<'a> Writer<'a> {
    /// Writes labels with their texts.
    pub(super) fn pairs(&mut self, pairs: &'a [Pair]) {
        if pairs.is_empty() {
            return;
        }
        self.line("<dl>");
        for (at, pair) in pairs.iter().enumerate() {
            // Without a label it goes on under the one before; a list cannot begin so.
            if !pair.label.is_empty() || at == 0 {
                self.label(&pair.label);
            }
            let marks = self.marks(&pair.notes);
            let last = pair.text.len().saturating_sub(1);
            for (at, text) in pair.text.iter().enumerate() {
                let mut line = self.referring(text);
                if at == last && !marks.is_empty() {
                    line.push_str(&format!(" {marks}"));
                }
                self.line(&format!("<dd>{line}</dd>"));
            }
        }
        self.line("</dl>");
    }

    fn label(&mut self, label: &str) {
        // Once: what stands in the page twice is no place to lead to.
        let times = self.labels.remove(label);
        self.line(&match (number(label), times) {
            (Some(number), Some(times)) if times > 0 => format!(
                "<dt id=\"s{number}\">{} {}</dt>",
                escaped(label),
                back('q', "source", number, times)
            ),
            _ => format!("<dt>{}</dt>", escaped(label)),
        });
    }

    /// A text; the numbers of sources at its end lead to them. Further in they may be words that
    /// somebody wrote.
    fn referring(&mut self, text: &str) -> String {
        let (mut before, mut ends) = (text, Vec::new());
        while let Some((rest, word)) = split_last(before) {
            if !self.labels.contains_key(word) {
                break;
            }
            ends.push(word);
            before = rest;
        }
        let mut out = vec![linked(before)];
        out.retain(|before| !before.is_empty());
        for word in ends.into_iter().rev() {
            let (Some(times), Some(number)) = (self.labels.get_mut(word), number(word)) else {
                continue;
            };
            *times += 1;
            out.push(format!(
                "<a id=\"q{number}-{times}\" href=\"#s{number}\">{}</a>",
                escaped(word)
            ));
        }
        out.join(" ")
    }
}

/// The last word of a text, apart from what stands before it.
fn split_last(text: &str) -> Option<(&str, &str)> {
    match text.rsplit_once(' ') {
        Some((before, word)) => Some((before, word)),
        None if text.is_empty() => None,
        None => Some(("", text)),
    }
}
