//! What each day leaves behind.

use std::collections::BTreeSet;

use super::{class, json, refused, table, text, walked};
use crate::html::sound;

/// What the researcher meant to record.
const GO_12: &str = r#"id = "millbrook-oh-pd/go-12"
title = "Contacts with immigration authorities"
number = "General Order 12"
type = "general-order"
binds = [{ org = "millbrook-oh-pd" }]

[source.example-org]
title = "General Order 12 of 2016"
url = "https://example.org/millbrook/go-12-2016"
kind = "primary"

[source.example-org-2]
title = "General Order 12 of 2021"
url = "https://example.org/millbrook/go-12-2021"
kind = "primary"

[[version]]
label = "2016-03-15"
dates = { issued = "2016-03-01", effective = "2016-03-15" }
text = "part"
last_checked = "2026-01-31"
standing = "documented"
authority = [{ office = "Chief of Police", act = "signs", certainty = "documented" }]
sources = ["example-org"]

[[version.rule]]
id = "inquire-status"
says = "prohibits inquire-status by officer unless legally-required"
cite = "III.A"

[[version.rule]]
id = "act-on-admin-warrant"
says = "prohibits act-on-admin-warrant for ice by officer"
cite = "III.B"

[[version]]
label = "2021-06-01"
dates = { effective = "2021-06-01" }
text = "part"
last_checked = "2026-01-31"
standing = "documented"
authority = [{ office = "Chief of Police", act = "signs", certainty = "documented" }]
sources = ["example-org-2"]

[[version.rule]]
id = "inquire-status"
says = "prohibits inquire-status by officer unless legally-required"
cite = "III.A"

[[version.rule]]
id = "act-on-admin-warrant"
says = "prohibits act-on-admin-warrant for ice by officer unless custody-for-other-violation"
cite = "III.B"

[[version.rule]]
id = "share-photos"
says = "prohibits share-photos for ice by officer unless judicial-warrant"
cite = "III.C"

[[version.rule]]
id = "share-photos-2"
says = "prohibits share-photos for ice by officer when juvenile"
cite = "III.D"
"#;

#[test]
fn a_researcher_codes_an_order_and_releases_a_package() {
    let home = walked("A researcher");
    assert_eq!(home.record("millbrook-oh-pd/go-12"), GO_12);
    let on = |topic: &str, day: &str| {
        class(
            &home,
            &format!("millbrook-oh-pd {topic} --for ice --on {day}"),
        )
        .0
    };
    let warrant = |day| on("act-on-admin-warrant", day);
    assert_eq!(warrant("2016-03-14"), "none");
    assert_eq!(warrant("2016-03-15"), "prohibits");
    assert_eq!(warrant("2021-05-31"), "prohibits");
    assert_eq!(warrant("2021-06-01"), "prohibits-unless");
    assert_eq!(on("share-photos", "2021-05-31"), "none");
    assert_eq!(on("share-photos", "2021-06-01"), "prohibits-unless");
    assert_eq!(on("inquire-status", "2021-06-01"), "prohibits-unless");

    let described: serde_json::Value =
        serde_json::from_str(&text(&home, "release/datapackage.json")).expect("JSON");
    let resources = described["resources"].as_array().expect("tables");
    assert!(resources.len() >= 3, "{described}");
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let names: Vec<&str> = fields
            .iter()
            .map(|field| field["name"].as_str().expect("a name"))
            .collect();
        let (head, rows) = table(&home, &format!("release/{path}"));
        assert_eq!(head, names, "{path}");
        assert!(!rows.is_empty(), "{path}");
    }
    let (_, rules) = table(&home, "release/rules.csv");
    assert_eq!(rules.len(), 6);
    let codebook = text(&home, "release/codebook.csv");
    assert!(codebook.contains("topic,key,share-photos,share photographs,"));
    assert!(codebook.contains(",juvenile,under eighteen,"), "{codebook}");
    assert!(text(&home, "release/places.csv").contains("3900002"));

    refused(
        &home,
        &[
            (
                "comity revise millbrook-oh-pd/go-12 --effective 2024-01-01 --rule \"prohibits share-photo\"",
                3,
                &["did you mean \"share-photos\"?"],
            ),
            (
                "comity revise millbrook-oh-pd/go-12 --effective 2020-01-01",
                3,
                &["began on 2021-06-01", "^"],
            ),
            (
                "comity diff millbrook-oh-pd/go-12@2016 millbrook-oh-pd/go-12@2021-06-01",
                1,
                &["2016"],
            ),
        ],
    );
}

