//! Questions to many bodies at once, a few at a time, so that memory stays small however much is on
//! record.

use std::collections::BTreeSet;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::resolve::Unknown;
use crate::model::{Bond, Date, DateClaim, Day, Directive, DirectiveId, Docket, Slug, Stage};
use crate::store::{Reader, Result};

/// How many bodies one docket holds: few enough for little memory, enough that the law above them is
/// not read again for each.
pub(super) const BATCH: usize = 32;

/// How many dockets wait, at most, until they are looked at.
const AHEAD: usize = 1;

/// Loads the dockets of some bodies, a few at a time, and shows them in the order of the bodies: one
/// is looked at in a thread of its own while the next is read, through one reader and so as of one
/// moment.
///
/// # Errors
/// Where the file cannot be read.
pub fn in_batches(
    reader: &Reader,
    bodies: &[Slug],
    mut look: impl FnMut(Docket, &[Slug]) + Send,
) -> Result<()> {
    if bodies.len() <= BATCH {
        // There is no next one to be read meanwhile.
        if !bodies.is_empty() {
            look(reader.docket(bodies, &[])?, bodies);
        }
        return Ok(());
    }
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(AHEAD);
        scope.spawn(move || {
            for (docket, batch) in receiver {
                look(docket, batch);
            }
        });
        for batch in batches(reader, bodies, &[]) {
            // Nobody takes it where the other thread has panicked, which the scope passes on.
            if sender.send(batch?).is_err() {
                break;
            }
        }
        Ok(())
    })
}

/// The dockets of some bodies, a few at a time, each with its bodies, for questions about `others`.
pub fn batches<'a>(
    reader: &'a Reader,
    bodies: &'a [Slug],
    others: &'a [Slug],
) -> impl Iterator<Item = Result<(Docket, &'a [Slug])>> {
    bodies
        .chunks(BATCH)
        .map(move |batch| Ok((reader.docket(batch, others)?, batch)))
}

/// A draft that is looked at as if it were adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supposed {
    /// The directive.
    pub id: DirectiveId,
    /// The label of the draft.
    pub label: String,
    /// The day from which it counts.
    pub from: Day,
}

impl Supposed {
    /// The draft of this label, or the only one; from the day given, else from the day that the
    /// draft itself names where that is still to come, else from today.
    ///
    /// # Errors
    /// Where there is none, or several, or it is adopted already.
    pub fn new(
        directive: &Directive,
        label: Option<&str>,
        on: Option<Day>,
        today: Day,
    ) -> std::result::Result<Self, Unknown> {
        let id = &directive.id;
        let of = |stage: Stage| {
            let all = directive.versions.iter();
            all.filter(move |version| version.stage == stage)
        };
        let drafts: Vec<&str> = of(Stage::Draft).map(|it| it.label.as_str()).collect();
        let listed = || match drafts.as_slice() {
            [] => format!("it has none; see it: comity show {id}"),
            some => format!("it has: {}", some.join(", ")),
        };
        let draft = match (label, drafts.as_slice()) {
            (Some(label), _) => of(Stage::Draft).find(|version| version.label == label),
            (None, [_]) => of(Stage::Draft).next(),
            (None, _) => None,
        };
        let Some(draft) = draft else {
            let Some(label) = label else {
                let message = format!("{id} has no single draft");
                return Err(Unknown::new(message).hint(listed()));
            };
            if of(Stage::Adopted).any(|version| version.label == label) {
                let message = format!("{id}@{label} is adopted already: it counts as it is");
                return Err(Unknown::new(message).hint("leave out --with-draft"));
            }
            return Err(Unknown::new(format!("{id} has no draft \"{label}\"")).hint(listed()));
        };
        let own = draft.dates.effective.iter();
        let own = own.filter_map(|claim| claim.on.earliest()).min();
        Ok(Self {
            id: id.clone(),
            label: draft.label.clone(),
            from: on.unwrap_or_else(|| own.filter(|own| *own > today).unwrap_or(today)),
        })
    }

    /// Makes the draft law in a docket, from its day on.
    pub fn adopt(&self, docket: &mut Docket) {
        let Some(directive) = docket.directives.get_mut(&self.id) else {
            return;
        };
        for version in &mut directive.versions {
            if version.label == self.label {
                version.stage = Stage::Adopted;
                version.dates.effective = vec![DateClaim::plain(Date::day(self.from))];
                // Whatever else is written on it is of the time when it was proposed.
                version.ended = None;
                version.suspended.clear();
            }
        }
    }
}

/// The bodies on record that the versions of a label bind, or would bind were they adopted.
///
/// # Errors
/// Where the file cannot be read.
pub fn bound_by(reader: &Reader, directive: &Directive, label: &str) -> Result<Vec<Slug>> {
    let places = reader.places()?.into_iter();
    let bodies = reader.organizations()?.into_iter();
    let docket = Docket {
        places: places.map(|place| (place.id.clone(), place)).collect(),
        organizations: bodies.map(|body| (body.id.clone(), body)).collect(),
        ..Docket::default()
    };
    let versions = directive.versions.iter();
    let bonds: BTreeSet<&Bond> = versions
        .filter(|version| version.label == label)
        .flat_map(|version| {
            let own = version
                .rules
                .iter()
                .flat_map(|rule| rule.binds.iter().flatten());
            Docket::version_bonds(directive, version).iter().chain(own)
        })
        .collect();
    let is_bound = |body: &&Slug| {
        let reach = docket.reach(body);
        bonds.iter().any(|bond| reach.is_named_by(bond))
    };
    Ok(docket
        .organizations
        .keys()
        .filter(is_bound)
        .cloned()
        .collect())
}
