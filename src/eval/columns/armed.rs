//! Moving a knob over many enterprises: what no knob touches is computed once.

use super::run::Runner;
use super::sink::{Chunk, Collect, Sink};
use super::table::Table;
use crate::base::IdVec;
use crate::program::op::{Cell, KnobId, Op, SlotId};
use crate::program::plan::Program;

/// A table of which everything independent of the knobs is already computed.
///
/// Keeps only the columns where the independent part of the program meets the dependent one, each in
/// its narrowest width; a move of a knob runs only the operations after them.
#[derive(Debug)]
pub struct Armed<'a> {
    program: &'a Program,
    /// Columns of slots, and the knobs.
    table: Table,
    /// Wanted slots that depend on a knob, and their positions among all that are wanted.
    moving: Vec<(usize, SlotId)>,
}

impl<'a> Armed<'a> {
    /// Computes what no knob touches. The sink gets the wanted slots among it, once and for all.
    pub fn new(
        program: &'a Program,
        table: &Table,
        wanted: &[SlotId],
        sink: &mut impl Sink,
    ) -> Armed<'a> {
        let touched = touched(program);
        let is_touched = |slot: SlotId| touched.get(slot).copied().unwrap_or(false);
        let numbered = || wanted.iter().copied().enumerate();
        let moving: Vec<(usize, SlotId)> =
            numbered().filter(|(_, slot)| is_touched(*slot)).collect();
        let still: Vec<(usize, SlotId)> =
            numbered().filter(|(_, slot)| !is_touched(*slot)).collect();
        let border = border(program, &touched, &moving);

        let slots: Vec<SlotId> = still
            .iter()
            .map(|(_, slot)| *slot)
            .chain(border.iter().copied())
            .collect();
        let mut split = Split {
            still: &still,
            sink,
            border: Collect::new(border.len()),
        };
        Runner::new(program, table, &slots).run(0..table.rows(), &mut split);

        let mut armed = Table::new(table.rows());
        for (slot, column) in border.into_iter().zip(split.border.finish()) {
            armed.put_slot(slot, column);
        }
        for (knob, _) in program.knobs.iter() {
            armed.set_knob(knob, table.knob(knob));
        }
        Armed {
            program,
            table: armed,
            moving,
        }
    }

    /// Moves a knob.
    pub fn set_knob(&mut self, knob: KnobId, setting: Cell) {
        self.table.set_knob(knob, setting);
    }

    /// Positions, among all that are wanted, of the slots a knob can move.
    pub fn moving(&self) -> impl Iterator<Item = usize> {
        self.moving.iter().map(|(position, _)| *position)
    }

    /// Runs the operations that depend on the knobs, at their present setting. Its sink gets the moving
    /// slots only, under their positions among all that were wanted.
    pub fn runner(&self) -> Runner<'_> {
        let slots: Vec<SlotId> = self.moving.iter().map(|(_, slot)| *slot).collect();
        Runner::new(self.program, &self.table, &slots).with_positions(self.moving().collect())
    }

    /// Bytes its columns occupy.
    pub fn bytes(&self) -> usize {
        self.table.bytes()
    }
}

/// Slots that depend on a knob.
fn touched(program: &Program) -> IdVec<SlotId, bool> {
    let mut touched: IdVec<SlotId, bool> = IdVec::with_capacity(program.ops.len());
    for op in program.ops.values() {
        let mut here = matches!(op, Op::Knob(_));
        op.for_each_operand(|slot| here |= touched.get(slot).copied().unwrap_or(false));
        touched.push(here);
    }
    touched
}

/// Untouched slots that touched ones read on the way to the moving ones; constants are not kept.
fn border(
    program: &Program,
    touched: &IdVec<SlotId, bool>,
    moving: &[(usize, SlotId)],
) -> Vec<SlotId> {
    let mut needed: IdVec<SlotId, bool> = program.ops.values().map(|_| false).collect();
    for (_, slot) in moving {
        needed[*slot] = true;
    }
    let mut border = Vec::new();
    for (slot, op) in program
        .ops
        .iter()
        .rev()
        .filter(|(_, op)| !matches!(op, Op::Const(_)))
    {
        match (needed[slot], touched[slot]) {
            (true, true) => op.for_each_operand(|operand| needed[operand] = true),
            (true, false) => border.push(slot),
            (false, _) => {}
        }
    }
    border
}

/// Sends the wanted slots on and keeps the columns of the border.
struct Split<'a, S> {
    still: &'a [(usize, SlotId)],
    sink: &'a mut S,
    border: Collect,
}

impl<S: Sink> Sink for Split<'_, S> {
    fn take(&mut self, output: usize, chunk: Chunk<'_>) {
        match self.still.get(output) {
            Some((position, _)) => self.sink.take(*position, chunk),
            None => self.border.take(output - self.still.len(), chunk),
        }
    }
}
