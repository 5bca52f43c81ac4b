//! Small records made by hand for the examples: one state with one city, its police, and the law
//! above it.

use std::collections::BTreeMap;

use comity::model::{
    Bond, Codebook, Date, DateClaim, DatedName, Dates, Directive, Docket, EndHow, Ending, Family,
    KindLevel, Organization, Place, PlaceKind, Rule, Scope, Seen, Slug, Stage, Standing, Term,
    Version,
};

use super::{Answer, Question, answer};

pub(super) fn slug(text: &str) -> Slug {
    text.parse().expect(text)
}

pub(super) fn on(text: &str) -> Date {
    text.parse().expect(text)
}

/// Rival dates, parted by spaces.
pub(super) fn claims(text: &str) -> Vec<DateClaim> {
    let dates = text.split_whitespace();
    dates.map(|date| DateClaim::plain(on(date))).collect()
}

/// Terms as `key` or `key < broader broader`; for groups the members.
fn terms(family: Family, lines: &[&str]) -> Vec<Term> {
    let term = |line: &&str| {
        let (key, rest) = line.split_once(" < ").unwrap_or((line, ""));
        let rest: Vec<Slug> = rest.split_whitespace().map(slug).collect();
        let is_group = family == Family::Counterpart;
        Term {
            family,
            key: slug(key),
            group: None,
            short: None,
            asks: None,
            definition: None,
            broader: if is_group { Vec::new() } else { rest.clone() },
            members: if is_group { rest } else { Vec::new() },
            rank: None,
            level: None,
        }
    };
    lines.iter().map(term).collect()
}

fn codebook() -> Codebook {
    let mut all = terms(
        Family::Topic,
        &[
            "act-on-admin-warrant",
            "hold-on-detainer",
            "assist-arrest < assist",
            "assist",
            "inquire-status",
            "adopt-limiting-policy",
        ],
    );
    all.extend(terms(
        Family::Condition,
        &[
            "stopped",
            "cited",
            "custody-for-other-violation < in-custody",
            "in-custody",
            "judicial-warrant",
            "legally-required",
            "danger",
        ],
    ));
    all.extend(terms(
        Family::Counterpart,
        &["any-agency < any-federal", "any-federal < dhs"],
    ));
    all.extend(terms(Family::Role, &["officer", "jail"]));
    for (kind, rank) in [
        ("court-ruling", 1),
        ("statute", 2),
        ("ordinance", 2),
        ("general-order", 5),
        ("special-order", 5),
        ("memo", 6),
    ] {
        let mut term = terms(Family::Type, &[kind]).remove(0);
        term.rank = Some(rank);
        all.push(term);
    }
    for kind in ["council", "legislature", "court"] {
        let mut term = terms(Family::Kind, &[kind]).remove(0);
        term.level = Some(KindLevel::Jurisdiction);
        all.push(term);
    }
    Codebook::new(all).expect("a codebook")
}

/// A docket of these directives.
pub(super) fn docket(directives: Vec<Directive>) -> Docket {
    let place = |id: &str, kind, parent: Option<&str>| Place {
        id: slug(id),
        name: id.to_owned(),
        kind,
        parent: parent.map(slug),
        ocd: None,
        geoid: None,
    };
    let body = |id: &str, kind: &str, place: &str, parent: Option<&str>| Organization {
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
    };
    Docket {
        codebook: codebook(),
        places: [
            place("us", PlaceKind::Country, None),
            place("us-va", PlaceKind::State, Some("us")),
            place("us-va-city", PlaceKind::City, Some("us-va")),
        ]
        .map(|place| (place.id.clone(), place))
        .into(),
        organizations: [
            body("dhs", "federal-agency", "us", None),
            body("ice", "federal-agency", "us", Some("dhs")),
            body("court", "court", "us-va", None),
            body("legislature", "legislature", "us-va", None),
            body("council", "council", "us-va-city", None),
            body("pd", "police", "us-va-city", None),
        ]
        .map(|body| (body.id.clone(), body))
        .into(),
        directives: directives
            .into_iter()
            .map(|directive| (directive.id.clone(), directive))
            .collect(),
        ..Docket::default()
    }
}

/// An adopted version, read in full, with rules `r1`, `r2` and so on.
pub(super) fn version(label: &str, effective: &str, rules: &[&str]) -> Version {
    let rule = |nth: usize, text: &&str| Rule {
        id: slug(&format!("r{}", nth + 1)),
        says: text.parse().expect(text),
        cite: None,
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
    };
    Version {
        label: label.to_owned(),
        number: None,
        stage: Stage::Adopted,
        dates: Dates {
            effective: claims(effective),
            ..Dates::default()
        },
        ended: None,
        review_due: None,
        reviewed: Vec::new(),
        expires: None,
        text: Seen::Full,
        document: None,
        silent: Vec::new(),
        last_checked: None,
        standing: Standing::Confirmed,
        authority: Vec::new(),
        binds: None,
        terms: BTreeMap::new(),
        suspended: Vec::new(),
        sources: Vec::new(),
        note: None,
        rules: rules
            .iter()
            .enumerate()
            .map(|(nth, text)| rule(nth, text))
            .collect(),
    }
}

/// A directive that binds the police where they issued it, else everyone in the state.
pub(super) fn directive(id: &str, kind: &str, versions: Vec<Version>) -> Directive {
    let scope = if id.starts_with("pd/") {
        Scope::Org(slug("pd"))
    } else {
        Scope::Within(slug("us-va"))
    };
    Directive {
        id: id.parse().expect(id),
        title: id.to_owned(),
        number: None,
        kind: slug(kind),
        unit: None,
        tags: Vec::new(),
        parties: Vec::new(),
        binds: vec![Bond {
            scope,
            kinds: Vec::new(),
            role: None,
            disputed: Vec::new(),
        }],
        relations: Vec::new(),
        note: None,
        sources: BTreeMap::new(),
        documents: BTreeMap::new(),
        versions,
        events: Vec::new(),
    }
}

/// An end on some day, by some text.
pub(super) fn ended(on: &str, by: Option<&str>) -> Option<Ending> {
    Some(Ending {
        on: claims(on),
        how: EndHow::Superseded,
        by: by.map(|by| by.parse().expect(by)),
        certainty: None,
    })
}

/// Asks about the police toward ICE, in no role.
pub(super) fn ask(docket: &Docket, topic: &str, day: &str, given: &[&str]) -> Answer {
    let question = Question {
        org: slug("pd"),
        topic: slug(topic),
        counterpart: Some(slug("ice")),
        role: None,
        on: on(day).exact().expect(day),
        given: given.iter().copied().map(slug).collect(),
    };
    answer(docket, &question)
}

/// Answer, class and certainty in one line.
pub(super) fn short(found: &Answer) -> String {
    let (answer, class) = (found.answer.text(), found.class.text());
    format!("{answer} {class} {}", found.certainty.text())
}

/// The sets of facts that would change the answer on the first line.
pub(super) fn sets(found: &Answer) -> Vec<Vec<&str>> {
    let sets = found.lines[0].would_change_if.iter();
    sets.map(|set| set.iter().map(Slug::as_str).collect())
        .collect()
}
