//! The unrounded program followed along the axis: from a position as far as nothing switches.
//!
//! Every slot the outputs need becomes an exact function of the position, or a status. Wherever an
//! operation would come out another way further on, the pass ends before that place; so when it is
//! done its functions hold on the whole stretch, and the next pass begins behind it. Operations whose
//! operands are not needed (a branch not taken, the other side of a false `and`) end nothing.

use std::cmp::Ordering;
use std::rc::Rc;

use super::fraction::Fraction;
use super::int::Int;
use super::poly::Poly;
use super::track::{Axis, Track};
use crate::base::Rounding;
use crate::eval::one::Inputs;
use crate::program::meaning::apply;
use crate::program::op::{Cell, Comparison, Op, SlotId, Status};

/// Functions past this degree are followed one position at a time.
const MAX_DEGREE: usize = 10;

/// What a slot is on a stretch.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Sym {
    /// A function of the position.
    Known(Fraction),
    /// Not known, and why.
    Not(Status),
}

/// What a slot is on a stretch, and which operand a minimum or maximum took.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Node {
    pub(super) sym: Sym,
    pub(super) first: bool,
}

/// One stretch on which nothing switches.
pub(super) struct Pass<'a, 'b, I> {
    track: &'b Track<'a, I>,
    pub(super) from: i128,
    /// Last position for which everything so far holds.
    pub(super) to: i128,
    nodes: Vec<Option<Rc<Node>>>,
    /// A function was too tangled to follow: this stretch is one position.
    pub(super) single: bool,
}

impl<'a, 'b, I: Inputs> Pass<'a, 'b, I> {
    pub(super) fn new(track: &'b Track<'a, I>, from: i128, to: i128) -> Pass<'a, 'b, I> {
        Pass {
            track,
            from,
            to,
            nodes: vec![None; track.slots()],
            single: false,
        }
    }

    /// What a slot was found to be, if it was needed.
    pub(super) fn found(&self, slot: SlotId) -> Option<&Rc<Node>> {
        self.nodes.get(Track::<I>::index(slot))?.as_ref()
    }

    /// What a slot is; ends the pass earlier where that does not last.
    pub(super) fn slot(&mut self, slot: SlotId) -> Rc<Node> {
        let mut open = vec![slot];
        while let Some(top) = open.last().copied() {
            if self.found(top).is_some() {
                open.pop();
                continue;
            }
            match self.lacking(top) {
                Some(operand) => open.push(operand),
                None => {
                    let node = self.compute(top);
                    if let Some(place) = self.nodes.get_mut(Track::<I>::index(top)) {
                        *place = Some(Rc::new(node));
                    }
                    open.pop();
                }
            }
        }
        let unknown = || {
            Rc::new(Node {
                sym: Sym::Not(Status::Overflow),
                first: true,
            })
        };
        self.found(slot).cloned().unwrap_or_else(unknown)
    }

    /// An operand that must be found first.
    fn lacking(&mut self, slot: SlotId) -> Option<SlotId> {
        if !self.track.moves[slot] {
            return None;
        }
        match &self.track.program.ops[slot] {
            Op::Select(condition, yes, no) => {
                if self.found(*condition).is_none() {
                    return Some(*condition);
                }
                let taken = match self.is(*condition, 0) {
                    Ok(true) => no,
                    Ok(false) => yes,
                    Err(_) => return None,
                };
                self.found(*taken).is_none().then_some(*taken)
            }
            Op::And(a, b) => self.lacking_of_two(*a, *b, 0),
            Op::Or(a, b) => self.lacking_of_two(*a, *b, 1),
            op => {
                let mut lacking = None;
                op.for_each_operand(|operand| {
                    if lacking.is_none() && self.found(operand).is_none() {
                        lacking = Some(operand);
                    }
                });
                lacking
            }
        }
    }

    fn lacking_of_two(&mut self, a: SlotId, b: SlotId, deciding: i128) -> Option<SlotId> {
        // What does not move is at hand, and may decide alone.
        let (first, second) = if self.track.moves[a] { (b, a) } else { (a, b) };
        if self.found(first).is_none() {
            return Some(first);
        }
        if self.is(first, deciding) == Ok(true) || self.found(second).is_some() {
            return None;
        }
        Some(second)
    }

