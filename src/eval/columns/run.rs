//! Chunk by chunk: plans made from what is certain about the columns, and buffers reused.

use std::collections::BTreeMap;
use std::ops::Range;

use super::about::About;
use super::buffers::Buffers;
use super::lower::{Lowered, Value, lower, sources};
use super::node::{Class, Plane};
use super::schedule::{Schedule, Step, schedule};
use super::sink::{Chunk, Numbers, Sink, Statuses};
use super::table::{Source, Table};
use crate::program::op::SlotId;
use crate::program::plan::Program;

/// Rows of a chunk: the planes alive at once stay in the second-level cache, and what a chunk costs
/// besides its rows does not show.
const CHUNK: usize = 1024;

/// Plans kept for chunks the plan of the whole table does not prove.
const PLANS: usize = 16;

/// Runs a program over the rows of a table for the slots wanted.
///
/// ```
/// use qingce::base::{IdVec, Period, ids::Id};
/// use qingce::check::rulebook::FactSlotId;
/// use qingce::eval::columns::{Column, Runner, Summaries, Table};
/// use qingce::program::{Cell, Op, Program};
///
/// let fact = FactSlotId::from_index(0);
/// let mut ops = IdVec::new();
/// let kwh = ops.push(Op::Fact(fact));
/// let cost = ops.push(Op::Scale(kwh, 3));
/// let program = Program {
///     period: Period::year(2018).unwrap(),
///     ops,
///     knobs: IdVec::new(),
///     stretches: vec![],
///     variants: vec![],
/// };
/// let mut table = Table::new(2);
/// table.set_fact(fact, Column::from_cells([Cell::known(10), Cell::known(20)])).unwrap();
/// let mut sums = Summaries::new(1);
/// Runner::new(&program, &table, &[cost]).run(0..2, &mut sums);
/// assert_eq!(sums.of[0].sum, Some(90));
/// ```
#[derive(Debug)]
pub struct Runner<'a> {
    program: &'a Program,
    table: &'a Table,
    wanted: Vec<SlotId>,
    /// How the sink calls each wanted slot.
    positions: Vec<usize>,
    sources: Vec<Source>,
    chunk: usize,
    /// The first holds for the whole table.
    plans: Vec<Plan>,
    buffers: Buffers,
}

/// A schedule, and what it takes for certain.
#[derive(Debug)]
struct Plan {
    about: BTreeMap<Source, About>,
    schedule: Schedule,
}

impl Plan {
    fn new(
        program: &Program,
        table: &Table,
        wanted: &[SlotId],
        about: BTreeMap<Source, About>,
    ) -> Plan {
        Plan {
            schedule: schedule(lower(program, table, wanted, &about)),
            about,
        }
    }

    /// Whether every number fits `i64`.
    fn is_proven(&self) -> bool {
        self.schedule.counts.get(Class::Wide as usize) == Some(&0)
    }

    fn holds(&self, about: &BTreeMap<Source, About>) -> bool {
        let mine = |source| self.about.get(source);
        about
            .iter()
            .all(|(source, about)| mine(source).is_some_and(|mine| mine.holds(*about)))
    }
}

