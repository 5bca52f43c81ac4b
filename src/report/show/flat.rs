//! The view of a directive as rows: one a rule of the version shown.

use super::view::DirectiveView;
use crate::report::Flat;

/// A row a rule; one row without a rule where the version has none, so that it is not lost.
pub(super) fn flat(view: &DirectiveView) -> Flat {
    let head = vec![
        "id",
        "title",
        "number",
        "type",
        "issuer",
        "version",
        "in_force",
        "standing",
        "rule",
        "effect",
        "topic",
        "counterpart",
        "role",
        "only",
        "when",
        "unless",
        "protected",
        "cite",
        "page",
        "summary",
        "text",
        "on",
    ];
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    let (label, in_force, standing) = view.version.as_ref().map_or_else(
        || (String::new(), "no", "unknown"),
        |version| (version.label.clone(), version.in_force, version.standing),
    );
    let base = |standing: &str| {
        vec![
            view.id.clone(),
            view.title.clone(),
            text(view.number.as_ref()),
            view.kind.clone(),
            view.issuer.clone(),
            label.clone(),
            in_force.to_owned(),
            standing.to_owned(),
        ]
    };
    let rules = view.version.iter().flat_map(|version| &version.rules);
    let mut rows: Vec<Vec<String>> = rules
        .map(|rule| {
            let mut row = base(rule.standing);
            row.extend([
                rule.id.clone(),
                rule.effect.to_owned(),
                rule.topic.clone(),
                text(rule.counterpart.as_ref()),
                text(rule.role.as_ref()),
                rule.only.to_string(),
                text(rule.when.as_ref()),
                text(rule.unless.as_ref()),
                rule.protected.to_string(),
                text(rule.cite.as_ref()),
                rule.page.map_or(String::new(), |page| page.to_string()),
                text(rule.summary.as_ref()),
                rule.text.clone(),
                view.on.clone(),
            ]);
            row
        })
        .collect();
    if rows.is_empty() {
        let mut row = base(standing);
        row.resize(head.len() - 1, String::new());
        row.push(view.on.clone());
        rows.push(row);
    }
    Flat { head, rows }
}
