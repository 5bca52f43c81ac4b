//! Use cases: what is named is resolved, checked and written here, so that the command line only
//! reads arguments and prints.

mod document;
mod draft;
mod dump;
mod effect;
mod faults;
mod init;
mod lists;
mod load;
mod new_directive;
mod register;
pub mod resolve;
mod starter;
mod typed;

pub use document::sha256;
pub use draft::draft;
pub use dump::{DumpError, Dumped, dump};
pub use effect::Reach;
pub use init::{InitError, Made, NewDatabase};
pub use load::{Change, Plan, Planned, known};
pub use new_directive::{DraftError, NewDirective, NewSource, Wrong};
pub use register::{
    AddError, NewOrganization, NewPlace, NewTerm, add_organization, add_place, add_term,
    place_typed,
};
