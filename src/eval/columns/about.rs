//! What is certain about a slot before it is computed: an interval of its numbers, and the statuses
//! it may have.

use crate::program::op::{Cell, Status};

/// A set of statuses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct StatusSet(u8);

impl StatusSet {
    pub(super) const NONE: StatusSet = StatusSet(0);
    pub(super) const KNOWN: StatusSet = StatusSet(1);
    /// What a read amount counts as 0.
    pub(super) const COUNTS_AS_ZERO: StatusSet =
        StatusSet(1 << Status::NotInForce as u8 | 1 << Status::NotSettled as u8);

    pub(super) fn only(status: Status) -> StatusSet {
        StatusSet(1 << status as u8)
    }

    pub(super) fn union(self, other: StatusSet) -> StatusSet {
        StatusSet(self.0 | other.0)
    }

    pub(super) fn without(self, other: StatusSet) -> StatusSet {
        StatusSet(self.0 & !other.0)
    }

    pub(super) fn meets(self, other: StatusSet) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn may_be_known(self) -> bool {
        self.meets(StatusSet::KNOWN)
    }

    pub(super) fn with_if(self, condition: bool, status: Status) -> StatusSet {
        if condition {
            self.union(StatusSet::only(status))
        } else {
            self
        }
    }

    /// The statuses the greater of two may have.
    pub(super) fn greatest(self, other: StatusSet) -> StatusSet {
        // Numbers from the least status of the other upward survive in each set.
        let from_least = |set: StatusSet| u8::MAX.wrapping_shl(set.0.trailing_zeros());
        if self.0 == 0 || other.0 == 0 {
            return StatusSet::NONE;
        }
        StatusSet((self.0 & from_least(other)) | (other.0 & from_least(self)))
    }

    /// The only status there is, if there is one.
    pub(super) fn single(self) -> Option<Status> {
        let least = u8::try_from(self.0.trailing_zeros()).ok()?;
        self.0.is_power_of_two().then(|| Status::from_u8(least))
    }
}

/// An interval that holds every number stored for a slot, whether its cell is known or not, and the
/// statuses its cells may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct About {
    pub(super) low: i128,
    pub(super) high: i128,
    pub(super) statuses: StatusSet,
}

impl About {
    pub(super) fn new(low: i128, high: i128, statuses: StatusSet) -> About {
        if statuses.may_be_known() {
            About {
                low,
                high,
                statuses,
            }
        } else {
            // Invariant: no number is read from a cell that is never known, so 0 may stand for it.
            About {
                low: 0,
                high: 0,
                statuses,
            }
        }
    }

    pub(super) fn of(cell: Cell) -> About {
        About::new(cell.value, cell.value, StatusSet::only(cell.status))
    }

    pub(super) fn constant(self) -> Option<i128> {
        (self.low == self.high).then_some(self.low)
    }

    pub(super) fn always_known(self) -> bool {
        self.statuses == StatusSet::KNOWN
    }

    /// Known to be this number in every row.
    pub(super) fn is_always(self, value: i128) -> bool {
        self.always_known() && self.constant() == Some(value)
    }

    pub(super) fn may_be(self, value: i128) -> bool {
        self.low <= value && value <= self.high
    }

    pub(super) fn fits_i64(self) -> bool {
        i64::try_from(self.low).is_ok() && i64::try_from(self.high).is_ok()
    }

    /// Whether every number of `other` lies in this interval and every status in this set.
    pub(super) fn holds(self, other: About) -> bool {
        self.low <= other.low
            && other.high <= self.high
            && !other.statuses.meets(self.statuses_outside())
    }

    fn statuses_outside(self) -> StatusSet {
        StatusSet(!self.statuses.0)
    }

    /// A somewhat larger interval inside `whole`, so that it holds for other chunks too: the ends are
    /// moved to powers of two.
    pub(super) fn rounded_outward(self, whole: About) -> About {
        let low = match self.low {
            low if low >= 0 => power_at_most(low),
            low => power_at_least(low).map_or(whole.low, |power| -power),
        };
        let high = match self.high {
            high if high >= 0 => power_at_least(high).unwrap_or(whole.high),
            high => -power_at_most(high),
        };
        About::new(low.max(whole.low), high.min(whole.high), self.statuses)
    }

    /// The smallest interval around both, with the given statuses. A side that is never known
    /// stretches nothing.
    pub(super) fn around(self, other: About, statuses: StatusSet) -> About {
        let (low, high) = match (self.statuses.may_be_known(), other.statuses.may_be_known()) {
            (false, true) => (other.low, other.high),
            (true, false) => (self.low, self.high),
            _ => (self.low.min(other.low), self.high.max(other.high)),
        };
        About::new(low, high, statuses)
    }
}

/// The greatest power of two that is at most the size of `n`, or 0.
fn power_at_most(n: i128) -> i128 {
    n.unsigned_abs()
        .checked_ilog2()
        .map_or(0, |log| 1 << log.min(126))
}

/// The least power of two that is at least the size of `n`.
fn power_at_least(n: i128) -> Option<i128> {
    i128::try_from(n.unsigned_abs().checked_next_power_of_two()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_of_two_sets_holds_exactly_the_maxima() {
        for a in 1..=u8::MAX {
            for b in 1..=u8::MAX {
                let mut expected = 0;
                for i in (0..8).filter(|i| a & (1 << i) != 0) {
                    for j in (0..8).filter(|j| b & (1 << j) != 0) {
                        expected |= 1u8 << i.max(j);
                    }
                }
                assert_eq!(StatusSet(a).greatest(StatusSet(b)), StatusSet(expected));
            }
        }
    }
}
