//! A record that a person changes in an editor.

use super::{GO_1, bytes, town};
use crate::common::Home;

const ID: &str = "fairview-oh-pd/go-1";

#[test]
fn a_record_is_replaced_from_a_file() {
    let home = town();
    let text = GO_1.replace("Requests from ICE", "Requests from DHS");
    std::fs::write(home.file("go-1.toml"), &text).expect("a file");
    let said = home
        .run(&["edit", ID, "--from", "go-1.toml", "--dry-run"])
        .answer();
    assert!(
        said.contains("Changed: title.") && said.contains("Dry run"),
        "{said}"
    );
    let said = home.run_with(&["edit", ID, "--from", "-"], &text).answer();
    assert!(said.contains("Changed: title."), "{said}");
    assert_eq!(home.record(ID), text);
    let again = home.run_with(&["edit", ID, "--from", "-"], &text).answer();
    assert!(
        again.contains("Nothing changed, nothing was written."),
        "{again}"
    );
    let before = bytes(&home);
    for (text, status, words) in [
        (
            text.replace("fairview-oh-pd/go-1", "fairview-oh-pd/go-9"),
            3,
            "the id of a record stays",
        ),
        (
            text.replace("general-order", "genral-order"),
            3,
            "did you mean \"general-order\"?",
        ),
        (
            "[[place]]\nid = \"us-oh-x\"\nname = \"X\"\nkind = \"city\"\nparent = \"us-oh\"\n"
                .to_owned(),
            3,
            "must hold one record",
        ),
        (String::new(), 3, "there is no record"),
    ] {
        let said = home
            .run_with(&["edit", ID, "--from", "-"], &text)
            .refused(status);
        assert!(said.contains(words), "{words}: {said}");
        assert_eq!(bytes(&home), before);
    }
    let said = home
        .run(&["edit", "fairview-oh-pd/go-3", "--from", "-"])
        .refused(1);
    assert!(said.contains("not on record"), "{said}");
}

#[test]
fn without_an_editor_nothing_is_opened() {
    let said = town().run(&["edit", ID]).refused(2);
    assert!(
        said.contains("EDITOR") && said.contains("comity edit fairview-oh-pd/go-1 --from FILE"),
        "{said}"
    );
}

#[cfg(unix)]
mod in_an_editor {
    use super::*;

    fn town_with(script: &str) -> Home {
        town().with_editor(script)
    }

