//! The evaluator tried on the worked examples of the design, as small records made by hand, and on
//! each clause that has a trap in it.

use std::collections::BTreeMap;

use comity::model::{Claim, Relation, RelationType, Says, Seen, Slug, Standing, Suspension};

use super::records::{ask, directive, docket, ended, on, sets, short, slug, version};
use super::{Question, Settled, answer};

#[test]
fn fairfax_a_ticket_is_not_custody() {
    let mut order = version(
        "2013-04-01",
        "2013-04-01",
        &["prohibits act-on-admin-warrant for ice by officer unless custody-for-other-violation"],
    );
    order.last_checked = Some(on("2019-10"));
    let docket = docket(vec![directive("pd/go-601", "general-order", vec![order])]);
    let topic = "act-on-admin-warrant";
    let found = ask(&docket, topic, "2019-09-21", &[]);
    assert_eq!(short(&found), "prohibits prohibits-unless certain");
    assert_eq!(found.decider.as_deref(), Some("pd/go-601@2013-04-01#r1"));
    assert_eq!(found.lines[0].role, Some(slug("officer")));
    assert_eq!(sets(&found), [["custody-for-other-violation"]]);
    let cited = ask(&docket, topic, "2019-09-21", &["cited"]);
    assert_eq!(cited.answer.text(), "prohibits");
    let custody = ask(
        &docket,
        topic,
        "2019-09-21",
        &["custody-for-other-violation"],
    );
    assert_eq!((custody.answer.text(), custody.decider), ("none", None));
    // In custody is broader than in custody for another violation: it implies nothing narrower.
    let broader = ask(&docket, topic, "2019-09-21", &["in-custody"]);
    assert_eq!(broader.answer.text(), "prohibits");
    assert_eq!(
        short(&ask(&docket, topic, "2019-11-01", &[])),
        "prohibits prohibits-unless unchecked"
    );
    assert_eq!(ask(&docket, topic, "2013-03-31", &[]).coverage, "not-coded");
}

#[test]
fn chicago_the_memo_and_the_order_that_nobody_saw() {
    let mut memo = version("2019-09", "2019-09", &["prohibits assist-arrest for dhs"]);
    memo.last_checked = Some(on("2019-10"));
    let mut unseen = version("2019-09-30", "2019-09-30", &[]);
    unseen.text = Seen::None;
    let order = directive("pd/s06-14-03", "special-order", vec![unseen]);
    let docket = docket(vec![directive("pd/memo", "memo", vec![memo]), order]);
    let found = ask(&docket, "assist-arrest", "2019-10-05", &[]);
    assert_eq!(short(&found), "prohibits prohibits certain");
    assert_eq!(
        found.unseen,
        BTreeMap::from([("pd/s06-14-03@2019-09-30".to_owned(), true)])
    );
    assert_eq!(found.coverage, "coded");
    let open = ask(&docket, "assist-arrest", "2019-09-15", &[]);
    assert_eq!(short(&open), "uncertain uncertain uncertain");
    // Nothing decides while a text is in force that nobody saw.
    let other = ask(&docket, "inquire-status", "2019-10-05", &[]);
    assert_eq!(short(&other), "none none uncertain");
    assert!(other.lines[0].text_not_seen);
    assert_eq!(
        short(&ask(&docket, "inquire-status", "2019-09-15", &[])),
        "none none certain"
    );
}

#[test]
fn an_end_and_the_start_of_its_successor_are_one_unknown() {
    let mut old = version("v1", "2015-01-01", &["prohibits assist"]);
    old.ended = ended("2019", Some("pd/new"));
    let mut other = version("v1", "2015-02-01", &["prohibits inquire-status"]);
    other.ended = ended("", Some("pd/new"));
    let new = version(
        "v1",
        "2019-07",
        &["permits assist", "permits inquire-status"],
    );
    let docket = docket(vec![
        directive("pd/old", "general-order", vec![old]),
        directive("pd/other", "general-order", vec![other]),
        directive("pd/new", "general-order", vec![new]),
    ]);
    // Outside July the month of the successor settles it.
    assert_eq!(
        ask(&docket, "assist", "2019-06-30", &[]).answer.text(),
        "prohibits"
    );
    assert_eq!(
        ask(&docket, "assist", "2019-07-31", &[]).answer.text(),
        "permits"
    );
    for topic in ["assist", "inquire-status"] {
        let found = ask(&docket, topic, "2019-07-15", &[]);
        assert_eq!(found.answer.text(), "uncertain");
        // Never both (a clash), never neither (none).
        assert!(found.clashes.is_empty());
        let words: Vec<_> = found.lines[0]
            .answers
            .iter()
            .map(|word| word.text())
            .collect();
        assert_eq!(words, ["permits", "prohibits"]);
    }
}

