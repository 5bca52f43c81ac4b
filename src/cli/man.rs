//! `comity man`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::context::Context;
use super::error::{Failure, Kind};
use super::help;
use super::output::NewFile;
use crate::model::name::nearest;

/// What the environment can say, beside the flags.
const ENVIRONMENT: &str = "\
COMITY_DB       the database file, where --db names none
COMITY_USER     the name that an operation carries, else USER
COMITY_NOW      fixes the clock: 2026-01-31T12:00:00Z
VISUAL, EDITOR  the editor of --edit
COLUMNS         the width of an answer, where --width gives none
NO_COLOR        no colour, whatever it is set to";

/// Print the manual page, or write one for every command
///
/// The page is in roff, for man(1). With --dir there is a page for the program and one for each
/// command, such as comity-ask.1 and comity-org-add.1; pages that are there are written anew.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity man --dir ~/.local/share/man/man1
  comity man ask -o comity-ask.1")]
pub(super) struct ManArgs {
    /// The command, such as ask or org add; none is the program itself
    #[arg(value_name = "COMMAND", conflicts_with = "folder")]
    command: Vec<String>,

    /// A folder for the pages of all commands; it is made where it is missing
    #[arg(long = "dir", value_name = "DIR", conflicts_with = "output")]
    folder: Option<PathBuf>,
}

/// Prints the page or writes the pages.
///
/// # Errors
/// Where there is no such command, or a page cannot be written.
pub(super) fn run(args: &ManArgs, context: &Context) -> Result<(), Failure> {
    let mut program = help::plain().disable_help_subcommand(true);
    // Gives every command the flags of all commands, and its whole name.
    program.build();
    match &args.folder {
        Some(folder) => all(&program, folder, context),
        None => context.answer_text(&page(found(&program, &args.command)?)?),
    }
}

/// The command that is named, word by word.
fn found<'a>(program: &'a Command, words: &[String]) -> Result<&'a Command, Failure> {
    let mut command = program;
    for word in words {
        command = command.find_subcommand(word).ok_or_else(|| {
            let failure = Failure::new(
                Kind::Usage,
                format!("{} has no command \"{word}\"", command.get_name()),
            );
            match nearest(word, command.get_subcommands().map(Command::get_name)) {
                Some(near) => failure.hint(format!("did you mean \"{near}\"?")),
                None => failure.hint("see them all: comity --help"),
            }
        })?;
    }
    Ok(command)
}

fn all(program: &Command, folder: &Path, context: &Context) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::file("cannot make", folder, &error))?;
    let mut pages = Vec::new();
    collect(program, &mut pages);
    for command in &pages {
        let text = page(command)?;
        let path = folder.join(format!("{}.1", name(command)));
        NewFile::write(&path, None, |out| out.write_all(&text))
            .map_err(|error| Failure::file("cannot write", &path, &error))?
            .put_in_place()?;
    }
    context.status(&format!("{} pages in {}", pages.len(), folder.display()));
    Ok(())
}

/// A command and all below it.
fn collect<'a>(command: &'a Command, pages: &mut Vec<&'a Command>) {
    pages.push(command);
    for below in command.get_subcommands() {
        collect(below, pages);
    }
}

/// The name of a page: `comity-org-add`.
fn name(command: &Command) -> &str {
    command.get_display_name().unwrap_or(command.get_name())
}

/// The page of a command in roff.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let examples = command.get_after_help().map(ToString::to_string);
    let man = Man::new(command.clone());
    let mut out = Vec::new();
    // It has no day of its own: the same program always writes the same page.
    writeln!(
        out,
        ".TH \"{}\" \"1\" \"\" \"comity {}\" \"Comity\"",
        name(command).to_uppercase(),
        env!("CARGO_PKG_VERSION")
    )?;
    man.render_name_section(&mut out)?;
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").lines();
    section(
        &mut out,
        "SYNOPSIS",
        usage.map(|line| line.trim().to_owned()),
    )?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out)?;
    }
    if let Some(examples) = examples {
        let lines = examples.lines().skip(1).map(|line| {
            let line = line.strip_prefix("  ").unwrap_or(line);
            line.to_owned()
        });
        section(&mut out, "EXAMPLES", lines)?;
    }
    if !name(command).contains('-') {
        section(
            &mut out,
            "ENVIRONMENT",
            ENVIRONMENT.lines().map(str::to_owned),
        )?;
    }
    let status = help::EXIT_STATUS.lines().map(|line| line[2..].to_owned());
    section(&mut out, "EXIT STATUS", status)?;
    section(
        &mut out,
        "NOTE",
        std::iter::once(help::NOT_ADVICE.to_owned()),
    )?;
    Ok(out)
}

/// A section whose lines stand as they are.
fn section(
    out: &mut Vec<u8>,
    heading: &str,
    lines: impl Iterator<Item = String>,
) -> io::Result<()> {
    writeln!(out, ".SH \"{heading}\"\n.nf")?;
    for line in lines {
        writeln!(out, "{}", literal(&line))?;
    }
    writeln!(out, ".fi")
}

/// A line that roff prints as it is: a hyphen can be copied, a dot begins no request.
fn literal(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-");
    if line.starts_with(['.', '\'']) {
        format!("\\&{line}")
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stand_as_they_are() {
        assert_eq!(literal("comity a --b \\"), "comity a \\-\\-b \\e");
        assert_eq!(literal(".x"), "\\&.x");
    }
}
