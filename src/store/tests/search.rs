//! The full text: right after every way in which records change, and never a text that is gone.

use super::Scratch;
use super::made::{full, read, registers};
use crate::store::{Column, Phrase, Reader, StoreError, Wanted, text};

/// The places that have all of the words.
pub(super) fn found(reader: &Reader, words: &str) -> Vec<String> {
    let wanted = Wanted::All(Phrase::read(words));
    let found = reader.search(&wanted, &[], 100).expect(words);
    assert_eq!(found.total, found.hits.len(), "{words}");
    let mut places: Vec<String> = found
        .hits
        .into_iter()
        .map(|hit| {
            let place = hit.directive.or(hit.organization).unwrap_or_default();
            format!("{} {place} {}", hit.kind, hit.item.unwrap_or_default())
        })
        .collect();
    places.sort();
    places
}

/// That the index holds what an index made now would hold, and agrees with its own text.
#[track_caller]
pub(super) fn assert_sound(scratch: &Scratch) {
    let plain = scratch.plain();
    plain
        .execute_batch("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        .expect("an index that agrees with its text");
    let columns = "scope, kind, version, item, organization, name, words, summary, note, issuer";
    let all = |database: &str| -> Vec<String> {
        let sql = format!("SELECT json_array({columns}) FROM {database}.search_text ORDER BY 1");
        let mut statement = plain.prepare(&sql).expect("texts");
        let rows = statement.query_map([], |row| row.get(0)).expect("texts");
        rows.map(|row| row.expect("a text")).collect()
    };
    let mut scopes: std::collections::BTreeSet<String> = [
        "coverage",
        "practice",
        "organization_event",
        "topic",
        "condition",
    ]
    .map(str::to_owned)
    .into();
    let mut statement = plain.prepare("SELECT id FROM directive").expect("ids");
    let rows = statement.query_map([], |row| row.get(0)).expect("ids");
    scopes.extend(rows.map(|row| row.expect("an id")));
    text::take_aside(&plain, &scopes).expect("an index aside");
    assert_eq!(all("main"), all("temp"));
    assert!(!all("main").is_empty());
}

#[test]
fn what_a_command_writes_is_found_when_it_ends() {
    let scratch = Scratch::with_world();
    assert_sound(&scratch);
    let reader = scratch.reader();
    assert!(!found(&reader, "foreign nationals").is_empty());
    drop(reader);

    let mut directive = full();
    directive.title = "Aliens of the zodiac".to_owned();
    let rule = &mut directive.versions[0].rules[0];
    rule.summary = Some("Nobody is kept for a fingerprint.".to_owned());
    let mut writer = scratch.writer("load");
    writer.put_directive(&directive).expect("put");
    writer.finish().expect("finish");
    assert_sound(&scratch);
    let reader = scratch.reader();
    assert_eq!(found(&reader, "foreign nationals"), [""; 0]);
    assert_eq!(
        found(&reader, "zodiac"),
        [format!("directive {} ", directive.id)]
    );
    assert_eq!(found(&reader, "zodiac fingerprints").len(), 1);
    drop(reader);

    let mut writer = scratch.writer("discard");
    writer
        .discard_directive(
            &directive.id,
            read::<crate::model::Date>("2026-01-01")
                .earliest()
                .expect("a day"),
            "twice",
        )
        .expect("discard");
    writer.finish().expect("finish");
    assert_sound(&scratch);
    let reader = scratch.reader();
    assert_eq!(found(&reader, "zodiac"), [""; 0]);
    assert_eq!(found(&reader, "fingerprint"), [""; 0]);
}

#[test]
fn a_name_of_a_body_and_the_words_of_a_topic_are_found_anew() {
    let scratch = Scratch::with_world();
    let mut body = registers()
        .organizations
        .into_iter()
        .find(|body| body.id == "exampleton-pd")
        .expect("a body");
    body.names[0].name = "Müllerstadt Constabulary".to_owned();
    let mut writer = scratch.writer("org edit");
    writer.put_organization(&body).expect("put");
    writer.finish().expect("finish");
    assert_sound(&scratch);
    let reader = scratch.reader();
    let places = found(&reader, "mullerstadt");
    assert!(
        places
            .iter()
            .any(|place| place.starts_with("directive exampleton-pd/")),
        "{places:?}"
    );
}

#[test]
fn a_dry_run_leaves_the_index_alone() {
    let scratch = Scratch::with_world();
    let mut directive = full();
    directive.title = "zodiac".to_owned();
    let mut writer = scratch.writer("load");
    writer.put_directive(&directive).expect("put");
    writer.rollback().expect("rollback");
    assert_sound(&scratch);
    assert_eq!(found(&scratch.reader(), "zodiac"), [""; 0]);
}

#[test]
fn what_other_programs_write_is_found_at_once_and_what_they_take_is_not() {
    let scratch = Scratch::with_world();
    let id = full().id;
    let before = found(&scratch.reader(), "foreign nationals");
    assert!(!before.is_empty());
    // Another program: references on, and nothing of ours known to it.
    scratch
        .plain()
        .execute_batch(&format!(
            "PRAGMA foreign_keys = ON;
             UPDATE directive SET title = 'Zodiac' WHERE id = '{id}';
             INSERT INTO directive_event (directive, position, on_date, kind, what)
             VALUES ('{id}', 99, '2020', 'report', 'A comet was seen.');
             DELETE FROM coverage_citation; DELETE FROM coverage;",
        ))
        .expect("outside");
    let told = |reader: &Reader| {
        assert_eq!(found(reader, "foreign nationals"), [""; 0]);
        assert_eq!(found(reader, "zodiac"), [format!("directive {id} ")]);
        assert_eq!(found(reader, "comet"), [format!("event {id} 99")]);
        assert_eq!(found(reader, "zodiac comets"), [format!("event {id} 99")]);
        assert!(
            !found(reader, "exampleton")
                .iter()
                .any(|place| place.starts_with("coverage"))
        );
    };
    let reader = scratch.reader();
    told(&reader);
    drop(reader);
    // The next command takes it in, even if it changes nothing itself.
    scratch.writer("nothing").finish().expect("finish");
    assert_sound(&scratch);
    told(&scratch.reader());
}

#[test]
fn words_are_read_as_people_type_them() {
    let phrase = |text: &str, is_prefix| Phrase {
        text: text.to_owned(),
        is_prefix,
    };
    assert_eq!(
        Phrase::read("detain* \"wait for\" 2-173-042"),
        [
            phrase("detain", true),
            phrase("wait for", false),
            phrase("2-173-042", false)
        ]
    );
    assert_eq!(
        Phrase::read("C++ § -- x\"y"),
        [phrase("C++", false), phrase("x\"y", false)]
    );
    for nothing in ["", "\"", "* **", "\"\"", "§ -- \"+\""] {
        assert_eq!(Phrase::read(nothing), [], "{nothing}");
    }
}

#[test]
fn numbers_and_sections_are_found_as_written_and_anything_can_be_typed() {
    let scratch = Scratch::with_world();
    let mut directive = full();
    directive.number = Some("Special Order S06-14-03 (Añejo)".to_owned());
    directive.versions[0].rules[0].cite = Some("2-173-042(b)".to_owned());
    let mut writer = scratch.writer("load");
    writer.put_directive(&directive).expect("put");
    writer.finish().expect("finish");
    let reader = scratch.reader();
    for words in [
        "S06-14-03",
        "s06-14*",
        "2-173-042",
        "2-173-042(b)",
        "anejo",
        "173-042",
    ] {
        assert!(!found(&reader, words).is_empty(), "{words}");
    }
    for words in ["14-06", "042-173", "S06-14-04"] {
        assert_eq!(found(&reader, words), [""; 0], "{words}");
    }
    for odd in [
        "a\"b",
        "NEAR(",
        "AND",
        "name:",
        "x NOT",
        "(",
        "\u{1}a",
        "ß ﬁ 警察",
        "'; DROP",
    ] {
        let wanted = Wanted::All(Phrase::read(odd));
        if wanted != Wanted::All(Vec::new()) {
            reader.search(&wanted, &[], 1).expect(odd);
        }
    }
    for bad in ["\"", "AND", "nope: x", "("] {
        let error = reader.search(&Wanted::Expression(bad.to_owned()), &[], 1);
        assert!(
            matches!(error, Err(StoreError::Statement { .. })),
            "{bad}: {error:?}"
        );
    }
    let wanted = Wanted::Expression("name : s06".to_owned());
    let hit = &reader.search(&wanted, &[], 1).expect("hit").hits[0];
    assert_eq!(hit.column, Column::Name);
    assert!(hit.snippet.contains(&("S06".to_owned(), true)), "{hit:?}");
}

#[test]
fn each_part_of_a_directive_has_its_text() {
    let scratch = Scratch::with_world();
    let mut writer = scratch.writer("load");
    writer.put_directive(&full()).expect("put");
    writer.finish().expect("finish");
    let plain = scratch.plain();
    let mut statement = plain
        .prepare(
            "SELECT concat_ws(' | ', kind, version, item, organization, name, words, summary, note,
                issuer)
            FROM search_text WHERE scope = ?1 ORDER BY id",
        )
        .expect("texts");
    let rows = statement
        .query_map([full().id.to_string()], |row| row.get::<_, String>(0))
        .expect("texts");
    let texts: Vec<String> = rows.map(|row| row.expect("a text")).collect();
    assert_eq!(
        texts,
        [
            "directive | exampleton-pd | General Order 34 · Foreign nationals | \
             Patrol · calea:1.2.3 a \"quoted\" tag | A note. | \
             exampleton-pd/go-34 · EXAMPLETON-PD · Exampleton Division of Police · \
             exampleton-police/go-34",
            "version | 2013-04-01 | exampleton-pd | GO 34 rev. 2 | \
             Chief of Police Jane Roe · schedule B · S.D. Ohio merits | Seen in part.",
            // The other rule says no more than its sentence.
            "rule | 2013-04-01 | act-on-admin-warrant | exampleton-pd | \
             VIII.C.5.e: Act on an administrative warrant | at most a line of the text | \
             in the coder's words · officer call a supervisor · release · discipline · booked | \
             A note on a rule.",
            "source | herald | exampleton-pd | Council hears chief · The Herald | \
             section and wording of the rule",
            "event | 0 | exampleton-pd | A driver was held.",
        ]
    );
}

