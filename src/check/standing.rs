//! A standing better than the sources allow.

use std::collections::BTreeSet;

use super::{Text, Told};
use crate::model::{Seen, Slug, Source, SourceKind, Standing, Version};

/// A standing better than the sources allow: of a rule with sources or a standing of its own, else of
/// its version.
pub(super) fn above_sources(text: &Text<'_>, told: &mut Told<'_>) {
    for version in &text.directive.versions {
        let of_rules = version.rules.iter().flat_map(|rule| &rule.sources);
        let all: BTreeSet<&Slug> = version.sources.iter().chain(of_rules).collect();
        let record = text.version_name(version);
        judge(text, version, &record, version.standing, &all, told);
        for rule in &version.rules {
            let Some(own) = rule.standing else { continue };
            let cited = if rule.sources.is_empty() {
                &version.sources
            } else {
                &rule.sources
            };
            let record = text.rule_name(version, rule);
            judge(text, version, &record, own, &cited.iter().collect(), told);
        }
    }
}

fn judge(
    text: &Text<'_>,
    version: &Version,
    record: &str,
    standing: Standing,
    names: &BTreeSet<&Slug>,
    told: &mut Told<'_>,
) {
    let cited: Vec<&Source> = names
        .iter()
        .filter_map(|name| text.directive.sources.get(*name))
        .collect();
    let has_text = cited.iter().any(|source| is_text(source)) || version.document.is_some();
    let what = match standing {
        Standing::Documented if !has_text => {
            "it stands as \"text seen\", and none of its sources is the text or a court paper"
        }
        // That a version was there may be seen in another text; what it said cannot.
        Standing::Documented if version.text == Seen::None && !version.rules.is_empty() => {
            "it stands as \"text seen\", and the version says that nothing of the text was seen"
        }
        Standing::Confirmed if cited.len() < 2 && !has_text => {
            "it stands as \"several accounts\", and names fewer than two sources"
        }
        Standing::Reported if cited.is_empty() => {
            "it stands as \"one account\", and names no source"
        }
        _ => return,
    };
    told.add(
        record,
        what,
        "name the sources that carry it, or lower its standing",
    );
}

/// Whether a source is the text itself, an official copy or a paper of a court.
const fn is_text(source: &Source) -> bool {
    matches!(
        source.kind,
        SourceKind::Primary | SourceKind::Court | SourceKind::OfficialStatement
    )
}
