//! What people and scripts read: the real program on the starter records.

use serde_json::Value;

use crate::common::{Home, words};

/// What the program prints for a question, with all white space one blank.
fn page(home: &Home, question: &str) -> String {
    let args: Vec<&str> = question.split_whitespace().collect();
    words(&home.run(&args).answer())
}

/// The same question as JSON.
fn json(home: &Home, question: &str) -> Value {
    let mut args: Vec<&str> = question.split_whitespace().collect();
    args.push("--json");
    serde_json::from_str(&home.run(&args).answer()).expect("JSON")
}

#[track_caller]
fn says(text: &str, all: &[&str]) {
    for words in all {
        assert!(text.contains(words), "{words}\n\n{text}");
    }
}

#[test]
fn the_officer_of_fairfax_county() {
    let home = Home::starter();
    let ask = "ask fairfax-county-pd act-on-admin-warrant --for ice --on 2019-09-21";
    says(
        &page(&home, ask),
        &[
            "Prohibited unless in custody for another violation.",
            "General Order 601, VIII.C.5.e, version of 1 April 2013; several accounts",
            "Chief of Police, name not known",
            "in custody for another violation: nothing on record decides",
            "call the other agency",
            "CNSNews, 1 October 2019",
            "21 September 2019: At a crash",
            "1 October 2019: The chief announces",
            "4 October 2019: The officer is back on duty",
        ],
    );
    says(
        &page(&home, &format!("{ask} --given cited")),
        &[
            "Prohibited.",
            "\"in custody for another violation\"",
            "You gave \"stopped and given a ticket\"",
            "Not custody.",
        ],
    );
    let lifted = page(&home, &format!("{ask} --given custody-for-other-violation"));
    says(
        &lifted,
        &[
            "Nothing on record decides.",
            "lifts the ban of General Order 601, VIII.C.5.e, version of 1 April 2013",
            "A lifted ban is not a permission.",
        ],
    );
    let told = json(&home, ask);
    assert_eq!(told["answer"], "prohibits");
    assert_eq!(told["class"], "prohibits-unless");
    assert_eq!(told["certainty"], "certain");
    assert_eq!(
        told["decided_by"]["rule"],
        "fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant"
    );
    assert_eq!(
        told["decided_by"]["condition"],
        "unless custody-for-other-violation"
    );
    assert_eq!(told["standing"], "confirmed");
    assert_eq!(
        told["would_change_if"],
        serde_json::json!([["custody-for-other-violation"]])
    );
    assert_eq!(told["sources"].as_array().map(Vec::len), Some(7));
    assert_eq!(
        told["same_text"][0]["rule"],
        "fairfax-county-pd/go-601@2013-04-01#notify-agency"
    );
}

#[test]
fn the_jail_of_the_same_county() {
    let home = Home::starter();
    let ask = "ask fairfax-county-sheriff hold-on-detainer --for ice --on";
    says(
        &page(&home, &format!("{ask} 2018-05-22")),
        &[
            "Required when there is an administrative immigration warrant",
            "48 hours",
        ],
    );
    says(
        &page(&home, &format!("{ask} 2018-05-23")),
        &[
            "Prohibited unless there is a criminal warrant",
            "Sheriff Stacey A. Kincaid",
        ],
    );
}

#[test]
fn the_memo_of_chicago() {
    let home = Home::starter();
    let ask = "ask chicago-pd assist-arrest --for dhs --on 2019-10-05";
    says(
        &page(&home, ask),
        &[
            "Prohibited, by one account.",
            "superior inside the department, not named",
            "Mayor Lori Lightfoot",
            "approval not known",
            "officer: leave the scene as the supervisor directs",
            "first steps on a request",
            "no state or city text on record has a rule on this topic",
            "Welcoming City Ordinance",
            "Illinois TRUST Act",
            "S06-14-03",
            "version of 30 September 2019: in force this day, no rule of it is known",
            "all accounts go back to one report by Fox News",
            "last checked October 2019",
        ],
    );
    let told = json(&home, ask);
    assert_eq!(told["standing"], "reported");
    assert_eq!(
        told["unseen"],
        serde_json::json!(["chicago-pd/s06-14-03@2019-09-30"])
    );
    assert_eq!(told["authority"][0]["person"], Value::Null);
    assert_eq!(told["authority"][0]["certainty"], "confirmed");
    assert_eq!(told["authority"][1]["office"], "Mayor");
    assert_eq!(told["authority"][1]["certainty"], "unknown");
    assert_eq!(told["steps"].as_array().map(Vec::len), Some(2));
    let later = page(
        &home,
        "ask chicago-pd assist-arrest --for dhs --on 2020-12-01",
    );
    says(
        &later,
        &[
            "Municipal Code ch. 2-173, version of 15 January 2020",
            "was not yet in effect",
        ],
    );
    let rest = json(
        &home,
        "ask chicago-pd respond-to-request --for dhs --on 2020-12-01",
    );
    assert_eq!(rest["certainty"], "unchecked");
}

