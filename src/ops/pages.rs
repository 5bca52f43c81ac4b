//! How many pages a PDF has, where the file says so plainly.
//!
//! A PDF ends with the place of its table of objects (`startxref`); its trailer names the catalogue,
//! that names the tree of pages, and the tree says how many it holds (`/Count`). Only this way is
//! gone, through plain tables: what is kept in compressed streams, or does not fit, is not guessed.

use std::collections::BTreeSet;
use std::io::{self, Read, Seek, SeekFrom};

/// How far from the end `startxref` is looked for.
const TAIL: u64 = 2048;
/// The most bytes of one object, or of one table, that are read.
const OBJECT_MAX: u64 = 16 << 10;
/// The most bytes of a table of objects: some four hundred thousand of them.
const TABLE_MAX: u64 = 8 << 20;
/// The most tables that are gone through, the newest first.
const TABLES_MAX: usize = 64;

/// The number of pages; none where the file does not say it plainly.
///
/// # Errors
/// What the system said where the file cannot be read.
pub(super) fn pages(file: &mut (impl Read + Seek)) -> io::Result<Option<u32>> {
    match Pdf::open(file)? {
        Some(mut pdf) => pdf.count(),
        None => Ok(None),
    }
}

/// A file with the tables that were gone through.
struct Pdf<'f, F> {
    file: &'f mut F,
    /// Where the header stands: offsets count from there.
    start: u64,
    length: u64,
    tables: Vec<Vec<u8>>,
}

impl<'f, F: Read + Seek> Pdf<'f, F> {
    fn open(file: &'f mut F) -> io::Result<Option<Self>> {
        let length = file.seek(SeekFrom::End(0))?;
        let mut pdf = Self {
            file,
            start: 0,
            length,
            tables: Vec::new(),
        };
        let head = pdf.read(0, 1024)?;
        match find(&head, b"%PDF-") {
            Some(at) => pdf.start = at as u64,
            None => return Ok(None),
        }
        Ok(Some(pdf))
    }

    fn read(&mut self, at: u64, most: u64) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::new();
        (&mut *self.file).take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn count(&mut self) -> io::Result<Option<u32>> {
        let tail = self.read(self.length.saturating_sub(TAIL), TAIL)?;
        let Some(mut next) = rfind(&tail, b"startxref").and_then(|at| number(&tail[at + 9..]))
        else {
            return Ok(None);
        };
        let mut root = None;
        let mut seen = BTreeSet::new();
        loop {
            if !seen.insert(next) || seen.len() > TABLES_MAX {
                return Ok(None);
            }
            let bytes = self.read(self.start + next, TABLE_MAX)?;
            let Some(trailer) = bytes
                .trim_ascii_start()
                .starts_with(b"xref")
                .then(|| find(&bytes, b"trailer"))
                .flatten()
            else {
                return Ok(None);
            };
            let dictionary = &bytes[trailer + 7..];
            root = root.or_else(|| reference(dictionary, b"/Root"));
            let prev = value(dictionary, b"/Prev").and_then(number);
            self.tables.push(bytes[..trailer].to_vec());
            match prev {
                Some(prev) => next = prev,
                None => break,
            }
        }
        let Some(catalogue) = (match root {
            Some(root) => self.object(root)?,
            None => None,
        }) else {
            return Ok(None);
        };
        let tree = match reference(&catalogue, b"/Pages") {
            Some(tree) => self.object(tree)?,
            None => None,
        };
        Ok(tree.and_then(|tree| {
            // The tree as a whole has no parent; a part of it would say too little.
            let is_whole = value(&tree, b"/Parent").is_none();
            let is_tree = name(&tree, b"/Type") == Some(b"Pages".as_slice());
            let count = value(&tree, b"/Count").filter(|text| !is_reference(text));
            let count = count.and_then(number).filter(|_| is_whole && is_tree)?;
            u32::try_from(count).ok().filter(|count| *count > 0)
        }))
    }

