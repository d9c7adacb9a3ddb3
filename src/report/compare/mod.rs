//! A comparison as data: the answer of `qingce compare --format json` and of the JavaScript
//! `compare`.
#![expect(
    missing_docs,
    reason = "docs/schema describes the fields, and a test holds the two equal"
)]

mod read;
mod request;
pub mod set;

use serde::Serialize;
use serde_json::Value;

use super::{BookReport, DiagnosticReport, ENGINE, TextReport, words};
use crate::base::Decimal;
use crate::scenario::compare::{
    Between, Cause, Cell, Comparison, Difference, Line, Named, Part, Step, Total,
};

pub use request::{Compared, answer};
pub use set::{Entry, ScenarioSet};

/// An answer: what was set side by side and what came out. A question that was refused has the same
/// shape, with `null` where there is no result.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ComparisonOutcome {
    /// Version of the engine.
    pub engine: &'static str,
    /// The rulebook, if it could be loaded.
    pub rulebook: Option<BookReport>,
    /// The set; asks the same question again.
    pub set: Option<Value>,
    #[serde(flatten)]
    pub result: ComparisonReport,
    /// Every problem found.
    pub diagnostics: Vec<DiagnosticReport>,
}

impl ComparisonOutcome {
    /// An answer without a result yet.
    pub fn empty() -> ComparisonOutcome {
        ComparisonOutcome {
            engine: ENGINE,
            rulebook: None,
            set: None,
            result: ComparisonReport::default(),
            diagnostics: Vec::new(),
        }
    }
}

/// The result of one comparison; all `null` where there is none.
#[derive(Clone, PartialEq, Default, Debug, Serialize)]
pub struct ComparisonReport {
    /// Name of the scenario the others are compared with.
    pub reference: Option<String>,
    /// Names of the scenarios; everything else lists values in this order.
    pub scenarios: Option<Vec<ScenarioReport>>,
    pub differs: Option<Vec<NamedReport>>,
    pub amounts: Option<Vec<LineReport>>,
    pub attributions: Option<Vec<AttributionReport>>,
}

/// One scenario and its bottom line.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ScenarioReport {
    pub name: String,
    pub enterprises: Vec<Option<String>>,
    pub period: String,
    pub patches: Vec<String>,
    pub total: TotalReport,
}

/// One thing that is not the same in all scenarios.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct NamedReport {
    pub cause: &'static str,
    pub name: String,
    pub label: TextReport,
    pub values: Vec<Option<TextReport>>,
}

/// A bottom line.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TotalReport {
    pub cost: String,
    pub kinds: KindsReport,
    pub complete: bool,
    pub undetermined: Vec<LeftOutReport>,
    pub difference: Option<DifferenceReport>,
}

/// The parts of a total.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct KindsReport {
    pub cost: String,
    pub surcharge: String,
    pub subsidy: String,
}

/// A member of the total that is not known.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct LeftOutReport {
    pub amount: String,
    pub label: TextReport,
    /// Numbers of the enterprises, from 1; empty where only their count is known.
    pub enterprises: Vec<usize>,
    pub count: usize,
}

/// A difference to the reference.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceReport {
    pub value: String,
    pub left_out: usize,
}

/// One amount over all scenarios.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct LineReport {
    pub amount: String,
    pub label: TextReport,
    pub kind: &'static str,
    pub unit: String,
    pub lever: Option<String>,
    pub differs: bool,
    pub cells: Vec<Option<CellReport>>,
}

/// One amount of one scenario.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CellReport {
    pub value: Option<String>,
    pub status: &'static str,
    pub present: bool,
    pub counted: usize,
    pub excluded: Vec<usize>,
    pub difference: Option<DifferenceReport>,
}

/// Where the total of one scenario becomes another's.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AttributionReport {
    pub from: String,
    pub to: String,
    pub start: String,
    pub end: String,
    pub lines: Vec<LineStepReport>,
    pub steps: Vec<CauseStepReport>,
    pub together: Option<TogetherReport>,
    pub left_out: Vec<LeftOutReport>,
}

/// What a line changes.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct LineStepReport {
    pub amount: String,
    pub label: TextReport,
    pub change: String,
}

/// What a cause changes.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct CauseStepReport {
    pub causes: Vec<&'static str>,
    pub change: String,
    pub parts: Vec<PartReport>,
}

/// A part of a cause.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PartReport {
    pub names: Vec<NameReport>,
    pub change: String,
}

/// A fact, parameter or lever.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct NameReport {
    pub name: String,
    pub label: TextReport,
}

/// What cannot be told apart.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TogetherReport {
    pub change: String,
    pub amounts: Vec<String>,
}

/// The word for a cause.
pub fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Facts => "facts",
        Cause::LawDate => "lawDate",
        Cause::Rulebook => "rulebook",
        Cause::Readings => "readings",
        Cause::Figures => "figures",
        Cause::LeversOff => "leversOff",
        Cause::Reforms => "reforms",
    }
}

