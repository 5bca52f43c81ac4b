//! Writing a directive.

use super::write::{self, Pairs, key};
use crate::model::{
    Authority, Directive, Document, Relation, Review, Rule, Stage, Step, Suspension, Version,
};

/// A directive as a record file: `ISSUER/SLUG.toml`.
pub fn write_directive(directive: &Directive) -> String {
    let mut out = String::new();
    let mut top = Pairs::default();
    top.put("id", &directive.id)
        .put("title", &directive.title)
        .maybe("number", directive.number.as_ref())
        .put("type", &directive.kind)
        .maybe("unit", directive.unit.as_ref())
        .texts("tags", &directive.tags)
        .texts("parties", &directive.parties);
    if !directive.binds.is_empty() {
        top.raw("binds", write::bonds(&directive.binds));
    }
    top.tables("relations", &directive.relations, relation)
        .maybe("note", directive.note.as_ref());
    top.block("", &mut out);
    write::sources(&directive.sources, &mut out);
    for (name, document) in &directive.documents {
        let header = format!("[document.{}]", key(name.as_str()));
        pairs_of_document(document).block(&header, &mut out);
    }
    for version in &directive.versions {
        pairs_of_version(version).block("[[version]]", &mut out);
        for rule in &version.rules {
            pairs_of_rule(rule).block("[[version.rule]]", &mut out);
        }
    }
    for event in &directive.events {
        let mut pairs = Pairs::default();
        write::event(&mut pairs, event);
        pairs.block("[[event]]", &mut out);
    }
    out
}

fn relation(relation: &Relation) -> String {
    let mut pairs = Pairs::default();
    pairs
        .put("type", relation.kind)
        .put("id", &relation.id)
        .maybe("part", relation.part.as_ref())
        .maybe("of", relation.of.as_ref());
    pairs.inline()
}

fn pairs_of_document(document: &Document) -> Pairs {
    let mut pairs = Pairs::default();
    pairs
        .maybe("file", document.file.as_ref())
        .maybe("url", document.url.as_ref())
        .maybe("sha256", document.sha256.as_ref())
        .number("pages", document.pages);
    if let Some(obtained) = &document.obtained {
        let mut inner = Pairs::default();
        inner.put("how", &obtained.how).maybe("on", obtained.on);
        pairs.raw("obtained", inner.inline());
    }
    pairs
}

fn pairs_of_version(version: &Version) -> Pairs {
    let mut pairs = Pairs::default();
    pairs
        .put("label", &version.label)
        .maybe("number", version.number.as_ref())
        .maybe(
            "stage",
            Some(version.stage).filter(|stage| *stage != Stage::Adopted),
        );
    let mut dates = Pairs::default();
    for (name, claims) in [
        ("adopted", &version.dates.adopted),
        ("signed", &version.dates.signed),
        ("issued", &version.dates.issued),
        ("effective", &version.dates.effective),
        ("published", &version.dates.published),
    ] {
        write::claims(&mut dates, name, claims);
    }
    let dates = dates.inline();
    if dates != "{}" {
        pairs.raw("dates", dates);
    }
    write::ending(&mut pairs, version.ended.as_ref());
    pairs
        .maybe("review_due", version.review_due)
        .tables("reviewed", &version.reviewed, review)
        .maybe("expires", version.expires)
        .put("text", version.text)
        .maybe("document", version.document.as_ref())
        .texts("silent", &version.silent)
        .maybe("last_checked", version.last_checked)
        .put("standing", version.standing)
        .tables("authority", &version.authority, authority);
    if let Some(bonds) = &version.binds {
        pairs.raw("binds", write::bonds(bonds));
    }
    write::meanings(&mut pairs, &version.terms);
    pairs
        .tables("suspended", &version.suspended, suspension)
        .texts("sources", &version.sources)
        .maybe("note", version.note.as_ref());
    pairs
}

fn review(review: &Review) -> String {
    let mut pairs = Pairs::default();
    pairs.put("on", review.on).put("result", &review.result);
    pairs.inline()
}

fn authority(authority: &Authority) -> String {
    let mut pairs = Pairs::default();
    pairs
        .put("office", &authority.office)
        .maybe("person", authority.person.as_ref())
        .put("act", authority.act)
        .put("certainty", authority.certainty);
    pairs.inline()
}

fn suspension(suspension: &Suspension) -> String {
    let mut pairs = Pairs::default();
    pairs
        .put("from", suspension.from)
        .maybe("until", suspension.until)
        .put("by", &suspension.by)
        .maybe("ground", suspension.ground.as_ref())
        .maybe("lifted_by", suspension.lifted_by.as_ref())
        .maybe("lifted", suspension.lifted)
        .texts("rules", &suspension.rules);
    pairs.inline()
}

fn pairs_of_rule(rule: &Rule) -> Pairs {
    let mut pairs = Pairs::default();
    pairs
        .put("id", &rule.id)
        .put("says", &rule.says)
        .maybe("cite", rule.cite.as_ref())
        .number("page", rule.page)
        .maybe("words", rule.words.as_ref())
        .maybe("summary", rule.summary.as_ref())
        .maybe("modality", rule.modality.as_ref())
        .maybe("standing", rule.standing)
        .tables("steps", &rule.steps, step)
        .maybe("consequence", rule.consequence.as_ref());
    if let Some(bonds) = &rule.binds {
        pairs.raw("binds", write::bonds(bonds));
    }
    write::claims(&mut pairs, "from", &rule.from);
    write::ending(&mut pairs, rule.ended.as_ref());
    write::meanings(&mut pairs, &rule.terms);
    pairs
        .texts("sources", &rule.sources)
        .maybe("note", rule.note.as_ref());
    pairs
}

fn step(step: &Step) -> String {
    let mut pairs = Pairs::default();
    pairs
        .maybe("by", step.by.as_ref())
        .put("do", &step.act)
        .maybe("within", step.within.as_ref())
        .maybe("after", step.after.as_ref());
    pairs.inline()
}
