//! A small hand-made docket for the tests of reports: the two stories, cut short.

use std::collections::BTreeMap;

use crate::model::{
    Act, Authority, Bond, Claim, Codebook, Date, DateClaim, DateText, DatedName, Day, Directive,
    Docket, EndHow, Ending, Family, KindLevel, Organization, Place, PlaceKind, Rule, Says, Scope,
    Seen, Slug, Stage, Standing, Term, Version,
};

/// A slug.
pub(super) fn key(text: &str) -> Slug {
    text.parse().expect("a slug")
}

/// A day.
pub(super) fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Date claims without source.
pub(super) fn dates(texts: &[&str]) -> Vec<DateClaim> {
    texts
        .iter()
        .map(|text| DateClaim::plain(date(text)))
        .collect()
}

/// A date.
pub(super) fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn term(family: Family, name: &str, short: &str) -> Term {
    Term {
        family,
        key: key(name),
        group: None,
        short: Some(short.to_owned()),
        asks: None,
        definition: None,
        broader: Vec::new(),
        members: Vec::new(),
        rank: (family == Family::Type).then_some(5),
        level: (family == Family::Kind).then_some(if name == "police" {
            KindLevel::Department
        } else {
            KindLevel::Jurisdiction
        }),
    }
}

fn codebook() -> Codebook {
    use Family::{Condition, Counterpart, Kind, Role, Topic, Type};
    let mut terms = vec![
        term(Topic, "assist", "help another agency"),
        term(Topic, "assist-arrest", "help in an immigration arrest"),
        term(Topic, "respond-to-request", "first steps on a request"),
        term(
            Topic,
            "act-on-admin-warrant",
            "act on an administrative warrant",
        ),
        term(
            Condition,
            "custody-for-other-violation",
            "in custody for another violation",
        ),
        term(Condition, "listed-conviction", "has a listed conviction"),
        term(
            Condition,
            "judicial-warrant",
            "there is a judge's warrant or order",
        ),
        term(Condition, "emergency", "an emergency"),
        term(Counterpart, "any-federal", "any federal agency"),
        term(Role, "officer", "officers"),
        term(Role, "jail", "the jail"),
        term(Type, "general-order", "general order"),
        term(Type, "memo", "memo"),
        term(Type, "statute", "statute"),
        term(Kind, "police", "city, town or county police"),
        term(Kind, "sheriff", "sheriff's office"),
        term(Kind, "legislature", "legislature"),
    ];
    terms[1].broader = vec![key("assist")];
    terms[1].asks = Some("May they take part?".to_owned());
    terms[8].members = vec![key("dhs")];
    Codebook::new(terms).expect("a codebook")
}

/// A rule.
pub(super) fn rule(id: &str, says: &str) -> Rule {
    Rule {
        id: key(id),
        says: says.parse().expect("a sentence"),
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
    }
}

/// An adopted version, text seen, checked in October 2019.
pub(super) fn version(label: &str, issued: &[&str], rules: Vec<Rule>) -> Version {
    Version {
        label: label.to_owned(),
        number: None,
        stage: Stage::Adopted,
        dates: crate::model::Dates {
            issued: dates(issued),
            ..crate::model::Dates::default()
        },
        ended: None,
        review_due: None,
        reviewed: Vec::new(),
        expires: None,
        text: Seen::Full,
        document: None,
        silent: Vec::new(),
        last_checked: Some(date("2019-10")),
        standing: Standing::Documented,
        authority: Vec::new(),
        binds: None,
        terms: BTreeMap::new(),
        suspended: Vec::new(),
        sources: Vec::new(),
        note: None,
        rules,
    }
}

/// A directive.
pub(super) fn directive(id: &str, title: &str, binds: Bond, versions: Vec<Version>) -> Directive {
    Directive {
        id: id.parse().expect("an id"),
        title: title.to_owned(),
        number: None,
        kind: key("general-order"),
        unit: None,
        tags: Vec::new(),
        parties: Vec::new(),
        binds: vec![binds],
        relations: Vec::new(),
        note: None,
        sources: BTreeMap::new(),
        documents: BTreeMap::new(),
        versions,
        events: Vec::new(),
    }
}

/// An item that names bodies of all kinds.
pub(super) const fn bond(scope: Scope) -> Bond {
    Bond {
        scope,
        kinds: Vec::new(),
        role: None,
        disputed: Vec::new(),
    }
}

