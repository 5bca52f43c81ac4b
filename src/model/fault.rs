//! A fault in a piece of text: where, what, and the cure. Every parser of the model returns it, so
//! that whoever knows the text (a command line, a file) can put a caret under the fault.

use std::ops::Range;

/// What is wrong with a text that was to be read, with the place inside that text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The bytes at fault, in the text that was given to the parser.
    pub span: Range<usize>,
    /// One sentence without a full stop: what is wrong.
    pub message: String,
    /// One sentence without a full stop: what to write instead, where that is known.
    pub cure: Option<String>,
}

impl Fault {
    /// A fault without a cure.
    pub fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            cure: None,
        }
    }

    /// The same fault with a cure.
    #[must_use]
    pub fn cure(mut self, cure: impl Into<String>) -> Self {
        self.cure = Some(cure.into());
        self
    }

    /// The same fault, moved by `by` bytes: for a text that stands inside a longer one.
    #[must_use]
    pub fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.start + by..self.span.end + by;
        self
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)?;
        if let Some(cure) = &self.cure {
            write!(f, " ({cure})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}
