//! Amounts in an order in which each stands after those it reads, or the loop that forbids one.

use super::expr::{Formula, NodeKind};
use super::rulebook::{Amount, AmountId, Lever, LeverId};
use crate::base::diagnostic::Place;
use crate::base::ids::Id;
use crate::base::{Diagnostic, IdVec};

/// Longest chain of amounts and levers reading each other.
const MAX_CHAIN: usize = 32;

/// A use of something by an amount or a lever.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Amount(AmountId),
    Lever(LeverId),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    amounts: &'a IdVec<AmountId, Amount>,
    levers: &'a IdVec<LeverId, Lever>,
    marks: (Vec<Mark>, Vec<Mark>),
    /// The path to the item in hand, each step with the place of the use that led on.
    path: Vec<(Item, Place)>,
    order: Vec<AmountId>,
    found: &'a mut Vec<Diagnostic>,
}

/// The order; items on a loop are reported once, with each edge labeled.
pub(super) fn order(
    amounts: &IdVec<AmountId, Amount>,
    levers: &IdVec<LeverId, Lever>,
    found: &mut Vec<Diagnostic>,
) -> Vec<AmountId> {
    let mut walk = Walk {
        amounts,
        levers,
        marks: (
            vec![Mark::New; amounts.len()],
            vec![Mark::New; levers.len()],
        ),
        path: Vec::new(),
        order: Vec::new(),
        found,
    };
    for id in amounts.ids() {
        walk.visit(Item::Amount(id), Place::default());
    }
    for id in levers.ids() {
        walk.visit(Item::Lever(id), Place::default());
    }
    walk.order
}

impl Walk<'_> {
    fn mark(&mut self, item: Item) -> Option<&mut Mark> {
        match item {
            Item::Amount(id) => self.marks.0.get_mut(id.index()),
            Item::Lever(id) => self.marks.1.get_mut(id.index()),
        }
    }

    fn name(&self, item: Item) -> &str {
        match item {
            Item::Amount(id) => &self.amounts[id].id,
            Item::Lever(id) => &self.levers[id].id,
        }
    }

    fn visit(&mut self, item: Item, used_at: Place) {
        match self.mark(item).copied() {
            Some(Mark::New) => {}
            Some(Mark::Open) => return self.report(item, used_at),
            _ => return,
        }
        if self.path.len() >= MAX_CHAIN {
            return self.too_deep(used_at);
        }
        if let Some(mark) = self.mark(item) {
            *mark = Mark::Open;
        }
        self.path.push((item, used_at));
        for (next, place) in self.uses(item) {
            self.visit(next, place);
        }
        self.path.pop();
        if let Some(mark) = self.mark(item) {
            *mark = Mark::Done;
        }
        if let Item::Amount(id) = item {
            self.order.push(id);
        }
    }

    fn uses(&self, item: Item) -> Vec<(Item, Place)> {
        let mut uses = Vec::new();
        let mut of = |formula: &Formula| {
            for node in formula.nodes.values() {
                let place = formula.place.part(node.span.0, node.span.1);
                match node.kind {
                    NodeKind::Amount(amount) => uses.push((Item::Amount(amount), place)),
                    NodeKind::Applies(lever) => uses.push((Item::Lever(lever), place)),
                    _ => {}
                }
            }
        };
        match item {
            Item::Amount(id) => {
                let amount = &self.amounts[id];
                amount.formulas().for_each(|formula| of(formula));
                uses.extend(amount.lever.map(|lever| (Item::Lever(lever), amount.place)));
            }
            Item::Lever(id) => {
                self.levers[id]
                    .conditions
                    .iter()
                    .for_each(|condition| of(&condition.test));
            }
        }
        uses
    }

    /// Reports a chain no person follows and no stack should.
    fn too_deep(&mut self, used_at: Place) {
        if self.found.iter().any(|known| known.code == "R0217") {
            return;
        }
        let first = self.path.first().map_or("", |(item, _)| self.name(*item));
        let message = format!("`{first}` rests on a chain of more than {MAX_CHAIN} amounts");
        let diagnostic = Diagnostic::error("R0217", message).at(used_at, "the chain goes on here");
        self.found
            .push(diagnostic.help("join some of its formulas"));
    }

    /// Reports the loop that `item`, used at `used_at`, closes.
    fn report(&mut self, item: Item, used_at: Place) {
        let start = self
            .path
            .iter()
            .position(|(on_path, _)| *on_path == item)
            .unwrap_or(0);
        let ring: Vec<(Item, Place)> = self.path.iter().skip(start).copied().collect();
        let names: Vec<&str> = ring
            .iter()
            .map(|(on_ring, _)| self.name(*on_ring))
            .chain([self.name(item)])
            .collect();
        let mut diagnostic = Diagnostic::error("R0206", format!("a loop: {}", names.join(" → ")));
        let places = ring
            .iter()
            .skip(1)
            .map(|(_, place)| *place)
            .chain([used_at]);
        for ((user, used), place) in names.iter().zip(names.iter().skip(1)).zip(places) {
            diagnostic = diagnostic.at(place, format!("`{used}` is used here, for `{user}`"));
        }
        self.found
            .push(diagnostic.help("one of them must not depend on the others"));
    }
}
