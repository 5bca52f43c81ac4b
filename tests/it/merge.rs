//! Two records of one body made one.

use crate::common::Home;

fn json(home: &Home, args: &[&str]) -> serde_json::Value {
    let args = [args, &["--json"]].concat();
    serde_json::from_str(&home.run(&args).answer()).expect("JSON")
}

/// The starter records with a second record of New Orleans' police, which has a directive, names
/// the first in a relation, stands in a set, and has entries in every list.
fn twice() -> Home {
    let home = Home::starter();
    for args in [
        &[
            "org",
            "add",
            "orleans-pd",
            "--name",
            "New Orleans Police Dept.",
            "--kind",
            "police",
            "--in",
            "New Orleans, LA",
        ][..],
        &[
            "org",
            "add",
            "orleans-jail",
            "--name",
            "Jail",
            "--kind",
            "jail",
            "--in",
            "New Orleans, LA",
            "--parent",
            "orleans-pd",
        ],
        &[
            "add",
            "orleans-pd/order-9",
            "--title",
            "Order 9",
            "--type",
            "general-order",
            "--effective",
            "2020-01-01",
            "--rule",
            "I: prohibits share-status for orleans-jail",
            "--last-checked",
            "today",
        ],
        &["org", "set", "two", "orleans-pd", "nopd", "lapd"],
        &[
            "coverage",
            "add",
            "orleans-pd",
            "refused",
            "--topic",
            "share-information",
        ],
        &["practice", "orleans-pd", "permits notify-agency for ice"],
        &[
            "practice",
            "lapd",
            "permits share-information for orleans-pd",
        ],
        &[
            "event",
            "orleans-pd",
            "A report came out",
            "--on",
            "2025",
            "--kind",
            "report",
        ],
        &["org", "edit", "nopd", "--successor-of", "orleans-pd"],
    ] {
        let _said = home.run(args).answer();
    }
    std::fs::write(
        home.file("ends.toml"),
        "id = \"lapd/order-1\"\ntitle = \"Order 1\"\ntype = \"general-order\"\n\
         binds = [{ org = \"lapd\" }, { org = \"orleans-pd\" }]\n\
         relations = [{ type = \"implements\", id = \"orleans-pd/order-9@2020-01-01\" }]\n\n\
         [[version]]\nlabel = \"1\"\ntext = \"none\"\nstanding = \"reported\"\n\
         ended = { on = \"2020\", how = \"superseded\", by = \"orleans-pd/order-9\" }\n",
    )
    .expect("a file");
    let _said = home.run(&["load", "ends.toml"]).answer();
    home
}

