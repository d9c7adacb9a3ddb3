//! Statuses, one byte a row.

use super::{Arg, map1, map2, map3};
use crate::program::op::Status;

/// The greater.
#[inline(never)]
pub(crate) fn greatest(out: &mut [u8], a: Arg<'_, u8>, b: Arg<'_, u8>) {
    map2(out, a, b, u8::max);
}

/// The first where it is not known, else the second.
#[inline(never)]
pub(crate) fn gate(out: &mut [u8], first: Arg<'_, u8>, second: Arg<'_, u8>) {
    map2(
        out,
        first,
        second,
        |first, second| if first == 0 { second } else { first },
    );
}

/// `yes` where the condition is 1, `no` where it is 0.
#[inline(never)]
pub(crate) fn choose(out: &mut [u8], condition: Arg<'_, i64>, yes: Arg<'_, u8>, no: Arg<'_, u8>) {
    map3(
        out,
        condition,
        yes,
        no,
        |c, yes, no| if c == 0 { no } else { yes },
    );
}

/// Known where the condition has the deciding value, else the status.
#[inline(never)]
pub(crate) fn settled(out: &mut [u8], condition: Arg<'_, i64>, deciding: i64, status: Arg<'_, u8>) {
    map2(out, condition, status, |c, status| {
        if c == deciding { 0 } else { status }
    });
}

/// Known where the status counts as zero, else the status.
#[inline(never)]
pub(crate) fn count(out: &mut [u8], status: Arg<'_, u8>) {
    map1(
        out,
        status,
        |status| if counts_as_zero(status) { 0 } else { status },
    );
}

/// Whether a read amount of this status counts as 0.
#[inline(always)]
pub(super) fn counts_as_zero(status: u8) -> bool {
    status == Status::NotInForce as u8 || status == Status::NotSettled as u8
}

/// The status at this position, not covered past either end.
#[inline(never)]
pub(crate) fn pick(out: &mut [u8], at: Arg<'_, i64>, table: &[u8]) {
    map1(out, at, |at| {
        let found = usize::try_from(at).ok().and_then(|at| table.get(at));
        found.copied().unwrap_or(Status::NotCovered as u8)
    });
}

/// Zero divisor where the number is 0, else known.
#[inline(never)]
pub(crate) fn zero_divisor<T: Copy + Default + PartialEq>(out: &mut [u8], a: Arg<'_, T>) {
    map1(out, a, |a| {
        if a == T::default() {
            Status::ZeroDivisor as u8
        } else {
            0
        }
    });
}

/// Overflow where the number is no day, else known.
#[inline(never)]
pub(crate) fn no_day(out: &mut [u8], a: Arg<'_, i64>) {
    map1(out, a, |a| match i32::try_from(a) {
        Ok(_) => 0,
        Err(_) => Status::Overflow as u8,
    });
}
