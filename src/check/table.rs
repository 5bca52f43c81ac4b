//! The table of checks.

use super::{
    Check, Run, alike, bodies, care, chain, dates, kept, rules, sources, standing, wording,
};
use crate::model::Severity;

/// A line of the table.
const fn check(code: &'static str, severity: Severity, meaning: &'static str, run: Run) -> Check {
    Check {
        code,
        severity,
        meaning,
        run,
    }
}

/// Every check, the heavier ones first.
pub static CHECKS: &[Check] = &{
    use Run::{Bodies, Body, Issuer, Kept, Lists, Text};
    use Severity::{Error, Note, Warning};
    [
        check(
            "dates-out-of-order",
            Error,
            "dates that cannot have come in this order",
            Text(dates::out_of_order),
        ),
        check(
            "end-by-missing",
            Error,
            "an end by a text or version that is not on record",
            Text(chain::ended_by_missing),
        ),
        check(
            "end-by-later",
            Error,
            "an end by something that begins later",
            Text(chain::ended_by_later),
        ),
        check(
            "versions-overlap",
            Error,
            "two adopted versions in force at once",
            Text(chain::overlap),
        ),
        check(
            "rule-outside-version",
            Error,
            "a rule that begins or ends outside its version",
            Text(chain::rule_outside),
        ),
        check(
            "when-never",
            Error,
            "a rule whose condition can never hold",
            Text(rules::when_never),
        ),
        check(
            "orphan-row",
            Error,
            "a row that names another which is not there",
            Kept(kept::orphans),
        ),
        check(
            "standing-above-sources",
            Warning,
            "a standing better than the sources allow",
            Text(standing::above_sources),
        ),
        check(
            "date-missing",
            Warning,
            "an adopted version without any date",
            Text(dates::missing),
        ),
        check(
            "effective-date-missing",
            Warning,
            "a statute or ordinance without the date on which it took effect",
            Text(dates::effective_missing),
        ),
        check(
            "amendment-drops-rule",
            Warning,
            "a new version that drops a rule without a word",
            Text(chain::dropped),
        ),
        check(
            "only-swallows",
            Warning,
            "\"only\" on a topic of which the same text rules a narrower one",
            Text(rules::only_swallows),
        ),
        check(
            "narrow-act-broad-topic",
            Warning,
            "two rules of one text on one topic, one without the other's exceptions",
            Text(rules::narrow_act),
        ),
        check(
            "rule-never-decides",
            Warning,
            "a rule that others of the same text always come before",
            Text(rules::never_decides),
        ),
        check(
            "term-unexplained",
            Warning,
            "a condition that each text defines for itself, without terms",
            Text(rules::unexplained),
        ),
        check(
            "directive-unbound",
            Warning,
            "a directive that binds nobody",
            Text(bodies::directive_unbound),
        ),
        check(
            "rule-without-source",
            Warning,
            "a rule for which neither it nor its version names a source",
            Text(sources::rule_without),
        ),
        check(
            "link-no-address",
            Warning,
            "a link that is not an address of the web",
            Text(sources::no_address),
        ),
        check(
            "list-link-no-address",
            Warning,
            "the same in a source of coverage, practice or events",
            Lists(sources::list_no_address),
        ),
        check(
            "coverage-contradicts",
            Warning,
            "coverage that a rule on record contradicts",
            Body(bodies::coverage_contradicts),
        ),
        check(
            "silence-contradicts",
            Warning,
            "a version said to be silent on a topic on which it has a rule",
            Text(rules::not_silent),
        ),
        check(
            "opinion-word",
            Warning,
            "a word of opinion in a summary",
            Text(wording::opinion),
        ),
        check(
            "document-gone",
            Warning,
            "a copy of a text that is not in the folder of copies",
            Kept(kept::gone),
        ),
        check(
            "document-changed",
            Warning,
            "a copy of a text that is not the one that was read",
            Kept(kept::changed),
        ),
        check(
            "rows-outside",
            Warning,
            "rows written outside Comity",
            Kept(kept::outside),
        ),
        check(
            "source-unused",
            Note,
            "a source that nothing cites",
            Text(sources::unused),
        ),
        check(
            "list-source-unused",
            Note,
            "the same in the sources of coverage, practice or events",
            Lists(sources::list_unused),
        ),
        check(
            "bodies-alike",
            Note,
            "two bodies that may be one",
            Bodies(alike::bodies),
        ),
        check(
            "directives-alike",
            Note,
            "two directives of one issuer that may be one",
            Issuer(alike::directives),
        ),
        check(
            "body-unbound",
            Note,
            "a department that nothing on record binds",
            Body(bodies::body_unbound),
        ),
        check(
            "review-due",
            Note,
            "a version in force whose review is due",
            Text(care::review_due),
        ),
        check(
            "checked-long-ago",
            Note,
            "a version without a known end that nobody checked for three years",
            Text(care::stale),
        ),
    ]
};
