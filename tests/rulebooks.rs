//! Random rulebooks from text to amounts: both runners agree on whatever can be written.

#[path = "support/random.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod random;
#[path = "support/random_rulebook.rs"]
mod random_rulebook;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use qingce::base::Period;
use qingce::check::rulebook::{FactKind, Named};
use qingce::check::{Rulebook, check};
use qingce::eval::columns::{Chunk, Column, Runner, Sink, Table};
use qingce::eval::one;
use qingce::program::plan::Knob;
use qingce::program::{Cell, LeverSet, Program, Request, SlotId, Status, VariantSpec, compile};
use qingce::rulebook::{BOOK, MapRules, load};
use random::Random;

const ROWS: usize = 24;

fn rulebook(text: &str) -> Rulebook {
    let files = MapRules(BTreeMap::from([(BOOK.to_owned(), Arc::from(text))]));
    let (draft, mut found, sources) = load(&files);
    let (book, more) = check(&draft, sources.hash());
    found.extend(more);
    let found: Vec<String> = found.iter().map(|found| sources.concise(found)).collect();
    book.unwrap_or_else(|| panic!("{}\n{text}", found.join("\n")))
}

/// As it is, with no lever, and with some; a parameter is kept as a knob now and then.
fn program(random: &mut Random, book: &Rulebook) -> Option<Program> {
    let period = random.pick(&["2017", "2017-03..2017-09", "2018", "2016-07", "2017-12"]);
    let some: LeverSet = book
        .levers
        .ids()
        .filter(|_| random.one_in(2))
        .collect::<LeverSet>();
    let variants = [LeverSet::default(), LeverSet::all(book), some];
    let knob = match book.names.get("rate0") {
        Some(Named::Parameter(parameter)) if random.one_in(3) => Some(Knob {
            parameter: *parameter,
            den: 100,
            bounds: (0, 200),
        }),
        _ => None,
    };
    let program = compile(&Request {
        period: Period::parse(period).unwrap(),
        variants: variants
            .into_iter()
            .map(|off| VariantSpec {
                book,
                off,
                trace: true,
                only_members: false,
            })
            .collect(),
        knobs: knob.into_iter().collect(),
    });
    match program {
        Ok(program) => Some(program),
        // Products of many figures may be too fine to keep: rounding an amount is the way out.
        Err(found) if found.iter().all(|found| found.code == "R0602") => None,
        Err(found) => panic!("{found:?}"),
    }
}

fn table(random: &mut Random, book: &Rulebook, program: &Program) -> Table {
    let mut table = Table::new(ROWS);
    for (id, slot) in book.fact_slots.iter() {
        let (low, high) = match &book.facts[slot.fact].kind {
            FactKind::Number { min, max, .. } => (*min, *max),
            FactKind::Bool => (0, 1),
            FactKind::Choice(choice) => (0, book.choices[*choice].options.len() as i128 - 1),
            FactKind::Date => (16_500, 17_900),
        };
        let missing = random.pick(&[3, 12, usize::MAX]);
        let narrow = random.one_in(4);
        let cells = (0..ROWS).map(|_| {
            if random.one_in(missing) {
                return Cell::not(Status::Missing);
            }
            let span = (high - low + 1).unsigned_abs();
            let span = if narrow { span.min(3) } else { span };
            Cell::known(low + (u128::from(random.next()) % span).cast_signed())
        });
        table.set_fact(id, Column::from_cells(cells)).unwrap();
    }
    for (id, _) in book.groups.iter() {
        let cells = (0..ROWS).map(|_| match random.below(6) {
            0 => Cell::not(Status::Missing),
            rows => Cell::known(rows.min(3) as i128),
        });
        table.set_rows(id, Column::from_cells(cells)).unwrap();
    }
    for (knob, _) in program.knobs.iter() {
        table.set_knob(knob, Cell::known(random.below(200) as i128));
    }
    table
}

#[derive(Default)]
struct Cells(BTreeMap<(usize, usize), Cell>);

impl Sink for Cells {
    fn take(&mut self, output: usize, chunk: Chunk<'_>) {
        for (row, cell) in chunk.rows.clone().zip(chunk.cells()) {
            assert!(self.0.insert((row, output), cell).is_none());
        }
    }
}

