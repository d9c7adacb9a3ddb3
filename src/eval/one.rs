//! One enterprise, in `i128`: this is what a program means.

use crate::base::IdVec;
use crate::check::rulebook::{FactSlotId, GroupId};
use crate::program::meaning::apply;
pub use crate::program::meaning::{holds, months_between};
use crate::program::op::{Cell, KnobId, Op, SlotId, Status};
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
    match op {
        Op::Fact(slot) => inputs.fact(*slot),
        Op::Row(group, row) => match inputs.rows(*group) {
            Some(rows) => Cell::known(i128::from(*row < rows)),
            None => Cell::not(Status::Missing),
        },
        Op::Knob(knob) => inputs.knob(*knob),
        pure => apply(pure, |slot| cells[slot]).unwrap_or_default(),
    }
}
