//! The answer to one question about one body, with everything that a reader needs to trust it; or,
//! without a topic, everything on record for the body.

use std::collections::BTreeSet;

use serde::Serialize;

use super::ask_page;
use super::page::{Block, Cell, Flat, Page, Report, Table, Tone};
use super::phrase::{self, Voice};
use super::view::{self, ArmView, ClashView, SourceView, StepView};
use super::{Stamp, compare, words};
use crate::law::{Answer, Arm, Bench, Calendar, Coding, Lens, Line, Question, Word};
use crate::model::date::long_day;
use crate::model::{Day, Docket, Family, Organization, Slug};

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

/// An answer for a program to read. See `docs/ask.md` for the keys.
#[derive(Debug, Serialize)]
pub struct AskView {
    schema: &'static str,
    organization: String,
    topic: String,
    #[serde(rename = "for")]
    counterpart: Option<String>,
    role: Option<String>,
    on: String,
    given: Vec<String>,
    answer: &'static str,
    class: &'static str,
    text: String,
    certainty: &'static str,
    decided_by: Option<ArmView>,
    summary: Option<String>,
    steps: Vec<StepView>,
    authority: Vec<AuthorityView>,
    same_text: Vec<SameTextView>,
    by_role: Vec<ByRole>,
    by_counterpart: Vec<ByCounterpart>,
    alternatives: Vec<AlternativeView>,
    unseen: Vec<String>,
    narrower: Vec<ArmView>,
    disputed: Vec<DisputeView>,
    depends_on: Vec<String>,
    would_change_if: Vec<Vec<String>>,
    clashes: Vec<ClashView>,
    suspended: Vec<ArmView>,
    may_be_contrary_to: Vec<ArmView>,
    coverage: &'static str,
    practice: Vec<PracticeView>,
    standing: Option<String>,
    last_checked: Option<String>,
    sources: Vec<SourceView>,
    database: String,
    operation: i64,
    #[serde(skip)]
    cite: String,
}

#[derive(Debug, Serialize)]
struct AuthorityView {
    office: String,
    person: Option<String>,
    act: String,
    certainty: String,
}