#[test]
fn everything_of_the_one_goes_to_the_other() {
    let home = twice();
    let refused = home.run(&["org", "merge", "orleans-pd", "nopd"]).refused(2);
    assert!(
        refused.contains("--yes") && refused.contains("directives"),
        "{refused}"
    );
    let said = home
        .run(&["org", "merge", "orleans-pd", "nopd", "--yes"])
        .answer();
    assert!(
        said.contains("orleans-pd/order-9 is nopd/order-9 now"),
        "{said}"
    );
    assert!(
        said.contains("1 cell reads otherwise on 31 January 2026"),
        "{said}"
    );
    assert!(!said.contains("\norleans-pd "), "{said}");
    let _dumped = home.run(&["dump", "records"]).answer();
    let mut naming = Vec::new();
    for file in [
        "organizations.toml",
        "coverage.toml",
        "practice.toml",
        "events.toml",
        "lapd/order-1.toml",
        "nopd/order-9.toml",
    ] {
        let text = std::fs::read_to_string(home.file("records").join(file)).expect(file);
        naming.extend(
            text.lines()
                .filter(|line| line.contains("\"orleans-pd"))
                .map(str::to_owned),
        );
        assert!(text.contains("nopd"), "{file}: {text}");
    }
    assert_eq!(naming, ["merged = [\"orleans-pd\"]"]);
    assert!(!home.file("records/orleans-pd").exists());
    // The set names it once; the parent of its part is the other.
    let set = json(&home, &["org", "set", "two"]);
    assert_eq!(set[0]["organizations"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        json(&home, &["org", "show", "orleans-jail"])[0]["parent"]["id"],
        "nopd"
    );
    let body = &json(&home, &["org", "show", "nopd"])[0];
    assert_eq!(body["merged"], serde_json::json!(["orleans-pd"]));
    assert_eq!(body["successor_of"], serde_json::json!([]));
    assert!(
        body["names"]
            .to_string()
            .contains("New Orleans Police Dept.")
    );
    // What was, is kept.
    let history = "SELECT count(*) FROM organization_history WHERE id = 'orleans-pd'";
    assert!(
        home.run(&["sql", history, "--format", "csv"])
            .answer()
            .contains('1')
    );
}

#[test]
fn the_old_slug_goes_on_naming_the_body() {
    let home = twice();
    let _said = home
        .run(&["org", "merge", "orleans-pd", "nopd", "--yes"])
        .answer();
    for args in [
        &["org", "show", "orleans-pd"][..],
        &["ask", "orleans-pd", "share-status"],
        &["compare", "orleans-pd", "lapd", "--topic", "share-status"],
        &["list", "orleans-pd"],
        &["show", "orleans-pd/order-9"],
        &["coverage", "show", "orleans-pd"],
        &["ask", "lapd", "share-information", "--for", "orleans-pd"],
    ] {
        let output = home.run(args);
        assert_eq!(output.status, 0, "{args:?}: {output:?}");
        assert_eq!(
            output.stderr, "orleans-pd was merged into nopd\n",
            "{args:?}"
        );
        let quiet = home.run(&[args, &["--quiet"]].concat());
        assert_eq!(quiet.stderr, "", "{args:?}");
        assert_eq!(quiet.stdout, output.stdout);
    }
    let again = home
        .run(&["org", "merge", "orleans-pd", "nopd", "--yes"])
        .answer();
    assert!(
        again.contains("was merged already") && again.contains("Nothing changed"),
        "{again}"
    );
    // What it names by now is not merged on by its old name.
    let on = home
        .run(&["org", "merge", "orleans-pd", "lapd", "--yes"])
        .refused(3);
    assert!(on.contains("comity org merge nopd lapd"), "{on}");
    let taken = home
        .run(&[
            "org",
            "add",
            "orleans-pd",
            "--name",
            "x",
            "--kind",
            "police",
            "--in",
            "New Orleans, LA",
        ])
        .refused(3);
    assert!(taken.contains("was merged into \"nopd\""), "{taken}");
    let none = home.run(&["show", "orleans-pd/none"]);
    assert_eq!(none.status, 1);
    assert!(none.stderr.contains("comity list nopd"), "{none:?}");
}

#[test]
fn verbs_take_the_old_slug_for_the_directives_of_the_body() {
    let home = twice();
    let _said = home
        .run(&["org", "merge", "orleans-pd", "nopd", "--yes"])
        .answer();
    let old = "orleans-pd/order-9";
    for args in [
        &["revise", old, "--effective", "2024-01-01"][..],
        &["rescind", old, "--effective", "2025-01-01"],
        // Two names of one directive are one hold on two rules of it, not two that undo each other.
        &[
            "enjoin",
            "orleans-pd/order-9@2020-01-01#share-status",
            "nopd/order-9@2024-01-01#share-status",
            "--by",
            "E.D. La.",
            "--from",
            "2023-06-01",
            "--ground",
            "merits",
        ],
        &["relate", "lapd/special-order-40", "related", old],
        &[
            "ask",
            "nopd",
            "share-status",
            "--under",
            old,
            "--on",
            "2024-06-01",
        ],
        &[
            "diff",
            "orleans-pd/order-9@2020-01-01",
            "nopd/order-9@2024-01-01",
        ],
    ] {
        let output = home.run(args);
        assert_eq!(output.status, 0, "{args:?}: {output:?}");
        assert!(!output.stdout.contains("orleans-pd/order"), "{output:?}");
    }
    let view = json(&home, &["show", "nopd/order-9@2020-01-01"]);
    assert!(view.to_string().contains("E.D. La."), "{view}");
    let view = json(&home, &["show", "nopd/order-9@2024-01-01"]);
    assert!(view.to_string().contains("E.D. La."), "{view}");
    assert!(view.to_string().contains("2025-01-01"), "{view}");
    let named = home.run(&["discard", old, "--reason", "twice"]).refused(3);
    assert!(
        named.contains("lapd/special-order-40 is related to it"),
        "{named}"
    );
}

#[test]
fn a_table_that_names_a_merged_body_is_refused() {
    let home = twice();
    let _said = home
        .run(&["org", "merge", "orleans-pd", "nopd", "--yes"])
        .answer();
    let table = "directive,title,type,version,effective,effect,topic,binds\n\
                 orleans-pd/x,X,memo,2020,2020-01-01,prohibits,share-status,orleans-pd\n";
    std::fs::write(home.file("t.csv"), table).expect("a file");
    let said = home.run(&["import", "t.csv", "--new-orgs"]).refused(3);
    assert!(
        said.contains("\"orleans-pd\" was merged into \"nopd\""),
        "{said}"
    );
    assert!(said.contains("write \"nopd\" in its place"), "{said}");
}

#[test]
fn records_that_name_a_merged_body_are_told_so_when_they_are_loaded() {
    let home = twice();
    let _said = home.run(&["dump", "before"]).answer();
    let _said = home
        .run(&["org", "merge", "orleans-pd", "nopd", "--yes"])
        .answer();
    let said = home.run(&["load", "before/coverage.toml"]).refused(3);
    assert!(
        said.contains("\"orleans-pd\" was merged into \"nopd\""),
        "{said}"
    );
    assert!(said.contains("organization = \"orleans-pd\""), "{said}");
    // The records as they stand now load as they are, here and in a new file.
    let _said = home.run(&["dump", "after"]).answer();
    let again = home.run(&["load", "after"]).answer();
    assert!(again.contains("Nothing changed"), "{again}");
    let _made = home.run(&["--db", "new.db", "init"]);
    let _loaded = home
        .run(&["--db", "new.db", "load", "after", "--yes"])
        .answer();
    let shown = home.run(&["--db", "new.db", "org", "show", "orleans-pd"]);
    assert!(shown.stdout.contains("nopd"), "{shown:?}");
    // A file that has both is told of it.
    std::fs::write(
        home.file("both.toml"),
        "[[organization]]\nid = \"orleans-pd\"\nkind = \"police\"\nplace = \"us-la-new-orleans\"\n\
         names = [{ name = \"x\" }]\n",
    )
    .expect("a file");
    let said = home.run(&["load", "both.toml"]).refused(3);
    assert!(said.contains("merged into \"nopd\""), "{said}");
}

#[test]
fn what_cannot_be_merged_is_said_with_the_way_out() {
    let home = twice();
    let order = [
        "add",
        "nopd/order-9",
        "--title",
        "Order 9",
        "--type",
        "general-order",
        "--effective",
        "2021",
        "--rule",
        "prohibits share-status",
    ];
    let _said = home.run(&order).answer();
    let before = std::fs::read(home.database()).expect("the database");
    for (args, status, words) in [
        (
            ["orleans-pd", "nopd"],
            3,
            "both have a directive \"order-9\"",
        ),
        (
            ["orleans-pd", "nopd"],
            3,
            "comity show orleans-pd/order-9, comity show nopd/order-9",
        ),
        (["nopd", "NOPD"], 3, "cannot be merged with itself"),
        (["dhs", "hsi"], 3, "comity org merge hsi dhs"),
        (
            ["fairview-oh-pd", "nopd"],
            1,
            "comity org add fairview-oh-pd",
        ),
        (["nopd", "nopdd"], 1, "did you mean \"nopd\""),
    ] {
        let said = home
            .run(&["org", "merge", args[0], args[1], "--yes"])
            .refused(status);
        assert!(said.contains(words), "{args:?}: {said}");
    }
    assert_eq!(
        std::fs::read(home.database()).expect("the database"),
        before
    );
}

#[test]
fn a_body_goes_into_its_part() {
    let home = twice();
    let _said = home
        .run(&["org", "merge", "orleans-pd", "orleans-jail", "--yes"])
        .answer();
    let body = &json(&home, &["org", "show", "orleans-jail"])[0];
    assert_eq!(body["parent"], serde_json::Value::Null);
    let says = home
        .run(&["show", "orleans-jail/order-9", "--json"])
        .answer();
    assert!(
        says.contains("prohibits share-status for orleans-jail"),
        "{says}"
    );
}
