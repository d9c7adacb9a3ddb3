//! One model twice: as rules in `rules.toml`, and by hand.

pub(crate) mod by_hand;
pub(crate) mod clock;
pub(crate) mod operations;
pub(crate) mod population;
pub(crate) mod real;
pub(crate) mod scenarios;

#[path = "../../tests/support/random.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod random;

use std::collections::BTreeMap;
use std::sync::Arc;

use qingce::base::{Period, Rational};
use qingce::check::rulebook::Named;
use qingce::check::{Rulebook, check};
use qingce::program::plan::Knob;
use qingce::program::{LeverSet, Num, Program, Request, VariantSpec, compile};
use qingce::rulebook::{BOOK, MapRules, RuleFiles, load};

/// Loads and checks a rulebook.
pub(crate) fn rulebook(files: &dyn RuleFiles) -> Rulebook {
    let (draft, mut found, sources) = load(files);
    let (book, more) = check(&draft, sources.hash());
    found.extend(more);
    let found: Vec<String> = found.iter().map(|found| sources.concise(found)).collect();
    book.unwrap_or_else(|| panic!("{}", found.join("\n")))
}

/// The rules of the benches.
pub(crate) fn rules() -> Rulebook {
    let text = include_str!("rules.toml");
    rulebook(&MapRules(BTreeMap::from([(
        BOOK.to_owned(),
        Arc::from(text),
    )])))
}

/// All levers on, one period.
pub(crate) fn program(book: &Rulebook, year: i32) -> Program {
    program_with(book, year, Vec::new())
}

/// The same with a parameter kept as a knob.
pub(crate) fn program_with_knob(book: &Rulebook, year: i32, parameter: &str) -> Program {
    let Some(Named::Parameter(parameter)) = book.names.get(parameter) else {
        panic!("no parameter {parameter}");
    };
    let knob = Knob {
        parameter: *parameter,
        den: 10_000,
        bounds: (0, 10_000),
    };
    program_with(book, year, vec![knob])
}

fn program_with(book: &Rulebook, year: i32, knobs: Vec<Knob>) -> Program {
    compile(&Request {
        period: Period::year(year).unwrap(),
        variants: vec![VariantSpec {
            book,
            off: LeverSet::default(),
            trace: false,
            only_members: false,
        }],
        knobs,
    })
    .unwrap_or_else(|found| panic!("{found:?}"))
}

/// The total of an amount.
pub(crate) fn total(book: &Rulebook, program: &Program, amount: &str) -> Num {
    let Some(Named::Amount(amount)) = book.names.get(amount) else {
        panic!("no amount {amount}");
    };
    let amounts = &program.variants[0].amounts;
    amounts
        .iter()
        .find(|plan| plan.of.amount == *amount)
        .unwrap()
        .total
}

/// A sum of a slot's cells in 分.
pub(crate) fn in_fen(sum: i128, num: Num) -> Option<i128> {
    Rational::new(sum, num.den)?.in_parts_of(100)
}
