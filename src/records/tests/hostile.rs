//! Files that nobody writes by hand: each ends in problems, never in a crash or a long wait.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::records::{Known, check, read_bytes, read_text};

const WHOLE: &str = include_str!("../../../fixtures/good/exampleton/exampleton-pd/go-34.toml");

#[test]
fn hostile_files_end_in_problems() {
    let nested_lists = format!("id = {}", "[".repeat(100_000));
    let nested_tables = format!("id = {}", "{ a = ".repeat(100_000));
    let dotted = format!("{} = 1", vec!["a"; 10_000].join("."));
    let headers = "[[version]]\n".repeat(20_000);
    let keys: String = (0..20_000).map(|n| format!("k{n} = 1\n")).collect();
    let parentheses = format!(
        "[[practice]]\nsays = \"permits x when {}\"",
        "(".repeat(100_000)
    );
    for text in [
        nested_lists.as_str(),
        &nested_tables,
        &dotted,
        &headers,
        &keys,
        &parentheses,
        "id = \"a\0b\"\n",
        "\u{202e}id = \"a\"",
        "\r\r\r",
        "\"\"\"",
        "[",
        "[[",
        "[[version]]\n[[version.rule]]\n[version]\n[version.rule]\n[[version]]\n",
        "version = []\n[[version]]\n",
        "id.x = 1\nid = 2\n",
        "é = \"",
    ] {
        let problems = read_text("hostile", text).problems;
        assert!(!problems.is_empty(), "{text:.40}");
        for problem in &problems.list {
            let _line = problems.line_text(problem);
            assert!(!problem.to_string().contains('\u{202e}'));
        }
    }
}

#[test]
fn bytes_that_are_no_text_end_in_problems() {
    for bytes in [
        &b"\xff\xfei\0d\0"[..],
        b"\x00\x01\x02\xff\xff",
        b"id = \"\xf0\x9f\"",
        b"\xef\xbb\xbf\xef\xbb\xbfid = 1",
    ] {
        assert!(!read_bytes([("bytes", bytes)]).problems.is_empty());
    }
}

#[test]
fn a_very_long_text_is_read() {
    let note = "long ".repeat(400_000);
    let text = format!("id = \"a/b\"\ntitle = \"T\"\ntype = \"memo\"\nnote = \"{note}\"\n");
    let reading = read_text("long", &text);
    assert!(reading.problems.is_empty());
    assert_eq!(reading.records.directives[0].note.as_ref(), Some(&note));
}

#[test]
fn every_beginning_of_a_file_is_read_without_harm() {
    for at in (0..WHOLE.len()).step_by(7) {
        let problems = read_text("cut", &WHOLE[..at]).problems;
        // One slip of the TOML, or what is missing from the last table.
        assert!(problems.list.len() <= 3, "{at}: {problems}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_the_folder_above_does_no_harm() {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).expect("a folder");
    std::os::unix::fs::symlink(folder.path(), inner.join("up")).expect("a link");
    std::fs::write(
        inner.join("a.toml"),
        "[[set]]\nid = \"s\"\norganizations = []\n",
    )
    .expect("a file");
    let reading = crate::records::read_path(folder.path()).expect("readable");
    assert_eq!(reading.records.origin.files.len(), 1);
    assert!(crate::records::read_path(&inner.join("none")).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, rng_seed: RngSeed::Fixed(2019), failure_persistence: None, ..ProptestConfig::default() })]

    /// A few slips of the hand anywhere in a file end in problems at places of the text, never in a
    /// crash.
    #[test]
    fn slips_anywhere_do_no_harm(
        slips in proptest::collection::vec(
            (0..WHOLE.len(), proptest::sample::select(b"\"'[]{}=,.#\n\\ a-\xff\0".to_vec()), 0..3_usize),
            1..4,
        ),
    ) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for (at, byte, drop) in slips {
            let at = at.min(bytes.len());
            let end = (at + drop).min(bytes.len());
            bytes.splice(at..end, [byte]);
        }
        let reading = read_bytes([("slips", bytes.as_slice())]);
        let names = check(&reading.records, &Known::default());
        for problem in reading.problems.list.iter().chain(&names.list) {
            let text = names.files.text(0);
            prop_assert!(text.get(problem.at.span()).is_some(), "{}", problem);
            prop_assert!(problem.line >= 1 && problem.column >= 1);
        }
    }
}
