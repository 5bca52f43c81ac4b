//! `timeline` and `diff` as a user sees them.

use crate::common::Home;

/// The spans of a timeline: topic, answer, from, to, certainty, state.
fn spans(home: &Home, args: &[&str]) -> Vec<[String; 6]> {
    let answer = home
        .run(&[&["timeline"], args, &["--json"]].concat())
        .answer();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&answer).expect("JSON");
    rows.iter()
        .map(|row| {
            assert_eq!(row["schema"], "comity.timeline/1");
            ["topic", "answer", "from", "to", "certainty", "state"]
                .map(|key| row[key].as_str().unwrap_or_default().to_owned())
        })
        .collect()
}

fn span(parts: [&str; 6]) -> [String; 6] {
    parts.map(ToOwned::to_owned)
}

#[test]
fn a_body_over_time_as_spans() {
    let home = Home::starter();
    let topic = "act-on-admin-warrant";
    let all = spans(
        &home,
        &["fairfax-county-pd", "--topic", topic, "--for", "ice"],
    );
    assert_eq!(
        all,
        [
            span([topic, "none", "", "2007-01-01", "certain", ""]),
            span([
                topic,
                "uncertain",
                "2007-01-01",
                "2007-12-31",
                "uncertain",
                ""
            ]),
            span([
                topic,
                "prohibits",
                "2007-12-31",
                "2013-01-01",
                "certain",
                ""
            ]),
            // A version of which no rule is known.
            span([topic, "none", "2013-01-01", "2013-04-01", "uncertain", ""]),
            span([
                topic,
                "prohibits",
                "2013-04-01",
                "2020-05-06",
                "certain",
                ""
            ]),
            span([
                topic,
                "by-role",
                "2020-05-06",
                "2020-06-19",
                "uncertain",
                ""
            ]),
            span([
                topic,
                "prohibits",
                "2020-06-19",
                "2025-02-21",
                "certain",
                ""
            ]),
            span([topic, "none", "2025-02-21", "", "uncertain", ""]),
        ]
    );
}

#[test]
fn a_span_ends_where_nobody_has_looked_since() {
    let home = Home::starter();
    let all = spans(
        &home,
        &[
            "sfpd",
            "--topic",
            "act-on-admin-warrant",
            "--for",
            "ice",
            "--until",
            "2025",
        ],
    );
    let last = all.last().expect("a span");
    assert_eq!(
        (last[1].as_str(), last[4].as_str()),
        ("prohibits", "unchecked"),
        "{all:?}"
    );
    let before = &all[all.len() - 2];
    assert_eq!(
        (before[1].as_str(), before[4].as_str()),
        ("prohibits", "certain"),
        "{all:?}"
    );
    let page = home
        .run(&["timeline", "sfpd", "--for", "ice", "--until", "2025"])
        .answer();
    assert!(
        page.contains("Not checked after these days, and drawn as if nothing had changed"),
        "{page}"
    );
}

/// The bar of a row, by the beginning of its label.
fn bar<'a>(page: &'a str, label: &str) -> &'a str {
    let line = page.lines().find(|line| line.starts_with(label));
    let line = line.unwrap_or_else(|| panic!("no row {label}:\n{page}"));
    line.rsplit("  ").next().expect("a bar").trim()
}

#[test]
fn the_years_of_chicago_fit_every_width() {
    let home = Home::starter();
    let args = [
        "timeline",
        "chicago-pd",
        "--for",
        "ice",
        "--since",
        "2012",
        "--until",
        "2021",
    ];
    for width in ["80", "160"] {
        let page = home
            .run(&[&args[..], &["--width", width]].concat())
            .answer();
        let most: usize = width.parse().expect("a number");
        let wide = |line: &&str| line.chars().count() > most && !line.starts_with("  comity ");
        assert_eq!(page.lines().find(wide), None, "{page}");
    }
    let page = home.run(&[&args[..], &["--width", "80"]].concat()).answer();
    let hold = bar(&page, "Hold on a detainer");
    // Nothing, then the city with exceptions, then the state without.
    let marks: String = {
        let mut marks: Vec<char> = hold.chars().collect();
        marks.dedup();
        marks.into_iter().collect()
    };
    assert_eq!(marks, "-·▒█", "{page}");
    for text in [
        "2012     2014     2016     2018     2020",
        "█ prohibits   ▒ prohibits with exceptions",
        "Hold on a detainer: in the texts of Chicago Council alone:",
        "the answer stays",
    ] {
        assert!(page.contains(text), "{text}\n{page}");
    }
    let plain = Home::starter().with("LANG", "C").run(&args).answer();
    let bars: Vec<&str> = plain
        .lines()
        .take_while(|line| !line.starts_with("  2012-"))
        .collect();
    assert!(bars.iter().all(|line| line.is_ascii()), "{plain}");
    assert!(
        bar(&plain, "Hold on a detainer").ends_with("###"),
        "{plain}"
    );
}

