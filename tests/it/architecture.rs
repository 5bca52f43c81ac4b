//! The walls between the rooms of `src/`, and the words that the project does not use.
//!
//! The table of `docs/architecture.md` is held here: which room may import which, and which crates
//! one room alone may name. Test code may do what it likes.

mod source;

use std::path::Path;

use source::{File, files};

/// A room, the rooms that it may import, and the crates and modules that it may name.
struct Room {
    name: &'static str,
    imports: &'static [&'static str],
    names: &'static [&'static str],
}

/// The rooms from the innermost to the outermost: an arrow only ever points up this list.
const ROOMS: &[Room] = &[
    Room {
        name: "model",
        imports: &[],
        names: &["compact_str", "strsim", "unicode_normalization"],
    },
    Room {
        name: "law",
        imports: &["model"],
        names: &[],
    },
    Room {
        name: "store",
        imports: &["model"],
        names: &["compact_str", "rusqlite", "std::fs", "std::thread"],
    },
    Room {
        name: "records",
        imports: &["model"],
        names: &["toml", "std::fs", "std::io::stdin"],
    },
    Room {
        name: "check",
        imports: &["model", "law"],
        names: &[],
    },
    Room {
        name: "import",
        imports: &["model"],
        names: &["compact_str", "csv"],
    },
    Room {
        name: "report",
        imports: &["model", "law"],
        names: &["serde"],
    },
    Room {
        name: "render",
        imports: &["model", "report"],
        names: &[
            "annotate_snippets",
            "anstyle",
            "comfy_table",
            "csv",
            "serde",
            "serde_json",
            "unicode_width",
        ],
    },
    Room {
        name: "ops",
        imports: &["model", "law", "store", "records", "import", "check"],
        names: &[
            "sha2",
            "std::fs",
            "std::process::id",
            "std::thread",
            "unicode_normalization",
        ],
    },
    Room {
        name: "cli",
        imports: &[
            "model", "law", "store", "records", "import", "check", "report", "render", "ops",
        ],
        names: &[
            "anstream",
            "anstyle",
            "chrono::Local",
            "chrono::Utc",
            "clap",
            "clap_complete",
            "clap_mangen",
            "etcetera",
            "serde_json",
            "sha2",
            "std::env",
            "std::fs",
            "std::io::stderr",
            "std::io::stdin",
            "std::io::stdout",
            "std::process::Child",
            "std::process::Command",
            "std::process::ExitCode",
            "std::process::Stdio",
            "std::process::id",
            "std::thread",
            "std::time::Instant",
            "tempfile",
            "terminal_size",
        ],
    },
];

/// What a room may name only where its entry says so. A crate of `Cargo.toml` that is not here is
/// open to all: it holds plain values and neither reads, writes nor asks anything.
const GUARDED: &[&str] = &[
    "annotate_snippets",
    "anstream",
    "anstyle",
    "chrono::Local",
    "chrono::Utc",
    "clap",
    "clap_complete",
    "clap_mangen",
    "comfy_table",
    "compact_str",
    "csv",
    "etcetera",
    "mimalloc",
    "rusqlite",
    "serde",
    "serde_json",
    "sha2",
    "std::env",
    "std::fs",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::process::Child",
    "std::process::Command",
    "std::process::ExitCode",
    "std::process::Stdio",
    "std::process::exit",
    "std::process::id",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "strsim",
    "tempfile",
    "terminal_size",
    "toml",
    "unicode_normalization",
    "unicode_width",
];

/// Crates that every room may name.
const OPEN: &[&str] = &["chrono", "thiserror"];

/// Words of one side. They may stand only in titles, printed numbers and addresses of others.
const AVOIDED: &[&str] = &["sanctuary", "illegal", "anti-", "honor", "honour"];

#[test]
fn arrows_point_one_way() {
    for (at, room) in ROOMS.iter().enumerate() {
        for import in room.imports {
            let to = ROOMS.iter().position(|other| other.name == *import);
            assert!(to.is_some_and(|to| to < at), "{} -> {import}", room.name);
        }
    }
}

