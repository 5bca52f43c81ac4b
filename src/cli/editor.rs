//! A text that a person writes in an editor. It is never lost: until it is recorded or left empty,
//! it stays in a file, and whatever stops the command names that file.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::context::Context;
use super::error::{Failure, Kind};
use super::output::NewFile;
use crate::model::Fault;
use crate::records::read_bytes;
use crate::render::Look;

/// What stands before the lines that we add above a text with faults.
const OURS: &str = "#! ";

/// How often a text with faults is opened again where nobody sits at a terminal: an editor that is a
/// script could go on for ever.
const ROUNDS_ALONE: usize = 5;

/// What came back from the editor.
enum Edited {
    /// A text, without the lines that we added.
    Text(String),
    /// Nothing, or nothing but comments.
    Empty,
    /// What was shown.
    AsItWas,
}

/// How an edit ended.
pub(super) enum Ended {
    /// The text was taken.
    Taken,
    /// It was left empty, or as it was.
    Left {
        /// Whether it was left empty.
        is_empty: bool,
    },
}

/// What is opened in an editor.
pub(super) struct Opened<'a> {
    /// The command for which it is, as the name of the file tells it.
    pub(super) purpose: &'static str,
    /// The text.
    pub(super) text: &'a str,
    /// The command that reads a text from a file.
    pub(super) otherwise: &'a str,
    /// How things stand where nothing comes back from the editor.
    pub(super) stands: &'a str,
}

/// A text that is being edited.
struct Session {
    purpose: &'static str,
    file: PathBuf,
    name: String,
    editor: Vec<String>,
    /// How things stand where nothing comes back.
    stands: String,
    /// What stood in the file when the editor was opened last.
    shown: String,
}

/// Opens a text in the user's editor until `take` has no fault to find with it, or it is given up.
/// `take` gets the name under which messages speak of the text, and the text. `keeps` is for a dry
/// run: the text stays also where it was right.
///
/// # Errors
/// Where there is no editor, it fails or leaves no text, the text is given up, or `take` fails for a
/// reason that no edit can mend. The text is kept in a file that the failure names.
pub(super) fn edit(
    opened: &Opened<'_>,
    keeps: bool,
    context: &Context,
    take: impl Fn(&str, &str) -> Result<(), Failure>,
) -> Result<Ended, Failure> {
    let mut session = Session::begin(opened, context)?;
    if context.can_ask {
        // Whoever breaks off finds the text by this.
        context.status(&format!("editing {}", session.file.display()));
    }
    for round in 1.. {
        let text = match session.edited()? {
            Edited::Text(text) => text,
            Edited::AsItWas if session.has_faults() => {
                let failure = Failure::new(Kind::Value, "given up; nothing was written");
                return Err(session.kept(failure));
            }
            other => {
                session.end();
                let is_empty = matches!(other, Edited::Empty);
                return Ok(Ended::Left { is_empty });
            }
        };
        match take(&session.name, &text) {
            Ok(()) => break,
            Err(failure) if failure.is_of_value() && (context.can_ask || round < ROUNDS_ALONE) => {
                let name = session.name.clone();
                session.again(&text, &failure, |text| take(&name, text).err())?;
            }
            Err(failure) => return Err(session.kept(failure)),
        }
    }
    if keeps {
        context.status(&format!("your text is kept: {}", session.file.display()));
    } else {
        session.end();
    }
    Ok(Ended::Taken)
}

impl Session {
    /// Puts a text into a file of its own.
    fn begin(opened: &Opened<'_>, context: &Context) -> Result<Self, Failure> {
        let editor = match context.editor.as_deref().map(words) {
            Some(Ok(editor)) if !editor.is_empty() => editor,
            Some(Err(fault)) => {
                let editor = context.editor.as_deref().unwrap_or_default();
                return Err(Failure::argument("EDITOR", editor, fault));
            }
            _ => {
                return Err(Failure::new(Kind::Usage, "no editor is named")
                    .hint("set VISUAL or EDITOR, such as EDITOR=nano")
                    .hint(format!(
                        "or write the record yourself: {}",
                        opened.otherwise
                    )));
            }
        };
        let (file, name) = put_aside(opened.purpose, opened.text)?;
        Ok(Self {
            purpose: opened.purpose,
            file,
            name,
            editor,
            stands: opened.stands.to_owned(),
            shown: opened.text.to_owned(),
        })
    }

