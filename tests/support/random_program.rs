//! Random programs and tables: every operation, every status, numbers of every size.

use qingce::base::ids::Id;
use qingce::base::{Date, IdVec, Period, Rounding};
use qingce::check::rulebook::{FactSlotId, GroupId, ParameterId};
use qingce::eval::columns::{Column, Table};
use qingce::program::op::KnobId;
use qingce::program::plan::Knob;
use qingce::program::{Cell, Comparison, Op, Program, SlotId, Status};

use super::random::Random;

/// How large numbers get.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Temper {
    /// Everything is proved to fit `i64`.
    Calm,
    /// Some rows need `i128`.
    Wide,
    /// Some rows overflow `i128`.
    Wild,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Number,
    Bool,
    Choice,
    Day,
}

const FACTS: [Kind; 12] = [
    Kind::Number,
    Kind::Number,
    Kind::Number,
    Kind::Number,
    Kind::Number,
    Kind::Number,
    Kind::Bool,
    Kind::Bool,
    Kind::Choice,
    Kind::Choice,
    Kind::Day,
    Kind::Day,
];

const ROUNDINGS: [Rounding; 4] = [
    Rounding::HalfUp,
    Rounding::HalfEven,
    Rounding::Down,
    Rounding::Up,
];

const STATUSES: [Status; 7] = [
    Status::NotInForce,
    Status::NotSettled,
    Status::Missing,
    Status::Open,
    Status::NotCovered,
    Status::ZeroDivisor,
    Status::Overflow,
];

/// Numbers past which something changes.
const EDGES: [i128; 14] = [
    0,
    1,
    -1,
    2,
    12,
    100,
    i64::MAX as i128,
    i64::MIN as i128,
    i64::MAX as i128 + 1,
    i64::MIN as i128 - 1,
    i32::MAX as i128 + 1,
    i128::MAX,
    i128::MIN,
    i128::MIN + 1,
];

/// Name of an operation, for counting.
pub(crate) fn name(op: &Op) -> &'static str {
    match op {
        Op::Const(_) => "Const",
        Op::Fact(_) => "Fact",
        Op::Row(..) => "Row",
        Op::Knob(_) => "Knob",
        Op::Add(..) => "Add",
        Op::Subtract(..) => "Subtract",
        Op::Multiply(..) => "Multiply",
        Op::Scale(..) => "Scale",
        Op::Min(..) => "Min",
        Op::Max(..) => "Max",
        Op::Divide(..) => "Divide",
        Op::DivideBy(..) => "DivideBy",
        Op::Compare(..) => "Compare",
        Op::And(..) => "And",
        Op::Or(..) => "Or",
        Op::Not(_) => "Not",
        Op::Select(..) => "Select",
        Op::Pick(..) => "Pick",
        Op::IsKnown(_) => "IsKnown",
        Op::OrZero(_) => "OrZero",
        Op::MonthsBetween(..) => "MonthsBetween",
        Op::YearOf(_) => "YearOf",
    }
}

/// How many operations [`name`] tells apart.
pub(crate) const NAMES: usize = 22;

/// A program of about `size` operations.
pub(crate) fn program(random: &mut Random, size: usize, temper: Temper) -> Program {
    let mut maker = Maker {
        random,
        temper,
        ops: IdVec::new(),
        kinds: Vec::new(),
    };
    for (index, kind) in FACTS.iter().enumerate() {
        maker.push(Op::Fact(FactSlotId::from_index(index)), *kind);
    }
    while maker.ops.len() < size {
        maker.operation();
    }
    let knobs = (0..2).map(|index| Knob {
        parameter: ParameterId::from_index(index),
        den: 100,
        bounds: (0, 10_000),
    });
    Program {
        period: Period::year(2018).unwrap(),
        knobs: knobs.collect(),
        ops: maker.ops,
        stretches: Vec::new(),
        variants: Vec::new(),
    }
}

struct Maker<'a> {
    random: &'a mut Random,
    temper: Temper,
    ops: IdVec<SlotId, Op>,
    kinds: Vec<(SlotId, Kind)>,
}

