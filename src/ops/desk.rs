//! Typed values become parts of a record here, and everything that is wrong with them is gathered,
//! so that all of it can be told in one go.

use std::collections::BTreeMap;

use super::new_directive::{DraftError, NewSource, NewVersion, Wrong};
use super::resolve::{self, Unknown};
use super::typed;
use crate::model::{
    Authority, Bond, Codebook, Date, DateClaim, Dates, Directive, Document, Family, Fault, Mention,
    Organization, Place, Scope, Seen, Sentence, Slug, Source, SourceKind, Stage, Standing, Version,
    check_label,
};
use crate::store::{Reader, StoreError};

/// The flags of the dates of a version; the first that is given names it: the day from which it
/// counts, else that on which it was made.
const DATES: [(&str, &str); 5] = [
    ("effective", "--effective"),
    ("issued", "--issued"),
    ("adopted", "--adopted"),
    ("signed", "--signed"),
    ("published", "--published"),
];

/// What is on record, and what was found wrong so far.
pub(super) struct Desk {
    pub(super) codebook: Codebook,
    pub(super) bodies: Vec<Organization>,
    places: Vec<Place>,
    wrong: Vec<Wrong>,
    unknown: Option<Unknown>,
}

/// A version with what it brings into its directive.
pub(super) struct Fresh {
    pub(super) version: Version,
    /// The label that its dates give it.
    pub(super) dated: Option<String>,
    pub(super) source: Option<(Slug, Source)>,
    pub(super) document: Option<(Slug, Document)>,
}

impl Fresh {
    /// Puts its source and its copy among those of the directive, under names of their own.
    pub(super) fn into_directive(mut self, directive: &mut Directive) -> Version {
        if let Some((name, source)) = self.source {
            let name = adopted(&mut directive.sources, name, source);
            self.version.sources = vec![name];
        }
        if let Some((name, document)) = self.document {
            let name = adopted(&mut directive.documents, name, document);
            self.version.document = Some(name);
        }
        self.version
    }
}

/// Puts an item into a list by name and tells its name: what is there already is not put twice, and
/// a name that another item has gets a number.
pub(super) fn adopted<T: PartialEq>(all: &mut BTreeMap<Slug, T>, name: Slug, item: T) -> Slug {
    let numbered = (2..).filter_map(|number| format!("{name}-{number}").parse::<Slug>().ok());
    let name = std::iter::once(name.clone())
        .chain(numbered.take(10_000))
        .find(|name| all.get(name).is_none_or(|there| *there == item))
        .unwrap_or(name);
    all.insert(name.clone(), item);
    name
}

impl Desk {
    /// Loads what typed values are held against.
    pub(super) fn new(reader: &Reader) -> Result<Self, StoreError> {
        Ok(Self {
            codebook: reader.codebook()?,
            bodies: reader.organizations()?,
            places: reader.places()?,
            wrong: Vec::new(),
            unknown: None,
        })
    }

    /// Nothing, where all was right.
    pub(super) fn checked(&mut self) -> Result<(), DraftError> {
        if !self.wrong.is_empty() {
            return Err(DraftError::Wrong(std::mem::take(&mut self.wrong)));
        }
        self.unknown
            .take()
            .map_or(Ok(()), |unknown| Err(DraftError::Unknown(unknown)))
    }

    /// Notes what is wrong with a value.
    pub(super) fn note(&mut self, wrong: Wrong) {
        self.wrong.push(wrong);
    }

