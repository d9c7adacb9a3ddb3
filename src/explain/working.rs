//! The calculation of an amount taken apart, ready to be done again elsewhere: in the cells of a
//! workbook, or with pencil and paper.
//!
//! A [`Working`] is a formula with one enterprise's numbers: branches taken, rows written out, figures
//! of the law in place. It is given only where it comes to the very number of the run, so whoever
//! writes it down need not compute anything to know the result.

use super::build::Source;
use super::explanation::Phrase;
use super::values::{day, rational};
use super::words::{Traced, named_part, part_in_numbers};
use crate::base::number::divide;
use crate::base::{Map, Rational, Rounding, Unit};
use crate::check::expr::{Formula, NodeId, NodeKind, Ty};
use crate::check::rulebook::{Amount, AmountRounding, FactSlotId, ParameterId, Timing};
use crate::formula::BinaryOp;
use crate::program::plan::{AmountPlan, Num, Operand, SegmentPlan};
use crate::program::{AmountRef, Op, Status};

/// An amount, part by part.
#[derive(Clone, PartialEq, Debug)]
pub struct Worked {
    /// Which amount.
    pub of: AmountRef,
    /// Its parts by law.
    pub parts: Vec<WorkedPart>,
    /// How they make the whole; `None` where they do not come to it.
    pub joining: Option<Joining>,
}

/// How parts make an amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joining {
    /// The one part is the amount.
    Single,
    /// Each part, as it is rounded, times its months.
    Months,
    /// Each part, exact, times its months ÷ 12; the sum is rounded.
    Twelfths,
}

/// An amount's part under one law.
#[derive(Clone, PartialEq, Debug)]
pub struct WorkedPart {
    /// Which part of the explanation it is.
    pub segment: usize,
    /// Months it counts for; 0 where months do not matter.
    pub months: u32,
    /// Its value in base units as the whole is made from it, if it is known.
    pub value: Option<Rational>,
    /// What is multiplied, where that is known and comes to the value.
    pub factors: Option<Factors>,
}

/// Base × rate. Both may hold several factors; an empty base is one time, an empty rate one to one.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Factors {
    /// What the enterprise has: facts and amounts, or what was reckoned from them.
    pub base: Vec<Factor>,
    /// What the law sets; else the last of several factors, a price.
    pub rate: Vec<Factor>,
}

/// One factor.
#[derive(Clone, PartialEq, Debug)]
pub struct Factor {
    /// How it is reckoned.
    pub working: Working,
    /// Whether it divides.
    pub divides: bool,
    /// Its unit.
    pub unit: Unit,
    /// What it is, in words.
    pub words: Phrase,
    /// The same with numbers and units.
    pub numbers: Phrase,
}

/// A calculation with numbers in base units.
#[derive(Clone, PartialEq, Debug)]
pub enum Working {
    /// A number of the formula, or one that is reckoned in another way (a day count, a progressive sum).
    Number(Rational),
    /// A fact as stated.
    Fact(FactSlotId, Rational),
    /// A figure of the law.
    Law(ParameterId, Rational),
    /// The value of another amount: one of its parts, or the whole.
    Amount(AmountRef, Option<usize>, Rational),
    /// The other sign.
    Negate(Box<Working>),
    /// A sum.
    Sum(Vec<Working>),
    /// A product.
    Product(Vec<Working>),
    /// A quotient.
    Quotient(Box<Working>, Box<Working>),
    /// The least.
    Least(Vec<Working>),
    /// The greatest.
    Greatest(Vec<Working>),
    /// Rounded to whole steps.
    Rounded(Box<Working>, Rational, Rounding),
}

impl Working {
    /// Whether it is one number, not reckoned from others.
    pub fn is_single(&self) -> bool {
        matches!(
            self,
            Working::Number(_) | Working::Fact(..) | Working::Law(..) | Working::Amount(..)
        )
    }

    /// What it comes to, exactly; `None` past what can be counted.
    pub fn value(&self) -> Option<Rational> {
        match self {
            Working::Number(value)
            | Working::Fact(_, value)
            | Working::Law(_, value)
            | Working::Amount(_, _, value) => Some(*value),
            Working::Negate(a) => Some(a.value()?.neg()),
            Working::Sum(all) => all
                .iter()
                .try_fold(Rational::ZERO, |sum, one| sum.add(one.value()?)),
            Working::Product(all) => all
                .iter()
                .try_fold(Rational::ONE, |product, one| product.mul(one.value()?)),
            Working::Quotient(a, b) => a.value()?.div(b.value()?),
            Working::Least(all) => chosen(all, |next, best| next < best),
            Working::Greatest(all) => chosen(all, |next, best| next > best),
            Working::Rounded(a, step, mode) => rounded(a.value()?, *step, *mode),
        }
    }
}

