//! The meaning of every operation once more, in fractions of any size: what a program gives along one
//! fact when it rounds nothing to the nearest.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

use qingce::base::Rounding;
use qingce::base::ids::Id;
use qingce::check::rulebook::FactSlotId;
use qingce::eval::one::{Inputs, run};
use qingce::program::{Cell, Comparison, Op, Program, SlotId, Status};

/// A value of the unrounded program.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    Known(BigRational),
    Not(Status),
}

pub(crate) fn whole(n: i128) -> BigRational {
    BigRational::from_integer(BigInt::from(n))
}

/// A program along one fact, every position on its own: what moves is not rounded to the nearest.
pub(crate) struct Unrounded<'a> {
    program: &'a Program,
    axis: FactSlotId,
    /// Values of what does not move.
    still: Vec<Value>,
    moving: Vec<SlotId>,
}

impl<'a> Unrounded<'a> {
    pub(crate) fn new(program: &'a Program, facts: &impl Inputs, axis: FactSlotId) -> Self {
        let cells = run(program, facts);
        let mut moves: Vec<bool> = Vec::new();
        let mut moving = Vec::new();
        for (slot, op) in program.ops.iter() {
            let mut moved = matches!(op, Op::Fact(fact) if *fact == axis);
            op.for_each_operand(|operand| moved |= moves[operand.index()]);
            moves.push(moved);
            if moved {
                moving.push(slot);
            }
        }
        let still = cells.values().map(|cell| match cell.get() {
            Some(n) => Value::Known(whole(n)),
            None => Value::Not(cell.status),
        });
        Unrounded {
            program,
            axis,
            still: still.collect(),
            moving,
        }
    }

    /// Every slot's value at a position.
    pub(crate) fn at(&self, t: i128) -> Vec<Value> {
        let mut values = self.still.clone();
        for slot in &self.moving {
            let of = |slot: SlotId| values[slot.index()].clone();
            let value = value(&self.program.ops[*slot], self.axis, t, &of);
            values[slot.index()] = value;
        }
        values
    }
}

#[expect(clippy::too_many_lines, reason = "one short arm an operation")]
fn value(op: &Op, axis: FactSlotId, t: i128, of: &dyn Fn(SlotId) -> Value) -> Value {
    let known = |n: BigRational| {
        if n > whole(i128::MAX) || n < whole(i128::MIN) {
            Value::Not(Status::Overflow)
        } else {
            Value::Known(n)
        }
    };
    let two = |a: &SlotId, b: &SlotId, f: &dyn Fn(BigRational, BigRational) -> Value| match (
        of(*a),
        of(*b),
    ) {
        (Value::Known(a), Value::Known(b)) => f(a, b),
        (Value::Not(a), Value::Not(b)) => Value::Not(a.max(b)),
        (Value::Not(a), _) | (_, Value::Not(a)) => Value::Not(a),
    };
    let quotient = |n: BigRational, mode: Rounding| match mode {
        Rounding::Down => known(n.floor()),
        Rounding::Up => known(n.ceil()),
        _ => known(n),
    };
    let bool = |b: bool| Value::Known(whole(i128::from(b)));
    match op {
        Op::Fact(slot) if *slot == axis => Value::Known(whole(t)),
        Op::Add(a, b) => two(a, b, &|a, b| known(a + b)),
        Op::Subtract(a, b) => two(a, b, &|a, b| known(a - b)),
        Op::Multiply(a, b) => two(a, b, &|a, b| known(a * b)),
        Op::Min(a, b) => two(a, b, &|a, b| known(a.min(b))),
        Op::Max(a, b) => two(a, b, &|a, b| known(a.max(b))),
        Op::Scale(a, k) => two(a, a, &|a, _| known(a * whole(*k))),
        Op::Divide(a, b, mode) => two(a, b, &|a, b| {
            if b.is_zero() {
                Value::Not(Status::ZeroDivisor)
            } else {
                quotient(a / b, *mode)
            }
        }),
        Op::DivideBy(a, k, mode) => two(a, a, &|a, _| quotient(a / whole(*k), *mode)),
        Op::Compare(comparison, a, b) => two(a, b, &|a, b| {
            bool(match comparison {
                Comparison::Equal => a == b,
                Comparison::NotEqual => a != b,
                Comparison::Less => a < b,
                Comparison::AtMost => a <= b,
            })
        }),
        Op::And(a, b) => match (of(*a), of(*b)) {
            (Value::Known(a), _) if a.is_zero() => bool(false),
            (_, Value::Known(b)) if b.is_zero() => bool(false),
            _ => two(a, b, &|_, _| bool(true)),
        },
        Op::Or(a, b) => match (of(*a), of(*b)) {
            (Value::Known(a), _) if a == whole(1) => bool(true),
            (_, Value::Known(b)) if b == whole(1) => bool(true),
            _ => two(a, b, &|_, _| bool(false)),
        },
        Op::Not(a) => two(a, a, &|a, _| known(whole(1) - a)),
        Op::Select(condition, yes, no) => match of(*condition) {
            Value::Known(c) if c.is_zero() => of(*no),
            Value::Known(_) => of(*yes),
            not @ Value::Not(_) => not,
        },
        Op::Pick(index, table) => two(index, index, &|at, _| {
            let at = usize::try_from(&at.floor().to_integer());
            let cell = at.ok().and_then(|at| table.get(at).copied());
            let cell = cell.unwrap_or(Cell::not(Status::NotCovered));
            cell.get()
                .map_or(Value::Not(cell.status), |n| Value::Known(whole(n)))
        }),
        Op::IsKnown(a) => bool(matches!(of(*a), Value::Known(_))),
        Op::OrZero(a) => match of(*a) {
            Value::Not(Status::NotInForce | Status::NotSettled) => bool(false),
            other => other,
        },
        Op::MonthsBetween(..) | Op::YearOf(_) => {
            let cell = |slot: SlotId| match of(slot) {
                Value::Known(n) => i128::try_from(&n.floor().to_integer())
                    .map_or(Cell::not(Status::Overflow), Cell::known),
                Value::Not(status) => Cell::not(status),
            };
            let cell = qingce::program::meaning::apply(op, cell).unwrap();
            cell.get()
                .map_or(Value::Not(cell.status), |n| Value::Known(whole(n)))
        }
        Op::Const(_) | Op::Fact(_) | Op::Row(..) | Op::Knob(_) => unreachable!("does not move"),
    }
}

/// A value of the outputs: those past what sums take count as unknown.
pub(crate) fn shown(value: &Value) -> Option<BigRational> {
    match value {
        Value::Known(n) if n.abs() <= whole(10i128.pow(30)) => Some(n.clone()),
        Value::Not(Status::NotInForce | Status::NotSettled) => Some(whole(0)),
        _ => None,
    }
}