#[test]
fn what_is_urged_suspended_or_disputed_is_told_as_that() {
    let home = Home::starter();
    says(
        &page(
            &home,
            "ask fairfax-county-sheriff assist --for ice --on 2025-06-01",
        ),
        &["Permitted (urged).", "Localities are asked, not bound"],
    );
    says(
        &page(
            &home,
            "ask travis-county-sheriff hold-on-detainer --for ice --on 2017-09-15",
        ),
        &[
            "Prohibited unless there is a judge's warrant or order",
            "since 30 August 2017 until 25 September 2017, by W.D. Tex.",
            "may be contrary to SB 4",
        ],
    );
    says(
        &page(
            &home,
            "ask san-diego-county-sheriff notify-release --for ice --on 2025-03-01",
        ),
        &[
            "Board of Supervisors says that it binds",
            "Sheriff Kelly Martinez says that it does not bind",
            "since 10 December 2024",
            "if Board policy on immigration to enhance community safety does not bind",
        ],
    );
    says(
        &page(
            &home,
            "ask fairfax-county-pd act-on-admin-warrant --for ice --on 2020-06-01",
        ),
        &[
            "Prohibited unless an exception whose text was not seen, by one account.",
            "Not certain: see \"or else\" below.",
            "officers: prohibited unless in custody for another violation; everyone else: nothing on record, if General Order 604, version of 6 May 2020 had not begun",
        ],
    );
    says(
        &page(
            &home,
            "ask fairfax-county-pd assist-arrest --for ice --on 2020-06-01",
        ),
        &[
            "Uncertain: what is known of the dates leaves more than one answer open.",
            "Or, if General Order 604, version of 6 May 2020 had not begun: nothing on record.",
        ],
    );
}

#[test]
fn the_cells_of_the_first_comparison() {
    let home = Home::starter();
    let told = json(
        &home,
        "compare chicago-pd fairfax-county-pd lapd nopd sfpd --for ice --on 2019-10-05 \
         --topic act-on-admin-warrant,respond-to-request,assist-arrest",
    );
    let cells = told["cells"].as_array().expect("cells");
    let expected = [
        ("chicago-pd", "act-on-admin-warrant", "prohibits", "certain"),
        (
            "fairfax-county-pd",
            "act-on-admin-warrant",
            "prohibits-unless",
            "certain",
        ),
        ("lapd", "act-on-admin-warrant", "none", "certain"),
        ("nopd", "act-on-admin-warrant", "none", "certain"),
        ("sfpd", "act-on-admin-warrant", "prohibits", "unchecked"),
        ("chicago-pd", "respond-to-request", "requires", "certain"),
        ("lapd", "respond-to-request", "none", "certain"),
        ("chicago-pd", "assist-arrest", "prohibits", "certain"),
        ("fairfax-county-pd", "assist-arrest", "none", "certain"),
        ("nopd", "assist-arrest", "prohibits-unless", "certain"),
        ("sfpd", "assist-arrest", "prohibits", "unchecked"),
    ];
    assert_eq!(cells.len(), 15);
    for (body, topic, class, certainty) in expected {
        let cell = cells
            .iter()
            .find(|cell| cell["organization"] == body && cell["topic"] == topic)
            .expect("a cell");
        assert_eq!(cell["class"], class, "{cell}");
        assert_eq!(cell["certainty"], certainty, "{cell}");
    }
}

#[test]
fn instruments_not_seen_before_are_loaded_beside_the_starter_records() {
    let home = Home::starter();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/good/unseen");
    let text = home.run(&["load", folder]);
    assert_eq!(text.status, 0, "{text:?}");
    let told = json(
        &home,
        "ask fairview-oh-pd assist-arrest --for ice --on 2022-06-01",
    );
    assert_eq!(told["answer"], "prohibits");
    assert_eq!(
        told["decided_by"]["rule"],
        "fairview-oh-pd/go-105@2022-01-01#provide-resources"
    );
    let disputed = json(
        &home,
        "ask mill-county-oh-sheriff notify-release --for ice --role jail --on 2022-07-01",
    );
    assert_eq!(disputed["disputed"].as_array().map(Vec::len), Some(2));
    let still = json(
        &home,
        "ask fairfax-county-pd act-on-admin-warrant --for ice --on 2019-09-21",
    );
    assert_eq!(still["class"], "prohibits-unless");
}
