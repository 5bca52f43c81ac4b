//! Tables for people who work with data: the codebooks of the flat table and of spans, a row a place,
//! and the description of a package of tables.

mod codebook;
mod described;
mod package;
mod placed;
mod small;
mod spans;

pub use codebook::{CodebookTable, codebook_table};
pub use package::{
    Licence, PackageFacts, PackageView, organization_rows, package, place_rows, readme,
};
pub use placed::{Placed, PlacedQuestion, placed};
pub use small::{NamedList, Packaged, columns, profiles};
pub use spans::{panel_table, span_table};
