//! The file in other people's tools: Datasette and DuckDB read it as it is.
//!
//! `.ci/run` installs the tools into the target folder. Where they are missing a test says so on
//! standard error and passes, except under CI, where it must find them.

use std::path::{Path, PathBuf};
use std::process::Command;

use comity::store::table_notes;
use serde_json::Value;

use crate::common::{Home, tool};

/// The Python that has the tools; none where they are not installed.
fn python(needed: &str) -> Option<PathBuf> {
    tool("python", needed)
}

/// Runs a script on the database and returns the JSON that it prints.
fn run(python: &Path, home: &Home, script: &str, args: &[&str]) -> Value {
    let output = Command::new(python)
        .arg("-c")
        .arg(script)
        .arg(home.database())
        .args(args)
        .env("HOME", home.file("."))
        .output()
        .expect("Python starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn sql(home: &Home, statement: &str) -> Value {
    serde_json::from_str(&home.run(&["sql", statement, "--json"]).answer()).expect("JSON")
}

const DATASETTE: &str = r#"
import asyncio, json, sys
from datasette.app import Datasette

async def main(path, metadata, wanted):
    app = Datasette([path], metadata=json.load(open(metadata)))
    await app.invoke_startup()
    got = {}
    for page in wanted:
        answer = await app.client.get(page)
        got[page] = [answer.status_code, answer.text]
    print(json.dumps(got))

asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
"#;

#[test]
fn datasette_lists_the_tables_and_follows_the_references() {
    let Some(python) = python("Datasette") else {
        return;
    };
    let home = Home::starter();
    let said = home.run(&["info", "--datasette", "-o", "metadata.json"]);
    assert_eq!(said.status, 0, "{said:?}");
    let notes = table_notes();
    let shown: Vec<&str> = notes
        .iter()
        .filter(|note| !note.is_inner)
        .map(|note| note.name.as_str())
        .collect();
    let each: Vec<String> = shown
        .iter()
        .map(|name| format!("/comity/{name}.json?_size=1&_shape=array"))
        .collect();
    let mut pages = vec![
        home.file("metadata.json").display().to_string(),
        "/comity".to_owned(),
        "/comity/rule?topic=hold-on-detainer".to_owned(),
        "/comity/search_text.json?_search=2-173-042&_shape=array".to_owned(),
        "/comity/rule_in_force.json?organization=sfpd&_shape=array".to_owned(),
    ];
    pages.extend(each.clone());
    let args: Vec<&str> = pages.iter().map(String::as_str).collect();
    let got = run(&python, &home, DATASETTE, &args);
    let text = |page: &str| -> &str {
        assert_eq!(got[page][0], 200, "{page}: {}", got[page][1]);
        got[page][1].as_str().expect("a page")
    };

    // The list of tables, each with its page; past rows are out of the way.
    for name in shown.iter().filter(|name| **name != "search_text") {
        assert!(
            text("/comity").contains(&format!("href=\"/comity/{name}\"")),
            "{name}"
        );
    }
    for page in &each {
        serde_json::from_str::<Value>(text(page)).expect("JSON");
    }
    // What a table and a column hold, and the way from a rule to its topic and directive.
    let rules = text("/comity/rule?topic=hold-on-detainer");
    for words in [
        "One duty, permission or ban in a version.",
        "section and paragraph",
        "href=\"/comity/topic/hold-on-detainer\"",
        "hold on a detainer",
        "href=\"/comity/directive/texas-legislature~2Fsb-4\"",
    ] {
        assert!(rules.contains(words), "{words}");
    }
    // Its search box works on our index.
    let hits: Vec<Value> = serde_json::from_str(text(
        "/comity/search_text.json?_search=2-173-042&_shape=array",
    ))
    .expect("JSON");
    assert!(
        hits.iter()
            .any(|hit| hit["scope"] == "chicago-council/welcoming-city-ordinance"),
        "{hits:?}"
    );
    // A view says there what it says here.
    let rows: Value = serde_json::from_str(text(
        "/comity/rule_in_force.json?organization=sfpd&_shape=array",
    ))
    .expect("JSON");
    assert_eq!(
        rows,
        sql(
            &home,
            "SELECT * FROM rule_in_force WHERE organization = 'sfpd'"
        )
    );
}

const DUCKDB: &str = r#"
import glob, json, os, sys
import duckdb, duckdb_extension_sqlite_scanner as scanner

con = duckdb.connect()
# As INSTALL sqlite would, from the package; DuckDB checks its signature.
found = glob.glob(os.path.join(os.path.dirname(scanner.__file__), "extensions", "*", "sqlite_scanner.*"))
con.execute(f"LOAD '{found[0]}'")
con.execute(f"ATTACH '{sys.argv[1]}' AS comity (TYPE sqlite, READ_ONLY)")
names = [row[0] for row in con.execute(
    "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'comity'").fetchall()]
for name in names:
    con.execute(f'SELECT * FROM comity."{name}" LIMIT 2').fetchall()
rows = []
for statement in sys.argv[2:]:
    got = con.execute(statement)
    heads = [head[0] for head in got.description]
    rows.append([dict(zip(heads, row)) for row in got.fetchall()])
print(json.dumps({"names": names, "rows": rows}, default=str))
"#;

#[test]
fn duckdb_reads_every_table_and_view() {
    let Some(python) = python("DuckDB") else {
        return;
    };
    let home = Home::starter();
    let statements = [
        "SELECT effect, count(*) AS rules FROM comity.rule GROUP BY effect ORDER BY effect",
        "SELECT organization, topic, effect, condition, cite, in_force FROM comity.rule_in_force \
         WHERE organization IN ('sfpd', 'chicago-pd') ORDER BY ALL",
        "SELECT directive, version, in_force FROM comity.version_in_force ORDER BY ALL",
        "SELECT organization, condition, started_first, ended_last FROM comity.rule_span \
         WHERE topic = 'act-on-admin-warrant' ORDER BY ALL",
        "SELECT d.title, count(*) AS rules FROM comity.directive AS d JOIN comity.rule AS r \
         ON r.directive = d.id GROUP BY d.title ORDER BY ALL",
    ];
    let got = run(&python, &home, DUCKDB, &statements);
    let names: Vec<&str> = got["names"]
        .as_array()
        .expect("names")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    for note in table_notes() {
        assert!(names.contains(&note.name.as_str()), "{}", note.name);
    }
    for (statement, rows) in statements.iter().zip(got["rows"].as_array().expect("rows")) {
        let key = |row: &Value| row.to_string();
        let sorted = |rows: &Value| {
            let mut rows = rows.as_array().expect("rows").clone();
            rows.sort_by_key(key);
            rows
        };
        let own = statement
            .replace("comity.", "")
            .replace(" ORDER BY ALL", "");
        let ours = sql(&home, &own);
        assert!(!sorted(&ours).is_empty(), "{statement}");
        assert_eq!(sorted(rows), sorted(&ours), "{statement}");
    }
}

#[test]
fn a_past_day_is_asked_for_in_plain_sql() {
    let home = Home::starter();
    let on = |day: &str| {
        sql(
            &home,
            &format!(
                "SELECT effect, condition, cite, directive FROM rule_span \
                 WHERE organization = 'fairfax-county-pd' AND topic = 'act-on-admin-warrant' \
                 AND started_first <= '{day}' AND ifnull(ended_last > '{day}', true)"
            ),
        )
    };
    assert_eq!(
        on("2019-09-21"),
        serde_json::json!([{
            "effect": "prohibits",
            "condition": "unless custody-for-other-violation",
            "cite": "VIII.C.5.e",
            "directive": "fairfax-county-pd/go-601",
        }])
    );
    // The paragraph left the order in 2020; another order has a ban of its own.
    assert_eq!(
        on("2022-01-01"),
        serde_json::json!([{
            "effect": "prohibits",
            "condition": "unless unseen-exception",
            "cite": null,
            "directive": "fairfax-county-pd/go-604",
        }])
    );
}
