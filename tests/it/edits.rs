//! Changing the registers and the codebook from the keyboard.

use crate::common::Home;

fn json(home: &Home, args: &[&str]) -> serde_json::Value {
    let args = [args, &["--json"]].concat();
    serde_json::from_str(&home.run(&args).answer()).expect("JSON")
}

#[test]
fn a_body_gets_names_identifiers_and_predecessors() {
    let home = Home::starter();
    for args in [
        &[
            "--add-name",
            "Division of Police, New Orleans, until October 5, 1999",
        ][..],
        &[
            "--add-identifier",
            "ori=LANPD0000",
            "--add-identifier",
            "ori=LANPD0001",
        ],
        &["--drop-identifier", "ori=LANPD0001"],
        &["--successor-of", "Travis County Sheriff"],
        &[
            "--name",
            "City Police of New Orleans",
            "--since",
            "2025-07-01",
        ],
        &["--note", "A note"],
    ] {
        let said = home
            .run(&[&["org", "edit", "nopd"], args].concat())
            .answer();
        assert!(said.contains("Changed: "), "{said}");
        assert!(!said.contains("reads otherwise on"), "{said}");
    }
    let view = &json(&home, &["org", "show", "nopd"])[0];
    assert_eq!(view["name"], "City Police of New Orleans");
    assert_eq!(view["names"][0]["from"], "2025-07-01");
    let names = view["names"].as_array().expect("names");
    let named = |name: &str| {
        names
            .iter()
            .find(|one| one["name"] == name)
            .expect("a name")
    };
    assert_eq!(
        named("New Orleans Police Department")["until"],
        "2025-07-01"
    );
    assert_eq!(
        named("Division of Police, New Orleans")["until"],
        "1999-10-05"
    );
    assert_eq!(
        view["identifiers"],
        serde_json::json!({"ori": ["LANPD0000"]})
    );
    assert_eq!(view["successor_of"][0]["id"], "travis-county-sheriff");
    assert_eq!(view["note"], "A note");
    // By its old name it is found still, and an empty text takes a part away.
    let _said = home
        .run(&["org", "edit", "New Orleans Police Department", "--note", ""])
        .answer();
    assert_eq!(
        json(&home, &["org", "show", "nopd"])[0]["note"],
        serde_json::Value::Null
    );
    // A name without a day is a correction: the old one was never its name.
    let _said = home
        .run(&["org", "edit", "nopd", "--name", "New Orleans City Police"])
        .answer();
    let view = json(&home, &["org", "show", "nopd"]).to_string();
    assert!(!view.contains("City Police of New Orleans"), "{view}");
}

#[test]
fn a_body_that_moves_is_bound_by_other_texts() {
    let home = Home::starter().with("COLUMNS", "160");
    let args = ["org", "edit", "lapd", "--in", "Gretna, LA"];
    let said = home.run(&args).answer();
    assert!(
        said.contains("New place: Gretna, city (us-la-gretna)"),
        "{said}"
    );
    assert!(
        said.contains("Changed: place: us-la-gretna (was: us-ca-los-angeles)"),
        "{said}"
    );
    // A state law no longer binds it, another one does.
    assert!(
        said.contains("cells read otherwise on 31 January 2026"),
        "{said}"
    );
    let list = home.run(&["list", "lapd"]).answer();
    assert!(list.contains("louisiana-legislature/"), "{list}");
    assert!(!list.contains("california-legislature/"), "{list}");
}

#[test]
fn a_place_that_lies_elsewhere_is_told_with_the_cells_of_its_bodies() {
    let home = Home::starter().with("COMITY_NOW", "2025-06-01T12:00:00Z");
    let said = home
        .run(&["place", "edit", "us-va-fairfax-county", "--in", "us-md"])
        .answer();
    assert!(said.contains("Changed: in: us-md (was: us-va)"), "{said}");
    assert!(
        said.contains("cells read otherwise on 1 June 2025"),
        "{said}"
    );
    let said = home
        .run(&[
            "place",
            "edit",
            "Fairfax County",
            "--geoid",
            "51600",
            "--name",
            "Fairfax",
        ])
        .answer();
    assert!(said.contains("geoid: 51600 (was: 51059)"), "{said}");
    assert!(!said.contains("reads otherwise on"), "{said}");
}

