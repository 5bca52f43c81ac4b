//! From records to the view of one directive.

use std::collections::BTreeMap;

use super::SCHEMA;
use super::chain::links;
use super::view::*;
use crate::law::{Cited, Sitting};
use crate::model::{
    Bond, Date, DateClaim, Directive, Docket, Ending, Family, Rule, Scope, Slug, Source, Version,
};
use crate::report::words::{self, Status};

/// Builds views from the records of a docket, on one day.
pub(super) struct Builder<'a> {
    pub(super) docket: &'a Docket,
    pub(super) sitting: Sitting<'a>,
}

/// A date as text, where there is one.
fn text(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn slugs(keys: &[Slug]) -> Vec<String> {
    keys.iter().map(ToString::to_string).collect()
}

impl Builder<'_> {
    pub(super) fn directive(
        &self,
        directive: &Directive,
        shown: Option<&Version>,
        status: &Status,
    ) -> DirectiveView {
        let issuer = &directive.id.issuer;
        DirectiveView {
            schema: SCHEMA,
            id: directive.id.to_string(),
            title: directive.title.clone(),
            number: directive.number.clone(),
            kind: directive.kind.to_string(),
            kind_words: self
                .docket
                .codebook
                .words(Family::Type, &directive.kind)
                .to_owned(),
            issuer: issuer.to_string(),
            issuer_name: self.name(issuer),
            unit: directive.unit.clone(),
            tags: directive.tags.clone(),
            parties: directive
                .parties
                .iter()
                .map(|party| Named {
                    id: party.to_string(),
                    name: self.name(party),
                })
                .collect(),
            binds: self.bonds(&directive.binds),
            note: directive.note.clone(),
            on: self.sitting.day.to_string(),
            in_force: status.word.word(),
            status: status.long.clone(),
            version: shown.map(|version| self.version(directive, version)),
            versions: self.lines(directive),
            chain: links(self.docket, directive),
            events: events(directive),
            sources: directive
                .sources
                .iter()
                .map(|(name, source)| source_view(name, source))
                .collect(),
            documents: documents(directive),
        }
    }

    fn name(&self, org: &Slug) -> String {
        self.docket
            .organizations
            .get(org)
            .map_or(org.as_str(), |body| body.name())
            .to_owned()
    }

    fn lines(&self, directive: &Directive) -> Vec<VersionLine> {
        let law = self.sitting.calendar().versions(&directive.id);
        let others = directive
            .versions
            .iter()
            .filter(|version| law.iter().all(|other| other.label != version.label));
        law.iter()
            .copied()
            .chain(others)
            .map(|version| {
                let status = words::status(&self.sitting, directive, version);
                VersionLine {
                    label: version.label.clone(),
                    stage: version.stage.word(),
                    in_force: status.word.word(),
                    status: status.long,
                    rules: version.rules.len(),
                    standing: version.standing.word(),
                    name: words::version_word(version),
                    standing_words: words::standing(version.standing),
                }
            })
            .collect()
    }

    fn version(&self, directive: &Directive, version: &Version) -> VersionView {
        let status = words::status(&self.sitting, directive, version);
        VersionView {
            label: version.label.clone(),
            number: version.number.clone(),
            name: words::version_word(version),
            stage: version.stage.word(),
            in_force: status.word.word(),
            status: status.long,
            dates: words::dated_facts(version)
                .into_iter()
                .map(|fact| (fact.act, dates(fact.claims)))
                .collect(),
            start_note: words::start_note(version),
            ended: version.ended.as_ref().map(|ended| self.ending(ended)),
            review_due: text(version.review_due),
            reviewed: version
                .reviewed
                .iter()
                .map(|review| ReviewView {
                    on: review.on.to_string(),
                    result: review.result.clone(),
                    text: format!("{}: {}", review.on.long(), review.result),
                })
                .collect(),
            expires: text(version.expires),
            text: version.text.word(),
            document: version.document.as_ref().map(ToString::to_string),
            silent: version
                .silent
                .iter()
                .map(|topic| TopicView {
                    topic: topic.to_string(),
                    text: words::topic(self.docket, topic).to_owned(),
                })
                .collect(),
            last_checked: text(version.last_checked),
            standing: version.standing.word(),
            authority: version
                .authority
                .iter()
                .map(|authority| AuthorityView {
                    text: words::authority(authority),
                    office: authority.office.clone(),
                    person: authority.person.clone(),
                    act: authority.act.word(),
                    certainty: authority.certainty.word(),
                })
                .collect(),
            binds: version.binds.as_ref().map(|list| self.bonds(list)),
            terms: self.meanings(&version.terms),
            suspended: version
                .suspended
                .iter()
                .map(|hold| SuspensionView {
                    text: words::suspension(self.docket, hold),
                    from: hold.from.to_string(),
                    until: text(hold.until),
                    by: hold.by.clone(),
                    ground: hold.ground.clone(),
                    lifted_by: hold.lifted_by.clone(),
                    lifted: hold.lifted.map(crate::model::Lifted::word),
                    rules: slugs(&hold.rules),
                })
                .collect(),
            sources: slugs(&version.sources),
            note: version.note.clone(),
            rules: version
                .rules
                .iter()
                .map(|rule| self.rule(directive, version, rule))
                .collect(),
            words: VersionWords {
                seen: words::seen(version.text).to_owned(),
                standing: words::standing(version.standing),
                last_checked: version.last_checked.map(|date| date.long()),
                review_due: version.review_due.map(|date| date.long()),
                expires: version.expires.map(|date| date.long()),
            },
        }
    }

    fn rule(&self, directive: &Directive, version: &Version, rule: &Rule) -> RuleView {
        let cited = Cited {
            directive,
            version,
            rule,
        };
        let says = &rule.says;
        RuleView {
            id: rule.id.to_string(),
            says: says.to_string(),
            text: words::sentence(self.docket, rule, version),
            effect: says.effect.word(),
            topic: says.topic.to_string(),
            counterpart: says.counterpart.as_ref().map(ToString::to_string),
            role: says.role.as_ref().map(ToString::to_string),
            only: says.only,
            when: says.when.as_ref().map(ToString::to_string),
            unless: says.unless.as_ref().map(ToString::to_string),
            protected: says.protected,
            cite: rule.cite.clone(),
            page: rule.page,
            words: rule.words.clone(),
            summary: rule.summary.clone(),
            modality: rule.modality.clone(),
            standing: cited.standing().word(),
            status: words::rule_status(&self.sitting, &cited).map(|status| status.long),
            steps: rule
                .steps
                .iter()
                .map(|step| StepView {
                    text: words::step(step),
                    by: step.by.clone(),
                    act: step.act.clone(),
                    within: step.within.clone(),
                    after: step.after.clone(),
                })
                .collect(),
            consequence: rule.consequence.clone(),
            binds: rule.binds.as_ref().map(|list| self.bonds(list)),
            from: dates(&rule.from),
            ended: rule.ended.as_ref().map(|ended| self.ending(ended)),
            terms: self.meanings(&rule.terms),
            sources: slugs(&rule.sources),
            note: rule.note.clone(),
            standing_words: rule
                .standing
                .filter(|standing| *standing != version.standing)
                .map(words::standing),
        }
    }

    fn meanings(&self, terms: &BTreeMap<Slug, String>) -> Vec<MeaningView> {
        let book = &self.docket.codebook;
        terms
            .iter()
            .map(|(term, here)| MeaningView {
                term: term.to_string(),
                words: [
                    Family::Condition,
                    Family::Topic,
                    Family::Counterpart,
                    Family::Role,
                ]
                .into_iter()
                .find_map(|family| book.get(family, term.as_str()))
                .map_or(term.as_str(), |known| known.words())
                .to_owned(),
                here: here.clone(),
            })
            .collect()
    }

    fn ending(&self, ending: &Ending) -> EndView {
        EndView {
            text: words::ending(self.docket, ending),
            on: dates(&ending.on),
            how: ending.how.word(),
            by: ending.by.as_ref().map(ToString::to_string),
            certainty: ending.certainty.map(crate::model::Standing::word),
        }
    }

    fn bonds(&self, list: &[Bond]) -> Vec<BondView> {
        list.iter()
            .map(|bond| {
                let (mut org, mut of, mut within) = (None, None, None);
                match &bond.scope {
                    Scope::Org(id) => org = Some(id.to_string()),
                    Scope::Of(id) => of = Some(id.to_string()),
                    Scope::Within(id) => within = Some(id.to_string()),
                }
                BondView {
                    text: words::bond(self.docket, bond),
                    org,
                    of,
                    within,
                    kinds: slugs(&bond.kinds),
                    role: bond.role.as_ref().map(ToString::to_string),
                    disputed: bond
                        .disputed
                        .iter()
                        .zip(words::claims(bond))
                        .map(|(claim, text)| ClaimView {
                            text,
                            by: claim.by.clone(),
                            says: claim.says.word(),
                            ground: claim.ground.clone(),
                            since: claim.since.map(|since| since.0.to_string()),
                        })
                        .collect(),
                }
            })
            .collect()
    }
}

