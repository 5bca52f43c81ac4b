//! What people type for a body, a set, a place, the other side: a slug, any recorded name, or an
//! unambiguous beginning of either.

use std::collections::BTreeSet;

use super::typed;
use crate::model::name::{nearest, normalised, shown};
use crate::model::{Codebook, Family, Organization, Place, Set, Slug};

/// A well-formed name that is not on record, or can mean several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// One sentence without a full stop.
    pub message: String,
    /// What was perhaps meant, and what to type to record it.
    pub hints: Vec<String>,
}

impl Unknown {
    /// Nothing of that name.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// The same with a further hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// How well a name fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Slug,
    Name,
    FormerName,
    Beginning,
}

/// The one of `all` that `text` names best: of several that fit equally well, none.
///
/// # Errors
/// The slugs of those between which it cannot tell; empty where nothing fits.
fn best<'a, T>(
    text: &str,
    all: &'a [T],
    slug: impl Fn(&T) -> &Slug,
    names: impl Fn(&'a T) -> Vec<(&'a str, bool)>,
) -> Result<&'a T, Vec<Slug>> {
    let wanted = normalised(text);
    let mut found: Vec<(Fit, &T)> = Vec::new();
    for one in all {
        let by_slug = normalised(slug(one).as_str());
        let names: Vec<(String, bool)> = names(one)
            .into_iter()
            .map(|(name, former)| (normalised(name), former))
            .collect();
        let named = |past: bool| {
            names
                .iter()
                .any(|(name, former)| *former == past && *name == wanted)
        };
        let begins = |name: &str| !wanted.is_empty() && name.starts_with(&wanted);
        let fit = if by_slug == wanted {
            Fit::Slug
        } else if named(false) {
            Fit::Name
        } else if named(true) {
            Fit::FormerName
        } else if begins(&by_slug) || names.iter().any(|(name, _)| begins(name)) {
            Fit::Beginning
        } else {
            continue;
        };
        found.push((fit, one));
    }
    let Some(fit) = found.iter().map(|(fit, _)| *fit).min() else {
        return Err(Vec::new());
    };
    found.retain(|(of, _)| *of == fit);
    match found.as_slice() {
        [(_, one)] => Ok(one),
        many => Err(many.iter().map(|(_, one)| slug(one).clone()).collect()),
    }
}

fn ambiguous(what: &str, text: &str, many: &[Slug]) -> Unknown {
    let mut slugs: Vec<&str> = many.iter().map(Slug::as_str).collect();
    slugs.sort_unstable();
    let more = slugs.len().saturating_sub(8);
    slugs.truncate(8);
    let more = if more > 0 {
        format!(", and {more} more")
    } else {
        String::new()
    };
    Unknown::new(format!(
        "\"{}\" can mean {} {what}",
        shown(text),
        many.len()
    ))
    .hint(format!("write one of: {}{more}", slugs.join(", ")))
}

fn not_on_record(text: &str, what: &str, near: Option<&str>) -> Unknown {
    let unknown = Unknown::new(format!("{what} \"{}\" is not on record", shown(text)));
    match near {
        Some(near) => unknown.hint(format!("did you mean \"{}\"?", shown(near))),
        None => unknown,
    }
}

/// A body by its slug, any of its names (present ones before former ones), or an unambiguous
/// beginning of either.
///
/// # Errors
/// Where nothing fits, with the nearest name and the line that would record it; where several do.
pub fn body<'a>(text: &str, bodies: &'a [Organization]) -> Result<&'a Organization, Unknown> {
    if let Some(body) = merged_into(text, bodies) {
        return Ok(body);
    }
    best(text, bodies, |body| &body.id, body_names).map_err(|many| match many.as_slice() {
        [] => {
            let slugs = bodies.iter().map(|body| body.id.as_str());
            let names = bodies.iter().flat_map(body_names).map(|(name, _)| name);
            let near = || {
                let near = nearest(text, slugs.chain(names))?;
                let named = |body: &&Organization| {
                    body.id == near || body.names.iter().any(|name| name.name == near)
                };
                bodies.iter().find(named).map(|body| body.id.as_str())
            };
            // Words that are right are a better sign than letters that are alike.
            let unknown = match with_words(text, bodies) {
                Some(several) => {
                    not_on_record(text, "the body", None).hint(format!("did you mean {several}?"))
                }
                None => not_on_record(text, "the body", near()),
            };
            unknown.hint(format!("to record it: {}", add_line(text)))
        }
        many => ambiguous("bodies", text, many),
    })
}

