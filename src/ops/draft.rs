//! A directive from the keyboard: what was typed for each part of it, read into a record.

use std::collections::BTreeMap;

use super::new_directive::{DraftError, NewDirective, Wrong};
use super::resolve::{self, Unknown};
use super::typed;
use crate::model::{
    Authority, Bond, Codebook, Date, DateClaim, Dates, Directive, DirectiveId, Document, Family,
    Fault, Mention, Organization, Place, Rule, Scope, Seen, Sentence, Slug, Source, SourceKind,
    Stage, Standing, Version, check_label,
};
use crate::store::Reader;

/// What is on record, and what was found wrong so far.
struct Drafting<'a> {
    codebook: Codebook,
    bodies: Vec<Organization>,
    places: Vec<Place>,
    new: &'a NewDirective,
    wrong: Vec<Wrong>,
    unknown: Option<Unknown>,
}

/// Reads what was typed into a record with one version.
///
/// # Errors
/// Where the issuer is not on record, the directive is, or for every value that cannot be right.
pub fn draft(reader: &Reader, new: &NewDirective) -> Result<Directive, DraftError> {
    let wrong = |fault| {
        DraftError::Wrong(vec![Wrong {
            flag: "",
            value: new.id.clone(),
            fault,
        }])
    };
    let id: DirectiveId = new.id.parse().map_err(wrong)?;
    let bodies = reader.organizations()?;
    let issuer = issuer(&id.issuer, &bodies)
        .map_err(DraftError::Unknown)?
        .id
        .clone();
    if reader.directive(&id)?.is_some() {
        return Err(DraftError::Exists(id));
    }
    let mut drafting = Drafting {
        codebook: reader.codebook()?,
        bodies,
        places: reader.places()?,
        new,
        wrong: Vec::new(),
        unknown: None,
    };
    let directive = drafting.directive(id, issuer);
    if !drafting.wrong.is_empty() {
        return Err(DraftError::Wrong(drafting.wrong));
    }
    match drafting.unknown {
        Some(unknown) => Err(DraftError::Unknown(unknown)),
        None => Ok(directive),
    }
}

/// The issuer by its slug: an id is permanent, so no beginning of it will do.
fn issuer<'a>(slug: &Slug, bodies: &'a [Organization]) -> Result<&'a Organization, Unknown> {
    if let Some(body) = bodies.iter().find(|body| body.id == *slug) {
        return Ok(body);
    }
    match resolve::body(slug.as_str(), bodies) {
        Ok(near) => Err(
            Unknown::new(format!("the body \"{slug}\" is not on record"))
                .hint(format!("did you mean \"{}\"?", near.id)),
        ),
        Err(unknown) => Err(unknown),
    }
}

