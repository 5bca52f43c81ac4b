//! Use cases: what is named is resolved, checked and written here, so that the command line only
//! reads arguments and prints.

mod check;
mod coverage;
mod desk;
mod document;
mod draft;
mod dump;
mod edit;
mod edit_place;
mod edit_term;
mod effect;
mod entry;
mod faults;
mod guess;
mod import;
mod init;
mod lists;
mod load;
mod merge;
mod new_directive;
mod pages;
mod quoted;
mod register;
mod rename;
pub mod resolve;
mod starter;
mod sweep;
mod taken;
mod to_come;
mod touched;
mod typed;
mod verbs;

pub use check::{CheckError, CheckScope, check};
pub use coverage::{CoverageEdit, CoverageParts, EditedCoverage, coverage, edited_coverage};
pub use document::{Contents, NoCopy, Sought, contents, held};
pub use draft::draft;
pub use dump::{DumpError, Dumped, dump};
pub use edit::{EditError, Edited, OrganizationEdit, edited_organization};
pub use edit_place::{PlaceEdit, edited_place};
pub use edit_term::{EditedTerm, TermEdit, edited_term};
pub use effect::Reach;
pub use entry::{Added, EntryError, NewEvent, NewPractice, body_event, directive_event, practice};
pub use guess::UnknownBody;
pub use import::{
    BadRow, ImportCounts, ImportError, ImportOptions, Imported, NextGroup, import, names,
};
pub use init::{InitError, Made, NewDatabase};
pub use load::{Change, Plan, Planned, known};
pub use merge::{Merge, MergeError};
pub use new_directive::{DraftError, NewDirective, NewDocument, NewSource, NewVersion, Wrong};
pub use register::{
    AddError, NewOrganization, NewPlace, NewTerm, add_organization, add_place, add_term,
    place_typed,
};
pub use sweep::{Supposed, batches, bound_by, in_batches};
pub use taken::{
    Taken, WhichEvent, WhichPractice, without_body_event, without_coverage, without_event,
    without_practice,
};
pub use touched::{Topics, Touched};
pub use verbs::{
    Adoption, Amended, Hold, NewRelation, Rescission, Revision, adopt, enjoin, parts_changed,
    relate, rescind, revise,
};
