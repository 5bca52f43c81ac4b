//! Many bodies: what a page tells of many contradictions, and their order over more than one batch.

use super::json;
use crate::common::Home;

/// Two statutes against each other that bind sixty departments, and an order of each department
/// against one of them.
fn sixty_departments() -> String {
    let mut text = String::from(
        "[[organization]]\nid = \"made-legislature\"\nkind = \"legislature\"\nplace = \"us-al\"\n\
         names = [{ name = \"Made-up legislature\" }]\n",
    );
    let mut directive = |id: &str, kind: &str, binds: &str, effect: &str| {
        text.push_str(&format!(
            "\n[[directive]]\nid = \"{id}\"\ntitle = \"Text {id}\"\ntype = \"{kind}\"\n\
             binds = [{binds}]\n\
             \n[directive.source.text]\ntitle = \"Text\"\nurl = \"https://records.example/a.pdf\"\n\
             date = \"2021\"\nkind = \"primary\"\n\
             \n[[directive.version]]\nlabel = \"2021-01-01\"\n\
             dates = {{ issued = \"2021-01-01\", effective = \"2021-01-01\" }}\ntext = \"full\"\n\
             last_checked = \"2025-06\"\nstanding = \"documented\"\nsources = [\"text\"]\n\
             \n[[directive.version.rule]]\nid = \"hold\"\n\
             says = \"{effect} hold-on-detainer for ice\"\nsummary = \"What it says.\"\n"
        ));
    };
    let within = "{ within = \"us-al\", kinds = [\"police\"] }";
    directive("made-legislature/act-1", "statute", within, "requires");
    directive("made-legislature/act-2", "statute", within, "prohibits");
    for number in 10..70 {
        let own = format!("{{ org = \"made-{number}-pd\" }}");
        let id = format!("made-{number}-pd/order");
        directive(&id, "general-order", &own, "prohibits");
    }
    for number in 10..70 {
        text.push_str(&format!(
            "\n[[place]]\nid = \"us-al-made-{number}\"\nname = \"City {number}\"\nkind = \"city\"\n\
             parent = \"us-al\"\n\
             \n[[organization]]\nid = \"made-{number}-pd\"\nkind = \"police\"\n\
             place = \"us-al-made-{number}\"\nnames = [{{ name = \"City {number} Police\" }}]\n"
        ));
    }
    text
}

#[test]
fn a_page_tells_fifty_and_a_table_all() {
    let home = Home::empty();
    assert_eq!(home.run(&["init"]).status, 0);
    std::fs::write(home.file("made.toml"), sixty_departments()).expect("a file");
    let loaded = home.run(&["load", "made.toml", "--yes"]);
    assert_eq!(loaded.status, 0, "{loaded:?}");

    let page = home.run(&["conflicts"]);
    assert_eq!(page.status, 1, "{page:?}");
    let page = page.stdout;
    let place = |words: &str| page.find(words);
    assert!(
        place("Nothing settles these") < place("Settled\n"),
        "{page}"
    );
    assert!(place("City 17 Police, and 52 more").is_some(), "{page}");
    // One for all and the orders of the first 49 departments.
    assert!(place("binds       City 58 Police").is_some(), "{page}");
    assert!(place("binds       City 59 Police").is_none(), "{page}");
    assert!(page.contains("11 more are not told here"), "{page}");

    let all = json(&home, &[], 1);
    assert_eq!(all.len(), 61);
    let bodies = all[0]["organizations"].as_array().expect("bodies");
    assert_eq!(bodies.len(), 60);
    assert!(bodies.is_sorted_by_key(|body| body.as_str()));
    for (number, one) in (10..70).zip(&all[1..]) {
        assert_eq!(one["under"]["directive"], format!("made-{number}-pd/order"));
        assert_eq!(
            one["organizations"],
            serde_json::json!([format!("made-{number}-pd")])
        );
    }
    let table = home.run(&["conflicts", "--format", "csv"]).stdout;
    assert_eq!(table.lines().count(), 62, "{table}");
}