impl Factors {
    /// Base × rate.
    pub fn value(&self) -> Option<Rational> {
        product(&self.base)?.mul(product(&self.rate)?)
    }
}

/// What factors come to together.
pub fn product(factors: &[Factor]) -> Option<Rational> {
    factors.iter().try_fold(Rational::ONE, |product, factor| {
        let value = factor.working.value()?;
        if factor.divides {
            product.div(value)
        } else {
            product.mul(value)
        }
    })
}

/// Whole steps, in base units.
fn rounded(value: Rational, step: Rational, mode: Rounding) -> Option<Rational> {
    let steps = value.div(step)?;
    Rational::new(divide(steps.num(), steps.den(), mode)?, 1)?.mul(step)
}

fn chosen(all: &[Working], better: fn(Rational, Rational) -> bool) -> Option<Rational> {
    let mut best: Option<Rational> = None;
    for one in all {
        let next = one.value()?;
        if best.is_none_or(|best| better(next, best)) {
            best = Some(next);
        }
    }
    best
}

/// Takes an amount apart; `None` if the program does not have it.
pub fn worked(source: Source<'_>, of: AmountRef) -> Option<Worked> {
    let plan = source.plan(of)?;
    let amount = &source.book.amounts[of.amount];
    let counted = counted(source, amount, of, plan);
    let joining = joining(amount, &counted);
    let part = |&(segment, part): &(usize, &SegmentPlan)| {
        let number = shown_of(joining, part);
        let cell = source.cells[number.slot];
        // A part before the law, or before it is settled, adds nothing.
        let nothing = matches!(cell.status, Status::NotInForce | Status::NotSettled);
        let value = rational(cell, number.den).or(nothing.then_some(Rational::ZERO));
        let taken = Taker {
            source,
            formula: &amount.formula,
            nodes: &part.nodes.formula,
        };
        let exact = rational(source.cells[part.exact.slot], part.exact.den);
        let factors = taken.factors(of.row);
        WorkedPart {
            segment,
            months: part.months,
            value,
            // A condition that fails makes it nothing whatever the formula says.
            factors: factors.filter(|factors| exact.is_some() && factors.value() == exact),
        }
    };
    let parts: Vec<WorkedPart> = counted.iter().map(part).collect();
    let total = rational(source.cells[plan.total.slot], plan.total.den);
    let reached = joining.is_some_and(|how| whole(amount, how, &parts) == total);
    Some(Worked {
        of,
        joining: joining.filter(|_| total.is_some() && reached),
        parts,
    })
}

/// The parts that count: of an event the one of its day, else all.
fn counted<'a>(
    source: Source<'_>,
    amount: &Amount,
    of: AmountRef,
    plan: &'a AmountPlan,
) -> Vec<(usize, &'a SegmentPlan)> {
    let day = amount.on.and_then(|fact| {
        let row = source.book.facts[fact].group.and(of.row).unwrap_or(0);
        let slot = source.book.slot(fact, row);
        let mut ops = source.program.ops.iter();
        let (at, _) = ops.find(|(_, op)| **op == Op::Fact(slot))?;
        day(source.cells[at].get()?)
    });
    let all = plan.segments.iter().enumerate();
    let of_day = |part: &SegmentPlan| day.is_some_and(|day| part.from <= day && day <= part.to);
    if plan.segments.len() > 1 && plan.segments.iter().any(of_day) {
        all.filter(|(_, part)| of_day(part)).collect()
    } else {
        all.collect()
    }
}

fn joining(amount: &Amount, counted: &[(usize, &SegmentPlan)]) -> Option<Joining> {
    let single = counted.len() == 1;
    let whole_year = single && counted.iter().all(|(_, part)| part.months == 12);
    match amount.timing {
        Timing::Month | Timing::PreviousYear => Some(Joining::Months),
        Timing::Year if !whole_year => Some(Joining::Twelfths),
        _ => single.then_some(Joining::Single),
    }
}

/// The value of a part that the whole is made from.
fn shown_of(joining: Option<Joining>, part: &SegmentPlan) -> Num {
    match joining {
        Some(Joining::Twelfths) => part.exact,
        _ => part.rounded,
    }
}

