//! Tests of the program as a whole.

mod add;
mod architecture;
mod browser;
mod common;
mod completions;
mod corpus;
mod docs;
mod dump;
mod generate;
mod guide;
mod holdings;
mod html;
mod init;
mod law;
mod load;
mod markdown;
mod oracle;
mod output;
mod registers;
mod shell;
mod stories;
