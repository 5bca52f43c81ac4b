//! A page as one HTML file: nothing is loaded, nothing runs, everything that a record says is text.
//!
//! It is made to be mailed, printed, and opened in a browser, on a phone or in a word processor: so
//! the style is plain, and no part of the meaning is in it alone.

use std::collections::BTreeMap;

mod bars;
mod escape;
mod pairs;
mod table;

use self::escape::{escaped, linked};
use self::table::Caption;
use super::Imprint;
use super::links::Notes;
use crate::report::{Block, Note, Page};

/// How it looks, on a screen and on paper.
const STYLE: &str = include_str!("style.css");

/// The SHA-256 of what stands between the style tags, in base 64: no other style is let in.
const STYLE_HASH: &str = "fVpjqgql27v8gW1TpXs58Daeg5XiOiKkyanqozHTLUg=";

/// The page as a whole file.
pub(super) fn page(page: &Page, imprint: &Imprint) -> String {
    let mut writer = Writer {
        labels: pairs::labels(page),
        ..Writer::default()
    };
    writer.head(page);
    writer.body(page);
    writer.foot(page);
    writer.note_list();
    writer.next(page);
    writer.imprint(imprint);
    writer.line("</body>");
    writer.line("</html>");
    writer.out
}

/// A file as it is written.
#[derive(Debug, Default)]
struct Writer<'a> {
    out: String,
    notes: Notes<'a>,
    /// Labels such as `[3]` that texts refer to, with how many did so far.
    labels: BTreeMap<&'a str, usize>,
}

impl<'a> Writer<'a> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn head(&mut self, page: &Page) {
        let title = match page.title.as_str() {
            "" => "Comity",
            title => title,
        };
        self.line("<!doctype html>");
        self.line("<html lang=\"en\">");
        self.line("<head>");
        // In the long form, which word processors know too.
        self.line("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">");
        self.line(&format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'\">"
        ));
        self.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        self.line("<meta name=\"referrer\" content=\"no-referrer\">");
        self.line("<meta name=\"color-scheme\" content=\"light dark\">");
        self.line(&format!("<title>{}</title>", escaped(title)));
        self.line(&format!("<style>\n{STYLE}</style>"));
        self.line("</head>");
        self.line("<body>");
    }

    /// The title and the blocks. A heading directly above a table is the table's caption.
    fn body(&mut self, page: &'a Page) {
        let mut open = match page.title.as_str() {
            "" => None,
            title => Some(Caption::Title(title)),
        };
        let mut told = page.title.as_str();
        for block in &page.blocks {
            if let Block::Table(table) = block {
                self.table(table, open.take().unwrap_or(Caption::Told(told)));
                continue;
            }
            self.heading(open.take());
            match block {
                Block::Heading(text) => {
                    open = Some(Caption::Heading(text));
                    told = text;
                }
                Block::Lead(sentences) => {
                    for sentence in sentences {
                        self.line(&format!("<p class=\"lead\">{}</p>", linked(sentence)));
                    }
                }
                Block::Paragraph(text) => self.line(&format!("<p>{}</p>", linked(text))),
                Block::Pairs(pairs) => self.pairs(pairs),
                Block::Bars(bars) => self.bars(bars),
                Block::Table(_) => {}
            }
        }
        self.heading(open);
    }

    fn heading(&mut self, heading: Option<Caption<'_>>) {
        match heading {
            Some(Caption::Title(text)) => self.line(&format!("<h1>{}</h1>", escaped(text))),
            Some(Caption::Heading(text)) => self.line(&format!("<h2>{}</h2>", escaped(text))),
            Some(Caption::Told(_)) | None => {}
        }
    }

    /// The numbers of notes, each leading to its note.
    fn marks(&mut self, notes: &'a [Note]) -> String {
        let mut marks = Vec::new();
        for note in notes {
            let mark = self.notes.mark(note);
            let (note, time) = (mark.note, mark.time);
            marks.push(format!(
                "<a class=\"mark\" id=\"r{note}-{time}\" href=\"#n{note}\" \
                 aria-label=\"note {note}\">[{note}]</a>"
            ));
        }
        marks.join(" ")
    }

    /// The notes, each leading back to the places that refer to it.
    fn note_list(&mut self) {
        let mut lines = Vec::new();
        for (number, note, times) in self.notes.list() {
            let text: Vec<String> = note.lines.iter().map(|line| linked(line)).collect();
            lines.push(format!(
                "<li id=\"n{number}\">{} {}</li>",
                text.join("<br>"),
                back('r', "note", number, times)
            ));
        }
        if lines.is_empty() {
            return;
        }
        self.line("<section class=\"notes\">");
        self.line("<h2>Notes</h2>");
        self.line(&format!("<ol>\n{}\n</ol>", lines.join("\n")));
        self.line("</section>");
    }

    fn foot(&mut self, page: &Page) {
        for line in &page.foot {
            self.line(&format!("<p class=\"foot\">{}</p>", linked(line)));
        }
    }

    fn next(&mut self, page: &Page) {
        if page.next.is_empty() {
            return;
        }
        let commands: Vec<String> = page.next.iter().map(|one| escaped(one)).collect();
        self.line("<section class=\"next\">");
        self.line("<h2>Next, in a terminal</h2>");
        self.line(&format!("<pre>{}</pre>", commands.join("\n")));
        self.line("</section>");
    }

    fn imprint(&mut self, imprint: &Imprint) {
        let version = env!("CARGO_PKG_VERSION");
        let text = format!(
            "Written on {} from {} by Comity {version}. It says what texts say, as far as they are \
             on record; it is not legal advice.",
            imprint.day, imprint.database
        );
        self.line(&format!("<footer>{}</footer>", escaped(&text)));
    }
}

