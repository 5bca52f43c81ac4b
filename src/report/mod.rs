//! Answers arranged for a reader: neutral pages, flat rows and JSON views. Nothing is decided here
//! (that is `law`) and no bytes are written (that is `render`).

mod info;
mod list;
mod page;
mod register;
#[cfg(test)]
mod sample;
mod show;
pub mod words;

pub use info::{Info, InfoView, LastOperation, Numbers, info};
pub use list::{Filter, List, Row, list};

pub use page::{Block, Cell, Flat, Page, Pair, Report, Table, Tone};
pub use register::{
    Entry, OrganizationView, PlaceView, Register, TermView, organization, organizations, place,
    places, term, terms,
};
pub use show::{DirectiveView, Show, ShowFault, show};
