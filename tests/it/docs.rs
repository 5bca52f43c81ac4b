//! The README and the pages in `docs/`: every example runs, and says what the program says.
//!
//! An example is a block that is fenced as `console`: lines with `$ comity ...`, each followed by
//! what it prints (standard output, then standard error) and, where the exit status is not 0, by a
//! line `[status N]`. A command goes on in the next line after a backslash. `...` stands for any
//! lines, `[..]` for any text in a line; JSON is compared by what it says. The blocks of one page
//! are one session in a home of its own with the starter records, in which the home folder is
//! `/home/you`. Comments before a block say more:
//!
//! - `<!-- home: empty -->`, `<!-- home: starter -->`: go on in a new home;
//! - `<!-- write: FILE -->`: the next block is written to a file;
//! - `<!-- read: FILE -->`: the next block is what a file holds;
//! - `<!-- sql: STATEMENTS -->`: another program does this to the database, and holds it open until
//!   the next home.
//!
//! `UPDATE_DOCS=1 cargo test docs` rewrites the outputs; look at the difference before you keep it.

mod pattern;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::common::Home;

/// Where the pages say that the home folder is.
const HOME: &str = "/home/you";

#[test]
fn every_example_says_what_the_program_says() {
    let update = std::env::var_os("UPDATE_DOCS").is_some_and(|value| value == "1");
    let pages = pages();
    let half = pages.len().div_ceil(2);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let check = |some: &[PathBuf]| -> Vec<String> {
            some.iter().flat_map(|page| run(page, update)).collect()
        };
        let workers: Vec<_> = pages
            .chunks(half)
            .map(|some| scope.spawn(move || check(some)))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("a worker"))
            .collect()
    });
    assert!(
        faults.is_empty(),
        "{}\n\nUPDATE_DOCS=1 cargo test docs rewrites the outputs\n",
        faults.join("\n\n")
    );
}

#[test]
fn every_command_has_a_page_that_names_its_flags() {
    let home = Home::empty();
    let top = home.run(&["--help"]).answer();
    let common = flags(&top);
    let commands = commands(&top);
    assert!(commands.len() > 10, "{commands:?}");
    for command in &commands {
        let path = root().join(format!("docs/commands/{command}.md"));
        let page = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let help = home.run(&[command, "--help"]).answer();
        assert!(
            help.contains(&format!("  comity {command}"))
                || help.contains(&format!(" {command} --")),
            "comity {command} --help has no example"
        );
        let mut wanted = flags(&help);
        for sub in ["add", "list", "show", "edit", "set", "merge"] {
            if help.contains(&format!("\n  {sub} ")) {
                wanted.extend(flags(&home.run(&[command, sub, "--help"]).answer()));
            }
        }
        for flag in wanted.iter().filter(|flag| !common.contains(flag)) {
            // What all writing commands share has its own section on the first page.
            let shared = ["--dry-run", "--yes"].contains(&flag.as_str());
            assert!(
                shared || page.contains(flag.as_str()),
                "{}: nothing about {flag}",
                path.display()
            );
        }
    }
    let index = std::fs::read_to_string(root().join("docs/commands/README.md")).expect("an index");
    for command in &commands {
        assert!(index.contains(&format!("({command}.md)")), "{command}");
    }
    for flag in common
        .iter()
        .chain(&["--dry-run".to_owned(), "--yes".to_owned()])
    {
        assert!(index.contains(flag.as_str()), "{flag}");
    }
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    for page in pages() {
        let text = std::fs::read_to_string(&page).expect("a page");
        for part in text.split("](").skip(1) {
            let Some((target, _)) = part.split_once(')') else {
                continue;
            };
            let file = target.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains("://") {
                continue;
            }
            let path = page.parent().expect("a folder").join(file);
            assert!(path.exists(), "{}: {target} is not there", page.display());
        }
    }
}

/// The commands that the help of the program lists.
pub(crate) fn commands(help: &str) -> Vec<String> {
    help.lines()
        .take_while(|line| !line.contains("--db"))
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(char::is_alphabetic))
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

