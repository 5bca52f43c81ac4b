//! A text that a person writes in an editor. It is never lost: until it is recorded or left empty,
//! it stays in a file, and whatever stops the command names that file.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::Command;

use super::context::Context;
use super::error::{Failure, Kind};
use crate::model::Fault;

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

/// A text that is being edited.
struct Session {
    file: PathBuf,
    name: String,
    editor: Vec<String>,
    /// What stood in the file when the editor was opened last.
    shown: String,
}

/// Opens a text in the user's editor until `take` has no fault to find with it, or it is given up.
/// `take` gets the name under which messages speak of the text, and the text. `otherwise` is the
/// command that reads a text from a file; `keeps` is for a dry run: the text stays also where it was
/// right.
///
/// # Errors
/// Where there is no editor, it fails, the text is given up, or `take` fails for a reason that no
/// edit can mend. The text is kept in a file that the failure names.
pub(super) fn edit(
    purpose: &str,
    text: &str,
    otherwise: &str,
    keeps: bool,
    context: &Context,
    take: impl Fn(&str, &str) -> Result<(), Failure>,
) -> Result<Ended, Failure> {
    let mut session = Session::begin(purpose, text, otherwise, context)?;
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
    fn begin(
        purpose: &str,
        text: &str,
        otherwise: &str,
        context: &Context,
    ) -> Result<Self, Failure> {
        let editor = match context.editor.as_deref().map(words) {
            Some(Ok(editor)) if !editor.is_empty() => editor,
            Some(Err(fault)) => {
                let editor = context.editor.as_deref().unwrap_or_default();
                return Err(Failure::argument("EDITOR", editor, fault));
            }
            _ => {
                return Err(Failure::new(Kind::Usage, "no editor is named")
                    .hint("set VISUAL or EDITOR, such as EDITOR=nano")
                    .hint(format!("or write the record yourself: {otherwise}")));
            }
        };
        let (file, mut made, name) = free_file(purpose)?;
        made.write_all(text.as_bytes())
            .map_err(|error| Failure::file("cannot write", &file, &error))?;
        Ok(Self {
            file,
            name,
            editor,
            shown: text.to_owned(),
        })
    }

    /// Opens the editor and waits.
    fn edited(&self) -> Result<Edited, Failure> {
        let failed = |why: String| {
            let editor = self.editor.join(" ");
            let failure = Failure::new(Kind::File, format!("the editor \"{editor}\" {why}"));
            match std::fs::read_to_string(&self.file) {
                // There is nothing of anybody's to keep.
                Ok(text) if text == self.shown && !self.has_faults() => {
                    let _ignored = std::fs::remove_file(&self.file);
                    failure.hint("nothing was written")
                }
                _ => self.kept(failure),
            }
        };
        let (program, arguments) = self
            .editor
            .split_first()
            .map_or(("", &[][..]), |(a, b)| (a, b));
        let status = Command::new(program)
            .args(arguments)
            .arg(&self.file)
            .status()
            .map_err(|error| failed(format!("cannot be started: {error}")))?;
        if !status.success() {
            return Err(failed("ended with a failure".to_owned()));
        }
        let text = std::fs::read(&self.file)
            .map_err(|error| Failure::file("cannot read", &self.file, &error))?;
        let text = String::from_utf8_lossy(&text).into_owned();
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
        let plain = |failure: &Failure| failure.rendered(&crate::render::Look::default());
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
        std::fs::write(&self.file, &shown)
            .map_err(|error| Failure::file("cannot write", &self.file, &error))?;
        self.shown = shown;
        Ok(())
    }

    /// A failure that names the file in which the text is kept.
    fn kept(&self, failure: Failure) -> Failure {
        failure.hint(format!("your text is kept: {}", self.file.display()))
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
