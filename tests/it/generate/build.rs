//! From what was drawn to records: true days, then what the records say of them.

use std::collections::{BTreeMap, BTreeSet};

use comity::model::{
    Bond, Claim, Condition, Coverage, Date, DateClaim, DateText, Dates, Day, Directive,
    DirectiveId, Docket, EndHow, Ending, Found, Reference, Relation, RelationType, Rule, Says,
    Scope, Sentence, Source, SourceKind, Stage, Standing, Suspension, Version, date,
};

use super::spec::{self, Blur, End, Kind, Spec};
use super::world::{self, TEXTS, slug};

/// The true day on which a version begins. No two versions of a docket share one: each text has its
/// own day in every sixteen.
fn begins(text: usize, steps: u16) -> Day {
    let first = Day::from_ymd_opt(2015, 1, 2).expect("a day");
    let text = u64::try_from(text).unwrap_or(0);
    first + chrono::Days::new(16 * u64::from(steps) + text)
}

fn later(day: Day, days: u16) -> Day {
    day + chrono::Days::new(u64::from(days))
}

/// What the records say of a day. It always takes in the day itself, unless nothing is said.
fn said(day: Day, blur: Blur) -> Vec<DateClaim> {
    let read = |text: String| text.parse::<Date>().expect("a date");
    let dates = match blur {
        Blur::Exact => vec![Date::day(day)],
        Blur::Marked => vec![read(format!("{day}~"))],
        Blur::Month => vec![read(day.format("%Y-%m").to_string())],
        Blur::Year => vec![read(day.format("%Y").to_string())],
        Blur::Around(before, after) => {
            let first = day - chrono::Days::new(u64::from(before));
            vec![read(format!("{first}..{}", later(day, after)))]
        }
        Blur::Rival(days) => {
            let other = day + chrono::TimeDelta::days(i64::from(days));
            vec![Date::day(day), Date::day(other)]
        }
        Blur::Missing => Vec::new(),
    };
    dates.into_iter().map(DateClaim::plain).collect()
}

/// The one date that the records give, where only one can stand.
fn one(day: Day, blur: Blur) -> Date {
    said(day, blur)
        .first()
        .map_or(Date::day(day), |claim| claim.on)
}

fn bond(text: &str) -> Bond {
    let (scope, kinds, role) = match text.split_once(':') {
        None => (Scope::Org(slug(text)), Vec::new(), None),
        Some(("of", place)) => (Scope::Of(slug(place)), Vec::new(), None),
        Some(("jail", place)) => (Scope::Within(slug(place)), Vec::new(), Some(slug("jail"))),
        Some(("sheriffs", place)) => (Scope::Within(slug(place)), vec![slug("sheriff")], None),
        Some((_, place)) => (Scope::Within(slug(place)), Vec::new(), None),
    };
    Bond {
        scope,
        kinds,
        role,
        disputed: Vec::new(),
    }
}

fn condition(terms: &[&str], all: bool) -> Option<Condition> {
    let terms = terms.iter().map(|term| Condition::Term(slug(term)));
    terms.reduce(|a, b| if all { a.and(b) } else { a.or(b) })
}

fn rule(nth: usize, spec: &spec::Rule, began: Day, may_end: bool, is_ruling: bool) -> Rule {
    Rule {
        id: slug(&format!("r{nth}")),
        says: Sentence {
            effect: spec.effect,
            topic: slug(spec.topic),
            counterpart: spec.counterpart.map(slug),
            role: spec.role.map(slug),
            only: spec.only,
            when: condition(&spec.when, spec.all),
            unless: condition(&spec.unless, spec.all),
            protected: spec.protected,
        },
        cite: None,
        page: None,
        words: None,
        summary: None,
        modality: (spec.no_authority && is_ruling).then(|| "no-authority".to_owned()),
        standing: None,
        steps: Vec::new(),
        consequence: None,
        binds: spec.binds.map(|text| vec![bond(text)]),
        from: spec
            .from
            .map(|(days, blur)| said(later(began, days), blur))
            .unwrap_or_default(),
        ended: spec
            .ended
            .filter(|_| may_end)
            .map(|(days, blur, disputed)| {
                // After its own beginning.
                let from = later(began, spec.from.map_or(0, |(days, _)| days));
                ending(later(from, days), blur, None, disputed)
            }),
        terms: BTreeMap::new(),
        sources: Vec::new(),
        note: None,
    }
}

fn ending(day: Day, blur: Blur, by: Option<Reference>, disputed: bool) -> Ending {
    Ending {
        on: said(day, blur),
        how: if by.is_some() {
            EndHow::Superseded
        } else {
            EndHow::Rescinded
        },
        by,
        certainty: disputed.then_some(Standing::Disputed),
    }
}

fn suspension(spec: &spec::Suspension, began: Day, rules: &[Rule]) -> Suspension {
    let from = later(began, spec.after);
    let rule = spec.rule.filter(|_| !rules.is_empty());
    Suspension {
        from: one(from, spec.from),
        until: spec.until.map(|(days, blur)| one(later(from, days), blur)),
        by: "a court".to_owned(),
        ground: None,
        lifted_by: None,
        lifted: None,
        rules: rule
            .map(|index| vec![index.get(rules).id.clone()])
            .unwrap_or_default(),
    }
}

