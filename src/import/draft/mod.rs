//! A row to a draft: every cell read, each fault with its column.

mod rule;
mod text;

use compact_str::ToCompactString;

use super::known::{Known, Sort};
use super::profile::Header;
use super::sheet::Record;
use crate::model::flat::{Column, Dated, EndCell, FlatRow, unguarded};
use crate::model::{
    Authority, Bond, DirectiveId, Family, Fault, Sentence, Slug, Stage, Standing, Step, check_label,
};

/// Something wrong in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellFault {
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// The column; none where the row as a whole is at fault.
    pub column: Option<Column>,
    /// The cell as it stands.
    pub value: String,
    /// What is wrong, with its place in the cell.
    pub fault: Fault,
}

/// What a row says of its rule.
#[derive(Debug, Clone)]
pub(in crate::import) struct RuleDraft {
    pub(in crate::import) says: Sentence,
    pub(in crate::import) steps: Vec<Step>,
}

/// A row that was read.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The line on which it begins.
    pub line: u64,
    /// The directive.
    pub id: DirectiveId,
    /// The cells, each in the form in which `export` writes it.
    pub row: FlatRow,
    /// Bodies that it names and that are not on record, with the column.
    pub missing: Vec<(Slug, Column)>,
    /// The directive that it names as what ended the text.
    pub ended_by: Option<DirectiveId>,
    /// What stands in cells of dates that is no date, in words for the note.
    pub notes: Vec<String>,
    pub(in crate::import) kind: Option<Slug>,
    pub(in crate::import) issued: Dated,
    pub(in crate::import) effective: Dated,
    pub(in crate::import) ended: EndCell,
    pub(in crate::import) authority: Vec<Authority>,
    pub(in crate::import) stage: Stage,
    pub(in crate::import) standing: Standing,
    pub(in crate::import) urls: Vec<String>,
    pub(in crate::import) binds: Option<Vec<Bond>>,
    pub(in crate::import) rule: Option<RuleDraft>,
}

/// Reads a row. Cells that are those of the row `before` need not be read again.
///
/// # Errors
/// Everything that is wrong in it.
pub fn draft(
    record: &Record,
    header: &Header,
    known: &Known,
    before: Option<(&Record, &Draft)>,
) -> Result<Draft, Vec<CellFault>> {
    let mut cells = Cells {
        record,
        header,
        known,
        // What is noted of a cell is noted of each row.
        before: before.filter(|(_, draft)| draft.notes.is_empty() && draft.missing.is_empty()),
        faults: Vec::new(),
        missing: Vec::new(),
        notes: Vec::new(),
        row: FlatRow::default(),
    };
    let id = cells.id();
    cells.texts();
    let kind = cells.kind();
    let issued = cells.dates(Column::Issued);
    let effective = cells.dates(Column::Effective);
    let ended = cells.ended();
    let stage = cells.word(Column::Stage, Stage::Adopted, |before| before.stage);
    let standing = cells.word(Column::Standing, Standing::Unknown, |before| {
        before.standing
    });
    let urls = cells.urls();
    let binds = cells.binds();
    let authority = cells.authority();
    let rule = cells.rule();
    let (Some(id), true) = (id, cells.faults.is_empty()) else {
        return Err(cells.faults);
    };
    let by = ended.ending.as_ref().and_then(|end| end.by.as_ref());
    Ok(Draft {
        line: record.line,
        id,
        ended_by: by.map(|by| by.directive.clone()),
        row: cells.row,
        missing: cells.missing,
        notes: cells.notes,
        kind,
        issued,
        effective,
        ended,
        authority,
        stage,
        standing,
        urls,
        binds,
        rule,
    })
}

struct Cells<'a> {
    record: &'a Record,
    header: &'a Header,
    known: &'a Known,
    /// The row before, of the same directive.
    before: Option<(&'a Record, &'a Draft)>,
    faults: Vec<CellFault>,
    missing: Vec<(Slug, Column)>,
    notes: Vec<String>,
    row: FlatRow,
}

