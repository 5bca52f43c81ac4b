//! Who issued a text, whom it binds, who says so: offices, bonds, claims, sources, steps.

use crate::model::{
    Act, Authority, Bond, Claim, Docket, Family, Place, PlaceKind, Says, Scope, Slug, Source,
    SourceKind, Standing, Step,
};

use super::rules::role;

/// Who issued a text: "Chief of Police, name not known", "Superintendent of Police Eddie T. Johnson:
/// orders (one account)", "Mayor Lori Lightfoot: approval not known".
pub fn authority(authority: &Authority) -> String {
    let person = authority.person.as_deref();
    // A council or a legislature has no name to know, and an office may be recorded as unnamed.
    let is_nameless = person.is_none()
        && authority.act != Act::Adopts
        && !["unnamed", "not named"]
            .iter()
            .any(|word| authority.office.to_lowercase().contains(word));
    let who = match person {
        Some(person) => format!("{} {person}", authority.office),
        None if is_nameless => format!("{}, name not known", authority.office),
        None => authority.office.clone(),
    };
    match authority.certainty {
        Standing::Unknown if is_nameless => who,
        Standing::Unknown => format!("{who}: {} not known", act_noun(authority.act)),
        known => format!("{who}: {} ({})", authority.act, known.short()),
    }
}

const fn act_noun(act: Act) -> &'static str {
    match act {
        Act::Drafts => "draft",
        Act::Adopts => "adoption",
        Act::Signs => "signature",
        Act::Orders => "order",
        Act::Approves => "approval",
    }
}

/// Whom an item of a `binds` list names: "Chicago Police Department", "the city's own bodies
/// (Chicago)", "every sheriff's office in North Carolina (the jail only)". That it is disputed is
/// said; by whom, [`claims`] tells.
pub fn bond(docket: &Docket, bond: &Bond) -> String {
    let kinds: Vec<&str> = bond
        .kinds
        .iter()
        .map(|kind| docket.codebook.words(Family::Kind, kind))
        .collect();
    let mut out = match &bond.scope {
        Scope::Org(org) => docket.name(org).to_owned(),
        Scope::Of(place) => {
            let what = match docket.places.get(place).map(|place| place.kind) {
                Some(PlaceKind::Country) => "the federal government",
                Some(kind) => government(kind),
                None => "the government",
            };
            let name = place_name(docket, place);
            match kinds.as_slice() {
                [] => format!("{what}'s own bodies ({name})"),
                [one] => format!("{what}'s own {one} ({name})"),
                many => format!(
                    "{what}'s own bodies ({name}) of these kinds: {}",
                    many.join("; ")
                ),
            }
        }
        Scope::Within(place) => {
            let name = place_name(docket, place);
            match kinds.as_slice() {
                [] => format!("every body in {name}"),
                [one] => format!("every {one} in {name}"),
                many => format!("every body in {name} of these kinds: {}", many.join("; ")),
            }
        }
    };
    if let (Scope::Org(_), false) = (&bond.scope, kinds.is_empty()) {
        out += &format!(", as {}", kinds.join("; "));
    }
    if let Some(key) = &bond.role {
        out += &format!(" ({} only)", role(docket, key));
    }
    if !bond.disputed.is_empty() {
        out += " (disputed)";
    }
    out
}

const fn government(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Country => "the country",
        PlaceKind::State => "the state",
        PlaceKind::Territory => "the territory",
        PlaceKind::County => "the county",
        PlaceKind::City => "the city",
        PlaceKind::Tribe => "the tribe",
        PlaceKind::District => "the district",
    }
}

fn place_name<'a>(docket: &'a Docket, place: &'a Slug) -> &'a str {
    match docket
        .places
        .get(place)
        .map(|place: &Place| place.name.as_str())
    {
        // The article that people say and registers leave out.
        Some("United States") => "the United States",
        Some(name) => name,
        None => place.as_str(),
    }
}

/// Everybody whom a list binds, one a line; "nobody on record" where the list is empty.
pub fn bonds(docket: &Docket, list: &[Bond]) -> Vec<String> {
    if list.is_empty() {
        return vec!["nobody on record".to_owned()];
    }
    list.iter().map(|item| bond(docket, item)).collect()
}

/// Who says that an item binds and who denies it, one a line: "Sheriff, since 2019: does not bind
/// (elected)".
pub fn claims(bond: &Bond) -> Vec<String> {
    bond.disputed.iter().map(claim).collect()
}

fn claim(claim: &Claim) -> String {
    let mut out = claim.by.clone();
    if let Some(since) = claim.since {
        out += &format!(", since {}", since.0.long());
    }
    out += match claim.says {
        Says::Binds => ": binds",
        Says::DoesNotBind => ": does not bind",
    };
    if let Some(ground) = &claim.ground {
        out += &format!(" ({ground})");
    }
    out
}

/// A source in few words: who published it and when, "CNSNews, 1 October 2019"; its title where
/// nobody is named.
pub fn source_short(source: &Source) -> String {
    let who = source.publisher.clone().unwrap_or_else(|| title(source));
    match source.date {
        Some(date) => format!("{who}, {}", date.long()),
        None => who,
    }
}

/// The title of a source; one without a title of its own goes by its address.
fn title(source: &Source) -> String {
    match &source.url {
        Some(url) if *url == source.title => address(url),
        _ => source.title.clone(),
    }
}

/// An address of the web as it can be followed from running text: what would end it there is written
/// by its number, as browsers do. Other addresses stay as they are on record.
pub fn address(url: &str) -> String {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return url.to_owned();
    }
    let mut out = String::with_capacity(url.len());
    for c in url.trim().chars() {
        let ends_it = matches!(c, '<' | '>' | '"' | '`' | '\\' | '|' | '^' | '{' | '}');
        if !(ends_it || c.is_whitespace()) {
            out.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A source in full, without address: "title", publisher, date (kind).
pub fn source_long(source: &Source) -> String {
    let mut out = title(source);
    if let Some(publisher) = &source.publisher {
        out += &format!(", {publisher}");
    }
    if let Some(date) = source.date {
        out += &format!(", {}", date.long());
    }
    let kind = match source.kind {
        SourceKind::OfficialStatement => "official statement",
        other => other.word(),
    };
    format!("{out} ({kind})")
}

/// A step of a procedure: "supervisor: release within 30 minutes after the stop's purpose is done".
pub fn step(step: &Step) -> String {
    let mut out = match &step.by {
        Some(by) => format!("{by}: {}", step.act),
        None => step.act.clone(),
    };
    if let Some(within) = &step.within {
        out += &format!(", within {within}");
    }
    if let Some(after) = &step.after {
        out += &format!(", after {after}");
    }
    out
}
