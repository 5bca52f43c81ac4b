//! Answers arranged for a reader: neutral pages, flat rows and JSON views. Nothing is decided here
//! (that is `law`) and no bytes are written (that is `render`).

mod ask;
mod compare;
mod dumped;
mod effect;
mod holdings;
mod info;
mod inventory;
mod list;
mod page;
pub mod phrase;
mod register;
mod rows;
#[cfg(test)]
mod sample;
mod show;
mod view;
pub mod words;
mod written;

pub use ask::{Ask, AskView, Asked, ask};
pub use compare::{CellView, Compare, Comparison, Stamp, compare};
pub use dumped::Dumped;
pub use effect::{CellChange, Effect, effect};
pub use holdings::{Beginning, Begun, Holdings};
pub use info::{Info, InfoView, LastOperation, Numbers, info};
pub use inventory::{Held, Inventory, inventory};
pub use list::{Filter, List, Row, list};
pub use page::{Block, Cell, Flat, Page, Pair, Report, Table, Tone};
pub use register::{
    CoverageView, Entry, OrganizationView, PlaceView, Register, SetView, TermView, coverage,
    organization, organizations, place, places, sets, term, terms,
};
pub use rows::{RowValue, Rows, SqlRow};
pub use show::{DirectiveView, Show, ShowFault, show};
pub use written::{Written, WrittenRecord};
