//! The small languages of flags: whom a text binds, who issued it.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::new_directive::Wrong;
use crate::model::name::{nearest, normalised};
use crate::model::{
    Act, Authority, Date, DatedName, Fault, Rule, SLUG_MAX, Sentence, Slug, Standing,
};

/// Which bodies a text names, before they are looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScopeText<'a> {
    /// A body.
    Org(&'a str),
    /// The bodies of a government.
    Of(&'a str),
    /// The bodies in a territory.
    Within(&'a str),
}

/// A part with the byte at which it stands.
type Part<'a> = (usize, &'a str);

/// An item of a `binds` list as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BondText<'a> {
    pub(super) scope: ScopeText<'a>,
    pub(super) kinds: Vec<Part<'a>>,
    pub(super) role: Option<Part<'a>>,
}

/// Reads `ORG`, `of PLACE` or `within PLACE`, each with `, kinds A and B` and `, role R`. Kinds and
/// role are keys of the codebook.
pub(super) fn bond(text: &str) -> Result<BondText<'_>, Fault> {
    // A body's name may hold a comma; what narrows it begins with its own word.
    let mut cuts: Vec<usize> = [", kinds ", ", kind ", ", role "]
        .iter()
        .filter_map(|word| text.find(word))
        .collect();
    cuts.sort_unstable();
    let head = &text[..cuts.first().copied().unwrap_or(text.len())];
    let scope = match head.trim().split_once(' ') {
        Some(("of", place)) => ScopeText::Of(place.trim()),
        Some(("within", place)) => ScopeText::Within(place.trim()),
        _ => ScopeText::Org(head.trim()),
    };
    let (ScopeText::Org(name) | ScopeText::Of(name) | ScopeText::Within(name)) = scope;
    if name.is_empty() {
        return Err(
            Fault::new(0..text.len(), "a body or place is missing here").cure(
                "write ORG, \"of PLACE\" or \"within PLACE, kinds sheriff and jail, role jail\"",
            ),
        );
    }
    let mut bond = BondText {
        scope,
        kinds: Vec::new(),
        role: None,
    };
    for (n, from) in cuts.iter().enumerate() {
        let end = cuts.get(n + 1).copied().unwrap_or(text.len());
        let part = &text[*from..end];
        for word in [", kinds ", ", kind "] {
            if let Some(list) = part.strip_prefix(word) {
                let mut at = from + word.len();
                for kind in list.split(" and ") {
                    bond.kinds.push(trimmed(at, kind));
                    at += kind.len() + " and ".len();
                }
            }
        }
        if let Some(role) = part.strip_prefix(", role ") {
            bond.role = Some(trimmed(from + ", role ".len(), role));
        }
    }
    Ok(bond)
}

fn trimmed(at: usize, text: &str) -> Part<'_> {
    (at + text.len() - text.trim_start().len(), text.trim())
}

/// Reads `OFFICE: PERSON, ACT, CERTAINTY`. Without a person the name is not known; without an act
/// the office orders; without a certainty it is known as well as the text itself.
pub(super) fn authority(text: &str, standing: Standing) -> Result<Authority, Fault> {
    let (office, rest) = text.split_once(": ").unwrap_or((text, ""));
    let office = office.trim().trim_end_matches(':');
    if office.is_empty() {
        return Err(Fault::new(0..text.len(), "an office is missing here")
            .cure("write it like \"Chief of Police: Jane Roe, signs, documented\""));
    }
    let mut at = text.len() - rest.len();
    let mut parts: Vec<Part<'_>> = Vec::new();
    for part in rest.split(',') {
        let (start, part_text) = trimmed(at, part);
        if !part_text.is_empty() {
            parts.push((start, part_text));
        }
        at += part.len() + 1;
    }
    let certainty = pop(&mut parts, |word| word.parse::<Standing>().is_ok());
    let act = pop(&mut parts, |word| word.parse::<Act>().is_ok());
    // What is left is the person, whose name may hold a comma ("Jane Roe, Jr."), unless it is nearly
    // one of our words.
    let words = || {
        Act::ALL
            .iter()
            .map(|act| act.word())
            .chain(Standing::ALL.iter().map(|s| s.word()))
    };
    for (start, part) in &parts {
        let slip = nearest(part, words()).filter(|_| part.chars().all(char::is_lowercase));
        let Some(near) = slip else { continue };
        let fault = Fault::new(
            *start..start + part.len(),
            format!("\"{part}\" is no act and no certainty"),
        );
        return Err(fault.cure(format!("did you mean \"{near}\"?")));
    }
    let person = match parts.as_slice() {
        [] => None,
        [(start, part)] if part.chars().all(|c| c.is_lowercase() || c == ' ') => {
            let fault = Fault::new(*start..start + part.len(), format!("\"{part}\" is no name"));
            return Err(fault.cure(
                "an act is one of drafts, adopts, signs, orders, approves; leave \
                                   the name out where it is not known",
            ));
        }
        [(start, _), .., (end, part)] => Some(text[*start..end + part.len()].to_owned()),
        [(_, part)] => Some((*part).to_owned()),
    };
    Ok(Authority {
        office: office.to_owned(),
        person,
        act: act
            .and_then(|word| word.parse().ok())
            .unwrap_or(Act::Orders),
        certainty: certainty
            .and_then(|word| word.parse().ok())
            .unwrap_or(standing),
    })
}