    /// The dictionary of an object, by the newest table that knows it.
    fn object(&mut self, id: u64) -> io::Result<Option<Vec<u8>>> {
        let Some(at) = self
            .tables
            .iter()
            .find_map(|table| entry(table, id))
            .flatten()
        else {
            return Ok(None);
        };
        let bytes = self.read(self.start + at, OBJECT_MAX)?;
        // "12 0 obj << ... >> endobj": whatever else stands there is not the object.
        if number(&bytes) != Some(id) {
            return Ok(None);
        }
        let end = find(&bytes, b"endobj").unwrap_or(bytes.len());
        let body = find(&bytes[..end], b"obj").map(|from| bytes[from + 3..end].to_vec());
        Ok(body.filter(|body| body.trim_ascii_start().starts_with(b"<<")))
    }
}

/// Where an object stands, by one table: none where the table does not know it, `Some(None)` where
/// it is free.
fn entry(table: &[u8], id: u64) -> Option<Option<u64>> {
    let text = std::str::from_utf8(table).ok()?;
    let mut words = text.split_ascii_whitespace().skip(1);
    while let Some(first) = words.next() {
        let first: u64 = first.parse().ok()?;
        let count: u64 = words.next()?.parse().ok()?;
        for number in first..first.checked_add(count)? {
            let (at, _generation, state) = (words.next()?, words.next()?, words.next()?);
            if number == id {
                return Some(if state == "n" { at.parse().ok() } else { None });
            }
        }
    }
    None
}

/// What stands behind a key on the first level of a dictionary.
fn value<'b>(dictionary: &'b [u8], key: &[u8]) -> Option<&'b [u8]> {
    let (mut depth, mut at) = (0_u32, 0);
    while at < dictionary.len() {
        let rest = &dictionary[at..];
        if rest.starts_with(b"<<") || rest.starts_with(b"[") {
            depth += 1;
            at += if rest[0] == b'[' { 1 } else { 2 };
        } else if rest.starts_with(b">>") || rest.starts_with(b"]") {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return None;
            }
            at += if rest[0] == b']' { 1 } else { 2 };
        } else if rest[0] == b'(' {
            at += string_length(rest)?;
        } else if depth == 1
            && rest.starts_with(key)
            && !rest.get(key.len()).is_some_and(is_regular)
        {
            return Some(rest[key.len()..].trim_ascii_start());
        } else if rest[0] == b'%' {
            at += rest.iter().position(|c| matches!(c, b'\n' | b'\r'))?;
        } else {
            at += 1;
        }
    }
    None
}

/// The length of a string in parentheses, which may nest and be escaped.
fn string_length(text: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_u32, 0);
    while at < text.len() {
        match text[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

const fn is_regular(byte: &u8) -> bool {
    !byte.is_ascii_whitespace()
        && !matches!(
            *byte,
            b'/' | b'<' | b'>' | b'[' | b']' | b'(' | b')' | b'%' | 0
        )
}

/// The number of the object to which a key refers: `/Root 12 0 R`.
fn reference(dictionary: &[u8], key: &[u8]) -> Option<u64> {
    let text = value(dictionary, key)?;
    is_reference(text).then(|| number(text)).flatten()
}

fn is_reference(text: &[u8]) -> bool {
    let mut words = text.splitn(4, u8::is_ascii_whitespace);
    let is_number = |word: Option<&[u8]>| {
        word.is_some_and(|word| !word.is_empty() && word.iter().all(u8::is_ascii_digit))
    };
    is_number(words.next())
        && is_number(words.next())
        && words
            .next()
            .is_some_and(|word| word.first() == Some(&b'R') && !word.get(1).is_some_and(is_regular))
}

/// The name behind a key: `/Type /Pages`.
fn name<'b>(dictionary: &'b [u8], key: &[u8]) -> Option<&'b [u8]> {
    let text = value(dictionary, key)?.strip_prefix(b"/")?;
    let end = text.iter().position(|byte| !is_regular(byte));
    Some(&text[..end.unwrap_or(text.len())])
}

