//! Two versions of texts, or two bodies on a day, held against each other: topic by topic, by
//! meaning.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use super::absence::Absence;
use super::changes::{SideView, label};
use super::compare::capital;
use super::{Block, Cell, Flat, Page, Report, ScopeAsked, Stamp, Table, Tone};
use super::{effect, words};
use crate::law::{Answer, Bench, Calendar, Direction, Lens, Question, between};
use crate::model::date::long_day;
use crate::model::{Day, DirectiveId, Docket, Family, Slug};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.diff/1";

/// What is held against each other, the first before the second.
#[derive(Debug, Clone)]
pub enum Pairing {
    /// Two versions, as they are written.
    Versions((DirectiveId, String), (DirectiveId, String)),
    /// Two bodies on a day.
    Bodies(Slug, Slug),
}

/// What to tell.
#[derive(Debug, Clone)]
pub struct DiffAsked {
    /// The two sides.
    pub pairing: Pairing,
    /// Topics, the other side, the role.
    pub scope: ScopeAsked,
    /// The day for which bodies are looked at.
    pub on: Day,
    /// Bodies without the law above them.
    pub own_orders: bool,
}

/// A topic on which the two sides are held against each other.
#[derive(Debug, Clone, Serialize)]
pub struct DiffView {
    schema: &'static str,
    first: String,
    second: String,
    on: Option<String>,
    topic: String,
    #[serde(rename = "for")]
    counterpart: Option<String>,
    role: Option<String>,
    direction: &'static str,
    before: SideView,
    after: SideView,
    rules_before: Vec<String>,
    rules_after: Vec<String>,
    #[serde(skip)]
    row: Vec<Cell>,
}

/// The difference, ready to be printed. Its JSON form is the array of its topics.
#[derive(Debug)]
pub struct Diff {
    title: String,
    heads: [String; 2],
    rows: Vec<DiffView>,
    foot: Vec<String>,
    next: Vec<String>,
}

/// Holds two versions or two bodies against each other; `None` where a version is not on record.
pub fn diff(docket: &Docket, stamp: &Stamp, asked: &DiffAsked) -> Option<Diff> {
    let calendar = Calendar::new(docket);
    let sides = sides(docket, &calendar, asked)?;
    let [(first, _, _), (second, _, _)] = &sides;
    let mut topics: Vec<Slug> = if asked.scope.topics.is_empty() {
        let mut all: BTreeSet<Slug> = BTreeSet::new();
        for bench in [first, second] {
            let is_told = |topic: &&Slug| {
                matches!(asked.pairing, Pairing::Versions(..))
                    || bench.has_rule_of(&question(asked, topic))
            };
            all.extend(bench.topics().into_iter().filter(is_told).cloned());
        }
        all.into_iter().collect()
    } else {
        asked.scope.topics.clone()
    };
    topics.sort_by_key(|topic| docket.codebook.order(Family::Topic, topic));
    let rows: Vec<DiffView> = topics
        .iter()
        .map(|topic| row(docket, asked, &sides, topic))
        .collect();
    let number = |is: &dyn Fn(&str) -> bool| rows.iter().filter(|row| is(row.direction)).count();
    let unknown = number(&|direction| direction == Direction::Unseen.word());
    let same = number(&|direction| direction == Direction::Same.word());
    let [(_, id, name), (_, other_id, other_name)] = &sides;
    let unknown_too = match unknown {
        0 => String::new(),
        number => format!(", {number} cannot be compared"),
    };
    let mut foot = vec![format!(
        "{} of {} differ{unknown_too}. By meaning: what is only renumbered or reworded is the \
         same. Operation {}.",
        rows.len() - same - unknown,
        words::count(rows.len(), "topic"),
        stamp.operation
    )];
    for (bench, id, _) in sides.iter().filter(|(bench, _, _)| is_unread(bench)) {
        let seen = bench.texts().first().map(|(_, version)| version.text);
        foot.push(format!(
            "No rule of {id} is known ({}): what it says cannot be compared.",
            seen.map_or("text not seen", words::seen)
        ));
    }
    if matches!(asked.pairing, Pairing::Bodies(..)) {
        foot.splice(0..0, absence(asked, &sides, &topics));
    }
    Some(Diff {
        title: title(docket, asked, name, other_name),
        heads: [name.clone(), other_name.clone()],
        rows,
        foot,
        next: next(asked, id, other_id),
    })
}