/// The bodies whose slug or name has all the words of the text and more, in words; none where there
/// are too many to choose from. `fairfax-pd` may be `fairfax-county-pd`.
fn with_words(text: &str, bodies: &[Organization]) -> Option<String> {
    let text = normalised(text);
    let wanted: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let has_all = |name: &str| {
        let name = normalised(name);
        let words: Vec<&str> = name.split(' ').collect();
        wanted.iter().all(|word| words.contains(word))
    };
    let fits = |body: &&Organization| {
        has_all(body.id.as_str()) || body_names(body).into_iter().any(|(name, _)| has_all(name))
    };
    let mut found: Vec<String> = bodies
        .iter()
        .filter(fits)
        .map(|body| format!("\"{}\"", body.id))
        .collect();
    found.sort_unstable();
    match found.as_slice() {
        _ if wanted.is_empty() => None,
        [one] => Some(one.clone()),
        [some @ .., last] if found.len() <= 4 => Some(format!("{} or {last}", some.join(", "))),
        _ => None,
    }
}

/// The body into which the record of that slug was merged.
pub fn merged_into<'a>(slug: &str, bodies: &'a [Organization]) -> Option<&'a Organization> {
    let is_its = |merged: &Slug| merged.as_str() == slug.trim();
    bodies.iter().find(|body| body.merged.iter().any(is_its))
}

fn body_names(body: &Organization) -> Vec<(&str, bool)> {
    body.names
        .iter()
        .map(|name| (name.name.as_str(), name.until.is_some()))
        .collect()
}

/// The line that would record an unknown body, as far as its name tells: `fairview-oh-pd` is a
/// police department of Fairview, Ohio.
fn add_line(text: &str) -> String {
    let words: Vec<String> = normalised(text).split(' ').map(str::to_owned).collect();
    let slug = slug_of(text);
    let (kind, office) = match words.last().map(String::as_str) {
        Some("pd" | "police") => ("police", "Police Department"),
        Some("sheriff") => ("sheriff", "Sheriff's Office"),
        _ => ("KIND", ""),
    };
    match words.as_slice() {
        [town @ .., state, _] if !town.is_empty() && state.len() == 2 && kind != "KIND" => {
            let town: Vec<String> = town.iter().map(|word| capitalised(word)).collect();
            let town = town.join(" ");
            format!(
                "comity org add {slug} --name \"{town} {office}\" --kind {kind} --in \"{town}, {}\"",
                state.to_uppercase()
            )
        }
        _ => {
            // A slug is no name: what people call the body is for them to say.
            let name = if text.contains(' ') {
                shown(text).replace(['"', '\\', '$', '`'], "")
            } else {
                "NAME".to_owned()
            };
            format!("comity org add {slug} --name \"{name}\" --kind {kind} --in \"PLACE, STATE\"")
        }
    }
}

/// A name in the letters of a slug, or the word for one where nothing is left.
fn slug_of(text: &str) -> String {
    typed::slug(text).map_or("SLUG".to_owned(), |slug| slug.to_string())
}

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// A set by its name or an unambiguous beginning, with or without the leading `@`.
///
/// # Errors
/// Where nothing fits, or several do.
pub fn set<'a>(text: &str, sets: &'a [Set]) -> Result<&'a Set, Unknown> {
    let text = text.strip_prefix('@').unwrap_or(text);
    best(text, sets, |set| &set.id, |_| Vec::new()).map_err(|many| match many.as_slice() {
        [] => {
            let near = nearest(text, sets.iter().map(|set| set.id.as_str()));
            let unknown = not_on_record(text, "the set", near);
            let unknown = if sets.is_empty() {
                unknown
            } else {
                unknown.hint("see them all: comity org set")
            };
            let slug = slug_of(text);
            unknown.hint(format!("to make it: comity org set {slug} ORG..."))
        }
        many => ambiguous("sets", text, many),
    })
}

