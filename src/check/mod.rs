//! Findings over records: what is wrong with them, or may be. One table of checks ([`CHECKS`]), one
//! file a family of checks.
//!
//! A check is a pure function over a part of the records: one text, the texts of one issuer, one
//! body, all bodies, the lists, or what only the file or the disk can tell ([`Kept`]). Whoever runs
//! the checks loads a few bodies at a time and hands in each part once.

mod alike;
mod bodies;
mod care;
mod chain;
mod dates;
mod kept;
mod rules;
mod sources;
mod standing;
mod wording;

use crate::law::{Calendar, Sitting};
use crate::model::{
    Day, Directive, Docket, Finding, Organization, Registers, Rule, Severity, Version,
};

pub use kept::{Copy, Kept, Orphan, Outside};
pub use wording::OPINIONS;

/// A check: its name, how much its findings weigh, and what it looks for.
pub struct Check {
    /// The name, in words; it stays.
    pub code: &'static str,
    /// How much a finding weighs.
    pub severity: Severity,
    /// What it looks for, in a few words.
    pub meaning: &'static str,
    run: Run,
}

/// The part of the records that a check looks at.
enum Run {
    /// One directive.
    Text(fn(&Text<'_>, &mut Told<'_>)),
    /// All directives of one issuer.
    Issuer(fn(&[&Directive], &mut Told<'_>)),
    /// One body with what binds it.
    Body(fn(&Body<'_>, &mut Told<'_>)),
    /// All bodies.
    Bodies(fn(&[Organization], &mut Told<'_>)),
    /// The lists beside the directives.
    Lists(fn(&Registers, &mut Told<'_>)),
    /// What only the file or the disk can tell.
    Kept(fn(&Kept, &mut Told<'_>)),
}

/// A directive with what is needed to judge it.
pub struct Text<'a> {
    docket: &'a Docket,
    calendar: &'a Calendar<'a>,
    directive: &'a Directive,
    today: Day,
}

impl<'a> Text<'a> {
    const fn sitting(&self) -> Sitting<'a> {
        self.calendar.on(self.today)
    }

    /// Every rule with its version.
    fn rules(&self) -> impl Iterator<Item = (&'a Version, &'a Rule)> {
        let versions = self.directive.versions.iter();
        versions.flat_map(|version| version.rules.iter().map(move |rule| (version, rule)))
    }

    fn version_name(&self, version: &Version) -> String {
        format!("{}@{}", self.directive.id, version.label)
    }

    fn rule_name(&self, version: &Version, rule: &Rule) -> String {
        format!("{}@{}#{}", self.directive.id, version.label, rule.id)
    }
}

/// A body with what is needed to judge it.
pub struct Body<'a> {
    docket: &'a Docket,
    calendar: &'a Calendar<'a>,
    body: &'a Organization,
    today: Day,
}

/// Where the findings of one check go.
pub struct Told<'f> {
    check: &'static Check,
    found: &'f mut Vec<Finding>,
}

impl Told<'_> {
    /// Notes a finding about two records.
    fn add_pair(
        &mut self,
        (record, with): (String, String),
        what: impl Into<String>,
        cure: impl Into<String>,
    ) {
        self.add(record, what, cure);
        if let Some(last) = self.found.last_mut() {
            last.with = Some(with);
        }
    }

    /// Notes a finding.
    fn add(&mut self, record: impl Into<String>, what: impl Into<String>, cure: impl Into<String>) {
        self.found.push(Finding {
            code: self.check.code,
            severity: self.check.severity,
            record: record.into(),
            with: None,
            what: what.into(),
            cure: cure.into(),
            at: None,
        });
    }
}

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

/// Checks some directives, bodies, and the directives of their issuers, all of one docket. An issuer
/// is among `issuers` only where the docket holds all its directives.
pub fn records(
    docket: &Docket,
    texts: &[&Directive],
    bodies: &[&Organization],
    today: Day,
) -> Vec<Finding> {
    let calendar = &Calendar::new(docket);
    let mut found = Vec::new();
    let issuers: Vec<&[&Directive]> = texts.chunk_by(|a, b| a.id.issuer == b.id.issuer).collect();
    for check in CHECKS {
        let told = &mut Told {
            check,
            found: &mut found,
        };
        match check.run {
            Run::Text(run) => {
                for directive in texts {
                    run(
                        &Text {
                            docket,
                            calendar,
                            directive,
                            today,
                        },
                        told,
                    );
                }
            }
            Run::Issuer(run) => issuers.iter().for_each(|texts| run(texts, told)),
            Run::Body(run) => {
                for body in bodies {
                    run(
                        &Body {
                            docket,
                            calendar,
                            body,
                            today,
                        },
                        told,
                    );
                }
            }
            Run::Bodies(_) | Run::Lists(_) | Run::Kept(_) => {}
        }
    }
    found
}

/// Checks the registers: all bodies against each other, and the lists.
pub fn registers(registers: &Registers) -> Vec<Finding> {
    let mut found = Vec::new();
    for check in CHECKS {
        let told = &mut Told {
            check,
            found: &mut found,
        };
        match check.run {
            Run::Bodies(run) => run(&registers.organizations, told),
            Run::Lists(run) => run(registers, told),
            Run::Text(_) | Run::Issuer(_) | Run::Body(_) | Run::Kept(_) => {}
        }
    }
    found
}

/// Checks what only the file or the disk can tell.
pub fn kept(kept: &Kept) -> Vec<Finding> {
    let mut found = Vec::new();
    for check in CHECKS {
        let told = &mut Told {
            check,
            found: &mut found,
        };
        if let Run::Kept(run) = check.run {
            run(kept, told);
        }
    }
    found
}
