//! Days, months and periods of the civil calendar, without a clock.

use std::fmt;

/// A day, counted from 1970-01-01; the order of days is the order of numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date(i32);

impl Date {
    /// Before every date a rulebook may name.
    pub const BEGINNING: Date = Date(i32::MIN);

    /// The day `year-month-day`, or `None` if the calendar has no such day (years 1900 to 2199).
    pub fn new(year: i32, month: u32, day: u32) -> Option<Date> {
        if !(1900..2200).contains(&year) || !(1..=12).contains(&month) || day == 0 {
            return None;
        }
        if day > days_in_month(year, month) {
            return None;
        }
        Some(Date(days_from_civil(year, month, day)))
    }

    /// Reads `2017-07-21`.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let plain = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        if parts.next().is_some() || !plain(year, 4) || !plain(month, 2) || !plain(day, 2) {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day `days` after 1970-01-01.
    pub fn from_days(days: i32) -> Date {
        Date(days)
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i32 {
        self.0
    }

    /// Calendar year, month and day.
    pub fn civil(self) -> (i32, u32, u32) {
        civil_from_days(self.0)
    }

    /// Calendar year.
    pub fn year(self) -> i32 {
        self.civil().0
    }

    /// The month this day lies in.
    pub fn month(self) -> Month {
        let (year, month, _) = self.civil();
        Month { year, month }
    }

    /// The day after.
    #[must_use]
    pub fn next(self) -> Date {
        Date(self.0.saturating_add(1))
    }

    /// The day before.
    #[must_use]
    pub fn previous(self) -> Date {
        Date(self.0.saturating_sub(1))
    }

    /// Whole months from `self` to `later`: 01-31 to 02-28 is none, 01-28 to 02-28 is one.
    pub fn months_until(self, later: Date) -> i32 {
        let (y1, m1, d1) = self.civil();
        let (y2, m2, d2) = later.civil();
        let months = (y2 - y1) * 12 + m2.cast_signed() - m1.cast_signed();
        if later >= self {
            months - i32::from(d2 < d1)
        } else {
            months + i32::from(d2 > d1)
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A calendar month.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// Month 1 to 12 of a year from 1900 to 2199.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        Date::new(year, month, 1).map(|_| Month { year, month })
    }

    /// Reads `2017-09`.
    pub fn parse(text: &str) -> Option<Month> {
        Date::parse(&format!("{text}-01")).map(Date::month)
    }

    /// Calendar year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub fn number(self) -> u32 {
        self.month
    }

    /// The day whose law governs monthly levies.
    pub fn first_day(self) -> Date {
        Date(days_from_civil(self.year, self.month, 1))
    }

    /// The last day.
    pub fn last_day(self) -> Date {
        self.next().first_day().previous()
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Month {
        if self.month == 12 {
            Month {
                year: self.year + 1,
                month: 1,
            }
        } else {
            Month {
                year: self.year,
                month: self.month + 1,
            }
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// One to twelve months of one calendar year.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Period {
    first: Month,
    last: Month,
}

/// Why a text is no period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PeriodError {
    /// Not `2017`, `2017-09` or `2017-03..2017-09`.
    Malformed,
    /// The last month lies before the first.
    Backwards,
    /// First and last month lie in different years.
    TwoYears,
}

impl Period {
    /// The months `first` to `last`, both included.
    ///
    /// # Errors
    ///
    /// - [`PeriodError::Backwards`] when `last` is before `first`
    /// - [`PeriodError::TwoYears`] when they lie in different calendar years
    pub fn new(first: Month, last: Month) -> Result<Period, PeriodError> {
        if first.year != last.year {
            return Err(PeriodError::TwoYears);
        }
        if last < first {
            return Err(PeriodError::Backwards);
        }
        Ok(Period { first, last })
    }

    /// A whole calendar year.
    pub fn year(year: i32) -> Option<Period> {
        Some(Period {
            first: Month::new(year, 1)?,
            last: Month::new(year, 12)?,
        })
    }

    /// Reads `2017`, `2017-09` or `2017-03..2017-09`.
    ///
    /// # Errors
    ///
    /// As [`Period::new`], and [`PeriodError::Malformed`] for anything else.
    pub fn parse(text: &str) -> Result<Period, PeriodError> {
        if let Some((first, last)) = text.split_once("..") {
            let first = Month::parse(first.trim()).ok_or(PeriodError::Malformed)?;
            let last = Month::parse(last.trim()).ok_or(PeriodError::Malformed)?;
            return Period::new(first, last);
        }
        if let Some(month) = Month::parse(text) {
            return Period::new(month, month);
        }
        if text.len() != 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PeriodError::Malformed);
        }
        let year = text.parse().map_err(|_| PeriodError::Malformed)?;
        Period::year(year).ok_or(PeriodError::Malformed)
    }

    /// First month.
    pub fn first(self) -> Month {
        self.first
    }

    /// Last month.
    pub fn last(self) -> Month {
        self.last
    }

    /// The calendar year all its months lie in.
    pub fn calendar_year(self) -> i32 {
        self.first.year
    }

    /// The months in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        (self.first.month..=self.last.month).map(move |month| Month {
            year: self.first.year,
            month,
        })
    }

    /// How many months it holds: 1 to 12.
    pub fn len(self) -> u32 {
        self.last.month - self.first.month + 1
    }

    /// A period is never empty; here because `len` is.
    pub fn is_empty(self) -> bool {
        false
    }

    /// Whether yearly settlements count in it.
    pub fn holds_year_end(self) -> bool {
        self.last.month == 12
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.len() == 12 {
            write!(f, "{}", self.first.year)
        } else if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}..{}", self.first, self.last)
        }
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days from 1970-01-01 in the proleptic Gregorian calendar; years start in March so that the
/// leap day comes last.
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month.cast_signed() + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day.cast_signed() - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let days = i64::from(days) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (
        i32::try_from(year).unwrap_or(i32::MAX),
        u32::try_from(month).unwrap_or(1),
        u32::try_from(day).unwrap_or(1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_two_centuries_survives_the_round_trip() {
        let mut expected = Date::new(1900, 1, 1).unwrap();
        for year in 1900..2100 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let date = Date::new(year, month, day).unwrap();
                    assert_eq!(date, expected);
                    assert_eq!(date.civil(), (year, month, day));
                    expected = date.next();
                }
            }
        }
        assert_eq!(Date::new(1970, 1, 1).unwrap().days(), 0);
        assert_eq!(Date::new(2017, 2, 29), None);
    }

    #[test]
    fn months_between_days_are_whole_months() {
        let months = |a: &str, b: &str| {
            Date::parse(a)
                .unwrap()
                .months_until(Date::parse(b).unwrap())
        };
        assert_eq!(months("2017-01-31", "2017-02-28"), 0);
        assert_eq!(months("2017-01-28", "2017-02-28"), 1);
        assert_eq!(months("2014-07-01", "2017-06-30"), 35);
        assert_eq!(months("2014-07-01", "2017-07-01"), 36);
        assert_eq!(months("2017-02-28", "2017-01-28"), -1);
    }

    #[test]
    fn a_period_is_months_of_one_year() {
        assert_eq!(Period::parse("2017").unwrap().len(), 12);
        assert_eq!(Period::parse("2017-09").unwrap().to_string(), "2017-09");
        assert_eq!(Period::parse("2017-03..2017-09").unwrap().len(), 7);
        assert_eq!(
            Period::parse("2016-12..2017-01"),
            Err(PeriodError::TwoYears)
        );
        assert_eq!(
            Period::parse("2017-09..2017-03"),
            Err(PeriodError::Backwards)
        );
        assert_eq!(Period::parse("2017-13"), Err(PeriodError::Malformed));
        assert_eq!(Period::parse("17"), Err(PeriodError::Malformed));
    }
}
