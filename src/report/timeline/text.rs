//! The timeline of a directive: its versions, a row a clause, and what happened to it.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::{SCHEMA, SpanView, Timeline, TimelineAsked, chart, marks, merged, parts};
use crate::law::{Calendar, Cited, Happening, InForce, Period, Span, Step, happenings};
use crate::model::date::long_day;
use crate::model::{Day, Directive, DirectiveId, Docket, Family, Rule, Slug, Version};
use crate::report::compare::capital;
use crate::report::{BarRow, Block, Page, Pair, Stamp, happened, words};

/// What the marks mean in the row of a clause.
const WORDS: [(char, &str); 4] = [
    ('?', "open: dates leave it open whether it is in force"),
    ('·', "not in force"),
    ('-', "in force, but what it says was not seen"),
    ('S', "suspended"),
];

/// A directive over time; `None` where it is not on record.
pub fn text_timeline(
    docket: &Docket,
    stamp: &Stamp,
    id: &DirectiveId,
    asked: &TimelineAsked,
) -> Option<Timeline> {
    let directive = docket.directives.get(id)?;
    let calendar = Calendar::new(docket);
    let told = happenings(&calendar, directive, &|_, _| true);
    let periods = periods(&told);
    let teller = Teller {
        docket,
        calendar: &calendar,
        directive,
        asked,
        periods,
    };
    let rows = teller.rows();
    let first = teller.periods.iter().find_map(|period| period.from);
    let from = asked.since.unwrap_or_else(|| {
        let first = first.unwrap_or(asked.until).min(asked.until);
        NaiveDate::from_ymd_opt(first.year(), 1, 1).unwrap_or(first)
    });
    let shown = (from, asked.until.succ_opt().unwrap_or(asked.until));
    let bars = rows.iter().map(|(label, spans)| BarRow {
        label: label.clone(),
        spans: parts(spans, shown),
    });
    let bars = marks::bars(shown, bars.collect(), &WORDS);
    let mut page = Page {
        title: format!(
            "{}, {} to {}",
            words::directive_name(directive),
            long_day(from),
            long_day(asked.until)
        ),
        blocks: vec![chart(bars, "No version of it was ever in force.")],
        foot: vec![format!("Operation {}.", stamp.operation)],
        next: vec![format!("comity show {id}")],
    };
    let pairs = teller.told(&told, (from, asked.until));
    if !pairs.is_empty() {
        page.blocks.push(Block::Pairs(pairs));
    }
    let drafts = directive.versions.iter().filter(|version| {
        !calendar
            .versions(id)
            .iter()
            .any(|adopted| adopted.label == version.label)
    });
    let drafts: Vec<String> = drafts.map(words::version_word).collect();
    if !drafts.is_empty() {
        page.foot.insert(
            0,
            format!("Never in force, and not drawn: {}.", drafts.join("; ")),
        );
    }
    if let Some(second) = calendar.versions(id).get(1) {
        let first = &calendar.versions(id)[0].label;
        page.next
            .push(format!("comity diff {id}@{first} {id}@{}", second.label));
    }
    Some(Timeline {
        page,
        spans: rows
            .into_iter()
            .flat_map(|(_, spans)| spans)
            .filter(|span| span.period.meets(from, asked.until))
            .collect(),
    })
}

/// The times between the days on which anything happens to the text.
fn periods(told: &[Happening<'_>]) -> Vec<Period> {
    let days: BTreeSet<Day> = told
        .iter()
        .flat_map(|one| {
            let Period { from, until } = one.period();
            from.into_iter().chain(until)
        })
        .collect();
    let edges: Vec<Option<Day>> = std::iter::once(None)
        .chain(days.into_iter().map(Some))
        .chain([None])
        .collect();
    edges
        .windows(2)
        .map(|pair| Period {
            from: pair[0],
            until: pair[1],
        })
        .collect()
}

struct Teller<'a> {
    docket: &'a Docket,
    calendar: &'a Calendar<'a>,
    directive: &'a Directive,
    asked: &'a TimelineAsked,
    periods: Vec<Period>,
}

