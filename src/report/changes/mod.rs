//! The changes of decisions over some time: one line a change, by meaning.

mod page;
mod row;

use serde::{Serialize, Serializer};

pub use self::row::ChangeView;
pub(super) use self::row::{SideView, label};
use super::absence::Absence;
use super::happened;
use super::{Flat, Page, Report, ScopeAsked, Stamp};
use crate::law::{
    Bench, Calendar, Direction, Happening, History, Lens, Period, Question, Step, Turn,
};
use crate::model::{Day, Docket, Family, Rule, Slug, Version};

/// What to tell.
#[derive(Debug, Clone)]
pub struct ChangesAsked {
    /// The bodies, in the order of the page.
    pub organizations: Vec<Slug>,
    /// Topics, the other side, the role.
    pub scope: ScopeAsked,
    /// The first day.
    pub since: Day,
    /// The last day.
    pub until: Day,
}

/// The days on which something happened to a body, or may have.
#[derive(Debug)]
struct Group {
    organization: String,
    name: String,
    period: Period,
    happened: Vec<(&'static str, String)>,
    rows: std::ops::Range<usize>,
}

/// The changes, ready to be printed. Its JSON form is the array of its rows.
#[derive(Debug)]
pub struct Changes {
    asked: ChangesAsked,
    names: Vec<String>,
    side: Option<String>,
    groups: Vec<Group>,
    rows: Vec<ChangeView>,
    absence: Absence,
    operation: i64,
}

/// Tells the changes.
pub fn changes(docket: &Docket, stamp: &Stamp, asked: &ChangesAsked) -> Changes {
    let calendar = Calendar::new(docket);
    let mut out = Changes::new(docket, stamp, asked);
    for org in &asked.organizations {
        out.tell(&History::new(docket, &calendar, org), org);
    }
    out
}

/// Tells the changes of one body whose history is at hand.
pub(super) fn changes_of(
    history: &History<'_>,
    stamp: &Stamp,
    org: &Slug,
    asked: &ChangesAsked,
) -> Changes {
    let mut out = Changes::new(history.docket(), stamp, asked);
    out.tell(history, org);
    out
}

/// The questions of which the answers are followed: on the topics asked for, else on all on which
/// some rule binds the body.
fn questions(bench: &Bench<'_>, asked: &ChangesAsked) -> Vec<Question> {
    let book = &bench.docket().codebook;
    let mut topics: Vec<Slug> = if asked.scope.topics.is_empty() {
        bench.topics().into_iter().cloned().collect()
    } else {
        asked.scope.topics.clone()
    };
    topics.sort_by_key(|topic| book.order(Family::Topic, topic));
    let questions = topics
        .iter()
        .map(|topic| asked.scope.question(topic, Lens::All));
    questions.collect()
}

type Days<'a> = (Period, Vec<Happening<'a>>, Vec<Turn<'a>>);

/// What happened and what turned, by the days on which it may lie, in their order.
fn days<'a>(history: &History<'a>, asked: &ChangesAsked, questions: &[Question]) -> Vec<Days<'a>> {
    let window = (asked.since, asked.until);
    let mut days: Vec<Days<'a>> = Vec::new();
    for happening in history.happenings(&Lens::All, window) {
        // With a topic asked for, what only bears on others is left out.
        if !asked.scope.topics.is_empty() && !concerns(&happening, asked, history) {
            continue;
        }
        let period = happening.period();
        match days.iter_mut().find(|(known, _, _)| *known == period) {
            Some((_, happened, _)) => happened.push(happening),
            None => days.push((period, vec![happening], Vec::new())),
        }
    }
    for question in questions {
        for turn in history.turns(question, window) {
            place(&mut days, turn);
        }
    }
    days.sort_by_key(|(period, _, _)| *period);
    days
}

