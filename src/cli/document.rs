//! Copies of texts: the flags that name one, where its file is, and whether it is still there.
//!
//! The file itself stays where it is. What is recorded is its place, as seen from the folder of the
//! database where it lies in it (so that both can be moved together), else from the home folder as
//! `~/...` (so that no record tells whose home that is), else in full.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use clap::Args;

use super::context::Context;
use super::error::Failure;
use crate::model::{Document, Fault, Held, Slug};
use crate::ops::{self, NewDocument, NoCopy, Sought, contents};

/// How long a copy may take to be read when a directive is shown.
const PATIENCE: Duration = Duration::from_secs(5);

/// A copy of the text, as typed.
#[derive(Debug, Args)]
#[group(id = "document_flags", multiple = true)]
#[command(next_help_heading = "The copy")]
pub(super) struct DocumentFlags {
    /// A copy of the text: its place, SHA-256 and pages are recorded, the file stays where it is
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,

    /// How the copy was obtained, such as "records request 2025-114"
    #[arg(long, value_name = "HOW", requires = "document")]
    obtained: Option<String>,

    /// When the copy was obtained
    #[arg(long, value_name = "DATE", requires = "obtained")]
    obtained_on: Option<String>,
}

impl DocumentFlags {
    /// Reads the copy; none where none was typed.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(super) fn typed(&self, context: &Context) -> Result<Option<NewDocument>, Failure> {
        let Some(path) = &self.document else {
            return Ok(None);
        };
        let contents = contents(path).map_err(|error| no_copy(path, &error))?;
        Ok(Some(NewDocument {
            file: recorded(path, context),
            contents,
            obtained: self.obtained.clone(),
            obtained_on: self.obtained_on.as_deref().map(|text| context.dated(text)),
        }))
    }
}

/// That a file is no copy, with its place and what to do.
fn no_copy(path: &Path, error: &NoCopy) -> Failure {
    let cure = match error {
        NoCopy::Unread(error) => return Failure::unread(path, error),
        NoCopy::NoFile(_) => "name the file that holds the text, such as order.pdf",
        NoCopy::Empty => "save the text into it again, or leave --document out",
    };
    let text = path.display().to_string();
    let fault = Fault::new(0..text.len(), error.to_string()).cure(cure);
    Failure::argument("--document", &text, fault).message("nothing was written")
}

/// The place of a file as it is recorded.
fn recorded(path: &Path, context: &Context) -> String {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let file = whole(path);
    let inside = |folder: &Path| {
        let rest = file.strip_prefix(whole(folder)).ok()?;
        let parts: Vec<String> = rest
            .iter()
            .map(|part| part.to_string_lossy().into_owned())
            .collect();
        Some(parts.join("/"))
    };
    if let Some(rest) = folder(context).and_then(inside) {
        return rest;
    }
    match context.home.as_deref().and_then(inside) {
        Some(rest) => format!("~/{rest}"),
        None => file.display().to_string(),
    }
}

/// The folder of the database.
fn folder(context: &Context) -> Option<&Path> {
    context
        .database
        .parent()
        .map(|folder| match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        })
}

/// Where a recorded file is looked for.
fn located(file: &str, context: &Context) -> PathBuf {
    match (file.strip_prefix("~/"), &context.home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => match folder(context) {
            // A whole path stays what it is.
            Some(folder) => folder.join(file),
            None => PathBuf::from(file),
        },
    }
}

/// Looks for the copies of a text, by the names that they have in the record. One that has an
/// address alone is not looked for.
pub(super) fn held(
    documents: &BTreeMap<Slug, Document>,
    context: &Context,
) -> BTreeMap<Slug, Held> {
    let sought = documents.iter().filter_map(|(name, document)| {
        let sought = Sought {
            path: located(document.file.as_deref()?, context),
            sha256: document.sha256.clone(),
        };
        Some((name.clone(), sought))
    });
    in_time(sought.collect())
}

/// Looks for copies, all at once. Whatever has not answered in time, such as a drive that is gone, is
/// left behind and told as unread: the process ends without it.
fn in_time(sought: Vec<(Slug, Sought)>) -> BTreeMap<Slug, Held> {
    let until = Instant::now() + PATIENCE;
    let (tell, told) = mpsc::channel();
    let mut states: BTreeMap<Slug, Held> = BTreeMap::new();
    for (name, one) in sought {
        states.insert(name.clone(), Held::Unread);
        let tell = tell.clone();
        thread::spawn(move || {
            // Whoever waited may be gone by now.
            let _gone = tell.send((name, ops::held(&one)));
        });
    }
    drop(tell);
    while let Ok((name, state)) = told.recv_timeout(until.saturating_duration_since(Instant::now()))
    {
        states.insert(name, state);
    }
    states
}