impl ComparisonReport {
    /// The report of a comparison and of the ways between some of its scenarios.
    pub fn new(
        set: &ScenarioSet,
        found: &Comparison,
        ways: &[(usize, usize, Between)],
    ) -> ComparisonReport {
        let entries = set.scenarios.iter().zip(&found.totals);
        let scenarios = entries.map(|(entry, total)| ScenarioReport {
            name: entry.name.clone(),
            enterprises: entry
                .enterprises
                .iter()
                .map(|one| one.name.clone())
                .collect(),
            period: entry.period.to_string(),
            patches: entry
                .patches
                .changes
                .iter()
                .map(super::request::written)
                .collect(),
            total: total_report(found, total),
        });
        let reference = set.scenarios.get(found.reference);
        ComparisonReport {
            reference: reference.map(|entry| entry.name.clone()),
            scenarios: Some(scenarios.collect()),
            differs: Some(found.differs.iter().map(named).collect()),
            amounts: Some(found.lines.iter().map(line).collect()),
            attributions: Some(ways.iter().map(|way| attribution(set, way)).collect()),
        }
    }
}

fn named(named: &Named) -> NamedReport {
    let value = |value: &Option<crate::base::Text>| value.as_ref().map(Into::into);
    NamedReport {
        cause: cause(named.cause),
        name: named.name.clone(),
        label: (&named.label).into(),
        values: named.values.iter().map(value).collect(),
    }
}

fn total_report(found: &Comparison, total: &Total) -> TotalReport {
    let undetermined = total.undetermined.iter().filter_map(|(line, lacking)| {
        let line = found.lines.get(*line)?;
        Some(LeftOutReport {
            amount: line.name.clone(),
            label: (&line.label).into(),
            enterprises: lacking.iter().map(|at| at + 1).collect(),
            count: lacking.len(),
        })
    });
    TotalReport {
        cost: total.cost.to_string(),
        kinds: KindsReport {
            cost: total.kinds.cost.to_string(),
            surcharge: total.kinds.surcharge.to_string(),
            subsidy: total.kinds.subsidy.to_string(),
        },
        complete: total.complete,
        undetermined: undetermined.collect(),
        difference: total.difference.as_ref().map(difference),
    }
}

fn difference(difference: &Difference) -> DifferenceReport {
    DifferenceReport {
        value: difference.value.to_string(),
        left_out: difference.left_out,
    }
}

fn line(line: &Line) -> LineReport {
    LineReport {
        amount: line.name.clone(),
        label: (&line.label).into(),
        kind: words::kind(line.kind),
        unit: line.unit.clone(),
        lever: line.lever.clone(),
        differs: line.differs,
        cells: line
            .cells
            .iter()
            .map(|found| found.as_ref().map(cell))
            .collect(),
    }
}

fn cell(cell: &Cell) -> CellReport {
    CellReport {
        value: cell.value.map(|value| value.to_string()),
        status: cell.status.word(),
        present: cell.present,
        counted: cell.counted,
        excluded: cell.excluded.iter().map(|at| at + 1).collect(),
        difference: cell.difference.as_ref().map(difference),
    }
}

fn attribution(set: &ScenarioSet, (from, to, way): &(usize, usize, Between)) -> AttributionReport {
    let name = |at: &usize| {
        set.scenarios
            .get(*at)
            .map(|entry| entry.name.clone())
            .unwrap_or_default()
    };
    let text = |value: Decimal| value.to_string();
    let lines = way
        .lines
        .iter()
        .map(|(_, amount, label, change)| LineStepReport {
            amount: amount.clone(),
            label: label.into(),
            change: text(*change),
        });
    let left_out = way.left_out.iter().map(|left| LeftOutReport {
        amount: left.name.clone(),
        label: (&left.label).into(),
        enterprises: Vec::new(),
        count: left.enterprises,
    });
    AttributionReport {
        from: name(from),
        to: name(to),
        start: text(way.start),
        end: text(way.end),
        lines: lines.collect(),
        steps: way.steps.iter().map(step).collect(),
        together: way
            .together
            .as_ref()
            .map(|(change, amounts)| TogetherReport {
                change: text(*change),
                amounts: amounts.clone(),
            }),
        left_out: left_out.collect(),
    }
}

fn step(step: &Step) -> CauseStepReport {
    let part = |part: &Part| PartReport {
        names: part
            .names
            .iter()
            .map(|(name, label)| NameReport {
                name: name.clone(),
                label: label.into(),
            })
            .collect(),
        change: part.change.to_string(),
    };
    CauseStepReport {
        causes: step.causes.iter().map(|found| cause(*found)).collect(),
        change: step.change.to_string(),
        parts: step.parts.iter().map(part).collect(),
    }
}
