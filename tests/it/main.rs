//! Tests of the program as a whole.

mod add;
mod architecture;
mod changes;
mod check;
mod common;
mod compare;
mod conflicts;
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
mod search;
mod shell;
mod sqlite;
mod stories;
mod timeline;
