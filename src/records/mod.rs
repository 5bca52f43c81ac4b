//! Record files: TOML text to records with the place of every name, and records to text.
//!
//! Reading walks the parsed file by hand, so that every fault has its line and column and all
//! faults of a folder come in one go ([`read_path`], [`read_text`], [`read_bytes`]); [`check`] then
//! holds the names against each other and against what is on record. Writing has one layout for
//! each record ([`write_directive`], [`dump_files`]), so that a changed rule is a changed block.

mod check;
mod directive;
mod dump;
mod origin;
mod parts;
mod problem;
mod read;
mod register;
mod rule;
mod syntax;
mod walk;
mod write;
mod write_directive;
mod write_register;

pub use check::{Known, check};
pub use dump::dump_files;
pub use origin::{Named, Origin, Sort};
pub use problem::{At, Files, Problem, Problems};
pub use read::{Input, ReadError, read_all, read_bytes, read_path, read_text};
pub use write_directive::write_directive;
pub use write_register::{
    write_codebook, write_coverage, write_events, write_organizations, write_places, write_practice,
};

use crate::model::{Directive, Registers, Term};

/// The records in some files.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// Terms of the codebook: by file, then by family, in the order of the file.
    pub terms: Vec<Term>,
    /// Registers.
    pub registers: Registers,
    /// Directives, in the order of the files.
    pub directives: Vec<Directive>,
    /// Where the names in them stand.
    pub origin: Origin,
}

/// What came of reading some files.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Every record without a fault.
    pub records: Records,
    /// Everything that is wrong in the files themselves.
    pub problems: Problems,
}

#[cfg(test)]
mod tests;
