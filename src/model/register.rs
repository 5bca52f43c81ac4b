//! The registers beside the directives: places, organizations, sets, coverage, practice, events of
//! bodies.

use std::collections::BTreeMap;

use super::words::vocabulary;
use super::{Date, Event, Fault, Found, Level, Sentence, Slug, Source, Standing};

vocabulary!(
    /// What sort of jurisdiction a place is.
    PlaceKind, "a kind of place" {
        /// A country.
        Country = "country",
        /// A state.
        State = "state",
        /// A territory of the country, on the level of a state.
        Territory = "territory",
        /// A county, parish or borough.
        County = "county",
        /// A city or town.
        City = "city",
        /// A tribe.
        Tribe = "tribe",
        /// A district: D.C. directly under the country, else a school, transit or other district.
        District = "district",
    }
);

impl PlaceKind {
    /// Whether a Census GEOID can be that of such a place: it has a length for each kind, and a
    /// spreadsheet that takes it for a number cuts the zero from its beginning.
    ///
    /// # Errors
    /// Where it cannot, with the one that may have been meant.
    pub fn check_geoid(self, text: &str) -> Result<(), Fault> {
        let lengths: &[usize] = match self {
            Self::State | Self::Territory => &[2],
            Self::County => &[5],
            // A town of New England is a county subdivision.
            Self::City => &[7, 10],
            Self::Country | Self::Tribe | Self::District => return Ok(()),
        };
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && lengths.contains(&text.len()) {
            return Ok(());
        }
        let digits: Vec<String> = lengths.iter().map(ToString::to_string).collect();
        let fault = Fault::new(
            0..text.len(),
            format!("a GEOID of a {self} has {} digits", digits.join(" or ")),
        );
        Err(if is_number && lengths.contains(&(text.len() + 1)) {
            fault.cure(format!("did you mean \"0{text}\"?"))
        } else {
            fault
        })
    }
}

/// A jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Permanent slug, such as `us-il-chicago`.
    pub id: Slug,
    /// Its name.
    pub name: String,
    /// What sort.
    pub kind: PlaceKind,
    /// The place in which it lies.
    pub parent: Option<Slug>,
    /// Open Civic Data division id.
    pub ocd: Option<String>,
    /// Census GEOID: text, leading zeros kept.
    pub geoid: Option<String>,
}

impl Place {
    /// The level of its government. `under_country` says whether it lies directly under a country:
    /// D.C. is the district that does, and stands on the level of a state.
    pub const fn level(&self, under_country: bool) -> Level {
        match self.kind {
            PlaceKind::Country => Level::Federal,
            PlaceKind::State | PlaceKind::Territory => Level::State,
            PlaceKind::District if under_country => Level::State,
            PlaceKind::County | PlaceKind::City | PlaceKind::Tribe | PlaceKind::District => {
                Level::Local
            }
        }
    }
}

/// A name of an organization, with the span in which it was its name. `until` is exclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedName {
    /// The name.
    pub name: String,
    /// Since when.
    pub from: Option<Date>,
    /// Until when.
    pub until: Option<Date>,
}

/// A public body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Permanent slug, such as `chicago-pd`.
    pub id: Slug,
    /// A kind of the codebook.
    pub kind: Slug,
    /// Its places, the first the main one.
    pub places: Vec<Slug>,
    /// The body of which it is a part; what binds the parent binds it.
    pub parent: Option<Slug>,
    /// Its names: the official one, the short one that tables print, others that people use.
    pub names: Vec<DatedName>,
    /// Identifiers by scheme (`ori`): never unique, never the key.
    pub identifiers: BTreeMap<Slug, Vec<String>>,
    /// The bodies whose place it took.
    pub successor_of: Vec<Slug>,
    /// Slugs of records that were merged into this one; they go on naming it.
    pub merged: Vec<Slug>,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
}

impl Organization {
    /// The official name, or the slug where there is none.
    pub fn name(&self) -> &str {
        self.names
            .first()
            .map_or(self.id.as_str(), |name| &name.name)
    }

    /// The name that tables print: the second of its present names, by custom a short one, else the
    /// official one.
    pub fn short(&self) -> &str {
        self.names
            .iter()
            .filter(|name| name.until.is_none())
            .nth(1)
            .map_or_else(|| self.name(), |name| &name.name)
    }
}

/// A named set of bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Its name, typed as `@NAME`.
    pub id: Slug,
    /// The bodies, in the order in which tables show them.
    pub organizations: Vec<Slug>,
}

/// What was looked for, and found: absence is data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The body.
    pub organization: Slug,
    /// A topic, or `None` for all.
    pub topic: Option<Slug>,
    /// What was found.
    pub found: Found,
    /// When it was asked for.
    pub asked: Option<Date>,
    /// When the answer came.
    pub answered: Option<Date>,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
    /// Sources.
    pub sources: Vec<Slug>,
}

/// What a body says or is seen to do where no text says it. It is shown beside an answer and never
/// decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// The body.
    pub organization: Slug,
    /// A sentence like a rule's.
    pub says: Sentence,
    /// Since when.
    pub from: Option<Date>,
    /// Until when, exclusive.
    pub until: Option<Date>,
    /// How well it is known.
    pub standing: Standing,
    /// What a reader of the record needs to know.
    pub note: Option<String>,
    /// Sources.
    pub sources: Vec<Slug>,
}

/// An event of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyEvent {
    /// The body.
    pub organization: Slug,
    /// What happened.
    pub event: Event,
}

/// Everything in the files beside the directives. Each of the three lists that cite sources has
/// sources of its own, by the name that they have in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registers {
    /// Places.
    pub places: Vec<Place>,
    /// Organizations.
    pub organizations: Vec<Organization>,
    /// Named sets.
    pub sets: Vec<Set>,
    /// Coverage.
    pub coverage: Vec<Coverage>,
    /// Sources of `coverage.toml`.
    pub coverage_sources: BTreeMap<Slug, Source>,
    /// Practice statements.
    pub practice: Vec<Practice>,
    /// Sources of `practice.toml`.
    pub practice_sources: BTreeMap<Slug, Source>,
    /// Events of bodies.
    pub events: Vec<BodyEvent>,
    /// Sources of `events.toml`.
    pub events_sources: BTreeMap<Slug, Source>,
}
