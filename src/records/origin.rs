//! Where each name in the record files stands, so that a check over several files, or against the
//! database, can put its caret under the word.

use super::problem::{At, Files};

/// What a name in a record file is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A topic of the codebook.
    Topic,
    /// A condition of the codebook.
    Condition,
    /// A counterpart group, or a body where a sentence names one.
    Counterpart,
    /// A role of the codebook.
    Role,
    /// A type of directive.
    Type,
    /// A kind of organization.
    Kind,
    /// Any word that stands in sentences, where a text gives it a meaning of its own (`terms`).
    Word,
    /// An organization.
    Organization,
    /// A place.
    Place,
    /// A named set of organizations.
    Set,
    /// A directive; in a mention also one version of it (`ID@LABEL`).
    Directive,
    /// A version, written `ID@LABEL`; only defined, since a mention may give a day instead.
    Version,
}

/// A name, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What it is the name of.
    pub sort: Sort,
    /// The name, as written.
    pub name: String,
    /// Where.
    pub at: At,
}

/// The files of some records, and the names in them.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The texts.
    pub files: Files,
    /// The names that the files give: ids and keys. Records with other faults are among them, so
    /// that one fault does not make others.
    pub defined: Vec<Named>,
    /// The names that must be on record, here or in the database.
    pub mentioned: Vec<Named>,
}

impl Origin {
    /// Where the files give this name, the first time.
    pub fn find(&self, sort: Sort, name: &str) -> Option<At> {
        self.defined
            .iter()
            .find(|named| named.sort == sort && named.name == name)
            .map(|named| named.at)
    }

    /// Where a directive, a version or a rule stands: `ISSUER/SLUG[@LABEL[#RULE]]`. A rule that has
    /// its id by default is found by its version.
    pub fn find_reference(&self, reference: &str) -> Option<At> {
        let (text, rule) = match reference.split_once('#') {
            Some((text, rule)) => (text, Some(rule)),
            None => (reference, None),
        };
        if !text.contains('@') {
            return self.find(Sort::Directive, text);
        }
        let version = self.find(Sort::Version, text)?;
        Some(
            rule.and_then(|rule| self.rule(version, rule))
                .unwrap_or(version),
        )
    }

    /// Where a rule gives its id, in the version that gives its label at this place.
    fn rule(&self, version: At, rule: &str) -> Option<At> {
        let text = self.files.text(version.file);
        let below = text.get(version.end..)?;
        let until = below.find("\n[[version]]").unwrap_or(below.len());
        let wanted = format!("id = \"{rule}\"");
        let mut from = version.end;
        for line in below[..until].split_inclusive('\n') {
            if line.trim() == wanted {
                let start = from + line.len() - line.trim_start().len();
                return Some(At {
                    file: version.file,
                    start,
                    end: start + wanted.len(),
                });
            }
            from += line.len();
        }
        None
    }
}
