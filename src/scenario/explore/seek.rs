//! Which positions make an output equal a target, on the amounts as they are rounded and shown.
//!
//! A range of positions is ruled out at once where interval analysis of the whole program proves
//! every value below the target, above it or unknown; else it is halved, down to single positions,
//! which are computed. So what is found is exact, and nothing is missed.

use std::cmp::Ordering;

use super::follow::Output;
use super::track::{At, Track};
use crate::base::slices::breath;
use crate::base::{IdVec, Rational};
use crate::eval::Cells;
use crate::eval::columns::{Bounds, bound};
use crate::eval::one::Inputs;
use crate::program::op::{Cell, Op, SlotId, Status};

/// How an output compares with the target on a run of positions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Relation {
    /// It is less, equal or greater at each of them.
    Is(Ordering),
    /// It is not known.
    Unknown,
}

/// Neighboring positions that compare with the target alike.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// First position.
    pub from: i128,
    /// Last position.
    pub to: i128,
    /// How they compare.
    pub relation: Relation,
}

/// The comparison along a range.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sought {
    /// In order, without gaps, as far as was searched.
    pub runs: Vec<Run>,
    /// Last position that was searched; the end of the range unless the limit was met.
    pub reached: i128,
}

/// How many ranges are analyzed in a slice.
const SLICE: usize = 64;

pub(super) struct Seeker<'a, 'b, I> {
    pub(super) track: &'b Track<'a, I>,
    pub(super) output: &'b Output,
    bounds: IdVec<SlotId, Bounds>,
    cells: Cells,
    /// How many ranges may still be analyzed.
    pub(super) left: usize,
}

impl<'a, 'b, I: Inputs> Seeker<'a, 'b, I> {
    pub(super) fn new(
        track: &'b Track<'a, I>,
        output: &'b Output,
        limit: usize,
    ) -> Seeker<'a, 'b, I> {
        Seeker {
            bounds: track.cells.values().map(|cell| Bounds::of(*cell)).collect(),
            cells: track.cells.clone(),
            track,
            output,
            left: limit,
        }
    }

    /// What is certain about every slot that moves, on a range.
    fn narrow(&mut self, from: i128, to: i128) {
        let (low, high) = (self.at(from), self.at(to));
        if from == to {
            let mut cells = std::mem::take(&mut self.cells);
            self.track.bring(&mut cells, from);
            for slot in &self.track.moving {
                self.bounds[*slot] = Bounds::of(cells[*slot]);
            }
            self.cells = cells;
            return;
        }
        for slot in &self.track.moving {
            let op = &self.track.program.ops[*slot];
            let bounds = match op {
                Op::Fact(fact) => match (low.fact(*fact).get(), high.fact(*fact).get()) {
                    (Some(low), Some(high)) => Bounds::between(low, high),
                    _ => Bounds::of(Cell::not(Status::Missing)),
                },
                Op::Knob(_) => Bounds::between(from, to),
                op => bound(op, |operand| self.bounds[operand])
                    .unwrap_or(Bounds::of(Cell::not(Status::Missing))),
            };
            self.bounds[*slot] = bounds;
        }
    }

