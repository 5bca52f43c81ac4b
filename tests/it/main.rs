//! Tests of the program as a whole.

mod add;
mod architecture;
mod common;
mod corpus;
mod docs;
mod dump;
mod generate;
mod guide;
mod holdings;
mod init;
mod law;
mod load;
mod oracle;
mod registers;
mod shell;
mod stories;
mod tables;
