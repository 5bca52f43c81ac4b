//! Entries that were recorded in error are taken back, each by what it says.

use super::{RELEASE, json};
use crate::common::Home;

/// Whether a text stands in an event, in a note of practice or coverage, or in a source of events or
/// coverage.
fn on_record(home: &Home, text: &str) -> bool {
    let sql = format!(
        "SELECT count(*) AS n FROM (SELECT what AS w FROM organization_event UNION ALL SELECT what \
         FROM directive_event UNION ALL SELECT title FROM organization_event_source UNION ALL SELECT \
         note FROM practice UNION ALL SELECT note FROM coverage UNION ALL SELECT title FROM \
         coverage_source) WHERE w LIKE '%{text}%'"
    );
    home.run(&["sql", &sql, "--format", "csv"]).answer() != "n\n0\n"
}

#[test]
fn an_event_is_taken_back_by_how_it_begins_with_the_source_that_it_alone_cited() {
    let home = Home::starter();
    let event = |target: &str, what: &str, on: &str, source: &[&str]| {
        let args = ["event", target, what, "--on", on, "--kind", "report"];
        let _added = home.run(&[&args[..], source].concat()).answer();
    };
    let source = ["--source-title", "Quaggas"];
    event("nopd", "A zebra was seen", "2025-03", &source);
    event("nopd", "A zebra was seen again", "2025-04", &[]);
    event(
        "fairfax-county-pd/go-601",
        "A zebra came by",
        "2025-05",
        &["--source-title", "Okapis"],
    );
    let remove = |args: &[&str]| home.run(&[&["event"], args, &["--remove"]].concat());

    // Two begin so, and nothing goes unless one is meant.
    let said = remove(&["nopd", "A zebra"]).refused(1);
    assert!(said.contains("2 events of nopd can be meant"), "{said}");
    assert!(
        said.contains("--on 2025-04 --kind report \"A zebra was seen again\""),
        "{said}"
    );
    let said = remove(&["nopd", "A quagga"]).refused(1);
    assert!(said.contains("no such event on record"), "{said}");
    let said = remove(&["lapd", "A zebra was seen"]).refused(1);
    assert!(said.contains("no such event on record"), "{said}");
    let dry = remove(&["nopd", "A zebra was seen", "--dry-run"]).answer();
    assert!(
        dry.contains("Taken back, an event of nopd: 2025-03"),
        "{dry}"
    );
    assert!(on_record(&home, "quaggas"));

    // What reads so whole is meant, though another begins so.
    let said = remove(&["nopd", "A zebra was seen"]).answer();
    assert!(
        said.contains("Taken back, an event of nopd: 2025-03"),
        "{said}"
    );
    assert!(on_record(&home, "seen again") && !on_record(&home, "quaggas"));
    let _other = remove(&["nopd", "A zebra", "--on", "2025-04"]).answer();
    assert!(!on_record(&home, "seen again") && on_record(&home, "zebra came"));
    let json: serde_json::Value =
        serde_json::from_str(&remove(&["fairfax-county-pd/go-601", "A zebra", "--json"]).answer())
            .expect("JSON");
    assert_eq!(json["records"][0]["id"], "fairfax-county-pd/go-601");
    assert!(!on_record(&home, "zebra"));
    let record = home.record("fairfax-county-pd/go-601");
    assert!(!record.contains("Okapis"), "{record}");
    let _gone = remove(&["fairfax-county-pd/go-601", "A zebra"]).refused(1);
}

#[test]
fn a_practice_is_taken_back_by_its_sentence() {
    let home = Home::starter();
    for from in ["2024", "2025"] {
        let note = format!("zebra {from}");
        let args = ["practice", "nopd", RELEASE, "--from", from, "--note", &note];
        let _added = home.run(&args).answer();
    }
    let remove = |args: &[&str]| home.run(&[&["practice", "nopd"], args, &["--remove"]].concat());
    let said = remove(&[RELEASE]).refused(1);
    assert!(said.contains("2 practices of nopd can be meant"), "{said}");
    assert!(said.contains("--from 2024"), "{said}");
    let said = remove(&["permits assist for ice"]).refused(1);
    assert!(said.contains("no such practice on record"), "{said}");
    let said = remove(&[RELEASE, "--from", "2024"]).answer();
    assert!(said.contains("Taken back, a practice of nopd"), "{said}");
    assert!(!on_record(&home, "zebra 2024") && on_record(&home, "zebra 2025"));
    let _last = remove(&[RELEASE]).answer();
    assert!(!on_record(&home, "zebra"));
}

#[test]
fn coverage_is_taken_back_by_its_topic_and_the_cell_reads_as_before() {
    let home = Home::starter();
    let entry = |topic: &str, more: &[&str]| {
        let args = ["coverage", "add", "nopd", "no-reply", "--topic", topic];
        let _added = home.run(&[&args[..], more].concat()).answer();
    };
    let text = || {
        let asked = ["compare", "nopd", "--topic", "share-information"];
        json(&home, &asked)["cells"][0]["text"].to_string()
    };
    let before = text();
    entry(
        "share-information",
        &["--note", "zebra", "--source-title", "Quaggas"],
    );
    entry("hold-on-detainer", &["--source-title", "Okapis"]);
    assert_ne!(text(), before);
    let remove = |args: &[&str]| {
        let edit = ["coverage", "edit", "nopd"];
        home.run(&[&edit[..], args, &["--remove"]].concat())
    };

    // Two can be meant, one is not there, and a change beside it is a contradiction.
    let said = remove(&[]).refused(1);
    assert!(said.contains("2 entries of nopd can be meant"), "{said}");
    assert!(
        said.contains("--topic share-information, --topic hold-on-detainer"),
        "{said}"
    );
    let said = remove(&["--topic", "all"]).refused(1);
    assert!(said.contains("on this topic on record"), "{said}");
    let said = remove(&["--topic", "share-information", "--found", "silent"]).refused(2);
    assert!(said.contains("--remove"), "{said}");
    let dry = remove(&["--topic", "share-information", "--dry-run"]).answer();
    assert!(dry.contains("Taken back, coverage of nopd: "), "{dry}");
    assert!(on_record(&home, "zebra"));

    let said = remove(&["--topic", "share-information"]).answer();
    assert!(said.contains("share information: no reply"), "{said}");
    assert!(said.contains("1 cell reads otherwise"), "{said}");
    assert!(said.contains("comity coverage show nopd"), "{said}");
    assert_eq!(text(), before);
    assert!(!on_record(&home, "zebra") && !on_record(&home, "quaggas"));
    assert!(on_record(&home, "okapis"));
    let last: serde_json::Value =
        serde_json::from_str(&remove(&["--json"]).answer()).expect("JSON");
    assert_eq!(last["records"][0]["kind"], "coverage");
    let said = remove(&[]).refused(1);
    assert!(said.contains("there is no coverage of nopd"), "{said}");
    let kept = "SELECT note FROM coverage_history WHERE note = 'zebra'";
    let kept = home.run(&["sql", kept, "--format", "csv"]).answer();
    assert_eq!(kept, "note\nzebra\n");
}