#[test]
fn every_room_imports_only_what_it_may() {
    let mut faults = Vec::new();
    for file in files() {
        let found = imports(file);
        match file.room.as_deref() {
            Some(name) => {
                let Some(room) = ROOMS.iter().find(|room| room.name == name) else {
                    faults.push(format!("{}: {name} is no room on record", file.name));
                    continue;
                };
                for (line, import) in found {
                    let is_room = ROOMS.iter().any(|other| other.name == import);
                    if import != name && (!is_room || !room.imports.contains(&import.as_str())) {
                        faults.push(format!("{}:{line}: {name} imports {import}", file.name));
                    }
                }
            }
            // The library declares the rooms, and the program calls the command line.
            None => assert!(found.is_empty(), "{}: {found:?}", file.name),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_room_names_only_the_crates_that_it_may() {
    let mut faults = Vec::new();
    for file in files() {
        let Some(room) = ROOMS
            .iter()
            .find(|room| Some(room.name) == file.room.as_deref())
        else {
            continue;
        };
        for name in GUARDED.iter().filter(|name| !room.names.contains(name)) {
            for line in named(&file.code, name) {
                faults.push(format!("{}:{line}: {} names {name}", file.name, room.name));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_dependency_is_guarded_or_open() {
    let manifest = read("Cargo.toml");
    let section = manifest
        .split("[dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("dependencies");
    let mut before = "";
    for line in section.lines() {
        if let Some((name, _)) = line.split_once(" = ") {
            let name = name.replace('-', "_");
            let known = GUARDED
                .iter()
                .chain(OPEN)
                .any(|guarded| guarded.split("::").next() == Some(&name));
            assert!(known, "{name} stands in no list of this test");
            let reason = before.starts_with('#') || before.contains(" = ");
            assert!(reason, "{name} has no reason beside it");
        }
        before = line;
    }
}

#[test]
fn sql_stands_in_the_store_alone() {
    // The example in the help of `sql` is for people.
    let help = "src/cli/sql.rs";
    let words = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "PRAGMA "];
    for file in files() {
        let outside = file.room.as_deref() != Some("store") && file.name != help;
        for word in words.iter().filter(|_| outside) {
            assert!(!file.text.contains(word), "{}: {word}", file.name);
        }
    }
}

#[test]
fn nothing_unfinished_is_left() {
    for file in files() {
        for word in ["TODO", "FIXME", "unimplemented!", "todo!"] {
            assert!(!file.text.contains(word), "{}: {word}", file.name);
        }
    }
}

#[test]
fn words_of_one_side_stand_in_titles_alone() {
    let mut faults = Vec::new();
    let mut scan = |name: &str, text: &str, is_quoted: &dyn Fn(&str) -> bool| {
        for (at, line) in text.lines().enumerate() {
            let lower = line.to_lowercase();
            let word = AVOIDED.iter().find(|word| begins_a_word(&lower, word));
            if let Some(word) = word.filter(|_| !is_quoted(line)) {
                faults.push(format!("{name}:{}: {word}: {line}", at + 1));
            }
        }
    };
    for file in files() {
        scan(&file.name, &file.text, &|_| false);
    }
    scan("schema.sql", &read("schema.sql"), &|_| false);
    scan("README.md", &without_blocks(&read("README.md")), &|_| false);
    scan("CHANGELOG.md", &read("CHANGELOG.md"), &|_| false);
    for (name, text) in under("docs", "md") {
        scan(&name, &without_blocks(&text), &|_| false);
    }
    let quoted = |line: &str| {
        ["title = ", "number = ", "url = ", "archived = "]
            .iter()
            .any(|key| line.starts_with(key))
    };
    for (name, text) in under("fixtures/corpus", "toml") {
        scan(&name, &text, &quoted);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The rooms that a file names, by `crate::` or by going up to it, each with its line.
fn imports(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let up = format!("{}::", "super::".repeat(file.depth).trim_end_matches("::"));
    for (at, line) in file.code.lines().enumerate() {
        let mut add = |rest: &str| {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            // Several rooms in one import cannot be told apart line by line.
            let name = if name.is_empty() {
                "several rooms at once".to_owned()
            } else {
                name
            };
            found.push((at + 1, name));
        };
        for part in line.split("crate::").skip(1) {
            add(part);
        }
        for part in line.split(&up).skip(1) {
            let name = part.split("::").next().unwrap_or_default();
            if ROOMS.iter().any(|room| room.name == name) {
                add(part);
            }
        }
    }
    found
}

/// The lines on which a crate or path is named. `std::process::Command` is also named by `use
/// std::process::{self, Command}` and the like.
fn named(code: &str, path: &str) -> Vec<usize> {
    let parts: Vec<&str> = path.split("::").collect();
    let (last, above) = parts.split_last().expect("a path");
    let above = above.join("::");
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let whole = |line: &str, name: &str| {
        line.match_indices(name).any(|(at, _)| {
            !line[..at].ends_with(|c| is_name(c) || c == ':')
                && !line[at + name.len()..].starts_with(is_name)
        })
    };
    code.lines()
        .enumerate()
        .filter(|(_, line)| {
            if above.is_empty() {
                // A crate is named with a path behind it; alone, the word may be a variable.
                return line
                    .match_indices(&format!("{path}::"))
                    .any(|(at, _)| !line[..at].ends_with(|c| is_name(c) || c == ':'));
            }
            let grouped = line
                .split_once(&format!("{above}::{{"))
                .is_some_and(|(_, group)| whole(group, last));
            let imported = parts[0] == "std"
                && parts.len() > 2
                && whole(line, &format!("{}::{last}", parts[parts.len() - 2]));
            whole(line, path) || grouped || imported
        })
        .map(|(at, _)| at + 1)
        .collect()
}

/// Whether a line has a word that begins so.
fn begins_a_word(line: &str, word: &str) -> bool {
    line.match_indices(word)
        .any(|(at, _)| !line[..at].ends_with(char::is_alphanumeric))
}

/// A page without its fenced blocks: what the program prints there may quote titles.
fn without_blocks(page: &str) -> String {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in page.lines() {
        if line.starts_with("```") {
            inside = !inside;
        }
        // Blocks leave their lines behind, so that the numbers stay right.
        lines.push(if inside { "" } else { line });
    }
    lines.join("\n")
}

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file in a folder with an ending, with its text.
fn under(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open = vec![root.join(folder)];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == ending) {
                let name = path
                    .strip_prefix(root)
                    .unwrap_or(&path)
                    .display()
                    .to_string();
                let text = read(&name);
                found.push((name, text));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_found_by_either_way_to_them() {
        let file = |code: &str, depth| File {
            name: "src/law/x.rs".to_owned(),
            room: Some("law".to_owned()),
            depth,
            text: code.to_owned(),
            code: code.to_owned(),
        };
        for (code, depth, found) in [
            ("use crate::store::Reader;", 2, "store"),
            ("fn x() { crate::cli::run() }", 2, "cli"),
            ("use super::super::store::Reader;", 2, "store"),
            ("use super::store::Reader;", 1, "store"),
            ("use crate::{model, store};", 2, "several rooms at once"),
        ] {
            assert_eq!(imports(&file(code, depth))[0].1, found, "{code}");
        }
        assert!(imports(&file("use super::span::Span;", 2)).is_empty());
    }

    #[test]
    fn what_is_named_is_found() {
        for (code, path) in [
            ("use rusqlite::Connection;", "rusqlite"),
            ("let x = toml::from_str(y);", "toml"),
            (
                "use std::process::{Command, Stdio};",
                "std::process::Command",
            ),
            ("std::process::Command::new(x)", "std::process::Command"),
            ("use std::process;\nprocess::exit(1)", "std::process::exit"),
            ("use std::{env, fs};", "std::env"),
            ("use chrono::{DateTime, Local};", "chrono::Local"),
        ] {
            assert!(!named(code, path).is_empty(), "{code}");
        }
        for (code, path) in [
            ("use my_toml::x;", "toml"),
            ("let csv = 1;", "csv"),
            ("crate::render::csv::write(x)", "csv"),
            ("use chrono::{DateTime, NaiveDate};", "chrono::Local"),
        ] {
            assert!(named(code, path).is_empty(), "{code}");
        }
    }
}
