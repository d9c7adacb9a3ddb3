//! What can matter as things stand: facts no decided condition shuts out, parameters of what applies.

use super::assessment::{AmountLine, Assessment, LeverLine, LeverStatus, Relevance};
use super::engine::Compiled;
use crate::base::Set;
use crate::check::rulebook::{AmountKind, LeverId, ParameterId, Rulebook};
use crate::eval::Cells;
use crate::program::op::{Op, SlotId, Status};

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

impl Assessment {
    /// Parameters read by what counts for the enterprise as things stand: by amounts that are not
    /// nothing, by levers that apply or wait for facts, and those that alone keep a lever from applying.
    pub fn parameters_that_matter(&self, book: &Rulebook) -> Set<ParameterId> {
        let mut found = Set::new();
        let counts = |line: &&LeverLine| counts(line.status);
        let levers: Set<LeverId> = self
            .levers
            .iter()
            .filter(counts)
            .map(|line| line.lever)
            .collect();
        for line in &self.levers {
            if levers.contains(&line.lever) {
                let conditions = book.levers[line.lever].conditions.iter();
                found.extend(conditions.flat_map(|condition| condition.test.parameters()));
            } else if line.status == LeverStatus::DoesNotApply {
                found.extend(alone_in_the_way(book, line));
            }
        }
        for line in self.amounts.iter().filter(|line| line.present) {
            let amount = &book.amounts[line.of.amount];
            let counts = match amount.lever {
                Some(lever) => levers.contains(&lever),
                None => something(line),
            };
            if counts {
                found.extend(amount.formulas().flat_map(|formula| formula.parameters()));
            }
            found.extend(line.unsettled.iter().copied());
        }
        found
    }
}

fn counts(status: LeverStatus) -> bool {
    matches!(
        status,
        LeverStatus::Applies
            | LeverStatus::NeedsFacts
            | LeverStatus::AmountOpen
            | LeverStatus::NotSettled
            | LeverStatus::NotCovered
    )
}

fn something(line: &AmountLine) -> bool {
    match line.status {
        Status::Known => line.value.is_some_and(|value| !value.is_zero()),
        Status::NotInForce => false,
        _ => true,
    }
}

/// Parameters that every failing condition of a lever reads: another value of theirs might do.
fn alone_in_the_way(book: &Rulebook, line: &LeverLine) -> Vec<ParameterId> {
    let conditions = book.levers[line.lever]
        .conditions
        .iter()
        .zip(&line.conditions);
    let mut failing = conditions.filter(|(_, line)| line.holds == Some(false));
    let Some((first, _)) = failing.next() else {
        return Vec::new();
    };
    let others: Vec<Vec<ParameterId>> = failing
        .map(|(condition, _)| condition.test.parameters())
        .collect();
    let mut common = first.test.parameters();
    common.retain(|id| others.iter().all(|other| other.contains(id)));
    common
}
