//! How the law of a parameter, of an amount or of a lever came to be: dated values with what stands
//! without the lever that owns them.

use serde::Serialize;

use super::law::{LawEntry, law};
use super::{BookReport, DatedEntry, DiagnosticReport, ENGINE, TextReport, citations};
use crate::check::history::Dated;
use crate::check::rulebook::{Amount, Lever, LeverId, Named, Parameter, ParameterId, Rulebook};

/// What is asked of, and the histories that bear on it.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistoryReport {
    /// Version of the engine.
    pub engine: &'static str,
    /// The rulebook.
    pub rulebook: Option<BookReport>,
    /// Id of what is asked of.
    pub id: Option<String>,
    /// `parameter`, `amount` or `lever`.
    pub kind: Option<&'static str>,
    /// Its label.
    pub label: Option<TextReport>,
    /// Spans a lever is in force.
    pub in_force: Vec<super::book::SpanEntry>,
    /// Its own history, those an amount reads, or those a lever owns values of.
    pub histories: Vec<ParameterHistory>,
    /// Every problem found.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// One parameter's history.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ParameterHistory {
    /// Id.
    pub id: String,
    /// Label.
    pub label: TextReport,
    /// Unit of its values.
    pub unit: Option<String>,
    /// The documents set no figure.
    pub open: bool,
    /// Last day somebody checked it.
    pub checked_until: Option<String>,
    /// What stands before the first value.
    pub opens: LawEntry,
    /// Dated values in order; `without` is what stands on the first day without the lever, if one owns
    /// the value.
    pub values: Vec<DatedEntry>,
}

impl HistoryReport {
    /// Nothing, and why.
    pub fn refused(diagnostics: Vec<DiagnosticReport>) -> HistoryReport {
        HistoryReport {
            engine: ENGINE,
            rulebook: None,
            id: None,
            kind: None,
            label: None,
            in_force: Vec::new(),
            histories: Vec::new(),
            diagnostics,
        }
    }

    /// Of a parameter, an amount or a lever; `None` if the rulebook has none of that id.
    pub fn new(book: &Rulebook, id: &str) -> Option<HistoryReport> {
        let (kind, label, of) = match *book.names.get(id)? {
            Named::Parameter(at) => ("parameter", &book.parameters[at].label, vec![at]),
            Named::Amount(at) => {
                let amount = &book.amounts[at];
                ("amount", &amount.label, read_by(amount))
            }
            Named::Lever(at) => {
                let lever = &book.levers[at];
                ("lever", &lever.title, of_lever(book, at))
            }
            Named::Fact(_) | Named::Group(_) => return None,
        };
        let in_force = match book.names.get(id) {
            Some(Named::Lever(at)) => spans(book, &book.levers[*at]),
            _ => Vec::new(),
        };
        Some(HistoryReport {
            rulebook: Some((&book.info).into()),
            id: Some(id.to_owned()),
            kind: Some(kind),
            label: Some(label.into()),
            in_force,
            histories: of
                .iter()
                .map(|id| history(book, &book.parameters[*id]))
                .collect(),
            ..HistoryReport::refused(Vec::new())
        })
    }
}

fn read_by(amount: &Amount) -> Vec<ParameterId> {
    unique(amount.formulas().flat_map(|formula| formula.parameters()))
}

/// Parameters with a value the lever owns, and those its amounts and conditions read.
fn of_lever(book: &Rulebook, id: LeverId) -> Vec<ParameterId> {
    let lever = &book.levers[id];
    let conditions = lever.conditions.iter().flat_map(|c| c.test.parameters());
    let amounts = lever
        .amounts
        .iter()
        .flat_map(|id| read_by(&book.amounts[*id]));
    unique(
        lever
            .parameters
            .iter()
            .copied()
            .chain(amounts)
            .chain(conditions),
    )
}

fn unique(ids: impl Iterator<Item = ParameterId>) -> Vec<ParameterId> {
    let mut found = Vec::new();
    for id in ids {
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

fn spans(book: &Rulebook, lever: &Lever) -> Vec<super::book::SpanEntry> {
    let span = |span: &crate::check::rulebook::InForce| super::book::SpanEntry {
        from: span.from.to_string(),
        to: span.to.map(|day| day.to_string()),
        assumption: span.assumption,
        citations: citations(book, &span.cite),
    };
    lever.in_force.iter().map(span).collect()
}

/// A parameter's history as data.
pub fn history(book: &Rulebook, parameter: &Parameter) -> ParameterHistory {
    let of = &parameter.history;
    let entry = super::ParameterEntry::new(book, parameter);
    let without = |value: &Dated| {
        let lever = value.lever?;
        let (stands, _) = of.at(value.from, &|one| one == lever);
        Some(law(book, &parameter.shape, stands))
    };
    let values = entry.values.into_iter().zip(&of.values);
    let values = values.map(|(entry, value)| DatedEntry {
        without: without(value),
        ..entry
    });
    ParameterHistory {
        id: entry.id,
        label: entry.label,
        unit: entry.unit,
        open: entry.open,
        checked_until: entry.checked_until,
        opens: entry.opens,
        values: values.collect(),
    }
}
