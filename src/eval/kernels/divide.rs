//! Rounded division in `i64`.

use super::{Arg, map1, map2};
use crate::base::Rounding;

/// `a ÷ b`, rounded; 0 where `b` is 0. `a` is never the least `i64`.
pub(crate) fn divide(out: &mut [i64], a: Arg<'_, i64>, b: Arg<'_, i64>, mode: Rounding) {
    match mode {
        Rounding::HalfUp => map2(out, a, b, |a, b| rounded(a, b, Rounding::HalfUp)),
        Rounding::HalfEven => map2(out, a, b, |a, b| rounded(a, b, Rounding::HalfEven)),
        Rounding::Down => map2(out, a, b, |a, b| rounded(a, b, Rounding::Down)),
        Rounding::Up => map2(out, a, b, |a, b| rounded(a, b, Rounding::Up)),
    }
}

#[inline(always)]
fn rounded(a: i64, b: i64, mode: Rounding) -> i64 {
    if b == 0 {
        return 0;
    }
    // Invariant: neither `MIN ÷ −1` nor a zero divisor occurs, so nothing wraps.
    let (quotient, rest) = (a.wrapping_div(b), a.wrapping_rem(b));
    let away = match mode {
        Rounding::HalfUp => at_least_half(rest, b),
        Rounding::HalfEven => at_least_half(rest, b) && (!is_half(rest, b) || quotient % 2 != 0),
        Rounding::Down => rest != 0 && (rest < 0) != (b < 0),
        Rounding::Up => rest != 0 && (rest < 0) == (b < 0),
    };
    let sign = if (a < 0) == (b < 0) { 1 } else { -1 };
    if away {
        quotient.wrapping_add(sign)
    } else {
        quotient
    }
}

#[inline(always)]
fn at_least_half(rest: i64, b: i64) -> bool {
    let (rest, b) = (rest.unsigned_abs(), b.unsigned_abs());
    rest >= b.wrapping_sub(rest)
}

#[inline(always)]
fn is_half(rest: i64, b: i64) -> bool {
    let (rest, b) = (rest.unsigned_abs(), b.unsigned_abs());
    rest == b.wrapping_sub(rest)
}

/// `a ÷ divisor`, rounded. `divisor` is positive; `a` lies in `low..=high`.
pub(crate) fn divide_by(
    out: &mut [i64],
    a: Arg<'_, i64>,
    divisor: i64,
    mode: Rounding,
    (low, _high): (i64, i64),
) {
    let divisor = divisor.unsigned_abs().max(1);
    let before = match mode {
        Rounding::HalfUp => divisor / 2,
        Rounding::Down => 0,
        Rounding::Up => divisor - 1,
        Rounding::HalfEven => {
            let divisor = i64::try_from(divisor).unwrap_or(i64::MAX);
            return map1(out, a, |a| rounded(a, divisor, mode));
        }
    };
    // Invariant: below, a number under 2^63 and `before` under 2^63 add up to less than 2^64.
    if low >= 0 {
        return map1(out, a, |a| {
            signed(a.unsigned_abs().wrapping_add(before) / divisor)
        });
    }
    let whole = i64::try_from(divisor).unwrap_or(i64::MAX);
    map1(out, a, |a| rounded(a, whole, mode));
}

#[inline(always)]
fn signed(number: u64) -> i64 {
    number.cast_signed()
}