    fn sym(&self, slot: SlotId) -> Sym {
        self.found(slot)
            .map_or(Sym::Not(Status::Overflow), |node| node.sym.clone())
    }

    /// Whether a slot is this number; ends the pass where that changes.
    fn is(&mut self, slot: SlotId, number: i128) -> Result<bool, Status> {
        match self.sym(slot) {
            Sym::Not(status) => Err(status),
            Sym::Known(value) => {
                if let Some(n) = value.as_whole() {
                    return Ok(n == number);
                }
                let off = value.over_difference(&Fraction::whole(number));
                self.shorten(&off, Ordering::is_eq);
                Ok(off.sign_at(self.from) == Ordering::Equal)
            }
        }
    }

    /// Ends the pass where a polynomial's sign leaves the class it has at the beginning.
    fn shorten(&mut self, poly: &Poly, class: impl Fn(Ordering) -> bool) {
        self.to = poly.same_class_until(self.from, self.to, class);
    }

    fn compute(&mut self, slot: SlotId) -> Node {
        let of = |sym| Node { sym, first: true };
        let known = |value| of(Sym::Known(value));
        if !self.track.moves[slot] {
            let cell = self.track.cells[slot];
            return of(from_cell(cell));
        }
        let track = self.track;
        match &track.program.ops[slot] {
            Op::Const(cell) => of(from_cell(*cell)),
            Op::Fact(fact) => {
                let Axis::Facts(moved) = track.axis else {
                    return of(Sym::Not(Status::Missing));
                };
                let offset = moved.iter().find(|(f, _)| f == fact).map_or(0, |(_, o)| *o);
                known(Fraction::of(Poly::position(offset)))
            }
            Op::Knob(_) => known(Fraction::of(Poly::position(0))),
            Op::Row(..) => of(Sym::Not(Status::Missing)),
            Op::Add(a, b) => of(self.two(*a, *b, Fraction::add)),
            Op::Subtract(a, b) => of(self.two(*a, *b, Fraction::sub)),
            Op::Multiply(a, b) => of(self.two(*a, *b, Fraction::mul)),
            Op::Scale(a, k) => of(match self.sym(*a) {
                Sym::Known(a) => self.within(a.times(*k)),
                not @ Sym::Not(_) => not,
            }),
            Op::Min(a, b) => self.extreme(*a, *b, Ordering::Less),
            Op::Max(a, b) => self.extreme(*a, *b, Ordering::Greater),
            Op::Divide(a, b, mode) => of(match self.both(*a, *b) {
                Ok((a, b)) => self.divided(&a, &b, *mode, false),
                Err(status) => Sym::Not(status),
            }),
            Op::DivideBy(a, k, mode) => of(match self.sym(*a) {
                Sym::Known(a) => {
                    let declared = track.declared.contains(&slot);
                    self.divided(&a, &Fraction::whole(*k), *mode, declared)
                }
                not @ Sym::Not(_) => not,
            }),
            Op::Compare(comparison, a, b) => of(match self.both(*a, *b) {
                Ok((a, b)) => {
                    let class = |sign: Ordering| match comparison {
                        Comparison::Equal | Comparison::NotEqual => sign.is_eq(),
                        Comparison::Less => sign.is_lt(),
                        Comparison::AtMost => sign.is_le(),
                    };
                    let off = a.over_difference(&b);
                    self.shorten(&off, class);
                    let holds = class(off.sign_at(self.from));
                    let holds = holds != matches!(comparison, Comparison::NotEqual);
                    Sym::Known(Fraction::whole(i128::from(holds)))
                }
                Err(status) => Sym::Not(status),
            }),
            Op::And(a, b) => of(self.kleene(*a, *b, 0)),
            Op::Or(a, b) => of(self.kleene(*a, *b, 1)),
            Op::Not(a) => of(match self.sym(*a) {
                Sym::Known(a) => self.within(Fraction::whole(1).sub(&a)),
                not @ Sym::Not(_) => not,
            }),
            Op::Select(condition, yes, no) => of(match self.is(*condition, 0) {
                Ok(true) => self.sym(*no),
                Ok(false) => self.sym(*yes),
                Err(status) => Sym::Not(status),
            }),
            Op::IsKnown(a) => {
                let is = matches!(self.sym(*a), Sym::Known(_));
                known(Fraction::whole(i128::from(is)))
            }
            Op::OrZero(a) => of(match self.sym(*a) {
                Sym::Not(Status::NotInForce | Status::NotSettled) => Sym::Known(Fraction::whole(0)),
                other => other,
            }),
            op @ (Op::Pick(..) | Op::MonthsBetween(..) | Op::YearOf(_)) => of(self.one_by_one(op)),
        }
    }