#[test]
fn a_rule_on_hold_is_drawn_as_suspended() {
    let home = Home::starter();
    let args = [
        "timeline",
        "travis-county-sheriff",
        "--since",
        "2017",
        "--until",
        "2018",
    ];
    let page = home.run(&args).answer();
    assert!(bar(&page, "Help another agency").contains("SP"), "{page}");
    assert!(bar(&page, "Hold on a detainer").contains("▒r"), "{page}");
    assert!(page.contains("S suspended"), "{page}");
    let law = home
        .run(&["timeline", "texas-legislature/sb-4", "--until", "2019"])
        .answer();
    assert!(bar(&law, "Help another agency").contains("SP"), "{law}");
    let text = bar(&law, "The text");
    assert!(text.ends_with('━') && text.starts_with('·'), "{law}");
}

#[test]
fn one_paragraph_leaves_an_order_that_goes_on() {
    let home = Home::starter();
    let id = "fairfax-county-pd/go-601";
    let rule = "fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant";
    let answer = home.run(&["timeline", id, "--json"]).answer();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&answer).expect("JSON");
    let of_rule: Vec<_> = rows.iter().filter(|row| row["rule"] == rule).collect();
    let told: Vec<_> = of_rule
        .iter()
        .map(|row| [&row["answer"], &row["state"], &row["from"], &row["to"]])
        .collect();
    assert_eq!(
        serde_json::to_string(&told).expect("JSON"),
        r#"[["prohibits","in-force","2013-04-01","2020-05-06"],["uncertain","perhaps","2020-05-06","2020-06-19"]]"#
    );
    let whole: Vec<_> = rows.iter().filter(|row| row["topic"].is_null()).collect();
    let last = whole.last().expect("the text");
    assert_eq!(
        (&last["state"], &last["version"]),
        (&"in-force".into(), &"2021-01-01".into())
    );
    let page = home.run(&["timeline", id, "--width", "80"]).answer();
    let clause = bar(&page, "Act on an administrative");
    assert!(clause.contains("▒?·-"), "{page}");
    for text in [
        "2020-05-06..06-19",
        "superseded by General Order 604 (fairfax-county-pd/go-604);",
        "the text goes on.",
        "2019-09-21         incident:",
    ] {
        assert!(page.contains(text), "{text}\n{page}");
    }
}

#[test]
fn what_is_no_timeline_is_refused() {
    let home = Home::starter();
    let said = home
        .run(&["timeline", "fairfax-county-pd/go-601@2013-04-01"])
        .refused(3);
    assert!(
        said.contains("all versions") && said.contains("^^^"),
        "{said}"
    );
    let said = home
        .run(&["timeline", "fairfax-county-pd/go-602"])
        .refused(1);
    assert!(said.contains("did you mean"), "{said}");
    let said = home.run(&["timeline"]).refused(2);
    assert!(said.contains("ORG|ID"), "{said}");
    let none = home.run(&["timeline", "ice", "--topic", "assist"]).answer();
    assert!(none.contains("nothing on record"), "{none}");
}

#[test]
fn two_versions_by_meaning() {
    let home = Home::starter();
    let id = "chicago-council/welcoming-city-ordinance";
    let (first, second) = (format!("{id}@2020-01-15"), format!("{id}@2021-01-27"));
    let answer = home.run(&["diff", &first, &second, "--json"]).answer();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&answer).expect("JSON");
    let direction = |topic: &str| {
        let row = rows.iter().find(|row| row["topic"] == topic);
        row.unwrap_or_else(|| panic!("{topic}: {answer}"))["direction"].clone()
    };
    assert_eq!(direction("hold-on-detainer"), "tightened");
    assert_eq!(direction("jail-access"), "newly-prohibited");
    assert_eq!(direction("inquire-status"), "loosened");
    assert_eq!(direction("notify-release"), "both-ways");
    assert_eq!(direction("record-request"), "same");
    // A day names the version in force on it.
    let by_day = home
        .run(&["diff", &format!("{id}@2020-06-01"), &second, "--json"])
        .answer();
    assert_eq!(by_day, answer);
    let back = home
        .run(&["diff", &second, &first, "--topic", "jail-access", "--json"])
        .answer();
    assert!(back.contains("\"direction\": \"lifted\""), "{back}");
}

#[test]
fn a_version_not_seen_cannot_be_compared() {
    let home = Home::starter();
    let id = "fairfax-county-pd/go-601";
    let page = home
        .run(&["diff", &format!("{id}@2013-04-01"), id])
        .answer();
    assert!(page.contains("not known"), "{page}");
    assert!(
        page.contains("No rule of fairfax-county-pd/go-601@2021-01-01 is known"),
        "{page}"
    );
    assert!(!page.contains("lifted"), "{page}");
}

#[test]
fn two_bodies_on_a_day() {
    let home = Home::starter();
    let args = [
        "diff",
        "Fairfax County PD",
        "sfpd",
        "--for",
        "ice",
        "--on",
        "2019-10-05",
    ];
    let page = home.run(&args).answer();
    assert!(
        page.starts_with("Fairfax County PD and SFPD, for ICE, 5 October 2019"),
        "{page}"
    );
    assert!(page.contains("the second in more cases"), "{page}");
    let mixed = home
        .run(&["diff", "sfpd", "fairfax-county-pd/go-601"])
        .refused(2);
    assert!(
        mixed.contains("two versions") && mixed.contains("two bodies"),
        "{mixed}"
    );
    let same = home
        .run(&["diff", "sfpd", "sfpd", "--on", "2019-10-05"])
        .answer();
    assert!(same.contains("0 of "), "{same}");
}
