use super::*;
use crate::model::{
    Bond, EndHow, Lifted, Reference, Relation, RelationType, Scope, Stage, Suspension,
};
use crate::report::sample::{
    bond, date, day, denial, directive, docket, ending, json, key, plain, rule, version,
};

fn id(text: &str) -> DirectiveId {
    text.parse().expect("an id")
}

fn text(docket: &Docket, of: &str, version: Option<&str>, on: &str) -> String {
    let shown = show(docket, &id(of), version, day(on)).expect("on record");
    plain(&shown.page())
}

fn holds(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "{line}\n---\n{text}");
    }
}

#[test]
fn the_version_in_force_is_shown_in_full() {
    let docket = docket();
    let text = text(&docket, "fairfax-county-pd/go-601", None, "2019-10-05");
    holds(
        &text,
        &[
            "General Order 601, Arrest Procedures\nOn 5 October 2019: in force.",
            "## Version of 1 April 2013",
            "start: by date of issue",
            "known from: several accounts; text seen in part",
            "issued by: Chief of Police, name not known",
            "says: prohibits: act on an administrative warrant, for ICE, by officers, unless in custody for another violation",
            "at: VIII.C.5.e, page 7",
            "end: 2020, superseded by General Order 604 (fairfax-county-pd/go-604)",
            "version of 2007 | ended 1 April 2013, replaced by the version of 1 April 2013 | 1 | one account",
            "superseded by: General Order 604 (fairfax-county-pd/go-604); here VIII.C.5.e",
            "21 September 2019: incident: driver held after a summons [1]\n1 October 2019",
            "[1]: Officer Relieved of Duties, CNSNews, 1 October 2019 (press) / supports: wording of the rule",
            "next: comity ask fairfax-county-pd act-on-admin-warrant --for ice --on 2019-10-05",
        ],
    );
}

#[test]
fn a_label_a_day_and_neither_choose_a_version() {
    let docket = docket();
    let go = "fairfax-county-pd/go-601";
    holds(
        &text(&docket, go, Some("2007"), "2019-10-05"),
        &[
            "On 5 October 2019: in force.",
            "## Version of 2007",
            "status: ended 1 April 2013",
        ],
    );
    holds(
        &text(&docket, go, Some("2010-06-01"), "2019-10-05"),
        &["## Version of 2007"],
    );
    let fault =
        show(&docket, &id(go), Some("1999-06-01"), day("2019-10-05")).expect_err("too early");
    assert_eq!(
        fault.to_string(),
        "no version of fairfax-county-pd/go-601 was in force on 1999-06-01; it has: 2007, 2013-04-01"
    );
    let fault = show(&docket, &id(go), Some("rev2"), day("2019-10-05")).expect_err("no label");
    assert!(
        fault.to_string().contains("has no version \"rev2\""),
        "{fault}"
    );
    let fault = show(&docket, &id("a/b"), None, day("2019-10-05")).expect_err("unknown");
    assert_eq!(fault.to_string(), "no directive \"a/b\" is on record");
}

#[test]
fn a_chain_is_seen_from_both_ends() {
    let mut docket = docket();
    if let Some(memo) = docket
        .directives
        .get_mut(&id("chicago-pd/dhs-requests-memo-2019"))
    {
        memo.relations = vec![Relation {
            kind: RelationType::Implements,
            id: Reference::whole(id("illinois-legislature/trust-act")),
            part: Some("II".to_owned()),
            of: Some("sec. 10".to_owned()),
        }];
    }
    holds(
        &text(&docket, "fairfax-county-pd/go-604", None, "2021-06-01"),
        &[
            "supersedes: General Order 601 (fairfax-county-pd/go-601), there VIII.C.5.e (act-on-admin-warrant)",
        ],
    );
    holds(
        &text(
            &docket,
            "illinois-legislature/trust-act",
            None,
            "2019-10-05",
        ),
        &[
            "implemented by: Department memo on requests from DHS (chicago-pd/dhs-requests-memo-2019), there II; here sec. 10",
        ],
    );
    holds(
        &text(
            &docket,
            "chicago-pd/dhs-requests-memo-2019",
            None,
            "2019-10-05",
        ),
        &[
            "implements: TRUST Act (illinois-legislature/trust-act), there sec. 10; here II",
            "issued by: unnamed internal superior: orders (several accounts) / Mayor Lori Lightfoot: approval not known",
            "steps: 1. officer: wait for a supervisor / 2. officer: act as the supervisor directs",
        ],
    );
}

