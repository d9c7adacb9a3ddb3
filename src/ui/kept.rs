//! Enterprises kept in the browser: as typed, by name, so that a newer rulebook still reads them.

use std::rc::Rc;

use super::compute::{Calculator, Outcome};
use super::inputs::{Assumptions, Form, Inputs};
use super::json;
use super::notice::FileProblem;
use super::period_form::PeriodForm;
use super::text::{Key, fill};
use crate::base::{Lang, Map, Period, Set};
use crate::check::Rulebook;
use crate::check::rulebook::{Named, Shape};
use crate::enterprise::{Raw, RawValue};

/// All of them, in the order they were kept.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct KeptList {
    /// Each with its number.
    pub list: Vec<(u32, Kept)>,
}

/// One, with names in place of ids.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Kept {
    /// Name of the enterprise.
    pub name: String,
    /// `2017`, `2017-09` or `2017-03..2017-09`.
    pub period: String,
    /// Hash of the rulebook it was last computed with; empty if that is not known.
    pub rulebook: String,
    /// The total by that rulebook; empty if there was none.
    pub total: String,
    /// Whether every member of that total was known.
    pub complete: bool,
    pub(super) facts: Map<String, String>,
    pub(super) rows: Map<String, u8>,
    pub(super) notes: Map<String, String>,
    pub(super) readings: Map<String, String>,
    pub(super) supplied: Map<String, String>,
    pub(super) off: Set<String>,
    /// Reforms, each as its text.
    pub(super) reforms: Vec<String>,
}

impl KeptList {
    /// Reads what was stored; what cannot be read is no list.
    pub fn parse(text: &str) -> Option<KeptList> {
        let value = json::read(text)?;
        let one = |item: &RawValue| match &item.raw {
            Raw::List(pair) => match pair.as_slice() {
                [number, kept] => Some((number.as_text()?.parse().ok()?, Kept::read(kept)?)),
                _ => None,
            },
            _ => None,
        };
        let list = json::items(&value, "list")?.iter().map(one);
        Some(KeptList {
            list: list.collect::<Option<_>>()?,
        })
    }

    /// What to store.
    pub fn to_text(&self) -> String {
        let mut out = String::from("{\"list\":[");
        for (index, (number, kept)) in self.list.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            out.push('[');
            out.push_str(&number.to_string());
            out.push(',');
            kept.write(&mut out);
            out.push(']');
        }
        out.push_str("]}");
        out
    }

    /// Keeps one: in the place of the one with the same name, else at the end.
    pub fn keep(&mut self, kept: Kept) {
        match self.list.iter_mut().find(|(_, old)| old.name == kept.name) {
            Some((_, old)) => *old = kept,
            None => self.add(kept),
        }
    }

    /// The one with this number.
    pub fn get(&self, id: u32) -> Option<&Kept> {
        self.list
            .iter()
            .find(|(number, _)| *number == id)
            .map(|(_, kept)| kept)
    }

    /// Adds a copy under a name of its own.
    pub fn duplicate(&mut self, id: u32, lang: Lang) {
        if let Some(mut copy) = self.get(id).cloned() {
            while self.list.iter().any(|(_, kept)| kept.name == copy.name) {
                copy.name = fill(Key::CopyOf, lang, &[&copy.name]);
            }
            self.add(copy);
        }
    }

    /// Gives one another name; an empty one is no name.
    pub fn rename(&mut self, id: u32, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        if let Some((_, kept)) = self.list.iter_mut().find(|(number, _)| *number == id) {
            name.clone_into(&mut kept.name);
        }
    }

    /// Deletes one and gives it back.
    pub fn forget(&mut self, id: u32) -> Option<Kept> {
        let index = self.list.iter().position(|(number, _)| *number == id)?;
        Some(self.list.remove(index).1)
    }

    fn add(&mut self, kept: Kept) {
        let next = self
            .list
            .iter()
            .map(|(number, _)| number + 1)
            .max()
            .unwrap_or(1);
        self.list.push((next, kept));
    }
}

