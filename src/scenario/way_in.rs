//! The way into a lever, and the way out: which facts would have to be stated otherwise.
//!
//! Fewest changes first, then what saves most, then the order of the rulebook. A number is given at
//! its exact threshold: one step less and the lever does not apply.

use super::assessment::Effect;
use super::engine::{Compiled, Stated};
use super::totals::{contribution, member_plans, money};
use super::trial::{Trial, facts_of, moved};
use crate::base::Rational;
use crate::base::ids::Id;
use crate::check::rulebook::{FactKind, FactSlotId, LeverId};
use crate::enterprise::Enterprise;
use crate::eval::Cells;
use crate::eval::one::run;
use crate::program::op::{SlotId, Status};

/// Most facts that are changed together.
pub const MOST_CHANGES: usize = 3;

/// Most ways that are weighed against each other.
const MOST_WAYS: usize = 24;

/// Facts stated otherwise, with which a lever applies (or no longer does).
#[derive(Clone, PartialEq, Debug)]
pub struct Way {
    /// What would have to be stated.
    pub changes: Vec<FactChange>,
    /// Total with the changes minus total without. Negative is a saving.
    pub worth: Effect,
}

/// One fact stated otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FactChange {
    /// Which.
    pub slot: FactSlotId,
    /// What is stated now.
    pub from: Option<i128>,
    /// What would have to be; of a number, the nearest value that does.
    pub to: i128,
}

/// What is asked of a lever, and which facts may be changed for it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Aim {
    /// It applies, by what an enterprise can change.
    In,
    /// It applies, by what can be changed or go wrong.
    Trigger,
    /// It no longer applies, by what can be changed or go wrong.
    Out,
}

/// The ways to an aim; none if it is reached already or no permitted change reaches it.
pub(super) fn ways(
    compiled: &Compiled,
    enterprise: &Enterprise,
    lever: LeverId,
    aim: Aim,
) -> Vec<Way> {
    let mut found = sets(compiled, enterprise, lever, aim);
    found.truncate(MOST_WAYS);
    if found.is_empty() {
        return Vec::new();
    }
    let cells = run(&compiled.plain, &Stated(enterprise));
    let weigh = |changes: Vec<FactChange>| Way {
        worth: worth(compiled, enterprise, &cells, &changes),
        changes,
    };
    let mut ways: Vec<Way> = found.into_iter().map(weigh).collect();
    // What is open comes last; ties keep the order of the rulebook.
    ways.sort_by_key(|way| (way.worth.value().is_none(), way.worth.value()));
    ways
}

