//! The engine, asked the same.

use std::collections::{BTreeMap, BTreeSet};

use qingce::base::ids::Id;
use qingce::base::{Month, Period};
use qingce::check::rulebook::{FactKind, FactSlotId, GroupId, Rulebook};
use qingce::enterprise::Enterprise as TheirEnterprise;
use qingce::eval::{Inputs, one};
use qingce::program::op::{Cell, KnobId, Status};
use qingce::program::{AmountPlan, LeverSet, Program, Request, VariantSpec, compile};

use super::calendar::Months;
use super::enterprise::{Enterprise, FACTS, Fact, GROUPS, Group, Kind};
use super::levers::{LEVERS, Off};
use super::number::{Gap, Num, Ratio};

/// The built-in rulebook, loaded and checked.
pub(crate) fn rulebook() -> Rulebook {
    let (draft, found, sources) = qingce::rulebook::load(&qingce::rulebook::EmbeddedRules);
    let (book, mut more) = qingce::check::check(&draft, "");
    let mut all = found;
    all.append(&mut more);
    let all: Vec<String> = all.iter().map(|d| sources.concise(d)).collect();
    book.unwrap_or_else(|| panic!("{}", all.join("\n")))
}

/// Which of our facts each of the engine's is.
pub(crate) struct Slots {
    slots: Vec<(Fact, usize)>,
    groups: Vec<Group>,
}

impl Slots {
    /// Finds every fact by its id, and holds our list of facts to the rulebook's.
    pub(crate) fn of(book: &Rulebook) -> Slots {
        let ours: BTreeMap<&str, usize> =
            FACTS.iter().enumerate().map(|(i, s)| (s.id, i)).collect();
        let slot = |slot| {
            let at = book.fact_slots[slot];
            let fact = &book.facts[at.fact];
            let spec = ours.get(fact.id.as_str());
            let spec = &FACTS[*spec.unwrap_or_else(|| panic!("the oracle lacks fact {}", fact.id))];
            assert_eq!(shape(book, &fact.kind), written(spec.kind), "{}", spec.id);
            (spec.fact, at.row.map_or(0, usize::from))
        };
        let group = |id: &str| GROUPS.iter().find(|(_, known)| *known == id).unwrap().0;
        Slots {
            slots: book.fact_slots.ids().map(slot).collect(),
            groups: book.groups.values().map(|g| group(&g.id)).collect(),
        }
    }
}

fn shape(book: &Rulebook, kind: &FactKind) -> String {
    match kind {
        FactKind::Number { den, min, max, .. } => format!("number 1/{den} {min}..{max}"),
        FactKind::Bool => "bool".to_owned(),
        FactKind::Date => "date".to_owned(),
        FactKind::Choice(choice) => {
            let options = book.choices[*choice].options.iter();
            options.map(|o| o.id.as_str()).collect::<Vec<_>>().join(" ")
        }
    }
}

fn written(kind: Kind) -> String {
    match kind {
        Kind::Number { den, min, max } => format!("number 1/{den} {min}..{max}"),
        Kind::Bool => "bool".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Choice(options) => options.join(" "),
    }
}

/// Facts as the whole engine takes them.
pub(crate) fn stated(book: &Rulebook, slots: &Slots, e: &Enterprise) -> TheirEnterprise {
    let mut out = TheirEnterprise::new(book);
    for group in book.groups.ids() {
        let rows = e.rows(slots.groups[group.index()]);
        out.set_rows(book, group, rows.map(|rows| u8::try_from(rows).unwrap()));
    }
    for slot in book.fact_slots.ids() {
        let (fact, row) = slots.slots[slot.index()];
        let group = book.facts[book.fact_slots[slot].fact].group;
        let there = |group| out.rows(group).is_some_and(|rows| row < rows.into());
        if group.is_none_or(there) {
            out.set(slot, e.cell(fact, row));
        }
    }
    out
}

/// A period as the engine takes it.
pub(crate) fn months(period: Months) -> Period {
    let month = |number: i32| Month::new(period.year, number.try_into().unwrap()).unwrap();
    Period::new(month(period.first), month(period.last)).unwrap()
}

struct Stated<'a> {
    slots: &'a Slots,
    e: &'a Enterprise,
}

impl Inputs for Stated<'_> {
    fn fact(&self, slot: FactSlotId) -> Cell {
        let (fact, row) = self.slots.slots[slot.index()];
        let cell = self.e.cell(fact, row);
        cell.map_or(Cell::not(Status::Missing), Cell::known)
    }

    fn rows(&self, group: GroupId) -> Option<u8> {
        let rows = self.e.rows(self.slots.groups[group.index()]);
        rows.map(|rows| u8::try_from(rows).unwrap())
    }

    fn knob(&self, _: KnobId) -> Cell {
        unreachable!("no knobs were asked for")
    }
}

/// The law of a period as a program, with a variant for each set of levers that are off.
pub(crate) fn program(book: &Rulebook, period: Months, offs: &[Off]) -> Program {
    let known: BTreeSet<&str> = LEVERS.iter().map(|(_, id)| *id).collect();
    let theirs: BTreeSet<&str> = book
        .levers
        .values()
        .map(|lever| lever.id.as_str())
        .collect();
    assert_eq!(known, theirs, "the oracle's list of levers");
    let off = |off: &Off| -> LeverSet {
        let levers = book.levers.iter();
        let has = |id: &str| {
            LEVERS
                .iter()
                .any(|(lever, known)| *known == id && off.has(*lever))
        };
        levers
            .filter(|(_, lever)| has(&lever.id))
            .map(|(id, _)| id)
            .collect()
    };
    let variant = |levers: &Off| VariantSpec {
        book,
        off: off(levers),
        trace: false,
        only_members: false,
    };
    let request = Request {
        period: months(period),
        variants: offs.iter().map(variant).collect(),
        knobs: Vec::new(),
    };
    compile(&request).unwrap_or_else(|found| panic!("{}: {found:?}", period.text()))
}

/// Every amount of an enterprise in each variant, in the order of the program's plans.
pub(crate) fn amounts(program: &Program, slots: &Slots, e: &Enterprise) -> Vec<Vec<Num>> {
    let cells = one::run(program, &Stated { slots, e });
    let value = |plan: &AmountPlan| {
        let cell = cells[plan.total.slot];
        match cell.status {
            Status::Known => Ok(Ratio::new(cell.value, plan.total.den)),
            Status::NotInForce => Err(Gap::NotInForce),
            Status::NotSettled => Err(Gap::NotSettled),
            Status::Missing => Err(Gap::Missing),
            Status::Open => Err(Gap::Open),
            Status::NotCovered => Err(Gap::NotCovered),
            Status::ZeroDivisor => Err(Gap::ZeroDivisor),
            Status::Overflow => panic!("overflow: {:?} of\n{}", plan.of, e.text()),
        }
    };
    let variants = program.variants.iter();
    variants
        .map(|variant| variant.amounts.iter().map(value).collect())
        .collect()
}
