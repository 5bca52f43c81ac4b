//! A directive through all its changes: versions, rules, who is bound, what happened.

use std::collections::BTreeMap;

use super::date::DateClaim;
use super::{
    Act, Date, Day, DirectiveId, Effect, EndHow, EventKind, Lifted, Reference, RelationType, Says,
    Seen, Sentence, Slug, SourceKind, Stage, Standing,
};

/// The most rules in a version.
pub const RULES_MAX: usize = 200;

/// One written text through all its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Permanent id.
    pub id: DirectiveId,
    /// The text's own title.
    pub title: String,
    /// The printed number; data, not a key: numbers are reused.
    pub number: Option<String>,
    /// A type of the codebook.
    pub kind: Slug,
    /// The unit that is responsible for it.
    pub unit: Option<String>,
    /// Free tags, such as `calea:1.2.3`.
    pub tags: Vec<String>,
    /// The parties of an agreement: organizations.
    pub parties: Vec<Slug>,
    /// Whom it binds, where a version or rule does not say otherwise.
    pub binds: Vec<Bond>,
    /// How it stands to other directives.
    pub relations: Vec<Relation>,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
    /// Its sources, by the name that they have in the file.
    pub sources: BTreeMap<Slug, Source>,
    /// Copies of the text, by the name that they have in the file.
    pub documents: BTreeMap<Slug, Document>,
    /// Its versions, in the order of the record.
    pub versions: Vec<Version>,
    /// What happened, in the order of the record.
    pub events: Vec<Event>,
}

impl Directive {
    /// A version by its label.
    pub fn version(&self, label: &str) -> Option<&Version> {
        self.versions.iter().find(|version| version.label == label)
    }

    /// The printed number, else the title.
    pub fn name(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.title)
    }
}

/// Which bodies an item of a `binds` list names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// One organization.
    Org(Slug),
    /// The bodies of a government: those whose place it is.
    Of(Slug),
    /// The bodies within a territory: those of the place and of every place in it.
    Within(Slug),
}

/// An item of a `binds` list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bond {
    /// Which bodies.
    pub scope: Scope,
    /// Of these kinds only; empty: of all kinds.
    pub kinds: Vec<Slug>,
    /// In this role only.
    pub role: Option<Slug>,
    /// Who says that it binds, and who denies it.
    pub disputed: Vec<Claim>,
}

/// A claim about a disputed bond.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Who says so.
    pub by: String,
    /// What it says.
    pub says: Says,
    /// On what ground.
    pub ground: Option<String>,
    /// Since when, as written in the record (EDTF).
    pub since: Option<DateText>,
}

/// A date that has an order, so that claims and bonds can be sorted: by its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateText(pub Date);

impl PartialOrd for DateText {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateText {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.to_string().cmp(&other.0.to_string())
    }
}

/// How the directive stands to another; the inverse is derived.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    /// The relation.
    pub kind: RelationType,
    /// The other directive, or one version of it.
    pub id: Reference,
    /// The part on this side.
    pub part: Option<String>,
    /// The part on the other side.
    pub of: Option<String>,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The address of an archived copy.
    pub archived: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// What sort of source it is.
    pub kind: SourceKind,
    /// What it supports, in a few words.
    pub supports: Option<String>,
}

/// A copy of the text as a thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file's name, or
    pub file: Option<String>,
    /// its address.
    pub url: Option<String>,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: Option<String>,
    /// Number of pages.
    pub pages: Option<u32>,
    /// How and when it was obtained.
    pub obtained: Option<Obtained>,
}

/// How and when a document was obtained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obtained {
    /// Site, records request, court file.
    pub how: String,
    /// When.
    pub on: Option<Date>,
}

/// The dates of a version. Each is a list of rival values, empty where the date was not seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dates {
    /// Voted or enacted.
    pub adopted: Vec<DateClaim>,
    /// Signed.
    pub signed: Vec<DateClaim>,
    /// Issued.
    pub issued: Vec<DateClaim>,
    /// In effect from.
    pub effective: Vec<DateClaim>,
    /// Made public.
    pub published: Vec<DateClaim>,
}

impl Dates {
    /// The dates on which the text came about, from its adoption to its publication.
    pub fn of_adoption(&self) -> impl Iterator<Item = &DateClaim> {
        [&self.adopted, &self.signed, &self.issued, &self.published]
            .into_iter()
            .flatten()
    }
}

/// The end of a version or rule. The day is exclusive: on it, the version is no longer in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// When; a list of rival values.
    pub on: Vec<DateClaim>,
    /// How.
    pub how: EndHow,
    /// What ended it: a directive or one version of it.
    pub by: Option<Reference>,
    /// How well the end is known.
    pub certainty: Option<Standing>,
}

/// A person or office that brought a version about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// The office.
    pub office: String,
    /// The person, where known; never an officer under discipline.
    pub person: Option<String>,
    /// What they did.
    pub act: Act,
    /// How well that is known.
    pub certainty: Standing,
}

/// A look at the text on or after its review date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// When.
    pub on: Date,
    /// What came of it: reaffirmed, revised.
    pub result: String,
}

