//! Very many directives in one operation: what they name is looked up at its end.

use super::{Scratch, made};
use crate::model::{DirectiveId, Slug};
use crate::store::{DirectiveRows, StoreError};

fn directive_of(scratch: &Scratch) -> crate::model::Directive {
    let ids = scratch.reader().directive_ids().expect("ids");
    let first = ids.first().expect("a directive");
    let reader = scratch.reader();
    reader.directive(first).expect("read").expect("there")
}

#[test]
fn a_link_to_nothing_is_refused_at_the_end_and_in_a_dry_run() {
    let scratch = Scratch::with_world();
    let before = std::fs::read(&scratch.path).expect("the file");
    for is_dry in [false, true] {
        let mut wrong = directive_of(&scratch);
        wrong.id = DirectiveId {
            issuer: wrong.id.issuer,
            slug: made::read("another"),
        };
        wrong.kind = made::read::<Slug>("no-such-type");
        let mut writer = scratch.writer("import");
        writer.expect_many().expect("expected");
        writer
            .put_directives(vec![DirectiveRows::new(&wrong)])
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
