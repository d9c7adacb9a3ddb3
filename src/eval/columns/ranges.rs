//! Interval analysis: from what is certain about operands to what is certain about a result.
//!
//! Guarantees that the numbers `columns` stores stay inside the interval given here whatever is stored
//! in unknown cells, so that a kernel chosen by it can neither wrap nor trap.

use super::about::{About, StatusSet};
use crate::base::{Date, Rounding, number};
use crate::eval::one;
use crate::program::op::{Cell, Comparison, Status};

/// What is certain about the truth of a condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Truth {
    Always,
    Never,
    Either,
}

impl About {
    /// Statuses of an operation that needs both operands.
    pub(super) fn both(self, other: About) -> StatusSet {
        self.statuses.greatest(other.statuses)
    }

    /// Neither 0: true, as a condition of [`Op::Select`](crate::program::Op::Select) reads it.
    pub(super) fn truth(self) -> Truth {
        match self.constant() {
            Some(0) => Truth::Never,
            _ if !self.may_be(0) => Truth::Always,
            _ => Truth::Either,
        }
    }

    pub(super) fn add(self, other: About) -> About {
        let low = self.low.checked_add(other.low);
        let high = self.high.checked_add(other.high);
        checked(
            [low, high],
            (
                self.low.saturating_add(other.low),
                self.high.saturating_add(other.high),
            ),
            self.both(other),
        )
    }

    pub(super) fn subtract(self, other: About) -> About {
        let low = self.low.checked_sub(other.high);
        let high = self.high.checked_sub(other.low);
        checked(
            [low, high],
            (
                self.low.saturating_sub(other.high),
                self.high.saturating_sub(other.low),
            ),
            self.both(other),
        )
    }

    pub(super) fn multiply(self, other: About) -> About {
        let corners = [
            (self.low, other.low),
            (self.low, other.high),
            (self.high, other.low),
            (self.high, other.high),
        ];
        let (mut low, mut high) = (i128::MAX, i128::MIN);
        for (a, b) in corners {
            let product = a.saturating_mul(b);
            (low, high) = (low.min(product), high.max(product));
        }
        checked(
            corners.map(|(a, b)| a.checked_mul(b)),
            (low, high),
            self.both(other),
        )
    }

    pub(super) fn min(self, other: About) -> About {
        About::new(
            self.low.min(other.low),
            self.high.min(other.high),
            self.both(other),
        )
    }

    pub(super) fn max(self, other: About) -> About {
        About::new(
            self.low.max(other.low),
            self.high.max(other.high),
            self.both(other),
        )
    }

    pub(super) fn divide(self, other: About, mode: Rounding) -> About {
        let statuses = self.both(other);
        let statuses = statuses.with_if(
            statuses.may_be_known() && other.may_be(0),
            Status::ZeroDivisor,
        );
        let statuses = statuses.with_if(
            statuses.may_be_known() && self.may_be(i128::MIN) && other.may_be(-1),
            Status::Overflow,
        );
        // The divisor is at least 1 in size, so the quotient is at most the dividend in size; a
        // zero divisor stores 0.
        let size = self.low.saturating_abs().max(self.high.saturating_abs());
        if self.low >= 0 && other.low >= 0 {
            let high = number::divide(self.high, other.low.max(1), mode).unwrap_or(size);
            let low = if other.low > 0 {
                number::divide(self.low, other.high, mode).unwrap_or(0)
            } else {
                0
            };
            return About::new(low, high, statuses);
        }
        About::new(-size, size, statuses)
    }

    pub(super) fn divide_by(self, divisor: i128, mode: Rounding) -> About {
        let low = number::divide(self.low, divisor, mode);
        let high = number::divide(self.high, divisor, mode);
        checked(
            [low, high],
            (low.unwrap_or(i128::MIN), high.unwrap_or(i128::MAX)),
            self.statuses,
        )
    }

    pub(super) fn compare(self, other: About, comparison: Comparison) -> About {
        let truth = match comparison {
            Comparison::Equal => self.equal(other),
            Comparison::NotEqual => match self.equal(other) {
                Truth::Always => Truth::Never,
                Truth::Never => Truth::Always,
                Truth::Either => Truth::Either,
            },
            Comparison::Less if self.high < other.low => Truth::Always,
            Comparison::Less if self.low >= other.high => Truth::Never,
            Comparison::AtMost if self.high <= other.low => Truth::Always,
            Comparison::AtMost if self.low > other.high => Truth::Never,
            Comparison::Less | Comparison::AtMost => Truth::Either,
        };
        About::condition(truth, self.both(other))
    }

    fn equal(self, other: About) -> Truth {
        if self.high < other.low || other.high < self.low {
            Truth::Never
        } else if self.constant().is_some() && self.constant() == other.constant() {
            Truth::Always
        } else {
            Truth::Either
        }
    }

    /// A condition of this truth.
    pub(super) fn condition(truth: Truth, statuses: StatusSet) -> About {
        match truth {
            Truth::Always => About::new(1, 1, statuses),
            Truth::Never => About::new(0, 0, statuses),
            Truth::Either => About::new(0, 1, statuses),
        }
    }

