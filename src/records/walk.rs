//! Walking through a parsed TOML file by hand: every value is asked for by key, typed on the way,
//! and what is wrong is noted with its place while the walk goes on.

use std::ops::Range;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::origin::{Named, Sort};
use super::problem::At;
use super::syntax::Unread;
use crate::model::{Fault, Slug, name};

/// A value with its place.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// What a walk through one file notes.
pub(super) struct Walk<'t> {
    file: usize,
    text: &'t str,
    /// What of the file is not TOML: whatever seems wrong or missing there is no fault of its own.
    unread: Unread,
    pub(super) found: Vec<(At, Fault)>,
    pub(super) defined: Vec<Named>,
    pub(super) mentioned: Vec<Named>,
}

/// A table whose keys are being asked for; those that nobody asked for are unknown.
pub(super) struct Table<'t> {
    table: &'t DeTable<'t>,
    /// The header of the table, or its braces.
    pub(super) span: Range<usize>,
    /// What it is, for messages: "a version".
    what: &'static str,
    asked: Vec<&'static str>,
    /// Keys that are known not to belong here, and were told of.
    refused: Vec<&'static str>,
}

impl<'t> Table<'t> {
    pub(super) const fn new(
        table: &'t DeTable<'t>,
        span: Range<usize>,
        what: &'static str,
    ) -> Self {
        Self {
            table,
            span,
            what,
            asked: Vec::new(),
            refused: Vec::new(),
        }
    }

    /// The value of a key, where it is there.
    pub(super) fn get(&mut self, key: &'static str) -> Option<&'t Value<'t>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Its keys and values, for a table whose keys are free; all of them count as asked for.
    pub(super) fn entries(self) -> impl Iterator<Item = (&'t str, Range<usize>, &'t Value<'t>)> {
        self.table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
    }
}

impl<'t> Walk<'t> {
    pub(super) const fn new(file: usize, text: &'t str, unread: Unread) -> Self {
        Self {
            file,
            text,
            unread,
            found: Vec::new(),
            defined: Vec::new(),
            mentioned: Vec::new(),
        }
    }

    pub(super) const fn at(&self, span: &Range<usize>) -> At {
        At {
            file: self.file,
            start: span.start,
            end: span.end,
        }
    }

    /// Whether the file could not be read to its end.
    pub(super) const fn is_cut(&self) -> bool {
        !self.unread.is_nothing()
    }

    /// Notes a fault whose span is in the file, unless that part was not read as it was meant.
    pub(super) fn fault(&mut self, fault: Fault) {
        if self.unread.leaves(&fault.span) {
            self.found.push((self.at(&fault.span), fault));
        }
    }

    /// Notes that a key is missing, unless a part of the file was not read: it may stand there.
    pub(super) fn missing(&mut self, table: &Table<'_>, key: &str, cure: &str) {
        if self.unread.is_nothing() {
            let message = format!("\"{key}\" is missing from {}", table.what);
            self.fault(Fault::new(table.span.clone(), message).cure(format!("write {cure}")));
        }
    }

    /// Notes a key that people write here and that belongs elsewhere. The cure says where.
    pub(super) fn refuse(&mut self, table: &mut Table<'t>, key: &'static str, cure: &str) {
        if let Some((found, _)) = table.table.get_key_value(key) {
            let message = format!("{} has no key \"{key}\"", table.what);
            self.fault(Fault::new(found.span(), message).cure(cure));
            table.refused.push(key);
        }
    }

    /// Notes every key of the table that nobody asked for.
    pub(super) fn close(&mut self, table: &Table<'_>) {
        for key in table.table.keys() {
            let word: &str = key.get_ref().as_ref();
            if table.asked.contains(&word) || table.refused.contains(&word) {
                continue;
            }
            let shown = name::shown(word);
            let fault = Fault::new(key.span(), format!("{} has no key \"{shown}\"", table.what));
            let near = name::nearest(word, table.asked.iter().copied());
            self.fault(match near {
                Some(near) => fault.cure(format!("did you mean \"{near}\"?")),
                None => fault.cure(format!("its keys are {}", table.asked.join(", "))),
            });
        }
    }

