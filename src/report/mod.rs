//! Answers arranged for a reader: neutral pages, flat rows and JSON views. Nothing is decided here
//! (that is `law`) and no bytes are written (that is `render`).

mod absence;
mod ask;
mod changes;
mod checked;
mod clauses;
mod compare;
mod conflicts;
mod datasette;
mod diff;
mod dumped;
mod effect;
mod happened;
mod holdings;
mod imported;
mod info;
mod inventory;
mod list;
mod note;
mod page;
pub mod phrase;
mod register;
mod rows;
#[cfg(test)]
mod sample;
mod scope;
mod search;
mod show;
mod table;
mod timeline;
mod view;
pub mod words;
mod written;

pub use ask::{Ask, AskView, Asked, ask};
pub use changes::{ChangeView, Changes, ChangesAsked, changes};
pub use checked::Checked;
pub use compare::{CellView, Compare, Comparison, Count, Stamp, TopicCount, compare, count};
pub use conflicts::{ConflictView, Conflicts};
pub use datasette::{Described, Metadata, metadata};
pub use diff::{Diff, DiffAsked, DiffView, Pairing, diff};
pub use dumped::Dumped;
pub use effect::{CellChange, Effect, effect};
pub use holdings::{Beginning, Begun, Holdings};
pub use imported::{ImportNumbers, ImportReport};
pub use info::{Info, InfoView, LastOperation, Numbers, info};
pub use inventory::{Held, Inventory, inventory};
pub use list::{Filter, List, Row, list};
pub use page::{
    BarRow, Bars, Block, Cell, Flat, FlatRows, Mark, Note, Page, Pair, Report, Streamed, Table,
    Tone,
};
pub use register::{
    CoverageView, Entry, OrganizationView, PlaceView, Register, SetView, TermView, coverage,
    organization, organizations, place, places, sets, term, terms,
};
pub use rows::{RowValue, Rows, SqlRow};
pub use scope::ScopeAsked;
pub use search::{FoundText, Search, SearchView, search};
pub use show::{DirectiveView, Show, ShowFault, show};
pub use table::{
    CodebookTable, Licence, NamedList, PackageFacts, PackageView, Packaged, Placed, PlacedQuestion,
    codebook_table, columns, organization_rows, package, panel_table, place_rows, placed, profiles,
    readme, span_table,
};
pub use timeline::{
    PanelRow, PanelUnit, SpanView, Timeline, TimelineAsked, body_timeline, panel_of, spans_of,
    text_timeline,
};
pub use written::{Written, WrittenRecord};
