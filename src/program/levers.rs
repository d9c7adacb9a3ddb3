//! Sets of levers, and which levers an amount can depend on.

use super::plan::AmountRef;
use crate::base::ids::Id;
use crate::check::expr::{Formula, InForceOf, NodeKind};
use crate::check::rulebook::{AmountId, LeverId, ParameterId, Rulebook};

/// A set of levers.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct LeverSet {
    bits: Vec<u64>,
}

impl LeverSet {
    /// Every lever of a rulebook.
    pub fn all(book: &Rulebook) -> LeverSet {
        book.levers.ids().collect()
    }

    /// Puts a lever in.
    pub fn insert(&mut self, lever: LeverId) {
        let (word, bit) = (lever.index() / 64, lever.index() % 64);
        if self.bits.len() <= word {
            self.bits.resize(word + 1, 0);
        }
        if let Some(bits) = self.bits.get_mut(word) {
            *bits |= 1 << bit;
        }
    }

    /// Whether a lever is in it.
    pub fn contains(&self, lever: LeverId) -> bool {
        let (word, bit) = (lever.index() / 64, lever.index() % 64);
        self.bits.get(word).is_some_and(|bits| bits >> bit & 1 == 1)
    }

    /// Puts all of another set in.
    pub fn extend_from(&mut self, other: &LeverSet) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        for (bits, more) in self.bits.iter_mut().zip(&other.bits) {
            *bits |= more;
        }
    }

    /// What both have; equal sets have equal bits, without trailing zeros.
    pub(super) fn common(&self, other: &LeverSet) -> LeverSet {
        let mut bits: Vec<u64> = self
            .bits
            .iter()
            .zip(&other.bits)
            .map(|(a, b)| a & b)
            .collect();
        while bits.last() == Some(&0) {
            bits.pop();
        }
        LeverSet { bits }
    }
}

impl FromIterator<LeverId> for LeverSet {
    fn from_iter<I: IntoIterator<Item = LeverId>>(levers: I) -> LeverSet {
        let mut set = LeverSet::default();
        levers.into_iter().for_each(|lever| set.insert(lever));
        set
    }
}

/// For each amount and lever, the levers its value can depend on.
pub(super) struct Dependence {
    amounts: Vec<Option<LeverSet>>,
    levers: Vec<Option<LeverSet>>,
}

impl Dependence {
    pub(super) fn of(book: &Rulebook) -> Dependence {
        let mut found = Dependence {
            amounts: vec![None; book.amounts.len()],
            levers: vec![None; book.levers.len()],
        };
        for id in &book.amount_order {
            found.find_amount(book, *id);
        }
        for id in book.levers.ids() {
            found.find_lever(book, id);
        }
        found
    }

    /// Levers an amount can depend on.
    pub(super) fn amount(&self, of: AmountRef) -> LeverSet {
        self.amounts
            .get(of.amount.index())
            .cloned()
            .flatten()
            .unwrap_or_default()
    }

    /// Levers a lever's conditions can depend on, itself included.
    pub(super) fn lever(&self, of: LeverId) -> LeverSet {
        self.levers
            .get(of.index())
            .cloned()
            .flatten()
            .unwrap_or_default()
    }

    fn find_amount(&mut self, book: &Rulebook, id: AmountId) -> LeverSet {
        if let Some(Some(set)) = self.amounts.get(id.index()) {
            return set.clone();
        }
        let amount = &book.amounts[id];
        let mut set = self.formula(book, &amount.formula);
        if let Some(when) = &amount.when {
            set.extend_from(&self.formula(book, when));
        }
        if let Some(lever) = amount.lever {
            set.extend_from(&self.find_lever(book, lever));
        }
        if let Some(slot) = self.amounts.get_mut(id.index()) {
            *slot = Some(set.clone());
        }
        set
    }

    fn find_lever(&mut self, book: &Rulebook, id: LeverId) -> LeverSet {
        if let Some(Some(set)) = self.levers.get(id.index()) {
            return set.clone();
        }
        let mut set: LeverSet = std::iter::once(id).collect();
        for condition in &book.levers[id].conditions {
            set.extend_from(&self.formula(book, &condition.test));
        }
        if let Some(slot) = self.levers.get_mut(id.index()) {
            *slot = Some(set.clone());
        }
        set
    }

    fn formula(&mut self, book: &Rulebook, formula: &Formula) -> LeverSet {
        let mut set = LeverSet::default();
        for node in formula.nodes.values() {
            match &node.kind {
                NodeKind::Amount(amount) => set.extend_from(&self.find_amount(book, *amount)),
                NodeKind::Applies(lever) => set.extend_from(&self.find_lever(book, *lever)),
                NodeKind::InForce(InForceOf::Lever(lever)) => set.insert(*lever),
                kind => {
                    if let Some(id) = kind.parameter_asked() {
                        set.extend_from(&owners(book, id));
                    }
                }
            }
        }
        set
    }
}

fn owners(book: &Rulebook, id: ParameterId) -> LeverSet {
    book.parameters[id]
        .history
        .values
        .iter()
        .filter_map(|value| value.lever)
        .collect()
}
