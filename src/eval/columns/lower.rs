//! Program to planes: each needed slot becomes what is certain about it and the planes that hold the
//! rest.

use std::collections::BTreeMap;

use super::about::About;
use super::node::{ALL_KNOWN, Node, NodeId, Nodes, Plane, Stat, Two, Whole, Wide};
use super::table::{Source, Table};
use crate::base::IdVec;
use crate::program::op::{Cell, Comparison, Op, SlotId, Status};
use crate::program::plan::Program;

/// A slot in terms of planes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lowered {
    pub(super) about: About,
    pub(super) value: Value,
    pub(super) status: Stat,
}

/// Numbers of a slot. Invariant: `Whole` exactly where the interval fits `i64`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Value {
    Whole(Whole),
    Wide(Wide),
}

/// The planes of a program, and what each wanted slot became.
pub(super) struct Lowering {
    pub(super) nodes: IdVec<NodeId, Node>,
    /// One for each wanted slot, 0 stored in cells that are not known.
    pub(super) outputs: Vec<Lowered>,
}

/// Lowers what the wanted slots need.
///
/// `about` says what is certain about each column of the table; it may be less than the column itself
/// says, so that one result serves several chunks.
pub(super) fn lower(
    program: &Program,
    table: &Table,
    wanted: &[SlotId],
    about: &BTreeMap<Source, About>,
) -> Lowering {
    let mut lower = Lower {
        table,
        about,
        slots: BTreeMap::new(),
        nodes: Nodes::default(),
    };
    for slot in needed(program, table, wanted) {
        if let Some(op) = program.ops.get(slot) {
            let lowered = lower.slot(slot, op);
            lower.slots.insert(slot, lowered);
        }
    }
    let outputs = wanted
        .iter()
        .map(|slot| {
            let lowered = lower.of(*slot);
            lower.canonical(lowered)
        })
        .collect();
    Lowering {
        nodes: lower.nodes.into_nodes(),
        outputs,
    }
}

/// Columns the wanted slots may read.
pub(super) fn sources(program: &Program, table: &Table, wanted: &[SlotId]) -> Vec<Source> {
    let slots = needed(program, table, wanted);
    let mut sources: Vec<Source> = slots
        .into_iter()
        .filter_map(|slot| {
            let computed = Source::Slot(slot);
            if table.column(computed).is_some() {
                return Some(computed);
            }
            match program.ops.get(slot)? {
                Op::Fact(fact) => Some(Source::Fact(*fact)),
                Op::Row(group, _) => Some(Source::Rows(*group)),
                _ => None,
            }
        })
        .collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// Slots the wanted ones need, in program order.
pub(super) fn needed(program: &Program, table: &Table, wanted: &[SlotId]) -> Vec<SlotId> {
    let mut marks: IdVec<SlotId, bool> = program.ops.values().map(|_| false).collect();
    for slot in wanted {
        if marks.get(*slot).is_some() {
            marks[*slot] = true;
        }
    }
    // Operations read only slots before their own: one pass backward reaches everything.
    for (slot, op) in program.ops.iter().rev() {
        if marks[slot] && table.column(Source::Slot(slot)).is_none() {
            op.for_each_operand(|operand| marks[operand] = true);
        }
    }
    marks
        .iter()
        .filter_map(|(slot, needed)| needed.then_some(slot))
        .collect()
}

/// What is lowered so far.
pub(super) struct Lower<'a> {
    table: &'a Table,
    about: &'a BTreeMap<Source, About>,
    slots: BTreeMap<SlotId, Lowered>,
    nodes: Nodes,
}

