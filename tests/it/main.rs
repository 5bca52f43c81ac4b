//! Tests of the program as a whole.

mod add;
mod architecture;
mod common;
mod docs;
mod dump;
mod generate;
mod init;
mod law;
mod load;
mod oracle;
mod registers;
mod shell;
mod stories;
mod tables;
