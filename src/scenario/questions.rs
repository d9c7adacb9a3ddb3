//! Missing facts, ranked by what they move.

use super::assessment::{AmountLine, Question};
use super::engine::{Compiled, Stated};
use super::totals::{contribution, member_plans, money, sum};
use crate::base::{Decimal, Rational, Set};
use crate::check::rulebook::{FactKind, FactSlotId, Rulebook};
use crate::enterprise::Enterprise;
use crate::eval::one::run;
use crate::program::op::Status;

/// At most this many facts are tried; the rest follow in rulebook order.
const TRIED: usize = 40;

/// Facts that amounts of this run lack, most moving first.
pub(super) fn questions(
    compiled: &Compiled,
    enterprise: &Enterprise,
    amounts: &[AmountLine],
) -> Vec<Question> {
    let missing: Set<FactSlotId> = amounts
        .iter()
        .flat_map(|line| &line.missing)
        .copied()
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let filled = fill(&compiled.book, enterprise);
    let mut ranked: Vec<Question> = missing
        .into_iter()
        .enumerate()
        .map(|(at, fact)| Question {
            fact,
            worth: if at < TRIED {
                worth(compiled, &filled, fact)
            } else {
                Decimal::ZERO
            },
        })
        .collect();
    ranked.sort_unstable_by(|a, b| b.worth.cmp(&a.worth).then(a.fact.cmp(&b.fact)));
    ranked
}

/// Other missing facts stand at their form default or the low end of their typical range while one
/// is tried; nothing of this reaches an amount shown.
fn fill(book: &Rulebook, enterprise: &Enterprise) -> Enterprise {
    let mut filled = enterprise.clone();
    for group in book.groups.ids() {
        if enterprise.rows(group).is_none() {
            filled.set_rows(book, group, Some(1));
        }
    }
    for (slot, declared) in book.fact_slots.iter() {
        if filled.fact(slot).is_none() {
            let fact = &book.facts[declared.fact];
            let other = match fact.kind {
                FactKind::Number { .. } => fact.typical.map(|(low, _)| low),
                FactKind::Bool | FactKind::Choice(_) => Some(0),
                FactKind::Date => None,
            };
            filled.set(slot, fact.default.or(other));
        }
    }
    filled
}

/// |Δ total| between the ends of the fact's range.
fn worth(compiled: &Compiled, filled: &Enterprise, slot: FactSlotId) -> Decimal {
    let fact = &compiled.book.facts[compiled.book.fact_slots[slot].fact];
    let tries: Vec<i128> = match &fact.kind {
        FactKind::Number { min, max, .. } => {
            let (low, high) = fact.typical.unwrap_or((*min, *max));
            vec![low, high]
        }
        FactKind::Bool => vec![0, 1],
        FactKind::Choice(choice) => {
            let count = compiled.book.choices[*choice].options.len();
            (0..count)
                .filter_map(|at| i128::try_from(at).ok())
                .collect()
        }
        FactKind::Date => return Decimal::ZERO,
    };
    let mut trial = filled.clone();
    let totals = tries.into_iter().map(|cell| {
        trial.set(slot, Some(cell));
        total(compiled, &trial)
    });
    let totals: Vec<Rational> = totals.collect();
    let spread = totals
        .iter()
        .max()
        .zip(totals.iter().min())
        .and_then(|(a, b)| a.sub(*b));
    money(spread.unwrap_or(Rational::ZERO))
}

fn total(compiled: &Compiled, enterprise: &Enterprise) -> Rational {
    let cells = run(&compiled.plain, &Stated(enterprise));
    let Some(variant) = compiled.plain.variants.first() else {
        return Rational::ZERO;
    };
    sum(member_plans(compiled, variant).filter_map(|(plan, sign)| {
        let known = cells[plan.total.slot].status != Status::Overflow;
        contribution(&cells, plan.total, sign).filter(|_| known)
    }))
}
