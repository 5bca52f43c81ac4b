//! Answers arranged for a reader: neutral pages, flat rows and JSON views. Nothing is decided here
//! (that is `law`) and no bytes are written (that is `render`).

mod ask;
mod ask_page;
mod compare;
mod page;
pub mod phrase;
mod rows;
mod view;
mod why;
pub mod words;
mod written;

pub use ask::{Ask, AskView, Asked, ask};
pub use compare::{CellView, Compare, Comparison, Stamp, compare};
pub use page::{Block, Cell, Flat, Page, Pair, Report, Table, Tone};
pub use rows::{Row as RowOfSql, RowValue, Rows};
pub use written::{Written, WrittenRecord};