#[derive(Debug, Serialize)]
struct SameTextView {
    rule: String,
    topic: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct ByRole {
    role: Option<String>,
    answer: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct ByCounterpart {
    counterpart: String,
    answer: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct AlternativeView {
    #[serde(rename = "if")]
    condition: String,
    answer: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct DisputeView {
    by: String,
    says: String,
    ground: Option<String>,
    since: Option<String>,
}

#[derive(Debug, Serialize)]
struct PracticeView {
    says: String,
    from: Option<String>,
    until: Option<String>,
    standing: String,
    note: Option<String>,
}

/// Asks about a body on a day.
pub fn ask(docket: &Docket, stamp: &Stamp, asked: &Asked) -> Ask {
    let calendar = Calendar::new(docket);
    let bench = Bench::new(docket, &calendar, &asked.organization, asked.on);
    if let Some(topic) = &asked.topic {
        let answer = bench.answer(&question(asked, topic));
        let page = ask_page::page(&bench, stamp, asked, topic, &answer);
        let view = view(&bench, stamp, asked, topic, &answer);
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
        .map(|(topic, answer)| view(&bench, stamp, asked, topic, answer))
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

fn view(
    bench: &Bench<'_>,
    stamp: &Stamp,
    asked: &Asked,
    topic: &Slug,
    answer: &Answer<'_>,
) -> AskView {
    let docket = bench.docket();
    let deciding = arm(answer).map(|arm| arm.entry.cited);
    let decides = leading(answer)
        .filter(|line| line.decides.is_some())
        .and(arm(answer));
    let would_change: Vec<Vec<Slug>> = leading(answer)
        .map(|line| bench.would_change(line, &asked.given))
        .unwrap_or_default();
    let depends: BTreeSet<&Slug> = would_change.iter().flatten().collect();
    let many = answer.outcome.lines.len() > 1;
    AskView {
        schema: "comity.ask/1",
        organization: asked.organization.to_string(),
        topic: topic.to_string(),
        counterpart: asked.counterpart.as_ref().map(ToString::to_string),
        role: asked.role.as_ref().map(ToString::to_string),
        on: asked.on.to_string(),
        given: asked.given.iter().map(ToString::to_string).collect(),
        answer: answer.word.word(),
        class: answer.class.word(),
        text: phrase::cell(docket, answer),
        certainty: answer.certainty.word(),
        decided_by: decides.map(ArmView::of_arm),
        summary: deciding.and_then(|cited| cited.rule.summary.clone()),
        steps: deciding
            .map(|cited| cited.rule.steps.iter().map(StepView::new).collect())
            .unwrap_or_default(),
        authority: deciding
            .map(|cited| {
                cited
                    .version
                    .authority
                    .iter()
                    .map(|one| AuthorityView {
                        office: one.office.clone(),
                        person: one.person.clone(),
                        act: one.act.word().to_owned(),
                        certainty: one.certainty.word().to_owned(),
                    })
                    .collect()
            })
            .unwrap_or_default(),
        same_text: ask_page::same_text(bench, answer)
            .into_iter()
            .map(|cited| SameTextView {
                rule: cited.reference().to_string(),
                topic: cited.rule.says.topic.to_string(),
                text: cited.rule.says.to_string(),
            })
            .collect(),
        by_role: answer
            .outcome
            .lines
            .iter()
            .filter(|_| many)
            .flat_map(|line| line.roles().into_iter().map(move |role| (role, line)))
            .map(|(role, line)| ByRole {
                role: role.map(|role| role.to_string()),
                answer: Word::from(line.effect()).word(),
                text: phrase::line(docket, line, Voice::Text),
            })
            .collect(),
        by_counterpart: answer
            .outcome
            .lines
            .iter()
            .filter(|_| many)
            .flat_map(|line| {
                line.counterparts()
                    .into_iter()
                    .map(move |side| (side, line))
            })
            .map(|(side, line)| ByCounterpart {
                counterpart: side.to_string(),
                answer: Word::from(line.effect()).word(),
                text: phrase::line(docket, line, Voice::Text),
            })
            .collect(),
        alternatives: answer
            .alternatives
            .iter()
            .map(|other| AlternativeView {
                condition: ask_page::supposing(bench, other),
                answer: other.outcome.word.word(),
                text: phrase::outcome(docket, &other.outcome, Voice::Text),
            })
            .collect(),
        unseen: answer
            .unseen
            .iter()
            .map(|(directive, version)| format!("{}@{}", directive.id, version.label))
            .collect(),
        narrower: answer
            .narrower
            .iter()
            .map(|cited| ArmView::beside(docket, cited))
            .collect(),
        disputed: disputes(answer),
        depends_on: depends.into_iter().map(ToString::to_string).collect(),
        would_change_if: would_change
            .iter()
            .map(|set| set.iter().map(ToString::to_string).collect())
            .collect(),
        clashes: answer.clashes.iter().map(ClashView::new).collect(),
        suspended: answer
            .suspended
            .iter()
            .map(|held| ArmView::beside(docket, &held.cited))
            .collect(),
        may_be_contrary_to: answer
            .limits
            .iter()
            .map(|cited| ArmView::beside(docket, cited))
            .collect(),
        coverage: answer.coding.word(),
        practice: ask_page::practice(bench, asked, topic)
            .into_iter()
            .map(|one| PracticeView {
                says: one.says.to_string(),
                from: one.from.map(|date| date.to_string()),
                until: one.until.map(|date| date.to_string()),
                standing: one.standing.word().to_owned(),
                note: one.note.clone(),
            })
            .collect(),
        standing: deciding.map(|cited| cited.standing().word().to_owned()),
        last_checked: deciding
            .and_then(|cited| cited.version.last_checked)
            .map(|date| date.to_string()),
        sources: deciding
            .map(|cited| {
                view::sources(&cited)
                    .into_iter()
                    .map(SourceView::new)
                    .collect()
            })
            .unwrap_or_default(),
        database: stamp.database.clone(),
        operation: stamp.operation,
        cite: deciding
            .map(|cited| phrase::citation(&cited))
            .unwrap_or_default(),
    }
}

fn disputes(answer: &Answer<'_>) -> Vec<DisputeView> {
    let mut all: Vec<DisputeView> = Vec::new();
    for claim in answer.disputed.iter().flat_map(|(_, bond)| &bond.disputed) {
        let one = DisputeView {
            by: claim.by.clone(),
            says: claim.says.word().to_owned(),
            ground: claim.ground.clone(),
            since: claim.since.map(|since| since.0.to_string()),
        };
        if !all
            .iter()
            .any(|other| other.by == one.by && other.says == one.says)
        {
            all.push(one);
        }
    }
    all
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
        let text = match answer.coding {
            Coding::Coded => phrase::cell(docket, answer),
            _ => phrase::cell(docket, answer),
        };
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
