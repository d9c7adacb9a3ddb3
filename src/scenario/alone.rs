//! One lever by itself: the amounts it is about and the facts those rest on, whatever an enterprise says.

use std::collections::BTreeSet;

use crate::check::expr::NodeKind;
use crate::check::rulebook::{AmountId, AmountKind, FactId, GroupId, LeverId};
use crate::check::{Formula, Rulebook};

/// What there is to a lever when nothing else is shown.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Alone {
    /// Amounts it owns, or whose formula asks for it or its figures; intermediate steps left out.
    pub amounts: BTreeSet<AmountId>,
    /// Facts that its conditions and those amounts rest on, through any number of others.
    pub facts: BTreeSet<FactId>,
    /// Groups whose rows they rest on.
    pub groups: BTreeSet<GroupId>,
}

/// Looks a lever up by itself.
pub fn alone(book: &Rulebook, id: LeverId) -> Alone {
    let lever = &book.levers[id];
    let mut found = Alone::default();
    let about = book.amounts.iter().filter(|(_, amount)| {
        let asked = amount.lever == Some(id) || asks(book, &amount.formula, id);
        asked && amount.kind != AmountKind::Step
    });
    found.amounts = about.map(|(amount, _)| amount).collect();
    let conditions = lever.conditions.iter();
    let mut open: Vec<&Formula> = conditions.map(|condition| &*condition.test).collect();
    let mut levers = BTreeSet::from([id]);
    let mut amounts = BTreeSet::new();
    let mut next: Vec<AmountId> = found.amounts.iter().copied().collect();
    found.facts.extend(lever.on);
    loop {
        if let Some(amount) = next.pop() {
            if amounts.insert(amount) {
                let amount = &book.amounts[amount];
                open.extend(amount.formulas().map(|formula| &**formula));
                found.facts.extend(amount.on);
            }
            continue;
        }
        let Some(formula) = open.pop() else { break };
        for node in formula.nodes.values() {
            match &node.kind {
                NodeKind::Fact(fact) | NodeKind::Known(fact) => {
                    found.facts.insert(*fact);
                    found.groups.extend(book.facts[*fact].group);
                }
                NodeKind::Sum(group, _) | NodeKind::Any(group, _) | NodeKind::Count(group) => {
                    found.groups.insert(*group);
                }
                NodeKind::Amount(amount) => next.push(*amount),
                NodeKind::Applies(other) if levers.insert(*other) => {
                    let other = book.levers[*other].conditions.iter();
                    open.extend(other.map(|condition| &*condition.test));
                }
                _ => {}
            }
        }
    }
    found
}

/// Whether a formula asks for a lever, or for a figure the lever sets.
fn asks(book: &Rulebook, formula: &Formula, id: LeverId) -> bool {
    let sets = |parameter| book.levers[id].parameters.contains(&parameter);
    formula.nodes.values().any(|node| {
        node.kind.parameter_asked().is_some_and(sets) || node.kind.lever_asked() == Some(id)
    })
}
