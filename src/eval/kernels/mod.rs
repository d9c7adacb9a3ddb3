//! Loops over planes: one operation, one width, no branch that depends on a row where that can be.
//!
//! Takes operands as a plane or one value for all rows; gives a plane. Knows nothing of programs. Who
//! calls the `i64` kernels has proved by interval analysis that no operand or result leaves `i64`: that
//! is why they may wrap.

#![expect(
    clippy::inline_always,
    reason = "a loop is vectorized only with its operation inside it"
)]

pub(super) mod divide;
pub(super) mod status;
pub(super) mod whole;
pub(super) mod wide;

/// A plane, or one value for every row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Arg<'a, T> {
    One(T),
    Many(&'a [T]),
}

/// `out[i] = f(a[i])`
#[inline(always)]
pub(super) fn map1<A: Copy, O: Copy>(out: &mut [O], a: Arg<'_, A>, f: impl Fn(A) -> O) {
    match a {
        Arg::Many(a) => {
            for (out, a) in out.iter_mut().zip(a) {
                *out = f(*a);
            }
        }
        Arg::One(a) => out.fill(f(a)),
    }
}

/// `out[i] = f(a[i], b[i])`
#[inline(always)]
pub(super) fn map2<A: Copy, B: Copy, O: Copy>(
    out: &mut [O],
    a: Arg<'_, A>,
    b: Arg<'_, B>,
    f: impl Fn(A, B) -> O,
) {
    match (a, b) {
        (Arg::Many(a), Arg::Many(b)) => {
            for ((out, a), b) in out.iter_mut().zip(a).zip(b) {
                *out = f(*a, *b);
            }
        }
        (Arg::Many(a), Arg::One(b)) => {
            for (out, a) in out.iter_mut().zip(a) {
                *out = f(*a, b);
            }
        }
        (Arg::One(a), Arg::Many(b)) => {
            for (out, b) in out.iter_mut().zip(b) {
                *out = f(a, *b);
            }
        }
        (Arg::One(a), Arg::One(b)) => out.fill(f(a, b)),
    }
}

/// `out[i] = f(c[i], a[i], b[i])`
#[inline(always)]
pub(super) fn map3<C: Copy, A: Copy, B: Copy, O: Copy>(
    out: &mut [O],
    c: Arg<'_, C>,
    a: Arg<'_, A>,
    b: Arg<'_, B>,
    f: impl Fn(C, A, B) -> O,
) {
    match (c, a, b) {
        (Arg::One(c), a, b) => map2(out, a, b, |a, b| f(c, a, b)),
        (c, Arg::One(a), b) => map2(out, c, b, |c, b| f(c, a, b)),
        (c, a, Arg::One(b)) => map2(out, c, a, |c, a| f(c, a, b)),
        (Arg::Many(c), Arg::Many(a), Arg::Many(b)) => {
            for (((out, c), a), b) in out.iter_mut().zip(c).zip(a).zip(b) {
                *out = f(*c, *a, *b);
            }
        }
    }
}
