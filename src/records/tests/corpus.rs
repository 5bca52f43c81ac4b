//! The starter records.

use std::path::Path;

use crate::records::{Known, check, dump_files, read_path};

#[test]
fn scratch() {
    let dir = std::env::var("CORPUS").expect("CORPUS");
    let dir = Path::new(&dir);
    let reading = read_path(dir).expect("readable");
    let mut problems = reading.problems;
    problems.extend(check(&reading.records, &Known::default()));
    eprintln!("{problems}");
    for (name, text) in dump_files(
        &reading.records.terms,
        &reading.records.registers,
        &reading.records.directives,
    ) {
        let there = std::fs::read_to_string(dir.join(&name)).expect("file");
        if there != text {
            for (n, (a, b)) in there.lines().zip(text.lines()).enumerate() {
                if a != b {
                    eprintln!("{name}:{}\n  {a}\n  {b}", n + 1);
                    break;
                }
            }
        }
    }
}
