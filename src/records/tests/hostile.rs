//! Files that nobody writes by hand: each ends in problems, never in a crash or a long wait.

use crate::records::{read_bytes, read_text};

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
        assert!(!problems.is_empty(), "{:.40}", text);
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
    let whole = include_str!("../../../fixtures/good/exampleton/exampleton-pd/go-34.toml");
    for at in (0..whole.len()).step_by(7) {
        let problems = read_text("cut", &whole[..at]).problems;
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