#[test]
fn a_reporter_counts_twelve_and_has_two_files_for_the_desk() {
    let home = walked("A reporter");
    let counted = json(
        &home,
        "comity compare @twelve --topic hold-on-detainer --for ice --count",
    );
    let topic = &counted["topics"][0];
    assert_eq!(topic["total"], 12);
    let groups = topic["groups"].as_array().expect("groups");
    let sum: u64 = groups
        .iter()
        .map(|group| group["count"].as_u64().expect("a count"))
        .sum();
    assert_eq!(sum, 12, "{topic}");
    let named: BTreeSet<&str> = groups
        .iter()
        .flat_map(|group| group["organizations"].as_array().expect("bodies"))
        .map(|body| body.as_str().expect("a body"))
        .collect();
    assert_eq!(named.len(), 12);

    let (head, rows) = table(&home, "detainers.csv");
    assert_eq!(
        head.join(","),
        "organization,name,place,geoid,topic,coverage,answer,class,text,directive,version,cite,\
         standing,source_url,last_checked,on"
    );
    assert_eq!(rows.len(), 12);
    let cell = |body: &str| {
        let row = rows.iter().find(|row| row[0] == body).expect("a row");
        (row[5].as_str(), row[6].as_str(), row[8].as_str())
    };
    assert_eq!(
        cell("columbus-pd"),
        ("no-written-policy", "none", "no written policy")
    );
    assert_eq!(cell("minneapolis-pd"), ("no-reply", "none", "no reply"));
    // What the chief said decides nothing.
    assert_eq!(
        cell("phoenix-pd"),
        ("not-coded", "none", "nothing on record")
    );

    let page = text(&home, "detainers.html");
    sound(&page);
    assert!(page.contains("<caption"), "{page}");
    assert!(page.contains("Working with ICE, 31 January 2026: 12 bodies, 1 topic"));
    let (_, body) = page.split_once("<tbody ").expect("a table");
    let (body, _) = body.split_once("</tbody>").expect("its end");
    assert_eq!(body.matches("<tr ").count(), 12, "{body}");

    let _dumped = home.run(&["dump", "kept", "--quiet"]).answer();
    let coverage = text(&home, "kept/coverage.toml");
    for words in [
        "organization = \"columbus-pd\"\ntopic = \"hold-on-detainer\"\nfound = \"no-written-policy\"",
        "organization = \"minneapolis-pd\"\ntopic = \"hold-on-detainer\"\nfound = \"no-reply\"",
    ] {
        assert!(coverage.contains(words), "{words}: {coverage}");
    }
    assert!(text(&home, "kept/practice.toml").contains("organization = \"phoenix-pd\""));

    refused(
        &home,
        &[
            (
                "comity coverage add columbus-pd no-writen-policy",
                3,
                &["did you mean \"no-written-policy\"?"],
            ),
            (
                "comity compare chicago-pd fairfax-pd",
                1,
                &["did you mean \"fairfax-county-pd\"?"],
            ),
            (
                "comity compare @twelv-pds --topic hold-on-detainer",
                1,
                &["is not on record"],
            ),
        ],
    );
}

#[test]
fn a_policy_unit_adopts_a_draft_and_moves_a_paragraph() {
    let home = walked("A policy unit");
    let on = |topic: &str, day: &str| {
        class(
            &home,
            &format!("fairview-oh-pd {topic} --for ice --on {day}"),
        )
    };
    let by = |class: &str, id: &str| (class.to_owned(), Some(format!("fairview-oh-pd/{id}")));
    let (warrant, status) = ("act-on-admin-warrant", "inquire-status");
    assert_eq!(on(warrant, "2026-01-31"), by("prohibits-unless", "go-7"));
    assert_eq!(on(warrant, "2026-02-01"), by("prohibits", "go-7"));
    assert_eq!(on(status, "2026-02-28"), by("prohibits", "go-7"));
    assert_eq!(on(status, "2026-03-01"), by("prohibits", "go-9"));
    assert_eq!(on(warrant, "2026-03-01"), by("prohibits", "go-7"));

    // The adopted text is a draft no longer, in name either.
    let record = home.record("fairview-oh-pd/go-7");
    assert!(!record.contains("draft"), "{record}");
    for words in [
        "label = \"2026-02-01\"\ndates = { issued = \"2026-01-20\", effective = \"2026-02-01\" }",
        "review_due = \"2029-02-01\"",
        "ended = { on = \"2026-03-01\", how = \"superseded\", by = \"fairview-oh-pd/go-9\" }",
    ] {
        assert!(record.contains(words), "{words}: {record}");
    }

    let due = |by: &str, on: &str| {
        let rows = json(
            &home,
            &format!("comity list fairview-oh-pd --review-due-by {by} --on {on}"),
        );
        let rows = rows.as_array().expect("rows").clone();
        let told = rows.iter().map(|row| {
            let text = |key: &str| row[key].as_str().expect("a text").to_owned();
            (text("id"), text("review_due"))
        });
        told.collect::<Vec<_>>()
    };
    let row = |id: &str, due: &str| (format!("fairview-oh-pd/{id}"), due.to_owned());
    assert_eq!(due("2026", "2026-01-31"), [row("go-7", "2026-05-01")]);
    assert_eq!(due("2026-04", "2026-01-31"), []);
    assert_eq!(due("2027", "2026-03-01"), [row("go-9", "2027-03-01")]);
    assert_eq!(
        due("2029", "2026-03-01"),
        [row("go-7", "2029-02-01"), row("go-9", "2027-03-01")]
    );

    refused(
        &home,
        &[
            (
                "comity adopt fairview-oh-pd/go-7@draft --effective 2026-02-02",
                1,
                &["has no version \"draft\"", "2026-02-01", "was adopted"],
            ),
            (
                "comity rescind fairview-oh-pd/go-7#inquire-statis --effective 2026-04-01",
                1,
                &["did you mean \"inquire-status\"?"],
            ),
            (
                "comity list fairview-oh-pd --review-due-by 2027..",
                3,
                &["no end", "^"],
            ),
        ],
    );
}

