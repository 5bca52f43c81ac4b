//! What every command that writes does: open, run, keep or take back, say what changed.

use super::args::WriteFlags;
use super::context::Context;
use super::error::Failure;
use crate::store::{Stamp, Writer};

impl Context {
    /// Opens the database for writing: one transaction, which is one operation.
    ///
    /// # Errors
    /// Where there is none, or it cannot be written to.
    pub(super) fn writer(&self) -> Result<Writer, Failure> {
        let writer = Writer::open(&self.database, self.wait, self.write_stamp())?;
        if let Some(adopted) = writer.adopted() {
            self.status(&format!(
                "{} rows were written outside Comity since; they are operation {} now",
                adopted.rows, adopted.id
            ));
        }
        Ok(writer)
    }

    /// Who writes, when, by what command.
    pub(super) fn write_stamp(&self) -> Stamp {
        Stamp {
            at: self.stamp(),
            user: self.user.clone(),
            command: self.typed.clone(),
        }
    }

    /// Keeps what was written, or takes it back in a dry run. Tells the operation's number.
    ///
    /// # Errors
    /// Where the file refuses it; then it is as it was.
    pub(super) fn finish(&self, writer: Writer, flags: WriteFlags) -> Result<Option<i64>, Failure> {
        if flags.dry_run {
            writer.rollback()?;
            return Ok(None);
        }
        Ok(writer.finish()?.map(|operation| operation.id))
    }
}
