//! Comity records what police departments, cities, states and federal agencies have ordered about
//! working with one another, and answers who may, must or must not do what, for whom, on which day.
//!
//! Data goes one way: text → draft → record → docket → decision → sheet → bytes.

pub mod check;
pub mod cli;
pub mod import;
pub mod law;
pub mod model;
pub mod ops;
pub mod records;
pub mod render;
pub mod report;
pub mod store;
