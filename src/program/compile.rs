//! A request to a program: every variant's amounts and levers over the stretches of the period.

use std::collections::BTreeMap;

use super::levers::LeverSet;
use super::lower::{Law, Lowered, Lowering};
use super::op::{Comparison, Op, SlotId, Status};
use super::plan::{
    AmountPlan, AmountRef, Knob, LeverPlan, LeverSegment, Num, Origins, Program, SegmentPlan,
    Stretch, VariantPlan,
};
use super::time::{spans, stretches};
use crate::base::{Date, Diagnostic, IdVec, Period, Rational};
use crate::check::expr::NodeKind;
use crate::check::rulebook::{AmountRounding, FactId, LeverId, Rulebook, Timing};
use crate::formula::BinaryOp;

/// What a program is asked to compute.
pub struct Request<'a> {
    /// The period.
    pub period: Period,
    /// What varies, the one to be traced first.
    pub variants: Vec<VariantSpec<'a>>,
    /// Parameters kept as inputs.
    pub knobs: Vec<Knob>,
}

/// A rulebook with some levers off.
pub struct VariantSpec<'a> {
    /// The rulebook; variants of one program must agree in facts and groups.
    pub book: &'a Rulebook,
    /// Levers that are off.
    pub off: LeverSet,
    /// Keep what every formula node became, for explanations.
    pub trace: bool,
    /// Plan only amounts that make the total, in their order.
    pub only_members: bool,
}

/// Compiles a request.
///
/// # Errors
///
/// - `R0601` when the period leaves the months a rulebook covers
/// - `R0603` when a knob is asked for a parameter that something is divided by
/// - `R0602` when products of figures leave the range in which denominators are kept
pub fn compile(request: &Request<'_>) -> Result<Program, Vec<Diagnostic>> {
    Ok(compiled(request, false)?.0)
}

/// Compiles a request and remembers where each operation that can switch comes from.
///
/// # Errors
///
/// As [`compile`].
pub fn compile_with_origins(request: &Request<'_>) -> Result<(Program, Origins), Vec<Diagnostic>> {
    compiled(request, true)
}

fn compiled(request: &Request<'_>, origins: bool) -> Result<(Program, Origins), Vec<Diagnostic>> {
    let mut books: Vec<&Rulebook> = Vec::new();
    let mut positions = Vec::new();
    for variant in &request.variants {
        let known = books
            .iter()
            .position(|book| std::ptr::eq(*book, variant.book));
        positions.push(known.unwrap_or(books.len()));
        if known.is_none() {
            books.push(variant.book);
        }
    }
    for book in &books {
        covers(book, request.period)?;
        divisors(book, &request.knobs)?;
    }
    let mut compiler = Compiler {
        lowering: Lowering::new(&books, request.period, &request.knobs),
        period: request.period,
        stretches: stretches(&books, request.period),
        spans: spans(&books, request.period),
        untraced: BTreeMap::new(),
        too_fine: None,
    };
    compiler.lowering.origins = origins;
    let variants = request
        .variants
        .iter()
        .zip(positions)
        .map(|(spec, book)| compiler.variant(spec, book))
        .collect();
    if let Some(diagnostic) = compiler.too_fine {
        return Err(vec![diagnostic]);
    }
    let builder = compiler.lowering.builder;
    let program = Program {
        period: request.period,
        ops: builder.ops,
        knobs: compiler.lowering.knobs,
        stretches: compiler.stretches,
        variants,
    };
    Ok((program, builder.origins))
}

fn covers(book: &Rulebook, period: Period) -> Result<(), Vec<Diagnostic>> {
    let info = &book.info;
    if period.first() >= info.from && period.last() <= info.to {
        return Ok(());
    }
    let message = format!("the period {period} lies outside the months this rulebook covers");
    Err(vec![Diagnostic::error("R0601", message).help(format!(
        "choose months from {} to {}",
        info.from, info.to
    ))])
}

/// Quotients are told apart when rules are checked, so a divisor cannot become an input afterwards.
fn divisors(book: &Rulebook, knobs: &[Knob]) -> Result<(), Vec<Diagnostic>> {
    let whens = book
        .amounts
        .values()
        .filter_map(|amount| amount.when.as_ref());
    let formulas = book
        .amounts
        .values()
        .map(|amount| &amount.formula)
        .chain(whens);
    let tests = book
        .levers
        .values()
        .flat_map(|lever| &lever.conditions)
        .map(|c| &c.test);
    for formula in formulas.chain(tests) {
        for node in formula.nodes.values() {
            let NodeKind::Binary(BinaryOp::Divide, _, divisor) = node.kind else {
                continue;
            };
            let turned = knobs
                .iter()
                .find(|knob| formula.uses(divisor, knob.parameter));
            if let Some(knob) = turned {
                let id = &book.parameters[knob.parameter].id;
                return Err(vec![
                    Diagnostic::error(
                        "R0603",
                        format!("`{id}` is divided by and cannot be a knob"),
                    )
                    .at(formula.place.part(node.span.0, node.span.1), "divided here")
                    .help("set it by a patch instead"),
                ]);
            }
        }
    }
    Ok(())
}

