//! How a version, or a directive, stands on a day: in a word, and in a phrase that says why.

use crate::law::{Boundary, Cited, InForce, Passed, Sitting, Span, is_void};
use crate::model::date::long_day;
use crate::model::{Directive, Stage, Standing, Version};

use super::dates::{edtf_of, end_how, since_phrase, span_phrase};
use super::version_word;

/// How a text stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// In a word.
    pub word: InForce,
    /// In a phrase: "in force, end not known, last checked October 2019".
    pub long: String,
}

impl Status {
    /// How a directive stands of which no version is on record.
    pub fn without_version() -> Self {
        Self {
            word: InForce::No,
            long: "no version on record".to_owned(),
        }
    }
}

/// How a version stands on the day: "in force", "in force, end not known, last checked October
/// 2019", "perhaps in force: start between ... and ...", "ended 19 June 2020, superseded by ...",
/// "draft", "void, never in force", "not yet in force".
pub fn status(sitting: &Sitting<'_>, directive: &Directive, version: &Version) -> Status {
    let no = |long: String| Status {
        word: InForce::No,
        long,
    };
    if version.stage == Stage::Draft {
        return no("draft".to_owned());
    }
    if is_void(version) {
        let by = version.ended.as_ref().and_then(|ended| ended.by.as_ref());
        return no(match by {
            Some(by) => format!("void by {by}, never in force"),
            None => "void, never in force".to_owned(),
        });
    }
    let calendar = sitting.calendar();
    let start = calendar.start(&directive.id, version).unwrap_or(Span {
        earliest: None,
        latest: None,
        never: false,
    });
    let end = end_of(sitting, directive, version);
    match sitting.in_force(directive, version) {
        InForce::No if start.passed(sitting.day) == Passed::No => {
            no(format!("not yet in force, start {}", span_phrase(&start)))
        }
        InForce::No => no(ended(sitting, end.as_ref())),
        InForce::Yes => Status {
            word: InForce::Yes,
            long: in_force(sitting, version, &start, end.as_ref()),
        },
        InForce::Uncertain => Status {
            word: InForce::Uncertain,
            long: perhaps(sitting, &start, end.as_ref()),
        },
    }
}

/// The end of a version as far as it is known: where it lies and what it is.
struct End {
    span: Span,
    /// "superseded by chicago-pd/x", "the version of 1 January 2021 began".
    how: String,
    is_expiry: bool,
    is_disputed: bool,
}

fn end_of(sitting: &Sitting<'_>, directive: &Directive, version: &Version) -> Option<End> {
    let calendar = sitting.calendar();
    let (id, label) = (directive.id.clone(), version.label.clone());
    if let Some(ending) = &version.ended {
        let by = ending.by.as_ref().map(ToString::to_string);
        let span = calendar.span(&Boundary::End(id, label))?;
        return Some(End {
            span,
            how: end_how(ending.how, by.as_deref()),
            is_expiry: false,
            is_disputed: span.never || ending.certainty == Some(Standing::Disputed),
        });
    }
    let chain = calendar.versions(&directive.id);
    let at = chain.iter().position(|other| other.label == label)?;
    if let Some(next) = chain.get(at + 1) {
        return Some(End {
            span: calendar.start(&directive.id, next)?,
            how: format!("replaced by the {}", version_word(next)),
            is_expiry: false,
            is_disputed: false,
        });
    }
    let span = calendar.span(&Boundary::Expiry(id, label))?;
    Some(End {
        span,
        how: "expires on its face".to_owned(),
        is_expiry: true,
        is_disputed: false,
    })
}

fn ended(sitting: &Sitting<'_>, end: Option<&End>) -> String {
    match end {
        Some(end)
            if end.span.earliest == Some(sitting.day) && end.span.latest == Some(sitting.day) =>
        {
            format!("ended this day, {}", end.how)
        }
        Some(end) => format!("ended {}, {}", span_phrase(&end.span), end.how),
        None => "not in force".to_owned(),
    }
}

fn in_force(sitting: &Sitting<'_>, version: &Version, start: &Span, end: Option<&End>) -> String {
    let mut out = "in force".to_owned();
    if start.earliest == Some(sitting.day) && start.latest == Some(sitting.day) {
        out += ", begins this day";
    }
    match end {
        Some(end) if end.is_expiry => {
            if let Some(last) = end.span.earliest.and_then(|day| day.pred_opt()) {
                out += &format!(", expires on its face on {}", long_day(last));
            }
        }
        Some(end) => {
            out += &match (end.span.earliest, end.span.latest) {
                (Some(from), Some(to)) if from == to => format!(", until {}", long_day(to)),
                _ => format!(", ends {}", span_phrase(&end.span)),
            };
        }
        None => out += &checked(sitting, version),
    }
    if let Some(hold) = whole_hold(sitting, version) {
        out += &format!("; cannot be enforced since {}, by {}", hold.0, hold.1);
    }
    out
}

/// What is said of a version without a known end: certainty ends with the last check.
fn checked(sitting: &Sitting<'_>, version: &Version) -> String {
    match version.last_checked {
        Some(date) if date.latest().is_some_and(|last| sitting.day <= last) => String::new(),
        Some(date) => format!(", end not known, last checked {}", date.long()),
        None => ", end not known, never checked".to_owned(),
    }
}

