//! Copies of texts: what is recorded of a file, and whether it is still there when it is shown.

use crate::common::Home;

fn document(home: &Home, id: &str) -> serde_json::Value {
    let page = home.run(&["show", id, "--json"]).answer();
    let view: serde_json::Value = serde_json::from_str(&page).expect("JSON");
    view[0]["documents"][0].clone()
}

/// Records an order with a copy of its text.
fn add(home: &Home, id: &str, file: &str, more: &[&str]) -> String {
    let args = [
        "add",
        id,
        "--title",
        "Requests",
        "--type",
        "special-order",
        "--issued",
        "2020",
        "--document",
        file,
    ];
    home.run(&[&args, more].concat()).answer()
}

/// A PDF of twelve pages, as far as its tree of pages says.
fn pdf() -> String {
    let mut out = "%PDF-1.4\n".to_owned();
    let mut table = "xref\n0 3\n0000000000 65535 f \n".to_owned();
    for (at, object) in [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [] /Count 12 >>",
    ]
    .iter()
    .enumerate()
    {
        table += &format!("{:010} 00000 n \n", out.len());
        out += &format!("{} 0 obj {object} endobj\n", at + 1);
    }
    let start = out.len();
    out + &format!("{table}trailer << /Size 3 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n")
}

#[test]
fn a_copy_is_recorded_and_told_as_long_as_it_is_there() {
    let home = Home::starter();
    std::fs::write(home.file("order.pdf"), pdf()).expect("a file");
    let obtained = [
        "--obtained",
        "records request 2025-114",
        "--obtained-on",
        "March 2, 2025",
    ];
    let _said = add(&home, "lapd/so-1", "order.pdf", &obtained);
    let one = document(&home, "lapd/so-1");
    // The record does not tell whose home that is.
    assert_eq!(one["file"], "~/order.pdf");
    assert_eq!(one["pages"], 12);
    assert_eq!(one["obtained_how"], "records request 2025-114");
    assert_eq!(one["obtained_on"], "2025-03-02");
    assert_eq!(one["copy"], "same");
    let page = home.run(&["show", "lapd/so-1"]).answer();
    assert!(page.contains("the copy is there, and the same"), "{page}");
    assert!(page.contains("12 pages"), "{page}");
    std::fs::write(home.file("order.pdf"), "another text").expect("a file");
    assert_eq!(document(&home, "lapd/so-1")["copy"], "changed");
    std::fs::remove_file(home.file("order.pdf")).expect("gone");
    assert_eq!(document(&home, "lapd/so-1")["copy"], "missing");
    let page = home.run(&["show", "lapd/so-1"]).answer();
    assert!(page.contains("the copy is not there now"), "{page}");
    // What is no file is not read: a pipe would wait for ever.
    std::fs::create_dir(home.file("order.pdf")).expect("a folder");
    assert_eq!(document(&home, "lapd/so-1")["copy"], "unread");
}

#[test]
fn a_copy_beside_the_database_moves_with_it() {
    let home = Home::starter();
    let folder = home.database().parent().expect("a folder").join("scans");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("order.txt"), "the order").expect("a file");
    let path = folder.join("order.txt");
    let _said = add(&home, "lapd/so-1", path.to_str().expect("UTF-8"), &[]);
    let one = document(&home, "lapd/so-1");
    assert_eq!(one["file"], "scans/order.txt");
    assert_eq!(one["pages"], serde_json::Value::Null, "no page is guessed");
    assert_eq!(one["copy"], "same");
    let moved = home.file("moved");
    std::fs::rename(home.database().parent().expect("a folder"), &moved).expect("moved");
    let args = ["--db", "moved/comity.db", "show", "lapd/so-1"];
    let page = home.run(&args).answer();
    assert!(page.contains("the copy is there, and the same"), "{page}");
    // A file in a folder of its own beside nothing is recorded in full.
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::write(elsewhere.path().join("x.txt"), "x").expect("a file");
    let file = elsewhere
        .path()
        .join("x.txt")
        .canonicalize()
        .expect("a file");
    let home = Home::starter();
    let _said = add(&home, "lapd/so-2", file.to_str().expect("UTF-8"), &[]);
    assert_eq!(
        document(&home, "lapd/so-2")["file"],
        file.to_str().expect("UTF-8")
    );
}

