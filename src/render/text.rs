//! A page as text for people.

use super::style::{noted, resolved};
use super::wrap::{LongWord, display_width, lines};
use super::{Look, bars, table};
use crate::model::name::shown;
use crate::report::{Block, Page, Pair, Tone};

/// What stands before everything that is not at the margin.
const INDENT: &str = "  ";
/// Narrower than this, what a label labels stands under the label and not beside it.
const BESIDE_MIN: usize = 24;

/// A text from a report, fit for a screen.
pub(super) fn clean(text: &str) -> String {
    shown(text)
}

/// The page at a width.
pub(super) fn page(page: &Page, look: &Look) -> String {
    let width = look.width.max(Look::WIDTH_MIN);
    let mut out = String::new();
    paragraph(&mut out, "", Tone::Strong, &page.title, width);
    let mut under_heading = false;
    for block in &page.blocks {
        if !out.is_empty() && !under_heading {
            out.push('\n');
        }
        under_heading = matches!(block, Block::Heading(_));
        match block {
            Block::Heading(text) => paragraph(&mut out, "", Tone::Strong, text, width),
            Block::Lead(sentences) => {
                for sentence in sentences {
                    paragraph(&mut out, INDENT, Tone::Strong, sentence, width);
                }
            }
            Block::Paragraph(text) => paragraph(&mut out, "", Tone::Plain, text, width),
            Block::Pairs(list) => pairs(&mut out, list, width),
            Block::Table(table) => out.push_str(&table::grid(table, look)),
            Block::Bars(bars) => out.push_str(&bars::drawn(bars, width, look.unicode)),
        }
    }
    if !page.foot.is_empty() {
        separate(&mut out);
        for line in &page.foot {
            paragraph(&mut out, "", Tone::Quiet, line, width);
        }
    }
    if !page.next.is_empty() {
        separate(&mut out);
        out.push_str("Next:\n");
        for command in &page.next {
            // Never wrapped: it is there to be copied.
            out.push_str(&format!("{INDENT}{}\n", clean(command)));
        }
    }
    resolved(&out, look.colour)
}

fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}

fn paragraph(out: &mut String, indent: &str, tone: Tone, text: &str, width: usize) {
    if text.is_empty() {
        return;
    }
    let room = width.saturating_sub(indent.len());
    for line in lines(&clean(text), room, LongWord::Whole) {
        out.push_str(indent);
        out.push_str(&noted(tone, &line));
        out.push('\n');
    }
}

fn pairs(out: &mut String, list: &[Pair], width: usize) {
    let labels: Vec<String> = list.iter().map(|pair| clean(&pair.label)).collect();
    let label_width = labels.iter().map(|l| display_width(l)).max().unwrap_or(0);
    let hang = INDENT.len() + label_width + INDENT.len();
    let beside = width >= hang + BESIDE_MIN;
    let (hang, room) = if beside {
        (hang, width - hang)
    } else {
        (2 * INDENT.len(), width - 2 * INDENT.len())
    };
    for (pair, label) in list.iter().zip(&labels) {
        let mut begun = false;
        if !beside && !label.is_empty() {
            out.push_str(&format!("{INDENT}{}\n", noted(Tone::Quiet, label)));
            begun = true;
        }
        let text = pair
            .text
            .iter()
            .flat_map(|text| lines(&clean(text), room, LongWord::Whole));
        for line in text {
            if begun {
                out.push_str(&" ".repeat(hang));
            } else {
                let pad = " ".repeat(hang - INDENT.len() - display_width(label));
                out.push_str(&format!("{INDENT}{}{pad}", noted(Tone::Quiet, label)));
                begun = true;
            }
            out.push_str(&line);
            out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask() -> Page {
        Page {
            title: "Help in an immigration arrest: Chicago PD, for DHS, 5 October 2019".into(),
            blocks: vec![
                Block::Lead(vec!["Prohibited, by one account.".into()]),
                Block::Pairs(vec![
                    Pair::new(
                        "by",
                        "department memo on requests from DHS, September 2019 (the memo itself was not found)",
                    ),
                    Pair::many(
                        "issued by",
                        vec!["a superior".into(), "mayor: not established".into()],
                    ),
                ]),
            ],
            foot: vec!["Operation 1.".into()],
            next: vec!["comity show chicago-pd/dhs-requests-memo-2019".into()],
        }
    }

    fn at(width: usize) -> String {
        page(
            &ask(),
            &Look {
                width,
                ..Look::default()
            },
        )
    }

    #[test]
    fn a_page_reads_like_the_sketch() {
        assert_eq!(
            at(60),
            "\
Help in an immigration arrest: Chicago PD, for DHS, 5
October 2019

  Prohibited, by one account.

  by         department memo on requests from DHS, September
             2019 (the memo itself was not found)
  issued by  a superior
             mayor: not established

Operation 1.

Next:
  comity show chicago-pd/dhs-requests-memo-2019
"
        );
    }

    #[test]
    fn on_a_narrow_screen_a_label_stands_above() {
        let text = at(30);
        assert!(text.contains("  issued by\n    a superior\n"), "{text}");
        assert!(text.contains("  comity show chicago-pd/dhs-requests-memo-2019\n"));
    }

    #[test]
    fn colour_comes_only_where_it_is_asked_for() {
        assert!(!at(80).contains('\u{1b}'));
        let look = Look {
            colour: true,
            ..Look::default()
        };
        assert!(page(&ask(), &look).contains("\u{1b}[1mProhibited, by one account.\u{1b}[0m"));
    }
}
