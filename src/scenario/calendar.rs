//! The months of a period: what is paid, received and kept back, what is due, what can be applied for.
//!
//! The cells of a line add up to its amount exactly. What is paid by the month stands in each month;
//! what counts by the year is spread over the months so that the sums so far are rounded, never the
//! months; what is settled stands in December, an event in the month of its day.

use super::assessment::{Assessment, LeverLine, LeverStatus};
use super::engine::Compiled;
use super::totals::{money, sum};
use crate::base::number::divide;
use crate::base::{Date, Decimal, Month, Rational, Rounding};
use crate::check::expr::Formula;
use crate::check::history::Law;
use crate::check::rulebook::{AmountKind, AmountRounding, LeverId, ParameterId, Shape, Timing};
use crate::enterprise::Enterprise;
use crate::eval::Cells;
use crate::program::AmountRef;
use crate::program::op::Status;
use crate::program::plan::{AmountPlan, Num};

/// The months of a period.
#[derive(Clone, PartialEq, Debug)]
pub struct Calendar {
    /// Each month with its sums.
    pub months: Vec<MonthLine>,
    /// Amounts that are paid, received or kept back, in rulebook order.
    pub lines: Vec<CalendarLine>,
    /// Amounts that would be there, were they known.
    pub left_out: Vec<AmountRef>,
    /// What happens on a day, in order.
    pub days: Vec<DayLine>,
    /// What can be applied for, with the first and the last day in the period.
    pub apply: Vec<(LeverId, Date, Date)>,
}

/// One month.
#[derive(Clone, PartialEq, Debug)]
pub struct MonthLine {
    /// Which.
    pub month: Month,
    /// Costs and surcharges.
    pub paid: Decimal,
    /// Subsidies.
    pub received: Decimal,
    /// Cash kept back for a time.
    pub kept: Decimal,
}

/// One amount over the months.
#[derive(Clone, PartialEq, Debug)]
pub struct CalendarLine {
    /// Which.
    pub of: AmountRef,
    /// Which way the money goes.
    pub flow: Flow,
    /// A cell for each month of the period; they add up to the amount.
    pub cells: Vec<Decimal>,
    /// The day it falls on, of settlements and events.
    pub day: Option<Date>,
}

/// Which way the money goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// Costs and surcharges.
    Paid,
    /// Subsidies.
    Received,
    /// Cash kept for a time.
    Kept,
}

/// Something on a day.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct DayLine {
    /// The day.
    pub day: Date,
    /// What.
    pub what: Happening,
}

/// What happens on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Happening {
    /// A lever comes into force.
    Begins(LeverId),
    /// Its last day.
    Ends(LeverId),
    /// A deadline that conditions of a lever ask for.
    Due(LeverId, ParameterId),
}

/// The calendar of a run that was assessed.
pub(super) fn calendar(
    compiled: &Compiled,
    cells: &Cells,
    enterprise: &Enterprise,
    assessment: &Assessment,
) -> Calendar {
    let plans = compiled.program.variants.first();
    let mut lines = Vec::new();
    let mut left_out = Vec::new();
    for plan in plans.into_iter().flat_map(|variant| &variant.amounts) {
        let amount = &compiled.book.amounts[plan.of.amount];
        let Some(flow) = flow(amount.kind) else {
            continue;
        };
        match spread(compiled, cells, enterprise, plan) {
            Spread::Over(values, day) if values.iter().any(|value| *value != Rational::ZERO) => {
                lines.push((plan.of, flow, values, day));
            }
            Spread::Over(..) => {}
            Spread::Unknown => left_out.push(plan.of),
        }
    }
    let months = compiled.period.months().enumerate();
    let months = months.map(|(at, month)| {
        let total = |wanted: Flow| {
            let lines = lines.iter().filter(|(_, flow, ..)| *flow == wanted);
            money(sum(
                lines.filter_map(|(_, _, cells, _)| cells.get(at).copied())
            ))
        };
        MonthLine {
            month,
            paid: total(Flow::Paid),
            received: total(Flow::Received),
            kept: total(Flow::Kept),
        }
    });
    let line =
        |(of, flow, cells, day): &(AmountRef, Flow, Vec<Rational>, Option<Date>)| CalendarLine {
            of: *of,
            flow: *flow,
            cells: cells.iter().map(|cell| money(*cell)).collect(),
            day: *day,
        };
    Calendar {
        months: months.collect(),
        left_out,
        days: days(compiled, assessment),
        apply: apply(compiled, assessment),
        lines: lines.iter().map(line).collect(),
    }
}

