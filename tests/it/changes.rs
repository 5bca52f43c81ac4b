//! What changed, and how: the direction of a change against every set of facts, the days of a
//! timeline against every day, and the stories as they are printed.

use std::collections::BTreeSet;

use comity::law::{self, Bench, Calendar, Direction, History, Lens, between};
use comity::model::{Day, Slug};
use proptest::prelude::*;

use crate::common::{Home, words};
use crate::generate::{self, Case};
use crate::oracle::{self, Word};

/// What is decided under each set of facts, by the second evaluator; `None` where dates leave it
/// open under any of them.
fn everywhere(case: &Case, on: Day) -> Option<Vec<Word>> {
    let terms = generate::conditions();
    (0..1_usize << terms.len())
        .map(|set| {
            let facts = terms
                .iter()
                .enumerate()
                .filter(|(at, _)| set >> at & 1 == 1);
            let question = oracle::Question {
                on,
                given: facts.map(|(_, term)| term.clone()).collect(),
                ..case.question.clone()
            };
            let word = oracle::answer(&case.docket, &question).answer;
            (word != Word::Uncertain).then_some(word)
        })
        .collect()
}

fn question(case: &Case) -> law::Question {
    law::Question {
        topic: case.question.topic.clone(),
        counterpart: case.question.counterpart.clone(),
        role: case.question.role.clone(),
        given: BTreeSet::new(),
        lens: Lens::All,
    }
}

/// A case with one line: role and counterpart are asked.
fn narrow(mut case: Case) -> Case {
    case.question.role = case.question.role.or_else(|| Some(generate::role()));
    let side = case.question.counterpart.take();
    case.question.counterpart = side.or_else(|| Some(generate::counterpart()));
    case
}

/// Where under some facts something is bound, from the looser to the tighter.
fn bound(word: Word) -> i8 {
    match word {
        Word::Permits => 0,
        Word::None => 1,
        _ => 2,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_direction_is_true_of_every_set_of_facts(case in generate::cases(), days in -900_i64..900) {
        let case = narrow(case);
        let (on, then) = (case.question.on, case.question.on + chrono::TimeDelta::days(days));
        let calendar = Calendar::new(&case.docket);
        let bench = |day| Bench::new(&case.docket, &calendar, &case.question.org, day);
        let asked = question(&case);
        let direction = between(&bench(on), &bench(then), &asked);
        let (Some(was), Some(is)) = (everywhere(&case, on), everywhere(&case, then)) else {
            return Ok(());
        };
        let holds = |words: &[Word], word| words.contains(&word);
        let is_new = |word| holds(&is, word) && !holds(&was, word);
        let is_bound = |words: &[Word]| holds(words, Word::Prohibits) || holds(words, Word::Requires);
        let moves: BTreeSet<(i8, bool)> = was
            .iter()
            .zip(&is)
            .filter(|(a, b)| a != b)
            .map(|(a, b)| ((bound(*b) - bound(*a)).signum(), bound(*a) == bound(*b)))
            .collect();
        let (up, down) = (moves.iter().any(|(sign, _)| *sign > 0), moves.iter().any(|(sign, _)| *sign < 0));
        let turned = moves.iter().any(|(_, switch)| *switch);
        let told = format!("{direction}: {was:?} {is:?}");
        prop_assert_eq!(direction == Direction::Same, was == is, "{}", told);
        let newly_bound = is_new(Word::Prohibits) || is_new(Word::Requires);
        let is_told = matches!(direction, Direction::NewlyProhibited | Direction::NewlyRequired);
        prop_assert_eq!(newly_bound, is_told, "{}", told);
        match direction {
            Direction::Same => {}
            Direction::NewlyProhibited => prop_assert!(is_new(Word::Prohibits), "{}", told),
            Direction::NewlyRequired => prop_assert!(is_new(Word::Requires), "{}", told),
            Direction::NewlyPermitted => {
                prop_assert!(is_new(Word::Permits) && !is_bound(&is), "{}", told);
            }
            Direction::Lifted => prop_assert!(
                !is_bound(&is) && (is_bound(&was) || !holds(&is, Word::Permits)), "{}", told
            ),
            Direction::Tightened => prop_assert!(up && !down && !turned, "{}", told),
            Direction::Loosened => prop_assert!(down && !up && !turned, "{}", told),
            Direction::BothWays => prop_assert!(turned || (up && down), "{}", told),
            other => prop_assert!(false, "{} of two settled days", other),
        }
        // Seen from the other side, what was tightened is loosened.
        let back = between(&bench(then), &bench(on), &asked);
        if direction == Direction::Tightened {
            let undone = [Direction::Loosened, Direction::Lifted, Direction::NewlyPermitted];
            prop_assert!(undone.contains(&back), "{} back: {}", told, back);
        }
    }

    #[test]
    fn nothing_changes_inside_a_stretch(case in generate::cases(), days in proptest::collection::vec(-1500_i64..1500, 6)) {
        let calendar = Calendar::new(&case.docket);
        let history = History::new(&case.docket, &calendar, &case.question.org);
        let asked = question(&case);
        let far = |years: i32| Day::from_ymd_opt(years, 1, 1).expect("a day");
        let stretches = history.stretches(&asked, (far(1990), far(2040)), true);
        prop_assert!(stretches.windows(2).all(|pair| pair[0].period.until == pair[1].period.from));
        for offset in days {
            let day = case.question.on + chrono::TimeDelta::days(offset);
            let inside: Vec<_> = stretches.iter().filter(|one| one.period.meets(day, day)).collect();
            prop_assert_eq!(inside.len(), 1, "{}", day);
            let (here, then) = (history.on(day), history.on(inside[0].day));
            prop_assert_eq!(between(&then, &here, &asked), Direction::Same, "{} {}", day, inside[0].day);
            let answer = here.answer(&asked);
            let held = &inside[0].answer;
            prop_assert_eq!(answer.word, held.word);
            prop_assert_eq!(answer.class, held.class);
            prop_assert_eq!(answer.certainty, held.certainty, "{} {}", day, inside[0].day);
            prop_assert_eq!(answer.coding.word(), held.coding.word());
        }
    }
}

/// The rows of `changes`: days, topic, direction, whether the answer changed.
fn rows(home: &Home, args: &[&str]) -> Vec<(String, String, String, bool)> {
    let answer = home
        .run(&[&["changes"], args, &["--json"]].concat())
        .answer();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&answer).expect("JSON");
    let text =
        |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    rows.iter()
        .map(|row| {
            assert_eq!(row["schema"], "comity.changes/1");
            let changed = row["answer_changed"].as_bool().expect("a bool");
            (
                text(row, "on"),
                text(row, "topic"),
                text(row, "direction"),
                changed,
            )
        })
        .collect()
}