/// A span in which a version, or some of its rules, cannot be enforced. `until` is exclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// From when.
    pub from: Date,
    /// Until when; open where `None`.
    pub until: Option<Date>,
    /// By whom: a court, a higher law, a party.
    pub by: String,
    /// On what ground.
    pub ground: Option<String>,
    /// What lifted it: a directive's id or words.
    pub lifted_by: Option<String>,
    /// On what ground it was lifted.
    pub lifted: Option<Lifted>,
    /// The rules that it covers; empty: the whole version.
    pub rules: Vec<Slug>,
}

impl Suspension {
    /// Whether it covers a rule of its version.
    pub fn covers(&self, rule: &Slug) -> bool {
        self.rules.is_empty() || self.rules.contains(rule)
    }

    /// Whether it surely lasts on a day, whatever its dates leave open.
    pub fn surely_lasts_on(&self, day: Day) -> bool {
        self.from.latest().is_some_and(|from| from <= day)
            && self
                .until
                .is_none_or(|until| until.earliest().is_some_and(|until| day < until))
    }
}

/// The directive as it stood from one date to another, with all its rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Unique in its directive, usually its date.
    pub label: String,
    /// The number printed on it, where it differs.
    pub number: Option<String>,
    /// Only an adopted version is law.
    pub stage: Stage,
    /// Its dates.
    pub dates: Dates,
    /// Its end; else the start of the next adopted version; else open.
    pub ended: Option<Ending>,
    /// When its review is due, on its face.
    pub review_due: Option<Date>,
    /// When it was reviewed.
    pub reviewed: Vec<Review>,
    /// When it expires, on its face.
    pub expires: Option<Date>,
    /// How much of the text we saw.
    pub text: Seen,
    /// The copy that was read: a document of the same file.
    pub document: Option<Slug>,
    /// Topics on which the text was read and says nothing; `all`: it holds no rule of conduct.
    pub silent: Vec<Slug>,
    /// When somebody last checked that it stands as recorded.
    pub last_checked: Option<Date>,
    /// How well its existence and rules are known.
    pub standing: Standing,
    /// Who issued it.
    pub authority: Vec<Authority>,
    /// Whom it binds, where that differs from the directive's list, which then does not count.
    pub binds: Option<Vec<Bond>>,
    /// What words of the codebook mean in this text.
    pub terms: BTreeMap<Slug, String>,
    /// Spans in which it could not be enforced.
    pub suspended: Vec<Suspension>,
    /// Names of sources of the same file.
    pub sources: Vec<Slug>,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
    /// Its rules, in the order of the text.
    pub rules: Vec<Rule>,
}

impl Version {
    /// A rule by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Whether nobody knows what it says: no rule of it is on record, and the text was not read in
    /// full.
    pub fn is_unread(&self) -> bool {
        self.rules.is_empty() && self.text != Seen::Full
    }

    /// Whether the text is known to say nothing on the topic.
    pub fn is_silent_on(&self, topic: &Slug) -> bool {
        self.silent
            .iter()
            .any(|silent| silent == topic || silent == "all")
    }

    /// Whether the text was read and says nothing on the topic. A text of which nothing was seen
    /// may be known to hold no rule of conduct (`all`), but nobody has read it.
    pub fn is_read_silent_on(&self, topic: &Slug) -> bool {
        self.silent.contains(topic) || (self.text != Seen::None && self.is_silent_on(topic))
    }
}

/// A step of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Who does it, in words.
    pub by: Option<String>,
    /// What is to be done.
    pub act: String,
    /// Within what time.
    pub within: Option<String>,
    /// What starts that time.
    pub after: Option<String>,
}

/// One duty, permission or ban in a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Unique in its version, and the same from version to version where the rule is the same.
    pub id: Slug,
    /// What it says.
    pub says: Sentence,
    /// Section and paragraph.
    pub cite: Option<String>,
    /// Page of the document.
    pub page: Option<u32>,
    /// The text's own words, at most a line.
    pub words: Option<String>,
    /// The rule in the coder's words.
    pub summary: Option<String>,
    /// The text's own verb: shall, should, best-efforts, urges, no-authority.
    pub modality: Option<String>,
    /// Where it differs from the version's.
    pub standing: Option<Standing>,
    /// The procedure.
    pub steps: Vec<Step>,
    /// What follows from a breach.
    pub consequence: Option<String>,
    /// Whom it binds, where that differs, and then this list alone.
    pub binds: Option<Vec<Bond>>,
    /// From when, where that is later than the version.
    pub from: Vec<DateClaim>,
    /// Its end, where that is earlier than the version's.
    pub ended: Option<Ending>,
    /// What words of the codebook mean here.
    pub terms: BTreeMap<Slug, String>,
    /// Names of sources of the same file.
    pub sources: Vec<Slug>,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
}

impl Rule {
    /// The effect of its sentence.
    pub const fn effect(&self) -> Effect {
        self.says.effect
    }
}

/// What happened, on a directive or to a body. It never changes an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub on: Date,
    /// What sort of event.
    pub kind: EventKind,
    /// The topic it bears on.
    pub topic: Option<Slug>,
    /// What happened, in words.
    pub what: String,
    /// Names of sources of the same file.
    pub sources: Vec<Slug>,
}