/// The long flags that a help text lists.
fn flags(help: &str) -> Vec<String> {
    help.lines()
        .map(str::trim_start)
        .filter(|line| line.starts_with('-'))
        .filter_map(|line| line.split_whitespace().find(|word| word.starts_with("--")))
        .map(str::to_owned)
        .collect()
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The README and every page in `docs/`.
fn pages() -> Vec<PathBuf> {
    fn find(folder: &Path, pages: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                find(&path, pages);
            } else if path.extension().is_some_and(|end| end == "md") {
                pages.push(path);
            }
        }
    }
    let mut pages = vec![root().join("README.md")];
    find(&root().join("docs"), &mut pages);
    // Written whole by a command; `holdings` holds it against what that says.
    pages.retain(|page| !page.ends_with("docs/holdings.md"));
    pages.sort();
    pages
}

/// Runs a page and tells what is wrong with it; with `update`, puts it right where it can.
fn run(path: &Path, update: bool) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a page");
    let name = path.strip_prefix(root()).unwrap_or(path).display();
    let mut session = Session::new(update);
    let mut page: Vec<String> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        page.push(line.to_owned());
        session.at = page.len();
        if let Some(said) = comment(line) {
            session.comment(said);
        } else if let Some(language) = line.strip_prefix("```") {
            let block: Vec<String> = lines
                .by_ref()
                .take_while(|line| *line != "```")
                .map(str::to_owned)
                .collect();
            page.extend(session.block(language, block));
            page.push("```".to_owned());
        }
    }
    if update {
        let new = page.join("\n") + "\n";
        if new != text {
            std::fs::write(path, new).expect("the page is written");
        }
    }
    session
        .faults
        .into_iter()
        .map(|fault| format!("{name}:{fault}"))
        .collect()
}

fn comment(line: &str) -> Option<&str> {
    line.strip_prefix("<!-- ")?.strip_suffix(" -->")
}

/// What a comment asks of the next block.
enum Next {
    Write(String),
    Read(String),
}

/// One page as it runs.
struct Session {
    home: Option<Home>,
    /// The other program.
    other: Option<rusqlite::Connection>,
    next: Option<Next>,
    update: bool,
    /// The line of the page.
    at: usize,
    faults: Vec<String>,
}

impl Session {
    const fn new(update: bool) -> Self {
        Self {
            home: None,
            other: None,
            next: None,
            update,
            at: 0,
            faults: Vec::new(),
        }
    }

    fn fault(&mut self, what: &str) {
        self.faults.push(format!("{}: {what}", self.at));
    }

    fn home(&mut self) -> &Home {
        self.home.get_or_insert_with(starter)
    }

    fn comment(&mut self, said: &str) {
        match said.split_once(": ") {
            Some(("home", "empty")) => self.move_to(empty()),
            Some(("home", "starter")) => self.move_to(starter()),
            Some(("write", file)) => self.next = Some(Next::Write(file.to_owned())),
            Some(("read", file)) => self.next = Some(Next::Read(file.to_owned())),
            Some(("sql", statements)) => self.sql(statements),
            _ => self.fault("this comment asks for nothing that is known"),
        }
    }

    fn move_to(&mut self, home: Home) {
        self.other = None;
        self.home = Some(home);
    }

    fn sql(&mut self, statements: &str) {
        let database = self.home().database();
        let other = rusqlite::Connection::open(database).expect("the database");
        if let Err(error) = other.execute_batch(statements) {
            self.fault(&error.to_string());
        }
        self.other = Some(other);
    }

