//! Rust source as far as a scan of it needs: without comments, texts and tests.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A file of `src/`.
pub(super) struct File {
    /// Its path, relative to the repository.
    pub(super) name: String,
    /// The room in which it stands; `None` for `main.rs` and `lib.rs`.
    pub(super) room: Option<String>,
    /// How many modules it lies deep: `src/law/mod.rs` 1, `src/law/span.rs` 2.
    pub(super) depth: usize,
    /// Its text.
    pub(super) text: String,
    /// Its code without comments, texts and test modules; lines stay where they are.
    pub(super) code: String,
}

/// Every file under `src/` that is compiled into the program.
pub(super) fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(all)
}

fn all() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    find(&root.join("src"), &root.join("src"), &mut files);
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let tests: Vec<PathBuf> = files.iter().flat_map(test_modules).collect();
    files.retain(|file| {
        let path = Path::new(&file.name);
        !tests
            .iter()
            .any(|test| path.starts_with(test) || path == test.with_extension("rs"))
    });
    files
}

fn find(src: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            find(src, &path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let inner = path.strip_prefix(src).expect("inside");
            let parts: Vec<String> = inner
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            let is_folder_module = parts.last().is_some_and(|last| last == "mod.rs");
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            files.push(File {
                name: format!("src/{}", parts.join("/")),
                room: (parts.len() > 1).then(|| parts[0].clone()),
                depth: parts.len() - usize::from(is_folder_module),
                code: without_tests(&bare(&text)),
                text,
            });
        }
    }
}

/// The modules that a file declares for tests alone, as paths without an ending.
fn test_modules(file: &File) -> Vec<PathBuf> {
    let folder = match file.name.strip_suffix("/mod.rs") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(file.name.trim_end_matches(".rs")),
    };
    let lines: Vec<&str> = file.text.lines().collect();
    lines
        .windows(2)
        .filter(|pair| pair[0].trim() == "#[cfg(test)]")
        .filter_map(|pair| {
            let declared = pair[1].trim().strip_suffix(';')?;
            declared.split("mod ").nth(1).map(|name| folder.join(name))
        })
        .collect()
}

/// The code up to a test module in the same file: it stands last.
fn without_tests(code: &str) -> String {
    let mut lines = Vec::new();
    let mut open = code.lines().peekable();
    while let Some(line) = open.next() {
        let next = open.peek().copied().unwrap_or_default();
        if line.trim() == "#[cfg(test)]" && next.contains("mod ") && next.ends_with('{') {
            break;
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// The code with comments and the insides of texts blanked out.
pub(super) fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(end) = raw(rest) {
            end
        } else if c == '"' {
            quoted(rest)
        } else if let Some(end) = character(rest) {
            end
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        out.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
        // So that names on both sides stay apart.
        out.push(' ');
        rest = &rest[skipped..];
    }
    out
}

/// The length of a raw text that begins here.
fn raw(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('r')?;
    let marks = inner.len() - inner.trim_start_matches('#').len();
    let body = inner[marks..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(marks));
    let end = body.find(&close).map_or(body.len(), |at| at + close.len());
    Some(rest.len() - body.len() + end)
}

/// The length of a text in quotes that begins here.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a character in quotes that begins here; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    if let Some(escaped) = inner.strip_prefix('\\') {
        let end = escaped[1..].find('\'')?;
        return Some(rest.len() - escaped.len() + 1 + end + 1);
    }
    let c = inner.chars().next()?;
    inner[c.len_utf8()..]
        .starts_with('\'')
        .then(|| 2 + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_blanked() {
        let code =
            bare("a // toml::x\nb \"csv::\\\"y\" c r#\"clap::\"z\"# d '\"' e<'a> /* f\n*/ g");
        let words: Vec<&str> = code.split_whitespace().collect();
        assert_eq!(words, ["a", "b", "c", "d", "e<'a>", "g"]);
        assert_eq!(code.lines().count(), 3);
    }

    #[test]
    fn test_modules_are_left_out() {
        let names: Vec<String> = files().iter().map(|file| file.name.clone()).collect();
        assert!(names.contains(&"src/law/mod.rs".to_owned()), "{names:?}");
        assert!(
            names.iter().all(|name| !name.contains("/tests/")),
            "{names:?}"
        );
        assert!(
            !names.contains(&"src/report/sample.rs".to_owned()),
            "{names:?}"
        );
    }
}
