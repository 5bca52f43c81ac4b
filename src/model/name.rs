//! Names as people write them: compared without regard to case and form, shown without harm.

use unicode_normalization::UnicodeNormalization;

/// The form in which two names are compared: NFC, case folded, white space and punctuation squeezed.
///
/// SQLite folds ASCII only, so names are never compared in SQL.
pub fn normalised(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfc().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if c != '\'' && c != '\u{2019}' && c != '.' && !out.is_empty() && !out.ends_with(' ')
        {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// The text with control and bidirectional characters spelt out (`\u{1b}`), so that text from
/// outside is seen by the reader and not obeyed by the terminal. Tabs and newlines become spaces.
pub fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => out.push(' '),
            c if c.is_control()
                || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}') =>
            {
                out.extend(c.escape_unicode());
            }
            c => out.push(c),
        }
    }
    out
}

/// The candidate that a mistyped `text` most likely meant, or none if nothing is near.
/// Equal likeness goes to the first in alphabetical order, so the answer is always the same.
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = normalised(text);
    if wanted.is_empty() {
        return None;
    }
    candidates
        .into_iter()
        .map(|candidate| (likeness(&wanted, &normalised(candidate)), candidate))
        .filter(|(score, _)| *score >= 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// How alike two normalised names are, from 0 to 1.
pub fn likeness(a: &str, b: &str) -> f64 {
    // Jaro-Winkler likes a shared beginning, Damerau-Levenshtein a single slip anywhere: a typing
    // error is one of the two.
    strsim::jaro_winkler(a, b).min(0.5 + strsim::normalized_damerau_levenshtein(a, b) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_across_case_accents_and_punctuation() {
        assert_eq!(
            normalised("Prince George\u{2019}s  County PD."),
            "prince georges county pd"
        );
        assert_eq!(normalised("PEN\u{303}A"), normalised("pe\u{f1}a"));
    }

    #[test]
    fn control_characters_are_shown_not_obeyed() {
        assert_eq!(shown("a\u{1b}[31mb\u{202e}"), "a\\u{1b}[31mb\\u{202e}");
    }

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let words = ["hold-on-detainer", "share-status", "assist-arrest"];
        assert_eq!(nearest("hold-on-detaner", words), Some("hold-on-detainer"));
        assert_eq!(nearest("asist-arrest", words), Some("assist-arrest"));
        assert_eq!(nearest("banana", words), None);
    }
}
