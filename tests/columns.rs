//! The runner over columns gives what the runner for one enterprise gives, bit for bit.

#[path = "support/random.rs"]
mod random;
#[path = "support/random_program.rs"]
mod random_program;

use std::collections::BTreeMap;

use qingce::base::ids::Id;
use qingce::eval::columns::{Armed, Chunk, Collect, Runner, Sink, Summaries, Table};
use qingce::eval::one;
use qingce::program::op::KnobId;
use qingce::program::{Cell, Program, SlotId, Status};
use random::Random;
use random_program::{NAMES, Temper};

const TEMPERS: [Temper; 3] = [Temper::Calm, Temper::Wide, Temper::Wild];

/// Every wanted cell by row and position, and that each came exactly once.
struct Every {
    cells: Vec<Vec<Option<Cell>>>,
}

impl Sink for Every {
    fn take(&mut self, output: usize, chunk: Chunk<'_>) {
        let (low, high) = chunk.bounds;
        let first = chunk.rows.start;
        let cells: Vec<Cell> = chunk.cells().collect();
        assert_eq!(cells.len(), chunk.rows.len());
        for (index, cell) in cells.into_iter().enumerate() {
            assert!(
                low <= cell.value && cell.value <= high,
                "{cell:?} outside {:?}",
                chunk.bounds
            );
            let place = &mut self.cells[first + index][output];
            assert!(place.is_none(), "delivered twice");
            *place = Some(cell);
        }
    }
}

fn columns(program: &Program, table: &Table, wanted: &[SlotId], chunk: usize) -> Vec<Vec<Cell>> {
    let mut every = Every {
        cells: vec![vec![None; wanted.len()]; table.rows()],
    };
    Runner::new(program, table, wanted)
        .with_chunk(chunk)
        .run(0..table.rows(), &mut every);
    let whole = |row: Vec<Option<Cell>>| row.into_iter().map(|cell| cell.unwrap()).collect();
    every.cells.into_iter().map(whole).collect()
}

