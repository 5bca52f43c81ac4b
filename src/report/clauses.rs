//! A decision list in clauses: what it comes down to, in as few words as mean the same.

use std::collections::BTreeSet;

use super::phrase::{NOTHING, Voice};
use super::words;
use crate::law::{Arm, Cited, Entry, Line};
use crate::model::{Codebook, Condition, Docket, Effect, Family, Slug};

/// The topic whose duty is nothing but its steps, so that "requires" alone says little.
const IN_STEPS: &str = "respond-to-request";

/// How many of its steps are told.
const STEPS: usize = 2;

/// The condition whose meaning depends on the rank of the rule that names it.
const LEGALLY_REQUIRED: &str = "legally-required";

/// The most cases into which the exceptions of a ban are taken apart.
const CASES_MAX: usize = 64;

/// One thing that a decision list comes down to.
#[derive(Debug, Clone)]
pub struct Clause<'a> {
    /// In words.
    pub text: String,
    /// The rules on which it rests: that of the arm, then those of the cases taken out of it.
    pub rests_on: Vec<Entry<'a>>,
}

/// The clauses of a line, in order, without arms that can never decide.
pub fn clauses<'a>(docket: &Docket, line: &Line<'a>, voice: Voice) -> Vec<Clause<'a>> {
    let arms: Vec<&Arm<'a>> = line
        .list
        .arms
        .iter()
        .enumerate()
        .filter(|(at, _)| line.reachable.contains(&Some(*at)))
        .map(|(_, arm)| arm)
        .collect();
    let mut told: BTreeSet<usize> = BTreeSet::new();
    let mut out: Vec<Clause<'a>> = Vec::new();
    let mut ends_open = false;
    let mut next = 0;
    while let Some(arm) = arms.get(next) {
        let at = next;
        next += 1;
        if told.contains(&at) {
            continue;
        }
        ends_open = arm.when.is_some();
        let mut rests_on = vec![arm.entry];
        let text = if let Some(own) = only(&arms, at) {
            told.insert(own);
            only_phrase(docket, arm, voice)
        } else {
            let run = run(docket, &arms, at, voice);
            next = run.end;
            ends_open &= !run.is_plain;
            rests_on.extend(arms[at + 1..run.end].iter().map(|arm| arm.entry));
            rests_on.extend(
                run.kept
                    .iter()
                    .flat_map(|kept| arms[*kept].taken_out.iter().copied()),
            );
            run_phrase(docket, &arms, &run, voice, &mut told)
        };
        let text = if out.is_empty() {
            text
        } else {
            format!("otherwise {text}")
        };
        out.push(Clause { text, rests_on });
    }
    // A cell has no room for it, and "when" says as much.
    if voice == Voice::Act
        && ends_open
        && line.reachable.contains(&None)
        && let Some(last) = out.last_mut()
    {
        last.text = format!("{}; otherwise {NOTHING}", last.text);
    }
    out
}

/// Arms of one effect that follow one another and are told as one.
struct Run {
    /// The arm after the last.
    end: usize,
    /// The arms whose exceptions are told.
    kept: Vec<usize>,
    /// Whether one of them holds in every case, so that no condition need be told.
    is_plain: bool,
}

