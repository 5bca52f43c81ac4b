//! The `comity` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    comity::cli::run()
}