/// Reads `NAME, since DATE, until DATE`, both spans optional: the last parts that begin with these
/// words; a name may hold commas of its own.
pub(super) fn dated_name(text: &str) -> Result<DatedName, Fault> {
    let (mut name, mut from, mut until) = (text, None, None);
    let marks = [", since ", ", until "];
    while let Some((at, mark)) = marks
        .iter()
        .filter_map(|mark| Some((name.rfind(mark)?, *mark)))
        .max()
    {
        let date = name[at + mark.len()..].parse::<Date>();
        let date = date.map_err(|fault| fault.shifted(at + mark.len()))?;
        let place = if mark == marks[0] {
            &mut from
        } else {
            &mut until
        };
        *place = Some(date);
        name = &name[..at];
    }
    if name.trim().is_empty() {
        return Err(Fault::new(0..text.len(), "a name is missing here")
            .cure("write it like \"Division of Police, since 1980, until 2004\""));
    }
    let days = |date: Option<Date>| date.and_then(|date| date.earliest().zip(date.latest()));
    if let (Some((first, _)), Some((_, last))) = (days(from), days(until))
        && last < first
    {
        return Err(Fault::new(
            name.len()..text.len(),
            "it would end before it begins",
        ));
    }
    Ok(DatedName {
        name: name.trim().to_owned(),
        from,
        until,
    })
}

/// Reads `SCHEME=VALUE`, such as `ori=OH0000100`.
pub(super) fn identifier(text: &str) -> Result<(Slug, String), Fault> {
    let cure = "write it like ori=OH0000100";
    let (scheme, value) = text
        .split_once('=')
        .ok_or_else(|| Fault::new(0..text.len(), "\"=\" is missing here").cure(cure))?;
    if value.trim().is_empty() {
        return Err(Fault::new(0..text.len(), "a value is missing after \"=\"").cure(cure));
    }
    Ok((scheme.trim().parse()?, value.trim().to_owned()))
}

/// The host of an address, without `www.`.
pub(super) fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', ':', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// A name in the letters of a slug: `CNS News` is `cns-news`; none where nothing is left.
pub(super) fn slug(name: &str) -> Option<Slug> {
    let bare: String = name
        .replace('.', " ")
        .nfd()
        .filter(char::is_ascii)
        .collect();
    let text: String = normalised(&bare)
        .replace(' ', "-")
        .chars()
        .take(SLUG_MAX)
        .collect();
    text.trim_matches('-').parse().ok()
}

/// A rule that says nothing but its sentence.
pub(super) const fn plain_rule(id: Slug, says: Sentence, cite: Option<String>) -> Rule {
    Rule {
        id,
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
    }
}

/// Whether a rule with this sentence at this place is among some rules.
pub(super) fn is_there<'r>(
    rules: impl IntoIterator<Item = &'r Rule>,
    says: &Sentence,
    cite: Option<&str>,
) -> bool {
    let mut rules = rules.into_iter();
    rules.any(|rule| rule.says == *says && rule.cite.as_deref() == cite)
}

/// What is wrong with a rule that was typed before in the same command.
pub(super) fn twice(text: &str) -> Wrong {
    Wrong::whole("--rule", text, "this rule is given twice")
        .cure("leave one of them out, or write before \": \" where in the text each stands")
}