/// The arms from `at` on that mean one thing together. Where one of them holds without condition,
/// the others add nothing. Of bans, each lifts only its own: what is free of all of them must be in
/// an exception of each, so a ban whose exceptions take in those of another adds nothing either.
fn run(docket: &Docket, arms: &[&Arm<'_>], at: usize, voice: Voice) -> Run {
    let verb = voice.arm(arms[at]);
    let alike = arms[at..]
        .iter()
        .take_while(|arm| voice.arm(arm) == verb)
        .count();
    let is_plain =
        |arm: &Arm<'_>| arm.when.is_none() && arm.unless.is_none() && arm.taken_out.is_empty();
    if let Some(plain) = (at..at + alike).find(|one| is_plain(arms[*one])) {
        return Run {
            end: plain + 1,
            kept: vec![plain],
            is_plain: true,
        };
    }
    let bans = arms[at..]
        .iter()
        .take(alike)
        .take_while(|arm| arm.effect == Effect::Prohibits && arm.when.is_none())
        .count();
    let end = at + bans.max(1);
    Run {
        end,
        kept: narrowest(docket, arms, at..end),
        is_plain: false,
    }
}

/// The bans of a run that are not taken in by another, in order.
fn narrowest(docket: &Docket, arms: &[&Arm<'_>], run: std::ops::Range<usize>) -> Vec<usize> {
    let rank = arms[run.start].entry.rank;
    let one_rank = arms[run.clone()].iter().all(|arm| arm.entry.rank == rank);
    let cases: Vec<Option<Vec<Case>>> = arms[run.clone()]
        .iter()
        .map(|arm| exceptions(arm, one_rank))
        .collect();
    let within = |a: usize, b: usize| match (&cases[a], &cases[b]) {
        (Some(a), Some(b)) => takes_in(&docket.codebook, a, b),
        _ => false,
    };
    (0..cases.len())
        .filter(|one| {
            !(0..cases.len()).any(|other| {
                other != *one && within(other, *one) && (!within(*one, other) || other < *one)
            })
        })
        .map(|one| run.start + one)
        .collect()
}

/// One case of an exception: terms that hold together, each with the meaning that its text gives it.
type Case = BTreeSet<(Slug, Option<String>)>;

/// The cases in which an arm is lifted; none where they cannot be compared with those of another.
fn exceptions(arm: &Arm<'_>, one_rank: bool) -> Option<Vec<Case>> {
    let mut all: Vec<Case> = Vec::new();
    if let Some(unless) = &arm.unless {
        all.extend(cases(unless, &arm.entry.cited)?);
    }
    for out in &arm.taken_out {
        let says = &out.cited.rule.says;
        if says.unless.is_some() {
            return None;
        }
        all.extend(cases(says.when.as_ref()?, &out.cited)?);
    }
    let relative = |case: &Case| case.iter().any(|(term, _)| term == LEGALLY_REQUIRED);
    (all.len() <= CASES_MAX && (one_rank || !all.iter().any(relative))).then_some(all)
}

/// A condition taken apart into its cases.
fn cases(condition: &Condition, cited: &Cited<'_>) -> Option<Vec<Case>> {
    let all = match condition {
        Condition::Term(term) => {
            let here = words::terms_of(cited.rule, cited.version)
                .iter()
                .find_map(|known| known.get(term).cloned());
            vec![Case::from([(term.clone(), here)])]
        }
        Condition::Any(parts) => {
            let each: Option<Vec<Vec<Case>>> =
                parts.iter().map(|part| cases(part, cited)).collect();
            each?.concat()
        }
        Condition::All(parts) => {
            let mut all = vec![Case::new()];
            for part in parts {
                let own = cases(part, cited)?;
                if all.len() * own.len() > CASES_MAX {
                    return None;
                }
                all = all
                    .iter()
                    .flat_map(|one| own.iter().map(move |other| one | other))
                    .collect();
            }
            all
        }
    };
    (all.len() <= CASES_MAX).then_some(all)
}

/// Whether every case of `a` is one of `b`: whatever lifts the first ban lifts the second.
fn takes_in(book: &Codebook, a: &[Case], b: &[Case]) -> bool {
    let implies = |a: &Case, b: &Case| {
        b.iter().all(|(wide, here)| {
            a.iter().any(|(narrow, there)| {
                here == there && book.steps_up(Family::Condition, narrow, wide).is_some()
            })
        })
    };
    a.iter().all(|a| b.iter().any(|b| implies(a, b)))
}

fn run_phrase(
    docket: &Docket,
    arms: &[&Arm<'_>],
    run: &Run,
    voice: Voice,
    told: &mut BTreeSet<usize>,
) -> String {
    let Some((first, rest)) = run.kept.split_first() else {
        return String::new();
    };
    let arm = arms[*first];
    if run.is_plain {
        return format!("{}{}", voice.arm(arm), steps(arm, voice));
    }
    let mut text = format!("{}{}", plain_phrase(docket, arm, voice), steps(arm, voice));
    for other in rest {
        let unless = exception_phrase(docket, arms[*other]).unwrap_or_default();
        text.push_str(&format!(", and even then unless {unless}"));
    }
    // A case that a permission took out of this ban is told with it, where every exception is such
    // a case: a ban that is merely lifted permits nothing.
    let cases: Vec<usize> = (run.end..arms.len())
        .filter(|later| arm.effect == Effect::Prohibits && is_case_of(arms[*later], arm))
        .collect();
    let lifted = usize::from(arm.unless.is_some() && !arm.implied);
    let all_permit = rest.is_empty()
        && lifted == 0
        && cases.len() == arm.taken_out.len() + usize::from(arm.implied)
        && arms[run.end..]
            .iter()
            .all(|next| next.effect == Effect::Permits);
    if !cases.is_empty() && all_permit {
        let then = voice.arm(arms[cases[0]]);
        text = format!("{text}; then {then}");
        told.extend(&cases);
    }
    text
}

/// The first steps of a duty that is nothing but its steps: those of whoever begins. An answer has
/// all steps below it; a cell has nothing else.
fn steps(arm: &Arm<'_>, voice: Voice) -> String {
    let rule = arm.entry.cited.rule;
    if voice == Voice::Act || arm.effect != Effect::Requires || rule.says.topic != IN_STEPS {
        return String::new();
    }
    let who = rule.steps.first().and_then(|step| step.by.as_ref());
    let first: Vec<&str> = rule
        .steps
        .iter()
        .take_while(|step| step.by.as_ref() == who)
        .take(STEPS)
        .map(|step| step.act.as_str())
        .collect();
    if first.is_empty() {
        return String::new();
    }
    format!(": {}", first.join("; "))
}

/// The permission that belongs to the ban of an `only`, where the two say it all.
fn only(arms: &[&Arm<'_>], at: usize) -> Option<usize> {
    let ban = arms[at];
    let alone = ban.implied && ban.taken_out.is_empty();
    alone
        .then(|| {
            arms.iter()
                .position(|arm| !arm.implied && arm.entry.cited.key() == ban.entry.cited.key())
        })
        .flatten()
        .filter(|own| *own == at + 1 && arms.len() == at + 2)
}

fn is_case_of(permission: &Arm<'_>, ban: &Arm<'_>) -> bool {
    permission.effect == Effect::Permits
        && (ban
            .taken_out
            .iter()
            .any(|out| out.cited.key() == permission.entry.cited.key())
            || (ban.implied && ban.entry.cited.key() == permission.entry.cited.key()))
}

fn only_phrase(docket: &Docket, ban: &Arm<'_>, voice: Voice) -> String {
    let cited = &ban.entry.cited;
    let mut text = voice.effect(Effect::Permits).to_owned();
    if let Some(when) = &cited.rule.says.when {
        text.push_str(&format!(" only when {}", condition(docket, when, cited)));
    }
    if let Some(unless) = &cited.rule.says.unless {
        text.push_str(&format!(
            "; says nothing where {}",
            condition(docket, unless, cited)
        ));
    }
    text
}

fn plain_phrase(docket: &Docket, arm: &Arm<'_>, voice: Voice) -> String {
    let mut text = voice.arm(arm);
    if let Some(when) = &arm.when {
        text.push_str(&format!(
            " when {}",
            condition(docket, when, &arm.entry.cited)
        ));
    }
    if let Some(exceptions) = exception_phrase(docket, arm) {
        text.push_str(&format!(" unless {exceptions}"));
    }
    text
}

/// What lifts an arm, in words: its own exception, then the cases taken out of it.
fn exception_phrase(docket: &Docket, arm: &Arm<'_>) -> Option<String> {
    let mut exceptions: Vec<String> = Vec::new();
    if let Some(unless) = &arm.unless {
        exceptions.push(bracketed(
            unless,
            condition(docket, unless, &arm.entry.cited),
            arm.taken_out.is_empty(),
        ));
    }
    for out in &arm.taken_out {
        let says = &out.cited.rule.says;
        let Some(when) = &says.when else { continue };
        let mut case = bracketed(
            when,
            condition(docket, when, &out.cited),
            arm.taken_out.len() == 1 && arm.unless.is_none(),
        );
        if let Some(unless) = &says.unless {
            case = format!(
                "{case} (but not where {})",
                condition(docket, unless, &out.cited)
            );
        }
        if !exceptions.contains(&case) {
            exceptions.push(case);
        }
    }
    (!exceptions.is_empty()).then(|| exceptions.join(" or "))
}

/// The words of a condition; a word that the text gives a meaning of its own carries it.
fn condition(docket: &Docket, condition: &Condition, cited: &Cited<'_>) -> String {
    words::condition(
        docket,
        condition,
        &words::terms_of(cited.rule, cited.version),
    )
}

fn bracketed(condition: &Condition, words: String, alone: bool) -> String {
    match condition {
        Condition::All(_) if !alone => format!("({words})"),
        _ => words,
    }
}