#[test]
fn doubts_are_shown_and_an_empty_text_does_not_read_like_permission() {
    let mut docket = docket();
    let mut text_ = version(
        "2018",
        &["2018-01-01", "2018-02-01"],
        vec![rule("a", "prohibits assist for ice when listed-conviction")],
    );
    text_.terms.insert(
        key("listed-conviction"),
        "Government Code 7282.5".to_owned(),
    );
    text_.suspended = vec![Suspension {
        from: date("2018-03-01"),
        until: Some(date("2019-03-01")),
        by: "S.D. Ohio".to_owned(),
        ground: Some("merits".to_owned()),
        lifted_by: Some("Sixth Circuit".to_owned()),
        lifted: Some(Lifted::Standing),
        rules: vec![key("a")],
    }];
    let mut next = version("draft-2", &[], Vec::new());
    next.stage = Stage::Draft;
    next.text = crate::model::Seen::Part;
    let disputed = Bond {
        disputed: vec![denial("Sheriff", "2019")],
        ..bond(Scope::Of(key("us-il-chicago")))
    };
    let mut order = directive("chicago-pd/x", "X", disputed, vec![text_, next]);
    order.note = Some("A note.".to_owned());
    docket.directives.insert(order.id.clone(), order);
    holds(
        &text(&docket, "chicago-pd/x", None, "2018-06-01"),
        &[
            "binds: the city's own bodies (Chicago) (disputed) / Sheriff, since 2019: does not bind (elected)",
            "note: A note.",
            "issued: 1 January 2018 / 1 February 2018",
            "suspended: from 1 March 2018 until 1 March 2019, by S.D. Ohio (merits); lifted by Sixth Circuit (the party could not sue): a only",
            "says: prohibits: help another agency, for ICE, when has a listed conviction (here: Government Code 7282.5)",
            "status: in force, but suspended",
            "draft draft-2 | draft | 0 | text seen",
            "next: comity show chicago-pd/x@draft-2",
        ],
    );
    holds(
        &text(&docket, "chicago-pd/x", Some("draft-2"), "2018-06-01"),
        &[
            "## Draft draft-2",
            "The text was not seen in full: what it requires, permits or prohibits is not known.",
        ],
    );
}

#[test]
fn json_is_an_array_of_one_object_of_its_own() {
    let docket = docket();
    let shown = show(
        &docket,
        &id("fairfax-county-pd/go-601"),
        None,
        day("2020-06-01"),
    )
    .expect("shown");
    let json = json(&shown);
    let one = &json[0];
    assert_eq!(one["schema"], "comity.show/1");
    assert_eq!(one["version"]["label"], "2013-04-01");
    assert_eq!(one["version"]["rules"][0]["cite"], "VIII.C.5.e");
    assert_eq!(one["version"]["rules"][0]["status"], "perhaps in force");
    assert_eq!(one["versions"].as_array().map(Vec::len), Some(2));
    assert_eq!(one["chain"][0]["relation"], "superseded-by");
    let flat = shown.flat();
    assert!(flat.rows.iter().all(|row| row.len() == flat.head.len()));
}

#[test]
fn a_void_text_and_one_without_rules_have_their_words() {
    let mut docket = docket();
    if let Some(order) = docket.directives.get_mut(&id("fairfax-county-pd/go-604")) {
        order.versions[0].ended = Some(ending(&[], EndHow::Void, None));
    }
    holds(
        &text(&docket, "fairfax-county-pd/go-604", None, "2021-06-01"),
        &[
            "On 1 June 2021: void, never in force.",
            "No rule of this text is recorded.",
        ],
    );
}
