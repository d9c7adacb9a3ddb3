//! What a person has entered, as it was typed: valid or not, nothing is dropped.

use crate::base::{Map, Set};
use std::rc::Rc;

use super::period_form::PeriodForm;
use crate::base::ids::Id;
use crate::check::Rulebook;
use crate::check::rulebook::{FactSlotId, GroupId, LeverId, ParameterId};

/// Everything undo brings back: one enterprise, a period and assumptions.
#[derive(Clone, PartialEq, Debug)]
pub struct Inputs {
    /// Name of the enterprise.
    pub name: Rc<str>,
    /// The preset it began as.
    pub preset: Option<usize>,
    /// The facts.
    pub form: Form,
    /// The period.
    pub period: PeriodForm,
    /// Readings, supplied figures, levers left out.
    pub assumptions: Assumptions,
}

/// Facts as typed; a slot without text is not stated.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Form {
    /// Texts by slot. Bools are `true` and `false`, choices the option's id.
    pub texts: Map<FactSlotId, Rc<str>>,
    /// Rows by group; a group that is absent is not stated.
    pub rows: Map<GroupId, u8>,
    /// Notes by the name of a slot (`line2.line_kwh`) or a group.
    pub notes: Map<String, Rc<str>>,
}

/// What stands where the documents leave a choice.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Assumptions {
    /// Readings other than the default, by position of the option.
    pub readings: Map<ParameterId, u32>,
    /// Figures for parameters the documents leave open, as typed.
    pub supplied: Map<ParameterId, Rc<str>>,
    /// Levers left out.
    pub off: Set<LeverId>,
    /// Reforms laid over the rulebook, in order, each as its text. Every id of these inputs is of the
    /// rulebook with them.
    pub reforms: Vec<Rc<str>>,
}

impl Form {
    /// The text of a slot; empty if not stated.
    pub fn text(&self, slot: FactSlotId) -> Rc<str> {
        self.texts
            .get(&slot)
            .cloned()
            .unwrap_or_else(|| Rc::from(""))
    }

    /// The note on a slot or group, by name; empty if there is none.
    pub fn note(&self, name: &str) -> Rc<str> {
        self.notes
            .get(name)
            .cloned()
            .unwrap_or_else(|| Rc::from(""))
    }

    /// States a fact; an empty text takes the statement back.
    pub fn set_text(&mut self, slot: FactSlotId, text: &str) {
        put(&mut self.texts, slot, text);
    }

    /// Writes a note; an empty one removes it.
    pub fn set_note(&mut self, name: &str, text: &str) {
        put(&mut self.notes, name.to_owned(), text.trim());
    }

    /// Removes one row of a group; the rows after it move up.
    pub fn remove_row(&mut self, book: &Rulebook, group: GroupId, row: u8) {
        let Some(rows) = self.rows.get(&group).copied().filter(|rows| row < *rows) else {
            return;
        };
        for fact in &book.groups[group].facts {
            for at in row..rows {
                let here = book.slot(*fact, at);
                let next = (at + 1 < rows).then(|| book.slot(*fact, at + 1));
                let name = |slot| book.slot_name(slot);
                shift(&mut self.notes, name(here), next.map(name));
                shift(&mut self.texts, here, next);
            }
        }
        self.rows.insert(group, rows - 1);
    }

    /// Sets how many rows a group has; texts of rows that no longer exist go.
    pub fn set_rows(&mut self, book: &Rulebook, group: GroupId, rows: Option<u8>) {
        let most = book.groups[group].max_rows;
        let kept = rows.map_or(0, |rows| rows.min(most));
        for fact in &book.groups[group].facts {
            for row in kept..most {
                let slot = book.slot(*fact, row);
                self.texts.remove(&slot);
                self.notes.remove(&book.slot_name(slot));
            }
        }
        match rows {
            Some(_) => self.rows.insert(group, kept),
            None => self.rows.remove(&group),
        };
    }

    /// The slots a form shows in rulebook order: facts without group, and rows that exist.
    pub fn shown<'a>(&'a self, book: &'a Rulebook) -> impl Iterator<Item = FactSlotId> + 'a {
        book.fact_slots.iter().filter_map(|(slot, of)| {
            let group = book.facts[of.fact].group;
            let there = match (group, of.row) {
                (Some(group), Some(row)) => self.rows.get(&group).is_some_and(|rows| row < *rows),
                _ => true,
            };
            there.then_some(slot)
        })
    }
}

/// Key of a field for focus: `fact-12`.
pub fn field_id(slot: FactSlotId) -> String {
    format!("fact-{}", slot.index())
}

/// Key of a group's block for focus: `group-1`.
pub fn group_field_id(group: GroupId) -> String {
    format!("group-{}", group.index())
}

fn put<K: Ord>(map: &mut Map<K, Rc<str>>, key: K, text: &str) {
    if text.trim().is_empty() {
        map.remove(&key);
    } else {
        map.insert(key, Rc::from(text));
    }
}

fn shift<K: Ord>(map: &mut Map<K, Rc<str>>, here: K, next: Option<K>) {
    match next.and_then(|next| map.get(&next).cloned()) {
        Some(text) => map.insert(here, text),
        None => map.remove(&here),
    };
}
