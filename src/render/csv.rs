//! Flat rows as comma-separated values.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Look;
use crate::model::name::shown;
use crate::report::FlatRows;

/// Writes the header and the rows, lines ending in LF.
///
/// # Errors
/// Those of `out`.
pub(super) fn write(
    (head, rows): FlatRows<'_>,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    if !head.is_empty() {
        writer.write_record(&head)?;
    }
    for row in rows {
        writer.write_record(row.iter().map(|cell| fit(cell, look).into_owned()))?;
    }
    writer.flush()
}

/// Comma-separated values, row by row: for tables that are too long to be held.
pub struct CsvRows<W: Write> {
    writer: csv::Writer<W>,
    look: Look,
}

impl<W: Write> CsvRows<W> {
    /// Begins a table; lines end in LF.
    pub fn new(out: W, look: Look) -> Self {
        Self {
            writer: csv::Writer::from_writer(out),
            look,
        }
    }

    /// Begins a table in which a row may have more cells or fewer than the header.
    pub fn ragged(out: W) -> Self {
        Self {
            writer: csv::WriterBuilder::new().flexible(true).from_writer(out),
            look: Look::default(),
        }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer behind it.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(fit(cell, &self.look).as_bytes())?;
        }
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    /// Ends the table and gives back what it was written to.
    ///
    /// # Errors
    /// Those of the writer behind it.
    pub fn into_inner(self) -> io::Result<W> {
        self.writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)
    }
}

/// The cell as it may go where it goes. In a file it stays as it is: it is data.
fn fit<'a>(cell: &'a str, look: &Look) -> Cow<'a, str> {
    let cell = if look.terminal {
        Cow::Owned(shown(cell))
    } else {
        Cow::Borrowed(cell)
    };
    if look.for_spreadsheet && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cell: &str, look: Look) -> String {
        let rows: FlatRows<'_> = (vec!["text"], Box::new([vec![cell.to_owned()]].into_iter()));
        let mut out = Vec::new();
        write(rows, &look, &mut out).expect("memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(
            written("a \"b\", c", Look::default()),
            "text\n\"a \"\"b\"\", c\"\n"
        );
    }

    #[test]
    fn formulas_are_neutralised_only_for_a_spreadsheet() {
        let look = Look {
            for_spreadsheet: true,
            ..Look::default()
        };
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"] {
            assert!(written(cell, look).contains(&format!("'{cell}")), "{cell}");
            assert!(!written(cell, Look::default()).contains('\''));
        }
        assert_eq!(written("a=1", look), "text\na=1\n");
    }
}
