//! The engine, asked the same.

use std::collections::BTreeMap;

use qingce::base::ids::Id;
use qingce::base::{Month, Period};
use qingce::check::rulebook::{FactKind, FactSlotId, GroupId, Rulebook};
use qingce::eval::{Inputs, one};
use qingce::program::op::{Cell, KnobId, Status};
use qingce::program::{LeverSet, Program, Request, VariantSpec, compile};

use super::calendar::Months;
use super::enterprise::{Enterprise, FACTS, Fact, GROUPS, Group, Kind};
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

/// The law of a period as a program.
pub(crate) fn program(book: &Rulebook, period: Months) -> Program {
    let month = |number: i32| Month::new(period.year, number.try_into().unwrap()).unwrap();
    let request = Request {
        period: Period::new(month(period.first), month(period.last)).unwrap(),
        variants: vec![VariantSpec {
            book,
            off: LeverSet::default(),
            trace: false,
        }],
        knobs: Vec::new(),
    };
    compile(&request).unwrap_or_else(|found| panic!("{}: {found:?}", period.text()))
}

/// Every amount of an enterprise, in the order of the program's plan.
pub(crate) fn amounts(program: &Program, slots: &Slots, e: &Enterprise) -> Vec<Num> {
    let cells = one::run(program, &Stated { slots, e });
    let plans = program.variants[0].amounts.iter();
    plans
        .map(|plan| {
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
        })
        .collect()
}
