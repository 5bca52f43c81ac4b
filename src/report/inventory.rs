//! What the records hold, counted by state, type and standing, and what is missing: `info
//! --holdings`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::{self, count, listed, standing};
use super::{Block, Cell, Flat, Page, Pair, Report, Table};
use crate::model::{
    Directive, DirectiveId, Docket, Family, Level, Place, PlaceKind, Seen, Slug, Stage, Standing,
    Version,
};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.holdings/1";

/// What the records hold. Its JSON form is one object; `jsonl` and CSV give its lines.
#[derive(Debug, Clone, Serialize)]
pub struct Inventory {
    schema: &'static str,
    directives: usize,
    versions: usize,
    drafts: usize,
    rules: usize,
    issuers: usize,
    federal_statutes: usize,
    held: Vec<Held>,
    missing: Vec<Missing>,
    latest: Option<String>,
    #[serde(skip)]
    latest_day: Option<String>,
}

/// How much there is of something.
#[derive(Debug, Clone, Serialize)]
pub struct Held {
    /// What is counted: "place", "type", "standing" or "text".
    group: &'static str,
    key: String,
    name: String,
    directives: usize,
    versions: usize,
    rules: usize,
    /// Of a place: who issued them.
    issuers: Vec<String>,
}

/// Something that is known to be missing.
#[derive(Debug, Clone, Serialize)]
struct Missing {
    /// "version": one in force at some time of which no rule is known; "coverage": a body whose
    /// own texts were not sought or not had.
    what: &'static str,
    key: String,
    name: String,
    topic: Option<String>,
    found: Option<&'static str>,
}

impl Held {
    fn new(group: &'static str, key: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            group,
            key: key.into(),
            name: name.into(),
            directives: 0,
            versions: 0,
            rules: 0,
            issuers: Vec::new(),
        }
    }

    fn add(&mut self, directive: &Directive) {
        self.directives += 1;
        self.versions += directive.versions.len();
        self.rules += rules(directive);
    }

    fn numbers(&self) -> [String; 3] {
        [self.directives, self.versions, self.rules].map(|number| number.to_string())
    }
}

fn rules(directive: &Directive) -> usize {
    let versions = directive.versions.iter();
    versions.map(|version| version.rules.len()).sum()
}

/// The states and their like: all places directly under a country.
pub(super) fn states(all: &Docket) -> impl Iterator<Item = &Place> {
    let is_country =
        |id: &Slug| (all.places.get(id)).is_some_and(|place| place.kind == PlaceKind::Country);
    let places = all.places.values();
    places.filter(move |place| place.parent.as_ref().is_some_and(is_country))
}

/// The state in which a body is, the country for a federal one; none where its place is not on
/// record. Of several places the first counts, so that the numbers add up.
pub(super) fn state_of<'a>(all: &'a Docket, body: &Slug) -> Option<&'a Place> {
    let place = all.organizations.get(body)?.places.first()?;
    let above = all.with_places_above(place);
    let state = states(all).find(|state| above.contains(&state.id));
    state.or_else(|| {
        let places = above.iter().filter_map(|id| all.places.get(id));
        places.into_iter().find(|place| place.parent.is_none())
    })
}

/// Whether a directive is an act of the legislature of the country.
pub(super) fn is_federal_statute(all: &Docket, directive: &Directive) -> bool {
    directive.kind == "statute" && all.level(&directive.id.issuer) == Level::Federal
}

/// Counts what stands in a docket of everything, and names what is missing.
pub fn inventory(all: &Docket) -> Inventory {
    let held = [by_place(all), by_type(all), by_standing(all), by_text(all)].concat();
    let directives = || all.directives.values();
    let versions = || directives().flat_map(|one| &one.versions);
    let latest = directives().flat_map(super::holdings::days).max();
    let mut issuers: Vec<&Slug> = all.directives.keys().map(|id| &id.issuer).collect();
    issuers.dedup();
    Inventory {
        schema: SCHEMA,
        directives: all.directives.len(),
        versions: versions().count(),
        drafts: versions().filter(|one| one.stage == Stage::Draft).count(),
        rules: directives().map(rules).sum(),
        issuers: issuers.len(),
        federal_statutes: directives()
            .filter(|one| is_federal_statute(all, one))
            .count(),
        held,
        missing: unseen(all).chain(not_had(all)).collect(),
        latest: latest.map(|day| day.to_string()),
        latest_day: latest.map(crate::model::date::long_day),
    }
}