fn version(nth: usize, spec: &spec::Version, began: Day, is_ruling: bool) -> Version {
    let mut dates = Dates::default();
    let claims = match spec.kind {
        Kind::Effective => &mut dates.effective,
        Kind::Adopted => &mut dates.adopted,
        Kind::Signed => &mut dates.signed,
        Kind::Issued => &mut dates.issued,
        Kind::Published => &mut dates.published,
    };
    *claims = said(began, spec.blur);
    let may_end = matches!(spec.end, End::None);
    let rules: Vec<Rule> = spec
        .rules
        .iter()
        .enumerate()
        .map(|(nth, spec)| rule(nth, spec, began, may_end, is_ruling))
        .collect();
    Version {
        label: format!("v{}", nth + 1),
        number: None,
        stage: if spec.draft {
            Stage::Draft
        } else {
            Stage::Adopted
        },
        dates,
        ended: None,
        review_due: None,
        reviewed: Vec::new(),
        expires: None,
        text: spec.text,
        document: None,
        silent: spec.silent.map(slug).into_iter().collect(),
        last_checked: spec.checked.map(|days| Date::day(later(began, days))),
        standing: Standing::Documented,
        authority: Vec::new(),
        binds: spec.binds.map(|text| vec![bond(text)]),
        terms: BTreeMap::new(),
        suspended: spec
            .suspension
            .iter()
            .map(|spec| suspension(spec, began, &rules))
            .collect(),
        sources: vec![slug(&format!("source-{}", nth + 1))],
        note: None,
        rules,
    }
}

/// A version in the making, with the day on which it truly began.
struct Made {
    text: usize,
    nth: usize,
    began: Day,
    version: Version,
    end: End,
}

impl Made {
    fn counts(&self) -> bool {
        self.version.stage == Stage::Adopted && !matches!(self.end, End::Void)
    }

    fn start(&self) -> Option<Day> {
        let dates = &self.version.dates;
        let lists = [
            &dates.effective,
            &dates.adopted,
            &dates.signed,
            &dates.issued,
            &dates.published,
        ];
        let list = lists.into_iter().find(|list| !list.is_empty())?;
        date::hull(list).0
    }
}

/// The id of a text of the stage.
fn id(text: usize) -> DirectiveId {
    DirectiveId {
        issuer: slug(TEXTS[text].0),
        slug: slug(TEXTS[text].1),
    }
}

/// The records of what was drawn.
pub(super) fn docket(spec: &Spec) -> Docket {
    let mut made: Vec<Made> = Vec::new();
    for (text, directive) in &spec.texts {
        let mut steps = 0;
        for (nth, drawn) in directive.versions.iter().enumerate() {
            steps += drawn.steps;
            let began = begins(*text, steps);
            made.push(Made {
                text: *text,
                nth,
                began,
                version: version(nth, drawn, began, TEXTS[*text].2 == "court-ruling"),
                end: drawn.end.clone(),
            });
        }
    }
    part(&mut made);
    end(&mut made);
    let mut docket = world::empty();
    for (text, drawn) in &spec.texts {
        let directive = directive(*text, drawn, &made);
        docket.directives.insert(directive.id.clone(), directive);
    }
    amend(&mut docket, spec);
    if let Some((index, days)) = &spec.disputed {
        let (text, _) = index.get(&spec.texts);
        let since = Date::day(later(begins(0, 0), *days));
        let directive = docket.directives.get_mut(&id(*text));
        for bond in directive
            .into_iter()
            .flat_map(|directive| &mut directive.binds)
        {
            bond.disputed = vec![Claim {
                by: "the sheriff".to_owned(),
                says: Says::DoesNotBind,
                ground: None,
                since: Some(DateText(since)),
            }];
        }
    }
    docket.coverage = spec
        .coverage
        .iter()
        .map(|(topic, found)| coverage(*topic, *found))
        .collect();
    docket
}

fn coverage(topic: Option<&str>, found: Found) -> Coverage {
    Coverage {
        organization: slug("city-pd"),
        topic: topic.map(slug),
        found,
        asked: None,
        answered: None,
        note: None,
        sources: Vec::new(),
    }
}

/// No two texts begin on one earliest day: the order of their rules would rest on nothing.
fn part(made: &mut [Made]) {
    loop {
        let mut seen: BTreeMap<Option<Day>, usize> = BTreeMap::new();
        let tie = made.iter().position(|one| {
            let text = *seen.entry(one.start()).or_insert(one.text);
            text != one.text
        });
        let Some(tie) = tie else { return };
        let start = made[tie].start();
        // Of two that tie, one is blurred: true days differ.
        for one in made.iter_mut().filter(|one| one.start() == start) {
            one.version.dates = Dates {
                effective: said(one.began, Blur::Exact),
                ..Dates::default()
            };
        }
    }
}

