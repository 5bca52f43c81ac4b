//! Checking what is on record, or what some record files would put on record.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::document::fingerprint;
use super::sweep::BATCH;
use crate::check::{self, CHECKS, Copy, Kept, Orphan, Outside};
use crate::model::{Day, Directive, DirectiveId, Finding, Registers, Slug};
use crate::records::{Records, Sort};
use crate::store::{Reader, StoreError};

/// The most directives that are looked at in one go.
const TEXTS: usize = 1_000;

/// How the record of a finding about a body begins.
const BODY: &str = "organization";

/// What is looked at.
#[derive(Debug, Clone, Copy)]
pub enum CheckScope<'a> {
    /// Everything on record, and the file itself.
    All,
    /// What stands in these record files, as it stands on record now.
    Files(&'a Records),
}

/// Why checking stopped.
#[derive(Debug)]
pub enum CheckError {
    /// The file cannot be read.
    Store(StoreError),
    /// A copy of a text cannot be read.
    Copy(PathBuf, std::io::Error),
}

impl From<StoreError> for CheckError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Runs every check. `copies` is the folder in which copies of the texts lie; without it they are
/// not looked for. Findings come by weight, then in the order of the checks, then by record.
///
/// # Errors
/// Where the file or a copy cannot be read.
pub fn check(
    reader: &Reader,
    scope: CheckScope<'_>,
    copies: Option<&Path>,
    today: Day,
) -> Result<Vec<Finding>, CheckError> {
    let mut kept = Kept::default();
    let mut found = Vec::new();
    for batch in batches(reader, scope)? {
        let docket = reader.docket_with(&batch.bodies, &batch.texts)?;
        let texts: Vec<&Directive> = batch
            .texts
            .iter()
            .filter_map(|id| docket.directives.get(id))
            .collect();
        let bodies: Vec<_> = batch
            .bodies
            .iter()
            .filter_map(|id| docket.organizations.get(id))
            .collect();
        found.extend(check::records(&docket, &texts, &bodies, today));
        if let Some(folder) = copies {
            for directive in texts {
                look_for_copies(directive, folder, &mut kept)?;
            }
        }
    }
    found.extend(check::registers(&reader.registers()?));
    if matches!(scope, CheckScope::All) {
        let outside = reader.written_outside()?.into_iter();
        kept.outside = outside
            .map(|(table, rows)| Outside { table, rows })
            .collect();
        let orphans = reader.loose_rows()?.into_iter();
        kept.orphans = orphans
            .map(|(by, missing)| Orphan { by, missing })
            .collect();
    }
    found.extend(check::kept(&kept));
    if let CheckScope::Files(records) = scope {
        place_in_files(&mut found, records);
    }
    let order: BTreeMap<&str, usize> = CHECKS
        .iter()
        .enumerate()
        .map(|(at, check)| (check.code, at))
        .collect();
    found.sort_by(|a, b| {
        let key = |one: &Finding| (one.severity, order.get(one.code).copied());
        (key(a), &a.record, &a.what).cmp(&(key(b), &b.record, &b.what))
    });
    Ok(found)
}

/// Bodies, and all directives of some issuers, to be looked at in one go.
#[derive(Default)]
struct Batch {
    bodies: Vec<Slug>,
    texts: Vec<DirectiveId>,
}

fn batches(reader: &Reader, scope: CheckScope<'_>) -> Result<Vec<Batch>, StoreError> {
    let mut parts: BTreeMap<Slug, (bool, Vec<DirectiveId>)> = BTreeMap::new();
    for body in reader.organizations()? {
        parts.insert(body.id, (true, Vec::new()));
    }
    for id in reader.directive_ids()? {
        let part = parts.entry(id.issuer.clone()).or_default();
        part.1.push(id);
    }
    if let CheckScope::Files(records) = scope {
        let registers = &records.registers;
        let issuers = records.directives.iter().map(|text| &text.id.issuer);
        let bodies = registers.organizations.iter().map(|body| &body.id);
        let covered = registers.coverage.iter().map(|one| &one.organization);
        let named: BTreeSet<&Slug> = issuers.chain(bodies).chain(covered).collect();
        parts.retain(|body, _| named.contains(body));
    }
    let mut all: Vec<Batch> = Vec::new();
    for (body, (is_body, texts)) in parts {
        let full = |batch: &Batch| batch.bodies.len() >= BATCH || batch.texts.len() >= TEXTS;
        if all.last().is_none_or(full) {
            all.push(Batch::default());
        }
        if let Some(batch) = all.last_mut() {
            batch.bodies.extend(is_body.then_some(body));
            batch.texts.extend(texts);
        }
    }
    Ok(all)
}

/// Looks for the copies of a directive's text: in the folder of its issuer, else in the folder
/// itself; by the place that is recorded, else by the name of the file alone.
fn look_for_copies(
    directive: &Directive,
    folder: &Path,
    kept: &mut Kept,
) -> Result<(), CheckError> {
    for document in directive.documents.values() {
        let Some(file) = &document.file else { continue };
        let of_issuer = folder.join(directive.id.issuer.as_str());
        let name = Path::new(file).file_name().map(Path::new);
        let path = [Path::new(file)]
            .into_iter()
            .chain(name)
            .flat_map(|file| [of_issuer.join(file), folder.join(file)])
            .find(|path| path.is_file());
        let state = match (path, &document.sha256) {
            (None, _) => Copy::Gone,
            (Some(_), None) => Copy::Same,
            (Some(path), Some(known)) => {
                let now = fingerprint(&path).map_err(|error| CheckError::Copy(path, error))?;
                if now.eq_ignore_ascii_case(known) {
                    Copy::Same
                } else {
                    Copy::Changed
                }
            }
        };
        kept.copies
            .push((directive.id.clone(), file.clone(), state));
    }
    Ok(())
}

/// Whether a finding about a list (`coverage source NAME`, `coverage BODY TOPIC`) is about what the
/// files hold.
fn is_listed(list: &str, key: &str, registers: &Registers) -> bool {
    let sources = match list {
        "coverage" => &registers.coverage_sources,
        "practice" => &registers.practice_sources,
        "events" => &registers.events_sources,
        _ => return false,
    };
    match key.split_once(' ') {
        Some(("source", name)) => sources.contains_key(name),
        Some((body, _)) => registers
            .coverage
            .iter()
            .any(|one| one.organization == body),
        None => false,
    }
}

/// Keeps the findings about records of the files, and tells where each stands.
fn place_in_files(found: &mut Vec<Finding>, records: &Records) {
    let origin = &records.origin;
    found.retain_mut(|finding| {
        let record = finding.record.as_str();
        if let Some((list, key)) = record.split_once(' ').filter(|(noun, _)| *noun != BODY) {
            return is_listed(list, key, &records.registers);
        }
        let place = [Some(record), finding.with.as_deref()]
            .into_iter()
            .flatten()
            .find_map(|record| match record.split_once(' ') {
                Some((_, key)) => origin.find(Sort::Organization, key),
                None => origin.find_reference(record),
            });
        finding.at = place.map(|at| origin.files.line(at));
        place.is_some()
    });
}
