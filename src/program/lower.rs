//! Amounts and levers under one law: gates, formulas and roundings, each lowered once.

use std::collections::BTreeMap;

use super::builder::Builder;
use super::levers::{Dependence, LeverSet};
use super::op::{KnobId, Op, SlotId, Status};
use super::plan::{AmountRef, ConditionPlan, Knob, Nodes, Num, Operand, Origin, Owner};
use crate::base::{Date, IdVec, Period, Rational};
use crate::check::expr::Formula;
use crate::check::rulebook::{AmountRounding, LeverId, Rulebook, Timing};

/// One variant's rulebook with what speeds lowering up.
pub(super) struct Book<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) dependence: Dependence,
}

/// Under which law something is lowered.
#[derive(Clone, Copy)]
pub(super) struct Law<'a> {
    /// Position of the rulebook among the request's.
    pub(super) book: usize,
    /// Levers that are off.
    pub(super) off: &'a LeverSet,
    /// The day whose law holds.
    pub(super) day: Date,
}

/// An amount under one law.
#[derive(Clone)]
pub(super) struct Lowered {
    /// Whether it counts, if anything decides that.
    pub(super) gate: Option<SlotId>,
    /// Its gated value before rounding.
    pub(super) exact: Num,
    /// The same rounded as declared.
    pub(super) rounded: Num,
    /// What its nodes became, if traced.
    pub(super) nodes: Nodes,
}

/// A lever under one law.
#[derive(Clone)]
pub(super) struct LoweredLever {
    pub(super) in_force: bool,
    pub(super) applies: SlotId,
    pub(super) conditions: Vec<ConditionPlan>,
}

type Key<T> = (usize, T, Date, LeverSet);
/// What the nodes of one formula became.
pub(super) type Record = crate::base::Map<(crate::check::expr::NodeId, Option<u8>), Operand>;

/// Lowers amounts and levers, remembering what it has lowered.
pub(super) struct Lowering<'a> {
    pub(super) books: Vec<Book<'a>>,
    pub(super) period: Period,
    pub(super) knobs: IdVec<KnobId, Knob>,
    pub(super) builder: Builder,
    pub(super) trace: bool,
    /// Remember where operations that can switch come from.
    pub(super) origins: bool,
    amounts: BTreeMap<Key<AmountRef>, Lowered>,
    levers: BTreeMap<Key<LeverId>, LoweredLever>,
}