/// A place by its slug, its name, its postal code (`OH` is `us-oh`), or an unambiguous beginning.
///
/// # Errors
/// Where nothing fits, or several do.
pub fn place<'a>(text: &str, places: &'a [Place]) -> Result<&'a Place, Unknown> {
    let code = format!("us-{}", text.trim().to_ascii_lowercase());
    if let Some(state) = places.iter().find(|place| place.id == code.as_str()) {
        return Ok(state);
    }
    best(
        text,
        places,
        |place| &place.id,
        |place| vec![(place.name.as_str(), false)],
    )
    .map_err(|many| match many.as_slice() {
        [] => {
            let slugs = places.iter().map(|place| place.id.as_str());
            let names = places.iter().map(|place| place.name.as_str());
            not_on_record(text, "the place", nearest(text, slugs.chain(names)))
        }
        many => ambiguous("places", text, many),
    })
}

/// The place itself and every place in it.
pub fn places_in<'a>(place: &'a Slug, places: &'a [Place]) -> BTreeSet<&'a Slug> {
    let mut inside = BTreeSet::from([place]);
    loop {
        let before = inside.len();
        inside.extend(
            places
                .iter()
                .filter(|one| one.parent.as_ref().is_some_and(|up| inside.contains(up)))
                .map(|one| &one.id)
                .collect::<Vec<_>>(),
        );
        if inside.len() == before {
            return inside;
        }
    }
}

/// A body or a group, as the other side of a question.
struct Side<'a> {
    id: &'a Slug,
    names: Vec<(&'a str, bool)>,
}

