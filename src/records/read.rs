//! Reading files: bytes to text, text to TOML, TOML to records.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::parts::{self, Cited};
use super::problem::{At, Problems};
use super::walk::{Table, Value, Walk};
use super::{Reading, Records, directive, register, syntax};
use crate::model::{Family, Fault, Slug, Source};

/// The most bytes in a record file: a list that one issuer made has some hundred bytes a directive.
const FILE_MAX: usize = 64 << 20;

/// A file or folder that the system did not let us read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {source}", path.display())]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: std::io::Error,
}

/// Something to read record files from.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// A file, or every `*.toml` in a folder and the folders in it (names that begin with a dot are
    /// passed over), in the order of their names.
    Path(&'a Path),
    /// A text that is in memory, such as standard input, with its name for messages.
    Bytes(&'a str, &'a [u8]),
}

/// Reads the record files at a path: one file, or those in a folder.
///
/// # Errors
/// What the system said about the first file or folder that cannot be read. What is wrong *in* the
/// files is told by [`Reading::problems`].
pub fn read_path(path: &Path) -> Result<Reading, ReadError> {
    read_all(&[Input::Path(path)])
}

/// Reads several files and folders as one, so that a name that two of them give is seen. A file
/// that is reached twice is read once.
///
/// # Errors
/// What the system said about the first file or folder that cannot be read.
pub fn read_all(inputs: &[Input<'_>]) -> Result<Reading, ReadError> {
    let fail = |path: &Path, source| ReadError {
        path: path.to_owned(),
        source,
    };
    let mut gather = Gather::default();
    let mut read = BTreeSet::new();
    for input in inputs {
        let path = match input {
            Input::Bytes(name, bytes) => {
                gather.file((*name).to_owned(), bytes);
                continue;
            }
            Input::Path(path) => *path,
        };
        let mut files = Vec::new();
        if std::fs::metadata(path)
            .map_err(|error| fail(path, error))?
            .is_dir()
        {
            find(path, &mut BTreeSet::new(), &mut files)
                .map_err(|(path, error)| fail(&path, error))?;
        } else {
            files.push(path.to_owned());
        }
        for file in files {
            let itself = file.canonicalize().unwrap_or_else(|_| file.clone());
            if read.insert(itself) {
                let bytes = std::fs::read(&file).map_err(|error| fail(&file, error))?;
                gather.file(file.to_string_lossy().replace('\\', "/"), &bytes);
            }
        }
    }
    Ok(gather.finish())
}

/// Finds the record files in a folder. Each folder is visited once, so a link to a folder above
/// does no harm.
fn find(
    folder: &Path,
    visited: &mut BTreeSet<PathBuf>,
    files: &mut Vec<PathBuf>,
) -> Result<(), (PathBuf, std::io::Error)> {
    let here = |error| (folder.to_owned(), error);
    if !visited.insert(folder.canonicalize().map_err(here)?) {
        return Ok(());
    }
    let mut entries = std::fs::read_dir(folder)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(here)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            find(&path, visited, files)?;
        } else if path.extension().is_some_and(|end| end == "toml") {
            files.push(path);
        }
    }
    Ok(())
}

/// Reads one text as a record file. The name is for messages.
pub fn read_text(name: &str, text: &str) -> Reading {
    read_bytes([(name, text.as_bytes())])
}

/// Reads several files that are in memory, each with its name for messages.
pub fn read_bytes<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Reading {
    let mut gather = Gather::default();
    for (name, bytes) in files {
        gather.file(name.to_owned(), bytes);
    }
    gather.finish()
}

/// Everything that was read so far.
#[derive(Default)]
struct Gather {
    records: Records,
    found: Vec<(At, Fault)>,
    /// Where each source of a register stands, to tell of two that have one name.
    sources: BTreeMap<(Home, Slug), At>,
}

/// The list to whose sources a source of a register file belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    Coverage,
    Practice,
    Events,
}

impl Gather {
    fn file(&mut self, name: String, bytes: &[u8]) {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if bytes.len() > FILE_MAX {
            let file = self.records.origin.files.add(name, Arc::from(""));
            let at = At {
                file,
                start: 0,
                end: 0,
            };
            let limit = FILE_MAX >> 20;
            let fault = Fault::new(0..0, format!("the file is larger than {limit} MB"));
            self.found
                .push((at, fault.cure("split it, one file a directive")));
            return;
        }
        let text: Arc<str> = Arc::from(String::from_utf8_lossy(bytes));
        let file = self.records.origin.files.add(name, Arc::clone(&text));
        let (document, errors) = DeTable::parse_recoverable(&text);
        let (mut faults, mut unread) = syntax::faults(&text, &errors);
        if let Err(error) = std::str::from_utf8(bytes) {
            // Up to here the text has the very bytes of the file; then U+FFFD, three bytes long.
            let at = error.valid_up_to();
            let byte = bytes.get(at).copied().unwrap_or_default();
            // Text in another encoding is TOML all the same; bytes that are no text are not.
            if !faults.is_empty() {
                unread.from(at);
                faults.retain(|fault| fault.span.end <= at);
            }
            faults.push(
                Fault::new(
                    at..at + 3,
                    format!("the file is not UTF-8: the byte 0x{byte:02x} cannot stand here"),
                )
                .cure("save it as UTF-8"),
            );
        }
        let mut walk = Walk::new(file, &text, unread);
        self.document(&mut walk, document.get_ref());
        self.found.append(&mut walk.found);
        self.records.origin.defined.append(&mut walk.defined);
        self.records.origin.mentioned.append(&mut walk.mentioned);
        let faults = faults.into_iter();
        self.found
            .extend(faults.map(|fault| (walk.at(&fault.span), fault)));
    }

