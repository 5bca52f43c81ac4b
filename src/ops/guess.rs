//! Bodies that a table names and nobody recorded: what their slugs and the table tell of them.

use crate::import::Known;
use crate::model::flat::Column;
use crate::model::name::shown;
use crate::model::{DatedName, Family, Organization, Place, Slug};

use super::register::place_typed;
use super::resolve::capitalised;

/// A body that is not on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownBody {
    /// Its slug.
    pub id: Slug,
    /// The first line of the table that names it.
    pub line: u64,
    /// The column.
    pub column: Column,
    /// The command that would record it.
    pub command: String,
}

/// What a table says of the body that issued a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    /// Its name, where the column of departments holds one.
    pub(super) name: Option<String>,
    /// Its place, as it stands.
    pub(super) place: Option<String>,
}

/// A body as far as its slug and the table tell.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    id: Slug,
    kind: Option<Slug>,
    name: Option<String>,
    place: Option<String>,
}

impl Guess {
    pub(super) fn new(id: &Slug, said: &Said, known: &Known) -> Self {
        let words: Vec<&str> = id.as_str().split('-').collect();
        let last = words.last().copied().unwrap_or_default();
        let kinds = known.terms.get(&Family::Kind);
        let kind = kinds
            .and_then(|kinds| kinds.get(kind_word(id.as_str())))
            .cloned();
        let office = match last {
            "pd" | "police" => "Police Department".to_owned(),
            "sheriff" => "Sheriff's Office".to_owned(),
            word => capitalised(word),
        };
        // TOWN-STATE-KIND, with a state of two letters.
        let (town, state) = match words.as_slice() {
            [town @ .., state, _] if !town.is_empty() && state.len() == 2 => {
                let town: Vec<String> = town.iter().map(|word| capitalised(word)).collect();
                (Some(town.join(" ")), Some(state.to_uppercase()))
            }
            _ => (None, None),
        };
        let name = said
            .name
            .clone()
            .or_else(|| town.as_ref().map(|town| format!("{town} {office}")))
            // One word, such as nopd, is no name.
            .or_else(|| (kind.is_some() && words.len() > 1).then(|| spelt(&words, &office)));
        let place = said
            .place
            .clone()
            .or_else(|| Some(format!("{}, {}", town?, state?)));
        Self {
            id: id.clone(),
            kind,
            name,
            place,
        }
    }

    /// The line that would record it, with what has to be filled in.
    pub(super) fn command(&self) -> String {
        let bare = |text: &str| shown(text).replace(['"', '\\', '$', '`'], "");
        format!(
            "comity org add {} --name \"{}\" --kind {} --in \"{}\"",
            self.id,
            bare(self.name.as_deref().unwrap_or("NAME")),
            self.kind.as_ref().map_or("KIND", Slug::as_str),
            bare(self.place.as_deref().unwrap_or("PLACE, STATE"))
        )
    }

    /// The body, and its place where that is new; none where something has to be filled in.
    pub(super) fn made(&self, places: &[Place]) -> Option<(Organization, Option<Place>)> {
        let (kind, name, text) = (
            self.kind.as_ref()?,
            self.name.as_ref()?,
            self.place.as_ref()?,
        );
        let place = match places.iter().find(|place| place.id == text.as_str()) {
            Some(place) => place.clone(),
            None => place_typed(&spelt_out(text, places), places).ok()?,
        };
        let is_new = !places.contains(&place);
        let body = Organization {
            id: self.id.clone(),
            kind: kind.clone(),
            places: vec![place.id.clone()],
            parent: None,
            names: vec![DatedName {
                name: name.clone(),
                from: None,
                until: None,
            }],
            identifiers: std::collections::BTreeMap::new(),
            successor_of: Vec::new(),
            merged: Vec::new(),
            note: None,
        };
        Some((body, is_new.then_some(place)))
    }
}

/// The kind of body that the end of a slug tells of.
fn kind_word(slug: &str) -> &str {
    const ENDS: [(&str, &str); 8] = [
        ("-pd", "police"),
        ("-governor", "executive"),
        ("-mayor", "executive"),
        ("-board", "council"),
        ("-circuit", "court"),
        ("-attorney-general", "attorney-general"),
        ("-state-police", "state-police"),
        ("-task-force", "task-force"),
    ];
    let known = ENDS.iter().find(|(end, _)| slug.ends_with(end));
    known.map_or_else(|| slug.rsplit('-').next().unwrap_or(slug), |(_, kind)| kind)
}

/// The words of a slug as a name, the last one as the office it stands for.
fn spelt(words: &[&str], office: &str) -> String {
    let all = words.iter().rev().skip(1).rev();
    let all: Vec<String> = all.map(|word| capitalised(word)).collect();
    format!("{} {office}", all.join(" "))
}

/// A slug such as `us-oh-mill-county` as a person would type the place: `Mill County, us-oh`.
fn spelt_out(text: &str, places: &[Place]) -> String {
    let above = places
        .iter()
        .filter_map(|place| {
            let rest = text.strip_prefix(place.id.as_str())?.strip_prefix('-')?;
            Some((rest, place.id.as_str()))
        })
        .min_by_key(|(rest, _)| rest.len());
    match above {
        Some((rest, above)) if text.parse::<Slug>().is_ok() && above != "us" => {
            let words: Vec<String> = rest.split('-').map(capitalised).collect();
            format!("{}, {above}", words.join(" "))
        }
        _ => text.to_owned(),
    }
}
