use std::collections::BTreeMap;

use super::*;
use crate::model::{DatedName, Family, Set};
use crate::report::sample::{date, docket, json, key, plain};

#[test]
fn a_body_is_shown_with_its_names_place_parent_sets_and_texts() {
    let mut docket = docket();
    if let Some(body) = docket.organizations.get_mut("chicago-pd") {
        body.names.push(DatedName {
            name: "Chicago Police".to_owned(),
            from: None,
            until: Some(date("1990")),
        });
        body.identifiers
            .insert(key("ori"), vec!["ILCPD00".to_owned()]);
    }
    let sets = [Set {
        id: key("story"),
        organizations: vec![key("chicago-pd")],
    }];
    let issued = BTreeMap::from([(key("chicago-pd"), 1)]);
    let one = organization(&docket, &sets, &issued, &key("chicago-pd")).expect("on record");
    let text = plain(&one.page());
    for line in [
        "names: Chicago Police Department / Chicago PD / Chicago Police, until 1990",
        "kind: city, town or county police",
        "place: Chicago (us-il-chicago)",
        "sets: @story",
        "identifiers: ori: ILCPD00",
        "issued: 1 directive",
        "next: comity list chicago-pd",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert_eq!(json(&one)[0]["id"], "chicago-pd");
    let ice = organization(&docket, &sets, &issued, &key("ice")).expect("on record");
    assert!(plain(&ice.page()).contains("part of: Department of Homeland Security (dhs)"));
    assert!(organization(&docket, &sets, &issued, &key("nobody")).is_none());

    let all = organizations(&docket, &sets, &issued);
    let text = plain(&all.page());
    assert!(text.starts_with("Organizations\n"), "{text}");
    assert!(text.contains("foot: 5 organizations."), "{text}");
    assert!(
        all.flat()
            .rows
            .iter()
            .all(|row| row.len() == all.flat().head.len())
    );
}

#[test]
fn a_place_is_shown_with_what_lies_in_it() {
    let docket = docket();
    let one = place(&docket, &key("us-il")).expect("on record");
    let text = plain(&one.page());
    assert!(text.contains("in: United States"), "{text}");
    assert!(
        text.contains("places in it: Chicago (us-il-chicago)"),
        "{text}"
    );
    assert!(
        text.contains("bodies: Illinois General Assembly (illinois-legislature)"),
        "{text}"
    );
    let all = places(&docket);
    assert!(plain(&all.page()).contains("us-il-chicago | Chicago | city | Illinois | 1"));
    assert!(
        all.flat()
            .rows
            .iter()
            .all(|row| row.len() == all.flat().head.len())
    );
}

#[test]
fn a_topic_is_shown_with_what_is_broader_and_narrower() {
    let docket = docket();
    let one = term(&docket, Family::Topic, &key("assist-arrest")).expect("in the codebook");
    let text = plain(&one.page());
    assert!(
        text.starts_with("help in an immigration arrest (assist-arrest)"),
        "{text}"
    );
    assert!(text.contains("asks: May they take part?"), "{text}");
    assert!(
        text.contains("a case of: help another agency (assist)"),
        "{text}"
    );
    let up = term(&docket, Family::Topic, &key("assist")).expect("in the codebook");
    assert!(plain(&up.page()).contains("takes in: help in an immigration arrest (assist-arrest)"));
    let all = terms(&docket, Family::Topic);
    assert!(plain(&all.page()).contains("foot: 4 topics."));
    assert_eq!(json(&all)[0]["key"], "assist");
    assert!(
        all.flat()
            .rows
            .iter()
            .all(|row| row.len() == all.flat().head.len())
    );
}

#[test]
fn an_empty_register_says_what_to_type() {
    let empty = places(&crate::model::Docket::default());
    let text = plain(&empty.page());
    assert_eq!(
        text,
        "No place on record\nfoot: 0 places.\nnext: comity place add --help"
    );
}
