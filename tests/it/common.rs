//! The real program in a home of its own: environment cleared, clock, user and width fixed.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use comity::records;
use comity::store::{Stamp, Writer};

/// The moment at which every test runs.
pub(crate) const NOW: &str = "2026-01-31T12:00:00Z";

/// A home folder with at most one database.
pub(crate) struct Home {
    folder: tempfile::TempDir,
    environment: BTreeMap<String, String>,
}

/// What a run printed and how it ended.
#[derive(Debug)]
#[must_use = "look at what the program printed, or at least at its exit status"]
pub(crate) struct Output {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The words of a page with one space between them: what it says, wherever its lines break.
pub(crate) fn words(page: &str) -> String {
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Output {
    /// The answer of a run that must have gone well and said nothing on standard error.
    #[track_caller]
    pub(crate) fn answer(self) -> String {
        assert_eq!(self.status, 0, "{self:?}");
        assert_eq!(self.stderr, "", "{self:?}");
        self.stdout
    }

    /// What a run said that must have ended with this status and printed no answer.
    #[track_caller]
    pub(crate) fn refused(self, status: i32) -> String {
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
        self.stderr
    }
}

impl Home {
    /// A home without a database.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let environment = [
            ("HOME", folder.path().display().to_string()),
            (
                "XDG_DATA_HOME",
                folder.path().join("data").display().to_string(),
            ),
            ("COMITY_NOW", NOW.to_owned()),
            ("COMITY_USER", "tester".to_owned()),
            ("COLUMNS", "100".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        Self {
            folder,
            environment,
        }
    }

    /// A home with the starter records.
    pub(crate) fn starter() -> Self {
        static STARTER: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
        let (_, made) = STARTER.get_or_init(|| {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("starter.db");
            make_starter(&path);
            (folder, path)
        });
        let home = Self::empty();
        std::fs::copy(made, home.made()).expect("a copy");
        home
    }

    /// The same home with a variable set, or with an empty value taken away.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        if value.is_empty() {
            self.environment.remove(name);
        } else {
            self.environment.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    /// The same home with an editor that runs a shell script on the text, in the home's folder; texts
    /// that are kept are kept there too.
    #[cfg(unix)]
    pub(crate) fn with_editor(self, script: &str) -> Self {
        use std::os::unix::fs::PermissionsExt;
        let path = self.file("editor.sh");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).expect("a script");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("a script");
        let folder = self.file(".").display().to_string();
        self.with("EDITOR", &path.display().to_string())
            .with("TMPDIR", &folder)
            .with("PATH", "/usr/bin:/bin")
    }

    /// The texts of an editor that were kept.
    #[cfg(unix)]
    pub(crate) fn kept(&self) -> Vec<String> {
        let entries = self.file(".").read_dir().expect("the home");
        let names = entries.map(|entry| entry.expect("an entry").file_name().display().to_string());
        names.filter(|name| name.starts_with("comity-")).collect()
    }

    /// The record of a directive, as it is dumped.
    pub(crate) fn record(&self, id: &str) -> String {
        let _dumped = self.run(&["dump", "dumped", "--quiet"]).answer();
        std::fs::read_to_string(self.file(&format!("dumped/{id}.toml"))).expect("a record")
    }

    /// Where the database is.
    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("data/comity/comity.db")
    }

    /// Where a database can be made.
    pub(crate) fn made(&self) -> PathBuf {
        let database = self.database();
        std::fs::create_dir_all(database.parent().expect("a folder")).expect("a folder");
        database
    }

    /// A file in the folder in which commands run.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Files that stand under a passing name: what a run should not leave behind.
    pub(crate) fn left_behind(&self) -> Vec<String> {
        std::fs::read_dir(self.folder.path())
            .expect("the folder")
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".new"))
            .collect()
    }

    /// Runs the program.
    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.run_with(args, "")
    }

    /// Runs the program with something on standard input.
    pub(crate) fn run_with(&self, args: &[&str], stdin: &str) -> Output {
        let mut child = self
            .command(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("a pipe");
        // A program that does not read its input may be gone by now.
        let _gone = input.write_all(stdin.as_bytes());
        drop(input);
        let output = child.wait_with_output().expect("the program ends");
        Output {
            status: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// The program with its environment, for a test with needs of its own.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_comity"));
        command
            .args(args)
            .env_clear()
            .envs(&self.environment)
            .current_dir(self.folder.path());
        command
    }
}

/// Who writes, where a test writes without the program.
pub(crate) fn stamp() -> Stamp {
    Stamp {
        at: NOW.to_owned(),
        user: "tester".to_owned(),
        command: "comity init --starter".to_owned(),
    }
}

fn make_starter(path: &Path) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus");
    let reading = records::read_path(&corpus).expect("the corpus");
    assert!(reading.problems.is_empty(), "{}", reading.problems);
    let mut writer = Writer::create(path, Duration::ZERO, stamp()).expect("a database");
    let records = reading.records;
    let lists = &records.registers;
    writer.put_terms(&records.terms).expect("terms");
    for place in &lists.places {
        writer.put_place(place).expect("a place");
    }
    for body in &lists.organizations {
        writer.put_organization(body).expect("a body");
    }
    for set in &lists.sets {
        writer.put_set(set).expect("a set");
    }
    for directive in &records.directives {
        writer.put_directive(directive).expect("a directive");
    }
    writer
        .set_coverage(&lists.coverage, &lists.coverage_sources)
        .expect("coverage");
    writer
        .set_practice(&lists.practice, &lists.practice_sources)
        .expect("practice");
    writer
        .set_events(&lists.events, &lists.events_sources)
        .expect("events");
    writer.finish().expect("kept");
}

/// A program of others that reads what this one writes, as `.ci/run` installs it; none where it is not
/// installed, which is said on standard error. Under CI it must be there.
pub(crate) fn tool(program: &str, needed: &str) -> Option<PathBuf> {
    // The link itself: what it leads to does not know of the packages beside it.
    let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("../tools/venv/bin")
        .join(program);
    if path.exists() {
        return Some(path);
    }
    assert!(
        std::env::var_os("COMITY_CI").is_none(),
        "{needed} is not installed: .ci/run does it"
    );
    // Past the harness, which keeps what passing tests print to itself.
    let text = format!("skipped: {needed} is not installed; .ci/run installs it\n");
    let _ignored = std::io::stderr().write_all(text.as_bytes());
    None
}