fn flow(kind: AmountKind) -> Option<Flow> {
    match kind {
        AmountKind::Cost | AmountKind::Surcharge => Some(Flow::Paid),
        AmountKind::Subsidy => Some(Flow::Received),
        AmountKind::CashKept => Some(Flow::Kept),
        _ => None,
    }
}

enum Spread {
    /// A value a month, and the day if it is all on one.
    Over(Vec<Rational>, Option<Date>),
    /// The amount is not known.
    Unknown,
}

/// An amount over the months.
fn spread(
    compiled: &Compiled,
    cells: &Cells,
    enterprise: &Enterprise,
    plan: &AmountPlan,
) -> Spread {
    let total = match cells[plan.total.slot].status {
        Status::Known => value(cells, plan.total),
        Status::NotInForce | Status::NotSettled => Some(Rational::ZERO),
        _ => None,
    };
    let Some(total) = total else {
        return Spread::Unknown;
    };
    let amount = &compiled.book.amounts[plan.of.amount];
    let spread = match amount.timing {
        Timing::Month => by_month(compiled, cells, plan),
        Timing::Year => by_year(compiled, cells, plan, total),
        Timing::Settlement | Timing::PreviousYear | Timing::Status | Timing::Event => None,
    };
    if let Some(values) = spread {
        return Spread::Over(values, None);
    }
    let last = compiled.period.last().last_day();
    let day = amount.on.and_then(|on| {
        let slot = compiled.book.slot(on, plan.of.row.unwrap_or(0));
        crate::explain::values::day(enterprise.fact(slot)?)
    });
    let day = day.unwrap_or(last);
    let on_day = |month: Month| {
        if month == day.month() {
            total
        } else {
            Rational::ZERO
        }
    };
    let values: Vec<Rational> = compiled.period.months().map(on_day).collect();
    Spread::Over(values, Some(day))
}

/// Each month its own rounded value.
fn by_month(compiled: &Compiled, cells: &Cells, plan: &AmountPlan) -> Option<Vec<Rational>> {
    let months = compiled.period.months();
    let of = |month: Month| {
        let day = month.first_day();
        let mut segments = plan.segments.iter();
        let segment = segments.find(|segment| segment.from <= day && day <= segment.to)?;
        known_or_zero(cells, segment.rounded)
    };
    months.map(of).collect()
}

/// A year's value in twelfths: the sum up to each month is rounded as the amount is, and a month is
/// what it adds, so that the last sum is the amount.
fn by_year(
    compiled: &Compiled,
    cells: &Cells,
    plan: &AmountPlan,
    total: Rational,
) -> Option<Vec<Rational>> {
    let rounding = compiled.book.amounts[plan.of.amount].rounding;
    let (mut exact, mut before) = (Rational::ZERO, Rational::ZERO);
    let mut values = Vec::new();
    let last = compiled.period.last();
    for month in compiled.period.months() {
        let day = month.first_day();
        let mut segments = plan.segments.iter();
        let segment = segments.find(|segment| segment.from <= day && day <= segment.to)?;
        let year = known_or_zero(cells, segment.exact)?;
        exact = exact.add(year.div(Rational::new(12, 1)?)?)?;
        let now = if month == last {
            total
        } else {
            rounded(exact, rounding)?
        };
        values.push(now.sub(before)?);
        before = now;
    }
    Some(values)
}

fn rounded(value: Rational, rounding: AmountRounding) -> Option<Rational> {
    let (den, mode) = match rounding {
        AmountRounding::To { den, mode } => (den, mode),
        AmountRounding::Exact => (100, Rounding::HalfUp),
    };
    let parts = divide(value.num().checked_mul(den)?, value.den(), mode)?;
    Rational::new(parts, den)
}

fn value(cells: &Cells, number: Num) -> Option<Rational> {
    Rational::new(cells[number.slot].get()?, number.den)
}

