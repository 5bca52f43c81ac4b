//! Adding to the registers and the codebook from the keyboard.

use unicode_normalization::UnicodeNormalization;

use super::resolve::{self, Unknown};
use crate::model::name::{normalised, shown};
use crate::model::{
    Codebook, DatedName, Family, Fault, Organization, Place, PlaceKind, SLUG_MAX, Slug, Term,
};
use crate::store::{StoreError, Writer};

/// Why nothing was added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// A name that is not on record.
    #[error("{}", .0.message)]
    Unknown(Unknown),
    /// There is a record of that name already.
    #[error("the {what} \"{id}\" is on record already")]
    Exists {
        /// What it is: the word of the command that shows it.
        what: &'static str,
        /// Its name.
        id: Slug,
    },
    /// The slug names another body since its record was merged into that.
    #[error("\"{0}\" was merged into \"{1}\" and names it")]
    Merged(Slug, Slug),
    /// A value that cannot be right, of the argument or flag named.
    #[error("{1}")]
    Value(&'static str, Fault),
    /// The file.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Unknown> for AddError {
    fn from(unknown: Unknown) -> Self {
        Self::Unknown(unknown)
    }
}

/// A body to be added.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    /// Its slug.
    pub id: Slug,
    /// Its names, the official one first.
    pub names: Vec<String>,
    /// Its kind, as typed.
    pub kind: String,
    /// Its places, as typed: on record, or `NAME, STATE`.
    pub places: Vec<String>,
    /// The body of which it is a part, as typed.
    pub parent: Option<String>,
}

/// Adds a body, and each of its places that is not on record. Returns the places that it made.
///
/// # Errors
/// Where it is there already, or its kind, place or parent cannot be found.
pub fn add_organization(
    writer: &mut Writer,
    new: &NewOrganization,
) -> Result<(Organization, Vec<Place>), AddError> {
    let reader = writer.reader();
    if reader.organization(&new.id)?.is_some() {
        return Err(AddError::Exists {
            what: "org",
            id: new.id.clone(),
        });
    }
    if let Some(into) = resolve::merged_into(new.id.as_str(), &reader.organizations()?) {
        return Err(AddError::Merged(new.id.clone(), into.id.clone()));
    }
    let codebook = reader.codebook()?;
    let kind = codebook
        .find(Family::Kind, &new.kind)
        .map_err(|fault| AddError::Value("--kind", fault))?
        .key
        .clone();
    let parent = match &new.parent {
        Some(text) => {
            let bodies = reader.organizations()?;
            Some(resolve::body(text, &bodies)?.id.clone())
        }
        None => None,
    };
    let mut known = reader.places()?;
    let mut places = Vec::new();
    let mut made = Vec::new();
    for text in &new.places {
        let place = place_typed(text, &known)?;
        places.push(place.id.clone());
        if !known.contains(&place) {
            known.push(place.clone());
            made.push(place);
        }
    }
    let organization = Organization {
        id: new.id.clone(),
        kind,
        places,
        parent,
        names: new
            .names
            .iter()
            .map(|name| DatedName {
                name: name.trim().to_owned(),
                from: None,
                until: None,
            })
            .collect(),
        identifiers: std::collections::BTreeMap::new(),
        successor_of: Vec::new(),
        merged: Vec::new(),
        note: None,
    };
    for place in &made {
        writer.put_place(place)?;
    }
    writer.put_organization(&organization)?;
    Ok((organization, made))
}

/// The place that `Fairview, OH` names: the one on record, or a new one in that state. A name that
/// ends in County or Parish is a county, any other a city.
///
/// # Errors
/// Where the text is neither a place on record nor a name in one.
pub fn place_typed(text: &str, known: &[Place]) -> Result<Place, AddError> {
    let Some((name, within)) = text.rsplit_once(',') else {
        return resolve::place(text, known).cloned().map_err(|unknown| {
            let name = shown(text.trim()).replace(['"', '\\', '$', '`'], "");
            AddError::Unknown(unknown.hint(format!(
                "a new place is written with its state: --in \"{name}, STATE\""
            )))
        });
    };
    let name = name.trim();
    let within = resolve::place(within.trim(), known)?;
    let wanted = normalised(name);
    if wanted.is_empty() {
        let fault = Fault::new(0..text.len(), "a name is missing before the comma")
            .cure("write it like \"Fairview, OH\"");
        return Err(AddError::Value("--in", fault));
    }
    let same = |place: &&Place| {
        place.parent.as_ref() == Some(&within.id) && normalised(&place.name) == wanted
    };
    if let Some(place) = known.iter().find(same) {
        return Ok(place.clone());
    }
    let kind = match wanted.rsplit(' ').next() {
        Some("county" | "parish") => PlaceKind::County,
        _ => PlaceKind::City,
    };
    let id = free_slug(&format!("{}-{}", within.id, slug_text(name)), known).map_err(|fault| {
        AddError::Value(
            "--in",
            Fault {
                span: 0..text.len(),
                ..fault
            },
        )
    })?;
    Ok(Place {
        id,
        name: name.to_owned(),
        kind,
        parent: Some(within.id.clone()),
        ocd: None,
        geoid: None,
    })
}

/// The slug, or the slug with a number where another place has it.
fn free_slug(base: &str, known: &[Place]) -> Result<Slug, Fault> {
    let base: String = base.chars().take(SLUG_MAX - 4).collect();
    let mut slug: Slug = base.trim_end_matches('-').parse()?;
    let mut number = 2;
    while known.iter().any(|place| place.id == slug) {
        slug = format!("{base}-{number}").parse()?;
        number += 1;
    }
    Ok(slug)
}