/// The sets of changes, all of the smallest size there is.
fn sets(
    compiled: &Compiled,
    enterprise: &Enterprise,
    lever: LeverId,
    aim: Aim,
) -> Vec<Vec<FactChange>> {
    let goals = goals(compiled, lever);
    let facts: Vec<FactSlotId> = facts_of(&compiled.program, &goals)
        .into_iter()
        .filter(|slot| permitted(compiled, enterprise, *slot, aim))
        .collect();
    if facts.is_empty() {
        return Vec::new();
    }
    let scene = (&compiled.book, &compiled.program);
    let mut trial = Trial::new(scene, enterprise, (goals, aim != Aim::Out), &facts);
    if trial.reached() {
        return Vec::new();
    }
    for count in 1..=MOST_CHANGES.min(facts.len()) {
        let mut found = Vec::new();
        search(&mut trial, &facts, count, &mut Vec::new(), &mut found);
        for changes in &mut found {
            tighten(&mut trial, changes);
        }
        found.dedup();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Where a lever says that it applies, under each law of the period in which it is in force.
pub(super) fn goals(compiled: &Compiled, lever: LeverId) -> Vec<SlotId> {
    let variant = compiled.program.variants.first();
    let plan = variant.and_then(|variant| variant.levers.get(lever));
    let segments = plan.map_or(&[][..], |plan| &plan.segments).iter();
    let in_force = segments.filter(|segment| segment.in_force);
    in_force.map(|segment| segment.applies).collect()
}

/// Whether a fact may be changed for an aim: it is marked for it, and its row is there.
fn permitted(compiled: &Compiled, enterprise: &Enterprise, slot: FactSlotId, aim: Aim) -> bool {
    let book = &compiled.book;
    let of = book.fact_slots[slot];
    let fact = &book.facts[of.fact];
    let row_is_there = fact.group.is_none_or(|group| {
        let rows = enterprise.rows(group);
        rows.zip(of.row).is_some_and(|(rows, row)| row < rows)
    });
    let marked = fact.changeable || (aim != Aim::In && fact.can_fail);
    marked && row_is_there && fact.kind != FactKind::Date
}

/// Every set of `count` changes, each fact once, in rulebook order.
fn search(
    trial: &mut Trial,
    facts: &[FactSlotId],
    count: usize,
    chosen: &mut Vec<FactChange>,
    found: &mut Vec<Vec<FactChange>>,
) {
    for (at, slot) in facts.iter().enumerate() {
        let from = trial.stated(*slot);
        let change = |to| FactChange {
            slot: *slot,
            from,
            to,
        };
        if count == 1 {
            for to in trial.reaching(*slot) {
                found.push(chosen.iter().copied().chain([change(to)]).collect());
            }
            continue;
        }
        for to in trial.alternatives(*slot) {
            trial.set(*slot, Some(to));
            chosen.push(change(to));
            let rest = facts.get(at + 1..).unwrap_or_default();
            search(trial, rest, count - 1, chosen, found);
            chosen.pop();
        }
        trial.set(*slot, from);
    }
}

/// Brings each number as near to what is stated as the other changes permit.
fn tighten(trial: &mut Trial, changes: &mut [FactChange]) {
    for change in changes.iter() {
        trial.set(change.slot, Some(change.to));
    }
    if changes.len() > 1 {
        for change in changes.iter_mut() {
            if let Some(from) = change.from {
                let nearest = trial.toward(change.slot, from, change.to);
                change.to = nearest.unwrap_or(change.to);
            }
            trial.set(change.slot, Some(change.to));
        }
    }
    for change in changes.iter() {
        trial.set(change.slot, change.from);
    }
}

/// Total with the changes minus total without, over the members they move.
fn worth(
    compiled: &Compiled,
    enterprise: &Enterprise,
    before: &Cells,
    changes: &[FactChange],
) -> Effect {
    let after = run(&compiled.plain, &Stated(&changed(enterprise, changes)));
    let slots: Vec<FactSlotId> = changes.iter().map(|change| change.slot).collect();
    let moved = moved(&compiled.plain, &slots);
    let mut sum = Rational::ZERO;
    let (mut partial, mut open) = (false, false);
    let plans = compiled.plain.variants.first();
    for (plan, sign) in plans
        .into_iter()
        .flat_map(|plan| member_plans(compiled, plan))
    {
        let slot = plan.total.slot;
        if moved.get(slot.index()) != Some(&true) {
            continue;
        }
        let values = contribution(before, plan.total, sign)
            .zip(contribution(&after, plan.total, sign))
            .and_then(|(before, after)| sum.add(after.sub(before)?));
        match values {
            Some(next) => sum = next,
            None => {
                let status = before[slot].status.max(after[slot].status);
                open |= matches!(status, Status::Open | Status::NotCovered);
                partial = true;
            }
        }
    }
    match (open, partial) {
        (true, _) => Effect::Open,
        (false, true) => Effect::Partial(money(sum)),
        (false, false) => Effect::Known(money(sum)),
    }
}

/// The enterprise with the changes.
pub fn changed(enterprise: &Enterprise, changes: &[FactChange]) -> Enterprise {
    let mut changed = enterprise.clone();
    for change in changes {
        changed.set(change.slot, Some(change.to));
    }
    changed
}
