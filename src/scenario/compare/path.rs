//! From one scenario to another in steps, one cause at a time.

use std::borrow::Cow;
use std::rc::Rc;

use super::differs::{Cause, same_facts};
use super::law::{Law, Laws};
use super::{Scenario, paired};
use crate::base::{Lang, Period};
use crate::check::Rulebook;
use crate::enterprise::{Enterprise, parse_fact, show_fact, slot_by_name};
use crate::scenario::Engine;
use crate::scenario::patch::{Change, Patches};

/// Enterprises under a law on the way.
pub(super) struct Stop<'a> {
    /// What was changed to come here; several where one alone has no law. Empty at the start.
    pub(super) causes: Vec<Cause>,
    /// The enterprises.
    pub(super) enterprises: Cow<'a, [Enterprise]>,
    /// The law.
    pub(super) law: Rc<Law>,
    /// What the law was compiled from.
    pub(super) asked: Asked<'a>,
}

/// What a law is compiled from.
#[derive(Clone)]
pub(super) struct Asked<'a> {
    pub(super) engine: &'a Engine,
    pub(super) period: Period,
    pub(super) patches: Patches,
}

/// The stops from `from` to `to`, both included, causes in their order; a cause that does not differ
/// has no stop. Where no law can be laid with a cause alone it is taken together with the next.
pub(super) fn path<'a>(
    laws: &Laws,
    (from, to): (&Scenario<'a>, &Scenario<'a>),
    (first, last): (&Rc<Law>, &Rc<Law>),
) -> Vec<Stop<'a>> {
    let asked = |scenario: &Scenario<'a>| Asked {
        engine: scenario.engine,
        period: scenario.period,
        patches: scenario.patches.clone(),
    };
    let (start, goal) = (asked(from), asked(to));
    let causes = differing((from, to), (first, last));
    let mut stops = vec![Stop {
        causes: Vec::new(),
        enterprises: Cow::Borrowed(from.enterprises),
        law: Rc::clone(first),
        asked: start.clone(),
    }];
    let mut pending = Vec::new();
    for (at, cause) in causes.iter().enumerate() {
        pending.push(*cause);
        let done = causes.get(..=at).unwrap_or_default();
        let here = done_of(&start, &goal, done);
        let (law, here) = if at + 1 == causes.len() {
            // The last law is the other scenario's own, whatever the order of its changes.
            (Some(Rc::clone(last)), goal.clone())
        } else {
            (laws.of(here.engine, here.period, &here.patches).ok(), here)
        };
        if let Some(law) = law {
            stops.push(Stop {
                causes: std::mem::take(&mut pending),
                enterprises: if done.contains(&Cause::Facts) {
                    carried(&last.book, &law.book, to.enterprises)
                } else {
                    carried(&first.book, &law.book, from.enterprises)
                },
                law,
                asked: here,
            });
        }
    }
    stops
}

/// Causes in which two scenarios, under their laws, differ.
fn differing(
    (from, to): (&Scenario<'_>, &Scenario<'_>),
    (first, last): (&Law, &Law),
) -> Vec<Cause> {
    let (a, b) = (from.engine.rulebook(), to.engine.rulebook());
    let changes = |scenario: &Scenario<'_>, cause: Cause| -> Vec<Change> {
        let book = scenario.engine.rulebook();
        let changes = scenario.patches.changes.iter();
        changes
            .filter(|change| Cause::of(book, change) == cause)
            .cloned()
            .collect()
    };
    let differs = |cause: &Cause| match cause {
        Cause::Facts => {
            // What only one of the two laws asks is a difference too, if it is stated.
            let same = |(theirs, of): (&Law, &[Enterprise]), (mine, own): (&Law, &[Enterprise])| {
                let carried = carried(&theirs.book, &mine.book, of);
                let mut pairs = own.iter().zip(carried.iter());
                pairs.all(|(x, y)| same_facts(&mine.book, x, y))
            };
            let (a, b) = ((first, from.enterprises), (last, to.enterprises));
            !paired(a.1, b.1) || !same(b, a) || !same(a, b)
        }
        Cause::LawDate => from.period != to.period,
        Cause::Rulebook => a.info.hash != b.info.hash,
        cause => changes(from, *cause) != changes(to, *cause),
    };
    let mut causes: Vec<Cause> = Cause::ALL.into_iter().filter(differs).collect();
    // The order of changes may matter even where each kind of them is the same.
    if causes.is_empty() && from.patches != to.patches {
        causes.push(Cause::Reforms);
    }
    causes
}

/// What stands when some causes are the other scenario's already.
fn done_of<'a>(start: &Asked<'a>, goal: &Asked<'a>, done: &[Cause]) -> Asked<'a> {
    let engine = if done.contains(&Cause::Rulebook) {
        goal.engine
    } else {
        start.engine
    };
    let mut changes = Vec::new();
    for (asked, theirs) in [(start, false), (goal, true)] {
        let book = asked.engine.rulebook();
        let wanted = |change: &&Change| done.contains(&Cause::of(book, change)) == theirs;
        changes.extend(asked.patches.changes.iter().filter(wanted).cloned());
    }
    // Causes that do not differ are in both lists' start only.
    Asked {
        engine,
        period: if done.contains(&Cause::LawDate) {
            goal.period
        } else {
            start.period
        },
        patches: Patches { changes },
    }
}

/// Enterprises stated for one rulebook, for another; what the other does not ask is left behind.
pub fn carried<'a>(
    from: &Rulebook,
    to: &Rulebook,
    enterprises: &'a [Enterprise],
) -> Cow<'a, [Enterprise]> {
    if same_questions(from, to) {
        return Cow::Borrowed(enterprises);
    }
    Cow::Owned(enterprises.iter().map(|one| carry(from, to, one)).collect())
}

/// Whether two rulebooks ask the same, so that a cell of the one means the same in the other.
pub(super) fn same_questions(a: &Rulebook, b: &Rulebook) -> bool {
    let facts = || a.facts.values().zip(b.facts.values());
    let groups = || a.groups.values().zip(b.groups.values());
    let choices = || a.choices.values().zip(b.choices.values());
    (a.facts.len(), a.groups.len(), a.choices.len())
        == (b.facts.len(), b.groups.len(), b.choices.len())
        && facts().all(|(x, y)| (&x.id, &x.kind, x.group) == (&y.id, &y.kind, y.group))
        && groups().all(|(x, y)| (&x.id, x.max_rows) == (&y.id, y.max_rows))
        && choices().all(|(x, y)| {
            let ids = |choice: &crate::check::rulebook::Choice| -> Vec<String> {
                let options = choice.options.iter();
                options.map(|option| option.id.clone()).collect()
            };
            x.id == y.id && ids(x) == ids(y)
        })
}

fn carry(from: &Rulebook, to: &Rulebook, stated: &Enterprise) -> Enterprise {
    let mut carried = Enterprise::new(to);
    carried.name.clone_from(&stated.name);
    for (id, group) in from.groups.iter() {
        if let Some(crate::check::rulebook::Named::Group(other)) = to.names.get(&group.id) {
            carried.set_rows(to, *other, stated.rows(id));
        }
    }
    for (slot, cell) in stated.stated() {
        let fact = from.fact_slots[slot].fact;
        let Some(other) = slot_by_name(to, &from.slot_name(slot)) else {
            continue;
        };
        let asked = to.fact_slots[other].fact;
        let text = show_fact(from, fact, cell, Lang::Zh);
        let read = parse_fact(to, asked, &text).ok();
        carried.set(other, read);
    }
    carried
}