impl Maker<'_> {
    fn push(&mut self, op: Op, kind: Kind) {
        let slot = self.ops.push(op);
        self.kinds.push((slot, kind));
    }

    /// A slot of this kind, recent ones more often.
    fn slot(&mut self, kind: Kind) -> SlotId {
        let of_kind: Vec<SlotId> = self
            .kinds
            .iter()
            .filter(|(_, k)| *k == kind)
            .map(|(slot, _)| *slot)
            .collect();
        let from = if self.random.one_in(2) {
            of_kind.len().saturating_sub(4)
        } else {
            0
        };
        self.random.pick(&of_kind[from..])
    }

    /// A condition; sometimes an option's position read as one.
    fn condition(&mut self) -> SlotId {
        let kind = if self.random.one_in(12) {
            Kind::Choice
        } else {
            Kind::Bool
        };
        self.slot(kind)
    }

    fn bits(&mut self) -> u32 {
        match self.temper {
            Temper::Calm => self.random.pick(&[1, 4, 7]),
            Temper::Wide => self.random.pick(&[1, 4, 10, 20, 30]),
            Temper::Wild => self.random.pick(&[1, 4, 30, 62, 90, 127]),
        }
    }

    fn number(&mut self) -> i128 {
        match self.temper {
            Temper::Calm => {
                let bits = self.bits();
                self.random.signed(bits)
            }
            _ if self.random.one_in(4) => {
                let edges = if self.temper == Temper::Wild {
                    &EDGES[..]
                } else {
                    &EDGES[..10]
                };
                self.random.pick(edges)
            }
            _ => {
                let bits = self.bits();
                self.random.signed(bits)
            }
        }
    }

    fn of_kind(&mut self, kind: Kind) -> Cell {
        Cell::known(match kind {
            Kind::Number => self.number(),
            Kind::Bool => self.random.below(2) as i128,
            Kind::Choice => self.random.below(5) as i128,
            Kind::Day => day(self.random, self.temper),
        })
    }

    fn cell(&mut self, kind: Kind) -> Cell {
        if self.random.one_in(3) {
            Cell::not(self.random.pick(&STATUSES))
        } else {
            self.of_kind(kind)
        }
    }

    fn kind(&mut self) -> Kind {
        self.random.pick(&[
            Kind::Number,
            Kind::Number,
            Kind::Bool,
            Kind::Choice,
            Kind::Day,
        ])
    }

    fn divisor(&mut self) -> i128 {
        let small = [
            1, 2, 3, 7, 10, 12, 64, 100, 1200, 10_000, 1_000_000, 12_000_000,
        ];
        let large = [
            1_000_000_000_000,
            i128::from(i64::MAX),
            i128::from(i64::MAX) - 1,
            i128::from(i64::MAX) + 1,
            100_000_000_000_000_000_000,
        ];
        if self.temper != Temper::Calm && self.random.one_in(4) {
            self.random.pick(&large)
        } else {
            self.random.pick(&small)
        }
    }

    fn operation(&mut self) {
        let n = Kind::Number;
        let mode = self.random.pick(&ROUNDINGS);
        match self.random.below(27) {
            0 | 1 => self.two(Op::Add),
            2 | 3 => self.two(Op::Subtract),
            4 | 5 => self.two(Op::Multiply),
            6 => self.two(Op::Min),
            7 => self.two(Op::Max),
            8 => self.two(|a, b| Op::Divide(a, b, mode)),
            9 | 10 => {
                let (a, k) = (self.slot(n), self.divisor());
                self.push(Op::DivideBy(a, k, mode), n);
            }
            11 => {
                let (a, k) = (self.slot(n), self.number());
                self.push(Op::Scale(a, if k == 0 { 3 } else { k }), n);
            }
            12..=14 => self.compare(),
            15 | 16 => {
                let (a, b) = (self.condition(), self.condition());
                self.push(Op::And(a, b), Kind::Bool);
            }
            17 | 18 => {
                let (a, b) = (self.condition(), self.condition());
                self.push(Op::Or(a, b), Kind::Bool);
            }
            19 => {
                let a = self.slot(Kind::Bool);
                self.push(Op::Not(a), Kind::Bool);
            }
            20 | 21 => {
                let kind = self.kind();
                let (c, a, b) = (self.condition(), self.slot(kind), self.slot(kind));
                self.push(Op::Select(c, a, b), kind);
            }
            22 => {
                let kind = self.kind();
                let index = self.slot(Kind::Choice);
                let length = self.random.below(6);
                let table = (0..length).map(|_| self.cell(kind)).collect();
                self.push(Op::Pick(index, table), kind);
            }
            23 => {
                let kind = self.kind();
                let a = self.slot(kind);
                self.push(Op::OrZero(a), kind);
            }
            24 => {
                let kind = self.kind();
                let a = self.slot(kind);
                self.push(Op::IsKnown(a), Kind::Bool);
            }
            25 => self.dated(),
            _ => self.leaf(),
        }
    }

    fn two(&mut self, op: impl FnOnce(SlotId, SlotId) -> Op) {
        let (a, b) = (self.slot(Kind::Number), self.slot(Kind::Number));
        self.push(op(a, b), Kind::Number);
    }

    fn compare(&mut self) {
        let kind = self.kind();
        let (a, b) = (self.slot(kind), self.slot(kind));
        let comparison = self.random.pick(&[
            Comparison::Equal,
            Comparison::NotEqual,
            Comparison::Less,
            Comparison::AtMost,
        ]);
        self.push(Op::Compare(comparison, a, b), Kind::Bool);
    }

    fn dated(&mut self) {
        // A number taken for a day is past the calendar: that overflows.
        let kind = match self.temper {
            Temper::Calm => Kind::Day,
            _ => self
                .random
                .pick(&[Kind::Day, Kind::Day, Kind::Day, Kind::Number]),
        };
        let (a, b) = (self.slot(kind), self.slot(Kind::Day));
        match self.random.below(3) {
            0 => self.push(Op::YearOf(a), Kind::Number),
            1 => self.push(Op::MonthsBetween(a, b), Kind::Number),
            _ => self.push(Op::MonthsBetween(b, a), Kind::Number),
        }
    }

    fn leaf(&mut self) {
        match self.random.below(4) {
            0 => {
                let group = GroupId::from_index(self.random.below(3));
                let row = self.random.pick(&[0, 1, 2, 3]);
                self.push(Op::Row(group, row), Kind::Bool);
            }
            1 => {
                let knob = KnobId::from_index(self.random.below(2));
                self.push(Op::Knob(knob), Kind::Number);
            }
            _ => {
                let kind = self.kind();
                let cell = self.cell(kind);
                self.push(Op::Const(cell), kind);
            }
        }
    }
}

