//! Rounded division in `i64`.

use super::{Arg, map1, map2};
use crate::base::Rounding;

/// `a ÷ b`, rounded; 0 where `b` is 0. `a` is never the least `i64`.
#[inline(never)]
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

/// Rounded division by a number that is the same in every row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Division {
    divisor: i64,
    mode: Rounding,
    /// Whether the sign of dividends is put aside.
    signed: bool,
    /// Added to the dividend (a half: to its size), so that rounding down is what is left to do.
    before: u64,
    /// Taken from the quotient: negative dividends are lifted by this many divisors.
    lift: i64,
    reciprocal: Option<Reciprocal>,
}

impl Division {
    /// By `divisor`, which is positive, of dividends in `low..=high`.
    pub(crate) fn new(divisor: i64, mode: Rounding, (low, high): (i64, i64)) -> Division {
        let size = divisor.unsigned_abs().max(1);
        let below = if low < 0 { low.unsigned_abs() } else { 0 };
        let lift = below.div_ceil(size);
        let lifted = lift.saturating_mul(size);
        // Greatest dividend before `before`, and `before`.
        let (greatest, before, lift) = match mode {
            Rounding::HalfUp => (below.max(high.unsigned_abs()), Some(size / 2), 0),
            Rounding::Down => (high.max(0).unsigned_abs(), Some(lifted), lift),
            Rounding::Up => (
                high.max(0).unsigned_abs(),
                lifted.checked_add(size - 1),
                lift,
            ),
            Rounding::HalfEven => (0, None, 0),
        };
        let greatest = before.and_then(|before| greatest.checked_add(before));
        Division {
            divisor,
            mode,
            signed: low < 0 && mode == Rounding::HalfUp,
            before: before.unwrap_or(0),
            lift: lift.cast_signed(),
            reciprocal: greatest.and_then(|greatest| Reciprocal::new(size, greatest)),
        }
    }

    /// `out[i] = a[i] ÷ divisor`, rounded.
    #[inline(never)]
    pub(crate) fn run(&self, out: &mut [i64], a: Arg<'_, i64>) {
        let Division {
            divisor,
            mode,
            signed,
            before,
            lift,
            reciprocal,
        } = *self;
        // Invariant: `greatest`, which holds `before`, did not leave `u64`.
        let size = |a: i64| a.unsigned_abs().wrapping_add(before);
        match reciprocal {
            None => map1(out, a, |a| rounded(a, divisor, mode)),
            Some(by) if signed => by.each(out, a, size, |quotient, a| {
                // A half goes away from zero: the size is rounded, the sign put back.
                let sign = a >> 63;
                (quotient ^ sign).wrapping_sub(sign)
            }),
            Some(by) => {
                let size = |a: i64| a.cast_unsigned().wrapping_add(before);
                by.each(out, a, size, |quotient, _| quotient.wrapping_sub(lift));
            }
        }
    }
}

/// Division by a multiplication.
///
/// For `n ≤ greatest`, `⌊n ÷ d⌋ = ⌊(n >> t) × m ÷ 2^s⌋`, where `2^t` is the power of two in `d` and
/// `m = ⌈2^s ÷ (d >> t)⌉`, as long as `(m × (d >> t) − 2^s) × (greatest >> t) < 2^s`: the excess of `m`
/// never carries a quotient over the next whole number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Reciprocal {
    twos: u32,
    multiplier: u64,
    shift: u32,
    /// Whether the product fits 64 bits; else its high half is wanted and `shift` is past 64.
    short: bool,
}

impl Reciprocal {
    /// `None` where no multiplier of 64 bits is exact.
    fn new(divisor: u64, greatest: u64) -> Option<Reciprocal> {
        let twos = divisor.trailing_zeros();
        let (odd, greatest) = (u128::from(divisor >> twos), u128::from(greatest >> twos));
        let exact = |shift: u32| {
            let multiplier = (1u128 << shift).div_ceil(odd);
            let excess = multiplier * odd - (1 << shift);
            (excess * greatest < 1 << shift).then_some((multiplier, shift))
        };
        // An excess of 1 needs this many bits; more excess needs more.
        let least = if odd == 1 {
            0
        } else {
            128 - greatest.leading_zeros()
        };
        let short = (least..64).find_map(exact);
        let short = short.filter(|(multiplier, _)| u64::try_from(multiplier * greatest).is_ok());
        let (multiplier, shift) = short.or_else(|| (64..127).find_map(exact))?;
        Some(Reciprocal {
            twos,
            multiplier: u64::try_from(multiplier).ok()?,
            shift,
            short: short.is_some(),
        })
    }

