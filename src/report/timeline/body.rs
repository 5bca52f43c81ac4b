//! The timeline of a body: a row a topic.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{SCHEMA, SpanView, Timeline, TimelineAsked, chart, marks, merged, parts};
use crate::law::{Calendar, Certainty, Class, Coding, History, Lens, Stretch};
use crate::model::date::long_day;
use crate::model::{Day, Docket, Family, Slug};
use crate::report::changes::{ChangesAsked, changes_of};
use crate::report::compare::capital;
use crate::report::{BarRow, Block, Page, Stamp, phrase};

/// The first day of what can be on record, and the last.
const EVER: (i32, i32) = (1800, 2101);

/// A body over time.
pub fn body_timeline(
    docket: &Docket,
    stamp: &Stamp,
    org: &Slug,
    asked: &TimelineAsked,
) -> Timeline {
    let calendar = Calendar::new(docket);
    let history = History::new(docket, &calendar, org);
    let rows = rows(&history, org, asked);
    let from = asked
        .since
        .unwrap_or_else(|| first_year(rows.iter().flat_map(|(_, spans)| spans), asked.until));
    let shown = (from, asked.until.succ_opt().unwrap_or(asked.until));
    let bars = rows.iter().map(|(label, spans)| BarRow {
        label: label.clone(),
        spans: parts(spans, shown),
    });
    let bars = marks::bars(shown, bars.collect(), &[]);
    let mut page = Page {
        title: title(docket, org, asked, from),
        blocks: vec![chart(
            bars,
            "No rule on record decides anything in this time.",
        )],
        ..Page::default()
    };
    told(&history, stamp, org, asked, from, &mut page);
    let checked = unchecked(&rows, asked.until);
    if let Some(checked) = checked {
        page.foot.insert(0, checked);
    }
    Timeline {
        page,
        spans: rows.into_iter().flat_map(|(_, spans)| spans).collect(),
    }
}

/// The spans of some bodies, body by body: what their timelines draw.
///
/// # Errors
/// Those of `take`.
pub fn spans_of<E>(
    docket: &Docket,
    bodies: &[Slug],
    asked: &TimelineAsked,
    mut take: impl FnMut(Vec<SpanView>) -> Result<(), E>,
) -> Result<(), E> {
    let calendar = Calendar::new(docket);
    for org in bodies {
        let history = History::new(docket, &calendar, org);
        let rows = rows(&history, org, asked).into_iter();
        take(rows.flat_map(|(_, spans)| spans).collect())?;
    }
    Ok(())
}

/// The rows of a body: the words of a topic, and its spans.
fn rows(history: &History<'_>, org: &Slug, asked: &TimelineAsked) -> Vec<(String, Vec<SpanView>)> {
    let book = &history.docket().codebook;
    let rows = topics(history, asked).into_iter().map(|topic| {
        let words = capital(book.words(Family::Topic, &topic));
        (words, spans(history, org, &topic, asked))
    });
    // A topic on which nothing decides in all that time is no row, unless it was asked for.
    rows.filter(|(_, spans)| {
        !asked.scope.topics.is_empty()
            || spans
                .iter()
                .any(|span| span.class != Some(Class::None.word()))
            || spans.iter().any(|span| span.state.is_some())
    })
    .collect()
}

/// The topics asked for, or those on which some rule binds the body, in the codebook's order.
fn topics(history: &History<'_>, asked: &TimelineAsked) -> Vec<Slug> {
    if !asked.scope.topics.is_empty() {
        return asked.scope.topics.clone();
    }
    let bench = history.on(asked.until);
    let mut topics: Vec<Slug> = bench.topics().into_iter().cloned().collect();
    let book = &history.docket().codebook;
    topics.sort_by_key(|topic| book.order(Family::Topic, topic));
    topics
}

fn spans(history: &History<'_>, org: &Slug, topic: &Slug, asked: &TimelineAsked) -> Vec<SpanView> {
    let question = asked.scope.question(topic, Lens::All);
    // What lies outside the time asked is looked at too: else a span would seem to begin or end where
    // it only goes on under another stretch.
    let ever = |year, otherwise| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(otherwise);
    let since = asked.since.unwrap_or_else(|| ever(EVER.0, asked.until));
    let all = (ever(EVER.0, since), ever(EVER.1, asked.until));
    let stretches = history.stretches(&question, all, true);
    let spans = stretches
        .iter()
        .map(|stretch| span(history.docket(), org, topic, asked, stretch));
    let mut spans = merged(spans.collect());
    spans.retain(|span| span.period.meets(since, asked.until));
    spans
}

