//! What is drawn: plain numbers and choices, the first of each the plainest, so that a failure
//! shrinks to few texts, exact dates and rules without ornament.

use comity::model::{Effect, Found, Seen};
use proptest::prelude::*;
use proptest::sample::Index;

use super::world::{CONDITIONS, TEXTS, TOPICS};

/// How well a date is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blur {
    Exact,
    /// With a mark, which moves nothing.
    Marked,
    Month,
    Year,
    /// Some day around it: this many days before and after.
    Around(u16, u16),
    /// The true day and another, this many days off.
    Rival(i16),
    /// No value at all.
    Missing,
}

/// Which date of a version is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Effective,
    Adopted,
    Signed,
    Issued,
    Published,
}

/// How a version ends that is the last of its chain, or before the next begins.
#[derive(Debug, Clone)]
pub(super) enum End {
    None,
    /// By itself, some days after it began.
    Day(u16, Blur),
    /// The same, and disputed.
    Disputed(u16, Blur),
    /// By another text that began later.
    By(Index, Blur),
    /// On its face date, or renewed.
    Expires(u16),
    /// It was never in force.
    Void,
}

#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) effect: Effect,
    pub(super) topic: &'static str,
    pub(super) counterpart: Option<&'static str>,
    pub(super) role: Option<&'static str>,
    pub(super) only: bool,
    pub(super) when: Vec<&'static str>,
    pub(super) unless: Vec<&'static str>,
    /// Whether the parts of a condition are all asked for, or one.
    pub(super) all: bool,
    pub(super) protected: bool,
    pub(super) binds: Option<&'static str>,
    /// Days after the version's start.
    pub(super) from: Option<(u16, Blur)>,
    pub(super) ended: Option<(u16, Blur, bool)>,
    pub(super) no_authority: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Suspension {
    pub(super) after: u16,
    pub(super) from: Blur,
    pub(super) until: Option<(u16, Blur)>,
    /// One rule only.
    pub(super) rule: Option<Index>,
}

