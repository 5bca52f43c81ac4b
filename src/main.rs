//! The `comity` program.

use std::process::ExitCode;

/// Serves the library and the standard library; SQLite keeps the allocator of the system.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    comity::cli::run()
}
