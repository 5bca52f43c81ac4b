//! Answers arranged for a reader: neutral pages, flat rows and JSON views. Nothing is decided here
//! (that is `law`) and no bytes are written (that is `render`).

mod page;
pub mod words;

pub use page::{Block, Cell, Flat, Page, Pair, Report, Table, Tone};
