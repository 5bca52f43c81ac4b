//! Values as typed, each read into what it means; everything that is wrong is kept, so that all
//! faults of a command are told in one go.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::new_directive::{NewDocument, NewSource, Wrong};
use super::typed;
use crate::model::{
    Codebook, Document, Family, Fault, Mention, Obtained, Organization, Sentence, Slug, Source,
    SourceKind,
};

/// What was found wrong so far.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Each with the flag and the value.
    pub(super) wrong: Vec<Wrong>,
}

impl Faults {
    /// Notes a fault.
    pub(super) fn add(&mut self, flag: &'static str, value: &str, fault: Fault) {
        self.wrong.push(Wrong {
            flag,
            value: value.to_owned(),
            fault,
        });
    }

    /// Notes a fault that was put together elsewhere.
    pub(super) fn note(&mut self, wrong: Wrong) {
        self.wrong.push(wrong);
    }

    /// A value that the model parses.
    pub(super) fn read<T: FromStr<Err = Fault>>(
        &mut self,
        flag: &'static str,
        text: &str,
    ) -> Option<T> {
        match text.parse() {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add(flag, text, fault);
                None
            }
        }
    }

    /// The same for a flag that may be left out.
    pub(super) fn maybe_read<T: FromStr<Err = Fault>>(
        &mut self,
        flag: &'static str,
        text: Option<&str>,
    ) -> Option<T> {
        text.and_then(|text| self.read(flag, text))
    }

    /// A term of the codebook.
    pub(super) fn term(
        &mut self,
        codebook: &Codebook,
        family: Family,
        flag: &'static str,
        text: &str,
    ) -> Option<Slug> {
        match codebook.find(family, text) {
            Ok(term) => Some(term.key.clone()),
            Err(fault) => {
                self.add(flag, text, fault);
                None
            }
        }
    }

    /// A text that must not be blank.
    pub(super) fn filled(&mut self, flag: &'static str, text: &str) -> String {
        if text.trim().is_empty() {
            let fault = Fault::new(0..text.len(), "a text is missing here");
            self.add(flag, text, fault);
        }
        text.trim().to_owned()
    }

    /// The same for a flag that may be left out.
    pub(super) fn maybe(&mut self, flag: &'static str, text: Option<&str>) -> Option<String> {
        text.map(|text| self.filled(flag, text))
    }

    /// A sentence, which begins at byte `at` of the value; its words must be on record.
    pub(super) fn sentence(
        &mut self,
        codebook: &Codebook,
        bodies: &[Organization],
        flag: &'static str,
        value: &str,
        at: usize,
    ) -> Option<Sentence> {
        let (sentence, mentions): (Sentence, Vec<Mention>) = match Sentence::read(&value[at..]) {
            Ok(read) => read,
            Err(fault) => {
                self.add(flag, value, fault.shifted(at));
                return None;
            }
        };
        let is_body = |slug: &Slug| bodies.iter().any(|body| body.id == *slug);
        let names = || bodies.iter().map(|body| body.id.as_str()).collect();
        let faults = codebook.check(&mentions, &is_body, &names);
        if faults.is_empty() {
            return Some(sentence);
        }
        for fault in faults {
            self.add(flag, value, fault.shifted(at));
        }
        None
    }

    /// A copy that was read, with what was typed of how it came.
    pub(super) fn document(&mut self, new: &NewDocument) -> Document {
        let how = self.maybe("--obtained", new.obtained.as_deref());
        let on = self.maybe_read("--obtained-on", new.obtained_on.as_deref());
        Document {
            file: Some(new.file.clone()),
            url: None,
            sha256: Some(new.contents.sha256.clone()),
            pages: new.contents.pages,
            obtained: how.map(|how| Obtained { how, on }),
        }
    }

    /// The source that was typed, with the name under which it is kept beside those of `known`;
    /// `title` is that of the text or entry that it is about. None where nothing was typed for it.
    pub(super) fn source(
        &mut self,
        new: &NewSource,
        title: &str,
        known: &BTreeMap<Slug, Source>,
    ) -> Option<(Slug, Source)> {
        if !new.is_given() {
            return None;
        }
        let kind = new.kind.as_deref().map_or(SourceKind::Secondary, |text| {
            self.read("--source-kind", text)
                .unwrap_or(SourceKind::Secondary)
        });
        let date = self.maybe_read("--source-date", new.date.as_deref());
        let publisher = self.maybe("--source-publisher", new.publisher.as_deref());
        let url = self.maybe("--source", new.url.as_deref());
        let own = self.maybe("--source-title", new.title.as_deref());
        if let Some(same) = by_address(new, known) {
            return Some(same);
        }
        let host = url.as_deref().and_then(typed::host);
        // A primary source is the text itself, and has its title.
        let title = own
            .or_else(|| (kind == SourceKind::Primary).then(|| title.to_owned()))
            .or_else(|| url.clone())
            .or_else(|| publisher.clone())
            .unwrap_or_else(|| title.to_owned());
        let name = publisher.as_deref().or(host).and_then(typed::slug);
        let name = name.or_else(|| "source".parse().ok())?;
        let source = Source {
            title,
            publisher,
            url,
            archived: None,
            date,
            kind,
            supports: None,
        };
        Some((typed::free_name(&name, &source, known), source))
    }
}

/// A source on record with the address that was typed, where nothing but the address was.
fn by_address(new: &NewSource, known: &BTreeMap<Slug, Source>) -> Option<(Slug, Source)> {
    let alone = NewSource {
        url: new.url.clone(),
        ..NewSource::default()
    };
    if *new != alone {
        return None;
    }
    let mut known = known.iter();
    let (name, source) = known.find(|(_, source)| source.url == new.url)?;
    Some((name.clone(), source.clone()))
}