    fn both(&self, a: SlotId, b: SlotId) -> Result<(Fraction, Fraction), Status> {
        match (self.sym(a), self.sym(b)) {
            (Sym::Known(a), Sym::Known(b)) => Ok((a, b)),
            (Sym::Not(a), Sym::Not(b)) => Err(a.max(b)),
            (Sym::Not(status), _) | (_, Sym::Not(status)) => Err(status),
        }
    }

    fn two(&mut self, a: SlotId, b: SlotId, f: fn(&Fraction, &Fraction) -> Fraction) -> Sym {
        match self.both(a, b) {
            Ok((a, b)) => self.within(f(&a, &b)),
            Err(status) => Sym::Not(status),
        }
    }

    /// The function where it stays in the engine's range, else an overflow; ends where that changes.
    fn within(&mut self, value: Fraction) -> Sym {
        let value = self.followed(value);
        if self.inside(&value, i128::MIN, i128::MAX) {
            Sym::Known(value)
        } else {
            Sym::Not(Status::Overflow)
        }
    }

    /// Whether a function lies between two numbers; ends the pass where that changes.
    pub(super) fn inside(&mut self, value: &Fraction, least: i128, most: i128) -> bool {
        let limit = most.min(least.checked_abs().unwrap_or(i128::MAX));
        if value.over.surely_within(self.from, self.to, limit) {
            return true;
        }
        let over = value.over_difference(&Fraction::whole(most));
        self.shorten(&over, Ordering::is_gt);
        let under = value.over_difference(&Fraction::whole(least));
        self.shorten(&under, Ordering::is_lt);
        over.sign_at(self.from).is_le() && under.sign_at(self.from).is_ge()
    }

    /// The function, or its value at the beginning alone where it is too tangled.
    fn followed(&mut self, value: Fraction) -> Fraction {
        if value.degree() <= MAX_DEGREE {
            return value;
        }
        self.single = true;
        self.to = self.from;
        value.frozen(self.from).unwrap_or(value)
    }

    fn extreme(&mut self, a: SlotId, b: SlotId, wanted: Ordering) -> Node {
        let (a, b) = match self.both(a, b) {
            Ok(both) => both,
            Err(status) => {
                return Node {
                    sym: Sym::Not(status),
                    first: true,
                };
            }
        };
        let off = a.over_difference(&b);
        let ahead = off.sign_ahead(self.from, self.to);
        let first = ahead == wanted || ahead.is_eq();
        // Where both are equal either serves, so the one in hand goes on serving.
        let keeps = if first { wanted } else { wanted.reverse() };
        if !ahead.is_eq() {
            self.shorten(&off, |sign| sign == keeps || sign.is_eq());
        }
        Node {
            sym: Sym::Known(if first { a } else { b }),
            first,
        }
    }

    fn kleene(&mut self, a: SlotId, b: SlotId, deciding: i128) -> Sym {
        let whole = |n| Sym::Known(Fraction::whole(n));
        let mut greatest = Status::Known;
        for side in [a, b] {
            if self.found(side).is_none() {
                // It was not needed: the other side decides.
                continue;
            }
            match self.is(side, deciding) {
                Ok(true) => return whole(deciding),
                Ok(false) => {}
                Err(status) => greatest = greatest.max(status),
            }
        }
        match greatest {
            Status::Known => whole(1 - deciding),
            status => Sym::Not(status),
        }
    }

