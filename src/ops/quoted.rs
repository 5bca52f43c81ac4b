//! The exact words and the pages of rules, each typed as `RULE=...`.

use super::faults::Faults;
use super::new_directive::NewVersion;
use crate::model::{Fault, Rule};

/// Gives rules the words and pages that were typed for them. To be called where every typed rule
/// could be read: one that could not has its fault already, and what is said of it is not one more.
pub(super) fn quoted(faults: &mut Faults, new: &NewVersion, rules: &mut [Rule]) {
    for text in &new.words {
        if let Some((rule, at)) = meant(faults, "--words", text, rules) {
            let words = text[at..].trim();
            if words.is_empty() {
                let fault = Fault::new(at..text.len(), "the words are missing after \"=\"");
                faults.add("--words", text, fault);
            }
            rules[rule].words = Some(words.to_owned());
        }
    }
    for text in &new.pages {
        if let Some((rule, at)) = meant(faults, "--page", text, rules) {
            match text[at..].trim().parse::<u32>() {
                Ok(page) if page > 0 => rules[rule].page = Some(page),
                _ => {
                    let fault = Fault::new(at..text.len(), "this is no page");
                    faults.add("--page", text, fault.cure("write a number from 1"));
                }
            }
        }
    }
}

/// The rule that stands before the first `=` that ends the section or id of one, and where the
/// rest begins.
fn meant(
    faults: &mut Faults,
    flag: &'static str,
    text: &str,
    rules: &[Rule],
) -> Option<(usize, usize)> {
    let cuts = text.match_indices('=').map(|(at, _)| at);
    for cut in cuts {
        let name = text[..cut].trim();
        let is_its = |rule: &Rule| rule.cite.as_deref() == Some(name) || rule.id == name;
        match rules.iter().filter(|rule| is_its(rule)).count() {
            0 => {}
            1 => return Some((rules.iter().position(is_its)?, cut + 1)),
            many => {
                let message = format!("{many} rules stand at \"{name}\"");
                let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
                let fault = Fault::new(0..cut, message);
                let cure = format!("write one of their ids: {}", ids.join(", "));
                faults.add(flag, text, fault.cure(cure));
                return None;
            }
        }
    }
    let known: Vec<&str> = rules
        .iter()
        .map(|rule| rule.cite.as_deref().unwrap_or(rule.id.as_str()))
        .collect();
    let end = text.find('=').unwrap_or(text.len());
    let fault = Fault::new(0..end, "this is no rule of the directive");
    let cure = match known.as_slice() {
        [] => "give the rule too: --rule \"CITE: SENTENCE\"".to_owned(),
        known => format!("write RULE=... with one of: {}", known.join("; ")),
    };
    faults.add(flag, text, fault.cure(cure));
    None
}