#[test]
fn an_attorney_finds_what_stood_on_a_day_and_prints_the_chain() {
    let home = walked("A city attorney");
    let stood = json(
        &home,
        "comity list fairfax-county-pd --on 2019-09-21 --in-force 2019-09-21",
    );
    let rows = stood.as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{stood}");
    assert_eq!(rows[0]["id"], "fairfax-county-pd/go-601");
    assert_eq!(rows[0]["version"], "2013-04-01");
    for (day, answer, order) in [
        ("2013-03-31", "none", None),
        ("2013-04-01", "prohibits-unless", Some("go-601")),
        ("2019-09-21", "prohibits-unless", Some("go-601")),
        ("2020-05-05", "prohibits-unless", Some("go-601")),
        ("2020-06-19", "prohibits-unless", Some("go-604")),
    ] {
        let question = format!("fairfax-county-pd act-on-admin-warrant --for ice --on {day}");
        let order = order.map(|order| format!("fairfax-county-pd/{order}"));
        assert_eq!(class(&home, &question), (answer.to_owned(), order), "{day}");
    }
    let record = text(&home, "go-601.html");
    sound(&record);
    assert!(
        record.contains("On 21 September 2019: in force"),
        "{record}"
    );
    for label in ["2007", "1 January 2013", "1 April 2013", "1 January 2021"] {
        assert!(record.contains(&format!("ersion of {label}")), "{label}");
    }
    assert!(record.contains("href=\"https://"), "{record}");
    let chain = text(&home, "chain.html");
    assert!(chain.starts_with("<!doctype html>"));
    for words in [
        "General Order 601, Arrest Procedures",
        "version of 1 April 2013 begins in the place of the version of 1 January 2013",
        "superseded by General Order 604",
    ] {
        assert!(chain.contains(words), "{words}: {chain}");
    }

    refused(
        &home,
        &[
            (
                "comity ask fairfax-county-pd --on 9/21/2019",
                3,
                &["write 2019-09-21 (21 September 2019)"],
            ),
            (
                "comity show fairfax-county-pd/go-610",
                1,
                &["did you mean \"fairfax-county-pd/go-601\"?"],
            ),
            (
                "comity timeline fairfax-county-pd/go-601 --since 2021 --until 2007",
                3,
                &["lies after --until"],
            ),
        ],
    );
}

#[test]
fn a_map_maker_gets_a_class_and_a_geoid_for_every_place() {
    let home = walked("A map maker");
    let mut places = BTreeSet::new();
    for year in ["2019", "2020"] {
        let (head, rows) = table(&home, &format!("map-{year}.csv"));
        assert_eq!(
            head.join(","),
            "place,name,kind,geoid,topic,for,on,class,certainty,coverage,organizations"
        );
        assert_eq!(rows.len(), 24);
        for row in &rows {
            let (place, kind, geoid, on) = (&row[0], &row[2], &row[3], &row[6]);
            let digits = if kind == "county" { 5 } else { 7 };
            assert_eq!(geoid.len(), digits, "{row:?}");
            assert!(geoid.bytes().all(|byte| byte.is_ascii_digit()), "{row:?}");
            assert_eq!(on, &format!("{year}-10-05"));
            let effects = ["requires", "permits", "prohibits"];
            let known = effects.iter().any(|effect| row[7].starts_with(effect));
            assert!(known || ["mixed", "none"].contains(&&*row[7]), "{row:?}");
            places.insert(place.clone());
        }
        let gilbert = rows.iter().find(|row| row[0] == "us-az-gilbert");
        assert_eq!(gilbert.expect("a row")[3], "0427400");
    }
    assert_eq!(places.len(), 24, "a place has one row");

    let quiet = home.run(&[
        "export",
        "--places",
        "--topic",
        "hold-on-detainer",
        "--place",
        "us-tx",
    ]);
    assert!(
        quiet.stderr.contains("no GEOID on record: us-tx-el-cenizo"),
        "{quiet:?}"
    );
    refused(
        &home,
        &[
            (
                "comity place edit us-va-fairfax-county --geoid 5105",
                3,
                &["a GEOID of a county has 5 digits", "\"05105\""],
            ),
            (
                "comity place add us-oh-x --name X --kind city --in OH --geoid OH001",
                3,
                &["7 or 10 digits"],
            ),
            (
                "comity export --places --topic hold-on-detainer,assist-arrest",
                3,
                &["one topic", "comity compare --format csv"],
            ),
        ],
    );
}
