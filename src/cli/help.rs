//! `comity --help`: the commands in groups, the exit statuses, and what the program is not.

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Command, CommandFactory};

use super::args::Cli;

/// The commands in the groups in which help shows them.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "Record",
        &[
            "init",
            "add",
            "revise",
            "adopt",
            "rescind",
            "enjoin",
            "relate",
            "edit",
            "discard",
            "event",
            "practice",
            "coverage",
            "org",
            "place",
            "topic",
            "condition",
        ],
    ),
    ("Look", &["list", "show", "search", "info"]),
    (
        "Compare",
        &["compare", "ask", "timeline", "changes", "diff", "conflicts"],
    ),
    ("Exchange", &["load", "dump", "import", "export", "profile"]),
    ("Care", &["check", "sql", "completions", "man"]),
];

/// What the exit status means.
pub(super) const EXIT_STATUS: &str = "  0    done; also a list without a row, and a closed pipe
  1    a well-formed name that is not on record, or can mean several things; a search
       without a hit; findings of conflicts or check; rows skipped by --skip-bad
  2    the command line cannot be read: unknown flag, missing argument; not confirmed
  3    a value that cannot be right (date, topic, condition, sentence, id), wherever
       it stands: argument, file, standard input; nothing was written
  4    no database yet, or one that is busy, newer, older, damaged or not ours;
       no room, no permission
  70   a bug in this program
  130  interrupted";

/// What the program is not.
pub(super) const NOT_ADVICE: &str = "Comity describes what texts say. It is not legal advice.";

/// The command line as it is defined: for scripts and pages that are made from it.
pub(super) fn plain() -> Command {
    Cli::command()
}

/// The command line, ready to read arguments, with its help laid out for a width.
pub(super) fn command(width: usize) -> Command {
    let plain = Cli::command();
    let groups = groups(&plain);
    plain
        .mut_subcommands(explained)
        .styles(styles())
        .term_width(width)
        .help_template(format!(
            "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{groups}{{options}}\n\n\
             Exit status:\n{EXIT_STATUS}\n\n{NOT_ADVICE}"
        ))
}

/// Help of a command is its whole doc comment in a dense layout, the same for `-h` and `--help`: with
/// a long text beside the short one, clap would hide the text from the first and give a paragraph to
/// each flag in the second. Examples stand in the template, where no line of them is broken.
fn explained(command: Command) -> Command {
    let whole = command.get_long_about().or(command.get_about()).cloned();
    let examples = command
        .get_after_help()
        .map(|examples| format!("\n\n{examples}"))
        .unwrap_or_default();
    let command = command
        .mut_subcommands(explained)
        .after_help("")
        .help_template(format!(
            "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{{all-args}}{examples}"
        ));
    match whole {
        Some(whole) => command.about(whole).long_about(None),
        None => command,
    }
}

fn groups(command: &Command) -> String {
    let mut out = String::new();
    for (heading, names) in GROUPS {
        out.push_str(&format!("{heading}:\n"));
        for name in *names {
            let about = command
                .find_subcommand(name)
                .and_then(Command::get_about)
                .map(ToString::to_string)
                .unwrap_or_default();
            out.push_str(&format!("  {name:<11} {about}\n"));
        }
        out.push('\n');
    }
    out
}

/// Bold words and no colour but yellow for what is wrong.
const fn styles() -> Styles {
    use anstyle::Style;
    let bold = Style::new().bold();
    Styles::plain()
        .header(bold)
        .usage(bold)
        .literal(bold)
        .error(AnsiColor::Yellow.on_default().bold())
        .invalid(AnsiColor::Yellow.on_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command(100).debug_assert();
    }

    #[test]
    fn every_command_stands_in_one_group_and_has_an_example() {
        let grouped: Vec<&str> = GROUPS
            .iter()
            .flat_map(|(_, names)| *names)
            .copied()
            .collect();
        let command = Cli::command();
        let mut all: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        let mut sorted = grouped.clone();
        sorted.sort_unstable();
        all.sort_unstable();
        assert_eq!(sorted, all);
        for sub in command.get_subcommands() {
            let after = sub
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(
                after.contains("comity "),
                "{} has no example",
                sub.get_name()
            );
            let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.is_empty() && !about.ends_with('.'), "{about}");
        }
    }
}
