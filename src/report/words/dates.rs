//! Dates, spans, endings and suspensions as people read them.

use chrono::Datelike;

use crate::law::{Period, Span, StartBasis, start_basis};
use crate::model::date::{hull, long_day};
use crate::model::{
    DateClaim, Day, DirectiveId, Docket, EndHow, Ending, Lifted, Standing, Suspension, Version,
};

use super::other_name;

/// A date of a version with the act that it is the date of.
#[derive(Debug, Clone, Copy)]
pub struct DatedFact<'a> {
    /// "adopted", "signed", "issued", "effective", "published": a key of the records too.
    pub act: &'static str,
    /// Its rival values, at least one.
    pub claims: &'a [DateClaim],
}

/// The dates that a version has, in the order in which a text is born.
pub fn dated_facts(version: &Version) -> Vec<DatedFact<'_>> {
    let dates = &version.dates;
    [
        ("adopted", &dates.adopted),
        ("signed", &dates.signed),
        ("issued", &dates.issued),
        ("effective", &dates.effective),
        ("published", &dates.published),
    ]
    .into_iter()
    .filter(|(_, claims)| !claims.is_empty())
    .map(|(act, claims)| DatedFact { act, claims })
    .collect()
}

/// Rival values of a date: "May 2013, or June 2013 (disputed)"; "not known" where there is none.
pub fn date_claims(claims: &[DateClaim]) -> String {
    let each: Vec<String> = claims
        .iter()
        .map(|claim| match claim.certainty {
            Some(certainty) => format!("{} ({})", claim.on.long(), certainty.short()),
            None => claim.on.long(),
        })
        .collect();
    if each.is_empty() {
        "not known".to_owned()
    } else {
        each.join(", or ")
    }
}

/// A date as records write it (EDTF): a single value as it stands, rival values as the range from
/// the earliest to the latest day that any of them can mean; `None` without a value.
pub fn edtf(claims: &[DateClaim]) -> Option<String> {
    match claims {
        [] => None,
        [one] => Some(one.on.to_string()),
        many => {
            let (earliest, latest) = hull(many);
            Some(edtf_of(earliest, latest))
        }
    }
}

/// The days from the one to the other as records write them (EDTF); `None` is an open end.
pub fn edtf_of(earliest: Option<Day>, latest: Option<Day>) -> String {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    if earliest.is_some() && earliest == latest {
        day(earliest)
    } else {
        format!("{}..{}", day(earliest), day(latest))
    }
}

/// The days of a time as a label: "2017-02-01", "2020-05-06..06-19".
pub fn short_days(period: Period) -> String {
    match (period.from, period.until) {
        (Some(from), Some(until)) if from == until => from.to_string(),
        (Some(from), Some(until)) if from.year() == until.year() => {
            format!("{from}..{}", until.format("%m-%d"))
        }
        (Some(from), None) => format!("from {from}"),
        (from, until) => edtf_of(from, until),
    }
}

/// The days on which something begins or ends, after "start" or "end": "1 April 2013", "between 21
/// and 30 September 2019", "by 3 May 2019, day not known".
pub fn span_phrase(span: &Span) -> String {
    let days = match (span.earliest, span.latest) {
        (Some(from), Some(to)) if from == to => long_day(from),
        (Some(from), Some(to)) => between(from, to),
        (Some(from), None) => format!("on or after {}", long_day(from)),
        (None, Some(to)) => format!("by {}, day not known", long_day(to)),
        (None, None) => "day not known".to_owned(),
    };
    if span.never {
        format!("{days}, if at all")
    } else {
        days
    }
}

/// "between 21 and 30 September 2019": what both days share is said once.
fn between(from: Day, to: Day) -> String {
    let first = match (from.year() == to.year(), from.month() == to.month()) {
        (true, true) => from.format("%-d").to_string(),
        (true, false) => from.format("%-d %B").to_string(),
        _ => long_day(from),
    };
    format!("between {first} and {}", long_day(to))
}