    fn document<'t>(&mut self, walk: &mut Walk<'t>, document: &'t DeTable<'t>) {
        if document.is_empty() {
            if !walk.is_cut() {
                walk.fault(Fault::new(0..0, "there is no record in this file"));
            }
            return;
        }
        let table = Table::new(document, 0..0, "a directive");
        if ["id", "title", "version"]
            .iter()
            .any(|key| document.contains_key(*key))
        {
            self.records
                .directives
                .extend(directive::directive(walk, table));
        } else {
            self.registers(walk, Table::new(document, 0..0, "a record file"));
        }
    }

    /// A file of registers, in any mixture, and of directives in `[[directive]]`.
    fn registers<'t>(&mut self, walk: &mut Walk<'t>, mut table: Table<'t>) {
        let Records {
            terms,
            registers,
            directives,
            ..
        } = &mut self.records;
        for family in Family::ALL {
            let value = table.get(family.word());
            terms.extend(walk.each(value, |walk, item| register::term(walk, *family, item)));
        }
        let value = table.get("place");
        registers.places.extend(walk.each(value, register::place));
        let value = table.get("organization");
        registers
            .organizations
            .extend(walk.each(value, register::organization));
        let value = table.get("set");
        registers.sets.extend(walk.each(value, register::set));

        let source_value = table.get("source");
        let cited = || Cited::new(source_value);
        let (mut by_coverage, mut by_practice, mut by_events) = (cited(), cited(), cited());
        let coverage_value = table.get("coverage");
        registers
            .coverage
            .extend(walk.each(coverage_value, |walk, item| {
                register::coverage(walk, &mut by_coverage, item)
            }));
        let practice_value = table.get("practice");
        registers
            .practice
            .extend(walk.each(practice_value, |walk, item| {
                register::practice(walk, &mut by_practice, item)
            }));
        let events_value = table.get("event");
        registers
            .events
            .extend(walk.each(events_value, |walk, item| {
                register::body_event(walk, &mut by_events, item)
            }));
        let value = table.get("directive");
        directives.extend(walk.each(value, |walk, item| {
            let table = walk.table(item, "a directive")?;
            directive::directive(walk, table)
        }));
        walk.close(&table);

        let homes = [
            (Home::Coverage, coverage_value, by_coverage),
            (Home::Practice, practice_value, by_practice),
            (Home::Events, events_value, by_events),
        ];
        let first = homes
            .iter()
            .find(|home| home.1.is_some())
            .map(|home| home.0);
        for (name, source) in parts::sources(walk, source_value) {
            let mut citing: Vec<Home> = homes
                .iter()
                .filter(|home| home.2.used.contains(&name))
                .map(|home| home.0)
                .collect();
            if citing.is_empty() {
                citing.extend(first);
            }
            let span = key_span(source_value, name.as_str());
            if citing.is_empty() {
                let message = format!("nothing in this file can cite the source \"{name}\"");
                walk.fault(Fault::new(span.clone(), message).cure("leave it out"));
            }
            for home in citing {
                self.source(walk, home, &name, &source, &span);
            }
        }
    }

    /// Adds a source to those of a list; another file may have given its name to another source.
    fn source(
        &mut self,
        walk: &mut Walk<'_>,
        home: Home,
        name: &Slug,
        source: &Source,
        span: &std::ops::Range<usize>,
    ) {
        let registers = &mut self.records.registers;
        let all = match home {
            Home::Coverage => &mut registers.coverage_sources,
            Home::Practice => &mut registers.practice_sources,
            Home::Events => &mut registers.events_sources,
        };
        match all.get(name) {
            Some(other) if other != source => {
                let file = self
                    .sources
                    .get(&(home, name.clone()))
                    .map_or("", |at| self.records.origin.files.name(at.file));
                let message = format!("\"{name}\" is the name of another source in {file}");
                walk.fault(Fault::new(span.clone(), message).cure("give it a name of its own"));
            }
            _ => {
                all.insert(name.clone(), source.clone());
                self.sources.insert((home, name.clone()), walk.at(span));
            }
        }
    }

    fn finish(self) -> Reading {
        let files = self.records.origin.files.clone();
        Reading {
            problems: Problems::new(files, self.found),
            records: self.records,
        }
    }
}

/// Where a key of a table of tables stands.
fn key_span(value: Option<&Value<'_>>, key: &str) -> std::ops::Range<usize> {
    match value.map(|value| value.get_ref()) {
        Some(DeValue::Table(table)) => table.get_key_value(key).map_or(0..0, |(key, _)| key.span()),
        _ => 0..0,
    }
}
