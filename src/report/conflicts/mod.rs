//! Contradictions among texts in force together: clashes and what settles them, bans that may be
//! contrary to a ban on limiting policies, and what only a suspension keeps from clashing.

mod view;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde::{Serialize, Serializer};

pub use self::view::ConflictView;
use self::view::{Arms, CLASH, Key, MAY_BE_CONTRARY, Meeting, SUSPENDED, Told};
use super::{Block, Flat, FlatRows, Page, Pair, Report, words};
use crate::law::{Bench, Calendar, Conflict, InForce};
use crate::model::date::long_day;
use crate::model::{Day, DirectiveId, Docket, Slug};

/// The most contradictions that a page tells one by one.
const TOLD: usize = 50;
/// The most bodies that are named with one.
const NAMED: usize = 8;

/// The contradictions of some bodies on a day. Bodies are looked at a few at a time, so that a whole
/// file fits into little memory.
#[derive(Debug)]
pub struct Conflicts {
    /// The operation up to which the database was read.
    pub operation: i64,
    on: Day,
    draft: Option<(DirectiveId, String)>,
    bodies: Vec<(Slug, String)>,
    looked_at: usize,
    without_draft: usize,
    unbound: usize,
    not_seen: usize,
    found: BTreeMap<Key, ConflictView>,
    /// The words of the first ones, of which alone a page tells more than how many there are.
    told: BTreeMap<Key, Told>,
    /// What keys have in common.
    known: HashSet<Arc<str>>,
}

impl Conflicts {
    /// Nothing is looked at yet. With a draft only contradictions are told in which it takes part.
    pub fn new(on: Day, draft: Option<(DirectiveId, String)>, operation: i64) -> Self {
        Self {
            operation,
            on,
            draft,
            bodies: Vec::new(),
            looked_at: 0,
            without_draft: 0,
            unbound: 0,
            not_seen: 0,
            found: BTreeMap::new(),
            told: BTreeMap::new(),
            known: HashSet::new(),
        }
    }

    /// Looks at some bodies; the docket is theirs.
    pub fn look(&mut self, docket: &Docket, bodies: &[Slug]) {
        let calendar = Calendar::new(docket);
        let mut arms = Arms::default();
        for body in bodies {
            self.looked_at += 1;
            if self.bodies.len() < 2 {
                self.bodies
                    .push((body.clone(), docket.short(body).to_owned()));
            }
            let bench = Bench::new(docket, &calendar, body, self.on);
            self.unbound += usize::from(!may_any_rule_stand(&bench));
            self.not_seen += usize::from(is_any_unseen(&bench));
            for conflict in bench.conflicts() {
                if !self.is_asked(&conflict) {
                    self.without_draft += 1;
                    continue;
                }
                self.add(docket, &mut arms, body, &conflict);
            }
        }
    }

    fn add(&mut self, docket: &Docket, arms: &mut Arms, body: &Slug, conflict: &Conflict<'_>) {
        let meeting = Meeting::new(docket, conflict);
        let view = ConflictView::new(docket, arms, (body, self.on), (conflict, &meeting));
        let key = view.key(&meeting, &mut self.known);
        let name = || docket.short(body).to_owned();
        if let Some(known) = self.found.get_mut(&key) {
            known.organizations.extend(view.organizations);
            if let Some(told) = self.told.get_mut(&key) {
                told.bodies.push(name());
            }
            return;
        }
        let last = self.told.last_key_value().map(|(last, _)| last);
        if self.told.len() < TOLD || last.is_some_and(|last| key < *last) {
            let mut told = Told::new(docket, conflict, meeting);
            told.bodies.push(name());
            self.told.insert(key.clone(), told);
            if self.told.len() > TOLD {
                self.told.pop_last();
            }
        }
        self.found.insert(key, view);
    }

    /// Those that a page tells, in order, with their words.
    fn told(&self) -> impl Iterator<Item = (&ConflictView, &Told)> {
        self.found.values().zip(self.told.values())
    }

    /// Whether a draft that was named takes part, where one was.
    fn is_asked(&self, conflict: &Conflict<'_>) -> bool {
        self.draft.as_ref().is_none_or(|(id, label)| {
            [&conflict.over, &conflict.under]
                .iter()
                .any(|cited| cited.directive.id == *id && cited.version.label == *label)
        })
    }

