//! The names in record files against each other and against what is on record.

use std::collections::{BTreeMap, BTreeSet};

use super::Records;
use super::origin::{Named, Sort};
use super::problem::{At, Problems};
use crate::model::{
    Codebook, Date, DirectiveId, Family, Fault, Mention, Noun, Reference, Slug, Term,
    codebook::climb, name, unknown,
};

/// What is on record already. The files add to it, and replace what has the same name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The codebook.
    pub terms: Vec<Term>,
    /// Organizations, each with its parent.
    pub organizations: BTreeMap<Slug, Option<Slug>>,
    /// Slugs of merged records, each with the organization that it names now.
    pub merged: BTreeMap<Slug, Slug>,
    /// Places, each with its parent.
    pub places: BTreeMap<Slug, Option<Slug>>,
    /// Directives, each with the labels of its versions.
    pub directives: BTreeMap<DirectiveId, Vec<String>>,
}

/// Finds every name in the files that is not on record, neither in them nor in `known`; names that
/// two records have; and terms, places and organizations that lie in themselves.
pub fn check(records: &Records, known: &Known) -> Problems {
    let mut check = Check {
        names: Names::new(records, known),
        found: Vec::new(),
    };
    check.twice(records);
    // A name may stand in every record of a long list: it is looked up, and its nearest one found,
    // once.
    let mut told: BTreeMap<(Sort, &str), Option<Fault>> = BTreeMap::new();
    for mention in &records.origin.mentioned {
        let fault = told
            .entry((mention.sort, &mention.name))
            .or_insert_with(|| check.names.fault(mention));
        if let Some(fault) = fault {
            check.found.push((narrowed(mention, fault), fault.clone()));
        }
    }
    check.loops(records, known);
    check.merged(records, known);
    check.unbound(records);
    Problems::new(records.origin.files.clone(), check.found)
}

/// The part of a mention that is at fault; all of it where it is written with escapes.
const fn narrowed(mention: &Named, fault: &Fault) -> At {
    let at = mention.at;
    if at.end - at.start != mention.name.len() {
        return at;
    }
    At {
        file: at.file,
        start: at.start + fault.span.start,
        end: at.start + fault.span.end,
    }
}

struct Check<'a> {
    names: Names<'a>,
    found: Vec<(At, Fault)>,
}

