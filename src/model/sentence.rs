//! The sentence of a rule, typed, stored and printed back in one form:
//!
//! `EFFECT TOPIC [for COUNTERPART] [by ROLE] [only] [when CONDITION] [unless CONDITION] [protected]`

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use super::condition::{KEYWORDS, Reader, TERMS_MAX, tokens};
use super::{Condition, Effect, Fault, Slug};

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sentence {
    /// Duty, permission or ban.
    pub effect: Effect,
    /// A topic of the codebook.
    pub topic: Slug,
    /// An organization or a group of the codebook; none: any, or no counterpart.
    pub counterpart: Option<Slug>,
    /// A role of the codebook; none: everyone in the body.
    pub role: Option<Slug>,
    /// Permitted under the condition and by that prohibited otherwise (with `permits` and `when`).
    pub only: bool,
    /// Where it does not hold, the rule says nothing.
    pub when: Option<Condition>,
    /// Where it holds, the rule says nothing.
    pub unless: Option<Condition>,
    /// Lower authority may not take the permission away (with `permits`).
    pub protected: bool,
}

/// The kind of codebook term, or organization, that a word of a sentence must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// A topic.
    Topic,
    /// An organization or a counterpart group.
    Counterpart,
    /// A role.
    Role,
    /// A condition.
    Condition,
}

/// A word of a sentence that must be on record, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// What it must be.
    pub noun: Noun,
    /// The word.
    pub key: Slug,
    /// Its place in the sentence.
    pub span: Range<usize>,
}

impl Sentence {
    /// Reads a sentence and tells the words that must be on record, in the order of the text.
    ///
    /// # Errors
    /// A fault at the first place where the text leaves the form.
    pub fn read(text: &str) -> Result<(Self, Vec<Mention>), Fault> {
        let tokens = tokens(text);
        let mut mentions = Vec::new();
        let mut reader = Reader {
            tokens: &tokens,
            at: 0,
            end: text.len(),
            mentions: &mut mentions,
        };
        let (word, span) = reader.word("an effect", "requires, permits or prohibits")?;
        let effect = word
            .parse::<Effect>()
            .map_err(|fault| fault.shifted(span.start))?;
        let topic = reader.term(Noun::Topic, "a topic", "such as hold-on-detainer")?;
        let mut sentence = Self {
            effect,
            topic,
            counterpart: None,
            role: None,
            only: false,
            when: None,
            unless: None,
            protected: false,
        };
        if reader.eat("for").is_some() {
            sentence.counterpart = Some(reader.term(Noun::Counterpart, "a body", "such as ice")?);
        }
        if reader.eat("by").is_some() {
            sentence.role = Some(reader.term(Noun::Role, "a role", "such as officer or jail")?);
        }
        let only = reader.eat("only");
        if reader.eat("when").is_some() {
            sentence.when = Some(reader.condition(0)?);
        }
        if reader.eat("unless").is_some() {
            sentence.unless = Some(reader.condition(0)?);
        }
        let protected = reader.eat("protected");
        if let Some(token) = reader.tokens.get(reader.at) {
            return Err(reader.stray(token.text, token.span.clone()));
        }
        if let Some(span) = only {
            if effect != Effect::Permits {
                return Err(
                    Fault::new(span, format!("\"only\" does not go with \"{effect}\""))
                        .cure("\"only\" is for \"permits ... only when ...\""),
                );
            }
            if sentence.when.is_none() {
                return Err(Fault::new(span, "\"only\" without \"when\"")
                    .cure("write \"only when CONDITION\""));
            }
            sentence.only = true;
        }
        if let Some(span) = protected {
            if effect != Effect::Permits {
                return Err(Fault::new(
                    span,
                    format!("\"protected\" does not go with \"{effect}\""),
                )
                .cure("only a permission can be protected"));
            }
            sentence.protected = true;
        }
        let terms = sentence.conditions().len();
        if terms > TERMS_MAX {
            return Err(Fault::new(
                0..text.len(),
                format!(
                    "a sentence has at most {TERMS_MAX} different conditions, this has {terms}"
                ),
            )
            .cure("split it into two rules"));
        }
        Ok((sentence, mentions))
    }

    /// Its conditions, each once, in alphabetical order.
    pub fn conditions(&self) -> BTreeSet<&Slug> {
        self.when
            .iter()
            .chain(&self.unless)
            .flat_map(Condition::terms)
            .collect()
    }
}

