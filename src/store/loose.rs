//! What other programs leave behind: rows written outside Comity, and rows that name others which
//! are not there, since foreign keys are off in most of them.

use super::TABLES;
use super::error::Result;
use super::missing::{Loose, links};
use super::reader::Reader;

impl Reader {
    /// The tables with rows that were written outside Comity and are in no operation yet, each with
    /// how many.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn written_outside(&self) -> Result<Vec<(String, i64)>> {
        let mut found = Vec::new();
        for table in TABLES.iter().flat_map(|tables| tables.iter()) {
            // A row that was changed or deleted outside left its old values in the twin.
            let sql = format!(
                "SELECT (SELECT count(*) FROM {0} WHERE operation = 0) + \
                 (SELECT count(*) FROM {0}_history WHERE until_operation = 0)",
                table.name
            );
            let mut rows = 0;
            self.each(&sql, None, |row| {
                rows = row.get(0)?;
                Ok(())
            })?;
            if rows > 0 {
                found.push((table.name.to_owned(), rows));
            }
        }
        Ok(found)
    }

    /// Every row that names another which is not there: the row, and what is missing.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn loose_rows(&self) -> Result<Vec<(String, String)>> {
        let mut found = Vec::new();
        for table in TABLES.iter().flat_map(|tables| tables.iter()) {
            for link in links(&self.conn, table)? {
                let sql = link.loose(table, "");
                self.each(&sql, None, |row| {
                    let Loose { by, missing } = link.named(table, row)?;
                    found.push((by, missing));
                    Ok(())
                })?;
            }
        }
        found.sort();
        found.dedup();
        Ok(found)
    }
}
