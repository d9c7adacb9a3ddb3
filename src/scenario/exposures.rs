//! What if it goes wrong: fines, punitive prices, restricted supply, preferences lost. Apart from
//! costs, and also where nothing has gone wrong yet: how far away the trigger is, and what it costs.

use super::assessment::{Assessment, Effect, LeverLine, LeverStatus};
use super::engine::{Compiled, Stated};
use super::totals::{contribution, money};
use super::way_in::{Aim, Way, changed, ways};
use crate::base::Decimal;
use crate::check::rulebook::{AmountKind, LeverId, Nature};
use crate::enterprise::Enterprise;
use crate::eval::one::run;
use crate::program::AmountRef;

/// One thing that can go wrong.
#[derive(Clone, PartialEq, Debug)]
pub struct Exposure {
    /// The lever that threatens, or that would be lost.
    pub lever: LeverId,
    /// What it threatens with.
    pub nature: Nature,
    /// Whether it applies now.
    pub status: LeverStatus,
    /// Possible fines and surcharges now, or after the trigger; the most and the least stand side by
    /// side, and none of them enters a total by itself.
    pub amounts: Vec<(AmountRef, Decimal)>,
    /// What would have to change for it: nothing where it applies now.
    pub trigger: Option<Way>,
}

/// Everything that threatens, or could; first what applies, in rulebook order.
pub(super) fn exposures(
    compiled: &Compiled,
    enterprise: &Enterprise,
    assessment: &Assessment,
) -> Vec<Exposure> {
    let lines = assessment.levers.iter();
    let mut found: Vec<Exposure> = lines
        .filter_map(|line| {
            let nature = compiled.book.levers[line.lever].nature;
            match nature {
                Nature::Support | Nature::Duty => loss(compiled, enterprise, line),
                nature => threat(compiled, enterprise, line, nature),
            }
        })
        .collect();
    found.sort_by_key(|one| one.trigger.is_some());
    found
}

/// A lever that threatens: now, or after the nearest trigger. Without one it is not this enterprise's.
fn threat(
    compiled: &Compiled,
    enterprise: &Enterprise,
    line: &LeverLine,
    nature: Nature,
) -> Option<Exposure> {
    let trigger = match line.status {
        LeverStatus::NotInForce | LeverStatus::NotSettled | LeverStatus::NotCovered => return None,
        LeverStatus::DoesNotApply => {
            let ways = ways(compiled, enterprise, line.lever, Aim::Trigger);
            Some(ways.into_iter().next()?)
        }
        _ => None,
    };
    let after = trigger
        .as_ref()
        .map(|way| changed(enterprise, &way.changes));
    Some(Exposure {
        lever: line.lever,
        nature,
        status: line.status,
        amounts: amounts(compiled, after.as_ref().unwrap_or(enterprise), line.lever),
        trigger,
    })
}

/// A lever that saves and could be lost by one change; the one that costs most.
fn loss(compiled: &Compiled, enterprise: &Enterprise, line: &LeverLine) -> Option<Exposure> {
    let saves = line
        .stand_alone
        .value()
        .is_some_and(|value| value < Decimal::ZERO);
    if line.status != LeverStatus::Applies || !saves {
        return None;
    }
    let ways = ways(compiled, enterprise, line.lever, Aim::Out);
    let costs = |way: &&Way| {
        let worth = way.worth.value();
        way.changes.len() == 1 && worth.is_some_and(|worth| worth > Decimal::ZERO)
    };
    let trigger = ways.iter().rfind(costs)?.clone();
    Some(Exposure {
        lever: line.lever,
        nature: Nature::Preferences,
        status: line.status,
        amounts: Vec::new(),
        trigger: Some(trigger),
    })
}

/// What a lever threatens with, of what is not zero.
fn amounts(
    compiled: &Compiled,
    enterprise: &Enterprise,
    lever: LeverId,
) -> Vec<(AmountRef, Decimal)> {
    let cells = run(&compiled.plain, &Stated(enterprise));
    let plans = compiled.plain.variants.first();
    let plans = plans.into_iter().flat_map(|variant| &variant.amounts);
    let owned = plans.filter(|plan| {
        let amount = &compiled.book.amounts[plan.of.amount];
        let threatens = matches!(amount.kind, AmountKind::Exposure | AmountKind::Surcharge);
        amount.lever == Some(lever) && threatens
    });
    let value = |plan: &crate::program::plan::AmountPlan| {
        let value = money(contribution(&cells, plan.total, 1)?);
        (!value.is_zero()).then_some((plan.of, value))
    };
    owned.filter_map(value).collect()
}

impl Exposure {
    /// How far the total moves if it goes wrong.
    pub fn worth(&self) -> Option<Effect> {
        self.trigger.as_ref().map(|way| way.worth)
    }
}
