//! Addresses in running text, and the numbers of notes: what the formats with links share.

use std::collections::HashMap;

use crate::report::Note;

/// A stretch of text: an address that may become a link, or anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Text as it is.
    Text(&'a str),
    /// An address of the web.
    Address(&'a str),
}

/// Cuts a text at its addresses. Only `http` and `https` ones with a host count: anything else that
/// looks like a link could do something when it is followed.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut from, mut look) = (0, 0);
    while let Some(at) = text[look..].find("http").map(|at| at + look) {
        match address(&text[at..]).filter(|_| begins_word(&text[..at])) {
            Some(address) => {
                if from < at {
                    parts.push(Part::Text(&text[from..at]));
                }
                parts.push(Part::Address(address));
                from = at + address.len();
                look = from;
            }
            None => look = at + "http".len(),
        }
    }
    if from < text.len() {
        parts.push(Part::Text(&text[from..]));
    }
    parts
}

fn begins_word(before: &str) -> bool {
    before.is_empty() || before.ends_with([' ', '(', '"', '\'', '['])
}

/// The address with which a text begins, without the punctuation after it.
fn address(text: &str) -> Option<&str> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    // A backslash is where a control character was spelt out; the others end an address.
    let is_end = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '\\');
    let end = rest.find(is_end).unwrap_or(rest.len());
    if rest[end..].starts_with('\\') {
        return None;
    }
    let mut body = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']']);
    // A bracket that was opened inside belongs to the address.
    while body.ends_with(')') && body.matches(')').count() > body.matches('(').count() {
        body = body[..body.len() - 1].trim_end_matches(['.', ',', ';', ':']);
    }
    let host = body.chars().next().is_some_and(char::is_alphanumeric);
    host.then(|| &text[..text.len() - rest.len() + body.len()])
}

/// The notes of a page, numbered in reading order; equal ones have one number.
#[derive(Debug, Default)]
pub(super) struct Notes<'a> {
    all: Vec<(&'a Note, usize)>,
    places: HashMap<&'a Note, usize>,
}

/// A place that refers to a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The number of the note.
    pub(super) note: usize,
    /// Which place it is of those that refer to it, from 1.
    pub(super) time: usize,
}

impl<'a> Notes<'a> {
    /// Refers to a note.
    pub(super) fn mark(&mut self, note: &'a Note) -> Mark {
        let next = self.all.len();
        let at = *self.places.entry(note).or_insert(next);
        if at == next {
            self.all.push((note, 0));
        }
        self.all[at].1 += 1;
        Mark {
            note: at + 1,
            time: self.all[at].1,
        }
    }

    /// Each note with its number and how many places refer to it.
    pub(super) fn list(&self) -> impl Iterator<Item = (usize, &'a Note, usize)> + '_ {
        let numbered = self.all.iter().enumerate();
        numbered.map(|(at, (note, times))| (at + 1, *note, *times))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(text: &str) -> Vec<&str> {
        let parts = parts(text);
        let whole: String = parts
            .iter()
            .map(|part| match part {
                Part::Text(text) | Part::Address(text) => *text,
            })
            .collect();
        assert_eq!(whole, text);
        parts
            .into_iter()
            .filter_map(|part| match part {
                Part::Address(address) => Some(address),
                Part::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn addresses_end_before_the_punctuation_behind_them() {
        for (text, found) in [
            ("see https://a.b/c_d|e.", "https://a.b/c_d|e"),
            ("KUT, 2017, http://a.b/c?d=1&e=2", "http://a.b/c?d=1&e=2"),
            ("(https://a.b/c), then", "https://a.b/c"),
            ("https://a.b/c_(d) x", "https://a.b/c_(d)"),
            ("(https://a.b/c_(d)).", "https://a.b/c_(d)"),
            ("http http://é.example/ü", "http://é.example/ü"),
        ] {
            assert_eq!(addresses(text), [found], "{text}");
        }
        assert_eq!(
            addresses("http://a.b, https://c.d"),
            ["http://a.b", "https://c.d"]
        );
    }

    #[test]
    fn what_does_something_else_is_no_address() {
        for text in [
            "javascript:alert(1)//http",
            "data:text/html,http",
            "https://",
            "https:// x",
            "http://\"onclick=",
            "http://a.b\\u{1b}c",
            "xhttp://a.b",
            "mailto:http",
        ] {
            assert!(addresses(text).is_empty(), "{text}");
        }
        assert_eq!(addresses("https://a.b\"><script>"), ["https://a.b"]);
    }
}
