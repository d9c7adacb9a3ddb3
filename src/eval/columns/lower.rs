//! Program to planes: each needed slot becomes what is certain about it and the planes that hold the
//! rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::about::{About, StatusSet};
use super::node::{ALL_KNOWN, Node, NodeId, Nodes, Plane, Stat, Two, Whole, Wide};
use super::ranges::Truth;
use super::table::{Source, Table};
use crate::base::{IdVec, Rounding};
use crate::eval::kernels::divide::Division;
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

struct Lower<'a> {
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

    fn two(&mut self, op: Two, a: Lowered, b: Lowered) -> Lowered {
        let about = match op {
            Two::Add => a.about.add(b.about),
            Two::Subtract => a.about.subtract(b.about),
            Two::Multiply => a.about.multiply(b.about),
            Two::Min => a.about.min(b.about),
            Two::Max => a.about.max(b.about),
        };
        let status = self.both(a, b);
        if let Some(value) = same(op, a, b) {
            return self.done(about, value, status);
        }
        if let (Value::Whole(a), Value::Whole(b), true) = (a.value, b.value, about.fits_i64()) {
            let value = Value::Whole(self.node(Node::Two(op, a, b)));
            return self.done(about, value, status);
        }
        let (x, y) = (self.wide(a.value), self.wide(b.value));
        let value = Value::Wide(self.node(Node::WideTwo(op, x, y)));
        let status = match op {
            Two::Min | Two::Max => status,
            _ => {
                let flag = self.node(Node::Overflow(op, x, y));
                self.gate(status, flag)
            }
        };
        self.done(about, value, status)
    }

    fn divide(&mut self, a: Lowered, b: Lowered, mode: Rounding) -> Lowered {
        if let Some(divisor) = b.about.constant().filter(|b| *b > 0) {
            let status = self.both(a, b);
            let divided = self.divide_by(a, divisor, mode);
            let statuses = a.about.both(b.about);
            let about = About::new(divided.about.low, divided.about.high, statuses);
            return self.done(about, divided.value, status);
        }
        let about = a.about.divide(b.about, mode);
        let mut status = self.both(a, b);
        if b.about.may_be(0) {
            let flag = match b.value {
                Value::Whole(b) => self.node(Node::ZeroDivisor(b)),
                Value::Wide(b) => self.node(Node::WideZeroDivisor(b)),
            };
            status = self.gate(status, flag);
        }
        if let (Value::Whole(x), Value::Whole(y), false) =
            (a.value, b.value, a.about.may_be(i128::from(i64::MIN)))
        {
            let value = Value::Whole(self.node(Node::Divide(x, y, mode)));
            return self.done(about, value, status);
        }
        let (x, y) = (self.wide(a.value), self.wide(b.value));
        let value = Value::Wide(self.node(Node::WideDivide(x, y, mode)));
        if a.about.may_be(i128::MIN) && b.about.may_be(-1) {
            let flag = self.node(Node::DivideOverflow(x, y, mode));
            status = self.gate(status, flag);
        }
        self.done(about, value, status)
    }

    fn divide_by(&mut self, a: Lowered, divisor: i128, mode: Rounding) -> Lowered {
        let about = a.about.divide_by(divisor, mode);
        if divisor == 1 {
            return self.done(about, a.value, a.status);
        }
        let ends = (i64::try_from(a.about.low), i64::try_from(a.about.high));
        let value = match (a.value, i64::try_from(divisor), ends) {
            (Value::Whole(a), Ok(divisor), (Ok(low), Ok(high))) => {
                let division = Division::new(divisor, mode, (low, high));
                Value::Whole(self.node(Node::DivideBy(a, division)))
            }
            (value, ..) => {
                let wide = self.wide(value);
                Value::Wide(self.node(Node::WideDivide(wide, Plane::Same(divisor), mode)))
            }
        };
        self.done(about, value, a.status)
    }

    fn compare(&mut self, comparison: Comparison, a: Lowered, b: Lowered) -> Lowered {
        let about = a.about.compare(b.about, comparison);
        let status = self.both(a, b);
        let value = match (a.value, b.value) {
            _ if about.constant().is_some() => Whole::Same(0),
            (Value::Whole(a), Value::Whole(b)) => self.node(Node::Compare(comparison, a, b)),
            (a, b) => {
                let (a, b) = (self.wide(a), self.wide(b));
                self.node(Node::WideCompare(comparison, a, b))
            }
        };
        self.done(about, Value::Whole(value), status)
    }

    /// And (`deciding` 0) and or (`deciding` 1): a side that is known to have the deciding value
    /// settles it; a side that is not known counts as the other value.
    fn kleene(&mut self, a: Lowered, b: Lowered, deciding: i64) -> Lowered {
        let (a, b) = (self.condition(a, deciding), self.condition(b, deciding));
        let neutral = i128::from(1 - deciding);
        if a.about.is_always(neutral) {
            return b;
        }
        if b.about.is_always(neutral) {
            return a;
        }
        let about = a.about.kleene(b.about, i128::from(deciding));
        let (x, y) = (self.neutral(a, deciding), self.neutral(b, deciding));
        let value = if deciding == 0 {
            self.node(Node::And(x, y))
        } else {
            self.node(Node::Or(x, y))
        };
        let status = self.both(a, b);
        let status = match status {
            Stat::Same(Status::Known) => status,
            _ => self.node(Node::Settled(value, deciding, status)),
        };
        self.done(about, Value::Whole(value), status)
    }

    /// A number as a condition in 0..=1 (compilers make no others).
    fn condition(&mut self, a: Lowered, deciding: i64) -> Lowered {
        if a.about.low >= 0 && a.about.high <= 1 {
            return a;
        }
        let comparison = match deciding {
            0 => Comparison::NotEqual,
            _ => Comparison::Equal,
        };
        self.compare(comparison, a, constant(Cell::known(i128::from(deciding))))
    }

    /// The condition with the value that decides nothing where it is not known.
    fn neutral(&mut self, a: Lowered, deciding: i64) -> Whole {
        let plane = self.whole(a.value);
        match (a.status, deciding) {
            (Stat::Same(Status::Known), _) => plane,
            (Stat::Same(_), _) => Whole::Same(1 - deciding),
            (status, 0) => self.node(Node::OrTrue(plane, status)),
            (status, _) => self.node(Node::OrZero(plane, status)),
        }
    }

    fn select(&mut self, condition: Lowered, yes: Lowered, no: Lowered) -> Lowered {
        let about = condition.about.select(yes.about, no.about);
        let truth = condition.about.truth();
        if !about.statuses.may_be_known() && !condition.about.statuses.may_be_known() {
            return self.done(about, Value::Whole(Whole::Same(0)), condition.status);
        }
        let taken = match truth {
            Truth::Always => Some(yes),
            Truth::Never => Some(no),
            Truth::Either => None,
        };
        if let Some(taken) = taken {
            let status = self.gate(condition.status, taken.status);
            return self.done(about, taken.value, status);
        }
        let condition = self.condition(condition, 0);
        let which = self.whole(condition.value);
        let value = match (
            yes.about.statuses.may_be_known(),
            no.about.statuses.may_be_known(),
        ) {
            (false, _) => no.value,
            (_, false) => yes.value,
            _ => self.choose(which, yes.value, no.value),
        };
        let status = if yes.status == no.status {
            yes.status
        } else {
            self.node(Node::ChooseStatus(which, yes.status, no.status))
        };
        let status = self.gate(condition.status, status);
        self.done(about, value, status)
    }

    fn choose(&mut self, which: Whole, yes: Value, no: Value) -> Value {
        match (yes, no) {
            _ if yes == no => yes,
            (Value::Whole(Plane::Same(1)), Value::Whole(Plane::Same(0))) => Value::Whole(which),
            (Value::Whole(yes), Value::Whole(no)) => {
                Value::Whole(self.node(Node::Choose(which, yes, no)))
            }
            _ => {
                let (yes, no) = (self.wide(yes), self.wide(no));
                Value::Wide(self.node(Node::WideChoose(which, yes, no)))
            }
        }
    }

    fn pick(&mut self, index: Lowered, table: &[Cell]) -> Lowered {
        let about = index.about.pick(table);
        let at = self.whole(index.value);
        let value = if about.constant().is_some() {
            Value::Whole(Whole::Same(0))
        } else if about.fits_i64() {
            // Numbers out of the interval's reach are never picked.
            let numbers: Arc<[i64]> = table
                .iter()
                .map(|cell| i64::try_from(cell.value).unwrap_or(0))
                .collect();
            Value::Whole(self.node(Node::Pick(at, numbers)))
        } else {
            let numbers: Arc<[i128]> = table.iter().map(|cell| cell.value).collect();
            Value::Wide(self.node(Node::WidePick(at, numbers)))
        };
        let statuses: Arc<[u8]> = table.iter().map(|cell| cell.status as u8).collect();
        let known_index = About {
            statuses: StatusSet::KNOWN,
            ..index.about
        };
        let picked = if known_index.pick(table).always_known() {
            ALL_KNOWN
        } else {
            self.node(Node::PickStatus(at, statuses))
        };
        let status = self.gate(index.status, picked);
        self.done(about, value, status)
    }

    fn is_known(&mut self, a: Lowered) -> Lowered {
        let value = self.node(Node::IsKnown(a.status));
        self.done(a.about.is_known(), Value::Whole(value), ALL_KNOWN)
    }

    fn count_zero(&mut self, a: Lowered) -> Lowered {
        if !a.about.statuses.meets(StatusSet::COUNTS_AS_ZERO) {
            return a;
        }
        let value = match a.value {
            Value::Whole(Plane::Same(0)) => a.value,
            Value::Whole(plane) => Value::Whole(self.node(Node::CountZero(plane, a.status))),
            Value::Wide(plane) => Value::Wide(self.node(Node::WideCountZero(plane, a.status))),
        };
        let status = self.node(Node::CountStatus(a.status));
        self.done(a.about.or_zero(), value, status)
    }

    fn months(&mut self, from: Lowered, to: Lowered) -> Lowered {
        let about = from.about.months_between(to.about);
        let mut status = self.both(from, to);
        let (x, y) = (self.whole(from.value), self.whole(to.value));
        for (side, plane) in [(from, x), (to, y)] {
            if !side.about.fits_day() {
                let flag = self.node(Node::NoDay(plane));
                status = self.gate(status, flag);
            }
        }
        let value = self.node(Node::Months(x, y));
        self.done(about, Value::Whole(value), status)
    }

    fn year(&mut self, a: Lowered) -> Lowered {
        let about = a.about.year_of();
        let plane = self.whole(a.value);
        let mut status = a.status;
        if !a.about.fits_day() {
            let flag = self.node(Node::NoDay(plane));
            status = self.gate(status, flag);
        }
        let value = self.node(Node::Year(plane));
        self.done(about, Value::Whole(value), status)
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

    fn both(&mut self, a: Lowered, b: Lowered) -> Stat {
        match (a.status, b.status) {
            (x, y) if x == y => x,
            (ALL_KNOWN, other) | (other, ALL_KNOWN) => other,
            (Stat::Same(Status::Overflow), _) | (_, Stat::Same(Status::Overflow)) => {
                Stat::Same(Status::Overflow)
            }
            (x, y) => self.node(Node::Greatest(x.min(y), x.max(y))),
        }
    }

    fn gate(&mut self, first: Stat, second: Stat) -> Stat {
        match (first, second) {
            (ALL_KNOWN, other) | (other, ALL_KNOWN) => other,
            (Stat::Same(_), _) => first,
            (x, y) if x == y => x,
            _ => self.node(Node::Gate(first, second)),
        }
    }

    fn wide(&mut self, value: Value) -> Wide {
        match value {
            Value::Wide(plane) => plane,
            Value::Whole(Plane::Same(number)) => Plane::Same(i128::from(number)),
            Value::Whole(plane) => self.node(Node::Widen(plane)),
        }
    }

    /// The nearest `i64`: for readers to whom everything past it is the same.
    fn whole(&mut self, value: Value) -> Whole {
        match value {
            Value::Whole(plane) => plane,
            Value::Wide(Plane::Same(number)) => Plane::Same(nearest(number)),
            Value::Wide(plane) => self.node(Node::Narrow(plane)),
        }
    }

    fn node<T>(&mut self, node: Node) -> Plane<T> {
        Plane::Node(self.nodes.intern(node))
    }

    /// Puts numbers and statuses that are certain in place of their planes.
    fn done(&mut self, about: About, value: Value, status: Stat) -> Lowered {
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

fn constant(cell: Cell) -> Lowered {
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

/// What an operation leaves as it is.
fn same(op: Two, a: Lowered, b: Lowered) -> Option<Value> {
    let (x, y) = (a.about, b.about);
    match op {
        Two::Add if x.constant() == Some(0) => Some(b.value),
        Two::Add | Two::Subtract if y.constant() == Some(0) => Some(a.value),
        Two::Multiply if x.constant() == Some(1) => Some(b.value),
        Two::Multiply if y.constant() == Some(1) => Some(a.value),
        Two::Min if x.high <= y.low => Some(a.value),
        Two::Min if y.high <= x.low => Some(b.value),
        Two::Max if x.low >= y.high => Some(a.value),
        Two::Max if y.low >= x.high => Some(b.value),
        _ => None,
    }
}

pub(super) fn nearest(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}