/// A name in the letters of a slug: `Cañon City` is `canon-city`.
fn slug_text(name: &str) -> String {
    let bare: String = name.nfd().filter(char::is_ascii).collect();
    normalised(&bare).replace(' ', "-")
}

/// A place to be added.
#[derive(Debug, Clone)]
pub struct NewPlace {
    /// Its slug.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// What sort of jurisdiction.
    pub kind: PlaceKind,
    /// The place in which it lies, as typed.
    pub parent: String,
    /// Open Civic Data division id.
    pub ocd: Option<String>,
    /// Census GEOID.
    pub geoid: Option<String>,
}

/// Adds a place.
///
/// # Errors
/// Where it is there already, or the place in which it lies cannot be found.
pub fn add_place(writer: &mut Writer, new: &NewPlace) -> Result<Place, AddError> {
    let known = writer.reader().places()?;
    if known.iter().any(|place| place.id == new.id) {
        return Err(AddError::Exists {
            what: "place",
            id: new.id.clone(),
        });
    }
    let place = Place {
        id: new.id.clone(),
        name: new.name.trim().to_owned(),
        kind: new.kind,
        parent: Some(resolve::place(&new.parent, &known)?.id.clone()),
        ocd: new.ocd.clone(),
        geoid: new.geoid.clone(),
    };
    writer.put_place(&place)?;
    Ok(place)
}

/// A topic or condition to be added.
#[derive(Debug, Clone)]
pub struct NewTerm {
    /// [`Family::Topic`] or [`Family::Condition`].
    pub family: Family,
    /// Its key.
    pub key: Slug,
    /// Short words for people.
    pub short: Option<String>,
    /// The question that a topic asks.
    pub asks: Option<String>,
    /// A definition that a coder can apply.
    pub definition: String,
    /// Broader terms, as typed.
    pub broader: Vec<String>,
    /// The family of a condition: custody, offence, paper.
    pub group: Option<String>,
}

/// Adds a term to the codebook, after those of its family.
///
/// # Errors
/// Where the key is there already, or a broader term cannot be found.
pub fn add_term(writer: &mut Writer, new: &NewTerm) -> Result<Term, AddError> {
    let mut terms = writer.reader().terms()?;
    let codebook = writer.reader().codebook()?;
    if codebook.get(new.family, new.key.as_str()).is_some() {
        return Err(AddError::Exists {
            what: new.family.word(),
            id: new.key.clone(),
        });
    }
    let term = Term {
        family: new.family,
        key: new.key.clone(),
        group: new.group.clone(),
        short: new.short.clone(),
        asks: new.asks.clone(),
        definition: Some(new.definition.clone()),
        broader: broader(new, &codebook)?,
        members: Vec::new(),
        rank: None,
        level: None,
    };
    let after = terms
        .iter()
        .rposition(|term| term.family == new.family)
        .map_or(terms.len(), |at| at + 1);
    terms.insert(after, term.clone());
    writer.put_terms(&terms)?;
    Ok(term)
}

fn broader(new: &NewTerm, codebook: &Codebook) -> Result<Vec<Slug>, AddError> {
    new.broader
        .iter()
        .map(|text| {
            codebook
                .find(new.family, text)
                .map(|term| term.key.clone())
                .map_err(|fault| AddError::Value("--broader", fault))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: &str, name: &str, parent: Option<&str>) -> Place {
        Place {
            id: id.parse().expect("slug"),
            name: name.to_owned(),
            kind: PlaceKind::State,
            parent: parent.map(|parent| parent.parse().expect("slug")),
            ocd: None,
            geoid: None,
        }
    }

    fn known() -> Vec<Place> {
        vec![
            place("us", "United States", None),
            place("us-oh", "Ohio", Some("us")),
            place("us-la", "Louisiana", Some("us")),
            place("us-oh-columbus", "Columbus", Some("us-oh")),
        ]
    }

    fn typed(text: &str) -> (String, PlaceKind) {
        let place = place_typed(text, &known()).unwrap_or_else(|error| panic!("{text}: {error}"));
        (place.id.to_string(), place.kind)
    }

    #[test]
    fn a_place_is_on_record_or_new_in_its_state() {
        assert_eq!(
            typed("Fairview, OH"),
            ("us-oh-fairview".into(), PlaceKind::City)
        );
        assert_eq!(typed("Fairview, Ohio").0, "us-oh-fairview");
        assert_eq!(
            typed("Orleans Parish, LA"),
            ("us-la-orleans-parish".into(), PlaceKind::County)
        );
        assert_eq!(typed("columbus, oh").0, "us-oh-columbus");
        assert_eq!(typed("us-oh-columbus").0, "us-oh-columbus");
        assert_eq!(typed("OH").0, "us-oh");
        assert_eq!(typed("Cañon City, OH").0, "us-oh-canon-city");
    }

    #[test]
    fn a_place_without_its_state_is_refused() {
        assert!(matches!(
            place_typed("Fairview", &known()),
            Err(AddError::Unknown(_))
        ));
        assert!(matches!(
            place_typed(", OH", &known()),
            Err(AddError::Value("--in", _))
        ));
        assert!(place_typed("Fairview, XX", &known()).is_err());
    }
}