/// The other side of a question: a group of the codebook or a body, by its slug or key, a name or
/// its short words, or an unambiguous beginning.
///
/// # Errors
/// Where nothing fits, or several do.
pub fn counterpart(
    text: &str,
    codebook: &Codebook,
    bodies: &[Organization],
) -> Result<Slug, Unknown> {
    let groups = codebook.family(Family::Counterpart).map(|term| Side {
        id: &term.key,
        names: vec![(term.words(), false)],
    });
    let mut sides: Vec<Side<'_>> = groups.collect();
    for one in bodies {
        // A group may bear the name of the body that stands at its head.
        if !sides.iter().any(|side| *side.id == one.id) {
            sides.push(Side {
                id: &one.id,
                names: body_names(one),
            });
        }
    }
    match best(text, &sides, |side| side.id, |side| side.names.clone()) {
        Ok(side) => Ok(side.id.clone()),
        Err(many) if many.is_empty() => {
            let groups = codebook.family(Family::Counterpart);
            match nearest(text, groups.map(|term| term.key.as_str())) {
                Some(near) => Err(not_on_record(text, "the body or group", Some(near))),
                None => body(text, bodies).map(|body| body.id.clone()),
            }
        }
        Err(many) => Err(ambiguous("bodies or groups", text, &many)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DatedName, PlaceKind, Term};

    fn slug(text: &str) -> Slug {
        text.parse().expect("slug")
    }

    fn org(id: &str, names: &[&str]) -> Organization {
        Organization {
            id: slug(id),
            kind: slug("police"),
            places: Vec::new(),
            parent: None,
            names: names
                .iter()
                .map(|name| DatedName {
                    name: name.trim_start_matches("former ").to_owned(),
                    from: None,
                    until: name
                        .starts_with("former ")
                        .then(|| "2003".parse().expect("date")),
                })
                .collect(),
            identifiers: std::collections::BTreeMap::new(),
            successor_of: Vec::new(),
            merged: Vec::new(),
            note: None,
        }
    }

    fn bodies() -> Vec<Organization> {
        vec![
            org("chicago-pd", &["Chicago Police Department", "Chicago PD"]),
            org("chicago-council", &["Chicago City Council"]),
            org("ice", &["Immigration and Customs Enforcement", "ICE"]),
            org("ins", &["former Immigration and Naturalization Service"]),
            org("dhs", &["Department of Homeland Security"]),
        ]
    }

    fn found(text: &str) -> Result<String, Unknown> {
        body(text, &bodies()).map(|body| body.id.to_string())
    }

    #[test]
    fn a_body_is_found_by_slug_name_and_beginning() {
        for text in [
            "chicago-pd",
            "Chicago PD",
            "chicago police department",
            "CHICAGO POLICE",
            "chicago-p",
        ] {
            assert_eq!(found(text).as_deref(), Ok("chicago-pd"), "{text}");
        }
        assert_eq!(
            found("immigration and naturalization service").as_deref(),
            Ok("ins")
        );
    }

    #[test]
    fn what_can_mean_several_or_none_is_said() {
        let many = found("chicago").expect_err("two");
        assert_eq!(many.message, "\"chicago\" can mean 2 bodies");
        assert_eq!(many.hints, ["write one of: chicago-council, chicago-pd"]);
        let near = found("chicgo-pd").expect_err("slip");
        assert_eq!(near.hints[0], "did you mean \"chicago-pd\"?");
        let words = found("city-council").expect_err("a word left out");
        assert_eq!(words.hints[0], "did you mean \"chicago-council\"?");
        let two = found("and immigration").expect_err("two names hold both");
        assert_eq!(two.hints[0], "did you mean \"ice\" or \"ins\"?");
        let none = found("fairview-oh-pd").expect_err("none");
        assert_eq!(
            none.hints.last().map(String::as_str),
            Some(
                "to record it: comity org add fairview-oh-pd \
                 --name \"Fairview Police Department\" --kind police --in \"Fairview, OH\""
            )
        );
        assert!(found("").is_err());
    }

    #[test]
    fn the_other_side_is_a_group_or_a_body() {
        let codebook = Codebook::new(
            ["any-federal", "immigration-authorities"]
                .map(|key| Term {
                    family: Family::Counterpart,
                    key: slug(key),
                    group: None,
                    short: None,
                    asks: None,
                    definition: None,
                    broader: Vec::new(),
                    members: Vec::new(),
                    rank: None,
                    level: None,
                })
                .to_vec(),
        )
        .expect("codebook");
        let at = |text: &str| counterpart(text, &codebook, &bodies()).map(|slug| slug.to_string());
        assert_eq!(at("ICE").as_deref(), Ok("ice"));
        assert_eq!(at("any federal").as_deref(), Ok("any-federal"));
        assert_eq!(at("any").as_deref(), Ok("any-federal"));
        assert_eq!(
            at("immigration-auth").as_deref(),
            Ok("immigration-authorities")
        );
        assert!(at("immigration").is_err());
        assert!(at("any-fedral").expect_err("slip").hints[0].contains("any-federal"));
    }

    #[test]
    fn a_place_is_found_by_code_and_holds_what_lies_in_it() {
        let place_of = |id: &str, name: &str, parent: Option<&str>| Place {
            id: slug(id),
            name: name.to_owned(),
            kind: PlaceKind::City,
            parent: parent.map(slug),
            ocd: None,
            geoid: None,
        };
        let places = [
            place_of("us", "United States", None),
            place_of("us-va", "Virginia", Some("us")),
            place_of("us-va-fairfax-county", "Fairfax County", Some("us-va")),
            place_of("us-il", "Illinois", Some("us")),
        ];
        for text in ["VA", "us-va", "virginia"] {
            assert_eq!(place(text, &places).expect(text).id, "us-va");
        }
        let inside = places_in(&places[1].id, &places);
        assert_eq!(inside.len(), 2);
        assert_eq!(places_in(&places[0].id, &places).len(), 4);
    }
}
