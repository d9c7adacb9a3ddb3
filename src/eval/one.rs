//! One enterprise, in `i128`: this is what a program means.

use crate::base::number::divide;
use crate::base::{Date, IdVec, Rounding};
use crate::check::rulebook::{FactSlotId, GroupId};
use crate::program::op::{Cell, Comparison, KnobId, Op, SlotId, Status};
use crate::program::plan::Program;

/// Where a program finds its facts and settings.
pub trait Inputs {
    /// A fact as stated, or `Missing`.
    fn fact(&self, slot: FactSlotId) -> Cell;
    /// How many rows a group has, if that is stated.
    fn rows(&self, group: GroupId) -> Option<u8>;
    /// A knob's setting.
    fn knob(&self, knob: KnobId) -> Cell;
}

/// The value of every slot, in order: amounts, statuses and the whole trace.
pub type Cells = IdVec<SlotId, Cell>;

/// Runs a program for one enterprise.
pub fn run(program: &Program, inputs: &impl Inputs) -> Cells {
    let mut cells = Cells::with_capacity(program.ops.len());
    for op in program.ops.values() {
        let cell = step(op, &cells, inputs);
        cells.push(cell);
    }
    cells
}

/// The value of one operation whose operands are known.
pub fn step(op: &Op, cells: &Cells, inputs: &impl Inputs) -> Cell {
    let two = |a: &SlotId, b: &SlotId, f: &dyn Fn(i128, i128) -> Option<i128>| {
        strict(cells[*a], cells[*b], f)
    };
    match op {
        Op::Const(cell) => *cell,
        Op::Fact(slot) => inputs.fact(*slot),
        Op::Row(group, row) => match inputs.rows(*group) {
            Some(rows) => Cell::known(i128::from(*row < rows)),
            None => Cell::not(Status::Missing),
        },
        Op::Knob(knob) => inputs.knob(*knob),
        Op::Add(a, b) => two(a, b, &i128::checked_add),
        Op::Subtract(a, b) => two(a, b, &i128::checked_sub),
        Op::Multiply(a, b) => two(a, b, &i128::checked_mul),
        Op::Scale(a, k) => map(cells[*a], |a| a.checked_mul(*k)),
        Op::Min(a, b) => two(a, b, &|a, b| Some(a.min(b))),
        Op::Max(a, b) => two(a, b, &|a, b| Some(a.max(b))),
        Op::Divide(a, b, mode) => divided(cells[*a], cells[*b], *mode),
        Op::DivideBy(a, k, mode) => map(cells[*a], |a| divide(a, *k, *mode)),
        Op::Compare(comparison, a, b) => {
            two(a, b, &|a, b| Some(i128::from(holds(*comparison, a, b))))
        }
        Op::And(a, b) => and(cells[*a], cells[*b]),
        Op::Or(a, b) => not(and(not(cells[*a]), not(cells[*b]))),
        Op::Not(a) => not(cells[*a]),
        Op::Select(condition, yes, no) => {
            let condition = cells[*condition];
            match condition.get() {
                Some(0) => cells[*no],
                Some(_) => cells[*yes],
                None => condition,
            }
        }
        Op::Pick(index, table) => pick(cells[*index], table),
        Op::IsKnown(a) => Cell::known(i128::from(cells[*a].is_known())),
        Op::OrZero(a) => match cells[*a].status {
            Status::NotInForce | Status::NotSettled => Cell::known(0),
            _ => cells[*a],
        },
        Op::MonthsBetween(a, b) => two(a, b, &months_between),
        Op::YearOf(a) => map(cells[*a], |a| {
            Some(i128::from(Date::from_days(i32::try_from(a).ok()?).year()))
        }),
    }
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
