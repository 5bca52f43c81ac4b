//! Permanent names: slugs of bodies, places and terms; ids of directives, versions and rules.

use std::fmt;
use std::str::FromStr;

use compact_str::CompactString;

use super::Fault;

/// The longest slug, in bytes.
pub const SLUG_MAX: usize = 80;

/// File names that Windows keeps for devices: a record file could not be made there.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A short permanent name: `[a-z0-9.-]`, at most 80 characters, no device name of Windows.
///
/// Bodies (`chicago-pd`), places (`us-il-chicago`), terms of the codebook (`assist-arrest`), sources
/// and rules within a file all have one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(CompactString);

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Slug {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        if text.is_empty() {
            return Err(Fault::new(0..0, "a name is missing here"));
        }
        if let Some((at, c)) = text
            .char_indices()
            .find(|(_, c)| !matches!(c, 'a'..='z' | '0'..='9' | '.' | '-'))
        {
            return Err(Fault::new(
                at..at + c.len_utf8(),
                format!("a name has no \"{}\"", super::name::shown(&c.to_string())),
            )
            .cure("use a-z, 0-9, \".\" and \"-\""));
        }
        if text.len() > SLUG_MAX {
            return Err(Fault::new(
                SLUG_MAX..text.len(),
                format!("a name has at most {SLUG_MAX} characters"),
            ));
        }
        let stem = text.split('.').next().unwrap_or(text);
        if text.starts_with(['.', '-']) || text.ends_with(['.', '-']) || RESERVED.contains(&stem) {
            return Err(
                Fault::new(0..text.len(), format!("\"{text}\" cannot be a file's name")).cure(
                    "begin and end with a letter or digit; no device name such as con or nul",
                ),
            );
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl std::borrow::Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Slug {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Slug {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

/// The permanent name of a directive: `ISSUER/SLUG`, such as `chicago-pd/s06-14-03`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DirectiveId {
    /// The body that issued it.
    pub issuer: Slug,
    /// Its name among the issuer's directives.
    pub slug: Slug,
}

impl FromStr for DirectiveId {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let Some((issuer, slug)) = text.split_once('/') else {
            return Err(
                Fault::new(0..text.len(), "a directive is named ISSUER/NAME")
                    .cure("such as chicago-pd/s06-14-03"),
            );
        };
        Ok(Self {
            issuer: issuer.parse()?,
            slug: slug
                .parse()
                .map_err(|fault: Fault| fault.shifted(issuer.len() + 1))?,
        })
    }
}

impl fmt::Display for DirectiveId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_some() || f.precision().is_some() {
            return f.pad(&format!("{}/{}", self.issuer, self.slug));
        }
        f.write_str(self.issuer.as_str())?;
        f.write_str("/")?;
        f.write_str(self.slug.as_str())
    }
}

/// A directive, or one version of it, or one rule: `ISSUER/SLUG[@VERSION][#RULE]`.
///
/// `VERSION` is a label; where no version has that label, a day, and then the version that was in
/// force on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The directive.
    pub directive: DirectiveId,
    /// A label or a day.
    pub version: Option<Box<str>>,
    /// A rule's id.
    pub rule: Option<Slug>,
}

impl Reference {
    /// The directive as a whole.
    pub const fn whole(directive: DirectiveId) -> Self {
        Self {
            directive,
            version: None,
            rule: None,
        }
    }
}

impl FromStr for Reference {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let (head, rule) = match text.split_once('#') {
            Some((head, rule)) => (
                head,
                Some(
                    rule.parse()
                        .map_err(|fault: Fault| fault.shifted(head.len() + 1))?,
                ),
            ),
            None => (text, None),
        };
        let (directive, version) = match head.split_once('@') {
            Some((directive, label)) => {
                check_label(label).map_err(|fault| fault.shifted(directive.len() + 1))?;
                (directive, Some(label.into()))
            }
            None => (head, None),
        };
        Ok(Self {
            directive: directive.parse()?,
            version,
            rule,
        })
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.directive)?;
        if let Some(version) = &self.version {
            write!(f, "@{version}")?;
        }
        if let Some(rule) = &self.rule {
            write!(f, "#{rule}")?;
        }
        Ok(())
    }
}

/// Checks a version's label: like a slug, but it may also hold `~`, `?`, `_` and capitals, since it
/// is usually a date and sometimes a printed number.
///
/// # Errors
/// A fault on the first character that a label cannot have.
pub fn check_label(text: &str) -> Result<(), Fault> {
    if text.is_empty() || text.len() > SLUG_MAX {
        return Err(Fault::new(
            0..text.len(),
            format!("a version's label has 1 to {SLUG_MAX} characters"),
        ));
    }
    match text
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '?')))
    {
        Some((at, c)) => Err(Fault::new(
            at..at + c.len_utf8(),
            format!(
                "a version's label has no \"{}\"",
                super::name::shown(&c.to_string())
            ),
        )
        .cure("use letters, digits, \".\", \"-\", \"_\"; usually its date, such as 2013-04-01")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_print_as_they_were_read() {
        for text in [
            "chicago-pd/s06-14-03",
            "a/b@2016-01-01",
            "a/b@2016#x-2",
            "a/b#x",
        ] {
            assert_eq!(text.parse::<Reference>().expect(text).to_string(), text);
        }
    }

    #[test]
    fn a_fault_points_into_the_part_at_fault() {
        let fault = "chicago-pd/S06"
            .parse::<DirectiveId>()
            .expect_err("capital");
        assert_eq!(fault.span, 11..12);
        assert!("nul".parse::<Slug>().is_err());
        assert!("con.x".parse::<Slug>().is_err());
        assert!("-a".parse::<Slug>().is_err());
        assert!("a".repeat(81).parse::<Slug>().is_err());
        assert!("x".parse::<DirectiveId>().is_err());
    }
}