#[test]
fn disputed_ends_and_bonds() {
    let mut order = version("v1", "2015-01-01", &["prohibits assist"]);
    order.ended = ended("2019-01-01", None);
    if let Some(end) = &mut order.ended {
        end.certainty = Some(Standing::Disputed);
    }
    let mut order = directive("pd/order", "general-order", vec![order]);
    let before = docket(vec![order.clone()]);
    assert_eq!(
        short(&ask(&before, "assist", "2018-12-31", &[])),
        "prohibits prohibits certain"
    );
    assert_eq!(
        short(&ask(&before, "assist", "2019-01-01", &[])),
        "uncertain uncertain uncertain"
    );
    order.versions[0].ended = None;
    order.binds[0].disputed = vec![Claim {
        by: "the chief".to_owned(),
        says: Says::DoesNotBind,
        ground: None,
        since: None,
    }];
    let found = ask(&docket(vec![order]), "assist", "2019-01-01", &[]);
    assert_eq!(short(&found), "prohibits prohibits uncertain");
    assert!(found.disputed);
}

#[test]
fn permissions_take_their_case_out_of_some_bans() {
    let one = |rules: &[&str]| {
        docket(vec![directive(
            "pd/a",
            "general-order",
            vec![version("v1", "2015", rules)],
        )])
    };
    let only = one(&["permits assist only when judicial-warrant unless danger"]);
    let day = "2016-01-01";
    assert_eq!(
        short(&ask(&only, "assist", day, &[])),
        "prohibits prohibits-unless unchecked"
    );
    assert_eq!(
        ask(&only, "assist", day, &["judicial-warrant"])
            .answer
            .text(),
        "permits"
    );
    // Where the exception holds, the rule says nothing.
    assert_eq!(ask(&only, "assist", day, &["danger"]).answer.text(), "none");
    assert!(ask(&only, "assist", day, &[]).clashes.is_empty());
    let two = one(&[
        "permits assist only when judicial-warrant",
        "permits assist only when danger",
    ]);
    assert_eq!(
        ask(&two, "assist", day, &["danger"]).answer.text(),
        "permits"
    );
    let plain = one(&["prohibits assist", "permits assist"]);
    let found = ask(&plain, "assist", day, &[]);
    assert_eq!(found.answer.text(), "prohibits");
    let pair = ("pd/a@v1#r1".to_owned(), "pd/a@v1#r2".to_owned());
    assert_eq!(
        found.clashes,
        BTreeMap::from([(pair, [Settled::Nothing].into())])
    );
    let narrower = one(&["prohibits assist", "permits assist-arrest"]);
    assert_eq!(
        ask(&narrower, "assist-arrest", day, &[]).answer.text(),
        "permits"
    );
    assert_eq!(
        ask(&narrower, "assist", day, &[]).answer.text(),
        "prohibits"
    );
}

#[test]
fn law_from_above() {
    let above = |rule: &str| {
        directive(
            "legislature/act",
            "statute",
            vec![version("v1", "2015", &[rule])],
        )
    };
    let below = |rule: &str| {
        directive(
            "pd/a",
            "general-order",
            vec![version("v1", "2016", &[rule])],
        )
    };
    let found = |high: &str, low: &str, given: &[&str]| {
        ask(
            &docket(vec![above(high), below(low)]),
            "assist",
            "2017-01-01",
            given,
        )
    };
    // A plain permission from above leaves the bans below it whole; a protected one does not.
    assert_eq!(
        found("permits assist", "prohibits assist", &[])
            .answer
            .text(),
        "prohibits"
    );
    let protected = found("permits assist protected", "prohibits assist", &[]);
    assert_eq!(protected.answer.text(), "permits");
    assert!(
        protected
            .clashes
            .values()
            .all(|settled| *settled == [Settled::Rank].into())
    );
    // It obliges nobody, and a duty below it stands.
    assert_eq!(
        found("permits assist protected", "requires assist", &[])
            .answer
            .text(),
        "requires"
    );
    // A duty above meets "legally-required" below.
    let (duty, ban) = (
        "requires assist when in-custody",
        "prohibits assist unless legally-required",
    );
    assert_eq!(short(&found(duty, ban, &[])), "prohibits mixed unchecked");
    assert_eq!(
        found(duty, ban, &["custody-for-other-violation"])
            .answer
            .text(),
        "requires"
    );
    assert!(found(duty, ban, &[]).clashes.is_empty());
    let listed = found("prohibits adopt-limiting-policy", "prohibits assist", &[]);
    assert_eq!(listed.may_be_contrary, ["pd/a@v1#r1".to_owned()].into());
    assert_eq!(listed.answer.text(), "prohibits");
}

