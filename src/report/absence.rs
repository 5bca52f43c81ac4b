//! What is not known behind a comparison, in the sentence that stands under every one of them: a
//! cell in which nothing stands must not read like a permission.

use super::compare::is_unchecked;
use super::words;
use crate::law::{Answer, Bench, Coding};

/// Counts of cells, and of those of which something is not known.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Absence {
    /// All that were looked at.
    pub(super) cells: usize,
    /// With no rule in play, and nothing noted of a search.
    pub(super) not_coded: usize,
    /// With a text in force of which no rule is known.
    pub(super) not_seen: usize,
    /// Decided by a text that was last checked before the day.
    pub(super) unchecked: usize,
}

impl Absence {
    /// Counts the cell of an answer.
    pub(super) fn add(&mut self, bench: &Bench<'_>, answer: &Answer<'_>) {
        self.count(
            answer.coding == Coding::NotCoded,
            !answer.unseen.is_empty(),
            is_unchecked(bench, answer),
        );
    }

    /// Counts a cell of which all is worked out.
    pub(super) fn count(&mut self, not_coded: bool, not_seen: bool, unchecked: bool) {
        self.cells += 1;
        self.not_coded += usize::from(not_coded);
        self.not_seen += usize::from(not_seen);
        self.unchecked += usize::from(unchecked);
    }

    /// The sentence; `None` where no cell was looked at. `led` stands before it, as "On 1 May 2020".
    pub(super) fn sentence(&self, led: Option<&str>) -> Option<String> {
        if self.cells == 0 {
            return None;
        }
        let start = led.map_or_else(|| "Of".to_owned(), |led| format!("{led}, of"));
        Some(format!(
            "{start} {}: {} not coded, {} with a text in force that was not seen, {} last checked \
             before the day.",
            words::count(self.cells, "cell"),
            self.not_coded,
            self.not_seen,
            self.unchecked
        ))
    }
}
