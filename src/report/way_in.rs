//! Why a lever does not apply and the way into it, as data.
#![expect(
    missing_docs,
    reason = "docs/schema describes the fields, and a test holds the two equal"
)]

use serde::Serialize;

use super::TextReport;
use super::assessment::EffectReport;
use super::facts::cell_text;
use crate::check::rulebook::{FactKind, LeverId, Rulebook};
use crate::scenario::Way;
use crate::scenario::assessment::LeverStatus;
use crate::scenario::way_in::FactChange;

/// A lever that was asked about.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WhyNotReport {
    pub lever: String,
    pub status: &'static str,
    /// Ways in, all of the fewest changes, the one that saves most first.
    pub ways: Vec<WayReport>,
}

/// Facts stated otherwise, and what that is worth.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WayReport {
    pub changes: Vec<ChangeReport>,
    pub worth: EffectReport,
}

/// One fact stated otherwise.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeReport {
    pub fact: String,
    pub label: TextReport,
    pub from: Option<String>,
    pub to: String,
    /// `is`, `atLeast` or `atMost`.
    pub bound: &'static str,
}

impl WhyNotReport {
    /// The report of one lever.
    pub fn new(book: &Rulebook, lever: LeverId, status: LeverStatus, ways: &[Way]) -> WhyNotReport {
        WhyNotReport {
            lever: book.levers[lever].id.clone(),
            status: status.word(),
            ways: ways.iter().map(|way| WayReport::new(book, way)).collect(),
        }
    }
}

impl WayReport {
    /// The report of one way.
    pub fn new(book: &Rulebook, way: &Way) -> WayReport {
        WayReport {
            changes: way.changes.iter().map(|one| change(book, one)).collect(),
            worth: EffectReport::of(way.worth),
        }
    }
}

fn change(book: &Rulebook, change: &FactChange) -> ChangeReport {
    let fact = &book.facts[book.fact_slots[change.slot].fact];
    let number = matches!(fact.kind, FactKind::Number { .. });
    let text = |cell| cell_text(book, &fact.kind, cell);
    ChangeReport {
        fact: book.slot_name(change.slot),
        label: (&fact.label).into(),
        from: change.from.map(text),
        to: text(change.to),
        bound: match change.from {
            Some(from) if number && change.to > from => "atLeast",
            Some(_) if number => "atMost",
            _ => "is",
        },
    }
}
