//! Very many directives in one operation: what they name is looked up at its end.

use super::search::{assert_sound, found};
use super::{Scratch, made};
use crate::model::{Directive, Slug};
use crate::store::{DirectiveRows, StoreError, Writer};

fn directive_of(scratch: &Scratch) -> Directive {
    let ids = scratch.reader().directive_ids().expect("ids");
    let first = ids.first().expect("a directive");
    let reader = scratch.reader();
    reader.directive(first).expect("read").expect("there")
}

/// That a type which is nowhere is refused, in earnest and in a dry run, and the file stays.
#[track_caller]
fn assert_refused(scratch: &Scratch, directives: &[Directive]) {
    let before = std::fs::read(&scratch.path).expect("the file");
    for is_dry in [false, true] {
        let mut writer = scratch.writer("import");
        writer.expect_many().expect("expected");
        writer
            .put_directives(rows(&writer, directives))
            .expect("written");
        let ended = if is_dry {
            writer.rollback().map(|_| ())
        } else {
            writer.finish().map(|_| ())
        };
        assert!(
            matches!(&ended, Err(StoreError::Missing { key, .. }) if key == "no-such-type"),
            "{ended:?}"
        );
        assert!(std::fs::read(&scratch.path).expect("the file") == before);
    }
}

#[test]
fn a_link_to_nothing_is_refused_at_the_end_and_in_a_dry_run() {
    let scratch = Scratch::with_world();
    let mut wrong = directive_of(&scratch);
    wrong.id.slug = made::read("another");
    wrong.kind = made::read::<Slug>("no-such-type");
    assert_refused(&scratch, &[wrong]);
}

#[test]
fn what_others_name_is_not_taken_away() {
    let scratch = Scratch::with_world();
    let (named, mut naming) = (directive_of(&scratch), directive_of(&scratch));
    naming.id.slug = made::read("naming");
    naming.relations = vec![crate::model::Relation {
        kind: made::read("related"),
        id: crate::model::Reference {
            directive: named.id.clone(),
            version: None,
            rule: None,
        },
        part: None,
        of: None,
    }];
    let mut writer = scratch.writer("add");
    writer.put_directive(&naming).expect("written");
    writer.finish().expect("kept");
    let mut writer = scratch.writer("import");
    writer.expect_many().expect("expected");
    writer.remove_directive(&named.id).expect("removed");
    let ended = writer.finish();
    assert!(
        matches!(&ended, Err(StoreError::Missing { key, .. }) if *key == named.id.to_string()),
        "{ended:?}"
    );
    assert!(
        scratch
            .reader()
            .directive(&named.id)
            .expect("read")
            .is_some()
    );
}

/// More than so many that indexes are set aside.
const MANY: usize = 2_100;

/// As many short directives, each of another name.
fn many(scratch: &Scratch) -> Vec<Directive> {
    let mut one = directive_of(scratch);
    one.versions.truncate(1);
    one.versions[0].rules.truncate(1);
    one.versions[0].suspended.clear();
    one.relations.clear();
    let numbered = (0..MANY).map(|number| {
        let mut directive = one.clone();
        directive.id.slug = made::read(&format!("order-{number}"));
        directive.title = format!("Order of the zebra {}", 70_000 + number);
        directive
    });
    numbered.collect()
}

fn rows(writer: &Writer, directives: &[Directive]) -> Vec<DirectiveRows> {
    let maker = writer.row_maker().expect("topics");
    directives.iter().map(|one| maker.rows(one)).collect()
}

fn indexes(scratch: &Scratch) -> Vec<String> {
    let plain = scratch.plain();
    let mut statement = plain
        .prepare(
            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1",
        )
        .expect("a statement");
    let all = statement.query_map([], |row| row.get(0)).expect("indexes");
    all.map(|sql| sql.expect("a text")).collect()
}