impl Lower<'_> {
    /// Invariant: operands are lowered before what reads them, so the fallback is never taken.
    fn of(&self, slot: SlotId) -> Lowered {
        let missing = || constant(Cell::not(Status::Missing));
        self.slots.get(&slot).copied().unwrap_or_else(missing)
    }

    fn slot(&mut self, slot: SlotId, op: &Op) -> Lowered {
        if self.table.column(Source::Slot(slot)).is_some() {
            return self.load(Source::Slot(slot));
        }
        match op {
            Op::Const(cell) => constant(*cell),
            Op::Fact(fact) => self.load(Source::Fact(*fact)),
            Op::Row(group, row) => {
                let row = constant(Cell::known(i128::from(*row)));
                let count = self.load(Source::Rows(*group));
                self.compare(Comparison::Less, row, count)
            }
            Op::Knob(knob) => constant(self.table.knob(*knob)),
            Op::Add(a, b) => self.two(Two::Add, self.of(*a), self.of(*b)),
            Op::Subtract(a, b) => self.two(Two::Subtract, self.of(*a), self.of(*b)),
            Op::Multiply(a, b) => self.two(Two::Multiply, self.of(*a), self.of(*b)),
            Op::Scale(a, k) => self.two(Two::Multiply, self.of(*a), constant(Cell::known(*k))),
            Op::Min(a, b) => self.two(Two::Min, self.of(*a), self.of(*b)),
            Op::Max(a, b) => self.two(Two::Max, self.of(*a), self.of(*b)),
            Op::Divide(a, b, mode) => self.divide(self.of(*a), self.of(*b), *mode),
            Op::DivideBy(a, k, mode) => self.divide_by(self.of(*a), *k, *mode),
            Op::Compare(comparison, a, b) => self.compare(*comparison, self.of(*a), self.of(*b)),
            Op::And(a, b) => self.kleene(self.of(*a), self.of(*b), 0),
            Op::Or(a, b) => self.kleene(self.of(*a), self.of(*b), 1),
            Op::Not(a) => {
                let one = constant(Cell::known(1));
                self.two(Two::Subtract, one, self.of(*a))
            }
            Op::Select(condition, yes, no) => {
                self.select(self.of(*condition), self.of(*yes), self.of(*no))
            }
            Op::Pick(index, table) => self.pick(self.of(*index), table),
            Op::IsKnown(a) => self.is_known(self.of(*a)),
            Op::OrZero(a) => self.count_zero(self.of(*a)),
            Op::MonthsBetween(a, b) => self.months(self.of(*a), self.of(*b)),
            Op::YearOf(a) => self.year(self.of(*a)),
        }
    }

    fn load(&mut self, source: Source) -> Lowered {
        let Some(about) = self.about.get(&source).copied() else {
            return constant(Cell::not(Status::Missing));
        };
        let value = if about.fits_i64() {
            Value::Whole(self.node(Node::Load(source)))
        } else {
            Value::Wide(self.node(Node::LoadWide(source)))
        };
        let status = self.node(Node::LoadStatus(source));
        self.done(about, value, status)
    }

    /// 0 in every cell that is not known.
    fn canonical(&mut self, a: Lowered) -> Lowered {
        if a.about.always_known() || !a.about.statuses.may_be_known() {
            return a;
        }
        let value = match a.value {
            Value::Whole(Plane::Same(0)) => a.value,
            Value::Whole(plane) => Value::Whole(self.node(Node::OrZero(plane, a.status))),
            Value::Wide(plane) => Value::Wide(self.node(Node::WideOrZero(plane, a.status))),
        };
        let about = About {
            low: a.about.low.min(0),
            high: a.about.high.max(0),
            ..a.about
        };
        Lowered { about, value, ..a }
    }

    pub(super) fn both(&mut self, a: Lowered, b: Lowered) -> Stat {
        match (a.status, b.status) {
            (x, y) if x == y => x,
            (ALL_KNOWN, other) | (other, ALL_KNOWN) => other,
            (Stat::Same(Status::Overflow), _) | (_, Stat::Same(Status::Overflow)) => {
                Stat::Same(Status::Overflow)
            }
            (x, y) => self.node(Node::Greatest(x.min(y), x.max(y))),
        }
    }

    pub(super) fn gate(&mut self, first: Stat, second: Stat) -> Stat {
        match (first, second) {
            (ALL_KNOWN, other) | (other, ALL_KNOWN) => other,
            (Stat::Same(_), _) => first,
            (x, y) if x == y => x,
            _ => self.node(Node::Gate(first, second)),
        }
    }

    pub(super) fn wide(&mut self, value: Value) -> Wide {
        match value {
            Value::Wide(plane) => plane,
            Value::Whole(Plane::Same(number)) => Plane::Same(i128::from(number)),
            Value::Whole(plane) => self.node(Node::Widen(plane)),
        }
    }

    /// The nearest `i64`: for readers to whom everything past it is the same.
    pub(super) fn whole(&mut self, value: Value) -> Whole {
        match value {
            Value::Whole(plane) => plane,
            Value::Wide(Plane::Same(number)) => Plane::Same(nearest(number)),
            Value::Wide(plane) => self.node(Node::Narrow(plane)),
        }
    }

    pub(super) fn node<T>(&mut self, node: Node) -> Plane<T> {
        Plane::Node(self.nodes.intern(node))
    }

    /// Puts numbers and statuses that are certain in place of their planes.
    pub(super) fn done(&mut self, about: About, value: Value, status: Stat) -> Lowered {
        let value = match (about.constant(), value) {
            (Some(number), _) => match i64::try_from(number) {
                Ok(number) => Value::Whole(Plane::Same(number)),
                Err(_) => Value::Wide(Plane::Same(number)),
            },
            (None, Value::Wide(plane)) if about.fits_i64() => {
                Value::Whole(self.whole(Value::Wide(plane)))
            }
            (None, Value::Whole(plane)) if !about.fits_i64() => {
                Value::Wide(self.wide(Value::Whole(plane)))
            }
            (None, value) => value,
        };
        Lowered {
            about,
            value,
            status: about.statuses.single().map_or(status, Stat::Same),
        }
    }
}

pub(super) fn constant(cell: Cell) -> Lowered {
    let value = match i64::try_from(cell.value) {
        Ok(number) => Value::Whole(Plane::Same(number)),
        Err(_) => Value::Wide(Plane::Same(cell.value)),
    };
    Lowered {
        about: About::of(cell),
        value,
        status: Stat::Same(cell.status),
    }
}

pub(super) fn nearest(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}
