//! One law run for one enterprise, its amounts by name.

use std::collections::BTreeMap;

use super::law::Law;
use crate::base::Text;
use crate::check::rulebook::AmountKind;
use crate::enterprise::Enterprise;
use crate::eval::one::run;
use crate::program::plan::AmountPlan;
use crate::program::{AmountRef, Status};
use crate::scenario::engine::Stated;
use crate::scenario::totals::summable;

/// A line by name: an amount's id, and its row if it is of a group.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineKey {
    /// Id of the amount.
    pub amount: String,
    /// Row, from 0.
    pub row: Option<u8>,
}

/// Every line any of the laws has, in rulebook order.
pub(super) struct Keys {
    /// The lines.
    pub(super) list: Vec<LineKey>,
    /// For each law and line, the position of its plan, if the law has the line.
    pub(super) plans: Vec<Vec<Option<usize>>>,
}

impl Keys {
    /// Lines of the first law in its order; what only a later one has stands after its predecessor
    /// there.
    pub(super) fn of<'a>(laws: impl Iterator<Item = &'a Law> + Clone) -> Keys {
        let mut list: Vec<LineKey> = Vec::new();
        let mut known: BTreeMap<LineKey, usize> = BTreeMap::new();
        for law in laws.clone() {
            let mut after = 0;
            for plan in law.plans() {
                let key = key(law, plan.of);
                if let Some(at) = known.get(&key) {
                    after = at + 1;
                    continue;
                }
                for at in known.values_mut().filter(|at| **at >= after) {
                    *at += 1;
                }
                list.insert(after, key.clone());
                known.insert(key, after);
                after += 1;
            }
        }
        let plans = laws
            .map(|law| {
                let mut plans = vec![None; list.len()];
                for (at, plan) in law.plans().iter().enumerate() {
                    let place = known.get(&key(law, plan.of));
                    if let Some(slot) = place.and_then(|place| plans.get_mut(*place)) {
                        *slot = Some(at);
                    }
                }
                plans
            })
            .collect();
        Keys { list, plans }
    }
}

/// What a line is called in a law.
pub(super) fn key(law: &Law, of: AmountRef) -> LineKey {
    LineKey {
        amount: law.book.amounts[of.amount].id.clone(),
        row: of.row,
    }
}

/// The name of a line: `line2.line_surcharge` for a row's.
pub(super) fn name(law: &Law, of: AmountRef) -> String {
    let amount = &law.book.amounts[of.amount];
    match (of.row, amount.group) {
        (Some(row), Some(group)) => {
            format!("{}{}.{}", law.book.groups[group].id, row + 1, amount.id)
        }
        _ => amount.id.clone(),
    }
}

/// The label of a line: `用电量（线路 2）` for a row's.
pub(super) fn label(law: &Law, of: AmountRef) -> Text {
    let amount = &law.book.amounts[of.amount];
    match (of.row, amount.group) {
        (Some(row), Some(group)) => {
            let group = &law.book.groups[group].label;
            Text::new(
                format!("{}（{} {}）", amount.label.zh, group.zh, row + 1),
                format!("{} ({} {})", amount.label.en, group.en, row + 1),
            )
        }
        _ => amount.label.clone(),
    }
}

/// One line of one enterprise.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    /// Its cell, if it has a value or counts as nothing (not in force, not settled).
    pub(super) counts: Option<i128>,
    /// Why it has no value.
    pub(super) status: Status,
    /// Whether its row exists.
    pub(super) present: bool,
    /// Whether it is shown: of a group that is not stated the first row stands for all.
    pub(super) shown: bool,
}

impl Point {
    /// A line the law does not have: it contributes nothing.
    pub(super) const NO_SUCH_LINE: Point = Point {
        counts: Some(0),
        status: Status::NotInForce,
        present: false,
        shown: false,
    };
}

/// Every line of an enterprise under a law, in the order of the law's plans.
pub(super) fn points(law: &Law, enterprise: &Enterprise) -> Vec<Point> {
    let cells = run(&law.program, &Stated(enterprise));
    let point = |plan: &AmountPlan| {
        let cell = cells[plan.total.slot];
        let status = match cell.status {
            Status::Known if !summable(cell) => Status::Overflow,
            status => status,
        };
        let counts = match status {
            Status::NotInForce | Status::NotSettled => Some(0),
            Status::Known => cell.get(),
            _ => None,
        };
        let present = plan.present.is_none_or(|slot| cells[slot].get() == Some(1));
        let shown = present || (plan.of.row == Some(0) && status == Status::Missing);
        Point {
            counts,
            status,
            present,
            shown,
        }
    };
    law.plans().iter().map(point).collect()
}

/// How an amount enters the total, if it does.
pub(super) fn sign(law: &Law, plan: &AmountPlan) -> Option<i128> {
    let kind: AmountKind = law.book.amounts[plan.of.amount].kind;
    kind.sign()
}
