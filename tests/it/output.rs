//! Files that `-o` names, and the order of things: an answer that cannot be written is found before
//! anything is kept.

use crate::common::Home;

/// The number of the last operation.
fn operation(home: &Home) -> i64 {
    let info = home.run(&["info", "--json"]).answer();
    let info: serde_json::Value = serde_json::from_str(&info).expect("JSON");
    info["last_operation"]["id"].as_i64().expect("a number")
}

const WRITES: [&[&str]; 5] = [
    &[
        "org", "add", "x-pd", "--name", "X Police", "--kind", "police", "--in", "us-oh",
    ],
    &["place", "add", "us-oh-x", "--name", "X", "--in", "us-oh"],
    &["topic", "add", "x-topic", "--definition", "X."],
    &[
        "add",
        "lapd/x",
        "--title",
        "X",
        "--type",
        "memo",
        "--effective",
        "2025-01-01",
        "--rule",
        "prohibits assist-arrest for ice",
    ],
    &["load", "set.toml"],
];

fn home() -> Home {
    let home = Home::starter();
    let set = "[[set]]\nid = \"x-set\"\norganizations = [\"lapd\"]\n";
    std::fs::write(home.file("set.toml"), set).expect("a file");
    home
}

#[test]
fn an_answer_that_cannot_be_written_is_found_before_anything_is_kept() {
    let home = home();
    let before = operation(&home);
    std::fs::create_dir(home.file("folder")).expect("a folder");
    for args in WRITES {
        for to in ["/dev/full", "none/a.json", "folder"] {
            let args = [args, &["--format", "json", "-o", to]].concat();
            let said = home.run(&args).refused(4);
            assert!(said.contains(&format!("cannot write {to}: ")), "{said}");
            assert_eq!(operation(&home), before, "{args:?}");
        }
    }
    assert_eq!(home.left_behind(), [""; 0]);
}

#[test]
fn a_write_into_a_file_tells_what_is_then_on_record() {
    let home = home();
    for (args, number) in WRITES.iter().zip(operation(&home) + 1..) {
        let told = |more: &[&str]| -> serde_json::Value {
            let args = [*args, &["--quiet", "-o", "a.json"], more].concat();
            assert_eq!(home.run(&args).answer(), "");
            let text = std::fs::read_to_string(home.file("a.json")).expect("a file");
            serde_json::from_str(&text).expect("JSON")
        };
        let dry = told(&["--dry-run"]);
        assert_eq!(
            (&dry["operation"], &dry["dry_run"]),
            (&().into(), &true.into())
        );
        assert_eq!(operation(&home), number - 1, "{args:?}");
        assert_eq!(told(&[])["operation"], number, "{args:?}");
        assert_eq!(operation(&home), number, "{args:?}");
    }
    // The same load once more changes nothing, and says so.
    let again = home.run(&["load", "set.toml", "-o", "again.txt"]);
    assert_eq!(again.status, 0, "{again:?}");
    let text = std::fs::read_to_string(home.file("again.txt")).expect("a file");
    assert!(text.contains("nothing was written"), "{text}");
    assert_eq!(home.left_behind(), [""; 0]);
}

#[test]
fn a_format_that_goes_before_the_ending_is_told() {
    let home = home();
    let told = |args: &[&str]| {
        let output = home.run(args);
        assert_eq!((output.status, output.stdout.as_str()), (0, ""), "{args:?}");
        output.stderr
    };
    let as_csv = "as csv, as asked for, though the ending says html\n";
    let list = ["org", "list", "--format", "csv", "-o", "page.html"];
    assert_eq!(told(&list), format!("Written to page.html {as_csv}"));
    let text = std::fs::read_to_string(home.file("page.html")).expect("a file");
    assert!(text.starts_with("id,"), "{text}");
    assert_eq!(told(&[&list[..], &["--quiet"]].concat()), "");
    let write = ["load", "set.toml", "--json", "-o", "set.txt"];
    let said = told(&write);
    assert!(said.contains("though the ending says table"), "{said}");
    let rows = told(&["export", "lapd", "--format", "csv", "-o", "rules.html"]);
    assert!(rows.contains(as_csv), "{rows}");
    // Where both say the same, or the table of a command is CSV anyway, there is nothing to tell.
    for args in [
        &["org", "list", "--format", "csv", "-o", "a.CSV"][..],
        &["org", "list", "-o", "a.md"],
        &["org", "list", "--format", "csv", "-o", "plain"],
        &["export", "--codebook", "--format", "table", "-o", "a.csv"],
        &["export", "lapd", "-o", "a.csv"],
    ] {
        let said = told(args);
        assert!(!said.contains("ending"), "{args:?}: {said}");
    }
}

#[test]
fn init_makes_no_database_where_its_answer_cannot_be_written() {
    let home = Home::empty();
    let said = home.run(&["init", "-o", "/dev/full"]).refused(4);
    assert!(said.contains("/dev/full"), "{said}");
    assert!(!home.database().exists());
    assert_eq!(home.run(&["init", "-o", "a.html"]).status, 0);
    assert!(home.database().exists());
    let text = std::fs::read_to_string(home.file("a.html")).expect("a file");
    crate::html::sound(&text);
}

#[test]
fn a_full_device_leaves_the_old_file_and_a_device_is_written_to_as_it_is() {
    let home = Home::starter();
    let said = home.run(&["list", "-o", "/dev/full"]).refused(4);
    assert!(said.contains("No space left"), "{said}");
    for to in ["/dev/null", "/dev/stderr"] {
        let output = home.run(&["org", "list", "-o", to]);
        assert_eq!((output.status, output.stdout.as_str()), (0, ""), "{to}");
        assert_eq!(output.stderr.contains("lapd"), to == "/dev/stderr");
    }
}

#[test]
fn an_interrupted_command_leaves_nothing_behind() {
    use std::io::Write;
    use std::os::unix::process::ExitStatusExt;

    let home = home();
    let before = operation(&home);
    // It has read the database, and waits for the rest of its input.
    let mut child = home
        .command(&["load", "-"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut input = child.stdin.take().expect("a pipe");
    input
        .write_all(b"[[set]]\nid = \"x-set\"\n")
        .expect("it reads");
    std::thread::sleep(std::time::Duration::from_millis(300));
    // Where whoever runs the tests ignores interrupts, as a shell does behind `&`, so does the
    // program, and it has to be ended another way.
    let (name, number) = if ignores_interrupts() {
        ("-TERM", 15)
    } else {
        ("-INT", 2)
    };
    let id = child.id().to_string();
    let sent = std::process::Command::new("kill")
        .args([name, &id])
        .status();
    assert!(sent.expect("kill").success());
    let status = child.wait().expect("it ends");
    // Ended by the signal: shells report 128 and its number, 130 for an interrupt.
    assert_eq!(status.signal(), Some(number), "{status:?}");
    assert_eq!(operation(&home), before);
    assert_eq!(home.left_behind(), [""; 0]);
}

/// Whether this process was started with interrupts ignored.
fn ignores_interrupts() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask & 0b10 != 0)
}
