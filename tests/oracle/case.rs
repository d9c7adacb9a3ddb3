//! One enterprise over one period, and how amounts count in time.

use super::calendar::{Day, Months};
use super::enterprise::{Enterprise, Fact, Group};
use super::levers::{Lever, Off};
use super::number::{Gap, Num, Ratio, add, most, mul, sub};
use super::tally::{Branch, Tally};

pub(crate) struct Case<'a> {
    pub(crate) e: &'a Enterprise,
    pub(crate) period: Months,
    pub(crate) off: Off,
    pub(crate) tally: &'a Tally,
}

impl Case<'_> {
    /// Whether a lever that begins on a day is there on another.
    pub(crate) fn on(&self, lever: Lever, from: Day, day: Day) -> bool {
        from <= day && !self.off.has(lever)
    }

    /// The day whose law holds on a day: the eve of a lever's first day if it is off.
    pub(crate) fn law_day(&self, lever: Lever, eve: Day, day: Day) -> Day {
        if self.off.has(lever) {
            day.min(eve)
        } else {
            day
        }
    }

    pub(crate) fn hit(&self, branch: Branch) {
        self.tally.hit(branch);
    }

    /// Each month by the law of its first day, to the fen, summed.
    pub(crate) fn monthly(&self, month: impl Fn(Day) -> Num) -> Num {
        let months = self.period.first_days();
        total(months.map(|day| month(day).map(|value| value.rounded(2))))
    }

    /// A twelfth of each month's yearly value, summed; not yet rounded.
    pub(crate) fn yearly_exact(&self, year: impl Fn(Day) -> Num) -> Num {
        let twelfth = Ok(Ratio::new(1, 12));
        total(self.period.first_days().map(|day| mul(year(day), twelfth)))
    }

    pub(crate) fn yearly(&self, year: impl Fn(Day) -> Num) -> Num {
        self.yearly_exact(year).map(|value| value.rounded(2))
    }

    /// What is settled on 31 December, by the law of that day.
    pub(crate) fn settled(&self, value: impl FnOnce(Day) -> Num) -> Num {
        if !self.period.has_december() {
            return Err(Gap::NotSettled);
        }
        value(self.period.last_day()).map(|value| value.rounded(2))
    }

    /// A value for each row there is, summed.
    pub(crate) fn over_rows(&self, group: Group, value: impl Fn(usize) -> Num) -> Num {
        let rows = self.e.rows(group).ok_or(Gap::Missing)?;
        let mut sum = Ok(Ratio::ZERO);
        for row in 0..rows {
            sum = add(sum, value(row));
        }
        sum
    }

    /// A value of one row: where there is a law, 0 if there is no such row, and missing if nobody
    /// said how many rows there are and the value hangs on that.
    pub(crate) fn of_row(&self, group: Group, row: usize, value: impl FnOnce() -> Num) -> Num {
        match (self.e.rows(group), value()) {
            (_, Err(Gap::NotInForce)) => Err(Gap::NotInForce),
            (Some(rows), value) if row < rows => value,
            (Some(_), _) => Ok(Ratio::ZERO),
            (None, Ok(value)) if value == Ratio::ZERO => Ok(value),
            (None, _) => Err(Gap::Missing),
        }
    }

    pub(crate) fn heads(&self) -> Num {
        self.over_rows(Group::Staff, |row| self.e.number_in(Fact::Heads, row))
    }

    /// What `a` exceeds `b` by.
    pub(crate) fn excess(a: Num, b: Num) -> Num {
        most(sub(a, b), Ok(Ratio::ZERO))
    }
}

/// Parts with no law contribute nothing; if there is no law in any, there is none in the whole.
fn total(parts: impl Iterator<Item = Num>) -> Num {
    let mut sum = Err(Gap::NotInForce);
    for part in parts {
        sum = match (sum, part) {
            (sum, Err(Gap::NotInForce)) => sum,
            (Err(Gap::NotInForce), part) => part,
            (sum, part) => add(sum, part),
        };
    }
    sum
}
