//! A directive from the keyboard: what was typed for each part of it, read into a record.

use std::collections::BTreeMap;

use super::faults::Faults;
use super::new_directive::{DraftError, NewDirective, Wrong};
use super::resolve::{self, Unknown};
use super::typed;
use crate::model::{
    Authority, Bond, Codebook, Date, DateClaim, Dates, Directive, DirectiveId, Family, Fault,
    Organization, Place, Rule, Scope, Seen, Sentence, Slug, SourceKind, Stage, Standing, Version,
    check_label,
};
use crate::store::Reader;

/// What is on record, and what was found wrong so far.
struct Drafting<'a> {
    codebook: Codebook,
    bodies: Vec<Organization>,
    places: Vec<Place>,
    new: &'a NewDirective,
    faults: Faults,
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
        faults: Faults::default(),
        unknown: None,
    };
    let directive = drafting.directive(id, issuer);
    if !drafting.faults.wrong.is_empty() {
        return Err(DraftError::Wrong(drafting.faults.wrong));
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
        let title = self.faults.filled("--title", &new.title);
        let kind = self
            .faults
            .term(&self.codebook, Family::Type, "--type", &new.kind)
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
        let source = self.faults.source(&new.source, &title, &BTreeMap::new());
        let document = new.document.as_ref().map(|new| self.faults.document(new));
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
            number: self.faults.maybe("--number", new.number.as_deref()),
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
                .and_then(|text| self.faults.read::<Date>(name, text))
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
            Some(text) => self.faults.read("--standing", text),
            None => None,
        };
        let seen = has_copy || is_primary;
        let standing = standing.unwrap_or(if seen {
            Standing::Documented
        } else {
            Standing::Reported
        });
        let text = match &new.text {
            Some(text) => self.faults.read("--text", text),
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
                Some(text) => self.faults.read("--last-checked", text),
                None => None,
            },
            standing,
            authority,
            binds: None,
            terms: BTreeMap::new(),
            suspended: Vec::new(),
            sources: source.into_iter().collect(),
            note: self.faults.maybe("--note", new.note.as_deref()),
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
        // A rule that cannot be read has its fault already: what is said of it is not one more.
        if rules.len() == new.rules.len() {
            self.of_rules(&mut rules);
        }
        rules
    }

    /// The exact words and the pages of rules, each typed as `RULE=...`.
    fn of_rules(&mut self, rules: &mut [Rule]) {
        for text in &self.new.words {
            if let Some((rule, at)) = self.meant("--words", text, rules) {
                let words = text[at..].trim();
                if words.is_empty() {
                    let fault = Fault::new(at..text.len(), "the words are missing after \"=\"");
                    self.faults.add("--words", text, fault);
                }
                rules[rule].words = Some(words.to_owned());
            }
        }
        for text in &self.new.pages {
            if let Some((rule, at)) = self.meant("--page", text, rules) {
                match text[at..].trim().parse::<u32>() {
                    Ok(page) if page > 0 => rules[rule].page = Some(page),
                    _ => {
                        let fault = Fault::new(at..text.len(), "this is no page");
                        self.faults
                            .add("--page", text, fault.cure("write a number from 1"));
                    }
                }
            }
        }
    }

    /// The rule that stands before the first `=` that ends the section or id of one, and where the
    /// rest begins.
    fn meant(&mut self, flag: &'static str, text: &str, rules: &[Rule]) -> Option<(usize, usize)> {
        let cuts = text.match_indices('=').map(|(at, _)| at);
        for cut in cuts {
            let name = text[..cut].trim();
            let is_its = |rule: &Rule| rule.cite.as_deref() == Some(name) || rule.id == name;
            match rules.iter().filter(|rule| is_its(rule)).count() {
                0 => {}
                1 => return Some((rules.iter().position(is_its)?, cut + 1)),
                many => {
                    let message = format!("{many} rules stand at \"{name}\"");
                    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
                    let fault = Fault::new(0..cut, message);
                    let cure = format!("write one of their ids: {}", ids.join(", "));
                    self.faults.add(flag, text, fault.cure(cure));
                    return None;
                }
            }
        }
        let known: Vec<&str> = rules
            .iter()
            .map(|rule| rule.cite.as_deref().unwrap_or(rule.id.as_str()))
            .collect();
        let end = text.find('=').unwrap_or(text.len());
        let fault = Fault::new(0..end, "this is no rule of the directive");
        let cure = match known.as_slice() {
            [] => "give the rule too: --rule \"CITE: SENTENCE\"".to_owned(),
            known => format!("write RULE=... with one of: {}", known.join("; ")),
        };
        self.faults.add(flag, text, fault.cure(cure));
        None
    }

    /// `CITE: SENTENCE`; a sentence has no colon, a cite may have one.
    fn sentence(&mut self, text: &str) -> Option<(Option<String>, Sentence)> {
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

    fn bond(&mut self, text: &str) -> Option<Bond> {
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

    fn authority(&mut self, text: &str, standing: Standing) -> Option<Authority> {
        match typed::authority(text, standing) {
            Ok(authority) => Some(authority),
            Err(fault) => {
                self.faults.add("--authority", text, fault);
                None
            }
        }
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
