//! Loading record files: all faults in one go, nothing half done, and what it did to the answers.

use std::path::Path;
use std::time::{Duration, Instant};

use comity::store::{Stamp, Writer};

use crate::common::{Home, NOW};

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
        .display()
        .to_string()
}

/// A home with the starter records and the made-up ones of Exampleton.
fn exampleton() -> Home {
    let home = Home::starter();
    let _loaded = home
        .run(&["load", &fixture("good/exampleton"), "--yes", "--quiet"])
        .answer();
    home
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn a_folder_is_loaded_and_a_second_time_nothing_changes() {
    let home = Home::empty();
    let _made = home.run(&["init"]).answer();
    let corpus = fixture("corpus");
    let plan = home.run(&["load", &corpus, "--dry-run"]).answer();
    assert!(plan.contains("nothing was written"), "{plan}");
    let said = home.run(&["load", &corpus]).answer();
    for words in [
        "directives     84 new",
        "places         34 new, 57 the same",
        "Operation 2.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(said.contains("more; --json has them all"), "{said}");
    assert_eq!(plan.lines().next(), said.lines().next());
    let again = home.run(&["load", &corpus]).answer();
    assert!(
        again.contains("Nothing changed, nothing was written."),
        "{again}"
    );
    let info = json(&home.run(&["info", "--json"]).answer());
    assert_eq!(info["last_operation"]["id"], 2);
}

#[test]
fn a_full_record_is_told_with_its_effect() {
    let home = Home::starter();
    let said = home.run(&["load", &fixture("good/exampleton"), "--dry-run", "--json"]);
    let view = json(&said.answer());
    assert_eq!(view["schema"], "comity.write/1");
    assert_eq!(view["operation"], serde_json::Value::Null);
    let directive = |id: &str| {
        let records = view["records"].as_array().expect("an array");
        records
            .iter()
            .any(|one| one["kind"] == "directive" && one["id"] == id && one["change"] == "new")
    };
    assert!(directive("exampleton-pd/go-34"), "{view}");
    assert!(
        !view["cells"].as_array().expect("an array").is_empty(),
        "{view}"
    );
}

#[test]
fn one_changed_rule_is_one_changed_cell() {
    let home = Home::starter();
    let path = home.file("go-601.toml");
    let text =
        std::fs::read_to_string(fixture("corpus/fairfax-county-pd/go-601.toml")).expect("a record");
    let old =
        "prohibits act-on-admin-warrant for ice by officer unless custody-for-other-violation";
    assert!(text.contains(old), "{text}");
    std::fs::write(
        &path,
        text.replace(old, "permits act-on-admin-warrant for ice by officer"),
    )
    .expect("a file");
    let said = home.run(&["load", "go-601.toml"]).answer();
    assert!(
        said.contains("1 changed (fairfax-county-pd/go-601)"),
        "{said}"
    );
    assert!(said.contains("load the records as they were"), "{said}");
    let show = "comity show fairfax-county-pd/go-601";
    assert!(said.contains(show), "{said}");
    let answer = home
        .run(&[
            "ask",
            "fairfax-county-pd",
            "act-on-admin-warrant",
            "--for",
            "ice",
            "--on",
            "2019-09-21",
        ])
        .answer();
    assert!(answer.contains("Permitted"), "{answer}");
    let back = home.run(&["load", &fixture("corpus")]).answer();
    assert!(
        back.contains("1 changed (fairfax-county-pd/go-601), 83 the same"),
        "{back}"
    );
}

#[test]
fn standard_input_and_several_paths_are_read_as_one() {
    let home = Home::starter();
    let record = "id = \"lapd/x\"\ntitle = \"X\"\ntype = \"memo\"\n\n[[version]]\nlabel = \"1\"\n\
                  text = \"none\"\nstanding = \"reported\"\n";
    let said = home.run_with(&["load", "-"], record).answer();
    assert!(said.contains("directives  1 new (lapd/x)"), "{said}");
    std::fs::write(home.file("a.toml"), record).expect("a file");
    let said = home.run_with(&["load", "a.toml", "-"], record).refused(3);
    assert!(said.contains("stands in a.toml too"), "{said}");
    let said = home.run(&["load", "a.toml", "./a.toml", "."]).answer();
    assert!(said.contains("Nothing changed"), "{said}");
    let said = home.run_with(&["load", "-"], "").refused(3);
    assert!(said.contains("<standard input>"), "{said}");
}

#[test]
fn a_list_is_loaded_body_by_body() {
    let home = Home::starter();
    let entry = |body: &str, found: &str, source: &str| {
        format!(
            "[source.{source}]\ntitle = \"{source}\"\nkind = \"press\"\n\n[[coverage]]\n\
             organization = \"{body}\"\ntopic = \"transport\"\nfound = \"{found}\"\n\
             sources = [\"{source}\"]\n"
        )
    };
    let load = |text: &str| home.run_with(&["load", "-"], text).answer();
    let said = load(&entry("nopd", "not-obtained", "a"));
    assert!(said.contains("coverage  1 new (nopd)"), "{said}");
    assert!(said.contains("text not obtained"), "{said}");
    let _other = load(&entry("lapd", "refused", "b"));
    let said = load(&entry("nopd", "no-reply", "c"));
    assert!(said.contains("coverage  1 changed (nopd)"), "{said}");
    assert!(
        said.contains("sources   1 new (c), 1 no longer needed"),
        "{said}"
    );
    let again = load(&entry("nopd", "no-reply", "c"));
    assert!(again.contains("Nothing changed"), "{again}");
    let _dumped = home.run(&["dump", "records"]).answer();
    let text = std::fs::read_to_string(home.file("records/coverage.toml")).expect("a file");
    let place = |word: &str| text.find(word).unwrap_or_else(|| panic!("{word}: {text}"));
    assert!(place("[source.b]") < place("[source.c]"), "{text}");
    assert!(place("no-reply") < place("refused"), "{text}");
    assert!(!text.contains("[source.a]"), "{text}");
}

#[test]
fn much_of_what_is_there_changes_only_when_confirmed() {
    let home = Home::starter();
    let folder = home.file("records");
    let _dumped = home.run(&["dump", "records"]).answer();
    for name in ["lapd/special-order-40", "sfpd/dgo-5-15", "nopd/policy-428"] {
        let path = folder.join(format!("{name}.toml"));
        let text = std::fs::read_to_string(&path).expect("a record");
        std::fs::write(&path, text.replacen("title = \"", "title = \"New: ", 1)).expect("a file");
    }
    let before = std::fs::read(home.database()).expect("the database");
    let said = home.run(&["load", "records"]).refused(2);
    for words in [
        "Change 3 records on record?",
        "--yes",
        "sfpd/dgo-5-15",
        "nothing was written",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(
        std::fs::read(home.database()).expect("the database"),
        before
    );
    let plan = home.run(&["load", "records", "--dry-run"]).answer();
    assert!(plan.contains("3 changed"), "{plan}");
    assert_eq!(
        std::fs::read(home.database()).expect("the database"),
        before
    );
    let done = home.run(&["load", "records", "--yes", "--quiet"]).answer();
    assert!(done.contains("3 changed"), "{done}");
}

#[test]
fn what_a_person_changed_is_shown_and_asked_for() {
    let home = Home::starter();
    let _added = home
        .run(&[
            "org", "add", "x-oh-pd", "--name", "X", "--kind", "police", "--in", "X, OH",
        ])
        .answer();
    let _dumped = home.run(&["dump", "records"]).answer();
    let path = home.file("records/organizations.toml");
    let text = std::fs::read_to_string(&path).expect("a file");
    std::fs::write(
        &path,
        text.replace("name = \"X\"", "name = \"Xenia Police\""),
    )
    .expect("a file");
    let said = home.run(&["load", "records"]).refused(2);
    assert!(
        said.contains("The organization x-oh-pd was changed since it was loaded"),
        "{said}"
    );
    assert!(said.contains("comity org add x-oh-pd"), "{said}");
    let done = home.run(&["load", "records", "--yes", "--quiet"]).answer();
    assert!(done.contains("1 changed (x-oh-pd)"), "{done}");
    // It was loaded now: the next load asks no more.
    std::fs::write(&path, text).expect("a file");
    let done = home.run(&["load", "records"]).answer();
    assert!(done.contains("1 changed (x-oh-pd)"), "{done}");
}

#[test]
fn each_fault_has_its_place_and_cure_and_writes_nothing() {
    let home = exampleton();
    let before = std::fs::read(home.database()).expect("the database");
    for (name, place, message, cure) in [
        (
            "misspelt-topic",
            ":19:",
            "is not a topic",
            "did you mean \"act-on-admin-warrant\"?",
        ),
        (
            "month-13",
            ":12:",
            "there is no month 13",
            "write year-month-day",
        ),
        ("end-before-beginning", ":13:", "before", ""),
        (
            "missing-parenthesis",
            ":19:",
            "this parenthesis is not closed",
            "add \")\"",
        ),
        (
            "and-beside-or",
            ":19:",
            "stand side by side",
            "put parentheses",
        ),
        (
            "only-without-when",
            ":19:",
            "\"only\" without \"when\"",
            "only when CONDITION",
        ),
        (
            "end-by-nothing-on-record",
            ":13:",
            "is not a directive on record",
            "text = \"none\"",
        ),
        ("two-versions-with-one-label", ":", "2013-04-01", ""),
        ("cut-in-half", ":19:", "", ""),
        ("not-utf-8", ":", "not UTF-8", "save it as UTF-8"),
        ("unknown-key", ":", "", "did you mean"),
        ("unknown-source", ":", "", ""),
        ("unknown-rule", ":", "", ""),
        ("missing-keys", ":", "", ""),
    ] {
        let path = fixture(&format!("bad/{name}.toml"));
        for args in [
            &["load", &path][..],
            &["load", &path, "--dry-run"],
            &["add", "--from", &path],
        ] {
            let said = home.run(args).refused(3);
            assert!(
                said.contains(&format!("{name}.toml{place}")),
                "{name}: {said}"
            );
            assert!(said.contains('^'), "{name}: {said}");
            assert!(said.contains(message), "{name}: {said}");
            assert!(said.contains(cure), "{name}: {said}");
            assert!(said.contains("nothing was written"), "{name}: {said}");
        }
    }
    assert_eq!(
        std::fs::read(home.database()).expect("the database"),
        before
    );
}

#[test]
fn all_faults_of_a_folder_come_in_one_go() {
    let home = exampleton();
    let before = std::fs::read(home.database()).expect("the database");
    let said = home.run(&["load", &fixture("bad")]).refused(3);
    for entry in Path::new(&fixture("bad")).read_dir().expect("the folder") {
        let name = entry.expect("an entry").file_name().display().to_string();
        assert!(said.contains(&format!("{name}:")), "{name}: {said}");
    }
    let faults = said.matches("\nerror: ").count() + 1;
    assert!(
        said.contains(&format!("{faults} faults; nothing was written")),
        "{said}"
    );
    assert_eq!(
        std::fs::read(home.database()).expect("the database"),
        before
    );
}

#[test]
fn what_cannot_be_read_is_said() {
    let home = Home::starter();
    let said = home.run(&["load", "nowhere"]).refused(3);
    assert!(said.contains("cannot read nowhere"), "{said}");
    std::fs::create_dir(home.file("empty")).expect("a folder");
    let said = home.run(&["load", "empty"]).refused(3);
    assert!(said.contains("no record file"), "{said}");
    let said = home.run(&["load"]).refused(2);
    assert!(said.contains("<PATH>"), "{said}");
    let said = Home::empty().run(&["load", "nowhere"]).refused(4);
    assert!(said.contains("comity init"), "{said}");
}

fn hold(database: &Path) -> Writer {
    let stamp = Stamp {
        at: NOW.to_owned(),
        user: "other".to_owned(),
        command: "comity x".to_owned(),
    };
    Writer::open(database, Duration::ZERO, stamp).expect("the lock")
}

#[test]
fn a_second_writer_waits_and_then_gives_up() {
    let home = Home::starter();
    let held = hold(&home.database());
    let begun = Instant::now();
    let said = home.run(&["load", &fixture("good/exampleton"), "--yes", "--wait", "1"]);
    assert!(
        begun.elapsed() >= Duration::from_millis(900),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!((said.status, said.stdout.as_str()), (4, ""));
    assert!(
        said.stderr.contains("another command is writing"),
        "{}",
        said.stderr
    );
    assert!(said.stderr.contains("waited 1 s"), "{}", said.stderr);
    assert!(said.stderr.contains("--wait"), "{}", said.stderr);
    // The same where not even reading is possible: the lock of a commit.
    let home_2 = Home::starter();
    let other = rusqlite::Connection::open(home_2.database()).expect("the database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("the lock");
    for args in [
        &["list"][..],
        &[
            "relate",
            "lapd/special-order-40",
            "related",
            "sfpd/dgo-5-15",
        ],
    ] {
        let said = home_2.run(&[args, &["--wait", "1"]].concat()).refused(4);
        assert!(said.contains("waited 1 s"), "{said}");
    }
    drop(other);
    // One that ends in time is waited for.
    let freed = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(700));
        drop(held);
    });
    let said = home
        .run(&["load", &fixture("good/exampleton"), "--yes", "--quiet"])
        .answer();
    assert!(said.contains("Operation 2."), "{said}");
    freed.join().expect("the thread ends");
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_without_room_is_said() {
    let home = Home::starter();
    let said = home.run(&[
        "load",
        &fixture("corpus"),
        "-o",
        "/dev/full",
        "--format",
        "csv",
    ]);
    assert_eq!(said.status, 4, "{said:?}");
    assert!(said.stderr.contains("error:"), "{said:?}");
}

#[test]
fn a_damaged_file_is_named_with_what_to_do() {
    let home = Home::starter();
    let mut bytes = std::fs::read(home.database()).expect("the database");
    let len = bytes.len();
    for byte in &mut bytes[8192..len - 4096] {
        *byte = 0xA5;
    }
    std::fs::write(home.database(), &bytes).expect("a damaged database");
    for args in [
        &["list"][..],
        &[
            "relate",
            "lapd/special-order-40",
            "related",
            "sfpd/dgo-5-15",
        ],
    ] {
        let said = home.run(args).refused(4);
        assert!(said.contains("is damaged"), "{said}");
        assert!(
            said.contains(&home.database().display().to_string()),
            "{said}"
        );
        assert!(said.contains("comity dump FOLDER"), "{said}");
    }
    assert_eq!(std::fs::read(home.database()).expect("the database"), bytes);
}

#[test]
fn what_begins_later_is_told_for_the_day_on_which_it_begins() {
    let home = Home::starter();
    let record = |name: &str, effective: &str, topic: &str| {
        let text = format!(
            "id = \"nopd/{name}\"\ntitle = \"X\"\ntype = \"ordinance\"\nbinds = [{{ org = \"nopd\" \
             }}]\n[[version]]\nlabel = \"1\"\ndates = {{ effective = \"{effective}\" }}\ntext = \
             \"part\"\nstanding = \"documented\"\n[[version.rule]]\nid = \"{topic}\"\nsays = \
             \"prohibits {topic} for ice\"\n"
        );
        let file = format!("{name}.toml");
        std::fs::write(home.file(&file), text).expect("a record");
        file
    };
    let json = |args: &[&str]| -> serde_json::Value {
        let args = [&["load"], args, &["--dry-run", "--json"]].concat();
        serde_json::from_str(&home.run(&args).answer()).expect("JSON")
    };
    let later = record("later", "2026-06-01", "hold-for-immigration");
    let said = home.run(&["load", &later, "--dry-run"]).answer();
    assert!(said.contains("read otherwise on 1 June 2026"), "{said}");
    assert!(!said.contains("31 January 2026"), "{said}");
    assert_eq!(json(&[&later])["cells"][0]["on"], "2026-06-01");
    // Beside what is felt today it is told below.
    let now = record("now", "2026-01-01", "act-on-admin-warrant");
    let said = home.run(&["load", &later, &now]).answer();
    assert!(said.contains("otherwise on 31 January 2026"), "{said}");
    assert!(
        said.contains("From 1 June 2026 on, ") && said.contains(" more cell"),
        "{said}"
    );
    assert!(
        said.contains("comity compare nopd --topic hold-for-immigration --on 2026-06-01"),
        "{said}"
    );
    let asked = ["compare", "nopd", "--topic", "hold-for-immigration"];
    let cell = |on: &str| home.run(&[&asked[..], &["--on", on]].concat()).answer();
    assert_ne!(cell("2026-05-31"), cell("2026-06-01"));
    // What was to come before and stays so is not told again.
    let text = std::fs::read_to_string(home.file(&later)).expect("a record");
    let text = text.replace("title = \"X\"", "title = \"Y\"");
    std::fs::write(home.file(&later), text).expect("a record");
    let said = home.run(&["load", &later]).answer();
    assert!(said.contains("on 31 January 2026"), "{said}");
    assert!(!said.contains("1 June 2026 on"), "{said}");
}
