//! Levers of one run: whether they apply, why not, and what they are worth.

use super::assessment::{ConditionLine, Effect, Gap, LeverLine, LeverStatus};
use super::engine::Compiled;
use super::totals::{change, contribution, money, sum};
use crate::base::{Decimal, Rational, Set, Text};
use crate::check::rulebook::{AmountKind, FactSlotId, Lever, LeverId};
use crate::eval::Cells;
use crate::explain::reasons::{gaps, missing_facts};
use crate::explain::words::Traced;
use crate::program::op::{Op, SlotId, Status};
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
    let mut missing = Set::new();
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
        in_reach: status == LeverStatus::DoesNotApply && in_reach(compiled, cells, plan),
        missing: missing.into_iter().collect::<Vec<FactSlotId>>(),
        in_force: lever
            .in_force
            .iter()
            .map(|span| (span.from, span.to))
            .collect(),
    }
}

/// Whether, under some law of the period, each condition that fails rests on something changeable.
fn in_reach(compiled: &Compiled, cells: &Cells, plan: &LeverPlan) -> bool {
    use crate::base::ids::Id;
    let changeable = |slot: SlotId| compiled.changeable.get(slot.index()) == Some(&true);
    let segments = plan.segments.iter().filter(|segment| segment.in_force);
    segments.map(|segment| &segment.conditions).any(|all| {
        all.iter()
            .all(|one| cells[one.holds].get() != Some(0) || changeable(one.holds))
    })
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
        if let Some(sign) = compiled.book.amounts[plan.of.amount].kind.sign() {
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

/// The day of the lever's event, if it has one and it is stated.
fn event_day(compiled: &Compiled, cells: &Cells, lever: &Lever) -> Option<i128> {
    let slot = compiled.book.slot(lever.on?, 0);
    let mut ops = compiled.program.ops.iter();
    let (op, _) = ops.find(|(_, op)| matches!(op, Op::Fact(fact) if *fact == slot))?;
    cells[op].get()
}

fn holds_day(segment: &LeverSegment, day: i128) -> bool {
    i128::from(segment.from.days()) <= day && day <= i128::from(segment.to.days())
}

/// Whether the lever's event lies in the period on a day it is not in force.
fn event_elsewhere(compiled: &Compiled, cells: &Cells, lever: &Lever, plan: &LeverPlan) -> bool {
    event_day(compiled, cells, lever).is_some_and(|day| {
        plan.segments
            .iter()
            .any(|segment| holds_day(segment, day) && !segment.in_force)
    })
}

/// The conditions under the law of the lever's event, else under the last law of the period in which
/// it is in force. An event outside the period is a reason of its own.
fn conditions(
    compiled: &Compiled,
    cells: &Cells,
    lever: &Lever,
    plan: &LeverPlan,
) -> Vec<ConditionLine> {
    let day = event_day(compiled, cells, lever);
    let at_event = day.and_then(|day| plan.segments.iter().find(|part| holds_day(part, day)));
    if let (Some(day), None) = (day, at_event) {
        return vec![outside(compiled, lever, day)];
    }
    let last = plan.segments.iter().rev().find(|segment| segment.in_force);
    let Some(segment) = at_event.or(last) else {
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
                gaps: gaps(&compiled.book, &condition.test, run),
                missing: missing_facts(&compiled.book, &compiled.program, cells, plan.holds),
            }
        })
        .collect()
}

/// Why an event outside the period does not count.
fn outside(compiled: &Compiled, lever: &Lever, day: i128) -> ConditionLine {
    let both = |text: String| Text::new(text.clone(), text);
    let label = lever
        .on
        .map_or_else(Text::default, |on| compiled.book.facts[on].label.clone());
    let day = crate::explain::values::day(day)
        .map(|day| day.to_string())
        .unwrap_or_default();
    let gap = Gap {
        text: label,
        actual: both(day),
        needed: both(compiled.period.to_string()),
        distance: None,
    };
    ConditionLine {
        label: Text::new("发生在所选期间内", "it happens within the period"),
        holds: Some(false),
        cite: Vec::new(),
        gaps: vec![gap],
        missing: Vec::new(),
    }
}
