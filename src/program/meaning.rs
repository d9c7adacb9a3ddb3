//! What each operation means: the definition both runners and constant folding share.

use super::op::{Cell, Comparison, Op, SlotId, Status};
use crate::base::number::divide;
use crate::base::{Date, Rounding};

/// The value of an operation from its operands' values; `None` for inputs (facts, rows, knobs).
pub fn apply(op: &Op, of: impl Fn(SlotId) -> Cell) -> Option<Cell> {
    let two =
        |a: &SlotId, b: &SlotId, f: &dyn Fn(i128, i128) -> Option<i128>| strict(of(*a), of(*b), f);
    Some(match op {
        Op::Const(cell) => *cell,
        Op::Fact(_) | Op::Row(..) | Op::Knob(_) => return None,
        Op::Add(a, b) => two(a, b, &i128::checked_add),
        Op::Subtract(a, b) => two(a, b, &i128::checked_sub),
        Op::Multiply(a, b) => two(a, b, &i128::checked_mul),
        Op::Scale(a, k) => map(of(*a), |a| a.checked_mul(*k)),
        Op::Min(a, b) => two(a, b, &|a, b| Some(a.min(b))),
        Op::Max(a, b) => two(a, b, &|a, b| Some(a.max(b))),
        Op::Divide(a, b, mode) => divided(of(*a), of(*b), *mode),
        Op::DivideBy(a, k, mode) => map(of(*a), |a| divide(a, *k, *mode)),
        Op::Compare(comparison, a, b) => {
            two(a, b, &|a, b| Some(i128::from(holds(*comparison, a, b))))
        }
        Op::And(a, b) => and(of(*a), of(*b)),
        Op::Or(a, b) => not(and(not(of(*a)), not(of(*b)))),
        Op::Not(a) => not(of(*a)),
        Op::Select(condition, yes, no) => {
            let condition = of(*condition);
            match condition.get() {
                Some(0) => of(*no),
                Some(_) => of(*yes),
                None => condition,
            }
        }
        Op::Pick(index, table) => pick(of(*index), table),
        Op::IsKnown(a) => Cell::known(i128::from(of(*a).is_known())),
        Op::OrZero(a) => {
            let cell = of(*a);
            match cell.status {
                Status::NotInForce | Status::NotSettled => Cell::known(0),
                _ => cell,
            }
        }
        Op::MonthsBetween(a, b) => two(a, b, &months_between),
        Op::YearOf(a) => map(of(*a), |a| {
            Some(i128::from(Date::from_days(i32::try_from(a).ok()?).year()))
        }),
    })
}

/// Whole months between two days given as day numbers.
pub fn months_between(a: i128, b: i128) -> Option<i128> {
    let day = |n: i128| i32::try_from(n).ok().map(Date::from_days);
    Some(i128::from(day(a)?.months_until(day(b)?)))
}

/// Whether a comparison holds.
pub fn holds(comparison: Comparison, a: i128, b: i128) -> bool {
    match comparison {
        Comparison::Equal => a == b,
        Comparison::NotEqual => a != b,
        Comparison::Less => a < b,
        Comparison::AtMost => a <= b,
    }
}

fn strict(a: Cell, b: Cell, f: impl FnOnce(i128, i128) -> Option<i128>) -> Cell {
    match a.status.max(b.status) {
        Status::Known => f(a.value, b.value).map_or(Cell::not(Status::Overflow), Cell::known),
        status => Cell::not(status),
    }
}

fn map(a: Cell, f: impl FnOnce(i128) -> Option<i128>) -> Cell {
    match a.get() {
        Some(value) => f(value).map_or(Cell::not(Status::Overflow), Cell::known),
        None => a,
    }
}

fn divided(a: Cell, b: Cell, mode: Rounding) -> Cell {
    match a.status.max(b.status) {
        Status::Known if b.value == 0 => Cell::not(Status::ZeroDivisor),
        _ => strict(a, b, |a, b| divide(a, b, mode)),
    }
}

fn not(a: Cell) -> Cell {
    map(a, |a| Some(1 - a))
}

fn and(a: Cell, b: Cell) -> Cell {
    if a.get() == Some(0) || b.get() == Some(0) {
        return Cell::known(0);
    }
    strict(a, b, |_, _| Some(1))
}

fn pick(index: Cell, table: &[Cell]) -> Cell {
    match index.get() {
        Some(at) => {
            let found = usize::try_from(at).ok().and_then(|at| table.get(at));
            found.copied().unwrap_or(Cell::not(Status::NotCovered))
        }
        None => index,
    }
}
