use super::*;
use crate::law::Calendar;
use crate::model::{Act, Bond, EndHow, Rule, Scope};
use crate::report::sample::{
    bond as item, date, dates, day, directive, docket, ending, key, office, rule, version,
};

#[test]
fn a_sentence_reads_in_short_words() {
    let docket = docket();
    let mut text = version("2018", &[], Vec::new());
    text.terms
        .insert(key("listed-conviction"), "schedule B".to_owned());
    let says = |rule: &Rule| sentence(&docket, rule, &text);
    assert_eq!(
        says(&rule(
            "a",
            "permits assist for any-federal by jail only when judicial-warrant or (listed-conviction and emergency)"
        )),
        "permits: help another agency, for any federal agency, by the jail, only when there is a judge's warrant or order, \
         or (has a listed conviction (here: schedule B) and an emergency)"
    );
    assert_eq!(
        says(&rule("a", "permits assist protected")),
        "permits: help another agency; lower authority may not take this away"
    );
    let mut urged = rule("a", "permits assist for ice");
    urged.modality = Some("urges".to_owned());
    assert_eq!(says(&urged), "urges: help another agency, for ICE");
    urged
        .terms
        .insert(key("listed-conviction"), "schedule C".to_owned());
    urged.says = "permits assist when listed-conviction"
        .parse()
        .expect("a sentence");
    assert!(
        says(&urged).contains("(here: schedule C)"),
        "a rule's own meaning counts"
    );
}

#[test]
fn offices_and_bonds_read_plainly() {
    let docket = docket();
    let says = |who, person, act, known| authority(&office(who, person, act, known));
    assert_eq!(
        says("Chief of Police", None, Act::Orders, Standing::Unknown),
        "Chief of Police, name not known"
    );
    assert_eq!(
        says("Chief of Police", None, Act::Signs, Standing::Documented),
        "Chief of Police, name not known: signs (text seen)"
    );
    assert_eq!(
        says(
            "Mayor",
            Some("Lori Lightfoot"),
            Act::Approves,
            Standing::Unknown
        ),
        "Mayor Lori Lightfoot: approval not known"
    );
    assert_eq!(
        says("City Council", None, Act::Adopts, Standing::Documented),
        "City Council: adopts (text seen)"
    );
    let within = Bond {
        kinds: vec![key("sheriff")],
        role: Some(key("jail")),
        ..item(Scope::Within(key("us-il")))
    };
    assert_eq!(
        bond(&docket, &within),
        "every sheriff's office in Illinois (the jail only)"
    );
    let two = Bond {
        kinds: vec![key("police"), key("sheriff")],
        ..within
    };
    assert_eq!(
        bond(&docket, &two),
        "every body in Illinois of these kinds: city, town or county police; sheriff's office (the jail only)"
    );
    assert_eq!(
        bond(&docket, &item(Scope::Of(key("us-il-chicago")))),
        "the city's own bodies (Chicago)"
    );
    assert_eq!(
        bond(&docket, &item(Scope::Within(key("us")))),
        "every body in the United States"
    );
}

#[test]
fn dates_keep_their_rivals() {
    let mut claims = dates(&["2013-05", "2013-06-02"]);
    claims[1].certainty = Some(Standing::Disputed);
    assert_eq!(date_claims(&claims), "May 2013, or 2 June 2013 (disputed)");
    assert_eq!(edtf(&claims).as_deref(), Some("2013-05-01..2013-06-02"));
    assert_eq!(edtf(&claims[..1]).as_deref(), Some("2013-05"));
    assert_eq!(date_claims(&[]), "not known");
}

fn long(texts: Vec<Version>, label: &str, on: &str) -> String {
    let mut docket = docket();
    let order = directive(
        "chicago-pd/x",
        "X",
        item(Scope::Org(key("chicago-pd"))),
        texts,
    );
    let id = order.id.clone();
    docket.directives.insert(id.clone(), order);
    let calendar = Calendar::new(&docket);
    let order = &docket.directives[&id];
    let text = order.version(label).expect("a version");
    status(&calendar.on(day(on)), order, text).long
}

