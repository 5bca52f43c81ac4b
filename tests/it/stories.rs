//! The stories: questions put to the real records of `fixtures/corpus`, and to made-up instruments
//! of the kinds that are hard to code, with answers worked out by hand from the facts and the model.
//!
//! A case is a question as a person would type it, the answer as [`telling`] writes it, and where
//! the expectation comes from.

mod chicago;
mod fairfax;
mod layers;
mod merged;
mod others;
mod pages;
mod states;
mod telling;
mod unseen;
mod west;

use std::path::Path;
use std::sync::OnceLock;

use comity::model::{Codebook, Docket};
use comity::records::{self, Input, Records};

/// All records of the corpus.
fn corpus() -> &'static Docket {
    static CORPUS: OnceLock<Docket> = OnceLock::new();
    CORPUS.get_or_init(|| docket(read(&["fixtures/corpus"])))
}

/// The made-up instruments, with the registers and the codebook of the corpus.
fn made_up() -> &'static Docket {
    static MADE_UP: OnceLock<Docket> = OnceLock::new();
    MADE_UP.get_or_init(|| docket(read(&["fixtures/corpus", "fixtures/good/unseen"])))
}

/// The records in some folders of the repository, which must be without fault.
fn read(folders: &[&str]) -> Records {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let paths: Vec<_> = folders.iter().map(|folder| root.join(folder)).collect();
    let inputs: Vec<Input<'_>> = paths.iter().map(|path| Input::Path(path)).collect();
    let reading = records::read_all(&inputs).expect("the files can be read");
    assert!(reading.problems.is_empty(), "{}", reading.problems);
    reading.records
}

/// One docket of everything: the law looks at what concerns the body asked.
fn docket(records: Records) -> Docket {
    let lists = records.registers;
    Docket {
        codebook: Codebook::new(records.terms).expect("a codebook"),
        places: lists
            .places
            .into_iter()
            .map(|place| (place.id.clone(), place))
            .collect(),
        organizations: lists
            .organizations
            .into_iter()
            .map(|body| (body.id.clone(), body))
            .collect(),
        directives: records
            .directives
            .into_iter()
            .map(|directive| (directive.id.clone(), directive))
            .collect(),
        coverage: lists.coverage,
        practice: lists.practice,
        practice_sources: lists.practice_sources,
        events: lists.events,
    }
}
