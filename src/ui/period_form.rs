//! The period as chosen: kept as it was entered, valid or not.

use crate::base::date::PeriodError;
use crate::base::{Month, Period};

/// How the period is entered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grain {
    /// A whole year.
    Year,
    /// One month.
    Month,
    /// Months from – to of one year.
    Span,
}

/// What the fields of the period hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PeriodForm {
    /// How it is entered.
    pub grain: Grain,
    /// Calendar year.
    pub year: i32,
    /// First month, or the month.
    pub first: u32,
    /// Last month.
    pub last: u32,
}

/// Why the chosen months are no period of the rulebook.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PeriodProblem {
    /// The last month lies before the first.
    Backwards,
    /// Not wholly inside the months the rulebook covers.
    Outside,
}

impl PeriodForm {
    /// The form that shows a period.
    pub fn showing(period: Period) -> PeriodForm {
        let grain = match period.len() {
            12 => Grain::Year,
            1 => Grain::Month,
            _ => Grain::Span,
        };
        PeriodForm {
            grain,
            year: period.calendar_year(),
            first: period.first().number(),
            last: period.last().number(),
        }
    }

    /// The period chosen, inside the months `from` to `to`.
    ///
    /// # Errors
    ///
    /// - [`PeriodProblem::Backwards`] when the last month is before the first
    /// - [`PeriodProblem::Outside`] when a month is not covered
    pub fn period(self, from: Month, to: Month) -> Result<Period, PeriodProblem> {
        let (first, last) = match self.grain {
            Grain::Year => (1, 12),
            Grain::Month => (self.first, self.first),
            Grain::Span => (self.first, self.last),
        };
        let month = |number| Month::new(self.year, number).ok_or(PeriodProblem::Outside);
        let period = Period::new(month(first)?, month(last)?).map_err(|error| match error {
            PeriodError::Backwards => PeriodProblem::Backwards,
            PeriodError::TwoYears | PeriodError::Malformed => PeriodProblem::Outside,
        })?;
        if period.first() < from || period.last() > to {
            return Err(PeriodProblem::Outside);
        }
        Ok(period)
    }
}
