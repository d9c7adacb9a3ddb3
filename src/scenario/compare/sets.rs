//! Ready-made sets of scenarios: the same enterprises under other law dates.

use super::Scenario;
use crate::base::Period;
use crate::check::Rulebook;

/// Every calendar year a rulebook covers, cut to the months it covers.
pub fn years_of(book: &Rulebook) -> Vec<Period> {
    let (from, to) = (book.info.from, book.info.to);
    let year = |year: i32| {
        let whole = Period::year(year)?;
        Period::new(whole.first().max(from), whole.last().min(to)).ok()
    };
    (from.year()..=to.year()).filter_map(year).collect()
}

/// The scenario once for each period, named by it.
pub fn each_year<'a>(scenario: &Scenario<'a>, periods: &[Period]) -> Vec<Scenario<'a>> {
    let of = |period: &Period| Scenario {
        name: period.to_string(),
        period: *period,
        ..scenario.clone()
    };
    periods.iter().map(of).collect()
}
