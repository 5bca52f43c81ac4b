//! The JSON view of one contradiction, and the words in which a page tells it.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::law::{Cited, Conflict, Matter, Settled};
use crate::model::{Day, Docket, Effect, Family, Slug, Suspension};
use crate::report::view::ArmView;
use crate::report::{phrase, words};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.conflicts/1";
/// The kinds of contradictions.
pub(super) const CLASH: &str = "clash";
pub(super) const SUSPENDED: &str = "suspended";
pub(super) const MAY_BE_CONTRARY: &str = "may-be-contrary";

/// Two rules that contradict each other.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictView {
    schema: &'static str,
    /// clash, may-be-contrary, suspended.
    pub(super) kind: &'static str,
    /// rank, date, nothing; null for what may be contrary.
    pub(super) settled_by: Option<&'static str>,
    /// certain, uncertain.
    pub(super) certainty: &'static str,
    /// The bodies for which it is so.
    pub(super) organizations: Vec<String>,
    #[serde(serialize_with = "written")]
    pub(super) on: Day,
    /// The rule that prevails, or the first by id where nothing settles it.
    #[serde(serialize_with = "shared")]
    pub(super) over: Arc<ArmView>,
    /// The other rule.
    #[serde(serialize_with = "shared")]
    pub(super) under: Arc<ArmView>,
    /// The broadest topics on which they meet.
    pub(super) topics: Vec<String>,
    /// The widest counterparts; empty: toward any.
    pub(super) counterparts: Vec<String>,
    /// The roles; empty: for everyone.
    pub(super) roles: Vec<String>,
    /// The smallest sets of facts that bring both; an empty set where none are needed.
    pub(super) facts: Vec<Vec<String>>,
    /// The suspension that keeps it from being a clash, or null.
    suspended: Option<HoldView>,
    /// The whole in one sentence.
    pub(super) text: Box<str>,
}

/// A suspension.
#[derive(Debug, Clone, Serialize)]
struct HoldView {
    by: String,
    from: String,
    until: Option<String>,
}

/// The words of a page, kept only of those that it tells.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) topic: String,
    pub(super) over: String,
    pub(super) under: String,
    pub(super) settled: String,
    pub(super) at: String,
    pub(super) hold: Option<String>,
    /// The names of the bodies.
    pub(super) bodies: Vec<String>,
}

/// What makes two contradictions one, for several bodies, and their order: first what is least
/// settled, then by the ids of the rules.
#[derive(Debug, Clone)]
pub(super) struct Key {
    rank: u8,
    over: Arc<ArmView>,
    under: Arc<ArmView>,
    what: Arc<str>,
}