fn told(on: &str, topic: &str, direction: &str, changed: bool) -> (String, String, String, bool) {
    (
        on.to_owned(),
        topic.to_owned(),
        direction.to_owned(),
        changed,
    )
}

#[test]
fn travis_county_from_its_policy_to_the_ruling() {
    let home = Home::starter();
    let args = [
        "travis-county-sheriff",
        "--since",
        "2017-01-01",
        "--until",
        "2018-12-31",
    ];
    let mut all = rows(&home, &args);
    all.dedup();
    assert_eq!(
        all,
        [
            told("2017-02-01", "hold-on-detainer", "newly-prohibited", true),
            told("2017-02-01", "notify-release", "newly-prohibited", true),
            told("2017-02-01", "jail-access", "newly-prohibited", true),
            told("2017-02-01", "inquire-status", "newly-prohibited", true),
            // The injunction: the law that it holds back is not yet in force.
            told("2017-08-30", "", "no-change", false),
            // The law without the rules on hold.
            told("2017-09-01", "share-status", "newly-permitted", true),
            told("2017-09-01", "inquire-status", "loosened", true),
            told(
                "2017-09-01",
                "adopt-limiting-policy",
                "newly-prohibited",
                true
            ),
            told("2017-09-25", "hold-on-detainer", "newly-required", true),
            told("2017-09-25", "assist", "revived", true),
            told("2017-09-25", "notify-release", "lifted", true),
            told("2017-09-25", "jail-access", "lifted", true),
            told("2017-09-25", "inquire-status", "lifted", true),
            // The decision frees a rule beside one that says the same.
            told("2018-03-13", "", "no-change", false),
            told("2018-05-08", "", "no-change", false),
        ]
    );
    let page = home
        .run(&[&["changes"], &args[..], &["--width", "80"]].concat())
        .answer();
    for text in [
        "30 August 2017\n  put on hold  SB 4 (texas-legislature/sb-4), which is not yet in force",
        "on hold from the start:",
        "was: for ICE: prohibits unless there is a judge's warrant or",
        "now: for ICE: requires unless has shown lawful status",
        "no change  No answer changes.",
    ] {
        assert!(page.contains(text), "{text}\n{page}");
    }
    assert!(
        page.lines().all(|line| line.chars().count() <= 80),
        "{page}"
    );
}