    /// A version as typed, without rules. `title` is that of its directive.
    pub(super) fn version(&mut self, new: &NewVersion, title: &str) -> Fresh {
        let source = new
            .source
            .is_given()
            .then(|| self.source(&new.source, title))
            .flatten();
        let document = new.document.clone().map(|(file, sha256)| Document {
            file: Some(file),
            url: None,
            sha256: Some(sha256),
            pages: None,
            obtained: None,
        });
        let has_copy = document.is_some();
        let copy: Option<Slug> = has_copy.then(|| "copy".parse().ok()).flatten();
        let is_primary = source
            .as_ref()
            .is_some_and(|(_, source)| source.kind == SourceKind::Primary);
        let (dates, dated) = self.dates(&new.dates);
        let standing = self.read_maybe("--standing", new.standing.as_deref());
        let standing = standing.unwrap_or(if has_copy || is_primary {
            Standing::Documented
        } else {
            Standing::Reported
        });
        let text = self.read_maybe("--text", new.text.as_deref());
        let text = text.unwrap_or(match (has_copy, is_primary) {
            (true, _) => Seen::Full,
            (_, true) => Seen::Part,
            _ => Seen::None,
        });
        let authority = new.authority.iter();
        let authority = authority
            .filter_map(|text| self.authority(text, standing))
            .collect();
        let version = Version {
            label: dated.clone().unwrap_or("1".to_owned()),
            number: None,
            stage: if new.is_draft {
                Stage::Draft
            } else {
                Stage::Adopted
            },
            dates,
            ended: None,
            review_due: self.read_maybe("--review-due", new.review_due.as_deref()),
            reviewed: Vec::new(),
            expires: self.read_maybe("--expires", new.expires.as_deref()),
            text,
            document: copy.clone(),
            silent: Vec::new(),
            last_checked: self.read_maybe("--last-checked", new.last_checked.as_deref()),
            standing,
            authority,
            binds: None,
            terms: BTreeMap::new(),
            suspended: Vec::new(),
            sources: source.iter().map(|(name, _)| name.clone()).collect(),
            note: self.maybe("--note", new.note.as_deref()),
            rules: Vec::new(),
        };
        Fresh {
            version,
            dated,
            source,
            document: copy.zip(document),
        }
    }

    /// Dates by the flags that give them, and the label that they give a version.
    pub(super) fn dates(
        &mut self,
        typed: &BTreeMap<&'static str, String>,
    ) -> (Dates, Option<String>) {
        let mut dates = Dates::default();
        let mut label = None;
        for (flag, name) in DATES {
            let text = typed.get(flag).map(String::as_str);
            let Some(date) = self.read_maybe::<Date>(name, text) else {
                continue;
            };
            label.get_or_insert_with(|| date.to_string());
            let claims = match flag {
                "effective" => &mut dates.effective,
                "issued" => &mut dates.issued,
                "adopted" => &mut dates.adopted,
                "signed" => &mut dates.signed,
                _ => &mut dates.published,
            };
            claims.push(DateClaim::plain(date));
        }
        (dates, label.filter(|label| check_label(label).is_ok()))
    }

    /// Whom a text binds, as typed.
    pub(super) fn bonds(&mut self, typed: &[String]) -> Vec<Bond> {
        typed.iter().filter_map(|text| self.bond(text)).collect()
    }

    /// `CITE: SENTENCE`; a sentence has no colon, a cite may have one.
    pub(super) fn sentence(&mut self, text: &str) -> Option<(Option<String>, Sentence)> {
        let (cite, says) = match text.rsplit_once(": ") {
            Some((cite, says)) => (Some(cite.trim()).filter(|cite| !cite.is_empty()), says),
            None => (None, text),
        };
        let at = text.len() - says.len();
        let (sentence, mentions): (Sentence, Vec<Mention>) = match Sentence::read(says) {
            Ok(read) => read,
            Err(fault) => {
                self.wrong("--rule", text, fault.shifted(at));
                return None;
            }
        };
        let is_body = |slug: &Slug| self.bodies.iter().any(|body| body.id == *slug);
        let bodies = || self.bodies.iter().map(|body| body.id.as_str()).collect();
        let faults = self.codebook.check(&mentions, &is_body, &bodies);
        if faults.is_empty() {
            return Some((cite.map(str::to_owned), sentence));
        }
        for fault in faults {
            self.wrong("--rule", text, fault.shifted(at));
        }
        None
    }