impl Key {
    fn parts(&self) -> (u8, &str, &str, &str) {
        (self.rank, &self.over.rule, &self.under.rule, &self.what)
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Key {}

/// How two rules meet, in the words of a page and of the one sentence.
pub(super) struct Meeting {
    settled: String,
    at: String,
    hold: Option<String>,
}

impl Meeting {
    /// Puts it into words.
    pub(super) fn new(docket: &Docket, conflict: &Conflict<'_>) -> Self {
        let (_, settled, hold) = kind(conflict);
        Self {
            settled: settled.map_or_else(String::new, |settled| how(docket, conflict, settled)),
            at: at(docket, conflict),
            hold: hold.map(|hold| words::suspension(docket, hold)),
        }
    }
}

impl Told {
    /// The words of a contradiction for one body.
    pub(super) fn new(docket: &Docket, conflict: &Conflict<'_>, meeting: Meeting) -> Self {
        let (over, under) = phrase::citations(&conflict.over, &conflict.under);
        Self {
            topic: topics(docket, &conflict.topics),
            over: rule(docket, &over, &conflict.over, conflict.over_effect),
            under: rule(docket, &under, &conflict.under, conflict.under_effect),
            settled: meeting.settled,
            at: meeting.at,
            hold: meeting.hold,
            bodies: Vec::new(),
        }
    }
}

impl ConflictView {
    /// The view of a contradiction for one body.
    pub(super) fn new(
        docket: &Docket,
        arms: &mut Arms,
        (body, on): (&Slug, Day),
        (conflict, meeting): (&Conflict<'_>, &Meeting),
    ) -> Self {
        let (kind, settled, hold) = kind(conflict);
        let (over, under) = phrase::citations(&conflict.over, &conflict.under);
        Self {
            schema: SCHEMA,
            kind,
            settled_by: settled.map(Settled::word),
            certainty: if conflict.is_certain {
                "certain"
            } else {
                "uncertain"
            },
            organizations: vec![body.to_string()],
            on,
            over: arms.of(docket, &conflict.over, conflict.over_effect),
            under: arms.of(docket, &conflict.under, conflict.under_effect),
            topics: keys(&conflict.topics),
            counterparts: keys(&conflict.counterparts),
            roles: keys(&conflict.roles),
            facts: conflict
                .facts
                .iter()
                .map(|set| set.iter().map(ToString::to_string).collect())
                .collect(),
            suspended: hold.map(|hold| HoldView {
                by: hold.by.clone(),
                from: hold.from.to_string(),
                until: hold.until.map(|until| until.to_string()),
            }),
            text: sentence(kind, settled, meeting, &over, &under).into(),
        }
    }

    /// Whether it counts as one: what is suspended contradicts nothing.
    pub(super) fn is_finding(&self) -> bool {
        self.kind != SUSPENDED
    }

    /// What makes two of them one, for several bodies. What is said alike is kept once in `known`.
    pub(super) fn key(&self, meeting: &Meeting, known: &mut HashSet<Arc<str>>) -> Key {
        let rank = match (self.kind, self.settled_by) {
            (CLASH, Some("nothing")) => 0,
            (CLASH, Some("date")) => 1,
            (CLASH, _) => 2,
            (MAY_BE_CONTRARY, _) => 3,
            _ => 4,
        };
        let what = format!(
            "{} {} {} {} {}",
            self.over.effect, self.under.effect, self.certainty, meeting.at, meeting.settled
        );
        let what = known.get(what.as_str()).cloned().unwrap_or_else(|| {
            let what: Arc<str> = what.into();
            known.insert(Arc::clone(&what));
            what
        });
        Key {
            rank,
            over: Arc::clone(&self.over),
            under: Arc::clone(&self.under),
            what,
        }
    }
}

/// The kind of a contradiction, what settles it and what holds it.
const fn kind<'a>(
    conflict: &Conflict<'a>,
) -> (&'static str, Option<Settled>, Option<&'a Suspension>) {
    match conflict.matter {
        Matter::Clash(settled) => (CLASH, Some(settled), None),
        Matter::Suspended(settled, hold) => (SUSPENDED, Some(settled), Some(hold)),
        Matter::MayBeContrary => (MAY_BE_CONTRARY, None, None),
    }
}

/// Views of rules: one that stands in many contradictions is kept once.
#[derive(Default)]
pub(super) struct Arms(HashMap<(String, Effect), Arc<ArmView>>);

impl Arms {
    fn of(&mut self, docket: &Docket, cited: &Cited<'_>, effect: Effect) -> Arc<ArmView> {
        let key = (cited.reference().to_string(), effect);
        let made = self.0.entry(key).or_insert_with(|| {
            Arc::new(ArmView {
                effect: effect.word(),
                ..ArmView::beside(docket, cited)
            })
        });
        Arc::clone(made)
    }
}

fn shared<S: Serializer>(view: &Arc<ArmView>, serializer: S) -> Result<S::Ok, S::Error> {
    view.as_ref().serialize(serializer)
}

fn written<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn keys(slugs: &[Slug]) -> Vec<String> {
    slugs.iter().map(ToString::to_string).collect()
}

fn topics(docket: &Docket, topics: &[Slug]) -> String {
    let words: Vec<String> = topics
        .iter()
        .map(|topic| words::topic(docket, topic).to_owned())
        .collect();
    words::listed(&words, "and")
}

/// A rule with its citation, in words; the ban of an `only` is said to be one.
fn rule(docket: &Docket, citation: &str, cited: &Cited<'_>, effect: Effect) -> String {
    let says = words::sentence(docket, cited.rule, cited.version);
    let implied = if effect == cited.rule.effect() {
        ""
    } else {
        " (and by that prohibits otherwise)"
    };
    format!("{citation}; {says}{implied}; {}", cited.standing().short())
}

/// For whom, toward whom and under which facts the two meet.
fn at(docket: &Docket, conflict: &Conflict<'_>) -> String {
    let mut parts = Vec::new();
    if !conflict.roles.is_empty() {
        let roles: Vec<String> = conflict
            .roles
            .iter()
            .map(|role| words::role(docket, role).to_owned())
            .collect();
        parts.push(format!("for {}", words::listed(&roles, "and")));
    }
    if !conflict.counterparts.is_empty() {
        let sides: Vec<String> = conflict
            .counterparts
            .iter()
            .map(|side| words::counterpart(docket, side).to_owned())
            .collect();
        parts.push(format!("toward {}", words::listed(&sides, "and")));
    }
    let sets: Vec<String> = conflict
        .facts
        .iter()
        .filter(|set| !set.is_empty())
        .map(|set| {
            let each: Vec<String> = set
                .iter()
                .map(|fact| docket.codebook.words(Family::Condition, fact).to_owned())
                .collect();
            words::listed(&each, "and")
        })
        .collect();
    if !sets.is_empty() {
        parts.push(format!("when {}", sets.join(", or ")));
    }
    parts.join(", ")
}

fn how(docket: &Docket, conflict: &Conflict<'_>, settled: Settled) -> String {
    let level = |cited: &Cited<'_>| docket.level(&cited.directive.id.issuer);
    let (over, under) = (level(&conflict.over), level(&conflict.under));
    match settled {
        Settled::Rank if over != under => {
            format!("rank: {} before {}", over.word(), under.word())
        }
        Settled::Rank => {
            let kind = |cited: &Cited<'_>| {
                let kind = &cited.directive.kind;
                docket.codebook.words(Family::Type, kind).to_owned()
            };
            let (over, under) = (kind(&conflict.over), kind(&conflict.under));
            if over == under {
                "rank: a finding of no power comes last".to_owned()
            } else {
                format!("rank: {over} before {under}")
            }
        }
        Settled::Date => "date: the later text prevails".to_owned(),
        Settled::Nothing => "nothing: neither is higher, more special or later".to_owned(),
        Settled::Specialty | Settled::Amendment => settled.word().to_owned(),
    }
}

fn sentence(
    kind: &str,
    settled: Option<Settled>,
    meeting: &Meeting,
    over: &str,
    under: &str,
) -> String {
    let at = if meeting.at.is_empty() {
        String::new()
    } else {
        format!(" ({})", meeting.at)
    };
    match (kind, settled) {
        (MAY_BE_CONTRARY, _) => format!("{under} may be contrary to {over}"),
        (SUSPENDED, _) => format!(
            "{over} against {under}{at}: no clash while one is suspended, {}",
            meeting.hold.as_deref().unwrap_or_default()
        ),
        (_, Some(Settled::Nothing)) => format!("{over} against {under}{at}: nothing settles it"),
        _ => format!("{over} prevails over {under}{at}, by {}", meeting.settled),
    }
}