#[test]
fn chicago_where_state_law_already_prohibited() {
    let home = Home::starter();
    let args = [
        "chicago-pd",
        "--since",
        "2020-12-31",
        "--until",
        "2021-12-31",
        "--for",
        "ice",
    ];
    let all = rows(&home, &args);
    let city = "2021-01-27..2021-02-23";
    for row in [
        told(city, "hold-on-detainer", "tightened", false),
        told(city, "act-on-admin-warrant", "tightened", false),
        told(city, "notify-release", "both-ways", true),
        told(city, "jail-access", "newly-prohibited", true),
        // The act of August comes before the city's ban, which already said as much.
        told("2021-08-02", "jail-access", "moved", false),
    ] {
        assert!(all.contains(&row), "{row:?} in {all:?}");
    }
    let page = home.run(&[&["changes"], &args[..]].concat()).answer();
    for text in [
        "in the texts of Chicago Council alone: tightened",
        "the answer, before and after: prohibits (state statute: 5 ILCS 805)",
        "Some day between 27 January and 23 February 2021",
    ] {
        assert!(page.contains(text), "{text}\n{page}");
    }
}

#[test]
fn what_a_version_not_seen_says_is_not_told_as_lifted() {
    let home = Home::starter();
    let all = rows(
        &home,
        &[
            "fairfax-county-pd",
            "--since",
            "2012",
            "--topic",
            "act-on-admin-warrant",
        ],
    );
    assert_eq!(
        all,
        [
            told("2013-01-01", "act-on-admin-warrant", "unseen", true),
            told("2013-04-01", "act-on-admin-warrant", "unseen", true),
            // One change on a day not known, not two.
            told(
                "2020-05-06..2020-06-19",
                "act-on-admin-warrant",
                "both-ways",
                true
            ),
            // Of another order, and of it no rule is known: it may bear on the topic.
            told("2021-01-01", "", "no-change", false),
            told("2025-02-21", "act-on-admin-warrant", "unseen", true),
        ]
    );
}

/// An order in two versions; the rules of either as TOML.
fn two_versions(home: &Home, first: &str, second: &str) {
    let version = |day: &str, rules: &str| {
        format!(
            "[[version]]\nlabel = \"{day}\"\ndates = {{ effective = \"{day}\" }}\ntext = \"full\"\n\
             standing = \"documented\"\nlast_checked = \"2025\"\n{rules}"
        )
    };
    let record = format!(
        "id = \"lapd/order-1\"\ntitle = \"Order\"\ntype = \"special-order\"\nbinds = [{{ org = \"lapd\" }}]\n{}\n{}",
        version("2010-01-01", first),
        version("2011-01-01", second)
    );
    let file = home.file("order.toml");
    std::fs::write(&file, record).expect("a file");
    let path = file.display().to_string();
    assert_eq!(home.run(&["load", &path, "--quiet"]).status, 0);
}

fn rule(id: &str, cite: &str, says: &str) -> String {
    format!("[[version.rule]]\nid = \"{id}\"\nsays = \"{says}\"\ncite = \"{cite}\"\n")
}

#[test]
fn a_renumbered_order_with_the_same_rules_changes_nothing() {
    let home = Home::starter();
    let first = rule(
        "a",
        "1",
        "prohibits hold-on-detainer for ice unless judicial-warrant or criminal-warrant",
    );
    // Renumbered, turned round, split in two, with an exception that the broader one implies left out.
    let second = rule(
        "x",
        "7.2",
        "prohibits hold-on-detainer for ice unless judicial-warrant",
    );
    two_versions(&home, &first, &second);
    let until = ["lapd", "--since", "2010-06-01", "--until", "2012-01-01"];
    assert_eq!(
        rows(&home, &until),
        [told("2011-01-01", "", "no-change", false)]
    );
    let diff = home
        .run(&["diff", "lapd/order-1@2010-01-01", "lapd/order-1@2011-01-01"])
        .answer();
    assert!(diff.contains("the same"), "{diff}");
}

/// The words of a page with one space between them.
fn page_of(home: &Home, args: &[&str]) -> String {
    words(&home.run(args).answer())
}

#[test]
fn the_two_sides_of_a_change_never_read_alike_for_another_reason() {
    let home = Home::starter();
    // A memo for officers, then an ordinance for all: both require, with other steps.
    let page = page_of(
        &home,
        &[
            "changes",
            "chicago-pd",
            "--for",
            "ice",
            "--topic",
            "respond-to-request",
            "--since",
            "2021-01",
            "--until",
            "2021-03",
        ],
    );
    assert!(
        page.contains("was: officers: requires: give no help"),
        "{page}"
    );
    assert!(page.contains("now: everyone: requires: refer"), "{page}");
    // Words that mean something else in the next version.
    let version = |meaning: &str| {
        let says = "prohibits jail-access for ice unless listed-conviction";
        format!(
            "{}terms = {{ listed-conviction = \"{meaning}\" }}\n",
            rule("a", "1", says)
        )
    };
    two_versions(&home, &version("list A"), &version("list B"));
    let args = [
        "changes",
        "lapd",
        "--topic",
        "jail-access",
        "--since",
        "2010-06",
        "--until",
        "2011",
    ];
    let page = page_of(&home, &args);
    assert!(
        page.contains("was: for ICE: prohibits unless has a listed conviction (here: list A)"),
        "{page}"
    );
    assert!(
        page.contains("now: for ICE: prohibits unless has a listed conviction (here: list B)"),
        "{page}"
    );
}