/// The country first, then the states by name, those without a directive too.
fn by_place(all: &Docket) -> Vec<Held> {
    let mut places: BTreeMap<Option<&Slug>, Held> = states(all)
        .map(|state| {
            let held = Held::new("place", state.id.as_str(), state.name.clone());
            (Some(&state.id), held)
        })
        .collect();
    for (id, directive) in &all.directives {
        let place = state_of(all, &id.issuer);
        let held = places
            .entry(place.map(|place| &place.id))
            .or_insert_with(|| {
                place.map_or_else(
                    || Held::new("place", "", "place not on record"),
                    |place| Held::new("place", place.id.as_str(), place.name.clone()),
                )
            });
        held.add(directive);
        let issuer = all.short(&id.issuer);
        if held.issuers.last().is_none_or(|last| last != issuer) {
            held.issuers.push(issuer.to_owned());
        }
    }
    let mut places: Vec<Held> = places.into_values().collect();
    let is_state = |held: &Held| states(all).any(|state| state.id == held.key.as_str());
    places.sort_by_cached_key(|held| (is_state(held), held.name.clone()));
    places
}

/// In the order of the codebook.
fn by_type(all: &Docket) -> Vec<Held> {
    let counted = all.codebook.family(Family::Type).map(|term| {
        let mut held = Held::new("type", term.key.as_str(), term.words());
        let directives = all.directives.values();
        directives
            .filter(|directive| directive.kind == term.key)
            .for_each(|directive| held.add(directive));
        held
    });
    counted.filter(|held| held.directives > 0).collect()
}

/// Versions by their own standing, rules by theirs.
fn by_standing(all: &Docket) -> Vec<Held> {
    let counted = Standing::ALL.iter().map(|&one| {
        let mut held = Held::new("standing", one.word(), standing(one));
        for directive in all.directives.values() {
            let of_it = |version: &&Version| version.standing == one;
            let versions = directive.versions.iter().filter(of_it).count();
            held.directives += usize::from(versions > 0);
            held.versions += versions;
            let each = directive.versions.iter().flat_map(|version| {
                let own = version.rules.iter().map(|rule| rule.standing);
                own.map(|own| own.unwrap_or(version.standing))
            });
            held.rules += each.filter(|own| *own == one).count();
        }
        held
    });
    counted
        .filter(|held| held.versions + held.rules > 0)
        .collect()
}

fn by_text(all: &Docket) -> Vec<Held> {
    let counted = Seen::ALL.iter().map(|&one| {
        let mut held = Held::new("text", one.word(), words::seen(one));
        for directive in all.directives.values() {
            let of_it = || directive.versions.iter().filter(|each| each.text == one);
            held.directives += usize::from(of_it().next().is_some());
            held.versions += of_it().count();
            held.rules += of_it().map(|version| version.rules.len()).sum::<usize>();
        }
        held
    });
    counted.filter(|held| held.versions > 0).collect()
}

/// The adopted versions of which no rule is known, though nobody read that they hold none.
fn unseen(all: &Docket) -> impl Iterator<Item = Missing> {
    let is_unseen = |version: &&Version| {
        version.stage == Stage::Adopted && version.rules.is_empty() && version.silent.is_empty()
    };
    let versions = all.directives.iter().flat_map(move |(id, directive)| {
        let unseen = directive.versions.iter().filter(is_unseen);
        unseen.map(move |version| (id, directive, version))
    });
    versions.map(
        |(id, directive, version): (&DirectiveId, &Directive, &Version)| Missing {
            what: "version",
            key: format!("{id}@{}", version.label),
            name: words::version_name(directive, version),
            topic: None,
            found: None,
        },
    )
}

/// What coverage says was not sought or not had.
fn not_had(all: &Docket) -> impl Iterator<Item = Missing> {
    all.coverage.iter().map(|one| Missing {
        what: "coverage",
        key: one.organization.to_string(),
        name: all.short(&one.organization).to_owned(),
        topic: one
            .topic
            .as_ref()
            .map(|topic| all.codebook.words(Family::Topic, topic).to_owned()),
        found: Some(one.found.short()),
    })
}

impl Inventory {
    fn group(&self, group: &'static str) -> impl Iterator<Item = &Held> {
        self.held.iter().filter(move |held| held.group == group)
    }

    fn holds(&self) -> Block {
        let versions = count(self.versions, "version");
        let drafts = match self.drafts {
            0 => String::new(),
            some => format!(", {} among them", count(some, "draft")),
        };
        Block::Pairs(vec![Pair::new(
            "holds",
            format!(
                "{} of {} with {} in {versions}{drafts}",
                count(self.directives, "directive"),
                count(self.issuers, "body"),
                count(self.rules, "rule"),
            ),
        )])
    }

