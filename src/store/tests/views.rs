//! The views for readers, on a small made-up database.

use super::Scratch;
use super::made::{bond, claim, organization, plain, read, rule, version};
use crate::model::{Claim, Directive, EndHow, Ending, Says, Scope, Stage, Suspension, Version};

/// A version in force since 2010, with one rule.
fn standing(label: &str, from: &str) -> Version {
    let mut one = version(label);
    one.dates.effective = vec![claim(from)];
    one.rules = vec![rule(
        "r",
        "prohibits notify-release for ice unless listed-conviction",
    )];
    one.rules[0].cite = Some("II.A".to_owned());
    one
}

fn of(id: &str, versions: Vec<Version>) -> Directive {
    let mut one = plain(id, "x");
    one.binds = vec![bond(Scope::Org(read("exampleton-pd")))];
    one.versions = versions;
    one
}

fn write(scratch: &Scratch, directives: &[Directive]) {
    let mut writer = scratch.writer("load");
    writer
        .put_organization(&organization(
            "exampleton-harbor",
            "police",
            &[],
            Some("exampleton-pd"),
        ))
        .expect("a part");
    for directive in directives {
        writer.put_directive(directive).expect("put");
    }
    writer.finish().expect("finish").expect("an operation");
}

fn rows(scratch: &Scratch, sql: &str) -> Vec<String> {
    let plain = scratch.plain();
    let mut statement = plain.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| row.get(0)).expect(sql);
    rows.map(|row| row.expect("a row")).collect()
}

#[test]
fn they_show_what_stands_today() {
    let scratch = Scratch::with_world();
    let ended = |on: &str| {
        Some(Ending {
            on: vec![claim(on)],
            how: EndHow::Rescinded,
            by: None,
            certainty: None,
        })
    };
    let mut over = standing("2010", "2010");
    over.ended = ended("2015");
    let mut open_end = standing("2010", "2010");
    open_end.ended = ended("2015..");
    let mut draft = standing("2010", "2010");
    draft.stage = Stage::Draft;
    let mut void = standing("2010", "2010");
    void.ended = Some(Ending {
        how: EndHow::Void,
        ..ended("2012").expect("an end")
    });
    let mut expired = standing("2010", "2010");
    expired.expires = Some(read("2015"));
    let mut undated = version("undated");
    undated.rules = standing("x", "2010").rules;
    let held = |until: Option<&str>, rules: &[&str]| {
        let mut one = standing("2010", "2010");
        one.suspended = vec![Suspension {
            from: read("2011"),
            until: until.map(read),
            by: "a court".to_owned(),
            ground: None,
            lifted_by: None,
            lifted: None,
            rules: rules.iter().map(|rule| read(rule)).collect(),
        }];
        one
    };
    write(
        &scratch,
        &[
            of("exampleton-pd/a-plain", vec![standing("2010", "2010")]),
            of("exampleton-pd/b-over", vec![over]),
            of("exampleton-pd/c-open-end", vec![open_end]),
            of("exampleton-pd/d-draft", vec![draft]),
            of("exampleton-pd/e-void", vec![void]),
            of("exampleton-pd/f-expired", vec![expired]),
            of("exampleton-pd/g-undated", vec![undated]),
            of("exampleton-pd/h-held", vec![held(None, &[])]),
            of("exampleton-pd/i-rule-held", vec![held(None, &["r"])]),
            of("exampleton-pd/j-released", vec![held(Some("2012"), &[])]),
            of("exampleton-pd/k-future", vec![standing("2099", "2099")]),
            of(
                "exampleton-pd/l-chain",
                vec![standing("2010", "2010"), standing("2012", "2012")],
            ),
        ],
    );
    assert_eq!(
        rows(
            &scratch,
            "SELECT substr(directive, 15) || '@' || version || ' ' || in_force \
             FROM directive_in_force WHERE organization = 'exampleton-pd' \
             AND directive GLOB 'exampleton-pd/?-*' ORDER BY 1"
        ),
        [
            "a-plain@2010 yes",
            "c-open-end@2010 uncertain",
            "f-expired@2010 uncertain",
            "g-undated@undated uncertain",
            "i-rule-held@2010 yes",
            "j-released@2010 yes",
            "l-chain@2012 yes",
        ]
    );
    assert_eq!(
        rows(
            &scratch,
            "SELECT substr(directive, 15) || ' ' || organization FROM rule_in_force \
             WHERE in_force = 'yes' AND directive GLOB 'exampleton-pd/?-*' ORDER BY 1"
        ),
        [
            "a-plain exampleton-harbor",
            "a-plain exampleton-pd",
            "j-released exampleton-harbor",
            "j-released exampleton-pd",
            "l-chain exampleton-harbor",
            "l-chain exampleton-pd",
        ]
    );
    assert_eq!(
        rows(
            &scratch,
            "SELECT effect || ' ' || topic || ' ' || counterpart || ' ' || condition || ' ' || \
             cite || ' ' || standing FROM rule_in_force \
             WHERE directive = 'exampleton-pd/a-plain' LIMIT 1"
        ),
        ["prohibits notify-release ice unless listed-conviction II.A documented"]
    );
}

#[test]
fn they_show_whom_a_text_binds() {
    let scratch = Scratch::with_world();
    let mut state = of("ohio-legislature/hb-9", vec![standing("2010", "2010")]);
    state.binds = vec![bond(Scope::Within(read("us-oh")))];
    let mut jails = standing("2011", "2011");
    let mut bond_of_jails = bond(Scope::Within(read("us-oh")));
    bond_of_jails.kinds = vec![read("jail")];
    bond_of_jails.disputed = vec![Claim {
        by: "Sheriff".to_owned(),
        says: Says::DoesNotBind,
        ground: None,
        since: None,
    }];
    jails.rules[0].binds = Some(vec![bond_of_jails]);
    let mut section = of("ohio-legislature/hb-10", vec![jails]);
    section.binds = vec![bond(Scope::Of(read("us-oh-exampleton")))];
    write(&scratch, &[state, section]);
    let bound = |table: &str, id: &str| {
        rows(
            &scratch,
            &format!(
                "SELECT organization || iif(disputed, ' disputed', '') FROM {table}_in_force \
                 WHERE directive = 'ohio-legislature/{id}' ORDER BY 1"
            ),
        )
    };
    let city = ["exampleton-harbor", "exampleton-jail", "exampleton-pd"];
    let all = [&city[..], &["ohio-legislature"]].concat();
    assert_eq!(bound("directive", "hb-9"), all);
    assert_eq!(bound("rule", "hb-9"), all);
    assert_eq!(bound("directive", "hb-10"), city);
    assert_eq!(bound("rule", "hb-10"), ["exampleton-jail disputed"]);
}
