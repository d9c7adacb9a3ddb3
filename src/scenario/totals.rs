//! Amounts and the bottom line of one run.

use super::assessment::{AmountLine, Effect, Member, SegmentLine, StretchLine, Totals, Waterfall};
use super::engine::Compiled;
use crate::base::{Date, Decimal, Rational, Rounding, Set};
use crate::check::rulebook::{Amount, LeverId, ParameterId};
use crate::eval::Cells;
use crate::explain::reasons::{missing_facts, unsettled};
use crate::explain::values::amount_decimal;
use crate::explain::words::Traced;
use crate::program::op::{Cell, Status};
use crate::program::plan::{AmountPlan, Num, VariantPlan};

/// Months of constant law in the period.
pub(super) fn stretches(compiled: &Compiled) -> Vec<StretchLine> {
    let line = |stretch: &crate::program::plan::Stretch| StretchLine {
        first: stretch.from.month(),
        last: stretch.to.month(),
        changes: stretch.changes.clone(),
    };
    compiled.program.stretches.iter().map(line).collect()
}

/// Every amount of the run.
pub(super) fn amounts(compiled: &Compiled, cells: &Cells) -> Vec<AmountLine> {
    let (Some(base), Some(baseline)) = (
        compiled.program.variants.first(),
        compiled.program.variants.get(Compiled::BASELINE),
    ) else {
        return Vec::new();
    };
    base.amounts
        .iter()
        .zip(&baseline.amounts)
        .map(|(plan, baseline)| line(compiled, cells, plan, baseline))
        .collect()
}

fn line(
    compiled: &Compiled,
    cells: &Cells,
    plan: &AmountPlan,
    baseline: &AmountPlan,
) -> AmountLine {
    let amount = &compiled.book.amounts[plan.of.amount];
    let value = |number: Num| amount_decimal(cells[number.slot], number, amount);
    let shown = value(plan.total).filter(|_| summable(cells[plan.total.slot]));
    let status = match cells[plan.total.slot].status {
        Status::Known if shown.is_none() => Status::Overflow,
        status => status,
    };
    AmountLine {
        of: plan.of,
        value: shown,
        status,
        missing: missing_facts(&compiled.book, &compiled.program, cells, plan.total.slot),
        unsettled: match status {
            Status::Open | Status::NotCovered => open_parameters(compiled, cells, plan),
            _ => Vec::new(),
        },
        baseline: value(baseline.total),
        present: plan.present.is_none_or(|slot| cells[slot].get() == Some(1)),
        segments: plan
            .segments
            .iter()
            .map(|segment| SegmentLine {
                from: segment.from,
                to: segment.to,
                months: segment.months,
                value: value(segment.rounded),
                status: cells[segment.rounded.slot].status,
            })
            .collect(),
    }
}

/// Parameters that leave an amount open, through the amounts it reads.
fn open_parameters(compiled: &Compiled, cells: &Cells, plan: &AmountPlan) -> Vec<ParameterId> {
    let mut found = Set::new();
    let mut seen = Set::from([plan.of]);
    let mut open = vec![plan];
    let plans = compiled
        .program
        .variants
        .first()
        .map_or(&[][..], |variant| &variant.amounts);
    while let Some(plan) = open.pop() {
        let amount = &compiled.book.amounts[plan.of.amount];
        for segment in &plan.segments {
            let of = |nodes| Traced { nodes, cells };
            unsettled(&amount.formula, of(&segment.nodes.formula), &mut found);
            if let Some(when) = &amount.when {
                unsettled(when, of(&segment.nodes.when), &mut found);
            }
            if let Some(lever) = amount.lever {
                open_conditions(compiled, cells, lever, segment.from, &mut found);
            }
            for node in amount.formulas().flat_map(|formula| formula.nodes.values()) {
                let crate::check::expr::NodeKind::Amount(read) = node.kind else {
                    continue;
                };
                let next = plans.iter().filter(|next| next.of.amount == read);
                for next in next {
                    let status = cells[next.total.slot].status;
                    if matches!(status, Status::Open | Status::NotCovered) && seen.insert(next.of) {
                        open.push(next);
                    }
                }
            }
        }
    }
    found.into_iter().collect()
}

/// Parameters that leave the conditions of a lever open on a day.
fn open_conditions(
    compiled: &Compiled,
    cells: &Cells,
    lever: LeverId,
    day: Date,
    found: &mut Set<ParameterId>,
) {
    let plan = compiled
        .program
        .variants
        .first()
        .and_then(|variant| variant.levers.get(lever));
    let segments = plan.map_or(&[][..], |plan| &plan.segments);
    let at = segments
        .iter()
        .find(|segment| segment.from <= day && day <= segment.to);
    let Some(segment) = at.or(segments.last()) else {
        return;
    };
    for (condition, plan) in compiled.book.levers[lever]
        .conditions
        .iter()
        .zip(&segment.conditions)
    {
        unsettled(
            &condition.test,
            Traced {
                nodes: &plan.nodes,
                cells,
            },
            found,
        );
    }
}

/// Whether thousands of such values can be summed within `i128`. A value past this counts as overflow:
/// no enterprise has it, but a text from outside may.
pub(super) fn summable(cell: Cell) -> bool {
    cell.value.unsigned_abs() <= 1_000_000_000_000_000_000_000_000_000_000
}

