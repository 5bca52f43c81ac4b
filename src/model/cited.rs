//! Which of its sources a directive cites.

use std::collections::BTreeSet;

use super::{DateClaim, Dates, Directive, Ending, Slug};

impl Directive {
    /// Every name of a source that something in it cites.
    pub fn cited_sources(&self) -> BTreeSet<&Slug> {
        let of_events = self.events.iter().flat_map(|event| &event.sources);
        let mut all: BTreeSet<&Slug> = of_events.collect();
        for version in &self.versions {
            let Dates {
                adopted,
                signed,
                issued,
                effective,
                published,
            } = &version.dates;
            for claims in [adopted, signed, issued, effective, published] {
                all.extend(of_claims(claims));
            }
            all.extend(&version.sources);
            all.extend(of_end(version.ended.as_ref()));
            for rule in &version.rules {
                all.extend(&rule.sources);
                all.extend(of_claims(&rule.from));
                all.extend(of_end(rule.ended.as_ref()));
            }
        }
        all
    }
}

fn of_claims(claims: &[DateClaim]) -> impl Iterator<Item = &Slug> {
    claims.iter().filter_map(|claim| claim.source.as_ref())
}

fn of_end(ended: Option<&Ending>) -> impl Iterator<Item = &Slug> {
    ended.into_iter().flat_map(|ended| of_claims(&ended.on))
}
