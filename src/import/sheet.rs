//! A table of text, row by row: comma, semicolon or tab between cells, with or without a mark of
//! byte order, lines ending in LF or CRLF, newlines inside quotes.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use csv::{ByteRecord, StringRecord};

/// The most columns of a table that is worth reading.
const COLUMNS_MAX: usize = 1_000;
/// The most bytes of a row: a quote that is never closed would swallow the file.
const ROW_MAX: u64 = 4 << 20;
/// The mark of byte order that some programs put before UTF-8.
const BYTE_ORDER: &[u8] = "\u{feff}".as_bytes();
/// How much is read at a time.
const BUFFER: usize = 1 << 16;

/// Why a table cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The system.
    #[error("cannot read {1}: {0}")]
    Io(io::Error, &'static str),
    /// There is not even a header.
    #[error("the file is empty: the first line names the columns")]
    Empty,
    /// More columns than any table has.
    #[error("line {line} has {columns} columns; a table has at most {COLUMNS_MAX}")]
    Wide {
        /// The line.
        line: u64,
        /// How many.
        columns: usize,
    },
    /// A row without an end.
    #[error("the row that begins on line {line} has no end: a quote is not closed")]
    Endless {
        /// The line.
        line: u64,
    },
    /// Bytes that are no UTF-8.
    #[error("line {line} is not UTF-8: the byte {byte:#04x} stands in it")]
    NotUtf8 {
        /// The line.
        line: u64,
        /// The byte.
        byte: u8,
    },
    /// A byte 0.
    #[error("line {line} holds a NUL byte: this is no table of text")]
    Nul {
        /// The line.
        line: u64,
    },
    /// A row with more or fewer cells than there are columns.
    #[error("line {line} has {found} cells, and there are {expected} columns")]
    Ragged {
        /// The line.
        line: u64,
        /// Its cells.
        found: usize,
        /// The columns.
        expected: usize,
    },
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The line on which it begins, from 1.
    pub line: u64,
    cells: StringRecord,
}

impl Record {
    /// A cell by the number of its column; empty where there is none.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).unwrap_or_default()
    }

    /// Its cells.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(str::is_empty)
    }
}

/// A table that is read row by row.
pub struct Sheet<R: Read> {
    reader: csv::Reader<Fenced<BufReader<R>>>,
    read: Arc<AtomicU64>,
    fence: Arc<AtomicU64>,
    header: Vec<String>,
    /// How many bytes the last row took: the next one is likely to take about as many.
    last: usize,
}

/// A reader that stops at a fence, and counts.
struct Fenced<R> {
    inner: R,
    read: Arc<AtomicU64>,
    fence: Arc<AtomicU64>,
}

/// What stops a reader at its fence.
const AT_THE_FENCE: &str = "a row without an end";

impl<R: Read> Read for Fenced<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.read.load(Relaxed) > self.fence.load(Relaxed) {
            return Err(io::Error::other(AT_THE_FENCE));
        }
        let count = self.inner.read(into)?;
        self.read.fetch_add(count as u64, Relaxed);
        Ok(count)
    }
}

impl<R: Read> Sheet<R> {
    /// Begins to read: the header, and from it what stands between cells.
    ///
    /// # Errors
    /// Where there is no header, or no table of text.
    pub fn new(inner: R) -> Result<Self, SheetError> {
        let mut inner = BufReader::with_capacity(BUFFER, inner);
        let head = inner
            .fill_buf()
            .map_err(|error| SheetError::Io(error, "the table"))?;
        let (between, has_mark) = (separator(head), head.starts_with(BYTE_ORDER));
        if has_mark {
            inner.consume(BYTE_ORDER.len());
        }
        let read = Arc::new(AtomicU64::new(0));
        let fence = Arc::new(AtomicU64::new(ROW_MAX));
        let fenced = Fenced {
            inner,
            read: Arc::clone(&read),
            fence: Arc::clone(&fence),
        };
        let reader = csv::ReaderBuilder::new()
            .delimiter(between)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(fenced);
        let mut sheet = Self {
            reader,
            read,
            fence,
            header: Vec::new(),
            last: 0,
        };
        let mut first = Record::default();
        if !sheet.record(&mut first)? {
            return Err(SheetError::Empty);
        }
        sheet.header = first.cells().map(|cell| cell.trim().to_owned()).collect();
        Ok(sheet)
    }

    /// The names of the columns, as they stand.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// How many bytes were read so far.
    pub fn bytes(&self) -> u64 {
        self.read.load(Relaxed)
    }

    /// A record with room for a row such as the last one.
    pub fn room(&self) -> Record {
        Record {
            line: 0,
            cells: StringRecord::with_capacity(self.last * 2, self.header.len()),
        }
    }

    /// Reads the next row; blank lines are passed over. No row: the end.
    ///
    /// # Errors
    /// Where it is no row of this table. Of a row that is ragged the next one can be read.
    pub fn read(&mut self, into: &mut Record) -> Result<bool, SheetError> {
        loop {
            if !self.record(into)? {
                return Ok(false);
            }
            if into.is_blank() {
                continue;
            }
            let (found, expected) = (into.cells.len(), self.header.len());
            if found != expected {
                return Err(SheetError::Ragged {
                    line: into.line,
                    found,
                    expected,
                });
            }
            return Ok(true);
        }
    }

    fn record(&mut self, into: &mut Record) -> Result<bool, SheetError> {
        self.fence.store(self.read.load(Relaxed) + ROW_MAX, Relaxed);
        let line = self.reader.position().line();
        let mut bytes = std::mem::take(&mut into.cells).into_byte_record();
        let found =
            self.reader
                .read_byte_record(&mut bytes)
                .map_err(|error| match error.into_kind() {
                    csv::ErrorKind::Io(error) if error.to_string() == AT_THE_FENCE => {
                        SheetError::Endless { line }
                    }
                    csv::ErrorKind::Io(error) => SheetError::Io(error, "the table"),
                    _ => SheetError::Endless { line },
                })?;
        // Where blank lines were passed over, the row knows better where it begins.
        into.line = bytes.position().map_or(line, csv::Position::line);
        if !found {
            return Ok(false);
        }
        if bytes.len() > COLUMNS_MAX {
            return Err(SheetError::Wide {
                line: into.line,
                columns: bytes.len(),
            });
        }
        if bytes.as_slice().contains(&0) {
            return Err(SheetError::Nul { line: into.line });
        }
        self.last = bytes.as_slice().len();
        into.cells = text(bytes, into.line)?;
        Ok(true)
    }
}

/// The cells of a row as text; a character that two cells share is none.
fn text(bytes: ByteRecord, line: u64) -> Result<StringRecord, SheetError> {
    StringRecord::from_byte_record(bytes).map_err(|error| {
        let (field, valid) = (error.utf8_error().field(), error.utf8_error().valid_up_to());
        let bytes = error.into_byte_record();
        let cell = bytes.get(field).unwrap_or_default();
        let above = cell
            .iter()
            .take(valid)
            .filter(|byte| **byte == b'\n')
            .count();
        SheetError::NotUtf8 {
            line: line + above as u64,
            byte: cell.get(valid).copied().unwrap_or_default(),
        }
    })
}

/// What stands between the cells: of comma, semicolon and tab that which the header has most often,
/// outside quotes.
fn separator(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                for (between, count) in &mut counts {
                    *count += usize::from(byte == between);
                }
            }
            _ => {}
        }
    }
    let mut best = counts[0];
    for one in counts {
        if one.1 > best.1 {
            best = one;
        }
    }
    best.0
}