impl Check<'_> {
    /// Directives with a rule that nobody's `binds` list covers: it would bind nobody, and answer
    /// nothing, without a word.
    fn unbound(&mut self, records: &Records) {
        for directive in records
            .directives
            .iter()
            .filter(|directive| directive.binds.is_empty())
        {
            let unbound = directive.versions.iter().any(|version| {
                version.binds.is_none() && version.rules.iter().any(|rule| rule.binds.is_none())
            });
            let id = directive.id.to_string();
            if unbound && let Some(at) = records.origin.find(Sort::Directive, &id) {
                let fault = Fault::new(0..0, format!("\"{id}\" has a rule that binds nobody"));
                self.found.push((
                    at,
                    fault.cure("write whom it binds, such as binds = [{ org = \"chicago-pd\" }]"),
                ));
            }
        }
    }

    /// Names that two records of the files have. Versions of one directive were held against each
    /// other when the file was read.
    fn twice(&mut self, records: &Records) {
        let files = &records.origin.files;
        let mut first: BTreeMap<(Sort, &str), At> = BTreeMap::new();
        for named in &records.origin.defined {
            if named.sort == Sort::Version {
                continue;
            }
            let earlier = first.entry((named.sort, &named.name)).or_insert(named.at);
            if *earlier == named.at {
                continue;
            }
            let place = if earlier.file == named.at.file {
                let above = &files.text(earlier.file)[..earlier.start];
                format!("on line {}", above.matches('\n').count() + 1)
            } else {
                format!("in {}", name::shown(files.name(earlier.file)))
            };
            let fault = Fault::new(
                named.at.span(),
                format!("{} \"{}\" stands {place} too", noun(named.sort), named.name),
            );
            let fault = fault.cure("give one of them a name of its own, or leave it out");
            self.found.push((named.at, fault));
        }
    }

    /// Organizations of the files whose slug names another one since they were merged.
    fn merged(&mut self, records: &Records, known: &Known) {
        let of_files = records.registers.organizations.iter();
        let of_files = of_files.flat_map(|org| org.merged.iter().map(|slug| (slug, &org.id)));
        let mut merged: BTreeMap<&Slug, &Slug> = known.merged.iter().collect();
        // An organization of the files that no longer names it has let go of the slug.
        merged.retain(|_, into| {
            let of_files = &records.registers.organizations;
            of_files.iter().all(|org| org.id != **into)
        });
        merged.extend(of_files);
        for (slug, into) in merged {
            let name = slug.as_str();
            let Some(at) = records.origin.find(Sort::Organization, name).or_else(|| {
                let is_there = known.organizations.contains_key(slug);
                let of_files = records.origin.find(Sort::Organization, into.as_str());
                of_files.filter(|_| is_there)
            }) else {
                continue;
            };
            let message = format!("\"{name}\" is a record of its own and merged into \"{into}\"");
            let fault = Fault::new(at.span(), message);
            let cure = format!("write \"{into}\" in its place, or take it out of \"merged\"");
            self.found.push((at, fault.cure(cure)));
        }
    }

    /// Terms, organizations and places of the files that lie in themselves.
    fn loops(&mut self, records: &Records, known: &Known) {
        let mut organizations: BTreeMap<Slug, Vec<Slug>> = ups(&known.organizations);
        let of_files = records.registers.organizations.iter();
        organizations
            .extend(of_files.map(|org| (org.id.clone(), org.parent.iter().cloned().collect())));
        let mut places = ups(&known.places);
        let of_files = records.registers.places.iter();
        places.extend(
            of_files.map(|place| (place.id.clone(), place.parent.iter().cloned().collect())),
        );
        let groups = [
            (Sort::Organization, organizations),
            (Sort::Place, places),
            (Sort::Topic, broader(records, known, Family::Topic)),
            (Sort::Condition, broader(records, known, Family::Condition)),
            (Sort::Counterpart, members(records, known)),
        ];
        for named in &records.origin.defined {
            let Some((sort, ups)) = groups.iter().find(|group| group.0 == named.sort) else {
                continue;
            };
            let up = |key: &Slug| ups.get(key).map_or(&[][..], Vec::as_slice);
            let Ok(key) = named.name.parse::<Slug>() else {
                continue;
            };
            if up(&key)
                .iter()
                .any(|next| climb(next, up).contains_key(&key))
            {
                let message = match sort {
                    Sort::Topic | Sort::Condition => "is broader than itself",
                    _ => "lies in itself",
                };
                let message = format!("{} \"{key}\" {message}", noun(*sort));
                let way = match sort {
                    Sort::Topic | Sort::Condition => "check its broader terms",
                    Sort::Counterpart => "check its members",
                    _ => "check its parent, and the parents of that",
                };
                let fault = Fault::new(named.at.span(), message).cure(way);
                self.found.push((named.at, fault));
            }
        }
    }
}

fn ups(parents: &BTreeMap<Slug, Option<Slug>>) -> BTreeMap<Slug, Vec<Slug>> {
    parents
        .iter()
        .map(|(id, parent)| (id.clone(), parent.iter().cloned().collect()))
        .collect()
}

/// The terms on record, replaced by those of the files.
fn terms<'a>(
    records: &'a Records,
    known: &'a Known,
    family: Family,
) -> impl Iterator<Item = &'a Term> {
    known
        .terms
        .iter()
        .chain(&records.terms)
        .filter(move |term| term.family == family)
}

fn broader(records: &Records, known: &Known, family: Family) -> BTreeMap<Slug, Vec<Slug>> {
    terms(records, known, family)
        .map(|term| (term.key.clone(), term.broader.clone()))
        .collect()
}

/// The way down from groups to their members: a loop is one in either direction.
fn members(records: &Records, known: &Known) -> BTreeMap<Slug, Vec<Slug>> {
    terms(records, known, Family::Counterpart)
        .map(|term| (term.key.clone(), term.members.clone()))
        .collect()
}