impl<'a> Reader<'_, 'a> {
    fn eat(&mut self, word: &str) -> Option<Range<usize>> {
        let token = self
            .tokens
            .get(self.at)
            .filter(|token| token.text == word)?;
        self.at += 1;
        Some(token.span.clone())
    }

    fn word(&mut self, what: &str, such: &str) -> Result<(&'a str, Range<usize>), Fault> {
        match self.tokens.get(self.at) {
            Some(token) if token.text != "(" && token.text != ")" => {
                self.at += 1;
                Ok((token.text, token.span.clone()))
            }
            other => {
                let span = other.map_or(self.end..self.end, |token| token.span.clone());
                Err(Fault::new(span, format!("{what} is missing here")).cure(such))
            }
        }
    }

    fn term(&mut self, noun: Noun, what: &str, such: &str) -> Result<Slug, Fault> {
        let (word, span) = self.word(what, such)?;
        if KEYWORDS.contains(&word) {
            return Err(
                Fault::new(span, format!("{what} is missing before \"{word}\"")).cure(such),
            );
        }
        let key: Slug = word
            .parse()
            .map_err(|fault: Fault| fault.shifted(span.start))?;
        self.mentions.push(Mention {
            noun,
            key: key.clone(),
            span,
        });
        Ok(key)
    }

    fn stray(&self, word: &str, span: Range<usize>) -> Fault {
        let form = "the order is: EFFECT TOPIC [for BODY] [by ROLE] [only] [when CONDITION] \
                    [unless CONDITION] [protected]";
        if word == ")" {
            return Fault::new(span, "this parenthesis was never opened");
        }
        if KEYWORDS.contains(&word) {
            return Fault::new(span, format!("\"{word}\" cannot stand here")).cure(form);
        }
        match super::name::nearest(word, KEYWORDS) {
            Some(near) => Fault::new(
                span,
                format!("\"{}\" is not expected here", super::name::shown(word)),
            )
            .cure(format!("did you mean \"{near}\"?")),
            None => Fault::new(
                span,
                format!("\"{}\" is not expected here", super::name::shown(word)),
            )
            .cure(form),
        }
    }
}

impl FromStr for Sentence {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::read(text).map(|(sentence, _)| sentence)
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.effect, self.topic)?;
        if let Some(counterpart) = &self.counterpart {
            write!(f, " for {counterpart}")?;
        }
        if let Some(role) = &self.role {
            write!(f, " by {role}")?;
        }
        if self.only {
            f.write_str(" only")?;
        }
        if let Some(when) = &self.when {
            write!(f, " when {when}")?;
        }
        if let Some(unless) = &self.unless {
            write!(f, " unless {unless}")?;
        }
        if self.protected {
            f.write_str(" protected")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_prints_as_it_was_typed() {
        for text in [
            "prohibits act-on-admin-warrant for ice by officer unless custody-for-other-violation",
            "permits hold-on-detainer for ice by jail only when judicial-warrant and (violent-conviction or terrorist-list)",
            "requires respond-to-request for dhs by officer",
            "permits share-status for any-federal protected",
            "prohibits x when (a and b) or (c and (d or e)) unless f",
        ] {
            assert_eq!(text.parse::<Sentence>().expect(text).to_string(), text);
        }
        let loose = " permits  x only when ((a)) and (b and c) "
            .parse::<Sentence>()
            .expect("loose");
        assert_eq!(loose.to_string(), "permits x only when a and b and c");
    }

    #[test]
    fn a_fault_stands_at_its_place() {
        for (text, at, word) in [
            ("", 0..0, "missing"),
            ("forbids x", 0..7, "effect"),
            ("prohibits", 9..9, "topic"),
            ("prohibits for ice", 10..13, "before \"for\""),
            ("prohibits x for", 15..15, "body"),
            ("prohibits x only", 12..16, "only"),
            ("permits x only", 10..14, "without \"when\""),
            ("prohibits x protected", 12..21, "protected"),
            ("permits x when (a or b", 15..16, "not closed"),
            ("permits x when a)", 16..17, "never opened"),
            ("permits x when a and b or c", 17..25, "side by side"),
            ("permits x when", 14..14, "missing"),
            ("permits x when not a", 15..18, "unless"),
            ("permits x unless a when b", 19..23, "cannot stand"),
            ("permits x Unles a", 10..15, "did you mean"),
            ("permits X", 8..9, "a name has no"),
        ] {
            let fault = text.parse::<Sentence>().expect_err(text);
            assert_eq!(fault.span, at, "{text}: {fault}");
            assert!(fault.to_string().contains(word), "{text}: {fault}");
        }
    }

    #[test]
    fn limits_hold() {
        let deep = format!("permits x when {}a{}", "(".repeat(33), ")".repeat(33));
        assert!(
            deep.parse::<Sentence>()
                .expect_err("deep")
                .message
                .contains("32")
        );
        let terms: Vec<String> = (0..25).map(|n| format!("c{n}")).collect();
        let wide = format!("permits x when {}", terms.join(" or "));
        assert!(
            wide.parse::<Sentence>()
                .expect_err("wide")
                .message
                .contains("24")
        );
        assert!(
            format!("permits x when {}", terms[..24].join(" or "))
                .parse::<Sentence>()
                .is_ok()
        );
    }
}
