//! The JSON views that several reports share. They are types of their own, never the model's: a
//! key, once there, stays.

use serde::Serialize;

use crate::law::{Arm, Cited, Clash, Entry};
use crate::model::{Bond, Condition, Docket, Scope, Source, Step};

/// A rule as an arm of a decision, or beside it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ArmView {
    /// requires, permits, prohibits.
    pub effect: &'static str,
    /// `when ... unless ...` in codebook keys, or null.
    pub condition: Option<String>,
    /// `ISSUER/SLUG@LABEL#RULE`.
    pub rule: String,
    /// Topic key.
    pub topic: String,
    /// Counterpart key, or null.
    pub counterpart: Option<String>,
    /// Role key, of the rule or its binding, or null.
    pub role: Option<String>,
    /// `ISSUER/SLUG`.
    pub directive: String,
    /// Label.
    pub version: String,
    /// Section and paragraph, or null.
    pub cite: Option<String>,
    /// federal, state, local, department.
    pub level: &'static str,
    /// The item that binds the body, as in a record; null where that was not asked.
    pub binding: Option<String>,
    /// How well it is known.
    pub standing: &'static str,
}

impl ArmView {
    /// An arm of a decision list, with what was taken out of it.
    pub(super) fn of_arm(arm: &Arm<'_>) -> Self {
        let exceptions: Vec<Condition> = arm
            .unless
            .iter()
            .cloned()
            .chain(
                arm.taken_out
                    .iter()
                    .filter_map(|out| out.cited.rule.says.when.clone()),
            )
            .collect();
        let unless = exceptions.into_iter().reduce(Condition::or);
        Self {
            effect: arm.effect.word(),
            condition: condition(arm.when.as_ref(), unless.as_ref()),
            ..Self::of_entry(&arm.entry)
        }
    }

    /// A rule in play, as written.
    pub(super) fn of_entry(entry: &Entry<'_>) -> Self {
        Self {
            role: entry.role.map(ToString::to_string),
            level: entry.rank.level.word(),
            binding: Some(binding(entry.bond)),
            ..Self::as_written(&entry.cited, entry.rank.level.word())
        }
    }

    /// A rule that is not in play, as written. `level` is that of its issuer.
    pub(super) fn as_written(cited: &Cited<'_>, level: &'static str) -> Self {
        let says = &cited.rule.says;
        Self {
            effect: says.effect.word(),
            condition: condition(says.when.as_ref(), says.unless.as_ref()),
            rule: cited.reference().to_string(),
            topic: says.topic.to_string(),
            counterpart: says.counterpart.as_ref().map(ToString::to_string),
            role: says.role.as_ref().map(ToString::to_string),
            directive: cited.directive.id.to_string(),
            version: cited.version.label.clone(),
            cite: cited.rule.cite.clone(),
            level,
            binding: None,
            standing: cited.standing().word(),
        }
    }

    /// A rule that is not in play, with the level of its issuer.
    pub(super) fn beside(docket: &Docket, cited: &Cited<'_>) -> Self {
        Self::as_written(cited, docket.level(&cited.directive.id.issuer).word())
    }
}

fn condition(when: Option<&Condition>, unless: Option<&Condition>) -> Option<String> {
    match (when, unless) {
        (None, None) => None,
        (Some(when), None) => Some(format!("when {when}")),
        (None, Some(unless)) => Some(format!("unless {unless}")),
        (Some(when), Some(unless)) => Some(format!("when {when} unless {unless}")),
    }
}

/// An item of a `binds` list in one line: `within us-nc, kinds sheriff and jail, role jail`.
pub(super) fn binding(bond: &Bond) -> String {
    let mut text = match &bond.scope {
        Scope::Org(org) => format!("org {org}"),
        Scope::Of(place) => format!("of {place}"),
        Scope::Within(place) => format!("within {place}"),
    };
    if !bond.kinds.is_empty() {
        let kinds: Vec<String> = bond.kinds.iter().map(ToString::to_string).collect();
        text.push_str(&format!(", kinds {}", kinds.join(" and ")));
    }
    if let Some(role) = &bond.role {
        text.push_str(&format!(", role {role}"));
    }
    text
}

/// A clash, seen from the rule that decides.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ClashView {
    /// The other rule.
    pub with: ArmView,
    /// rank, specialty, amendment, date, nothing.
    pub settled_by: String,
    /// The rule that prevails, or the first by id.
    pub rule: String,
}

impl ClashView {
    /// The view of a clash.
    pub(super) fn new(clash: &Clash<'_>) -> Self {
        Self {
            with: ArmView::of_entry(&clash.under),
            settled_by: clash.settled.word().to_owned(),
            rule: clash.over.cited.reference().to_string(),
        }
    }
}

/// A source.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SourceView {
    /// Title.
    pub title: String,
    /// Publisher, or null.
    pub publisher: Option<String>,
    /// Address, or null.
    pub url: Option<String>,
    /// EDTF, or null.
    pub date: Option<String>,
    /// primary, official-statement, court, press, secondary.
    pub kind: String,
}

impl SourceView {
    /// The view of a source.
    pub(super) fn new(source: &Source) -> Self {
        Self {
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            url: source.url.clone(),
            date: source.date.map(|date| date.to_string()),
            kind: source.kind.word().to_owned(),
        }
    }
}

/// A step of a procedure.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StepView {
    /// Who, or null.
    pub by: Option<String>,
    /// What is to be done.
    #[serde(rename = "do")]
    pub act: String,
    /// Within what time, or null.
    pub within: Option<String>,
    /// What starts that time, or null.
    pub after: Option<String>,
}

impl StepView {
    /// The view of a step.
    pub(super) fn new(step: &Step) -> Self {
        Self {
            by: step.by.clone(),
            act: step.act.clone(),
            within: step.within.clone(),
            after: step.after.clone(),
        }
    }
}

/// The sources that carry a rule: its own, else its version's.
pub(super) fn sources<'a>(cited: &Cited<'a>) -> Vec<&'a Source> {
    let names = if cited.rule.sources.is_empty() {
        &cited.version.sources
    } else {
        &cited.rule.sources
    };
    names
        .iter()
        .filter_map(|name| cited.directive.sources.get(name))
        .collect()
}
