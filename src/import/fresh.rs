//! Records that a table brings: directives, versions and rules that were not on record.

use super::draft::{CellFault, Draft};
use crate::model::flat::Column;
use crate::model::{
    Bond, DateClaim, Dates, Directive, Ending, Fault, Rule, SLUG_MAX, Seen, Slug, Source,
    SourceKind, Standing, Version,
};

/// A text, unless the cell is empty.
pub(super) fn maybe(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

/// The fault of a cell that a new record cannot do without.
pub(super) fn missing(draft: &Draft, column: Column) -> CellFault {
    let cure = match column {
        Column::Title => "the text's own title",
        Column::Type => "a type of the codebook, such as general-order",
        _ => "whom it binds, such as chicago-pd or \"within us-il\"",
    };
    CellFault {
        line: draft.line,
        column: Some(column),
        value: String::new(),
        fault: Fault::new(0..0, format!("the {column} is missing")).cure(cure),
    }
}

/// A new directive without its versions.
///
/// # Errors
/// Where its title or type is missing.
pub(super) fn directive(drafts: &[Draft]) -> Result<Directive, Vec<CellFault>> {
    let first = &drafts[0];
    let mut faults = Vec::new();
    if first.row[Column::Title].is_empty() {
        faults.push(missing(first, Column::Title));
    }
    let Some(kind) = &first.kind else {
        faults.push(missing(first, Column::Type));
        return Err(faults);
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    let has_version = drafts
        .iter()
        .any(|one| !one.row[Column::Version].is_empty());
    Ok(Directive {
        id: first.id.clone(),
        title: first.row[Column::Title].to_string(),
        // With versions it is theirs, until they turn out to agree.
        number: maybe(&first.row[Column::Number]).filter(|_| !has_version),
        kind: kind.clone(),
        unit: None,
        tags: Vec::new(),
        parties: Vec::new(),
        binds: if has_version {
            Vec::new()
        } else {
            first.binds.clone().unwrap_or_default()
        },
        relations: Vec::new(),
        note: None,
        sources: std::collections::BTreeMap::new(),
        documents: std::collections::BTreeMap::new(),
        versions: Vec::new(),
        events: Vec::new(),
    })
}

/// A new version from its rows. What its rules have in common is the version's.
///
/// # Errors
/// Where a rule does not say whom it binds.
pub(super) fn version(
    drafts: &[&Draft],
    directive: &mut Directive,
) -> Result<Version, Vec<CellFault>> {
    let first = drafts[0];
    let own = |column: Column| drafts.iter().find(|draft| !draft.row.is_alone(column));
    let mut note = None;
    for draft in drafts {
        self::note(&mut note, &draft.notes);
    }
    let mut version = Version {
        label: first.row[Column::Version].to_string(),
        number: maybe(&first.row[Column::Number]),
        stage: first.stage,
        dates: Dates {
            issued: first.issued.claims.clone(),
            effective: own(Column::Effective)
                .map(|draft| draft.effective.claims.clone())
                .unwrap_or_default(),
            ..Dates::default()
        },
        ended: own(Column::Ended).and_then(|draft| draft.ended.ending.clone()),
        review_due: None,
        reviewed: Vec::new(),
        expires: None,
        text: Seen::None,
        document: None,
        silent: Vec::new(),
        last_checked: None,
        standing: first.standing,
        authority: first.authority.clone(),
        binds: first.binds.clone(),
        terms: std::collections::BTreeMap::new(),
        suspended: Vec::new(),
        sources: sources(directive, &first.urls, &[]),
        note,
        rules: Vec::new(),
    };
    let mut faults = Vec::new();
    for draft in drafts.iter().filter(|draft| draft.rule.is_some()) {
        if draft.binds.is_none() {
            faults.push(missing(draft, Column::Binds));
        } else if let Some(rule) = bare_rule(draft, directive, &version) {
            version.rules.push(rule);
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if !version.rules.is_empty() {
        gather(&mut version);
        // Somebody saw what is documented; how much of it, the table does not tell.
        if version.standing == Standing::Documented {
            version.text = Seen::Part;
        }
    }
    Ok(version)
}

/// A new rule of a version that is on record.
///
/// # Errors
/// Where it does not say whom it binds, and nothing above it does.
pub(super) fn rule(
    draft: &Draft,
    directive: &mut Directive,
    at: usize,
) -> Result<Rule, Vec<CellFault>> {
    let version = directive.versions[at].clone();
    let inherited = version
        .binds
        .clone()
        .unwrap_or_else(|| directive.binds.clone());
    if draft.binds.is_none() && inherited.is_empty() {
        return Err(vec![missing(draft, Column::Binds)]);
    }
    let Some(mut rule) = bare_rule(draft, directive, &version) else {
        return Err(vec![missing(draft, Column::Topic)]);
    };
    rule.standing = rule.standing.filter(|own| *own != version.standing);
    rule.binds = rule.binds.filter(|own| *own != inherited);
    if rule.sources == version.sources {
        rule.sources = Vec::new();
    }
    Ok(rule)
}

/// A rule with everything of its own.
fn bare_rule(draft: &Draft, directive: &mut Directive, version: &Version) -> Option<Rule> {
    let of_rule = draft.rule.as_ref()?;
    Some(Rule {
        id: free_id(&of_rule.says.topic, version),
        says: of_rule.says.clone(),
        cite: maybe(&draft.row[Column::Cite]),
        page: None,
        words: None,
        summary: maybe(&draft.row[Column::Summary]),
        modality: maybe(&draft.row[Column::Modality]),
        standing: Some(draft.standing),
        steps: of_rule.steps.clone(),
        consequence: None,
        binds: draft.binds.clone(),
        from: from(draft),
        ended: rule_end(draft),
        terms: std::collections::BTreeMap::new(),
        sources: sources(directive, &draft.urls, &[]),
        note: None,
    })
}

/// The start that a rule has for itself.
pub(super) fn from(draft: &Draft) -> Vec<DateClaim> {
    if draft.effective.alone {
        draft.effective.claims.clone()
    } else {
        Vec::new()
    }
}

/// The end that a rule has for itself.
pub(super) fn rule_end(draft: &Draft) -> Option<Ending> {
    draft.ended.ending.clone().filter(|_| draft.ended.alone)
}

/// The topic, or the topic with a number where a rule has it.
fn free_id(topic: &Slug, version: &Version) -> Slug {
    let mut id = topic.clone();
    let mut number = 2;
    while version.rule(id.as_str()).is_some() {
        let tail = format!("-{number}");
        let head: String = topic.as_str().chars().take(SLUG_MAX - tail.len()).collect();
        id = format!("{head}{tail}").parse().unwrap_or(id);
        number += 1;
    }
    id
}

/// The names of the sources with these addresses; those that are not there are added. Sources
/// without an address, of which the table knows nothing, stay.
pub(super) fn sources(directive: &mut Directive, urls: &[String], old: &[Slug]) -> Vec<Slug> {
    let mut names: Vec<Slug> = old
        .iter()
        .filter(|name| {
            let source = directive.sources.get(*name);
            source.is_some_and(|source| source.url.is_none())
        })
        .cloned()
        .collect();
    for url in urls {
        let known = directive
            .sources
            .iter()
            .find(|(_, source)| source.url.as_ref() == Some(url))
            .map(|(name, _)| name.clone());
        let name = known.or_else(|| {
            let name = free_name(directive, url)?;
            let source = Source {
                title: url.clone(),
                publisher: None,
                url: Some(url.clone()),
                archived: None,
                date: None,
                kind: SourceKind::Secondary,
                supports: None,
            };
            directive.sources.insert(name.clone(), source);
            Some(name)
        });
        names.extend(name);
    }
    names
}

/// A name for a source: that of its host, with a number where one has it.
fn free_name(directive: &Directive, url: &str) -> Option<Slug> {
    let host = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let host = host
        .strip_prefix("www.")
        .unwrap_or(host)
        .to_ascii_lowercase();
    let bare: String = host
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(SLUG_MAX - 8)
        .collect();
    let base: Slug = bare
        .trim_matches('-')
        .parse()
        .or_else(|_| "source".parse())
        .ok()?;
    let numbered = (2..).filter_map(|number| format!("{base}-{number}").parse::<Slug>().ok());
    std::iter::once(base.clone())
        .chain(numbered)
        .find(|name| !directive.sources.contains_key(name))
}

/// Adds what a table says to a note; tells whether it was not there yet.
pub(super) fn note(note: &mut Option<String>, lines: &[String]) -> bool {
    let mut added = false;
    for line in lines {
        let text = note.get_or_insert_default();
        if text.lines().any(|known| known == line) {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
        added = true;
    }
    added
}

/// The value that stands most often; of several the first.
fn commonest<T: PartialEq + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counted: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counted.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counted.push((value, 1)),
        }
    }
    let most = counted.iter().map(|(_, count)| *count).max()?;
    counted
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(value, _)| value)
}

/// Moves what most rules of a new version have to the version.
fn gather(version: &mut Version) {
    let rules = &version.rules;
    if let Some(standing) = commonest(rules.iter().filter_map(|rule| rule.standing)) {
        version.standing = standing;
    }
    version.binds = commonest(rules.iter().filter_map(|rule| rule.binds.clone()));
    let mut union: Vec<Slug> = Vec::new();
    for name in rules.iter().flat_map(|rule| &rule.sources) {
        if !union.contains(name) {
            union.push(name.clone());
        }
    }
    // A rule without a source would seem to have those of the version.
    if rules.iter().any(|rule| rule.sources.is_empty()) {
        union.clear();
    }
    let standing = version.standing;
    for rule in &mut version.rules {
        rule.standing = rule.standing.filter(|own| *own != standing);
        if rule.binds == version.binds {
            rule.binds = None;
        }
        if rule.sources == union {
            rule.sources.clear();
        }
    }
    version.sources = union;
}

/// Moves what all versions of a new directive have to the directive.
pub(super) fn lift(directive: &mut Directive) {
    let all: Option<Vec<Vec<Bond>>> = directive
        .versions
        .iter()
        .map(|version| version.binds.clone())
        .collect();
    if let Some(binds) = all.and_then(|all| commonest(all.into_iter())) {
        directive.binds = binds;
    }
    let numbers: Option<Vec<String>> = directive
        .versions
        .iter()
        .map(|version| version.number.clone())
        .collect();
    if let Some(number) = numbers.and_then(|all| commonest(all.into_iter())) {
        directive.number = Some(number);
    }
    settle(directive, 0);
}

/// Takes from versions what their directive says already.
pub(super) fn settle(directive: &mut Directive, from: usize) {
    for version in directive.versions.iter_mut().skip(from) {
        if version.number == directive.number {
            version.number = None;
        }
        if !directive.binds.is_empty() && version.binds.as_ref() == Some(&directive.binds) {
            version.binds = None;
        }
    }
}
