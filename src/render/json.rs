//! Reports as JSON: the report's own view, whose keys are only ever added to.

use std::io::{self, Write};

use serde::Serialize;

/// Writes one indented document.
///
/// # Errors
/// Those of `out`.
pub(super) fn document<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    writeln!(out, "{}", harmless(&text))
}

/// Writes an object a line.
///
/// # Errors
/// Those of `out`.
pub(super) fn lines<T: Serialize>(values: &[&T], out: &mut dyn Write) -> io::Result<()> {
    for value in values {
        let text = serde_json::to_string(value)?;
        writeln!(out, "{}", harmless(&text))?;
    }
    Ok(())
}

/// Writes an element of an array that is written as it comes: all of them, then [`end`], make the
/// [`document`] of the array.
///
/// # Errors
/// Those of `out`.
pub(super) fn element<T: Serialize>(
    value: &T,
    is_first: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    // A line break stands between parts only: in strings it is escaped.
    let text = serde_json::to_string_pretty(value)?.replace('\n', "\n  ");
    let before = if is_first { "[\n  " } else { ",\n  " };
    write!(out, "{before}{}", harmless(&text))
}

/// Ends an array of elements.
///
/// # Errors
/// Those of `out`.
pub(super) fn end(is_empty: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", if is_empty { "[]" } else { "\n]" })?;
    out.flush()
}

/// The same document with C1 control and bidirectional characters escaped too: JSON itself asks that
/// only of those below a space. Outside strings there are none, so nothing else changes.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_read_back() {
        let mut out = Vec::new();
        document(&"a\u{1b}\u{9b}\u{202e}é", &mut out).expect("memory");
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(text, "\"a\\u001b\\u009b\\u202eé\"\n");
        let back: String = serde_json::from_str(&text).expect("JSON");
        assert_eq!(back, "a\u{1b}\u{9b}\u{202e}é");
    }
}