#[test]
fn a_status_says_what_is_known_of_start_and_end() {
    let plain = || version("a", &["2018-03-01"], Vec::new());
    assert_eq!(
        long(vec![plain()], "a", "2018-02-28"),
        "not yet in force, start 1 March 2018"
    );
    assert_eq!(
        long(vec![plain()], "a", "2018-03-01"),
        "in force, begins this day"
    );
    assert_eq!(long(vec![plain()], "a", "2019-01-01"), "in force");
    assert_eq!(
        long(vec![plain()], "a", "2020-01-01"),
        "in force, end not known, last checked October 2019"
    );
    let mut never = plain();
    never.last_checked = None;
    assert_eq!(
        long(vec![never], "a", "2020-01-01"),
        "in force, end not known, never checked"
    );
    let mut gone = plain();
    gone.ended = Some(ending(
        &["2020-06-19"],
        EndHow::Rescinded,
        Some("chicago-pd/y"),
    ));
    assert_eq!(
        long(vec![gone.clone()], "a", "2020-01-01"),
        "in force, until 19 June 2020"
    );
    assert_eq!(
        long(vec![gone.clone()], "a", "2020-06-19"),
        "ended this day, rescinded by chicago-pd/y"
    );
    assert_eq!(
        long(vec![gone.clone()], "a", "2020-06-20"),
        "ended 19 June 2020, rescinded by chicago-pd/y"
    );
    gone.ended = Some(ending(&["2020-06"], EndHow::Repealed, None));
    assert_eq!(
        long(vec![gone.clone()], "a", "2020-06-19"),
        "perhaps in force: end between 1 and 30 June 2020, repealed"
    );
    if let Some(end) = &mut gone.ended {
        end.certainty = Some(Standing::Disputed);
    }
    assert_eq!(
        long(vec![gone], "a", "2021-01-01"),
        "perhaps in force: end between 1 and 30 June 2020 is disputed, repealed"
    );
    let mut dated = plain();
    dated.expires = Some(date("2019-12-31"));
    assert_eq!(
        long(vec![dated.clone()], "a", "2019-12-31"),
        "in force, expires on its face on 31 December 2019"
    );
    assert_eq!(
        long(vec![dated], "a", "2020-02-01"),
        "perhaps in force: expired on 31 December 2019, or was renewed"
    );
    let next = version("b", &["2019"], Vec::new());
    assert_eq!(
        long(vec![plain(), next], "a", "2019-06-01"),
        "perhaps in force: end between 1 January and 31 December 2019, replaced by the version b"
    );
}

#[test]
fn a_directive_stands_though_its_version_is_not_certain() {
    let mut docket = docket();
    let texts = vec![
        version("a", &["2018-03-01"], Vec::new()),
        version("b", &["2019"], Vec::new()),
    ];
    let order = directive(
        "chicago-pd/x",
        "X",
        item(Scope::Org(key("chicago-pd"))),
        texts,
    );
    let id = order.id.clone();
    docket.directives.insert(id.clone(), order);
    let calendar = Calendar::new(&docket);
    let (text, state) =
        current(&calendar.on(day("2019-06-01")), &docket.directives[&id]).expect("a version");
    assert_eq!(text.label, "b");
    assert_eq!(state.word, crate::law::InForce::Yes);
    assert_eq!(
        state.long,
        "in force, not certain in which version: version b or version a"
    );
}

#[test]
fn numbers_take_their_nouns() {
    assert_eq!(count(1, "rule"), "1 rule");
    assert_eq!(count(0, "body"), "0 bodies");
    assert_eq!(
        listed(&["a".to_owned(), "b".to_owned(), "c".to_owned()], "and"),
        "a, b and c"
    );
}
