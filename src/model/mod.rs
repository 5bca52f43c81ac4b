//! What the records are: pure values. No input or output, no SQL, no clock, no serialisation.
//!
//! A record is a [`Directive`] with its [`Version`]s and [`Rule`]s, or an entry of the
//! [`Registers`], or a [`Term`] of the [`Codebook`]. Every text with rules of its own is a type with
//! `FromStr`, `Display` and a [`Fault`] that knows its place.

mod cited;
pub mod codebook;
pub mod condition;
pub mod date;
mod directive;
mod docket;
mod fault;
mod finding;
pub mod flat;
mod id;
pub mod name;
mod register;
mod sentence;
pub(crate) mod words;

pub use codebook::{Codebook, Family, KindLevel, Term};
pub use condition::Condition;
pub use date::{Date, DateClaim, Day};
pub use directive::{
    Authority, Bond, Claim, DateText, Dates, Directive, Document, Ending, Event, Obtained,
    RULES_MAX, Relation, Review, Rule, Scope, Source, Step, Suspension, Version,
};
pub use docket::{ANY_FEDERAL, Docket, Reach};
pub use fault::Fault;
pub use finding::{Finding, Severity};
pub use id::{DirectiveId, Reference, SLUG_MAX, Slug, check_label};
pub use register::{
    BodyEvent, Coverage, DatedName, Organization, Place, PlaceKind, Practice, Registers, Set,
};
pub use sentence::{Mention, Noun, Sentence};
pub use words::{
    Act, Effect, EndHow, EventKind, Found, Held, Level, Lifted, RelationType, Says, Seen,
    SourceKind, Stage, Standing, unknown,
};