    pub(super) fn bond(&mut self, text: &str) -> Option<Bond> {
        let parts = match typed::bond(text) {
            Ok(parts) => parts,
            Err(fault) => {
                self.wrong("--binds", text, fault);
                return None;
            }
        };
        let scope = match parts.scope {
            typed::ScopeText::Org(name) => {
                resolve::body(name, &self.bodies).map(|body| Scope::Org(body.id.clone()))
            }
            typed::ScopeText::Of(name) => {
                resolve::place(name, &self.places).map(|place| Scope::Of(place.id.clone()))
            }
            typed::ScopeText::Within(name) => {
                resolve::place(name, &self.places).map(|place| Scope::Within(place.id.clone()))
            }
        };
        let mut find =
            |family: Family, (at, word): (usize, &str)| match self.codebook.find(family, word) {
                Ok(term) => Some(term.key.clone()),
                Err(fault) => {
                    let (value, fault) = (text.to_owned(), fault.shifted(at));
                    self.wrong.push(Wrong {
                        flag: "--binds",
                        value,
                        fault,
                    });
                    None
                }
            };
        let kinds = parts
            .kinds
            .into_iter()
            .filter_map(|kind| find(Family::Kind, kind))
            .collect();
        let role = parts.role.and_then(|role| find(Family::Role, role));
        match scope {
            Ok(scope) => Some(Bond {
                scope,
                kinds,
                role,
                disputed: Vec::new(),
            }),
            Err(unknown) => {
                self.unknown.get_or_insert(unknown);
                None
            }
        }
    }

    pub(super) fn authority(&mut self, text: &str, standing: Standing) -> Option<Authority> {
        match typed::authority(text, standing) {
            Ok(authority) => Some(authority),
            Err(fault) => {
                self.wrong("--authority", text, fault);
                None
            }
        }
    }

    pub(super) fn source(&mut self, new: &NewSource, title: &str) -> Option<(Slug, Source)> {
        let kind = match &new.kind {
            Some(text) => self
                .read("--source-kind", text)
                .unwrap_or(SourceKind::Secondary),
            None => SourceKind::Secondary,
        };
        let date = match &new.date {
            Some(text) => self.read("--source-date", text),
            None => None,
        };
        let publisher = self.maybe("--source-publisher", new.publisher.as_deref());
        let url = self.maybe("--source", new.url.as_deref());
        let own = self.maybe("--source-title", new.title.as_deref());
        let host = url.as_deref().and_then(typed::host);
        // A primary source is the text itself, and has its title.
        let title = own
            .or_else(|| (kind == SourceKind::Primary).then(|| title.to_owned()))
            .or_else(|| url.clone())
            .or_else(|| publisher.clone())
            .unwrap_or_else(|| title.to_owned());
        let name = publisher.as_deref().or(host).and_then(typed::slug);
        let name = name.or_else(|| "source".parse().ok())?;
        Some((
            name,
            Source {
                title,
                publisher,
                url,
                archived: None,
                date,
                kind,
                supports: None,
            },
        ))
    }

    pub(super) fn wrong(&mut self, flag: &'static str, value: &str, fault: Fault) {
        self.wrong.push(Wrong {
            flag,
            value: value.to_owned(),
            fault,
        });
    }

    pub(super) fn read<T: std::str::FromStr<Err = Fault>>(
        &mut self,
        flag: &'static str,
        text: &str,
    ) -> Option<T> {
        match text.parse() {
            Ok(value) => Some(value),
            Err(fault) => {
                self.wrong(flag, text, fault);
                None
            }
        }
    }

    pub(super) fn term(&mut self, family: Family, flag: &'static str, text: &str) -> Option<Slug> {
        match self
            .codebook
            .find(family, text)
            .map(|term| term.key.clone())
        {
            Ok(key) => Some(key),
            Err(fault) => {
                self.wrong(flag, text, fault);
                None
            }
        }
    }

    pub(super) fn filled(&mut self, flag: &'static str, text: &str) -> String {
        if text.trim().is_empty() {
            self.wrong(
                flag,
                text,
                Fault::new(0..text.len(), "a text is missing here"),
            );
        }
        text.trim().to_owned()
    }

    pub(super) fn maybe(&mut self, flag: &'static str, text: Option<&str>) -> Option<String> {
        text.map(|text| self.filled(flag, text))
    }

    /// A value that need not be given.
    pub(super) fn read_maybe<T: std::str::FromStr<Err = Fault>>(
        &mut self,
        flag: &'static str,
        text: Option<&str>,
    ) -> Option<T> {
        text.and_then(|text| self.read(flag, text))
    }
}