    fn at(&self, position: i128) -> At<'a, I> {
        At {
            inputs: self.track.inputs,
            axis: self.track.axis,
            position,
        }
    }

    /// Least and greatest value of the output on a range; `Err(true)` where it is unknown throughout,
    /// `Err(false)` where it may be.
    pub(super) fn ends(&mut self, from: i128, to: i128) -> Result<(Rational, Rational), bool> {
        self.narrow(from, to);
        self.left = self.left.saturating_sub(1);
        let (mut low, mut high) = (Rational::ZERO, Rational::ZERO);
        let mut known = true;
        for term in &self.output.terms {
            let bounds = self.bounds[term.slot];
            let (mut least, mut most) = bounds.ends();
            let past =
                least.unsigned_abs().max(most.unsigned_abs()) > super::SUMMABLE.unsigned_abs();
            let zero = [Status::NotInForce, Status::NotSettled];
            match bounds.single_status() {
                Some(Status::Known) if !past => {}
                Some(status) if zero.contains(&status) => (least, most) = (0, 0),
                _ if self.output.partial => {
                    // What is not known is left out: as good as 0.
                    let never = bounds.single_status().is_some() && !bounds.always_known();
                    (least, most) = if never {
                        (0, 0)
                    } else if past {
                        (-super::SUMMABLE, super::SUMMABLE)
                    } else {
                        (least.min(0), most.max(0))
                    };
                }
                Some(status) if status != Status::Known => return Err(true),
                _ => {
                    known = false;
                    continue;
                }
            }
            if term.sign < 0 {
                (least, most) = (-most, -least);
            }
            let add = |sum: Rational, n: i128| sum.add(Rational::new(n, term.den)?);
            match (add(low, least), add(high, most)) {
                (Some(a), Some(b)) => (low, high) = (a, b),
                _ => known = false,
            }
        }
        if known { Ok((low, high)) } else { Err(false) }
    }

    /// How the output compares with the target, along a range.
    pub(super) async fn compare(&mut self, target: Rational, (from, to): (i128, i128)) -> Sought {
        let mut sought = Sought {
            runs: Vec::new(),
            reached: from - 1,
        };
        let mut open = vec![(from, to)];
        while let Some((from, to)) = open.pop() {
            if self.left == 0 {
                return sought;
            }
            if self.left.is_multiple_of(SLICE) {
                breath().await;
            }
            let relation = match self.ends(from, to) {
                Ok((low, _)) if low > target => Some(Relation::Is(Ordering::Greater)),
                Ok((_, high)) if high < target => Some(Relation::Is(Ordering::Less)),
                Ok((low, high)) if low == high => Some(Relation::Is(Ordering::Equal)),
                Err(true) => Some(Relation::Unknown),
                _ if from == to => Some(Relation::Unknown),
                _ => None,
            };
            match relation {
                Some(relation) => {
                    sought.reached = to;
                    match sought.runs.last_mut() {
                        Some(last) if last.relation == relation => last.to = to,
                        _ => sought.runs.push(Run { from, to, relation }),
                    }
                }
                None => {
                    let middle = from + (to - from) / 2;
                    open.push((middle + 1, to));
                    open.push((from, middle));
                }
            }
        }
        sought
    }

    /// The greatest (or least) value on a range, with the first position found that has it; `None` if
    /// no value is known, or the limit is met.
    pub(super) async fn extreme(
        &mut self,
        (from, to): (i128, i128),
        greatest: bool,
    ) -> Option<(Rational, i128)> {
        let turned = |value: Rational| if greatest { value } else { value.neg() };
        let mut best: Option<(Rational, i128)> = None;
        let mut open = vec![(from, to)];
        while let Some((from, to)) = open.pop() {
            if self.left == 0 {
                return None;
            }
            if self.left.is_multiple_of(SLICE) {
                breath().await;
            }
            let ends = self.ends(from, to);
            match ends {
                Err(true) => continue,
                Ok((low, high)) => {
                    let most = if greatest { high } else { low };
                    if best.is_some_and(|(best, _)| turned(most) <= turned(best)) {
                        continue;
                    }
                    if low == high {
                        best = Some((low, from));
                        continue;
                    }
                }
                Err(false) => {}
            }
            if from == to {
                continue;
            }
            let middle = from + (to - from) / 2;
            // The half whose far end is better is looked into first.
            let ahead = [(from, middle), (middle + 1, to)];
            let value =
                |seeker: &mut Self, at: i128| seeker.ends(at, at).ok().map(|(v, _)| turned(v));
            let rises = value(self, to) >= value(self, from);
            if rises {
                open.extend(ahead);
            } else {
                open.extend([ahead[1], ahead[0]]);
            }
        }
        best
    }
}
