//! Comparisons as people read them: what a cell says, what the foot says, what is counted.

use serde_json::Value;

use crate::common::{Home, words};

fn page(home: &Home, line: &str) -> String {
    // The words are asked about, not where lines break.
    let args: Vec<&str> = line.split(' ').collect();
    words(&home.run(&args).answer())
}

fn json(home: &Home, line: &str) -> Value {
    let args: Vec<&str> = line.split(' ').chain(["--json"]).collect();
    serde_json::from_str(&home.run(&args).answer()).expect("JSON")
}

fn text(home: &Home, line: &str) -> String {
    json(home, line)["cells"][0]["text"]
        .as_str()
        .expect("a text")
        .to_owned()
}

#[test]
fn bans_that_mean_one_thing_are_told_as_one() {
    let home = Home::starter();
    // The statute lets a listed conviction pass, the county does not: only a judge's paper is left.
    assert_eq!(
        text(
            &home,
            "compare san-diego-county-sheriff --topic transfer-custody --for ice --on 2025-03-01"
        ),
        "prohibits unless there is a judge's warrant or order"
    );
    // The ordinance has an exception, the mayor's order has none.
    assert_eq!(
        text(
            &home,
            "compare chicago-pd --topic database-access --for ice --on 2026-01-01"
        ),
        "prohibits"
    );
    // Exceptions that have nothing to do with one another stay apart, and both are needed.
    assert_eq!(
        text(
            &home,
            "compare san-diego-county-sheriff --topic notify-release --for ice --on 2025-03-01"
        ),
        "prohibits unless the information or place is public, or has a listed conviction (here: the \
         list in Government Code 7282.5), and even then unless there is a judge's warrant or order"
    );
}

#[test]
fn a_merged_cell_says_what_the_program_decides() {
    // What is told as lifted must be lifted, and nothing else.
    let home = Home::starter();
    let ask = "ask san-diego-county-sheriff transfer-custody --for ice --on 2025-03-01 --given ";
    for (given, answer) in [
        ("judicial-warrant", "none"),
        ("listed-conviction", "prohibits"),
        ("felony-conviction", "prohibits"),
    ] {
        assert_eq!(
            json(&home, &format!("{ask}{given}"))["answer"],
            answer,
            "{given}"
        );
    }
}

#[test]
fn a_weak_verb_stands_in_the_cell() {
    let home = Home::starter();
    assert_eq!(
        text(
            &home,
            "compare nopd --topic assist --for ice --on 2026-01-01"
        ),
        "requires (best efforts)"
    );
    let urged = "compare fairfax-county-sheriff --topic assist --for ice --on 2025-06-01";
    assert_eq!(text(&home, urged), "permits (urged)");
}

#[test]
fn a_duty_to_go_by_steps_names_the_first() {
    let home = Home::starter();
    let said = text(
        &home,
        "compare chicago-pd --topic respond-to-request --for dhs --on 2019-10-05",
    );
    assert!(said.starts_with("requires: "), "{said}");
    assert!(said.contains("wait for a supervisor"), "{said}");
}

#[test]
fn beside_a_named_agency_stands_any_other() {
    let home = Home::starter();
    let said = page(&home, "compare nopd --topic assist-arrest --on 2026-01-01");
    assert!(
        said.contains("for any other federal agency: officers"),
        "{said}"
    );
    assert!(!said.contains("for any federal agency"), "{said}");
    let alone = page(&home, "ask nopd assist-arrest --on 2025-01-01");
    assert!(
        alone.contains("by for immigration authorities: officers, everyone else: Act 314"),
        "{alone}"
    );
}