    /// How many contradict each other; what is suspended does not count.
    pub fn count(&self) -> usize {
        let counted = self.found.values().filter(|view| view.is_finding());
        counted.count()
    }

    /// A sentence for each that a page tells, and one on those beyond.
    pub fn sentences(&self) -> impl Iterator<Item = String> {
        let told = self.told().map(|(view, told)| sentence(view, told));
        let beyond = self.beyond();
        let more = (beyond > 0).then(|| {
            format!(
                "{beyond} more are not told here: comity conflicts --on {}",
                self.on
            )
        });
        told.chain(more)
    }

    /// How many a page does not tell.
    fn beyond(&self) -> usize {
        self.found.len() - self.told.len()
    }

    fn title(&self) -> String {
        let whose = match self.bodies.as_slice() {
            [(_, name)] => name.clone(),
            _ => words::count(self.looked_at, "body"),
        };
        let day = long_day(self.on);
        match &self.draft {
            None => format!("{whose}: contradictions among texts in force, {day}"),
            Some((id, label)) => {
                format!("{whose}: contradictions of {id}@{label}, as if adopted on {day}")
            }
        }
    }

    /// The commands that look closer at the first ones.
    fn next(&self) -> Vec<String> {
        let body = self.bodies.first().map(|(body, _)| body);
        let first = self.found.values().next();
        let mut next = Vec::new();
        if let Some(view) = first {
            let topic = view.topics.first().map(String::as_str).unwrap_or_default();
            let body = &view.organizations[0];
            if self.draft.is_none() {
                next.push(format!("comity ask {body} {topic} --on {}", self.on));
            }
            next.push(format!("comity show {}", view.over.directive));
            if view.under.directive != view.over.directive {
                next.push(format!("comity show {}", view.under.directive));
            }
        } else if let Some((id, _)) = &self.draft {
            next.push(format!("comity show {id}"));
        } else if let Some(body) = body.filter(|_| self.looked_at == 1) {
            next.push(format!("comity ask {body} --on {}", self.on));
        } else {
            next.push("comity check".to_owned());
        }
        next
    }

    fn foot(&self) -> Vec<String> {
        let mut foot = Vec::new();
        let uncertain = self
            .found
            .values()
            .filter(|view| view.certainty == "uncertain")
            .count();
        if uncertain > 0 {
            foot.push("Uncertain: dates or a disputed bond leave open whether both bind.".into());
        }
        if self.without_draft > 0 {
            foot.push("Others stand without the draft too; they are not told here.".into());
        }
        let beyond = self.beyond();
        if beyond > 0 {
            foot.push(format!(
                "{beyond} more are not told here: add --format csv or --json."
            ));
        }
        foot.push(format!(
            "Of {}: {} bound by no rule on record, {} by a text in force that was not seen. What \
             is not on record is not held against anything.",
            words::count(self.looked_at, "body"),
            self.unbound,
            self.not_seen
        ));
        foot.push(format!("Operation {}.", self.operation));
        foot
    }
}

/// Whether some rule on record that binds the body is, or may be, in force.
fn may_any_rule_stand(bench: &Bench<'_>) -> bool {
    let sitting = bench.sitting();
    bench
        .rules()
        .any(|cited| sitting.rule_in_force(&cited).0 != InForce::No)
}

/// Whether a text of which no rule is known is, or may be, in force for the body.
fn is_any_unseen(bench: &Bench<'_>) -> bool {
    bench
        .texts()
        .iter()
        .any(|(directive, version)| version.is_unread() && bench.may_stand(directive, version))
}

/// The heading over some contradictions.
fn heading(view: &ConflictView) -> &'static str {
    match (view.kind, view.settled_by) {
        (CLASH, Some("nothing")) => "Nothing settles these",
        (CLASH, _) => "Settled",
        (MAY_BE_CONTRARY, _) => "May be contrary to a ban on policies that limit cooperation",
        _ => "No clash while one is suspended",
    }
}

/// One by itself, where no block around it tells the topic.
fn sentence(view: &ConflictView, told: &Told) -> String {
    let effects = if view.kind == MAY_BE_CONTRARY {
        String::new()
    } else {
        format!(" ({}, {})", view.over.effect, view.under.effect)
    };
    format!("{}{effects}: {}.", told.topic, view.text)
}

