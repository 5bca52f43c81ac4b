//! Lists in a cell: items with `|` between them, each with marks in brackets behind it.
//!
//! ```text
//! 2013-05 | 2013-06-01..2013-06-15 [disputed]
//! ```
//!
//! Marks of one pair of brackets have `;` between them. A backslash takes its meaning from the
//! character behind it. White space at the ends of an item or mark is no part of it.

use std::ops::Range;

use compact_str::CompactString;

use crate::model::Fault;

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What it says.
    pub head: String,
    /// What stands in the brackets behind it.
    pub marks: Vec<Vec<String>>,
    /// Where it stands in the cell.
    pub span: Range<usize>,
}

impl Item {
    /// An item with the marks of one pair of brackets, or none.
    pub(super) fn new(head: impl Into<String>, marks: Vec<String>) -> Self {
        Self {
            head: head.into(),
            marks: if marks.is_empty() {
                Vec::new()
            } else {
                vec![marks]
            },
            span: 0..0,
        }
    }

    /// A fault over the whole item.
    pub(super) fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::new(self.span.clone(), message)
    }

    /// The marks of its only brackets; none where there are none.
    pub(super) fn only_marks(&self) -> Result<&[String], Fault> {
        match self.marks.as_slice() {
            [] => Ok(&[]),
            [one] => Ok(one),
            _ => Err(self.fault("one pair of brackets is enough here")),
        }
    }
}

/// Writes a list as a cell.
pub(super) fn joined(items: &[Item]) -> CompactString {
    let mut out = CompactString::default();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(" | ");
        }
        escape(&item.head, &mut out);
        for marks in &item.marks {
            out.push_str(if out.is_empty() { "[" } else { " [" });
            for (at, mark) in marks.iter().enumerate() {
                if at > 0 {
                    out.push_str("; ");
                }
                escape(mark, &mut out);
            }
            out.push(']');
        }
    }
    out
}

fn escape(text: &str, out: &mut CompactString) {
    if !text.contains(['\\', '|', '[', ']', ';']) {
        out.push_str(text.trim());
        return;
    }
    for c in text.trim().chars() {
        if matches!(c, '\\' | '|' | '[' | ']' | ';') {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Reads a cell as a list; a blank cell has no item.
///
/// # Errors
/// A fault at a bracket that is not closed or was never opened, and at text behind brackets.
pub fn items(cell: &str) -> Result<Vec<Item>, Fault> {
    if cell.trim().is_empty() {
        return Ok(Vec::new());
    }
    if !cell.contains(['\\', '|', '[', ']', ';']) {
        // Most cells hold one plain item.
        return Ok(vec![Item {
            head: cell.trim().to_owned(),
            marks: Vec::new(),
            span: 0..cell.len(),
        }]);
    }
    let mut reader = Reader::default();
    let mut chars = cell.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some((_, next)) => reader.text.push(next),
                None => return Err(Fault::new(at..cell.len(), "nothing follows the backslash")),
            },
            '[' if reader.open.is_none() => reader.open(at),
            ';' if reader.open.is_some() => reader.mark(),
            ']' if reader.open.is_some() => reader.close(),
            '|' if reader.open.is_none() => reader.end(at)?,
            '[' | ']' => {
                let message = match c {
                    '[' => "a bracket is opened inside brackets",
                    _ => "this bracket was never opened",
                };
                return Err(
                    Fault::new(at..at + 1, message).cure("write \\[ or \\] for the character")
                );
            }
            c => reader.text.push(c),
        }
    }
    if let Some(open) = reader.open {
        return Err(Fault::new(open..open + 1, "this bracket is not closed").cure("add \"]\""));
    }
    reader.end(cell.len())?;
    Ok(reader.items)
}

#[derive(Default)]
struct Reader {
    items: Vec<Item>,
    /// What was read of a head or mark.
    text: String,
    head: Option<String>,
    marks: Vec<Vec<String>>,
    open: Option<usize>,
    from: usize,
}

impl Reader {
    fn taken(&mut self) -> String {
        std::mem::take(&mut self.text).trim().to_owned()
    }

    fn open(&mut self, at: usize) {
        let head = self.taken();
        if self.head.is_none() {
            self.head = Some(head);
        }
        self.open = Some(at);
        self.marks.push(Vec::new());
    }

    fn mark(&mut self) {
        let mark = self.taken();
        if let Some(marks) = self.marks.last_mut() {
            marks.push(mark);
        }
    }

    fn close(&mut self) {
        self.mark();
        self.open = None;
    }

    fn end(&mut self, at: usize) -> Result<(), Fault> {
        let rest = self.taken();
        let span = self.from..at;
        self.from = at + 1;
        let marks = std::mem::take(&mut self.marks);
        let head = match self.head.take() {
            None => rest,
            Some(_) if !rest.is_empty() => {
                return Err(Fault::new(span, "nothing can stand behind the brackets")
                    .cure("put \" | \" between two items"));
            }
            Some(head) => head,
        };
        self.items.push(Item { head, marks, span });
        Ok(())
    }
}
