//! `comity sql`.

use std::io::Read;

use clap::Args;

use super::context::Context;
use super::error::Failure;
use crate::model::Fault;
use crate::report::{RowValue, Rows};
use crate::store::{SqlReader, SqlValue, StoreError};

/// Run one SQL statement that reads
///
/// The database is opened so that nothing can be written to it. Views with plain names, such as
/// rule_in_force and directive_in_force, make the common questions short.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  comity sql \"SELECT * FROM rule_in_force WHERE topic = 'hold-on-detainer'\"
  comity sql \"SELECT name, type FROM sqlite_schema\" --format csv")]
pub(super) struct SqlArgs {
    /// The statement, or - to read it from standard input
    #[arg(value_name = "STATEMENT")]
    statement: String,
}

/// Runs it.
///
/// # Errors
/// Where the statement cannot be read or would do more than read, or the file cannot be read.
pub(super) fn run(args: &SqlArgs, context: &Context) -> Result<(), Failure> {
    let statement = if args.statement == "-" {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| {
                Failure::argument(
                    "",
                    "-",
                    Fault::new(0..1, format!("standard input: {error}")),
                )
            })?;
        text
    } else {
        args.statement.clone()
    };
    let reader = SqlReader::open(&context.database, context.wait)?;
    let mut head: Vec<String> = Vec::new();
    let mut rows: Vec<Vec<RowValue>> = Vec::new();
    let done = reader.query::<StoreError>(
        &statement,
        |columns| {
            head = columns.iter().map(|column| (*column).to_owned()).collect();
            Ok(())
        },
        |row| {
            rows.push(row.into_iter().map(value).collect());
            Ok(())
        },
    );
    drop(reader);
    done.map_err(|error| fault(error, &statement))?;
    context.answer(&Rows::new(head, rows))
}

fn value(value: SqlValue) -> RowValue {
    match value {
        SqlValue::Null => RowValue::Null,
        SqlValue::Integer(number) => RowValue::Integer(number),
        SqlValue::Real(number) => RowValue::Real(number),
        SqlValue::Text(text) => RowValue::Text(text),
        SqlValue::Blob(bytes) => {
            RowValue::Text(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
        }
    }
}

/// A fault of the statement gets its caret, as far as SQLite tells where it is.
fn fault(error: StoreError, statement: &str) -> Failure {
    match error {
        StoreError::Statement { message, offset } => {
            let span = match offset.filter(|at| statement.is_char_boundary(*at)) {
                Some(at) => at..at + word(&statement[at..]),
                None => 0..statement.len(),
            };
            Failure::argument("", statement, Fault::new(span, message)).hint(
                "see the tables and views: comity sql \"SELECT name, type FROM sqlite_schema\"",
            )
        }
        other => other.into(),
    }
}

/// The length of the word with which a text begins, at least one character of it.
fn word(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|len| *len > 0)
        .or_else(|| {
            text.chars()
                .next()
                .map(char::len_utf8)
                .filter(|_| !text.starts_with(char::is_alphanumeric))
        })
        .unwrap_or(text.len())
}
