//! Rules and what hangs on them: sentence, steps, dates, meanings, sources.

use std::collections::BTreeMap;

use super::bond;
use super::cell::{Cell, Fields, row};
use super::error::{Result, StoreError};
use super::reader::{Groups, Reader};
use super::table::{Batch, Table};
use crate::model::{
    Bond, DateClaim, DirectiveId, Ending, Reference, Rule, Sentence, Slug, Standing, Step, Version,
};

pub(super) const RULE: Table = Table {
    name: "rule",
    key: 3,
    columns: &[
        "directive",
        "version",
        "id",
        "position",
        "effect",
        "topic",
        "counterpart",
        "role",
        "only_when",
        "when_condition",
        "unless_condition",
        "protected",
        "cite",
        "page",
        "words",
        "summary",
        "modality",
        "standing",
        "consequence",
        "binds_own",
        "ended_how",
        "ended_by",
        "ended_by_version",
        "ended_by_rule",
        "ended_certainty",
        "note",
    ],
};
pub(super) const RULE_STEP: Table = Table {
    name: "rule_step",
    key: 4,
    columns: &[
        "directive",
        "version",
        "rule",
        "position",
        "by_whom",
        "act",
        "within_time",
        "after_what",
    ],
};
pub(super) const DATE_CLAIM: Table = Table {
    name: "date_claim",
    key: 5,
    columns: &[
        "directive",
        "version",
        "rule",
        "what",
        "position",
        "on_date",
        "source",
        "certainty",
    ],
};
pub(super) const MEANING: Table = Table {
    name: "meaning",
    key: 4,
    columns: &["directive", "version", "rule", "word", "meaning"],
};
const CITATION: Table = Table {
    name: "citation",
    key: 4,
    columns: &["directive", "version", "rule", "position", "source"],
};

/// Every table of rules, and those that versions share with them.
pub(super) const TABLES: [&Table; 5] = [&RULE, &RULE_STEP, &DATE_CLAIM, &MEANING, &CITATION];

/// The eight cells of a sentence, as they stand in rules and in practice statements.
pub(super) fn sentence_cells(says: &Sentence) -> [Cell; 8] {
    row![
        says.effect.word(),
        &says.topic,
        &says.counterpart,
        &says.role,
        says.only,
        &says.when,
        &says.unless,
        says.protected,
    ]
}

/// The sentence in the next eight cells.
pub(super) fn sentence(f: &mut Fields<'_>) -> Result<Sentence> {
    Ok(Sentence {
        effect: f.value()?,
        topic: f.value()?,
        counterpart: f.maybe()?,
        role: f.maybe()?,
        only: f.flag()?,
        when: f.maybe()?,
        unless: f.maybe()?,
        protected: f.flag()?,
    })
}

/// The five cells of an end; its dates are date claims.
pub(super) fn ending_cells(ended: Option<&Ending>) -> [Cell; 5] {
    let by = ended.and_then(|ended| ended.by.as_ref());
    row![
        ended.map(|ended| ended.how.word()),
        by.map(|by| by.directive.to_string()).as_deref(),
        by.and_then(|by| by.version.as_deref()),
        by.and_then(|by| by.rule.as_ref()).map(Slug::as_str),
        ended.and_then(|ended| ended.certainty).map(Standing::word),
    ]
}

/// The end in the next five cells, with these dates.
pub(super) fn ending(f: &mut Fields<'_>, on: Vec<DateClaim>) -> Result<Option<Ending>> {
    let how = f.maybe()?;
    let by = f.maybe::<DirectiveId>()?;
    let (version, rule) = (f.maybe_text()?, f.maybe()?);
    let certainty = f.maybe()?;
    Ok(how.map(|how| Ending {
        on,
        how,
        by: by.map(|directive| Reference {
            directive,
            version: version.map(String::into_boxed_str),
            rule,
        }),
        certainty,
    }))
}

/// What a version or a rule has alike: dates, meanings, sources, bonds. The rule is empty for those
/// of the version.
pub(super) struct Owner<'a> {
    pub(super) directive: &'a DirectiveId,
    pub(super) version: &'a str,
    pub(super) rule: &'a str,
}

impl Owner<'_> {
    fn with<const COUNT: usize>(&self, more: [Cell; COUNT]) -> impl Iterator<Item = Cell> {
        let own = row![self.directive, self.version, self.rule];
        own.into_iter().chain(more)
    }

    pub(super) fn dates(&self, batch: &mut Batch, what: &str, claims: &[DateClaim]) {
        for (at, claim) in claims.iter().enumerate() {
            let more = row![
                what,
                at,
                &claim.on,
                &claim.source,
                claim.certainty.map(Standing::word),
            ];
            batch.push(&DATE_CLAIM, self.with(more));
        }
    }

    pub(super) fn meanings(&self, batch: &mut Batch, terms: &BTreeMap<Slug, String>) {
        for (word, meaning) in terms {
            batch.push(&MEANING, self.with(row![word, meaning]));
        }
    }

    pub(super) fn citations(&self, batch: &mut Batch, sources: &[Slug]) {
        for (at, source) in sources.iter().enumerate() {
            batch.push(&CITATION, self.with(row![at, source]));
        }
    }

    pub(super) fn bonds(&self, batch: &mut Batch, bonds: &[Bond]) {
        bond::encode(batch, self.directive, self.version, self.rule, bonds);
    }
}

