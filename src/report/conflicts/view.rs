//! The JSON view of one contradiction, and the words in which a page tells it.

use std::collections::HashMap;
use std::rc::Rc;

use serde::{Serialize, Serializer};

use crate::law::{Cited, Conflict, Matter, Settled};
use crate::model::{Day, Docket, Effect, Family, Slug};
use crate::report::view::ArmView;
use crate::report::{phrase, words};

/// The name and version of the JSON view.
const SCHEMA: &str = "comity.conflicts/1";

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
    pub(super) on: String,
    /// The rule that prevails, or the first by id where nothing settles it.
    #[serde(serialize_with = "shared")]
    pub(super) over: Rc<ArmView>,
    /// The other rule.
    #[serde(serialize_with = "shared")]
    pub(super) under: Rc<ArmView>,
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
    pub(super) text: String,
    #[serde(skip)]
    pub(super) told: Told,
}

/// A suspension.
#[derive(Debug, Clone, Serialize)]
struct HoldView {
    by: String,
    from: String,
    until: Option<String>,
}

/// The words of a page.
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
    /// Whether it counts as one: what is suspended contradicts nothing.
    pub(super) is_finding: bool,
}

impl Told {
    /// Lets go of the words, of one that no page tells.
    pub(super) fn forget(&mut self) {
        *self = Self {
            topic: String::new(),
            over: String::new(),
            under: String::new(),
            settled: String::new(),
            at: String::new(),
            hold: None,
            bodies: Vec::new(),
            is_finding: self.is_finding,
        };
    }
}

impl ConflictView {
    /// The view of a contradiction for one body.
    pub(super) fn new(
        docket: &Docket,
        arms: &mut Arms,
        (body, on): (&Slug, Day),
        conflict: &Conflict<'_>,
    ) -> Self {
        let (kind, settled, hold) = match conflict.matter {
            Matter::Clash(settled) => ("clash", Some(settled), None),
            Matter::Suspended(settled, hold) => ("suspended", Some(settled), Some(hold)),
            Matter::MayBeContrary => ("may-be-contrary", None, None),
        };
        let (over, under) = phrase::citations(&conflict.over, &conflict.under);
        let told = Told {
            topic: topics(docket, &conflict.topics),
            over: rule(docket, &over, &conflict.over, conflict.over_effect),
            under: rule(docket, &under, &conflict.under, conflict.under_effect),
            settled: settled.map_or_else(String::new, |settled| how(docket, conflict, settled)),
            at: at(docket, conflict),
            hold: hold.map(|hold| words::suspension(docket, hold)),
            bodies: vec![docket.short(body).to_owned()],
            is_finding: hold.is_none(),
        };
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
            on: on.to_string(),
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
            text: sentence(kind, settled, &told, &over, &under),
            told,
        }
    }

    /// What makes two of them one, for several bodies.
    pub(super) fn key(&self) -> (u8, String, String, String) {
        let rank = match (self.kind, self.settled_by) {
            ("clash", Some("nothing")) => 0,
            ("clash", Some("date")) => 1,
            ("clash", _) => 2,
            ("may-be-contrary", _) => 3,
            _ => 4,
        };
        let what = format!(
            "{} {} {} {} {}",
            self.over.effect, self.under.effect, self.certainty, self.told.at, self.told.settled
        );
        (rank, self.over.rule.clone(), self.under.rule.clone(), what)
    }
}

/// Views of rules: one that stands in many contradictions is kept once.
#[derive(Default)]
pub(super) struct Arms(HashMap<(String, Effect), Rc<ArmView>>);

impl Arms {
    fn of(&mut self, docket: &Docket, cited: &Cited<'_>, effect: Effect) -> Rc<ArmView> {
        let key = (cited.reference().to_string(), effect);
        let made = self.0.entry(key).or_insert_with(|| {
            Rc::new(ArmView {
                effect: effect.word().to_owned(),
                ..ArmView::beside(docket, cited)
            })
        });
        Rc::clone(made)
    }
}

fn shared<S: Serializer>(view: &Rc<ArmView>, serializer: S) -> Result<S::Ok, S::Error> {
    view.as_ref().serialize(serializer)
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

fn sentence(kind: &str, settled: Option<Settled>, told: &Told, over: &str, under: &str) -> String {
    let at = if told.at.is_empty() {
        String::new()
    } else {
        format!(" ({})", told.at)
    };
    match (kind, settled) {
        ("may-be-contrary", _) => format!("{under} may be contrary to {over}"),
        ("suspended", _) => format!(
            "{over} against {under}{at}: no clash while one is suspended, {}",
            told.hold.as_deref().unwrap_or_default()
        ),
        (_, Some(Settled::Nothing)) => format!("{over} against {under}{at}: nothing settles it"),
        _ => format!("{over} prevails over {under}{at}, by {}", told.settled),
    }
}
