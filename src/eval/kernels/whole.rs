//! Numbers in `i64`.

use super::{Arg, map1, map2, map3};
use crate::base::Date;
use crate::program::op::Comparison;

#[inline(never)]
pub(crate) fn add(out: &mut [i64], a: Arg<'_, i64>, b: Arg<'_, i64>) {
    map2(out, a, b, i64::wrapping_add);
}

#[inline(never)]
pub(crate) fn subtract(out: &mut [i64], a: Arg<'_, i64>, b: Arg<'_, i64>) {
    map2(out, a, b, i64::wrapping_sub);
}

#[inline(never)]
pub(crate) fn multiply(out: &mut [i64], a: Arg<'_, i64>, b: Arg<'_, i64>) {
    map2(out, a, b, i64::wrapping_mul);
}

#[inline(never)]
pub(crate) fn min(out: &mut [i64], a: Arg<'_, i64>, b: Arg<'_, i64>) {
    map2(out, a, b, i64::min);
}

#[inline(never)]
pub(crate) fn max(out: &mut [i64], a: Arg<'_, i64>, b: Arg<'_, i64>) {
    map2(out, a, b, i64::max);
}

#[inline(never)]
pub(crate) fn compare(out: &mut [i64], comparison: Comparison, a: Arg<'_, i64>, b: Arg<'_, i64>) {
    match comparison {
        Comparison::Equal => map2(out, a, b, |a, b| i64::from(a == b)),
        Comparison::NotEqual => map2(out, a, b, |a, b| i64::from(a != b)),
        Comparison::Less => map2(out, a, b, |a, b| i64::from(a < b)),
        Comparison::AtMost => map2(out, a, b, |a, b| i64::from(a <= b)),
    }
}

/// Conditions are 0 or 1.
#[inline(never)]
pub(crate) fn and(out: &mut [i64], a: Arg<'_, i64>, b: Arg<'_, i64>) {
    map2(out, a, b, |a, b| a & b);
}

/// Conditions are 0 or 1.
#[inline(never)]
pub(crate) fn or(out: &mut [i64], a: Arg<'_, i64>, b: Arg<'_, i64>) {
    map2(out, a, b, |a, b| a | b);
}

/// `yes` where the condition is 1, `no` where it is 0.
#[inline(never)]
pub(crate) fn choose(
    out: &mut [i64],
    condition: Arg<'_, i64>,
    yes: Arg<'_, i64>,
    no: Arg<'_, i64>,
) {
    if let Arg::One(0) = no {
        return map2(out, condition, yes, |c, yes| yes & mask(c));
    }
    map3(out, condition, yes, no, |c, yes, no| {
        no ^ ((yes ^ no) & mask(c))
    });
}

/// All ones for 1, all zeros for 0.
#[inline(always)]
fn mask(condition: i64) -> i64 {
    condition.wrapping_neg()
}

/// The number at this position, 0 past either end.
#[inline(never)]
pub(crate) fn pick(out: &mut [i64], at: Arg<'_, i64>, table: &[i64]) {
    map1(out, at, |at| {
        let found = usize::try_from(at).ok().and_then(|at| table.get(at));
        found.copied().unwrap_or(0)
    });
}

/// Whole months from one day to another; 0 where either is no day.
#[inline(never)]
pub(crate) fn months(out: &mut [i64], from: Arg<'_, i64>, to: Arg<'_, i64>) {
    map2(out, from, to, |from, to| match (day(from), day(to)) {
        (Some(from), Some(to)) => i64::from(from.months_until(to)),
        _ => 0,
    });
}

/// Calendar year of a day; 0 where it is none.
#[inline(never)]
pub(crate) fn year(out: &mut [i64], a: Arg<'_, i64>) {
    map1(out, a, |a| day(a).map_or(0, |day| i64::from(day.year())));
}

fn day(number: i64) -> Option<Date> {
    i32::try_from(number).ok().map(Date::from_days)
}

/// 1 where the status is known, else 0.
#[inline(never)]
pub(crate) fn is_known(out: &mut [i64], status: Arg<'_, u8>) {
    map1(out, status, |status| i64::from(status == 0));
}

/// The condition, 1 where it is not known.
#[inline(never)]
pub(crate) fn or_true(out: &mut [i64], a: Arg<'_, i64>, status: Arg<'_, u8>) {
    map2(out, a, status, |a, status| a | i64::from(status != 0));
}

/// The number, 0 where it is not known.
#[inline(never)]
pub(crate) fn or_zero(out: &mut [i64], a: Arg<'_, i64>, status: Arg<'_, u8>) {
    map2(out, a, status, |a, status| a & mask(i64::from(status == 0)));
}

/// The number, 0 where the status counts as zero.
#[inline(never)]
pub(crate) fn count_zero(out: &mut [i64], a: Arg<'_, i64>, status: Arg<'_, u8>) {
    map2(out, a, status, |a, status| {
        a & mask(i64::from(!super::status::counts_as_zero(status)))
    });
}

/// The nearest `i64`.
#[inline(never)]
pub(crate) fn narrow(out: &mut [i64], a: Arg<'_, i128>) {
    map1(out, a, |a| {
        i64::try_from(a).unwrap_or(if a < 0 { i64::MIN } else { i64::MAX })
    });
}

/// Numbers of a narrower column.
#[inline(never)]
pub(crate) fn load<T: Copy + Into<i64>>(out: &mut [i64], column: &[T]) {
    for (out, number) in out.iter_mut().zip(column) {
        *out = (*number).into();
    }
}
