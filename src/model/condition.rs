//! Conditions: `and` and `or` over the conditions of the codebook. There is no `not` (`unless` is
//! for that), so a further fact can only make a condition hold, never stop it.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use super::{Fault, Mention, Noun, Slug};

/// The most levels of parentheses in a sentence.
pub const LEVELS_MAX: usize = 32;
/// The most different conditions in a sentence.
pub const TERMS_MAX: usize = 24;

/// A condition of the codebook, or several joined.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// One term of the codebook.
    Term(Slug),
    /// All of them hold (two or more, none of them itself an `All`).
    All(Vec<Self>),
    /// At least one of them holds (two or more, none of them itself an `Any`).
    Any(Vec<Self>),
}

impl Condition {
    /// Whether it holds where the terms hold for which `holds` says so.
    pub fn holds(&self, holds: &impl Fn(&Slug) -> bool) -> bool {
        match self {
            Self::Term(term) => holds(term),
            Self::All(parts) => parts.iter().all(|part| part.holds(holds)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(holds)),
        }
    }

    /// Its terms, each once, in the order in which they are written.
    pub fn terms(&self) -> Vec<&Slug> {
        let mut all = Vec::new();
        self.collect(&mut all);
        let mut seen = BTreeSet::new();
        all.retain(|term| seen.insert(*term));
        all
    }

    fn collect<'a>(&'a self, into: &mut Vec<&'a Slug>) {
        match self {
            Self::Term(term) => into.push(term),
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.collect(into);
                }
            }
        }
    }

    /// Both hold; nested `and`s are one.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::join(vec![self, other], true)
    }

    /// One of them holds; nested `or`s are one.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self::join(vec![self, other], false)
    }

    fn join(parts: Vec<Self>, all: bool) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::All(inner) if all => flat.extend(inner),
                Self::Any(inner) if !all => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.pop() {
            Some(only) if flat.is_empty() => only,
            last => {
                flat.extend(last);
                if all {
                    Self::All(flat)
                } else {
                    Self::Any(flat)
                }
            }
        }
    }

    /// The condition in words: `word` gives the words for a term.
    pub fn phrase(&self, word: &impl Fn(&Slug) -> String) -> String {
        let (parts, joint) = match self {
            Self::Term(term) => return word(term),
            Self::All(parts) => (parts, " and "),
            Self::Any(parts) => (parts, " or "),
        };
        let each: Vec<String> = parts
            .iter()
            .map(|part| match part {
                Self::Term(_) => part.phrase(word),
                _ => format!("({})", part.phrase(word)),
            })
            .collect();
        each.join(joint)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.phrase(&|term| term.to_string()))
    }
}

/// A word, `(` or `)` of a sentence, with its place.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) span: Range<usize>,
}

/// Cuts a sentence into words and parentheses.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_whitespace() || c == '(' || c == ')' {
            if let Some(from) = start.take() {
                out.push(Token {
                    text: &text[from..at],
                    span: from..at,
                });
            }
            if c == '(' || c == ')' {
                out.push(Token {
                    text: &text[at..=at],
                    span: at..at + 1,
                });
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    out
}

/// Words that a sentence is built with: no term has such a name.
pub(super) const KEYWORDS: [&str; 8] = [
    "for",
    "by",
    "only",
    "when",
    "unless",
    "protected",
    "and",
    "or",
];

/// Reads conditions from a run of tokens and notes the terms that it met.
pub(super) struct Reader<'t, 'a> {
    pub(super) tokens: &'t [Token<'a>],
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) mentions: &'t mut Vec<Mention>,
}

impl<'a> Reader<'_, 'a> {
    pub(super) fn peek(&self) -> Option<&'a str> {
        self.tokens.get(self.at).map(|token| token.text)
    }

    fn here(&self) -> Range<usize> {
        self.tokens
            .get(self.at)
            .map_or(self.end..self.end, |token| token.span.clone())
    }

    /// A condition up to a word that cannot go on with it.
    pub(super) fn condition(&mut self, depth: usize) -> Result<Condition, Fault> {
        let mut parts = vec![self.part(depth)?];
        let mut joint: Option<(&str, Range<usize>)> = None;
        while let Some(word @ ("and" | "or")) = self.peek() {
            let span = self.here();
            if let Some((first, first_span)) = &joint
                && *first != word
            {
                return Err(Fault::new(
                    first_span.start..span.end,
                    "\"and\" and \"or\" stand side by side, which can be read in two ways",
                )
                .cure("put parentheses round the part that belongs together"));
            }
            joint.get_or_insert((word, span));
            self.at += 1;
            parts.push(self.part(depth)?);
        }
        Ok(Condition::join(
            parts,
            joint.is_none_or(|(word, _)| word == "and"),
        ))
    }

    fn part(&mut self, depth: usize) -> Result<Condition, Fault> {
        let span = self.here();
        match self.peek() {
            Some("(") => {
                if depth == LEVELS_MAX {
                    return Err(Fault::new(
                        span,
                        format!("a sentence has at most {LEVELS_MAX} levels of parentheses"),
                    ));
                }
                self.at += 1;
                let inner = self.condition(depth + 1)?;
                if self.peek() != Some(")") {
                    return Err(Fault::new(span, "this parenthesis is not closed")
                        .cure("add \")\" where the part ends"));
                }
                self.at += 1;
                Ok(inner)
            }
            Some("not") => Err(Fault::new(span, "a condition has no \"not\"")
                .cure("say it with \"unless\"; \"not in custody\" is \"unless in-custody\"")),
            Some(word) if word != ")" && !KEYWORDS.contains(&word) => {
                let term: Slug = word
                    .parse()
                    .map_err(|fault: Fault| fault.shifted(span.start))?;
                self.mentions.push(Mention {
                    noun: Noun::Condition,
                    key: term.clone(),
                    span,
                });
                self.at += 1;
                Ok(Condition::Term(term))
            }
            _ => Err(Fault::new(span, "a condition is missing here")
                .cure("write a condition of the codebook, such as judicial-warrant")),
        }
    }
}

impl std::str::FromStr for Condition {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let tokens = tokens(text);
        let mut mentions = Vec::new();
        let mut reader = Reader {
            tokens: &tokens,
            at: 0,
            end: text.len(),
            mentions: &mut mentions,
        };
        let condition = reader.condition(0)?;
        match reader.peek() {
            None => Ok(condition),
            Some(_) => Err(Fault::new(
                reader.here(),
                "the condition ends before this word",
            )),
        }
    }
}