    /// `out[i] = after(⌊before(a[i]) ÷ d⌋, a[i])`
    #[inline(always)]
    fn each(
        self,
        out: &mut [i64],
        a: Arg<'_, i64>,
        before: impl Fn(i64) -> u64,
        after: impl Fn(i64, i64) -> i64,
    ) {
        let Reciprocal {
            twos,
            multiplier,
            shift,
            short,
        } = self;
        if short {
            map1(out, a, |a| {
                let product = (before(a) >> twos).wrapping_mul(multiplier);
                after((product >> shift).cast_signed(), a)
            });
        } else {
            let shift = shift - 64;
            map1(out, a, |a| {
                let high = high_half(before(a) >> twos, multiplier);
                after((high >> shift).cast_signed(), a)
            });
        }
    }
}

/// The upper 64 bits of a product.
#[cfg(not(target_family = "wasm"))]
#[inline(always)]
fn high_half(a: u64, b: u64) -> u64 {
    // Invariant: the upper half of a product of two 64-bit numbers has 64 bits.
    ((u128::from(a) * u128::from(b)) >> 64) as u64
}

/// The upper 64 bits of a product, from products of halves: WebAssembly has no wider ones. `a` is
/// below 2^63.
#[cfg(target_family = "wasm")]
#[inline(always)]
fn high_half(a: u64, b: u64) -> u64 {
    const LOW: u64 = u32::MAX as u64;
    let (a_low, a_high, b_low, b_high) = (a & LOW, a >> 32, b & LOW, b >> 32);
    // Invariant: each sum is a product of 32-bit numbers and one more 32-bit number, so none wraps.
    let carried = a_low.wrapping_mul(b_low) >> 32;
    let middle = a_high.wrapping_mul(b_low).wrapping_add(carried);
    let other = a_low.wrapping_mul(b_high).wrapping_add(middle & LOW);
    a_high
        .wrapping_mul(b_high)
        .wrapping_add(middle >> 32)
        .wrapping_add(other >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIVISORS: [u64; 14] = [
        1,
        2,
        3,
        5,
        7,
        10,
        12,
        100,
        640,
        1200,
        999_999,
        1_000_000_000_000,
        (1 << 62) + 1,
        (1 << 63) - 1,
    ];

    #[test]
    fn multiplying_by_the_reciprocal_divides_exactly_up_to_the_greatest() {
        for divisor in DIVISORS {
            for bits in 0..63 {
                let greatest = (1u64 << bits) + divisor % (1 << bits);
                let Some(by) = Reciprocal::new(divisor, greatest) else {
                    panic!("no multiplier for {divisor} up to {greatest}");
                };
                // Quotients go wrong first just below multiples, and at the far end.
                let mut numbers = vec![0, 1, greatest, greatest - 1, greatest / 2];
                for part in [1, 2, 3, 7, 1000] {
                    let multiple = (greatest / divisor / part) * divisor;
                    numbers.extend([multiple, multiple.saturating_sub(1), multiple / 2]);
                }
                for number in numbers.into_iter().filter(|number| *number <= greatest) {
                    let mut out = [0];
                    by.each(
                        &mut out,
                        Arg::Many(&[0]),
                        |_| number,
                        |quotient, _| quotient,
                    );
                    assert_eq!(
                        out,
                        [(number / divisor).cast_signed()],
                        "{number} ÷ {divisor}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_mode_and_sign_divides_as_the_definition_does() {
        const ENDS: [(i64, i64); 7] = [
            (0, 1_000),
            (-1_000, 1_000),
            (-1_000, -900),
            (-7, 1 << 50),
            (-(1 << 62), 1 << 62),
            (i64::MIN + 1, i64::MAX),
            (i64::MAX - 1_000, i64::MAX),
        ];
        for divisor in DIVISORS.map(u64::cast_signed) {
            for (low, high) in ENDS {
                let middle = low / 2 + high / 2;
                let mut numbers = vec![low, low + 1, middle, high - 1, high];
                for near in [0, divisor / 2, divisor, divisor.saturating_mul(3), -divisor] {
                    numbers.extend([near.saturating_sub(1), near, near.saturating_add(1)]);
                }
                numbers.retain(|number| (low..=high).contains(number));
                for mode in [
                    Rounding::HalfUp,
                    Rounding::HalfEven,
                    Rounding::Down,
                    Rounding::Up,
                ] {
                    let division = Division::new(divisor, mode, (low, high));
                    let mut out = vec![0; numbers.len()];
                    division.run(&mut out, Arg::Many(&numbers));
                    for (number, out) in numbers.iter().zip(out) {
                        let expected = divide_exactly(*number, divisor, mode);
                        assert_eq!(out, expected, "{number} ÷ {divisor}, {mode:?}");
                    }
                }
            }
        }
    }

    fn divide_exactly(number: i64, divisor: i64, mode: Rounding) -> i64 {
        let quotient = crate::base::number::divide(i128::from(number), i128::from(divisor), mode);
        i64::try_from(quotient.unwrap()).unwrap()
    }
}
