//! The codebook: topics, conditions, counterpart groups, roles, types with rank, kinds with level.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::words::{unknown, vocabulary};
use super::{Fault, Level, Mention, Noun, Slug};

vocabulary!(
    /// What a term of the codebook names; the table under which it stands in `codebook.toml`.
    Family, "a part of the codebook" {
        /// A kind of act that is required, permitted or prohibited.
        Topic = "topic",
        /// A circumstance that a rule asks for.
        Condition = "condition",
        /// A group of bodies that a rule names as the other side.
        Counterpart = "counterpart",
        /// Whoever in a body must follow a rule.
        Role = "role",
        /// A type of directive.
        Type = "type",
        /// A kind of organization.
        Kind = "kind",
    }
);

vocabulary!(
    /// The level on which the instruments of a kind of body stand.
    KindLevel, "a level of a kind" {
        /// A department of its government.
        Department = "department",
        /// The government itself: that of the body's place.
        Jurisdiction = "jurisdiction",
    }
);

/// A term of the codebook. Which of the optional parts it has depends on its [`Family`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it names.
    pub family: Family,
    /// The permanent key, as it stands in sentences.
    pub key: Slug,
    /// Conditions only: paper, custody, offence, person, purpose, danger, approval, means, text.
    pub group: Option<String>,
    /// Short words for people; the key where there are none.
    pub short: Option<String>,
    /// Topics only: the question that the topic asks.
    pub asks: Option<String>,
    /// A definition that a coder can apply.
    pub definition: Option<String>,
    /// Topics and conditions: the broader terms, of which this is a case.
    pub broader: Vec<Slug>,
    /// Counterpart groups: organizations and groups inside it.
    pub members: Vec<Slug>,
    /// Types: rank inside a level; 1 prevails over 2.
    pub rank: Option<u32>,
    /// Kinds: where its instruments stand.
    pub level: Option<KindLevel>,
}

impl Term {
    /// The words for people.
    pub fn words(&self) -> &str {
        self.short.as_deref().unwrap_or(self.key.as_str())
    }
}

/// All terms, in the order of the codebook, with the ways up worked out.
#[derive(Debug, Clone, Default)]
pub struct Codebook {
    terms: Vec<Term>,
    index: BTreeMap<Family, BTreeMap<Slug, usize>>,
    above: BTreeMap<Family, BTreeMap<Slug, BTreeMap<Slug, u32>>>,
    within: BTreeMap<Family, BTreeMap<Slug, Vec<usize>>>,
}

impl Codebook {
    /// The codebook of these terms.
    ///
    /// # Errors
    /// A sentence for each key that stands twice, each broader term that is not there, and each
    /// term that is its own broader term.
    pub fn new(terms: Vec<Term>) -> Result<Self, Vec<String>> {
        let mut faults = Vec::new();
        let mut index: BTreeMap<Family, BTreeMap<Slug, usize>> = BTreeMap::new();
        for (at, term) in terms.iter().enumerate() {
            let family = index.entry(term.family).or_default();
            if family.insert(term.key.clone(), at).is_some() {
                faults.push(format!("the {} \"{}\" stands twice", term.family, term.key));
            }
        }
        for term in &terms {
            for broader in &term.broader {
                if !index[&term.family].contains_key(broader) {
                    faults.push(format!(
                        "the {} \"{}\" has the broader term \"{broader}\", which is not in the codebook",
                        term.family, term.key
                    ));
                }
            }
        }
        let mut book = Self {
            terms,
            index,
            above: BTreeMap::new(),
            within: BTreeMap::new(),
        };
        for (at, term) in book.terms.iter().enumerate() {
            let steps = climb(&term.key, |key| {
                book.get(term.family, key.as_str())
                    .map_or(&[][..], |term| &term.broader)
            });
            let looped = term.broader.iter().any(|up| {
                climb(up, |key| {
                    book.get(term.family, key.as_str())
                        .map_or(&[][..], |term| &term.broader)
                })
                .contains_key(&term.key)
            });
            if looped {
                faults.push(format!(
                    "the {} \"{}\" is broader than itself",
                    term.family, term.key
                ));
            }
            let within = book.within.entry(term.family).or_default();
            for up in steps.keys() {
                within.entry(up.clone()).or_default().push(at);
            }
            let family = book.above.entry(term.family).or_default();
            family.insert(term.key.clone(), steps);
        }
        if faults.is_empty() {
            Ok(book)
        } else {
            Err(faults)
        }
    }