/// Links back to the places that refer to something with a number.
fn back(kind: char, what: &str, number: usize, times: usize) -> String {
    let links: Vec<String> = (1..=times)
        .map(|time| {
            format!(
                "<a href=\"#{kind}{number}-{time}\" \
                 aria-label=\"back to place {time} of {what} {number}\">{time}</a>"
            )
        })
        .collect();
    format!("<span class=\"back\">\u{2191} {}</span>", links.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Cell, Pair, Table, Tone};
    use sha2::Digest;

    /// Base 64, as in an integrity hash.
    fn base64(bytes: &[u8]) -> String {
        const SIGNS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for three in bytes.chunks(3) {
            let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
            let bits = at(0) << 16 | at(1) << 8 | at(2);
            for place in 0..4 {
                out.push(if place <= three.len() {
                    SIGNS[(bits >> (18 - 6 * place) & 63) as usize].into()
                } else {
                    '='
                });
            }
        }
        out
    }

    #[test]
    fn the_style_is_let_in_by_its_hash() {
        let inside = format!("\n{STYLE}");
        let hash = base64(&sha2::Sha256::digest(inside.as_bytes()));
        assert_eq!(STYLE_HASH, hash, "the style was changed: this is its hash");
    }

    fn written(blocks: Vec<Block>) -> String {
        let imprint = Imprint {
            day: "31 January 2026".to_owned(),
            database: "a<b>.db".to_owned(),
        };
        let page = Page {
            title: "Working with ICE, 5 October 2019".to_owned(),
            blocks,
            foot: vec!["Operation 1.".to_owned()],
            next: vec!["comity ask \"<x>\"".to_owned()],
        };
        super::page(&page, &imprint)
    }

    fn note(text: &str) -> Note {
        Note {
            lines: vec![text.to_owned(), "https://a.b/c".to_owned()],
        }
    }

    #[test]
    fn a_table_has_a_caption_heads_and_notes_that_lead_back() {
        let cell = |text: &str, about: &str| Cell {
            lines: vec![(Tone::Strong, text.to_owned())],
            notes: vec![note(about)],
        };
        let text = written(vec![Block::Table(Table {
            head: vec![String::new(), "A & B".to_owned()],
            rows: vec![
                vec!["Hold".into(), cell("prohibits", "GO 1")],
                vec!["Arrest".into(), cell("<b>", "GO 2")],
                vec!["Ask".into(), cell("permits", "GO 1")],
            ],
            airy: true,
        })]);
        for part in [
            "<caption><h1>Working with ICE, 5 October 2019</h1></caption>",
            "<td role=\"cell\"></td>\n<th scope=\"col\" role=\"columnheader\">A &amp; B</th>",
            "<th scope=\"row\" role=\"rowheader\"><div>Hold</div></th>",
            "<td role=\"cell\" data-head=\"A &amp; B\"><div class=\"strong\">&lt;b&gt; <a",
            "id=\"r1-1\" href=\"#n1\"",
            "id=\"r2-1\" href=\"#n2\"",
            "id=\"r1-2\" href=\"#n1\"",
            "<li id=\"n1\">GO 1<br><a href=\"https://a.b/c\" rel=\"noreferrer\">",
            "<a href=\"#r1-2\" aria-label=\"back to place 2 of note 1\">2</a>",
            "<pre>comity ask &quot;&lt;x&gt;&quot;</pre>",
            "from a&lt;b&gt;.db by Comity",
            "it is not legal advice",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert_eq!(text.matches("<li id=").count(), 2);
        assert_eq!(text.matches("<h1>").count(), 1);
    }

    #[test]
    fn a_wide_table_is_cut_into_parts_that_repeat_the_first_column() {
        let head: Vec<String> = (0..14).map(|at| format!("c{at}")).collect();
        let row = head.iter().map(|head| Cell::plain(format!("in {head}")));
        let text = written(vec![Block::Table(Table {
            head: head.clone(),
            rows: vec![row.collect()],
            airy: true,
        })]);
        assert_eq!(text.matches("<table").count(), 3);
        assert_eq!(text.matches(">in c0<").count(), 3);
        assert!(text.contains("2019 (part 3 of 3)</caption>"), "{text}");
        for head in &head[1..] {
            assert_eq!(text.matches(&format!(">in {head}<")).count(), 1, "{head}");
        }
    }

    #[test]
    fn headings_stand_once_and_labels_may_be_empty() {
        let text = written(vec![
            Block::Heading("Rules".to_owned()),
            Block::Pairs(vec![Pair::new("", "x"), Pair::new("by", "y")]),
            Block::Heading("Other versions".to_owned()),
            Block::Table(Table {
                head: vec!["Version".to_owned()],
                rows: vec![vec!["1".into()]],
                airy: false,
            }),
        ]);
        assert!(text.contains("<h1>Working with ICE"), "{text}");
        assert!(text.contains("<h2>Rules</h2>\n<dl>\n<dt></dt>\n<dd>x</dd>"));
        assert!(text.contains("<caption><h2>Other versions</h2></caption>"));
    }

    #[test]
    fn what_refers_to_a_source_leads_there_and_back() {
        let text = written(vec![
            Block::Pairs(vec![
                Pair::new("event", "it ends [1] [2]"),
                Pair::new("words", "\"as in [1]\" [9]"),
                Pair::new("sources", "[2]"),
            ]),
            Block::Pairs(vec![Pair::new("[1]", "x"), Pair::new("[2]", "y")]),
        ]);
        for part in [
            "<dd>it ends <a id=\"q1-1\" href=\"#s1\">[1]</a> <a id=\"q2-1\" href=\"#s2\">[2]</a></dd>",
            "<dd>&quot;as in [1]&quot; [9]</dd>",
            "<dd><a id=\"q2-2\" href=\"#s2\">[2]</a></dd>",
            "<dt id=\"s1\">[1] <span class=\"back\">",
            "<a href=\"#q2-2\" aria-label=\"back to place 2 of source 2\">2</a>",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}
