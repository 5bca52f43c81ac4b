//! What the docket holds, and what it costs.

use std::fmt::Write as _;

use super::made::{self, bond, organization, plain, read, rule};
use super::{Scratch, WAIT, stamp};
use crate::model::{DirectiveId, Relation, RelationType, Scope, Slug};
use crate::store::Writer;

fn ids(docket: &crate::model::Docket) -> Vec<String> {
    docket
        .directives
        .keys()
        .map(DirectiveId::to_string)
        .collect()
}

fn slugs<'a>(keys: impl Iterator<Item = &'a Slug>) -> Vec<String> {
    keys.map(Slug::to_string).collect()
}

#[test]
fn it_holds_what_binds_a_body_and_what_that_needs() {
    let scratch = Scratch::with_world();
    let mut writer = scratch.writer("load");
    let bound = |id: &str, scope: Scope| {
        let mut one = plain(id, "2020");
        one.binds = vec![bond(scope)];
        one
    };
    writer
        .put_organization(&organization("hsi", "federal-agency", &["us"], Some("ice")))
        .expect("hsi");
    writer
        .put_organization(&organization("stranger-pd", "police", &["us-oh"], None))
        .expect("a stranger");
    let mut of_state = bound("ohio-legislature/of-state", Scope::Of(read("us-oh")));
    of_state.versions[0].rules = vec![rule("r", "permits notify-release for hsi")];
    let mut of_city = bound(
        "ohio-legislature/of-city",
        Scope::Of(read("us-oh-exampleton")),
    );
    of_city.versions[0].rules = vec![rule("r", "permits notify-release for hsi")];
    let mut amending = bound("exampleton-pd/amending", Scope::Org(read("exampleton-pd")));
    amending.relations = vec![Relation {
        kind: RelationType::Amends,
        id: read("sixth-circuit/roe"),
        part: None,
        of: None,
    }];
    let mut ended = plain("sixth-circuit/ended", "2019");
    ended.versions[0].ended = Some(crate::model::Ending {
        on: Vec::new(),
        how: crate::model::EndHow::Repealed,
        by: Some(read("ohio-legislature/of-city@2020")),
        certainty: None,
    });
    let mut by_rule = plain("sixth-circuit/by-rule", "2019");
    let mut own = rule("r", "permits notify-release");
    own.binds = Some(vec![bond(Scope::Within(read("us")))]);
    by_rule.versions[0].rules = vec![own];
    let stranger = bound("stranger-pd/own", Scope::Org(read("stranger-pd")));
    for one in [&of_state, &of_city, &amending, &ended, &by_rule, &stranger] {
        writer.put_directive(one).expect("put");
    }
    writer.finish().expect("finish").expect("an operation");

    let reader = scratch.reader();
    let docket = reader
        .docket(&[read("exampleton-pd")], &[])
        .expect("docket");
    assert_eq!(
        ids(&docket),
        [
            "exampleton-pd/amending",
            "exampleton-pd/go-34",
            "exampleton-pd/go-36", // ends and is amended by go-34
            "ohio-legislature/of-city",
            "sixth-circuit/by-rule", // one of its rules binds all within the country
            "sixth-circuit/ended",   // ended by of-city
            "sixth-circuit/roe",     // amended by amending
        ]
    );
    assert_eq!(docket.directives[&made::full().id], made::full());
    // hsi is a counterpart, ice and dhs its parents; a stranger is not loaded.
    assert_eq!(
        slugs(docket.organizations.keys()),
        [
            "dhs",
            "exampleton-jail",
            "exampleton-pd",
            "hsi",
            "ice",
            "ohio-legislature",
            "sixth-circuit",
        ]
    );
    assert_eq!(
        slugs(docket.places.keys()),
        ["us", "us-oh", "us-oh-exampleton"]
    );
    assert_eq!(docket.coverage, made::registers().coverage);
    assert_eq!(docket.practice, made::registers().practice);
    assert_eq!(docket.events, made::registers().events[..1]);
    assert_eq!(docket.codebook.terms(), made::terms());

    // What binds a parent binds its parts; a body asked for besides is known, and no more.
    let part = reader
        .docket(&[read("hsi")], &[read("stranger-pd")])
        .expect("docket");
    assert_eq!(ids(&part), ["sixth-circuit/by-rule"]);
    assert!(part.organizations.contains_key("stranger-pd"));

    let text = reader
        .docket_of(&[read("stranger-pd/own")], &[])
        .expect("docket");
    assert_eq!(ids(&text), ["stranger-pd/own"]);
    assert!(text.organizations.contains_key("stranger-pd"));
    let nobody = reader.docket(&[read("nobody")], &[]).expect("docket");
    assert!(nobody.directives.is_empty());
}