#[derive(Debug, Clone)]
pub(super) struct Version {
    /// Steps of sixteen days since the version before, or since the beginning.
    pub(super) steps: u16,
    pub(super) kind: Kind,
    pub(super) blur: Blur,
    pub(super) draft: bool,
    pub(super) end: End,
    pub(super) rules: Vec<Rule>,
    pub(super) text: Seen,
    pub(super) silent: Option<&'static str>,
    /// Days after the start.
    pub(super) checked: Option<u16>,
    pub(super) suspension: Option<Suspension>,
    pub(super) binds: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub(super) struct Directive {
    pub(super) versions: Vec<Version>,
    pub(super) amends: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Spec {
    /// Which texts of the stage, with what was drawn for each.
    pub(super) texts: Vec<(usize, Directive)>,
    /// The text whose bond is disputed, and since how many days after the beginning.
    pub(super) disputed: Option<(Index, u16)>,
    pub(super) coverage: Vec<(Option<&'static str>, Found)>,
}

fn blurs() -> impl Strategy<Value = Blur> {
    prop_oneof![
        8 => Just(Blur::Exact),
        1 => Just(Blur::Marked),
        2 => Just(Blur::Month),
        1 => Just(Blur::Year),
        1 => (0u16..30, 0u16..30).prop_map(|(a, b)| Blur::Around(a, b)),
        1 => (-40i16..40).prop_map(Blur::Rival),
    ]
}

fn or_missing() -> impl Strategy<Value = Blur> {
    prop_oneof![5 => blurs(), 1 => Just(Blur::Missing)]
}

fn ends() -> impl Strategy<Value = End> {
    prop_oneof![
        10 => Just(End::None),
        2 => (10u16..900, blurs()).prop_map(|(days, blur)| End::Day(days, blur)),
        3 => (any::<Index>(), or_missing()).prop_map(|(other, blur)| End::By(other, blur)),
        1 => (10u16..900, blurs()).prop_map(|(days, blur)| End::Disputed(days, blur)),
        1 => (10u16..500).prop_map(End::Expires),
        1 => Just(End::Void),
    ]
}

fn rarely<T: std::fmt::Debug + Clone + 'static>(
    weight: u32,
    strategy: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Option<T>> {
    prop_oneof![(10 - weight) => Just(None), weight => strategy.prop_map(Some)]
}

fn flag(weight: u32) -> impl Strategy<Value = bool> {
    prop_oneof![(20 - weight) => Just(false), weight => Just(true)]
}

fn conditions() -> impl Strategy<Value = Vec<&'static str>> {
    let some = proptest::sample::subsequence(CONDITIONS, 1..=2);
    prop_oneof![3 => Just(Vec::new()), 2 => some]
}

fn rules() -> impl Strategy<Value = Rule> {
    let sentence = (
        proptest::sample::select(&[Effect::Prohibits, Effect::Permits, Effect::Requires][..]),
        prop_oneof![
            8 => Just(TOPICS[0]),
            3 => Just(TOPICS[1]),
            3 => Just(TOPICS[2]),
            1 => Just(TOPICS[3]),
        ],
        prop_oneof![
            9 => Just(None),
            2 => Just(Some("ice")),
            1 => Just(Some("dhs")),
            1 => Just(Some("immigration-authorities")),
            1 => Just(Some("any-federal")),
            1 => Just(Some("hsi")),
            1 => Just(Some("any-agency")),
        ],
        rarely(2, proptest::sample::select(&["jail", "officer"][..])),
        flag(8),
        conditions(),
        conditions(),
        flag(10),
        flag(5),
    );
    let rest = (
        rarely(
            1,
            proptest::sample::select(&["jail:us-xx", "sheriffs:us-xx", "city-pd"][..]),
        ),
        rarely(1, (1u16..200, blurs())),
        rarely(1, (1u16..400, blurs(), flag(5))),
        flag(6),
    );
    (sentence, rest).prop_map(|(sentence, (binds, from, ended, no_authority))| {
        let (effect, topic, counterpart, role, only, when, unless, all, protected) = sentence;
        Rule {
            effect,
            topic,
            counterpart,
            role,
            only: only && effect == Effect::Permits && !when.is_empty(),
            when,
            unless,
            all,
            protected: protected && effect == Effect::Permits,
            binds,
            from,
            ended,
            no_authority,
        }
    })
}

fn suspensions() -> impl Strategy<Value = Suspension> {
    (
        0u16..300,
        blurs(),
        rarely(6, (20u16..300, blurs())),
        rarely(4, any::<Index>()),
    )
        .prop_map(|(after, from, until, rule)| Suspension {
            after,
            from,
            until,
            rule,
        })
}

fn versions() -> impl Strategy<Value = Version> {
    let head = (
        1u16..20,
        prop_oneof![
            6 => Just(Kind::Effective),
            1 => Just(Kind::Adopted),
            1 => Just(Kind::Signed),
            1 => Just(Kind::Issued),
            1 => Just(Kind::Published),
        ],
        prop_oneof![12 => blurs(), 1 => Just(Blur::Missing)],
        flag(2),
        ends(),
    );
    let body = (
        prop_oneof![1 => Just(Vec::new()), 9 => proptest::collection::vec(rules(), 1..=4)],
        prop_oneof![6 => Just(Seen::Full), 2 => Just(Seen::Part), 1 => Just(Seen::None)],
        rarely(
            1,
            proptest::sample::select(&["all", "hold-on-paper", "share"][..]),
        ),
        rarely(6, 0u16..900),
        rarely(2, suspensions()),
        rarely(1, Just("jail:us-xx")),
    );
    (head, body).prop_map(|((steps, kind, blur, draft, end), body)| {
        let (rules, text, silent, checked, suspension, binds) = body;
        Version {
            steps,
            kind,
            blur,
            draft,
            end,
            // A text that nobody saw has no rules, and one that is silent holds none on the topic.
            rules: if text == Seen::None || silent.is_some() {
                Vec::new()
            } else {
                rules
            },
            text,
            silent: silent.filter(|_| text != Seen::None),
            checked,
            suspension,
            binds,
        }
    })
}

/// What is drawn for a whole docket.
pub(super) fn dockets() -> impl Strategy<Value = Spec> {
    let directive = || {
        (proptest::collection::vec(versions(), 1..=3), flag(8))
            .prop_map(|(versions, amends)| Directive { versions, amends })
    };
    let which: Vec<usize> = (0..TEXTS.len()).collect();
    let texts = proptest::sample::subsequence(which, 1..=6).prop_flat_map(move |which| {
        which
            .into_iter()
            .map(|at| (Just(at), directive()))
            .collect::<Vec<_>>()
    });
    let found = || proptest::sample::select(Found::ALL);
    let coverage = (rarely(2, found()), rarely(2, found())).prop_map(|(topic, all)| {
        let topic = topic.map(|found| (Some("hold-on-paper"), found));
        topic
            .into_iter()
            .chain(all.map(|found| (None, found)))
            .collect()
    });
    (texts, rarely(3, (any::<Index>(), 0u16..900)), coverage).prop_map(
        |(texts, disputed, coverage)| Spec {
            texts,
            disputed,
            coverage,
        },
    )
}
