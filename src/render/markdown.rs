//! A page as GitHub Markdown.

use super::bars;
use super::links::{Notes, Part, parts};
use super::text::clean;
use crate::report::{Block, Cell, Note, Page, Pair, Table, Tone};

/// Columns of bars: what fits on a page without scrolling.
const BARS_WIDTH: usize = 100;

/// The page; its title is a first-level heading.
pub(super) fn page(page: &Page) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !page.title.is_empty() {
        parts.push(format!("# {}", escaped(&page.title)));
    }
    let mut notes = Notes::default();
    parts.extend(page.blocks.iter().map(|one| block(one, &mut notes)));
    parts.extend(page.foot.iter().map(|line| paragraph(line)));
    if !page.next.is_empty() {
        let commands: Vec<String> = page.next.iter().map(|command| clean(command)).collect();
        parts.push(format!("Next:\n\n{}", fenced("sh", &commands.join("\n"))));
    }
    parts.extend(notes.list().map(|(number, note, _)| footnote(number, note)));
    parts.retain(|part| !part.is_empty());
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn block<'a>(block: &'a Block, notes: &mut Notes<'a>) -> String {
    match block {
        Block::Heading(text) => format!("## {}", escaped(text)),
        Block::Lead(sentences) => sentences
            .iter()
            .map(|sentence| format!("**{}**", escaped(sentence)))
            .collect::<Vec<_>>()
            .join("\n\n"),
        Block::Paragraph(text) => paragraph(text),
        Block::Pairs(pairs) => pairs
            .iter()
            .map(|one| pair(one, notes))
            .collect::<Vec<_>>()
            .join("\n"),
        Block::Table(table) => self::table(table, notes),
        // Drawn with characters of one width: as a block of code they keep it.
        Block::Bars(drawn) => fenced("text", bars::drawn(drawn, BARS_WIDTH, true).trim_end()),
    }
}

fn pair<'a>(pair: &'a Pair, notes: &mut Notes<'a>) -> String {
    let text: Vec<String> = pair.text.iter().map(|text| escaped(text)).collect();
    let text = text.join("<br>") + &marks(&pair.notes, notes);
    match pair.label.is_empty() {
        true => format!("- {}", at_start(text)),
        false => format!("- **{}**: {text}", escaped(&pair.label)),
    }
}

/// References to notes, as GitHub's footnotes.
fn marks<'a>(of: &'a [Note], notes: &mut Notes<'a>) -> String {
    let mark = |note| format!("[^{}]", notes.mark(note).note);
    of.iter().map(mark).collect()
}

fn footnote(number: usize, note: &Note) -> String {
    let lines: Vec<String> = note.lines.iter().map(|line| escaped(line)).collect();
    format!("[^{number}]: {}", lines.join("<br>"))
}

fn table<'a>(table: &'a Table, notes: &mut Notes<'a>) -> String {
    if table.head.is_empty() {
        return String::new();
    }
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let heads = table.head.iter().map(|head| escaped(head)).collect();
    let rule = table.head.iter().map(|_| "---".to_owned()).collect();
    let rows = table.rows.iter().map(|cells| {
        let mut cells: Vec<String> = cells.iter().map(|one| cell(one, notes)).collect();
        cells.resize(table.head.len(), String::new());
        row(cells)
    });
    [row(heads), row(rule)]
        .into_iter()
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

fn cell<'a>(cell: &'a Cell, notes: &mut Notes<'a>) -> String {
    let lines: Vec<String> = cell
        .lines
        .iter()
        .map(|(tone, text)| match tone {
            Tone::Strong | Tone::Marked if !text.trim().is_empty() => {
                format!("**{}**", escaped(text.trim()))
            }
            _ => escaped(text),
        })
        .collect();
    lines.join("<br>") + &marks(&cell.notes, notes)
}

fn paragraph(text: &str) -> String {
    at_start(escaped(text))
}

/// Escaped text at the beginning of a line or list item.
fn at_start(text: String) -> String {
    // A line that begins so would be a list or a heading; the signs mean nothing further in.
    let numbered = text
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .starts_with(['.', ')'])
        && text.starts_with(|c: char| c.is_ascii_digit());
    if text.starts_with(['#', '+', '-', '=']) {
        format!("\\{text}")
    } else if numbered {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        format!("{}\\{}", &text[..digits], &text[digits..])
    } else {
        text
    }
}

/// A code block whose fence is longer than any run of backticks inside.
fn fenced(language: &str, text: &str) -> String {
    let mut run = 0;
    let mut longest = 2;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    format!("{fence}{language}\n{text}\n{fence}")
}

/// The text so that Markdown shows it as it is. Addresses stay links.
fn escaped(text: &str) -> String {
    parts(&clean(text))
        .into_iter()
        .map(|part| match part {
            Part::Text(text) => signs(text),
            Part::Address(url) => format!("<{}>", encoded(url)),
        })
        .collect()
}

fn signs(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// An address without the signs that would end it, a table cell or its angle brackets.
fn encoded(url: &str) -> String {
    url.replace('|', "%7C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Pair;

    #[test]
    fn a_page_becomes_markdown() {
        let text = page(&Page {
            title: "List".into(),
            blocks: vec![
                Block::Lead(vec!["Prohibited.".into()]),
                Block::Pairs(vec![Pair::many("by", vec!["GO 601".into(), "b".into()])]),
                Block::Table(Table {
                    head: vec!["a|b".into(), "c".into()],
                    rows: vec![vec![
                        Cell {
                            lines: vec![
                                (Tone::Strong, "prohibits".into()),
                                (Tone::Quiet, "x*y".into()),
                            ],
                            notes: vec![Note {
                                lines: vec!["GO_1".into(), "http://a.b/_".into()],
                            }],
                        },
                        "see https://a.b/c_d|e.".into(),
                    ]],
                    airy: false,
                }),
            ],
            foot: vec!["- 1 record".into()],
            next: vec!["comity list".into()],
        });
        assert_eq!(
            text,
            "\
# List

**Prohibited.**

- **by**: GO 601<br>b

| a\\|b | c |
| --- | --- |
| **prohibits**<br>x\\*y[^1] | see <https://a.b/c_d%7Ce>. |

\\- 1 record

Next:

```sh
comity list
```

[^1]: GO\\_1<br><http://a.b/_>
"
        );
    }

    #[test]
    fn markup_in_a_name_is_shown() {
        assert_eq!(escaped("<b>x</b> \u{1b}"), "\\<b\\>x\\</b\\> \\\\u{1b}");
        assert_eq!(paragraph("1. first"), "1\\. first");
        let mut notes = Notes::default();
        assert_eq!(pair(&Pair::new("", "2) x"), &mut notes), "- 2\\) x");
        assert_eq!(fenced("sh", "a ``` b").lines().next(), Some("````sh"));
    }
}