/// A claim against a bond.
pub(super) fn denial(by: &str, since: &str) -> Claim {
    Claim {
        by: by.to_owned(),
        says: Says::DoesNotBind,
        ground: Some("elected".to_owned()),
        since: Some(DateText(date(since))),
    }
}

/// An end.
pub(super) fn ending(on: &[&str], how: EndHow, by: Option<&str>) -> Ending {
    Ending {
        on: dates(on),
        how,
        by: by.map(|by| by.parse().expect("a reference")),
        certainty: None,
    }
}

/// An office that issued something.
pub(super) fn office(
    office: &str,
    person: Option<&str>,
    act: Act,
    certainty: Standing,
) -> Authority {
    Authority {
        office: office.to_owned(),
        person: person.map(str::to_owned),
        act,
        certainty,
    }
}

fn body(id: &str, kind: &str, place: &str, names: &[&str]) -> Organization {
    Organization {
        id: key(id),
        kind: key(kind),
        places: vec![key(place)],
        parent: None,
        names: names
            .iter()
            .map(|name| DatedName {
                name: (*name).to_owned(),
                from: None,
                until: None,
            })
            .collect(),
        identifiers: BTreeMap::new(),
        successor_of: Vec::new(),
        merged: Vec::new(),
        note: None,
    }
}

fn place(id: &str, name: &str, kind: PlaceKind, parent: Option<&str>) -> Place {
    Place {
        id: key(id),
        name: name.to_owned(),
        kind,
        parent: parent.map(key),
        ocd: None,
        geoid: None,
    }
}

/// The docket: Chicago with its memo and a state law above it; Fairfax County with General Order 601
/// and, since 2020, 604.
pub(super) fn docket() -> Docket {
    let mut docket = Docket {
        codebook: codebook(),
        ..Docket::default()
    };
    for it in [
        place("us", "United States", PlaceKind::Country, None),
        place("us-il", "Illinois", PlaceKind::State, Some("us")),
        place("us-il-chicago", "Chicago", PlaceKind::City, Some("us-il")),
        place("us-va", "Virginia", PlaceKind::State, Some("us")),
        place(
            "us-va-fairfax-county",
            "Fairfax County",
            PlaceKind::County,
            Some("us-va"),
        ),
    ] {
        docket.places.insert(it.id.clone(), it);
    }
    for it in [
        body(
            "chicago-pd",
            "police",
            "us-il-chicago",
            &["Chicago Police Department", "Chicago PD"],
        ),
        body(
            "fairfax-county-pd",
            "police",
            "us-va-fairfax-county",
            &["Fairfax County Police Department"],
        ),
        body(
            "illinois-legislature",
            "legislature",
            "us-il",
            &["Illinois General Assembly"],
        ),
        body(
            "ice",
            "federal",
            "us",
            &["U.S. Immigration and Customs Enforcement", "ICE"],
        ),
        body(
            "dhs",
            "federal",
            "us",
            &["Department of Homeland Security", "DHS"],
        ),
    ] {
        docket.organizations.insert(it.id.clone(), it);
    }
    if let Some(ice) = docket.organizations.get_mut("ice") {
        ice.parent = Some(key("dhs"));
    }
    for it in [memo(), statute(), go_601(), go_604()] {
        docket.directives.insert(it.id.clone(), it);
    }
    docket
}

fn memo() -> Directive {
    let mut request = rule(
        "respond-to-request",
        "requires respond-to-request for dhs by officer",
    );
    request.steps = ["wait for a supervisor", "act as the supervisor directs"]
        .map(|act| crate::model::Step {
            by: Some("officer".to_owned()),
            act: act.to_owned(),
            within: None,
            after: None,
        })
        .to_vec();
    let mut only = version(
        "2019-09",
        &["2019-09-21..2019-09-30"],
        vec![
            request,
            rule(
                "assist-arrest",
                "prohibits assist-arrest for dhs by officer",
            ),
        ],
    );
    only.text = Seen::None;
    only.standing = Standing::Reported;
    only.authority = vec![
        office(
            "unnamed internal superior",
            None,
            Act::Orders,
            Standing::Confirmed,
        ),
        office(
            "Mayor",
            Some("Lori Lightfoot"),
            Act::Approves,
            Standing::Unknown,
        ),
    ];
    let mut memo = directive(
        "chicago-pd/dhs-requests-memo-2019",
        "Department memo on requests from DHS",
        bond(Scope::Org(key("chicago-pd"))),
        vec![only],
    );
    memo.kind = key("memo");
    memo
}

