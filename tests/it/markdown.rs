//! Markdown as GitHub shows it: tables whose rows all have their cells, notes that are there.

/// The cells of a row of a table: a bar after a backslash is text.
fn cells(line: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let inside = line
        .strip_prefix("| ")
        .and_then(|rest| rest.strip_suffix(" |"));
    for c in inside.expect("a row").chars() {
        if c == '|' && !quoted {
            cells.push(cell.trim().to_owned());
            cell.clear();
            continue;
        }
        quoted = c == '\\' && !quoted;
        cell.push(c);
    }
    cells.push(cell.trim().to_owned());
    cells
}

const ASKED: &[&str] = &[
    "--topic",
    "act-on-admin-warrant,hold-on-detainer,assist-arrest",
    "--for",
    "ice",
    "--on",
    "2019-10-05",
    "--format",
    "md",
];

const BODIES: &[&str] = &[
    "chicago-pd",
    "fairfax-county-pd",
    "lapd",
    "sfpd",
    "nopd",
    "seattle-pd",
    "cook-county-sheriff",
    "fairfax-county-sheriff",
    "san-diego-county-sheriff",
    "travis-county-sheriff",
    "prince-william-county-pd",
    "evil-oh-pd",
];

#[test]
fn a_table_of_twelve_bodies_has_its_cells_and_its_notes() {
    let home = crate::html::hostile();
    let text = home.run(&[&["compare"], BODIES, ASKED].concat()).answer();
    let rows: Vec<Vec<String>> = text
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    assert_eq!(rows.len(), 2 + 12, "{text}");
    assert!(rows.iter().all(|row| row.len() == 4), "{text}");
    assert_eq!(rows[0][1], "Act on an administrative warrant");
    let fairfax = rows
        .iter()
        .find(|row| row[0] == "Fairfax County PD")
        .expect("a row");
    let cell = fairfax
        .iter()
        .find(|cell| cell.contains("custody"))
        .expect("a cell");
    let begin = "**prohibits unless in custody for another violation**<br>General Order 601[^";
    assert!(cell.starts_with(begin), "{cell}");
    // What a record says is shown, not obeyed.
    assert!(
        text.contains(r#"| "\>\<script\>document.title='run'\</script\>"#),
        "{text}"
    );
    // Every mark has a note, and every note a mark.
    let notes: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("[^")?.split_once("]: "))
        .map(|(number, _)| number)
        .collect();
    assert!(notes.len() > 8, "{notes:?}");
    for (at, number) in notes.iter().enumerate() {
        assert_eq!(*number, (at + 1).to_string());
        assert!(
            rows.iter()
                .flatten()
                .any(|cell| cell.contains(&format!("[^{number}]")))
        );
    }
    let marks = rows
        .iter()
        .flatten()
        .flat_map(|cell| cell.split("[^").skip(1));
    for mark in marks {
        let (number, _) = mark.split_once(']').expect("an end");
        assert!(notes.contains(&number), "{number}");
    }
    assert!(text.contains("<https://"), "{text}");
}

#[test]
fn markup_in_a_record_is_text_everywhere() {
    let home = crate::html::hostile();
    for args in [
        &["show", "evil-oh-pd/x"][..],
        &["list", "evil-oh-pd"],
        &["ask", "evil-oh-pd"],
    ] {
        let text = home.run(&[args, &["--format", "md"]].concat()).answer();
        for line in text.lines() {
            // Only line breaks and addresses stand in bare angle brackets.
            let bare = line
                .replace("\\<", "")
                .replace("\\>", "")
                .replace("<br>", "");
            for tag in bare.split('<').skip(1) {
                assert!(tag.starts_with("http"), "{args:?}: {line}");
            }
            assert!(!line.contains("![x]") && !line.contains(" `d`"), "{line}");
        }
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}'),
            "{text}"
        );
    }
}

#[test]
fn an_address_with_signs_of_markup_is_a_link_that_works() {
    let home = crate::common::Home::starter();
    let url = "https://example.org/a b/<c>|d`e\\f?q=\"x\"&r={1}";
    let linked = "<https://example.org/a%20b/%3Cc%3E%7Cd%60e%5Cf?q=%22x%22&r=%7B1%7D>";
    let added = home.run(&[
        "add",
        "nopd/links",
        "--title",
        "Links",
        "--type",
        "memo",
        "--effective",
        "2024-01-01",
        "--rule",
        "prohibits assist-arrest for ice",
        "--source",
        url,
    ]);
    assert_eq!(added.status, 0, "{added:?}");
    let on = ["--for", "ice", "--on", "2024-02-01", "--format", "md"];
    let asked = ["nopd", "--topic", "assist-arrest"];
    for args in [
        [&["compare"], &asked[..], &on].concat(),
        [&["compare", "--why"], &asked[..], &on].concat(),
        vec!["show", "nopd/links", "--format", "md"],
    ] {
        let text = home.run(&args).answer();
        assert!(text.contains(linked), "{args:?}: {text}");
        assert!(!text.contains("a b/"), "{args:?}: {text}");
    }
    let html = home
        .run(&["show", "nopd/links", "--format", "html"])
        .answer();
    assert!(
        html.contains("href=\"https://example.org/a%20b/%3Cc%3E%7Cd"),
        "{html}"
    );
    // The record and what programs read keep it as it was typed.
    let json = home.run(&["show", "nopd/links", "--json"]).answer();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json[0]["sources"][0]["url"], url);
}