impl<'a> Teller<'a> {
    /// The row of the text itself, then a row a clause, in the order of the record.
    fn rows(&self) -> Vec<(String, Vec<SpanView>)> {
        let mut rows = Vec::new();
        let versions = self.calendar.versions(&self.directive.id);
        if versions.is_empty() {
            return rows;
        }
        let whole = self.periods.iter().map(|period| self.whole(*period));
        rows.push(("The text".to_owned(), merged(whole.collect())));
        let mut clauses: Vec<(&Slug, &Slug)> = Vec::new();
        for rule in versions.iter().flat_map(|version| &version.rules) {
            let clause = (&rule.id, &rule.says.topic);
            if self.is_asked(rule) && !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        for (id, topic) in clauses {
            let spans = self
                .periods
                .iter()
                .map(|period| self.clause(*period, id, topic));
            rows.push((self.label(id, topic), merged(spans.collect())));
        }
        rows
    }

    fn is_asked(&self, rule: &Rule) -> bool {
        let book = &self.docket.codebook;
        let says = &rule.says;
        let topic = self.asked.scope.topics.is_empty()
            || self
                .asked
                .scope
                .topics
                .iter()
                .any(|asked| book.steps_up(Family::Topic, asked, &says.topic).is_some());
        let side = match (&self.asked.scope.counterpart, &says.counterpart) {
            (Some(asked), Some(named)) => self.docket.counterpart_steps(asked, named).is_some(),
            _ => true,
        };
        let role = match (&self.asked.scope.role, &says.role) {
            (Some(asked), Some(named)) => asked == named,
            _ => true,
        };
        topic && side && role
    }

    /// A clause by its topic, with the number of its section where it has one in its last version.
    fn label(&self, id: &Slug, topic: &Slug) -> String {
        let words = capital(words::topic(self.docket, topic));
        let versions = self.calendar.versions(&self.directive.id).iter().rev();
        let mut rules = versions.flat_map(|version| &version.rules);
        match rules
            .find(|rule| rule.id == *id)
            .and_then(|rule| rule.cite.as_ref())
        {
            Some(cite) => format!("{words}, {cite}"),
            None => words,
        }
    }

    fn day(&self, period: Period) -> Day {
        let last = || period.until.and_then(|until| until.pred_opt());
        period.from.or_else(last).unwrap_or(self.asked.until)
    }

    fn span(&self, period: Period, mark: crate::report::Mark, text: String) -> SpanView {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        SpanView {
            schema: SCHEMA,
            organization: None,
            topic: None,
            counterpart: None,
            role: None,
            answer: "none",
            class: None,
            from: day(period.from),
            to: day(period.until),
            certainty: None,
            state: None,
            coverage: None,
            directive: Some(self.directive.id.to_string()),
            version: None,
            cite: None,
            rule: None,
            text,
            period,
            mark,
        }
    }

    /// The text itself: which version, and whether it is in force.
    fn whole(&self, period: Period) -> SpanView {
        let sitting = self.calendar.on(self.day(period));
        let in_force = sitting.any_in_force(self.directive);
        let standing = words::versions_in_force(&sitting, self.directive);
        let held = |version: &Version| {
            version.suspended.iter().any(|hold| {
                let begun = hold.from.latest().is_some_and(|from| from <= sitting.day);
                let over = hold.until.and_then(|until| until.earliest());
                hold.rules.is_empty() && begun && over.is_none_or(|over| sitting.day < over)
            })
        };
        let whole_hold = standing.iter().any(|(version, _)| held(version));
        let names: Vec<String> = standing
            .iter()
            .map(|(version, _)| words::version_word(version))
            .collect();
        let text = match names.as_slice() {
            [] => "not in force".to_owned(),
            some => some.join(" or "),
        };
        SpanView {
            state: Some(state(in_force, whole_hold)),
            version: match standing.as_slice() {
                [(one, _)] => Some(one.label.clone()),
                _ => None,
            },
            ..self.span(period, marks::of_text(in_force, whole_hold), text)
        }
    }

    /// A clause: as the version that is in force has it.
    fn clause(&self, period: Period, id: &Slug, topic: &Slug) -> SpanView {
        let sitting = self.calendar.on(self.day(period));
        let standing = words::versions_in_force(&sitting, self.directive);
        let mut found: Vec<(Cited<'a>, InForce, InForce)> = Vec::new();
        for (version, _) in &standing {
            let rules = version.rules.iter();
            for rule in rules.filter(|rule| rule.id == *id && rule.says.topic == *topic) {
                let cited = Cited {
                    directive: self.directive,
                    version,
                    rule,
                };
                let (in_force, hold) = sitting.rule_in_force(&cited);
                if in_force != InForce::No {
                    found.push((cited, in_force, hold));
                }
            }
        }
        let Some((cited, mut in_force, hold)) = found.last().copied() else {
            let unread = standing.iter().any(|(version, _)| version.rules.is_empty());
            let gone = marks::of_text(InForce::No, false);
            let (mark, state) = if unread {
                (marks::unread(), "unseen")
            } else {
                (gone, "not-in-force")
            };
            return SpanView {
                topic: Some(topic.to_string()),
                state: Some(state),
                ..self.span(period, mark, WORDS[if unread { 2 } else { 1 }].1.to_owned())
            };
        };
        // Which of two versions stands may be open, and the clause the same in both.
        let same = found
            .iter()
            .all(|(other, _, _)| other.rule.says == cited.rule.says);
        if same && found.len() == standing.len() && found.len() > 1 {
            in_force = sitting.any_in_force(self.directive);
        }
        let says = &cited.rule.says;
        let is_plain = says.when.is_none() && says.unless.is_none();
        let answer = match (in_force, hold) {
            (InForce::Yes, InForce::No) => says.effect.word(),
            (InForce::Yes, InForce::Yes) => "none",
            _ => "uncertain",
        };
        SpanView {
            topic: Some(topic.to_string()),
            counterpart: says.counterpart.as_ref().map(ToString::to_string),
            role: says.role.as_ref().map(ToString::to_string),
            answer,
            state: Some(match hold {
                InForce::Uncertain => "perhaps",
                hold => state(in_force, hold == InForce::Yes),
            }),
            version: Some(cited.version.label.clone()),
            cite: cited.rule.cite.clone(),
            rule: Some(cited.reference().to_string()),
            ..self.span(
                period,
                marks::of_clause(says.effect, is_plain, in_force, hold),
                words::sentence(self.docket, cited.rule, cited.version),
            )
        }
    }

    /// What happened in the time, a pair a day: to the text, and around it.
    fn told(&self, told: &[Happening<'a>], (since, last): (Day, Day)) -> Vec<Pair> {
        let mut days: Vec<(Option<Day>, String, String)> = told
            .iter()
            .filter(|one| one.meets(since, last) && !matches!(one.step, Step::Ruling(_)))
            .map(|one| {
                let text = happened::sentence(self.docket, self.calendar, one);
                (one.span.earliest, label(&one.span), text)
            })
            .collect();
        for event in &self.directive.events {
            let (from, until) = (event.on.earliest(), event.on.latest());
            let is_in =
                from.is_none_or(|from| from <= last) && until.is_none_or(|until| until >= since);
            if is_in {
                let text = format!("{}: {}", event.kind, event.what);
                days.push((from, event.on.to_string(), text));
            }
        }
        days.sort_by_key(|(day, _, _)| *day);
        let mut pairs: Vec<Pair> = Vec::new();
        for (_, label, text) in days {
            match pairs.last_mut() {
                Some(pair) if pair.label == label => pair.text.push(text),
                _ => pairs.push(Pair::new(label, text)),
            }
        }
        pairs
    }
}

const fn state(in_force: InForce, held: bool) -> &'static str {
    match (in_force, held) {
        (InForce::No, _) => "not-in-force",
        (InForce::Uncertain, _) => "perhaps",
        (InForce::Yes, true) => "suspended",
        (InForce::Yes, false) => "in-force",
    }
}

fn label(span: &Span) -> String {
    words::short_days(Period {
        from: span.earliest,
        until: span.latest.filter(|_| !span.never),
    })
}
