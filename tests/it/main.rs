//! Tests of the program as a whole.

mod add;
mod architecture;
mod common;
mod copies;
mod corpus;
mod docs;
mod dump;
mod edits;
mod entries;
mod generate;
mod guide;
mod holdings;
mod init;
mod law;
mod load;
mod merge;
mod oracle;
mod registers;
mod shell;
mod stories;