#[test]
fn the_full_text_made_beside_the_writing_is_that_of_the_file() {
    let scratch = Scratch::with_world();
    let before = indexes(&scratch);
    let mut standing = directive_of(&scratch);
    standing.title = "Aliens of the zodiac".to_owned();
    let all = many(&scratch);
    let mut writer = scratch.writer("import");
    writer.expect_many().expect("expected");
    // Before the indexes are set aside, with them, and after; one stands already.
    for some in [&all[..50], &all[50..2_050], &all[2_050..]] {
        writer.put_directives(rows(&writer, some)).expect("written");
    }
    writer
        .put_directives(rows(&writer, &[standing]))
        .expect("written");
    writer.finish().expect("kept").expect("an operation");
    assert_sound(&scratch);
    assert_eq!(indexes(&scratch), before);
    let reader = scratch.reader();
    assert_eq!(found(&reader, "zodiac").len(), 1);
    assert_eq!(found(&reader, "zebra 72099").len(), 1);
    assert_eq!(found(&reader, "zebra 70007").len(), 1);
    drop(reader);

    // The next command goes on from there.
    let mut writer = scratch.writer("discard");
    writer.remove_directive(&all[7].id).expect("removed");
    writer.finish().expect("kept");
    assert_sound(&scratch);
    assert_eq!(found(&scratch.reader(), "zebra 70007"), [""; 0]);
}

#[test]
fn a_text_that_changes_again_is_found_as_it_stands_at_the_end() {
    let scratch = Scratch::with_world();
    let mut all = many(&scratch);
    let mut writer = scratch.writer("import");
    writer.expect_many().expect("expected");
    writer.put_directives(rows(&writer, &all)).expect("written");
    all[3].title = "Aliens of the zodiac".to_owned();
    writer
        .put_directives(rows(&writer, &all[3..4]))
        .expect("written");
    writer.finish().expect("kept").expect("an operation");
    assert_sound(&scratch);
    assert_eq!(found(&scratch.reader(), "zodiac").len(), 1);
    assert_eq!(found(&scratch.reader(), "zebra 70003"), [""; 0]);
}

#[test]
fn among_very_many_a_link_to_nothing_is_refused_too() {
    let scratch = Scratch::with_world();
    let mut all = many(&scratch);
    all[2_060].kind = made::read::<Slug>("no-such-type");
    assert_refused(&scratch, &all);
}

#[test]
fn what_was_missing_before_stops_no_other_directive() {
    let scratch = Scratch::with_world();
    let mut changed = directive_of(&scratch);
    assert!(!changed.tags.is_empty() || !changed.sources.is_empty() || !changed.events.is_empty());
    // Another program, which does not look at references.
    scratch
        .plain()
        .execute_batch(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO directive_event (directive, position, on_date, kind, what)
             VALUES ('no \"such\" \\ one', 0, '2020', 'report', 'A comet was seen.');",
        )
        .expect("outside");
    assert_eq!(found(&scratch.reader(), "comet"), [""; 0]);
    changed.tags.clear();
    changed.events.clear();
    changed.title = "Aliens of the zodiac".to_owned();
    let mut writer = scratch.writer("import");
    writer.expect_many().expect("expected");
    writer
        .put_directives(rows(&writer, &[changed]))
        .expect("written");
    writer.finish().expect("kept").expect("an operation");
    assert_sound(&scratch);
    assert_eq!(found(&scratch.reader(), "zodiac").len(), 1);
}

#[test]
fn a_dry_run_refuses_to_take_away_what_others_name() {
    let scratch = Scratch::with_world();
    let issuer = directive_of(&scratch).id.issuer;
    for is_bulk in [false, true] {
        let mut writer = scratch.writer("org merge");
        if is_bulk {
            writer.expect_many().expect("expected");
        }
        writer.remove_organization(&issuer).expect("removed");
        let ended = writer.rollback();
        assert!(
            matches!(&ended, Err(StoreError::Missing { key, .. }) if *key == issuer.to_string()),
            "{ended:?}"
        );
    }
}
