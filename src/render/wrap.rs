//! Breaking text into lines, at spaces only.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that a text takes on a terminal: two for a wide character, none for a combining one.
pub fn display_width(text: &str) -> usize {
    text.width()
}

/// What becomes of a word that is wider than a whole line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LongWord {
    /// It is cut: inside a grid nothing may stick out.
    Cut,
    /// It sticks out: an address in running text is still one address when it is copied.
    Whole,
}

/// The lines of a text at a width. Several spaces inside a line stay; those at a break go.
/// An empty text is one empty line.
pub(super) fn lines(text: &str, width: usize, long: LongWord) -> Vec<String> {
    let width = width.max(1);
    let mut done = Vec::new();
    let mut line = String::new();
    // Spaces are held back until the word after them is known to fit.
    let mut spaces = String::new();
    for word in text.trim_end().split(' ') {
        let fits = display_width(&line) + spaces.len() + display_width(word) <= width;
        if line.trim().is_empty() || fits {
            line.push_str(&spaces);
            line.push_str(word);
        } else {
            done.push(std::mem::replace(&mut line, word.to_owned()));
        }
        spaces.clear();
        spaces.push(' ');
        if long == LongWord::Cut {
            while display_width(&line) > width {
                let at = cut(&line, width);
                let rest = line.split_off(at);
                done.push(std::mem::replace(&mut line, rest));
            }
        }
    }
    done.push(line);
    done
}

/// The byte before which a text is cut so that it has at most `width` columns; at least one
/// character is kept, and marks that combine with it stay with it.
fn cut(text: &str, width: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        let wide = c.width().unwrap_or(0);
        if used + wide > width && at > 0 {
            return at;
        }
        used += wide;
    }
    text.len()
}

/// The widest word of a text.
pub(super) fn widest_word(text: &str) -> usize {
    text.split(' ').map(display_width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_lines(text: &str, width: usize) -> Vec<String> {
        lines(text, width, LongWord::Cut)
    }

    #[test]
    fn lines_break_at_spaces() {
        assert_eq!(
            cut_lines("unless in custody for another violation", 15),
            ["unless in", "custody for", "another", "violation"]
        );
        assert_eq!(cut_lines("a  b", 10), ["a  b"]);
        assert_eq!(cut_lines("", 10), [""]);
        assert_eq!(cut_lines("ends in spaces   ", 20), ["ends in spaces"]);
        assert_eq!(cut_lines("  indented text", 11), ["  indented", "text"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut_only_where_nothing_may_stick_out() {
        assert_eq!(cut_lines("see abcdefgh", 5), ["see", "abcde", "fgh"]);
        assert_eq!(
            lines("see abcdefgh now", 5, LongWord::Whole),
            ["see", "abcdefgh", "now"]
        );
    }

    #[test]
    fn width_is_that_of_the_screen() {
        assert_eq!(cut_lines("警察 警察", 5), ["警察", "警察"]);
        assert_eq!(cut_lines("警察警察", 5), ["警察", "警察"]);
        assert_eq!(cut_lines("e\u{301}e\u{301}e\u{301}", 2).len(), 2);
    }
}
