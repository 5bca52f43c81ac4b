//! The named sets of bodies.

use serde::Serialize;

use super::{Entry, Register, pair};
use crate::model::{Docket, Set};
use crate::report::words::count;
use crate::report::{Cell, Pair};

/// A set, as JSON has it.
#[derive(Debug, Clone, Serialize)]
pub struct SetView {
    schema: &'static str,
    id: String,
    organizations: Vec<Member>,
}

/// A body of a set.
#[derive(Debug, Clone, Serialize)]
struct Member {
    id: String,
    name: String,
    #[serde(skip)]
    short: String,
}

/// Sets in the order given; `is_one` where one was asked for.
pub fn sets(docket: &Docket, sets: &[Set], is_one: bool) -> Register<SetView> {
    let view = |set: &Set| SetView {
        schema: "comity.set/1",
        id: set.id.to_string(),
        organizations: set
            .organizations
            .iter()
            .map(|id| Member {
                id: id.to_string(),
                name: docket.name(id).to_owned(),
                short: docket.short(id).to_owned(),
            })
            .collect(),
    };
    Register::new("org set", "set", sets.iter().map(view).collect(), is_one)
}

impl Entry for SetView {
    const HEAD: &'static [&'static str] = &["Set", "Number", "Bodies"];
    const COLUMNS: &'static [&'static str] = &["set", "organizations"];

    fn cells(&self) -> Vec<Cell> {
        let names: Vec<&str> = self
            .organizations
            .iter()
            .map(|body| body.short.as_str())
            .collect();
        vec![
            Cell::plain(format!("@{}", self.id)),
            Cell::plain(names.len().to_string()),
            Cell::plain(names.join(", ")),
        ]
    }

    fn values(&self) -> Vec<String> {
        let ids: Vec<&str> = self
            .organizations
            .iter()
            .map(|body| body.id.as_str())
            .collect();
        vec![self.id.clone(), ids.join(" ")]
    }

    fn title(&self) -> String {
        format!("@{}", self.id)
    }

    fn pairs(&self) -> Vec<Pair> {
        let bodies = self.organizations.iter();
        let bodies = bodies.map(|body| format!("{} ({})", body.name, body.id));
        [
            pair("holds", [count(self.organizations.len(), "organization")]),
            pair("bodies", bodies),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn next(&self) -> Vec<String> {
        vec![format!("comity compare @{}", self.id)]
    }
}
