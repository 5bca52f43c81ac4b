//! A directive from the keyboard: what was typed for each part of it, read into a record.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::new_directive::{DraftError, NewDirective, NewVersion, Wrong};
use super::quoted::quoted;
use super::resolve::{self, Unknown};
use super::typed::{self, free_id, plain_rule};
use crate::model::{Bond, Directive, DirectiveId, Family, Organization, Rule, Scope, Slug};
use crate::store::Reader;

/// Reads what was typed into a record with one version.
///
/// # Errors
/// Where the issuer is not on record, the directive is, or for every value that cannot be right.
pub fn draft(reader: &Reader, new: &NewDirective) -> Result<Directive, DraftError> {
    let id: DirectiveId = new.id.parse().map_err(|fault| Wrong {
        flag: "",
        value: new.id.clone(),
        fault,
    })?;
    let mut desk = Desk::new(reader)?;
    let issuer = issuer(&id.issuer, &desk.bodies)
        .map_err(DraftError::Unknown)?
        .id
        .clone();
    if reader.directive(&id)?.is_some() {
        return Err(DraftError::Exists(id));
    }
    let directive = directive(&mut desk, new, id, issuer);
    desk.checked()?;
    Ok(directive)
}

/// The issuer by its slug: an id is permanent, so no beginning of it will do.
fn issuer<'a>(slug: &Slug, bodies: &'a [Organization]) -> Result<&'a Organization, Unknown> {
    if let Some(body) = bodies.iter().find(|body| body.id == *slug) {
        return Ok(body);
    }
    if let Some(into) = resolve::merged_into(slug.as_str(), bodies) {
        let message = format!(
            "\"{slug}\" was merged into \"{}\"; nothing was written",
            into.id
        );
        return Err(Unknown::new(message).hint(format!("begin the id with it: {}/NAME", into.id)));
    }
    match resolve::body(slug.as_str(), bodies) {
        Ok(near) => Err(
            Unknown::new(format!("the body \"{slug}\" is not on record"))
                .hint(format!("did you mean \"{}\"?", near.id)),
        ),
        Err(unknown) => Err(unknown),
    }
}

fn directive(desk: &mut Desk, new: &NewDirective, id: DirectiveId, issuer: Slug) -> Directive {
    let typed = &new.version;
    let title = desk.faults.filled("--title", &new.title);
    let kind = desk
        .faults
        .term(&desk.codebook, Family::Type, "--type", &new.kind)
        .unwrap_or_else(|| issuer.clone());
    let mut binds = desk.bonds(&typed.binds);
    if typed.binds.is_empty() {
        binds.push(Bond {
            scope: Scope::Org(issuer),
            kinds: Vec::new(),
            role: None,
            disputed: Vec::new(),
        });
    }
    let fresh = desk.version(typed, &title, &BTreeMap::new());
    let mut directive = Directive {
        id,
        title,
        number: desk.faults.maybe("--number", typed.number.as_deref()),
        kind,
        unit: None,
        tags: Vec::new(),
        parties: Vec::new(),
        binds,
        relations: Vec::new(),
        note: None,
        sources: BTreeMap::new(),
        documents: BTreeMap::new(),
        versions: Vec::new(),
        events: Vec::new(),
    };
    let mut version = fresh.into_directive(&mut directive);
    version.rules = rules(desk, typed);
    directive.versions.push(version);
    directive
}

fn rules(desk: &mut Desk, typed: &NewVersion) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for text in &typed.rules {
        if let Some((cite, says)) = desk.sentence(text) {
            if typed::is_there(&rules, &says, cite.as_deref()) {
                desk.faults.note(typed::twice(text));
            }
            rules.push(plain_rule(free_id(&says.topic, &rules), says, cite));
        }
    }
    if rules.len() == typed.rules.len() {
        quoted(&mut desk.faults, typed, &mut rules);
    }
    rules
}