fn dates(claims: &[DateClaim]) -> Vec<DateView> {
    claims
        .iter()
        .map(|claim| DateView {
            on: claim.on.to_string(),
            text: words::date_claims(std::slice::from_ref(claim)),
            source: claim.source.as_ref().map(ToString::to_string),
            certainty: claim.certainty.map(crate::model::Standing::word),
        })
        .collect()
}

/// The events by day, and within a day in the order of the record.
fn events(directive: &Directive) -> Vec<EventView> {
    let mut all: Vec<_> = directive.events.iter().collect();
    all.sort_by_key(|event| (event.on.earliest(), event.on.latest()));
    all.into_iter()
        .map(|event| EventView {
            on: event.on.to_string(),
            kind: event.kind.word(),
            topic: event.topic.as_ref().map(ToString::to_string),
            what: event.what.clone(),
            sources: slugs(&event.sources),
            day: event.on.long(),
        })
        .collect()
}

fn source_view(name: &Slug, source: &Source) -> SourceView {
    SourceView {
        name: name.to_string(),
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        url: source.url.clone(),
        archived: source.archived.clone(),
        date: text(source.date),
        kind: source.kind.word(),
        supports: source.supports.clone(),
        long: words::source_long(source),
    }
}

fn documents(directive: &Directive) -> Vec<DocumentView> {
    directive
        .documents
        .iter()
        .map(|(name, document)| {
            let obtained = document.obtained.as_ref();
            DocumentView {
                name: name.to_string(),
                file: document.file.clone(),
                url: document.url.clone(),
                sha256: document.sha256.clone(),
                pages: document.pages,
                copy: None,
                copy_words: None,
                obtained_how: obtained.map(|it| it.how.clone()),
                obtained_on: obtained.and_then(|it| text(it.on)),
                obtained: obtained.map(|it| match it.on {
                    Some(on) => format!("{}, {}", it.how, on.long()),
                    None => it.how.clone(),
                }),
            }
        })
        .collect()
}