    /// Runs a block, and tells what it should hold.
    fn block(&mut self, language: &str, block: Vec<String>) -> Vec<String> {
        match self.next.take() {
            Some(Next::Write(file)) => {
                let path = self.home().file(&file);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                std::fs::write(path, block.join("\n") + "\n").expect("a file");
                return block;
            }
            Some(Next::Read(file)) => {
                let path = self.home().file(&file);
                let text = std::fs::read_to_string(&path)
                    .unwrap_or_else(|error| format!("{file}: {error}"));
                let actual: Vec<String> = text.lines().map(str::to_owned).collect();
                return self.settled(&file, block, &actual);
            }
            None => {}
        }
        if language == "console" {
            return self.console(block);
        }
        let mut lines = block.iter().map(|line| line.trim_start());
        if lines.any(|line| line.starts_with("comity ") || line.starts_with("$ comity")) {
            self.fault("an example that is not fenced as console is not run");
        }
        block
    }

    fn console(&mut self, block: Vec<String>) -> Vec<String> {
        let mut page = Vec::new();
        let mut lines = block.into_iter().peekable();
        while let Some(line) = lines.next() {
            let Some(mut command) = line.strip_prefix("$ ").map(str::to_owned) else {
                if !line.is_empty() {
                    self.fault(&format!("output without a command: {line}"));
                }
                page.push(line);
                continue;
            };
            page.push(line.clone());
            while command.ends_with('\\') {
                command.pop();
                let more = lines.next().unwrap_or_default();
                command.push_str(more.trim_start().trim_start_matches("> "));
                page.push(more);
            }
            let mut expected = Vec::new();
            while lines.peek().is_some_and(|line| !line.starts_with("$ ")) {
                expected.extend(lines.next());
            }
            let blank = trim(&mut expected);
            let Some(args) = words(&command) else {
                self.fault(&format!("not a comity command: {command}"));
                page.extend(expected);
                continue;
            };
            let actual = self.output(&args);
            page.extend(self.settled(&command, expected, &actual));
            if blank && lines.peek().is_some() {
                page.push(String::new());
            }
        }
        page
    }

    fn output(&mut self, args: &[String]) -> Vec<String> {
        let home = self.home();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = home.run(&args);
        let folder = home.file("").display().to_string();
        let folder = folder.trim_end_matches('/');
        let text = (output.stdout + &output.stderr)
            .replace(&format!("{folder}/data"), &format!("{HOME}/.local/share"))
            .replace(folder, HOME);
        let mut lines: Vec<String> = text
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        trim(&mut lines);
        if output.status != 0 {
            lines.push(format!("[status {}]", output.status));
        }
        lines
    }

    /// What the page should say.
    fn settled(&mut self, what: &str, expected: Vec<String>, actual: &[String]) -> Vec<String> {
        if pattern::matches(&expected, actual) {
            return expected;
        }
        if self.update {
            return pattern::excerpt(&expected, actual);
        }
        self.fault(&format!(
            "{what}\n--- the page says\n{}\n--- the program says\n{}",
            expected.join("\n"),
            actual.join("\n")
        ));
        expected
    }
}

/// Takes blank lines from the end and tells whether there were any.
fn trim(lines: &mut Vec<String>) -> bool {
    let before = lines.len();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.len() < before
}

/// The arguments of a command line that starts with `comity`: split at spaces, with double quotes.
pub(crate) fn words(command: &str) -> Option<Vec<String>> {
    let rest = command.strip_prefix("comity")?;
    if !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    let (mut words, mut word, mut quoted) = (Vec::new(), None::<String>, false);
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '\\' if quoted => word.get_or_insert_default().extend(chars.next()),
            // What a shell would not take as it stands.
            '|' | '>' | '<' | '&' | ';' | '$' | '`' if !quoted => return None,
            c if c.is_whitespace() && !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    (!quoted).then_some(words)
}

/// A home without a database.
pub(crate) fn empty() -> Home {
    Home::empty()
        .with("COLUMNS", "80")
        .with("COMITY_USER", "you")
}

/// A home in which `comity init --starter` was typed.
pub(crate) fn starter() -> Home {
    static DATABASE: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = DATABASE.get_or_init(|| {
        let home = empty();
        assert_eq!(home.run(&["init", "--starter"]).status, 0);
        std::fs::read(home.database()).expect("the database")
    });
    let home = empty();
    let path = home.database();
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, bytes).expect("the database");
    home
}
