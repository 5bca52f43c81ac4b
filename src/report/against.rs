//! Where a new law stands against the law above it.

use std::collections::BTreeSet;

use super::{phrase, words};
use crate::law::{Bench, Calendar, Cited, Clash, Lens, Question, Settled};
use crate::model::{Day, DirectiveId, Docket, Slug};

/// Sentences on each rule of a version that, on a day, stands against a rule which binds the same body
/// and prevails over it by its rank, or against which nothing prevails; and on bans that may be
/// contrary to a higher ban on such bans.
pub fn against_above(
    docket: &Docket,
    (id, label): (&DirectiveId, &str),
    bodies: &[Slug],
    topics: &[Slug],
    on: Day,
) -> Vec<String> {
    let calendar = Calendar::new(docket);
    let is_ours = |cited: &Cited<'_>| cited.directive.id == *id && cited.version.label == *label;
    let mut told = BTreeSet::new();
    for body in bodies {
        let bench = Bench::new(docket, &calendar, body, on);
        for topic in topics {
            let answer = bench.answer(&Question {
                topic: topic.clone(),
                counterpart: None,
                role: None,
                given: BTreeSet::new(),
                lens: Lens::All,
            });
            for clash in &answer.clashes {
                let ours = [is_ours(&clash.over.cited), is_ours(&clash.under.cited)];
                told.extend(match (clash.settled, ours) {
                    (Settled::Rank, [false, true]) => Some(below(docket, body, clash)),
                    (Settled::Nothing, [true, false]) => Some(beside(docket, clash, true)),
                    (Settled::Nothing, [false, true]) => Some(beside(docket, clash, false)),
                    _ => None,
                });
            }
            for limit in &answer.limits {
                told.extend(limit.bans.iter().filter(|ban| is_ours(ban)).map(|ban| {
                    format!(
                        "{} may be contrary to {}, which stands above it and prohibits such limits.",
                        words::cite(ban),
                        words::cite(&limit.over)
                    )
                }));
            }
        }
    }
    told.into_iter().collect()
}

fn below(docket: &Docket, body: &Slug, clash: &Clash<'_>) -> String {
    let above = &clash.over;
    format!(
        "{} {} {}; above it, {} ({}) {} {}, and prevails.",
        words::cite(&clash.under.cited),
        clash.under_effect,
        words::topic(docket, &clash.under.cited.rule.says.topic),
        words::cite(&above.cited),
        phrase::origin(docket, body, above),
        clash.over_effect,
        words::topic(docket, &above.cited.rule.says.topic),
    )
}

fn beside(docket: &Docket, clash: &Clash<'_>, is_over: bool) -> String {
    let over = (&clash.over, clash.over_effect);
    let under = (&clash.under, clash.under_effect);
    let (ours, other) = if is_over {
        (over, under)
    } else {
        (under, over)
    };
    format!(
        "{} {} {}; {} {} {}, and nothing settles which prevails.",
        words::cite(&ours.0.cited),
        ours.1,
        words::topic(docket, &ours.0.cited.rule.says.topic),
        words::cite(&other.0.cited),
        other.1,
        words::topic(docket, &other.0.cited.rule.says.topic),
    )
}