impl<'a> Runner<'a> {
    /// Prepares to run: interval analysis over the whole table, and a schedule.
    pub fn new(program: &'a Program, table: &'a Table, wanted: &[SlotId]) -> Runner<'a> {
        let sources = sources(program, table, wanted);
        let about = sources
            .iter()
            .filter_map(|source| Some((*source, table.column(*source)?.about())))
            .collect();
        Runner {
            program,
            table,
            wanted: wanted.to_vec(),
            positions: (0..wanted.len()).collect(),
            sources,
            chunk: CHUNK,
            plans: vec![Plan::new(program, table, wanted, about)],
            buffers: Buffers::default(),
        }
    }

    /// The same with this many rows a chunk (at least one); results do not depend on it.
    pub fn with_chunk(self, rows: usize) -> Runner<'a> {
        Runner {
            chunk: rows.max(1),
            ..self
        }
    }

    /// The same with other positions for the sink: one for each wanted slot.
    pub(super) fn with_positions(self, positions: Vec<usize>) -> Runner<'a> {
        Runner { positions, ..self }
    }

    /// Whether every number of the whole table is proved to fit `i64`: the fast way.
    pub fn is_proven(&self) -> bool {
        self.plans.first().is_some_and(Plan::is_proven)
    }

    /// Operations a chunk takes under the plan of the whole table.
    pub fn operations(&self) -> usize {
        let steps = self.plans.first().map(|plan| plan.schedule.steps.iter());
        let made = |step: &&Step| matches!(step, Step::Make(_));
        steps.map_or(0, |steps| steps.filter(made).count())
    }

    /// Bytes of the buffers in use.
    pub fn buffer_bytes(&self) -> usize {
        self.buffers.bytes()
    }

    /// Hands the results of these rows to the sink. Rows past the table's last are left out.
    pub fn run(&mut self, rows: Range<usize>, sink: &mut impl Sink) {
        let end = rows.end.min(self.table.rows());
        let mut first = rows.start;
        while first < end {
            let chunk = first..end.min(first + self.chunk);
            first = chunk.end;
            let plan = self.plan_for(chunk.clone());
            if let Some(plan) = self.plans.get(plan) {
                let buffers = &mut self.buffers;
                buffers.fit(plan.schedule.counts, chunk.len());
                for step in &plan.schedule.steps {
                    match step {
                        Step::Make(id) => {
                            buffers.make(&plan.schedule, *id, self.table, chunk.clone());
                        }
                        Step::Deliver(output) => {
                            let position = self.positions.get(*output);
                            let lowered = plan.schedule.outputs.get(*output);
                            if let (Some(position), Some(lowered)) = (position, lowered) {
                                let rows = chunk.clone();
                                let chunk = delivered(&plan.schedule, buffers, lowered, rows);
                                sink.take(*position, chunk);
                            }
                        }
                    }
                }
            }
        }
    }

    /// The plan of the whole table if it proves everything, else one that holds for these rows.
    fn plan_for(&mut self, rows: Range<usize>) -> usize {
        if self.is_proven() {
            return 0;
        }
        let table = self.table;
        let about: BTreeMap<Source, About> = self
            .sources
            .iter()
            .filter_map(|source| Some((*source, table.column(*source)?.about_rows(rows.clone()))))
            .collect();
        // The plan of the whole table holds too: it is the last resort.
        let found = self
            .plans
            .iter()
            .skip(1)
            .position(|plan| plan.holds(&about));
        if let Some(found) = found {
            return found + 1;
        }
        if self.plans.len() > PLANS {
            return 0;
        }
        let about = about
            .into_iter()
            .filter_map(|(source, about)| {
                let whole = table.column(source)?.about();
                Some((source, about.rounded_outward(whole)))
            })
            .collect();
        self.plans
            .push(Plan::new(self.program, table, &self.wanted, about));
        self.plans.len() - 1
    }
}

fn delivered<'a>(
    schedule: &Schedule,
    buffers: &'a Buffers,
    output: &Lowered,
    rows: Range<usize>,
) -> Chunk<'a> {
    let length = rows.len();
    let numbers = match output.value {
        Value::Whole(Plane::Same(number)) => Numbers::Same(i128::from(number)),
        Value::Wide(Plane::Same(number)) => Numbers::Same(number),
        Value::Whole(Plane::Node(id)) => {
            Numbers::Whole(buffers.whole.get(schedule.buffers[id], length))
        }
        Value::Wide(Plane::Node(id)) => {
            Numbers::Wide(buffers.wide.get(schedule.buffers[id], length))
        }
    };
    let statuses = match output.status {
        Plane::Same(status) => Statuses::Same(status),
        Plane::Node(id) => Statuses::Rows(buffers.status.get(schedule.buffers[id], length)),
    };
    Chunk {
        rows,
        numbers,
        statuses,
        bounds: (output.about.low, output.about.high),
    }
}