#[test]
fn the_words_of_a_condition_are_told_with_the_cells_that_show_them() {
    let home = Home::starter().with("COLUMNS", "160");
    let said = home
        .run(&[
            "condition",
            "edit",
            "criminal-warrant",
            "--short",
            "a judge signed a criminal warrant",
        ])
        .answer();
    assert!(said.contains("rules on record name it:"), "{said}");
    assert!(
        said.contains("chicago-council/welcoming-city-ordinance@2012-09-12#hold-on-detainer"),
        "{said}"
    );
    let row = said
        .lines()
        .find(|line| line.contains("Fairfax County Sheriff"));
    assert!(
        row.is_some_and(|row| row.contains("a judge signed")),
        "{said}"
    );
    let shown = home
        .run(&["condition", "show", "a judge signed a criminal warrant"])
        .answer();
    assert!(shown.contains("criminal-warrant"), "{shown}");
}

#[test]
fn a_topic_that_is_no_case_of_another_is_not_covered_by_its_rules() {
    let home = Home::starter().with("COLUMNS", "160");
    let said = home
        .run(&["topic", "edit", "assist-arrest", "--broader", ""])
        .answer();
    assert!(
        said.contains("a case of: none (was: assist, provide-resources)"),
        "{said}"
    );
    let row = said
        .lines()
        .find(|line| line.starts_with("Los Angeles Council"));
    assert!(
        row.is_some_and(|row| row.contains("nothing on record")),
        "{said}"
    );
    let back = home
        .run(&[
            "topic",
            "edit",
            "assist-arrest",
            "--broader",
            "assist,provide-resources",
        ])
        .answer();
    assert!(
        back.contains("a case of: assist, provide-resources (was: none)"),
        "{back}"
    );
    let order = home.run(&["topic", "list", "--format", "csv"]).answer();
    let fresh = Home::starter()
        .run(&["topic", "list", "--format", "csv"])
        .answer();
    assert_eq!(order, fresh, "an edited term keeps its place");
}

#[test]
fn sets_are_made_replaced_changed_and_taken_away() {
    let home = Home::starter();
    let members = |name: &str| -> Vec<String> {
        let view = json(&home, &["org", "set", name]);
        let list = view[0]["organizations"].as_array().expect("bodies").clone();
        list.iter()
            .map(|body| body["id"].as_str().expect("an id").to_owned())
            .collect()
    };
    let said = home
        .run(&["org", "set", "@gulf", "NOPD", "travis-county-sheriff"])
        .answer();
    assert!(said.contains("New set: @gulf, 2 organizations"), "{said}");
    let _said = home
        .run(&["org", "set", "gulf", "lapd", "nopd", "--add"])
        .answer();
    assert_eq!(members("gulf"), ["nopd", "travis-county-sheriff", "lapd"]);
    let _said = home
        .run(&["org", "set", "gulf", "nopd", "--remove"])
        .answer();
    assert_eq!(members("gulf"), ["travis-county-sheriff", "lapd"]);
    let compared = home
        .run(&["compare", "@gulf", "--topic", "hold-on-detainer"])
        .answer();
    assert!(compared.contains("LAPD"), "{compared}");
    let _said = home.run(&["org", "set", "gulf", "@story-2019"]).answer();
    assert_eq!(members("gulf"), members("story-2019"));
    let empty = home
        .run(&["org", "set", "gulf", "@story-2019", "--remove"])
        .refused(3);
    assert!(empty.contains("comity org set gulf --delete"), "{empty}");
    let gone = json(&home, &["org", "set", "gulf", "--delete"]);
    assert_eq!(gone["records"][0]["change"], "gone");
    let all = home.run(&["org", "set", "--format", "csv"]).answer();
    assert_eq!(all.lines().count(), 2, "{all}");
    let history = "SELECT count(*) FROM organization_set_history WHERE id = 'gulf'";
    assert!(
        home.run(&["sql", history, "--format", "csv"])
            .answer()
            .contains('1')
    );
}