fn statute() -> Directive {
    let mut act = directive(
        "illinois-legislature/trust-act",
        "TRUST Act",
        bond(Scope::Within(key("us-il"))),
        vec![version(
            "2017-08-28",
            &["2017-08-28"],
            vec![rule("assist", "prohibits assist for ice")],
        )],
    );
    act.kind = key("statute");
    act
}

fn go_601() -> Directive {
    let mut warrant = rule(
        "act-on-admin-warrant",
        "prohibits act-on-admin-warrant for ice by officer unless custody-for-other-violation",
    );
    warrant.cite = Some("VIII.C.5.e".to_owned());
    warrant.page = Some(7);
    warrant.ended = Some(ending(
        &["2020"],
        EndHow::Superseded,
        Some("fairfax-county-pd/go-604"),
    ));
    warrant.sources = vec![key("cnsnews")];
    let mut old = version(
        "2007",
        &["2007"],
        vec![rule(
            "act-on-admin-warrant",
            "prohibits act-on-admin-warrant for ice by officer",
        )],
    );
    old.standing = Standing::Reported;
    let mut present = version("2013-04-01", &["2013-04-01"], vec![warrant]);
    present.standing = Standing::Confirmed;
    present.text = Seen::Part;
    present.authority = vec![office(
        "Chief of Police",
        None,
        Act::Orders,
        Standing::Unknown,
    )];
    let mut order = directive(
        "fairfax-county-pd/go-601",
        "Arrest Procedures",
        bond(Scope::Org(key("fairfax-county-pd"))),
        vec![old, present],
    );
    order.number = Some("General Order 601".to_owned());
    order.tags = vec!["calea:1.2.3".to_owned()];
    order.sources.insert(
        key("cnsnews"),
        crate::model::Source {
            title: "Officer Relieved of Duties".to_owned(),
            publisher: Some("CNSNews".to_owned()),
            url: Some("https://example.org/1".to_owned()),
            archived: None,
            date: Some(date("2019-10-01")),
            kind: crate::model::SourceKind::Press,
            supports: Some("wording of the rule".to_owned()),
        },
    );
    order.events = [
        ("2019-10-01", "relieved of duties"),
        ("2019-09-21", "driver held after a summons"),
    ]
    .map(|(on, what)| crate::model::Event {
        on: date(on),
        kind: crate::model::EventKind::Incident,
        topic: None,
        what: what.to_owned(),
        sources: vec![key("cnsnews")],
    })
    .to_vec();
    order
}

fn go_604() -> Directive {
    let mut order = directive(
        "fairfax-county-pd/go-604",
        "Immigration",
        bond(Scope::Org(key("fairfax-county-pd"))),
        vec![version("2020", &["2020"], Vec::new())],
    );
    order.number = Some("General Order 604".to_owned());
    order
}

/// A page as plain text, a line a line: what a reader sees, without its layout.
pub(super) fn plain(page: &super::Page) -> String {
    use super::Block;
    let mut out = vec![page.title.clone()];
    for block in &page.blocks {
        match block {
            Block::Heading(text) => out.push(format!("## {text}")),
            Block::Lead(lines) => out.extend(lines.clone()),
            Block::Paragraph(text) => out.push(text.clone()),
            Block::Pairs(pairs) => out.extend(
                pairs
                    .iter()
                    .map(|pair| format!("{}: {}", pair.label, pair.text.join(" / "))),
            ),
            Block::Bars(bars) => {
                out.extend(bars.rows.iter().map(|row| row.label.clone()));
            }
            Block::Table(table) => {
                out.push(table.head.join(" | "));
                out.extend(table.rows.iter().map(|row| {
                    let cells: Vec<String> = row
                        .iter()
                        .map(|cell| {
                            let lines: Vec<&str> =
                                cell.lines.iter().map(|(_, line)| line.as_str()).collect();
                            lines.join(" / ")
                        })
                        .collect();
                    cells.join(" | ")
                }));
            }
        }
    }
    out.extend(page.foot.iter().map(|line| format!("foot: {line}")));
    out.extend(page.next.iter().map(|line| format!("next: {line}")));
    out.join("\n")
}

/// The JSON form of a report.
pub(super) fn json(report: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(report).expect("JSON")
}
