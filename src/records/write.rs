//! TOML text in one layout: a key a line, in a fixed order, inline tables for small parts, blocks
//! parted by a blank line. Keys with nothing to say are left out.

use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};

use crate::model::{Bond, DateClaim, Ending, Event, Scope, Slug, Source};

/// A text as a TOML basic string. What a terminal or an editor would obey, or not show, is escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}') =>
            {
                // Writing to a String cannot fail.
                let _infallible = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A key: bare where TOML takes it so.
pub(super) fn key(name: &str) -> String {
    let bare = name
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if bare && !name.is_empty() {
        name.to_owned()
    } else {
        quoted(name)
    }
}

/// A list of values that are TOML already.
pub(super) fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(", "))
}

/// A list of texts.
pub(super) fn texts<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    list(items.into_iter().map(|item| quoted(&item.to_string())))
}

/// Pairs of keys and values: the lines of a block, or an inline table.
#[derive(Default)]
pub(super) struct Pairs {
    pairs: Vec<(String, String)>,
}

impl Pairs {
    /// A value that is TOML already.
    pub(super) fn raw(&mut self, name: &str, value: String) -> &mut Self {
        self.pairs.push((key(name), value));
        self
    }

    /// A text.
    pub(super) fn put(&mut self, name: &str, value: impl Display) -> &mut Self {
        self.raw(name, quoted(&value.to_string()))
    }

    /// A text, where there is one; an empty one has nothing to say.
    pub(super) fn maybe<T: Display>(&mut self, name: &str, value: Option<T>) -> &mut Self {
        match value.map(|value| value.to_string()) {
            Some(text) if !text.is_empty() => self.put(name, text),
            _ => self,
        }
    }

    /// A number, where there is one.
    pub(super) fn number(&mut self, name: &str, value: Option<u32>) -> &mut Self {
        match value {
            Some(number) => self.raw(name, number.to_string()),
            None => self,
        }
    }

    /// A list of texts, where it is not empty.
    pub(super) fn texts<T: Display>(&mut self, name: &str, items: &[T]) -> &mut Self {
        match items {
            [] => self,
            items => self.raw(name, texts(items)),
        }
    }

    /// A list of inline tables, where it is not empty.
    pub(super) fn tables<T>(
        &mut self,
        name: &str,
        items: &[T],
        table: impl Fn(&T) -> String,
    ) -> &mut Self {
        match items {
            [] => self,
            items => self.raw(name, list(items.iter().map(table))),
        }
    }

    /// `{ a = "b", c = "d" }`.
    pub(super) fn inline(&self) -> String {
        let pairs: Vec<String> = self
            .pairs
            .iter()
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        match pairs.as_slice() {
            [] => "{}".to_owned(),
            pairs => format!("{{ {} }}", pairs.join(", ")),
        }
    }

    /// Adds the pairs to a file as a block under a header (none at the top of a directive), with a
    /// blank line before it unless it is the first.
    pub(super) fn block(&self, header: &str, into: &mut String) {
        if !into.is_empty() {
            into.push('\n');
        }
        if !header.is_empty() {
            into.push_str(header);
            into.push('\n');
        }
        for (name, value) in &self.pairs {
            into.push_str(name);
            into.push_str(" = ");
            into.push_str(value);
            into.push('\n');
        }
    }
}

/// A date: a plain text where there is one claim with nothing beside it, else a list.
pub(super) fn claims(pairs: &mut Pairs, name: &str, claims: &[DateClaim]) {
    match claims {
        [] => {}
        [
            DateClaim {
                on,
                source: None,
                certainty: None,
            },
        ] => {
            pairs.put(name, on);
        }
        claims => {
            pairs.tables(name, claims, |claim| {
                let mut pairs = Pairs::default();
                pairs
                    .put("on", claim.on)
                    .maybe("source", claim.source.as_ref())
                    .maybe("certainty", claim.certainty);
                pairs.inline()
            });
        }
    }
}

/// The end of a version or rule.
pub(super) fn ending(pairs: &mut Pairs, ended: Option<&Ending>) {
    if let Some(ended) = ended {
        let mut inner = Pairs::default();
        claims(&mut inner, "on", &ended.on);
        inner
            .put("how", ended.how)
            .maybe("by", ended.by.as_ref())
            .maybe("certainty", ended.certainty);
        pairs.raw("ended", inner.inline());
    }
}

/// A list of who is bound, as it stands: an empty one binds nobody.
pub(super) fn bonds(bonds: &[Bond]) -> String {
    list(bonds.iter().map(|bond| {
        let mut pairs = Pairs::default();
        match &bond.scope {
            Scope::Org(id) => pairs.put("org", id),
            Scope::Of(id) => pairs.put("of", id),
            Scope::Within(id) => pairs.put("within", id),
        };
        pairs
            .texts("kinds", &bond.kinds)
            .maybe("role", bond.role.as_ref())
            .tables("disputed", &bond.disputed, |claim| {
                let mut pairs = Pairs::default();
                pairs
                    .put("by", &claim.by)
                    .put("says", claim.says)
                    .maybe("ground", claim.ground.as_ref())
                    .maybe("since", claim.since.map(|since| since.0));
                pairs.inline()
            });
        pairs.inline()
    }))
}

/// What words mean in a text.
pub(super) fn meanings(pairs: &mut Pairs, terms: &BTreeMap<Slug, String>) {
    if !terms.is_empty() {
        let mut inner = Pairs::default();
        for (word, meaning) in terms {
            inner.put(word.as_str(), meaning);
        }
        pairs.raw("terms", inner.inline());
    }
}

/// The sources of a file, each a block, by name.
pub(super) fn sources(sources: &BTreeMap<Slug, Source>, into: &mut String) {
    for (name, source) in sources {
        let mut pairs = Pairs::default();
        pairs
            .put("title", &source.title)
            .maybe("publisher", source.publisher.as_ref())
            .maybe("url", source.url.as_ref())
            .maybe("archived", source.archived.as_ref())
            .maybe("date", source.date)
            .put("kind", source.kind)
            .maybe("supports", source.supports.as_ref());
        pairs.block(&format!("[source.{}]", key(name.as_str())), into);
    }
}

/// The keys of an event, after that of its body.
pub(super) fn event(pairs: &mut Pairs, event: &Event) {
    pairs
        .put("on", event.on)
        .put("kind", event.kind)
        .maybe("topic", event.topic.as_ref())
        .put("what", &event.what)
        .texts("sources", &event.sources);
}
