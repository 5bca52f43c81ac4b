//! A fault in an argument or a file: the line, a caret under the fault, what is wrong and the cure.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use super::Look;
use super::wrap::display_width;
use crate::model::Fault;
use crate::model::name::shown;

/// Where a faulty text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In an argument, printed as it was typed, without a line number.
    Argument,
    /// In a file or on standard input, with the name under which a reader knows it.
    File(String),
    /// In a cell of a table, printed with the name of its column before it: its line is known, and
    /// the columns of the line are those of nobody.
    Cell(String),
}

/// A fault with the text in which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Where the text stands.
    pub place: Place,
    /// The text: an argument with its flag, a file, or whole lines of a file.
    pub text: String,
    /// The number of its first line, from 1.
    pub first_line: usize,
    /// The bytes at fault.
    pub span: Range<usize>,
    /// What is wrong: one sentence without a full stop.
    pub message: String,
    /// What to write instead, where that is known.
    pub cure: Option<String>,
}

impl Excerpt {
    /// A fault in an argument: `before` is what stands before it on the command line (its flag), or
    /// nothing.
    pub fn argument(before: &str, value: &str, fault: Fault) -> Self {
        let lead = if before.is_empty() {
            String::new()
        } else {
            format!("{before} ")
        };
        Self {
            place: Place::Argument,
            span: fault.span.start + lead.len()..fault.span.end + lead.len(),
            text: format!("{lead}{value}"),
            first_line: 1,
            message: fault.message,
            cure: fault.cure,
        }
    }

    /// A fault in a file.
    pub fn file(name: impl Into<String>, text: impl Into<String>, fault: Fault) -> Self {
        Self {
            place: Place::File(name.into()),
            text: text.into(),
            first_line: 1,
            span: fault.span,
            message: fault.message,
            cure: fault.cure,
        }
    }

    /// The excerpt in lines, the last with a newline:
    ///
    /// ```text
    /// error: there is no month 13
    ///  --> go-34.toml:3:20
    ///   |
    /// 3 | effective = "2019-13-01"
    ///   |                   ^^
    ///   |
    ///   = help: write year-month-day, such as 2019-07-12
    /// ```
    pub fn rendered(&self, look: &Look) -> String {
        let line = Line::of(&self.text, &self.span).trimmed(look.width.max(40) - 12);
        let number = self.first_line.max(1) + line.above;
        let message = shown(&self.message);
        let mut group = Group::with_title(Level::ERROR.primary_title(message.as_str()));
        let mut snippet = Snippet::source(line.text.as_str())
            .fold(false)
            .annotation(AnnotationKind::Primary.span(line.span.clone()));
        let mut column = None;
        match &self.place {
            Place::Argument => snippet = snippet.line_numbering(false),
            Place::File(file) | Place::Cell(file) => {
                let name = shown(file);
                let at = line.text[..line.span.start].chars().count() + 1;
                let real = match &self.place {
                    Place::Cell(_) => format!("{name}:{number}"),
                    _ => format!("{name}:{number}:{}", line.column),
                };
                column = Some((format!("{name}:{number}:{at}"), real));
                snippet = snippet.line_start(number).path(name);
            }
        }
        group = group.element(snippet);
        let cure = self.cure.as_deref().map(shown);
        if let Some(cure) = &cure {
            group = group.element(Level::HELP.message(cure.as_str()));
        }
        let renderer = if look.colour {
            styled()
        } else {
            Renderer::plain()
        };
        let mut out = renderer.term_width(look.width.max(40)).render(&[group]);
        if let Some((printed, real)) = column {
            // The column counts in the file, not in the line as it is shown here.
            out = out.replacen(&printed, &real, 1);
        }
        out.push('\n');
        out
    }
}

/// Bold for the word "error" and the caret; no colour says more than the words.
fn styled() -> Renderer {
    let bold = Style::new().bold();
    Renderer::styled()
        .error(AnsiColor::Yellow.on_default().bold())
        .help(bold)
        .emphasis(bold)
        .line_num(Style::new().dimmed())
}