/// First word of what is printed for debugging: the name of a variant.
fn word(shown: &str) -> String {
    shown
        .chars()
        .take_while(|letter| letter.is_alphanumeric())
        .collect()
}

/// What the random rulebooks reached.
#[derive(Default)]
struct Reached {
    nodes: BTreeMap<String, u32>,
    ops: BTreeMap<String, u32>,
    statuses: [u64; 8],
    proven: [u32; 2],
    too_fine: u32,
    stretches: BTreeSet<usize>,
}

const NODES: [&str; 29] = [
    "Number",
    "Bool",
    "Date",
    "Option",
    "Fact",
    "Parameter",
    "Amount",
    "Negate",
    "Not",
    "Binary",
    "If",
    "Min",
    "Max",
    "Clamp",
    "Round",
    "Lookup",
    "Marginal",
    "Sum",
    "Count",
    "Any",
    "Applies",
    "InForce",
    "Known",
    "MonthsBetween",
    "DaysBetween",
    "PeriodStart",
    "PeriodEnd",
    "PeriodYear",
    "YearOf",
];

const OPS: [&str; 22] = [
    "Const",
    "Fact",
    "Row",
    "Knob",
    "Add",
    "Subtract",
    "Multiply",
    "Scale",
    "Min",
    "Max",
    "Divide",
    "DivideBy",
    "Compare",
    "And",
    "Or",
    "Not",
    "Select",
    "Pick",
    "IsKnown",
    "OrZero",
    "MonthsBetween",
    "YearOf",
];

impl Reached {
    fn book(&mut self, book: &Rulebook) {
        for amount in book.amounts.values() {
            for node in amount.formulas().flat_map(|formula| formula.nodes.values()) {
                *self
                    .nodes
                    .entry(word(&format!("{:?}", node.kind)))
                    .or_default() += 1;
            }
        }
    }

    fn program(&mut self, program: &Program) {
        self.stretches.insert(program.stretches.len());
        for op in program.ops.values() {
            *self.ops.entry(word(&format!("{op:?}"))).or_default() += 1;
        }
    }

    /// Everything at least once.
    fn everything(&self) {
        println!("nodes of formulas: {:?}", self.nodes);
        println!("operations: {:?}", self.ops);
        println!("cells by status: {:?}", self.statuses);
        println!("tables not proved and proved: {:?}", self.proven);
        println!("books too fine to compile: {}", self.too_fine);
        println!("stretches: {:?}", self.stretches);
        let nodes: BTreeSet<&str> = self.nodes.keys().map(String::as_str).collect();
        assert_eq!(nodes, NODES.into_iter().collect());
        let ops: BTreeSet<&str> = self.ops.keys().map(String::as_str).collect();
        assert_eq!(ops, OPS.into_iter().collect());
        assert!(
            self.statuses.iter().all(|count| *count > 0),
            "{:?}",
            self.statuses
        );
        assert!(
            self.proven.iter().all(|count| *count > 20),
            "{:?}",
            self.proven
        );
        assert!(self.too_fine < 30);
        assert!(self.stretches.len() > 2);
    }
}

#[test]
fn both_runners_agree_over_random_rulebooks() {
    let mut reached = Reached::default();
    for seed in 0..150 {
        let random = &mut Random::new(seed);
        let book = rulebook(&random_rulebook::rulebook(random));
        reached.book(&book);
        let Some(program) = program(random, &book) else {
            reached.too_fine += 1;
            continue;
        };
        reached.program(&program);
        let table = table(random, &book, &program);
        let wanted: Vec<SlotId> = program.ops.ids().collect();
        let mut runner = Runner::new(&program, &table, &wanted).with_chunk(random.pick(&[5, 64]));
        reached.proven[usize::from(runner.is_proven())] += 1;
        let mut found = Cells::default();
        runner.run(0..ROWS, &mut found);
        for row in 0..ROWS {
            let expected = one::run(&program, &table.row(row));
            for (position, (slot, expected)) in expected.iter().enumerate() {
                let op = &program.ops[slot];
                let found = found.0.get(&(row, position));
                assert_eq!(
                    found,
                    Some(expected),
                    "seed {seed}, row {row}: {slot:?} = {op:?}"
                );
                reached.statuses[expected.status as usize] += 1;
            }
        }
    }
    reached.everything();
}
