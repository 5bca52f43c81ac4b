//! Tests of the program as a whole.

mod architecture;
mod common;
mod docs;
mod generate;
mod law;
mod oracle;
mod registers;
mod shell;
