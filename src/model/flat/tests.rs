use super::*;
use crate::model::Standing;

#[test]
fn a_list_comes_back_from_its_cell() {
    for (head, marks) in [
        ("2013-05", vec![]),
        ("several words", vec![vec!["a; b", "[c]"], vec!["|"]]),
        ("a \\ b | c", vec![vec![""]]),
        ("", vec![vec!["only marks"]]),
    ] {
        let marks: Vec<Vec<String>> = marks
            .iter()
            .map(|marks| marks.iter().map(ToString::to_string).collect())
            .collect();
        let item = Item {
            head: head.to_owned(),
            marks,
            span: 0..0,
        };
        let cell = list::joined(&[item.clone(), item.clone()]);
        let read = items(&cell).unwrap_or_else(|fault| panic!("{cell}: {fault}"));
        let bare: Vec<Item> = read
            .into_iter()
            .map(|one| Item { span: 0..0, ..one })
            .collect();
        assert_eq!(bare, [item.clone(), item], "{cell}");
    }
}

#[test]
fn a_list_without_its_form_is_refused_at_its_place() {
    for (cell, at) in [
        ("2019 [disputed", 5..6),
        ("2019]", 4..5),
        ("a [b] c", 0..7),
        ("a [b [c]]", 5..6),
        ("a\\", 1..2),
    ] {
        assert_eq!(items(cell).expect_err(cell).span, at, "{cell}");
    }
}

#[test]
fn cells_are_read_as_they_are_written() {
    for cell in [
        "2013-05",
        "2013-05 | 2013-06-01..2013-06-15 [disputed]",
        "..2019 | this rule alone",
    ] {
        let read = dates(cell).expect(cell);
        assert_eq!(dates_cell(&read.claims, read.alone), cell);
        assert!(read.unread.is_empty());
    }
    for cell in [
        "void",
        "2020 | superseded by exampleton-pd/go-36@2020#r-1 [confirmed]",
        "2020 | 2021 [disputed] | rescinded | this rule alone",
    ] {
        let read = ending(cell).expect(cell);
        let end = read.ending.expect("an end");
        assert_eq!(ending_cell(&end, read.alone), cell);
    }
    for cell in [
        "exampleton-pd",
        "of us-il-chicago | within us-nc, kinds sheriff and jail, role jail",
        "exampleton-jail [Board; binds] [Sheriff; does not bind; since 2019; ground elected\\; by law]",
        "nobody",
    ] {
        let read = bonds(cell).expect(cell).expect("a list");
        assert_eq!(bonds_cell(&read), cell);
    }
    let (offices, persons) = (
        "Chief [signs; documented] | Board [adopts; reported]",
        "| Jane Roe",
    );
    let read = authority(offices, persons, Standing::Unknown).expect("authority");
    assert_eq!(
        authority_cells(&read),
        (offices.into(), "| Jane Roe".into())
    );
    let cell = "call a supervisor [by officer; within 30 minutes; after the stop] | leave";
    assert_eq!(steps_cell(&steps(cell).expect(cell)), cell);
}

#[test]
fn what_lists_hold_is_taken_or_told() {
    let read = dates("fall of 1790 | 2019-05").expect("dates");
    assert_eq!((read.unread.len(), read.claims.len()), (1, 1));
    assert!(
        ending("2019-05")
            .expect_err("no way")
            .message
            .contains("how it ended")
    );
    assert!(ending("2019-05 | rescinded loudly").is_err());
    assert!(authority("Chief [sings]", "", Standing::Unknown).is_err());
    assert!(
        authority("Chief", "A | B", Standing::Unknown)
            .expect_err("two")
            .0
    );
    assert!(bonds("within us-nc, sort jail").is_err());
    assert_eq!(flag("TRUE"), Ok(true));
    assert!(flag("maybe").is_err());
}

#[test]
fn a_neutralised_formula_comes_back() {
    for text in ["=1+1", "'=1", "''-x", "'quoted'", "plain", ""] {
        assert_eq!(unguarded(&guarded(text)), text);
    }
    assert_eq!(unguarded("'=1+1"), "=1+1");
}