    #[test]
    fn a_changed_record_is_written() {
        let home = town_with(
            "sed -i 's/Requests from ICE/Requests/; s/unless custody-for-other-violation//' \"$1\"",
        );
        let said = home.run(&["edit", ID]).answer();
        for words in [
            "Changed: title.",
            "Version @2020-01-01: rule act-on-admin-warrant.",
            "1 cell reads otherwise",
            "Operation 4.",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(home.kept().is_empty());
        // The same edit again finds nothing to change.
        let before = bytes(&home);
        let again = home.run(&["edit", ID]);
        assert_eq!((again.status, again.stdout.as_str()), (0, ""), "{again:?}");
        assert!(again.stderr.contains("as it was"), "{again:?}");
        assert_eq!(bytes(&home), before);
    }

    #[test]
    fn a_dry_run_keeps_the_text() {
        let home = town_with("sed -i 's/Requests from ICE/Requests/' \"$1\"");
        let before = bytes(&home);
        let said = home.run(&["edit", ID, "--dry-run"]);
        assert_eq!(said.status, 0, "{said:?}");
        let [name] = &home.kept()[..] else {
            panic!("{said:?}")
        };
        assert!(said.stderr.contains(name.as_str()), "{said:?}");
        assert_eq!(bytes(&home), before);
        let said = home.run(&["edit", ID, "--from", name]).answer();
        assert!(said.contains("Changed: title."), "{said}");
    }

    #[test]
    fn an_editor_with_a_quoted_path_and_flags_is_started() {
        let home = town_with("echo \"$1\" > flag; sed -i 's/Requests from ICE/Requests/' \"$2\"");
        std::fs::rename(home.file("editor.sh"), home.file("my editor.sh")).expect("a name");
        let editor = format!("'{}' --wait", home.file("my editor.sh").display());
        let home = home.with("VISUAL", &editor);
        let said = home.run(&["edit", ID]).answer();
        assert!(said.contains("Changed: title."), "{said}");
        assert_eq!(
            std::fs::read_to_string(home.file("flag")).expect("a file"),
            "--wait\n"
        );
        let home = home.with("VISUAL", "'open");
        let said = home.run(&["edit", ID]).refused(3);
        assert!(said.contains("not closed"), "{said}");
    }

    #[test]
    fn a_wrong_edit_is_opened_again_and_mended() {
        let home = town_with(
            "if grep -q '^#!.*did you mean \"general-order\"' \"$1\"; \
             then sed -i 's/genral/general/; s/Requests from ICE/Mended/' \"$1\"; \
             else sed -i 's/general-order/genral-order/' \"$1\"; fi",
        );
        let said = home.run(&["edit", ID]).answer();
        assert!(said.contains("Changed: title."), "{said}");
        assert!(home.record(ID).contains("title = \"Mended\""));
        assert!(home.kept().is_empty());
    }

    #[test]
    fn a_wrong_edit_that_is_given_up_is_kept() {
        let home = town_with("sed -i 's/general-order/genral-order/' \"$1\"");
        let before = bytes(&home);
        let said = home.run(&["edit", ID]).refused(3);
        let [name] = &home.kept()[..] else {
            panic!("{said}")
        };
        assert!(said.contains(name.as_str()), "{said}");
        assert!(
            std::fs::read_to_string(home.file(name))
                .expect("the text")
                .contains("genral-order")
        );
        assert_eq!(bytes(&home), before);
        // One that goes on making faults comes to an end too, with the last of them.
        let home = town_with("echo x >> count; echo \"type = 'x'\" >> \"$1\"");
        let said = home.run(&["edit", ID]).refused(3);
        assert!(
            said.contains("your text is kept") && said.contains('^'),
            "{said}"
        );
        let count = std::fs::read_to_string(home.file("count")).expect("a count");
        assert_eq!(count.lines().count(), 5);
    }

    #[test]
    fn an_id_is_not_changed_by_an_edit() {
        let home = town_with("sed -i '/^id = \"fair/s/go-1/go-9/' \"$1\"");
        let said = home.run(&["edit", ID]).refused(3);
        assert!(said.contains("your text is kept"), "{said}");
        let [name] = &home.kept()[..] else {
            panic!("{said}")
        };
        let text = std::fs::read_to_string(home.file(name)).expect("the text");
        assert!(
            text.contains("#! error: the id of a record stays: this was fairview-oh-pd/go-1"),
            "{text}"
        );
        assert!(
            text.contains("#! hint: write id = \"fairview-oh-pd/go-1\" again"),
            "{text}"
        );
    }

    #[test]
    fn an_editor_that_fails_changes_nothing() {
        let home = town_with("exit 1");
        let before = bytes(&home);
        let said = home.run(&["edit", ID]).refused(4);
        assert!(said.contains("ended with a failure"), "{said}");
        // What nobody wrote need not be kept.
        assert!(home.kept().is_empty(), "{said}");
        let home = town_with("echo '# mine' >> \"$1\"; exit 1");
        let said = home.run(&["edit", ID]).refused(4);
        assert!(said.contains("your text is kept"), "{said}");
        assert_eq!(home.kept().len(), 1);
        let home = town().with("EDITOR", "/nowhere/editor");
        let said = home.run(&["edit", ID]).refused(4);
        assert!(said.contains("cannot be started"), "{said}");
        assert_eq!(bytes(&home).len(), before.len());
    }

    #[test]
    fn an_editor_that_leaves_no_text_changes_nothing() {
        for (script, words) in [
            ("rm \"$1\"", "left no file"),
            (
                "rm \"$1\"; exit 1",
                "ended with a failure, and left no file",
            ),
            ("rm \"$1\"; mkdir \"$1\"", "it is a folder"),
            ("rm \"$1\"; mkfifo \"$1\"", "it is no file"),
        ] {
            let home = town_with(script);
            let before = bytes(&home);
            let said = home.run(&["edit", ID]).refused(4);
            assert!(said.contains(words), "{words}: {said}");
            let stands = format!("the record stands as it was: comity show {ID}");
            assert!(said.contains(&stands), "{said}");
            assert_eq!(bytes(&home), before);
        }
        // Letters of another encoding are neither guessed at nor lost.
        let home = town_with("printf '# caf\\351\\n' >> \"$1\"");
        let said = home.run(&["edit", ID]).refused(3);
        assert!(said.contains("the byte 0xe9 cannot stand here"), "{said}");
        let [name] = &home.kept()[..] else {
            panic!("{said}")
        };
        assert!(said.contains(name.as_str()), "{said}");
        let kept = std::fs::read(home.file(name)).expect("a text");
        assert!(kept.ends_with(b"caf\xe9\n"));
    }

    #[test]
    fn what_was_written_before_the_editor_took_the_file_away_is_kept() {
        for (script, is_there) in [("rm \"$1\"", false), ("rm \"$1\"; mkdir \"$1\"", true)] {
            let home = town_with(&format!(
                "if [ -f again ]; then {script}; else touch again; sed -i 's/^says = \"/&mine /' \
                 \"$1\"; fi"
            ));
            let database = home.database().display().to_string();
            let said = home.run(&["edit", ID, "--db", &database]).refused(4);
            let kept = said.rsplit_once("your text is kept: ").expect("a file").1;
            let kept = std::fs::read_to_string(kept.trim()).expect("a text");
            assert!(kept.contains("says = \"mine "), "{kept}");
            assert_eq!(home.kept().len(), if is_there { 2 } else { 1 });
            // The command to type names the database once.
            let show = format!("as it was: comity --db {database} show {ID}\n");
            assert!(said.contains(&show), "{said}");
        }
    }

    #[test]
    fn an_emptied_text_changes_nothing_and_names_discard() {
        let home = town_with(": > \"$1\"");
        let before = bytes(&home);
        let said = home.run(&["edit", ID]);
        assert_eq!((said.status, said.stdout.as_str()), (0, ""), "{said:?}");
        assert!(said.stderr.contains("nothing was changed"), "{said:?}");
        assert!(
            said.stderr
                .contains("comity discard fairview-oh-pd/go-1 --reason"),
            "{said:?}"
        );
        assert_eq!(bytes(&home), before);
        assert!(home.kept().is_empty());
    }

    #[test]
    fn a_record_that_another_changed_meanwhile_is_left_as_it_is() {
        let program = env!("CARGO_BIN_EXE_comity");
        let home = town_with(&format!(
            "EDITOR= '{program}' relate {ID} related lapd/special-order-40 >/dev/null; \
             sed -i 's/Requests from ICE/Mine/' \"$1\""
        ));
        let said = home.run(&["edit", ID]).refused(4);
        for words in [
            "was changed meanwhile by operation 4",
            "related lapd/special-order-40",
            "your text is kept",
            "--from FILE",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        let record = home.record(ID);
        assert!(
            record.contains("Requests from ICE") && record.contains("relations ="),
            "{record}"
        );
        let [name] = &home.kept()[..] else {
            panic!("{said}")
        };
        assert!(
            std::fs::read_to_string(home.file(name))
                .expect("the text")
                .contains("title = \"Mine\"")
        );
        // What the message says to do works.
        let said = home.run(&["edit", ID, "--from", name]).answer();
        assert!(said.contains("Changed: title, relations."), "{said}");
    }
}