fn whole(amount: &Amount, joining: Joining, parts: &[WorkedPart]) -> Option<Rational> {
    let share = |part: &WorkedPart| {
        let months = Rational::whole(i64::from(part.months));
        let value = part.value?;
        match joining {
            Joining::Single => Some(value),
            Joining::Months => value.mul(months),
            Joining::Twelfths => value.mul(months.div(Rational::whole(12))?),
        }
    };
    let sum = parts
        .iter()
        .try_fold(Rational::ZERO, |sum, part| sum.add(share(part)?))?;
    match (joining, amount.rounding) {
        (Joining::Twelfths, AmountRounding::To { den, mode }) => {
            rounded(sum, Rational::new(1, den)?, mode)
        }
        _ => Some(sum),
    }
}

/// A node in a row.
type At = (NodeId, Option<u8>);

/// Takes one formula of one run apart.
struct Taker<'a> {
    source: Source<'a>,
    formula: &'a Formula,
    nodes: &'a Map<(NodeId, Option<u8>), Operand>,
}

impl Taker<'_> {
    fn kind(&self, at: At) -> &NodeKind {
        &self.formula.nodes[at.0].kind
    }

    fn factors(&self, row: Option<u8>) -> Option<Factors> {
        let mut all = Vec::new();
        self.flatten((self.formula.root, row), false, &mut all);
        let several = all.len() > 1;
        let law: Vec<bool> = all.iter().map(|(at, _)| self.is_law(*at)).collect();
        let mut factors = Factors::default();
        for (i, (at, divides)) in all.iter().enumerate() {
            let of_law = law.get(i) == Some(&true);
            let in_rate = if law.iter().all(|of_law| *of_law) {
                // All of the law: the first of several is what the others are rates of.
                let literal = matches!(self.kind(*at), NodeKind::Number(_));
                if several { i > 0 } else { !literal }
            } else if law.contains(&true) {
                of_law
            } else {
                several && i + 1 == all.len()
            };
            let factor = self.factor(*at, *divides)?;
            if in_rate {
                factors.rate.push(factor);
            } else {
                factors.base.push(factor);
            }
        }
        Some(factors)
    }

    /// The branch a run took, the only row of a sum.
    fn resolved(&self, at: At) -> At {
        match self.kind(at) {
            NodeKind::If(condition, yes, no) => match self.holds((*condition, at.1)) {
                Some(true) => self.resolved((*yes, at.1)),
                Some(false) => self.resolved((*no, at.1)),
                None => at,
            },
            NodeKind::Sum(_, inner) => match self.rows(at).as_slice() {
                [row] => self.resolved((*inner, Some(*row))),
                _ => at,
            },
            _ => at,
        }
    }

    fn holds(&self, at: At) -> Option<bool> {
        match self.nodes.get(&at)? {
            Operand::Plain(slot) => self.source.cells[*slot].get().map(|holds| holds != 0),
            _ => None,
        }
    }

    /// Rows of a sum that the enterprise states.
    fn rows(&self, at: At) -> Vec<u8> {
        let NodeKind::Sum(group, _) = self.kind(at) else {
            return Vec::new();
        };
        let most = self.source.book.groups[*group].max_rows;
        let there = |row: &u8| match self.nodes.get(&(at.0, Some(*row))) {
            Some(Operand::Plain(slot)) => self.source.cells[*slot].get() == Some(1),
            Some(Operand::Num(number)) => self.source.cells[number.slot].get() == Some(1),
            _ => false,
        };
        (0..most).filter(there).collect()
    }

    fn flatten(&self, at: At, divides: bool, out: &mut Vec<(At, bool)>) {
        let at = self.resolved(at);
        match self.kind(at) {
            NodeKind::Binary(BinaryOp::Multiply, a, b) => {
                self.flatten((*a, at.1), divides, out);
                self.flatten((*b, at.1), divides, out);
            }
            NodeKind::Binary(BinaryOp::Divide, a, b) => {
                self.flatten((*a, at.1), divides, out);
                self.flatten((*b, at.1), !divides, out);
            }
            _ => out.push((at, divides)),
        }
    }

    /// Whether everything in it is a figure of the law, or a number of the formula.
    fn is_law(&self, at: At) -> bool {
        let at = self.resolved(at);
        let kind = self.kind(at);
        match kind {
            NodeKind::Parameter(_) | NodeKind::Lookup(..) | NodeKind::Number(_) => true,
            NodeKind::Negate(_)
            | NodeKind::Round { .. }
            | NodeKind::Binary(..)
            | NodeKind::Min(_)
            | NodeKind::Max(_)
            | NodeKind::Clamp(..) => kind
                .children()
                .iter()
                .all(|child| self.is_law((*child, at.1))),
            _ => false,
        }
    }

    fn factor(&self, at: At, divides: bool) -> Option<Factor> {
        let run = Traced {
            nodes: self.nodes,
            cells: self.source.cells,
        };
        let unit = match &self.formula.nodes[at.0].ty {
            Ty::Number { unit, .. } => unit.clone(),
            _ => Unit::none(),
        };
        Some(Factor {
            working: self.working(at)?,
            divides,
            unit,
            words: named_part(self.source.book, self.formula, at, run),
            numbers: part_in_numbers(self.source.book, self.formula, at, run),
        })
    }

    fn working(&self, at: At) -> Option<Working> {
        let at = self.resolved(at);
        let of = |id: NodeId| self.working((id, at.1));
        let each = |all: &[NodeId]| all.iter().map(|id| of(*id)).collect::<Option<Vec<_>>>();
        match self.kind(at) {
            NodeKind::Number(value) => Some(Working::Number(*value)),
            NodeKind::Fact(fact) => {
                let declared = &self.source.book.facts[*fact];
                let row = declared.group.and(at.1).unwrap_or(0);
                let slot = self.source.book.slot(*fact, row);
                Some(Working::Fact(slot, self.number(at)?))
            }
            NodeKind::Parameter(id) | NodeKind::Lookup(id, _) => {
                Some(Working::Law(*id, self.number(at)?))
            }
            NodeKind::Amount(_) => self.amount(at),
            NodeKind::Negate(a) => Some(Working::Negate(Box::new(of(*a)?))),
            NodeKind::Binary(BinaryOp::Add, a, b) => Some(Working::Sum(each(&[*a, *b])?)),
            NodeKind::Binary(BinaryOp::Subtract, a, b) => {
                let less = Working::Negate(Box::new(of(*b)?));
                Some(Working::Sum(vec![of(*a)?, less]))
            }
            NodeKind::Binary(BinaryOp::Multiply, a, b) => Some(Working::Product(each(&[*a, *b])?)),
            NodeKind::Binary(BinaryOp::Divide, a, b) => {
                Some(Working::Quotient(Box::new(of(*a)?), Box::new(of(*b)?)))
            }
            NodeKind::Min(all) => Some(Working::Least(each(all)?)),
            NodeKind::Max(all) => Some(Working::Greatest(each(all)?)),
            NodeKind::Clamp(x, low, high) => {
                let above = Working::Greatest(each(&[*x, *low])?);
                Some(Working::Least(vec![above, of(*high)?]))
            }
            NodeKind::Round { value, step, mode } => {
                Some(Working::Rounded(Box::new(of(*value)?), *step, *mode))
            }
            NodeKind::Sum(_, inner) => {
                let rows = self.rows(at);
                let rows = rows.iter().map(|row| self.working((*inner, Some(*row))));
                Some(Working::Sum(rows.collect::<Option<_>>()?))
            }
            NodeKind::If(..) => None,
            _ => Some(Working::Number(self.number(at)?)),
        }
    }

    /// A node's number in base units, if it is one and known.
    fn number(&self, at: At) -> Option<Rational> {
        match self.nodes.get(&at)? {
            Operand::Num(number) => rational(self.source.cells[number.slot], number.den),
            _ => None,
        }
    }

    fn amount(&self, at: At) -> Option<Working> {
        let (NodeKind::Amount(amount), Operand::Num(number)) =
            (self.kind(at), self.nodes.get(&at)?)
        else {
            return None;
        };
        let value = rational(self.source.cells[number.slot], number.den)?;
        let declared = &self.source.book.amounts[*amount];
        let of = AmountRef {
            amount: *amount,
            row: declared.group.and(at.1),
        };
        let plan = self.source.plan(of)?;
        let counted = counted(self.source, declared, of, plan);
        let joining = joining(declared, &counted);
        // An amount is read as 0 where it is not in force.
        let read = match self.source.program.ops[number.slot] {
            Op::OrZero(inner) => inner,
            _ => number.slot,
        };
        let known = self.source.cells[read].get().is_some();
        let mut parts = counted.iter();
        let part = parts.position(|(_, part)| shown_of(joining, part).slot == read);
        if !known || part.is_none() && plan.total.slot != read {
            return Some(Working::Number(value));
        }
        Some(Working::Amount(of, part, value))
    }
}