/// How much of two bodies' cells is not known.
fn absence(asked: &DiffAsked, sides: &[Side<'_>; 2], topics: &[Slug]) -> Option<String> {
    let mut absence = Absence::default();
    for (bench, _, _) in sides {
        for topic in topics {
            absence.add(bench, &bench.answer(&question(asked, topic)));
        }
    }
    absence.sentence(None)
}

type Side<'a> = (Bench<'a>, String, String);

/// The two sides, each with its id and its name.
fn sides<'a>(
    docket: &'a Docket,
    calendar: &'a Calendar<'a>,
    asked: &DiffAsked,
) -> Option<[Side<'a>; 2]> {
    let of_version = |(id, label): &(DirectiveId, String)| {
        let directive = docket.directives.get(id)?;
        let version = directive.version(label)?;
        let name = format!(
            "{}, {}",
            words::short_name(directive),
            words::version_word(version)
        );
        let bench = Bench::of_text(docket, calendar, directive, version, asked.on);
        Some((bench, format!("{id}@{label}"), name))
    };
    let of_body = |org: &Slug| {
        let bench = Bench::new(docket, calendar, org, asked.on);
        (bench, org.to_string(), docket.short(org).to_owned())
    };
    Some(match &asked.pairing {
        Pairing::Versions(first, second) => [of_version(first)?, of_version(second)?],
        Pairing::Bodies(first, second) => [of_body(first), of_body(second)],
    })
}

fn question(asked: &DiffAsked, topic: &Slug) -> Question {
    let lens = if asked.own_orders {
        Lens::Own
    } else {
        Lens::All
    };
    asked.scope.question(topic, lens)
}

fn title(docket: &Docket, asked: &DiffAsked, first: &str, second: &str) -> String {
    let side = asked.scope.toward(docket);
    let own = if asked.own_orders {
        ", own orders only"
    } else {
        ""
    };
    match asked.pairing {
        Pairing::Versions(..) => format!("From {first} to {second}{side}"),
        Pairing::Bodies(..) => format!("{first} and {second}{side}{own}, {}", long_day(asked.on)),
    }
}

fn next(asked: &DiffAsked, first: &str, second: &str) -> Vec<String> {
    let side = asked
        .scope
        .counterpart
        .as_ref()
        .map_or_else(String::new, |side| format!(" --for {side}"));
    match asked.pairing {
        Pairing::Versions(..) => vec![
            format!("comity show {first}"),
            format!("comity show {second}"),
        ],
        Pairing::Bodies(..) => vec![format!(
            "comity compare {first} {second}{side} --on {} --why",
            asked.on
        )],
    }
}

