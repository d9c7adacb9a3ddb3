//! A step taken apart: fact by fact in rulebook order, change by change.

use std::rc::Rc;

use super::differs::{Cause, label_of, slot_label, target};
use super::law::{Law, Laws};
use super::path::Stop;
use crate::base::Text;
use crate::check::Rulebook;
use crate::check::rulebook::{FactSlotId, GroupId};
use crate::enterprise::Enterprise;
use crate::scenario::patch::{Change, Patches};

/// Enterprises times facts tried at most; a step of more is not taken apart.
const TRIED: usize = 4000;
/// Changes tried at most: each is a law to compile.
const CHANGES: usize = 24;

/// The stops inside a step, its ends excluded, and what was changed between them.
pub(super) struct Parts {
    /// For each part: ids and labels of what it changes. One more than there are stops.
    pub(super) names: Vec<Vec<(String, Text)>>,
    /// The stops between the parts.
    pub(super) between: Vec<Between>,
}

/// A stop inside a step.
pub(super) enum Between {
    /// Under another law.
    Law(Rc<Law>),
    /// With some facts those of the other side already.
    Facts(Vec<Target>),
}

/// What is changed at once among the facts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Target {
    /// One fact.
    Slot(FactSlotId),
    /// A group whose rows are not as many: all of it.
    Group(GroupId),
}

/// Takes a step apart, if it is one that can be.
pub(super) fn parts(laws: &Laws, from: &Stop<'_>, to: &Stop<'_>, paired: bool) -> Option<Parts> {
    match to.causes.as_slice() {
        [Cause::Facts] if paired => facts(from, to),
        [Cause::Readings | Cause::Figures | Cause::LeversOff | Cause::Reforms] => {
            changes(laws, from, to)
        }
        _ => None,
    }
}

fn facts(from: &Stop<'_>, to: &Stop<'_>) -> Option<Parts> {
    let book = &from.law.book;
    let mut targets = Vec::new();
    let pairs = || from.enterprises.iter().zip(to.enterprises.iter());
    let mut whole: Vec<GroupId> = Vec::new();
    for group in book.groups.ids() {
        if pairs().any(|(a, b)| a.rows(group) != b.rows(group)) {
            whole.push(group);
        }
    }
    for slot in book.fact_slots.ids() {
        let group = book.facts[book.fact_slots[slot].fact].group;
        let target = match group.filter(|group| whole.contains(group)) {
            Some(group) => Target::Group(group),
            None if pairs().any(|(a, b)| a.fact(slot) != b.fact(slot)) => Target::Slot(slot),
            None => continue,
        };
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    if targets.is_empty() || targets.len() * from.enterprises.len() > TRIED {
        return None;
    }
    let names = targets.iter().map(|target| {
        vec![match target {
            Target::Slot(slot) => (book.slot_name(*slot), slot_label(book, *slot)),
            Target::Group(group) => {
                let group = &book.groups[*group];
                (group.id.clone(), group.label.clone())
            }
        }]
    });
    let between = (1..targets.len()).map(|done| targets.iter().take(done).copied().collect());
    Some(Parts {
        names: names.collect(),
        between: between.map(Between::Facts).collect(),
    })
}

/// An enterprise with some facts another's.
pub(super) fn edited(
    book: &Rulebook,
    from: &Enterprise,
    to: &Enterprise,
    targets: &[Target],
) -> Enterprise {
    let mut edited = from.clone();
    for target in targets {
        match target {
            Target::Slot(slot) => edited.set(*slot, to.fact(*slot)),
            Target::Group(group) => {
                edited.set_rows(book, *group, to.rows(*group));
                for fact in &book.groups[*group].facts {
                    for row in 0..book.groups[*group].max_rows {
                        let slot = book.slot(*fact, row);
                        edited.set(slot, to.fact(slot));
                    }
                }
            }
        }
    }
    edited
}

fn changes(laws: &Laws, from: &Stop<'_>, to: &Stop<'_>) -> Option<Parts> {
    let book = to.asked.engine.rulebook();
    let (old, new) = (&from.asked.patches.changes, &to.asked.patches.changes);
    let of = |list: &[Change], name: &str| -> Vec<Change> {
        list.iter()
            .filter(|change| target(change) == name)
            .cloned()
            .collect()
    };
    let mut targets: Vec<(String, Text)> = Vec::new();
    for change in old.iter().chain(new) {
        let name = target(change);
        let known = targets.iter().any(|(known, _)| *known == name);
        if !known && of(old, &name) != of(new, &name) {
            targets.push((name, label_of(book, change)));
        }
    }
    if targets.is_empty() || targets.len() > CHANGES {
        return None;
    }
    let mut parts = Parts {
        names: Vec::new(),
        between: Vec::new(),
    };
    let mut pending = Vec::new();
    for (at, named) in targets.iter().enumerate() {
        pending.push(named.clone());
        let done = targets.get(..=at).unwrap_or_default();
        let is_done = |change: &&Change| done.iter().any(|(name, _)| *name == target(change));
        let kept = old.iter().filter(|change| !is_done(change));
        let changes = kept.chain(new.iter().filter(is_done)).cloned().collect();
        let last = at + 1 == targets.len();
        let law = if last {
            None
        } else {
            laws.of(from.asked.engine, from.asked.period, &Patches { changes })
                .ok()
        };
        if last || law.is_some() {
            parts.names.push(std::mem::take(&mut pending));
            parts.between.extend(law.map(Between::Law));
        }
    }
    Some(parts)
}
