//! `export --spans` and `--panel` as a user sees them: the tables of answers over time, held against
//! what `compare` says of single days.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::common::Home;

/// Bodies of different states, with open dates, a rule on hold, a text not seen, roles that differ.
const BODIES: [&str; 5] = [
    "chicago-pd",
    "fairfax-county-pd",
    "travis-county-sheriff",
    "seattle-pd",
    "sfpd",
];

/// The day of the test.
const TODAY: &str = "2026-01-31";

fn rows(home: &Home, args: &[&str]) -> Vec<Value> {
    let answer = home
        .run(&[&["export"], args, &["--json"]].concat())
        .answer();
    serde_json::from_str(&answer).expect("JSON")
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

/// The cells of a comparison, JSON and CSV side by side, by body and topic.
fn cells(
    home: &Home,
    topics: &str,
    on: &str,
    side: &[&str],
) -> BTreeMap<(String, String), BTreeMap<String, String>> {
    let ask = [
        &["compare"],
        &BODIES[..],
        &["--topic", topics, "--on", on],
        side,
    ]
    .concat();
    let json: Value =
        serde_json::from_str(&home.run(&[&ask[..], &["--json"]].concat()).answer()).expect("JSON");
    let csv = home
        .run(&[&ask[..], &["--format", "csv"]].concat())
        .answer();
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    let flat: Vec<BTreeMap<String, String>> =
        table.deserialize().map(|row| row.expect("a row")).collect();
    let views = json["cells"].as_array().expect("cells");
    assert_eq!(views.len(), flat.len());
    let both = views.iter().zip(flat).map(|(view, mut row)| {
        row.insert("certainty".to_owned(), text(view, "certainty").to_owned());
        ((row["organization"].clone(), row["topic"].clone()), row)
    });
    both.collect()
}

#[test]
fn a_panel_says_of_a_day_what_compare_says() {
    let home = Home::starter();
    for side in [&[][..], &["--for", "ice"]] {
        // Days on which something begins or ends, and others.
        let asked = [
            &["--panel", "year", "--on-day", "09-01"],
            &["--since", "2012", "--until", "2021"],
            &BODIES[..],
            side,
        ]
        .concat();
        let panel = rows(&home, &asked);
        let mut topics: Vec<&str> = panel.iter().map(|row| text(row, "topic")).collect();
        topics.sort_unstable();
        topics.dedup();
        let topics = topics.join(",");
        for year in 2012..=2021 {
            let on = format!("{year}-09-01");
            let cells = cells(&home, &topics, &on, side);
            let of_day: Vec<&Value> = panel.iter().filter(|row| row["on"] == *on).collect();
            assert!(of_day.len() > 30, "{on}: {}", of_day.len());
            for row in of_day {
                assert_eq!(row["year"], year);
                let key = ["organization", "topic"].map(|key| text(row, key).to_owned());
                let cell = &cells[&key.clone().into()];
                for column in [
                    "answer",
                    "class",
                    "certainty",
                    "coverage",
                    "text",
                    "directive",
                    "version",
                    "cite",
                ] {
                    assert_eq!(text(row, column), cell[column], "{on} {key:?} {column}");
                }
            }
        }
    }
}

#[test]
fn spans_cover_the_days_without_gap_or_overlap() {
    let home = Home::starter();
    let all = rows(&home, &["--spans"]);
    assert!(all.len() > 1000, "{}", all.len());
    let of = |row: &Value| {
        (
            text(row, "organization").to_owned(),
            text(row, "topic").to_owned(),
        )
    };
    let mut seen = Vec::new();
    for row in all.chunk_by(|a, b| of(a) == of(b)) {
        let what = of(&row[0]);
        assert!(!seen.contains(&what), "{what:?} stands in two places");
        assert!(row[0]["from"].is_null(), "{what:?} begins late");
        // The last one holds on the day that the clock of the test tells.
        let last = &row[row.len() - 1]["to"];
        assert!(
            last.as_str().is_none_or(|to| to > TODAY),
            "{what:?} ends {last}"
        );
        for pair in row.windows(2) {
            let [before, after] = pair else {
                unreachable!()
            };
            assert_eq!(before["to"], after["from"], "{what:?}");
            assert!(text(before, "from") < text(before, "to"), "{what:?}");
            assert_ne!(
                (
                    &before["answer"],
                    &before["certainty"],
                    &before["rule"],
                    &before["text"],
                    &before["class"],
                    &before["coverage"],
                    &before["state"]
                ),
                (
                    &after["answer"],
                    &after["certainty"],
                    &after["rule"],
                    &after["text"],
                    &after["class"],
                    &after["coverage"],
                    &after["state"]
                ),
                "{what:?}"
            );
        }
        seen.push(what);
    }
    // Body by body, in the order of their slugs.
    assert!(seen.is_sorted_by_key(|(body, _)| body.clone()));
}

#[test]
fn a_span_is_told_whole_whatever_time_is_asked_for() {
    let home = Home::starter();
    let ask = [
        &["--spans", "--topic", "act-on-admin-warrant,assist"],
        &BODIES[..],
    ]
    .concat();
    let all = rows(&home, &ask);
    let some = rows(
        &home,
        &[&ask[..], &["--since", "2016-06", "--until", "2019"]].concat(),
    );
    let is_in = |row: &&Value| {
        row["from"].as_str().is_none_or(|from| from <= "2019-12-31")
            && row["to"].as_str().is_none_or(|to| to > "2016-06-01")
    };
    assert_eq!(some, all.iter().filter(is_in).cloned().collect::<Vec<_>>());
    // Some of them began before, and some go on.
    let open = |key: &str, edge: &str, after: bool| {
        some.iter().any(|row| {
            row[key]
                .as_str()
                .is_some_and(|day| (day > edge) == after && day != edge)
        })
    };
    assert!(open("from", "2016-06-01", false) && open("to", "2019-12-31", true));
}

#[test]
fn the_spans_of_a_body_are_those_of_its_timeline() {
    let home = Home::starter();
    let narrow = [
        "travis-county-sheriff",
        "--for",
        "ice",
        "--topic",
        "hold-on-detainer,jail-access",
        "--since",
        "2017",
        "--until",
        "2018",
    ];
    for format in ["csv", "json", "jsonl"] {
        let of = |command: &[&str]| {
            home.run(&[command, &narrow, &["--format", format]].concat())
                .answer()
        };
        assert_eq!(of(&["export", "--spans"]), of(&["timeline"]), "{format}");
    }
    // Of those of a kind and place; and into a file, of which the name tells the form.
    let said = home.run(&[
        "export",
        "--spans",
        "--kind",
        "police",
        "--place",
        "us-va",
        "-o",
        "spans.jsonl",
    ]);
    assert_eq!((said.status, said.stdout.as_str()), (0, ""));
    assert!(said.stderr.ends_with(" rows written to spans.jsonl\n"));
    let written = std::fs::read_to_string(home.file("spans.jsonl")).expect("a file");
    let bodies: Vec<String> = written
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON")["organization"].to_string())
        .collect();
    assert!(bodies.contains(&"\"fairfax-county-pd\"".to_owned()));
    assert!(
        !bodies
            .iter()
            .any(|body| body.contains("chicago") || body.contains("sheriff"))
    );
}

#[test]
fn a_panel_looks_once_in_each_unit_up_to_today() {
    let home = Home::starter();
    let days = |args: &[&str]| -> Vec<String> {
        let one = ["sfpd", "--topic", "act-on-admin-warrant", "--for", "ice"];
        let panel = rows(&home, &[args, &one].concat());
        panel.iter().map(|row| text(row, "on").to_owned()).collect()
    };
    // From the year in which anything begins, up to the day that the clock of the test tells.
    let years = days(&["--panel", "year"]);
    assert!(years.iter().all(|day| day.ends_with("-01-01")), "{years:?}");
    let first = home.run(&[
        "timeline",
        "sfpd",
        "--topic",
        "act-on-admin-warrant",
        "--for",
        "ice",
    ]);
    let first = first.answer();
    assert!(
        first.contains(&format!("1 January {}", &years[0][..4])),
        "{first}"
    );
    assert_eq!(
        days(&[
            "--panel", "quarter", "--since", "2017-02", "--until", "2018-01"
        ]),
        ["2017-04-01", "2017-07-01", "2017-10-01", "2018-01-01"]
    );
    assert_eq!(
        days(&[
            "--panel",
            "month",
            "--on-day",
            "15",
            "--since",
            "2017-12-16",
            "--until",
            "2018-02"
        ]),
        ["2018-01-15", "2018-02-15"]
    );
    // A day after the last one is left out, and so is one before the first.
    assert_eq!(
        days(&[
            "--panel",
            "year",
            "--on-day",
            "12-31",
            "--since",
            "2017",
            "--until",
            "2018-12-30"
        ]),
        ["2017-12-31"]
    );
    let none = days(&[
        "--panel", "year", "--since", "2018-02", "--until", "2018-12",
    ]);
    assert_eq!(none, [""; 0]);
    let head = home.run(&["export", "--panel", "year", "ice"]).answer();
    assert!(
        head.starts_with("organization,topic,") && head.ends_with(",text,year,on\n"),
        "{head}"
    );
}

#[test]
fn what_is_no_table_over_time_is_refused() {
    let home = Home::starter();
    for (args, status, said) in [
        (&["--spans", "--format", "html"][..], 2, "not html"),
        (&["--spans", "-o", "spans.md"], 2, "not md"),
        (&["--panel", "yaer"], 3, "did you mean \"year\""),
        (&["--panel", "year", "--on-day", "02-29"], 3, "every year"),
        (&["--panel", "month", "--on-day", "31"], 3, "every month"),
        (&["--spans", "--on-day", "01-01"], 2, "--on-day"),
        (&["--on-day", "01-01"], 2, "--panel"),
        (&["--spans", "--on", "2019-10-05"], 2, "--on"),
        (&["--package", "release", "--spans"], 2, "--spans"),
        (&["--spans", "--panel", "year"], 2, "cannot be used with"),
        (&["--since", "2019"], 2, "--spans|--panel"),
        (&["--role", "officer"], 2, "--spans|--panel"),
        (&["--for", "ice"], 2, "--spans"),
        (
            &["--spans", "--since", "2019", "--until", "2018"],
            3,
            "after --until",
        ),
        (&["--spans", "nobody-pd"], 1, "not on record"),
        (&["--spans", "--topic", "jail-axess"], 3, "did you mean"),
    ] {
        let told = home.run(&[&["export"], args].concat()).refused(status);
        assert!(told.contains(said), "{args:?}: {told}");
    }
    assert!(!home.file("spans.md").exists());
}

#[test]
fn every_column_over_time_is_in_its_codebook() {
    let home = Home::starter();
    for table in [&["--spans"][..], &["--panel", "year"]] {
        let run = |more: &[&str]| home.run(&[&["export"], table, more].concat()).answer();
        let codebook = run(&["--codebook"]);
        let csv = run(&["chicago-pd", "fairfax-county-pd", "travis-county-sheriff"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let head = reader.headers().expect("a header").clone();
        let all: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        for (at, column) in head.iter().enumerate() {
            assert!(codebook.contains(&format!("\n{column},")), "{column}");
            if !["answer", "class", "certainty", "state", "coverage", "topic"].contains(&column) {
                continue;
            }
            for value in all
                .iter()
                .map(|row| &row[at])
                .filter(|value| !value.is_empty())
            {
                let line = format!("\n{column},key,{value},");
                assert!(codebook.contains(&line), "{column}: {value}");
            }
        }
    }
    let page = home
        .run(&["export", "--spans", "--codebook", "--format", "md"])
        .answer();
    assert!(
        page.contains("# Codebook of the spans") && page.contains("## certainty"),
        "{page}"
    );
}