    fn table(&self, group: &'static str, head: &str, with_issuers: bool) -> Block {
        let mut heads = vec![head, "Directives", "Versions", "Rules"];
        heads.extend(with_issuers.then_some("Issued by"));
        let rows = self.group(group).filter(|held| held.versions > 0);
        let rows = rows.map(|held| {
            let mut row = vec![Cell::plain(held.name.clone())];
            row.extend(held.numbers().map(Cell::plain));
            row.extend(with_issuers.then(|| Cell::plain(held.issuers.join(", "))));
            row
        });
        Block::Table(Table {
            head: heads.into_iter().map(str::to_owned).collect(),
            rows: rows.collect(),
            airy: false,
        })
    }

    fn missing(&self) -> Vec<Pair> {
        let mut pairs = vec![Pair::new(
            "federal statutes",
            match self.federal_statutes {
                0 => "none on record".to_owned(),
                some => format!("{some} on record, and no others"),
            },
        )];
        let empty = self.group("place").filter(|held| held.directives == 0);
        let empty: Vec<String> = empty.map(|held| held.name.clone()).collect();
        if !empty.is_empty() {
            let text = format!("{}: {}", empty.len(), listed(&empty, "and"));
            pairs.push(Pair::new("no directive of", text));
        }
        let of = |what| self.missing.iter().filter(move |one| one.what == what);
        let unseen: Vec<String> = of("version").map(|one| one.key.clone()).collect();
        if !unseen.is_empty() {
            pairs.push(Pair::many("no rule known of", unseen));
        }
        let not_had: Vec<String> = of("coverage").map(Missing::line).collect();
        if !not_had.is_empty() {
            pairs.push(Pair::many("own texts", not_had));
        }
        if let Some(day) = &self.latest_day {
            pairs.push(Pair::new("dates", format!("nothing later than {day}")));
        }
        pairs
    }
}

impl Missing {
    fn line(&self) -> String {
        let found = self.found.unwrap_or_default();
        match &self.topic {
            Some(topic) => format!("{} ({topic}): {found}", self.name),
            None => format!("{}: {found}", self.name),
        }
    }
}

impl Report for Inventory {
    type Item = Held;

    fn page(&self) -> Page {
        if self.directives == 0 {
            return Page {
                title: "What the records hold".to_owned(),
                blocks: vec![Block::Paragraph("No directive is on record.".to_owned())],
                foot: Vec::new(),
                next: vec!["comity add --help".to_owned()],
            };
        }
        Page {
            title: "What the records hold".to_owned(),
            blocks: vec![
                self.holds(),
                Block::Heading("By state of the issuer".to_owned()),
                self.table("place", "State", true),
                Block::Heading("By type".to_owned()),
                self.table("type", "Type", false),
                Block::Heading("By standing, of versions and of rules".to_owned()),
                self.table("standing", "How well known", false),
                Block::Heading("By how much of the text was seen".to_owned()),
                self.table("text", "Text of the version", false),
                Block::Heading("What is missing".to_owned()),
                Block::Pairs(self.missing()),
            ],
            foot: vec![
                "A directive of several versions counts in each line of which it has one."
                    .to_owned(),
                "A body without a record may well have an order, and a state without one a law."
                    .to_owned(),
            ],
            next: vec!["comity list".to_owned(), "comity info".to_owned()],
        }
    }

    fn flat(&self) -> Flat {
        let held = self.held.iter().map(|held| {
            let [directives, versions, rules] = held.numbers();
            vec![
                held.group.to_owned(),
                held.key.clone(),
                held.name.clone(),
                directives,
                versions,
                rules,
                held.issuers.join("; "),
                String::new(),
                String::new(),
            ]
        });
        let missing = self.missing.iter().map(|one| {
            let mut row = vec![one.what.to_owned(), one.key.clone(), one.name.clone()];
            row.resize(7, String::new());
            row.push(one.topic.clone().unwrap_or_default());
            row.push(one.found.unwrap_or_default().to_owned());
            row
        });
        Flat {
            head: vec![
                "group",
                "key",
                "name",
                "directives",
                "versions",
                "rules",
                "issuers",
                "topic",
                "found",
            ],
            rows: held.chain(missing).collect(),
        }
    }

    fn items(&self) -> Vec<&Held> {
        self.held.iter().collect()
    }
}
