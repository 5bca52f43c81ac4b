//! Made-up records: a small world, and the full record of the model's description.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::model::*;
use crate::store::Writer;

pub(super) fn read<T: FromStr<Err = Fault>>(text: &str) -> T {
    text.parse()
        .unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

pub(super) fn term(family: Family, key: &str) -> Term {
    Term {
        family,
        key: read(key),
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

/// Terms for everything that the made-up records name.
pub(super) fn terms() -> Vec<Term> {
    let mut all = Vec::new();
    for key in [
        "assist-enforcement",
        "act-on-admin-warrant",
        "notify-release",
    ] {
        all.push(term(Family::Topic, key));
    }
    all[0].asks = Some("May they help?".to_owned());
    all[1].broader = vec![read("assist-enforcement")];
    all[1].short = Some("Act on an administrative warrant".to_owned());
    for key in ["custody-for-other-violation", "listed-conviction"] {
        let mut one = term(Family::Condition, key);
        one.group = Some("custody".to_owned());
        one.definition = Some("In custody for a violation of another law.".to_owned());
        all.push(one);
    }
    let mut group = term(Family::Counterpart, "any-federal");
    group.members = vec![read("dhs")];
    all.push(group);
    all.push(term(Family::Role, "officer"));
    all.push(term(Family::Role, "jail"));
    for (key, rank) in [("general-order", 1), ("memo", 2), ("statute", 1)] {
        let mut one = term(Family::Type, key);
        one.rank = Some(rank);
        all.push(one);
    }
    for (key, level) in [
        ("police", KindLevel::Department),
        ("sheriff", KindLevel::Department),
        ("jail", KindLevel::Department),
        ("federal-agency", KindLevel::Department),
        ("legislature", KindLevel::Jurisdiction),
        ("court", KindLevel::Jurisdiction),
    ] {
        let mut one = term(Family::Kind, key);
        one.level = Some(level);
        all.push(one);
    }
    all
}

pub(super) fn place(id: &str, kind: PlaceKind, parent: Option<&str>) -> Place {
    Place {
        id: read(id),
        name: id.to_owned(),
        kind,
        parent: parent.map(read),
        ocd: None,
        geoid: None,
    }
}

pub(super) fn organization(
    id: &str,
    kind: &str,
    at: &[&str],
    parent: Option<&str>,
) -> Organization {
    Organization {
        id: read(id),
        kind: read(kind),
        places: at.iter().map(|place| read(place)).collect(),
        parent: parent.map(read),
        names: vec![DatedName {
            name: id.to_uppercase(),
            from: None,
            until: None,
        }],
        identifiers: BTreeMap::new(),
        successor_of: Vec::new(),
        merged: Vec::new(),
        note: None,
    }
}

/// Places, organizations, a set and the three lists, in the order in which they are read back.
pub(super) fn registers() -> Registers {
    let mut city = place("us-oh-exampleton", PlaceKind::City, Some("us-oh"));
    city.name = "Exampleton \u{201c}on the Lake\u{201d}".to_owned();
    city.ocd = Some("ocd-division/country:us/state:oh/place:exampleton".to_owned());
    city.geoid = Some("0900001".to_owned());
    let mut police = organization("exampleton-pd", "police", &["us-oh-exampleton"], None);
    police.names.push(DatedName {
        name: "Exampleton Division of Police".to_owned(),
        from: Some(read("1990~")),
        until: Some(read("2004")),
    });
    police.identifiers = BTreeMap::from([
        (
            read("ori"),
            vec!["OH0000100".to_owned(), "OH0000101".to_owned()],
        ),
        (read("fips"), vec!["39".to_owned()]),
    ]);
    police.successor_of = vec![read("exampleton-jail")];
    police.merged = vec![read("exampleton-police")];
    police.note = Some("Two\nlines.".to_owned());
    let source = Source {
        title: "Council hears chief".to_owned(),
        publisher: Some("The Herald".to_owned()),
        url: Some("https://herald.example/1".to_owned()),
        archived: Some("https://archive.example/1".to_owned()),
        date: Some(read("2019-10-01")),
        kind: SourceKind::Press,
        supports: Some("section and wording of the rule".to_owned()),
    };
    let sources = BTreeMap::from([(read("herald"), source)]);
    let cited = vec![read("herald")];
    let coverage = |topic: Option<&str>, found| Coverage {
        organization: read("exampleton-pd"),
        topic: topic.map(read),
        found,
        asked: Some(read("2025-03-02")),
        answered: None,
        note: Some("asked twice".to_owned()),
        sources: cited.clone(),
    };
    let event = |organization: &str| BodyEvent {
        organization: read(organization),
        event: Event {
            on: read("2025-06-04"),
            kind: EventKind::Statement,
            topic: Some(read("notify-release")),
            what: "The chief spoke.".to_owned(),
            sources: cited.clone(),
        },
    };
    Registers {
        places: vec![
            place("us", PlaceKind::Country, None),
            place("us-oh", PlaceKind::State, Some("us")),
            city,
        ],
        organizations: vec![
            organization("dhs", "federal-agency", &["us"], None),
            organization("exampleton-jail", "jail", &["us-oh-exampleton"], None),
            police,
            organization("ice", "federal-agency", &["us"], Some("dhs")),
            organization("ohio-legislature", "legislature", &["us-oh"], None),
            organization("sixth-circuit", "court", &["us"], None),
        ],
        sets: vec![Set {
            id: read("ohio-sample"),
            organizations: vec![read("ice"), read("exampleton-pd")],
        }],
        coverage: vec![
            coverage(None, Found::NoWrittenPolicy),
            coverage(Some("notify-release"), Found::Silent),
        ],
        coverage_sources: sources.clone(),
        practice: vec![Practice {
            organization: read("exampleton-pd"),
            says: read("permits notify-release for ice by officer"),
            from: Some(read("2025")),
            until: Some(read("2025-11")),
            standing: Standing::Reported,
            note: None,
            sources: cited.clone(),
        }],
        practice_sources: sources.clone(),
        events: vec![event("exampleton-pd"), event("dhs")],
        events_sources: sources,
    }
}

/// A directive with nothing in it but a version of this label.
pub(super) fn plain(id: &str, label: &str) -> Directive {
    Directive {
        id: read(id),
        title: "A text".to_owned(),
        number: None,
        kind: read("general-order"),
        unit: None,
        tags: Vec::new(),
        parties: Vec::new(),
        binds: Vec::new(),
        relations: Vec::new(),
        note: None,
        sources: BTreeMap::new(),
        documents: BTreeMap::new(),
        versions: vec![version(label)],
        events: Vec::new(),
    }
}

pub(super) fn version(label: &str) -> Version {
    Version {
        label: label.to_owned(),
        number: None,
        stage: Stage::Adopted,
        dates: Dates::default(),
        ended: None,
        review_due: None,
        reviewed: Vec::new(),
        expires: None,
        text: Seen::None,
        document: None,
        silent: Vec::new(),
        last_checked: None,
        standing: Standing::Documented,
        authority: Vec::new(),
        binds: None,
        terms: BTreeMap::new(),
        suspended: Vec::new(),
        sources: Vec::new(),
        note: None,
        rules: Vec::new(),
    }
}

pub(super) fn rule(id: &str, says: &str) -> Rule {
    Rule {
        id: read(id),
        says: read(says),
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

pub(super) fn bond(scope: Scope) -> Bond {
    Bond {
        scope,
        kinds: Vec::new(),
        role: None,
        disputed: Vec::new(),
    }
}

pub(super) fn claim(on: &str) -> DateClaim {
    DateClaim::plain(read(on))
}

/// The directives that the full record names.
pub(super) fn neighbours() -> Vec<Directive> {
    vec![
        plain("exampleton-pd/go-36", "2020"),
        plain("ohio-legislature/hb-1", "2011-01-01"),
        plain("sixth-circuit/roe", "2017"),
    ]
}

/// The full record: every key has a value.
pub(super) fn full() -> Directive {
    let text = |text: &str| Some(text.to_owned());
    let mut record = plain("exampleton-pd/go-34", "2013-04-01");
    record.title = "Foreign nationals".to_owned();
    record.number = text("General Order 34");
    record.unit = text("Patrol");
    record.tags = vec!["calea:1.2.3".to_owned(), "a \"quoted\" tag".to_owned()];
    record.parties = vec![read("ice"), read("exampleton-pd")];
    record.binds = vec![
        bond(Scope::Org(read("exampleton-pd"))),
        bond(Scope::Of(read("us-oh-exampleton"))),
        Bond {
            scope: Scope::Within(read("us-oh")),
            kinds: vec![read("sheriff"), read("jail")],
            role: Some(read("jail")),
            disputed: Vec::new(),
        },
    ];
    record.relations = vec![
        Relation {
            kind: RelationType::Implements,
            id: read("ohio-legislature/hb-1@2011-01-01#sec-2"),
            part: text("IV"),
            of: text("sec. 2"),
        },
        Relation {
            kind: RelationType::Amends,
            id: read("exampleton-pd/go-36"),
            part: None,
            of: None,
        },
    ];
    record.note = text("A note.");
    record.sources = registers().coverage_sources;
    record.documents = BTreeMap::from([
        (
            read("scan"),
            Document {
                file: text("go-34.pdf"),
                url: None,
                sha256: Some("ab".repeat(32)),
                pages: Some(12),
                obtained: Some(Obtained {
                    how: "records request 2025-114".to_owned(),
                    on: Some(read("2025-03-02")),
                }),
            },
        ),
        (
            read("page"),
            Document {
                file: None,
                url: text("https://exampleton.example/go-34"),
                sha256: None,
                pages: None,
                obtained: None,
            },
        ),
    ]);
    record.versions = vec![
        full_version(),
        Version {
            label: "2009~".to_owned(),
            stage: Stage::Draft,
            silent: vec![read("all")],
            binds: Some(Vec::new()),
            ..version("draft")
        },
    ];
    record.events = vec![Event {
        on: read("2019-09-21"),
        kind: EventKind::Incident,
        topic: Some(read("act-on-admin-warrant")),
        what: "A driver was held.".to_owned(),
        sources: vec![read("herald")],
    }];
    record
}

fn full_version() -> Version {
    let text = |text: &str| Some(text.to_owned());
    Version {
        number: text("GO 34 rev. 2"),
        dates: Dates {
            adopted: vec![claim("2013-03")],
            signed: vec![claim("2013-03-30?")],
            issued: vec![claim("2013-04-01")],
            effective: vec![
                DateClaim {
                    on: read("2013-05"),
                    source: Some(read("herald")),
                    certainty: None,
                },
                DateClaim {
                    on: read("2013-06-01..2013-06-15"),
                    source: None,
                    certainty: Some(Standing::Disputed),
                },
            ],
            published: vec![claim("..2013-07")],
        },
        ended: Some(Ending {
            on: vec![claim("2020")],
            how: EndHow::Superseded,
            by: Some(read("exampleton-pd/go-36@2020#x")),
            certainty: Some(Standing::Confirmed),
        }),
        review_due: Some(read("2015")),
        reviewed: vec![Review {
            on: read("2015-02"),
            result: "reaffirmed".to_owned(),
        }],
        expires: Some(read("2023-01-01")),
        text: Seen::Part,
        document: Some(read("scan")),
        silent: vec![read("notify-release"), read("all")],
        last_checked: Some(read("2020")),
        standing: Standing::Confirmed,
        authority: vec![Authority {
            office: "Chief of Police".to_owned(),
            person: text("Jane Roe"),
            act: Act::Signs,
            certainty: Standing::Documented,
        }],
        binds: Some(vec![Bond {
            disputed: vec![
                Claim {
                    by: "Board".to_owned(),
                    says: Says::Binds,
                    ground: None,
                    since: None,
                },
                Claim {
                    by: "Sheriff".to_owned(),
                    says: Says::DoesNotBind,
                    ground: text("elected"),
                    since: Some(DateText(read("2019"))),
                },
            ],
            ..bond(Scope::Org(read("exampleton-jail")))
        }]),
        terms: BTreeMap::from([(read("listed-conviction"), "schedule B".to_owned())]),
        suspended: vec![Suspension {
            from: read("2015-09-21"),
            until: Some(read("2017-04-13")),
            by: "S.D. Ohio".to_owned(),
            ground: text("merits"),
            lifted_by: text("sixth-circuit/roe"),
            lifted: Some(Lifted::Standing),
            rules: vec![read("act-on-admin-warrant")],
        }],
        sources: vec![read("herald")],
        note: text("Seen in part."),
        rules: vec![
            rule(
                "notify-release",
                "permits notify-release for any-federal protected",
            ),
            full_rule(),
        ],
        ..version("2013-04-01")
    }
}

fn full_rule() -> Rule {
    let text = |text: &str| Some(text.to_owned());
    Rule {
        cite: text("VIII.C.5.e"),
        page: Some(7),
        words: text("at most a line of the text"),
        summary: text("in the coder's words"),
        modality: text("shall"),
        standing: Some(Standing::Confirmed),
        steps: vec![
            Step {
                by: text("officer"),
                act: "call a supervisor".to_owned(),
                within: None,
                after: None,
            },
            Step {
                by: None,
                act: "release".to_owned(),
                within: text("30 minutes"),
                after: text("the stop's purpose is done"),
            },
        ],
        consequence: text("discipline"),
        binds: Some(vec![bond(Scope::Org(read("exampleton-jail")))]),
        from: vec![claim("2013-04-01")],
        ended: Some(Ending {
            on: Vec::new(),
            how: EndHow::Amended,
            by: Some(read("exampleton-pd/go-36")),
            certainty: None,
        }),
        terms: BTreeMap::from([(read("custody-for-other-violation"), "booked".to_owned())]),
        sources: vec![read("herald")],
        note: text("A note on a rule."),
        ..rule(
            "act-on-admin-warrant",
            "prohibits act-on-admin-warrant for ice by officer when listed-conviction and \
             (custody-for-other-violation or listed-conviction) unless custody-for-other-violation",
        )
    }
}

/// Writes all of the above.
pub(super) fn write_world(writer: &mut Writer) {
    let registers = registers();
    // Directives first: nothing needs to be written in order.
    for directive in neighbours().iter().chain([&full()]) {
        writer.put_directive(directive).expect("directive");
    }
    for set in &registers.sets {
        writer.put_set(set).expect("set");
    }
    for organization in &registers.organizations {
        writer.put_organization(organization).expect("organization");
    }
    for place in &registers.places {
        writer.put_place(place).expect("place");
    }
    writer.put_terms(&terms()).expect("terms");
    writer
        .set_coverage(&registers.coverage, &registers.coverage_sources)
        .expect("coverage");
    writer
        .set_practice(&registers.practice, &registers.practice_sources)
        .expect("practice");
    writer
        .set_events(&registers.events, &registers.events_sources)
        .expect("events");
}