#[test]
fn words_and_pages_are_given_to_rules_by_section_or_id() {
    let home = Home::starter();
    let args = [
        "add",
        "lapd/so-1",
        "--title",
        "Requests",
        "--type",
        "special-order",
        "--issued",
        "2020",
        "--rule",
        "II.A: prohibits assist-arrest for ice",
        "--rule",
        "II.B: permits share-status",
        "--rule",
        "II.B: prohibits inquire-status",
        "--words",
        "II.A=shall not assist = in no case",
        "--page",
        "II.A=2",
        "--words",
        "inquire-status=shall not ask",
    ];
    let _said = home.run(&args).answer();
    let view: serde_json::Value =
        serde_json::from_str(&home.run(&["show", "lapd/so-1", "--json"]).answer()).expect("JSON");
    let rules = &view[0]["version"]["rules"];
    assert_eq!(rules[0]["words"], "shall not assist = in no case");
    assert_eq!(rules[0]["page"], 2);
    assert_eq!(rules[1]["words"], serde_json::Value::Null);
    assert_eq!(rules[2]["words"], "shall not ask");
    let base = [
        "add",
        "lapd/so-2",
        "--title",
        "x",
        "--type",
        "memo",
        "--issued",
        "2020",
    ];
    let two = [
        "--rule",
        "II: prohibits assist-arrest",
        "--rule",
        "II: permits share-status",
    ];
    std::fs::write(home.file("empty.pdf"), "").expect("a file");
    let made = std::process::Command::new("mkfifo")
        .arg(home.file("pipe"))
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    for (more, status, words) in [
        (
            &["--words", "II=x"][..],
            3,
            "write one of their ids: assist-arrest, share-status",
        ),
        (&["--words", "III=x"], 3, "with one of: II; II"),
        (&["--words", "share-status= "], 3, "the words are missing"),
        (&["--page", "share-status=0"], 3, "write a number from 1"),
        (&["--obtained", "x"], 2, "--document"),
        (&["--document", "nowhere.pdf"], 3, "nowhere.pdf"),
        (&["--document", "."], 3, "this is a folder"),
        (&["--document", "/dev/null"], 3, "a pipe or a device"),
        (&["--document", "pipe"], 3, "a pipe or a device"),
        (&["--document", "empty.pdf"], 3, "empty (0 bytes)"),
    ] {
        let said = home.run(&[&base[..], &two, more].concat()).refused(status);
        assert!(said.contains(words), "{more:?}: {said}");
    }
}

#[test]
fn directives_are_listed_by_tag_and_by_the_day_their_review_is_due() {
    let home = Home::starter();
    for (id, tag, due) in [("a", "calea:7.7.7", "2026-03"), ("b", "calea:9", "2027")] {
        let text = format!(
            "id = \"lapd/{id}\"\ntitle = \"Order {id}\"\ntype = \"special-order\"\ntags = [\"{tag}\"]\n\
             binds = [{{ org = \"lapd\" }}]\n\n[[version]]\nlabel = \"2024\"\n\
             dates = {{ effective = \"2024-01-01\" }}\nreview_due = \"{due}\"\ntext = \"full\"\n\
             standing = \"documented\"\nauthority = [{{ office = \"Chief of Detectives\", act = \"signs\", \
             certainty = \"documented\" }}]\n"
        );
        std::fs::write(home.file(&format!("{id}.toml")), text).expect("a file");
        let _said = home.run(&["load", &format!("{id}.toml")]).answer();
    }
    let ids = |args: &[&str]| -> Vec<String> {
        let csv = home
            .run(&[&["list", "--format", "csv"], args].concat())
            .answer();
        let rows = csv.lines().skip(1);
        rows.filter_map(|row| row.split(',').next().map(str::to_owned))
            .collect()
    };
    assert_eq!(ids(&["--tag", "calea:7.7.7"]), ["lapd/a"]);
    assert_eq!(ids(&["lapd", "--review-due-by", "2026-06-30"]), ["lapd/a"]);
    assert_eq!(
        ids(&["lapd", "--review-due-by", "1 March 2026"]),
        ["lapd/a"]
    );
    assert_eq!(
        ids(&["lapd", "--review-due-by", "2027-12-31"]),
        ["lapd/a", "lapd/b"]
    );
    assert_eq!(
        ids(&["lapd", "--review-due-by", "2025-12-31"]),
        Vec::<String>::new()
    );
    assert_eq!(
        ids(&["--authority", "chief of detectives"]),
        ["lapd/a", "lapd/b"]
    );
    assert_eq!(ids(&["lapd", "--tag", "calea:9"]), ["lapd/b"]);
    let issued = ids(&["lapd", "--issued", "1979..1980"]);
    assert_eq!(issued, ["lapd/special-order-40"]);
    let bans = ids(&[
        "--effect",
        "prohibits",
        "--topic",
        "act-on-admin-warrant",
        "--for",
        "ice",
        "--in-force",
        "2019-10-05",
    ]);
    assert!(
        bans.contains(&"fairfax-county-pd/go-601".to_owned()),
        "{bans:?}"
    );
    assert!(!bans.contains(&"lapd/a".to_owned()));
    let page = home
        .run(&[
            "list", "--tag", "calea:9", "--issued", "..2030", "--effect", "permits",
        ])
        .answer();
    for words in [
        "Some directives: directives on record",
        "Only those with a rule on this: permits; issued by 31 December 2030; with the tag",
        "\"calea:9\".",
        "No directive on record is like that.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!home.run(&["list"]).answer().contains("Only those"));
    assert!(ids(&["--type", "special order"]).contains(&"lapd/a".to_owned()));
}
