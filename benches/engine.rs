//! What the engine takes: natively as a bench, in wasm as a function for `benches/node.mjs`.
//!
//! `cargo xtask bench` runs both and prints them side by side; the line format is its module's.
//! Times are medians of several runs taken in turn, so that a ratio compares the same minute.
#![allow(
    clippy::indexing_slicing,
    reason = "a bench may panic, and indexes columns of equal length"
)]

mod model;

use std::fmt::Write;
use std::hint::black_box;

use model::by_hand::{self, AMOUNTS};
use model::clock::now;
use model::population::Population;
use qingce::eval::columns::{Runner, Summaries};
use qingce::eval::one;
use qingce::program::SlotId;

const ROWS: usize = 1_000_000;
const RUNS: usize = 7;

/// Milliseconds of the middle of several runs of each, taken in turn.
fn medians<const N: usize>(runs: usize, mut work: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut times = [(); N].map(|()| Vec::new());
    for _ in 0..runs {
        for (work, times) in work.iter_mut().zip(&mut times) {
            let start = now();
            work();
            times.push(now() - start);
        }
    }
    times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    })
}

/// Lines of measurements.
#[derive(Default)]
struct Report(String);

impl Report {
    fn line(&mut self, name: &str, value: f64, unit: &str, budget: &str) {
        writeln!(self.0, "{name}\t{value:.3}\t{unit}\t{budget}").unwrap();
    }
}

fn model_columns(report: &mut Report) {
    let book = model::rules();
    let program = model::program(&book, 2018);
    let population = Population::new(ROWS, 1);
    let table = population.table(&book);
    let totals = AMOUNTS.map(|amount| model::total(&book, &program, amount));
    let wanted: Vec<SlotId> = totals.iter().map(|num| num.slot).collect();
    let mut runner = Runner::new(&program, &table, &wanted);
    assert!(runner.is_proven());

    let by_hand_sums = by_hand::sums(&population);
    let mut found = Summaries::new(wanted.len());
    runner.run(0..ROWS, &mut found);
    for ((name, num), (sum, by_hand)) in AMOUNTS
        .iter()
        .zip(totals)
        .zip(found.of.iter().zip(by_hand_sums))
    {
        assert_eq!(
            model::in_fen(sum.sum.unwrap(), num),
            Some(by_hand.into()),
            "{name}"
        );
    }

    let [by_hand, columns] = medians(
        RUNS,
        [
            &mut || {
                black_box(by_hand::sums(black_box(&population)));
            },
            &mut || {
                let mut sums = Summaries::new(wanted.len());
                runner.run(0..ROWS, &mut sums);
                black_box(sums);
            },
        ],
    );
    let each = 1e6 / ROWS as f64;
    report.line(
        "21 amounts by hand, an enterprise",
        by_hand * each,
        "ns",
        "",
    );
    report.line(
        "21 amounts by columns, an enterprise",
        columns * each,
        "ns",
        "",
    );
    report.line("columns over by hand", columns / by_hand, "×", "2");
    report.line(
        "operations of the model",
        runner.operations() as f64,
        "",
        "",
    );

    let mut row = 0;
    let [one] = medians(
        RUNS,
        [&mut || {
            for _ in 0..1000 {
                black_box(one::run(&program, &table.row(row)));
                row = (row + 1) % ROWS;
            }
        }],
    );
    report.line("the model for one enterprise", one, "µs", "100");
}

fn report() -> String {
    let mut report = Report::default();
    model_columns(&mut report);
    report.0
}

/// Everything measured, line by line.
#[cfg(target_family = "wasm")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn run_bench() -> String {
    report()
}

fn main() {
    // In wasm `main` runs when the module is loaded: `run_bench` is called instead.
    #[cfg(not(target_family = "wasm"))]
    print!("{}", report());
}
