//! Bodies that a table names and nobody recorded: what their slugs and the table tell of them.

use crate::import::Known;
use crate::model::flat::Column;
use crate::model::{DatedName, Family, Organization, Place, Slug};

use super::register::place_typed;
use super::resolve::{add_line, capitalised};

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
        let kind = match last {
            "pd" => "police",
            word => word,
        };
        let kinds = known.terms.get(&Family::Kind);
        let kind = kinds.and_then(|kinds| kinds.get(kind)).cloned();
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
            .or_else(|| town.as_ref().map(|town| format!("{town} {office}")));
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
        let (Some(kind), Some(name)) = (&self.kind, &self.name) else {
            return add_line(self.id.as_str());
        };
        let bare = |text: &str| text.replace(['"', '\\', '$', '`'], "");
        let place = self.place.as_deref().unwrap_or("PLACE, STATE");
        format!(
            "comity org add {} --name \"{}\" --kind {kind} --in \"{}\"",
            self.id,
            bare(name),
            bare(place)
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
            note: None,
        };
        Some((body, is_new.then_some(place)))
    }
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
