//! Completion scripts and manual pages.

use std::process::Command;

use crate::common::Home;

/// The commands that help lists.
fn commands(home: &Home) -> Vec<String> {
    let help = home.run(&["--help"]).answer();
    crate::docs::commands(&help)
}

#[test]
fn every_shell_gets_a_script_that_knows_every_command_and_its_flags() {
    // Without a home folder too, as where packages are built.
    let home = Home::empty().with("HOME", "").with("XDG_DATA_HOME", "");
    let commands = commands(&home);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = home.run(&["completions", shell]).answer();
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell}: {command}");
        }
        assert!(script.contains("own-orders"), "{shell}");
    }
    let said = home.run(&["completions", "ksh"]).refused(3);
    assert!(
        said.contains("bash, elvish, fish, powershell, zsh"),
        "{said}"
    );
    let said = home.run(&["completions"]).refused(2);
    assert!(said.contains("<SHELL>"), "{said}");
    let said = home.run(&["completions", "bash", "--json"]).refused(2);
    assert!(said.contains("no formats"), "{said}");
    // An ending that names no format is a name like any other here.
    assert_eq!(
        home.run(&["completions", "fish", "-o", "comity.fish", "-q"])
            .answer(),
        ""
    );
    assert!(home.file("comity.fish").exists());
}

#[test]
fn every_script_is_read_by_its_shell() {
    let home = Home::empty();
    for shell in ["bash", "zsh", "fish"] {
        let script = home.run(&["completions", shell]).answer();
        let name = format!("comity.{shell}");
        std::fs::write(home.file(&name), script).expect("a file");
        let read = Command::new(shell)
            .args(["-n", &name])
            .current_dir(home.file("."))
            .output();
        // A machine without the shell has no use for its script.
        let Ok(read) = read else { continue };
        assert!(
            read.status.success() && read.stderr.is_empty(),
            "{shell}: {read:?}"
        );
    }
}

#[test]
fn bash_completes_a_command_a_flag_and_a_value() {
    let home = Home::empty();
    let script = home.run(&["completions", "bash"]).answer();
    std::fs::write(home.file("comity.bash"), script).expect("a file");
    let completed = |words: &[&str]| -> Option<Vec<String>> {
        let run = format!(
            "source ./comity.bash; COMP_WORDS=({}); COMP_CWORD={}; \
             _comity comity '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words
                .iter()
                .map(|word| format!("'{word}'"))
                .collect::<Vec<_>>()
                .join(" "),
            words.len() - 1,
            words[words.len() - 1],
            words[words.len() - 2],
        );
        let output = Command::new("bash")
            .args(["--norc", "-c", &run])
            .current_dir(home.file("."))
            .output()
            .ok()?;
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        Some(text.lines().map(str::to_owned).collect())
    };
    // A machine without bash has nothing to complete with.
    let Some(found) = completed(&["comity", "comp"]) else {
        return;
    };
    assert_eq!(found, ["compare", "completions"]);
    assert_eq!(
        completed(&["comity", "compare", "--own"]).expect("bash"),
        ["--own-orders"]
    );
    let formats = completed(&["comity", "list", "--format", "j"]).expect("bash");
    assert_eq!(formats, ["json", "jsonl"]);
}

#[test]
fn every_command_has_a_manual_page_with_its_flags_and_examples() {
    let home = Home::empty().with("HOME", "").with("XDG_DATA_HOME", "");
    let output = home.run(&["man", "--dir", "share/man1"]);
    assert_eq!(
        (output.status, output.stdout.as_str()),
        (0, ""),
        "{output:?}"
    );
    let read = |name: &str| {
        let path = home.file(&format!("share/man1/{name}.1"));
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let top = read("comity");
    for part in [
        ".TH \"COMITY\" \"1\" \"\" \"comity 0.1.0\" \"Comity\"\n",
        "COMITY_DB",
        "EXIT STATUS\"\n.nf\n0    done",
        "interrupted",
        "not legal advice",
    ] {
        assert!(top.contains(part), "{part}: {top}");
    }
    for command in commands(&home) {
        assert!(top.contains(&format!("comity\\-{command}(1)")), "{command}");
        let page = read(&format!("comity-{command}"));
        let heading = format!(".TH \"COMITY-{}\" \"1\"", command.to_uppercase());
        assert!(page.starts_with(&heading), "{page}");
        assert!(page.contains(".SH \"EXAMPLES\"\n.nf\ncomity "), "{page}");
        assert_eq!(home.run(&["man", &command]).answer(), page);
    }
    let compare = read("comity-compare");
    assert!(compare.contains(r"\fB\-\-own\-orders\fR"), "{compare}");
    assert!(
        compare.contains("\n.nf\ncomity compare [OPTIONS] [ORG]...\n.fi\n"),
        "{compare}"
    );
    // Every page that is named is there, those of the commands of a command too.
    for page in [&top, &read("comity-org")] {
        let named: Vec<String> = page
            .lines()
            .filter_map(|line| line.strip_suffix("(1)"))
            .map(|line| line.replace("\\-", "-"))
            .collect();
        assert!(named.len() > 2, "{page}");
        for name in named {
            let _there = read(&name);
        }
    }
    assert!(read("comity-org-add").contains(r"comity org add fairview\-oh\-pd"));
    assert_eq!(home.run(&["man"]).answer(), top);
    assert_eq!(
        home.run(&["man", "org", "add"]).answer(),
        read("comity-org-add")
    );
    // A second run writes the same pages over.
    let again = home
        .run(&["man", "--dir", "share/man1", "--quiet"])
        .answer();
    assert_eq!(again, "");
    assert_eq!(read("comity"), top);
    let said = home.run(&["man", "compar"]).refused(2);
    assert!(said.contains("did you mean \"compare\"?"), "{said}");
    std::fs::write(home.file("plain"), "").expect("a file");
    let said = home.run(&["man", "--dir", "plain"]).refused(4);
    assert!(said.contains("plain"), "{said}");
}
