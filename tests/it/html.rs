//! HTML: one file that is whole, loads nothing, runs nothing, and says what it rests on.

use std::collections::BTreeSet;

use crate::common::Home;

/// Every element that a page may have. Whatever a record says, no other comes.
const ELEMENTS: &[&str] = &[
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "div", "table", "caption",
    "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "a", "br", "section", "ol", "li", "span",
    "pre", "footer",
];

/// Elements that have no end tag.
const VOID: &[&str] = &["meta", "br"];

/// The tags of a page: whatever stands between `<` and `>`, without the style.
fn tags(text: &str) -> Vec<&str> {
    let (before, rest) = text.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("its end");
    let split = |part: &'static str, text| -> Vec<&str> {
        let tags = str::split(text, '<').skip(1);
        tags.map(|tag| tag.split_once('>').expect(part).0).collect()
    };
    let mut all = split("head", before);
    all.extend(split("body", after));
    all.retain(|tag| *tag != "!doctype html");
    all
}

/// The values of an attribute, in order.
fn values<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let begin = format!(" {name}=\"");
    let parts = text.split(begin.as_str()).skip(1);
    parts
        .map(|part| part.split_once('"').expect("an end").0)
        .collect()
}

/// That a page is one whole file with elements of ours alone, whose links lead somewhere.
#[track_caller]
pub(crate) fn sound(text: &str) {
    assert!(
        text.starts_with("<!doctype html>\n<html lang=\"en\">\n"),
        "{text}"
    );
    assert!(text.ends_with("</body>\n</html>\n"), "{text}");
    for once in [
        "charset=utf-8",
        "Content-Security-Policy\" content=\"default-src 'none';",
        "<title>",
        "<footer>",
        "it is not legal advice.</footer>",
    ] {
        assert_eq!(text.matches(once).count(), 1, "{once}: {text}");
    }
    let mut open: Vec<&str> = Vec::new();
    for tag in tags(text) {
        let name = tag.split(' ').next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{text}");
            continue;
        }
        assert!(ELEMENTS.contains(&name), "<{tag}>: {text}");
        // What stands in quotes is a value.
        let names: String = tag.split('"').step_by(2).collect();
        assert!(!names.contains(" on") && !names.contains(" src"), "<{tag}>");
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let ids = values(text, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    for link in values(text, "href") {
        let leads = match link.strip_prefix('#') {
            Some(id) => known.contains(id),
            None => link.starts_with("https://") || link.starts_with("http://"),
        };
        assert!(leads, "{link}");
    }
    // No control character, but for the ends of lines.
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
}

const COMPARE: [&str; 8] = [
    "compare",
    "chicago-pd",
    "fairfax-county-pd",
    "--for",
    "ice",
    "--on",
    "2019-10-05",
    "--format",
];

fn compare(format: &str) -> String {
    let args = [&COMPARE[..], &[format]].concat();
    Home::starter().run(&args).answer()
}

#[test]
fn a_comparison_tells_day_agency_sources_and_where_it_comes_from() {
    let text = compare("html");
    sound(&text);
    for part in [
        "<caption><h1>Working with ICE, 5 October 2019: 2 bodies",
        "<th scope=\"col\" role=\"columnheader\">Fairfax County PD</th>",
        "<th scope=\"row\" role=\"rowheader\"><div>Act on an administrative warrant</div></th>",
        "<div class=\"strong\">prohibits unless in custody for another violation</div>",
        "Fairfax County PD: General Order 601, VIII.C.5.e, version of 1 April 2013; several accounts",
        "Chicago PD S06-14-03, version of 30 September 2019: in force, but no rule of it is known",
        "Operation 1.",
        "Written on 31 January 2026 from comity.db by Comity 0.1.0.",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // Where the file lies is nobody else's business.
    assert!(!text.contains("comity/comity.db"), "{text}");
}

#[test]
fn every_note_has_a_number_and_leads_back_to_every_cell_that_has_it() {
    let text = compare("html");
    let marks: Vec<&str> = values(&text, "id");
    let (notes, marks): (Vec<&str>, Vec<&str>) = marks.iter().partition(|id| id.starts_with('n'));
    assert!(notes.len() > 5, "{notes:?}");
    for (at, note) in notes.iter().enumerate() {
        assert_eq!(*note, format!("n{}", at + 1));
        assert!(text.contains(&format!("href=\"#{note}\"")), "{note}");
    }
    for mark in &marks {
        assert!(text.contains(&format!("href=\"#{mark}\"")), "{mark}");
    }
    // Some note is behind several cells.
    assert!(marks.iter().any(|mark| mark.ends_with("-2")), "{marks:?}");
    let sources = text
        .split("<section class=\"notes\">")
        .nth(1)
        .expect("notes");
    assert!(sources.contains("<a href=\"https://"), "{sources}");
}

#[test]
fn the_answer_of_ask_has_its_sources_as_links() {
    let args = [
        "ask",
        "fairfax-county-pd",
        "act-on-admin-warrant",
        "--for",
        "ice",
        "--on",
        "2019-09-21",
        "--format",
        "html",
    ];
    let text = Home::starter().run(&args).answer();
    sound(&text);
    assert!(text.contains("<h1>Act on an administrative warrant: Fairfax County PD, for ICE, 21 September 2019</h1>"), "{text}");
    assert!(
        text.contains("<p class=\"lead\">Prohibited unless in custody for another violation.</p>")
    );
    assert!(text.contains("<section class=\"notes\">"), "{text}");
    assert!(
        values(&text, "href")
            .iter()
            .any(|link| link.starts_with("http"))
    );
}

/// A home whose records try what they can.
pub(crate) fn hostile() -> Home {
    let home = Home::starter();
    let _added = home
        .run(&[
            "org",
            "add",
            "evil-oh-pd",
            "--name",
            "\"><script>document.title='run'</script><img src=http://evil.test/i onerror=alert(1)>",
            "--kind",
            "police",
            "--in",
            "Evil & Sons' <b>, OH",
        ])
        .answer();
    let _added = home
        .run(&[
            "add",
            "evil-oh-pd/x",
            "--title",
            "</title></style><script>document.title='run'</script>\u{1b}[2J\u{202e} | a*b_c `d`",
            "--number",
            "<link rel=stylesheet href=http://evil.test/css>",
            "--type",
            "memo",
            "--effective",
            "2019-01-01",
            "--rule",
            "\" onmouseover=\"document.title='run' <iframe src=http://evil.test/f>: prohibits assist-arrest for ice",
            "--source",
            "javascript:document.title='run'",
            "--source-title",
            "<base href=http://evil.test/> ![x](http://evil.test/m) http://evil.test/\"onclick=x",
        ])
        .answer();
    home
}

#[test]
fn hostile_records_stay_text_in_every_page() {
    let home = hostile();
    for args in [
        &["compare", "evil-oh-pd", "--on", "2019-10-05"][..],
        &["compare", "evil-oh-pd", "--on", "2019-10-05", "--why"],
        &[
            "ask",
            "evil-oh-pd",
            "assist-arrest",
            "--for",
            "ice",
            "--on",
            "2019-10-05",
        ],
        &["ask", "evil-oh-pd", "--on", "2019-10-05"],
        &["show", "evil-oh-pd/x"],
        &["list", "evil-oh-pd"],
        &["org", "list"],
        &["org", "show", "evil-oh-pd"],
    ] {
        let text = home.run(&[args, &["--format", "html"]].concat()).answer();
        sound(&text);
        let links = values(&text, "href");
        assert!(
            !links.iter().any(|link| link.contains("javascript")),
            "{links:?}"
        );
        assert!(text.contains("&lt;"), "{args:?}: {text}");
    }
}
