//! The answer to one question about one body, with everything that a reader needs to trust it; or,
//! without a topic, everything on record for the body.

mod beside;
mod by;
mod given;
mod page;
mod view;

use std::collections::BTreeSet;

use serde::Serialize;

pub(super) use self::beside::supposing;
pub use self::view::AskView;
use crate::law::{Answer, Arm, Bench, Calendar, Lens, Line, Question};
use crate::model::date::long_day;
use crate::model::{Day, Docket, Family, Organization, Slug};
use crate::report::compare::{self, Stamp};
use crate::report::page::{Block, Cell, Flat, Page, Report, Table, Tone};
use crate::report::{note, phrase, words};

/// What to ask.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The body.
    pub organization: Slug,
    /// The topic; none: everything on record for the body.
    pub topic: Option<Slug>,
    /// The other side.
    pub counterpart: Option<Slug>,
    /// The role.
    pub role: Option<Slug>,
    /// Facts known to hold.
    pub given: BTreeSet<Slug>,
    /// The day.
    pub on: Day,
    /// Which texts count.
    pub lens: Lens,
    /// Other bodies of the same place, for whom a reader may take this one.
    pub neighbours: Vec<Organization>,
}

/// Answers, ready to be printed.
#[derive(Debug)]
pub struct Ask {
    views: Vec<AskView>,
    single: bool,
    page: Page,
}

impl Serialize for Ask {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.views.as_slice() {
            [one] if self.single => one.serialize(serializer),
            many => many.serialize(serializer),
        }
    }
}

/// Asks about a body on a day.
pub fn ask(docket: &Docket, stamp: &Stamp, asked: &Asked) -> Ask {
    let calendar = Calendar::new(docket);
    let bench = Bench::new(docket, &calendar, &asked.organization, asked.on);
    if let Some(topic) = &asked.topic {
        let answer = bench.answer(&question(asked, topic));
        let page = page::page(&bench, stamp, asked, topic, &answer);
        let view = view::view(&bench, stamp, asked, topic, &answer);
        return Ask {
            views: vec![view],
            single: true,
            page,
        };
    }
    let topics = compare::topics(std::slice::from_ref(&bench), |topic| question(asked, topic));
    let answers: Vec<(Slug, Answer<'_>)> = topics
        .into_iter()
        .map(|topic| {
            let answer = bench.answer(&question(asked, &topic));
            (topic, answer)
        })
        .collect();
    let views = answers
        .iter()
        .map(|(topic, answer)| view::view(&bench, stamp, asked, topic, answer))
        .collect();
    Ask {
        views,
        single: false,
        page: overview(&bench, stamp, asked, &answers),
    }
}

fn question(asked: &Asked, topic: &Slug) -> Question {
    Question {
        topic: topic.clone(),
        counterpart: asked.counterpart.clone(),
        role: asked.role.clone(),
        given: asked.given.clone(),
        lens: asked.lens.clone(),
    }
}

/// The line that speaks for the whole: the first that something decides, else the first.
pub(super) fn leading<'b, 'a>(answer: &'b Answer<'a>) -> Option<&'b Line<'a>> {
    let lines = &answer.outcome.lines;
    lines
        .iter()
        .find(|line| line.decides.is_some())
        .or_else(|| lines.first())
}

/// The arm that decides the leading line, or the first that further facts would bring.
pub(super) fn arm<'b, 'a>(answer: &'b Answer<'a>) -> Option<&'b Arm<'a>> {
    let line = leading(answer)?;
    let at = line
        .decides
        .or_else(|| line.reachable.iter().flatten().next().copied())?;
    line.list.arms.get(at)
}

/// Everything on record for a body: a row a topic.
fn overview(
    bench: &Bench<'_>,
    stamp: &Stamp,
    asked: &Asked,
    answers: &[(Slug, Answer<'_>)],
) -> Page {
    let docket = bench.docket();
    let side = asked.counterpart.as_ref().map_or_else(
        || "federal agencies".to_owned(),
        |side| words::counterpart(docket, side).to_owned(),
    );
    let title = format!(
        "{}: working with {side}, {}",
        docket.short(&asked.organization),
        long_day(asked.on)
    );
    let mut table = Table {
        head: vec!["Topic".into(), "On record".into(), "From".into()],
        rows: Vec::new(),
        airy: true,
    };
    for (topic, answer) in answers {
        let text = phrase::cell(docket, answer);
        let from = arm(answer).map_or_else(String::new, |arm| {
            format!(
                "{}; {}",
                phrase::citation(&arm.entry.cited),
                arm.entry.cited.standing().short()
            )
        });
        table.rows.push(vec![
            Cell::plain(compare::capital(
                docket.codebook.words(Family::Topic, topic),
            )),
            Cell {
                lines: vec![(Tone::Strong, text)],
                notes: note::of_answer(docket, answer),
            },
            Cell::quiet(from),
        ]);
    }
    let mut blocks = Vec::new();
    if table.rows.is_empty() {
        blocks.push(Block::Paragraph(
            "No rule that binds this body is on record for this day.".to_owned(),
        ));
    } else {
        blocks.push(Block::Table(table));
    }
    let mut foot = Vec::new();
    let mut unseen: Vec<String> = Vec::new();
    for (directive, version) in answers.iter().flat_map(|(_, answer)| &answer.unseen) {
        let text = format!("{}, {}", directive.name(), words::version_word(version));
        if !unseen.contains(&text) {
            unseen.push(text);
        }
    }
    if !unseen.is_empty() {
        foot.push(format!(
            "In force, but no rule of it is known: {}.",
            unseen.join("; ")
        ));
    }
    foot.push(format!("Operation {}.", stamp.operation));
    let first = answers.first().map(|(topic, _)| format!(" {topic}"));
    let next = match first {
        Some(topic) => vec![format!(
            "comity ask {}{topic} --on {}",
            asked.organization, asked.on
        )],
        None => vec![format!("comity list {}", asked.organization)],
    };
    Page {
        title,
        blocks,
        foot,
        next,
    }
}

impl Report for Ask {
    type Item = AskView;

    fn page(&self) -> Page {
        self.page.clone()
    }

    fn flat(&self) -> Flat {
        let head = vec![
            "organization",
            "topic",
            "for",
            "role",
            "on",
            "given",
            "answer",
            "class",
            "certainty",
            "text",
            "rule",
            "cite",
            "standing",
            "last_checked",
            "source_url",
        ];
        let rows = self
            .views
            .iter()
            .map(|view| {
                vec![
                    view.organization.clone(),
                    view.topic.clone(),
                    view.counterpart.clone().unwrap_or_default(),
                    view.role.clone().unwrap_or_default(),
                    view.on.clone(),
                    view.given.join(" "),
                    view.answer.to_owned(),
                    view.class.to_owned(),
                    view.certainty.to_owned(),
                    view.text.clone(),
                    view.decided_by
                        .as_ref()
                        .map(|arm| arm.rule.clone())
                        .unwrap_or_default(),
                    view.cite.clone(),
                    view.standing.clone().unwrap_or_default(),
                    view.last_checked.clone().unwrap_or_default(),
                    view.sources
                        .iter()
                        .find_map(|source| source.url.clone())
                        .unwrap_or_default(),
                ]
            })
            .collect();
        Flat { head, rows }
    }

    fn items(&self) -> Vec<&AskView> {
        self.views.iter().collect()
    }
}