/// The id of a rule: its topic, with a number where another rule has it.
pub(super) fn free_id(topic: &Slug, rules: &[Rule]) -> Slug {
    unused(topic, |id| !rules.iter().any(|rule| rule.id == *id))
}

/// The name under which an item is kept among others: with a number where another item has it. What
/// is among them already keeps its name.
pub(super) fn free_name<T: PartialEq>(name: &Slug, item: &T, known: &BTreeMap<Slug, T>) -> Slug {
    unused(name, |name| {
        known.get(name).is_none_or(|there| there == item)
    })
}

/// The name if it is free, else the first number behind it that is.
fn unused(name: &Slug, is_free: impl Fn(&Slug) -> bool) -> Slug {
    let numbered = (2..=u32::MAX).filter_map(|number| {
        // A name as long as can be leaves no room for a number: its end gives way.
        let ending = format!("-{number}");
        let room = name.as_str().len().min(SLUG_MAX - ending.len());
        let stem = name.as_str()[..room].trim_end_matches(['.', '-']);
        format!("{stem}{ending}").parse().ok()
    });
    std::iter::once(name.clone())
        .chain(numbered)
        .find(is_free)
        .unwrap_or_else(|| name.clone())
}

/// Takes the last part away where it is a word that is known.
fn pop<'t>(parts: &mut Vec<Part<'t>>, is_known: fn(&str) -> bool) -> Option<&'t str> {
    let (_, word) = parts.last().copied().filter(|(_, word)| is_known(word))?;
    parts.pop();
    Some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whom_a_text_binds_is_read_in_parts() {
        let bond = bond("within us-nc, kinds sheriff and jail, role jail").expect("a bond");
        assert_eq!(bond.scope, ScopeText::Within("us-nc"));
        assert_eq!(bond.kinds, [(20, "sheriff"), (32, "jail")]);
        assert_eq!(bond.role, Some((43, "jail")));
        assert_eq!(
            super::bond("Police, City of X").expect("a name").scope,
            ScopeText::Org("Police, City of X")
        );
        assert_eq!(
            super::bond("of us-il-chicago").expect("a place").scope,
            ScopeText::Of("us-il-chicago")
        );
        assert!(super::bond(" ").is_err());
    }

    #[test]
    fn who_issued_a_text_is_read_in_parts() {
        let read = |text: &str| authority(text, Standing::Reported).expect(text);
        let full = read("Chief of Police: Jane Roe, Jr., signs, documented");
        assert_eq!(full.office, "Chief of Police");
        assert_eq!(full.person.as_deref(), Some("Jane Roe, Jr."));
        assert_eq!(
            (full.act, full.certainty),
            (Act::Signs, Standing::Documented)
        );
        let bare = read("Chief of Police");
        assert_eq!(
            (bare.person, bare.act, bare.certainty),
            (None, Act::Orders, Standing::Reported)
        );
        assert_eq!(read("Mayor: approves").act, Act::Approves);
        let slip = authority("Chief: Jane Roe, sign", Standing::Reported).expect_err("a slip");
        assert_eq!(slip.span, 17..21);
        assert!(slip.to_string().contains("signs"), "{slip}");
        assert!(authority(": x", Standing::Reported).is_err());
    }

    #[test]
    fn a_name_is_read_with_its_span() {
        let read = |text: &str| dated_name(text).expect(text);
        let full = read("Police, City of X, since October 5, 1980, until 2004");
        assert_eq!(full.name, "Police, City of X");
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        assert_eq!(text(full.from).as_deref(), Some("1980-10-05"));
        assert_eq!(text(full.until).as_deref(), Some("2004"));
        assert_eq!(read("Police, City of X").name, "Police, City of X");
        assert_eq!(read("X, until 2004").from, None);
        assert!(dated_name(", since 1980").is_err());
        let slip = dated_name("X, since 1980-13").expect_err("no month");
        assert_eq!(slip.span, 14..16);
    }

    #[test]
    fn a_source_is_named_after_its_publisher_or_host() {
        assert_eq!(host("https://www.cnsnews.com/a?b"), Some("cnsnews.com"));
        assert_eq!(host("no address"), None);
        assert_eq!(slug("CNS News").expect("a slug").as_str(), "cns-news");
        assert_eq!(slug("cnsnews.com").expect("a slug").as_str(), "cnsnews-com");
        assert_eq!(slug("---"), None);
    }
}
