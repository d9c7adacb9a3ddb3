//! Arithmetic on unrounded quotients: they are carried as two numbers until compared or rounded.

use super::builder::Builder;
use super::op::{Cell, Comparison, SlotId, Status};
use super::plan::{Num, Operand};
use crate::base::Rational;

/// An operand as numerator and divisor.
pub(super) fn parts(builder: &mut Builder, operand: Operand) -> (Num, Num) {
    let one = builder.rational(Rational::ONE);
    match operand {
        Operand::Num(number) => (number, one),
        Operand::Quotient(n, m) => (n, m),
        Operand::Plain(slot) => (Num { slot, den: 1 }, one),
    }
}

/// `a × b`
pub(super) fn multiply(builder: &mut Builder, a: Operand, b: Operand) -> Operand {
    if let (Operand::Num(a), Operand::Num(b)) = (a, b) {
        return Operand::Num(builder.multiply(a, b));
    }
    let ((an, am), (bn, bm)) = (parts(builder, a), parts(builder, b));
    Operand::Quotient(builder.multiply(an, bn), builder.multiply(am, bm))
}

/// `a ÷ b`
pub(super) fn divide(builder: &mut Builder, a: Operand, b: Operand) -> Operand {
    match (a, b) {
        (Operand::Num(a), Operand::Num(b)) => builder.divide(a, b),
        (Operand::Quotient(n, m), Operand::Num(b)) => match builder.divide(n, b) {
            Operand::Num(n) => Operand::Quotient(n, m),
            _ => Operand::Quotient(n, builder.multiply(m, b)),
        },
        (a, b) => {
            let ((an, am), (bn, bm)) = (parts(builder, a), parts(builder, b));
            // a ÷ (bn ÷ bm) is a × bm ÷ bn, but not where bm is 0.
            let guarded = nonzero(builder, bm);
            let n = builder.multiply(an, guarded);
            Operand::Quotient(n, builder.multiply(am, bn))
        }
    }
}

/// The number, or a zero divisor where it is 0.
fn nonzero(builder: &mut Builder, number: Num) -> Num {
    if builder
        .constant(number.slot)
        .and_then(Cell::get)
        .is_some_and(|value| value != 0)
    {
        return number;
    }
    let zero = builder.rational(Rational::ZERO);
    let is_zero = builder.compare(Comparison::Equal, number, zero);
    let none = builder.none(Status::ZeroDivisor);
    builder.choose(is_zero, none, number)
}

/// `a + b`, or `a − b`
pub(super) fn add(builder: &mut Builder, a: Operand, b: Operand, minus: bool) -> Operand {
    let mut sum = |a: Num, b: Num| {
        if minus {
            builder.subtract(a, b)
        } else {
            builder.add(a, b)
        }
    };
    if let (Operand::Num(a), Operand::Num(b)) = (a, b) {
        return Operand::Num(sum(a, b));
    }
    let ((an, am), (bn, bm)) = (parts(builder, a), parts(builder, b));
    let (left, right) = (builder.multiply(an, bm), builder.multiply(bn, am));
    let n = if minus {
        builder.subtract(left, right)
    } else {
        builder.add(left, right)
    };
    Operand::Quotient(n, builder.multiply(am, bm))
}

/// `−a`
pub(super) fn negate(builder: &mut Builder, a: Operand) -> Operand {
    let mut minus = |a: Num| builder.times(a, Rational::whole(-1));
    match a {
        Operand::Num(a) => Operand::Num(minus(a)),
        Operand::Quotient(n, m) => Operand::Quotient(minus(n), m),
        Operand::Plain(slot) => Operand::Plain(slot),
    }
}

/// Whether a comparison holds; divisors are never negative, and 0 is a zero divisor.
pub(super) fn compare(
    builder: &mut Builder,
    comparison: Comparison,
    a: Operand,
    b: Operand,
) -> SlotId {
    if let (Operand::Num(a), Operand::Num(b)) = (a, b) {
        return builder.compare(comparison, a, b);
    }
    let ((an, am), (bn, bm)) = (parts(builder, a), parts(builder, b));
    let (left, right) = (builder.multiply(an, bm), builder.multiply(bn, am));
    let outcome = builder.compare(comparison, left, right);
    let divisor = builder.multiply(am, bm);
    let zero = builder.rational(Rational::ZERO);
    let undefined = builder.compare(Comparison::Equal, divisor, zero);
    let none = builder.cell(Cell::not(Status::ZeroDivisor));
    builder.select(undefined, none, outcome)
}

/// One of two operands.
pub(super) fn choose(
    builder: &mut Builder,
    condition: SlotId,
    yes: Operand,
    no: Operand,
) -> Operand {
    match (yes, no) {
        (Operand::Num(yes), Operand::Num(no)) => Operand::Num(builder.choose(condition, yes, no)),
        (Operand::Plain(yes), Operand::Plain(no)) => {
            Operand::Plain(builder.select(condition, yes, no))
        }
        (yes, no) => {
            let ((yn, ym), (nn, nm)) = (parts(builder, yes), parts(builder, no));
            Operand::Quotient(
                builder.choose(condition, yn, nn),
                builder.choose(condition, ym, nm),
            )
        }
    }
}