/// One member of the total in one variant: what it contributes, if that is known.
pub(super) fn contribution(cells: &Cells, number: Num, sign: i128) -> Option<Rational> {
    let cell = cells[number.slot];
    match cell.status {
        Status::NotInForce | Status::NotSettled => Some(Rational::ZERO),
        _ if !summable(cell) => None,
        _ => Rational::new(cell.get()? * sign, number.den),
    }
}

/// The plans of the members of the total in one variant, with their signs.
pub(super) fn member_plans<'a>(
    compiled: &'a Compiled,
    variant: &'a VariantPlan,
) -> impl Iterator<Item = (&'a AmountPlan, i128)> {
    variant.amounts.iter().filter_map(|plan| {
        let amount: &Amount = &compiled.book.amounts[plan.of.amount];
        Some((plan, amount.kind.sign()?))
    })
}

/// A sum as a decimal of 元 and 分.
pub(super) fn money(value: Rational) -> Decimal {
    match value.to_decimal() {
        Some(exact) if exact.places() > 2 => exact,
        _ => value.rounded(2, Rounding::HalfUp).unwrap_or(Decimal::ZERO),
    }
}

/// Sum of members of a total; they are summable, so none is ever left out.
pub(super) fn sum(values: impl IntoIterator<Item = Rational>) -> Rational {
    values
        .into_iter()
        .fold(Rational::ZERO, |sum, value| sum.add(value).unwrap_or(sum))
}

/// The bottom line.
pub(super) fn totals(compiled: &Compiled, cells: &Cells) -> Totals {
    let variants = &compiled.program.variants;
    let column = |at: usize| -> Vec<Option<Rational>> {
        variants.get(at).map_or_else(Vec::new, |variant| {
            member_plans(compiled, variant)
                .map(|(plan, sign)| contribution(cells, plan.total, sign))
                .collect()
        })
    };
    let (now, before) = (column(0), column(Compiled::BASELINE));
    let plans: Vec<(&AmountPlan, i128)> = variants.first().map_or_else(Vec::new, |variant| {
        member_plans(compiled, variant).collect()
    });
    let present = |plan: &AmountPlan| plan.present.is_none_or(|slot| cells[slot].get() == Some(1));
    let mut members = Vec::new();
    let mut undetermined = Vec::new();
    for (((plan, _), now), before) in plans.iter().zip(&now).zip(&before) {
        if now.is_none() || before.is_none() {
            undetermined.push(plan.of);
        }
        if present(plan) {
            members.push(Member {
                of: plan.of,
                value: now.map(money),
                baseline: before.map(money),
            });
        }
    }
    let both = now
        .iter()
        .zip(&before)
        .filter_map(|(now, before)| before.as_ref()?.sub((*now)?));
    Totals {
        cost: money(sum(now.iter().flatten().copied())),
        baseline: money(sum(before.iter().flatten().copied())),
        saving: money(sum(both)),
        complete: undetermined.is_empty(),
        undetermined,
        members,
        waterfall: waterfall(compiled, &column),
    }
}

/// From no lever to all, lever by lever, over the members known throughout.
fn waterfall(compiled: &Compiled, column: &dyn Fn(usize) -> Vec<Option<Rational>>) -> Waterfall {
    let levers: Vec<_> = compiled.book.levers.ids().collect();
    let columns: Vec<Vec<Option<Rational>>> = (0..=levers.len())
        .map(|restored| column(compiled.restored(restored)))
        .collect();
    let members = columns.first().map_or(0, Vec::len);
    let known: Vec<bool> = (0..members)
        .map(|at| {
            columns
                .iter()
                .all(|column| column.get(at).is_some_and(Option::is_some))
        })
        .collect();
    let total = |column: &Vec<Option<Rational>>| {
        sum(column
            .iter()
            .zip(&known)
            .filter(|(_, known)| **known)
            .filter_map(|(value, _)| *value))
    };
    let sums: Vec<Rational> = columns.iter().map(total).collect();
    let steps = levers
        .iter()
        .zip(sums.iter().zip(sums.iter().skip(1)))
        .filter_map(|(lever, (before, after))| Some((*lever, after.sub(*before)?)))
        .filter(|(_, change)| *change != Rational::ZERO)
        .map(|(lever, change)| (lever, money(change)))
        .collect();
    let end = |value: Option<&Rational>| money(value.copied().unwrap_or(Rational::ZERO));
    Waterfall {
        start: end(sums.first()),
        steps,
        end: end(sums.last()),
    }
}

/// Change of the total from one variant to another, over the members both know.
pub(super) fn change(compiled: &Compiled, cells: &Cells, from: usize, to: usize) -> Effect {
    let variants = &compiled.program.variants;
    let (Some(from), Some(to)) = (variants.get(from), variants.get(to)) else {
        return Effect::Open;
    };
    let mut known = Rational::ZERO;
    let (mut partial, mut open) = (false, false);
    let pairs = member_plans(compiled, from).zip(member_plans(compiled, to));
    for ((before, sign), (after, _)) in pairs {
        if before.total == after.total {
            continue;
        }
        let values =
            contribution(cells, before.total, sign).zip(contribution(cells, after.total, sign));
        match values.and_then(|(before, after)| known.add(after.sub(before)?)) {
            Some(sum) => known = sum,
            None => {
                let status = cells[before.total.slot]
                    .status
                    .max(cells[after.total.slot].status);
                open |= matches!(status, Status::Open | Status::NotCovered);
                partial = true;
            }
        }
    }
    match (open, partial) {
        (true, _) => Effect::Open,
        (false, true) => Effect::Partial(money(known)),
        (false, false) => Effect::Known(money(known)),
    }
}
