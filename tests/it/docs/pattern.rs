//! Expected output, where a line `...` stands for any lines and `[..]` for any text in a line.

/// A line that stands for any number of lines.
const LINES: &str = "...";
/// A stretch of a line that stands for any text.
const TEXT: &str = "[..]";

/// Whether what was expected is what came. Two JSON documents are compared by what they say.
pub(super) fn matches(expected: &[String], actual: &[String]) -> bool {
    let json = |lines: &[String]| serde_json::from_str::<serde_json::Value>(&lines.join("\n"));
    if let (Ok(expected), Ok(actual)) = (json(expected), json(actual)) {
        return expected == actual;
    }
    let parts: Vec<&[String]> = expected.split(|line| line == LINES).collect();
    let same = |lines: &[String], part: &[String]| {
        lines.len() == part.len()
            && lines
                .iter()
                .zip(part)
                .all(|(line, wanted)| line_matches(wanted, line))
    };
    let (first, rest) = match parts.split_first() {
        Some((first, [])) => return same(actual, first),
        Some(parts) => parts,
        None => return actual.is_empty(),
    };
    let (last, middle) = rest.split_last().expect("at least two parts");
    if actual.len() < first.len() + last.len()
        || !same(&actual[..first.len()], first)
        || !same(&actual[actual.len() - last.len()..], last)
    {
        return false;
    }
    let mut open = &actual[first.len()..actual.len() - last.len()];
    for part in middle.iter().filter(|part| !part.is_empty()) {
        let Some(at) = open.windows(part.len()).position(|lines| same(lines, part)) else {
            return false;
        };
        open = &open[at + part.len()..];
    }
    true
}

fn line_matches(wanted: &str, line: &str) -> bool {
    let parts: Vec<&str> = wanted.split(TEXT).collect();
    let [first, middle @ .., last] = parts.as_slice() else {
        return wanted == line;
    };
    let Some(mut open) = line
        .strip_prefix(first)
        .and_then(|rest| rest.strip_suffix(last))
    else {
        return false;
    };
    middle.iter().all(|part| match open.split_once(part) {
        Some((_, rest)) => {
            open = rest;
            true
        }
        None => false,
    })
}

/// The new output, cut as the old one was: as many lines before the first `...` and after the last;
/// between them the lines that are still there.
pub(super) fn excerpt(expected: &[String], actual: &[String]) -> Vec<String> {
    let parts: Vec<&[String]> = expected.split(|line| line == LINES).collect();
    let [first, middle @ .., last] = parts.as_slice() else {
        return actual.to_vec();
    };
    let head = first.len().min(actual.len());
    let tail = last.len().min(actual.len() - head);
    let mut lines = actual[..head].to_vec();
    let mut open = &actual[head..actual.len() - tail];
    lines.push(LINES.to_owned());
    for part in middle {
        let mut kept = false;
        for line in *part {
            if let Some(at) = open.iter().position(|other| other == line) {
                lines.push(line.clone());
                open = &open[at + 1..];
                kept = true;
            }
        }
        if kept {
            lines.push(LINES.to_owned());
        }
    }
    lines.extend_from_slice(&actual[actual.len() - tail..]);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn dots_stand_for_any_lines_and_brackets_for_any_text() {
        let came = lines("one\ntwo\nthree\nfour");
        for yes in [
            "one\ntwo\nthree\nfour",
            "one\n...",
            "...\nfour",
            "...\ntwo\n...\nfour",
            "...",
            "o[..]\n[..]w[..]\n...",
        ] {
            assert!(matches(&lines(yes), &came), "{yes}");
        }
        for no in ["one", "...\nthree", "one\n...\nfive\n...", "", "[..]x\n..."] {
            assert!(!matches(&lines(no), &came), "{no}");
        }
    }

    #[test]
    fn json_is_compared_by_what_it_says() {
        assert!(matches(
            &lines("{\"a\": 1,\n\"b\": [2]}"),
            &lines("{\"b\":[2],\"a\":1}")
        ));
        assert!(!matches(&lines("{\"a\": 1}"), &lines("{\"a\": 2}")));
    }

    #[test]
    fn an_excerpt_is_cut_as_before() {
        let came = lines("1\n2\nx\n3\n4\n5");
        assert_eq!(
            excerpt(&lines("a\n...\nx\ny\n...\nz"), &came),
            lines("1\n...\nx\n...\n5")
        );
        assert_eq!(excerpt(&lines("a\nb"), &came), came);
    }
}
