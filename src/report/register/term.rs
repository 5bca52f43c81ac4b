//! The registers of the codebook: topics, conditions, and in the same way counterpart groups, roles,
//! types and kinds.

use serde::Serialize;

use super::{Entry, Register, pair};
use crate::model::{Docket, Family, KindLevel, Slug, Term};
use crate::report::{Cell, Pair};

/// A term of the codebook, as JSON has it.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    schema: &'static str,
    /// `topic`, `condition`, `counterpart`, `role`, `type`, `kind`.
    family: &'static str,
    key: String,
    short: String,
    group: Option<String>,
    asks: Option<String>,
    definition: Option<String>,
    /// The terms directly broader and directly narrower.
    broader: Vec<Named>,
    narrower: Vec<Named>,
    members: Vec<Named>,
    rank: Option<u32>,
    level: Option<&'static str>,
}

/// A key with its short words.
#[derive(Debug, Clone, Serialize)]
struct Named {
    key: String,
    short: String,
}

/// All terms of a family, in the order of the codebook.
pub fn terms(docket: &Docket, family: Family) -> Register<TermView> {
    let all = docket
        .codebook
        .family(family)
        .map(|term| view(docket, term))
        .collect();
    Register::new(family.word(), noun(family), all, false)
}

/// One term; `None` where it is not in the codebook.
pub fn term(docket: &Docket, family: Family, key: &Slug) -> Option<Register<TermView>> {
    let term = docket.codebook.get(family, key.as_str())?;
    let one = vec![view(docket, term)];
    Some(Register::new(family.word(), noun(family), one, true))
}

const fn noun(family: Family) -> &'static str {
    match family {
        Family::Topic => "topic",
        Family::Condition => "condition",
        Family::Counterpart => "counterpart group",
        Family::Role => "role",
        Family::Type => "type",
        Family::Kind => "kind",
    }
}

fn view(docket: &Docket, term: &Term) -> TermView {
    let book = &docket.codebook;
    let named = |key: &Slug| Named {
        key: key.to_string(),
        short: book.words(term.family, key).to_owned(),
    };
    TermView {
        schema: "comity.term/1",
        family: term.family.word(),
        key: term.key.to_string(),
        short: term.words().to_owned(),
        group: term.group.clone(),
        asks: term.asks.clone(),
        definition: term.definition.clone(),
        broader: term.broader.iter().map(named).collect(),
        narrower: book
            .family(term.family)
            .filter(|other| other.broader.contains(&term.key))
            .map(|other| named(&other.key))
            .collect(),
        members: term
            .members
            .iter()
            .map(|key| Named {
                key: key.to_string(),
                short: crate::report::words::counterpart(docket, key).to_owned(),
            })
            .collect(),
        rank: term.rank,
        level: term.level.map(KindLevel::word),
    }
}

fn lines(list: &[Named]) -> Vec<String> {
    list.iter()
        .map(|it| {
            if it.key == it.short {
                it.key.clone()
            } else {
                format!("{} ({})", it.short, it.key)
            }
        })
        .collect()
}

fn keys(list: &[Named]) -> String {
    let keys: Vec<&str> = list.iter().map(|it| it.key.as_str()).collect();
    keys.join(" ")
}

impl Entry for TermView {
    const HEAD: &'static [&'static str] = &["Key", "In words", "A case of"];
    const COLUMNS: &'static [&'static str] = &[
        "family",
        "key",
        "short",
        "group",
        "asks",
        "definition",
        "broader",
        "narrower",
        "members",
        "rank",
        "level",
    ];

    fn cells(&self) -> Vec<Cell> {
        let broader: Vec<&str> = self.broader.iter().map(|up| up.short.as_str()).collect();
        vec![
            Cell::plain(&self.key),
            Cell::plain(&self.short),
            Cell::plain(broader.join("; ")),
        ]
    }

    fn values(&self) -> Vec<String> {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            self.family.to_owned(),
            self.key.clone(),
            self.short.clone(),
            text(&self.group),
            text(&self.asks),
            text(&self.definition),
            keys(&self.broader),
            keys(&self.narrower),
            keys(&self.members),
            self.rank.map_or(String::new(), |rank| rank.to_string()),
            self.level.unwrap_or_default().to_owned(),
        ]
    }

    fn title(&self) -> String {
        format!("{} ({})", self.short, self.key)
    }

    fn pairs(&self) -> Vec<Pair> {
        let rank = self
            .rank
            .map(|rank| format!("{rank} (inside one level of government a lower number prevails)"));
        [
            pair("asks", self.asks.clone()),
            pair("means", self.definition.clone()),
            pair("group", self.group.clone()),
            pair("a case of", lines(&self.broader)),
            pair("takes in", lines(&self.narrower)),
            pair("members", lines(&self.members)),
            pair("rank", rank),
            pair("level", self.level.map(str::to_owned)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn next(&self) -> Vec<String> {
        match self.family {
            "topic" => vec![
                format!("comity list --topic {}", self.key),
                "comity topic list".to_owned(),
            ],
            "condition" => vec!["comity condition list".to_owned()],
            _ => vec!["comity list".to_owned()],
        }
    }
}
