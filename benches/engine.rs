//! What the engine takes: natively as a bench, in wasm as a function for `benches/node.mjs`.
//!
//! `cargo xtask bench` runs both and prints them side by side; the line format is its module's.
//! Times are medians of several runs taken in turn, so that a ratio compares the same minute.
#![allow(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::inline_always,
    clippy::too_many_lines,
    reason = "a bench has a clock, prints averages, and writes one loop by hand"
)]

mod model;

use std::fmt::Write;
use std::hint::black_box;

use model::by_hand::{self, AMOUNTS};
use model::clock::now;
use model::operations::{KINDS, Nothing, Operations};
use model::population::Population;
use model::scenarios::Scenarios;
use qingce::check::Rulebook;
use qingce::eval::columns::{Armed, Runner, Summaries, Table};
use qingce::eval::one;
use qingce::program::{Cell, SlotId};
use qingce::rulebook::EmbeddedRules;
use qingce::scenario::compare::Laws;

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

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Reading the rulebook built in, before anything else has warmed the code up.
fn loading(report: &mut Report) {
    let start = now();
    black_box(model::rulebook(&EmbeddedRules));
    report.line(
        "load and check the rulebook, first time",
        now() - start,
        "ms",
        "20",
    );
    let [load] = medians(
        RUNS * 5,
        [&mut || {
            black_box(model::rulebook(&EmbeddedRules));
        }],
    );
    report.line("load and check the rulebook, again", load, "ms", "20");
}

/// The rulebook built in for one enterprise and for a million.
fn rulebook(report: &mut Report) {
    let book = model::rulebook(&EmbeddedRules);
    let mut table = model::real::table(&book, ROWS);
    report.line(
        "facts of 1 000 000 enterprises",
        megabytes(table.bytes()),
        "MB",
        "300",
    );
    for (year, budget) in [(2018, "500"), (2017, "2000")] {
        period(report, &book, &table, year, budget);
    }
    knob(report, &book, &mut table);
    effects(report, &table);
}

/// One year of the rulebook built in.
fn period(report: &mut Report, book: &Rulebook, table: &Table, year: i32, budget: &str) {
    let [compile] = medians(
        RUNS,
        [&mut || {
            black_box(model::program(book, year));
        }],
    );
    report.line(&format!("compile {year}"), compile, "ms", "");
    let program = model::program(book, year);
    let mut row = 0;
    let [one] = medians(
        RUNS,
        [&mut || {
            for _ in 0..100 {
                black_box(one::run(&program, &table.row(row)));
                row = (row + 1) % ROWS;
            }
        }],
    );
    report.line(&format!("{year}, one enterprise"), one * 10.0, "µs", "100");
    let wanted = model::real::totals(&program);
    let [plan] = medians(
        RUNS,
        [&mut || {
            black_box(Runner::new(&program, table, &wanted));
        }],
    );
    report.line(&format!("{year}, plan for a table"), plan, "ms", "");
    let mut runner = Runner::new(&program, table, &wanted);
    let operations = runner.operations() as f64;
    report.line(
        &format!("{year}, operations of the program"),
        program.ops.len() as f64,
        "",
        "",
    );
    report.line(
        &format!("{year}, operations of the plan"),
        operations,
        "",
        "",
    );
    report.line(
        &format!("{year}, all in i64"),
        f64::from(u8::from(runner.is_proven())),
        "",
        "1",
    );
    let [million] = medians(
        3,
        [&mut || {
            let mut sums = Summaries::new(wanted.len());
            runner.run(0..ROWS, &mut sums);
            black_box(sums);
        }],
    );
    report.line(
        &format!("{year}, 1 000 000 enterprises"),
        million,
        "ms",
        budget,
    );
    let bytes = megabytes(runner.buffer_bytes());
    report.line(&format!("{year}, buffers"), bytes, "MB", "");
}

/// A slider over a million enterprises.
fn knob(report: &mut Report, book: &Rulebook, table: &mut Table) {
    let program = model::program_with_knob(book, 2018, "contribution_floor_share");
    let wanted = model::real::totals(&program);
    for (knob, _) in program.knobs.iter() {
        table.set_knob(knob, Cell::known(6_000));
    }
    let mut armed = None;
    let [arming] = medians(
        3,
        [&mut || {
            let mut still = Summaries::new(wanted.len());
            armed = Some(Armed::new(&program, table, &wanted, &mut still));
            black_box(&still);
        }],
    );
    let Some(mut armed) = armed else {
        return;
    };
    report.line("arming a slider over 1 000 000", arming, "ms", "500");
    report.line("its columns", megabytes(armed.bytes()), "MB", "");
    report.line(
        "operations of a move",
        armed.runner().operations() as f64,
        "",
        "",
    );
    let mut rate = 5_000;
    let [moving] = medians(
        RUNS,
        [&mut || {
            rate += 50;
            for (knob, _) in program.knobs.iter() {
                armed.set_knob(knob, Cell::known(rate));
            }
            let mut sums = Summaries::new(wanted.len());
            armed.runner().run(0..ROWS, &mut sums);
            black_box(sums);
        }],
    );
    report.line("a move of the slider", moving, "ms", "100");
}