impl<'a> Lowering<'a> {
    pub(super) fn new(books: &[&'a Rulebook], period: Period, knobs: &[Knob]) -> Lowering<'a> {
        let books = books
            .iter()
            .map(|book| Book {
                book,
                dependence: Dependence::of(book),
            })
            .collect();
        Lowering {
            books,
            period,
            knobs: knobs.iter().copied().collect(),
            builder: Builder::default(),
            trace: false,
            origins: false,
            amounts: BTreeMap::new(),
            levers: BTreeMap::new(),
        }
    }

    /// The rulebook of a law. Laws are made by `compile` from this request's books only.
    #[expect(clippy::indexing_slicing, reason = "laws hold positions of this list")]
    pub(super) fn book(&self, law: Law<'_>) -> &'a Rulebook {
        self.books[law.book].book
    }

    #[expect(clippy::indexing_slicing, reason = "laws hold positions of this list")]
    fn dependence(&self, law: Law<'_>) -> &Dependence {
        &self.books[law.book].dependence
    }

    /// A lever's state under a law.
    pub(super) fn lever(&mut self, id: LeverId, law: Law<'_>) -> LoweredLever {
        let relevant = self.dependence(law).lever(id).common(law.off);
        let key = (law.book, id, law.day, relevant);
        if let Some(known) = self.levers.get(&key) {
            return known.clone();
        }
        let book = self.book(law);
        let lever = &book.levers[id];
        let in_force = !law.off.contains(id) && lever.in_force_on(law.day);
        let mut applies = self.builder.bool(in_force);
        let mut conditions = Vec::new();
        let outer = self.builder.origin;
        for (at, condition) in lever.conditions.iter().enumerate() {
            let mut nodes = Record::new();
            self.enter(Owner::Condition(id, at), None, law);
            let holds = self.plain(&condition.test, None, law, &mut nodes);
            applies = self.builder.and(applies, holds);
            conditions.push(ConditionPlan {
                holds,
                nodes: if self.trace { nodes } else { Record::new() },
            });
        }
        self.builder.origin = outer;
        let lowered = LoweredLever {
            in_force,
            applies,
            conditions,
        };
        self.levers.insert(key, lowered.clone());
        lowered
    }

    /// What is pushed from now on comes from this formula.
    fn enter(&mut self, owner: Owner, row: Option<u8>, law: Law<'_>) {
        if self.origins {
            self.builder.origin = Some(Origin {
                owner,
                day: law.day,
                node: None,
                row,
                bracket: None,
            });
        }
    }

    /// Those of the levers that are off that an amount can depend on.
    pub(super) fn relevant(&self, of: AmountRef, law: Law<'_>) -> LeverSet {
        self.dependence(law).amount(of).common(law.off)
    }

    /// An amount under a law, in one row if it is of a group.
    pub(super) fn amount(&mut self, of: AmountRef, law: Law<'_>) -> Lowered {
        let key = (law.book, of, law.day, self.relevant(of, law));
        if let Some(known) = self.amounts.get(&key) {
            return known.clone();
        }
        let outer = self.builder.origin;
        let lowered = self.lower_amount(of, law);
        self.builder.origin = outer;
        self.amounts.insert(key, lowered.clone());
        lowered
    }

    fn lower_amount(&mut self, of: AmountRef, law: Law<'_>) -> Lowered {
        let book = self.book(law);
        let amount = &book.amounts[of.amount];
        let lever = amount.lever.map(|lever| self.lever(lever, law));
        let mut nodes = Nodes::default();
        let mut gate = lever.as_ref().map(|lever| lever.applies);
        if let Some((group, row)) = amount.group.zip(of.row) {
            let present = self.builder.push(Op::Row(group, row));
            gate = Some(gate.map_or(present, |gate| self.builder.and(gate, present)));
        }
        if let Some(when) = &amount.when {
            self.enter(Owner::When(of), of.row, law);
            let holds = self.plain(when, of.row, law, &mut nodes.when);
            gate = Some(gate.map_or(holds, |gate| self.builder.and(gate, holds)));
        }
        self.enter(Owner::Formula(of), of.row, law);
        let zero = self.builder.rational(Rational::ZERO);
        let exact = if lever.is_some_and(|lever| !lever.in_force) {
            self.builder.none(Status::NotInForce)
        } else {
            let value = self.number(&amount.formula, of.row, law, &mut nodes.formula);
            gate.map_or(value, |gate| self.builder.choose(gate, value, zero))
        };
        let rounded = match amount.rounding {
            AmountRounding::Exact => exact,
            AmountRounding::To { den, mode } => {
                let step = Rational::new(1, den).unwrap_or(Rational::ONE);
                self.builder.round(exact, step, mode)
            }
        };
        let nodes = if self.trace { nodes } else { Nodes::default() };
        Lowered {
            gate,
            exact,
            rounded,
            nodes,
        }
    }

    /// How an amount is read by another: rounded, 0 where it is not in force or not settled.
    pub(super) fn read(&mut self, of: AmountRef, law: Law<'_>) -> Num {
        let book = self.book(law);
        let timing = book.amounts[of.amount].timing;
        if matches!(timing, Timing::Settlement | Timing::PreviousYear)
            && !self.period.holds_year_end()
        {
            return self.builder.rational(Rational::ZERO);
        }
        if timing == Timing::PreviousYear {
            return self.previous_year(of, law);
        }
        let lowered = self.amount(of, law);
        self.builder.or_zero(lowered.rounded)
    }

    /// Sum over the months of the calendar year before, each by the law of its first day.
    pub(super) fn previous_year(&mut self, of: AmountRef, law: Law<'_>) -> Num {
        let Some(year) = Period::year(self.period.calendar_year() - 1) else {
            return self.builder.none(Status::NotCovered);
        };
        let mut parts = Vec::new();
        for stretch in super::time::stretches(&[self.book(law)], year) {
            let lowered = self.amount(
                of,
                Law {
                    day: stretch.from,
                    ..law
                },
            );
            parts.push((stretch.months, lowered.rounded));
        }
        self.weighted(&parts)
    }

    /// Σ weight × number; a number that is nowhere in force stays not in force.
    pub(super) fn weighted(&mut self, parts: &[(u32, Num)]) -> Num {
        let absent = |builder: &Builder, number: Num| {
            builder
                .constant(number.slot)
                .is_some_and(|cell| cell.status == Status::NotInForce)
        };
        if let Some((_, first)) = parts.first()
            && parts
                .iter()
                .all(|(_, number)| absent(&self.builder, *number))
        {
            return *first;
        }
        // Equal numbers under different laws are one product.
        let mut grouped: Vec<(u32, Num)> = Vec::new();
        for (weight, number) in parts {
            match grouped.iter_mut().find(|(_, known)| known == number) {
                Some((sum, _)) => *sum += weight,
                None => grouped.push((*weight, *number)),
            }
        }
        let mut sum = self.builder.rational(Rational::ZERO);
        for (weight, number) in &grouped {
            let number = self.builder.or_zero(*number);
            let weighted = self
                .builder
                .times(number, Rational::whole(i64::from(*weight)));
            sum = self.builder.add(sum, weighted);
        }
        let numbers: Vec<Num> = grouped.into_iter().map(|(_, number)| number).collect();
        self.unless_all_absent(&numbers, sum)
    }

    /// The sum, or *not in force* where every part turns out to be: a law of no month is no law.
    fn unless_all_absent(&mut self, parts: &[Num], sum: Num) -> Num {
        let may_be = |part: &Num| self.builder.may_be_absent(part.slot);
        if !parts.iter().all(may_be) {
            return sum;
        }
        let mut all = None;
        for part in parts {
            let known = self.builder.push(Op::IsKnown(part.slot));
            let unknown = self.builder.push(Op::Not(known));
            let read = self.builder.or_zero(*part);
            let read_known = self.builder.push(Op::IsKnown(read.slot));
            let absent = self.builder.and(unknown, read_known);
            all = Some(match all {
                Some(all) => self.builder.and(all, absent),
                None => absent,
            });
        }
        let Some(all) = all else {
            return sum;
        };
        let none = self.builder.none(Status::NotInForce);
        self.builder.choose(all, none, sum)
    }

    /// A formula that must give a number.
    pub(super) fn number(
        &mut self,
        formula: &Formula,
        row: Option<u8>,
        law: Law<'_>,
        record: &mut Record,
    ) -> Num {
        let root = self.node(formula, formula.root, row, law, record);
        settle(root)
    }

    /// A formula that must give a bool, option or day.
    pub(super) fn plain(
        &mut self,
        formula: &Formula,
        row: Option<u8>,
        law: Law<'_>,
        record: &mut Record,
    ) -> SlotId {
        let root = self.node(formula, formula.root, row, law, record);
        slot_of(root)
    }
}

/// The number of an operand that checking has shown to be one.
pub(super) fn settle(operand: Operand) -> Num {
    match operand {
        Operand::Num(number) => number,
        Operand::Quotient(a, _) => a,
        Operand::Plain(slot) => Num { slot, den: 1 },
    }
}

/// The slot of an operand that checking has shown to be a bool, option or day.
pub(super) fn slot_of(operand: Operand) -> SlotId {
    match operand {
        Operand::Num(number) | Operand::Quotient(number, _) => number.slot,
        Operand::Plain(slot) => slot,
    }
}
