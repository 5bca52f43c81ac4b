//! What the records mean: pure functions of section 5 of the model. Loaded records go in, values
//! come out; nothing here touches a database or a clock.
//!
//! The way of a question: [`Calendar`] works out when texts begin and end; [`Bench`] gathers the
//! rules that bind one body on one day; [`Bench::answer`] puts those on the topic in order, makes
//! the decision list for each role and counterpart in each world that dates and disputed bonds
//! leave open, and reports.

mod answer;
mod bench;
mod beside;
mod bind;
mod calendar;
mod change;
mod conflict;
mod conflicts;
mod decide;
mod force;
mod ground;
mod happening;
mod logic;
mod place;
mod span;
mod timeline;
mod turn;
mod verdict;

pub use answer::{
    Alternative, Answer, Certainty, Class, Coding, Lens, Limit, Line, Outcome, Place, Question,
    Suspended, Word,
};
pub use bench::Bench;
pub use calendar::{Boundary, Calendar};
pub use change::{Direction, between};
pub use conflict::{Clash, Settled, same_rule};
pub use conflicts::{Conflict, Matter};
pub use decide::{Arm, Entry, List, Rank, Special};
pub use force::{Cited, InForce, Sitting, has_known_end};
pub use happening::{Happening, Step, happenings};
pub use span::{Passed, Span, StartBasis, is_void, start_basis};
pub use timeline::{History, Period, Stretch};
pub use turn::{Turn, Turned};
