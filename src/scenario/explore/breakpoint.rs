//! A switch of one output, measured: how far it jumps, how its marginal effect changes.

use std::cmp::Ordering;

use super::follow::{Followed, Switch};
use super::fraction::Fraction;
use super::words::Cause;
use crate::base::Rational;

/// What happens at a breakpoint.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Nature {
    /// The value leaps.
    Jump,
    /// The value goes on, at another rate.
    Kink,
    /// The value begins or ceases to be known.
    Status,
}

/// A pair of neighboring positions between which something switches.
#[derive(Clone, PartialEq, Debug)]
pub struct Breakpoint {
    /// The left position; the right one is the next.
    pub at: i128,
    /// What happens.
    pub nature: Nature,
    /// The unrounded value at the left position, in base units.
    pub before: Option<Rational>,
    /// The same at the right position.
    pub after: Option<Rational>,
    /// What the switch itself adds at the right position: nearly 0 at a kink.
    pub jump: Option<Rational>,
    /// Rate of change before it, in base units by one position.
    pub slope_before: Option<Rational>,
    /// Rate of change after it.
    pub slope_after: Option<Rational>,
    /// Why.
    pub causes: Vec<Cause>,
}

/// Measures a switch.
pub(super) fn breakpoint(
    followed: &Followed,
    switch: &Switch,
    causes: Vec<Cause>,
) -> Option<Breakpoint> {
    let before = followed.stretches.get(switch.ends)?;
    let after = followed.stretches.get(switch.ends + 1)?;
    let (left, right) = (switch.at, switch.at + 1);
    let nature = match (before.line.fraction(), after.line.fraction()) {
        _ if before.line.lacking != after.line.lacking => Nature::Status,
        (Some(a), Some(b)) if meet(a, b, left, right) => Nature::Kink,
        (Some(_), Some(_)) => Nature::Jump,
        _ => Nature::Status,
    };
    let jump = match nature {
        Nature::Status => None,
        _ => after
            .line
            .at(right)
            .zip(before.line.at(right).or(before.line.at(left)))
            .and_then(|(after, before)| after.sub(before)),
    };
    Some(Breakpoint {
        at: left,
        nature,
        before: before.line.at(left),
        after: after.line.at(right),
        jump,
        slope_before: before.line.slope_at(left),
        slope_after: after.line.slope_at(right),
        causes,
    })
}

/// Whether two functions meet between two neighboring positions or at one of them.
fn meet(a: &Fraction, b: &Fraction, left: i128, right: i128) -> bool {
    let holds = |f: &Fraction| f.under.sign_at(left).is_gt() && f.under.sign_at(right).is_gt();
    if !holds(a) || !holds(b) {
        return false;
    }
    let off = a.over_difference(b);
    let (at_left, at_right) = (off.sign_at(left), off.sign_at(right));
    at_left == Ordering::Equal || at_right == Ordering::Equal || at_left != at_right
}