/// The rows of a version's rules.
pub(super) fn encode(batch: &mut Batch, directive: &DirectiveId, version: &Version) {
    batch.expect(&RULE, version.rules.len());
    for (at, rule) in version.rules.iter().enumerate() {
        let owner = Owner {
            directive,
            version: &version.label,
            rule: rule.id.as_str(),
        };
        let text = row![
            &rule.cite,
            rule.page,
            &rule.words,
            &rule.summary,
            &rule.modality,
            rule.standing.map(Standing::word),
            &rule.consequence,
            rule.binds.is_some(),
        ];
        let cells = owner
            .with(row![at])
            .chain(sentence_cells(&rule.says))
            .chain(text)
            .chain(ending_cells(rule.ended.as_ref()))
            .chain(row![&rule.note]);
        batch.push(&RULE, cells);
        for (at, step) in rule.steps.iter().enumerate() {
            let more = row![at, &step.by, &step.act, &step.within, &step.after];
            batch.push(&RULE_STEP, owner.with(more));
        }
        owner.bonds(batch, rule.binds.as_deref().unwrap_or_default());
        owner.dates(batch, "from", &rule.from);
        if let Some(ended) = &rule.ended {
            owner.dates(batch, "ended", &ended.on);
        }
        owner.meanings(batch, &rule.terms);
        owner.citations(batch, &rule.sources);
    }
}

/// What versions and rules have alike, of a set of directives, to be taken by its owner.
pub(super) struct Shared {
    pub(super) bonds: Groups<i64, Bond>,
    pub(super) dates: Groups<i64, DateClaim>,
    pub(super) meanings: Groups<Slug, String>,
    pub(super) citations: Groups<i64, Slug>,
}

impl Shared {
    pub(super) fn load(reader: &Reader, keys: Option<&str>) -> Result<Self> {
        Ok(Self {
            bonds: bond::load(reader, keys)?,
            dates: reader.grouped(&DATE_CLAIM, 4, keys, |f| {
                Ok((
                    f.position()?,
                    DateClaim {
                        on: f.value()?,
                        source: f.maybe()?,
                        certainty: f.maybe()?,
                    },
                ))
            })?,
            meanings: reader.grouped(&MEANING, 3, keys, |f| Ok((f.value()?, f.text()?)))?,
            citations: reader.grouped(&CITATION, 3, keys, |f| {
                Ok((f.position()?, f.value::<Slug>()?))
            })?,
        })
    }
}

/// The rules of the directives with these ids (a JSON array), or of all, by directive and version.
pub(super) fn load(
    reader: &Reader,
    keys: Option<&str>,
    shared: &mut Shared,
) -> Result<Groups<i64, Rule>> {
    let mut steps = reader.grouped(&RULE_STEP, 3, keys, |f| {
        Ok((
            f.position()?,
            Step {
                by: f.maybe_text()?,
                act: f.text()?,
                within: f.maybe_text()?,
                after: f.maybe_text()?,
            },
        ))
    })?;
    reader.grouped_with_path(&RULE, 2, keys, |path, f| {
        let id: Slug = f.value()?;
        let own = [path, id.as_str()];
        let position = f.position()?;
        let says = sentence(f)?;
        let (cite, page) = (f.maybe_text()?, f.maybe_number()?);
        let (words, summary) = (f.maybe_text()?, f.maybe_text()?);
        let (modality, standing) = (f.maybe_text()?, f.maybe()?);
        let consequence = f.maybe_text()?;
        let binds_own = f.flag()?;
        let ended = ending(f, shared.dates.list(&[path, id.as_str(), "ended"]))?;
        let rule = Rule {
            says,
            cite,
            page,
            words,
            summary,
            modality,
            standing,
            steps: steps.list(&own),
            consequence,
            binds: binds_own.then(|| shared.bonds.list(&own)),
            from: shared.dates.list(&[path, id.as_str(), "from"]),
            ended,
            terms: shared.meanings.map(&own),
            sources: shared.citations.list(&own),
            note: f.maybe_text()?,
            id,
        };
        Ok((position, rule))
    })
}

impl Reader {
    /// Directives, outside these, of which a version or rule names one of these (a JSON array) as
    /// what ended it.
    pub(super) fn ended_by(&self, keys: &str) -> Result<Vec<DirectiveId>> {
        let mut all = Vec::new();
        for sql in [
            "SELECT directive FROM version WHERE ended_by IN (SELECT value FROM json_each(?1))",
            "SELECT directive FROM rule WHERE ended_by IN (SELECT value FROM json_each(?1))",
        ] {
            for id in self.texts(sql, Some(keys))? {
                all.push(id.parse().map_err(|fault| StoreError::Damaged {
                    what: format!("directive \"{id}\": {fault}"),
                })?);
            }
        }
        Ok(all)
    }
}
