//! The `sql` command: one statement of the user's own, which can only read.
//!
//! It is made safe three times over: the connection is read-only, an authorizer allows reading and
//! nothing else, and limits keep a hostile statement from taking the machine.

use std::path::Path;
use std::time::Duration;

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;

use super::error::{Result, StoreError};
use super::reader::Reader;

/// The longest statement, and the longest value that it may make, in bytes.
const TEXT_MAX: i32 = 16 * 1024 * 1024;
/// The most terms joined by UNION and the like.
const COMPOUND_MAX: i32 = 64;
/// The most levels of an expression.
const DEPTH_MAX: i32 = 200;

/// Pragmas that tell about the schema and change nothing.
const PRAGMAS: [&str; 11] = [
    "application_id",
    // FTS5 asks for it.
    "data_version",
    "foreign_key_list",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "table_info",
    "table_list",
    "table_xinfo",
    "user_version",
];

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum SqlValue {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// Another number.
    Real(f64),
    /// A text; bytes that are not UTF-8 are replaced.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// The file, open for statements of the user's own.
#[derive(Debug)]
pub struct SqlReader(Reader);

impl SqlReader {
    /// Opens the file. Waits up to `wait` while a command is writing to it.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn open(path: &Path, wait: Duration) -> Result<Self> {
        let mut reader = Reader::open(path, wait)?;
        let conn = &mut reader.conn;
        for (limit, value) in [
            (Limit::SQLITE_LIMIT_SQL_LENGTH, TEXT_MAX),
            (Limit::SQLITE_LIMIT_LENGTH, TEXT_MAX),
            (Limit::SQLITE_LIMIT_COMPOUND_SELECT, COMPOUND_MAX),
            (Limit::SQLITE_LIMIT_EXPR_DEPTH, DEPTH_MAX),
            (Limit::SQLITE_LIMIT_ATTACHED, 0),
            (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
        ] {
            conn.set_limit(limit, value)?;
        }
        conn.authorizer(Some(allow))?;
        Ok(Self(reader))
    }

    /// Whether a command that broke off had left a journal, which was rolled back at opening.
    pub const fn recovered(&self) -> bool {
        self.0.recovered()
    }

    /// Runs one statement. `columns` is given the names of its columns, once; then `row` each row.
    /// Either may end it with an error of its own.
    ///
    /// # Errors
    /// [`StoreError::Statement`], with the place of the fault where SQLite tells it, for a statement
    /// that cannot be read or run, more than one, or one that does more than read.
    pub fn query<E: From<StoreError>>(
        &self,
        sql: &str,
        columns: impl FnOnce(&[String]) -> std::result::Result<(), E>,
        mut row: impl FnMut(Vec<SqlValue>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let fault = |error: rusqlite::Error| E::from(stated(error));
        let mut batch = rusqlite::Batch::new(&self.0.conn, sql);
        let Some(mut statement) = batch.next().map_err(fault)? else {
            return Err(E::from(StoreError::Statement {
                message: "there is no statement".to_owned(),
                offset: None,
            }));
        };
        // The rest is read only to see that there is none: it must not hide behind the first.
        if !matches!(batch.next(), Ok(None)) {
            return Err(E::from(StoreError::Statement {
                message: "one statement at a time".to_owned(),
                offset: None,
            }));
        }
        if !statement.readonly() {
            return Err(E::from(refused()));
        }
        let width = statement.column_count();
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        columns(&names)?;
        let mut rows = statement.query([]).map_err(fault)?;
        while let Some(one) = rows.next().map_err(fault)? {
            let values: rusqlite::Result<Vec<SqlValue>> =
                (0..width).map(|at| Ok(value(one.get_ref(at)?))).collect();
            row(values.map_err(fault)?)?;
        }
        Ok(())
    }
}

fn value(value: ValueRef<'_>) -> SqlValue {
    match value {
        ValueRef::Null => SqlValue::Null,
        ValueRef::Integer(number) => SqlValue::Integer(number),
        ValueRef::Real(number) => SqlValue::Real(number),
        ValueRef::Text(bytes) => SqlValue::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => SqlValue::Blob(bytes.to_vec()),
    }
}

fn allow(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => {
            Authorization::Allow
        }
        AuthAction::Function { function_name } if function_name != "load_extension" => {
            Authorization::Allow
        }
        AuthAction::Pragma {
            pragma_name,
            pragma_value,
        } if PRAGMAS.contains(&pragma_name)
            && (pragma_value.is_none()
                || !matches!(pragma_name, "application_id" | "user_version")) =>
        {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }
}

fn refused() -> StoreError {
    StoreError::Statement {
        message: "this statement does more than read; \"sql\" only reads".to_owned(),
        offset: None,
    }
}

fn stated(error: rusqlite::Error) -> StoreError {
    use rusqlite::ErrorCode as Code;
    match error {
        rusqlite::Error::SqlInputError {
            error, msg, offset, ..
        } => {
            if error.code == Code::AuthorizationForStatementDenied {
                return refused();
            }
            StoreError::Statement {
                message: msg,
                offset: usize::try_from(offset).ok(),
            }
        }
        error => match error.sqlite_error_code() {
            Some(Code::AuthorizationForStatementDenied) => refused(),
            Some(
                Code::Unknown
                | Code::TooBig
                | Code::TypeMismatch
                | Code::ApiMisuse
                | Code::OperationInterrupted
                | Code::ParameterOutOfRange,
            ) => StoreError::Statement {
                message: error.to_string(),
                offset: None,
            },
            _ => StoreError::from(error),
        },
    }
}