/// The line of a text in which a fault begins, fit for a screen.
struct Line {
    /// How many lines stand above it.
    above: usize,
    /// The column at which the fault begins, in characters from 1, in the text as it is.
    column: usize,
    /// The line with control characters spelt out.
    text: String,
    /// The fault in `text`, in bytes; at least one character where the line goes on.
    span: Range<usize>,
}

impl Line {
    fn of(text: &str, span: &Range<usize>) -> Self {
        let start = floor(text, span.start);
        let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[begin..end].trim_end_matches('\r');
        let end = begin + line.len();
        let start = start.min(end);
        let stop = floor(text, span.end).clamp(start, end);
        let before = shown(&text[begin..start]);
        let fault = shown(&text[start..stop]);
        let after = shown(&text[stop..end]);
        let span = before.len()..before.len() + fault.len();
        Self {
            above: text[..begin].matches('\n').count(),
            column: text[begin..start].chars().count() + 1,
            text: format!("{before}{fault}{after}"),
            span,
        }
    }

    /// The same line, cut to some `width` columns round the fault, with dots for what is left out.
    fn trimmed(self, width: usize) -> Self {
        if display_width(&self.text) <= width {
            return self;
        }
        // A third of the width before the fault, the rest for the fault and what follows.
        let mut from = self.span.start;
        let mut room = width / 3;
        for (at, c) in self.text[..self.span.start].char_indices().rev() {
            let wide = display_width(c.encode_utf8(&mut [0; 4]));
            if wide > room {
                break;
            }
            room -= wide;
            from = at;
        }
        let mut to = from;
        let mut room = width;
        for (at, c) in self.text[from..].char_indices() {
            let wide = display_width(c.encode_utf8(&mut [0; 4]));
            if wide > room {
                break;
            }
            room -= wide;
            to = from + at + c.len_utf8();
        }
        let head = if from > 0 { "..." } else { "" };
        let tail = if to < self.text.len() { "..." } else { "" };
        let start = self.span.start - from + head.len();
        let stop = self.span.end.min(to) - from + head.len();
        Self {
            text: format!("{head}{}{tail}", &self.text[from..to]),
            span: start..stop.max(start),
            ..self
        }
    }
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(excerpt: &Excerpt) -> String {
        excerpt.rendered(&Look::default())
    }

    #[test]
    fn a_file_has_its_place_and_its_line() {
        let text = "id = \"a/b\"\ndate = \"2019-13-01\"\n";
        let fault = Fault::new(24..26, "there is no month 13").cure("write year-month-day");
        assert_eq!(
            plain(&Excerpt::file("a/b.toml", text, fault)),
            "\
error: there is no month 13
 --> a/b.toml:2:14
  |
2 | date = \"2019-13-01\"
  |              ^^
  |
  = help: write year-month-day
"
        );
    }

    #[test]
    fn an_argument_has_its_flag() {
        let fault = Fault::new(5..7, "there is no month 13");
        assert_eq!(
            plain(&Excerpt::argument("--on", "2019-13-01", fault)),
            "\
error: there is no month 13
 |
 | --on 2019-13-01
 |           ^^
"
        );
    }

    #[test]
    fn control_characters_are_shown_and_long_lines_trimmed() {
        let text = format!("{}\u{1b}[2J oops {}", "é".repeat(300), "y".repeat(300));
        let at = text.find("oops").expect("there");
        let excerpt = Excerpt::file("x.toml", text.as_str(), Fault::new(at..at + 4, "no"));
        let out = plain(&excerpt);
        assert!(out.contains("x.toml:1:306"), "{out}");
        assert!(out.contains("\\u{1b}[2J oops"), "{out}");
        assert!(out.contains("^^^^"), "{out}");
        assert!(out.lines().all(|line| display_width(line) <= 80), "{out}");
    }

    #[test]
    fn a_fault_at_the_end_or_in_nothing_still_has_its_caret() {
        for text in ["", "prohibits", "prohibits\r\n"] {
            let at = text.len();
            let out = plain(&Excerpt::file("x", text, Fault::new(at..at, "missing")));
            assert!(out.contains('^'), "{text:?}: {out}");
        }
    }
}
