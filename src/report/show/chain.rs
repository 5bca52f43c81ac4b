//! How a directive stands to others, from both sides, as far as the docket holds them.

use super::view::LinkView;
use crate::model::{Directive, DirectiveId, Docket, EndHow, Ending, RelationType};

/// A relation with its words, seen from either side.
#[derive(Clone, Copy)]
struct Side {
    key: &'static str,
    label: &'static str,
}

const fn side(key: &'static str, label: &'static str) -> Side {
    Side { key, label }
}

/// What ended this one, and what this one ended.
const fn end_sides(how: EndHow) -> (Side, Side) {
    match how {
        EndHow::Superseded => (
            side("superseded-by", "superseded by"),
            side("supersedes", "supersedes"),
        ),
        EndHow::Amended => (
            side("replaced-by-amendment", "amended away by"),
            side("replaces-by-amendment", "amended away"),
        ),
        EndHow::Rescinded => (
            side("rescinded-by", "rescinded by"),
            side("rescinds", "rescinds"),
        ),
        EndHow::Repealed => (
            side("repealed-by", "repealed by"),
            side("repeals", "repeals"),
        ),
        EndHow::Expired | EndHow::Terminated => {
            (side("ended-by", "ended by"), side("ends", "ends"))
        }
        EndHow::Void => (
            side("made-void-by", "made void by"),
            side("makes-void", "makes void"),
        ),
    }
}

/// The relation from this side, and from the other.
const fn sides(kind: RelationType) -> (Side, Side) {
    match kind {
        RelationType::Amends => (side("amends", "amends"), side("amended-by", "amended by")),
        RelationType::Implements => (
            side("implements", "implements"),
            side("implemented-by", "implemented by"),
        ),
        RelationType::Preempts => (
            side("preempts", "displaces"),
            side("preempted-by", "displaced by"),
        ),
        RelationType::ChallengedUnder => (
            side("challenged-under", "challenged under"),
            side("ground-of-challenge-to", "ground of a challenge to"),
        ),
        RelationType::MayBeSame => {
            let same = side("may-be-same", "may be the same as");
            (same, same)
        }
        RelationType::Related => {
            let related = side("related", "related to");
            (related, related)
        }
    }
}

/// Every link of a directive, what ended it and what it ended first; each once.
pub(super) fn links(docket: &Docket, directive: &Directive) -> Vec<LinkView> {
    let mut all = Vec::new();
    for (part, ending) in endings(directive) {
        if let Some(by) = ending.by.as_ref().filter(|by| by.directive != directive.id) {
            let of = by
                .version
                .as_deref()
                .map(|label| format!("version {label}"));
            all.push(link(
                docket,
                end_sides(ending.how).0,
                &by.directive,
                Some(part),
                of,
            ));
        }
    }
    for other in docket
        .directives
        .values()
        .filter(|other| other.id != directive.id)
    {
        for (part, ending) in endings(other) {
            if let Some(by) = ending.by.as_ref().filter(|by| by.directive == directive.id) {
                let here = by
                    .version
                    .as_deref()
                    .map(|label| format!("version {label}"));
                all.push(link(
                    docket,
                    end_sides(ending.how).1,
                    &other.id,
                    here,
                    Some(part),
                ));
            }
        }
    }
    for relation in &directive.relations {
        let of = described(relation.id.version.as_deref(), relation.of.as_deref());
        all.push(link(
            docket,
            sides(relation.kind).0,
            &relation.id.directive,
            relation.part.clone(),
            of,
        ));
    }
    for other in docket
        .directives
        .values()
        .filter(|other| other.id != directive.id)
    {
        for relation in &other.relations {
            if relation.id.directive == directive.id {
                let here = described(relation.id.version.as_deref(), relation.of.as_deref());
                all.push(link(
                    docket,
                    sides(relation.kind).1,
                    &other.id,
                    here,
                    relation.part.clone(),
                ));
            }
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|link| seen.insert((link.label, link.text.clone())));
    all
}

/// The ends of a directive's versions and rules, each with the part that ends.
fn endings(directive: &Directive) -> impl Iterator<Item = (String, &Ending)> {
    directive.versions.iter().flat_map(|version| {
        let whole = version
            .ended
            .iter()
            .map(|ending| (format!("version {}", version.label), ending));
        let rules = version.rules.iter().filter_map(|rule| {
            let part = match &rule.cite {
                Some(cite) => format!("{cite} ({})", rule.id),
                None => rule.id.to_string(),
            };
            rule.ended.as_ref().map(|ending| (part, ending))
        });
        whole.chain(rules).collect::<Vec<_>>()
    })
}

fn described(version: Option<&str>, part: Option<&str>) -> Option<String> {
    let version = version.map(|label| format!("version {label}"));
    match (version, part) {
        (Some(version), Some(part)) => Some(format!("{version}, {part}")),
        (version, part) => version.or_else(|| part.map(str::to_owned)),
    }
}

fn link(
    docket: &Docket,
    side: Side,
    other: &DirectiveId,
    part: Option<String>,
    of: Option<String>,
) -> LinkView {
    let name = docket
        .directives
        .get(other)
        .map(|other| other.name().to_owned());
    let mut text = match &name {
        Some(name) => format!("{name} ({other})"),
        None => format!("{other} (not on record)"),
    };
    if let Some(of) = &of {
        text += &format!(", there {of}");
    }
    if let Some(part) = &part {
        text += &format!("; here {part}");
    }
    LinkView {
        relation: side.key,
        id: other.to_string(),
        name,
        part,
        of,
        label: side.label,
        text,
    }
}
