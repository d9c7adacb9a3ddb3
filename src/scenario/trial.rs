//! Other facts, tried out: only the operations a question rests on are run again.

use crate::base::ids::Id;
use crate::check::rulebook::{FactKind, FactSlotId, Rulebook};
use crate::enterprise::Enterprise;
use crate::eval::Cells;
use crate::eval::one::step;
use crate::program::op::{Cell, Op, SlotId};
use crate::program::plan::Program;

use super::engine::Stated;

/// Most runs of one question; a search that needs more gives what it has found.
const MOST_RUNS: u32 = 40_000;

/// Most values of one number that are told apart on either side, where several facts change.
const MOST_REGIONS: usize = 6;

/// Slots that are to be 1 (at least one of them) or 0 (all of them), and what can be changed for it.
pub(super) struct Trial<'a> {
    book: &'a Rulebook,
    program: &'a Program,
    goals: Vec<SlotId>,
    wanted: bool,
    /// What the goals rest on and a changed fact moves, in order.
    path: Vec<SlotId>,
    enterprise: Enterprise,
    cells: Cells,
    left: u32,
}

/// One value of a number, and what it leads to.
#[derive(Clone)]
struct Point {
    x: i128,
    /// How every comparison comes out: where two points agree in it, so does the goal.
    signs: Vec<i8>,
    reached: bool,
}

impl<'a> Trial<'a> {
    /// A trial of an enterprise: what the goals rest on is run once.
    pub(super) fn new(
        (book, program): (&'a Rulebook, &'a Program),
        enterprise: &Enterprise,
        (goals, wanted): (Vec<SlotId>, bool),
        facts: &[FactSlotId],
    ) -> Trial<'a> {
        let needed = needed(program, &goals);
        let mut cells = Cells::with_capacity(program.ops.len());
        for (op, needed) in program.ops.values().zip(&needed) {
            cells.push(if *needed {
                step(op, &cells, &Stated(enterprise))
            } else {
                Cell::default()
            });
        }
        let moved = moved(program, facts);
        let both = needed.into_iter().zip(moved).enumerate();
        Trial {
            book,
            program,
            goals,
            wanted,
            path: both
                .filter(|(_, (needed, moved))| *needed && *moved)
                .map(|(at, _)| SlotId::from_index(at))
                .collect(),
            enterprise: enterprise.clone(),
            cells,
            left: MOST_RUNS,
        }
    }

    /// What is stated now.
    pub(super) fn stated(&self, slot: FactSlotId) -> Option<i128> {
        self.enterprise.fact(slot)
    }

    /// States something else.
    pub(super) fn set(&mut self, slot: FactSlotId, cell: Option<i128>) {
        self.enterprise.set(slot, cell);
    }

    /// Whether the goal is reached with what is stated now.
    pub(super) fn reached(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        let inputs = Stated(&self.enterprise);
        for slot in &self.path {
            self.cells[*slot] = step(&self.program.ops[*slot], &self.cells, &inputs);
        }
        let is = |value: i128| move |cell: Cell| cell.get() == Some(value);
        let mut goals = self.goals.iter().map(|slot| self.cells[*slot]);
        if self.wanted {
            goals.any(is(1))
        } else {
            goals.all(is(0))
        }
    }

    /// Values of one fact, the others as stated now, with which the goal is reached: of a number the
    /// nearest on either side.
    pub(super) fn reaching(&mut self, slot: FactSlotId) -> Vec<i128> {
        let before = self.stated(slot);
        let found = match (self.bounds(slot), before) {
            (Some((low, high)), Some(from)) => {
                let sides = [self.toward(slot, from, high), self.toward(slot, from, low)];
                sides.into_iter().flatten().collect()
            }
            (Some(_), None) => Vec::new(),
            (None, _) => {
                let mut found = self.others(slot);
                found.retain(|cell| {
                    self.set(slot, Some(*cell));
                    self.reached()
                });
                found
            }
        };
        self.set(slot, before);
        found
    }

    /// The nearest value on the way to `limit` with which the goal is reached.
    pub(super) fn toward(&mut self, slot: FactSlotId, from: i128, limit: i128) -> Option<i128> {
        self.walk(slot, from, limit, 1, true).into_iter().next()
    }

    /// Other values of one fact that may matter: of a number the first of each stretch of values
    /// between which some comparison comes out differently.
    pub(super) fn alternatives(&mut self, slot: FactSlotId) -> Vec<i128> {
        let before = self.stated(slot);
        let found = match (self.bounds(slot), before) {
            (Some((low, high)), Some(from)) => {
                let mut found = self.walk(slot, from, high, MOST_REGIONS, false);
                found.extend(self.walk(slot, from, low, MOST_REGIONS, false));
                found
            }
            (Some(_), None) => Vec::new(),
            (None, _) => self.others(slot),
        };
        self.set(slot, before);
        found
    }

    /// The other values of a bool or choice; days are not proposed.
    fn others(&self, slot: FactSlotId) -> Vec<i128> {
        let fact = &self.book.facts[self.book.fact_slots[slot].fact];
        let count = match &fact.kind {
            FactKind::Bool => 2,
            FactKind::Choice(choice) => self.book.choices[*choice].options.len(),
            FactKind::Number { .. } | FactKind::Date => 0,
        };
        let all = (0..count).filter_map(|at| i128::try_from(at).ok());
        all.filter(|cell| self.stated(slot) != Some(*cell))
            .collect()
    }

    fn bounds(&self, slot: FactSlotId) -> Option<(i128, i128)> {
        match self.book.facts[self.book.fact_slots[slot].fact].kind {
            FactKind::Number { min, max, .. } => Some((min, max)),
            _ => None,
        }
    }

    /// Walks from a value to a limit in steps that double, halves wherever a comparison came out
    /// differently, and gives the first value of each new stretch: of those where the goal is
    /// reached, or of all.
    fn walk(
        &mut self,
        slot: FactSlotId,
        from: i128,
        limit: i128,
        most: usize,
        reached: bool,
    ) -> Vec<i128> {
        let mut found = Vec::new();
        let mut near = self.point(slot, from);
        let mut stride = 1i128;
        while near.x != limit && self.left > 0 {
            let next = if limit > from {
                from.saturating_add(stride).min(limit)
            } else {
                from.saturating_sub(stride).max(limit)
            };
            stride = stride.saturating_mul(2);
            let far = self.point(slot, next);
            while near.signs != far.signs {
                let (mut last, mut first) = (near.x, far.clone());
                while first.x.abs_diff(last) > 1 {
                    let middle = self.point(slot, last + (first.x - last) / 2);
                    if middle.signs == near.signs {
                        last = middle.x;
                    } else {
                        first = middle;
                    }
                }
                if first.reached || !reached {
                    found.push(first.x);
                    if found.len() == most {
                        return found;
                    }
                }
                near = first;
            }
            near = far;
        }
        found
    }

    fn point(&mut self, slot: FactSlotId, x: i128) -> Point {
        self.set(slot, Some(x));
        let reached = self.reached();
        let sign = |a: &SlotId, b: &SlotId| match (self.cells[*a].get(), self.cells[*b].get()) {
            (Some(a), Some(b)) => i8::from(a > b) - i8::from(a < b),
            _ => 2,
        };
        let signs = self.path.iter().filter_map(|slot| {
            Some(match &self.program.ops[*slot] {
                Op::Compare(_, a, b) | Op::Min(a, b) | Op::Max(a, b) => sign(a, b),
                Op::IsKnown(a) => i8::from(self.cells[*a].is_known()),
                _ => return None,
            })
        });
        let signs = signs.collect();
        Point { x, signs, reached }
    }
}

