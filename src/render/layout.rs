//! How the columns of a grid share a width, and when a grid is cut into parts that stand under one
//! another.

use super::Look;
use super::wrap::{display_width, widest_word};
use crate::report::Table;

/// Columns between two columns of a grid.
pub(super) const GAP: usize = 2;

/// Narrower than this a column of running text becomes a tower of single words.
const COMFORT: usize = 12;

/// Wider than this a column of running text is hard to read down, however wide the terminal is.
const READABLE: usize = 60;

/// What a column asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    /// The width below which words would have to be cut, or the text becomes a tower.
    least: usize,
    /// The width at which nothing needs to be wrapped.
    full: usize,
}

/// What each column of a grid asks for. `width` is that of the whole grid: no word may claim more
/// than half of it.
pub(super) fn needs(table: &Table, width: usize) -> Vec<Need> {
    (0..table.head.len())
        .map(|column| {
            let cells = table.rows.iter().filter_map(|row| row.get(column));
            let lines = cells.flat_map(|cell| cell.lines.iter().map(|(_, text)| text.as_str()));
            let (mut word, mut full) = (0, 1);
            for text in lines.chain([table.head[column].as_str()]) {
                word = word.max(widest_word(text));
                full = full.max(display_width(text));
            }
            let least = word.min(width / 2).max(full.min(COMFORT));
            Need {
                least,
                full: full.min(READABLE.max(least)),
            }
        })
        .collect()
}

/// The parts into which a grid is cut, as lists of columns. Each begins with the first column,
/// which names the rows; the others are spread evenly over as few parts as can be.
pub(super) fn parts(needs: &[Need], width: usize) -> Vec<Vec<usize>> {
    let fits = |columns: &[usize]| {
        let least: usize = columns.iter().map(|column| needs[*column].least).sum();
        least + GAP * (columns.len() - 1) <= width
    };
    let rest: Vec<usize> = (1..needs.len()).collect();
    let with_first = |some: &[usize]| [&[0], some].concat();
    for size in (1..=rest.len()).rev() {
        // As many parts as this size asks for, but of even size: 4 and 4, not 7 and 1.
        let even = rest.len().div_ceil(rest.len().div_ceil(size));
        let parts: Vec<Vec<usize>> = rest.chunks(even).map(with_first).collect();
        if parts.iter().all(|part| fits(part)) || size == 1 {
            return parts;
        }
    }
    vec![vec![0]]
}

/// The widths of the columns of one part: what they ask for where that fits; else all alike, but
/// none narrower than its least and none wider than it needs. Where even the least do not fit, the
/// widest give way.
pub(super) fn widths(needs: &[Need], width: usize) -> Vec<usize> {
    let room = width
        .max(Look::WIDTH_MIN)
        .saturating_sub(GAP * needs.len().saturating_sub(1))
        .max(needs.len());
    let least: usize = needs.iter().map(|need| need.least).sum();
    let bounds = |need: &Need| {
        if least > room {
            (1, need.least)
        } else {
            (need.least, need.full.max(need.least))
        }
    };
    let at = |level: usize| -> Vec<usize> {
        needs
            .iter()
            .map(|need| {
                let (low, high) = bounds(need);
                level.clamp(low, high)
            })
            .collect()
    };
    let total = |level: usize| at(level).iter().sum::<usize>();
    let level = (1..=room).rev().find(|level| total(*level) <= room);
    let mut widths = at(level.unwrap_or(1));
    // A few columns are left over by the even level; the first ones that can use them get them.
    let mut left = room.saturating_sub(widths.iter().sum());
    for (column, need) in widths.iter_mut().zip(needs) {
        if left > 0 && *column < bounds(need).1 {
            *column += 1;
            left -= 1;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: usize, full: usize) -> Need {
        Need { least, full }
    }

    #[test]
    fn columns_get_what_they_ask_for_where_it_fits() {
        assert_eq!(widths(&[need(5, 10), need(5, 20)], 80), [10, 20]);
    }

    #[test]
    fn wide_columns_share_evenly_and_narrow_ones_stay_whole() {
        assert_eq!(
            widths(&[need(5, 100), need(4, 4), need(5, 100)], 40),
            [16, 4, 16]
        );
        assert_eq!(widths(&[need(14, 100), need(5, 100)], 25), [14, 9]);
    }

    #[test]
    fn where_even_the_least_do_not_fit_the_widest_give_way() {
        assert_eq!(
            widths(&[need(3, 3), need(40, 40), need(40, 40)], 60),
            [3, 27, 26]
        );
    }

    #[test]
    fn a_grid_that_is_too_wide_is_cut_into_even_parts() {
        let needs = vec![need(14, 40); 9];
        assert_eq!(
            parts(&needs, 80),
            [vec![0, 1, 2, 3, 4], vec![0, 5, 6, 7, 8]]
        );
        assert_eq!(parts(&needs, 200).len(), 1);
        assert_eq!(parts(&needs, 20).len(), 8);
        assert_eq!(parts(&needs[..1], 20), [vec![0]]);
    }
}