impl Drafting<'_> {
    fn directive(&mut self, id: DirectiveId, issuer: Slug) -> Directive {
        let new = self.new;
        let title = self.filled("--title", &new.title);
        let kind = self
            .term(Family::Type, "--type", &new.kind)
            .unwrap_or_else(|| issuer.clone());
        let mut binds: Vec<Bond> = new
            .binds
            .iter()
            .filter_map(|text| self.bond(text))
            .collect();
        if new.binds.is_empty() {
            binds.push(Bond {
                scope: Scope::Org(issuer),
                kinds: Vec::new(),
                role: None,
                disputed: Vec::new(),
            });
        }
        let source = new.source.is_given().then(|| self.source(&title)).flatten();
        let document = new.document.clone().map(|(file, sha256)| Document {
            file: Some(file),
            url: None,
            sha256: Some(sha256),
            pages: None,
            obtained: None,
        });
        let is_primary = source
            .as_ref()
            .is_some_and(|(_, source)| source.kind == SourceKind::Primary);
        let version = self.version(
            document.is_some(),
            is_primary,
            source.as_ref().map(|(name, _)| name.clone()),
        );
        let copy: Option<Slug> = version.document.clone();
        Directive {
            id,
            title,
            number: self.maybe("--number", new.number.as_deref()),
            kind,
            unit: None,
            tags: Vec::new(),
            parties: Vec::new(),
            binds,
            relations: Vec::new(),
            note: None,
            sources: source.into_iter().collect(),
            documents: copy.into_iter().zip(document).collect(),
            versions: vec![version],
            events: Vec::new(),
        }
    }

    fn version(&mut self, has_copy: bool, is_primary: bool, source: Option<Slug>) -> Version {
        let new = self.new;
        let mut dates = Dates::default();
        let mut label = None;
        // The day from which it counts names the version; else the day on which it was made.
        for (flag, name) in [
            ("effective", "--effective"),
            ("issued", "--issued"),
            ("adopted", "--adopted"),
            ("signed", "--signed"),
            ("published", "--published"),
        ] {
            let Some(date) = new
                .dates
                .get(flag)
                .and_then(|text| self.read::<Date>(name, text))
            else {
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
        let standing = match &new.standing {
            Some(text) => self.read("--standing", text),
            None => None,
        };
        let seen = has_copy || is_primary;
        let standing = standing.unwrap_or(if seen {
            Standing::Documented
        } else {
            Standing::Reported
        });
        let text = match &new.text {
            Some(text) => self.read("--text", text),
            None => None,
        };
        let text = text.unwrap_or(match (has_copy, is_primary) {
            (true, _) => Seen::Full,
            (_, true) => Seen::Part,
            _ => Seen::None,
        });
        let authority = new
            .authority
            .iter()
            .filter_map(|text| self.authority(text, standing))
            .collect();
        let copy = has_copy.then(|| "copy".parse().ok()).flatten();
        Version {
            label: label
                .filter(|label| check_label(label).is_ok())
                .unwrap_or("1".to_owned()),
            number: None,
            stage: if new.is_draft {
                Stage::Draft
            } else {
                Stage::Adopted
            },
            dates,
            ended: None,
            review_due: None,
            reviewed: Vec::new(),
            expires: None,
            text,
            document: copy,
            silent: Vec::new(),
            last_checked: match &new.last_checked {
                Some(text) => self.read("--last-checked", text),
                None => None,
            },
            standing,
            authority,
            binds: None,
            terms: BTreeMap::new(),
            suspended: Vec::new(),
            sources: source.into_iter().collect(),
            note: self.maybe("--note", new.note.as_deref()),
            rules: self.rules(),
        }
    }

    fn rules(&mut self) -> Vec<Rule> {
        let new = self.new;
        let mut rules: Vec<Rule> = Vec::new();
        for text in &new.rules {
            let Some((cite, says)) = self.sentence(text) else {
                continue;
            };
            rules.push(Rule {
                id: free_id(&says.topic, &rules),
                says,
                cite,
                page: None,
                words: None,
                summary: None,
                modality: None,
                standing: None,
                steps: Vec::new(),
                consequence: None,
                binds: None,
                from: Vec::new(),
                ended: None,
                terms: BTreeMap::new(),
                sources: Vec::new(),
                note: None,
            });
        }
        rules
    }

    /// `CITE: SENTENCE`; a sentence has no colon, a cite may have one.
    fn sentence(&mut self, text: &str) -> Option<(Option<String>, Sentence)> {
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

    fn bond(&mut self, text: &str) -> Option<Bond> {
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

    fn authority(&mut self, text: &str, standing: Standing) -> Option<Authority> {
        match typed::authority(text, standing) {
            Ok(authority) => Some(authority),
            Err(fault) => {
                self.wrong("--authority", text, fault);
                None
            }
        }
    }

    fn source(&mut self, title: &str) -> Option<(Slug, Source)> {
        let new = &self.new.source;
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

    fn wrong(&mut self, flag: &'static str, value: &str, fault: Fault) {
        self.wrong.push(Wrong {
            flag,
            value: value.to_owned(),
            fault,
        });
    }

    fn read<T: std::str::FromStr<Err = Fault>>(
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

    fn term(&mut self, family: Family, flag: &'static str, text: &str) -> Option<Slug> {
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

    fn filled(&mut self, flag: &'static str, text: &str) -> String {
        if text.trim().is_empty() {
            self.wrong(
                flag,
                text,
                Fault::new(0..text.len(), "a text is missing here"),
            );
        }
        text.trim().to_owned()
    }

    fn maybe(&mut self, flag: &'static str, text: Option<&str>) -> Option<String> {
        text.map(|text| self.filled(flag, text))
    }
}

/// The id of a rule: its topic, with a number where another rule has it.
fn free_id(topic: &Slug, rules: &[Rule]) -> Slug {
    let taken = |id: &Slug| rules.iter().any(|rule| rule.id == *id);
    if !taken(topic) {
        return topic.clone();
    }
    (2..)
        .filter_map(|number| format!("{topic}-{number}").parse().ok())
        .find(|id| !taken(id))
        .unwrap_or_else(|| topic.clone())
}
