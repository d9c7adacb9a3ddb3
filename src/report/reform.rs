//! Reforms and what they do, as data.

use serde::Serialize;

use super::{BookReport, DiagnosticReport, ENGINE, TextReport, amount_name};
use crate::base::Period;
use crate::check::rulebook::Rulebook;
use crate::program::Status;
use crate::rulebook::Reform;
use crate::scenario::assessment::AmountLine;
use crate::scenario::effect::{Moves, ReformEffect, What};

/// What `reform check` says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReformCheck {
    /// Version of the engine.
    pub engine: &'static str,
    /// The rulebook they are laid over.
    pub rulebook: Option<BookReport>,
    /// Whether nothing is refused.
    pub ok: bool,
    /// The period asked about.
    pub period: Option<String>,
    /// Each reform, laid on those before it.
    pub reforms: Vec<ReformReport>,
    /// Every problem.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// One reform.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReformReport {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: TextReport,
    /// The day it was drafted.
    pub date: Option<String>,
    /// What it wants.
    pub description: Option<TextReport>,
    /// How many examples it carries; all of them hold if nothing is refused.
    pub examples: usize,
    /// What it does to the enterprise asked about.
    pub effect: Option<EffectReport>,
}

/// What a reform does to one enterprise.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EffectReport {
    /// Policy-related cost without and with it.
    pub before: String,
    /// With it.
    pub after: String,
    /// Whether both are complete.
    pub complete: bool,
    /// Whether anything differs.
    pub moves: bool,
    /// Each change.
    pub changes: Vec<ChangeReport>,
    /// Amounts that differ.
    pub amounts: Vec<MovedReport>,
}

/// One change of a reform.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeReport {
    /// Parameter, lever, or records it is about.
    pub about: Vec<String>,
    /// What that is called.
    pub label: TextReport,
    /// Whether it moves anything.
    pub moves: bool,
    /// Amounts it moves.
    pub amounts: Vec<String>,
    /// Why it moves nothing.
    pub why: Option<TextReport>,
}

/// One amount before and after.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MovedReport {
    /// Its name.
    pub amount: String,
    /// Its label.
    pub label: TextReport,
    /// Its unit.
    pub unit: String,
    /// What it was; `null` where it was not known or not there.
    pub before: Option<String>,
    /// Why it was not known.
    pub status_before: &'static str,
    /// What it is.
    pub after: Option<String>,
    /// Why it is not known.
    pub status_after: &'static str,
}

impl ReformCheck {
    /// Reforms over a rulebook.
    pub fn new(
        book: Option<&Rulebook>,
        period: Option<Period>,
        reforms: Vec<ReformReport>,
        diagnostics: Vec<DiagnosticReport>,
    ) -> ReformCheck {
        ReformCheck {
            engine: ENGINE,
            rulebook: book.map(|book| (&book.info).into()),
            ok: !diagnostics.iter().any(DiagnosticReport::is_error),
            period: period.map(|period| period.to_string()),
            reforms,
            diagnostics,
        }
    }
}

impl ReformReport {
    /// A reform and what it does.
    pub fn new(reform: &Reform, effect: Option<(&ReformEffect, Period)>) -> ReformReport {
        ReformReport {
            id: reform.id.value.clone(),
            title: (&reform.title).into(),
            date: reform.date.map(|date| date.to_string()),
            description: reform.description.as_ref().map(Into::into),
            examples: reform.examples.len(),
            effect: effect.map(|(effect, period)| EffectReport::new(effect, period)),
        }
    }
}

impl EffectReport {
    fn new(effect: &ReformEffect, period: Period) -> EffectReport {
        let book = &effect.book;
        let changes = effect.changes.iter().map(|change| ChangeReport {
            about: match &change.what {
                What::Parameter(id) => vec![book.parameters[*id].id.clone()],
                What::Lever(id) | What::InForce(id) => vec![book.levers[*id].id.clone()],
                What::Formula(id) => vec![book.amounts[*id].id.clone()],
                What::Records(names) => names.clone(),
            },
            label: (&change.what.label(book)).into(),
            moves: matches!(change.moves, Moves::Amounts(_)),
            amounts: match &change.moves {
                Moves::Amounts(amounts) => {
                    amounts.iter().map(|of| amount_name(book, *of)).collect()
                }
                Moves::Nothing(_) => Vec::new(),
            },
            why: match &change.moves {
                Moves::Amounts(_) => None,
                Moves::Nothing(why) => Some((&why.text(book, period)).into()),
            },
        });
        let amounts = effect.amounts();
        EffectReport {
            before: effect.before.totals.cost.to_string(),
            after: effect.after.totals.cost.to_string(),
            complete: effect.before.totals.complete && effect.after.totals.complete,
            moves: effect.moves(),
            changes: changes.collect(),
            amounts: amounts
                .iter()
                .map(|(was, is)| moved(book, *was, is))
                .collect(),
        }
    }
}

fn moved(book: &Rulebook, was: Option<&AmountLine>, is: &AmountLine) -> MovedReport {
    let amount = &book.amounts[is.of.amount];
    let value = |line: &AmountLine| line.value.map(|value| value.to_string());
    MovedReport {
        amount: amount_name(book, is.of),
        label: (&amount.label).into(),
        unit: amount.measure.text.clone(),
        before: was.and_then(value),
        status_before: was.map_or(Status::NotInForce, |was| was.status).word(),
        after: value(is),
        status_after: is.status.word(),
    }
}