#[test]
fn an_address_in_place_of_a_title_is_no_text() {
    let scratch = Scratch::with_world();
    let mut directive = full();
    let source = directive.sources.values_mut().next().expect("a source");
    source.url = Some("https://zebra.example/yak".to_owned());
    source.title = "https://zebra.example/yak".to_owned();
    source.publisher = None;
    let mut writer = scratch.writer("load");
    writer.put_directive(&directive).expect("put");
    writer.finish().expect("finish");
    assert_sound(&scratch);
    assert_eq!(found(&scratch.reader(), "zebra"), [""; 0]);
    // What it supports is a text of its own.
    let supported = found(&scratch.reader(), "\"section and wording\"");
    assert!(
        supported.contains(&format!("source {} herald", directive.id)),
        "{supported:?}"
    );
}

#[test]
fn what_another_program_wrote_is_found_even_where_it_cannot_be_read_as_a_record() {
    let scratch = Scratch::with_world();
    let id = full().id;
    scratch
        .plain()
        .execute_batch(&format!(
            "UPDATE directive SET title = 'Zodiac' WHERE id = '{id}';
             UPDATE rule SET when_condition = 'or and', summary = 'A comet' WHERE directive = '{id}';"
        ))
        .expect("outside");
    assert!(scratch.reader().directive(&id).is_err());
    assert_eq!(found(&scratch.reader(), "zodiac").len(), 1);
    scratch.writer("nothing").finish().expect("finish");
    assert_sound(&scratch);
    assert_eq!(found(&scratch.reader(), "zodiac").len(), 1);
    assert!(!found(&scratch.reader(), "comet").is_empty());
}

