//! Versions and what hangs on them: reviews, silences, authority, suspensions.

use super::cell::row;
use super::error::Result;
use super::reader::{Groups, Reader};
use super::rule::{self, DATE_CLAIM, Owner, Shared};
use super::table::{Batch, Table};
use crate::model::{
    Authority, Dates, Directive, DirectiveId, Lifted, Review, Slug, Suspension, Version,
};

pub(super) const VERSION: Table = Table {
    name: "version",
    key: 2,
    columns: &[
        "directive",
        "label",
        "position",
        "number",
        "stage",
        "text_seen",
        "document",
        "standing",
        "binds_own",
        "ended_how",
        "ended_by",
        "ended_by_version",
        "ended_by_rule",
        "ended_certainty",
        "review_due",
        "expires",
        "last_checked",
        "note",
    ],
};
const VERSION_REVIEW: Table = Table {
    name: "version_review",
    key: 3,
    columns: &["directive", "version", "position", "on_date", "result"],
};
const VERSION_SILENCE: Table = Table {
    name: "version_silence",
    key: 3,
    columns: &["directive", "version", "position", "topic"],
};
pub(super) const AUTHORITY: Table = Table {
    name: "authority",
    key: 3,
    columns: &[
        "directive",
        "version",
        "position",
        "office",
        "person",
        "act",
        "certainty",
    ],
};
pub(super) const SUSPENSION: Table = Table {
    name: "suspension",
    key: 3,
    columns: &[
        "directive",
        "version",
        "position",
        "from_date",
        "until_date",
        "by_whom",
        "ground",
        "lifted_by",
        "lifted",
    ],
};
const SUSPENSION_RULE: Table = Table {
    name: "suspension_rule",
    key: 4,
    columns: &["directive", "version", "suspension", "position", "rule"],
};

/// Every table of versions.
pub(super) const TABLES: [&Table; 6] = [
    &VERSION,
    &VERSION_REVIEW,
    &VERSION_SILENCE,
    &AUTHORITY,
    &SUSPENSION,
    &SUSPENSION_RULE,
];

/// The word for every topic in `silent`; no topic in the table.
pub(super) const ALL_TOPICS: &str = "all";

/// The cell of a topic that may be `all`.
pub(super) fn topic_cell(topic: Option<&Slug>) -> Option<&str> {
    topic.map(Slug::as_str).filter(|topic| *topic != ALL_TOPICS)
}

/// The rows of a directive's versions with everything in them.
pub(super) fn encode(batch: &mut Batch, directive: &Directive) {
    for (at, version) in directive.versions.iter().enumerate() {
        let owner = Owner {
            directive: &directive.id,
            version: &version.label,
            rule: "",
        };
        let own = row![
            &directive.id,
            &version.label,
            at,
            &version.number,
            version.stage.word(),
            version.text.word(),
            &version.document,
            version.standing.word(),
            version.binds.is_some(),
        ];
        let rest = row![
            &version.review_due,
            &version.expires,
            &version.last_checked,
            &version.note,
        ];
        let cells = own
            .into_iter()
            .chain(rule::ending_cells(version.ended.as_ref()))
            .chain(rest);
        batch.push(&VERSION, cells);
        let dates = &version.dates;
        batch.expect(
            &DATE_CLAIM,
            [&dates.issued, &dates.effective].map(Vec::len).iter().sum(),
        );
        for (what, claims) in [
            ("adopted", &dates.adopted),
            ("signed", &dates.signed),
            ("issued", &dates.issued),
            ("effective", &dates.effective),
            ("published", &dates.published),
        ] {
            owner.dates(batch, what, claims);
        }
        if let Some(ended) = &version.ended {
            owner.dates(batch, "ended", &ended.on);
        }
        owner.bonds(batch, version.binds.as_deref().unwrap_or_default());
        owner.meanings(batch, &version.terms);
        owner.citations(batch, &version.sources);
        lists(batch, &directive.id, version);
        rule::encode(batch, &directive.id, version);
    }
}