#[test]
fn what_cannot_be_changed_so_is_said() {
    let home = Home::starter();
    for (args, status, words) in [
        (
            &["org", "edit", "dhs", "--parent", "hsi"][..],
            3,
            "hsi is itself a part of dhs",
        ),
        (
            &["org", "edit", "dhs", "--parent", "DHS"],
            3,
            "no part of itself",
        ),
        (
            &["org", "edit", "nopd", "--kind", "polce"],
            3,
            "did you mean \"police\"",
        ),
        (
            &["org", "edit", "nopd", "--drop-name", "Nobody"],
            3,
            "its names are: New Orleans",
        ),
        (
            &["org", "edit", "nopd", "--add-name", "X, since 2019-13"],
            3,
            "month 13",
        ),
        (
            &[
                "org",
                "edit",
                "nopd",
                "--add-name",
                "X, since 2019, until 2018",
            ],
            3,
            "before it begins",
        ),
        (
            &["org", "edit", "nopd", "--add-identifier", "LA1"],
            3,
            "ori=OH0000100",
        ),
        (
            &["org", "edit", "nopd", "--drop-identifier", "ori=X"],
            3,
            "no such identifier",
        ),
        (&["org", "edit", "nopd", "--since", "2019"], 2, "--name"),
        (&["org", "edit", "nopd"], 2, "comity org edit --help"),
        (
            &["org", "edit", "fairview-oh-pd", "--note", "x"],
            1,
            "comity org add fairview-oh-pd",
        ),
        (
            &["org", "edit", "nopd", "--parent", "fairview-oh-pd"],
            1,
            "comity org add fairview-oh-pd",
        ),
        (&["org", "edit", "nopd", "--in", "Nowhere"], 1, "STATE"),
        (
            &["place", "edit", "us-la", "--in", "New Orleans"],
            3,
            "lies in us-la",
        ),
        (
            &["place", "edit", "us-la", "--kind", "vilage"],
            3,
            "kind of place",
        ),
        (
            &["place", "edit", "us-zz", "--name", "x"],
            1,
            "not on record",
        ),
        (
            &["topic", "edit", "assist", "--broader", "assist-arrest"],
            3,
            "is itself a case of",
        ),
        (
            &[
                "topic",
                "edit",
                "assist",
                "--short",
                "help in an immigration arrest",
            ],
            3,
            "assist-arrest",
        ),
        (
            &["topic", "edit", "asist", "--short", "x"],
            3,
            "did you mean \"assist\"",
        ),
        (
            &[
                "condition",
                "edit",
                "any-warrant",
                "--broader",
                "criminal-warrant",
            ],
            3,
            "is itself a case of",
        ),
        (
            &["condition", "edit", "booked"],
            2,
            "comity condition edit --help",
        ),
        (&["org", "set", "gulf", "--add"], 2, "a body is missing"),
        (&["org", "set", "Gulf!", "nopd"], 3, "^"),
        (
            &["org", "set", "gulf", "nopd", "--remove"],
            1,
            "comity org set gulf ORG...",
        ),
        (
            &["org", "set", "story", "--delete"],
            1,
            "did you mean \"story-2019\"",
        ),
        (
            &["org", "set", "story-2019", "nopd", "--delete"],
            2,
            "--remove",
        ),
        (
            &["org", "set", "gulf", "fairview-oh-pd"],
            1,
            "comity org add fairview-oh-pd",
        ),
        (&["compare", "@nope"], 1, "see them all: comity org set"),
        (&["list", "--type", "zzz"], 3, "general-order"),
        (&["list", "--kind", "zzz"], 3, "sheriff"),
        (&["list", "--width", "5"], 3, "--width 5"),
        (&["list", "--wait", "long"], 3, "whole number"),
    ] {
        let said = home.run(args).refused(status);
        assert!(said.contains(words), "{args:?}: {said}");
    }
}
