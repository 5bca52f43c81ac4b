//! Words of opinion where a summary should say what the text says.

use super::{Text, Told};

/// Words that judge, in lower case. Those that the project itself never writes are put together from
/// halves.
pub const OPINIONS: &[&str] = &[
    concat!("sanc", "tuary"),
    concat!("ille", "gal"),
    concat!("ille", "gals"),
    concat!("ille", "gally"),
    "alarming",
    "appalling",
    "arbitrary",
    "brutal",
    "common-sense",
    "controversial",
    "cruel",
    "dangerous policy",
    "deplorable",
    "disgraceful",
    "draconian",
    "egregious",
    "harsh",
    "heroic",
    "humane",
    "inhumane",
    "invasion",
    "lawless",
    "misguided",
    "notorious",
    "outrageous",
    "radical",
    "reckless",
    "sensible",
    "shameful",
    "so-called",
    "soft on crime",
    "unfair",
    "unjust",
    "welcoming policy",
    "witch hunt",
];

/// A word of opinion in a summary.
pub(super) fn opinion(text: &Text<'_>, told: &mut Told<'_>) {
    for (version, rule) in text.rules() {
        let Some(summary) = &rule.summary else {
            continue;
        };
        let lower = summary.to_lowercase();
        if let Some(word) = OPINIONS.iter().find(|word| has_word(&lower, word)) {
            told.add(
                text.rule_name(version, rule),
                format!("its summary says \"{word}\", which judges"),
                "say what the text requires, permits or prohibits, in plain words",
            );
        }
    }
}

/// Whether a text has these words, whole.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-')
            && !text[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
    })
}
