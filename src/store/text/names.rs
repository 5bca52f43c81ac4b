//! What a text of a directive takes from elsewhere: the names of its issuer, the short words of topics.

use std::collections::HashMap;

use compact_str::CompactString;
use rusqlite::Connection;

use super::directive::BETWEEN;
use super::rows::lossy;
use crate::store::error::Result;

/// Short words of topics, by key.
pub(in crate::store) type ShortWords = HashMap<CompactString, CompactString>;

/// The short words of all topics.
pub(in crate::store) fn short_words(conn: &Connection) -> Result<ShortWords> {
    let mut statement =
        conn.prepare_cached("SELECT key, short FROM topic WHERE short IS NOT NULL")?;
    let mut rows = statement.query([])?;
    let mut words = ShortWords::new();
    while let Some(row) = rows.next()? {
        words.insert(lossy(row.get_ref(0)?), lossy(row.get_ref(1)?));
    }
    Ok(words)
}

/// The names of bodies that issued directives, each body asked for once.
#[derive(Debug, Default)]
pub(in crate::store) struct Issuers(HashMap<CompactString, Names>);

#[derive(Debug)]
struct Names {
    /// Its names, behind the id of a directive.
    names: CompactString,
    /// The slugs that it had before its record was merged into another.
    merged: Vec<CompactString>,
}

impl Issuers {
    /// The names under which a directive is looked for by who issued it: its id, the names of the
    /// body, and the ids that it had before the record of its issuer was merged into another.
    pub(super) fn of(
        &mut self,
        conn: &Connection,
        id: &str,
        issuer: &str,
    ) -> Result<CompactString> {
        if !self.0.contains_key(issuer) {
            self.0.insert(issuer.into(), Names::read(conn, issuer)?);
        }
        let mut all = CompactString::from(id);
        if let Some(Names { names, merged }) = self.0.get(issuer) {
            all.push_str(names);
            let own = id.find('/').map_or("", |at| &id[at..]);
            for slug in merged {
                all.push_str(BETWEEN);
                all.push_str(slug);
                all.push_str(own);
            }
        }
        Ok(all)
    }
}

impl Names {
    fn read(conn: &Connection, body: &str) -> Result<Self> {
        let list = |sql: &str| -> Result<Vec<CompactString>> {
            let mut statement = conn.prepare_cached(sql)?;
            let mut rows = statement.query([body])?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                all.push(lossy(row.get_ref(0)?));
            }
            Ok(all)
        };
        let mut names = CompactString::default();
        for name in
            list("SELECT name FROM organization_name WHERE organization = ?1 ORDER BY position")?
        {
            names.push_str(BETWEEN);
            names.push_str(&name);
        }
        Ok(Self {
            names,
            merged: list(
                "SELECT slug FROM organization_merged WHERE organization = ?1 ORDER BY position",
            )?,
        })
    }
}