/// Ends that fit what the others say: by a text that truly began then, by the next version, or on a
/// day after which nothing of the same text is recorded.
fn end(made: &mut [Made]) {
    for at in 0..made.len() {
        let (text, began) = (made[at].text, made[at].began);
        let next = made
            .iter()
            .find(|next| next.text == text && next.nth > made[at].nth && next.counts());
        let is_last = next.is_none();
        let ended = match &made[at].end {
            End::By(index, blur) if is_last => {
                let others: Vec<&Made> = made
                    .iter()
                    .filter(|other| other.text != text && other.counts() && other.began > began)
                    .collect();
                (!others.is_empty()).then(|| {
                    let other = *index.get(&others);
                    let first = made
                        .iter()
                        .find(|first| first.text == other.text && first.counts());
                    // The whole text where its first version is meant, else that version.
                    let is_first = first.is_some_and(|first| first.nth == other.nth);
                    let by = Reference {
                        directive: id(other.text),
                        version: (!is_first).then(|| other.version.label.as_str().into()),
                        rule: None,
                    };
                    ending(other.began, *blur, Some(by), false)
                })
            }
            End::By(_, blur) => next.map(|next| {
                let by = Reference {
                    directive: id(text),
                    version: Some(next.version.label.as_str().into()),
                    rule: None,
                };
                ending(next.began, *blur, Some(by), false)
            }),
            End::Day(days, blur) => {
                let ending = ending(later(began, *days), *blur, None, false);
                let last = date::hull(&ending.on).1;
                let clear = next.is_none_or(|next| next.start() > last);
                clear.then_some(ending)
            }
            End::Disputed(days, blur) if is_last => {
                Some(ending(later(began, *days), *blur, None, true))
            }
            End::Void => Some(Ending {
                on: Vec::new(),
                how: EndHow::Void,
                by: None,
                certainty: None,
            }),
            _ => None,
        };
        let expires = match made[at].end {
            End::Expires(days) if is_last => Some(Date::day(later(began, days))),
            _ => None,
        };
        // A rule's own end stands in a version without one.
        if !is_last {
            for rule in &mut made[at].version.rules {
                rule.ended = None;
            }
        }
        made[at].version.ended = ended;
        made[at].version.expires = expires;
    }
}

fn directive(text: usize, drawn: &spec::Directive, made: &[Made]) -> Directive {
    let (_, _, kind, binds) = TEXTS[text];
    let own = || made.iter().filter(|one| one.text == text);
    let source = |one: &Made| Source {
        title: "A source".to_owned(),
        publisher: None,
        url: None,
        archived: None,
        date: Some(Date::day(later(one.began, 30))),
        kind: SourceKind::Press,
        supports: None,
    };
    Directive {
        id: id(text),
        title: format!("{} {}", TEXTS[text].0, TEXTS[text].1),
        number: None,
        kind: slug(kind),
        unit: None,
        tags: Vec::new(),
        parties: Vec::new(),
        binds: vec![bond(binds)],
        relations: Vec::new(),
        note: None,
        sources: own()
            .map(|one| (slug(&format!("source-{}", one.nth + 1)), source(one)))
            .collect(),
        documents: BTreeMap::new(),
        versions: own()
            .take(drawn.versions.len())
            .map(|one| one.version.clone())
            .collect(),
        events: Vec::new(),
    }
}

/// A text may amend one of its level that stands before it in the list of the stage.
fn amend(docket: &mut Docket, spec: &Spec) {
    for (nth, (text, drawn)) in spec.texts.iter().enumerate() {
        let level = |text: usize| docket.level(&slug(TEXTS[text].0));
        let other = spec.texts[..nth]
            .iter()
            .map(|(other, _)| *other)
            .find(|other| level(*other) == level(*text));
        if let Some(other) = other.filter(|_| drawn.amends)
            && let Some(directive) = docket.directives.get_mut(&id(*text))
        {
            directive.relations.push(Relation {
                kind: RelationType::Amends,
                id: Reference::whole(id(other)),
                part: None,
                of: None,
            });
        }
    }
}

/// Every first and last day that a date of the docket can mean.
pub(super) fn boundaries(docket: &Docket) -> Vec<Day> {
    let mut out = BTreeSet::new();
    let mut note = |date: &Date| out.extend(date.earliest().into_iter().chain(date.latest()));
    for version in docket.directives.values().flat_map(|one| &one.versions) {
        let dates = &version.dates;
        let claims = [
            &dates.effective,
            &dates.adopted,
            &dates.signed,
            &dates.issued,
            &dates.published,
        ];
        let ends = version.rules.iter().filter_map(|rule| rule.ended.as_ref());
        let ends = ends.chain(&version.ended).flat_map(|end| &end.on);
        let from = version.rules.iter().flat_map(|rule| &rule.from);
        for claim in claims.into_iter().flatten().chain(ends).chain(from) {
            note(&claim.on);
        }
        let holds = version.suspended.iter();
        for date in holds
            .flat_map(|hold| [Some(hold.from), hold.until])
            .flatten()
        {
            note(&date);
        }
        for date in [version.expires, version.last_checked]
            .into_iter()
            .flatten()
        {
            note(&date);
        }
    }
    out.into_iter().collect()
}