#[test]
fn every_comparison_says_what_is_not_coded_not_seen_and_old() {
    let home = Home::starter();
    let line = "compare chicago-pd fairfax-county-pd lapd sfpd --for ice --on 2019-10-05";
    let said = page(&home, line);
    let view = json(&home, line);
    let cells = view["cells"].as_array().expect("cells");
    let count = |is: &dyn Fn(&Value) -> bool| cells.iter().filter(|cell| is(cell)).count();
    let (empty, unseen, old) = (
        count(&|cell| cell["coverage"] == "not-coded"),
        count(&|cell| cell["unseen"] != serde_json::json!([])),
        count(&|cell| cell["unchecked"] == true),
    );
    assert!(empty > 0 && unseen > 0 && old > 0);
    let foot = format!(
        "Of {} cells: {empty} not coded, {unseen} with a text in force that was not seen, {old} last \
         checked before the day.",
        cells.len()
    );
    assert!(said.contains(&foot), "{said}");
    // The order of San Francisco was last checked in 2018.
    let sfpd = cells
        .iter()
        .find(|cell| cell["organization"] == "sfpd" && cell["topic"] == "assist-arrest");
    assert_eq!(sfpd.expect("a cell")["unchecked"], true);
}

#[test]
fn counts_add_up_to_the_bodies_asked() {
    let home = Home::starter();
    for line in [
        "compare --kind police --count --on 2019-10-05",
        "compare --kind police --count --for ice --on 2025-03-01",
        "compare --kind sheriff --count --on 2017-09-15 --given judicial-warrant",
        "compare --place us-il --count --on 2020-06-01 --own-orders",
    ] {
        let view = json(&home, line);
        assert_eq!(view["schema"], "comity.count/1");
        let asked = view["organizations"].as_array().expect("bodies").len();
        let topics = view["topics"].as_array().expect("topics");
        assert!(!topics.is_empty(), "{line}");
        for topic in topics {
            assert_eq!(topic["total"], asked, "{topic}");
            let mut named: Vec<&Value> = Vec::new();
            let mut sum = 0;
            for group in topic["groups"].as_array().expect("groups") {
                let bodies = group["organizations"].as_array().expect("bodies");
                assert_eq!(group["count"], bodies.len(), "{group}");
                sum += bodies.len();
                named.extend(bodies);
            }
            assert_eq!(sum, asked, "{topic}");
            named.sort_by_key(|body| body.to_string());
            named.dedup();
            assert_eq!(named.len(), asked, "{topic}");
        }
    }
}