#[test]
fn what_amends_goes_first_and_suspended_rules_never_decide() {
    let order = directive(
        "pd/a",
        "general-order",
        vec![version("v1", "2016", &["prohibits assist-arrest"])],
    );
    let mut waiver = directive(
        "pd/b",
        "special-order",
        vec![version("v1", "2015", &["permits assist when danger"])],
    );
    let apart = docket(vec![order.clone(), waiver.clone()]);
    assert_eq!(
        ask(&apart, "assist-arrest", "2017-01-01", &["danger"])
            .answer
            .text(),
        "prohibits"
    );
    waiver.relations = vec![Relation {
        kind: RelationType::Amends,
        id: "pd/a".parse().expect("an id"),
        part: None,
        of: None,
    }];
    let both = docket(vec![order.clone(), waiver]);
    let found = ask(&both, "assist-arrest", "2017-01-01", &["danger"]);
    assert_eq!(found.answer.text(), "permits");
    assert_eq!(found.lines[0].views[0].order, ["pd/b@v1#r1", "pd/a@v1#r1"]);
    let mut held = order;
    held.versions[0].suspended = vec![Suspension {
        from: on("2017-01"),
        until: Some(on("2017-06-01")),
        by: "a court".to_owned(),
        ground: None,
        lifted_by: None,
        lifted: None,
        rules: vec![slug("r1")],
    }];
    let held = docket(vec![held]);
    assert_eq!(
        ask(&held, "assist-arrest", "2017-01-15", &[]).answer.text(),
        "uncertain"
    );
    let found = ask(&held, "assist-arrest", "2017-03-01", &[]);
    assert_eq!(short(&found), "none none certain");
    assert_eq!(
        found.suspended,
        BTreeMap::from([("pd/a@v1#r1".to_owned(), true)])
    );
    assert_eq!(
        ask(&held, "assist-arrest", "2017-06-01", &[]).answer.text(),
        "prohibits"
    );
}

#[test]
fn roles_and_counterparts_that_were_not_asked_for() {
    let order = version(
        "v1",
        "2015",
        &[
            "prohibits assist by officer",
            "requires assist for ice by jail",
            "permits assist for dhs by jail",
        ],
    );
    let docket = docket(vec![directive("pd/a", "general-order", vec![order])]);
    let found = ask(&docket, "assist", "2016-01-01", &[]);
    assert_eq!(short(&found), "by-role mixed unchecked");
    let question = Question {
        org: slug("pd"),
        topic: slug("assist"),
        counterpart: None,
        role: Some(slug("jail")),
        on: on("2016-01-01").exact().expect("a day"),
        given: [].into(),
    };
    let jail = answer(&docket, &question);
    assert_eq!(jail.answer.text(), "by-counterpart");
    let lines: Vec<_> = jail
        .lines
        .iter()
        .map(|line| {
            (
                line.counterpart.as_ref().map(Slug::as_str),
                line.answer.text(),
            )
        })
        .collect();
    assert_eq!(lines, [(Some("dhs"), "permits"), (Some("ice"), "requires")]);
}

#[test]
fn ends_by_one_text_are_one_unknown_whenever_it_began() {
    let mut ban = version("v1", "2015-01-01", &["prohibits assist"]);
    ban.ended = ended("2019-07", Some("pd/manual"));
    let mut duty = version("v1", "2015-02-01", &["requires assist"]);
    duty.ended = ended("2019", Some("pd/manual"));
    let docket = docket(vec![
        directive("pd/ban", "general-order", vec![ban]),
        directive("pd/duty", "special-order", vec![duty]),
        directive("pd/manual", "memo", vec![version("v1", "2010", &[])]),
    ]);
    // The duty is the later of the two; without either nothing is left.
    let found = ask(&docket, "assist", "2019-07-15", &[]);
    let words: Vec<_> = found.lines[0]
        .answers
        .iter()
        .map(|word| word.text())
        .collect();
    assert_eq!(words, ["requires", "none"]);
    assert_eq!(
        ask(&docket, "assist", "2019-06-30", &[]).answer.text(),
        "requires"
    );
    assert_eq!(
        ask(&docket, "assist", "2019-08-01", &[]).answer.text(),
        "none"
    );
}

#[test]
fn versions_follow_one_another() {
    // The second began in some month of 2019, but not before the first.
    let versions = || {
        vec![
            version("v1", "2019-05-10", &["prohibits assist"]),
            version("v2", "2019", &["permits assist"]),
        ]
    };
    let mut act = directive("legislature/act", "statute", versions());
    let found = ask(&docket(vec![act.clone()]), "assist", "2019-05-09", &[]);
    assert_eq!(short(&found), "none none certain");
    let found = ask(&docket(vec![act.clone()]), "assist", "2019-05-10", &[]);
    assert_eq!(short(&found), "uncertain uncertain uncertain");
    let found = ask(&docket(vec![act.clone()]), "assist", "2019-12-31", &[]);
    assert_eq!(short(&found), "permits permits unchecked");
    // A draft takes no place in the chain.
    act.versions[1].stage = comity::model::Stage::Draft;
    let found = ask(&docket(vec![act.clone()]), "assist", "2019-12-31", &[]);
    assert_eq!(short(&found), "prohibits prohibits unchecked");
    // A statute with nothing but the day of its adoption decides, but not for certain in its first
    // year.
    let dates = &mut act.versions[0].dates;
    dates.adopted = std::mem::take(&mut dates.effective);
    act.versions[0].last_checked = Some(on("2021"));
    let docket = docket(vec![act]);
    let found = ask(&docket, "assist", "2020-05-09", &[]);
    assert_eq!(short(&found), "prohibits prohibits uncertain");
    let found = ask(&docket, "assist", "2020-05-10", &[]);
    assert_eq!(short(&found), "prohibits prohibits certain");
}
