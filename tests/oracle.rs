//! Every amount of the rulebook, worked out a second time from the clauses and compared with the
//! engine for random enterprises over random periods.
//!
//! The modules under `oracle/` share nothing with the engine but ids: their own fractions, dates,
//! figures typed in from the documents, and one plain function an amount. `engine` alone knows it.

#![allow(
    clippy::manual_range_contains,
    clippy::manual_try_fold,
    clippy::match_bool,
    clippy::match_same_arms,
    clippy::too_many_lines,
    clippy::type_complexity,
    reason = "one arm an amount or fact, in the order of the clauses"
)]
#![allow(
    clippy::inconsistent_digit_grouping,
    reason = "days are written 2017_07_21"
)]

#[path = "oracle/amounts.rs"]
mod amounts;
#[path = "oracle/calendar.rs"]
mod calendar;
#[path = "oracle/case.rs"]
mod case;
#[path = "oracle/compare.rs"]
mod compare;
#[path = "oracle/duties.rs"]
mod duties;
#[path = "oracle/energy.rs"]
mod energy;
#[path = "oracle/engine.rs"]
mod engine;
#[path = "oracle/enterprise.rs"]
mod enterprise;
#[path = "oracle/environment.rs"]
mod environment;
#[path = "oracle/finance.rs"]
mod finance;
#[path = "oracle/funding.rs"]
mod funding;
#[path = "oracle/generate.rs"]
mod generate;
#[path = "oracle/law.rs"]
mod law;
#[path = "oracle/levers.rs"]
mod levers;
#[path = "oracle/number.rs"]
mod number;
#[path = "oracle/people.rs"]
mod people;
#[path = "oracle/plans.rs"]
mod plans;
#[path = "oracle/reach.rs"]
mod reach;
#[path = "oracle/renewal.rs"]
mod renewal;
#[path = "oracle/space.rs"]
mod space;
#[path = "oracle/startup.rs"]
mod startup;
#[path = "oracle/support.rs"]
mod support;
#[path = "oracle/tally.rs"]
mod tally;
#[path = "oracle/totals.rs"]
mod totals;
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

#[test]
fn every_total_and_effect_agrees_with_the_oracle() {
    let book = engine::rulebook();
    let (assessed, known) = totals::run(&book, 43, 60, 20);
    println!("{assessed} assessments, {known} effects known");
    assert!(known > 5 * assessed, "{known} effects of {assessed} known");
}

/// The oracle's own fractions against those of a library.
#[test]
fn the_oracle_s_fractions_are_exact() {
    use num_bigint::BigInt;
    use num_rational::BigRational;
    let mut random = generate::Random::new(7);
    let big = |ratio: number::Ratio| {
        BigRational::new(BigInt::from(ratio.num()), BigInt::from(ratio.den()))
    };
    let cent = BigRational::new(BigInt::from(1), BigInt::from(100));
    let half = BigRational::new(BigInt::from(1), BigInt::from(2));
    for _ in 0..20_000 {
        let mut any = || {
            let size = random.pick(&[9, 1_000, 10_000_000, 1 << 52]);
            let num = random.between(-size, size);
            number::Ratio::new(
                num,
                random.pick(&[1, 2, 3, 12, 100, 1_000, 10_000, 12_000_000]),
            )
        };
        let (a, b) = (any(), any());
        assert_eq!(big(a.plus(b)), big(a) + big(b), "{a:?} + {b:?}");
        assert_eq!(big(a.minus(b)), big(a) - big(b), "{a:?} - {b:?}");
        assert_eq!(big(a.times(b)), big(a) * big(b), "{a:?} * {b:?}");
        assert_eq!(a.cmp(&b), big(a).cmp(&big(b)), "{a:?} and {b:?}");
        assert_eq!(big(a.ceiling()), big(a).ceil(), "{a:?} up");
        if b != number::Ratio::ZERO {
            assert_eq!(big(a.over(b)), big(a) / big(b), "{a:?} / {b:?}");
        }
        // Half away from zero: of two neighboring hundredths the nearer, of two as near the farther.
        let (exact, rounded) = (big(a), big(a.rounded(2)));
        let off = if exact < BigRational::from_integer(0.into()) {
            &exact - &rounded
        } else {
            &rounded - &exact
        };
        assert!((&rounded / &cent).is_integer(), "{a:?} to hundredths");
        assert!(
            off <= &cent * &half && off > -(&cent * &half),
            "{a:?} to hundredths"
        );
    }
}

/// The oracle's own count of days, over more than it needs.
#[test]
fn the_oracle_s_days_follow_each_other() {
    let mut before = calendar::day(0);
    assert_eq!(before, 1970_01_01);
    for number in 1..30_000 {
        let day = calendar::day(number);
        assert_eq!(calendar::count(day), number);
        assert!(day > before, "{before} then {day}");
        before = day;
    }
    assert_eq!(calendar::count(2000_03_01) - calendar::count(2000_02_28), 2);
    assert_eq!(calendar::count(2100_03_01) - calendar::count(2100_02_28), 1);
    assert_eq!(
        calendar::count(2017_09_29) - calendar::count(2017_02_15),
        226
    );
}