    /// Kleene and (`deciding` 0) or or (`deciding` 1) of two conditions in 0..=1.
    pub(super) fn kleene(self, other: About, deciding: i128) -> About {
        let may_decide = |side: About| side.statuses.may_be_known() && side.may_be(deciding);
        if self.is_always(deciding) || other.is_always(deciding) {
            return About::new(deciding, deciding, StatusSet::KNOWN);
        }
        let statuses = self
            .both(other)
            .with_if(may_decide(self) || may_decide(other), Status::Known);
        if may_decide(self) || may_decide(other) {
            About::new(0, 1, statuses)
        } else {
            About::new(1 - deciding, 1 - deciding, statuses)
        }
    }

    pub(super) fn select(self, yes: About, no: About) -> About {
        let unknown = self.statuses.without(StatusSet::KNOWN);
        if !self.statuses.may_be_known() {
            return About::new(0, 0, unknown);
        }
        match self.truth() {
            Truth::Always => About::new(yes.low, yes.high, unknown.union(yes.statuses)),
            Truth::Never => About::new(no.low, no.high, unknown.union(no.statuses)),
            Truth::Either => yes.around(no, unknown.union(yes.statuses).union(no.statuses)),
        }
    }

    pub(super) fn pick(self, table: &[Cell]) -> About {
        let unknown = self.statuses.without(StatusSet::KNOWN);
        if !self.statuses.may_be_known() {
            return About::new(0, 0, unknown);
        }
        let last = i128::try_from(table.len()).unwrap_or(i128::MAX) - 1;
        let outside = self.low < 0 || self.high > last;
        let first = usize::try_from(self.low.clamp(0, last.max(0))).unwrap_or(0);
        let end = usize::try_from(self.high.clamp(-1, last) + 1).unwrap_or(0);
        let reached = table.get(first..end.max(first)).unwrap_or_default();
        // Invariant: positions past either end store 0, like cells that are not known.
        let zero = outside || reached.iter().any(|cell| !cell.is_known());
        let numbers = || {
            reached
                .iter()
                .filter_map(|cell| cell.get())
                .chain(zero.then_some(0))
        };
        let statuses = reached
            .iter()
            .fold(unknown, |set, cell| set.union(StatusSet::only(cell.status)));
        About::new(
            numbers().min().unwrap_or(0),
            numbers().max().unwrap_or(0),
            statuses.with_if(outside, Status::NotCovered),
        )
    }

    pub(super) fn is_known(self) -> About {
        let truth = match self.statuses.single() {
            Some(Status::Known) => Truth::Always,
            None if self.statuses.may_be_known() => Truth::Either,
            _ => Truth::Never,
        };
        About::condition(truth, StatusSet::KNOWN)
    }

    pub(super) fn or_zero(self) -> About {
        if !self.statuses.meets(StatusSet::COUNTS_AS_ZERO) {
            return self;
        }
        let zero = About::new(0, 0, StatusSet::KNOWN);
        let rest = self.statuses.without(StatusSet::COUNTS_AS_ZERO);
        self.around(zero, rest.union(StatusSet::KNOWN))
    }

    pub(super) fn months_between(self, later: About) -> About {
        let low = months(day(self.high), day(later.low));
        let high = months(day(self.low), day(later.high));
        let outside = !self.fits_day() || !later.fits_day();
        dated(low, high, outside, self.both(later))
    }

    pub(super) fn year_of(self) -> About {
        let year = |n| i128::from(Date::from_days(day(n)).year());
        dated(
            year(self.low),
            year(self.high),
            !self.fits_day(),
            self.statuses,
        )
    }

    pub(super) fn fits_day(self) -> bool {
        i32::try_from(self.low).is_ok() && i32::try_from(self.high).is_ok()
    }
}

/// A result that overflows where an end of its interval does; an overflow stores 0.
fn checked<const N: usize>(
    ends: [Option<i128>; N],
    (low, high): (i128, i128),
    statuses: StatusSet,
) -> About {
    if ends.iter().all(Option::is_some) {
        return About::new(low, high, statuses);
    }
    overflowing(low, high, statuses)
}

fn overflowing(low: i128, high: i128, statuses: StatusSet) -> About {
    About::new(
        low.min(0),
        high.max(0),
        statuses.with_if(statuses.may_be_known(), Status::Overflow),
    )
}

fn dated(low: i128, high: i128, outside: bool, statuses: StatusSet) -> About {
    if outside {
        overflowing(low, high, statuses)
    } else {
        About::new(low, high, statuses)
    }
}

/// The nearest number a day can have.
fn day(n: i128) -> i32 {
    i32::try_from(n).unwrap_or(if n < 0 { i32::MIN } else { i32::MAX })
}

fn months(from: i32, to: i32) -> i128 {
    one::months_between(i128::from(from), i128::from(to)).unwrap_or(0)
}