/// What a name is the name of, for messages.
const fn noun(sort: Sort) -> &'static str {
    match sort {
        Sort::Topic => "the topic",
        Sort::Condition => "the condition",
        Sort::Counterpart => "the counterpart group",
        Sort::Role => "the role",
        Sort::Type => "the type",
        Sort::Kind => "the kind",
        Sort::Word => "the word",
        Sort::Organization => "the organization",
        Sort::Place => "the place",
        Sort::Set => "the set",
        Sort::Directive => "the directive",
        Sort::Version => "the version",
    }
}

/// All names that a mention can mean.
struct Names<'a> {
    codebook: Codebook,
    organizations: BTreeSet<&'a str>,
    merged: &'a BTreeMap<Slug, Slug>,
    places: BTreeSet<&'a str>,
    /// Directives on record, with the labels of their versions.
    directives: &'a BTreeMap<DirectiveId, Vec<String>>,
    /// Those of the files, which replace them.
    in_files: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Names<'a> {
    fn new(records: &'a Records, known: &'a Known) -> Self {
        let defined = |sort: Sort| {
            let all = records.origin.defined.iter();
            all.filter(move |named| named.sort == sort)
                .map(|named| named.name.as_str())
        };
        let mut in_files: BTreeMap<&'a str, Vec<&'a str>> = defined(Sort::Directive)
            .map(|id| (id, Vec::new()))
            .collect();
        for version in defined(Sort::Version) {
            if let Some((id, label)) = version.split_once('@') {
                in_files.entry(id).or_default().push(label);
            }
        }
        let ids = |of: &'a BTreeMap<Slug, Option<Slug>>| of.keys().map(Slug::as_str);
        Self {
            codebook: words(records, known),
            organizations: ids(&known.organizations)
                .chain(defined(Sort::Organization))
                .collect(),
            merged: &known.merged,
            places: ids(&known.places).chain(defined(Sort::Place)).collect(),
            directives: &known.directives,
            in_files,
        }
    }

    /// What is wrong with a name that must be on record; the span is left to the caller.
    fn fault(&self, mention: &Named) -> Option<Fault> {
        let text = mention.name.as_str();
        let fault = match mention.sort {
            Sort::Topic => self.word(Noun::Topic, text),
            Sort::Condition => self.word(Noun::Condition, text),
            Sort::Counterpart => self.word(Noun::Counterpart, text),
            Sort::Role => self.word(Noun::Role, text),
            Sort::Type => self.term(Family::Type, "a type of directive", text),
            Sort::Kind => self.term(Family::Kind, "a kind of organization", text),
            Sort::Word => self.any_word(text),
            Sort::Organization if self.organizations.contains(text) => None,
            Sort::Organization if self.merged.contains_key(text) => {
                let into = &self.merged[text];
                let message = format!("\"{text}\" was merged into \"{into}\"");
                Some(Fault::new(0..text.len(), message).cure(format!("write \"{into}\"")))
            }
            Sort::Organization => {
                let names = self.organizations.iter().copied();
                Some(on_record("an organization", text, names, || {
                    format!("add it under [[organization]] with id = \"{text}\"")
                }))
            }
            Sort::Place if self.places.contains(text) => None,
            Sort::Place => {
                let names = self.places.iter().copied();
                Some(on_record("a place", text, names, || {
                    format!("add it under [[place]] with id = \"{text}\"")
                }))
            }
            Sort::Directive => self.directive(text),
            Sort::Set | Sort::Version => None,
        };
        // Where there is no word to choose from, there is no choice to offer.
        fault.map(|mut fault| {
            fault.cure = fault.cure.filter(|cure| cure != "write one of: ");
            fault
        })
    }

    /// A word of a sentence.
    fn word(&self, noun: Noun, text: &str) -> Option<Fault> {
        let mention = Mention {
            noun,
            key: text.parse().ok()?,
            span: 0..text.len(),
        };
        let is_body = |body: &Slug| self.organizations.contains(body.as_str());
        let bodies = || self.organizations.iter().copied().collect();
        self.codebook
            .check(&[mention], &is_body, &bodies)
            .into_iter()
            .next()
    }

    fn term(&self, family: Family, what: &str, text: &str) -> Option<Fault> {
        if self.codebook.get(family, text).is_some() {
            return None;
        }
        let keys = self.codebook.family(family).map(|term| term.key.as_str());
        Some(unknown(what, text, keys))
    }

    /// A word that can stand in sentences.
    fn any_word(&self, text: &str) -> Option<Fault> {
        let families = [
            Family::Topic,
            Family::Condition,
            Family::Counterpart,
            Family::Role,
        ];
        let is_known = |family: &Family| self.codebook.get(*family, text).is_some();
        if families.iter().any(is_known) || self.organizations.contains(text) {
            return None;
        }
        let keys = families
            .iter()
            .flat_map(|family| self.codebook.family(*family))
            .map(|term| term.key.as_str());
        Some(unknown("a word of the codebook", text, keys))
    }

    /// A directive, or one version of it by its label or by a day.
    fn directive(&self, text: &str) -> Option<Fault> {
        let reference: Reference = text.parse().ok()?;
        let id = reference.directive.to_string();
        let labels: Vec<&str> = match self.in_files.get(id.as_str()) {
            Some(labels) => labels.clone(),
            None => match self.directives.get(&reference.directive) {
                Some(labels) => labels.iter().map(String::as_str).collect(),
                None => return Some(self.unknown_directive(&reference.directive)),
            },
        };
        let version = reference.version.as_deref()?;
        let is_day = |text: &str| {
            text.parse::<Date>()
                .is_ok_and(|date| date.exact().is_some())
        };
        if labels.contains(&version) || is_day(version) {
            return None;
        }
        let mut fault = unknown(&format!("a version of {id}"), version, labels);
        fault.span = id.len() + 1..text.len();
        Some(fault)
    }

    /// The fault of a directive that is not on record. The nearest one is looked for among those of
    /// its issuer and those with its own name, since there may be a million others.
    fn unknown_directive(&self, id: &DirectiveId) -> Fault {
        let mut near: Vec<String> = self
            .directives
            .keys()
            .filter(|other| other.issuer == id.issuer || other.slug == id.slug)
            .map(DirectiveId::to_string)
            .collect();
        near.extend(self.in_files.keys().map(|id| (*id).to_owned()));
        let text = id.to_string();
        let fault = Fault::new(
            0..text.len(),
            format!("\"{text}\" is not a directive on record"),
        );
        let way = "record it with a version that has text = \"none\", or leave it out";
        match name::nearest(&text, near.iter().map(String::as_str)) {
            Some(near) => fault.cure(format!("did you mean \"{near}\"? Else {way}")),
            None => fault.cure(way),
        }
    }
}

