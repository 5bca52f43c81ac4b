//! A row to a draft: every cell read, each fault with its column.

use super::known::{Known, Sort};
use super::profile::Header;
use super::sheet::Record;
use crate::model::condition::TERMS_MAX;
use crate::model::flat::{
    Column, Dated, EndCell, FlatRow, authority, authority_cells, bonds, bonds_cell, dates,
    dates_cell, ending, ending_cell, flag, items, steps, steps_cell, unguarded, urls_cell,
};
use crate::model::name::shown;
use crate::model::{
    Authority, Bond, Condition, DirectiveId, Effect, Family, Fault, Scope, Sentence, Slug, Stage,
    Standing, Step, check_label,
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
pub(super) struct RuleDraft {
    pub(super) says: Sentence,
    pub(super) steps: Vec<Step>,
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
    pub(super) kind: Option<Slug>,
    pub(super) issued: Dated,
    pub(super) effective: Dated,
    pub(super) ended: EndCell,
    pub(super) authority: Vec<Authority>,
    pub(super) stage: Stage,
    pub(super) standing: Standing,
    pub(super) urls: Vec<String>,
    pub(super) binds: Option<Vec<Bond>>,
    pub(super) rule: Option<RuleDraft>,
}

/// Reads a row.
///
/// # Errors
/// Everything that is wrong in it.
pub fn draft(record: &Record, header: &Header, known: &Known) -> Result<Draft, Vec<CellFault>> {
    let mut cells = Cells {
        record,
        header,
        known,
        faults: Vec::new(),
        missing: Vec::new(),
        notes: Vec::new(),
        row: FlatRow::default(),
    };
    let id = cells.id();
    cells.texts();
    let draft = Draft {
        line: record.line,
        kind: cells.term(Column::Type, Sort::Term(Family::Type)),
        issued: cells.dates(Column::Issued),
        effective: cells.dates(Column::Effective),
        ended: cells.ended(),
        stage: cells.word(Column::Stage, Stage::Adopted),
        standing: cells.word(Column::Standing, Standing::Unknown),
        urls: cells.urls(),
        binds: cells.binds(),
        authority: cells.authority(),
        rule: cells.rule(),
        id: match &id {
            Some(id) => id.clone(),
            None => return Err(cells.faults),
        },
        row: FlatRow::default(),
        missing: Vec::new(),
        ended_by: None,
        notes: Vec::new(),
    };
    if !cells.faults.is_empty() {
        return Err(cells.faults);
    }
    let by = draft.ended.ending.as_ref().and_then(|end| end.by.as_ref());
    Ok(Draft {
        ended_by: by.map(|by| by.directive.clone()),
        row: cells.row,
        missing: cells.missing,
        notes: cells.notes,
        ..draft
    })
}

struct Cells<'a> {
    record: &'a Record,
    header: &'a Header,
    known: &'a Known,
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

    fn id(&mut self) -> Option<DirectiveId> {
        let text = self.get(Column::Directive);
        let id: DirectiveId = self.kept(Column::Directive, text.parse())?;
        self.known_key(Column::Directive, Sort::Body, &id.issuer);
        let department = self.get(Column::Department);
        self.row[Column::Directive] = id.to_string();
        self.row[Column::Department] = id.issuer.to_string();
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
        let label = self.get(Column::Version);
        if !label.is_empty() {
            self.kept(Column::Version, check_label(label));
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
                text.clone_into(&mut self.row[column]);
            }
        }
        let kind = self.get(Column::Type);
        kind.clone_into(&mut self.row[Column::Type]);
    }

    fn word<T>(&mut self, column: Column, default: T) -> T
    where
        T: std::str::FromStr<Err = Fault> + std::fmt::Display,
    {
        let text = self.get(column);
        if text.is_empty() {
            return default;
        }
        let word = self.kept(column, text.parse()).unwrap_or(default);
        self.row[column] = word.to_string();
        word
    }

    fn unread(&mut self, column: Column, unread: &[String]) {
        for text in unread {
            self.notes
                .push(format!("{column} as given: {}", shown(text)));
        }
    }

    fn dates(&mut self, column: Column) -> Dated {
        let text = self.get(column);
        if text.is_empty() {
            return Dated::default();
        }
        let dated = self.kept(column, dates(text)).unwrap_or_default();
        self.unread(column, &dated.unread);
        if dated.alone && column == Column::Issued {
            let fault = Fault::new(0..text.len(), "a rule alone is not issued");
            self.fault(column, fault);
        }
        self.row[column] = dates_cell(&dated.claims, dated.alone);
        dated
    }

    fn ended(&mut self) -> EndCell {
        let text = self.get(Column::Ended);
        if text.is_empty() {
            return EndCell::default();
        }
        let ended = self.kept(Column::Ended, ending(text)).unwrap_or_default();
        self.unread(Column::Ended, &ended.unread);
        if let Some(end) = &ended.ending {
            self.row[Column::Ended] = ending_cell(end, ended.alone);
        }
        ended
    }

    fn authority(&mut self) -> Vec<Authority> {
        let offices = self.get(Column::AuthorityOffice);
        let persons = self.get(Column::AuthorityName);
        if offices.is_empty() && persons.is_empty() {
            return Vec::new();
        }
        let known = self.get(Column::Standing).parse();
        match authority(offices, persons, known.unwrap_or(Standing::Unknown)) {
            Ok(all) => {
                let (offices, persons) = authority_cells(&all);
                self.row[Column::AuthorityOffice] = offices;
                self.row[Column::AuthorityName] = persons;
                all
            }
            Err((of_person, fault)) => {
                let column = if of_person {
                    Column::AuthorityName
                } else {
                    Column::AuthorityOffice
                };
                self.fault(column, fault);
                Vec::new()
            }
        }
    }

    fn urls(&mut self) -> Vec<String> {
        let text = self.get(Column::SourceUrl);
        if text.is_empty() {
            return Vec::new();
        }
        let mut urls: Vec<String> = Vec::new();
        for item in self
            .kept(Column::SourceUrl, items(text))
            .unwrap_or_default()
        {
            if !item.head.is_empty() && !urls.contains(&item.head) {
                urls.push(item.head);
            }
        }
        self.row[Column::SourceUrl] = urls_cell(urls.iter().map(String::as_str));
        urls
    }

    fn binds(&mut self) -> Option<Vec<Bond>> {
        let text = self.get(Column::Binds);
        let binds = self.kept(Column::Binds, bonds(text)).flatten()?;
        for bond in &binds {
            match &bond.scope {
                Scope::Org(org) => self.known_key(Column::Binds, Sort::Body, org),
                Scope::Of(place) | Scope::Within(place) => {
                    self.known_key(Column::Binds, Sort::Place, place);
                }
            }
            for kind in &bond.kinds {
                self.known_key(Column::Binds, Sort::Term(Family::Kind), kind);
            }
            if let Some(role) = &bond.role {
                self.known_key(Column::Binds, Sort::Term(Family::Role), role);
            }
        }
        self.row[Column::Binds] = bonds_cell(&binds);
        Some(binds)
    }

    fn rule(&mut self) -> Option<RuleDraft> {
        const OWN: [Column; 12] = [
            Column::Effect,
            Column::Topic,
            Column::Counterpart,
            Column::Role,
            Column::Only,
            Column::When,
            Column::Unless,
            Column::Protected,
            Column::Procedure,
            Column::Cite,
            Column::Summary,
            Column::Modality,
        ];
        let (effect, topic) = (self.get(Column::Effect), self.get(Column::Topic));
        if effect.is_empty() || topic.is_empty() {
            let stray = OWN.into_iter().find(|column| {
                let cell = self.get(*column);
                match column {
                    Column::Only | Column::Protected => flag(cell) != Ok(false),
                    _ => !cell.is_empty(),
                }
            });
            if let Some(stray) = stray {
                let (empty, what) = if effect.is_empty() {
                    (Column::Effect, "requires, permits or prohibits")
                } else {
                    (Column::Topic, "such as hold-on-detainer")
                };
                let message = format!("there is no {empty}, but something in \"{stray}\"");
                self.fault(empty, Fault::new(0..0, message).cure(what));
            }
            return None;
        }
        if self.get(Column::Version).is_empty() {
            let fault = Fault::new(0..0, "a rule stands in a version, and none is named");
            self.fault(Column::Version, fault.cure("its label, usually its date"));
        }
        let effect: Option<Effect> = self.kept(Column::Effect, effect.parse());
        let topic = self.key(Column::Topic, Sort::Term(Family::Topic), topic);
        let says = Sentence {
            counterpart: self.term(Column::Counterpart, Sort::Counterpart),
            role: self.term(Column::Role, Sort::Term(Family::Role)),
            only: self.flag(Column::Only),
            when: self.condition(Column::When),
            unless: self.condition(Column::Unless),
            protected: self.flag(Column::Protected),
            effect: effect?,
            topic: topic?,
        };
        self.sound(&says);
        let steps = self.steps();
        self.sentence_cells(&says, &steps);
        Some(RuleDraft { says, steps })
    }

    fn flag(&mut self, column: Column) -> bool {
        let read = flag(self.get(column));
        self.kept(column, read).unwrap_or_default()
    }

    fn condition(&mut self, column: Column) -> Option<Condition> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        let condition: Condition = self.kept(column, text.parse())?;
        let keys: Vec<Slug> = condition.terms().into_iter().cloned().collect();
        for key in keys {
            self.known_key(column, Sort::Term(Family::Condition), &key);
        }
        Some(condition)
    }

    fn steps(&mut self) -> Vec<Step> {
        let read = steps(self.get(Column::Procedure));
        self.kept(Column::Procedure, read).unwrap_or_default()
    }

    /// What a sentence may not say, as its own parser holds it.
    fn sound(&mut self, says: &Sentence) {
        let permits = says.effect == Effect::Permits;
        let all = |cells: &Self, column| 0..cells.get(column).len();
        if says.only && (!permits || says.when.is_none()) {
            let fault = Fault::new(
                all(self, Column::Only),
                "\"only\" goes with a permission that has a \"when\"",
            );
            self.fault(Column::Only, fault.cure("write no, or give the condition"));
        }
        if says.protected && !permits {
            let fault = Fault::new(
                all(self, Column::Protected),
                "only a permission can be protected",
            );
            self.fault(Column::Protected, fault.cure("write no"));
        }
        let terms = says.conditions().len();
        if terms > TERMS_MAX {
            let message =
                format!("a rule has at most {TERMS_MAX} different conditions, this has {terms}");
            let fault = Fault::new(all(self, Column::When), message);
            self.fault(Column::When, fault.cure("split it into two rules"));
        }
    }

    fn sentence_cells(&mut self, says: &Sentence, steps: &[Step]) {
        let row = &mut self.row;
        let yes = |yes: bool| if yes { "yes" } else { "no" };
        says.effect.word().clone_into(&mut row[Column::Effect]);
        says.topic.as_str().clone_into(&mut row[Column::Topic]);
        for (column, key) in [
            (Column::Counterpart, &says.counterpart),
            (Column::Role, &says.role),
        ] {
            if let Some(key) = key {
                key.as_str().clone_into(&mut row[column]);
            }
        }
        for (column, condition) in [(Column::When, &says.when), (Column::Unless, &says.unless)] {
            if let Some(condition) = condition {
                row[column] = condition.to_string();
            }
        }
        yes(says.only).clone_into(&mut row[Column::Only]);
        yes(says.protected).clone_into(&mut row[Column::Protected]);
        if !steps.is_empty() {
            row[Column::Procedure] = steps_cell(steps);
        }
    }
}
