//! The marks of a timeline and what they mean.

use crate::law::{Answer, Class, InForce, Word};
use crate::model::Effect;
use crate::report::{BarRow, Bars, Mark};

/// A mark with its meaning, in the order in which a key tells them.
pub(super) const MARKS: [(Mark, &str); 13] = [
    (mark('█', '#'), "prohibits"),
    (mark('▒', '%'), "prohibits with exceptions"),
    (mark('░', ':'), "prohibits in some cases"),
    (mark('R', 'R'), "requires"),
    (mark('r', 'r'), "requires with exceptions or conditions"),
    (mark('P', 'P'), "permits"),
    (mark('p', 'p'), "permits with exceptions or conditions"),
    (
        mark('X', 'X'),
        "depends on the role, the agency or the facts",
    ),
    (mark('?', '?'), "open: dates leave more than one answer"),
    (mark('S', 'S'), "suspended"),
    (
        mark('-', '-'),
        "nothing on record; a text that binds was not seen",
    ),
    (mark('·', '.'), "nothing on record"),
    (mark('━', '='), "in force"),
];

const fn mark(block: char, plain: char) -> Mark {
    Mark { block, plain }
}

/// The mark of a meaning.
fn named(text: &str) -> Mark {
    MARKS
        .iter()
        .find(|(_, meaning)| *meaning == text)
        .map_or(mark('!', '!'), |(mark, _)| *mark)
}

/// The mark of an answer. `is_hidden`: nothing decides while a text stands that was not seen.
pub(super) fn of_answer(answer: &Answer<'_>, is_hidden: bool) -> Mark {
    let suspended = answer
        .outcome
        .lines
        .iter()
        .all(|line| line.entries.is_empty())
        && !answer.suspended.is_empty();
    match (answer.word, answer.class) {
        (Word::Uncertain, _) => named("open: dates leave more than one answer"),
        (Word::ByRole | Word::ByCounterpart, _) | (Word::None, Class::Mixed) => {
            named("depends on the role, the agency or the facts")
        }
        (Word::Prohibits, Class::Prohibits) => named("prohibits"),
        (Word::Prohibits, _) => named("prohibits with exceptions"),
        (Word::Requires, Class::Requires) => named("requires"),
        (Word::Permits, Class::Permits) => named("permits"),
        (Word::None, Class::ProhibitsWhen) => named("prohibits in some cases"),
        (Word::Requires, _) | (Word::None, Class::RequiresWhen) => {
            named("requires with exceptions or conditions")
        }
        (Word::Permits, _) | (Word::None, Class::PermitsWhen) => {
            named("permits with exceptions or conditions")
        }
        (Word::None, _) if suspended => named("suspended"),
        (Word::None, _) if is_hidden => named("nothing on record; a text that binds was not seen"),
        (Word::None, _) => named("nothing on record"),
    }
}

/// The mark of a clause as it is written, in force, perhaps, or on hold.
pub(super) fn of_clause(effect: Effect, is_plain: bool, in_force: InForce, held: InForce) -> Mark {
    match (in_force, held) {
        (InForce::No, _) => return named("nothing on record"),
        (InForce::Uncertain, _) | (_, InForce::Uncertain) => {
            return named("open: dates leave more than one answer");
        }
        (InForce::Yes, InForce::Yes) => return named("suspended"),
        (InForce::Yes, InForce::No) => {}
    }
    named(match (effect, is_plain) {
        (Effect::Prohibits, true) => "prohibits",
        (Effect::Prohibits, false) => "prohibits with exceptions",
        (Effect::Requires, true) => "requires",
        (Effect::Requires, false) => "requires with exceptions or conditions",
        (Effect::Permits, true) => "permits",
        (Effect::Permits, false) => "permits with exceptions or conditions",
    })
}

/// The mark of a text itself.
pub(super) fn of_text(in_force: InForce, whole_hold: bool) -> Mark {
    match in_force {
        InForce::No => named("nothing on record"),
        InForce::Uncertain => named("open: dates leave more than one answer"),
        InForce::Yes if whole_hold => named("suspended"),
        InForce::Yes => named("in force"),
    }
}

/// Where a clause's text is in force and its rules are not known.
pub(super) fn unread() -> Mark {
    named("nothing on record; a text that binds was not seen")
}

/// The bars of some rows with the key of the marks that they use; `words` are meanings in other words
/// than those of a body's answers.
pub(super) fn bars(
    (from, until): (crate::model::Day, crate::model::Day),
    rows: Vec<BarRow>,
    words: &[(char, &str)],
) -> Bars {
    let used = |mark: &Mark| {
        let spans = rows.iter().flat_map(|row| &row.spans);
        spans.into_iter().any(|(_, _, other)| other == mark)
    };
    let key = MARKS
        .iter()
        .filter(|(mark, _)| used(mark))
        .map(|(mark, meaning)| {
            let other = words.iter().find(|(of, _)| *of == mark.block);
            (*mark, other.map_or(*meaning, |(_, text)| text).to_owned())
        })
        .collect();
    Bars {
        from,
        until,
        rows,
        key,
    }
}
