//! Use cases: what is named is resolved, checked and written here, so that the command line only
//! reads arguments and prints.

mod register;
pub mod resolve;

pub use register::{
    AddError, NewOrganization, NewPlace, NewTerm, add_organization, add_place, add_term,
    place_typed,
};