#[test]
fn columns_equal_one_bit_for_bit_over_random_programs() {
    let mut ops: BTreeMap<&str, [u64; 8]> = BTreeMap::new();
    let mut ways = [0u32; 2];
    for seed in 0..600 {
        let random = &mut Random::new(seed);
        let temper = random.pick(&TEMPERS);
        let size = 20 + random.below(60);
        let program = random_program::program(random, size, temper);
        let rows = 1 + random.below(90);
        let table = random_program::table(random, rows, temper);
        let wanted: Vec<SlotId> = program.ops.ids().collect();
        let chunk = random.pick(&[1, 3, 16, 1000]);
        ways[usize::from(Runner::new(&program, &table, &wanted).is_proven())] += 1;
        let found = columns(&program, &table, &wanted, chunk);
        for (row, found) in found.iter().enumerate() {
            let expected = one::run(&program, &table.row(row));
            for ((slot, expected), found) in expected.iter().zip(found) {
                let op = &program.ops[slot];
                assert_eq!(
                    found, expected,
                    "seed {seed}, {temper:?}, row {row}, {slot:?} = {op:?} in {:#?}",
                    program.ops
                );
                ops.entry(random_program::name(op)).or_default()[expected.status as usize] += 1;
            }
        }
    }
    println!("tables not proved and proved: {ways:?}");
    println!("{:<14} cells by status 0 to 7", "operation");
    let mut statuses = [0; 8];
    for (name, counts) in &ops {
        println!("{name:<14} {counts:?}");
        assert!(counts[Status::Known as usize] > 0, "{name} never known");
        for (sum, count) in statuses.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    assert_eq!(ops.len(), NAMES);
    assert!(statuses.iter().all(|count| *count > 0), "{statuses:?}");
    assert!(ways.iter().all(|count| *count > 50), "{ways:?}");
}

#[test]
fn what_else_is_wanted_changes_nothing() {
    for seed in 0..200 {
        let random = &mut Random::new(1_000_000 + seed);
        let temper = random.pick(&TEMPERS);
        let program = random_program::program(random, 60, temper);
        let table = random_program::table(random, 20, temper);
        let ids: Vec<SlotId> = program.ops.ids().collect();
        // The same slot may be wanted twice, in any order.
        let wanted: Vec<SlotId> = (0..=random.below(5)).map(|_| random.pick(&ids)).collect();
        let all = columns(&program, &table, &ids, 8);
        let some = columns(&program, &table, &wanted, 8);
        for (all, some) in all.iter().zip(&some) {
            for (slot, cell) in wanted.iter().zip(some) {
                let position = ids.iter().position(|id| id == slot).unwrap();
                assert_eq!(*cell, all[position], "seed {seed}, {slot:?}");
            }
        }
    }
}

#[test]
fn chunk_size_and_range_of_rows_change_nothing() {
    for seed in 0..100 {
        let random = &mut Random::new(2_000_000 + seed);
        let temper = random.pick(&TEMPERS);
        let program = random_program::program(random, 50, temper);
        let table = random_program::table(random, 70, temper);
        let ids: Vec<SlotId> = program.ops.ids().collect();
        let whole = columns(&program, &table, &ids, 1000);
        for chunk in [1, 2, 33, 70] {
            assert_eq!(
                columns(&program, &table, &ids, chunk),
                whole,
                "seed {seed}, {chunk}"
            );
        }
        let mut every = Every {
            cells: vec![vec![None; ids.len()]; table.rows()],
        };
        let mut runner = Runner::new(&program, &table, &ids).with_chunk(9);
        for rows in [40..55, 0..40, 55..400] {
            runner.run(rows, &mut every);
        }
        for (cells, whole) in every.cells.iter().zip(&whole) {
            assert!(
                cells
                    .iter()
                    .zip(whole)
                    .all(|(cell, whole)| *cell == Some(*whole))
            );
        }
    }
}

#[test]
fn summaries_and_columns_hold_what_the_cells_say() {
    for seed in 0..200 {
        let random = &mut Random::new(3_000_000 + seed);
        let temper = random.pick(&TEMPERS);
        let program = random_program::program(random, 50, temper);
        let table = random_program::table(random, 40, temper);
        let ids: Vec<SlotId> = program.ops.ids().collect();
        let cells = columns(&program, &table, &ids, 1000);
        let mut summaries = Summaries::with_ranges(ids.len());
        Runner::new(&program, &table, &ids)
            .with_chunk(7)
            .run(0..40, &mut summaries);
        let mut collect = Collect::new(ids.len());
        Runner::new(&program, &table, &ids)
            .with_chunk(7)
            .run(0..40, &mut collect);
        let collected = collect.finish();
        for (position, summary) in summaries.of.iter().enumerate() {
            let column: Vec<Cell> = cells.iter().map(|row| row[position]).collect();
            let known = || column.iter().filter_map(|cell| cell.get());
            if let Some(sum) = summary.sum {
                assert_eq!(sum, known().fold(0i128, i128::wrapping_add));
            } else {
                assert_ne!(temper, Temper::Calm);
            }
            assert_eq!(
                summary.range,
                known().min().zip(known().max()),
                "seed {seed}"
            );
            for (status, count) in summary.counts.iter().enumerate() {
                let same = |cell: &&Cell| cell.status as usize == status;
                assert_eq!(*count, column.iter().filter(same).count() as u64);
            }
            for (row, cell) in column.iter().enumerate() {
                assert_eq!(collected[position].cell(row), *cell);
            }
        }
    }
}

#[test]
fn results_given_back_as_columns_take_the_place_of_their_operations() {
    for seed in 0..200 {
        let random = &mut Random::new(4_000_000 + seed);
        let temper = random.pick(&TEMPERS);
        let program = random_program::program(random, 50, temper);
        let mut table = random_program::table(random, 40, temper);
        let ids: Vec<SlotId> = program.ops.ids().collect();
        let expected = columns(&program, &table, &ids, 1000);
        let given: Vec<SlotId> = (0..6).map(|_| random.pick(&ids)).collect();
        let mut collect = Collect::new(given.len());
        Runner::new(&program, &table, &given).run(0..40, &mut collect);
        for (slot, column) in given.iter().zip(collect.finish()) {
            table.set_slot(*slot, column).unwrap();
        }
        assert_eq!(columns(&program, &table, &ids, 16), expected, "seed {seed}");
    }
}

#[test]
fn moving_a_knob_gives_what_computing_anew_gives() {
    let mut moved = 0;
    for seed in 0..200 {
        let random = &mut Random::new(5_000_000 + seed);
        let temper = random.pick(&TEMPERS);
        let program = random_program::program(random, 60, temper);
        let mut table = random_program::table(random, 40, temper);
        let ids: Vec<SlotId> = program.ops.ids().collect();
        let mut still = Every {
            cells: vec![vec![None; ids.len()]; 40],
        };
        let mut armed = Armed::new(&program, &table, &ids, &mut still);
        for _ in 0..4 {
            let knob = KnobId::from_index(random.below(2));
            let setting = Cell::known(random.signed(20));
            armed.set_knob(knob, setting);
            table.set_knob(knob, setting);
            let mut cells = Every {
                cells: still.cells.clone(),
            };
            armed.runner().with_chunk(7).run(0..40, &mut cells);
            moved += armed.moving().count();
            let expected = columns(&program, &table, &ids, 1000);
            for (cells, expected) in cells.cells.iter().zip(&expected) {
                let expected: Vec<Option<Cell>> = expected.iter().copied().map(Some).collect();
                assert_eq!(*cells, expected, "seed {seed}");
            }
        }
    }
    assert!(moved > 1000, "{moved}");
}