    /// Every term, in order.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms of a family, in order.
    pub fn family(&self, family: Family) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |term| term.family == family)
    }

    /// A term by its key.
    pub fn get(&self, family: Family, key: &str) -> Option<&Term> {
        let at = self.index.get(&family)?.get(key)?;
        self.terms.get(*at)
    }

    /// The place of a term in the order of the codebook; unknown terms come last.
    pub fn order(&self, family: Family, key: &Slug) -> usize {
        self.index
            .get(&family)
            .and_then(|all| all.get(key))
            .copied()
            .unwrap_or(usize::MAX)
    }

    /// The short words of a term, or its key where it is not in the codebook.
    pub fn words<'a>(&'a self, family: Family, key: &'a Slug) -> &'a str {
        self.get(family, key.as_str())
            .map_or(key.as_str(), Term::words)
    }

    /// How many steps up a broader term (of topics or conditions) is; 0 for the term itself, `None`
    /// where it is not broader.
    pub fn steps_up(&self, family: Family, from: &Slug, to: &Slug) -> Option<u32> {
        if from == to {
            return Some(0);
        }
        self.above.get(&family)?.get(from)?.get(to).copied()
    }

    /// The terms that lie in both of two (topics or conditions), each counted as lying in itself, in
    /// the order of the codebook.
    pub fn within_both<'a>(
        &'a self,
        family: Family,
        one: &Slug,
        other: &Slug,
    ) -> impl Iterator<Item = &'a Term> {
        let within = |key: &Slug| {
            let all = self.within.get(&family).and_then(|all| all.get(key));
            all.map_or(&[][..], Vec::as_slice)
        };
        let (first, second) = (within(one), within(other));
        let both = first.iter().filter(|at| second.binary_search(at).is_ok());
        both.map(|at| &self.terms[*at])
    }

    /// The term itself and everything broader (topics or conditions).
    pub fn with_broader(&self, family: Family, key: &Slug) -> BTreeSet<Slug> {
        self.above
            .get(&family)
            .and_then(|all| all.get(key))
            .map_or_else(
                || BTreeSet::from([key.clone()]),
                |steps| steps.keys().cloned().collect(),
            )
    }

    /// The facts with everything that they imply.
    pub fn closed(&self, facts: &BTreeSet<Slug>) -> BTreeSet<Slug> {
        facts
            .iter()
            .flat_map(|fact| self.with_broader(Family::Condition, fact))
            .collect()
    }

    /// Finds a term that a person typed: its key, its short words, or an unambiguous beginning of
    /// either.
    ///
    /// # Errors
    /// A fault over the whole text, with the nearest term or the terms that it can mean.
    pub fn find(&self, family: Family, text: &str) -> Result<&Term, Fault> {
        let wanted = super::name::normalised(text);
        let named = |term: &&Term| {
            super::name::normalised(term.key.as_str()) == wanted
                || super::name::normalised(term.words()) == wanted
        };
        if let Some(term) = self.family(family).find(named) {
            return Ok(term);
        }
        let begins: Vec<&Term> = self
            .family(family)
            .filter(|term| {
                !wanted.is_empty()
                    && (super::name::normalised(term.key.as_str()).starts_with(&wanted)
                        || super::name::normalised(term.words()).starts_with(&wanted))
            })
            .collect();
        match begins.as_slice() {
            [one] => Ok(one),
            [] => Err(self.unknown(family, text, "")),
            many => {
                let keys: Vec<&str> = many.iter().map(|term| term.key.as_str()).collect();
                Err(Fault::new(
                    0..text.len(),
                    format!("\"{text}\" can mean {} {family}s", keys.len()),
                )
                .cure(format!("write one of: {}", keys.join(", "))))
            }
        }
    }

    /// The fault for a term that is not on record; `otherwise` goes on where a list of all terms is
    /// the cure.
    fn unknown(&self, family: Family, text: &str, otherwise: &str) -> Fault {
        let what = match family {
            Family::Topic => "a topic",
            Family::Condition => "a condition",
            Family::Counterpart => "a body or group",
            Family::Role => "a role",
            Family::Type => "a type of directive",
            Family::Kind => "a kind of organization",
        };
        let fault = unknown(
            what,
            text,
            self.family(family).map(|term| term.key.as_str()),
        );
        let by_words = || {
            super::name::nearest(text, self.family(family).map(Term::words)).and_then(|words| {
                self.family(family)
                    .find(|term| term.words() == words)
                    .map(|term| &term.key)
            })
        };
        match (&fault.cure, family) {
            (None, _) => match by_words() {
                Some(key) => fault.cure(format!("did you mean \"{key}\"?")),
                None if matches!(family, Family::Topic | Family::Condition) => {
                    fault.cure(format!("see them all: comity {family} list{otherwise}"))
                }
                // There is no command that lists the others, and they are few.
                None => {
                    let keys: Vec<&str> =
                        self.family(family).map(|term| term.key.as_str()).collect();
                    match keys.as_slice() {
                        [] => fault,
                        keys => fault.cure(format!("write one of: {}", keys.join(", "))),
                    }
                }
            },
            _ => fault,
        }
    }

    /// The faults of the words of a sentence that are not on record. `is_body` says whether an
    /// organization is, `bodies` lists them for "did you mean".
    pub fn check<'a>(
        &self,
        mentions: &[Mention],
        is_body: &dyn Fn(&Slug) -> bool,
        bodies: &dyn Fn() -> Vec<&'a str>,
    ) -> Vec<Fault> {
        let mut faults = Vec::new();
        for mention in mentions {
            let family = match mention.noun {
                Noun::Topic => Family::Topic,
                Noun::Counterpart => Family::Counterpart,
                Noun::Role => Family::Role,
                Noun::Condition => Family::Condition,
            };
            if self.get(family, mention.key.as_str()).is_some() {
                continue;
            }
            let fault = if family == Family::Counterpart {
                if is_body(&mention.key) {
                    continue;
                }
                let groups = self.family(family).map(|term| term.key.as_str());
                unknown(
                    "a body or group",
                    mention.key.as_str(),
                    groups.chain(bodies()),
                )
            } else {
                // Whoever writes a sentence may need a word that nobody needed before.
                let key = mention.key.as_str();
                let add = format!("; a new one: comity {family} add {key} --definition TEXT");
                self.unknown(family, key, &add)
            };
            faults.push(fault.shifted(mention.span.start));
        }
        faults
    }

    /// The rank of a type inside its level; types without one come last.
    pub fn rank(&self, kind: &Slug) -> u32 {
        self.get(Family::Type, kind.as_str())
            .and_then(|term| term.rank)
            .unwrap_or(u32::MAX)
    }

    /// The level on which the instruments of a kind stand: its own, or that of a place (`place` is
    /// the level of the body's place).
    pub fn level(&self, kind: &Slug, place: Level) -> Level {
        match self
            .get(Family::Kind, kind.as_str())
            .and_then(|term| term.level)
        {
            Some(KindLevel::Jurisdiction) => place,
            _ => Level::Department,
        }
    }
}

/// Everything that can be reached by going up from `start`, with the fewest steps to it; `start`
/// itself with 0. Loops end.
pub fn climb<'a, F>(start: &Slug, up: F) -> BTreeMap<Slug, u32>
where
    F: Fn(&Slug) -> &'a [Slug],
{
    let mut steps = BTreeMap::from([(start.clone(), 0)]);
    let mut queue = VecDeque::from([(start.clone(), 0)]);
    while let Some((key, step)) = queue.pop_front() {
        for next in up(&key) {
            if !steps.contains_key(next) {
                steps.insert(next.clone(), step + 1);
                queue.push_back((next.clone(), step + 1));
            }
        }
    }
    steps
}
