//! What an official sheet may not rest on: assumptions, values to be verified, values nobody has
//! checked for the period.

use serde::Serialize;

use super::{TextReport, amount_name};
use crate::check::history::Grade;
use crate::check::rulebook::{ParameterId, Rulebook};
use crate::explain::Explanation;
use crate::explain::explanation::DatedUse;

/// Whether a result may be shown as official.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct OfficialReport {
    /// Nothing was refused.
    pub accepted: bool,
    /// Each value it may not rest on, in rulebook order.
    pub refused: Vec<Refusal>,
}

/// One value an official sheet may not rest on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
    /// Id of the parameter.
    pub parameter: String,
    /// Its label.
    pub label: TextReport,
    /// The value, with its unit.
    pub value: TextReport,
    /// First day of the value.
    pub from: Option<String>,
    /// Last day of the value.
    pub to: Option<String>,
    /// `assumption`, `toBeVerified` or `unchecked`.
    pub reason: &'static str,
    /// The last day somebody checked the parameter.
    pub checked_until: Option<String>,
    /// Amounts that rest on it.
    pub amounts: Vec<String>,
    #[serde(skip)]
    order: (ParameterId, Option<crate::base::Date>),
}

/// Every reason to refuse a value.
pub const REASONS: [&str; 3] = ["assumption", "toBeVerified", "unchecked"];

impl OfficialReport {
    /// Looks through the parameters that explained amounts rest on.
    pub fn new(book: &Rulebook, explanations: &[Explanation]) -> OfficialReport {
        let mut refused: Vec<Refusal> = Vec::new();
        for explanation in explanations {
            let amount = amount_name(book, explanation.of);
            for used in &explanation.parameters {
                for value in &used.values {
                    for reason in reasons(value) {
                        let order = (used.parameter, value.from);
                        let same =
                            |known: &&mut Refusal| known.order == order && known.reason == reason;
                        if let Some(known) = refused.iter_mut().find(same) {
                            if !known.amounts.contains(&amount) {
                                known.amounts.push(amount.clone());
                            }
                            continue;
                        }
                        refused.push(Refusal {
                            parameter: book.parameters[used.parameter].id.clone(),
                            label: (&used.label).into(),
                            value: (&value.value).into(),
                            from: value.from.map(|day| day.to_string()),
                            to: value.to.map(|day| day.to_string()),
                            reason,
                            checked_until: used.checked_until.map(|day| day.to_string()),
                            amounts: vec![amount.clone()],
                            order,
                        });
                    }
                }
            }
        }
        refused.sort_by_key(|refusal| refusal.order);
        OfficialReport {
            accepted: refused.is_empty(),
            refused,
        }
    }
}

fn reasons(value: &DatedUse) -> impl Iterator<Item = &'static str> {
    let assumption = value.grade == Some(Grade::Assumption);
    let found = [assumption, value.verify, value.stale];
    REASONS
        .into_iter()
        .zip(found)
        .filter_map(|(reason, found)| found.then_some(reason))
}