/// Every effect of every lever: for one enterprise, and for a million.
fn effects(report: &mut Report, table: &Table) {
    let scenarios = Scenarios::new();
    let start = now();
    let compiled = scenarios.compiled();
    report.line(
        "compile 2017, all effects, first time",
        now() - start,
        "ms",
        "",
    );
    let start = now();
    scenarios.assess();
    report.line(
        "trace and all effects, first time",
        (now() - start) * 1e3,
        "µs",
        "",
    );
    let [assess, sweep] = medians(
        RUNS * 10,
        [&mut || scenarios.assess(), &mut || scenarios.sweep()],
    );
    report.line("trace and all effects, again", assess * 1e3, "µs", "1000");
    report.line("500 points and their jumps", sweep, "ms", "50");
    comparison(report, &scenarios);
    reforms(report, &scenarios);
    let explorer = scenarios.explorer();
    let [follow, explore] = medians(
        RUNS,
        [&mut || model::scenarios::follow(&explorer), &mut || {
            scenarios.explore();
        }],
    );
    report.line("500 points, every breakpoint", follow, "ms", "50");
    report.line("the same, law compiled anew", explore, "ms", "");
    let wanted = model::scenarios::members(&compiled);
    let mut runner = Runner::new(&compiled.program, table, &wanted);
    let [million] = medians(
        3,
        [&mut || {
            let mut sums = Summaries::new(wanted.len());
            runner.run(0..ROWS, &mut sums);
            black_box(sums);
        }],
    );
    report.line(
        "operations of all effects",
        runner.operations() as f64,
        "",
        "",
    );
    report.line("amounts in all variants", wanted.len() as f64, "", "");
    report.line("1 000 000 enterprises, all effects", million, "ms", "2000");
}

/// 20 scenarios side by side: with every law to be compiled, and with the laws at hand.
fn comparison(report: &mut Report, scenarios: &Scenarios) {
    let kept = Laws::default();
    scenarios.compare(&kept);
    let [first, again] = medians(
        3,
        [
            &mut || {
                scenarios.compare(&Laws::default());
            },
            &mut || {
                scenarios.compare(&kept);
            },
        ],
    );
    report.line("compare 20 scenarios, first time", first, "ms", "");
    report.line("compare 20 scenarios, laws at hand", again, "ms", "");
}

/// A key typed in a reform: read, checked and laid over, assessed, and what each change does; no two texts
/// are the same, so nothing is at hand.
fn reforms(report: &mut Report, scenarios: &Scenarios) {
    let (mut typed, mut assessed, mut added) = (0, 0, 0);
    let next = |of: &mut u32| {
        *of += 1;
        *of
    };
    let [checked, value, records] = medians(
        RUNS,
        [
            &mut || scenarios.reform_checked(next(&mut typed)),
            &mut || scenarios.reform_to_result(model::scenarios::VALUE, next(&mut assessed)),
            &mut || scenarios.reform_to_result(model::scenarios::RECORDS, next(&mut added)),
        ],
    );
    report.line("reform: a value edited to checked", checked, "ms", "");
    report.line("reform: a value edited to its effect", value, "ms", "");
    report.line(
        "reform: a new lever edited to its effect",
        records,
        "ms",
        "",
    );
}

/// What one operation costs a row, its share of loading operands included.
fn operations(report: &mut Report) {
    const ROWS: usize = 64 * 1024;
    for (name, make) in KINDS {
        let operations = Operations::new(make, ROWS);
        let mut runner = operations.runner();
        assert!(runner.is_proven());
        let [time] = medians(RUNS, [&mut || runner.run(0..ROWS, &mut Nothing)]);
        let each = time * 1e6 / (ROWS * operations.count()) as f64;
        report.line(&format!("{name}, a row"), each, "ns", "");
    }
}

fn report() -> String {
    let mut report = Report::default();
    loading(&mut report);
    model_columns(&mut report);
    rulebook(&mut report);
    operations(&mut report);
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