impl<'a> Cells<'a> {
    /// The cell without white space at its ends; empty where the table lacks the column.
    fn get(&self, column: Column) -> &'a str {
        let cell = self.header.at(column).map_or("", |at| self.record.cell(at));
        unguarded(cell.trim())
    }

    /// What the row before says in these columns, where this one has the same cells: it is said here
    /// too.
    fn repeated(&mut self, columns: &[Column]) -> Option<&'a Draft> {
        let (record, draft) = self.before?;
        let same = |column: &Column| {
            let at = self.header.at(*column);
            at.is_none_or(|at| self.record.cell(at) == record.cell(at))
        };
        if !columns.iter().all(same) {
            return None;
        }
        for column in columns {
            self.row[*column].clone_from(&draft.row[*column]);
        }
        Some(draft)
    }

    fn fault(&mut self, column: Column, fault: Fault) {
        self.faults.push(CellFault {
            line: self.record.line,
            column: Some(column),
            value: self.get(column).to_owned(),
            fault,
        });
    }

    /// Takes the value, or keeps the fault.
    fn kept<T>(&mut self, column: Column, read: Result<T, Fault>) -> Option<T> {
        read.map_err(|fault| self.fault(column, fault)).ok()
    }

    fn key(&mut self, column: Column, sort: Sort, text: &str) -> Option<Slug> {
        let key: Slug = self.kept(column, text.parse())?;
        self.known_key(column, sort, &key);
        Some(key)
    }

    fn known_key(&mut self, column: Column, sort: Sort, key: &Slug) {
        if self.known.has(sort, key) {
            return;
        }
        let text = self.get(column);
        if let Some(into) = self.known.merged.get(key) {
            let start = text.find(key.as_str()).unwrap_or_default();
            let span = start..text.len().min(start + key.as_str().len());
            let fault = Fault::new(span, format!("\"{key}\" was merged into \"{into}\""));
            self.fault(column, fault.cure(format!("write \"{into}\" in its place")));
        } else if matches!(sort, Sort::Body | Sort::Counterpart) {
            self.missing.push((key.clone(), column));
        } else {
            let fault = self.known.fault(sort, key, 0..text.len());
            self.fault(column, fault);
        }
    }

    fn term(&mut self, column: Column, sort: Sort) -> Option<Slug> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        self.key(column, sort, text)
    }

    fn kind(&mut self) -> Option<Slug> {
        match self.repeated(&[Column::Type]) {
            Some(before) => before.kind.clone(),
            None => self.term(Column::Type, Sort::Term(Family::Type)),
        }
    }

    fn id(&mut self) -> Option<DirectiveId> {
        let label = self.get(Column::Version);
        if !label.is_empty() {
            self.kept(Column::Version, check_label(label));
        }
        if let Some(before) = self.repeated(&[Column::Directive, Column::Department]) {
            return Some(before.id.clone());
        }
        let text = self.get(Column::Directive);
        let id: DirectiveId = self.kept(Column::Directive, text.parse())?;
        self.known_key(Column::Directive, Sort::Body, &id.issuer);
        let department = self.get(Column::Department);
        self.row[Column::Directive] = id.to_compact_string();
        self.row[Column::Department] = id.issuer.as_str().into();
        // Another body's slug is a slip; a name that we do not know is a name.
        if let Ok(slug) = department.parse::<Slug>()
            && slug != id.issuer
            && self.known.has(Sort::Body, &slug)
        {
            let fault = Fault::new(
                0..department.len(),
                format!("the directive is one of {}, not of {slug}", id.issuer),
            );
            self.fault(
                Column::Department,
                fault.cure("the directive's id begins with its issuer"),
            );
        }
        Some(id)
    }

    /// Cells that stand as they are.
    fn texts(&mut self) {
        for column in [
            Column::Title,
            Column::Number,
            Column::Version,
            Column::Cite,
            Column::Summary,
            Column::Modality,
            Column::Place,
        ] {
            let text = self.get(column);
            if !text.is_empty() {
                self.row[column] = text.into();
            }
        }
        self.row[Column::Type] = self.get(Column::Type).into();
    }
}
