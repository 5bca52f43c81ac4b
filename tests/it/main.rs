//! Tests of the program as a whole.

mod common;
mod generate;
mod law;
mod oracle;
mod registers;
mod shell;
mod stories;