    /// The name of a record that the file gives.
    pub(super) fn define(&mut self, sort: Sort, name: String, span: &Range<usize>) {
        let at = self.at(span);
        self.defined.push(Named { sort, name, at });
    }

    /// A name that must be on record.
    pub(super) fn mention(&mut self, sort: Sort, name: &str, span: &Range<usize>) {
        // In a part that was not read a word may be half a word.
        if self.unread.leaves(span) {
            let (name, at) = (name.to_owned(), self.at(span));
            self.mentioned.push(Named { sort, name, at });
        }
    }

    fn raw(&self, value: &Value<'_>) -> &'t str {
        self.text.get(value.span()).unwrap_or("")
    }

    /// Where the characters of a string value begin in the file: exact for a string without
    /// escapes; `None` with them.
    fn inside(&self, value: &Value<'_>, text: &str) -> Option<usize> {
        let raw = self.raw(value);
        // After one quote, three quotes, or three quotes and a line end.
        [1, 3, 4, 5]
            .into_iter()
            .find(|skip| raw.get(*skip..skip + text.len()) == Some(text))
            .map(|skip| value.span().start + skip)
    }

    /// A place inside a string value, in the file: the whole value where it has escapes.
    pub(super) fn place(&self, value: &Value<'_>, text: &str, span: &Range<usize>) -> Range<usize> {
        match self.inside(value, text) {
            Some(start) => start + span.start..start + span.end,
            None => value.span(),
        }
    }

    /// Notes a fault that a parser of the model found in a string value.
    pub(super) fn fault_in(&mut self, value: &Value<'_>, text: &str, mut fault: Fault) {
        fault.span = self.place(value, text, &fault.span);
        self.fault(fault);
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, value: &'t Value<'t>) -> Option<&'t str> {
        let fault = match value.get_ref() {
            DeValue::String(text) if text.is_empty() => {
                Fault::new(value.span(), "this text is empty").cure("leave the key out")
            }
            // SQLite functions end a text at NUL.
            DeValue::String(text) if text.contains('\0') => {
                Fault::new(value.span(), "a text cannot hold the character NUL")
            }
            DeValue::String(text) => return Some(text),
            DeValue::Array(_) => Fault::new(value.span(), "one text is expected here, not a list"),
            DeValue::Table(_) => Fault::new(value.span(), "one text is expected here, not a table"),
            other => Fault::new(
                value.span(),
                format!("a text is expected here, not {}", kind(other)),
            )
            .cure(format!("put quotes round it: \"{}\"", self.raw(value))),
        };
        self.fault(fault);
        None
    }

    /// A text that is read by a parser of the model.
    pub(super) fn parse<T: FromStr<Err = Fault>>(&mut self, value: &'t Value<'t>) -> Option<T> {
        let text = self.text(value)?;
        match text.parse() {
            Ok(parsed) => Some(parsed),
            Err(fault) => {
                self.fault_in(value, text, fault);
                None
            }
        }
    }

    /// A name that must be on record.
    pub(super) fn name(&mut self, value: &'t Value<'t>, sort: Sort) -> Option<Slug> {
        let slug: Slug = self.parse(value)?;
        let span = self.place(value, slug.as_str(), &(0..slug.as_str().len()));
        self.mention(sort, slug.as_str(), &span);
        Some(slug)
    }

    /// A whole number from 0.
    pub(super) fn number(&mut self, value: &'t Value<'t>) -> Option<u32> {
        let fault = match value.get_ref() {
            DeValue::Integer(number) => {
                match u32::from_str_radix(number.as_str(), number.radix()) {
                    Ok(number) => return Some(number),
                    Err(_) => Fault::new(value.span(), "this number is out of range"),
                }
            }
            DeValue::String(text) if text.parse::<u32>().is_ok() => {
                Fault::new(value.span(), "a number is expected here, not a text")
                    .cure(format!("leave the quotes out: {text}"))
            }
            other => Fault::new(
                value.span(),
                format!("a number is expected here, not {}", kind(other)),
            ),
        };
        self.fault(fault);
        None
    }

