//! Operations of a program: a flat list, each reading only slots before it.

use crate::base::Rounding;
use crate::check::rulebook::{FactSlotId, GroupId};
use crate::define_id;

define_id!(
    /// The result of one operation.
    SlotId
);
define_id!(
    /// A parameter kept as an input instead of folded.
    KnobId
);

/// What is known about a value; combined by the greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[repr(u8)]
pub enum Status {
    /// The value stands.
    #[default]
    Known = 0,
    /// There is no such law on that day.
    NotInForce = 1,
    /// Yearly settlements count only in the period that holds 31 December.
    NotSettled = 2,
    /// A fact is missing.
    Missing = 3,
    /// The documents set no figure.
    Open = 4,
    /// The law of that day is undetermined.
    NotCovered = 5,
    /// Division by zero.
    ZeroDivisor = 6,
    /// Past the range of the engine's integers.
    Overflow = 7,
}

impl Status {
    /// The status with this number; numbers past the last mean overflow.
    pub fn from_u8(number: u8) -> Status {
        match number {
            0 => Status::Known,
            1 => Status::NotInForce,
            2 => Status::NotSettled,
            3 => Status::Missing,
            4 => Status::Open,
            5 => Status::NotCovered,
            6 => Status::ZeroDivisor,
            _ => Status::Overflow,
        }
    }

    /// The word for it in data and golden cases.
    pub fn word(self) -> &'static str {
        match self {
            Status::Known => "known",
            Status::NotInForce => "notInForce",
            Status::NotSettled => "notSettled",
            Status::Missing => "missing",
            Status::Open => "open",
            Status::NotCovered => "notCovered",
            Status::ZeroDivisor => "zeroDivisor",
            Status::Overflow => "overflow",
        }
    }
}

/// A value of one slot. A value that is not known is 0, so that equal cells are equal bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Cell {
    /// Number in parts of its slot's denominator; bool 0 or 1; option position; days since 1970.
    pub value: i128,
    /// What is known about it.
    pub status: Status,
}

impl Cell {
    /// A known value.
    pub const fn known(value: i128) -> Cell {
        Cell {
            value,
            status: Status::Known,
        }
    }

    /// No value, and why.
    pub const fn not(status: Status) -> Cell {
        Cell { value: 0, status }
    }

    /// Whether the value stands.
    pub fn is_known(self) -> bool {
        matches!(self.status, Status::Known)
    }

    /// The value if it stands.
    pub fn get(self) -> Option<i128> {
        self.is_known().then_some(self.value)
    }
}

/// How two numbers, options or days compare.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
}

/// One operation.
///
/// Unless said otherwise an operation whose operand is not known gives the greatest of its operands'
/// statuses, and one that leaves `i128` gives [`Status::Overflow`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Op {
    /// A constant.
    Const(Cell),
    /// A fact as stated, or `Missing`.
    Fact(FactSlotId),
    /// Whether a group has this row (from 0); `Missing` while the group is not stated.
    Row(GroupId, u8),
    /// A knob's setting.
    Knob(KnobId),
    /// `a + b`
    Add(SlotId, SlotId),
    /// `a − b`
    Subtract(SlotId, SlotId),
    /// `a × b`
    Multiply(SlotId, SlotId),
    /// `a × k`; `k` is not 0.
    Scale(SlotId, i128),
    /// The lesser.
    Min(SlotId, SlotId),
    /// The greater.
    Max(SlotId, SlotId),
    /// `a ÷ b` rounded to a whole number; 0 as `b` gives [`Status::ZeroDivisor`].
    Divide(SlotId, SlotId, Rounding),
    /// `a ÷ k` rounded to a whole number; `k` is positive.
    DivideBy(SlotId, i128, Rounding),
    /// 1 if the comparison holds, else 0.
    Compare(Comparison, SlotId, SlotId),
    /// Kleene and: 0 if either is 0, whatever the other's status.
    And(SlotId, SlotId),
    /// Kleene or: 1 if either is 1, whatever the other's status.
    Or(SlotId, SlotId),
    /// `1 − a`
    Not(SlotId),
    /// The second if the first is 1, the third if it is 0; the status of the other branch does not
    /// matter. A condition that is not known gives its own status.
    Select(SlotId, SlotId, SlotId),
    /// The constant at the position the slot holds; a position past the end gives `NotCovered`.
    Pick(SlotId, Vec<Cell>),
    /// 1 if the value is known, else 0; always known.
    IsKnown(SlotId),
    /// 0 in place of `NotInForce` and `NotSettled`: how an amount reads another.
    OrZero(SlotId),
    /// Whole months from one day to another.
    MonthsBetween(SlotId, SlotId),
    /// Calendar year of a day.
    YearOf(SlotId),
}

impl Op {
    /// Calls `visit` with each slot it reads.
    pub fn for_each_operand(&self, mut visit: impl FnMut(SlotId)) {
        match self {
            Op::Const(_) | Op::Fact(_) | Op::Row(..) | Op::Knob(_) => {}
            Op::Scale(a, _)
            | Op::DivideBy(a, ..)
            | Op::Not(a)
            | Op::Pick(a, _)
            | Op::IsKnown(a)
            | Op::OrZero(a)
            | Op::YearOf(a) => visit(*a),
            Op::Add(a, b)
            | Op::Subtract(a, b)
            | Op::Multiply(a, b)
            | Op::Min(a, b)
            | Op::Max(a, b)
            | Op::Divide(a, b, _)
            | Op::Compare(_, a, b)
            | Op::And(a, b)
            | Op::Or(a, b)
            | Op::MonthsBetween(a, b) => {
                visit(*a);
                visit(*b);
            }
            Op::Select(a, b, c) => {
                visit(*a);
                visit(*b);
                visit(*c);
            }
        }
    }
}
