//! Tests of the program as a whole.

mod generate;
mod law;
mod oracle;