fn day(random: &mut Random, temper: Temper) -> i128 {
    if temper == Temper::Wild && random.one_in(8) {
        return random.pick(&EDGES);
    }
    let first = Date::new(2010, 1, 1).unwrap().days();
    i128::from(first) + random.below(4000) as i128
}

/// A table for any program of [`program`].
pub(crate) fn table(random: &mut Random, rows: usize, temper: Temper) -> Table {
    let mut table = Table::new(rows);
    for (index, kind) in FACTS.iter().enumerate() {
        if let Some(column) = column(random, rows, *kind, temper) {
            table
                .set_fact(FactSlotId::from_index(index), column)
                .unwrap();
        }
    }
    for group in 0..3 {
        let least = random.below(4);
        let span = random.below(4) + 1;
        let missing = random.pick(&[2, 9, usize::MAX]);
        let cells = (0..rows).map(|_| {
            if random.one_in(missing) {
                Cell::not(Status::Missing)
            } else {
                Cell::known((least + random.below(span)) as i128)
            }
        });
        let column = Column::from_cells(cells);
        if !random.one_in(6) {
            table.set_rows(GroupId::from_index(group), column).unwrap();
        }
    }
    table.set_knob(
        KnobId::from_index(0),
        Cell::known(random.below(1000) as i128),
    );
    if random.one_in(2) {
        table.set_knob(KnobId::from_index(1), Cell::known(random.signed(10)));
    }
    table
}

/// A column, or nothing: the fact is stated by nobody.
fn column(random: &mut Random, rows: usize, kind: Kind, temper: Temper) -> Option<Column> {
    if random.one_in(12) {
        return None;
    }
    let missing = random.pick(&[1, 2, 10, usize::MAX, usize::MAX]);
    let constant = random.one_in(5);
    let bits = match temper {
        Temper::Calm => random.pick(&[1, 4, 7, 10]),
        Temper::Wide => random.pick(&[4, 16, 31, 40]),
        Temper::Wild => random.pick(&[4, 31, 63, 64, 127]),
    };
    let positive = random.one_in(2);
    // One enterprise far larger than the others: only its chunk needs i128.
    let outlier = (temper != Temper::Calm && random.one_in(2)).then(|| random.below(rows));
    let mut first = None;
    let mut cell = |row: usize| {
        if random.one_in(missing) {
            return Cell::not(match random.below(4) {
                0 => random.pick(&STATUSES),
                _ => Status::Missing,
            });
        }
        let fresh = match kind {
            Kind::Number if outlier == Some(row) => random.signed(bits + 30),
            Kind::Number => random.signed(bits),
            Kind::Bool => random.below(2) as i128,
            Kind::Choice => random.below(5) as i128,
            Kind::Day => day(random, temper),
        };
        let fresh = if positive {
            fresh.checked_abs().unwrap_or(7)
        } else {
            fresh
        };
        let value = *first.get_or_insert(fresh);
        Cell::known(if constant { value } else { fresh })
    };
    Some(Column::from_cells((0..rows).map(&mut cell)))
}