    /// The items of a list.
    pub(super) fn list(&mut self, value: &'t Value<'t>) -> &'t [Value<'t>] {
        match value.get_ref() {
            DeValue::Array(items) => items,
            other => {
                let fault = Fault::new(
                    value.span(),
                    format!("a list is expected here, not {}", kind(other)),
                );
                // A table under a header has the header as its text: one more pair of brackets makes
                // it a list too.
                let cure = format!("write [{}]", self.raw(value));
                self.fault(fault.cure(cure));
                &[]
            }
        }
    }

    /// A table.
    pub(super) fn table(&mut self, value: &'t Value<'t>, what: &'static str) -> Option<Table<'t>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Table::new(table, value.span(), what)),
            other => {
                self.fault(Fault::new(
                    value.span(),
                    format!("{what} is a table, this is {}", kind(other)),
                ));
                None
            }
        }
    }

    /// Every item of a list that can be read.
    pub(super) fn each<T>(
        &mut self,
        value: Option<&'t Value<'t>>,
        mut read: impl FnMut(&mut Self, &'t Value<'t>) -> Option<T>,
    ) -> Vec<T> {
        let items = value.map_or(&[][..], |value| self.list(value));
        items.iter().filter_map(|item| read(self, item)).collect()
    }

    /// The text of a key that may be left out.
    pub(super) fn optional_text(
        &mut self,
        table: &mut Table<'t>,
        key: &'static str,
    ) -> Option<String> {
        let value = table.get(key)?;
        self.text(value).map(str::to_owned)
    }

    /// The text of a key that must be there.
    pub(super) fn needed_text(
        &mut self,
        table: &mut Table<'t>,
        key: &'static str,
        cure: &str,
    ) -> Option<String> {
        let value = self.needed(table, key, cure)?;
        self.text(value).map(str::to_owned)
    }

    /// The value of a key that must be there. The cure is what to write, such as `kind = "press"`.
    pub(super) fn needed(
        &mut self,
        table: &mut Table<'t>,
        key: &'static str,
        cure: &str,
    ) -> Option<&'t Value<'t>> {
        let value = table.get(key);
        if value.is_none() {
            self.missing(table, key, cure);
        }
        value
    }

    /// A key that may be left out, read by a parser of the model.
    pub(super) fn optional<T: FromStr<Err = Fault>>(
        &mut self,
        table: &mut Table<'t>,
        key: &'static str,
    ) -> Option<T> {
        let value = table.get(key)?;
        self.parse(value)
    }

    /// A key that must be there, read by a parser of the model.
    pub(super) fn required<T: FromStr<Err = Fault>>(
        &mut self,
        table: &mut Table<'t>,
        key: &'static str,
        cure: &str,
    ) -> Option<T> {
        let value = self.needed(table, key, cure)?;
        self.parse(value)
    }

    /// A key that may be left out and then means `least`, the value that claims least.
    pub(super) fn or_least<T: FromStr<Err = Fault>>(
        &mut self,
        table: &mut Table<'t>,
        key: &'static str,
        least: T,
    ) -> Option<T> {
        match table.get(key) {
            Some(value) => self.parse(value),
            None => Some(least),
        }
    }

    /// A name on record that may be left out.
    pub(super) fn optional_name(
        &mut self,
        table: &mut Table<'t>,
        key: &'static str,
        sort: Sort,
    ) -> Option<Slug> {
        let value = table.get(key)?;
        self.name(value, sort)
    }

    /// A name on record that must be there.
    pub(super) fn needed_name(
        &mut self,
        table: &mut Table<'t>,
        key: &'static str,
        sort: Sort,
        cure: &str,
    ) -> Option<Slug> {
        let value = self.needed(table, key, cure)?;
        self.name(value, sort)
    }

    /// A list of names on record.
    pub(super) fn names(
        &mut self,
        table: &mut Table<'t>,
        key: &'static str,
        sort: Sort,
    ) -> Vec<Slug> {
        let value = table.get(key);
        self.each(value, |walk, item| walk.name(item, sort))
    }
}

/// What sort of value it is, for messages.
const fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a bare date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
