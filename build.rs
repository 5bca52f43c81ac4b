//! Lists the starter records, so that they are compiled into the program.
//!
//! The list is made here and not by hand, so that a record is added by adding its file and nothing
//! can be forgotten; and not by a crate, since a dozen lines of the standard library do it. A file
//! that is not TOML (the licence) is left out.

// A build script speaks to cargo on standard output; a text's debug form is a Rust literal.
#![allow(clippy::print_stdout, clippy::use_debug)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const CORPUS: &str = "fixtures/corpus";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let corpus = root.join(CORPUS);
    let mut files = Vec::new();
    find(&corpus, &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.strip_prefix(&corpus).unwrap_or(file);
        let name = name.to_string_lossy().replace('\\', "/");
        // From the folder of the package, wherever it stands when the list is compiled: a list with
        // the whole path would bring the records of another copy into a folder that was moved.
        // Writing to a String cannot fail.
        let _infallible = writeln!(
            list,
            "    (\"{name}\", include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{CORPUS}/{name}\"))),"
        );
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("corpus.rs"), list)?;
    // A folder stands for all that is in it; the files themselves are watched by include_str!.
    println!("cargo::rerun-if-changed={CORPUS}");
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
