//! Typed values become parts of a record here, and everything that is wrong with them is gathered,
//! so that all of it can be told in one go.

use std::collections::BTreeMap;

use super::faults::Faults;
use super::new_directive::{DraftError, NewVersion};
use super::resolve::{self, Unknown};
use super::typed;
use crate::model::{
    Authority, Bond, Codebook, Date, DateClaim, Dates, Directive, Document, Family, Organization,
    Place, Scope, Seen, Sentence, Slug, Source, SourceKind, Stage, Standing, Version, check_label,
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
    /// What was found wrong with values.
    pub(super) faults: Faults,
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
        directive.sources.extend(self.source);
        if let Some((name, document)) = self.document {
            let name = typed::free_name(&name, &document, &directive.documents);
            directive.documents.insert(name.clone(), document);
            self.version.document = Some(name);
        }
        self.version
    }

    /// Whether somebody had the text itself before them.
    pub(super) fn is_seen(&self) -> bool {
        let is_primary = |(_, source): &(Slug, Source)| source.kind == SourceKind::Primary;
        self.document.is_some() || self.source.as_ref().is_some_and(is_primary)
    }
}

impl Desk {
    /// Loads what typed values are held against.
    pub(super) fn new(reader: &Reader) -> Result<Self, StoreError> {
        Ok(Self {
            codebook: reader.codebook()?,
            bodies: reader.organizations()?,
            places: reader.places()?,
            faults: Faults::default(),
            unknown: None,
        })
    }

    /// Nothing, where all was right.
    pub(super) fn checked(&mut self) -> Result<(), DraftError> {
        if !self.faults.wrong.is_empty() {
            return Err(DraftError::Wrong(std::mem::take(&mut self.faults.wrong)));
        }
        self.unknown
            .take()
            .map_or(Ok(()), |unknown| Err(DraftError::Unknown(unknown)))
    }

    /// A version as typed, without rules. `title` is that of its directive, `known` the sources that
    /// it has.
    pub(super) fn version(
        &mut self,
        new: &NewVersion,
        title: &str,
        known: &BTreeMap<Slug, Source>,
    ) -> Fresh {
        let source = self.faults.source(&new.source, title, known);
        let document = new.document.as_ref().map(|new| self.faults.document(new));
        let has_copy = document.is_some();
        let copy: Option<Slug> = has_copy.then(|| "copy".parse().ok()).flatten();
        let is_primary = source
            .as_ref()
            .is_some_and(|(_, source)| source.kind == SourceKind::Primary);
        let (dates, dated) = self.dates(&new.dates);
        let standing = self
            .faults
            .maybe_read("--standing", new.standing.as_deref());
        let standing = standing.unwrap_or(if has_copy || is_primary {
            Standing::Documented
        } else {
            Standing::Reported
        });
        let text = self.faults.maybe_read("--text", new.text.as_deref());
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
            review_due: self
                .faults
                .maybe_read("--review-due", new.review_due.as_deref()),
            reviewed: Vec::new(),
            expires: self.faults.maybe_read("--expires", new.expires.as_deref()),
            text,
            document: copy.clone(),
            silent: Vec::new(),
            last_checked: self
                .faults
                .maybe_read("--last-checked", new.last_checked.as_deref()),
            standing,
            authority,
            binds: None,
            terms: BTreeMap::new(),
            suspended: Vec::new(),
            sources: source.iter().map(|(name, _)| name.clone()).collect(),
            note: self.faults.maybe("--note", new.note.as_deref()),
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
            let Some(date) = self.faults.maybe_read::<Date>(name, text) else {
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
        let sentence = self
            .faults
            .sentence(&self.codebook, &self.bodies, "--rule", text, at)?;
        Some((cite.map(str::to_owned), sentence))
    }

    pub(super) fn bond(&mut self, text: &str) -> Option<Bond> {
        let parts = match typed::bond(text) {
            Ok(parts) => parts,
            Err(fault) => {
                self.faults.add("--binds", text, fault);
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
                    self.faults.add("--binds", text, fault.shifted(at));
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
                self.faults.add("--authority", text, fault);
                None
            }
        }
    }
}
