//! Directives drawn at random are read back equal, whatever stood in their place before.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::Scratch;
use super::made::{self, full, read, rule, version};
use crate::model::{
    Bond, Claim, Condition, Date, DateClaim, DateText, Directive, EndHow, Ending, Rule, Says,
    Scope, Seen, Sentence, Slug, Stage, Standing, Suspension, Version,
};

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("plain words".to_owned()),
        Just("quote ' \" \\ and \u{202e} and \0 and \n".to_owned()),
        any::<String>(),
    ]
}

fn date() -> impl Strategy<Value = Date> {
    proptest::sample::select(vec![
        "2019",
        "2019-02?",
        "2020-02-29",
        "..2018~",
        "2001..",
        "..",
        "2019-01..2019-03",
    ])
    .prop_map(read)
}

fn standing() -> impl Strategy<Value = Standing> {
    proptest::sample::select(Standing::ALL)
}

fn claims() -> impl Strategy<Value = Vec<DateClaim>> {
    let source = Just(read::<Slug>("herald"));
    vec(
        (date(), option::of(source), option::of(standing())).prop_map(|(on, source, certainty)| {
            DateClaim {
                on,
                source,
                certainty,
            }
        }),
        0..3,
    )
}

fn ending() -> impl Strategy<Value = Ending> {
    let by = proptest::sample::select(vec![
        "exampleton-pd/go-36",
        "sixth-circuit/roe@2017",
        "sixth-circuit/roe@2017#r-1",
    ]);
    (
        claims(),
        proptest::sample::select(EndHow::ALL),
        option::of(by),
        option::of(standing()),
    )
        .prop_map(|(on, how, by, certainty)| Ending {
            on,
            how,
            by: by.map(read),
            certainty,
        })
}

fn bonds() -> impl Strategy<Value = Vec<Bond>> {
    let scope = prop_oneof![
        Just(Scope::Org(read("exampleton-pd"))),
        Just(Scope::Of(read("us-oh"))),
        Just(Scope::Within(read("us"))),
    ];
    let claim = (
        word(),
        any::<bool>(),
        option::of(word()),
        option::of(date()),
    )
        .prop_map(|(by, binds, ground, since)| Claim {
            by,
            says: if binds {
                Says::Binds
            } else {
                Says::DoesNotBind
            },
            ground,
            since: since.map(DateText),
        });
    let kinds = proptest::sample::subsequence(vec!["police", "jail", "court"], 0..3);
    vec(
        (scope, kinds, any::<bool>(), vec(claim, 0..3)).prop_map(
            |(scope, kinds, role, disputed)| Bond {
                scope,
                kinds: kinds.into_iter().map(read).collect(),
                role: role.then(|| read("jail")),
                disputed,
            },
        ),
        0..4,
    )
}

fn condition() -> impl Strategy<Value = Condition> {
    proptest::sample::select(vec![
        "a",
        "a and b",
        "a or (b and (c or d))",
        "(a and b) or (c and d)",
    ])
    .prop_map(read)
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let one = (
        option::of(condition()),
        option::of(condition()),
        any::<(bool, bool, Option<u32>)>(),
        option::of(bonds()),
        option::of(ending()),
        (claims(), vec(word(), 0..3), option::of(word())),
    )
        .prop_map(
            |(when, unless, (only, protected, page), binds, ended, more)| {
                let (from, steps, note) = more;
                let base: Sentence = read("permits notify-release for any-federal by officer");
                let says = Sentence {
                    only: only && when.is_some(),
                    when,
                    unless,
                    protected,
                    ..base
                };
                let steps = steps
                    .into_iter()
                    .map(|act| crate::model::Step {
                        by: None,
                        act,
                        within: None,
                        after: None,
                    })
                    .collect();
                Rule {
                    says,
                    page,
                    binds,
                    ended,
                    from,
                    steps,
                    note,
                    sources: vec![read("herald")],
                    ..rule("r", "permits notify-release")
                }
            },
        );
    vec(one, 0..4).prop_map(|mut all| {
        for (at, rule) in all.iter_mut().enumerate() {
            // Not in alphabetical order: the order of the text is what counts.
            rule.id = read(&format!("r-{}", (at * 7 + 3) % 5));
        }
        all
    })
}

fn versions() -> impl Strategy<Value = Vec<Version>> {
    let one = (
        rules(),
        option::of(bonds()),
        option::of(ending()),
        (claims(), claims(), option::of(date())),
        (
            proptest::sample::select(Stage::ALL),
            proptest::sample::select(Seen::ALL),
            standing(),
        ),
        (date(), any::<bool>(), word()),
    )
        .prop_map(|(rules, binds, ended, dates, words, more)| {
            let mut one = version("x");
            let (from, held, meaning) = more;
            one.suspended = vec![Suspension {
                from,
                until: None,
                by: "a court".to_owned(),
                ground: None,
                lifted_by: None,
                lifted: None,
                rules: rules.iter().rev().map(|rule| rule.id.clone()).collect(),
            }];
            if !held {
                one.suspended.clear();
            }
            one.rules = rules;
            one.binds = binds;
            one.ended = ended;
            (one.dates.effective, one.dates.issued, one.expires) = dates;
            (one.stage, one.text, one.standing) = words;
            one.terms = BTreeMap::from([(read("a"), meaning)]);
            one
        });
    vec(one, 0..3).prop_map(|mut all| {
        for (at, version) in all.iter_mut().enumerate() {
            version.label = format!("v{}", 9 - at);
        }
        all
    })
}

fn directive() -> impl Strategy<Value = Directive> {
    (
        versions(),
        bonds(),
        vec(word(), 0..3),
        word(),
        option::of(word()),
    )
        .prop_map(|(versions, binds, tags, title, note)| Directive {
            versions,
            binds,
            tags,
            title,
            note,
            ..full()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, rng_seed: RngSeed::Fixed(2019), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn they_are_read_back_equal(all in vec(directive(), 1..4)) {
        let scratch = Scratch::with_world();
        for wanted in &all {
            let mut writer = scratch.writer("load");
            writer.put_directive(wanted).expect("put");
            let within = writer.reader().directive(&wanted.id).expect("read");
            prop_assert_eq!(within.as_ref(), Some(wanted));
            writer.finish().expect("finish");
            let after = scratch.reader().directive(&wanted.id).expect("read");
            prop_assert_eq!(after.as_ref(), Some(wanted));
        }
        prop_assert_eq!(scratch.reader().registers().expect("registers"), made::registers());
    }
}
