//! Making a database: whole or not at all, once.

use std::process::Stdio;

use crate::common::Home;

#[test]
fn the_first_page_tells_all_within_thirty_lines() {
    let home = Home::empty().with("COLUMNS", "80");
    let page = home.run(&["init", "--starter"]).answer();
    assert!(page.lines().count() <= 30, "{page}");
    assert!(
        page.lines().all(|line| line.chars().count() <= 80),
        "{page}"
    );
    for words in [
        "comity.db",
        "84 directives of 57 bodies",
        "holds not",
        "federal statutes",
        "not legal advice",
        "5 October 2019",
        "Chicago PD",
        "SFPD",
        "prohibits unless in",
        "nothing on record",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let next: Vec<&str> = page
        .lines()
        .skip_while(|line| *line != "Next:")
        .skip(1)
        .map(str::trim)
        .collect();
    assert_eq!(next.len(), 3, "{page}");
    for command in next {
        let words: Vec<&str> = command.split(' ').skip(1).collect();
        let answer = home.run(&words).answer();
        assert!(answer.lines().count() > 3, "{command}: {answer}");
    }
}

#[test]
fn a_second_time_changes_nothing_and_says_so() {
    let home = Home::empty();
    let _made = home.run(&["init"]).answer();
    let before = std::fs::read(home.database()).expect("the database");
    for args in [
        &["init"][..],
        &["init", "--starter", "--quiet"],
        &["init", "--dry-run"],
    ] {
        let page = home.run(args).answer();
        assert!(page.contains("The database is there"), "{page}");
        assert!(page.contains("10 bodies in 57 places"), "{page}");
        assert!(page.contains("Operation 1."), "{page}");
    }
    let view: serde_json::Value =
        serde_json::from_str(&home.run(&["init", "--json"]).answer()).expect("JSON");
    assert_eq!(view["schema"], "comity.write/1");
    assert_eq!(view["operation"], serde_json::Value::Null);
    assert_eq!(view["records"][0]["change"], "same");
    assert_eq!(
        std::fs::read(home.database()).expect("the database"),
        before
    );
}

#[test]
fn the_ground_is_codebook_country_and_federal_bodies() {
    let home = Home::empty();
    let page = home.run(&["init"]).answer();
    assert!(
        page.contains("0 directives; 10 bodies in 57 places; 33 topics"),
        "{page}"
    );
    let view: serde_json::Value =
        serde_json::from_str(&home.run(&["org", "list", "--json"]).answer()).expect("JSON");
    let kinds: Vec<_> = view
        .as_array()
        .expect("an array")
        .iter()
        .map(|body| body["kind"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(kinds, ["federal-agency"; 10]);
}

#[test]
fn a_dry_run_leaves_nothing() {
    let home = Home::empty();
    let page = home.run(&["init", "--starter", "--dry-run"]).answer();
    assert!(page.contains("would be"), "{page}");
    assert!(page.contains("84 directives"), "{page}");
    assert!(!home.file("data").exists());
    assert_eq!(
        std::fs::read_dir(home.file(".")).expect("the home").count(),
        0
    );
}

#[test]
fn next_steps_name_the_file_that_was_named() {
    let home = Home::empty();
    let page = home.run(&["--db", "my records.db", "init"]).answer();
    assert!(
        page.contains("comity --db \"my records.db\" topic list"),
        "{page}"
    );
    assert!(home.file("my records.db").exists());
}

#[test]
fn of_two_at_once_one_makes_it() {
    let home = Home::empty();
    let children: Vec<_> = (0..4)
        .map(|_| {
            home.command(&["init", "--starter"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program starts")
        })
        .collect();
    let mut made = 0;
    for child in children {
        let output = child.wait_with_output().expect("the program ends");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(0), "{text}");
        made += usize::from(text.contains("New database"));
        assert!(
            text.contains("New database") || text.contains("is there"),
            "{text}"
        );
    }
    assert_eq!(made, 1);
    let folder = home.database();
    let folder = folder.parent().expect("a folder");
    assert_eq!(
        folder.read_dir().expect("the folder").count(),
        1,
        "nothing is left beside it"
    );
}

#[test]
fn what_is_no_database_of_ours_is_left_alone() {
    let home = Home::empty();
    std::fs::write(home.file("notes.txt"), "my notes").expect("a file");
    let said = home.run(&["--db", "notes.txt", "init"]).refused(4);
    assert!(said.contains("is not a database"), "{said}");
    assert_eq!(
        std::fs::read_to_string(home.file("notes.txt")).expect("a file"),
        "my notes"
    );
    let said = home.run(&["--db", "notes.txt/x.db", "init"]).refused(4);
    assert!(said.contains("notes.txt"), "{said}");
}

/// A shell that lets the program write files of so many blocks and no more; beyond them the program
/// is killed in the middle of writing, or told that it cannot go on.
#[cfg(unix)]
fn limited(home: &Home, blocks: u32, is_killed: bool, args: &str) -> std::process::Output {
    let trap = if is_killed { "" } else { "trap '' XFSZ; " };
    let program = env!("CARGO_BIN_EXE_comity");
    let script = format!("{trap}ulimit -f {blocks}; exec '{program}' {args}");
    let mut command = std::process::Command::new("sh");
    let template = home.command(&[]);
    command
        .env_clear()
        .args(["-c", &script])
        .current_dir(home.file("."));
    command.envs(
        template
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    command.output().expect("a shell")
}

#[cfg(unix)]
#[test]
fn killed_or_without_room_it_leaves_no_half_database() {
    for is_killed in [true, false] {
        for blocks in [1, 50, 400, 1500] {
            let home = Home::empty();
            let output = limited(&home, blocks, is_killed, "init --starter");
            assert!(!output.status.success(), "{blocks}: {output:?}");
            if !is_killed {
                assert_eq!(output.status.code(), Some(4), "{output:?}");
            }
            assert!(!home.database().exists(), "{blocks}");
            let page = home.run(&["init", "--starter"]).answer();
            assert!(page.contains("New database"), "{page}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_killed_command_left_is_cleared_and_nothing_else() {
    let home = Home::empty();
    let folder = home.database();
    let folder = folder.parent().expect("a folder");
    std::fs::create_dir_all(folder).expect("a folder");
    let alive = format!(".comity.db.{}.new", std::process::id());
    // No process has so high a number.
    let gone = [".comity.db.99999999.new", ".comity.db.99999999.new-journal"];
    let others = [
        alive.as_str(),
        ".comity.db.x.new",
        "comity.db.99999999.new",
        ".comity.db.new",
    ];
    for name in gone.iter().chain(&others) {
        std::fs::write(folder.join(name), "x").expect("a file");
    }
    let _made = home.run(&["init"]).answer();
    for name in gone {
        assert!(!folder.join(name).exists(), "{name}");
    }
    for name in others {
        assert!(folder.join(name).exists(), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn a_load_that_is_killed_leaves_the_database_as_it_was() {
    for is_killed in [true, false] {
        let home = Home::empty();
        let _made = home.run(&["init"]).answer();
        let before = home.run(&["org", "list", "--json"]).answer();
        let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/corpus");
        let output = limited(&home, 1500, is_killed, &format!("load '{corpus}'"));
        assert!(!output.status.success(), "{output:?}");
        let after = home.run(&["org", "list", "--json", "--quiet"]).answer();
        assert_eq!(after, before);
        let loaded = home.run(&["load", corpus]).answer();
        assert!(loaded.contains("84 new"), "{loaded}");
    }
}

#[test]
fn starter_records_that_are_asked_for_too_late_are_told_to_be_missing() {
    let home = Home::empty();
    let _made = home.run(&["init"]).answer();
    let late = home.run(&["init", "--starter"]);
    assert_eq!(late.status, 0, "{late:?}");
    assert!(late.stdout.contains("Nothing changed"), "{late:?}");
    assert!(
        late.stderr.contains("the starter records were not added")
            && late.stderr.contains("comity --db FILE init --starter"),
        "{late:?}"
    );
    // Where they are there, there is nothing to tell.
    let home = Home::starter();
    let _there = home.run(&["init", "--starter"]).answer();
}
