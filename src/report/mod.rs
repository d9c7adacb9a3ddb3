//! Results as plain serializable data: the one JSON shape of the command line and the JavaScript API.
//!
//! Takes what the engine gives; gives structs that serde writes. Guarantees that amounts are decimal
//! strings, keys are camelCase, and a thing that is absent is `null` and never a missing key, so that
//! `docs/schema/assessment.schema.json` describes every answer. Leaves reading input, wording for
//! people and file names to the edges; adds nothing up.

pub mod assessment;
pub mod book;
pub mod calendar;
pub mod codes;
pub mod compare;
pub mod coverage;
pub mod diagnostic;
pub mod diff;
pub mod explanation;
pub mod explore;
pub mod exposures;
pub mod facts;
pub mod history;
pub mod law;
pub mod official;
pub mod open;
pub mod reform;
pub mod range;
pub mod request;
pub mod sheet;
pub mod way_in;
pub mod words;

pub use assessment::{
    AmountReport, AmountsReport, AssessmentReport, LeverReport, Outcome, TotalsReport,
};
pub use book::{AmountEntry, BookReport, CatalogueReport, DocumentEntry, LabelEntry, LeverEntry};
pub use calendar::CalendarReport;
pub use compare::ComparisonOutcome;
pub use diagnostic::{CheckReport, DiagnosticReport};
pub use explanation::ExplanationReport;
pub use explore::{ExploreReport, RangeReport};
pub use exposures::ExposureReport;
pub use facts::{FactEntry, FactsReport, GroupEntry};
pub use law::{DatedEntry, LawEntry, ParameterEntry};
pub use official::{OfficialReport, Refusal};
pub use way_in::{WayReport, WhyNotReport};

use serde::{Deserialize, Serialize};

use crate::base::{Lang, Text};
use crate::check::rulebook::{Cite, FactSlotId, Rulebook};
use crate::program::AmountRef;

/// Version of the engine that every answer names.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// A text in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TextReport {
    zh: String,
    en: String,
}

impl TextReport {
    /// The wording in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl TextReport {
    /// Both wordings.
    pub fn new(zh: &str, en: &str) -> TextReport {
        TextReport {
            zh: zh.to_owned(),
            en: en.to_owned(),
        }
    }
}

impl From<&Text> for TextReport {
    fn from(text: &Text) -> TextReport {
        TextReport {
            zh: text.zh.clone(),
            en: text.en.clone(),
        }
    }
}

/// Document and clause.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CitationReport {
    /// Id of the document.
    pub document: String,
    /// Its official number.
    pub number: String,
    /// The clause; empty for the document as a whole.
    pub clause: String,
}

/// Citations with the official numbers of their documents.
pub(crate) fn citations(book: &Rulebook, cites: &[Cite]) -> Vec<CitationReport> {
    let report = |cite: &Cite| {
        let document = &book.documents[cite.document];
        CitationReport {
            document: document.id.clone(),
            number: document.number.clone(),
            clause: cite.clause.clone(),
        }
    };
    cites.iter().map(report).collect()
}

/// What an amount is called in answers and tables: its id, or `line2.line_surcharge` for a row's.
pub fn amount_name(book: &Rulebook, of: AmountRef) -> String {
    let amount = &book.amounts[of.amount];
    match (of.row, amount.group) {
        (Some(row), Some(group)) => {
            format!("{}{}.{}", book.groups[group].id, row + 1, amount.id)
        }
        _ => amount.id.clone(),
    }
}

/// Names of fact slots, in order.
pub(crate) fn slot_names(book: &Rulebook, slots: &[FactSlotId]) -> Vec<String> {
    slots.iter().map(|slot| book.slot_name(*slot)).collect()
}