/// "since 1 April 2013"; "since some day between ... and ..." where the day is not known.
pub fn since_phrase(span: &Span) -> String {
    match (span.earliest, span.latest) {
        (Some(from), Some(to)) if from == to => format!("since {}", long_day(from)),
        (Some(_), Some(_)) => format!("since some day {}", span_phrase(span)),
        (None, Some(to)) => format!("since {} at the latest", long_day(to)),
        _ => "since a day not known".to_owned(),
    }
}

/// On what the start of a version rests where that is not an effective date: "by date of issue".
pub fn start_note(version: &Version) -> Option<String> {
    match start_basis(version) {
        StartBasis::Effective => None,
        StartBasis::Mention => {
            Some("no date on record: known from a source or a check only".to_owned())
        }
        StartBasis::Adoption => {
            let nouns: Vec<&str> = dated_facts(version)
                .iter()
                .map(|fact| match fact.act {
                    "adopted" => "adoption",
                    "signed" => "signing",
                    "published" => "publication",
                    _ => "issue",
                })
                .collect();
            Some(format!("by date of {}", nouns.join(" or ")))
        }
    }
}

/// How an end came, without its day: "superseded by General Order 604 (fairfax-county-pd/go-604)".
pub(super) fn end_how(how: EndHow, by: Option<&str>) -> String {
    let word = match how {
        EndHow::Void => "void, never in force",
        other => other.word(),
    };
    match by {
        Some(by) => format!("{word} by {by}"),
        None => word.to_owned(),
    }
}

/// What brought an end about, without its day: "superseded by General Order 604
/// (fairfax-county-pd/go-604)".
pub fn ended_how(docket: &Docket, ending: &Ending) -> String {
    let by = ending.by.as_ref().map(|by| {
        let name = other_name(docket, &by.directive);
        match &by.version {
            Some(label) => format!("{name}, version {label}"),
            None => name,
        }
    });
    end_how(ending.how, by.as_deref())
}

/// An end in words: "2020, superseded by General Order 604 (fairfax-county-pd/go-604); disputed".
pub fn ending(docket: &Docket, ending: &Ending) -> String {
    let mut out = format!("{}, {}", date_claims(&ending.on), ended_how(docket, ending));
    if let Some(certainty) = ending
        .certainty
        .filter(|known| *known != Standing::Documented)
    {
        out += &format!(" ({})", certainty.short());
    }
    out
}

/// A suspension in words: "from 21 September 2015 until 13 April 2017, by S.D. Ohio (merits); lifted
/// by Sixth Circuit (standing)".
pub fn suspension(docket: &Docket, hold: &Suspension) -> String {
    let mut out = format!("from {}", hold.from.long());
    match hold.until {
        Some(until) => out += &format!(" until {}", until.long()),
        None => out += ", end not known",
    }
    out += &format!(", by {}", hold.by);
    if let Some(ground) = &hold.ground {
        out += &format!(" ({ground})");
    }
    if let Some(lifted) = lifted_how(docket, hold) {
        out += &format!("; lifted{lifted}");
    }
    out
}

/// What lifted a suspension, after "lifted": " by Sixth Circuit (the party could not sue)"; `None`
/// where that is not on record.
pub fn lifted_how(docket: &Docket, hold: &Suspension) -> Option<String> {
    let by = hold.lifted_by.as_ref().map(|by| {
        by.parse::<DirectiveId>()
            .map_or_else(|_| by.clone(), |id| other_name(docket, &id))
    });
    if by.is_none() && hold.lifted.is_none() {
        return None;
    }
    let mut out = by.map_or_else(String::new, |by| format!(" by {by}"));
    if let Some(ground) = hold.lifted {
        out += &format!(" ({})", lifted(ground));
    }
    Some(out)
}

const fn lifted(ground: Lifted) -> &'static str {
    match ground {
        Lifted::Merits => "on the merits",
        Lifted::Standing => "the party could not sue",
        Lifted::Stay => "stay pending appeal",
        Lifted::Preempted => "displaced by higher law",
        Lifted::OwnChoice => "by its own choice",
    }
}
