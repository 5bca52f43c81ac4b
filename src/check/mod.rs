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
mod table;
mod wording;

use crate::law::{Calendar, Sitting};
use crate::model::{
    Day, Directive, Docket, Finding, Organization, Registers, Rule, Severity, Version,
};

pub use kept::{Copy, Kept, Orphan, Outside};
pub use table::CHECKS;
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
