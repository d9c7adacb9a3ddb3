//! The facts a rulebook asks for, as data.

use serde::Serialize;
use serde_json::{Map, Value};

use super::book::{BookReport, LabelEntry};
use super::law::{labeled, written};
use super::{DiagnosticReport, ENGINE, TextReport};
use crate::base::{Date, Rational};
use crate::check::rulebook::{Fact, FactKind, Group, Rulebook};
use crate::enterprise::Enterprise;

/// Every fact an enterprise may state.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FactsReport {
    /// Version of the engine.
    pub engine: &'static str,
    /// The rulebook, if it could be loaded.
    pub rulebook: Option<BookReport>,
    /// Sections of forms, in order.
    pub sections: Vec<LabelEntry>,
    /// Groups: facts that are stated row by row.
    pub groups: Vec<GroupEntry>,
    /// Facts in rulebook order.
    pub facts: Vec<FactEntry>,
    /// Every problem found.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// A group of facts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupEntry {
    /// Id.
    pub id: String,
    /// Label.
    pub label: TextReport,
    /// Section of the form.
    pub section: Option<String>,
    /// Most rows.
    pub max_rows: u8,
    /// Its facts.
    pub facts: Vec<String>,
}

/// A fact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FactEntry {
    /// Id.
    pub id: String,
    /// Short label.
    pub label: TextReport,
    /// Question.
    pub ask: Option<TextReport>,
    /// Where to find it.
    pub help: Option<TextReport>,
    /// Section of the form.
    pub section: Option<String>,
    /// Its group.
    pub group: Option<String>,
    /// `number`, `bool`, `choice` or `date`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Unit of a number.
    pub unit: Option<String>,
    /// Finest step of a number.
    pub step: Option<String>,
    /// Least number.
    pub min: Option<String>,
    /// Greatest number.
    pub max: Option<String>,
    /// Options of a choice.
    pub options: Option<Vec<LabelEntry>>,
    /// Range used to rank questions.
    pub typical: Option<[String; 2]>,
    /// Value that fills forms; never assumed here.
    pub default: Option<String>,
    /// May be named as a way in.
    pub changeable: bool,
    /// May be named as what goes wrong.
    #[serde(rename = "canFail")]
    pub can_fail: bool,
}

impl FactsReport {
    /// The facts of a rulebook.
    pub fn new(book: &Rulebook, diagnostics: Vec<DiagnosticReport>) -> FactsReport {
        FactsReport {
            engine: ENGINE,
            rulebook: Some((&book.info).into()),
            sections: book.sections.values().map(labeled).collect(),
            groups: book.groups.values().map(|of| group(book, of)).collect(),
            facts: book
                .facts
                .values()
                .map(|of| FactEntry::new(book, of))
                .collect(),
            diagnostics,
        }
    }

    /// Why there is no rulebook.
    pub fn refused(diagnostics: Vec<DiagnosticReport>) -> FactsReport {
        FactsReport {
            engine: ENGINE,
            rulebook: None,
            sections: Vec::new(),
            groups: Vec::new(),
            facts: Vec::new(),
            diagnostics,
        }
    }
}

fn group(book: &Rulebook, group: &Group) -> GroupEntry {
    let facts = group.facts.iter();
    GroupEntry {
        id: group.id.clone(),
        label: (&group.label).into(),
        section: group
            .section
            .map(|section| book.sections[section].id.clone()),
        max_rows: group.max_rows,
        facts: facts.map(|fact| book.facts[*fact].id.clone()).collect(),
    }
}

impl FactEntry {
    /// One fact.
    pub fn new(book: &Rulebook, fact: &Fact) -> FactEntry {
        let show = |cell: i128| cell_text(book, &fact.kind, cell);
        let (kind, options) = match &fact.kind {
            FactKind::Number { .. } => ("number", None),
            FactKind::Bool => ("bool", None),
            FactKind::Choice(choice) => ("choice", Some(&book.choices[*choice].options)),
            FactKind::Date => ("date", None),
        };
        let number = |get: fn(&FactKind) -> Option<i128>| get(&fact.kind).map(show);
        FactEntry {
            id: fact.id.clone(),
            label: (&fact.label).into(),
            ask: fact.ask.as_ref().map(Into::into),
            help: fact.help.as_ref().map(Into::into),
            section: fact
                .section
                .map(|section| book.sections[section].id.clone()),
            group: fact.group.map(|group| book.groups[group].id.clone()),
            kind,
            unit: match &fact.kind {
                FactKind::Number { measure, .. } => Some(measure.text.clone()),
                _ => None,
            },
            step: number(|kind| matches!(kind, FactKind::Number { .. }).then_some(1)),
            min: number(|kind| match kind {
                FactKind::Number { min, .. } => Some(*min),
                _ => None,
            }),
            max: number(|kind| match kind {
                FactKind::Number { max, .. } => Some(*max),
                _ => None,
            }),
            options: options.map(|options| options.iter().map(labeled).collect()),
            typical: fact.typical.map(|(low, high)| [show(low), show(high)]),
            default: fact.default.map(show),
            changeable: fact.changeable,
            can_fail: fact.can_fail,
        }
    }
}

/// A cell of a fact as it is written in a facts file: a decimal in the fact's unit, `true` or
/// `false`, the id of an option, a day.
pub(crate) fn cell_text(book: &Rulebook, kind: &FactKind, cell: i128) -> String {
    match kind {
        FactKind::Number { measure, den, .. } => Rational::new(cell, *den)
            .map_or_else(|| cell.to_string(), |number| written(number, measure)),
        FactKind::Bool => (cell != 0).to_string(),
        FactKind::Choice(choice) => {
            let options = &book.choices[*choice].options;
            let option = usize::try_from(cell).ok().and_then(|at| options.get(at));
            option.map_or_else(|| cell.to_string(), |option| option.id.clone())
        }
        FactKind::Date => {
            let days = i32::try_from(cell).unwrap_or_default();
            Date::from_days(days).to_string()
        }
    }
}

/// What an enterprise states, as a facts file in JSON has it: every fact by its id, `null` where it
/// is not stated; groups as lists of rows.
pub fn stated(book: &Rulebook, enterprise: &Enterprise) -> Value {
    let cell = |fact: &Fact, slot| match enterprise.fact(slot) {
        None => Value::Null,
        Some(cell) if fact.kind == FactKind::Bool => Value::Bool(cell != 0),
        Some(cell) => Value::String(cell_text(book, &fact.kind, cell)),
    };
    let mut facts = Map::new();
    for fact in book.facts.values().filter(|fact| fact.group.is_none()) {
        facts.insert(fact.id.clone(), cell(fact, fact.first_slot));
    }
    for (id, group) in book.groups.iter() {
        let row = |row| {
            let facts = group.facts.iter().map(|fact| {
                let slot = book.slot(*fact, row);
                let fact = &book.facts[*fact];
                (fact.id.clone(), cell(fact, slot))
            });
            Value::Object(facts.collect())
        };
        let rows = enterprise.rows(id);
        let rows = rows.map(|rows| Value::Array((0..rows).map(row).collect()));
        facts.insert(group.id.clone(), rows.unwrap_or(Value::Null));
    }
    Value::Object(facts)
}