fn known_or_zero(cells: &Cells, number: Num) -> Option<Rational> {
    match cells[number.slot].status {
        Status::NotInForce | Status::NotSettled => Some(Rational::ZERO),
        _ => value(cells, number),
    }
}

/// Whether a lever is the enterprise's in this period.
fn concerns(line: &LeverLine) -> bool {
    !matches!(
        line.status,
        LeverStatus::DoesNotApply | LeverStatus::NotInForce | LeverStatus::NotCovered
    )
}

/// Beginnings, last days and deadlines inside the period.
fn days(compiled: &Compiled, assessment: &Assessment) -> Vec<DayLine> {
    let (first, last) = bounds(compiled);
    let inside = |day: Date| first <= day && day <= last;
    let mut days = Vec::new();
    let mut push = |day: Date, what: Happening| {
        if inside(day) {
            days.push(DayLine { day, what });
        }
    };
    for line in &assessment.levers {
        for parameter in deadlines(compiled, line) {
            if let Some(day) = deadline(compiled, parameter, last) {
                push(day, Happening::Due(line.lever, parameter));
            }
        }
        if !concerns(line) {
            continue;
        }
        // Spans that follow on each other are one: only the rule behind them changes.
        let spans = &line.in_force;
        for (at, (from, to)) in spans.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| spans.get(at));
            if before.is_none_or(|(_, end)| end.map(Date::next) != Some(*from)) {
                push(*from, Happening::Begins(line.lever));
            }
            let after = spans.get(at + 1).map(|(next, _)| *next);
            if let Some(to) = to.filter(|to| after != Some(to.next())) {
                push(to, Happening::Ends(line.lever));
            }
        }
    }
    days.sort_unstable();
    days
}

fn bounds(compiled: &Compiled) -> (Date, Date) {
    let period = compiled.period;
    (period.first().first_day(), period.last().last_day())
}

/// The deadlines a lever's conditions ask for, if whatever else they ask is not already false.
fn deadlines(compiled: &Compiled, line: &LeverLine) -> Vec<ParameterId> {
    let lever = &compiled.book.levers[line.lever];
    let asked = |formula: &Formula| -> Vec<ParameterId> {
        let nodes = formula.nodes.values();
        let dates = nodes.filter_map(|node| node.kind.parameter());
        dates
            .filter(|id| compiled.book.parameters[*id].shape == Shape::Date)
            .collect()
    };
    let mut found = Vec::new();
    for (at, condition) in lever.conditions.iter().enumerate() {
        let dates = asked(&condition.test);
        let fails = line.conditions.get(at).and_then(|line| line.holds) == Some(false);
        if dates.is_empty() && fails {
            return Vec::new();
        }
        found.extend(dates);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The day a deadline names by the law of a day.
fn deadline(compiled: &Compiled, parameter: ParameterId, on: Date) -> Option<Date> {
    let history = &compiled.book.parameters[parameter].history;
    match history.at(on, &|lever| compiled.off.contains(lever)).0 {
        Law::Date(day) => Some(*day),
        _ => None,
    }
}

/// Levers that apply and pay, keep or grant something, with the days of the period they are in force.
fn apply(compiled: &Compiled, assessment: &Assessment) -> Vec<(LeverId, Date, Date)> {
    let (first, last) = bounds(compiled);
    let grants = |line: &&LeverLine| {
        let lever = &compiled.book.levers[line.lever];
        let mut kinds = lever.amounts.iter();
        let grants = kinds.any(|amount| {
            let kind = compiled.book.amounts[*amount].kind;
            matches!(
                kind,
                AmountKind::Subsidy | AmountKind::CashKept | AmountKind::Entitlement
            )
        });
        let applies = matches!(line.status, LeverStatus::Applies | LeverStatus::AmountOpen);
        applies && grants
    };
    let lines = assessment.levers.iter().filter(grants);
    lines
        .filter_map(|line| {
            let spans = line.in_force.iter();
            let inside =
                spans.filter(|(from, to)| *from <= last && to.is_none_or(|to| first <= to));
            let from = inside.clone().map(|(from, _)| (*from).max(first)).min()?;
            let to = inside.map(|(_, to)| to.unwrap_or(last).min(last)).max()?;
            Some((line.lever, from, to))
        })
        .collect()
}
