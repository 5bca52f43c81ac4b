//! A directive as rows of one flat table, a row a rule: the columns, the text in each cell, and the
//! way back from a cell to a value.
//!
//! A cell holds one value, or a list in the small language of [`list`]. What a rule does not say
//! itself it takes from its version, and a version from its directive: the row of a rule holds what
//! counts for that rule.

mod list;
mod read;
mod row;
mod write;

pub use list::{Item, items};
pub use read::{Dated, EndCell, authority, bonds, dates, ending, flag, steps};
pub use row::{FlatRow, Origin, guarded, rows, unguarded, version_row};
pub use write::{authority_cells, bonds_cell, dates_cell, ending_cell, steps_cell, urls_cell};

use super::words::vocabulary;

vocabulary!(
    /// A column of the flat table, in the order of the table.
    Column, "a column of the flat table" {
        /// The directive's id.
        Directive = "directive",
        /// The body that issued it.
        Department = "department",
        /// Its title.
        Title = "title",
        /// The printed number.
        Number = "number",
        /// Its type.
        Type = "type",
        /// The version's label.
        Version = "version",
        /// When the version was issued.
        Issued = "issued",
        /// When the version, or the rule alone, took effect.
        Effective = "effective",
        /// When and how the version, or the rule alone, ended.
        Ended = "ended",
        /// The offices that issued it.
        AuthorityOffice = "authority_office",
        /// The persons who held them.
        AuthorityName = "authority_name",
        /// What the rule does.
        Effect = "effect",
        /// The act that it is about.
        Topic = "topic",
        /// The other side.
        Counterpart = "counterpart",
        /// Who must follow it.
        Role = "role",
        /// Whether it is prohibited otherwise.
        Only = "only",
        /// Where the condition does not hold, the rule says nothing.
        When = "when",
        /// Where the condition holds, the rule says nothing.
        Unless = "unless",
        /// Whether lower authority may not take it away.
        Protected = "protected",
        /// The steps.
        Procedure = "procedure",
        /// Section and paragraph.
        Cite = "cite",
        /// The rule in the coder's words.
        Summary = "summary",
        /// How well it is known.
        Standing = "standing",
        /// Addresses of the sources.
        SourceUrl = "source_url",
        /// Whom it binds.
        Binds = "binds",
        /// Whether the version is law.
        Stage = "stage",
        /// The text's own verb.
        Modality = "modality",
        /// The place of the body that issued it.
        Place = "place",
    }
);

impl Column {
    /// How many columns there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Whose value stands in the column.
    pub const fn of(self) -> Whose {
        match self {
            Self::Directive | Self::Department | Self::Title | Self::Type | Self::Place => {
                Whose::Directive
            }
            Self::Number
            | Self::Version
            | Self::Issued
            | Self::AuthorityOffice
            | Self::AuthorityName
            | Self::Stage => Whose::Version,
            Self::Effective | Self::Ended | Self::Standing | Self::SourceUrl | Self::Binds => {
                Whose::Either
            }
            Self::Effect
            | Self::Topic
            | Self::Counterpart
            | Self::Role
            | Self::Only
            | Self::When
            | Self::Unless
            | Self::Protected
            | Self::Procedure
            | Self::Cite
            | Self::Summary
            | Self::Modality => Whose::Rule,
        }
    }
}

/// Whose value a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The directive's: the same in all its rows.
    Directive,
    /// The version's: the same in all its rows.
    Version,
    /// The rule's own where it has one, else that of its version or directive.
    Either,
    /// The rule's.
    Rule,
}

/// What an item says that holds for one rule and not for its version.
pub const ALONE: &str = "this rule alone";
/// The list that binds no body.
pub const NOBODY: &str = "nobody";

#[cfg(test)]
mod tests;
