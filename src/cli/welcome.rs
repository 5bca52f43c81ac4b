//! `comity` alone: what to type next.

use std::io::Write;

use super::context::Context;
use super::error::Failure;
use crate::store::{Reader, StoreError};

/// Prints what there is and what to type next; never makes a file.
///
/// # Errors
/// Where standard output cannot be written to.
pub(super) fn run(context: &Context) -> Result<(), Failure> {
    let path = context.database.display().to_string();
    let path = crate::model::name::shown(&path);
    let mut text = String::from(
        "Comity records police directives and compares who may, must or must not do what.\n\n",
    );
    match Reader::open(&context.database, context.wait) {
        Ok(_) => text.push_str(&format!(
            "The database is {path}\n\n\
             Next:\n\
             \x20 comity info\n\
             \x20 comity org list\n\
             \x20 comity --help\n"
        )),
        Err(StoreError::Absent { .. }) => text.push_str(&format!(
            "There is no database yet at {path}\n\n\
             Next:\n\
             \x20 comity init --starter\n\
             \x20 comity --help\n"
        )),
        Err(other) => {
            text.push_str(&format!("The database {path} cannot be used: {other}\n"));
            if let Some(cure) = other.cure() {
                text.push_str(&format!("To go on: {cure}\n"));
            }
            text.push_str("\nNext:\n  comity --help\n");
        }
    }
    Ok(std::io::stdout().write_all(text.as_bytes())?)
}