/// The number with which a text begins.
fn number(text: &[u8]) -> Option<u64> {
    let text = text.trim_ascii_start();
    let end = text.iter().position(|byte| !byte.is_ascii_digit());
    let digits = std::str::from_utf8(&text[..end.unwrap_or(text.len())]).ok()?;
    digits.parse().ok()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|part| part == what)
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|part| part == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF of these objects, the first of them the catalogue, with a plain table.
    fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
        let mut out = b"%PDF-1.4\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (at, object) in objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", out.len());
            out.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
        }
        let start = out.len();
        out.extend(format!("{table}trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n").bytes());
        out
    }

    fn counted(bytes: Vec<u8>) -> Option<u32> {
        pages(&mut io::Cursor::new(bytes)).expect("bytes in memory can be read")
    }

    const CATALOGUE: &str = "<< /Type /Catalog /Pages 2 0 R >>";
    const TRAILER: &str = "<< /Size 4 /Root 1 0 R >>";

    #[test]
    fn pages_are_counted_where_the_tree_says_so() {
        let tree = "<< /Type /Pages /Kids [3 0 R << /Count 9 >>] /Note (/Count 7) /Count 12 >>";
        assert_eq!(counted(pdf(&[CATALOGUE, tree], TRAILER)), Some(12));
        // What stands before the header is counted from.
        let mut behind = b"junk\n".to_vec();
        behind.extend(pdf(&[CATALOGUE, tree], TRAILER));
        assert_eq!(counted(behind), Some(12));
    }

    #[test]
    fn the_newest_table_counts() {
        let mut bytes = pdf(&[CATALOGUE, "<< /Type /Pages /Count 2 >>"], TRAILER);
        let old = rfind(&bytes, b"xref\n0 3").expect("a table");
        let object = bytes.len();
        bytes.extend(b"2 0 obj << /Type /Pages /Count 3 >> endobj\n");
        let start = bytes.len();
        let table = format!(
            "xref\n2 1\n{object:010} 00000 n \ntrailer << /Root 1 0 R /Prev {old} >>\n\
             startxref\n{start}\n%%EOF\n"
        );
        bytes.extend(table.bytes());
        assert_eq!(counted(bytes), Some(3));
    }

    #[test]
    fn what_is_not_said_plainly_is_not_guessed() {
        let tree = "<< /Type /Pages /Count 12 >>";
        let whole = pdf(&[CATALOGUE, tree], TRAILER);
        for (what, bytes) in [
            ("no PDF", b"a scan".to_vec()),
            ("cut off", whole[..whole.len() - 30].to_vec()),
            ("no root", pdf(&[CATALOGUE, tree], "<< /Size 3 >>")),
            (
                "a ring of tables",
                pdf(&[CATALOGUE, tree], "<< /Root 1 0 R /Prev 9 >>"),
            ),
            (
                "a part of the tree",
                pdf(
                    &[CATALOGUE, "<< /Type /Pages /Parent 9 0 R /Count 1 >>"],
                    TRAILER,
                ),
            ),
            (
                "no tree",
                pdf(&[CATALOGUE, "<< /Type /Page /Count 1 >>"], TRAILER),
            ),
            (
                "a count elsewhere",
                pdf(
                    &[CATALOGUE, "<< /Type /Pages /Count 3 0 R >>", "7"],
                    TRAILER,
                ),
            ),
            (
                "less than none",
                pdf(&[CATALOGUE, "<< /Type /Pages /Count -2 >>"], TRAILER),
            ),
            ("kept in a stream beside the table", {
                let bytes = pdf(&[CATALOGUE, tree], "<< /Root 1 0 R /XRefStm 20 >>");
                let text = String::from_utf8(bytes).expect("ASCII");
                text.replace(" 00000 n ", " 00000 f ").into_bytes()
            }),
            ("another object there", {
                let text = String::from_utf8(whole.clone()).expect("ASCII");
                text.replace("2 0 obj", "5 0 obj").into_bytes()
            }),
        ] {
            assert_eq!(counted(bytes), None, "{what}");
        }
    }
}
