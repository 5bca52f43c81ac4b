//! Which version of a directive is meant.

use super::error::{Failure, Kind};
use crate::law::Calendar;
use crate::model::date::parse_day;
use crate::model::{Directive, Docket, Fault};
use crate::report::words;

/// The label of a version that is named by its label, or by a day on which it alone was in force.
///
/// # Errors
/// Where the directive has none such, or several may have been in force.
pub(super) fn version_label(
    flag: &str,
    directive: &Directive,
    text: &str,
    docket: &Docket,
) -> Result<String, Failure> {
    if directive.version(text).is_some() {
        return Ok(text.to_owned());
    }
    let labels: Vec<&str> = directive
        .versions
        .iter()
        .map(|version| version.label.as_str())
        .collect();
    let none = || {
        Failure::new(
            Kind::NotOnRecord,
            format!("{} has no version \"{text}\"", directive.id),
        )
        .hint(format!("it has: {}", labels.join(", ")))
    };
    let day = parse_day(text).map_err(|_| none())?;
    let calendar = Calendar::new(docket);
    let sitting = calendar.on(day);
    match words::versions_in_force(&sitting, directive).as_slice() {
        [] => Err(none()),
        [(version, _)] => Ok(version.label.clone()),
        many => {
            let labels: Vec<&str> = many.iter().map(|(one, _)| one.label.as_str()).collect();
            let value = format!("{}@{text}", directive.id);
            let from = value.len() - text.len();
            let fault = Fault::new(
                from..value.len(),
                "on this day several versions may be in force",
            )
            .cure(format!("write one of: {}", labels.join(", ")));
            Err(Failure::argument(flag, &value, fault))
        }
    }
}
