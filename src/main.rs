//! The `comity` program.

fn main() {}
