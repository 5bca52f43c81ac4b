//! The fixed stage: one country, one state, one county, one city, their bodies, and a codebook.

use std::collections::BTreeMap;

use comity::model::{
    Codebook, DatedName, Docket, Family, KindLevel, Organization, Place, PlaceKind, Slug, Term,
};

/// The conditions of the codebook: some are cases of others.
pub(super) const CONDITIONS: &[&str] = &[
    "in-custody",
    "arrested",
    "booked",
    "judicial-warrant",
    "violent-conviction",
    "legally-required",
];

/// The topics: `hold-on-paper` is a case of two others.
pub(super) const TOPICS: &[&str] = &["hold-on-paper", "hold", "act-on-paper", "share"];

/// The texts that can be drawn: issuer, name, type, whom they bind. At most sixteen.
pub(super) const TEXTS: &[(&str, &str, &str, &str)] = &[
    ("city-pd", "go-1", "general-order", "city-pd"),
    ("city-council", "ordinance", "ordinance", "of:us-xx-city"),
    ("state-legislature", "act-1", "statute", "within:us-xx"),
    ("city-pd", "so-1", "special-order", "city-pd"),
    (
        "county-sheriff",
        "policy",
        "sheriff-policy",
        "county-sheriff",
    ),
    ("city-pd", "memo", "memo", "city-pd"),
    ("state-legislature", "act-2", "statute", "within:us-xx"),
    ("governor", "order", "executive-order", "within:us-xx"),
    ("county-board", "ordinance", "ordinance", "of:us-xx-county"),
    ("us-court", "ruling", "court-ruling", "within:us-xx"),
    ("congress", "act", "statute", "within:us"),
    ("city-pd", "go-2", "general-order", "city-pd"),
    ("city-council", "ordinance-2", "ordinance", "of:us-xx-city"),
    (
        "county-sheriff",
        "policy-2",
        "sheriff-policy",
        "county-sheriff",
    ),
];

pub(super) fn slug(text: &str) -> Slug {
    text.parse().expect("a slug")
}

fn term(family: Family, key: &str) -> Term {
    Term {
        family,
        key: slug(key),
        group: None,
        short: None,
        asks: None,
        definition: None,
        broader: Vec::new(),
        members: Vec::new(),
        rank: None,
        level: None,
    }
}

fn under(family: Family, key: &str, broader: &[&str]) -> Term {
    Term {
        broader: broader.iter().copied().map(slug).collect(),
        ..term(family, key)
    }
}

fn codebook() -> Codebook {
    let mut terms: Vec<Term> = Vec::new();
    for topic in TOPICS {
        let broader: &[&str] = match *topic {
            "hold-on-paper" => &["hold", "act-on-paper"],
            _ => &[],
        };
        terms.push(under(Family::Topic, topic, broader));
    }
    for condition in CONDITIONS {
        let broader: &[&str] = match *condition {
            "arrested" => &["in-custody"],
            "booked" => &["arrested"],
            _ => &[],
        };
        terms.push(under(Family::Condition, condition, broader));
    }
    for (group, members) in [
        ("any-agency", &["any-federal"][..]),
        ("any-federal", &["immigration-authorities", "dhs"]),
        ("immigration-authorities", &["ice", "cbp"]),
    ] {
        terms.push(Term {
            members: members.iter().copied().map(slug).collect(),
            ..term(Family::Counterpart, group)
        });
    }
    for role in ["officer", "jail"] {
        terms.push(term(Family::Role, role));
    }
    for (kind, rank) in [
        ("court-ruling", 1),
        ("statute", 2),
        ("ordinance", 2),
        ("executive-order", 3),
        ("general-order", 5),
        ("special-order", 5),
        ("sheriff-policy", 5),
        ("memo", 6),
    ] {
        terms.push(Term {
            rank: Some(rank),
            ..term(Family::Type, kind)
        });
    }
    for kind in ["police", "sheriff", "jail", "federal-agency"] {
        terms.push(Term {
            level: Some(KindLevel::Department),
            ..term(Family::Kind, kind)
        });
    }
    for kind in ["legislature", "council", "executive", "court"] {
        terms.push(Term {
            level: Some(KindLevel::Jurisdiction),
            ..term(Family::Kind, kind)
        });
    }
    Codebook::new(terms).expect("a codebook")
}

/// The docket without directives.
pub(super) fn empty() -> Docket {
    let places = [
        ("us", PlaceKind::Country, None),
        ("us-xx", PlaceKind::State, Some("us")),
        ("us-xx-county", PlaceKind::County, Some("us-xx")),
        ("us-xx-city", PlaceKind::City, Some("us-xx")),
    ]
    .map(|(id, kind, parent)| Place {
        id: slug(id),
        name: id.to_owned(),
        kind,
        parent: parent.map(slug),
        ocd: None,
        geoid: None,
    });
    let bodies = [
        ("congress", "legislature", "us", None),
        ("us-court", "court", "us", None),
        ("dhs", "federal-agency", "us", None),
        ("ice", "federal-agency", "us", Some("dhs")),
        ("hsi", "federal-agency", "us", Some("ice")),
        ("cbp", "federal-agency", "us", Some("dhs")),
        ("state-legislature", "legislature", "us-xx", None),
        ("governor", "executive", "us-xx", None),
        ("county-board", "council", "us-xx-county", None),
        ("county-sheriff", "sheriff", "us-xx-county", None),
        ("city-council", "council", "us-xx-city", None),
        ("city-pd", "police", "us-xx-city", None),
        ("city-lockup", "jail", "us-xx-city", Some("city-pd")),
    ]
    .map(|(id, kind, place, parent)| Organization {
        id: slug(id),
        kind: slug(kind),
        places: vec![slug(place)],
        parent: parent.map(slug),
        names: vec![DatedName {
            name: id.to_owned(),
            from: None,
            until: None,
        }],
        identifiers: BTreeMap::new(),
        successor_of: Vec::new(),
        merged: Vec::new(),
        note: None,
    });
    Docket {
        codebook: codebook(),
        places: places.map(|place| (place.id.clone(), place)).into(),
        organizations: bodies.map(|body| (body.id.clone(), body)).into(),
        ..Docket::default()
    }
}
