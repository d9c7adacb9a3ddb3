//! Numbers in `i128`: every operation checked, for chunks that no proof covers.

use super::{Arg, map1, map2, map3};
use crate::base::Rounding;
use crate::base::number;
use crate::eval::one;
use crate::program::op::{Comparison, Status};

/// A checked operation on two numbers.
pub(crate) type Checked = fn(i128, i128) -> Option<i128>;

/// 0 where the result leaves `i128`.
#[inline(never)]
pub(crate) fn two(out: &mut [i128], op: Checked, a: Arg<'_, i128>, b: Arg<'_, i128>) {
    map2(out, a, b, |a, b| op(a, b).unwrap_or(0));
}

/// Overflow where the result leaves `i128`, else known.
#[inline(never)]
pub(crate) fn overflow(out: &mut [u8], op: Checked, a: Arg<'_, i128>, b: Arg<'_, i128>) {
    map2(out, a, b, |a, b| flag(op(a, b).is_none(), Status::Overflow));
}

#[inline(never)]
pub(crate) fn compare(out: &mut [i64], comparison: Comparison, a: Arg<'_, i128>, b: Arg<'_, i128>) {
    map2(out, a, b, |a, b| i64::from(one::holds(comparison, a, b)));
}

/// `yes` where the condition is 1, `no` where it is 0.
#[inline(never)]
pub(crate) fn choose(
    out: &mut [i128],
    condition: Arg<'_, i64>,
    yes: Arg<'_, i128>,
    no: Arg<'_, i128>,
) {
    map3(
        out,
        condition,
        yes,
        no,
        |c, yes, no| if c == 0 { no } else { yes },
    );
}

/// 0 where the divisor is 0 or the quotient leaves `i128`.
#[inline(never)]
pub(crate) fn divide(out: &mut [i128], a: Arg<'_, i128>, b: Arg<'_, i128>, mode: Rounding) {
    map2(out, a, b, |a, b| number::divide(a, b, mode).unwrap_or(0));
}

/// Overflow where the quotient leaves `i128`, else known.
#[inline(never)]
pub(crate) fn divide_overflow(out: &mut [u8], a: Arg<'_, i128>, b: Arg<'_, i128>, mode: Rounding) {
    map2(out, a, b, |a, b| {
        flag(
            b != 0 && number::divide(a, b, mode).is_none(),
            Status::Overflow,
        )
    });
}

/// The number at this position, 0 past either end.
#[inline(never)]
pub(crate) fn pick(out: &mut [i128], at: Arg<'_, i64>, table: &[i128]) {
    map1(out, at, |at| {
        let found = usize::try_from(at).ok().and_then(|at| table.get(at));
        found.copied().unwrap_or(0)
    });
}

/// The number, 0 where it is not known.
#[inline(never)]
pub(crate) fn or_zero(out: &mut [i128], a: Arg<'_, i128>, status: Arg<'_, u8>) {
    map2(out, a, status, |a, status| if status == 0 { a } else { 0 });
}

/// The number, 0 where the status counts as zero.
#[inline(never)]
pub(crate) fn count_zero(out: &mut [i128], a: Arg<'_, i128>, status: Arg<'_, u8>) {
    map2(out, a, status, |a, status| {
        if super::status::counts_as_zero(status) {
            0
        } else {
            a
        }
    });
}

/// Numbers of a narrower column or plane.
#[inline(never)]
pub(crate) fn load<T: Copy + Into<i128>>(out: &mut [i128], column: &[T]) {
    for (out, number) in out.iter_mut().zip(column) {
        *out = (*number).into();
    }
}

fn flag(condition: bool, status: Status) -> u8 {
    if condition { status as u8 } else { 0 }
}
