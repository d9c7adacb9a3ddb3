//! Facts that can matter as things stand: what no decided condition shuts out.

use super::assessment::Relevance;
use super::engine::Compiled;
use crate::base::Set;
use crate::check::rulebook::AmountKind;
use crate::eval::Cells;
use crate::program::op::{Op, SlotId};

/// Facts and groups that amounts and levers of this run rest on.
///
/// A branch not taken, and what stands beside a condition already false, do not count: an enterprise
/// that says it is no smelter is asked nothing about electrolysis.
pub(super) fn relevance(compiled: &Compiled, cells: &Cells) -> Relevance {
    let Some(variant) = compiled.program.variants.first() else {
        return Relevance::default();
    };
    let shown = |amount| compiled.book.amounts[amount].kind != AmountKind::Step;
    let amounts = variant.amounts.iter().filter(|plan| shown(plan.of.amount));
    let mut open: Vec<SlotId> = amounts.map(|plan| plan.total.slot).collect();
    let segments = variant.levers.values().flat_map(|lever| &lever.segments);
    open.extend(segments.map(|segment| segment.applies));
    let mut seen = Set::new();
    let mut found = Relevance::default();
    while let Some(slot) = open.pop() {
        if !seen.insert(slot) {
            continue;
        }
        let decides = |slot: SlotId, value: i128| cells[slot].get() == Some(value);
        match &compiled.program.ops[slot] {
            Op::Fact(fact) => {
                found.facts.insert(*fact);
            }
            Op::Row(group, _) => {
                found.groups.insert(*group);
            }
            Op::Select(condition, yes, no) => {
                open.push(*condition);
                match cells[*condition].get() {
                    Some(0) => open.push(*no),
                    Some(_) => open.push(*yes),
                    None => open.extend([*yes, *no]),
                }
            }
            Op::And(a, _) if decides(*a, 0) => open.push(*a),
            Op::And(_, b) if decides(*b, 0) => open.push(*b),
            Op::Or(a, _) if decides(*a, 1) => open.push(*a),
            Op::Or(_, b) if decides(*b, 1) => open.push(*b),
            op => op.for_each_operand(|operand| open.push(operand)),
        }
    }
    found
}