/// The fault for a name of which there may be very many: the nearest one, else what to do.
fn on_record<'a>(
    what: &str,
    text: &str,
    names: impl IntoIterator<Item = &'a str>,
    otherwise: impl FnOnce() -> String,
) -> Fault {
    let fault = Fault::new(
        0..text.len(),
        format!("\"{}\" is not {what} on record", name::shown(text)),
    );
    match name::nearest(text, names) {
        Some(near) => fault.cure(format!("did you mean \"{near}\"?")),
        None => fault.cure(otherwise()),
    }
}

/// Every term on record or named in the files, without its ways up: loops are told apart.
fn words(records: &Records, known: &Known) -> Codebook {
    let mut all: Vec<Term> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut add = |term: Term| {
        if seen.insert((term.family, term.key.clone())) {
            all.push(term);
        }
    };
    for term in records.terms.iter().chain(&known.terms) {
        add(Term {
            broader: Vec::new(),
            ..term.clone()
        });
    }
    for named in &records.origin.defined {
        let family = match named.sort {
            Sort::Topic => Family::Topic,
            Sort::Condition => Family::Condition,
            Sort::Counterpart => Family::Counterpart,
            Sort::Role => Family::Role,
            Sort::Type => Family::Type,
            Sort::Kind => Family::Kind,
            _ => continue,
        };
        if let Ok(key) = named.name.parse() {
            add(Term {
                family,
                key,
                group: None,
                short: None,
                asks: None,
                definition: None,
                broader: Vec::new(),
                members: Vec::new(),
                rank: None,
                level: None,
            });
        }
    }
    // Each key stands once and none has a broader term, so nothing can be wrong with it.
    Codebook::new(all).unwrap_or_default()
}