impl Kept {
    /// Writes it as a JSON value.
    pub fn write(&self, out: &mut String) {
        out.push('{');
        let texts = [
            ("name", &*self.name),
            ("period", &self.period),
            ("rulebook", &self.rulebook),
            ("total", &self.total),
            ("complete", if self.complete { "1" } else { "" }),
        ];
        for (name, text) in texts {
            json::name(out, name);
            json::quote(out, text);
        }
        let rows = self.rows.iter();
        let rows = rows.map(|(group, rows)| (group.clone(), rows.to_string()));
        json::table(out, "facts", &self.facts);
        json::table(out, "rows", &rows.collect());
        json::table(out, "notes", &self.notes);
        json::table(out, "readings", &self.readings);
        json::table(out, "supplied", &self.supplied);
        json::name(out, "off");
        out.push('[');
        for (index, lever) in self.off.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            json::quote(out, lever);
        }
        out.push(']');
        json::name(out, "reforms");
        out.push('[');
        for (index, reform) in self.reforms.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            json::quote(out, reform);
        }
        out.push_str("]}");
    }

    /// Reads what was written; `None` if it is something else.
    pub fn read(value: &RawValue) -> Option<Kept> {
        let mut rows = Map::new();
        for (group, count) in json::texts(value, "rows")? {
            rows.insert(group, count.parse().ok()?);
        }
        let mut off = Set::new();
        for lever in json::items(value, "off")? {
            off.insert(lever.as_text()?.to_owned());
        }
        let reforms = json::items(value, "reforms")?.iter();
        let reforms = reforms.map(|reform| Some(reform.as_text()?.to_owned()));
        Some(Kept {
            name: json::text(value, "name")?,
            period: json::text(value, "period")?,
            rulebook: json::text(value, "rulebook")?,
            total: json::text(value, "total")?,
            complete: !json::text(value, "complete")?.is_empty(),
            facts: json::texts(value, "facts")?,
            rows,
            notes: json::texts(value, "notes")?,
            readings: json::texts(value, "readings")?,
            supplied: json::texts(value, "supplied")?,
            off,
            reforms: reforms.collect::<Option<_>>()?,
        })
    }

    /// What is entered, with names in place of ids.
    pub fn of(book: &Rulebook, inputs: &Inputs) -> Kept {
        let period = inputs.period.period(book.info.from, book.info.to);
        let by_slot = |map: &Map<_, Rc<str>>| {
            map.iter()
                .map(|(slot, text)| (book.slot_name(*slot), text.to_string()))
                .collect()
        };
        let Assumptions {
            readings,
            supplied,
            off,
            reforms,
        } = &inputs.assumptions;
        let readings = readings.iter().filter_map(|(id, option)| {
            let parameter = &book.parameters[*id];
            let Shape::Reading(options) = &parameter.shape else {
                return None;
            };
            let option = options.get(usize::try_from(*option).ok()?)?;
            Some((parameter.id.clone(), option.id.clone()))
        });
        Kept {
            name: inputs.name.to_string(),
            period: period.map(|period| period.to_string()).unwrap_or_default(),
            rulebook: book.info.hash.clone(),
            total: String::new(),
            complete: false,
            facts: by_slot(&inputs.form.texts),
            rows: inputs
                .form
                .rows
                .iter()
                .map(|(group, rows)| (book.groups[*group].id.clone(), *rows))
                .collect(),
            notes: inputs
                .form
                .notes
                .iter()
                .map(|(name, note)| (name.clone(), note.to_string()))
                .collect(),
            readings: readings.collect(),
            supplied: supplied
                .iter()
                .map(|(id, text)| (book.parameters[*id].id.clone(), text.to_string()))
                .collect(),
            off: off
                .iter()
                .map(|lever| book.levers[*lever].id.clone())
                .collect(),
            reforms: reforms.iter().map(ToString::to_string).collect(),
        }
    }

    /// The calculator with the reforms of this one, what is entered for it, and what it does not know of
    /// that.
    pub fn open(&self, calculator: &Calculator) -> (Calculator, Inputs, Vec<FileProblem>) {
        let reforms: Vec<Rc<str>> = self
            .reforms
            .iter()
            .map(|text| text.as_str().into())
            .collect();
        let calculator = calculator.carrying(&reforms);
        let (inputs, problems) = self.inputs(calculator.book(), &calculator.blank());
        (calculator, inputs, problems)
    }

    /// The same with the total that follows from it.
    #[must_use]
    pub fn with_total(mut self, outcome: &Outcome) -> Kept {
        if let Ok(assessment) = &outcome.assessment {
            self.total = assessment.totals.cost.to_string();
            self.complete = assessment.totals.complete;
        }
        self
    }

    /// The same as inputs, and what this rulebook does not know of it. Its reforms must be laid over the
    /// rulebook already.
    pub fn inputs(&self, book: &Rulebook, blank: &Inputs) -> (Inputs, Vec<FileProblem>) {
        let mut problems = Vec::new();
        let mut form = Form::default();
        for (name, rows) in &self.rows {
            match book.names.get(name) {
                Some(Named::Group(group)) => {
                    form.rows
                        .insert(*group, (*rows).min(book.groups[*group].max_rows));
                }
                _ => problems.push(unknown(name)),
            }
        }
        let slots: Map<String, _> = book
            .fact_slots
            .ids()
            .map(|slot| (book.slot_name(slot), slot))
            .collect();
        for (name, text) in &self.facts {
            match slots.get(name) {
                Some(slot) => form.set_text(*slot, text),
                None => problems.push(unknown(name)),
            }
        }
        for (name, text) in &self.notes {
            form.set_note(name, text);
        }
        let assumptions = self.assumptions(book, &mut problems);
        let period = Period::parse(&self.period).map_or(blank.period, PeriodForm::showing);
        let inputs = Inputs {
            name: Rc::from(self.name.as_str()),
            preset: None,
            form,
            period,
            assumptions,
        };
        (inputs, problems)
    }

    fn assumptions(&self, book: &Rulebook, problems: &mut Vec<FileProblem>) -> Assumptions {
        let reforms = self.reforms.iter().map(|text| text.as_str().into());
        let mut assumptions = Assumptions {
            reforms: reforms.collect(),
            ..Assumptions::default()
        };
        for (name, option) in &self.readings {
            let found = match book.names.get(name) {
                Some(Named::Parameter(id)) => match &book.parameters[*id].shape {
                    Shape::Reading(options) => options
                        .iter()
                        .position(|known| known.id == *option)
                        .and_then(|at| u32::try_from(at).ok())
                        .map(|at| (*id, at)),
                    _ => None,
                },
                _ => None,
            };
            match found {
                Some((id, at)) => {
                    assumptions.readings.insert(id, at);
                }
                None => problems.push(unknown(name)),
            }
        }
        for (name, text) in &self.supplied {
            match book.names.get(name) {
                Some(Named::Parameter(id)) => {
                    assumptions.supplied.insert(*id, Rc::from(text.as_str()));
                }
                _ => problems.push(unknown(name)),
            }
        }
        for name in &self.off {
            match book.names.get(name) {
                Some(Named::Lever(lever)) => {
                    assumptions.off.insert(*lever);
                }
                _ => problems.push(unknown(name)),
            }
        }
        assumptions
    }
}

fn unknown(name: &str) -> FileProblem {
    FileProblem {
        line: None,
        message: format!("{name} ?"),
        help: None,
    }
}
