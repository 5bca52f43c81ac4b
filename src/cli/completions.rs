//! `comity completions`.

use clap::Args;
use clap_complete::{Shell, generate};

use super::context::Context;
use super::error::Failure;
use super::help;

/// Print a script that lets a shell complete commands and flags
///
/// The shell reads it when it starts: put it where your shell looks for such scripts. It needs no
/// database, and the same program always prints the same script.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity completions bash -o ~/.local/share/bash-completion/completions/comity
  comity completions zsh -o ~/.zfunc/_comity
  comity completions fish -o ~/.config/fish/completions/comity.fish")]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

/// Prints it.
///
/// # Errors
/// Where it cannot be written.
pub(super) fn run(args: &CompletionsArgs, context: &Context) -> Result<(), Failure> {
    let mut script = Vec::new();
    generate(args.shell, &mut help::plain(), "comity", &mut script);
    context.answer_text(&script)
}
