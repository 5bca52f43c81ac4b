//! Tests of the record files: good ones, bad ones, hostile ones, and made-up ones by the hundred.

mod bad;
mod good;
mod hostile;
mod round_trip;

use std::path::PathBuf;

use super::{Known, Problems, Reading, Records, check, read_path};

/// A folder of the fixtures.
fn fixtures(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

/// Reads a folder of the fixtures.
fn read(name: &str) -> Reading {
    read_path(&fixtures(name)).expect("the fixtures can be read")
}

/// What is on record where these records are.
fn known(records: &Records) -> Known {
    let registers = &records.registers;
    Known {
        merged: std::collections::BTreeMap::new(),
        terms: records.terms.clone(),
        organizations: registers
            .organizations
            .iter()
            .map(|org| (org.id.clone(), org.parent.clone()))
            .collect(),
        places: registers
            .places
            .iter()
            .map(|place| (place.id.clone(), place.parent.clone()))
            .collect(),
        directives: records
            .directives
            .iter()
            .map(|directive| {
                let labels = directive
                    .versions
                    .iter()
                    .map(|version| version.label.clone());
                (directive.id.clone(), labels.collect())
            })
            .collect(),
    }
}

/// Everything wrong with what was read, beside what is on record.
fn all_problems(reading: Reading, known: &Known) -> Problems {
    let mut problems = reading.problems;
    problems.extend(check(&reading.records, known));
    problems
}