fn span(
    docket: &Docket,
    org: &Slug,
    topic: &Slug,
    asked: &TimelineAsked,
    stretch: &Stretch<'_>,
) -> SpanView {
    let answer = &stretch.answer;
    let deciding = answer.outcome.lines.iter().find_map(|line| {
        let reached = || line.reachable.iter().flatten().next().copied();
        let at = line.decides.or_else(reached)?;
        Some(line.list.arms[at].entry.cited)
    });
    let idle = answer
        .outcome
        .lines
        .iter()
        .all(|line| line.entries.is_empty());
    let day = |day: Option<Day>| day.map(|day| day.to_string());
    SpanView {
        schema: SCHEMA,
        organization: Some(org.to_string()),
        topic: Some(topic.to_string()),
        counterpart: asked.scope.counterpart.as_ref().map(ToString::to_string),
        role: asked.scope.role.as_ref().map(ToString::to_string),
        answer: answer.word.word(),
        class: Some(answer.class.word()),
        from: day(stretch.period.from),
        to: day(stretch.period.until),
        certainty: Some(answer.certainty.word()),
        state: (idle && !answer.suspended.is_empty()).then_some("suspended"),
        coverage: Some(match answer.coding {
            Coding::Coded => "coded",
            other => other.word(),
        }),
        directive: deciding.map(|cited| cited.directive.id.to_string()),
        version: deciding.map(|cited| cited.version.label.clone()),
        cite: deciding.and_then(|cited| cited.rule.cite.clone()),
        rule: deciding.map(|cited| cited.reference().to_string()),
        text: phrase::cell(docket, answer),
        period: stretch.period,
        mark: marks::of_answer(answer, stretch.is_hidden),
    }
}

/// The first of the year in which anything that is shown begins.
pub(super) fn first_year<'s>(spans: impl Iterator<Item = &'s SpanView>, until: Day) -> Day {
    let days = spans.filter_map(|span| span.period.from);
    let first = days.min().unwrap_or(until).min(until);
    NaiveDate::from_ymd_opt(first.year(), 1, 1).unwrap_or(first)
}

fn title(docket: &Docket, org: &Slug, asked: &TimelineAsked, from: Day) -> String {
    let side = asked.scope.toward(docket);
    format!(
        "{}{side}, {} to {}",
        docket.short(org),
        long_day(from),
        long_day(asked.until)
    )
}

/// Below the bars: each change with its day, its instrument, and whether it changed the answer.
fn told(
    history: &History<'_>,
    stamp: &Stamp,
    org: &Slug,
    asked: &TimelineAsked,
    from: Day,
    page: &mut Page,
) {
    let changes = changes_of(
        history,
        stamp,
        org,
        &ChangesAsked {
            organizations: vec![org.clone()],
            scope: asked.scope.clone(),
            since: from,
            until: asked.until,
        },
    );
    let pairs = changes.in_short();
    if !pairs.is_empty() {
        page.blocks.push(Block::Pairs(pairs));
    }
    page.foot = changes.foot();
    let side = asked
        .scope
        .counterpart
        .as_ref()
        .map_or_else(String::new, |side| format!(" --for {side}"));
    page.next = vec![
        format!(
            "comity changes {org}{side} --since {from} --until {}",
            asked.until
        ),
        format!("comity ask {org}{side} --on {}", asked.until),
    ];
}

/// Which rows go on after the last check of what decides them, the latest check first.
fn unchecked(rows: &[(String, Vec<SpanView>)], until: Day) -> Option<String> {
    let mut since: BTreeMap<Reverse<Day>, Vec<&str>> = BTreeMap::new();
    for (label, spans) in rows {
        let last = spans.iter().rfind(|span| span.period.meets(until, until));
        let last = last.filter(|span| span.certainty == Some(Certainty::Unchecked.word()));
        if let Some(from) = last.and_then(|span| span.period.from) {
            let checked = from.pred_opt().unwrap_or(from);
            since.entry(Reverse(checked)).or_default().push(label);
        }
    }
    let each = since
        .into_iter()
        .map(|(day, labels)| format!("{} ({})", long_day(day.0), labels.join("; ")));
    let each: Vec<String> = each.collect();
    (!each.is_empty()).then(|| {
        format!(
            "Not checked after these days, and drawn as if nothing had changed: {}.",
            each.join(", ")
        )
    })
}