/// Whether what happened bears on a rule of a topic asked for.
fn concerns(happening: &Happening<'_>, asked: &ChangesAsked, history: &History<'_>) -> bool {
    let book = &history.docket().codebook;
    let bears = |rule: &&Rule| {
        asked.scope.topics.iter().any(|topic| {
            book.steps_up(Family::Topic, topic, &rule.says.topic)
                .is_some()
        })
    };
    let any = |rules: &[&Rule]| rules.iter().any(bears);
    // A version of which no rule is known may bear on anything.
    let all = |version: &Version| {
        version.rules.is_empty() || version.rules.iter().any(|rule| bears(&rule))
    };
    match &happening.step {
        Step::Begins(new, old, _) => all(new) || old.is_some_and(all),
        Step::Ends(version, _) | Step::Expires(version) => all(version),
        Step::RulesBegin(_, rules)
        | Step::RulesEnd(_, rules, _)
        | Step::Held(_, rules, _)
        | Step::Released(_, rules, _) => rules.is_empty() || any(rules),
        Step::Ruling(event) => event
            .topic
            .as_ref()
            .is_none_or(|topic| asked.scope.topics.contains(topic)),
    }
}

/// Puts a turn to the happenings of its days: those that may lie on just these days, else those that
/// begin or are over with it.
fn place<'a>(days: &mut Vec<Days<'a>>, turn: Turn<'a>) {
    let own = Period {
        from: turn.from,
        until: turn.settled,
    };
    let exact = days.iter().position(|(period, _, _)| *period == own);
    let begins = || {
        days.iter()
            .position(|(period, _, _)| turn.settled.is_none() && period.from == own.from)
    };
    let ends = || {
        days.iter().position(|(period, _, _)| {
            turn.direction == Direction::Settled && period.until == own.until
        })
    };
    match exact.or_else(begins).or_else(ends) {
        Some(at) => days[at].2.push(turn),
        None => days.push((own, Vec::new(), vec![turn])),
    }
}

impl Changes {
    /// Nothing is told yet.
    fn new(docket: &Docket, stamp: &Stamp, asked: &ChangesAsked) -> Self {
        let side = asked.scope.counterpart.as_ref();
        Self {
            asked: asked.clone(),
            names: Vec::new(),
            side: side.map(|side| super::words::counterpart(docket, side).to_owned()),
            groups: Vec::new(),
            rows: Vec::new(),
            absence: Absence::default(),
            operation: stamp.operation,
        }
    }

    fn tell(&mut self, history: &History<'_>, org: &Slug) {
        self.names.push(history.docket().short(org).to_owned());
        let bench = history.on(self.asked.until);
        let questions = questions(&bench, &self.asked);
        for question in &questions {
            self.absence.add(&bench, &bench.answer(question));
        }
        for (period, happened, turns) in days(history, &self.asked, &questions) {
            self.push(history, org, period, &happened, &turns);
        }
    }

    fn push<'a>(
        &mut self,
        history: &History<'a>,
        org: &Slug,
        period: Period,
        happenings: &[Happening<'a>],
        turns: &[Turn<'a>],
    ) {
        let (docket, calendar) = (history.docket(), history.calendar());
        let from = self.rows.len();
        let happened: Vec<(&'static str, String)> = happenings
            .iter()
            .map(|one| {
                let text = happened::sentence(docket, calendar, one);
                (happened::label(&one.step), text)
            })
            .collect();
        for turn in turns {
            self.rows.push(row::of_turn(docket, org, &self.asked, turn));
        }
        if turns.is_empty() {
            let each = happenings.iter().zip(&happened);
            self.rows.extend(
                each.map(|(one, (_, text))| row::of_happening(org, &self.asked, period, one, text)),
            );
        }
        self.groups.push(Group {
            organization: org.to_string(),
            name: docket.short(org).to_owned(),
            period,
            happened,
            rows: from..self.rows.len(),
        });
    }
}

impl Serialize for Changes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(serializer)
    }
}

impl Report for Changes {
    type Item = ChangeView;

    fn page(&self) -> Page {
        self.printed()
    }

    fn flat(&self) -> Flat {
        Flat {
            head: ChangeView::COLUMNS.to_vec(),
            rows: self.rows.iter().map(ChangeView::values).collect(),
        }
    }

    fn items(&self) -> Vec<&ChangeView> {
        self.rows.iter().collect()
    }
}
