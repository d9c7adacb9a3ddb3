//! Operations pushed once each: constants folded, identical operations shared, numbers aligned.

use std::collections::{BTreeMap, BTreeSet};

use super::meaning::apply;
use super::op::{Cell, Comparison, Op, SlotId, Status};
use super::plan::{Num, Operand, Origin, Origins};
use crate::base::number::{gcd, lcm};
use crate::base::{IdVec, Rational, Rounding};

/// Denominators past this are refused: products with facts would leave `i128`.
const MAX_DEN: i128 = 1_000_000_000_000_000_000_000_000;

/// A growing list of operations.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) ops: IdVec<SlotId, Op>,
    known: BTreeMap<Op, SlotId>,
    /// Set when a denominator left the range; the whole program is refused then.
    pub(super) too_fine: bool,
    /// Where what is pushed comes from, if that is to be remembered.
    pub(super) origin: Option<Origin>,
    /// What was remembered.
    pub(super) origins: Origins,
}

impl Builder {
    /// The slot of an operation, new or known; operations on constants become constants.
    pub(super) fn push(&mut self, op: Op) -> SlotId {
        let mut constant = !matches!(op, Op::Const(_));
        op.for_each_operand(|slot| constant &= self.constant(slot).is_some());
        let folded = if constant {
            apply(&op, |slot| self.constant(slot).unwrap_or_default()).map(Op::Const)
        } else {
            None
        };
        let op = folded.unwrap_or(op);
        let switches = self.origin.is_some() && can_switch(&op);
        let slot = match self.known.get(&op) {
            Some(slot) => *slot,
            None => {
                let slot = self.ops.push(op.clone());
                self.known.insert(op, slot);
                slot
            }
        };
        if let Some(origin) = self.origin.filter(|_| switches) {
            let known = self.origins.entry(slot).or_default();
            if !known.contains(&origin) {
                known.push(origin);
            }
        }
        slot
    }

    /// The value of a slot that is constant.
    pub(super) fn constant(&self, slot: SlotId) -> Option<Cell> {
        match &self.ops[slot] {
            Op::Const(cell) => Some(*cell),
            _ => None,
        }
    }

    /// Whether a slot can turn out *not in force*: some law it reads, other than as 0, is absent.
    pub(super) fn may_be_absent(&self, slot: SlotId) -> bool {
        let absent = |cell: &Cell| cell.status == Status::NotInForce;
        let mut seen = BTreeSet::new();
        let mut rest = vec![slot];
        while let Some(slot) = rest.pop() {
            if !seen.insert(slot) {
                continue;
            }
            match &self.ops[slot] {
                Op::Const(cell) if absent(cell) => return true,
                Op::Pick(_, cells) if cells.iter().any(absent) => return true,
                Op::OrZero(_) | Op::IsKnown(_) => {}
                op => op.for_each_operand(|operand| rest.push(operand)),
            }
        }
        false
    }

    /// A constant.
    pub(super) fn cell(&mut self, cell: Cell) -> SlotId {
        self.push(Op::Const(cell))
    }

    /// A known constant.
    pub(super) fn whole(&mut self, value: i128) -> SlotId {
        self.cell(Cell::known(value))
    }

    /// True or false.
    pub(super) fn bool(&mut self, value: bool) -> SlotId {
        self.whole(i128::from(value))
    }

    /// A number of the law.
    pub(super) fn rational(&mut self, value: Rational) -> Num {
        Num {
            slot: self.whole(value.num()),
            den: value.den(),
        }
    }

    /// No number, and why.
    pub(super) fn none(&mut self, status: Status) -> Num {
        Num {
            slot: self.cell(Cell::not(status)),
            den: 1,
        }
    }

    /// `slot × k`.
    pub(super) fn scale(&mut self, slot: SlotId, k: i128) -> SlotId {
        if k == 1 {
            slot
        } else {
            self.push(Op::Scale(slot, k))
        }
    }

