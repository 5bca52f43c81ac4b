use super::*;
use crate::model::{Act, Effect, EndHow, Seen, Standing};
use crate::report::sample::{
    bond, date, day, directive, docket, ending, json, key, office, plain, rule, version,
};

fn chicago() -> Vec<Slug> {
    vec![key("chicago-pd")]
}

fn ids(list: &List) -> Vec<&str> {
    list.items().iter().map(|row| row.id.as_str()).collect()
}

#[test]
fn own_texts_come_first_and_those_above_say_why() {
    let docket = docket();
    let mut all = list(&docket, &chicago(), day("2019-10-05"), &Filter::default());
    all.operation = Some(7);
    let text = plain(&all.page());
    let expected = "\
Chicago Police Department: directives on record, 5 October 2019
## Of Chicago Police Department itself
Directive | In force | Rules | Standing
Department memo on requests from DHS / memo; chicago-pd/dhs-requests-memo-2019 | in force / since some day between 21 and 30 September 2019 | 2 | one account
## Of others, binding Chicago Police Department
Directive | In force | Rules | Standing
TRUST Act / statute; illinois-legislature/trust-act / binds every body in Illinois | in force / since 28 August 2017 | 1 | text seen
foot: 2 directives on 5 October 2019: 2 in force, 0 not in force. Operation 7.
next: comity show chicago-pd/dhs-requests-memo-2019 --on 2019-10-05
next: comity compare chicago-pd --on 2019-10-05";
    assert_eq!(text, expected);
}

#[test]
fn json_has_the_keys_that_are_promised() {
    let docket = docket();
    let rows = json(&list(
        &docket,
        &chicago(),
        day("2019-10-05"),
        &Filter::default(),
    ));
    let memo = &rows[0];
    for key in [
        "id",
        "title",
        "number",
        "type",
        "issuer",
        "version",
        "in_force",
        "issued",
        "effective",
        "ended",
        "authority",
        "rules",
        "standing",
        "last_checked",
        "review_due",
        "binds_by",
    ] {
        assert!(memo.get(key).is_some(), "{key}");
    }
    assert_eq!(memo["issued"], "2019-09-21..2019-09-30");
    assert_eq!(
        memo["authority"][1],
        "Mayor Lori Lightfoot: approval not known"
    );
    assert_eq!(rows[1]["binds_by"], "every body in Illinois");
}

#[test]
fn a_day_before_a_start_or_between_its_bounds_is_told() {
    let docket = docket();
    let on = |text: &str| list(&docket, &chicago(), day(text), &Filter::default());
    let early = on("2019-09-25");
    let text = plain(&early.page());
    assert!(
        text.contains("perhaps in force: start between 21 and 30 September 2019"),
        "{text}"
    );
    assert!(
        text.contains("1 in force, 1 perhaps in force, 0 not in force"),
        "{text}"
    );
    let before = on("2018-01-01");
    assert!(
        plain(&before.page()).contains("not yet in force, start between 21 and 30 September 2019")
    );
    let late = plain(&on("2021-01-01").page());
    assert!(
        late.contains("in force, end not known, last checked October 2019"),
        "{late}"
    );
}

