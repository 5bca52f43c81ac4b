//! Text that is not TOML: what the TOML reader says about it, in words for people who do not write
//! TOML every day, and which parts of the file can still be trusted.

use std::ops::Range;

use crate::model::{Fault, name};

/// The parts of a file that were not read as they were meant.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// Lines with a fault of their own.
    lines: Vec<Range<usize>>,
    /// From here on nothing is certain: a bracket or a header was not understood.
    rest: Option<usize>,
}

impl Unread {
    /// Whether everything was read.
    pub(super) const fn is_nothing(&self) -> bool {
        self.lines.is_empty() && self.rest.is_none()
    }

    /// Whether a place was read as it was meant.
    pub(super) fn leaves(&self, span: &Range<usize>) -> bool {
        self.rest.is_none_or(|rest| span.end <= rest)
            && !self
                .lines
                .iter()
                .any(|line| span.start <= line.end && line.start <= span.end)
    }

    /// From a byte on, nothing was read as it was meant.
    pub(super) fn from(&mut self, at: usize) {
        self.rest = Some(self.rest.map_or(at, |rest| rest.min(at)));
    }
}

/// The faults of a text that is not TOML, one a line, up to the first after which the TOML reader
/// only stumbles on.
pub(super) fn faults(text: &str, errors: &[toml::de::Error]) -> (Vec<Fault>, Unread) {
    let mut errors: Vec<(Range<usize>, &str)> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let start = text.floor_char_boundary(span.start);
            let end = text.floor_char_boundary(span.end.max(start));
            (start..end, error.message())
        })
        .collect();
    errors.sort_by_key(|error| error.0.start);
    let mut faults = Vec::new();
    let mut unread = Unread::default();
    for (span, message) in errors {
        let line = line(text, span.start);
        if unread.lines.last() == Some(&line) {
            continue;
        }
        let is_header = text[line.clone()].trim_start().starts_with('[');
        let bracket = ["comma", "unclosed", "array", "table", "recurs"];
        let swallows = is_header || bracket.iter().any(|word| message.contains(word));
        faults.push(fault(text, span, message));
        if swallows {
            unread.from(line.start);
            break;
        }
        unread.lines.push(line);
    }
    (faults, unread)
}

/// The line in which a byte stands, without its line end.
fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// One fault, in our words for the slips that people make.
fn fault(text: &str, span: Range<usize>, message: &str) -> Fault {
    let says = |words: &str| message.contains(words);
    let at_end = text[span.start..].trim().is_empty();
    let (words, cure) = if says("duplicate key") {
        ("this key stands twice", Some("leave one of them out"))
    } else if says("key with no value") || says("must be quoted") && span.is_empty() {
        ("this key has no value", Some("write KEY = \"...\""))
    } else if says("must be quoted") {
        ("a text needs quotes", Some("put \" before and after it"))
    } else if says("visible characters") {
        (
            "this character cannot stand in a text",
            Some("leave it out, or write it as \\uXXXX"),
        )
    } else if says("string, expected `\"") {
        ("this text has no closing quote", Some("end it with \""))
    } else if says("missing comma") {
        ("a comma or a closing bracket is missing before this", None)
    } else if says("unclosed array,") {
        ("this list has no closing bracket", Some("end it with ]"))
    } else if says("unclosed inline table") {
        ("this table has no closing brace", Some("end it with }"))
    } else if says("unclosed") {
        ("this header has no closing bracket", None)
    } else if says("recurs") {
        ("lists and tables lie too deep in each other", None)
    } else {
        let message = format!("this is not TOML: {}", name::shown(message));
        let fault = Fault::new(span, message);
        return if at_end { fault.cure(CUT_OFF) } else { fault };
    };
    let fault = Fault::new(span, words);
    match cure {
        _ if at_end => fault.cure(CUT_OFF),
        Some(cure) => fault.cure(cure),
        None => fault,
    }
}

const CUT_OFF: &str = "the file seems to be cut off here";