/// The rows of the lists that only a version has.
fn lists(batch: &mut Batch, directive: &DirectiveId, version: &Version) {
    let own = |at: usize| row![directive, &version.label, at].into_iter();
    for (at, review) in version.reviewed.iter().enumerate() {
        let cells = row![&review.on, &review.result];
        batch.push(&VERSION_REVIEW, own(at).chain(cells));
    }
    for (at, topic) in version.silent.iter().enumerate() {
        let cells = row![topic_cell(Some(topic))];
        batch.push(&VERSION_SILENCE, own(at).chain(cells));
    }
    for (at, authority) in version.authority.iter().enumerate() {
        let cells = row![
            &authority.office,
            &authority.person,
            authority.act.word(),
            authority.certainty.word(),
        ];
        batch.push(&AUTHORITY, own(at).chain(cells));
    }
    for (at, suspension) in version.suspended.iter().enumerate() {
        let cells = row![
            &suspension.from,
            &suspension.until,
            &suspension.by,
            &suspension.ground,
            &suspension.lifted_by,
            suspension.lifted.map(Lifted::word),
        ];
        batch.push(&SUSPENSION, own(at).chain(cells));
        for (place, rule) in suspension.rules.iter().enumerate() {
            batch.push(&SUSPENSION_RULE, own(at).chain(row![place, rule]));
        }
    }
}

/// The lists that only a version has, of a set of directives.
struct Lists {
    reviews: Groups<i64, Review>,
    silences: Groups<i64, Slug>,
    authority: Groups<i64, Authority>,
    suspensions: Groups<i64, Suspension>,
}

impl Lists {
    fn load(reader: &Reader, keys: Option<&str>) -> Result<Self> {
        let all: Slug = super::parsed(ALL_TOPICS)?;
        let mut rules = reader.grouped(&SUSPENSION_RULE, 3, keys, |f| {
            Ok((f.position()?, f.value::<Slug>()?))
        })?;
        Ok(Self {
            reviews: reader.grouped(&VERSION_REVIEW, 2, keys, |f| {
                Ok((
                    f.position()?,
                    Review {
                        on: f.value()?,
                        result: f.text()?,
                    },
                ))
            })?,
            silences: reader.grouped(&VERSION_SILENCE, 2, keys, |f| {
                let position = f.position()?;
                Ok((position, f.maybe()?.unwrap_or_else(|| all.clone())))
            })?,
            authority: reader.grouped(&AUTHORITY, 2, keys, |f| {
                Ok((
                    f.position()?,
                    Authority {
                        office: f.text()?,
                        person: f.maybe_text()?,
                        act: f.value()?,
                        certainty: f.value()?,
                    },
                ))
            })?,
            suspensions: reader.grouped_with_path(&SUSPENSION, 2, keys, |path, f| {
                let position = f.position()?;
                Ok((
                    position,
                    Suspension {
                        from: f.value()?,
                        until: f.maybe()?,
                        by: f.text()?,
                        ground: f.maybe_text()?,
                        lifted_by: f.maybe_text()?,
                        lifted: f.maybe()?,
                        rules: rules.list(&[path, &position.to_string()]),
                    },
                ))
            })?,
        })
    }
}

/// The versions of the directives with these ids (a JSON array), or of all, by directive.
pub(super) fn load(
    reader: &Reader,
    keys: Option<&str>,
    shared: &mut Shared,
) -> Result<Groups<i64, Version>> {
    let mut rules = rule::load(reader, keys, shared)?;
    let mut lists = Lists::load(reader, keys)?;
    reader.grouped_with_path(&VERSION, 1, keys, |directive, f| {
        let label = f.text()?;
        let own = [directive, label.as_str()];
        let shared_own = [directive, label.as_str(), ""];
        let mut dates = |what: &str| shared.dates.list(&[directive, &label, "", what]);
        let position = f.position()?;
        let (number, stage, text) = (f.maybe_text()?, f.value()?, f.value()?);
        let (document, standing) = (f.maybe()?, f.value()?);
        let binds_own = f.flag()?;
        let ended = rule::ending(f, dates("ended"))?;
        let (review_due, expires, last_checked) = (f.maybe()?, f.maybe()?, f.maybe()?);
        let version = Version {
            number,
            stage,
            dates: Dates {
                adopted: dates("adopted"),
                signed: dates("signed"),
                issued: dates("issued"),
                effective: dates("effective"),
                published: dates("published"),
            },
            ended,
            review_due,
            reviewed: lists.reviews.list(&own),
            expires,
            text,
            document,
            silent: lists.silences.list(&own),
            last_checked,
            standing,
            authority: lists.authority.list(&own),
            binds: binds_own.then(|| shared.bonds.list(&shared_own)),
            terms: shared.meanings.map(&shared_own),
            suspended: lists.suspensions.list(&own),
            sources: shared.citations.list(&shared_own),
            note: f.maybe_text()?,
            rules: rules.list(&own),
            label: label.clone(),
        };
        Ok((position, version))
    })
}
