//! All records as files.

use super::write_directive::write_directive;
use super::write_register::{
    write_codebook, write_coverage, write_events, write_organizations, write_places, write_practice,
};
use crate::model::{Directive, Registers, Term};

/// Every record as a file: its path (with `/`) relative to the folder, and its text. The registers
/// come first, then the directives in the order in which they are given, one at a time, so that no
/// more than one file is held.
///
/// Places, organizations and sets are sorted by id, so that the files do not depend on the order in
/// which records were made; terms, coverage, practice and events keep their order. A register
/// without an entry makes no file.
pub fn dump_files<D: std::borrow::Borrow<Directive>>(
    terms: &[Term],
    registers: &Registers,
    directives: impl IntoIterator<Item = D>,
) -> impl Iterator<Item = (String, String)> {
    let mut places = registers.places.clone();
    places.sort_by(|a, b| a.id.cmp(&b.id));
    let mut organizations = registers.organizations.clone();
    organizations.sort_by(|a, b| a.id.cmp(&b.id));
    let mut sets = registers.sets.clone();
    sets.sort_by(|a, b| a.id.cmp(&b.id));
    let mut files = vec![("codebook.toml", write_codebook(terms))];
    // Sources without an entry that can cite them say nothing.
    if !registers.coverage.is_empty() {
        let text = write_coverage(&registers.coverage, &registers.coverage_sources);
        files.push(("coverage.toml", text));
    }
    if !registers.events.is_empty() {
        let text = write_events(&registers.events, &registers.events_sources);
        files.push(("events.toml", text));
    }
    files.push((
        "organizations.toml",
        write_organizations(&organizations, &sets),
    ));
    files.push(("places.toml", write_places(&places)));
    if !registers.practice.is_empty() {
        let text = write_practice(&registers.practice, &registers.practice_sources);
        files.push(("practice.toml", text));
    }
    files
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| (name.to_owned(), text))
        .chain(directives.into_iter().map(|directive| {
            let directive = directive.borrow();
            (format!("{}.toml", directive.id), write_directive(directive))
        }))
}
