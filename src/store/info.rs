//! What the file holds, in numbers.

use super::error::Result;
use super::reader::Reader;
use super::writer::Operation;

/// What the file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// The version of its schema.
    pub schema_version: i64,
    /// Its size in bytes.
    pub bytes: u64,
    /// The last operation; none in a new file.
    pub last: Option<Operation>,
    /// How many records of each sort.
    pub counts: Counts,
}

/// How many records of each sort; discarded directives, and what is in them, are counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Directives on record.
    pub directives: i64,
    /// Directives that were set aside.
    pub discarded: i64,
    /// Versions of directives on record.
    pub versions: i64,
    /// Rules in these.
    pub rules: i64,
    /// Sources of these and of the lists.
    pub sources: i64,
    /// Events on these and of bodies.
    pub events: i64,
    /// Organizations.
    pub organizations: i64,
    /// Organizations that have issued a directive on record.
    pub issuers: i64,
    /// Places.
    pub places: i64,
    /// Sets of organizations.
    pub sets: i64,
    /// Topics of the codebook.
    pub topics: i64,
    /// Conditions of the codebook.
    pub conditions: i64,
    /// Coverage entries.
    pub coverage: i64,
    /// Practice statements.
    pub practice: i64,
}

impl Reader {
    /// What the file holds.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn info(&self) -> Result<Info> {
        let schema_version = self
            .conn
            .query_row("PRAGMA user_version", [], |row| row.get(0))?;
        Ok(Info {
            schema_version,
            bytes: std::fs::metadata(self.path()).map_or(0, |file| file.len()),
            last: self.last_operation()?,
            counts: self.counts()?,
        })
    }

    /// How many records of each sort there are.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        // In a file without discarded directives, which is most, nothing need be looked up for it.
        let discarded: i64 =
            self.number("SELECT count(*) FROM directive WHERE discarded_on IS NOT NULL")?;
        let kept = |table: &str| {
            let mut sql = format!("SELECT count(*) FROM {table}");
            if discarded > 0 {
                sql.push_str(
                    " WHERE directive NOT IN \
                     (SELECT id FROM directive WHERE discarded_on IS NOT NULL)",
                );
            }
            self.number(&sql)
        };
        let all = |table: &str| self.number(&format!("SELECT count(*) FROM {table}"));
        Ok(Counts {
            directives: all("directive")? - discarded,
            discarded,
            versions: kept("version")?,
            rules: kept("rule")?,
            sources: kept("source")?
                + all("coverage_source")?
                + all("practice_source")?
                + all("organization_event_source")?,
            events: kept("directive_event")? + all("organization_event")?,
            organizations: all("organization")?,
            issuers: self.number(
                "SELECT count(DISTINCT issuer) FROM directive WHERE discarded_on IS NULL",
            )?,
            places: all("place")?,
            sets: all("organization_set")?,
            topics: all("topic")?,
            conditions: all("condition")?,
            coverage: all("coverage")?,
            practice: all("practice")?,
        })
    }

    /// The last operation that is finished; none in a new file.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn last_operation(&self) -> Result<Option<Operation>> {
        self.one_operation("id > 0 AND rows IS NOT NULL ORDER BY id DESC LIMIT 1", None)
    }

    /// A finished operation by its number.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn operation(&self, id: i64) -> Result<Option<Operation>> {
        let key = id.to_string();
        self.one_operation("id = CAST(?1 AS INTEGER) AND rows IS NOT NULL", Some(&key))
    }

    fn one_operation(&self, which: &str, key: Option<&str>) -> Result<Option<Operation>> {
        let mut found = None;
        let sql = format!("SELECT id, at, user, command, rows FROM operation WHERE {which}");
        self.each(&sql, key, |row| {
            found = Some(Operation {
                id: row.get(0)?,
                at: row.get(1)?,
                user: row.get(2)?,
                command: row.get(3)?,
                rows: row.get(4)?,
            });
            Ok(())
        })?;
        Ok(found)
    }

    fn number(&self, sql: &str) -> Result<i64> {
        Ok(self.conn.query_row(sql, [], |row| row.get(0))?)
    }
}
