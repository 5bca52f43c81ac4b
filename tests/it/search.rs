//! Search over the starter records, as people type it.

use crate::common::Home;

/// The places of the hits, best first.
fn places(home: &Home, args: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["search"]
        .iter()
        .chain(args)
        .chain(&["--format", "jsonl"])
        .copied()
        .collect();
    home.run(&args)
        .answer()
        .lines()
        .map(|line| {
            let hit: serde_json::Value = serde_json::from_str(line).expect("JSON");
            assert_eq!(hit["schema"], "comity.search/1");
            assert_eq!(
                hit["matched"].as_array().map(Vec::is_empty),
                Some(false),
                "{hit}"
            );
            hit["place"].as_str().expect("a place").to_owned()
        })
        .collect()
}

#[test]
fn a_section_leads_to_the_rule() {
    let home = Home::starter();
    let text = home.run(&["search", "VIII.C.5.e"]).answer();
    assert!(text.starts_with("VIII.C.5.e: 3 hits\n"), "{text}");
    assert!(
        text.contains("fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant\n"),
        "{text}"
    );
    assert!(text.contains("[VIII.C.5.e]"), "{text}");
    assert!(
        text.contains("Next:\n  comity show fairfax-county-pd/go-601"),
        "{text}"
    );
}

#[test]
fn a_number_leads_to_its_directive_first() {
    let home = Home::starter();
    assert_eq!(places(&home, &["S06-14-03"])[0], "chicago-pd/s06-14-03");
    assert_eq!(
        places(&home, &["2-173"])[0],
        "chicago-council/welcoming-city-ordinance"
    );
    // Typed as two words, it is still one number: another law has both words far from each other.
    assert_eq!(
        places(&home, &["SB", "54"])[0],
        "california-legislature/sb-54"
    );
}

#[test]
fn some_words_may_stand_in_the_directive_and_some_in_the_rule() {
    let home = Home::starter();
    // No text of the ordinance has both words; the name of the council has one of them.
    let found = places(&home, &["chicago", "detainers"]);
    assert!(
        found[0].starts_with("chicago-council/welcoming-city-ordinance@"),
        "{found:?}"
    );
    assert!(
        found.iter().all(|place| !place.starts_with("sfpd/")),
        "{found:?}"
    );
    let sfpd = places(&home, &["immigration", "--org", "sfpd"]);
    assert!(
        sfpd.iter().all(|place| place.starts_with("sfpd/")),
        "{sfpd:?}"
    );
    assert_eq!(places(&home, &["immigration", "--limit", "1"]).len(), 1);
}

#[test]
fn without_a_hit_it_ends_with_1_and_says_what_to_try() {
    let home = Home::starter();
    let said = home.run(&["search", "supervisor", "zebra"]).refused(1);
    assert!(
        said.contains("nothing on record has: supervisor zebra"),
        "{said}"
    );
    assert!(said.contains("hint: comity search supervisor: "), "{said}");
    let said = home.run(&["search", "\""]).refused(1);
    assert!(said.contains("a letter or a digit is needed"), "{said}");
    let json = home.run(&["search", "zebra", "--json"]);
    assert_eq!((json.status, json.stdout.as_str()), (1, "[]\n"));
}

#[test]
fn an_expression_is_read_only_where_it_is_asked_for() {
    let home = Home::starter();
    let both = places(&home, &["--fts", "detainer NOT warrant"]);
    assert!(!both.is_empty());
    // The same words without --fts are words.
    let said = home
        .run(&["search", "detainer NOT warrant zebra"])
        .refused(1);
    assert!(said.contains("nothing on record has"), "{said}");
    let said = home.run(&["search", "--fts", "detainer AND"]).refused(3);
    assert!(said.contains("the expression is not complete"), "{said}");
    let said = home.run(&["search", "--fts", "detainer ) AND"]).refused(3);
    assert!(said.contains("syntax error near \")\""), "{said}");
    let said = home.run(&["search", "--fts", "colour: red"]).refused(3);
    assert!(said.contains("no such column: colour"), "{said}");
}

#[test]
fn a_directive_is_found_from_the_command_that_adds_it_on() {
    let home = Home::starter();
    let _none = home.run(&["search", "zebra"]).refused(1);
    let _added = home
        .run(&[
            "add",
            "sfpd/bulletin-9",
            "--title",
            "Zebra crossings",
            "--type",
            "memo",
            "--issued",
            "2020",
        ])
        .answer();
    assert_eq!(places(&home, &["zebras"]), ["sfpd/bulletin-9"]);
    let _dry = home
        .run(&[
            "add",
            "sfpd/bulletin-10",
            "--title",
            "Quagga",
            "--type",
            "memo",
            "--dry-run",
        ])
        .answer();
    let _none = home.run(&["search", "quagga"]).refused(1);
}

#[test]
fn entries_are_found_from_the_command_that_adds_them_on_and_after_a_merger_under_the_one_slug() {
    let home = Home::starter();
    for args in [
        &[
            "org",
            "add",
            "orleans-pd",
            "--name",
            "Orleans Force",
            "--kind",
            "police",
            "--in",
            "New Orleans, LA",
        ][..],
        &[
            "add",
            "orleans-pd/order-9",
            "--title",
            "Zebra crossings",
            "--type",
            "memo",
            "--issued",
            "2020",
        ],
        &[
            "event",
            "orleans-pd/order-9",
            "A zebra was seen",
            "--on",
            "2021",
            "--kind",
            "statement",
        ],
        &[
            "event",
            "orleans-pd",
            "Zebras were counted",
            "--on",
            "2022",
            "--kind",
            "statement",
        ],
        &[
            "practice",
            "orleans-pd",
            "prohibits share-status",
            "--note",
            "Seen by the zebra",
        ],
        &[
            "coverage",
            "add",
            "orleans-pd",
            "refused",
            "--note",
            "Asked the zebra",
        ],
    ] {
        let output = home.run(args);
        assert_eq!(output.status, 0, "{args:?}: {output:?}");
    }
    let found = |home: &Home| {
        let mut found = places(home, &["zebra"]);
        found.sort();
        found
    };
    let before = found(&home);
    assert_eq!(before.len(), 5, "{before:?}");
    let _merged = home
        .run(&["org", "merge", "orleans-pd", "nopd", "--yes"])
        .answer();
    let mut expected: Vec<String> = before
        .iter()
        .map(|place| place.replace("orleans-pd", "nopd"))
        .collect();
    expected.sort();
    assert_ne!(expected, before);
    assert_eq!(found(&home), expected);
    // The slug that is gone, and the ids under it, find what they name now: all of the body.
    let mut by_slug = places(&home, &["orleans-pd"]);
    by_slug.sort();
    by_slug.dedup();
    assert_eq!(
        by_slug,
        ["nopd", "nopd/41-6-1", "nopd/order-9", "nopd/policy-428"]
    );
    assert_eq!(places(&home, &["orleans-pd/order-9"]), ["nopd/order-9"]);
    let args = [
        "add",
        "orleans-pd/order-10",
        "--title",
        "Ten",
        "--type",
        "memo",
    ];
    let said = home.run(&args).refused(1);
    assert!(
        said.contains("\"orleans-pd\" was merged into \"nopd\""),
        "{said}"
    );
    assert!(said.contains("nopd/NAME"), "{said}");
    // A name that came with the merger finds what the body issued.
    assert!(places(&home, &["orleans force"]).contains(&"nopd/order-9".to_owned()));
}
