//! Positions at which the total is worse than at some smaller effort: nobody should want to be there.

use std::cmp::Ordering;

use super::follow::{Followed, Stretch};
use super::fraction::Fraction;
use crate::base::Rational;

/// In which direction the enterprise makes an effort: where cost falls but for the jumps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effort {
    /// More of what is varied.
    More,
    /// Less of it.
    Less,
}

/// Neighboring positions that are all worse than one of less effort.
#[derive(Clone, PartialEq, Debug)]
pub struct Forbidden {
    /// First position.
    pub from: i128,
    /// Last position.
    pub to: i128,
    /// A position of less effort that is better than all of them.
    pub better: i128,
    /// The total there, unrounded.
    pub value: Rational,
}

/// The direction of effort of a total: against the sum of its changes inside stretches; where these
/// cancel, against its change from end to end.
pub(super) fn effort(total: &Followed) -> Option<Effort> {
    let mut sum = Fraction::whole(0);
    for stretch in &total.stretches {
        let ends = stretch
            .line
            .fraction()
            .and_then(|value| Some((value.frozen(stretch.to)?, value.frozen(stretch.from)?)));
        if let Some((last, first)) = ends {
            sum = sum.add(&last.sub(&first));
        }
    }
    let ends = total.stretches.first().zip(total.stretches.last());
    let whole = ends.and_then(|(first, last)| {
        let last = last.line.fraction()?.frozen(last.to)?;
        Some(last.sub(&first.line.fraction()?.frozen(first.from)?))
    });
    let sign = |value: &Fraction| value.over.sign_at(0);
    let sign = match sign(&sum) {
        Ordering::Equal => whole.as_ref().map_or(Ordering::Equal, sign),
        other => other,
    };
    match sign {
        Ordering::Less => Some(Effort::More),
        Ordering::Greater => Some(Effort::Less),
        Ordering::Equal => None,
    }
}

/// Positions at which a total is worse than at one of less effort.
pub(super) fn forbidden(total: &Followed, effort: Effort) -> Vec<Forbidden> {
    let mut scan = Scan {
        best: None,
        found: Vec::new(),
    };
    let mut ordered: Vec<&Stretch> = total.stretches.iter().collect();
    if effort == Effort::Less {
        ordered.reverse();
    }
    let mut lacking: Option<&[usize]> = None;
    for stretch in ordered {
        // A total that lacks other members cannot be compared.
        if lacking.replace(&stretch.line.lacking) != Some(stretch.line.lacking.as_slice()) {
            scan.best = None;
        }
        let Some(value) = stretch.line.fraction() else {
            scan.best = None;
            continue;
        };
        let mut runs = monotone(value, stretch.from, stretch.to);
        if effort == Effort::Less {
            runs.reverse();
        }
        for (from, to) in runs {
            match effort {
                Effort::More => scan.run(value, from, to),
                Effort::Less => scan.run(value, to, from),
            }
        }
    }
    let mut found = scan.found;
    found.sort_by_key(|interval| interval.from);
    found
}

/// Runs of positions on which a function only rises or only falls, each sharing no position.
fn monotone(value: &Fraction, from: i128, to: i128) -> Vec<(i128, i128)> {
    let next = Fraction {
        over: value.over.shifted(),
        under: value.under.shifted(),
    };
    let rise = next.over_difference(value);
    let mut runs = Vec::new();
    let mut start = from;
    while start <= to {
        let end = if start == to {
            to
        } else {
            (rise.same_sign_until(start, to - 1) + 1).min(to)
        };
        runs.push((start, end));
        start = end + 1;
    }
    runs
}

struct Scan {
    /// The best value so far and where it is.
    best: Option<(Fraction, i128)>,
    found: Vec<Forbidden>,
}

impl Scan {
    /// One run in the order of effort: from the position of least effort to that of most.
    fn run(&mut self, value: &Fraction, near: i128, far: i128) {
        let worse = |best: &Fraction, t: i128| {
            let at = value.frozen(t);
            at.is_some_and(|at| at.over_difference(best).sign_at(0) == Ordering::Greater)
        };
        if let Some((best, at)) = self.best.clone()
            && worse(&best, near)
        {
            if worse(&best, far) {
                return self.push(near, far, &best, at);
            }
            let last = boundary(near, far, |t| worse(&best, t));
            self.push(near, last, &best, at);
            return self.take(value, far);
        }
        self.take(value, near);
        let Some((best, at)) = self.best.clone() else {
            return;
        };
        if worse(&best, far) {
            // It rises from here: what follows is worse than its beginning.
            let last = boundary(near, far, |t| !worse(&best, t));
            let step = if near < far { 1 } else { -1 };
            self.push(last + step, far, &best, at);
        } else {
            self.take(value, far);
        }
    }

    /// Remembers a value that is better than the best so far.
    fn take(&mut self, value: &Fraction, t: i128) {
        let Some(at) = value.frozen(t) else { return };
        let better = self
            .best
            .as_ref()
            .is_none_or(|(best, _)| at.over_difference(best).sign_at(0) == Ordering::Less);
        if better {
            self.best = Some((at, t));
        }
    }

    fn push(&mut self, a: i128, b: i128, best: &Fraction, better: i128) {
        let Some(value) = best.at(better) else { return };
        let (from, to) = (a.min(b), a.max(b));
        if let Some(last) = self.found.last_mut()
            && last.better == better
            && (last.to + 1 == from || to + 1 == last.from)
        {
            last.from = last.from.min(from);
            last.to = last.to.max(to);
            return;
        }
        self.found.push(Forbidden {
            from,
            to,
            better,
            value,
        });
    }
}

/// The last position, from near to far, at which something holds that holds at first and ends once.
fn boundary(near: i128, far: i128, holds: impl Fn(i128) -> bool) -> i128 {
    let (mut yes, mut no) = (near, far);
    while (no - yes).abs() > 1 {
        let middle = yes + (no - yes) / 2;
        if holds(middle) {
            yes = middle;
        } else {
            no = middle;
        }
    }
    yes
}
