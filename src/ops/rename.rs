//! One body in the place of another, wherever a record names it.

use std::collections::BTreeMap;

use crate::model::{Bond, Directive, DirectiveId, Ending, Scope, Sentence, Slug};

/// Adds what is not there yet.
pub(super) fn extend<T: Clone + PartialEq>(list: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !list.contains(one) {
            list.push(one.clone());
        }
    }
}

/// A list without what stands in it twice, in its order.
fn once<T: Clone + PartialEq>(list: &[T]) -> Vec<T> {
    let mut all = Vec::with_capacity(list.len());
    extend(&mut all, list);
    all
}

/// Puts one body in the place of another.
pub(super) fn swap(slug: &mut Slug, from: &Slug, into: &Slug) {
    if slug == from {
        *slug = into.clone();
    }
}

/// The same in a list, which then names each once.
pub(super) fn swap_all(list: &mut Vec<Slug>, from: &Slug, into: &Slug) {
    if list.contains(from) {
        list.iter_mut().for_each(|slug| swap(slug, from, into));
        *list = once(list);
    }
}

/// The same where a sentence names the other side.
pub(super) fn counterpart(says: &mut Sentence, from: &Slug, into: &Slug) {
    if let Some(other) = &mut says.counterpart {
        swap(other, from, into);
    }
}

/// One body in the place of another, with the ids that its directives get.
pub(super) struct Renames {
    pub(super) from: Slug,
    pub(super) into: Slug,
    pub(super) ids: BTreeMap<DirectiveId, DirectiveId>,
}

impl Renames {
    fn slug(&self, slug: &mut Slug) {
        swap(slug, &self.from, &self.into);
    }

    fn id(&self, id: &mut DirectiveId) {
        if let Some(new) = self.ids.get(id) {
            *id = new.clone();
        }
    }

    /// Wherever the directive names the body.
    pub(super) fn directive(&self, directive: &mut Directive) {
        self.id(&mut directive.id);
        swap_all(&mut directive.parties, &self.from, &self.into);
        self.bonds(&mut directive.binds);
        for relation in &mut directive.relations {
            self.id(&mut relation.id.directive);
        }
        for version in &mut directive.versions {
            self.ending(version.ended.as_mut());
            version.binds.iter_mut().for_each(|list| self.bonds(list));
            self.meanings(&mut version.terms);
            for hold in &mut version.suspended {
                // What lifted it is an id or words.
                let by = hold.lifted_by.as_deref();
                let id = by.and_then(|by| by.parse::<DirectiveId>().ok());
                if let Some(new) = id.and_then(|id| self.ids.get(&id)) {
                    hold.lifted_by = Some(new.to_string());
                }
            }
            for rule in &mut version.rules {
                counterpart(&mut rule.says, &self.from, &self.into);
                self.ending(rule.ended.as_mut());
                rule.binds.iter_mut().for_each(|list| self.bonds(list));
                self.meanings(&mut rule.terms);
            }
        }
    }

    fn ending(&self, ended: Option<&mut Ending>) {
        if let Some(by) = ended.and_then(|ended| ended.by.as_mut()) {
            self.id(&mut by.directive);
        }
    }

    fn bonds(&self, list: &mut Vec<Bond>) {
        for bond in list.iter_mut() {
            if let Scope::Org(org) = &mut bond.scope {
                self.slug(org);
            }
        }
        *list = once(list);
    }

    fn meanings(&self, terms: &mut BTreeMap<Slug, String>) {
        if let Some(meaning) = terms.remove(&self.from) {
            terms.entry(self.into.clone()).or_insert(meaning);
        }
    }
}
