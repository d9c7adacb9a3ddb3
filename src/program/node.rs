//! Formula nodes to operations, under one law and in one row.

use super::lower::{Law, Lowering, Record, settle, slot_of};
use super::op::{Cell, Comparison, Op, SlotId, Status};
use super::plan::{AmountRef, Knob, Num, Operand};
use super::quotient;
use crate::base::{Date, Rational};
use crate::check::expr::{Formula, InForceOf, NodeId, NodeKind};
use crate::check::history::Law as Dated;
use crate::check::rulebook::{FactId, FactKind, GroupId, LeverId, ParameterId, Shape};
use crate::formula::BinaryOp;

impl Lowering<'_> {
    /// What a node becomes; remembered in `record` for the trace.
    pub(super) fn node(
        &mut self,
        formula: &Formula,
        id: NodeId,
        row: Option<u8>,
        law: Law<'_>,
        record: &mut Record,
    ) -> Operand {
        let outer = self.builder.origin;
        if let Some(origin) = &mut self.builder.origin {
            (origin.node, origin.row, origin.bracket) = (Some(id), row, None);
        }
        let operand = self.fresh(formula, id, row, law, record);
        self.builder.origin = outer;
        if self.trace {
            record.insert((id, row), operand);
        }
        operand
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one short arm a node kind, all in one place"
    )]
    fn fresh(
        &mut self,
        formula: &Formula,
        id: NodeId,
        row: Option<u8>,
        law: Law<'_>,
        record: &mut Record,
    ) -> Operand {
        macro_rules! of {
            ($child:expr) => {
                self.node(formula, *$child, row, law, record)
            };
        }
        let kind = &formula.nodes[id].kind;
        match kind {
            NodeKind::Number(value) => Operand::Num(self.builder.rational(*value)),
            NodeKind::Bool(value) => Operand::Plain(self.builder.bool(*value)),
            NodeKind::Date(date) => self.day(*date),
            NodeKind::Option(at) => Operand::Plain(self.builder.whole(i128::from(*at))),
            NodeKind::Fact(fact) => self.fact(*fact, row, law),
            NodeKind::Parameter(parameter) => self.parameter(*parameter, law),
            NodeKind::Amount(amount) => {
                let row = self.book(law).amounts[*amount].group.and(row);
                Operand::Num(self.read(
                    AmountRef {
                        amount: *amount,
                        row,
                    },
                    law,
                ))
            }
            NodeKind::Negate(a) => {
                let a = of!(a);
                quotient::negate(&mut self.builder, a)
            }
            NodeKind::Not(a) => {
                let a = of!(a);
                let a = slot_of(a);
                Operand::Plain(self.builder.push(Op::Not(a)))
            }
            NodeKind::Binary(op, a, b) => {
                let (a, b) = (of!(a), of!(b));
                self.binary(*op, a, b)
            }
            NodeKind::If(condition, yes, no) => {
                let condition = of!(condition);
                let (yes, no) = (of!(yes), of!(no));
                let condition = slot_of(condition);
                quotient::choose(&mut self.builder, condition, yes, no)
            }
            NodeKind::Min(all) | NodeKind::Max(all) => {
                let parts: Vec<Num> = all
                    .iter()
                    .map(|part| {
                        let part = of!(part);
                        settle(part)
                    })
                    .collect();
                let least = matches!(kind, NodeKind::Min(_));
                let builder = &mut self.builder;
                let best = parts.into_iter().reduce(|a, b| {
                    if least {
                        builder.min(a, b)
                    } else {
                        builder.max(a, b)
                    }
                });
                Operand::Num(best.unwrap_or_else(|| self.builder.none(Status::NotCovered)))
            }
            NodeKind::Clamp(x, low, high) => {
                let (x, low, high) = (of!(x), of!(low), of!(high));
                let (x, low, high) = (settle(x), settle(low), settle(high));
                let capped = self.builder.min(x, high);
                Operand::Num(self.builder.max(capped, low))
            }
            NodeKind::Round { value, step, mode } => match of!(value) {
                Operand::Quotient(n, m) => {
                    Operand::Num(self.builder.round_quotient((n, m), *step, *mode))
                }
                other => {
                    let value = settle(other);
                    Operand::Num(self.builder.round(value, *step, *mode))
                }
            },
            NodeKind::Lookup(table, x) => {
                let x = of!(x);
                self.lookup(*table, x, law)
            }
            NodeKind::Marginal(table, x) => {
                let x = of!(x);
                let x = settle(x);
                Operand::Num(self.marginal(*table, x, law))
            }
            NodeKind::Sum(group, inner) => self.sum(formula, (id, *group, *inner), law, record),
            NodeKind::Any(group, inner) => self.any(formula, *group, *inner, law, record),
            NodeKind::Count(group) => {
                let mut sum = self.builder.rational(Rational::ZERO);
                for row in 0..self.book(law).groups[*group].max_rows {
                    let present = Num {
                        slot: self.builder.push(Op::Row(*group, row)),
                        den: 1,
                    };
                    sum = self.builder.add(sum, present);
                }
                Operand::Num(sum)
            }
            NodeKind::Applies(lever) => Operand::Plain(self.lever(*lever, law).applies),
            NodeKind::InForce(of) => {
                let cell = self.in_force(*of, law);
                Operand::Plain(self.builder.cell(cell))
            }
            NodeKind::Known(fact) => {
                let fact = self.fact(*fact, row, law);
                let slot = slot_of(fact);
                Operand::Plain(self.builder.push(Op::IsKnown(slot)))
            }
            NodeKind::MonthsBetween(a, b) => {
                let (a, b) = (of!(a), of!(b));
                let (a, b) = (slot_of(a), slot_of(b));
                let slot = self.builder.push(Op::MonthsBetween(a, b));
                Operand::Num(Num { slot, den: 1 })
            }
            NodeKind::DaysBetween(a, b) => {
                let (a, b) = (of!(a), of!(b));
                let (a, b) = (slot_of(a), slot_of(b));
                let slot = self.builder.push(Op::Subtract(b, a));
                Operand::Num(Num { slot, den: 1 })
            }
            NodeKind::PeriodStart => self.day(self.period.first().first_day()),
            NodeKind::PeriodEnd => self.day(self.period.last().last_day()),
            NodeKind::PeriodYear => {
                let year = Rational::whole(i64::from(self.period.calendar_year()));
                Operand::Num(self.builder.rational(year))
            }
            NodeKind::YearOf(day) => {
                let day = of!(day);
                let day = slot_of(day);
                let slot = self.builder.push(Op::YearOf(day));
                Operand::Num(Num { slot, den: 1 })
            }
        }
    }

    fn day(&mut self, date: Date) -> Operand {
        Operand::Plain(self.builder.whole(i128::from(date.days())))
    }

    fn fact(&mut self, fact: FactId, row: Option<u8>, law: Law<'_>) -> Operand {
        let book = self.book(law);
        let declared = &book.facts[fact];
        let row = declared.group.and(row).unwrap_or(0);
        let slot = self.builder.push(Op::Fact(book.slot(fact, row)));
        match declared.kind {
            FactKind::Number { den, .. } => Operand::Num(Num { slot, den }),
            _ => Operand::Plain(slot),
        }
    }

    fn in_force(&self, of: InForceOf, law: Law<'_>) -> Cell {
        let off = |lever: LeverId| law.off.contains(lever);
        match of {
            InForceOf::Lever(lever) => {
                let in_force = self.book(law).levers[lever].in_force_on(law.day);
                Cell::known(i128::from(!off(lever) && in_force))
            }
            InForceOf::Parameter(parameter) => {
                let history = &self.book(law).parameters[parameter].history;
                match history.at(law.day, &off).0 {
                    Dated::Absent => Cell::known(0),
                    Dated::Unknown => Cell::not(Status::NotCovered),
                    _ => Cell::known(1),
                }
            }
        }
    }

    /// The law of a parameter as an operand of its kind.
    fn parameter(&mut self, id: ParameterId, law: Law<'_>) -> Operand {
        let book = self.book(law);
        let standing = book.parameters[id].history.dated(law.day);
        let owner_off = standing
            .and_then(|dated| dated.lever)
            .is_some_and(|lever| law.off.contains(lever));
        // Without the lever that owns the value of the day its setting is as absent as the value.
        let turned = |knob: &Knob| knob.parameter == id && !owner_off;
        if let Some((knob, setting)) = self.knobs.iter().find(|(_, knob)| turned(knob)) {
            let den = setting.den;
            return Operand::Num(Num {
                slot: self.builder.push(Op::Knob(knob)),
                den,
            });
        }
        let off = |lever: LeverId| law.off.contains(lever);
        let parameter = &book.parameters[id];
        let value = parameter.history.at(law.day, &off).0;
        let number = matches!(parameter.shape, Shape::Number(_));
        match value {
            Dated::Number(value) => Operand::Num(self.builder.rational(*value)),
            Dated::Bool(value) => Operand::Plain(self.builder.bool(*value)),
            Dated::Date(date) => self.day(*date),
            Dated::Option(at) => Operand::Plain(self.builder.whole(i128::from(*at))),
            other => {
                let none = self.builder.none(status(other));
                if number {
                    Operand::Num(none)
                } else {
                    Operand::Plain(none.slot)
                }
            }
        }
    }

    fn binary(&mut self, op: BinaryOp, a: Operand, b: Operand) -> Operand {
        let builder = &mut self.builder;
        let comparison = match op {
            BinaryOp::Add => return quotient::add(builder, a, b, false),
            BinaryOp::Subtract => return quotient::add(builder, a, b, true),
            BinaryOp::Multiply => return quotient::multiply(builder, a, b),
            BinaryOp::Divide => return quotient::divide(builder, a, b),
            BinaryOp::And | BinaryOp::Or => {
                let (a, b) = (slot_of(a), slot_of(b));
                let and = op == BinaryOp::And;
                let builder = &mut self.builder;
                return Operand::Plain(if and {
                    builder.and(a, b)
                } else {
                    builder.or(a, b)
                });
            }
            BinaryOp::Equal => (Comparison::Equal, a, b),
            BinaryOp::NotEqual => (Comparison::NotEqual, a, b),
            BinaryOp::Less => (Comparison::Less, a, b),
            BinaryOp::AtMost => (Comparison::AtMost, a, b),
            BinaryOp::More => (Comparison::Less, b, a),
            BinaryOp::AtLeast => (Comparison::AtMost, b, a),
        };
        let (comparison, a, b) = comparison;
        Operand::Plain(quotient::compare(builder, comparison, a, b))
    }

    fn lookup(&mut self, table: ParameterId, x: Operand, law: Law<'_>) -> Operand {
        let book = self.book(law);
        let off = |lever: LeverId| law.off.contains(lever);
        let parameter = &book.parameters[table];
        match (parameter.history.at(law.day, &off).0, &parameter.shape) {
            (Dated::Brackets(rows), Shape::Brackets { upper_included, .. }) => {
                let comparison = if *upper_included {
                    Comparison::AtMost
                } else {
                    Comparison::Less
                };
                let mut value = self.builder.none(Status::NotCovered);
                for (at, (upto, law)) in rows.iter().enumerate().rev() {
                    self.bracket(at);
                    let row = self.law_number(law);
                    value = match upto {
                        None => row,
                        Some(bound) => {
                            let bound = Operand::Num(self.builder.rational(*bound));
                            let within = quotient::compare(&mut self.builder, comparison, x, bound);
                            self.builder.choose(within, row, value)
                        }
                    };
                }
                Operand::Num(value)
            }
            (Dated::Rows(rows), _) => {
                let numbers: Vec<Num> = rows.iter().map(|row| self.law_number(row)).collect();
                // Where every option has the same value the option is not asked.
                if let Some((first, rest)) = numbers.split_first()
                    && rest.iter().all(|number| number == first)
                {
                    return Operand::Num(*first);
                }
                let (slots, den) = self.builder.aligned(&numbers);
                let cells: Vec<Cell> = slots
                    .iter()
                    .map(|slot| self.builder.constant(*slot).unwrap_or_default())
                    .collect();
                let index = slot_of(x);
                Operand::Num(Num {
                    slot: self.builder.push(Op::Pick(index, cells)),
                    den,
                })
            }
            (other, _) => Operand::Num(self.builder.none(status(other))),
        }
    }

    /// Σ rate × the part of `x` inside each bracket.
    fn marginal(&mut self, table: ParameterId, x: Num, law: Law<'_>) -> Num {
        let book = self.book(law);
        let off = |lever: LeverId| law.off.contains(lever);
        let rows = match book.parameters[table].history.at(law.day, &off).0 {
            Dated::Brackets(rows) => rows,
            other => return self.builder.none(status(other)),
        };
        let zero = self.builder.rational(Rational::ZERO);
        let (mut sum, mut below) = (zero, zero);
        for (at, (upto, value)) in rows.iter().enumerate() {
            self.bracket(at);
            let rate = self.law_number(value);
            let top = upto.map(|bound| self.builder.rational(bound));
            let capped = top.map_or(x, |top| self.builder.min(x, top));
            let inside = self.builder.subtract(capped, below);
            let inside = self.builder.max(inside, zero);
            let part = self.builder.multiply(inside, rate);
            // A bracket without a figure matters only to what reaches into it.
            let reached = self.builder.compare(Comparison::Less, below, x);
            let settled = self.builder.constant(rate.slot).is_some_and(Cell::is_known);
            let part = if settled {
                part
            } else {
                self.builder.choose(reached, part, zero)
            };
            sum = self.builder.add(sum, part);
            below = top.unwrap_or(below);
        }
        sum
    }

    /// What is pushed from now on tells this bracket from the next.
    fn bracket(&mut self, at: usize) {
        if let Some(origin) = &mut self.builder.origin {
            origin.bracket = Some(at);
        }
    }

    fn law_number(&mut self, law: &Dated) -> Num {
        match law {
            Dated::Number(value) => self.builder.rational(*value),
            other => self.builder.none(status(other)),
        }
    }

    fn sum(
        &mut self,
        formula: &Formula,
        (id, group, inner): (NodeId, GroupId, NodeId),
        law: Law<'_>,
        record: &mut Record,
    ) -> Operand {
        let zero = self.builder.rational(Rational::ZERO);
        let mut sum = zero;
        for row in 0..self.book(law).groups[group].max_rows {
            let part = self.node(formula, inner, Some(row), law, record);
            let part = settle(part);
            let present = self.builder.push(Op::Row(group, row));
            if self.trace {
                // Under the sum's own id and a row stands whether the row is there.
                record.insert((id, Some(row)), Operand::Plain(present));
            }
            let part = self.builder.choose(present, part, zero);
            sum = self.builder.add(sum, part);
        }
        Operand::Num(sum)
    }

    fn any(
        &mut self,
        formula: &Formula,
        group: GroupId,
        inner: NodeId,
        law: Law<'_>,
        record: &mut Record,
    ) -> Operand {
        let mut found: SlotId = self.builder.bool(false);
        for row in 0..self.book(law).groups[group].max_rows {
            let part = self.node(formula, inner, Some(row), law, record);
            let part = slot_of(part);
            let present = self.builder.push(Op::Row(group, row));
            let part = self.builder.and(present, part);
            found = self.builder.or(found, part);
        }
        Operand::Plain(found)
    }
}

/// What a law without a value means for what needs one.
fn status(law: &Dated) -> Status {
    match law {
        Dated::Absent => Status::NotInForce,
        Dated::Open => Status::Open,
        _ => Status::NotCovered,
    }
}
