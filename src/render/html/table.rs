//! A table with its heads, cut into parts where it has too many columns for a sheet of paper.

use super::Writer;
use super::escape::{escaped, linked};
use crate::report::{Cell, Table, Tone};

/// The most columns beside the first that stand in one table: what a landscape sheet takes.
const COLUMNS_MAX: usize = 6;

/// What names a table.
#[derive(Debug, Clone, Copy)]
pub(super) enum Caption<'a> {
    /// The heading of the page, which the table then carries.
    Title(&'a str),
    /// A heading inside the page, likewise.
    Heading(&'a str),
    /// A heading that stands elsewhere already.
    Told(&'a str),
}

impl<'a> Writer<'a> {
    /// Writes a table. Its first column repeats in every part.
    pub(super) fn table(&mut self, table: &'a Table, caption: Caption<'_>) {
        let Some(last) = table.head.len().checked_sub(1) else {
            return;
        };
        let count = last.div_ceil(COLUMNS_MAX).max(1);
        let width = last.div_ceil(count);
        for part in 0..count {
            let columns = 1 + part * width..(1 + (part + 1) * width).min(table.head.len());
            self.part(table, columns, caption, (part + 1, count));
        }
    }

    /// Writes some columns of a table behind its first.
    fn part(
        &mut self,
        table: &'a Table,
        columns: std::ops::Range<usize>,
        caption: Caption<'_>,
        (part, count): (usize, usize),
    ) {
        let class = if part > 1 { "box part" } else { "box" };
        let label = match caption {
            Caption::Told(text) if !text.is_empty() => format!(" aria-label=\"{}\"", escaped(text)),
            _ => String::new(),
        };
        self.line(&format!("<div class=\"{class}\">"));
        // A layout in blocks, as on a phone, takes the meaning of rows and cells away: roles keep it.
        self.line(&format!("<table role=\"table\"{label}>"));
        self.caption(caption, part, count);
        self.heads(table, columns.clone());
        self.line("<tbody role=\"rowgroup\">");
        for row in &table.rows {
            self.line("<tr role=\"row\">");
            if let Some(first) = row.first() {
                let inside = self.cell(first);
                self.line(&format!(
                    "<th scope=\"row\" role=\"rowheader\">{inside}</th>"
                ));
            }
            for column in columns.clone() {
                let inside = row.get(column).map_or_else(String::new, |c| self.cell(c));
                let head = escaped(&table.head[column]);
                let head = if head.is_empty() {
                    head
                } else {
                    format!(" data-head=\"{head}\"")
                };
                self.line(&format!("<td role=\"cell\"{head}>{inside}</td>"));
            }
            self.line("</tr>");
        }
        self.line("</tbody>");
        self.line("</table>");
        self.line("</div>");
    }

    fn caption(&mut self, caption: Caption<'_>, part: usize, count: usize) {
        let of = if count > 1 {
            format!(" (part {part} of {count})")
        } else {
            String::new()
        };
        let line = match caption {
            Caption::Title(text) if part == 1 => format!("<h1>{}{of}</h1>", escaped(text)),
            Caption::Heading(text) if part == 1 => format!("<h2>{}{of}</h2>", escaped(text)),
            Caption::Title(text) | Caption::Heading(text) => format!("{}{of}", escaped(text)),
            Caption::Told(_) if count == 1 => return,
            Caption::Told(text) => format!("{}{of}", escaped(text)),
        };
        self.line(&format!("<caption>{line}</caption>"));
    }

    fn heads(&mut self, table: &Table, columns: std::ops::Range<usize>) {
        if table.head.iter().all(String::is_empty) {
            return;
        }
        self.line("<thead role=\"rowgroup\">");
        self.line("<tr role=\"row\">");
        for column in std::iter::once(0).chain(columns) {
            let head = escaped(&table.head[column]);
            // A corner without words heads nothing.
            self.line(&if head.is_empty() {
                "<td role=\"cell\"></td>".to_owned()
            } else {
                format!("<th scope=\"col\" role=\"columnheader\">{head}</th>")
            });
        }
        self.line("</tr>");
        self.line("</thead>");
    }

    /// The lines of a cell, with the numbers of its notes behind the last.
    fn cell(&mut self, cell: &'a Cell) -> String {
        let marks = self.marks(&cell.notes);
        let mut out = String::new();
        let lines = cell
            .lines
            .iter()
            .filter(|(_, text)| !text.trim().is_empty());
        let lines: Vec<_> = lines.collect();
        for (at, (tone, text)) in lines.iter().enumerate() {
            let class = match tone {
                Tone::Plain => "",
                Tone::Strong => " class=\"strong\"",
                Tone::Quiet => " class=\"quiet\"",
                Tone::Marked => " class=\"marked\"",
            };
            let behind = if at + 1 == lines.len() && !marks.is_empty() {
                format!(" {marks}")
            } else {
                String::new()
            };
            out.push_str(&format!("<div{class}>{}{behind}</div>", linked(text)));
        }
        out
    }
}
