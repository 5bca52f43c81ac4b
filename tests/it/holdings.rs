//! What the records hold and what is missing: the numbers add up, and the page in `docs/` is what
//! the command says.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::Home;
use crate::dump::files;

fn json(home: &Home) -> serde_json::Value {
    let said = home.run(&["info", "--holdings", "--json"]).answer();
    serde_json::from_str(&said).expect("JSON")
}

fn sum(held: &serde_json::Value, group: &str, of: &str) -> u64 {
    let lines = held["held"].as_array().expect("lines").iter();
    lines
        .filter(|line| line["group"] == group)
        .map(|line| line[of].as_u64().expect("a number"))
        .sum()
}

#[test]
fn the_page_on_the_starter_records_is_what_the_command_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/holdings.md");
    let says = Home::starter()
        .run(&["info", "--holdings", "--format", "md"])
        .answer();
    if std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1") {
        std::fs::write(&path, &says).expect("the page");
    }
    let page = std::fs::read_to_string(&path).expect("docs/holdings.md");
    assert_eq!(page, says, "UPDATE_DOCS=1 cargo test holdings rewrites it");
}

#[test]
fn what_is_counted_in_several_ways_adds_up_to_one_number() {
    let held = json(&Home::starter());
    assert_eq!(held["schema"], "comity.holdings/1");
    for group in ["place", "type"] {
        assert_eq!(
            sum(&held, group, "directives"),
            held["directives"],
            "{group}"
        );
    }
    for group in ["place", "type", "standing", "text"] {
        assert_eq!(sum(&held, group, "versions"), held["versions"], "{group}");
        assert_eq!(sum(&held, group, "rules"), held["rules"], "{group}");
    }
    // Counted a second time, from the files.
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let texts: BTreeMap<String, String> = files(&corpus)
        .into_iter()
        .filter(|(name, _)| name.contains('/') && name.ends_with(".toml"))
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")))
        .collect();
    let lines = |wanted: &str| {
        let all = texts.values().flat_map(|text| text.lines());
        u64::try_from(all.filter(|line| *line == wanted).count()).expect("a number")
    };
    assert_eq!(held["directives"], texts.len());
    assert_eq!(held["versions"], lines("[[version]]"));
    assert_eq!(held["rules"], lines("[[version.rule]]"));
    assert_eq!(held["drafts"], lines("stage = \"draft\""));
    // The first page that people read says the same.
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(readme).expect("the README");
    let all = held["held"].as_array().expect("lines").iter();
    let empty = all.filter(|line| line["group"] == "place" && line["directives"] == 0);
    for words in [
        format!(
            "{} directives of {} bodies",
            held["directives"], held["issuers"]
        ),
        format!("{} states and territories", empty.count()),
    ] {
        assert!(readme.contains(&words), "{words}");
    }
}

#[test]
fn every_state_is_counted_or_named_as_missing() {
    let home = Home::starter();
    let held = json(&home);
    let states = held["held"].as_array().expect("lines");
    let of = |key: &str| {
        states
            .iter()
            .find(|line| line["group"] == "place" && line["key"] == key)
            .unwrap_or_else(|| panic!("{key}"))
    };
    // Courts of the United States stand under it, the county sheriff under the state.
    assert_eq!(of("us")["issuers"][0], "District of Oregon");
    let virginia = of("us-va");
    assert!(
        (virginia["issuers"].as_array().expect("issuers"))
            .contains(&serde_json::json!("Fairfax County Sheriff")),
        "{virginia}"
    );
    assert_eq!(of("us-dc")["directives"], 0);
    assert_eq!(held["federal_statutes"], 0);
    let page = home.run(&["info", "--holdings"]).answer();
    let missing = page.split("What is missing").nth(1).expect("a part");
    for words in [
        "federal statutes  none on record",
        "District of Columbia",
        "Wyoming",
        "chicago-pd/s06-14-03@2019-09-30",
        "NYPD: not sought",
    ] {
        assert!(missing.contains(words), "{words}: {missing}");
    }
    assert!(!missing.contains("Nevada"), "{missing}");
}

#[test]
fn the_lines_stand_in_csv_too_and_a_new_database_holds_nothing() {
    let home = Home::starter();
    let csv = home
        .run(&["info", "--holdings", "--format", "csv"])
        .answer();
    assert!(
        csv.starts_with("group,key,name,directives,versions,rules,issuers,topic,found\n"),
        "{csv}"
    );
    assert!(csv.contains("\nplace,us-ak,Alaska,0,0,0,,,\n"), "{csv}");
    assert!(
        csv.contains("\ncoverage,denver-pd,Denver PD,,,,,,not sought\n"),
        "{csv}"
    );
    let home = Home::empty();
    let _made = home.run(&["init"]).answer();
    let page = home.run(&["info", "--holdings"]).answer();
    assert!(page.contains("No directive is on record."), "{page}");
    assert_eq!(json(&home)["directives"], 0);
}
