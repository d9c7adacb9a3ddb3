//! Levers of one run: whether they apply, why not, and what they are worth.

use std::collections::BTreeSet;

use super::assessment::{ConditionLine, Effect, LeverLine, LeverStatus};
use super::engine::{Compiled, sign};
use super::totals::{change, contribution, money, sum};
use crate::base::{Decimal, Rational};
use crate::check::rulebook::{AmountKind, FactSlotId, Lever, LeverId};
use crate::eval::Cells;
use crate::explain::reasons::{gaps, missing_facts};
use crate::explain::words::Traced;
use crate::program::op::Status;
use crate::program::plan::{AmountPlan, LeverPlan, LeverSegment};

/// Every lever of the run.
pub(super) fn levers(compiled: &Compiled, cells: &Cells) -> Vec<LeverLine> {
    let Some(base) = compiled.program.variants.first() else {
        return Vec::new();
    };
    base.levers
        .iter()
        .map(|(id, plan)| line(compiled, cells, id, plan))
        .collect()
}

fn line(compiled: &Compiled, cells: &Cells, id: LeverId, plan: &LeverPlan) -> LeverLine {
    let lever = &compiled.book.levers[id];
    let owned = owned(compiled, id);
    let status = status(compiled, cells, lever, plan, &owned);
    let mut missing = BTreeSet::new();
    for segment in &plan.segments {
        missing.extend(missing_facts(
            &compiled.book,
            &compiled.program,
            cells,
            segment.applies,
        ));
    }
    for plan in &owned {
        missing.extend(missing_facts(
            &compiled.book,
            &compiled.program,
            cells,
            plan.total.slot,
        ));
    }
    LeverLine {
        lever: id,
        status,
        amount: amount(compiled, cells, &owned),
        effect: effect(compiled, cells, id),
        stand_alone: change(compiled, cells, Compiled::without(id), 0),
        conditions: conditions(compiled, cells, lever, plan),
        missing: missing.into_iter().collect::<Vec<FactSlotId>>(),
        in_force: lever
            .in_force
            .iter()
            .map(|span| (span.from, span.to))
            .collect(),
    }
}

/// Its step of the waterfall.
fn effect(compiled: &Compiled, cells: &Cells, id: LeverId) -> Effect {
    use crate::base::ids::Id;
    let before = compiled.restored(id.index());
    let after = compiled.restored(id.index() + 1);
    change(compiled, cells, before, after)
}

/// The plans of the amounts a lever owns, intermediates left out.
fn owned(compiled: &Compiled, id: LeverId) -> Vec<&AmountPlan> {
    let plans = compiled
        .program
        .variants
        .first()
        .map_or(&[][..], |variant| &variant.amounts);
    let mine = |plan: &&AmountPlan| {
        let amount = &compiled.book.amounts[plan.of.amount];
        amount.lever == Some(id) && amount.kind != AmountKind::Step
    };
    plans.iter().filter(mine).collect()
}

/// Sum of the owned amounts that count toward the total, if there are any and all are known.
fn amount(compiled: &Compiled, cells: &Cells, owned: &[&AmountPlan]) -> Option<Decimal> {
    let mut values: Vec<Option<Rational>> = Vec::new();
    for plan in owned {
        if let Some(sign) = sign(compiled.book.amounts[plan.of.amount].kind) {
            values.push(contribution(cells, plan.total, sign));
        }
    }
    if values.is_empty() {
        return None;
    }
    values
        .into_iter()
        .collect::<Option<Vec<Rational>>>()
        .map(|values| money(sum(values)))
}

