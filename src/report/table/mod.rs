//! Tables for people who work with data: the codebook of the flat table, a row a place, and the
//! description of a package of tables.

mod codebook;
mod package;
mod placed;
mod small;

pub use codebook::{CodebookTable, codebook_table};
pub use package::{
    Licence, PackageFacts, PackageView, organization_rows, package, place_rows, readme,
};
pub use placed::{Placed, PlacedQuestion, placed};
pub use small::{NamedList, Packaged, columns, profiles};
