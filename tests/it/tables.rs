//! Tables out and in: the flat CSV, its codebook, packages, a row a place.

mod bad;
mod long;
mod package;
mod round;

use crate::common::Home;

/// The starter records without their directives: bodies, places and codebook.
pub(crate) fn ground() -> Home {
    let home = Home::empty();
    let _made = home.run(&["init", "--quiet"]).answer();
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/corpus/");
    let files = ["places.toml", "organizations.toml", "codebook.toml"]
        .map(|name| format!("{corpus}{name}"));
    let [a, b, c] = &files;
    let _loaded = home.run(&["load", a, b, c, "--yes", "--quiet"]).answer();
    home
}

/// A home with the starter records and a file.
pub(crate) fn with(name: &str, text: impl AsRef<[u8]>) -> Home {
    let home = Home::starter();
    std::fs::write(home.file(name), text).expect("a file");
    home
}

/// What stands in a file of the home.
#[track_caller]
pub(crate) fn text(home: &Home, name: &str) -> String {
    std::fs::read_to_string(home.file(name)).expect("a file")
}

/// A header and a row of an order of the Chicago police, to be changed.
pub(crate) const HEAD: &str =
    "directive,title,type,version,effective,effect,topic,counterpart,binds";
pub(crate) const ROW: &str = "chicago-pd/x-1,Test order,general-order,2020,2020-01-01,prohibits,hold-on-detainer,ice,chicago-pd";

/// A table of the header and some rows.
pub(crate) fn table(rows: &[&str]) -> String {
    let mut text = format!("{HEAD}\n");
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text
}
