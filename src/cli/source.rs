//! The flags that name a source, of every command that records a fact.

use clap::Args;

use super::context::Context;
use crate::ops::NewSource;

/// Where a fact comes from, as typed.
#[derive(Debug, Args)]
#[group(id = "source_flags", multiple = true)]
#[command(next_help_heading = "The source")]
pub(super) struct SourceFlags {
    /// The address of the source
    #[arg(long, value_name = "URL")]
    source: Option<String>,

    /// The title of the source
    #[arg(long, value_name = "TITLE")]
    source_title: Option<String>,

    /// Who published the source
    #[arg(long, value_name = "NAME")]
    source_publisher: Option<String>,

    /// The date of the source
    #[arg(long, value_name = "DATE")]
    source_date: Option<String>,

    /// What the source is: primary, official-statement, court, press, secondary [default: secondary]
    #[arg(long, value_name = "KIND")]
    source_kind: Option<String>,
}

impl SourceFlags {
    /// What was typed, to be read by a use case.
    pub(super) fn typed(&self, context: &Context) -> NewSource {
        NewSource {
            url: self.source.clone(),
            title: self.source_title.clone(),
            publisher: self.source_publisher.clone(),
            date: self.source_date.as_deref().map(|text| context.dated(text)),
            kind: self.source_kind.clone(),
        }
    }
}
