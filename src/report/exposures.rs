//! What can go wrong, as data.
#![expect(
    missing_docs,
    reason = "docs/schema describes the fields, and a test holds the two equal"
)]

use serde::Serialize;

use super::{CitationReport, TextReport, WayReport, amount_name, citations, words};
use crate::check::rulebook::Rulebook;
use crate::scenario::exposures::Exposure;

/// One thing that can go wrong.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExposureReport {
    pub lever: String,
    pub title: TextReport,
    /// `fine`, `price`, `supply` or `preferences`.
    pub nature: &'static str,
    /// Status of the lever now.
    pub status: &'static str,
    /// Possible sums, now or after the trigger; none is in a total.
    pub amounts: Vec<SumReport>,
    /// What would have to change; `null` where it applies now.
    pub trigger: Option<WayReport>,
    pub citations: Vec<CitationReport>,
}

/// A possible sum.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SumReport {
    pub amount: String,
    pub label: TextReport,
    pub value: String,
}

impl ExposureReport {
    /// The report of one exposure.
    pub fn new(book: &Rulebook, exposure: &Exposure) -> ExposureReport {
        let lever = &book.levers[exposure.lever];
        let sum = |(of, value): &(_, crate::base::Decimal)| SumReport {
            amount: amount_name(book, *of),
            label: (&book.amounts[of.amount].label).into(),
            value: value.to_string(),
        };
        let trigger = exposure.trigger.as_ref();
        ExposureReport {
            lever: lever.id.clone(),
            title: (&lever.title).into(),
            nature: words::nature(exposure.nature),
            status: exposure.status.word(),
            amounts: exposure.amounts.iter().map(sum).collect(),
            trigger: trigger.map(|way| WayReport::new(book, way)),
            citations: citations(book, &lever.cite),
        }
    }
}
