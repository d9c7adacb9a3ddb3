//! Every amount of the rulebook, worked out a second time from the clauses and compared with the
//! engine for random enterprises over random periods.
//!
//! The modules under `oracle/` share nothing with the engine but ids: their own fractions, dates,
//! figures typed in from the documents, and one plain function an amount. `engine` alone knows it.

#[path = "oracle/amounts.rs"]
mod amounts;
#[path = "oracle/calendar.rs"]
mod calendar;
#[path = "oracle/case.rs"]
mod case;
#[path = "oracle/compare.rs"]
mod compare;
#[path = "oracle/energy.rs"]
mod energy;
#[path = "oracle/engine.rs"]
mod engine;
#[path = "oracle/enterprise.rs"]
mod enterprise;
#[path = "oracle/generate.rs"]
mod generate;
#[path = "oracle/law.rs"]
mod law;
#[path = "oracle/number.rs"]
mod number;
#[path = "oracle/people.rs"]
mod people;
#[path = "oracle/tally.rs"]
mod tally;
#[path = "oracle/tax.rs"]
mod tax;

use compare::Comparison;

#[test]
fn every_amount_agrees_with_the_oracle() {
    let book = engine::rulebook();
    let seed = 20_170_721;
    let halves: Vec<Comparison> = std::thread::scope(|scope| {
        let work = [0, 1].map(|half| {
            let book = &book;
            scope.spawn(move || compare::run(book, seed + half, 250, 200))
        });
        work.map(|work| work.join().unwrap()).into()
    });
    let whole = halves.into_iter().reduce(Comparison::and).unwrap();
    println!("{}", whole.report());
    let complaints = whole.complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n\n"));
}