#[test]
fn a_count_is_that_of_the_cells() {
    let home = Home::starter();
    let rest = "chicago-pd fairfax-county-pd lapd nopd sfpd --for ice --on 2019-10-05 \
                --topic act-on-admin-warrant";
    let said = page(&home, &format!("compare {rest} --count --names"));
    for words in [
        "prohibits 2 Chicago PD, SFPD",
        "prohibits with exceptions 1 Fairfax County PD",
        "nothing on record 2 LAPD, NOPD",
        "bodies asked 5",
        "1 of these rests on records last checked before 5 October 2019.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let plain = page(&home, &format!("compare {rest} --count"));
    assert!(plain.contains("prohibits 2 prohibits with"), "{plain}");
    assert!(plain.contains("Which bodies: --names."), "{plain}");
    let press = page(
        &home,
        "compare nopd sfpd --topic detain-on-status --for ice --on 2019-10-05 --count",
    );
    assert!(
        press.contains("1 of these rests on press accounts alone."),
        "{press}"
    );
    let refused = home.run(&["compare", "nopd", "--names"]).refused(2);
    assert!(refused.contains("--count"), "{refused}");
}

#[test]
fn what_was_looked_for_is_counted_apart_and_never_reads_like_permission() {
    let home = Home::starter();
    let path = home.file("coverage.toml");
    let entry = |org: &str, found: &str| {
        format!(
            "[[coverage]]\norganization = \"{org}\"\ntopic = \"hold-on-detainer\"\nfound = \
             \"{found}\"\nasked = \"2025-01-01\"\n\n"
        )
    };
    let text = [
        entry("fairfax-county-pd", "no-written-policy"),
        entry("prince-william-county-pd", "no-reply"),
        entry("seattle-pd", "not-applicable"),
    ]
    .concat();
    std::fs::write(&path, text).expect("a file");
    let _loaded = home
        .run(&["load", path.to_str().expect("a path"), "--yes"])
        .answer();
    let bodies = "fairfax-county-pd prince-william-county-pd seattle-pd south-miami-pd";
    let said = page(
        &home,
        &format!("compare {bodies} --topic hold-on-detainer --on 2015-03-01"),
    );
    for words in [
        "no written policy",
        "no reply",
        "cannot arise here",
        "nothing on record",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("permits"), "{said}");
    let count = page(
        &home,
        &format!("compare {bodies} --topic hold-on-detainer --on 2015-03-01 --count"),
    );
    for words in [
        "no written policy 1",
        "no reply 1",
        "cannot arise here 1",
        "nothing on record 1",
    ] {
        assert!(count.contains(words), "{words}: {count}");
    }
}

#[test]
fn a_draft_put_to_the_question_is_called_one() {
    let home = Home::starter();
    let said = page(
        &home,
        "ask sfpd assist-arrest --under sfpd/dgo-5-15@2018-02-draft",
    );
    assert!(
        said.contains("a draft, which is no law and decides nothing"),
        "{said}"
    );
    let said = page(
        &home,
        "ask chicago-pd hold-on-detainer --under illinois-legislature/trust-act@2017-08-28 --on \
         2016-01-01",
    );
    assert!(said.contains("not yet in force"), "{said}");
}

#[test]
fn a_text_that_expired_on_its_face_says_so() {
    let home = Home::starter();
    let (file, text) = (
        home.file("memo.toml"),
        "id = \"sfpd/memo-1\"\ntitle = \"Memo\"\ntype = \"memo\"\nbinds = [{ org = \"sfpd\" }]\n\n\
         [[version]]\nlabel = \"2020\"\ndates = { effective = \"2020-01-01\" }\nexpires = \
         \"2020-12-31\"\ntext = \"full\"\nlast_checked = \"2020-02-01\"\nstanding = \
         \"documented\"\n\n[[version.rule]]\nid = \"advise-person\"\nsays = \"requires \
         advise-person\"\n",
    );
    std::fs::write(&file, text).expect("a file");
    let _loaded = home.run(&["load", file.to_str().expect("a path")]).answer();
    let ask = page(&home, "ask sfpd advise-person --on 2021-06-01 --for fbi");
    assert!(ask.contains("had been renewed"), "{ask}");
    let cell = page(
        &home,
        "compare sfpd --topic advise-person --on 2021-06-01 --for fbi",
    );
    assert!(
        cell.contains("expired on its face, unless renewed"),
        "{cell}"
    );
    let before = page(&home, "ask sfpd advise-person --on 2020-06-01 --for fbi");
    assert!(
        before.contains("expires on its face 31 December 2020"),
        "{before}"
    );
}

#[test]
fn an_uncertain_answer_lists_all_that_are_open() {
    let home = Home::starter();
    let view = json(
        &home,
        "ask fairfax-county-pd assist-arrest --for ice --on 2020-06-01",
    );
    assert_eq!(view["answer"], "uncertain");
    let answers: Vec<&str> = view["alternatives"]
        .as_array()
        .expect("alternatives")
        .iter()
        .filter_map(|one| one["answer"].as_str())
        .collect();
    assert_eq!(answers, ["prohibits", "none"]);
}

#[test]
fn the_meaning_that_a_text_gives_its_topic_is_told() {
    let home = Home::starter();
    let said = page(&home, "ask nopd hold-on-detainer --for ice --on 2026-01-01");
    assert!(
        said.contains("means here \"hold on a detainer\": a detainer counts only if"),
        "{said}"
    );
}

#[test]
fn a_decision_too_long_for_its_cell_stands_in_full_under_the_table() {
    let home = Home::starter();
    let line = "compare chicago-pd lapd nopd --topic inquire-status --for ice --on 2025-06-01";
    let whole = json(&home, line)["cells"][0]["text"]
        .as_str()
        .expect("a text")
        .to_owned();
    assert!(whole.starts_with("prohibits when "), "{whole}");
    for width in ["80", "200"] {
        let page = page(&home, &format!("{line} --width {width}"));
        assert_eq!(page.matches(&whole).count(), 1, "once, in full: {page}");
        assert!(page.contains(&format!("In full a {whole}")), "{page}");
    }
    // Alone, it has the width of the page.
    let line = "compare nopd --topic hold-on-detainer --for ice --on 2025-06-01 --width 200";
    let whole = text(&home, line);
    assert!(whole.len() > 100, "{whole}");
    let alone = page(&home, line);
    assert!(alone.contains(&whole) && !alone.contains("(a)"), "{alone}");
    // The same decision of two bodies has one letter.
    let twins = page(
        &home,
        "compare lapd sfpd san-diego-county-sheriff --topic notify-release --on 2025-06-01 --format md",
    );
    assert_eq!(twins.matches("with exceptions (b)").count(), 2, "{twins}");
}

#[test]
fn the_short_form_tells_the_effect_without_further_facts() {
    let home = Home::starter();
    // In Markdown no cell is broken over lines.
    let page = page(
        &home,
        "compare nopd lapd phoenix-pd seattle-pd --topic hold-on-detainer,assist-arrest,inquire-status \
         --for ice --on 2025-06-01 --format md",
    );
    // A duty that an exception lifts; a ban from which a permission takes cases; a duty that holds in
    // some cases alone, by role.
    for cell in [
        "requires with exceptions (a)",
        "prohibits with exceptions (b)",
        "officers: requires (try) in some cases (c)",
    ] {
        assert!(page.contains(cell), "{cell}: {page}");
    }
}

#[test]
fn lines_that_read_alike_and_come_from_the_same_texts_are_one() {
    let home = Home::starter();
    // One section binds the department, another whoever keeps the records: both require it.
    let line = "chicago-pd record-request --for ice --on 2025-06-01";
    assert_eq!(
        text(
            &home,
            &line
                .replace(" record", " --topic record")
                .replacen("", "compare ", 1)
        ),
        "requires"
    );
    let asked = page(&home, &format!("ask {line}"));
    assert!(asked.contains(", 1 June 2025 Required. "), "{asked}");
    // An agency that only some roles meet is not told as if all did.
    let line = "compare seattle-pd --topic act-on-admin-warrant --on 2025-06-01";
    assert_eq!(
        text(&home, line),
        "for DHS: officers: prohibits; for immigration authorities: officers, everyone else: prohibits"
    );
}

#[test]
fn a_practice_stands_beside_the_cell_and_is_counted_apart() {
    let home = Home::starter();
    let line =
        "compare mecklenburg-county-sheriff lvmpd phoenix-pd --topic hold-on-detainer --for ice";
    let before = json(&home, &format!("{line} --on 2018-06-01"));
    assert_eq!(before["cells"][0]["practice"], serde_json::json!([]));
    let cell = json(&home, &format!("{line} --on 2020-02-01"))["cells"][0].clone();
    assert_eq!(
        (&cell["answer"], &cell["coverage"]),
        (&"none".into(), &"not-coded".into())
    );
    assert!(
        cell["practice"][0]
            .as_str()
            .is_some_and(|told| told.contains("hold on a detainer")),
        "{cell}"
    );
    let on = format!("{line} --on 2020-02-01");
    let table = page(&home, &format!("{on} --format md"));
    assert_eq!(
        table
            .matches("a practice is told, which decides nothing")
            .count(),
        1,
        "{table}"
    );
    assert!(
        table.contains("Mecklenburg County Sheriff, practice: "),
        "{table}"
    );
    let counted = page(&home, &format!("{on} --count"));
    assert!(
        counted.contains("nothing on record 3 bodies asked 3"),
        "{counted}"
    );
    assert!(
        counted.contains("Not counted: a practice is told of Mecklenburg County Sheriff."),
        "{counted}"
    );
    let groups = json(&home, &format!("{on} --count"))["topics"][0].clone();
    assert_eq!(
        groups["practice"],
        serde_json::json!(["mecklenburg-county-sheriff"])
    );
}

#[test]
fn a_rule_that_was_perhaps_not_in_force_is_told_apart_from_open_exceptions() {
    let home = Home::starter();
    let cell = |body: &str, topic: &str, on: &str| {
        let asked = ["compare", body, "--topic", topic, "--on", on];
        words(&home.run(&asked).answer())
    };
    // The statute's beginning was not seen: on this day it may not have stood yet.
    let text = cell("mecklenburg-county-sheriff", "inquire-status", "2019-06-01");
    assert!(
        text.contains("G.S. 162-62 or else nothing on record"),
        "{text}"
    );
    assert!(!text.contains("exceptions not certain"), "{text}");
}