    /// A division: to the nearest, or declared by an amount, it is followed unrounded; down and up are
    /// steps of the law, each a stretch.
    fn divided(&mut self, a: &Fraction, b: &Fraction, mode: Rounding, declared: bool) -> Sym {
        self.shorten(&b.over, Ordering::is_gt);
        self.shorten(&b.over, Ordering::is_lt);
        let (over, under) = match b.over.sign_at(self.from) {
            Ordering::Equal => return Sym::Not(Status::ZeroDivisor),
            Ordering::Greater => (a.over.mul(&b.under), a.under.mul(&b.over)),
            Ordering::Less => {
                let minus = Int::Small(-1);
                let over = a.over.mul(&b.under).times(&minus);
                (over, a.under.mul(&b.over).times(&minus))
            }
        };
        let value = self.followed(Fraction::new(over, under));
        let step = match mode {
            Rounding::Down | Rounding::Up if !declared => mode,
            _ => return self.within(value),
        };
        let Some(floor) = value.floor_at(self.from) else {
            return Sym::Not(Status::Overflow);
        };
        let at_floor = value.over.sub(&value.under.times(&floor));
        let whole = at_floor.sign_at(self.from).is_eq();
        let (result, low_open) = match step {
            Rounding::Up if !whole => (floor.add(&Int::ONE), true),
            Rounding::Up => (floor, true),
            _ => (floor, false),
        };
        // Down: result ≤ value < result + 1. Up: result − 1 < value ≤ result.
        let low = if low_open {
            result.sub(&Int::ONE)
        } else {
            result.clone()
        };
        let above = value.over.sub(&value.under.times(&low));
        let below = value.over.sub(&value.under.times(&low.add(&Int::ONE)));
        self.shorten(
            &above,
            |sign| if low_open { sign.is_gt() } else { sign.is_ge() },
        );
        self.shorten(
            &below,
            |sign| if low_open { sign.is_le() } else { sign.is_lt() },
        );
        self.within(Fraction::of(Poly::constant(result)))
    }

    /// What can only be told where its operands stand still: as long as they do, else one position.
    fn one_by_one(&mut self, op: &Op) -> Sym {
        let mut still = true;
        let mut unknown = Status::Known;
        op.for_each_operand(|operand| match self.sym(operand) {
            Sym::Known(value) => still &= value.is_constant(),
            Sym::Not(status) => unknown = unknown.max(status),
        });
        if unknown != Status::Known {
            return Sym::Not(unknown);
        }
        let at = |pass: &Self, t: i128| {
            let cell = |slot| match pass.sym(slot) {
                Sym::Known(value) => value
                    .floor_at(t)
                    .and_then(|n| n.small())
                    .map_or(Cell::not(Status::Overflow), Cell::known),
                Sym::Not(status) => Cell::not(status),
            };
            apply(op, cell).unwrap_or_default()
        };
        let result = at(self, self.from);
        if !still {
            let mut straight = 0;
            op.for_each_operand(|operand| {
                if let Sym::Known(value) = self.sym(operand)
                    && !value.is_constant()
                {
                    let line = value.degree() == 1 && value.under.degree() == 0;
                    straight += if line { 1 } else { 2 };
                }
            });
            // Past the calendar on both ends it could come back between.
            let steady = !matches!(op, Op::Pick(..)) && straight == 1 && result.is_known();
            let end = if steady { self.to } else { self.from };
            self.single |= !steady;
            self.to = self.last_like(end, |pass, t| at(pass, t) == result);
        }
        from_cell(result)
    }

    /// The last position up to which something that changes once for good still holds.
    fn last_like(&self, end: i128, holds: impl Fn(&Self, i128) -> bool) -> i128 {
        if holds(self, end) {
            return end;
        }
        let (mut like, mut other) = (self.from, end);
        while other - like > 1 {
            let middle = like + (other - like) / 2;
            if holds(self, middle) {
                like = middle;
            } else {
                other = middle;
            }
        }
        like
    }
}

fn from_cell(cell: Cell) -> Sym {
    match cell.status {
        Status::Known => Sym::Known(Fraction::whole(cell.value)),
        status => Sym::Not(status),
    }
}
