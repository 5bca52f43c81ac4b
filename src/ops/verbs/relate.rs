//! How a directive stands to another.

use super::{Amended, other_side, slip};
use crate::model::name::normalised;
use crate::model::{Directive, Relation, RelationType};
use crate::ops::new_directive::{DraftError, Wrong};
use crate::store::Reader;

/// What was typed for a relation.
#[derive(Debug, Clone, Default)]
pub struct NewRelation {
    /// The relation, read from this side to the other.
    pub kind: String,
    /// The other directive, or a version of it.
    pub other: String,
    /// The part on this side.
    pub part: Option<String>,
    /// The part on the other side.
    pub of: Option<String>,
}

/// Relates a directive to another.
///
/// # Errors
/// Where there is no such relation, or the other side is not on record.
pub fn relate(
    reader: &Reader,
    directive: &Directive,
    new: &NewRelation,
) -> Result<Amended, DraftError> {
    let kind = kind(directive, &new.kind)?;
    for (flag, text) in [("--part", &new.part), ("--of", &new.of)] {
        if let Some(text) = text.as_deref().filter(|text| text.trim().is_empty()) {
            return Err(Wrong::whole(flag, text, "a text is missing here").into());
        }
    }
    let other = other_side(reader, "", &new.other)?;
    if other.directive == directive.id {
        return Err(Wrong::whole("", &new.other, "this is the same directive")
            .cure("versions of one text follow one another by their dates")
            .into());
    }
    let trimmed = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
    let relation = Relation {
        kind,
        id: other,
        part: trimmed(&new.part),
        of: trimmed(&new.of),
    };
    let (id, named) = (&directive.id, &relation.id);
    if directive.relations.contains(&relation) {
        let said = format!("It is on record already: {id} {}.", told(&relation));
        return Ok(Amended::new(directive.clone(), said));
    }
    let is_mutual = matches!(kind, RelationType::MayBeSame | RelationType::Related);
    if is_mutual
        && let Some(there) = reader.directive(&named.directive)?
        && there.relations.iter().any(|one| {
            one.kind == kind
                && one.id.directive == *id
                && (&one.part, &one.of) == (&relation.of, &relation.part)
        })
    {
        let said = format!(
            "It is on record already, on the other side: {named} {} {id}.",
            verb(kind)
        );
        return Ok(Amended::new(directive.clone(), said));
    }
    let mut after = directive.clone();
    let said = format!("{id} {}.", told(&relation));
    after.relations.push(relation);
    Ok(Amended::new(after, said))
}

/// The relation in a phrase: `amends chicago-council/x (art. 2; there: 2-173)`.
fn told(relation: &Relation) -> String {
    let parts: Vec<String> = relation
        .part
        .clone()
        .into_iter()
        .chain(relation.of.as_ref().map(|of| format!("there: {of}")))
        .collect();
    let parts = if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join("; "))
    };
    format!("{} {}{parts}", verb(relation.kind), relation.id)
}

/// A relation as it stands between two names.
fn verb(kind: RelationType) -> &'static str {
    match kind {
        RelationType::Amends => "amends",
        RelationType::Implements => "implements",
        RelationType::Preempts => "preempts",
        RelationType::ChallengedUnder => "was challenged under",
        RelationType::MayBeSame => "may be the same as",
        RelationType::Related => "is related to",
    }
}

fn kind(directive: &Directive, text: &str) -> Result<RelationType, DraftError> {
    let word = normalised(text).replace(' ', "-");
    if let Ok(kind) = word.parse() {
        return Ok(kind);
    }
    let id = &directive.id;
    if [
        "supersede",
        "supersedes",
        "replaces",
        "repeals",
        "rescinds",
        "ends",
    ]
    .contains(&&*word)
    {
        return Err(Wrong::whole(
            "",
            text,
            "that one text ends another stands with the one that ended",
        )
        .cure(format!(
            "comity rescind OTHER --effective DATE --by {id}; for a new version: comity revise"
        ))
        .into());
    }
    let words = RelationType::ALL.iter().map(|kind| kind.word());
    Err(slip("a relation", "", text, words).into())
}
