//! Rows one by one: for tables that are too long to be held.

use std::io::{self, Write};

use super::{CsvRows, Format, Look, json};
use crate::report::Streamed;

/// A table that is written row by row: JSON, JSON lines, and CSV for every other format.
pub struct RowWriter<'o> {
    sink: Sink<'o>,
    written: usize,
}

enum Sink<'o> {
    Csv(Box<CsvRows<&'o mut dyn Write>>),
    Json(&'o mut dyn Write),
    Jsonl(&'o mut dyn Write),
}

impl<'o> RowWriter<'o> {
    /// Begins a table of such rows.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new<T: Streamed>(
        out: &'o mut dyn Write,
        format: Format,
        look: Look,
    ) -> io::Result<Self> {
        let sink = match format {
            Format::Json => Sink::Json(out),
            Format::Jsonl => Sink::Jsonl(out),
            Format::Table | Format::Csv | Format::Md | Format::Html => {
                let mut table = CsvRows::new(out, look);
                table.row(T::head())?;
                Sink::Csv(Box::new(table))
            }
        };
        Ok(Self { sink, written: 0 })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer behind it.
    pub fn row<T: Streamed>(&mut self, row: &T) -> io::Result<()> {
        match &mut self.sink {
            Sink::Csv(table) => table.row(row.cells().iter().map(String::as_str))?,
            Sink::Json(out) => json::element(row, self.written == 0, out)?,
            Sink::Jsonl(out) => json::lines(&[row], out)?,
        }
        self.written += 1;
        Ok(())
    }

    /// Ends the table; tells how many rows it has.
    ///
    /// # Errors
    /// Those of the writer behind it.
    pub fn finish(self) -> io::Result<usize> {
        match self.sink {
            Sink::Csv(table) => table.into_inner()?.flush()?,
            Sink::Json(out) => json::end(self.written == 0, out)?,
            Sink::Jsonl(out) => out.flush()?,
        }
        Ok(self.written)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    #[derive(Serialize)]
    struct One {
        a: &'static str,
    }

    impl Streamed for One {
        fn head() -> Vec<&'static str> {
            vec!["a"]
        }

        fn cells(&self) -> Vec<String> {
            vec![self.a.to_owned()]
        }
    }

    fn written(format: Format, rows: &[One]) -> String {
        let mut out = Vec::new();
        let mut table = RowWriter::new::<One>(&mut out, format, Look::default()).expect("memory");
        for row in rows {
            table.row(row).expect("memory");
        }
        assert_eq!(table.finish().expect("memory"), rows.len());
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn rows_one_by_one_read_as_the_document_of_all() {
        for rows in [
            vec![],
            vec![One { a: "x\ny" }],
            vec![One { a: "1" }, One { a: "2" }],
        ] {
            let mut whole = Vec::new();
            json::document(&rows, &mut whole).expect("memory");
            let whole = String::from_utf8(whole).expect("UTF-8");
            assert_eq!(written(Format::Json, &rows), whole);
        }
        let two = [One { a: "1" }, One { a: "2" }];
        assert_eq!(
            written(Format::Jsonl, &two),
            "{\"a\":\"1\"}\n{\"a\":\"2\"}\n"
        );
        assert_eq!(written(Format::Csv, &two), "a\n1\n2\n");
        assert_eq!(written(Format::Csv, &[]), "a\n");
    }
}