/// For each slot, whether one of `roots` rests on it.
fn needed(program: &Program, roots: &[SlotId]) -> Vec<bool> {
    let mut needed = vec![false; program.ops.len()];
    let mark = |slot: SlotId, needed: &mut Vec<bool>| {
        if let Some(mark) = needed.get_mut(slot.index()) {
            *mark = true;
        }
    };
    roots.iter().for_each(|slot| mark(*slot, &mut needed));
    for (slot, op) in program.ops.iter().rev() {
        if needed.get(slot.index()) == Some(&true) {
            op.for_each_operand(|operand| mark(operand, &mut needed));
        }
    }
    needed
}

/// For each slot, whether one of the facts has a part in it.
pub(super) fn moved(program: &Program, facts: &[FactSlotId]) -> Vec<bool> {
    let mut moved: Vec<bool> = Vec::with_capacity(program.ops.len());
    for op in program.ops.values() {
        let mut by = matches!(op, Op::Fact(fact) if facts.contains(fact));
        op.for_each_operand(|operand| by |= moved.get(operand.index()) == Some(&true));
        moved.push(by);
    }
    moved
}

/// The facts that slots rest on, in order.
pub(super) fn facts_of(program: &Program, roots: &[SlotId]) -> Vec<FactSlotId> {
    let needed = needed(program, roots);
    let ops = program.ops.values().zip(needed);
    let facts = ops.filter_map(|(op, needed)| match op {
        Op::Fact(fact) if needed => Some(*fact),
        _ => None,
    });
    let mut facts: Vec<FactSlotId> = facts.collect();
    facts.sort_unstable();
    facts
}
