//! Use cases: what is named is resolved, checked and written here, so that the command line only
//! reads arguments and prints.

mod check;
mod desk;
mod document;
mod draft;
mod dump;
mod effect;
mod guess;
mod import;
mod init;
mod lists;
mod load;
mod new_directive;
mod register;
pub mod resolve;
mod starter;
mod sweep;
mod typed;
mod verbs;

pub use check::{CheckError, CheckScope, check};
pub use document::sha256;
pub use draft::draft;
pub use dump::{DumpError, Dumped, dump};
pub use effect::Reach;
pub use guess::UnknownBody;
pub use import::{
    BadRow, ImportCounts, ImportError, ImportOptions, Imported, NextGroup, import, names,
};
pub use init::{InitError, Made, NewDatabase};
pub use load::{Change, Plan, Planned, known};
pub use new_directive::{DraftError, NewDirective, NewSource, NewVersion, Wrong};
pub use register::{
    AddError, NewOrganization, NewPlace, NewTerm, add_organization, add_place, add_term,
    place_typed,
};
pub use sweep::{Supposed, in_batches};
pub use verbs::{
    Amended, Hold, NewRelation, Rescission, Revision, adopt, enjoin, parts_changed, relate,
    rescind, revise,
};
