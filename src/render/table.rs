//! A table as a grid: heads, a rule under them, two spaces between columns, no box.

use comfy_table::{ContentArrangement, Row, TableComponent};

use super::layout::{self, GAP};
use super::style::noted;
use super::wrap::{LongWord, lines};
use super::{Look, text::clean};
use crate::report::{Cell, Table, Tone};

/// The grid at a width, with tones noted; its last line ends in a newline. A grid that is too wide
/// for its words is cut into parts under one another, each of which repeats the first column.
pub(super) fn grid(table: &Table, look: &Look) -> String {
    let table = cleaned(table);
    if table.head.is_empty() {
        return String::new();
    }
    let width = look.width.max(Look::WIDTH_MIN);
    let needs = layout::needs(&table, width);
    let parts: Vec<String> = layout::parts(&needs, width)
        .into_iter()
        .map(|columns| {
            let asked: Vec<layout::Need> = columns.iter().map(|column| needs[*column]).collect();
            part(&table, &columns, &layout::widths(&asked, width), look)
        })
        .collect();
    parts.join("\n")
}

/// The table with every text fit for a screen, and as many cells in each row as there are heads.
fn cleaned(table: &Table) -> Table {
    let cell = |cell: &Cell| {
        let lines = cell.lines.iter();
        Cell::of(lines.map(|(tone, text)| (*tone, clean(text))).collect())
    };
    Table {
        head: table.head.iter().map(|head| clean(head)).collect(),
        rows: table
            .rows
            .iter()
            .map(|row| {
                let mut row: Vec<Cell> = row.iter().map(cell).collect();
                row.resize(table.head.len(), Cell::default());
                row
            })
            .collect(),
        airy: table.airy,
    }
}

fn part(table: &Table, columns: &[usize], widths: &[usize], look: &Look) -> String {
    let mut grid = comfy_table::Table::new();
    // Lines are already broken: this crate would cut words where we cut the table.
    grid.set_content_arrangement(ContentArrangement::Disabled);
    grid.load_preset(comfy_table::presets::NOTHING);
    grid.set_style(TableComponent::VerticalLines, ' ');
    grid.set_style(TableComponent::MiddleHeaderIntersections, ' ');
    let rule = if look.unicode { '─' } else { '-' };
    grid.set_style(TableComponent::HeaderLines, rule);
    if table.airy {
        grid.set_style(TableComponent::HorizontalLines, ' ');
        grid.set_style(TableComponent::MiddleIntersections, ' ');
    }
    if columns.iter().any(|column| !table.head[*column].is_empty()) {
        let head = columns
            .iter()
            .zip(widths)
            .map(|(column, width)| content(&[(Tone::Strong, table.head[*column].clone())], *width));
        grid.set_header(Row::from(head));
    }
    for row in &table.rows {
        let cells = columns
            .iter()
            .zip(widths)
            .map(|(column, width)| content(&row[*column].lines, *width));
        grid.add_row(Row::from(cells));
    }
    let last = columns.len() - 1;
    for (at, column) in grid.column_iter_mut().enumerate() {
        // The gap is this padding and the one-space line between columns.
        column.set_padding((0, if at == last { 0 } else { to_u16(GAP - 1) }));
    }
    let mut text = grid.trim_fmt();
    text.push('\n');
    text
}

fn content(cell: &[(Tone, String)], width: usize) -> String {
    let lines: Vec<String> = cell
        .iter()
        .flat_map(|(tone, text)| {
            lines(text, width, LongWord::Cut)
                .into_iter()
                .map(|line| noted(*tone, &line))
        })
        .collect();
    lines.join("\n")
}

fn to_u16(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::display_width;

    fn at(table: &Table, width: usize) -> String {
        let look = Look {
            width,
            ..Look::default()
        };
        crate::render::style::resolved(&grid(table, &look), false)
    }

    fn table(bodies: usize) -> Table {
        let said = Cell::of(vec![
            (Tone::Strong, "prohibits".to_owned()),
            (
                Tone::Plain,
                "unless in custody for another violation".to_owned(),
            ),
            (Tone::Quiet, "GO 601".to_owned()),
        ]);
        let head = (0..bodies).map(|n| format!("Fairfax County PD {n}"));
        let row = |topic: &str| {
            let cells = (0..bodies).map(|_| said.clone());
            [Cell::plain(topic)].into_iter().chain(cells).collect()
        };
        Table {
            head: [String::new()].into_iter().chain(head).collect(),
            rows: vec![
                row("Act on an administrative warrant"),
                row("Hold on a detainer"),
            ],
            airy: true,
        }
    }

    #[test]
    fn a_grid_reads_like_the_sketch() {
        assert_eq!(
            format!("\n{}", at(&table(1), 40)),
            "
                    Fairfax County PD 0
─────────────────── ───────────────────
Act on an           prohibits
administrative      unless in custody
warrant             for another
                    violation
                    GO 601

Hold on a detainer  prohibits
                    unless in custody
                    for another
                    violation
                    GO 601
"
        );
    }

    #[test]
    fn every_line_fits_and_no_word_is_cut() {
        for bodies in 1..=12 {
            for width in [40, 80, 120, 200] {
                let text = at(&table(bodies), width);
                for line in text.lines() {
                    assert!(display_width(line) <= width, "{bodies} at {width}:\n{text}");
                }
                for word in ["administrative", "violation", "prohibits"] {
                    assert!(text.contains(word), "{word}: {bodies} at {width}:\n{text}");
                }
            }
        }
    }

    #[test]
    fn twelve_bodies_stand_in_parts_that_repeat_the_topics() {
        let text = at(&table(12), 80);
        let topics = text.matches("Hold on a").count();
        assert!(topics > 1, "{text}");
        assert_eq!(text.matches("GO 601").count(), 24);
    }

    #[test]
    fn a_word_wider_than_its_column_is_cut_and_nothing_else() {
        let table = Table {
            head: vec!["id".into(), "address".into()],
            rows: vec![vec!["a".into(), format!("see {}", "x".repeat(90)).into()]],
            airy: false,
        };
        let text = at(&table, 60);
        assert!(text.lines().all(|line| display_width(line) <= 60), "{text}");
        assert_eq!(text.matches('x').count(), 90);
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let table = Table {
            head: vec!["name".into()],
            rows: vec![vec!["a\u{1b}[2Jb\u{2061}".into()]],
            airy: false,
        };
        assert!(at(&table, 60).contains("a\\u{1b}[2Jb\\u{2061}"));
    }
}