fn status(
    compiled: &Compiled,
    cells: &Cells,
    lever: &Lever,
    plan: &LeverPlan,
    owned: &[&AmountPlan],
) -> LeverStatus {
    let in_period = |segment: &&LeverSegment| segment.in_force;
    if plan.segments.is_empty() {
        let last = compiled.period.last().last_day();
        let months = compiled
            .period
            .months()
            .any(|month| lever.in_force_on(month.first_day()));
        let in_force = months || lever.in_force_on(last);
        return if in_force {
            LeverStatus::NotSettled
        } else {
            LeverStatus::NotInForce
        };
    }
    if !plan.segments.iter().any(|segment| segment.in_force)
        || event_elsewhere(compiled, cells, lever, plan)
    {
        return LeverStatus::NotInForce;
    }
    let outcomes: Vec<_> = plan
        .segments
        .iter()
        .filter(in_period)
        .map(|segment| cells[segment.applies])
        .collect();
    if outcomes.iter().any(|cell| cell.get() == Some(1)) {
        return of_amounts(compiled, cells, owned);
    }
    let worst = outcomes
        .iter()
        .map(|cell| cell.status)
        .max()
        .unwrap_or_default();
    match worst {
        Status::Known | Status::NotSettled => LeverStatus::DoesNotApply,
        Status::NotInForce => LeverStatus::NotInForce,
        Status::Missing => LeverStatus::NeedsFacts,
        _ => LeverStatus::NotCovered,
    }
}

/// The status of a lever whose conditions hold: it applies unless its amount is open, or nothing it
/// pays, charges or threatens is known. A relief inside a cost shows what it lacks by itself.
fn of_amounts(compiled: &Compiled, cells: &Cells, owned: &[&AmountPlan]) -> LeverStatus {
    let status = |plan: &&AmountPlan| cells[plan.total.slot].status;
    if owned.iter().any(|plan| status(plan) == Status::Open) {
        return LeverStatus::AmountOpen;
    }
    let relief = |plan: &&AmountPlan| {
        let kind = compiled.book.amounts[plan.of.amount].kind;
        matches!(kind, AmountKind::Memo | AmountKind::Indicator)
    };
    let own: Vec<Status> = owned
        .iter()
        .filter(|plan| !relief(plan))
        .map(status)
        .collect();
    let has = |status| own.contains(&status);
    match (
        has(Status::Known),
        has(Status::Missing),
        has(Status::NotCovered),
    ) {
        (false, true, _) => LeverStatus::NeedsFacts,
        (false, false, true) => LeverStatus::NotCovered,
        _ => LeverStatus::Applies,
    }
}

/// Whether the lever's event lies in the period on a day it is not in force.
fn event_elsewhere(compiled: &Compiled, cells: &Cells, lever: &Lever, plan: &LeverPlan) -> bool {
    let Some(on) = lever.on else { return false };
    let slot = compiled.book.slot(on, 0);
    let found = compiled
        .program
        .ops
        .iter()
        .find(|(_, op)| matches!(op, crate::program::op::Op::Fact(fact) if *fact == slot));
    let day = found.and_then(|(op, _)| cells[op].get());
    day.is_some_and(|day| {
        plan.segments.iter().any(|segment| {
            let (from, to) = (
                i128::from(segment.from.days()),
                i128::from(segment.to.days()),
            );
            from <= day && day <= to && !segment.in_force
        })
    })
}

/// The conditions under the last law of the period in which the lever is in force.
fn conditions(
    compiled: &Compiled,
    cells: &Cells,
    lever: &Lever,
    plan: &LeverPlan,
) -> Vec<ConditionLine> {
    let Some(segment) = plan.segments.iter().rev().find(|segment| segment.in_force) else {
        return Vec::new();
    };
    lever
        .conditions
        .iter()
        .zip(&segment.conditions)
        .map(|(condition, plan)| {
            let run = Traced {
                nodes: &plan.nodes,
                cells,
            };
            ConditionLine {
                label: condition.label.clone(),
                holds: cells[plan.holds].get().map(|holds| holds == 1),
                cite: condition.cite.clone(),
                gaps: gaps(&compiled.book, &condition.test, segment.from, run),
                missing: missing_facts(&compiled.book, &compiled.program, cells, plan.holds),
            }
        })
        .collect()
}