    fn den(&mut self, den: Option<i128>) -> i128 {
        match den {
            Some(den) if den <= MAX_DEN => den,
            _ => {
                self.too_fine = true;
                1
            }
        }
    }

    /// Numbers over one denominator.
    pub(super) fn aligned(&mut self, numbers: &[Num]) -> (Vec<SlotId>, i128) {
        let mut common = Some(1);
        for number in numbers {
            common = common.and_then(|den| lcm(den, number.den));
        }
        let den = self.den(common);
        let slots = numbers
            .iter()
            .map(|n| self.scale(n.slot, (den / n.den).max(1)))
            .collect();
        (slots, den)
    }

    fn two(&mut self, a: Num, b: Num, op: fn(SlotId, SlotId) -> Op) -> Num {
        let (slots, den) = self.aligned(&[a, b]);
        let [a, b] = slots.as_slice() else { return a };
        Num {
            slot: self.push(op(*a, *b)),
            den,
        }
    }

    /// Sum; a known zero adds nothing.
    pub(super) fn add(&mut self, a: Num, b: Num) -> Num {
        let zero = Some(Cell::known(0));
        if self.constant(a.slot) == zero {
            return b;
        }
        if self.constant(b.slot) == zero {
            return a;
        }
        self.two(a, b, Op::Add)
    }

    /// Difference.
    pub(super) fn subtract(&mut self, a: Num, b: Num) -> Num {
        if self.constant(b.slot) == Some(Cell::known(0)) {
            return a;
        }
        self.two(a, b, Op::Subtract)
    }

    /// The lesser.
    pub(super) fn min(&mut self, a: Num, b: Num) -> Num {
        if a == b { a } else { self.two(a, b, Op::Min) }
    }

    /// The greater.
    pub(super) fn max(&mut self, a: Num, b: Num) -> Num {
        if a == b { a } else { self.two(a, b, Op::Max) }
    }

    /// Product; a known constant other than zero becomes a scale.
    pub(super) fn multiply(&mut self, a: Num, b: Num) -> Num {
        for (constant, other) in [(a, b), (b, a)] {
            let value = self
                .constant(constant.slot)
                .and_then(Cell::get)
                .filter(|v| *v != 0);
            if let Some(factor) = value.and_then(|v| Rational::new(v, constant.den)) {
                return self.times(other, factor);
            }
        }
        let den = self.den(a.den.checked_mul(b.den));
        Num {
            slot: self.push(Op::Multiply(a.slot, b.slot)),
            den,
        }
    }

    /// Product with a figure other than zero, in lowest terms.
    pub(super) fn times(&mut self, a: Num, factor: Rational) -> Num {
        let shared = gcd(factor.num(), a.den).max(1);
        let den = self.den((a.den / shared).checked_mul(factor.den()));
        Num {
            slot: self.scale(a.slot, factor.num() / shared),
            den,
        }
    }

    /// A number rounded to whole `step`s.
    pub(super) fn round(&mut self, a: Num, step: Rational, mode: Rounding) -> Num {
        // (v/d) ÷ (p/q) = v·q ÷ (d·p); the result counts steps.
        let (up, down) = self.ratio(step.den(), a.den.checked_mul(step.num()));
        let slot = self.scale(a.slot, up);
        let slot = if down == 1 {
            slot
        } else {
            self.push(Op::DivideBy(slot, down, mode))
        };
        Num {
            slot: self.scale(slot, step.num()),
            den: step.den(),
        }
    }

    /// A quotient rounded to whole `step`s.
    pub(super) fn round_quotient(
        &mut self,
        (n, m): (Num, Num),
        step: Rational,
        mode: Rounding,
    ) -> Num {
        // (n/dn) ÷ (m/dm) ÷ (p/q) = n·dm·q ÷ (m·dn·p)
        let up = m.den.checked_mul(step.den()).unwrap_or(0);
        let (up, down) = self.ratio(up, n.den.checked_mul(step.num()));
        let (n, m) = (self.scale(n.slot, up), self.scale(m.slot, down));
        let slot = self.push(Op::Divide(n, m, mode));
        Num {
            slot: self.scale(slot, step.num()),
            den: step.den(),
        }
    }

