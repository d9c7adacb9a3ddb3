//! What switched between two neighboring stretches, as far as an output depends on it.

use super::pass::{Node, Pass, Sym};
use super::track::Track;
use crate::base::Rounding;
use crate::eval::one::Inputs;
use crate::program::op::{Op, SlotId, Status};

/// Operations that came out another way, those an operation rests on before itself.
///
/// Only what changed as a function is looked into, and of a conditional only the branch both
/// stretches take: what the output does not depend on is no cause.
pub(super) fn causes<I: Inputs>(
    track: &Track<'_, I>,
    before: &Pass<'_, '_, I>,
    after: &Pass<'_, '_, I>,
    roots: impl IntoIterator<Item = SlotId>,
) -> Vec<SlotId> {
    let mut seen = vec![false; track.slots()];
    let mut found = Vec::new();
    // Each slot is met twice: to look into what it rests on, then to be judged itself.
    let mut open: Vec<(SlotId, bool)> = roots.into_iter().map(|slot| (slot, false)).collect();
    while let Some((slot, judged)) = open.pop() {
        let (Some(a), Some(b)) = (before.found(slot), after.found(slot)) else {
            continue;
        };
        if judged {
            if switched(track, slot, a, b, before, after) {
                found.push(slot);
            }
            continue;
        }
        let place = seen.get_mut(Track::<I>::index(slot));
        if place.is_none_or(|seen| std::mem::replace(seen, true)) {
            continue;
        }
        if same(a, b) {
            continue;
        }
        open.push((slot, true));
        let mut operands = Vec::new();
        match &track.program.ops[slot] {
            Op::Min(x, y) | Op::Max(x, y) if a.first == b.first && known(a) && known(b) => {
                operands.push(if a.first { *x } else { *y });
            }
            op => op.for_each_operand(|operand| operands.push(operand)),
        }
        open.extend(operands.into_iter().rev().map(|operand| (operand, false)));
    }
    found
}

fn known(node: &Node) -> bool {
    matches!(node.sym, Sym::Known(_))
}

/// Whether both stretches see the same function.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.sym, &b.sym) {
        (Sym::Known(a), Sym::Known(b)) => a.same(b),
        (a, b) => a == b,
    }
}

fn switched<I: Inputs>(
    track: &Track<'_, I>,
    slot: SlotId,
    a: &Node,
    b: &Node,
    before: &Pass<'_, '_, I>,
    after: &Pass<'_, '_, I>,
) -> bool {
    let fails = |node: &Node| match node.sym {
        Sym::Not(status @ (Status::Overflow | Status::ZeroDivisor | Status::NotCovered)) => {
            Some(status)
        }
        _ => None,
    };
    let inherited = |pass: &Pass<'_, '_, I>, status: Status| {
        let mut inherited = false;
        track.program.ops[slot].for_each_operand(|operand| {
            inherited |= pass
                .found(operand)
                .is_some_and(|node| node.sym == Sym::Not(status));
        });
        inherited
    };
    // It left the range, or its divisor reached zero, by itself.
    for (node, pass) in [(a, before), (b, after)] {
        if let Some(status) = fails(node)
            && fails(a) != fails(b)
            && !inherited(pass, status)
        {
            return true;
        }
    }
    match &track.program.ops[slot] {
        Op::Compare(..) => known(a) && known(b),
        Op::Min(..) | Op::Max(..) => known(a) && known(b) && a.first != b.first,
        Op::Divide(.., mode) | Op::DivideBy(.., mode) => {
            matches!(mode, Rounding::Down | Rounding::Up) && !track.declared.contains(&slot)
        }
        Op::Pick(..) | Op::MonthsBetween(..) | Op::YearOf(_) => true,
        _ => false,
    }
}
