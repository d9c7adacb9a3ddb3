//! A program with one thing varied: what moves with it, and its exact values at single positions.

use std::collections::BTreeSet;

use crate::base::IdVec;
use crate::base::ids::Id;
use crate::check::rulebook::{FactSlotId, GroupId};
use crate::eval::Cells;
use crate::eval::one::{Inputs, run, step};
use crate::program::op::{Cell, KnobId, Op, SlotId};
use crate::program::plan::{Origins, Program};

/// What is varied; a position is the cell value of the fact or knob.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Axis {
    /// Facts that move together: each is at the position plus its offset.
    Facts(Vec<(FactSlotId, i128)>),
    /// A parameter kept as an input.
    Knob(KnobId),
}

/// Inputs with the axis at a position.
pub(super) struct At<'a, I> {
    pub(super) inputs: &'a I,
    pub(super) axis: &'a Axis,
    pub(super) position: i128,
}

impl<I: Inputs> Inputs for At<'_, I> {
    fn fact(&self, slot: FactSlotId) -> Cell {
        match self.axis {
            Axis::Facts(moved) => {
                let found = moved.iter().find(|(fact, _)| *fact == slot);
                found.map_or_else(
                    || self.inputs.fact(slot),
                    |(_, offset)| Cell::known(self.position.saturating_add(*offset)),
                )
            }
            Axis::Knob(_) => self.inputs.fact(slot),
        }
    }

    fn rows(&self, group: GroupId) -> Option<u8> {
        self.inputs.rows(group)
    }

    fn knob(&self, knob: KnobId) -> Cell {
        match self.axis {
            Axis::Knob(moved) if *moved == knob => Cell::known(self.position),
            _ => self.inputs.knob(knob),
        }
    }
}

/// A program with one thing varied.
pub(super) struct Track<'a, I> {
    pub(super) program: &'a Program,
    pub(super) inputs: &'a I,
    pub(super) axis: &'a Axis,
    /// Values at some position: those of slots that do not move are theirs everywhere.
    pub(super) cells: Cells,
    /// Whether a slot can move with the axis.
    pub(super) moves: IdVec<SlotId, bool>,
    /// Slots that move and that the outputs need, in program order.
    pub(super) moving: Vec<SlotId>,
    /// Roundings that amounts declare: left out of what is followed.
    pub(super) declared: BTreeSet<SlotId>,
}

impl<'a, I: Inputs> Track<'a, I> {
    pub(super) fn new(
        program: &'a Program,
        origins: &Origins,
        inputs: &'a I,
        axis: &'a Axis,
        outputs: impl IntoIterator<Item = SlotId>,
        position: i128,
    ) -> Track<'a, I> {
        let at = At {
            inputs,
            axis,
            position,
        };
        let mut moves: IdVec<SlotId, bool> = IdVec::with_capacity(program.ops.len());
        for op in program.ops.values() {
            let mut moved = match (op, axis) {
                (Op::Fact(slot), Axis::Facts(facts)) => facts.iter().any(|(fact, _)| fact == slot),
                (Op::Knob(knob), Axis::Knob(moved)) => knob == moved,
                _ => false,
            };
            op.for_each_operand(|operand| moved |= moves[operand]);
            moves.push(moved);
        }
        let mut needed: IdVec<SlotId, bool> = program.ops.values().map(|_| false).collect();
        for slot in outputs {
            needed[slot] = true;
        }
        for (slot, op) in program.ops.iter().rev() {
            if needed[slot] && moves[slot] {
                op.for_each_operand(|operand| needed[operand] = true);
            }
        }
        let moving = program.ops.ids();
        let declared = origins.iter().filter(|(_, origins)| {
            let mut nodes = origins.iter().map(|origin| origin.node);
            nodes.all(|node| node.is_none())
        });
        Track {
            program,
            inputs,
            axis,
            cells: run(program, &at),
            moving: moving
                .filter(|slot| needed[*slot] && moves[*slot])
                .collect(),
            moves,
            declared: declared.map(|(slot, _)| *slot).collect(),
        }
    }

    /// Brings `cells` to a position: every slot the outputs need is as [`run`] gives it.
    pub(super) fn bring(&self, cells: &mut Cells, position: i128) {
        let at = At {
            inputs: self.inputs,
            axis: self.axis,
            position,
        };
        for slot in &self.moving {
            let cell = step(&self.program.ops[*slot], cells, &at);
            cells[*slot] = cell;
        }
    }

    /// How many slots there are.
    pub(super) fn slots(&self) -> usize {
        self.program.ops.len()
    }

    /// Position of a slot in the program.
    pub(super) fn index(slot: SlotId) -> usize {
        slot.index()
    }
}