#[test]
fn what_another_program_gave_another_key_is_found_under_it() {
    let scratch = Scratch::with_world();
    let id = full().id;
    let before = found(&scratch.reader(), "foreign nationals");
    assert!(before.contains(&format!("directive {id} ")), "{before:?}");
    let tables = crate::store::TABLES.iter().flat_map(|tables| tables.iter());
    let parts: String = tables
        .filter(|table| table.columns[0] == "directive")
        .map(|table| {
            let name = table.name;
            format!("UPDATE {name} SET directive = 'exampleton-pd/other' WHERE directive = '{id}';")
        })
        .collect();
    scratch
        .plain()
        .execute_batch(&format!(
            "PRAGMA foreign_keys = OFF; BEGIN;
             UPDATE directive SET id = 'exampleton-pd/other', slug = 'other' WHERE id = '{id}';
             {parts} COMMIT;"
        ))
        .expect("outside");
    let told = |reader: &Reader| {
        let now = found(reader, "foreign nationals");
        assert!(now.contains(&"directive exampleton-pd/other ".to_owned()));
        assert!(!now.contains(&format!("directive {id} ")));
    };
    told(&scratch.reader());
    scratch.writer("nothing").finish().expect("finish");
    told(&scratch.reader());
    assert_sound(&scratch);
}

#[test]
fn a_name_that_another_program_gave_another_body_is_found_under_that() {
    let scratch = Scratch::with_world();
    let id = full().id;
    assert_eq!(found(&scratch.reader(), "EXAMPLETON-JAIL order"), [""; 0]);
    scratch
        .plain()
        .execute_batch(
            "UPDATE organization_name SET organization = 'exampleton-pd', position = 90
             WHERE organization = 'exampleton-jail';
             UPDATE organization_merged SET organization = 'exampleton-jail';",
        )
        .expect("outside");
    let told = |reader: &Reader| {
        let now = found(reader, "EXAMPLETON-JAIL order");
        assert_eq!(now, [format!("directive {id} ")]);
        assert_eq!(found(reader, "exampleton-police order"), [""; 0]);
    };
    told(&scratch.reader());
    scratch.writer("nothing").finish().expect("finish");
    told(&scratch.reader());
    assert_sound(&scratch);
}
