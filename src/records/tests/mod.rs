//! Tests of the record files.

mod corpus;