#[test]
fn filters_hold_of_one_rule_together() {
    let docket = docket();
    let with = |filter: Filter| {
        let found = list(&docket, &[], day("2019-10-05"), &filter);
        ids(&found)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let base = Filter::default;
    assert_eq!(with(base()).len(), 4);
    let topic = |key_: &str| Filter {
        topic: Some(key(key_)),
        ..base()
    };
    assert_eq!(
        with(topic("assist")),
        [
            "illinois-legislature/trust-act",
            "chicago-pd/dhs-requests-memo-2019"
        ],
        "a narrower topic is found too"
    );
    assert_eq!(
        with(topic("assist-arrest")),
        ["chicago-pd/dhs-requests-memo-2019"]
    );
    let toward = Filter {
        counterpart: Some(key("ice")),
        ..topic("respond-to-request")
    };
    assert_eq!(
        with(toward),
        ["chicago-pd/dhs-requests-memo-2019"],
        "DHS takes in ICE"
    );
    let effect = Filter {
        effect: Some(Effect::Requires),
        ..topic("assist-arrest")
    };
    assert!(with(effect).is_empty(), "the rule that requires is another");
    let kind = Filter {
        kind: Some(key("statute")),
        ..base()
    };
    assert_eq!(with(kind), ["illinois-legislature/trust-act"]);
    let who = Filter {
        authority: Some("lightfoot".to_owned()),
        ..base()
    };
    assert_eq!(with(who), ["chicago-pd/dhs-requests-memo-2019"]);
    let issued = Filter {
        issued: Some((Some(day("2019-09-30")), Some(day("2019-12-31")))),
        ..base()
    };
    assert_eq!(with(issued), ["chicago-pd/dhs-requests-memo-2019"]);
    let tag = Filter {
        tag: Some("calea:1.2.3".to_owned()),
        ..base()
    };
    assert_eq!(with(tag), ["fairfax-county-pd/go-601"]);
    let then = Filter {
        in_force: Some(day("2018-01-01")),
        ..base()
    };
    assert_eq!(
        with(then),
        ["illinois-legislature/trust-act", "fairfax-county-pd/go-601"]
    );
}

#[test]
fn a_rule_that_has_ended_in_a_text_that_goes_on_is_not_found() {
    let docket = docket();
    let filter = Filter {
        topic: Some(key("act-on-admin-warrant")),
        ..Filter::default()
    };
    assert_eq!(
        list(&docket, &[], day("2020-06-01"), &filter).items().len(),
        1
    );
    assert!(list(&docket, &[], day("2021-01-01"), &filter).is_empty());
}

#[test]
fn a_review_is_due_until_one_is_on_record() {
    let mut docket = docket();
    let mut text = version("2018", &["2018"], Vec::new());
    text.review_due = Some(date("2019-06"));
    let scope = || bond(crate::model::Scope::Org(key("chicago-pd")));
    let order = directive("chicago-pd/x", "X", scope(), vec![text.clone()]);
    docket.directives.insert(order.id.clone(), order);
    let due = |docket: &Docket, by: &str| {
        let filter = Filter {
            review_due_by: Some(day(by)),
            ..Filter::default()
        };
        list(docket, &[], day("2019-10-05"), &filter).items().len()
    };
    assert_eq!(due(&docket, "2019-06-01"), 1);
    assert_eq!(due(&docket, "2019-05-31"), 0);
    text.reviewed = vec![crate::model::Review {
        on: date("2019-07"),
        result: "reaffirmed".to_owned(),
    }];
    let order = directive("chicago-pd/x", "X", scope(), vec![text]);
    docket.directives.insert(order.id.clone(), order);
    assert_eq!(due(&docket, "2019-06-01"), 0);
}

#[test]
fn an_empty_list_says_so_and_what_to_type() {
    let empty = plain(
        &list(
            &Docket::default(),
            &[],
            day("2019-10-05"),
            &Filter::default(),
        )
        .page(),
    );
    assert!(empty.contains("No directive is on record."), "{empty}");
    assert!(empty.contains("next: comity add --help"), "{empty}");
    let filter = Filter {
        tag: Some("none".to_owned()),
        ..Filter::default()
    };
    let none = plain(&list(&docket(), &chicago(), day("2019-10-05"), &filter).page());
    assert!(
        none.contains("No directive on record is like that."),
        "{none}"
    );
    assert!(none.contains("next: comity list chicago-pd"), "{none}");
}

#[test]
fn a_text_that_binds_by_one_rule_only_says_so() {
    let mut docket = docket();
    let mut own = rule("a", "prohibits assist for ice");
    own.binds = Some(vec![bond(crate::model::Scope::Org(key("chicago-pd")))]);
    let mut act = directive(
        "illinois-legislature/other",
        "Other Act",
        bond(crate::model::Scope::Org(key("fairfax-county-pd"))),
        vec![version(
            "2018",
            &["2018"],
            vec![own, rule("b", "permits assist")],
        )],
    );
    act.versions[0].ended = Some(ending(&["2019-01-01"], EndHow::Repealed, None));
    act.versions[0].text = Seen::Full;
    act.versions[0].authority = vec![office(
        "General Assembly",
        None,
        Act::Adopts,
        Standing::Documented,
    )];
    docket.directives.insert(act.id.clone(), act);
    let all = list(&docket, &chicago(), day("2019-10-05"), &Filter::default());
    let text = plain(&all.page());
    assert!(
        text.contains(
            "binds Chicago Police Department by 1 rule only | ended 1 January 2019, repealed"
        ),
        "{text}"
    );
    let row = all
        .items()
        .into_iter()
        .find(|row| row.id.ends_with("other"))
        .expect("listed");
    assert_eq!(row.authority, ["General Assembly: adopts (text seen)"]);
    assert_eq!(row.ended.as_deref(), Some("2019-01-01"));
    let flat = all.flat();
    assert!(flat.rows.iter().all(|row| row.len() == flat.head.len()));
}