    /// Opens the editor and waits.
    fn edited(&self) -> Result<Edited, Failure> {
        let (program, arguments) = self
            .editor
            .split_first()
            .map_or(("", &[][..]), |(a, b)| (a, b));
        let ended = Command::new(program)
            .args(arguments)
            .arg(&self.file)
            .status();
        let failed = match ended {
            Err(error) => Some(format!("cannot be started: {error}")),
            Ok(status) if !status.success() => Some("ended with a failure".to_owned()),
            Ok(_) => None,
        };
        let text = match (failed, self.left()) {
            (None, Ok(text)) => text,
            // There is nothing of anybody's to keep.
            (Some(why), Ok(text)) if text == self.shown.as_bytes() && !self.has_faults() => {
                let _ignored = std::fs::remove_file(&self.file);
                return Err(self.failure(why).hint(&self.stands));
            }
            (Some(why), Ok(_)) => return Err(self.kept(self.failure(why))),
            (None, Err(why)) => return Err(self.gone(why)),
            (Some(why), Err(then)) => return Err(self.gone(format!("{why}, and {then}"))),
        };
        let text = match String::from_utf8(text) {
            Ok(text) => text,
            // What another editor has to mend is not shown with signs of ours in its place.
            Err(error) => {
                let reading = read_bytes([(self.name.as_str(), error.as_bytes())]);
                let failure = Failure::problems(&reading.problems);
                return Err(self.kept(failure.hint(&self.stands)));
            }
        };
        if text
            .lines()
            .all(|line| line.trim().is_empty() || line.starts_with('#'))
        {
            return Ok(Edited::Empty);
        }
        if text == self.shown {
            return Ok(Edited::AsItWas);
        }
        let own = text
            .lines()
            .filter(|line| !line.starts_with(OURS.trim_end()));
        Ok(Edited::Text(own.flat_map(|line| [line, "\n"]).collect()))
    }

    /// What the editor left, or in words what it did instead. What is no file is not opened: a pipe
    /// would be waited for.
    fn left(&self) -> Result<Vec<u8>, String> {
        let what = match std::fs::metadata(&self.file) {
            Ok(what) if what.is_file() => {
                return std::fs::read(&self.file).map_err(|error| {
                    let file = self.file.display();
                    format!("left a file that cannot be read, {file}: {error}")
                });
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err("left no file".to_owned());
            }
            Err(error) => error.to_string(),
            Ok(what) if what.is_dir() => "it is a folder".to_owned(),
            Ok(_) => "it is no file".to_owned(),
        };
        let file = self.file.display();
        Err(format!("left what cannot be read, {file}: {what}"))
    }

    /// A failure of the editor.
    fn failure(&self, why: impl std::fmt::Display) -> Failure {
        let editor = self.editor.join(" ");
        Failure::new(
            Kind::File,
            format!("the editor \"{editor}\" {why}; nothing was written"),
        )
    }

    /// A failure of an editor after which there is no text. What was written before stood in what it
    /// was shown last, and is put into a file again.
    fn gone(&self, why: impl std::fmt::Display) -> Failure {
        let failure = self.failure(why).hint(&self.stands);
        if !self.has_faults() {
            return failure;
        }
        match put_aside(self.purpose, &self.shown) {
            Ok((file, _)) => kept_in(failure, &file),
            Err(other) => failure.hint(other.rendered(&Look::default()).trim_end()),
        }
    }