#[test]
fn what_is_discarded_is_left_out() {
    let scratch = Scratch::with_world();
    let on = crate::model::date::parse_day("2026-01-02").expect("day");
    let mut writer = scratch.writer("discard");
    writer
        .discard_directive(&made::full().id, on, "a copy")
        .expect("discard");
    writer.finish().expect("finish").expect("an operation");
    let docket = scratch
        .reader()
        .docket(&[read("exampleton-pd")], &[])
        .expect("docket");
    assert!(docket.directives.is_empty());
}

/// Made-up directives in bulk: ten a body, every tenth of them a state's that binds all in it.
fn many(count: usize) -> Scratch {
    let scratch = Scratch::bare();
    let mut writer = Writer::create(&scratch.path, WAIT, stamp("init")).expect("create");
    made::write_world(&mut writer);
    writer.finish().expect("finish").expect("an operation");
    let bodies = count / 10;
    let mut sql = String::from(
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF;
         PRAGMA journal_mode = OFF; PRAGMA cache_size = -262144; BEGIN;",
    );
    let numbers = |limit: usize| {
        format!(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {limit} - 1)"
        )
    };
    // A state for every hundred bodies, a place and a body for every ten directives.
    let (each, body) = (numbers(count), numbers(bodies));
    write!(
        sql,
        "{state} INSERT INTO place (id, name, kind, parent, operation)
           SELECT 's' || i, 'State', 'state', 'us', 1 FROM n;
         {body} INSERT INTO place (id, name, kind, parent, operation)
           SELECT 'c' || i, 'City', 'city', 's' || (i / 100), 1 FROM n;
         {body} INSERT INTO organization (id, kind, operation) SELECT 'b' || i, 'police', 1 FROM n;
         {body} INSERT INTO organization_place (organization, position, place, operation)
           SELECT 'b' || i, 0, 'c' || i, 1 FROM n;
         {body} INSERT INTO organization_name (organization, position, name, operation)
           SELECT 'b' || i, 0, 'Body ' || i, 1 FROM n;
         {each} INSERT INTO directive (id, issuer, slug, title, type, operation)
           SELECT 'b' || (i / 10) || '/d' || i, 'b' || (i / 10), 'd' || i, 'A text', 'memo', 1
           FROM n;
         {each} INSERT INTO version (directive, label, position, stage, text_seen, standing,
             binds_own, operation)
           SELECT 'b' || (i / 10) || '/d' || i, '2010', 0, 'adopted', 'full', 'documented', 0, 1
           FROM n;
         {each} INSERT INTO date_claim (directive, version, rule, what, position, on_date, operation)
           SELECT 'b' || (i / 10) || '/d' || i, '2010', '', 'effective', 0, '2010-01-01', 1 FROM n;
         {each} INSERT INTO rule (directive, version, id, position, effect, topic, counterpart,
             only_when, protected, binds_own, operation)
           SELECT 'b' || (i / 10) || '/d' || i, '2010', 'r' || column1, column1, 'prohibits',
             'notify-release', 'ice', 0, 0, 0, 1 FROM n, (VALUES (0), (1));
         {each} INSERT INTO bond (directive, version, rule, position, organization, operation)
           SELECT 'b' || (i / 10) || '/d' || i, '', '', 0, 'b' || (i / 10), 1 FROM n;
         {each} INSERT INTO bond (directive, version, rule, position, within_place, operation)
           SELECT 'b' || (i / 10) || '/d' || i, '', '', 1, 's' || (i / 1000), 1 FROM n
           WHERE i % 100 = 0;
         COMMIT;",
        state = numbers(bodies.div_ceil(100)),
    )
    .expect("text");
    scratch.plain().execute_batch(&sql).expect("in bulk");
    scratch
}

#[test]
fn its_cost_follows_the_rows_that_come_back() {
    for count in [10_000, 100_000] {
        let scratch = many(count);
        let reader = scratch.reader();
        let twenty: Vec<Slug> = (0..20).map(|n| read(&format!("b{}", n * 7))).collect();
        for bodies in [&twenty[..1], &twenty[..4], &twenty[..]] {
            let before = reader.work();
            let docket = reader.docket(bodies, &[read("ice")]).expect("docket");
            let after = reader.work();
            assert!(docket.directives.len() >= 10 * bodies.len() + 9);
            assert!(docket.organizations.len() >= bodies.len());
            let (steps, rows) = (after.steps - before.steps, after.rows - before.rows);
            assert!(
                steps <= 100 * rows,
                "{count} directives, {} bodies: {steps} steps, {rows} rows",
                bodies.len()
            );
        }
    }
}
