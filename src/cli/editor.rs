//! A text that a person writes in an editor. It is never lost: until it is recorded or left empty,
//! it stays in a file, and whatever stops the command names that file.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use super::context::Context;
use super::error::{Failure, Kind};

/// What stands before the lines that we add above a text with faults.
const OURS: &str = "#! ";

/// What came back from the editor.
pub(super) enum Edited {
    /// A text, without the lines that we added.
    Text(String),
    /// Nothing, or nothing but comments.
    Empty,
    /// What was shown.
    AsItWas,
}

/// A text that is being edited.
pub(super) struct Session {
    file: PathBuf,
    name: String,
    /// What stood in the file when the editor was opened last.
    shown: String,
}

impl Session {
    /// Puts a text into a file of its own.
    ///
    /// # Errors
    /// Where there is no editor, or the file cannot be made.
    pub(super) fn begin(text: &str, context: &Context) -> Result<Self, Failure> {
        if context.editor.is_none() {
            return Err(Failure::new(Kind::Usage, "no editor is named")
                .hint("set VISUAL or EDITOR, such as EDITOR=nano")
                .hint("or write the record yourself: comity add --from FILE"));
        }
        let name = format!("comity-add-{}.toml", std::process::id());
        let file = std::env::temp_dir().join(&name);
        let made =
            std::fs::File::create_new(&file).and_then(|mut made| made.write_all(text.as_bytes()));
        made.map_err(|error| Failure::file("cannot write", &file, &error))?;
        Ok(Self {
            file,
            name,
            shown: text.to_owned(),
        })
    }

    /// The name under which messages speak of the text.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Opens the editor and waits.
    ///
    /// # Errors
    /// Where the editor cannot be started or fails; the text is kept.
    pub(super) fn edited(&self, context: &Context) -> Result<Edited, Failure> {
        let editor = context.editor.as_deref().unwrap_or_default();
        let mut words = editor.split_whitespace();
        let program = words.next().unwrap_or_default();
        let failed = |why: String| {
            self.kept(Failure::new(
                Kind::File,
                format!("the editor \"{editor}\" {why}"),
            ))
        };
        let status = Command::new(program)
            .args(words)
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
    pub(super) fn again(
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
    pub(super) fn kept(&self, failure: Failure) -> Failure {
        failure.hint(format!("your text is kept: {}", self.file.display()))
    }

    /// Whether faults stand above the text.
    pub(super) fn has_faults(&self) -> bool {
        self.shown.starts_with(OURS)
    }

    /// The text is not needed any more.
    pub(super) fn end(self) {
        // What is left of it is a file in the folder for passing things.
        let _ignored = std::fs::remove_file(self.file);
    }
}