struct Compiler<'a> {
    lowering: Lowering<'a>,
    period: Period,
    stretches: Vec<Stretch>,
    spans: Vec<(Date, Date)>,
    untraced: BTreeMap<(usize, AmountRef, LeverSet), AmountPlan>,
    /// Names the first amount whose denominators left the range.
    too_fine: Option<Diagnostic>,
}

impl Compiler<'_> {
    fn variant(&mut self, spec: &VariantSpec<'_>, book: usize) -> VariantPlan {
        self.lowering.trace = spec.trace;
        let law = Law {
            book,
            off: &spec.off,
            day: self.period.last().last_day(),
        };
        let mut amounts = Vec::new();
        for (id, amount) in spec.book.amounts.iter() {
            if spec.only_members && amount.kind.sign().is_none() {
                continue;
            }
            let rows = amount.group.map(|group| spec.book.groups[group].max_rows);
            match rows {
                None => amounts.push(self.amount(
                    AmountRef {
                        amount: id,
                        row: None,
                    },
                    law,
                    spec,
                )),
                Some(rows) => amounts.extend((0..rows).map(|row| {
                    self.amount(
                        AmountRef {
                            amount: id,
                            row: Some(row),
                        },
                        law,
                        spec,
                    )
                })),
            }
        }
        let levers: IdVec<LeverId, LeverPlan> = if spec.trace {
            spec.book
                .levers
                .ids()
                .map(|lever| self.lever(lever, law))
                .collect()
        } else {
            IdVec::new()
        };
        VariantPlan { amounts, levers }
    }

    /// An amount of the period; without a trace, variants that switch off the same of the levers it
    /// depends on share one.
    fn amount(&mut self, of: AmountRef, law: Law<'_>, spec: &VariantSpec<'_>) -> AmountPlan {
        if spec.trace {
            return self.fresh_amount(of, law, spec);
        }
        let key = (law.book, of, self.lowering.relevant(of, law));
        if let Some(known) = self.untraced.get(&key) {
            return known.clone();
        }
        let plan = self.fresh_amount(of, law, spec);
        self.untraced.insert(key, plan.clone());
        plan
    }

    fn fresh_amount(&mut self, of: AmountRef, law: Law<'_>, spec: &VariantSpec<'_>) -> AmountPlan {
        let amount = &spec.book.amounts[of.amount];
        let parts = self.parts(amount.timing, of, law);
        let total = self.total(of, law, &parts);
        if self.lowering.builder.too_fine && self.too_fine.is_none() {
            let message = format!(
                "the figures of `{}` multiply to too fine a fraction",
                amount.id
            );
            self.too_fine = Some(
                Diagnostic::error("R0602", message)
                    .at(
                        amount.formula.place,
                        "its figures have too many decimals together",
                    )
                    .help("round an intermediate amount"),
            );
        }
        let present = amount
            .group
            .zip(of.row)
            .map(|(group, row)| self.lowering.builder.push(Op::Row(group, row)));
        let segments = if spec.trace {
            segments(parts)
        } else {
            Vec::new()
        };
        AmountPlan {
            of,
            present,
            total,
            segments,
        }
    }

    /// The laws an amount counts under: first day, last day, months, lowered.
    fn parts(&mut self, timing: Timing, of: AmountRef, law: Law<'_>) -> Vec<Part> {
        let year_end = self.period.last().last_day();
        let laws: Vec<(Date, Date, Date, u32)> = match timing {
            Timing::Month | Timing::Year => self
                .stretches
                .iter()
                .map(|s| (s.from, s.to, s.from, s.months))
                .collect(),
            Timing::Event => self
                .spans
                .iter()
                .map(|(from, to)| (*from, *to, *from, 0))
                .collect(),
            Timing::Settlement | Timing::PreviousYear if !self.period.holds_year_end() => {
                Vec::new()
            }
            Timing::Settlement | Timing::Status => vec![(year_end, year_end, year_end, 0)],
            Timing::PreviousYear => {
                let books: Vec<&Rulebook> = vec![self.lowering.book(law)];
                let year = Period::year(self.period.calendar_year() - 1);
                let before = year.map_or_else(Vec::new, |year| stretches(&books, year));
                before
                    .iter()
                    .map(|s| (s.from, s.to, s.from, s.months))
                    .collect()
            }
        };
        laws.into_iter()
            .map(|(from, to, day, months)| Part {
                from,
                to,
                months,
                lowered: self.lowering.amount(of, Law { day, ..law }),
            })
            .collect()
    }

    fn total(&mut self, of: AmountRef, law: Law<'_>, parts: &[Part]) -> Num {
        let amount = &self.lowering.book(law).amounts[of.amount];
        let rounded: Vec<(u32, Num)> = parts
            .iter()
            .map(|part| (part.months, part.lowered.rounded))
            .collect();
        match amount.timing {
            Timing::Settlement | Timing::PreviousYear if parts.is_empty() => {
                self.lowering.builder.none(Status::NotSettled)
            }
            Timing::Month | Timing::PreviousYear => self.lowering.weighted(&rounded),
            Timing::Year => {
                let exact: Vec<(u32, Num)> = parts
                    .iter()
                    .map(|part| (part.months, part.lowered.exact))
                    .collect();
                let months = self.lowering.weighted(&exact);
                let twelfth = Rational::new(1, 12).unwrap_or(Rational::ONE);
                let year = self.lowering.builder.times(months, twelfth);
                match amount.rounding {
                    AmountRounding::Exact => year,
                    AmountRounding::To { den, mode } => {
                        let step = Rational::new(1, den).unwrap_or(Rational::ONE);
                        self.lowering.builder.round(year, step, mode)
                    }
                }
            }
            Timing::Settlement | Timing::Status => {
                let first = rounded.first().map(|(_, number)| *number);
                first.unwrap_or_else(|| self.lowering.builder.none(Status::NotSettled))
            }
            Timing::Event => self.event(law, parts, amount.on, of.row),
        }
    }

    /// Each span's value if the event lies in it; 0 if it lies in none.
    fn event(&mut self, law: Law<'_>, parts: &[Part], on: Option<FactId>, row: Option<u8>) -> Num {
        let Some(on) = on else {
            return self.lowering.builder.none(Status::NotCovered);
        };
        let book = self.lowering.book(law);
        let row = book.facts[on].group.and(row).unwrap_or(0);
        let day = self.lowering.builder.push(Op::Fact(book.slot(on, row)));
        let mut merged: Vec<(Date, Date, Option<SlotId>, Num)> = Vec::new();
        for part in parts {
            let (gate, value) = (part.lowered.gate, part.lowered.rounded);
            match merged.last_mut() {
                Some((_, to, known_gate, known)) if *known_gate == gate && *known == value => {
                    *to = part.to;
                }
                _ => merged.push((part.from, part.to, gate, value)),
            }
        }
        let builder = &mut self.lowering.builder;
        let zero = builder.rational(Rational::ZERO);
        let absent = |builder: &super::builder::Builder, n: Num| {
            builder
                .constant(n.slot)
                .is_some_and(|cell| cell.status == Status::NotInForce)
        };
        if let Some((.., first)) = merged.first()
            && merged.iter().all(|(.., value)| absent(builder, *value))
        {
            return *first;
        }
        let mut sum = zero;
        for (from, to, gate, value) in merged {
            if absent(builder, value) {
                continue;
            }
            let inside = within(builder, day, from, to);
            let counts = gate.map_or(inside, |gate| builder.and(inside, gate));
            let part = builder.choose(counts, value, zero);
            sum = builder.add(sum, part);
        }
        sum
    }

    fn lever(&mut self, id: LeverId, law: Law<'_>) -> LeverPlan {
        let book = self.lowering.book(law);
        let lever = &book.levers[id];
        let last = self.period.last().last_day();
        let days: Vec<(Date, Date)> = match lever.timing {
            Timing::Month | Timing::Year => self
                .stretches
                .iter()
                .map(|stretch| (stretch.from, stretch.to))
                .collect(),
            Timing::Settlement | Timing::PreviousYear if !self.period.holds_year_end() => {
                Vec::new()
            }
            Timing::Settlement | Timing::PreviousYear | Timing::Status => vec![(last, last)],
            Timing::Event => self.spans.clone(),
        };
        let mut segments = Vec::new();
        for (from, to) in days {
            let lowered = self.lowering.lever(id, Law { day: from, ..law });
            let mut applies = lowered.applies;
            if let Some(on) = lever.on {
                let builder = &mut self.lowering.builder;
                let day = builder.push(Op::Fact(book.slot(on, 0)));
                let inside = within(builder, day, from, to);
                applies = builder.and(inside, applies);
            }
            let conditions = lowered.conditions;
            segments.push(LeverSegment {
                from,
                to,
                in_force: lowered.in_force,
                applies,
                conditions,
            });
        }
        LeverPlan { segments }
    }
}

fn within(builder: &mut super::builder::Builder, day: SlotId, from: Date, to: Date) -> SlotId {
    let bound =
        |builder: &mut super::builder::Builder, date: Date| builder.whole(i128::from(date.days()));
    let (from, to) = (bound(builder, from), bound(builder, to));
    let after = builder.push(Op::Compare(Comparison::AtMost, from, day));
    let before = builder.push(Op::Compare(Comparison::AtMost, day, to));
    builder.and(after, before)
}

struct Part {
    from: Date,
    to: Date,
    months: u32,
    lowered: Lowered,
}

/// Parts for the trace; neighbors that came out the same are one.
fn segments(parts: Vec<Part>) -> Vec<SegmentPlan> {
    let mut out: Vec<SegmentPlan> = Vec::new();
    for part in parts {
        let Lowered {
            gate,
            exact,
            rounded,
            nodes,
        } = part.lowered;
        match out.last_mut() {
            Some(last) if last.gate == gate && last.exact == exact && last.nodes == nodes => {
                last.to = part.to;
                last.months += part.months;
            }
            _ => out.push(SegmentPlan {
                from: part.from,
                to: part.to,
                months: part.months,
                gate,
                exact,
                rounded,
                nodes,
            }),
        }
    }
    out
}