    /// Puts the faults of the text above it, to be opened again. `faults` is asked for them twice,
    /// the second time for the text with as many empty lines above it as they take, so that their
    /// line numbers are those that the editor will show.
    ///
    /// # Errors
    /// Where the file cannot be written.
    fn again(
        &mut self,
        own: &str,
        first: &Failure,
        faults: impl FnOnce(&str) -> Option<Failure>,
    ) -> Result<(), Failure> {
        let plain = |failure: &Failure| failure.rendered(&Look::default());
        let lines = plain(first).lines().count() + 1;
        let moved = faults(&format!("{}{own}", "\n".repeat(lines)));
        let mut shown = String::new();
        for line in plain(moved.as_ref().unwrap_or(first)).lines() {
            shown.push_str(format!("{OURS}{line}").trim_end());
            shown.push('\n');
        }
        shown.push_str(&format!(
            "{OURS}Mend it and save; close it as it is to give up.\n"
        ));
        shown.push_str(own);
        // Beside it first: on a full disk the text stays as it is.
        let known = std::fs::metadata(&self.file).ok();
        NewFile::write(&self.file, known.as_ref(), |out| {
            out.write_all(shown.as_bytes())
        })
        .map_err(|error| Failure::file("cannot write", &self.file, &error))
        .and_then(NewFile::put_in_place)
        .map_err(|failure| self.kept(failure))?;
        self.shown = shown;
        Ok(())
    }

    /// A failure that names the file in which the text is kept.
    fn kept(&self, failure: Failure) -> Failure {
        kept_in(failure, &self.file)
    }

    /// Whether faults stand above the text.
    fn has_faults(&self) -> bool {
        self.shown.starts_with(OURS)
    }

    /// The text is not needed any more.
    fn end(self) {
        // What is left of it is a file in the folder for passing things.
        let _ignored = std::fs::remove_file(self.file);
    }
}

/// A failure that names the file in which a text is kept.
fn kept_in(failure: Failure, file: &Path) -> Failure {
    failure.hint(format!("your text is kept: {}", file.display()))
}

/// Puts a text into a new file: where it is, and its name.
fn put_aside(purpose: &str, text: &str) -> Result<(PathBuf, String), Failure> {
    let (file, mut made, name) = free_file(purpose)?;
    made.write_all(text.as_bytes())
        .map_err(|error| Failure::file("cannot write", &file, &error))?;
    Ok((file, name))
}

/// A new file for a text, with its name: that of the process, with a number where a file of that name
/// was left by another.
fn free_file(purpose: &str) -> Result<(PathBuf, std::fs::File, String), Failure> {
    let id = std::process::id();
    let mut number = 1;
    loop {
        let more = if number == 1 {
            String::new()
        } else {
            format!("-{number}")
        };
        let name = format!("comity-{purpose}-{id}{more}.toml");
        let file = std::env::temp_dir().join(&name);
        match std::fs::File::create_new(&file) {
            Ok(made) => return Ok((file, made, name)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(Failure::file("cannot write", &file, &error)),
        }
    }
}

/// The words of a command as a shell would part them: at spaces outside quotes. A backslash takes
/// what follows as it is, but not inside single quotes.
fn words(command: &str) -> Result<Vec<String>, Fault> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<(usize, char)> = None;
    let mut rest = command.char_indices();
    while let Some((at, c)) = rest.next() {
        match (quote, c) {
            (Some((_, open)), _) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some((at, c));
                word.get_or_insert_default();
            }
            (None | Some((_, '"')), '\\') => {
                let taken = rest.next().map_or('\\', |(_, next)| next);
                word.get_or_insert_default().push(taken);
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    if let Some((at, open)) = quote {
        let fault = Fault::new(at..at + 1, "this quotation mark is not closed");
        return Err(fault.cure(format!("add {open} where the name ends")));
    }
    words.extend(word);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_parted_as_a_shell_would() {
        for (command, expected) in [
            ("vi", &["vi"][..]),
            ("  code  --wait ", &["code", "--wait"]),
            ("'/opt/my editor/vi' -f", &["/opt/my editor/vi", "-f"]),
            (
                "\"/opt/my editor/vi\" -c \"set x='y z'\"",
                &["/opt/my editor/vi", "-c", "set x='y z'"],
            ),
            ("/opt/my\\ editor/vi a\\'b", &["/opt/my editor/vi", "a'b"]),
            (
                "sed -i 's/a\\b/\"c\"/' ''",
                &["sed", "-i", "s/a\\b/\"c\"/", ""],
            ),
            (" ", &[]),
        ] {
            assert_eq!(words(command).expect(command), expected, "{command}");
        }
        assert_eq!(words("vi 'a b").expect_err("open").span, 3..4);
    }
}