/// The suspension of a whole version that covers the day for certain: since when, by whom.
fn whole_hold(sitting: &Sitting<'_>, version: &Version) -> Option<(String, String)> {
    version
        .suspended
        .iter()
        .filter(|hold| hold.rules.is_empty())
        .find(|hold| hold.surely_lasts_on(sitting.day))
        .map(|hold| (hold.from.long(), hold.by.clone()))
}

fn perhaps(sitting: &Sitting<'_>, start: &Span, end: Option<&End>) -> String {
    let mut why = Vec::new();
    if start.passed(sitting.day) == Passed::Maybe {
        why.push(format!("start {}", span_phrase(start)));
    }
    if let Some(end) = end.filter(|end| end.span.passed(sitting.day) == Passed::Maybe) {
        why.push(if end.is_expiry {
            let last = end.span.earliest.and_then(|day| day.pred_opt());
            format!(
                "expired {}, or was renewed",
                last.map_or_else(
                    || "on its face".to_owned(),
                    |day| format!("on {}", long_day(day))
                )
            )
        } else if end.is_disputed {
            format!("end {} is disputed, {}", disputed_days(&end.span), end.how)
        } else {
            format!("end {}, {}", span_phrase(&end.span), end.how)
        });
    }
    if why.is_empty() {
        why.push("the dates of other versions leave it open".to_owned());
    }
    format!("perhaps in force: {}", why.join("; "))
}

fn disputed_days(span: &Span) -> String {
    span_phrase(&Span {
        never: false,
        ..*span
    })
}

/// The versions that are, or may be, in force on the day, in the order of their starts.
pub fn versions_in_force<'a>(
    sitting: &Sitting<'a>,
    directive: &Directive,
) -> Vec<(&'a Version, InForce)> {
    sitting
        .calendar()
        .versions(&directive.id)
        .iter()
        .map(|version| (*version, sitting.in_force(directive, version)))
        .filter(|(_, state)| *state != InForce::No)
        .collect()
}

/// The version that tells most about a directive on a day, and how the *directive* stands: the one
/// in force; of several that may be, the latest; else the last that has ended; else the next to
/// begin; else the last void one or draft. `None` only where it has no version at all.
pub fn current<'a>(
    sitting: &Sitting<'a>,
    directive: &'a Directive,
) -> Option<(&'a Version, Status)> {
    let standing = versions_in_force(sitting, directive);
    if let Some((last, _)) = standing.last() {
        let mut state = status(sitting, directive, last);
        if state.word == InForce::Uncertain && sitting.any_in_force(directive) == InForce::Yes {
            let names: Vec<String> = standing
                .iter()
                .rev()
                .map(|(version, _)| version_word(version))
                .collect();
            state = Status {
                word: InForce::Yes,
                long: format!(
                    "in force, not certain in which version: {}",
                    names.join(" or ")
                ),
            };
        }
        return Some((last, state));
    }
    let chain = sitting.calendar().versions(&directive.id);
    let begun = |version: &&&Version| {
        sitting
            .calendar()
            .start(&directive.id, version)
            .is_some_and(|span| span.passed(sitting.day) != Passed::No)
    };
    let version: &'a Version = chain
        .iter()
        .rfind(begun)
        .or_else(|| chain.first())
        .copied()
        .or_else(|| directive.versions.last())?;
    Some((version, status(sitting, directive, version)))
}

/// Since when a version stands, in words: "since 1 April 2013".
pub fn since(sitting: &Sitting<'_>, directive: &Directive, version: &Version) -> Option<String> {
    let span = sitting.calendar().start(&directive.id, version)?;
    Some(since_phrase(&span))
}

/// The end of a version as records write a date (EDTF): its own, or the start of the next version;
/// `None` where no end is known. A disputed end is an end; an expiry on the face is none.
pub fn end_date(sitting: &Sitting<'_>, directive: &Directive, version: &Version) -> Option<String> {
    let end = end_of(sitting, directive, version).filter(|end| !end.is_expiry)?;
    Some(edtf_of(end.span.earliest, end.span.latest))
}

/// How a single rule stands on the day, where that can differ from its version: by its own dates or
/// by a suspension. `None` where neither the rule nor a suspension says anything of its own.
pub fn rule_status<'a>(sitting: &Sitting<'a>, cited: &Cited<'a>) -> Option<Status> {
    let holds = cited
        .version
        .suspended
        .iter()
        .any(|hold| hold.covers(&cited.rule.id));
    if cited.rule.from.is_empty() && cited.rule.ended.is_none() && !holds {
        return None;
    }
    let (word, held) = sitting.rule_in_force(cited);
    let mut long = match word {
        InForce::Yes => "in force",
        InForce::Uncertain => "perhaps in force",
        InForce::No => "not in force",
    }
    .to_owned();
    match held {
        InForce::Yes => long += ", but suspended",
        InForce::Uncertain => long += ", perhaps suspended",
        InForce::No => {}
    }
    Some(Status { word, long })
}