fn row(docket: &Docket, asked: &DiffAsked, sides: &[Side<'_>; 2], topic: &Slug) -> DiffView {
    let [(first, id, _), (second, other_id, _)] = sides;
    let question = question(asked, topic);
    let direction = if [first, second].iter().any(|side| is_unread(side)) {
        Direction::Unseen
    } else {
        between(first, second, &question)
    };
    let (a, b) = (first.answer(&question), second.answer(&question));
    let bodies = matches!(asked.pairing, Pairing::Bodies(..));
    let word = if bodies {
        of_bodies(direction, &a, &b)
    } else {
        label(direction)
    };
    let tone = match direction {
        Direction::Same => Tone::Quiet,
        _ => Tone::Marked,
    };
    let (before, after) = (SideView::new(docket, &a), SideView::new(docket, &b));
    let told = |side: &SideView| match direction {
        Direction::Relisted => side.text.clone(),
        _ => effect::brief(&side.text),
    };
    let name = capital(docket.codebook.words(Family::Topic, topic));
    let row = vec![
        Cell::of(vec![(Tone::Plain, name), (tone, word.to_owned())]),
        cell(&told(&before), &a, bodies),
        cell(&told(&after), &b, bodies),
    ];
    DiffView {
        schema: SCHEMA,
        first: id.clone(),
        second: other_id.clone(),
        on: bodies.then(|| asked.on.to_string()),
        topic: topic.to_string(),
        counterpart: asked.scope.counterpart.as_ref().map(ToString::to_string),
        role: asked.scope.role.as_ref().map(ToString::to_string),
        direction: direction.word(),
        before,
        after,
        rules_before: in_play(&a, |cited| cited.reference().to_string()),
        rules_after: in_play(&b, |cited| cited.reference().to_string()),
        row,
    }
}

/// Whether it is a version by itself of which no rule is known and that was not read in full.
fn is_unread(bench: &Bench<'_>) -> bool {
    bench.is_one_text() && bench.texts().iter().all(|(_, version)| version.is_unread())
}

/// What the rules in play say of themselves, each once.
fn in_play(answer: &Answer<'_>, say: impl Fn(&crate::law::Cited<'_>) -> String) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for entry in answer.outcome.lines.iter().flat_map(|line| &line.entries) {
        let one = say(&entry.cited);
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// A side as printed: what it says, and by which sections; of a body, by which texts too.
fn cell(says: &str, answer: &Answer<'_>, named: bool) -> Cell {
    let cites = in_play(answer, |cited| {
        let section = cited.rule.cite.as_deref();
        match (named, section) {
            (true, Some(section)) => {
                format!("{}, {section}", words::short_name(cited.directive))
            }
            (true, None) => words::short_name(cited.directive).to_owned(),
            (false, _) => section.unwrap_or(cited.rule.id.as_str()).to_owned(),
        }
    });
    let mut lines = vec![(Tone::Strong, says.to_owned())];
    lines.extend((!cites.is_empty()).then(|| (Tone::Quiet, cites.join("; "))));
    Cell::of(lines)
}

/// How two bodies stand to each other, in words that call neither the measure of the other.
fn of_bodies(direction: Direction, first: &Answer<'_>, second: &Answer<'_>) -> &'static str {
    use crate::law::Class;
    match direction {
        Direction::Same | Direction::Moved => "the same",
        Direction::Open | Direction::Settled | Direction::Unseen => "open on one side",
        _ if first.class == Class::None => "the second only",
        _ if second.class == Class::None => "the first only",
        Direction::NewlyRequired => "required by the second only",
        Direction::NewlyProhibited => "prohibited by the second only",
        Direction::NewlyPermitted => "permitted by the second only",
        Direction::Lifted => "bound by the first only",
        Direction::Tightened => "the second in more cases",
        Direction::Loosened => "the first in more cases",
        Direction::Relisted => "by other lists",
        Direction::BothWays | Direction::Suspended | Direction::Revived => "each its own way",
    }
}

impl Serialize for Diff {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl Report for Diff {
    type Item = DiffView;

    fn page(&self) -> Page {
        let [first, second] = &self.heads;
        let block = if self.rows.is_empty() {
            Block::Paragraph("Neither side has a rule on record.".to_owned())
        } else {
            Block::Table(Table {
                head: vec![String::new(), first.clone(), second.clone()],
                rows: self.rows.iter().map(|row| row.row.clone()).collect(),
                airy: true,
            })
        };
        Page {
            title: self.title.clone(),
            blocks: vec![block],
            foot: self.foot.clone(),
            next: self.next.clone(),
        }
    }

    fn flat(&self) -> Flat {
        let head = vec![
            "first",
            "second",
            "on",
            "topic",
            "counterpart",
            "role",
            "direction",
            "before_answer",
            "before_class",
            "before",
            "after_answer",
            "after_class",
            "after",
            "rules_before",
            "rules_after",
        ];
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let rows = self.rows.iter().map(|row| {
            vec![
                row.first.clone(),
                row.second.clone(),
                text(&row.on),
                row.topic.clone(),
                text(&row.counterpart),
                text(&row.role),
                row.direction.to_owned(),
                row.before.answer.to_owned(),
                row.before.class.to_owned(),
                row.before.text.clone(),
                row.after.answer.to_owned(),
                row.after.class.to_owned(),
                row.after.text.clone(),
                row.rules_before.join("; "),
                row.rules_after.join("; "),
            ]
        });
        Flat {
            head,
            rows: rows.collect(),
        }
    }

    fn items(&self) -> Vec<&DiffView> {
        self.rows.iter().collect()
    }
}
