//! What is wrong, or may be, with a record.

use super::words::vocabulary;

vocabulary!(
    /// How much a finding weighs.
    Severity, "a severity (error, warning, note)" {
        /// Answers are wrong or missing because of it.
        Error = "error",
        /// Answers may mislead a reader because of it.
        Warning = "warning",
        /// Something to do when there is time.
        Note = "note",
    }
);

/// Something found by a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The name of the check; it stays.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// The record: `ISSUER/SLUG@LABEL#RULE`, or a noun and a key, such as `organization chicago-pd`.
    pub record: String,
    /// Another record that it is as much about, where there is one.
    pub with: Option<String>,
    /// What is wrong, one sentence without a full stop.
    pub what: String,
    /// What to do about it, one sentence without a full stop.
    pub cure: String,
    /// The file and line where the record stands, where it was read from a file.
    pub at: Option<(String, usize)>,
}
