//! The registers from the keyboard: bodies, places, topics, conditions.

use crate::common::Home;

const FAIRVIEW: [&str; 9] = [
    "org",
    "add",
    "fairview-oh-pd",
    "--name",
    "Fairview Police Department",
    "--kind",
    "police",
    "--in",
    "Fairview, OH",
];

#[test]
fn a_body_is_added_with_its_place() {
    let home = Home::starter();
    let said = home.run(&FAIRVIEW).answer();
    assert!(said.contains("us-oh-fairview"), "{said}");
    assert!(said.contains("Operation 2."), "{said}");
    let shown = home.run(&["org", "show", "Fairview Police"]).answer();
    assert!(shown.contains("Fairview (us-oh-fairview)"), "{shown}");
    let place = home.run(&["place", "show", "fairview"]).answer();
    assert!(place.contains("Ohio"), "{place}");
    let again = home.run(&FAIRVIEW).refused(3);
    assert!(again.contains("on record already"), "{again}");
    let info = home.run(&["info"]).answer();
    assert!(info.contains("comity org add fairview-oh-pd"), "{info}");
    assert!(info.contains("by tester"), "{info}");
}

#[test]
fn a_dry_run_tells_all_and_writes_nothing() {
    let home = Home::starter();
    let before = std::fs::read(home.database()).expect("the database");
    let args: Vec<&str> = FAIRVIEW.iter().chain(&["--dry-run"]).copied().collect();
    let said = home.run(&args).answer();
    assert!(said.contains("us-oh-fairview"), "{said}");
    assert!(said.contains("nothing was written"), "{said}");
    assert_eq!(
        std::fs::read(home.database()).expect("the database"),
        before
    );
    let json: Vec<&str> = args.iter().chain(&["--json"]).copied().collect();
    let view: serde_json::Value = serde_json::from_str(&home.run(&json).answer()).expect("JSON");
    assert_eq!(view["schema"], "comity.write/1");
    assert_eq!(view["operation"], serde_json::Value::Null);
    assert_eq!(view["records"][0]["id"], "us-oh-fairview");
    assert_eq!(view["records"][1]["kind"], "organization");
}

#[test]
fn what_cannot_be_added_is_said_with_its_place() {
    let home = Home::starter();
    for (args, status, words) in [
        (
            &[
                "org", "add", "Fairview", "--name", "x", "--kind", "police", "--in", "OH",
            ][..],
            3,
            "^",
        ),
        (
            &[
                "org", "add", "x-pd", "--name", "x", "--kind", "polce", "--in", "OH",
            ],
            3,
            "police",
        ),
        (
            &[
                "org", "add", "x-pd", "--name", " ", "--kind", "police", "--in", "OH",
            ],
            3,
            "--name",
        ),
        (
            &[
                "org", "add", "x-pd", "--name", "x", "--kind", "police", "--in", "Nowhere",
            ],
            1,
            "STATE",
        ),
        (
            &[
                "org",
                "add",
                "x-pd",
                "--name",
                "x",
                "--kind",
                "police",
                "--in",
                "Nowhere, ZZ",
            ],
            1,
            "ZZ",
        ),
        (&["org", "add", "x-pd"], 2, "--name"),
        (
            &[
                "place", "add", "us-oh-x", "--name", "X", "--kind", "vilage", "--in", "OH",
            ],
            3,
            "kind of place",
        ),
        (
            &["topic", "add", "share-status", "--definition", "x"],
            3,
            "on record already",
        ),
        (
            &[
                "topic",
                "add",
                "x",
                "--definition",
                "x",
                "--broader",
                "shre-status",
            ],
            3,
            "share-status",
        ),
    ] {
        let said = home.run(args).refused(status);
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

#[test]
fn terms_are_added_after_those_of_their_family() {
    let home = Home::starter();
    let said = home
        .run(&[
            "topic",
            "add",
            "share-photos",
            "--short",
            "share photographs",
            "--broader",
            "share-status",
            "--definition",
            "Giving another agency photographs of a person",
        ])
        .answer();
    assert!(said.contains("share photographs (share-photos)"), "{said}");
    let shown = home.run(&["topic", "show", "share photographs"]).answer();
    assert!(shown.contains("share-status"), "{shown}");
    let csv = home.run(&["topic", "list", "--format", "csv"]).answer();
    let last = csv.lines().last().expect("a row");
    assert!(last.starts_with("topic,share-photos,"), "{last}");
    assert_eq!(
        home.run(&["condition", "add", "juvenile-x", "--definition", "Under 18"])
            .status,
        0
    );
}

#[test]
fn bodies_are_chosen_by_place_kind_and_set() {
    let home = Home::starter();
    let ids = |args: &[&str]| -> Vec<String> {
        let args: Vec<&str> = ["org", "list", "--format", "csv"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        let csv = home.run(&args).answer();
        csv.lines()
            .skip(1)
            .filter_map(|line| line.split(',').next().map(str::to_owned))
            .collect()
    };
    let virginia = ids(&["--place", "us-va"]);
    assert!(
        virginia.contains(&"fairfax-county-pd".to_owned()),
        "{virginia:?}"
    );
    assert!(!virginia.contains(&"chicago-pd".to_owned()));
    let police = ids(&["--place", "VA", "--kind", "police"]);
    assert!(
        police.contains(&"fairfax-county-pd".to_owned()),
        "{police:?}"
    );
    assert!(!police.contains(&"fairfax-county-sheriff".to_owned()));
    assert_eq!(ids(&["Chicago Police"]), ["chicago-pd"]);
    assert_eq!(ids(&["--department", "Chicago Police"]), ["chicago-pd"]);
}
