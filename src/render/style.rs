//! Bold, dim and colour, set by tone.
//!
//! A grid is measured before it is coloured, so a tone is first noted by characters without width
//! that nothing from outside can hold ([`shown`](crate::model::name::shown) spells them out), and
//! becomes a terminal code once everything stands in its place.

use anstyle::{AnsiColor, Style};

use crate::report::Tone;

const STRONG: char = '\u{2061}';
const QUIET: char = '\u{2062}';
const MARKED: char = '\u{2063}';
const END: char = '\u{2064}';

/// The text with its tone noted.
pub(super) fn noted(tone: Tone, text: &str) -> String {
    let begin = match tone {
        Tone::Plain => return text.to_owned(),
        _ if text.is_empty() => return String::new(),
        Tone::Strong => STRONG,
        Tone::Quiet => QUIET,
        Tone::Marked => MARKED,
    };
    format!("{begin}{text}{END}")
}

/// The text with its notes turned into terminal codes, or dropped.
pub(super) fn resolved(text: &str, colour: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let style = match c {
            STRONG => Style::new().bold(),
            QUIET => Style::new().dimmed(),
            // Yellow is the colour of "look here" and belongs to no side of any question.
            MARKED => AnsiColor::Yellow.on_default().bold(),
            END if colour => {
                out.push_str("\u{1b}[0m");
                continue;
            }
            END => continue,
            c => {
                out.push(c);
                continue;
            }
        };
        if colour {
            out.push_str(&style.render().to_string());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_has_no_width_and_leaves_no_trace_without_colour() {
        let text = noted(Tone::Marked, "conflict");
        assert_eq!(crate::render::display_width(&text), 8);
        assert_eq!(resolved(&text, false), "conflict");
        assert!(resolved(&text, true).ends_with("conflict\u{1b}[0m"));
    }
}
