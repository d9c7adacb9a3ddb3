//! Days as numbers like 20170721, and periods of months of one year.

/// A day: year × 10 000 + month × 100 + day.
pub(crate) type Day = i32;

/// Months of one year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Months {
    pub(crate) year: i32,
    pub(crate) first: i32,
    pub(crate) last: i32,
}

impl Months {
    /// The first day of each month.
    pub(crate) fn first_days(self) -> impl Iterator<Item = Day> {
        (self.first..=self.last).map(move |month| self.year * 10_000 + month * 100 + 1)
    }

    pub(crate) fn first_day(self) -> Day {
        self.year * 10_000 + self.first * 100 + 1
    }

    pub(crate) fn last_day(self) -> Day {
        self.year * 10_000 + self.last * 100 + length(self.year, self.last)
    }

    pub(crate) fn has_december(self) -> bool {
        self.last == 12
    }

    pub(crate) fn holds(self, day: Day) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }

    pub(crate) fn text(self) -> String {
        format!("{0}-{1:02}..{0}-{2:02}", self.year, self.first, self.last)
    }
}

fn leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn length(year: i32, month: i32) -> i32 {
    match month {
        2 => 28 + i32::from(leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01, counted year by year and month by month.
pub(crate) fn count(day: Day) -> i32 {
    let (year, month, of_month) = (day / 10_000, day / 100 % 100, day % 100);
    let years: i32 = (1970..year).map(|y| 365 + i32::from(leap(y))).sum();
    let months: i32 = (1..month).map(|m| length(year, m)).sum();
    years + months + of_month - 1
}

/// The day so many days after 1970-01-01.
pub(crate) fn day(mut count: i32) -> Day {
    let mut year = 1970;
    while count >= 365 + i32::from(leap(year)) {
        count -= 365 + i32::from(leap(year));
        year += 1;
    }
    let mut month = 1;
    while count >= length(year, month) {
        count -= length(year, month);
        month += 1;
    }
    year * 10_000 + month * 100 + count + 1
}
