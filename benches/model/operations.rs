//! Programs of one kind of operation, to see what each costs by itself.

use qingce::base::ids::Id;
use qingce::base::{IdVec, Period, Rounding};
use qingce::check::rulebook::FactSlotId;
use qingce::eval::columns::{Chunk, Column, Runner, Sink, Table};
use qingce::program::{Cell, Comparison, Op, Program, SlotId};

use super::random::Random;

const FACTS: usize = 8;

/// Takes results and does nothing.
pub(crate) struct Nothing;

impl Sink for Nothing {
    fn take(&mut self, _: usize, chunk: Chunk<'_>) {
        std::hint::black_box(&chunk);
    }
}

/// What an operation may read.
pub(crate) struct Operands {
    /// Numbers that are not negative.
    a: SlotId,
    b: SlotId,
    /// A number of either sign.
    signed: SlotId,
    /// 0 or 1.
    condition: SlotId,
    /// A constant that differs each time.
    k: i128,
}

type Make = fn(&Operands) -> Op;

/// Kinds of operations by name.
pub(crate) const KINDS: [(&str, Make); 17] = [
    ("add", |of| Op::Add(of.a, of.b)),
    ("subtract", |of| Op::Subtract(of.a, of.b)),
    ("multiply", |of| Op::Multiply(of.a, of.b)),
    ("scale", |of| Op::Scale(of.a, of.k + 2)),
    ("min", |of| Op::Min(of.a, of.b)),
    ("max", |of| Op::Max(of.a, of.b)),
    ("less", |of| Op::Compare(Comparison::Less, of.a, of.b)),
    ("at most", |of| Op::Compare(Comparison::AtMost, of.a, of.b)),
    ("equal", |of| Op::Compare(Comparison::Equal, of.a, of.b)),
    ("select", |of| Op::Select(of.condition, of.a, of.b)),
    ("and", |of| Op::And(of.condition, of.b)),
    ("divide", |of| Op::Divide(of.a, of.b, Rounding::HalfUp)),
    ("divide by", |of| {
        Op::DivideBy(of.a, 10 + of.k, Rounding::HalfUp)
    }),
    ("divide ± by", |of| {
        Op::DivideBy(of.signed, 10 + of.k, Rounding::HalfUp)
    }),
    ("divide ± by, down", |of| {
        Op::DivideBy(of.signed, 10 + of.k, Rounding::Down)
    }),
    ("pick", |of| {
        Op::Pick(of.condition, vec![Cell::known(3), Cell::known(of.k + 4)])
    }),
    ("year of", |of| Op::YearOf(of.a)),
];

/// Runs one kind of operation over all rows, many times.
pub(crate) struct Operations {
    table: Table,
    program: Program,
    wanted: Vec<SlotId>,
}

impl Operations {
    pub(crate) fn new(make: Make, rows: usize) -> Operations {
        let mut random = Random::new(7);
        let mut table = Table::new(rows);
        let mut ops = IdVec::new();
        let mut facts = |first: usize, bits: u32, signed: bool| {
            let ids = (first..first + FACTS).map(FactSlotId::from_index);
            let mut slots = Vec::new();
            for id in ids {
                let numbers = (0..rows).map(|_| random.signed(bits));
                let cells = numbers.map(|n| Cell::known(if signed { n } else { n.abs() }));
                table.set_fact(id, Column::from_cells(cells)).unwrap();
                slots.push(ops.push(Op::Fact(id)));
            }
            slots
        };
        let positive = facts(0, 31, false);
        let signed = facts(FACTS, 31, true);
        let conditions = facts(FACTS * 2, 1, false);
        let mut wanted = Vec::new();
        for a in 0..FACTS {
            for b in 0..a {
                wanted.push(ops.push(make(&Operands {
                    a: positive[a],
                    b: positive[b],
                    signed: signed[a],
                    condition: conditions[(a + b) % FACTS],
                    k: (a * FACTS + b) as i128,
                })));
            }
        }
        let program = Program {
            period: Period::year(2018).unwrap(),
            ops,
            knobs: IdVec::new(),
            stretches: Vec::new(),
            variants: Vec::new(),
        };
        Operations {
            table,
            program,
            wanted,
        }
    }

    /// A runner of all operations.
    pub(crate) fn runner(&self) -> Runner<'_> {
        Runner::new(&self.program, &self.table, &self.wanted)
    }

    /// How many operations of the kind there are.
    pub(crate) fn count(&self) -> usize {
        self.wanted.len()
    }
}