#[test]
fn another_list_behind_the_same_words_is_a_change() {
    let home = Home::starter();
    // North Carolina added offences to the list twice, and the sentence stayed as it was.
    let sheriff = [
        "mecklenburg-county-sheriff",
        "--topic",
        "notify-agency",
        "--for",
        "ice",
    ];
    let since = ["--since", "2024", "--until", "2026-06"];
    assert_eq!(
        rows(&home, &[&sheriff[..], &since].concat()),
        [
            told("2024-12-01", "notify-agency", "relisted", true),
            told("2025-10-01", "notify-agency", "relisted", true),
        ]
    );
    let id = "north-carolina-legislature/gs-162-62";
    let sides = [format!("{id}@before-2024"), format!("{id}@2024-12-01")];
    let page = page_of(&home, &["diff", &sides[0], &sides[1]]);
    assert!(page.contains("list changed"), "{page}");
    assert!(page.contains("(here: felonies of drugs,"), "{page}");
    // A word that no list belongs to may be explained in other words without a change.
    let version = |meaning: &str| {
        let says = "prohibits jail-access for ice unless judicial-warrant";
        format!(
            "{}terms = {{ judicial-warrant = \"{meaning}\" }}\n",
            rule("a", "1", says)
        )
    };
    two_versions(
        &home,
        &version("signed by a judge"),
        &version("a judge has signed it"),
    );
    assert_eq!(
        rows(
            &home,
            &[
                "lapd",
                "--topic",
                "jail-access",
                "--since",
                "2010-06",
                "--until",
                "2011"
            ]
        ),
        [told("2011-01-01", "", "no-change", false)]
    );
}

#[test]
fn what_dates_leave_open_is_told_on_both_sides() {
    let home = Home::starter();
    let args = |since, until| {
        [
            "changes",
            "mecklenburg-county-sheriff",
            "--topic",
            "notify-agency",
            "--for",
            "ice",
            "--since",
            since,
            "--until",
            until,
        ]
    };
    // The day from which the statute requires is not known; the agreement ends within that time.
    let page = page_of(&home, &args("2018-12", "2018-12"));
    assert!(page.contains("changes, still open"), "{page}");
    assert!(!page.contains("becomes open"), "{page}");
    let now = page
        .split("now: uncertain: ")
        .nth(1)
        .expect("open on the later side");
    assert!(now.contains(", or nothing on record"), "{page}");
    let page = page_of(&home, &args("2023-01", "2023-01"));
    assert!(
        page.contains("settled Call the other agency was: uncertain: requires"),
        "{page}"
    );
}

#[test]
fn days_that_cannot_be_are_refused() {
    let home = Home::starter();
    let said = home
        .run(&["changes", "lapd", "--since", "2020", "--until", "2019"])
        .refused(3);
    assert!(
        said.contains("lies after --until") && said.contains("--since 2020"),
        "{said}"
    );
    let said = home
        .run(&["changes", "lapd", "--since", "1/2/2019"])
        .refused(3);
    assert!(said.contains("two ways"), "{said}");
    let said = home.run(&["changes", "lapdd"]).refused(1);
    assert!(said.contains("did you mean \"lapd\""), "{said}");
    let none = home
        .run(&["changes", "lapd", "--since", "1900", "--until", "1901"])
        .answer();
    assert!(none.contains("Nothing on record begins"), "{none}");
    assert_eq!(
        home.run(&[
            "changes", "lapd", "--since", "1900", "--until", "1901", "--json"
        ])
        .answer(),
        "[]\n"
    );
}

#[test]
fn every_form_has_the_same_rows() {
    let home = Home::starter();
    let args = [
        "changes",
        "chicago-pd",
        "--since",
        "2012",
        "--until",
        "2022",
    ];
    let json: Vec<serde_json::Value> =
        serde_json::from_str(&home.run(&[&args[..], &["--json"]].concat()).answer()).expect("JSON");
    let lines = home
        .run(&[&args[..], &["--format", "jsonl"]].concat())
        .answer();
    let csv = home
        .run(&[&args[..], &["--format", "csv"]].concat())
        .answer();
    assert_eq!(json.len(), lines.lines().count());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(json.len(), reader.records().count());
    let topics: Vec<Slug> = json
        .iter()
        .filter_map(|row| row["topic"].as_str()?.parse().ok())
        .collect();
    assert!(topics.len() > 20, "{}", topics.len());
}
