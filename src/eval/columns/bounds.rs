//! What is certain about one operation when each operand is only known to lie in an interval: the
//! analysis `columns` chooses its kernels by, for whoever must rule out a whole range at once.

use super::about::{About, StatusSet};
use crate::program::op::{Cell, Comparison, Op, SlotId, Status};

/// What is certain about a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds(About);

impl Bounds {
    /// One cell.
    pub fn of(cell: Cell) -> Bounds {
        Bounds(About::of(cell))
    }

    /// A known number of an interval.
    pub fn between(low: i128, high: i128) -> Bounds {
        Bounds(About::new(low, high, StatusSet::KNOWN))
    }

    /// Least and greatest number it can be where it is known.
    pub fn ends(self) -> (i128, i128) {
        (self.0.low, self.0.high)
    }

    /// Whether it is known for certain.
    pub fn always_known(self) -> bool {
        self.0.always_known()
    }

    /// The status, if only one is possible.
    pub fn single_status(self) -> Option<Status> {
        self.0.statuses.single()
    }

    /// Whether a status is possible.
    pub fn may_be(self, status: Status) -> bool {
        self.0.statuses.meets(StatusSet::only(status))
    }
}

/// What is certain about the result of an operation; `None` for inputs (facts, rows, knobs).
pub fn bound(op: &Op, of: impl Fn(SlotId) -> Bounds) -> Option<Bounds> {
    let of = |slot: &SlotId| of(*slot).0;
    // Conditions are 0 or 1; another number counts as one by what it is compared with.
    let condition = |slot: &SlotId, deciding: i128| {
        let about = of(slot);
        if about.low >= 0 && about.high <= 1 {
            return about;
        }
        let comparison = match deciding {
            0 => Comparison::NotEqual,
            _ => Comparison::Equal,
        };
        about.compare(About::of(Cell::known(deciding)), comparison)
    };
    Some(Bounds(match op {
        Op::Const(cell) => About::of(*cell),
        Op::Fact(_) | Op::Row(..) | Op::Knob(_) => return None,
        Op::Add(a, b) => of(a).add(of(b)),
        Op::Subtract(a, b) => of(a).subtract(of(b)),
        Op::Multiply(a, b) => of(a).multiply(of(b)),
        Op::Scale(a, k) => of(a).multiply(About::of(Cell::known(*k))),
        Op::Min(a, b) => of(a).min(of(b)),
        Op::Max(a, b) => of(a).max(of(b)),
        Op::Divide(a, b, mode) => of(a).divide(of(b), *mode),
        Op::DivideBy(a, k, mode) => of(a).divide_by(*k, *mode),
        Op::Compare(comparison, a, b) => of(a).compare(of(b), *comparison),
        Op::And(a, b) => condition(a, 0).kleene(condition(b, 0), 0),
        Op::Or(a, b) => condition(a, 1).kleene(condition(b, 1), 1),
        Op::Not(a) => About::of(Cell::known(1)).subtract(of(a)),
        Op::Select(c, yes, no) => of(c).select(of(yes), of(no)),
        Op::Pick(index, table) => of(index).pick(table),
        Op::IsKnown(a) => of(a).is_known(),
        Op::OrZero(a) => of(a).or_zero(),
        Op::MonthsBetween(a, b) => of(a).months_between(of(b)),
        Op::YearOf(a) => of(a).year_of(),
    }))
}
