//! What a row says of its rule.

use compact_str::ToCompactString;

use super::super::known::Sort;
use super::{Cells, RuleDraft};
use crate::model::condition::TERMS_MAX;
use crate::model::flat::{Column, flag, steps, steps_cell};
use crate::model::{Condition, Effect, Family, Fault, Sentence, Step};

impl Cells<'_> {
    pub(super) fn rule(&mut self) -> Option<RuleDraft> {
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
        for key in condition.terms() {
            self.known_key(column, Sort::Term(Family::Condition), key);
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
        let yes = |yes: bool| if yes { "yes" } else { "no" }.into();
        row[Column::Effect] = says.effect.word().into();
        row[Column::Topic] = says.topic.as_str().into();
        for (column, key) in [
            (Column::Counterpart, &says.counterpart),
            (Column::Role, &says.role),
        ] {
            if let Some(key) = key {
                row[column] = key.as_str().into();
            }
        }
        for (column, condition) in [(Column::When, &says.when), (Column::Unless, &says.unless)] {
            if let Some(condition) = condition {
                row[column] = condition.to_compact_string();
            }
        }
        row[Column::Only] = yes(says.only);
        row[Column::Protected] = yes(says.protected);
        if !steps.is_empty() {
            row[Column::Procedure] = steps_cell(steps);
        }
    }
}