    /// `up / down` in lowest terms.
    fn ratio(&mut self, up: i128, down: Option<i128>) -> (i128, i128) {
        match Rational::new(up, down.unwrap_or(0)) {
            Some(ratio) if ratio.num() != 0 => (ratio.num(), ratio.den()),
            _ => {
                self.too_fine = true;
                (1, 1)
            }
        }
    }

    /// Quotient of two numbers; by a figure it is a number, by anything else it stays a quotient.
    pub(super) fn divide(&mut self, a: Num, b: Num) -> Operand {
        let Some(divisor) = self.constant(b.slot) else {
            return Operand::Quotient(a, b);
        };
        match divisor.get() {
            None => Operand::Num(self.multiply(a, b)),
            Some(0) => {
                let zero = self.none(Status::ZeroDivisor);
                Operand::Num(self.multiply(a, zero))
            }
            Some(value) => match Rational::new(b.den, value) {
                Some(reciprocal) => Operand::Num(self.times(a, reciprocal)),
                None => {
                    self.too_fine = true;
                    Operand::Num(a)
                }
            },
        }
    }

    /// Whether a comparison of two numbers holds.
    pub(super) fn compare(&mut self, comparison: Comparison, a: Num, b: Num) -> SlotId {
        let (slots, _) = self.aligned(&[a, b]);
        let [a, b] = slots.as_slice() else {
            return a.slot;
        };
        self.push(Op::Compare(comparison, *a, *b))
    }

    /// Both.
    pub(super) fn and(&mut self, a: SlotId, b: SlotId) -> SlotId {
        for (one, other) in [(a, b), (b, a)] {
            match self.constant(one).and_then(Cell::get) {
                Some(0) => return one,
                Some(_) => return other,
                None => {}
            }
        }
        if a == b { a } else { self.push(Op::And(a, b)) }
    }

    /// Either.
    pub(super) fn or(&mut self, a: SlotId, b: SlotId) -> SlotId {
        for (one, other) in [(a, b), (b, a)] {
            match self.constant(one).and_then(Cell::get) {
                Some(0) => return other,
                Some(_) => return one,
                None => {}
            }
        }
        if a == b { a } else { self.push(Op::Or(a, b)) }
    }

    /// One of two slots of the same meaning.
    pub(super) fn select(&mut self, condition: SlotId, yes: SlotId, no: SlotId) -> SlotId {
        match self.constant(condition) {
            Some(cell) => match cell.get() {
                Some(0) => no,
                Some(_) => yes,
                None => condition,
            },
            None => self.push(Op::Select(condition, yes, no)),
        }
    }

    /// One of two numbers.
    pub(super) fn choose(&mut self, condition: SlotId, yes: Num, no: Num) -> Num {
        if let Some(cell) = self.constant(condition) {
            return match cell.get() {
                Some(0) => no,
                Some(_) => yes,
                None => Num {
                    slot: condition,
                    den: 1,
                },
            };
        }
        let (slots, den) = self.aligned(&[yes, no]);
        let [yes, no] = slots.as_slice() else {
            return yes;
        };
        Num {
            slot: self.select(condition, *yes, *no),
            den,
        }
    }

    /// The number, or 0 in place of what is not in force or not settled.
    pub(super) fn or_zero(&mut self, a: Num) -> Num {
        Num {
            slot: self.push(Op::OrZero(a.slot)),
            den: a.den,
        }
    }
}

/// Whether an operation can come out another way while its operands change little.
fn can_switch(op: &Op) -> bool {
    matches!(
        op,
        Op::Compare(..)
            | Op::Min(..)
            | Op::Max(..)
            | Op::Divide(..)
            | Op::DivideBy(..)
            | Op::Pick(..)
            | Op::MonthsBetween(..)
            | Op::YearOf(_)
    )
}