/// Whether two stand in one block: lower bans under one ban on limiting policies.
fn are_told_together(a: &ConflictView, b: &ConflictView) -> bool {
    a.kind == MAY_BE_CONTRARY
        && b.kind == a.kind
        && a.over.rule == b.over.rule
        && a.certainty == b.certainty
        && a.organizations == b.organizations
}

/// The pairs of contradictions that stand in one block, of which there is at least one.
fn pairs(group: &[(&ConflictView, &Told)], many: bool) -> Vec<Pair> {
    let (view, told) = group[0];
    let labels = match (view.kind, view.settled_by) {
        (MAY_BE_CONTRARY, _) => ("may be contrary", "to"),
        (CLASH, Some("nothing")) => ("one", "other"),
        (SUSPENDED, _) => ("would prevail", "over"),
        _ => ("prevails", "over"),
    };
    let mut pairs = Vec::new();
    if view.kind == MAY_BE_CONTRARY {
        let bans = group.iter().map(|(_, told)| told.under.clone());
        pairs.push(Pair::many(labels.0, bans.collect()));
        pairs.push(Pair::new(labels.1, told.over.clone()));
    } else {
        pairs.push(Pair::new("topic", told.topic.clone()));
        pairs.push(Pair::new(labels.0, told.over.clone()));
        pairs.push(Pair::new(labels.1, told.under.clone()));
        if !told.at.is_empty() {
            pairs.push(Pair::new("where", told.at.clone()));
        }
        let label = if view.kind == SUSPENDED {
            "would be settled by"
        } else {
            "settled by"
        };
        pairs.push(Pair::new(label, told.settled.clone()));
    }
    if let Some(hold) = &told.hold {
        pairs.push(Pair::new("suspended", hold.clone()));
    }
    if view.certainty == "uncertain" {
        pairs.push(Pair::new(
            "uncertain",
            "perhaps only one of them binds this day",
        ));
    }
    if many {
        let more = told.bodies.len().saturating_sub(NAMED);
        let mut named = told.bodies[..told.bodies.len() - more].join(", ");
        if more > 0 {
            named.push_str(&format!(", and {more} more"));
        }
        pairs.push(Pair::new("binds", named));
    }
    pairs
}

impl Serialize for Conflicts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.found.values())
    }
}

impl Report for Conflicts {
    type Item = ConflictView;

    fn page(&self) -> Page {
        let mut page = Page {
            title: self.title(),
            foot: self.foot(),
            next: self.next(),
            ..Page::default()
        };
        if self.count() == 0 {
            let none = "Nothing on record contradicts itself here.".to_owned();
            page.blocks.push(Block::Lead(vec![none]));
        }
        let mut last = "";
        let told: Vec<(&ConflictView, &Told)> = self.told().collect();
        for group in told.chunk_by(|(a, _), (b, _)| are_told_together(a, b)) {
            let heading = heading(group[0].0);
            if heading != last {
                page.blocks.push(Block::Heading(heading.to_owned()));
                last = heading;
            }
            page.blocks
                .push(Block::Pairs(pairs(group, self.looked_at > 1)));
        }
        page
    }

    fn flat(&self) -> Flat {
        let (head, rows) = self.rows();
        Flat {
            head,
            rows: rows.collect(),
        }
    }

    fn rows(&self) -> FlatRows<'_> {
        let head = vec![
            "kind",
            "settled_by",
            "certainty",
            "organizations",
            "topics",
            "counterparts",
            "roles",
            "facts",
            "over",
            "over_effect",
            "under",
            "under_effect",
            "text",
            "on",
        ];
        let rows = self.found.values().map(|view| {
            let facts: Vec<String> = view.facts.iter().map(|set| set.join(" and ")).collect();
            vec![
                view.kind.to_owned(),
                view.settled_by.unwrap_or_default().to_owned(),
                view.certainty.to_owned(),
                view.organizations.join(" "),
                view.topics.join(" "),
                view.counterparts.join(" "),
                view.roles.join(" "),
                facts.join(" or "),
                view.over.rule.clone(),
                view.over.effect.to_owned(),
                view.under.rule.clone(),
                view.under.effect.to_owned(),
                view.text.to_string(),
                view.on.to_string(),
            ]
        });
        (head, Box::new(rows))
    }

    fn items(&self) -> Vec<&ConflictView> {
        self.found.values().collect()
    }
}
